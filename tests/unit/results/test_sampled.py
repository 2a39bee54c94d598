"""Figures of a sample: weighted to the list that it was drawn from, and shown where their counts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import comb, sqrt

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import stdtrit

from pipeline.audits.mash import MASH
from pipeline.definition import View
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.hiding import line
from pipeline.measure.clustering import shape_of
from pipeline.measure.counts import Counts, counts
from pipeline.measure.outcomes import Outcome
from pipeline.page import front, sentences, table
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.figures import figure
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.results.sampled import sampled, samples_taken
from pipeline.results.worths import worth_shown
from pipeline.statistics.finite import of_the_list
from pipeline.statistics.intervals import wilson
from pipeline.statistics.stratified import Part, weighted
from pipeline.store.samples import Method, Sample, Stratum, parts_of
from pipeline.validate.validated import Accepted, Identity, Tally, Validated
from tests.unit.results.built import NOW, audit, result

Y, N, NA, PENDING = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.PENDING


def sample(**strata: tuple[int, int]) -> Sample:
    """A sample with so many listed and drawn in each part, and two of a reserve: their references are A1, A2, AR1."""
    parts = tuple(
        Stratum(name, listed, tuple(f"{name}{n}" for n in range(1, drawn + 1)), (f"{name}R1", f"{name}R2"))
        for name, (listed, drawn) in strata.items()
    )
    return Sample("MASH", str(NOW), "0" * 64, sum(drawn for _, drawn in strata.values()), 1, (), parts)


def came_back(*records: tuple[str | None, Outcome]) -> pd.DataFrame:
    """A standard's outcomes: of each record, the reference and what became of it; each case is a child of its own."""
    references = [each for each, _ in records]
    return pd.DataFrame(
        {
            "reference": pd.Series(references, dtype=object),
            "outcome": [str(each) for _, each in records],
            "not_recorded": False,
            "child": [each or f"of no list {number}" for number, each in enumerate(references)],
            "family": None,
            "view": "mash",
            "agency": "SCC-CF",
        }
    )


def part(name: str, *outcomes: Outcome) -> list[tuple[str | None, Outcome]]:
    """The records of one part, from its first case on."""
    return [(f"{name}{number}", each) for number, each in enumerate(outcomes, start=1)]


def of(records: Sequence[tuple[str | None, Outcome]], *drawn: Sample, edition: Edition = SUBGROUP) -> Sampled | None:
    return sampled(came_back(*records), drawn, total(records, *drawn, edition=edition), edition)


def told(beside: Sampled | None, figure_now: Figure | None = None) -> str:
    """What the page says of a list, beside a figure that is not weighted where none is given."""
    standard = result(Counts(met=9))
    return sentences.list_sentence(replace(standard, sampled=beside, total=figure_now or standard.total))


def total(
    records: Sequence[tuple[str | None, Outcome]], *drawn: Sample, edition: Edition = SUBGROUP, target: float = 0.6
) -> Figure:
    """The standard's own figure of these records."""
    outcomes = came_back(*records)
    counted, shape = counts(outcomes), shape_of(outcomes, [parts_of(each) for each in drawn])
    aim = Aim(target, 0.1)
    return figure("", "All returns", counted, line(counted, edition), aim, worth_shown(shape, edition))


def estimated(records: Sequence[tuple[str | None, Outcome]], *drawn: Sample, edition: Edition = SUBGROUP) -> Sampled:
    standard = of(records, *drawn, edition=edition)
    assert standard is not None
    return standard


# What is worked out, recounted by hand


