"""What stands beside a figure, in whole sentences: silence, families, days, two raters, and a sample's list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.counts import Counts
from pipeline.page import sentences
from pipeline.results.agreement_values import AgreementResult, Coefficient
from pipeline.results.beside_values import Bin, Families, NonReturn, Timing
from pipeline.results.model import StandardResult
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.store.samples import Method
from tests.unit.results.built import result

TWO = ("Solent NHS Trust", "Hampshire Constabulary")
SILENT = NonReturn(TWO, records=12, since="2019-20 Q1", lower=0.4, upper=0.6)
IN_FAMILIES = Families(records=30, children=28, families=20)
UNDEFINED = Coefficient(None, None, None)
RATED = AgreementResult(
    id="A1",
    title="Level",
    first="Referrers",
    second="MASH",
    scale="level",
    more="higher",
    less="lower",
    levels=("1", "2"),
    cells=((9, 4), (1, 6)),
    cases=20,
    exact=15,
    lower=0.53,
    upper=0.89,
    within_one=19,
    second_higher=4,
    second_lower=1,
    chance=0.375,
    kappa=Coefficient(0.5, 0.125, 0.875),
    ac2=Coefficient(0.75, 0.5, 1.0),
)
DAYS = Timing(
    what="Working days to the conference",
    line=15,
    bins=(Bin(14, 3), Bin(15, 4), Bin(16, 2), Bin(None, 1)),
    open=2,
    open_late=0,
    median=14.0,
    lower=12.0,
    upper=None,
)
LIST = Sampled(
    listed=1240, met=18, counted=30, others=0, about=None, uneven=False, value=0.6, lower=0.42, upper=0.76, whole=False
)
DRAWN = SampleTaken(Method.RANDOM, uneven=False, listed=1240, drawn=40, returned=38, replaced=0, silent=2)


def test_who_sent_nothing_is_named_with_what_they_could_change() -> None:
    assert sentences.non_return_sentence(SILENT) == (
        "No record of Solent NHS Trust and Hampshire Constabulary could be counted. Whatever the answers would have "
        "been, the figure for all lies between 40% and 60%, if there were 12 records, as in 2019-20 Q1."
    )


def test_where_it_is_not_known_how_many_records_there_would_have_been_no_bounds_are_given() -> None:
    assert sentences.non_return_sentence(replace(SILENT, records=None, lower=None, upper=None)) == (
        "No record of Solent NHS Trust and Hampshire Constabulary could be counted, and how many there would have been "
        "is not known: nothing was counted for 2019-20 Q1 either."
    )


def in_families(
    *, clustered: bool, families: Families | None = IN_FAMILIES, children: int | None = 28
) -> StandardResult:
    """Thirty records whose interval allows for families, or does not."""
    plain = result(Counts(met=18, not_met=12))
    total = replace(plain.total, clustered=clustered)
    return replace(plain, total=total, families=families, children=children)


def test_families_are_counted_where_the_interval_and_the_verdict_allow_for_them() -> None:
    assert sentences.families_sentence(in_families(clustered=True)) == (
        "These are 30 records of 28 children in 20 families; the interval and the verdict allow for that."
    )


def test_where_nothing_widens_only_the_children_are_counted_and_only_where_they_are_fewer() -> None:
    assert sentences.families_sentence(in_families(clustered=False)) == "These are 30 records of 28 children."
    assert sentences.families_sentence(in_families(clustered=False, children=30)) == ""


def test_an_edition_that_does_not_count_children_says_only_that_it_allows_for_them() -> None:
    assert sentences.families_sentence(in_families(clustered=True, families=None, children=None)) == (
        "Some of these records are of one child or family; the interval and the verdict allow for that."
    )


def test_what_stands_beside_a_figure_is_said_in_one_paragraph_and_what_is_not_there_leaves_no_gap() -> None:
    every = replace(in_families(clustered=True), non_return=SILENT, sampled=LIST)
    assert sentences.caveats(every) == " ".join(
        [
            sentences.non_return_sentence(SILENT),
            sentences.families_sentence(every),
            sentences.list_sentence(every),
        ]
    )
    assert sentences.caveats(in_families(clustered=True)) == sentences.families_sentence(in_families(clustered=True))
    assert sentences.caveats(in_families(clustered=False, children=None)) == ""


# Two raters


def test_two_raters_are_compared_in_counts_and_beyond_chance() -> None:
    assert sentences.agreement_sentence(RATED) == (
        "Referrers and MASH gave the same level in 15 of 20 (75%; 53% to 89%), and were within one level in 19. Where "
        "they differ, the second is higher in 4 and lower in 1. Beyond chance (1: they always agree; 0: no more "
        "than by chance; a near miss counts in part): weighted kappa 0.50 (0.12 to 0.88); Gwet's AC2 0.75 (0.50 to "
        "1.00), steadier where most cases have one level (95% intervals)."
    )


def test_with_few_cases_two_raters_are_compared_in_counts_alone() -> None:
    few = replace(RATED, lower=None, upper=None, kappa=UNDEFINED, ac2=UNDEFINED)
    assert sentences.agreement_sentence(few) == (
        "Referrers and MASH gave the same level in 15 of 20, and were within one level in 19. Where they differ, the "
        "second is higher in 4 and lower in 1. Too few cases for more than counts."
    )


def test_a_coefficient_that_is_not_defined_says_so_beside_one_that_is() -> None:
    not_defined = "not defined, since nothing varies"
    assert f"kappa {not_defined}; Gwet's AC2 0.75" in sentences.agreement_sentence(replace(RATED, kappa=UNDEFINED))
    assert f"AC2 {not_defined}, steadier" in sentences.agreement_sentence(replace(RATED, ac2=UNDEFINED))


@pytest.mark.parametrize(
    ("chance", "told"), [(0.0215, ", more often one way than chance would explain."), (0.0501, "lower in 1.")]
)
def test_a_direction_is_claimed_only_where_it_is_as_sure_as_a_verdict_on_a_target(chance: float, told: str) -> None:
    assert f"{told} Beyond" in sentences.agreement_sentence(replace(RATED, chance=chance))


def test_raters_who_never_differ_are_not_said_to_differ_in_none() -> None:
    always = replace(RATED, cases=1, exact=1, within_one=1, second_higher=0, second_lower=0, lower=None, chance=1.0)
    none = replace(always, kappa=UNDEFINED, ac2=UNDEFINED)
    assert sentences.agreement_sentence(none) == (
        "Referrers and MASH gave the same level in the one case. Too few cases for more than counts."
    )
    one_way = replace(RATED, second_higher=0)
    assert "Where they differ, the second is lower in 1. Beyond" in sentences.agreement_sentence(one_way)


def test_two_coefficients_that_are_far_apart_are_explained_and_nothing_has_no_minus() -> None:
    alike = replace(RATED, cells=((18, 1), (1, 0)))
    paradox = replace(alike, kappa=Coefficient(-0.03, -0.07, -0.001), ac2=Coefficient(0.98, 0.9, 1.0))
    sentence = sentences.agreement_sentence(paradox)
    assert "weighted kappa -0.03 (-0.07 to 0.00)" in sentence
    assert sentence.endswith(
        "The two stand apart because both gave most cases one level: kappa then takes most agreement for chance, and "
        "AC2 does not."
    )
    assert "stand apart" not in sentences.agreement_sentence(RATED)
    assert "stand apart" not in sentences.agreement_sentence(replace(paradox, cells=RATED.cells))


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_one_level_for_most_cases_is_said_only_where_both_raters_gave_it(cells: list[list[int]]) -> None:
    counts, cases = tuple(map(tuple, cells)), sum(map(sum, cells))
    far = replace(
        RATED, cells=counts, cases=max(cases, 1), kappa=Coefficient(0.1, 0.0, 0.2), ac2=Coefficient(0.9, 0.8, 1.0)
    )
    shares = [(sum(row), sum(column)) for row, column in zip(cells, zip(*cells, strict=True), strict=True)]
    both = cases > 0 and any(10 * min(pair) >= 8 * cases for pair in shares)
    assert ("both gave most cases one level" in sentences.agreement_sentence(far)) is both


# Days


def test_the_days_that_a_step_took_are_said_with_how_many_took_longer_than_the_line() -> None:
    assert sentences.timing_sentence(replace(DAYS, upper=17.0)) == (
        "Working days to the conference: the median is 14 (95% interval 12 to 17). 3 of 10 took longer than 15. 2 are "
        "still open."
    )


@pytest.mark.parametrize(
    ("median", "lower", "upper", "told"),
    [
        (14.0, 12.0, None, "14 (95% interval 12 to not known yet)."),
        (14.0, None, 17.0, "14 (95% interval not known yet to 17)."),
        (None, 12.0, None, "not known yet (95% interval 12 to not known yet)."),
        (None, None, None, "not known yet."),
    ],
)
def test_what_is_not_known_yet_of_the_days_is_said_to_be_so(
    median: float | None, lower: float | None, upper: float | None, told: str
) -> None:
    told_of_days = sentences.timing_sentence(replace(DAYS, median=median, lower=lower, upper=upper))
    assert told_of_days.startswith(f"Working days to the conference: the median is {told}")


def test_open_cases_that_are_late_already_are_counted_and_no_number_of_none_is_given() -> None:
    days = replace(DAYS, bins=(Bin(14, 5), Bin(15, 0), Bin(None, 0)), open=3, open_late=3)
    assert sentences.timing_sentence(days).endswith(
        "0 of 5 took longer than 15. 3 are still open, all for longer than 15 already."
    )
    assert "2 are still open, 1 of them for longer than" in sentences.timing_sentence(replace(DAYS, open_late=1))
    assert "open" not in sentences.timing_sentence(replace(DAYS, open=0, upper=17.0))
    only_open = replace(DAYS, bins=(Bin(15, 0), Bin(None, 0)), open=1, median=None, lower=None)
    assert sentences.timing_sentence(only_open) == (
        "Working days to the conference: the median is not known yet. None is closed yet. 1 is still open."
    )


def test_an_end_that_few_cases_leave_open_is_not_said_to_become_known() -> None:
    closed = replace(DAYS, open=0, lower=12.0, upper=None)
    assert "(95% interval 12 to not known, with so few cases)" in sentences.timing_sentence(closed)


# A sample, and what it says of its list


def test_a_sample_says_how_many_were_drawn_from_how_many_and_what_came_back() -> None:
    assert sentences.sample_sentence(DRAWN) == (
        "The records are a sample: 40 cases drawn at random from a list of 1,240. 38 came back; 2 of those drawn did "
        "not."
    )
    assert sentences.sample_sentence(replace(DRAWN, listed=None, returned=40, silent=0, replaced=3)) == (
        "The records are a sample: 40 cases drawn at random from a list. 40 came back, 3 of them from the reserve; "
        "none of those drawn is lacking."
    )
    assert sentences.sample_sentence(replace(DRAWN, returned=0, silent=40)).endswith(
        "None came back; 40 of those drawn did not."
    )


def test_one_record_and_one_case_are_told_as_one() -> None:
    drawn = replace(DRAWN, drawn=1, returned=1, silent=0)
    assert "are a sample: 1 case drawn" in sentences.sample_sentence(drawn)
    assert "to be audited: 1 case. 1 came" in sentences.sample_sentence(replace(drawn, method=Method.CENSUS))
    assert "if there was 1 record, as in" in sentences.non_return_sentence(replace(SILENT, records=1))


def test_where_every_case_was_to_be_audited_no_draw_is_spoken_of() -> None:
    census = replace(DRAWN, method=Method.CENSUS, drawn=1240, returned=1240, silent=0)
    assert sentences.sample_sentence(census) == (
        "Every case of a list was to be audited: 1240 cases. 1240 came back; none of those drawn is lacking."
    )
    unsaid = replace(census, drawn=None, returned=None, silent=None, replaced=None)
    assert sentences.sample_sentence(unsaid) == "Every case of a list was to be audited."


def test_an_edition_that_does_not_say_how_many_were_drawn_says_only_how() -> None:
    unsaid = replace(DRAWN, drawn=None, returned=None, silent=None, replaced=None)
    assert sentences.sample_sentence(unsaid) == "The records are a sample, drawn at random from a list of 1,240."


def test_that_some_groups_were_drawn_more_often_is_said_with_where_the_list_s_own_figure_stands() -> None:
    uneven = replace(DRAWN, method=Method.STRATIFIED, uneven=True)
    assert sentences.sample_sentence(uneven).endswith(
        " did not. Some groups were drawn more often than others, so each figure is also given weighted to the list."
    )
    assert sentences.sample_sentence(replace(uneven, drawn=None)).endswith(
        " 1,240. Some groups were drawn more often than others, so a figure is not that of the list; that of the list "
        "stands beside it where it gives no small count away."
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "18 of 30 sampled; for the list of 1,240 that is 60% (42% to 76%)."),
        ({"lower": None, "upper": None}, "18 of 30 sampled; for the list of 1,240 that is 60%."),
        ({"uneven": True}, "18 of 30 sampled; weighted to the list of 1,240: 60% (42% to 76%)."),
        (
            {"about": 1033},
            "18 of 30 sampled; for the list of 1,240 (about 1,033 of which it applies to) that is 60% (42% to 76%).",
        ),
        (
            {"others": 1},
            (
                "18 of 30 sampled; for the list of 1,240 that is 60% (42% to 76%). 1 more is on no list that was drawn "
                "from, and only in the first figure."
            ),
        ),
        (
            {"others": 2},
            (
                "18 of 30 sampled; for the list of 1,240 that is 60% (42% to 76%). 2 more are on no list that was "
                "drawn from, and only in the first figure."
            ),
        ),
        (
            {"whole": True, "uneven": True},
            (
                "Every case of the list of 1,240 came back, so 18 of 30 has no sampling error: it is the list's own "
                "figure."
            ),
        ),
        (
            {"value": None, "lower": None, "upper": None},
            (
                "18 of 30 sampled from a list of 1,240; a group of the list came back empty, so there is no figure for "
                "the whole of it."
            ),
        ),
    ],
    ids=str,
)
def test_a_sampled_figure_is_said_of_its_list(changes: dict[str, object], sentence: str) -> None:
    standard = replace(result(Counts(met=18, not_met=12)), sampled=replace(LIST, **changes))
    assert sentences.list_sentence(standard) == sentence


def test_a_weighted_figure_is_not_told_a_second_time() -> None:
    plain = replace(result(Counts(met=18, not_met=12)), sampled=replace(LIST, uneven=True))
    weighted = replace(plain, total=replace(plain.total, weighted=True))
    assert sentences.list_sentence(weighted) == (
        "The sample is of a list of 1,240; figure and verdict are weighted to it."
    )
