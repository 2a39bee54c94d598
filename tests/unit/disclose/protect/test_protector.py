"""What the two released editions say of every line: nothing small in any world, and the same in every report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import ALL, Band, How, Line
from pipeline.disclose.protect.protector import AuditAsked, protected
from pipeline.disclose.protect.said import NOTHING, Asked, Judge, Said, SaidLines, Years, unjudged
from pipeline.measure.counts import Counts
from tests.unit.disclose.protect.worlds import Worlds, as_printed, readings

QUARTERS = [f"2018-19 Q{number}" for number in (1, 2, 3, 4)] + [f"2019-20 Q{number}" for number in (1, 2, 3, 4)]
AGENCIES = ("CCG", "HC", "SOL", "UHS")
SIZES = [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (3, 1), (4, 1), (3, 2)]  # quarters and agencies
FEW_BOARD = replace(BOARD, hide=1)  # rules with few small counts, so that all worlds can be gone through
FEW_PUBLIC = replace(PUBLIC, hide=2, round_to=2, least_for_percent=4)
Table = Mapping[str, Mapping[str, Counts]]


def of(met: int, whole: int, **others: int) -> Counts:
    return Counts(met=met, not_met=whole - met, **others)


def at_80_percent(met: int, whole: int) -> str:
    return "At target" if met >= 0.8 * whole else "Below target"


def standard(
    table: Table, name: str = "T1", judge: Judge = unjudged, *, together: Sequence[int] = (2, 4), **changes: object
) -> Asked:
    """A standard, of which a report may take its last two quarters ``together``, or else its last four."""
    quarters = list(table)
    judges = {(quarter, code): judge for quarter in quarters for code in ("", *AGENCIES)}
    years = {
        quarter: [Years(tuple(quarters[max(0, place + 1 - length) : place + 1]), judge) for length in together if place]
        for place, quarter in enumerate(quarters)
    }
    return replace(Asked(name, "TST", headline=False, counts=table, judges=judges, years=years), **changes)


def both_editions(*standards: Asked, **changes: object) -> tuple[SaidLines, SaidLines]:
    """What the board's and the public's edition say."""
    said = protected(AuditAsked(standards, **changes), BOARD, PUBLIC)
    return said[BOARD.name], said[PUBLIC.name]


def line(agency: str = ALL, *quarters: str, name: str = "T1") -> Line:
    return Line(name, agency, quarters or (QUARTERS[0],))


# In every world


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Small counts by quarter and agency; each has none, or too many for their number to be small."""
    quarters, agencies = draw(st.sampled_from(SIZES))
    records = st.sampled_from([0, 4, 5, 6])
    return {
        quarter: {
            code: of(draw(st.integers(0, whole)), whole) for code in AGENCIES[:agencies] for whole in [draw(records)]
        }
        for quarter in QUARTERS[:quarters]
    }


def learned(table: Table, judge: Judge, limit: int, *editions: tuple[SaidLines, int], insiders: bool) -> list[object]:
    """What anybody, or an agency that knows its own counts, learns too much of from all that ``editions`` say."""
    agencies = sorted({code for theirs in table.values() for code in theirs})
    found = []
    for known in (frozenset(), *(frozenset([code]) for code in agencies if insiders)):
        worlds = Worlds.all_of(table, known)
        spans = []
        for said, round_to in editions:
            for each, how in readings(said):
                whole = worlds.whole(worlds.cells_of(each.agency, each.quarters))
                worlds.read(each.agency, each.quarters, as_printed(how, whole.met, whole.applicable, judge, round_to))
                spans += [each.quarters] if len(each.quarters) > 1 else []
        found += [(sorted(known), each) for each in worlds.given_away(limit, known, spans)]
    return found


@settings(max_examples=250)
@given(tables(), st.sampled_from([unjudged, at_80_percent]), st.sampled_from([(2, 4), (3,), (2, 3)]))
def test_no_reader_of_both_editions_learns_a_small_count_in_any_world(
    table: Table, judge: Judge, together: Sequence[int]
) -> None:
    asked = standard(table, judge=judge, together=together)
    said = protected(AuditAsked([asked]), FEW_BOARD, FEW_PUBLIC)
    board, public = said[FEW_BOARD.name], said[FEW_PUBLIC.name]
    both = (board, 1), (public, FEW_PUBLIC.round_to)
    assert learned(table, judge, FEW_BOARD.hide, *both, insiders=True) == []
    assert learned(table, judge, FEW_PUBLIC.hide, both[1], insiders=False) == []