def test_parts_drawn_at_different_rates_weigh_what_they_are_of_the_list() -> None:
    # 200 listed in A, of which 8 of 10 met it; 40 in B, of which 10 of 20 did.
    records = [*part("A", *[Y] * 8, *[N] * 2), *part("B", *[Y] * 10, *[N] * 10)]
    sampled_figure = estimated(records, sample(A=(200, 10), B=(40, 20)))
    value = (200 * 8 / 10 + 40 * 10 / 20) / 240
    se = sqrt((200 / 240) ** 2 * (1 - 10 / 200) * 0.8 * 0.2 / 9 + (40 / 240) ** 2 * (1 - 20 / 40) * 0.5 * 0.5 / 19)
    effective = min(30, value * (1 - value) / se**2 * (stdtrit(29, 0.975) / stdtrit(28, 0.975)) ** 2)
    assert (
        sampled_figure.met,
        sampled_figure.counted,
        sampled_figure.listed,
        sampled_figure.others,
        sampled_figure.uneven,
    ) == (18, 30, 240, 0, True)
    assert sampled_figure.value == pytest.approx(0.75)
    assert (sampled_figure.lower, sampled_figure.upper) == pytest.approx(wilson(value * effective, effective))
    assert told(sampled_figure) == "18 of 30 sampled; weighted to the list of 240: 75% (50% to 90%)."


OVER = {"A": (50, 20), "B": (150, 20), "C": (1800, 20)}  # twenty of each part, whatever its size


def test_a_figure_of_an_uneven_sample_is_the_lists_and_so_are_its_interval_and_verdict() -> None:
    records = [
        *part("A", *[Y] * 6, *[N] * 14),
        *part("B", *[Y] * 10, *[N] * 10),
        *part("C", *[Y] * 19, N),
    ]
    drawn = sample(**OVER)
    figure_now = total(records, drawn, target=0.8)
    assert (figure_now.counts.met, figure_now.counts.applicable) == (35, 60)
    ends = [round(100 * each) for each in (figure_now.value, figure_now.lower, figure_now.upper)]
    assert (ends, figure_now.verdict, figure_now.weighted) == ([90, 78, 96], Verdict.AT, True)
    beside = estimated(records, drawn)
    again = total(records, drawn)
    assert (beside.value, beside.lower, beside.upper) == (again.value, again.lower, again.upper)


def test_an_uneven_sample_that_did_well_where_few_cases_are_is_below_target() -> None:
    records = [
        *part("A", *[Y] * 18, *[N] * 2),
        *part("B", *[Y] * 18, *[N] * 2),
        *part("C", *[Y] * 8, *[N] * 12),
    ]
    figure_now = total(records, sample(**OVER), target=0.8)  # 44 of 60, and of the list not half
    ends = [round(100 * each) for each in (figure_now.value, figure_now.lower, figure_now.upper)]
    assert (ends, figure_now.verdict) == ([45, 27, 64], Verdict.BELOW)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_where_an_edition_may_not_show_a_weighted_figure_it_says_nothing_of_it(edition: Edition) -> None:
    records = [*part("A", *[Y] * 18, *[N] * 2), *part("B", *[Y] * 18, *[N] * 2), *part("C", *[Y] * 8, *[N] * 12)]
    figure_now = total(records, sample(**OVER), edition=edition, target=0.8)
    assert (figure_now.value, figure_now.lower, figure_now.verdict) == (None, None, Verdict.NOT_SAID)


def test_a_part_that_came_back_empty_or_as_one_case_leaves_no_verdict() -> None:
    one = [*part("A", *[Y] * 9, *[N] * 11), *part("B", Y)]
    for records in (part("A", *[Y] * 9, *[N] * 11), one):
        figure_now = total(records, sample(A=(50, 20), B=(900, 20)))
        assert (figure_now.value, figure_now.lower, figure_now.verdict) == (None, None, Verdict.NOT_SAID)


def test_a_list_drawn_unevenly_that_came_back_whole_is_judged_as_any_records_are() -> None:
    records = [*part("A", *[Y] * 8, *[N] * 2), *part("B", *[Y] * 10, *[N] * 10)]
    figure_now = total(records, sample(A=(10, 10), B=(20, 20)))
    assert (figure_now.value, figure_now.weighted) == (0.6, False)  # every case of both parts was drawn: that is even
    assert (figure_now.lower, figure_now.upper) == wilson(18, 30)


