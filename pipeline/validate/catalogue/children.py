"""
Checks of what records say of one child, in one return, in others, and in earlier quarters.

An agency is asked about its own returns alone: what another one says of the child, and that it knows it, goes to nobody
but whoever runs the quarter. Nothing is corrected: which record is right, only those who know the child can say.
"""

from __future__ import annotations

from functools import partial

from pipeline.validate.catalogue.check import QUERY, TOO_SLOW, Check
from pipeline.validate.catalogue.copies import OTHER_FILES

_within = partial(Check, severity=QUERY, intake_only=TOO_SLOW)
_elsewhere = partial(Check, severity=QUERY, intake_only=OTHER_FILES, plain=True)
_HERE, _THERE = "another row of this return", "another return of your own"
_SAME_CHILD = "Is it the same child? Check the child's reference and this answer in both rows"
_IF_RIGHT = "if all is right, leave it and say on the Cover sheet why."
_FIX_HERE = f"{_SAME_CHILD}; {_IF_RIGHT}"
_FIX_THERE = (
    "Look it up in your returns of other audits and of earlier quarters. Check the child's reference and this answer; "
    f"{_IF_RIGHT}"
)

ONE_FAMILY = "one family for each child"
ONE_AGE = "ages of one child that fit the time between them"
ONE_BIRTH = "a child who is unborn before it is born, and never after"
ONE_ANSWER = "the same answer wherever the child is asked about, since this does not change"

FAMILY_DIFFERS = _within(
    "child_in_two_families",
    intake_only="",
    saw=f"a child who has another family in {_HERE}",
    expected=ONE_FAMILY,
    fix=_FIX_HERE,
)
FAMILY_DIFFERS_ELSEWHERE = _elsewhere(
    "child_in_another_family",
    saw=f"a child who has another family in {_THERE}",
    expected=ONE_FAMILY,
    fix=_FIX_THERE,
)
AGE_DIFFERS = _within(
    "age_does_not_fit",
    saw=f"an age that does not fit {_HERE} about the same child",
    expected=ONE_AGE,
    fix=_FIX_HERE,
)
AGE_DIFFERS_ELSEWHERE = _elsewhere(
    "age_does_not_fit_elsewhere",
    saw=f"an age that does not fit {_THERE} about the same child",
    expected=ONE_AGE,
    fix=_FIX_THERE,
)
BIRTH_DIFFERS = _within(
    "birth_does_not_fit",
    saw=f"an answer that does not fit when the child was born by {_HERE}",
    expected=ONE_BIRTH,
    fix=_FIX_HERE,
)
BIRTH_DIFFERS_ELSEWHERE = _elsewhere(
    "birth_does_not_fit_elsewhere",
    saw=f"an answer that does not fit when the child was born by {_THERE}",
    expected=ONE_BIRTH,
    fix=_FIX_THERE,
)
LASTING_DIFFERS = _within(
    "lasting_answer_differs",
    saw=f"another answer than in {_HERE} about the same child",
    expected=ONE_ANSWER,
    fix=_FIX_HERE,
)
LASTING_DIFFERS_ELSEWHERE = _elsewhere(
    "lasting_answer_differs_elsewhere",
    saw=f"another answer than in {_THERE} about the same child",
    expected=ONE_ANSWER,
    fix=_FIX_THERE,
)
