"""A small audit and its returns as agencies send them: drawn as tables, read as workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    AS_OF,
    NOT_KNOWN,
    Basis,
    Cadence,
    Date,
    DateTime,
    MultiCode,
    OneCode,
    Part,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
)
from pipeline.read import Facts, Sheet, Workbook
from pipeline.template.layout import COVER, COVER_FIRST_ROW, COVER_SHEET, HEADER_ROW, MANIFEST_SHEET, RECORDS_SHEET
from pipeline.validate import answers
from pipeline.validate.validated import Identity, Validated
from tests.small_audit import audit_of

POLICE = View("Police", "police", code="police")
ref = Text(
    "Record no.",
    name="ref",
    required=True,
    unique=True,
    pattern=r"T-\d{2}",
    pattern_words="T- and two digits",
    example="T-00",
)
seen = Date("Date seen", name="seen", required=True, example=date(2019, 7, 3))
told = DateTime("When told", name="told")
visited = YesNo("Home visited?", name="visited", required=True, not_recorded=True)
reason = OneCode(
    "Why not?",
    name="reason",
    codes=code_list("reasons", BUSY="Too busy", AWAY="Family away"),
    required_when=visited == "N",
    only_when=visited == "N",
)
tool = YesNo("Tool used?", name="tool", na_when=visited == "N", expected_when=visited == "Y")
kinds = MultiCode("Kinds", name="kinds", codes=code_list("kinds", PHYS="Physical", EMO="Emotional", SUP="Supervision"))
visits = Whole("Visits", name="visits", maximum=20, also=(NOT_KNOWN,))
board = Text("Board's reference", name="board", max_length=12)
words = Text("In your own words", name="words", free=True, max_length=80)

TST = audit_of(
    "TST",
    title="A test",
    purpose="To test.",
    unit="one child",
    units="children",
    cadence=Cadence.QUARTERLY,
    key=ref,
    views=(POLICE,),
    anchors={POLICE: (seen,)},
    list_ref=board,
    parts=(Part("All of it", (ref, seen, told, visited, reason, tool, kinds, visits, board, words)),),
    rules=(
        Rule(id="told_first", holds=told <= AS_OF, blame=told, severity=Severity.ERROR, fix="Check the date."),
        Rule(
            id="visits_counted",
            when=visited == "Y",
            holds=visits >= 1,
            blame=visits,
            severity=Severity.QUERY,
            fix="Check the number.",
        ),
    ),
    standards=(
        Standard(
            "Homes are visited",
            id="TST1",
            applies=visited.is_in("Y", "N", "NR"),
            met=visited == "Y",
            basis=Basis.LOCAL,
            source="the test",
            headline=True,
        ),
    ),
)
FORM = TST.form(POLICE, Quarter(2019, 2))
GOOD: dict[str, object] = {"ref": "T-01", "seen": datetime(2019, 7, 3), "visited": "Y", "tool": "Y"}
COVER_ANSWERS: dict[str, object] = {
    "return_type": "FULL",
    "sampling_method": "CENSUS",
    "prepared_by_role": "Manager",
    "approved_by_role": "Manager",
    "date_submitted": datetime(2019, 10, 14),
}


def good(**answers: object) -> dict[str, object]:
    """A record that passes, with some answers changed."""
    return {**GOOD, **answers}


def sheet(name: str, rows: Sequence[Sequence[object]], **options: object) -> Sheet:
    """A sheet as the reader gives it."""
    width = max((len(row) for row in rows), default=0)
    facts: dict[str, object] = {
        "visible": True,
        "errors": {},
        "formulas_without_result": (),
        "formula_count": 0,
        "hidden_rows": (),
        "hidden_columns": (),
        "merged": (),
        "filtered": False,
        **options,
    }
    return Sheet(name=name, rows=[[*row, *([""] * (width - len(row)))] for row in rows], **facts)  # type: ignore[arg-type]


def records_sheet(rows: Sequence[Mapping[str, object] | Sequence[object]], **options: object) -> Sheet:
    """The Records sheet: the template's header, and rows given by field or, whole, cell by cell from column A."""
    top: list[list[object]] = [[""] for _ in range(HEADER_ROW - 1)]
    top.append(["Row mark", *(field.label + (" *" if field.required else "") for field in FORM.fields)])
    body = [
        ["", *(row.get(field.name, "") for field in FORM.fields)] if isinstance(row, Mapping) else list(row)
        for row in rows
    ]
    return sheet(RECORDS_SHEET, [*top, *body], **options)


def cover_sheet(**answers: object) -> Sheet:
    """The Cover sheet, filled in as it should be but for ``answers``."""
    given = {**COVER_ANSWERS, **answers}
    lines = [[item.label + (" *" if item.required else ""), given.get(item.name, "")] for item in COVER]
    return sheet(COVER_SHEET, [*([[""]] * (COVER_FIRST_ROW - 1)), *lines])


def manifest_sheet(**lines: str) -> Sheet:
    """The hidden manifest."""
    return sheet(MANIFEST_SHEET, [[name, value] for name, value in lines.items()], visible=False)


def workbook(*sheets: Sheet, file_name: str = "return.xlsx", facts: Facts | None = None) -> Workbook:
    """A return as the reader gives it."""
    return Workbook(file_name, "0" * 64, 1000, sheets, (), facts or Facts())


def validated(
    *rows: Mapping[str, object] | Sequence[object], cover: Sheet | None = None, **options: object
) -> Validated:
    """What intake makes of a return with these rows, which begin in row 5."""
    return of_sheets(cover or cover_sheet(), records_sheet(rows, **options))


def of_sheets(*sheets: Sheet, facts: Facts | None = None, version: str = FORM.version) -> Validated:
    """What intake makes of a return of these sheets."""
    return answers(workbook(*sheets, facts=facts), Identity(FORM, "HC", version))


def findings(checked: Validated, *, notes: bool = False) -> list[tuple[str, str, str]]:
    """The findings as (severity, rule, place)."""
    return [
        (each.severity.value, each.rule, each.place)
        for each in checked.findings
        if notes or each.severity is not Severity.NOTE
    ]
