"""What is compared over time: like with like, as exact counts have it, and as much of it as an edition may show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Cluster, Shape, Stratum
from pipeline.page import sentences
from pipeline.partnership.bodies import name_of
from pipeline.results.breaks import NOTHING_MORE, ReturnHistory
from pipeline.results.change_values import Break, Change, Moved
from pipeline.results.changes import OF_THE_LIST, WITHIN, ByAgency, PrintedLines, comparisons, not_due, shown
from pipeline.results.claims import claims, ruled
from pipeline.results.protection import ToProtect, printed_in, protection
from pipeline.results.standards import standard_result
from tests.unit.results.built import NOW, definition, quarters_to, records, result

Sent = Sequence[Mapping[str, tuple[int, int]]]  # of each quarter, the last the newest: by agency, how many of how many
AGENCIES = ("SOL", "UHS", "CCG")


def of(met: int, total: int, **left_out: int) -> Counts:
    return Counts(met=met, not_met=total - met, **left_out)


def by_agency(sent: Sent) -> dict[Quarter, dict[str, Counts]]:
    quarters = reversed(quarters_to(NOW, len(sent)))
    return {
        quarter: {code: of(*pair) for code, pair in theirs.items()}
        for quarter, theirs in zip(quarters, sent, strict=True)
        if theirs or quarter == NOW
    }


def lines(counted: ByAgency, edition: Edition) -> PrintedLines:
    """Which lines of a standard ``edition`` prints as counts."""
    standard = definition()
    said = protection([ToProtect(standard, counted, {}, NOTHING_MORE)], NOW)
    return PrintedLines(standard.id, printed_in(said, edition))


def compared(sent: Sent, edition: Edition = SUBGROUP, broken: Sequence[Break] = ()) -> tuple[Change, Change]:
    """Since the quarter before, and over the year, of a standard that is a report of its own."""
    counted = by_agency(sent)
    planned, printed = comparisons(counted, NOW, broken), lines(counted, edition)
    ruling = ruled([planned])[0]
    return (
        shown(planned.since_last, ruling.since_last, counted, edition, printed),
        shown(planned.over_year, ruling.over_year, counted, edition, printed),
    )


def alone(*pairs: tuple[int, int]) -> Sent:
    return [{"SOL": each} for each in pairs]


# Like with like


def test_an_audit_of_every_second_quarter_is_compared_with_the_last_one_that_was_due() -> None:
    counted = by_agency([*([{"SOL": (24, 40)}, {}] * 3), {"SOL": (24, 40)}, {}, {"SOL": (38, 40)}])
    counted |= {each: {} for each in NOW.last(8) if each not in counted}
    before = NOW.previous().previous()
    planned = comparisons(counted, NOW, before=before)
    ruling = ruled([planned])[0]
    since = shown(planned.since_last, ruling.since_last, counted, SUBGROUP, lines(counted, SUBGROUP))
    year = shown(planned.over_year, ruling.over_year, counted, SUBGROUP, lines(counted, SUBGROUP))
    assert (since.earlier, since.recent_counts.met, since.earlier_counts.met) == (str(before), 38, 24)
    assert sentences.quarter_change_sentence(since).startswith("It may have risen since 2018-19 Q4, ")
    assert year.moved.tested
    assert comparisons(counted, NOW).since_last.not_made is Moved.NOT_TESTED


def test_in_a_quarter_that_is_not_due_nothing_is_compared_and_it_is_said_why() -> None:
    planned = not_due(NOW, Quarter(2018, 4))
    since = shown(planned.since_last, None, {}, SUBGROUP, lines({}, SUBGROUP))
    assert sentences.quarter_change_sentence(since) == (
        "A change since 2018-19 Q4 could not be tested: no return was due for 2019-20 Q2."
    )


def test_of_a_quarter_that_was_not_due_and_has_no_folder_nothing_is_lacking() -> None:
    around = ReturnHistory({NOW: ["SOL"]}, not_due=[each for each in NOW.last(8) if each.number in (1, 3)])
    before = {each: {"SOL": of(20, 40)} for each in NOW.last(8)[:-1] if each.number in (2, 4)}
    over_year = standard_result(definition(), records(of(39, 40)), before, NOW, SUBGROUP, around).over_year
    assert over_year.moved is Moved.RISEN


def test_an_agency_that_sent_nothing_this_time_is_left_out_and_is_no_change() -> None:
    usual = {"SOL": (24, 25), "UHS": (23, 25), "CCG": (5, 25)}
    gone = {code: usual[code] for code in ("SOL", "UHS")}
    change, _ = compared([usual] * 7 + [gone])
    assert (change.moved, change.without) == (Moved.NO_CLEAR_CHANGE, (name_of("CCG"),))
    assert (change.difference, change.recent_counts, change.earlier_counts) == (
        pytest.approx(0),
        change.earlier_counts,
        change.recent_counts,
    )
    assert (change.recent_counts.met, change.recent_counts.applicable) == (47, 50)


def test_a_change_of_who_sends_how_many_is_no_change() -> None:
    year = [{"SOL": (27, 30), "UHS": (3, 10)}] * QUARTERS_OF_A_YEAR + [
        {"SOL": (9, 10), "UHS": (9, 30)}
    ] * QUARTERS_OF_A_YEAR
    _, change = compared(year)
    assert (change.moved, change.difference) == (Moved.NO_CLEAR_CHANGE, pytest.approx(0))


MIXED = [{"SOL": (80, 100), "UHS": (10, 40)}] * QUARTERS_OF_A_YEAR + [
    {"SOL": (36, 40), "UHS": (40, 100)}
] * QUARTERS_OF_A_YEAR


def test_figures_that_moved_against_their_agencies_are_not_printed_beside_what_those_did() -> None:
    _, change = compared(MIXED)  # 64% before and 54% now, though each of the two rose
    assert (change.moved, change.recent_counts, change.earlier_counts) == (Moved.RISEN, None, None)
    assert change.difference > 0
    assert change.why == WITHIN
    assert "each agency compared with itself (+" in sentences.change_sentence(change)


@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries({code: st.tuples(st.integers(0, 40), st.integers(1, 40)) for code in ("SOL", "UHS")}),
        min_size=8,
        max_size=8,
    )
)
def test_printed_figures_never_contradict_the_difference_beside_them(
    drawn: list[dict[str, tuple[int, int]]],
) -> None:
    sent = [{code: (met, met + rest) for code, (met, rest) in theirs.items()} for theirs in drawn]
    for change in compared(sent):
        if change.recent_counts and change.earlier_counts:
            apart = change.recent_counts.proportion - change.earlier_counts.proportion
            assert apart * change.difference >= -1e-9
            assert change.lower - 1e-9 <= apart <= change.upper + 1e-9


@pytest.mark.parametrize("edition", EDITIONS.values())
@pytest.mark.parametrize("met", [10, 22])
def test_a_change_that_may_be_chance_keeps_its_direction_where_no_count_is_shown(edition: Edition, met: int) -> None:
    usual, last = 32 - met, met
    still = [comparisons(by_agency(alone((20, 40), (20, 40))), NOW)] * 40
    counted = by_agency(alone(*[(usual, 40)] * 7, (last, 40)))
    planned = comparisons(counted, NOW)
    change = shown(
        planned.since_last, ruled([planned, *still])[0].since_last, counted, edition, lines(counted, edition)
    )
    assert (change.moved, change.up) == (Moved.UNSURE, met == 22)


def test_where_most_records_are_of_an_agency_that_sent_only_once_nothing_is_compared() -> None:
    change, _ = compared([{"SOL": (18, 20), "UHS": (30, 60)}, {"SOL": (18, 20)}])
    assert (change.moved, change.recent_counts) == (Moved.NOT_COMPARABLE, None)
    assert change.why == f"no record of {name_of('UHS')} could be counted for 2019-20 Q2"


def test_an_edition_without_agencies_names_none_where_nothing_is_compared() -> None:
    change, _ = compared([{"SOL": (18, 20), "UHS": (30, 60)}, {"SOL": (18, 20)}], PUBLIC)
    assert (change.moved, "sent for one of the two alone" in change.why, "Hospital" in change.why) == (
        Moved.NOT_COMPARABLE,
        True,
        False,
    )


@pytest.mark.parametrize(("left_out", "moved"), [(5, Moved.WITHHELD), (20, Moved.NOT_COMPARABLE)])
def test_that_an_agency_had_more_than_half_is_not_said_of_counts_that_are_hidden(left_out: int, moved: Moved) -> None:
    other = 3 if moved is Moved.WITHHELD else 10  # of 8, all met: 5 is the only small count that is more than half
    before, now = {"SOL": (left_out, left_out), "UHS": (other, other)}, {"UHS": (20, 20)}
    assert compared([before, now], BOARD)[0].moved is moved
    assert compared([before, now], SUBGROUP)[0].moved is Moved.NOT_COMPARABLE


def test_each_of_two_agencies_that_took_turns_leaves_nothing_to_compare() -> None:
    assert compared([{"SOL": (18, 20)}, {"UHS": (18, 20)}])[0].moved is Moved.NOT_COMPARABLE


# What is not compared, and why


def test_a_quarter_is_compared_with_the_one_right_before_and_no_other() -> None:
    change, _ = compared([*alone((30, 40)), {}, *alone((30, 40))])
    assert (change.recent, change.earlier) == ("2019-20 Q2", "2019-20 Q1")
    assert (change.moved, change.why) == (Moved.NOT_TESTED, "no figures for 2019-20 Q1")


def test_a_year_of_which_a_quarter_is_missing_says_which() -> None:
    _, change = compared([*alone(*[(30, 40)] * 3), {}, *alone(*[(30, 40)] * 4)])
    assert (change.moved, change.why) == (Moved.NOT_TESTED, "no figures for 2018-19 Q2")
    assert (change.recent, change.earlier) == ("2018-19 Q3 to 2019-20 Q2", "2017-18 Q3 to 2018-19 Q2")


@pytest.mark.parametrize("nothing", [{}, {"SOL": (0, 0)}])
def test_one_quarter_with_records_is_no_year_beside_another_number_of_them(
    nothing: Mapping[str, tuple[int, int]],
) -> None:
    sent = [nothing, nothing, nothing, *alone((30, 40), (10, 40)), nothing, nothing, *alone((12, 40))]
    counted = {each: {} for each in quarters_to(NOW, 8)} | by_agency(sent)
    planned = comparisons(counted, NOW).over_year

    assert (planned.not_made, planned.why) == (
        Moved.NOT_TESTED,
        "no figures for 2017-18 Q3, 2017-18 Q4, 2018-19 Q1, 2018-19 Q4 and 2019-20 Q1",
    )


@pytest.mark.parametrize("numbers", [{2}, {2, 4}, {1, 2, 3}])
def test_an_audit_of_some_quarters_is_held_against_the_same_ones_and_its_spans_say_which(numbers: set[int]) -> None:
    counted = {each: {"SOL": of(30, 40)} if each.number in numbers else {} for each in quarters_to(NOW, 8)}
    planned = comparisons(counted, NOW).over_year

    assert planned.not_made is None
    assert planned.recent == tuple(each for each in NOW.last(4) if each.number in numbers)
    assert [each.number for each in planned.earlier] == [each.number for each in planned.recent]


def test_a_standard_that_is_new_was_not_counted_in_another_way_before() -> None:
    sent = [{}, {}, {}, {}, {}, {}, *alone((30, 40), (10, 40))]
    counted = {each: {} for each in quarters_to(NOW, 8)} | by_agency(sent)
    planned = comparisons(counted, NOW, [Break("2019-20 Q1", "counted in another way before")]).over_year

    assert planned.not_made is Moved.NOT_TESTED
    assert planned.why.startswith("no figures for 2017-18 Q3, ")
    assert planned.why.endswith(" and 2018-19 Q4")


def test_quarters_counted_in_another_way_are_not_compared_and_the_break_is_named() -> None:
    broken = [Break("2019-20 Q2", "counted in another way before")]
    for change in compared(alone(*[(30, 40)] * 8), broken=broken):
        assert (change.moved, change.why) == (Moved.NOT_COMPARABLE, "counted in another way before (2019-20 Q2)")


def test_a_break_within_the_earlier_year_leaves_at_least_two_of_its_quarters() -> None:
    for begun, alike in (("2018-19 Q1", 2), ("2018-19 Q2", 1)):
        _, change = compared(alone(*[(30, 40)] * 8), broken=[Break(begun, "another form before")])
        assert change.moved.tested is (alike == 2)
        assert change.earlier_counts is None or change.earlier_counts.applicable == 40 * alike


@pytest.mark.parametrize(("records", "moved"), [(4, Moved.TOO_FEW), (5, Moved.NO_CLEAR_CHANGE)])
def test_a_change_needs_as_many_records_as_a_verdict(records: int, moved: Moved) -> None:
    assert compared(alone((20, 20), (records, records)))[0].moved is moved
    assert compared(alone((records, records), (20, 20)))[0].moved is moved


# What is claimed


def test_a_fall_since_the_quarter_before_and_a_rise_over_the_year_are_both_claimed() -> None:
    quarter, year = compared(alone(*[(24, 40)] * 4, *[(38, 40)] * 3, (16, 40)))
    assert (quarter.moved, year.moved) == (Moved.FALLEN, Moved.RISEN)


@pytest.mark.parametrize("gap", [7, 4])
def test_a_fall_is_claimed_across_a_quarter_missing_elsewhere(gap: int) -> None:
    sent = list(alone(*[(38, 40)] * 7, (10, 40)))
    sent[len(sent) - gap - 1] = {}
    quarter, year = compared(sent)
    assert (quarter.moved, year.moved) == (Moved.FALLEN, Moved.NOT_TESTED)


def test_the_interval_of_the_difference_stands_beside_no_clear_change() -> None:
    change, _ = compared(alone((20, 20), (12, 20), (19, 20), (12, 20), (20, 20), (12, 20)))
    assert (change.moved, change.difference) == (Moved.NO_CLEAR_CHANGE, pytest.approx(-0.4))
    assert change.lower < -0.4 < 0 < change.upper


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=8, max_size=8))
def test_a_claim_and_its_interval_never_disagree(drawn: list[tuple[int, int]]) -> None:
    for change in compared(alone(*[(met, met + rest) for met, rest in drawn])):
        if not change.moved.tested:
            assert (change.lower, change.upper) == (None, None)
        elif change.moved is Moved.NO_CLEAR_CHANGE:
            assert change.lower <= 0 <= change.upper
        else:
            assert change.lower > 0 or change.upper < 0
            assert (change.moved is not Moved.RISEN or change.lower > 0) is True
            assert (change.moved is not Moved.FALLEN or change.upper < 0) is True


def test_quarters_that_vary_wildly_by_themselves_make_a_difference_no_claim() -> None:
    steady = alone(*[(28, 40), (29, 40)] * 3, (30, 40), (10, 40))
    wild = alone(*[(16, 40), (36, 40)] * 3, (30, 40), (10, 40))
    assert (compared(steady)[0].moved, compared(wild)[0].moved) == (Moved.FALLEN, Moved.NO_CLEAR_CHANGE)


def test_what_one_comparison_would_claim_may_be_chance_among_many() -> None:
    usual = [*[(25, 40), (26, 40), (24, 40)] * 2, (25, 40)]
    still = [comparisons(by_agency(alone(*usual, (25, 40))), NOW)] * 40
    for last, moved in (((36, 40), Moved.UNSURE), ((40, 40), Moved.RISEN)):
        own = comparisons(by_agency(alone(*usual, last)), NOW)
        assert ruled([own, *still])[0].since_last.moved is moved


# Families, and samples that were drawn unevenly


def in_families(met: int, of_families: int, size: int = 3) -> Shape:
    several = [Cluster({"SOL": (size if place < met else 0, size)}, size) for place in range(of_families)]
    return Shape((Stratum({}, tuple(several)),))


def test_families_whose_records_are_alike_say_less_of_a_change() -> None:
    quarters = quarters_to(NOW, 8)
    families = [20, 21, 20, 12, 12, 11, 12, 12]  # newest first, of 24 of three records each
    counted = {each: {"SOL": of(3 * met, 72)} for each, met in zip(quarters, families, strict=True)}
    shapes = {each: in_families(met, 24) for each, met in zip(quarters, families, strict=True)}
    by_record, by_family = comparisons(counted, NOW), comparisons(counted, NOW, shapes=shapes)
    assert by_family.wider == pytest.approx(3, rel=0.1)
    plain, wide = (ruled([each])[0].over_year for each in (by_record, by_family))
    assert wide.difference == plain.difference
    assert wide.lower < plain.lower < plain.upper < wide.upper


def drawn(*met: int) -> Shape:
    """Twenty of each part of a list of 2,000, of which so many met."""
    listed = (50, 150, 1800)
    parts = [Stratum({"SOL": (each, 20)}, (), size, 20) for each, size in zip(met, listed, strict=True)]
    return Shape(tuple(parts))


def test_where_a_sample_was_drawn_unevenly_its_lists_are_compared_and_not_its_records() -> None:
    counted = {NOW: {"SOL": of(35, 60)}, NOW.previous(): {"SOL": of(45, 60)}}
    shapes = {NOW: drawn(6, 10, 19), NOW.previous(): drawn(15, 12, 18)}
    planned = comparisons(counted, NOW, shapes=shapes)
    change = shown(planned.since_last, ruled([planned])[0].since_last, counted, SUBGROUP, lines(counted, SUBGROUP))
    assert change.difference == pytest.approx((50 * 6 + 150 * 10 + 1800 * 19 - 50 * 15 - 150 * 12 - 1800 * 18) / 40000)
    assert (change.moved, change.recent_counts) == (Moved.NO_CLEAR_CHANGE, None)
    assert sentences.quarter_change_sentence(change).startswith(
        "No clear change since the quarter before: 90% from 87%, of the whole lists of which samples were drawn ("
    )
    board = shown(planned.since_last, ruled([planned])[0].since_last, counted, BOARD, lines(counted, BOARD))
    assert (board.moved, board.difference, board.recent_share) == (Moved.NO_CLEAR_CHANGE, None, None)
    assert board.why == change.why == OF_THE_LIST
    weighted = [(50 * a + 150 * b + 1800 * c) / 40000 for a, b, c in ((6, 10, 19), (15, 12, 18))]
    assert [change.recent_share, change.earlier_share] == pytest.approx(weighted)


def test_a_list_of_which_a_part_did_not_come_back_is_not_compared() -> None:
    counted = {NOW: {"SOL": of(35, 60)}, NOW.previous(): {"SOL": of(35, 60)}}
    shapes = {NOW: drawn(6, 10, 19), NOW.previous(): replace(drawn(6, 10, 19), lacking=True)}
    planned = comparisons(counted, NOW, shapes=shapes).since_last
    assert (planned.not_made, planned.why) == (
        Moved.NOT_COMPARABLE,
        "a part of a list of which a sample was drawn did not come back",
    )


STILL, ROSE = [(30, 40)] * 8, [(24, 40)] * 4 + [(38, 40)] * 4
MAY_HAVE_FALLEN = [(30, 40)] * 4 + [(25, 40)] * 4  # chance gives as much once in 23


def claimed_over_year(*standards: Sequence[tuple[int, int]]) -> list[Moved]:
    over_year = [each.over_year for each in ruled([comparisons(by_agency(alone(*each)), NOW) for each in standards])]
    return [each.moved for each in over_year if each is not None]


def test_where_nothing_else_has_changed_what_may_be_chance_is_not_claimed() -> None:
    assert claimed_over_year(MAY_HAVE_FALLEN, STILL) == [Moved.UNSURE, Moved.NO_CLEAR_CHANGE]


def test_where_something_has_changed_for_certain_what_is_less_so_is_claimed_too() -> None:
    assert claimed_over_year(MAY_HAVE_FALLEN, ROSE) == [Moved.FALLEN, Moved.RISEN]


def test_a_report_counts_its_comparisons_and_its_claims() -> None:
    moved = comparisons(by_agency(alone(*[(24, 40)] * 4, *[(38, 40)] * 4)), NOW)
    first = comparisons(by_agency(alone((30, 40))), NOW)
    no_change = Change("", "", Moved.NO_CLEAR_CHANGE)
    rose = replace(no_change, moved=Moved.RISEN)
    both = claims([moved, first], ruled([moved, first]), [(no_change, rose, None), (no_change, no_change, None)])
    assert (both.tested, both.claimed, both.not_tested, both.false) == (2, 1, 1, 0.12)


@pytest.mark.parametrize("edition", EDITIONS.values())
def test_a_report_counts_only_claims_that_its_pages_print(edition: Edition) -> None:
    met = (8, 9, 10, 10, 7, 11, 10, 9, 11, 7, 8, 4, 5, 7, 7, 5)  # the rule finds its last ones low; its chart does not
    quarters = list(reversed(quarters_to(NOW, len(met))))
    planned = comparisons(by_agency(alone(*[(each, 12) for each in met])), NOW)
    earlier = {each: of(count, 12) for each, count in zip(quarters[:-1], met[:-1], strict=True)}
    standard = result(of(met[-1], 12), edition, earlier=earlier)
    own = claims([planned], ruled([planned]), [(standard.since_last, standard.over_year, standard.series)])
    assert own.claimed == len(sentences.claimed(standard))


# Editions


def test_no_number_is_shown_over_a_quarter_that_is_hidden_since_it_could_be_worked_out() -> None:
    # 44% of 88 beside 9 of 20, 15 of 25 and 10 of 25 would give the hidden 5 of 18.
    sent = alone(*[(12, 22)] * 4, (9, 20), (15, 25), (5, 18), (10, 25))
    quarter, year = compared(sent, BOARD)
    assert [each.moved for each in (quarter, year)] == [Moved.WITHHELD, Moved.WITHHELD]
    assert (year.recent_counts, year.earlier_counts, year.difference, year.lower) == (None, None, None, None)
    assert compared(sent)[1].moved.tested


@pytest.mark.parametrize("last", [(20, 40), (20, 23)], ids=["shown", "hidden"])
def test_where_small_counts_are_hidden_a_change_is_a_word_alone(last: tuple[int, int]) -> None:
    """The difference is worked out of agencies' own counts, whether these are printed or not."""
    usual = {"SOL": (20, 40), "UHS": (20, 40), "CCG": (20, 40)}
    sent = [usual, usual, usual, {**usual, "CCG": last}]
    change, _ = compared(sent, BOARD)
    assert change.moved.tested
    assert (change.recent_counts, change.earlier_counts, change.lower, change.difference) == (None, None, None, None)
    of_things, _ = compared(sent, BOARD.of_things())
    assert of_things.recent_counts.applicable == 80 + last[1]


