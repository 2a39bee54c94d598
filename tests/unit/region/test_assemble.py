"""A regional edition of what areas give: never ranked, added only where counted alike, and apart only beyond chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.facts import How
from pipeline.region.assemble import assembled
from pipeline.region.model import LeftOutArea, RegionResult, RegionStandard
from pipeline.region.told import AreaTold
from pipeline.statistics.rest import FLAG
from tests.unit.region.drawn import QUARTER, gives, standard

NAMES = ["Ashmere", "Birchway", "Coldharbour Vale", "Dunmoor", "Elmbridge Fold"]


def edition(*told: AreaTold, left_out: Sequence[LeftOutArea] = ()) -> RegionResult:
    return assembled("The region", QUARTER, {f"folder {each.area}": each for each in told}, left_out)


def only(result: RegionResult) -> RegionStandard:
    ((one,),) = [audit.standards for audit in result.audits]
    return one


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.randoms(use_true_random=False))
def test_areas_stand_in_the_order_of_their_names_whatever_their_figures(
    met: list[int], shuffled: random.Random
) -> None:
    told = [gives(name, standard(each, 40)) for name, each in zip(NAMES, met, strict=True)]
    shuffled.shuffle(told)
    result = edition(*told)
    assert [each.area for each in result.areas] == NAMES
    assert [each.area for each in only(result).areas] == NAMES


def test_an_area_that_counts_otherwise_is_shown_and_not_added() -> None:
    others = [gives(name, standard(30, 40)) for name in NAMES[:3]]
    found = only(edition(*others, gives("Farleigh", standard(5, 40, counted_by="another way"))))
    assert (found.total.met, found.total.of, found.total.areas, found.versions) == (90, 120, 3, 2)
    line = next(each for each in found.areas if each.area == "Farleigh")
    assert (line.met, line.of, line.version, line.added) == (5, 40, 2, False)
    assert line.why_not == "it counts this standard otherwise than most areas"


def test_an_area_whose_own_report_says_nothing_is_not_added_and_says_so() -> None:
    found = only(edition(gives("Ashmere", standard(30, 40)), gives("Birchway", standard(2, 3, says=False))))
    assert (found.total.how, found.total.met, found.total.areas) == (How.EXACT, 30, 1)
    line = found.areas[1]
    assert (line.how, line.met, line.of, line.band) == (How.NOTHING, None, None, None)
    assert line.why_not == "its own report does not say"


def test_areas_that_print_their_counts_are_added_apart_where_others_hide_theirs() -> None:
    shown = [gives(name, standard(30, 40)) for name in NAMES[:2]]
    found = only(edition(*shown, gives("Farleigh", standard(38, 40, (90, 100)))))
    assert found.printed is not None
    assert (found.printed.met, found.printed.of, found.printed.areas) == (60, 80, 2)
    assert found.total.met is None
    assert only(edition(*shown)).printed is None  # all of them do, so that the total says it


def test_the_verdicts_of_areas_are_counted_as_they_print_them() -> None:
    said = ["At target", "Above target", "Below target", "Not yet clear", ""]
    told = [gives(name, standard(30, 40, verdict=each)) for name, each in zip(NAMES, said, strict=True)]
    found = only(edition(*told))
    assert (found.at_target, found.below, found.unsure, found.unsaid) == (2, 1, 1, 1)


def test_an_area_far_from_all_others_is_apart_and_the_others_are_not() -> None:
    told = [gives(name, standard(33 + place % 3, 40)) for place, name in enumerate(NAMES)]
    found = only(edition(*told, gives("Farleigh", standard(12, 40))))
    assert {each.area: each.apart for each in found.areas if each.apart} == {"Farleigh": "below"}
    assert next(each.firmly for each in found.areas if each.apart)


def test_areas_that_all_differ_widely_are_not_each_said_to_differ() -> None:
    """Fifteen areas between 40% and 95%: each is beyond chance alone, none beyond how areas differ."""
    names = [f"Area {letter}" for letter in "abcdefghijklmno"]
    told = [gives(name, standard(40 + 4 * place, 100)) for place, name in enumerate(names)]
    found = only(edition(*told))
    assert found.spread is not None
    assert found.spread.times is not None
    assert found.spread.times > 5
    assert [each.area for each in found.areas if each.apart] == []


def test_of_two_areas_none_is_said_to_differ_and_no_spread_is_told() -> None:
    found = only(edition(gives("Ashmere", standard(2, 40)), gives("Birchway", standard(38, 40))))
    assert [each.apart for each in found.areas] == ["", ""]
    assert found.spread is None


def test_the_spread_is_of_areas_that_print_their_counts() -> None:
    told = [gives(name, standard(met, 40)) for name, met in zip(NAMES, (20, 30, 40, 36, 28), strict=True)]
    found = only(edition(*told, gives("Farleigh", standard(39, 40, (90, 100)))))
    assert found.spread is not None
    assert (found.spread.areas, found.spread.lowest, found.spread.median, found.spread.highest) == (5, 0.5, 0.75, 1.0)


def test_what_most_areas_call_a_standard_it_is_called() -> None:
    titles = ["Seen by the unit", "Seen by CAIT", "Seen by CAIT"]
    told = [gives(name, standard(30, 40, title=each)) for name, each in zip(NAMES, titles, strict=False)]
    assert only(edition(*told)).title == "Seen by CAIT"


def test_an_audit_that_some_areas_do_not_run_names_those_that_do() -> None:
    result = edition(gives("Ashmere", standard(30, 40)), gives("Birchway", standard(20, 30, id="U1"), code="USE"))
    assert {each.code: each.areas for each in result.audits} == {"TST": ("ashmere",), "USE": ("birchway",)}


def test_what_was_left_out_is_in_the_edition() -> None:
    lacking = LeftOutArea("dunmoor", "there are no returns for 2019-20 Q2.")
    assert edition(gives("Ashmere", standard(30, 40)), left_out=[lacking]).left_out == (lacking,)


def test_where_chance_alone_is_at_work_hardly_any_area_is_said_to_differ() -> None:
    drawn = np.random.default_rng(3)
    said = firm = held = 0
    for _ in range(300):
        told = [gives(f"Area {letter}", standard(int(drawn.binomial(60, 0.8)), 60)) for letter in "abcdefghijkl"]
        lines = only(edition(*told)).areas
        held += len(lines)
        said += sum(bool(each.apart) for each in lines)
        firm += sum(each.firmly for each in lines)
    assert held == 3600
    assert said / held <= 2 * FLAG
    assert firm <= said
