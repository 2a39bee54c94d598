"""Two raters of the same cases: who is paired with whom, and what is said of how far they agree."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audits.mash import MASH
from pipeline.definition import View
from pipeline.page import section, sentences, table
from pipeline.results.agreement import agreements
from pipeline.results.agreement_values import AgreementResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.unit.results.built import NOW, audit

LEVELS = ["1", "2", "3", "4"]
Levels = Sequence[str | None]


def returned(view: View, agency: str, **answers: Levels) -> Accepted:
    """A return with these answers, one contact and child to each record."""
    count = len(next(iter(answers.values())))
    rows = pd.DataFrame(
        {"contact_ref": [f"K{n}" for n in range(count)], "child_ref": [f"C{n}" for n in range(count)], **answers},
        dtype=object,
    )
    form = Identity(MASH.form(view, NOW), agency, "")
    return Accepted("", agency, Tally(seen=count, kept=count), (), form, rows=rows)


def hub(referrer: Levels, decided: Levels, **more: Levels) -> Accepted:
    return returned(MASH.mash, "SCC-CF", level_referrer=referrer, level_mash=decided, **more)


def compared(*returns: Accepted) -> dict[str, AgreementResult]:
    return {each.id: each for each in agreements(MASH, returns)}


def test_every_level_is_in_the_table_even_where_nobody_gave_it() -> None:
    agreement = compared(hub(["1", "1", "4", "NONE", "EXEMPT"], ["1", "2", "4", "2", "1"]))["MASHa1"]
    assert agreement.cells == ((1, 1, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 1))
    assert (
        agreement.cases,
        agreement.exact,
        agreement.within_one,
        agreement.second_higher,
        agreement.second_lower,
    ) == (3, 2, 3, 1, 0)
    assert (agreement.lower, agreement.kappa.value, agreement.ac2.value) == (None, None, None)
    assert sentences.agreement_sentence(agreement) == (
        "Referrer and MASH gave the same level in 2 of 3, and were within one level in 3. Where they differ, the "
        "second is higher in 1. Too few cases for more than counts."
    )


def test_the_panel_is_paired_by_contact_and_child_and_a_reference_used_twice_is_left_out() -> None:
    panel = returned(MASH.panel, "LSCB", level_panel=["3", "2", "4"])
    panel.rows["contact_ref"] = ["K1", "K0", "K9"]
    panel.rows["child_ref"] = ["C1", "C0", "C9"]
    agreement = compared(hub(["1", "2", "3"], ["2", "2", "3"]), panel)["MASHa2"]
    assert (agreement.cases, agreement.exact, agreement.second_higher) == (2, 1, 1)
    panel.rows["contact_ref"], panel.rows["child_ref"] = ["K1"] * 3, ["C1"] * 3
    assert "MASHa2" not in compared(hub(["1", "2", "3"], ["2", "2", "3"]), panel)


def test_the_moderated_grade_is_compared_with_the_auditor_s() -> None:
    graded = {"overall_grade": ["1", "2", "3", "4"], "moderated_grade": ["2", None, "3", "4"]}
    agreement = compared(hub(["1"] * 4, ["1"] * 4, **graded))["MASHa0"]
    assert (agreement.cases, agreement.exact, agreement.second_higher) == (3, 2, 1)
    assert "the same grade in 2 of 3" in sentences.agreement_sentence(agreement)
    assert "the second is poorer in 1" in sentences.agreement_sentence(agreement)


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=1, max_size=60))
@settings(max_examples=25)
def test_the_table_the_counts_and_the_sentence_agree(drawn: list[tuple[str, str]]) -> None:
    agreement = compared(hub([one for one, _ in drawn], [other for _, other in drawn]))["MASHa1"]
    assert sum(map(sum, agreement.cells)) == agreement.cases == len(drawn)
    assert agreement.exact + agreement.second_higher + agreement.second_lower == agreement.cases
    assert agreement.exact <= agreement.within_one <= agreement.cases
    counted = f"in {agreement.exact} of {agreement.cases}" if agreement.cases > 1 else "the one case"
    assert counted in sentences.agreement_sentence(agreement)
    for each in (agreement.kappa, agreement.ac2):
        if each.value is not None and each.lower is not None and each.upper is not None:
            assert -1 <= each.lower <= each.value <= each.upper <= 1


def test_one_level_throughout_is_no_variation_and_says_so() -> None:
    agreement = compared(hub(["4"] * 12, ["4"] * 12))["MASHa1"]
    assert agreement.kappa.value is None
    assert "kappa not defined, since nothing varies; Gwet's AC2 1.00" in sentences.agreement_sentence(agreement)


def test_a_direction_is_claimed_only_beyond_chance() -> None:
    some = compared(hub(["2"] * 12, ["3"] * 3 + ["2"] * 9))["MASHa1"]
    many = compared(hub(["2"] * 12, ["3"] * 12))["MASHa1"]
    assert "chance would explain" not in sentences.agreement_sentence(some)
    assert "more often one way than chance would explain" in sentences.agreement_sentence(many)


def test_the_page_of_an_edition_without_agreement_says_so() -> None:
    assert "No two ratings of the same cases" in section.agreement(audit()).html


def test_the_page_has_a_sentence_and_a_table_for_each_pair() -> None:
    agreement = compared(hub(["1", "2", "3"] * 5, ["1", "2", "4"] * 5))
    page = section.agreement(audit(agreement=tuple(agreement.values()))).html
    assert "Referrer and MASH gave the same level in 10 of 15" in page
    assert table.agreement(agreement["MASHa1"]).rows[2] == ["3 Universal Partnership Plus", 0, 0, 0, 5, 5]
