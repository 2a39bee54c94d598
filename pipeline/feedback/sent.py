"""A sheet as it was sent: each value at its own address and of its own type, never as a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Severity
from pipeline.feedback.phrases import SEVERITIES, shown
from pipeline.feedback.places import Marks
from pipeline.read import Sheet, cell_position
from pipeline.template.layout import EXAMPLE_MARK
from pipeline.template.styles import GREY, Styles
from pipeline.validate.finding import Finding

FILLS = {Severity.ERROR: "#f8d9d3", Severity.QUERY: "#ffe9b8", Severity.NOTE: "#dbe6f3"}
LONGEST = 32_767  # characters that Excel takes in a cell or a comment
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what no XML can hold, so that no program would open the file
_DATED = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm:ss", timedelta: "[h]:mm:ss"}
_EARLIEST = 1900  # the year in which Excel's days begin

Look = tuple[str, str, Severity | None]


@dataclass(frozen=True, eq=False)
class Dress:
    """How a sheet's cells look: its rows of headings and of help, and by column the format of what is typed."""

    headings: Collection[int] = ()
    help: Collection[int] = ()
    formats: Mapping[int, str] = field(default_factory=dict)


def write(sheet: Worksheet, styles: Styles, sent: Sheet, dress: Dress, marks: Marks) -> None:
    """Write the values of ``sent`` with their marks."""
    errors = {cell_position(name): error for name, error in sent.errors.items()}
    formats: dict[Look, Format] = {}
    for number, row in enumerate(sent.rows, start=1):
        kind = _kind(number, row, dress)
        for column, answer in enumerate(row, start=1):
            value, severity = errors.get((number, column), answer), marks.fills.get((number, column))
            if value == "" and severity is None:
                continue
            # Text keeps its column's format, so that a date typed over it is a date; a number must not become one.
            typed = dress.formats.get(column, "General") if isinstance(value, str) else "General"
            look = (_DATED.get(type(value), typed), kind, severity)
            if look not in formats:
                formats[look] = _format(styles, look)
            put(sheet, number - 1, column - 1, value, formats[look])
    height, width = len(sent.rows), len(sent.rows[0]) if sent.rows else 0
    for (number, column), severity in marks.fills.items():
        if number > height or column > width:
            blank = _format(styles, (dress.formats.get(column, "General"), "", severity))
            sheet.write_blank(number - 1, column - 1, None, blank)
    for (number, column), findings in marks.comments.items():
        sheet.write_comment(number - 1, column - 1, comment(findings), {"x_scale": 2.6, "y_scale": 1.8})


def _kind(number: int, row: list[object], dress: Dress) -> str:
    if number in dress.headings:
        return "heading"
    if number in dress.help:
        return "help"
    return "example" if row and row[0] == EXAMPLE_MARK else ""


def _format(styles: Styles, look: Look) -> Format:
    number_format, kind, severity = look
    options: dict[str, object] = {"num_format": number_format, "locked": False}
    if kind == "heading":
        options |= {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#eef2f8"}
    if kind == "help":
        options |= {"text_wrap": True, "font_color": GREY, "font_size": 9}
    if kind == "example":
        options |= {"italic": True, "font_color": GREY}
    if severity is not None:
        options |= {"bg_color": FILLS[severity], "border": 1}
    return styles(**options)


def put(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    """Write one value, typed; ``row`` and ``column`` are counted from 0."""
    match value:
        case "":
            sheet.write_blank(row, column, None, look)
        case bool():
            sheet.write_boolean(row, column, value, look)
        case int() | float() if isfinite(value):
            sheet.write_number(row, column, value, look)
        case time() | timedelta():
            sheet.write_datetime(row, column, value, look)
        case date() if value.year >= _EARLIEST:
            sheet.write_datetime(row, column, value, look)
        case _:
            sheet.write_string(row, column, _NOT_XML.sub("\ufffd", str(value))[:LONGEST], look)


def comment(findings: list[Finding]) -> str:
    """The findings on one cell as its comment."""
    text = "\n\n".join(_explained(finding) for finding in findings)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 60]} …\nThe rest is on the sheet Fix list."


def _explained(finding: Finding) -> str:
    word, _, meaning = SEVERITIES[finding.severity]
    lines = [f"{word}: {meaning}.", f"We saw: {finding.saw}."]
    if finding.expected:
        lines.append(f"We expected: {finding.expected}.")
    if finding.fix:
        lines.append(f"What to do: {finding.fix}")
    return "\n".join(shown(line) for line in lines)
