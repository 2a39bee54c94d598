"""Records of two agencies that are held side by side: what a definition may say of that, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.audits.hom import HOM
from pipeline.audits.neg import NEG
from pipeline.definition import MOST_DAYS, Alike, Reconciled, Side
from pipeline.errors import DefinitionError
from tests.small_audit import changed

POLICE, SOCIAL_CARE = (Side("the police", NEG.police, NEG.strategy_date), Side("social care", NEG.social_care))


def compared(**changes: Any) -> Reconciled:
    usual = {"title": "Enquiries", "units": "enquiries", "first": POLICE, "second": SOCIAL_CARE, "id": "NEGr1"}
    return Reconciled(**{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"second": Side("others", NEG.police)}, "reconciled NEGr1: both sides are police; name two views."),
        ({"second": Side("the police", NEG.social_care)}, "both sides are called 'the police'"),
        ({"weak": (NEG.child_ref,)}, "give each side its date="),
        ({"within": MOST_DAYS + 1}, f"within={MOST_DAYS + 1}; give 0 to {MOST_DAYS} working days."),
        ({"within": -1}, "within=-1"),
    ],
)
def test_a_comparison_that_makes_no_sense_by_itself_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        compared(**changes)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("each", "problem"),
    [
        (compared(compare=(NEG.source,)), "NEGr1: it reads source, which social_care is not asked; ask it there"),
        (compared(second=Side("housing", HOM.housing)), "NEGr1: housing is not one of this audit's views"),
        (compared(key=(HOM.audit_ref,)), "NEGr1: it reads audit_ref, which is not a field of this audit"),
    ],
)
def test_a_comparison_that_does_not_fit_its_audit_is_refused(each: Reconciled, problem: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        changed(NEG, reconciled=(each,))
    assert problem in str(refused.value)


def test_a_case_must_be_told_by_something() -> None:
    bare = compared(first=Side("the police", NEG.police))
    with pytest.raises(
        DefinitionError, match="NEGr1: say key= or weak= how a case is told, or linked_by= of the audit"
    ):
        changed(NEG, linked_by=(), standards=(NEG.NEG1, NEG.NEG3), agreements=(), context=(), reconciled=(bare,))


def test_each_side_is_read_by_its_own_question() -> None:
    alike = Alike("Assessed together", HOM.joint == "Y", HOM.joint_by_housing == "Y")
    sides = (Side("social care", HOM.social_care), Side("housing", HOM.housing))
    both = Reconciled("Cases", "cases", *sides, compare=(alike,))
    assert [list(both.read_on(each)) for each in sides] == [[HOM.joint], [HOM.joint_by_housing]]
    assert both.fields() == (HOM.joint, HOM.joint_by_housing)
