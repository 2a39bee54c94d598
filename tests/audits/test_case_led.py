"""What returns are asked for a meeting on cases: from the quarter on that it is agreed for, and only where it is so."""

from __future__ import annotations

import pytest

from pipeline.audits import case_led, core
from pipeline.audits.inv import INV
from pipeline.audits.met import MET
from pipeline.audits.ubb import UBB
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Role

ASKED = ("why_changed", "why_not_done", "evidence")


@pytest.mark.parametrize(("audit", "view"), [(MET, MET.social_care), (UBB, UBB.social_care), (INV, INV.police)])
def test_reasons_and_evidence_are_asked_from_april_2026_on(audit: type[Audit], view: object) -> None:
    before, since = ({each.name for each in audit.form(view, q).fields} for q in (Quarter(2025, 4), Quarter(2026, 1)))

    assert before & set(ASKED) == set()
    assert set(ASKED) <= since


def test_a_reason_is_asked_only_where_a_grade_was_changed_or_a_step_not_done() -> None:
    changed, not_done = (UBB.in_role(role) for role in (Role.WHY_OVERRIDDEN, Role.WHY_NOT))

    assert changed is not None
    assert not_done is not None
    assert {changed.required, not_done.required} == {False}
    assert changed.required_when is changed.only_when is not None
    assert not_done.required_when is not_done.only_when is not None
    assert {changed.max_length, not_done.max_length} == {case_led.SHORT}


def test_each_side_of_the_work_is_graded_on_the_scale_of_the_whole() -> None:
    grades = case_led.domain_grades().things

    assert list(grades) == [f"grade_{each}" for each in case_led.DOMAINS]
    assert all(each.codes is core.GRADES and each.role is Role.DOMAIN_GRADE for each in grades.values())


def test_both_agencies_of_a_closed_enquiry_grade_each_side_of_the_work_from_april_2026_on() -> None:
    grades = [f"grade_{each}" for each in case_led.DOMAINS]

    for view in (INV.social_care, INV.police):
        asked = [each.name for each in INV.form(view, Quarter(2026, 1)).fields]
        assert [name for name in asked if name in grades] == grades
        assert not [each for each in INV.form(view, Quarter(2025, 3)).fields if each.name in grades]