# The public and the board


COUNTED = st.integers(0, 40).flatmap(lambda whole: st.integers(0, whole).map(lambda met: of(met, whole)))


@st.composite
def full_size(draw: st.DrawFn) -> Table:
    """Counts as a partnership has them."""
    agencies = draw(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=4, unique=True))
    return {each: {code: draw(COUNTED) for code in agencies} for each in QUARTERS[: draw(st.integers(1, 6))]}


def follows(public: Said, board: Said) -> bool:
    """Whether all that the public is told of a line follows from what the board is told."""
    if board.how is How.EXACT:
        return True
    if public.how in (How.EXACT, How.ROUNDED) or public.silent or (public.verdict and not board.verdict):
        return False
    return public.band is None or (
        board.band is not None and public.band.low <= board.band.low and board.band.high <= public.band.high
    )


@settings(max_examples=60)
@given(full_size(), st.sampled_from([unjudged, at_80_percent]))
def test_the_public_is_told_of_all_returns_alone_and_no_more_than_the_board(table: Table, judge: Judge) -> None:
    board, public = both_editions(standard(table, judge=judge))
    for each, said in public.items():
        assert each.agency == ALL
        assert follows(said, board.get(each, NOTHING)) or not said.says
        assert said.how is not How.EXACT or sum(table[each.quarters[0]].values(), Counts()).applicable == 0


def test_what_the_board_reads_as_counts_the_public_reads_rounded_unless_they_are_small_to_it() -> None:
    for not_met, how in ((8, How.ROUNDED), (7, How.BAND), (6, How.BAND)):
        board, public = both_editions(standard({QUARTERS[0]: {"HC": of(40, 40 + not_met)}}))
        assert (board[line()].how, public[line()].how) == (How.EXACT, how)


def test_the_public_reads_no_counts_of_fewer_than_twenty_records() -> None:
    for whole, how in ((20, How.ROUNDED), (19, How.BAND)):
        _, public = both_editions(standard({QUARTERS[0]: {"HC": of(9, whole)}}))
        assert public[line()].how is how


# The same in every report


def shuffled(table: Table, places: Sequence[int]) -> Table:
    return {
        quarter: {code: theirs[code] for code in sorted(theirs, key=lambda code: places[AGENCIES.index(code)])}
        for quarter, theirs in table.items()
    }


@settings(max_examples=30)
@given(st.data(), full_size(), full_size())
def test_what_is_said_does_not_hang_on_the_order_in_which_it_is_asked(
    data: st.DataObject, one: Table, other: Table
) -> None:
    places = data.draw(st.permutations(range(len(AGENCIES))))
    within = {quarter: [("T1", "T2")] for quarter in QUARTERS}
    assume(
        all(
            one[each][code].applicable <= other[each][code].applicable
            for each in one
            if each in other
            for code in one[each]
            if code in other[each]
        )
    )
    asked = [standard(one, judge=at_80_percent), standard(other, "T2")]
    again = [standard(shuffled(other, places), "T2"), standard(shuffled(one, places), judge=at_80_percent)]
    assert both_editions(*asked, within=within) == both_editions(*again, within=within)


@settings(max_examples=40)
@given(full_size())
def test_a_quarter_is_printed_in_every_later_report_as_in_its_own(table: Table) -> None:
    quarters = list(table)
    whole = both_editions(standard(table))
    for place, _ in enumerate(quarters):
        so_far = {each: table[each] for each in quarters[: place + 1]}
        for own, later in zip(both_editions(standard(so_far)), whole, strict=True):
            assert own.items() <= later.items()


# Quarters together


def test_where_a_quarter_is_hidden_quarters_together_say_something_and_where_none_is_their_counts_are_printed() -> None:
    table = {each: {"HC": of(60, 60 + not_met)} for each, not_met in zip(QUARTERS, (20, 3), strict=False)}
    board, public = both_editions(standard(table, judge=at_80_percent))
    together = line(ALL, *QUARTERS[:2])
    assert board[line(ALL, QUARTERS[1])].how is not How.EXACT
    assert (board[together].how, public[together].how) == (How.BAND, How.BAND)
    shown, _ = both_editions(standard({each: {"HC": of(60, 80)} for each in QUARTERS[:2]}))
    assert shown[together].how is How.EXACT


