"""Where none is named as below or at its target: that is said of those whose verdict is shown, and of no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.page import briefing, front
from pipeline.page.sentences import all_judged, main_points, none_below, none_reached, standard_sentence
from pipeline.results.figure_values import Verdict
from tests.unit.results.built import CONTEXT, LOW, audit, hiding, quarter, result

NOT_BELOW = [each for each in Verdict if each is not Verdict.BELOW]


@given(st.lists(st.sampled_from(NOT_BELOW), max_size=8))
def test_that_no_standard_is_below_is_said_only_where_every_verdict_is_shown(verdicts: list[Verdict]) -> None:
    sentence = none_below(verdicts)
    assert (sentence == "No standard is below its target by more than chance would explain.") is all_judged(verdicts)
    rest = sum(not each.judged and each is not Verdict.CONTEXT for each in verdicts)
    if rest and any(each.judged for each in verdicts):
        assert f"; of {rest} other" in sentence


def test_of_what_should_seldom_happen_it_is_not_said_that_none_is_below_its_target() -> None:
    seldom = result(Counts(met=8, not_met=192), **LOW)  # far below the most that there should be, as it should be
    shown = audit([seldom])
    sentence = "No standard is worse than its target by more than chance would explain."
    assert main_points(quarter(shown))[1] == sentence
    assert sentence in front.summary(shown).html
    assert sentence in briefing.briefing(shown).plain


def test_of_however_many_records_a_shortfall_that_chance_could_explain_is_not_one_of_few_cases() -> None:
    sentence = standard_sentence(result(Counts(met=1599, not_met=401), target=0.8, amber=0.7))
    assert "That is short of the target of 80%, but by no more than chance could explain." in sentence
    assert "few" not in sentence


def test_those_that_are_not_judged_are_counted_with_their_reasons() -> None:
    verdicts = [Verdict.NOT_CLEAR, Verdict.HIDDEN, Verdict.HIDDEN, Verdict.TOO_FEW, Verdict.CONTEXT]
    assert none_reached(verdicts) == (
        "Of the one standard judged here, none reaches its target; of 3 others that is not said: too few records (1) "
        "and hidden, to protect small counts (2)."
    )


def test_a_board_is_not_told_that_none_is_below_where_one_that_is_below_is_hidden() -> None:
    standards = [result(Counts(met=90, not_met=10), BOARD), hiding(result(Counts(met=4, not_met=16), BOARD))]
    points = main_points(quarter(audit(standards)))
    assert points[0].startswith("July to September 2019: the one standard whose verdict is shown here reaches")
    assert points[0].endswith("1 more standard is not judged here: hidden, to protect small counts.")
    assert points[1] == (
        "Of the one standard judged here, none is below its target by more than chance would explain; of 1 other that "
        "is not said: hidden, to protect small counts."
    )


def test_where_no_verdict_is_shown_the_reason_is_the_true_one() -> None:
    begun = "July to September 2019: no standard is held against its target here: "
    hidden = [hiding(result(Counts(met=196, not_met=4), PUBLIC)), hiding(result(Counts(met=57, not_met=3), PUBLIC))]
    assert main_points(quarter(audit(hidden)))[0] == f"{begun}hidden, to protect small counts."
    context = [result(Counts(met=30, not_met=30), SUBGROUP, polarity=CONTEXT["polarity"])]
    assert main_points(quarter(audit(context)))[0] == f"{begun}no target."


def test_the_lists_of_a_front_page_do_not_say_that_there_is_none_where_all_is_hidden() -> None:
    low = [result(Counts(met=3, not_met=17), BOARD), result(Counts(met=2, not_met=28), BOARD)]
    hidden = quarter(audit(list(map(hiding, low))))
    shown = front.overview(hidden).html
    assert shown.count("No standard is held against its target here: hidden, to protect small counts.") == 2
    assert "No standard is below" not in shown
    assert "No standard reaches" not in shown
