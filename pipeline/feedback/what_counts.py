"""How many of a return's records count in each standard, and how many wait until an error is mended."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.definition import Form, Severity, Standard
from pipeline.definition.records import Records
from pipeline.feedback.places import areas
from pipeline.measure.outcomes import Outcome, judged
from pipeline.validate.validated import Accepted, Validated


@dataclass(frozen=True)
class Standing:
    """One standard: how many of the return's records count, and how many are missing until an error is mended."""

    id: str
    title: str
    counted: int
    missing: int


def standings(validated: Validated) -> tuple[Standing, ...]:
    """One line for each standard that the return's records count in by themselves; none where it was sent back."""
    sheets = validated.sheets if isinstance(validated, Accepted) else ()
    return tuple(standing for each in sheets if not each.rows.empty for standing in _of_sheet(each))


def _of_sheet(validated: Accepted) -> list[Standing]:
    form = validated.identity.form
    records = form.records(validated.rows, validated.unusable)
    return [_standing(standard, records, validated) for standard in own_standards(validated)]


def own_standards(validated: Accepted) -> tuple[Standard, ...]:
    """The standards that a return's records can count in without another agency's."""
    form = validated.identity.form
    return tuple(standard for standard in form.standards if _own(standard, form))


def _own(standard: Standard, form: Form) -> bool:
    counted_here = any(form.view is view for view in form.audit.counted_on(standard))
    return counted_here and all(form.has(field) for field in standard.fields())


def _standing(standard: Standard, records: Records, validated: Accepted) -> Standing:
    came_out, _ = judged(standard, records)
    counted = (came_out == Outcome.MET) | (came_out == Outcome.NOT_MET)
    # A blank that nobody was to fill in leaves a record out as well, and there is nothing about it to mend.
    held_back = (came_out == Outcome.MISSING) & records.rows["row"].isin(_rows_with_errors(standard, validated))
    return Standing(
        standard.id, standard.titled(validated.identity.form.quarter), int(counted.sum()), int(held_back.sum())
    )


def _rows_with_errors(standard: Standard, validated: Accepted) -> set[int]:
    rows: set[int] = set()
    for finding in validated.findings:
        if finding.severity is Severity.ERROR and standard.id in finding.affects:
            for area in areas(finding.cell):
                rows.update(area.rows)
    return rows
