"""The main points: plain sentences by rule, which say no more than the verdicts and changes that they name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Polarity
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page.sentences import audit_points, main_points
from pipeline.results.change_values import Change, Moved
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.programme_values import Rhythm
from tests.unit.results.built import NOW, audit, quarter, result, returned

COUNTS = st.builds(
    Counts, met=st.integers(0, 60), not_met=st.integers(0, 60), pending=st.integers(0, 3), missing=st.integers(0, 3)
)
UNTESTED = Change("2019-20 Q2", "2019-20 Q1", Moved.NOT_TESTED, "no figures for 2019-20 Q1")


def standard(met: int, not_met: int, title: str = "Colour is red", edition: Edition = SUBGROUP) -> StandardResult:
    return result(Counts(met=met, not_met=not_met), edition, title=title)


def points(*standards: StandardResult, **changes: object) -> tuple[str, ...]:
    return main_points(quarter(audit(standards, **changes)))


def test_what_reaches_its_target_comes_first_with_its_months() -> None:
    first = points(standard(95, 5), standard(5, 5, "Told in time"))[0]
    assert first == (
        "July to September 2019: 1 of the 2 standards that could be judged reaches its target: “Colour is red” (95 of "
        "100)."
    )


@pytest.mark.parametrize(
    ("low", "sentence"),
    [
        (
            1,
            "1 standard is below target by more than chance would explain: “Told 0” (10 of 40).",
        ),
        (
            2,
            (
                "2 standards are below target by more than chance would explain: “Told 0” (10 of 40) and "
                "“Told 1” (10 of 40)."
            ),
        ),
        (0, "No standard is below its target by more than chance would explain."),
    ],
)
def test_none_one_and_many_below_target_are_each_good_english(low: int, sentence: str) -> None:
    assert points(standard(95, 5), *(standard(10, 30, f"Told {each}") for each in range(low)))[1] == sentence


def test_what_is_short_of_its_target_by_chance_is_only_counted() -> None:
    assert points(standard(8, 2), standard(10, 30))[1].endswith(
        " 1 more standard is short of target, but by no more than chance could explain."
    )
    assert points(standard(8, 2), standard(8, 2))[1].endswith(
        " 2 standards are short of target, but by no more than chance could explain."
    )


def test_a_headline_standard_is_named_before_one_further_below() -> None:
    headline = replace(standard(20, 20, "Headline one"), headline=True)
    second = points(*(standard(1, 39, f"Told {each}") for each in range(4)), headline)[1]
    assert "explain, among them “Headline one” (20 of 40) and “Told 0” (1 of 40)." in second


def test_a_change_is_named_with_what_it_was() -> None:
    then = {NOW.previous(): Counts(met=10, not_met=90)}
    risen = result(Counts(met=95, not_met=5), earlier=then)
    assert points(risen)[2] == (
        "1 standard has changed by more than chance would explain: “Colour is red” has risen since the quarter before, "
        "from 10% to 95%."
    )


def test_a_change_over_the_year_is_named_with_the_months_of_both_years() -> None:
    much, little = Counts(met=90, not_met=50), Counts(met=10, not_met=50)
    earlier = {each: little if n < 4 else much for n, each in enumerate(NOW.last(8)[:-1])}
    risen = result(much, earlier=earlier)
    assert "from 17% (October 2017 to September 2018) to 64% (October 2018 to September 2019)" in points(risen)[2]


def test_where_nothing_could_be_compared_it_does_not_say_that_nothing_changed() -> None:
    assert points(replace(standard(95, 5), since_last=UNTESTED, over_year=UNTESTED))[2] == (
        "Whether anything has changed could not be tested: no earlier figures to compare with."
    )


def test_what_reaches_its_target_is_good_english_for_none_one_and_all() -> None:
    low = [standard(10, 30, f"Told {each}") for each in range(3)]
    good = [standard(95, 5, f"Asked {each}") for each in range(3)]
    begun = "July to September 2019: "
    assert points(low[0])[0] == f"{begun}the one standard that could be judged does not reach its target."
    assert points(low[0], low[1])[0] == f"{begun}none of the 2 standards that could be judged reaches its target."
    assert points(good[0])[0].startswith(f"{begun}the one standard that could be judged reaches its target: “Asked 0”")
    assert points(*good[:2])[0].startswith(f"{begun}both standards that could be judged reach their target: “Asked 0”")
    assert points(*good)[0] == (
        f"{begun}all 3 standards that could be judged reach their target, among them “Asked 0” (95 of 100) and "
        "“Asked 1” (95 of 100)."
    )


def test_why_some_could_not_be_judged_is_said_once_with_how_many() -> None:
    few, none = standard(1, 1), standard(0, 0)
    assert points(standard(95, 5), few)[0].endswith(" 1 more standard is not judged here: too few records.")
    assert points(standard(95, 5), few, few, none)[0].endswith(
        " 3 more standards are not judged here: too few records (2) and no cases (1)."
    )
    assert "not judged here" not in "".join(points(standard(95, 5)))


def test_that_a_child_needed_action_at_once_is_left_to_the_band_above() -> None:
    assert not any("at once" in each for each in points(standard(95, 5), immediate_actions=2))


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_a_point_names_at_most_two_and_counts_every_standard_once(draws: list[Counts]) -> None:
    whole = drawn_quarter(draws, SUBGROUP)
    told = main_points(whole)
    assert all(len(re.findall("“", each)) <= 2 for each in told)
    judged = sum(s.total.verdict.judged for s in whole.audits[0].standards)
    if judged:
        unjudged = re.search("([0-9]+) more standards? (?:is|are) not judged here", told[0])
        assert len(draws) == judged + (int(unjudged[1]) if unjudged else 0)


def test_returns_that_are_lacking_are_named_by_what_became_of_them() -> None:
    lines = (
        returned(),
        returned(agency_name="Housing", status="missing"),
        returned(agency_name="Schools", status="sent back"),
        returned(agency_name="Police", status="could not be read"),
        returned(agency_name="Later", status="not due"),
    )
    assert points(standard(95, 5), returns=lines)[-1] == (
        "1 of 4 returns is counted, so figures may move. Not yet come: Housing. Sent back to be mended: Schools. "
        "There, but could not be read: Police."
    )
    assert not any("counted, so" in each for each in points(standard(95, 5), returns=(returned(),)))


def test_a_quarter_without_any_figure_says_so_and_what_is_lacking() -> None:
    lines = (returned(agency_name="Housing", status="missing"),)
    assert points(standard(0, 0), returns=lines) == (
        "July to September 2019: no return has come in, so there are no figures yet.",
        "The one return that is due is not counted, so figures may move. Not yet come: Housing.",
    )


def test_a_quarter_whose_records_are_all_pending_is_not_said_to_have_no_return() -> None:
    waiting = result(Counts(pending=4))
    assert points(waiting, returns=(returned(),))[0] == (
        "July to September 2019: no record can be held against a standard yet."
    )


def test_an_audit_has_at_most_three() -> None:
    shown = audit([standard(95, 5), standard(10, 30), standard(8, 2)], immediate_actions=3)
    assert len(audit_points(shown, str(NOW))) == 3
    assert len(audit_points(audit([standard(0, 0)]), str(NOW))) == 1


def drawn_quarter(draws: list[Counts], edition: Edition) -> QuarterResult:
    named = [result(each, edition, title=f"Title {number}") for number, each in enumerate(draws)]
    return quarter(audit(named), edition=edition.name)


@given(st.lists(COUNTS, min_size=1, max_size=5), st.sampled_from([SUBGROUP, BOARD, PUBLIC]))
def test_no_point_claims_more_than_the_verdicts_and_names_only_what_bears_it(
    draws: list[Counts], edition: Edition
) -> None:
    whole = drawn_quarter(draws, edition)
    standards = {s.title: s for each in whole.audits for s in each.standards}
    told = main_points(whole)
    assert 1 <= len(told) <= 4
    for point in told:
        assert point.endswith(".")
        named = [standards[title] for title in re.findall("“(Title [0-9])”", point)]
        if "reach" in point:
            assert all(s.total.verdict.reached for s in named)
        elif "below" in point:
            assert all(s.total.verdict is Verdict.BELOW for s in named)
        assert all(s.total.says for s in named)
        assert "None" not in re.sub("None of the", "", point)


def test_points_of_audits_are_in_words_and_without_codes() -> None:
    shown: AuditResult = audit([standard(95, 5), standard(10, 30)])
    assert not any("T1" in each or "TST" in each for each in audit_points(shown, str(NOW)))


def test_what_is_low_at_its_best_is_worse_than_its_target_and_not_below_it() -> None:
    often = result(Counts(met=20), title="Left waiting", polarity=Polarity.LOW_GOOD, target=0.1, amber=0.2)
    unclear = result(Counts(met=3, not_met=17), polarity=Polarity.LOW_GOOD, target=0.1, amber=0.2)
    assert points(often)[1].startswith("1 standard is worse than target by more than chance would explain")
    assert points(often, unclear)[1].endswith(
        " 1 more standard is worse than target, but by no more than chance could explain."
    )


def test_of_an_audit_that_is_not_due_it_is_said_that_nothing_is_missing_and_when_it_is_due() -> None:
    idle = audit(due=False, returns=(returned(status="not due"),), rhythm=Rhythm(next_due="2019-20 Q4"))
    assert audit_points(idle, str(NOW)) == (
        "This audit is not due in 2019-20 Q2, so nothing is missing. It is next due in 2019-20 Q4.",
    )
    always = replace(idle, rhythm=Rhythm(all_the_time=True))
    assert audit_points(always, str(NOW)) == (
        "This audit is sent whenever there is something to send. In 2019-20 Q2 there was nothing.",
    )


def test_the_points_of_a_six_monthly_audit_give_the_months_of_its_half_year() -> None:
    half_year = audit([standard(95, 5)], rhythm=Rhythm(months="April to September 2019"))
    assert audit_points(half_year, str(NOW))[0].startswith("April to September 2019: ")
