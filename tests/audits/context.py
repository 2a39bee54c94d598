"""Context measures by example: what they count of a few drawn answers or numbers of one return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Date, View
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally

QUARTER = Quarter(2019, 2)
Answers = Mapping[str, Any]  # by the name of a question, one answer for each record


def distribution(audit: type[Audit], measure: str, answers: Answers, view: View | None = None) -> dict[str, int]:
    """How many records gave each answer, of those that somebody gave."""
    return {each.code: each.count for each in _of(audit, measure, view, answers).shares if each.count}


def ratio(
    audit: type[Audit], measure: str, volumes: Mapping[str, Sequence[int]], view: View | None = None
) -> tuple[float | None, float | None, float | None]:
    """Numerator, denominator and proportion, of the months of a Volumes sheet."""
    result = _of(audit, measure, view, volumes=volumes)
    return result.numerator, result.denominator, result.proportion


def repeated(audit: type[Audit], measure: str, answers: Answers) -> tuple[float | None, float | None]:
    """How many came more than once, and how many there were."""
    result = _of(audit, measure, None, answers)
    return result.numerator, result.denominator


def amount(
    audit: type[Audit], measure: str, answers: Answers, view: View | None = None
) -> tuple[int | None, int | None]:
    """What the answers add up to, and of how many records."""
    total = _of(audit, measure, view, answers).total
    return (None, None) if total is None else (total.total, total.records)


def _of(
    audit: type[Audit],
    measure: str,
    view: View | None,
    answers: Answers | None = None,
    volumes: Mapping[str, Sequence[int]] | None = None,
) -> ContextResult:
    """A context measure of one return, with every question blank but those given."""
    form = audit.form(view or audit.views[0], QUARTER)
    blank = {field.name: pd.NaT if isinstance(field, Date) else None for field in form.fields}
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    counted = pd.DataFrame(volumes) if volumes else pd.DataFrame()
    agency = form.returners[0]
    returned = Accepted("a.xlsx", "", Tally(), (), Identity(form, agency, ""), rows=rows, volumes=counted)
    return next(each for each in context_results(audit, [returned], SUBGROUP) if each.id == measure)
