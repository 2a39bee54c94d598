"""What every audit of cases asks alike: the difference made for the child, and what those concerned say."""

from __future__ import annotations

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Distribution, Role
from tests.audits.worked import worked

LATER = Quarter(2027, 1)
# An escalation is asked in words of its own whether it changed the outcome for the child; of a general practice the
# documents and codes are audited, and no work with a child.
OTHERWISE = ("ESC", "GPD")
OF_CASES = [each for each in audits.of(LATER).values() if each.about() and each.code not in OTHERWISE]


EXAMPLES = {
    "NEG": "NEG16",
    "WNB": "WNB16",
    "MASH": "MASH13",
    "CPC": "CPC16",
    "CPP": "CPP11",
    "AQT": "AQT18",
    "MET": "MET9",
    "SSD": "SSD9",
    "SSH": "SSH10",
    "HPS": "HPS9",
    "HOM": "HOM7",
    "CPM": "CPM12",
    "HCP": "HCP5",
    "CTX": "CTX4",
    "FAM": "FAM3",
    "UBB": "UBB5",
    "INV": "INV7",
    "FWA": "FWA5",
}
WHERE = {"HCP": ("made |", "IN_TIME |")}  # what is answered first, where the question is not asked of every record


def test_every_audit_of_cases_asks_whether_a_difference_was_made_for_the_child() -> None:
    assert {audit.code for audit in OF_CASES} == set(EXAMPLES)


@pytest.mark.parametrize(("code", "standard"), EXAMPLES.items())
def test_a_difference_made_in_part_counts_as_met_and_one_that_is_not_recorded_does_not(
    code: str, standard: str
) -> None:
    audit = audits.of(LATER)[code]
    asked = audit.in_role(Role.DIFFERENCE)
    assert asked is not None
    before, answer = WHERE.get(code, ("", ""))
    worked(
        audit,
        standard,
        f"""
        {before} {asked.name} | outcome
        {answer} YES          | met
        {answer} PARTIAL      | met
        {answer} NO           | not met
        {answer} NR           | not recorded
        {answer}              | missing
    """,
    )


@pytest.mark.parametrize("audit", OF_CASES, ids=lambda audit: audit.code)
def test_what_difference_was_made_is_shown_answer_by_answer_too(audit: type[Audit]) -> None:
    asked = audit.in_role(Role.DIFFERENCE)
    assert [each for each in audit.context if isinstance(each, Distribution) and each.field is asked]


@pytest.mark.parametrize("code", ["NEG", "MET", "HPS", "HOM", "FAM", "UBB", "FWA", "CPC"])
def test_children_parents_and_practitioners_are_heard_on_a_sheet_of_their_own_without_a_word_of_theirs(
    code: str,
) -> None:
    audit = audits.of(LATER)[code]
    (view,) = (view for view in audit.views if view.sheet == "Voice")
    form = audit.form(view, LATER)

    assert {"whose_view", "view_asked", "felt_listened_to", "understood_why", "better_now"} <= {
        field.name for field in form.fields
    }
    assert not [field for field in form.fields if getattr(field, "free", False)]


def test_the_first_three_audits_ask_it_from_a_quarter_on_so_that_earlier_templates_are_as_they_were() -> None:
    for code in ("NEG", "WNB", "MASH"):
        audit = audits.of(LATER)[code]
        asked = audit.in_role(Role.DIFFERENCE)
        for view in audit.returned():
            assert not audit.form(view, Quarter(2026, 3)).has(asked)  # type: ignore[arg-type]
