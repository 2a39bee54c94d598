"""The trust statement in words: short where all is in, and never a claim that its values do not bear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.measure.counts import Counts
from pipeline.page.trust import own_statement, statement, statement_of_theme
from pipeline.results.agency import agency_result
from pipeline.results.followed.themes import theme_result
from pipeline.results.model import QuarterResult
from pipeline.results.trust_values import Doubtful, Lack, Lacking, Sender, Trust, Unknown
from tests.followed import recommendation
from tests.unit.page.reading import words
from tests.unit.results.built import HOSTILE, audit, quarter, result

IDS = tuple(f"T{number}" for number in range(1, 11))
POLICE, SOLENT = Sender("TST", "Small audit", "HC", "Police"), Sender("TST", "Small audit", "SOL", "Solent")
ALL_IN = Trust(figures=IDS, due=8)
ABSENT = Lacking(POLICE, Lack.MISSING, due=True, touches=("T3", "T4"))
EVERY_OTHER = "Every other standard and measure of this quarter stands as it is."


def told(trust: Trust) -> str:
    return statement(audit(trust=trust)).plain


def whole(*trusts: Trust) -> QuarterResult:
    return quarter(*(audit(code=f"TS{number}", trust=each) for number, each in enumerate(trusts)))


def test_where_all_is_in_it_is_two_short_sentences_and_nothing_is_folded_away() -> None:
    shown = statement(audit(trust=ALL_IN))
    assert (
        shown.plain == "All 8 returns that are due are in. Every standard and measure of this quarter stands as it is."
    )
    assert ("<details" in shown.html, shown.tables) == (False, ())


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (0, "No return is due this quarter."),
        (1, "The one return that is due is in."),
        (2, "Both returns that are due are in."),
    ],
)
def test_few_returns_have_their_own_words(due: int, sentence: str) -> None:
    assert told(replace(ALL_IN, due=due)).startswith(sentence)


def test_where_nothing_is_due_nothing_is_claimed_of_figures() -> None:
    assert told(replace(ALL_IN, due=0)) == "No return is due this quarter."


def test_a_missing_return_is_named_with_the_figures_that_leave_it_out() -> None:
    assert told(replace(ALL_IN, lacking=(ABSENT,))) == (
        f"1 of 8 returns is not counted: Police has not come. Figures touched: T3 and T4. {EVERY_OTHER}"
    )


def test_figures_touched_are_each_named_once_in_their_order_and_of_many_how_many() -> None:
    second = replace(ABSENT, sender=SOLENT, touches=("T1", "T3"))
    assert "Figures touched: T1, T3 and T4." in told(replace(ALL_IN, lacking=(ABSENT, second)))
    most = replace(ABSENT, touches=IDS[:9])
    assert "Figures touched: 9 of 10 standards and measures." in told(replace(ALL_IN, lacking=(most,)))


def test_where_every_figure_is_touched_no_other_is_spoken_of() -> None:
    sentence = told(replace(ALL_IN, lacking=(replace(ABSENT, touches=IDS),)))
    assert "Figures touched: every standard and measure." in sentence
    assert "other" not in sentence


def test_a_return_that_touches_nothing_is_said_to_touch_nothing() -> None:
    sentence = told(replace(ALL_IN, lacking=(replace(ABSENT, touches=()),)))
    assert "No standard or measure is counted from them. Every standard and measure of this quarter stands" in sentence


def test_a_newer_version_that_was_sent_back_is_no_return_that_is_not_in() -> None:
    sentence = told(replace(ALL_IN, lacking=(replace(ABSENT, how=Lack.OLDER),)))
    assert sentence.startswith(
        "All 8 returns that are due are in. Police was sent again and sent back, so the one before "
        "it is counted. Figures touched: T3 and T4."
    )


def test_what_was_sent_back_though_none_was_due_is_not_among_those_due() -> None:
    sentence = told(replace(ALL_IN, due=0, lacking=(replace(ABSENT, how=Lack.SENT_BACK, due=False),)))
    assert sentence.startswith("No return is due this quarter. Police was sent back, though none was due.")


def test_a_late_return_is_said_to_be_counted_and_touches_nothing() -> None:
    shown = statement(audit(trust=replace(ALL_IN, late=(POLICE,))))
    assert "1 return came late and is counted. Every standard" in shown.plain
    assert "Police came late, and is counted –" in " ".join(words(shown).split())


def test_answers_that_are_lacking_are_counted_by_return() -> None:
    doubtful = (Doubtful(POLICE, 2, 0, ("T3",)), Doubtful(SOLENT, 0, 1, IDS[:8]))
    sentence = told(replace(ALL_IN, doubtful=doubtful))
    assert (
        "In 2 returns 2 records lack a usable answer and 1 row was set aside: not counted in 8 of 10 standards and "
        "measures." in sentence
    )
    assert "T9" not in sentence


def test_a_return_of_which_only_numbers_of_cases_are_lacking_is_not_said_to_lack_records() -> None:
    assert "In one return numbers of cases are lacking: not counted in T3." in told(
        replace(ALL_IN, doubtful=(Doubtful(POLICE, 0, 0, ("T3",)),))
    )


def test_what_could_not_be_read_takes_from_the_claim_of_all_other_figures() -> None:
    sentence = told(replace(ALL_IN, unknown=(Unknown("a", "HC", "Police"),)))
    assert "One file or folder could not be read or placed, so nobody can say what it would change." in sentence
    assert "As far as could be read, every standard and measure of this quarter stands as it is." in sentence


def test_an_edition_that_says_nothing_of_answers_claims_nothing_of_them() -> None:
    sentence = told(replace(ALL_IN, lacking=(ABSENT,), untold=("Small audit",)))
    assert sentence.endswith(
        "Every other standard and measure of this quarter leaves out no return; this edition does not say which "
        "answers could not be used."
    )


def test_of_a_whole_quarter_the_audits_are_named_of_whose_answers_nothing_is_said() -> None:
    silent = Trust(figures=("U1",), due=1, untold=("Few children",))
    assert statement(whole(ALL_IN, silent)).plain.endswith(
        "Every standard and measure of this quarter stands as it is, but of “Few children” this edition does not say "
        "which answers could not be used."
    )
    assert "leaves out no return" in statement(whole(silent, silent)).plain


def test_a_whole_quarter_names_the_audit_of_a_return_and_an_audit_s_page_need_not() -> None:
    missing = replace(ALL_IN, lacking=(ABSENT,))
    assert "Police for “Small audit” has not come" in statement(whole(missing)).plain
    assert "Small audit" not in told(missing)


def test_a_file_that_may_be_of_several_audits_is_counted_once() -> None:
    lost = replace(ALL_IN, unknown=(Unknown("a", "", ""),))
    assert "One file or folder" in statement(whole(lost, lost)).plain


def test_the_details_name_every_figure_and_values_of_agencies_are_escaped() -> None:
    hostile = replace(ABSENT, sender=replace(POLICE, agency_name=HOSTILE), touches=IDS[:9])
    shown = statement(audit(trust=replace(ALL_IN, lacking=(hostile,))))
    assert ", ".join(IDS[:9]) in words(shown)
    assert "<script>" not in shown.html


def test_an_agencys_page_speaks_of_its_own_returns_alone() -> None:
    lacking = (ABSENT, replace(ABSENT, sender=SOLENT, touches=("T9",)))
    shown = own_statement(agency_result(quarter(audit(trust=replace(ALL_IN, lacking=lacking))), "SOL"))
    assert "T9" in shown.plain
    assert "Police" not in shown.html
    assert "Nothing here is said of other agencies’ returns" in shown.plain


def test_a_themes_page_tells_of_its_own_audits_alone_and_of_what_agencies_report() -> None:
    showing = result(Counts(met=30), id="T1")
    one = audit([showing], code="TST", trust=replace(ALL_IN, lacking=(ABSENT,)))
    other = audit([result(Counts(met=30), id="T9")], code="TSU", trust=Trust(figures=("T9",), due=70))
    theme = theme_result(quarter(one, other, recommendations=(recommendation(),)), "T2")

    assert statement_of_theme(theme).plain == (
        "1 of 8 returns is not counted: Police for “Small audit” has not come. Figures touched: T3 and T4. Every other "
        "standard and measure of this theme’s audits of this quarter stands as it is."
    )
