"""What is told of a return that holds personal data: every finding, but nothing that stands in its cells or names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.definition import Form
from pipeline.template.layout import answer_sheets
from pipeline.validate.finding import Finding

_QUOTED = re.compile(r"'[^']*'|\d{1,2}/\d{1,2}/\d{4}")
NOT_REPEATED = "what stands there, which is not repeated"


def masked(findings: Iterable[Finding], people: Iterable[Finding], form: Form | None) -> tuple[Finding, ...]:
    """
    ``findings`` with no word of what was sent, since a name that was seen in one cell may stand in others too.

    ``people``: the findings of personal data. Where names may not be repeated, only the template's own sheets are
    named. A cell with personal data is to be emptied, so nothing else is said
    of it. No standard is named, since nothing of the return counts.
    """
    named = nameable(people)
    cells = {(each.sheet, cell) for each in people for cell in each.cell.split(", ") if cell}
    return tuple(
        _masked(each)
        for each in findings
        if (named or each.sheet in ("", *answer_sheets(form))) and (each.sheet, each.cell) not in cells
    )


def nameable(people: Iterable[Finding]) -> bool:
    """Whether names may be repeated: a finding about no place at all is about the name of the file, or of a sheet."""
    return all(each.sheet or each.label for each in people)


def _masked(finding: Finding) -> Finding:
    quoted = _QUOTED.search(finding.saw) is not None
    fix = finding.fix.partition(" Is it '")[0] if finding.suggested else finding.fix
    return replace(finding, saw=NOT_REPEATED if quoted else finding.saw, affects=(), fix=fix, suggested="")
