"""What was to be mended in an earlier return and is gone from this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.definition import Severity
from pipeline.english import first_few
from pipeline.feedback.changes import record_names, sent_on
from pipeline.feedback.places import areas, ordered
from pipeline.read import cell_name
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, SentBack, Validated

_LISTED = 20  # cells of one finding

Fault = tuple[str, str, str]  # rule, question, and record where it is about one


@dataclass(frozen=True)
class Mended:
    """One finding of an earlier return, at the cells where it is gone; ``since``: that return's date, or empty."""

    since: str
    finding: Finding


def mended(earlier: Sequence[Validated], now: Validated) -> tuple[Mended, ...]:
    """
    What is mended of the newest of ``earlier`` and of the newest accepted one, in the order of a fix list.

    Of a return that held personal data nothing is said. Where ``now`` was sent back, only what was looked for again.
    """
    accepted = [each for each in earlier if isinstance(each, Accepted)]
    compared = dict.fromkeys([*earlier[-1:], *accepted[-1:]])
    ticks: dict[tuple[str, str, str], Mended] = {}
    for each in compared:
        if not (each.personal or now.personal):
            for finding in ordered(_gone(each, now)):
                ticks.setdefault((finding.rule, finding.field, finding.place), Mended(sent_on(each), finding))
    return tuple(ticks.values())


def to_mend(validated: Validated) -> list[Finding]:
    """The findings that ask for something."""
    return [each for each in validated.findings if each.severity is not Severity.NOTE]


def _gone(earlier: Validated, now: Validated) -> Iterator[Finding]:
    names, still = record_names(earlier), set(_faults(now))
    looked_for = {each.rule for each in now.findings} if isinstance(now, SentBack) else None
    for finding in to_mend(earlier):
        if looked_for is not None and finding.rule not in looked_for:
            continue
        faults = _by_cell(finding, names)
        gone = [cell for cell, fault in faults.items() if fault not in still]
        if len(gone) == len(faults):
            yield finding
        elif gone:
            yield replace(finding, cell=first_few(gone, _LISTED))


def _faults(validated: Validated) -> Iterator[Fault]:
    names = record_names(validated)
    for finding in to_mend(validated):
        yield from _by_cell(finding, names).values()


def _by_cell(finding: Finding, names: Mapping[int, str]) -> dict[str, Fault]:
    """
    Each cell of a finding, and what is wrong there.

    Rows move from one return to the next, so a fault is known by its record; where no record was kept, by its question.
    """
    cells = [
        (row, area.first_column or 1) for area in areas(finding.cell) if area.first_row is not None for row in area.rows
    ]
    if not cells:
        return {finding.cell: (finding.rule, finding.field, "")}
    return {cell_name(*each): (finding.rule, finding.field, names.get(each[0], "")) for each in cells}
