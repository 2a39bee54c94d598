"""What is said of all areas together gives none of them away: counted out world by world, and attacked by the proof."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.disclose.facts import ALL, Band, Fact, How, Line
from pipeline.disclose.proof.attack import given_away
from pipeline.disclose.proof.printed import Release
from pipeline.region.model import Total
from pipeline.region.told import AreaStandard
from pipeline.region.totals import WIDTHS, tells_more, total_of
from tests.unit.disclose.proof.drawn import NOW, release
from tests.unit.region.drawn import standard

LIMIT = 5


@st.composite
def areas(draw: st.DrawFn) -> Mapping[str, AreaStandard]:
    """Two to four areas, of which some print their counts and others a band, wide or narrow."""
    made = {}
    for key in "abcd"[: draw(st.integers(2, 4))]:
        of = draw(st.integers(8, 30))
        met = draw(st.integers(0, of))
        if draw(st.booleans()):
            fewest = draw(st.integers(max(0, of - met - 6), of - met))
            most = draw(st.integers(of - met, min(of, of - met + 6)))
            made[key] = standard(met, of, (0, 100), ends=(fewest, most))
        else:
            made[key] = standard(met, of)
    return made


def worlds(areas: Mapping[str, AreaStandard], total: Total, knows: Collection[str]) -> Iterator[dict[str, int]]:
    """How many did not meet it in each area: every answer that fits all reports, and what a reader knows."""
    of = sum(each.behind.of for each in areas.values())
    truth = {key: each.behind.not_met for key, each in areas.items()}
    ranges = [
        [truth[key]] if key in knows else range(each.behind.least, each.behind.most + 1) for key, each in areas.items()
    ]
    for values in product(*ranges):
        met = of - sum(values)
        if total.how is How.EXACT and met != total.met:
            continue
        if total.band is not None and not total.band.low <= 100 * met / of <= total.band.high:
            continue
        yield dict(zip(areas, values, strict=True))


def readers_of(areas: Mapping[str, AreaStandard], shared: Collection[Collection[str]]) -> list[Collection[str]]:
    return [(), *([key] for key in areas), *shared]


@given(areas(), st.lists(st.sets(st.sampled_from("abcd"), min_size=2, max_size=3), max_size=2))
def test_no_reader_can_tell_more_of_an_area_than_its_own_report_says(
    areas: Mapping[str, AreaStandard], bodies: list[set[str]]
) -> None:
    shared = [frozenset(each & areas.keys()) for each in bodies]
    total = total_of(areas, shared)
    for knows in readers_of(areas, shared):
        left = list(worlds(areas, total, knows))
        for key, each in areas.items():
            if key not in knows:
                possible = {world[key] for world in left}
                assert possible == set(range(each.behind.least, each.behind.most + 1))


@given(areas())
@settings(max_examples=60, deadline=None)
def test_an_attack_that_shares_no_code_finds_nothing_that_the_areas_reports_do_not_give_away(
    areas: Mapping[str, AreaStandard],
) -> None:
    """Areas in the place of agencies: their lines, and the line of all of them, are one system."""

    def of_an_area(key: str, each: AreaStandard) -> Fact:
        line = Line("T1", key, (NOW,))
        if each.met is not None:
            return Fact(line, "TST", How.EXACT, met=each.met, of=each.of)
        low = -(-100 * (each.behind.of - each.behind.most) // each.behind.of)
        high = 100 * (each.behind.of - each.behind.least) // each.behind.of
        return Fact(line, "TST", How.BAND, band=Band(low, high))

    bands = {key: of_an_area(key, each) for key, each in areas.items()}
    known = {
        key: standard(each.behind.of - each.behind.not_met, each.behind.of, (fact.band.low, fact.band.high))
        if fact.band
        else each
        for (key, each), fact in zip(areas.items(), bands.values(), strict=True)
    }
    assume(all(each.behind.least <= each.behind.not_met <= each.behind.most for each in known.values()))
    counts = {key: (each.behind.of - each.behind.not_met, each.behind.not_met) for key, each in known.items()}

    def attacked(*more: Fact) -> set[tuple[str, str, str]]:
        held: Release = release([*bands.values(), *more], counts)
        return {(each.agency, each.what, each.viewpoint) for each in given_away([held], LIMIT, named=False)}

    total = total_of(known, ())
    line = Line("T1", ALL, (NOW,))
    said = [] if total.band is None else [Fact(line, "TST", How.BAND, band=total.band)]
    assert {each for each in attacked(*said) if each[0] != ALL} <= attacked()


def test_the_total_of_areas_that_all_print_their_counts_is_their_sum() -> None:
    total = total_of({"a": standard(18, 20), "b": standard(30, 40)}, [])
    assert (total.how, total.met, total.of, total.areas) == (How.EXACT, 48, 60, 2)
    assert total.interval == pytest.approx((0.6822, 0.8815), abs=0.001)


def test_one_area_that_hides_its_counts_is_not_given_away_by_the_sum_of_all() -> None:
    shown, hidden = standard(30, 40), standard(18, 20, (70, 100))
    total = total_of({"a": shown, "b": hidden}, [])
    assert total.how is not How.EXACT
    assert total.met is None
    assert total.of is None
    fewest, most = total.band.counts(60) if total.band else (0, 60)
    # Between 14 and 20 of b's 20 met it, by its own report: all of that must still be possible.
    assert fewest <= 30 + 14
    assert most >= 30 + 20


def test_of_many_areas_with_small_bands_the_share_is_said_to_a_whole_per_cent() -> None:
    many = {f"area {number}": standard(36 + number % 4, 40, (85, 100)) for number in range(30)}
    total = total_of(many, [])
    assert total.band is not None
    assert total.band.high - total.band.low == WIDTHS[0]
    assert total.band.low <= 100 * sum(36 + number % 4 for number in range(30)) / 1200 <= total.band.high


def test_a_body_that_sits_in_all_areas_but_one_makes_the_band_as_wide_as_that_one_needs() -> None:
    six = {key: standard(35 + number % 3, 40, (80, 100)) for number, key in enumerate("abcdef")}
    alone, beside = total_of(six, []), total_of(six, [frozenset("abcde")])
    assert alone.band is not None
    assert beside.band is not None
    assert beside.band.high - beside.band.low > alone.band.high - alone.band.low


def test_where_every_band_would_tell_too_much_nothing_is_said() -> None:
    one = {"a": standard(9, 10, (0, 100), ends=(0, 10)), "b": standard(500, 1000)}
    assert total_of({"a": one["a"]}, []).how is How.NOTHING


def test_a_total_of_no_records_says_nothing() -> None:
    assert total_of({"a": standard(0, 0)}, []).how is How.NOTHING


def test_what_a_sum_would_tell_is_told_by_the_ends() -> None:
    behind = {"a": standard(8, 10, (0, 100), ends=(0, 4)).behind, "b": standard(9, 10, (0, 100), ends=(0, 4)).behind}
    assert tells_more(behind, (1, 1), [()])
    assert not tells_more(behind, (4, 4), [()])
    assert tells_more(behind, (4, 4), [["a"]])
    assert not tells_more(behind, (0, 20), [["a"], ["b"], ()])
