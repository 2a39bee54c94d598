"""What is written down of the meetings on a quarter's cases: who met, which cases were left out, what was agreed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.errors import WrongMeetingFiles
from pipeline.partnership.csv_file import Row, Table
from pipeline.partnership.here import here
from pipeline.partnership.mistakes import Mistakes
from pipeline.personal import kinds, looks_like_a_name
from pipeline.store.meeting_kept import LEFT_OUT, PANEL
from pipeline.store.samples import Sample, samples
from pipeline.store.workspace import Workspace, write_atomically

AGREED = "agreed.csv"
COLUMNS: Mapping[str, tuple[str, str]] = {  # of each file, and those of them that every row needs
    PANEL: (
        "audit date agencies quorate independent_chair calibrated",
        "audit date agencies quorate independent_chair calibrated",
    ),
    LEFT_OUT: ("audit case why replaced_by", "audit case why"),
    AGREED: ("audit case grade learning lead by", "audit case"),
}
GRADES = ("1", "2", "3", "4")
LONGEST = 200  # letters of what was learnt from a case


class Why(StrEnum):
    """Why a case that was drawn was left out."""

    NOT_IN_SCOPE = "not in scope after all"
    RECORD_NOT_FOUND = "record not found or not complete"
    PROCEEDINGS = "in proceedings"
    MOVED_AWAY = "moved away"
    CONFLICT = "an auditor knows the case"
    DUPLICATE = "the same case twice"
    OTHER = "another reason"


_WHYS = {each.name.casefold().replace("_", " "): each for each in Why}


@dataclass(frozen=True)
class Panel:
    """
    A meeting on the cases of ``audit``. ``agencies``: the codes of those present.

    ``calibrated``: whether all auditors had graded the same case beforehand and compared.
    """

    audit: str
    on: date
    agencies: tuple[str, ...]
    quorate: bool
    independent_chair: bool
    calibrated: bool


@dataclass(frozen=True)
class LeftOut:
    """A case that was drawn and left out; ``replaced_by``: the case of the reserve that took its place, if any."""

    audit: str
    case: str
    why: Why
    replaced_by: str


@dataclass(frozen=True)
class Agreed:
    """What a meeting agreed on a case: its grade, what is learnt, which agency sees to it, and by when."""

    audit: str
    case: str
    grade: str
    learning: str
    lead: str
    by: date | None


@dataclass(frozen=True)
class Meetings:
    """All that is written down of a quarter's meetings."""

    panels: tuple[Panel, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    agreed: tuple[Agreed, ...] = ()

    def of(self, audit: str) -> Meetings:
        """The same of one audit."""
        return Meetings(
            tuple(each for each in self.panels if each.audit == audit),
            tuple(each for each in self.left_out if each.audit == audit),
            tuple(each for each in self.agreed if each.audit == audit),
        )


NO_MEETINGS = Meetings()


def write_headings(workspace: Workspace, quarter: Quarter) -> tuple[Path, ...]:
    """Write those of a quarter's three files that are not there yet, with their headings; gives those written."""
    folder = workspace.meeting_files / quarter.folder
    lacking = {folder / name: columns for name, (columns, _) in COLUMNS.items() if not (folder / name).exists()}
    return tuple(write_atomically(path, ",".join(columns.split()) + "\n") for path, columns in lacking.items())


def meetings(workspace: Workspace, quarter: Quarter, files: Collection[str] = tuple(COLUMNS)) -> Meetings:
    """
    What is written down of a quarter's meetings in ``files``; of one that is not there, nothing.

    Raises: WrongMeetingFiles -- naming every mistake with its row and column.
    """
    mistakes, drawn = Mistakes(), [each.sample for each in samples(workspace, quarter)]
    tables = {name: _table(workspace.meeting_files / quarter.folder / name, mistakes) for name in files}
    there = Meetings(
        panels=tuple(_panels(tables[PANEL], quarter)) if PANEL in tables else (),
        left_out=tuple(_left_out(tables[LEFT_OUT], drawn)) if LEFT_OUT in tables else (),
        agreed=tuple(_agreed(tables[AGREED])) if AGREED in tables else (),
    )
    if len(mistakes):
        raise WrongMeetingFiles([str(each) for each in sorted(mistakes)])
    return there


def _table(path: Path, mistakes: Mistakes) -> Table:
    columns, needed = COLUMNS[path.name]
    data = path.read_bytes() if path.is_file() else ",".join(columns.split()).encode()
    return Table(path.name, data, columns.split(), needed.split(), mistakes)


def _panels(table: Table, quarter: Quarter) -> Iterator[Panel]:
    for row in table:
        on = row.day("date")
        if on is not None and on < quarter.start:
            row.wrong("date", "is before the quarter begins. Write the day on which the cases were read.")
        codes = [each.code for each in here().agencies]
        agencies = row.several("agencies")
        for each in agencies:
            row.known("agencies", each, codes, "no code in agencies.csv")
        yes = {name: row.yes(name) for name in ("quorate", "independent_chair", "calibrated")}
        yield Panel(_audit(row), on or quarter.end, agencies, **yes)


def _left_out(table: Table, drawn: Sequence[Sample]) -> Iterator[LeftOut]:
    gone: set[tuple[str, str]] = set()
    for row in table:
        audit, case, reserve = _audit(row), row.text("case"), row.text("replaced_by")
        sampled = [each for each in drawn if each.audit == audit]
        if sampled and case and not any(case in each.references for each in sampled):
            row.wrong(
                "case", "is no case of a sample of this audit. Write its reference as the sample's workbook has it."
            )
        theirs = [each for each in sampled if case in each.references]
        if reserve and theirs and not any(reserve in part.reserve for each in theirs for part in each.strata):
            row.wrong("replaced_by", "is not in the reserve of that sample. Take the next case of its reserve.")
        for column, each in (("case", case), ("replaced_by", reserve)):
            if each and (column + audit, each) in gone:
                row.wrong(column, "stands in a row above too. Keep one of them.")
            gone.add((column + audit, each))
        yield LeftOut(audit, case, row.one_of("why", _WHYS) or Why.OTHER, reserve)


def _agreed(table: Table) -> Iterator[Agreed]:
    seen: set[tuple[str, str]] = set()
    for row in table:
        audit, case, learning, lead = _audit(row), row.text("case"), row.text("learning"), row.text("lead")
        if (audit, case) in seen:
            row.wrong("case", "stands in a row above too. Keep one of them.")
        seen.add((audit, case))
        if row.text("grade") and row.text("grade") not in GRADES:
            row.wrong("grade", "is none of 1, 2, 3 and 4.")
        if len(learning) > LONGEST:
            row.wrong("learning", f"is longer than {LONGEST} letters. Say what is learnt, and not the case again.")
        elif kinds(learning) or looks_like_a_name(learning):
            row.wrong("learning", "holds what looks like personal data. Say what is learnt without it.")
        if lead:
            row.known("lead", lead, [each.code for each in here().agencies], "no code in agencies.csv")
        yield Agreed(audit, case, row.text("grade"), learning, lead, row.day("by"))


def _audit(row: Row) -> str:
    code = row.text("audit").upper()
    if code:
        row.known("audit", code, audits.codes(), "no audit")
    return code