def test_a_sample_drawn_at_random_from_one_list_is_answered_for_the_list_exactly() -> None:
    sampled_figure = estimated(part("A", *[Y] * 10), sample(A=(40, 10)))
    assert (sampled_figure.value, sampled_figure.lower, sampled_figure.upper) == (
        1.0,
        0.75,
        1.0,
    )  # Cochran's example, see `finite`
    assert told(sampled_figure) == "10 of 10 sampled; for the list of 40 that is 100% (75% to 100%)."


def test_a_list_that_came_back_whole_has_no_sampling_error() -> None:
    sampled_figure = estimated(part("A", *[Y] * 9, *[N] * 3), sample(A=(12, 12)))
    assert (sampled_figure.value, sampled_figure.lower, sampled_figure.upper) == (0.75, 0.75, 0.75)
    assert told(sampled_figure) == (
        "Every case of the list of 12 came back, so 9 of 12 has no sampling error: it is the list's own figure."
    )


def test_a_census_that_did_not_come_back_whole_has_the_error_of_what_is_missing() -> None:
    sampled_figure = estimated(part("A", *[Y] * 8, *[N] * 2), sample(A=(12, 12)))
    assert (sampled_figure.lower, sampled_figure.upper) == of_the_list(8, 10, 12) == (8 / 12, 10 / 12)


def test_a_list_that_came_back_but_for_one_case_is_not_said_to_have_come_back_whole() -> None:
    sampled_figure = estimated(part("A", *[Y] * 40), sample(A=(41, 40)))
    assert (sampled_figure.lower, sampled_figure.upper, sampled_figure.whole) == (1.0, 1.0, False)
    assert told(sampled_figure) == "40 of 40 sampled; for the list of 41 that is 100% (100% to 100%)."


def test_a_case_of_the_reserve_counts_in_the_part_that_it_was_drawn_from() -> None:
    records = [*part("A", *[Y] * 5), ("AR1", N), *part("B", Y, N)]
    sampled_figure = estimated(records, sample(A=(60, 6), B=(6, 2)))
    assert sampled_figure.counted == 8
    assert sampled_figure.value == pytest.approx((60 * 5 / 6 + 6 * 1 / 2) / 66)


def test_cases_that_a_standard_does_not_apply_to_leave_their_part_with_fewer_to_stand_for() -> None:
    # A: 4 came back for 100, 2 of them counted: they stand for 50. B: 4 for 20, 4 counted.
    records = [*part("A", Y, N, NA, NA), *part("B", Y, Y, Y, N)]
    sampled_figure = estimated(records, sample(A=(100, 4), B=(20, 4)))
    assert sampled_figure.value == pytest.approx((25 * 1 + 5 * 3) / (25 * 2 + 5 * 4))
    assert sampled_figure.about == 70
    sentence = "4 of 6 sampled; weighted to the list of 120 (about 70 of which it applies to): 57% ("
    assert told(sampled_figure).startswith(sentence)


def test_one_list_to_which_a_standard_applies_in_part_is_answered_for_that_part() -> None:
    sampled_figure = estimated(part("A", *[Y] * 6, *[N] * 2, *[NA] * 2), sample(A=(50, 10)))
    assert (sampled_figure.value, sampled_figure.about) == (0.75, 40)
    assert (sampled_figure.lower, sampled_figure.upper) == of_the_list(6, 8, 40)


def test_brothers_and_sisters_under_one_reference_are_one_case_and_not_several() -> None:
    alone = [*part("A", Y, Y, N, N, Y, N)]
    twice = [each for each in alone for _ in range(2)]
    sampled_figure = estimated(twice, sample(A=(60, 6)))
    six_alone = weighted([Part(60, [(1, 1)] * 3 + [(0, 1)] * 3)])  # twelve records in pairs that agree say what six say
    assert (sampled_figure.value, sampled_figure.counted) == (0.5, 12)
    assert (sampled_figure.lower, sampled_figure.upper) == pytest.approx((six_alone.lower, six_alone.upper))


