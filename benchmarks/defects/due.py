"""What is due from this product alone, beyond what every contender is asked: which rule, how grave, in which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter, range_boundaries

from pipeline.definition import Severity
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.records import WORKED_EXAMPLE
from pipeline.validate.finding import RANK, Finding
from pipeline.validate.validated import Accepted, Status, Validated

ERROR, QUERY, NOTE = Severity.ERROR, Severity.QUERY, Severity.NOTE
_ADDRESS = re.compile(r"0x[0-9a-f]+")  # where an object lies in memory is a number of many digits, and says nothing


@dataclass(frozen=True)
class Due:
    """
    One finding that must be given.

    ``rule``: its rule; one finding of that rule covers ``at``. Where it is empty, any finding will do. ``severity``:
    how grave it is, where that is said. ``at``: places of which it covers all; ``near``: places of which it covers
    one. ``says``: phrases of its sentence, whatever their capitals.
    """

    rule: str = ""
    severity: Severity | None = None
    at: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ours:
    """
    What this product must make of a return.

    ``never``: rules that must not be given. ``status``: what must become of the return. ``worst``: how grave the
    gravest finding may be. ``most``: how many findings there may be. ``rows``: what the account of its rows must say.
    ``or_back``: whether it may as well go back, when the rest is not asked.
    ``reads``: what is read in a cell of the records (None: nothing), odd blanks and invisible characters aside;
    ``unusable``: cells that hold an answer which cannot be used. ``unsaid``: words that nothing may repeat;
    ``unworded``: words that no sentence may use, whatever their capitals.
    """

    due: tuple[Due, ...] = ()
    never: frozenset[str] = frozenset()
    status: Status | None = None
    worst: Severity | None = None
    most: int | None = None
    or_back: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)
    reads: Mapping[str, object] = field(default_factory=dict)
    unusable: frozenset[str] = frozenset()
    unsaid: str = ""
    unworded: tuple[str, ...] = ()


def shortfalls(ours: Ours, checked: Validated) -> Iterator[str]:
    """Where ``made`` is not what is due, in a line each."""
    if ours.or_back and checked.status is Status.SENT_BACK:
        return
    for each in ours.due:
        yield from _missed(each, checked)
    yield from _too_much(ours, checked)
    if ours.status not in (None, checked.status):
        yield f"it was {checked.status}"
    for name, count in ours.rows.items():
        if getattr(checked.tally, name) != count:
            yield f"{name} is not {count}: {checked.tally}"
    yield from (
        _misread(ours, checked)
        if isinstance(checked, Accepted)
        else (f"{each} was not read" for each in (*ours.reads, *ours.unusable))
    )
    if ours.unsaid and ours.unsaid in _told(checked):
        yield "what it may not repeat"


def _misread(ours: Ours, accepted: Accepted) -> Iterator[str]:
    for place, value in ours.reads.items():
        if _plain(answer(accepted, place)) != _plain(value):
            yield f"{place} was read as {answer(accepted, place)!r}"
    yield from (f"{place} is not unusable" for place in ours.unusable if not _cell(accepted, accepted.unusable, place))


def _told(checked: Validated) -> str:
    """
    All that is told of a return, but for what holds digits by chance and says nothing.

    A workbook holds the second in which it was saved, so its digest is another at each run; four digits of an NHS
    number stand in one of a thousand digests.
    """
    rows = checked.rows.to_csv() if isinstance(checked, Accepted) else ""
    return _ADDRESS.sub("", f"{checked!r} {rows}".replace(checked.sha256, ""))


def _too_much(ours: Ours, checked: Validated) -> Iterator[str]:
    """Findings that must not be given: of a rule, too grave, in words that no agency knows, or beyond ``most``."""
    yield from (f"{each.rule} at {each.place}" for each in checked.findings if each.rule in ours.never)
    if ours.worst is not None:
        too_grave = [each for each in checked.findings if RANK[each.severity] < RANK[ours.worst]]
        yield from (f"{each.severity}: {each.sentence()}" for each in too_grave)
    # Each further sheet has a worked example of its own, which is noted.
    findings = [each for each in checked.findings if each.rule != WORKED_EXAMPLE.id or each.sheet == RECORDS_SHEET]
    if ours.most is not None and len(findings) > ours.most:
        yield f"{len(findings)} findings"
    for words in ours.unworded:
        yield from (each.sentence() for each in checked.findings if words.casefold() in each.sentence().casefold())


def _missed(due: Due, checked: Validated) -> Iterator[str]:
    findings = [each for each in checked.findings if due.rule in ("", each.rule) and _there(due, places(each))]
    right = [each for each in findings if due.severity in (None, each.severity)]
    worded = [each for each in right if all(words.casefold() in each.sentence().casefold() for words in due.says)]
    if not worded or (due.rule and len(findings) > 1):
        given = [(each.rule, each.place, str(each.severity), each.sentence()) for each in findings or checked.findings]
        yield f"{due} among {given}"


def _there(due: Due, covered: frozenset[str]) -> bool:
    return due.at <= covered and (not due.near or not due.near.isdisjoint(covered))


def places(finding: Finding) -> frozenset[str]:
    """Each cell and each row of a finding: "H6:H8, 11:11" is four places; one without cells is at its sheet."""
    if not finding.cell:
        return frozenset({finding.sheet})
    return frozenset(f"{finding.sheet}!{each}" for area in finding.cell.split(", ") for each in _cells(area))


def _cells(area: str) -> Iterator[str]:
    if re.fullmatch(r"\d+:\d+", area):
        first, last = map(int, area.split(":"))
        yield from (str(row) for row in range(first, last + 1))
        return
    left, top, right, bottom = range_boundaries(area)
    for column in range(left, right + 1):
        yield from (f"{get_column_letter(column)}{row}" for row in range(top or 0, (bottom or 0) + 1))


def answer(accepted: Accepted, place: str) -> object:
    """What was read in a cell of the records: text, a whole number, a date, or None."""
    value = _cell(accepted, accepted.rows, place)
    if value is None or pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value if isinstance(value, str) else int(value)


def _cell(accepted: Accepted, frame: pd.DataFrame, place: str) -> Any:
    sheet, _, cell = place.partition("!")
    column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    assert sheet == RECORDS_SHEET
    name = next((name for name, letter in accepted.columns.items() if letter == column), "")
    if name not in frame.columns:
        return None
    (values,) = frame.loc[accepted.rows["row"] == int(row), name].tolist() or [None]
    return values


def _plain(value: object) -> object:
    if hasattr(value, "hour") and (value.hour, value.minute) == (0, 0):  # type: ignore[attr-defined]
        return value.date()  # type: ignore[attr-defined]
    if not isinstance(value, str):
        return value
    return "".join(each for each in value if not each.isspace() and unicodedata.category(each) != "Cf")