def test_quarters_together_leave_the_hidden_one_among_them_open() -> None:
    """9 of 20, 15 of 25, 5 of 18 and 10 of 25: with 39 of 88 the third would be known."""
    pairs = zip(QUARTERS, ((9, 20), (15, 25), (5, 18), (10, 25)), strict=False)
    table = {each: {"HC": Counts(met=whole - few, not_met=few)} for each, (few, whole) in pairs}
    board, _ = both_editions(standard(table, together=[4]))
    assert board[line(ALL, QUARTERS[2])].how is not How.EXACT
    low, high = board[line(ALL, *QUARTERS[:4])].band.counts(88)
    assert low <= 49 <= high
    assert 18 - (high - 36) <= 1
    assert 18 - (low - 36) >= 5


def test_at_target_is_said_of_quarters_together_where_of_one_it_would_say_too_much() -> None:
    """24 of 25 beside 95%: of one quarter it would leave none or one; of four it leaves 0 to 5 of 100."""

    def judge(met: int, whole: int) -> str:
        return "At target" if met >= 0.95 * whole else "Below target"

    table = {each: {"HC": of(24, 25)} for each in QUARTERS[:4]}
    board, _ = both_editions(standard(table, judge=judge, together=[4]))
    assert [board[line(ALL, each)] for each in QUARTERS[:4]] == [Said(How.BAND, Band(80, 100))] * 4
    assert board[line(ALL, *QUARTERS[:4])] == Said(How.BAND, Band(95, 100), verdict=True)


# Agencies


def test_a_lone_agency_is_said_to_have_what_all_returns_have() -> None:
    table = {QUARTERS[0]: {"HC": of(34, 36), "SOL": Counts(not_applicable=9)}}
    board, _ = both_editions(standard(table))
    assert board[line("HC")] == board[line()] == Said(How.BAND, Band(85, 100))  # of one among several, by tens
    assert board[line("SOL")].how is How.EXACT  # none of none


def test_denominators_that_differ_by_a_small_number_are_not_both_printed_and_the_headline_is_kept() -> None:
    tables = {QUARTERS[0]: {"HC": of(28, 46)}}, {QUARTERS[0]: {"HC": of(40, 50)}}
    within = {QUARTERS[0]: [("T1", "T2")]}
    for headline in (True, False):
        asked = standard(tables[0], headline=headline), standard(tables[1], "T2", headline=not headline)
        board, public = both_editions(*asked, within=within)
        exact = [name for name in ("T1", "T2") if board[line(name=name)].how is How.EXACT]
        assert exact == (["T1"] if headline else ["T2"])
        assert [each.standard for each, said in public.items() if said.how is How.ROUNDED] == exact
        hidden = board[line(name="T2" if headline else "T1")]
        assert hidden.band is not None


@pytest.mark.parametrize("merged", [True, False])
def test_bodies_that_became_one_are_read_as_one_by_whom_the_other_s_counts_are_known(*, merged: bool) -> None:
    """Beside all 23 that did not meet it, who knows the 10 and 10 of both knows the 3 of the third."""
    table = {QUARTERS[0]: {"HC": of(30, 40), "SOL": of(30, 40), "UHS": of(37, 40)}}
    board, _ = both_editions(standard(table), bodies={"HC": "NEW", "SOL": "NEW"} if merged else {})
    assert (board[line()].how is How.EXACT) is not merged


def test_how_many_were_not_recorded_is_said_of_all_returns_alone() -> None:
    silent = of(20, 40, not_recorded=10)
    board, public = both_editions(standard({QUARTERS[0]: {"HC": silent, "SOL": silent}}))
    assert [each.agency for each, said in board.items() if said.silent] == [ALL]
    assert public[line()].silent
    few, _ = both_editions(standard({QUARTERS[0]: {"HC": silent, "SOL": of(20, 40, not_recorded=2)}}))
    assert (few[line()].how, few[line()].silent) == (How.EXACT, False)


def test_of_a_quarter_without_a_record_that_counts_no_more_is_said_than_that() -> None:
    board, public = both_editions(standard({QUARTERS[0]: {"HC": Counts(pending=9)}}))
    assert board[line()].how is public[line()].how is How.EXACT