def in_families(
    records: Sequence[tuple[str | None, Outcome]], size: int, *drawn: Sample, edition: Edition = SUBGROUP
) -> Sampled:
    """The same, where each so many records one after the other are of one family."""
    outcomes = came_back(*records).assign(family=[f"F{number // size}" for number in range(len(records))])
    shape = shape_of(outcomes, [parts_of(each) for each in drawn])
    shown = line(counts(outcomes), edition)
    own = figure("", "", counts(outcomes), shown, Aim(0.6, 0.1), worth_shown(shape, edition))
    standard = sampled(outcomes, drawn, own, edition)
    assert standard is not None
    return standard


def width(of_a_list: Sampled) -> float:
    assert of_a_list.lower is not None
    assert of_a_list.upper is not None
    return of_a_list.upper - of_a_list.lower


def test_an_even_sample_of_families_says_no_more_of_its_list_than_the_families_do() -> None:
    alike, list_of_120 = part("A", *([Y] * 2 + [N] * 2) * 10), sample(A=(120, 40))  # in pairs that agree
    alone, pairs = estimated(alike, list_of_120), in_families(alike, 2, list_of_120)
    twenty = weighted([Part(60, [(1, 1)] * 10 + [(0, 1)] * 10)]).cases
    assert twenty is not None
    effective = twenty * (stdtrit(39, 0.975) / stdtrit(19, 0.975)) ** 2  # there are few of them to tell it by
    assert (pairs.value, pairs.counted) == (alone.value, alone.counted) == (0.5, 40)
    assert (pairs.lower, pairs.upper) == pytest.approx(wilson(effective / 2, effective))
    assert width(pairs) > 1.3 * width(alone)


@given(st.lists(st.sampled_from([Y, Y, N, NA]), min_size=12, max_size=40), st.integers(2, 4))
def test_families_never_narrow_the_interval_of_a_list_and_families_of_one_leave_it(
    outcomes: list[Outcome], size: int
) -> None:
    assume(sum(each is not NA for each in outcomes) >= 5)
    records, drawn = part("A", *outcomes), sample(A=(3 * len(outcomes), len(outcomes)))
    alone, families = estimated(records, drawn), in_families(records, size, drawn)
    assert in_families(records, 1, drawn) == alone
    assert families.value == alone.value
    by_case = weighted([Part(3 * len(outcomes), [(int(each is Y), int(each is not NA)) for each in outcomes])])
    assert by_case.lower is not None
    assert by_case.upper is not None
    assert width(families) >= by_case.upper - by_case.lower - 1e-9


def test_a_part_of_one_family_alone_has_a_figure_without_an_interval() -> None:
    family = in_families(part("A", *[Y] * 5, N), 6, sample(A=(60, 6)))
    assert (family.value, family.lower, family.upper) == (5 / 6, None, None)


def test_of_families_others_than_named_readers_see_an_interval_in_round_numbers_only() -> None:
    records, drawn = part("A", *([Y] * 2 + [N] * 2) * 10), sample(A=(120, 40))
    named, board = (in_families(records, 2, drawn, edition=each) for each in (SUBGROUP, BOARD.of_things()))
    alone = weighted([Part(120, [(1, 1)] * 20 + [(0, 1)] * 20)]).cases
    assert alone is not None
    # 2.2 records to each independent one, told as 2.25
    assert (board.lower, board.upper) == pytest.approx(wilson(alone / 2.25 / 2, alone / 2.25))
    assert width(board) > width(named)