def test_the_public_edition_has_the_same_word_and_no_number() -> None:
    sent = alone(*[(24, 40)] * 4, *[(30, 38)] * 4)
    (_, year), (_, public) = compared(sent), compared(sent, PUBLIC)
    assert (public.moved, public.recent_counts, public.difference) == (year.moved, None, None)
    assert public.moved.tested


@settings(max_examples=60)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(AGENCIES), st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3),
        min_size=8,
        max_size=8,
    )
)
def test_every_edition_says_the_same_of_a_change_or_nothing(drawn: list[dict[str, tuple[int, int]]]) -> None:
    sent = [{code: (met, met + rest) for code, (met, rest) in theirs.items()} for theirs in drawn]
    named = compared(sent)
    for edition in EDITIONS.values():
        for own, change in zip(named, compared(sent, edition), strict=True):
            assert change.moved in (own.moved, Moved.WITHHELD)
            if change.lower is not None:
                assert (change.lower, change.upper, change.difference) == (own.lower, own.upper, own.difference)


def test_a_standard_by_itself_is_compared_as_a_report_of_its_own() -> None:
    earlier = dict.fromkeys(quarters_to(NOW, 8)[4:], of(24, 40)) | dict.fromkeys(quarters_to(NOW, 4)[1:], of(38, 40))
    standard = result(of(38, 40), earlier=earlier)
    assert (standard.since_last.moved, standard.over_year.moved) == (Moved.NO_CLEAR_CHANGE, Moved.RISEN)
    assert (standard.over_year.recent_counts.met, standard.over_year.recent_counts.applicable) == (152, 160)