def test_a_part_that_came_back_empty_leaves_no_figure_for_the_list_and_says_so() -> None:
    sampled_figure = estimated(part("A", *[Y] * 4, N), sample(A=(50, 5), B=(10, 5)))
    assert (sampled_figure.value, sampled_figure.lower, sampled_figure.upper) == (None, None, None)
    assert told(sampled_figure) == (
        "4 of 5 sampled from a list of 60; a group of the list came back empty, so there is no figure for the whole of "
        "it."
    )


def test_a_part_of_which_one_case_of_several_came_back_has_a_figure_without_an_interval() -> None:
    sampled_figure = estimated([*part("A", *[Y] * 4), *part("B", N)], sample(A=(40, 4), B=(10, 1)))
    assert (sampled_figure.value, sampled_figure.lower) == (0.8, None)
    assert "weighted" not in told(sampled_figure)  # both were drawn at the same rate
    assert told(sampled_figure) == "4 of 5 sampled; for the list of 50 that is 80%."


def test_records_of_no_list_are_counted_apart() -> None:
    sampled_figure = estimated([*part("A", *[Y] * 5), (None, N), ("elsewhere", N)], sample(A=(50, 5)))
    assert (sampled_figure.met, sampled_figure.counted, sampled_figure.others) == (5, 5, 2)
    assert told(sampled_figure).endswith(" 2 more are on no list that was drawn from, and only in the first figure.")


def test_a_list_of_which_nothing_came_back_is_no_part_of_the_figure() -> None:
    sampled_figure = estimated(part("A", *[Y] * 5), sample(A=(50, 5)), sample(Z=(900, 30)))
    assert sampled_figure.listed == 50


def test_records_of_no_sample_and_figures_without_a_percentage_say_nothing_of_a_list() -> None:
    assert of([(None, Y)] * 9, sample(A=(50, 5))) is None
    assert of(part("A", *[Y] * 9)) is None
    assert of(part("A", *[Y] * 4), sample(A=(50, 4))) is None  # four: too few for a percentage
    assert told(None) == ""


DRAWN = st.lists(
    st.tuples(st.integers(2, 12), st.integers(0, 12), st.integers(0, 300)), min_size=1, max_size=4
)  # of each part: examined, met of them (cut), listed besides


@given(DRAWN)
def test_parts_of_equal_weight_give_the_plain_figure_and_the_figure_is_within_its_interval(
    drawn: list[tuple[int, int, int]],
) -> None:
    names = "ABCD"
    records = [
        each
        for name, (seen, met, _) in zip(names, drawn, strict=False)
        for each in part(name, *[Y] * min(met, seen), *[N] * (seen - min(met, seen)))
    ]
    even = {name: (7 * seen, seen) for name, (seen, _, _) in zip(names, drawn, strict=False)}
    uneven = {name: (seen + more, seen) for name, (seen, _, more) in zip(names, drawn, strict=False)}
    assume(len(records) >= 5)
    sampled_figure = estimated(records, sample(**even))
    assert sampled_figure.value == pytest.approx(sampled_figure.met / sampled_figure.counted)
    assert not sampled_figure.uneven
    for each in (sampled_figure, estimated(records, sample(**uneven))):
        assert each.value is not None
        assert each.lower is not None
        assert each.upper is not None
        assert 0 <= each.lower <= each.value + 1e-9
        assert each.value - 1e-9 <= each.upper <= 1


def test_the_exact_bounds_are_those_that_counting_every_list_gives() -> None:
    sampled_figure = estimated(part("A", *[Y] * 6, *[N] * 2), sample(A=(20, 8)))
    likely = [
        having
        for having in range(6, 19)
        if sum(comb(having, k) * comb(20 - having, 8 - k) for k in range(6, 9)) / comb(20, 8) > 0.025
        and sum(comb(having, k) * comb(20 - having, 8 - k) for k in range(7)) / comb(20, 8) > 0.025
    ]
    assert (sampled_figure.lower, sampled_figure.upper) == (likely[0] / 20, likely[-1] / 20)


# What an edition may show

MANY = [*part("A", *[Y] * 20, *[N] * 10), *part("B", *[Y] * 15, *[N] * 15)]
LISTS = {"A": (300, 30), "B": (60, 30)}


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_what_a_sample_says_of_its_list_is_for_named_readers_but_where_it_tells_of_things(edition: Edition) -> None:
    """Beside the standard's own counts it tells how many of them are not of the sample."""
    assert of(MANY, sample(**LISTS)) is not None
    assert of(MANY, sample(**LISTS), edition=edition) is None
    assert of(MANY, sample(**LISTS), edition=edition.of_things()) is not None


# What came back of the samples


def returned(view: View, *references: str) -> Validated:
    who = Identity(MASH.form(view, NOW), "SCC-CF", "")
    rows = pd.DataFrame({"contact_ref": pd.Series(references, dtype=object)})
    return Accepted("", "", Tally(), (), who, rows=rows)


def back(*returns: Validated, drawn: Sample, edition: Edition = SUBGROUP) -> SampleTaken:
    (samples_kept,) = samples_taken(MASH, returns, [drawn], edition)
    return samples_kept


def test_what_came_back_is_counted_by_reference_whoever_sent_it() -> None:
    sample_back = back(
        returned(MASH.mash, "A1", "A1", "A2", "AR1", "x"), returned(MASH.panel, "A3"), drawn=sample(A=(50, 6))
    )
    assert sample_back == SampleTaken(Method.RANDOM, False, 50, 6, 4, 1, 3)
    assert sentences.sample_sentence(sample_back) == (
        "The records are a sample: 6 cases drawn at random from a list of 50. 4 came back, 1 of them from the reserve; "
        "3 of those drawn did not."
    )


def test_a_sample_of_which_nothing_came_back_says_so() -> None:
    sample_back = back(drawn=sample(A=(50, 2), B=(10, 2)))
    assert sentences.sample_sentence(sample_back) == (
        "The records are a sample: 4 cases drawn at random within groups from a list of 60. None came back; 4 of those "
        "drawn did not. Some groups were drawn more often than others, so each figure is also given weighted to the "
        "list."
    )


def test_a_census_is_no_sample() -> None:
    sample_back = back(returned(MASH.mash, "A1", "A2"), drawn=sample(A=(2, 2)))
    assert sentences.sample_sentence(sample_back) == (
        "Every case of a list was to be audited: 2 cases. 2 came back; none of those drawn is lacking."
    )


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_other_editions_say_how_it_was_drawn_and_no_count(edition: Edition) -> None:
    sample_back = back(returned(MASH.mash, "A1"), drawn=sample(A=(243, 30)), edition=edition)
    assert sample_back == SampleTaken(Method.RANDOM, False, None, None, None, None, None)
    assert sentences.sample_sentence(sample_back) == "The records are a sample, drawn at random from a list."
    parts = back(drawn=sample(A=(200, 10), B=(50, 10)), edition=edition)
    assert sentences.sample_sentence(parts).startswith(
        "The records are a sample, drawn at random within groups from a list. Some groups were drawn more often "
        "than others, so a figure is not that of the list;"
    )
    census = back(returned(MASH.mash, "A1"), drawn=sample(A=(30, 30)), edition=edition)
    assert sentences.sample_sentence(census) == "Every case of a list was to be audited."
    assert "<table" not in front.summary(audit(samples=(sample_back,))).html


def test_the_page_says_that_the_records_are_a_sample_and_folds_the_counts() -> None:
    sample_back = back(returned(MASH.mash, "A1", "AR1"), drawn=sample(A=(50, 2), B=(10, 2)))
    page = front.summary(audit(samples=(sample_back,)))
    assert "<p>The records are a sample: 4 cases drawn at random within groups from a list of 60." in page.html
    (only,) = page.tables
    assert only.rows == table.samples([sample_back]).rows
    assert only.rows == [["Sample 1", "at random within groups, some more often", 60, 4, 2, 1, 3]]
    assert "sample" not in front.summary(audit()).html
