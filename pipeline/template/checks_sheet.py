"""Writes the hidden Checks sheet: formulas for each answer as the intake reads it, and a column for each check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from pipeline.definition import Field, Form
from pipeline.definition.codebook import kind
from pipeline.definition.excel import UNUSABLE, excel
from pipeline.definition.predicate import LastDay, Operand
from pipeline.definition.words import quoted
from pipeline.template import answer_formulas, checks_grid, layout
from pipeline.template.checks import COVER_ITEMS, ON_EVERY_RECORD, Check, checks, in_quarter
from pipeline.template.checks_grid import ROWS, Grid
from pipeline.template.repeated_formulas import Column, RepeatedFormulas

_SENTENCES, _WHOLE, _ROW, _END = "to_mend", "checks", "#", "|"
_TOP, _BOTTOM = ROWS[0], ROWS[-1]


@dataclass(frozen=True)
class Line:
    """
    One line of Ready to send: a rule in words, and formulas of how often it is broken and where first.

    ``rule``: the intake's name for it; ``must``: whether the return is not ready before it is mended.
    """

    rule: str
    must: bool
    words: str
    count: str
    place: str


@dataclass(frozen=True)
class Marks:
    """
    Formulas, each TRUE where a question's cell on Records is marked so; empty where it never is.

    ``wrong``: it cannot be used; ``needed``: it is blank and must not be; ``doubted``: it is to be looked at again;
    ``not_asked``: the answers before it leave it out.
    """

    wrong: str
    needed: str
    doubted: str
    not_asked: str


@dataclass(frozen=True)
class Workings:
    """
    What the checks tell the other sheets.

    ``begun``: a formula that is TRUE once anything is filled in; ``lines``: those of Ready to send; ``marks``: for each
    question the formulas that mark its cells on its sheet; ``what_to_mend`` and ``to_mend``: the formulas beside a
    record.
    """

    begun: str
    lines: tuple[Line, ...]
    marks: tuple[Marks, ...]
    what_to_mend: str
    to_mend: str


def write(book: Workbook, form: Form) -> Workings:
    """Write the sheet with the checks of ``form``."""
    sheet = book.get_worksheet_by_name(layout.checks_sheet(form))
    assert isinstance(sheet, RepeatedFormulas)  # as `book` adds it
    cells = Grid(form)
    every_check = checks(form, cells)
    for place, field in enumerate(form.fields, start=1):
        letters = xl_col_to_name(place)
        book.define_name(cells.defined_name(field), f"={_records(cells)}!${letters}$1:${letters}${_BOTTOM}")
    letters, last = xl_col_to_name(checks_grid.SENTENCE), xl_col_to_name(every_check[-1].column)
    book.define_name(cells.named(_SENTENCES), f"={_own(cells)}!${letters}$1:${letters}${_BOTTOM}")
    book.define_name(cells.named(_WHOLE), f"={_own(cells)}!$A$1:${last}${_BOTTOM}")
    for name, column in _joined_by(form, cells).items():
        book.define_name(name, f"={_own(cells)}!{cells.all(column)}")
    for column, formula, listed in cells.cover_formulas():
        sheet.write_formula(checks_grid.COVER_ROW - 1, column, f"={formula}", value="")
        sheet.write_string(checks_grid.COVER_LISTS_ROW - 1, column, listed)
    for column, formula in cells.american():
        sheet.write_formula(checks_grid.AMERICAN_ROW - 1, column, f"={formula}", value=0)
    for field in form.fields:
        sheet.write_string(checks_grid.LISTS_ROW - 1, cells.column(field), answer_formulas.spellings(field))
    for check in every_check:
        letters = _letters(check, form)
        label = f"{letters}{_END}{check.field.label} ({letters}{_ROW}): {check.fault}"
        sheet.write_string(checks_grid.LABELS_ROW - 1, check.column, label)
    sheet.repeat(ROWS, [*_of_records(cells), *cells.columns(), *_of_checks(cells, every_check)])
    sheet.hide()
    sheet.protect()
    return shown(every_check, cells)


def _joined_by(form: Form, cells: Grid) -> dict[str, int]:
    """The columns that further sheets look their rows' records up in, by their defined names."""
    link = {field.name: field for each in form.beside for field in each.link}
    columns = {checks_grid.link_name(field): cells.column(field) for field in link.values()}
    return {checks_grid.KEPT_NAME: checks_grid.KEPT, **columns} if link else {}


def shown(every_check: Sequence[Check], cells: Grid) -> Workings:
    """What the checks tell the other sheets."""
    whole, sentence = cells.named(_WHOLE), f"INDEX({cells.named(_SENTENCES)},ROW())"
    link = f'HYPERLINK("#"&INDEX({whole},ROW(),{checks_grid.PLACE + 1}),INDEX({whole},ROW(),{checks_grid.FLAG + 1}))'
    begun = _begun(cells)
    lines = (_line(check, cells) for check in every_check)
    return Workings(
        begun=begun,
        lines=(*_of_the_whole(cells, begun), *lines),
        marks=marks(every_check, cells),
        what_to_mend=sentence,
        to_mend=f'IF({sentence}="","",{link})',
    )


def _begun(cells: Grid) -> str:
    if cells.form.view.beside is not None:
        return f"({_used(cells)}>0)"
    white = [layout.cover_row(item.name) for item in layout.COVER if item.kind != "prefilled"]
    entered = ",".join(f"{layout.COVER_SHEET}!$B${row}" for row in white)
    return f"({_used(cells)}+COUNTA({entered})>0)"


def _own(cells: Grid) -> str:
    """The sheet with the checks, as a formula writes it."""
    return layout.in_formula(layout.checks_sheet(cells.form))


def _records(cells: Grid) -> str:
    """The sheet with the records, as a formula writes it."""
    return layout.in_formula(cells.form.sheet)


def marks(every_check: Sequence[Check], cells: Grid) -> tuple[Marks, ...]:
    """
    The formulas that mark the cells of each question.

    They reach the sheet Checks only by defined names, because Excel allows a mark no direct way to another sheet.
    """

    def answer_of(column: int, row: str = "ROW()") -> str:
        return f"INDEX({cells.named(_WHOLE)},{row},{column + 1})"

    def cell(operand: Operand) -> str:
        if isinstance(operand, Field):
            return answer_of(cells.column(operand))
        if isinstance(operand, LastDay):
            return checks_grid.last_day(cells.form)
        return answer_of(cells.as_of, str(checks_grid.COVER_ROW))

    def marks_of(field: Field) -> Marks:
        formulas: dict[str, list[str]] = {"wrong": [], "needed": [], "doubted": []}
        for check in every_check:
            if check.field is field:
                mark = "doubted" if not check.must else "needed" if check.fault == layout.NEEDED else "wrong"
                formulas[mark].append(f"{answer_of(check.column)}={_sign(check)}")
        left_out = ""
        if field.only_when is not None:
            left_out = f"AND({answer_of(checks_grid.USED)}=1,{excel(field.only_when, cell).false})"
        joined = {mark: f"OR({','.join(each)})" if each else "" for mark, each in formulas.items()}
        return Marks(**joined, not_asked=left_out)

    return tuple(marks_of(field) for field in cells.form.fields)


def _sign(check: Check) -> str:
    """What stands in a check's column where it is broken."""
    return f'"{UNUSABLE}"' if check.formula is None else "1"


def _used(cells: Grid) -> str:
    return f"SUM({_own(cells)}!{cells.all(checks_grid.USED)})"


def _of_records(cells: Grid) -> list[Column]:
    form, key = cells.form, cells(cells.form.audit.key)
    named = f'AND({key}<>"",{key}<>"{UNUSABLE}")'
    whole, first = cells.cell(checks_grid.WHOLE), xl_col_to_name(checks_grid.WHOLE)
    joined = "&".join(f'"<"&{cells(field)}&">"' for field in form.fields)
    alike = f"SUMPRODUCT(--EXACT(${first}${_TOP}:{whole},{whole}))"
    shared = f"SUMPRODUCT(--EXACT({cells.all(cells.column(form.audit.key))},{key}))"
    again = f"IF({named},IF({shared}>1,IF({alike}>1,1,0),0),0)"
    used = f"{cells.cell(checks_grid.USED)}=1"
    keeping = f"AND({used},{named},{cells.cell(checks_grid.AGAIN)}=0,{in_quarter(form, cells)})"
    return [
        Column(checks_grid.USED, f"IF(SUMPRODUCT(LEN({cells.answers}))>0,1,0)"),
        Column(checks_grid.KEPT, f"IF({keeping},1,0)"),
        Column(checks_grid.WHOLE, f'IF({used},SUBSTITUTE({joined},"<{UNUSABLE}>","<>"),"")'),
        Column(checks_grid.AGAIN, again),
    ]


def _of_checks(cells: Grid, every_check: Sequence[Check]) -> list[Column]:
    ours = [check for check in every_check if check.formula is not None]
    columns = []
    for check in ours:
        broken = f"IF({check.formula},1,0)"
        gated = broken if check.rules[0] in ON_EVERY_RECORD else f"IF({cells.cell(checks_grid.KEPT)}=1,{broken},0)"
        columns.append(Column(check.column, _unless_wrong(check, cells, ours, gated)))
    return [*columns, *_of_sentences(cells, ours)]


def _of_sentences(cells: Grid, ours: Sequence[Check]) -> list[Column]:
    """The columns with the sentence beside a record: how much to mend and look at again, where, and what is first."""
    first, last = cells.end, ours[-1].column
    doubted = next((check.column for check in ours if not check.must), last + 1)
    row = checks_grid.LABELS_ROW
    broken = f"{cells.cell(first)}:{cells.cell(last)}"
    labels = f"${xl_col_to_name(first)}${row}:${xl_col_to_name(last)}${row}"
    unusable = f'COUNTIF({cells.answers},"{UNUSABLE}")'
    must = f"{unusable}+SUM({cells.cell(first)}:{cells.cell(doubted - 1)})" if doubted > first else unusable
    look = f"SUM({cells.cell(doubted)}:{cells.cell(last)})" if doubted <= last else "0"
    firstly = (
        f'IF({unusable}>0,INDEX({cells.labels},MATCH("{UNUSABLE}",{cells.answers},0)),'
        f"INDEX({labels},MATCH(1,{broken},0)))"
    )
    musts, looks, label = (cells.cell(each) for each in (checks_grid.MUST, checks_grid.LOOK, checks_grid.FIRST))
    things = f'IF({musts}=0,"",{musts}&IF({musts}=1," thing"," things")&" to mend")'
    again = f'IF({looks}=0,"",{looks}&" to look at again")'
    counted = f'"; "&{things}&IF({musts}*{looks}=0,""," and ")&{again}&" in this row"'
    at = f'FIND("{_END}",{label})'
    words = f'SUBSTITUTE(MID({label},{at}+1,999),"{_ROW}):",ROW()&"):",1)&IF({musts}+{looks}>1,{counted},"")'
    return [
        Column(checks_grid.MUST, must),
        Column(checks_grid.LOOK, look),
        Column(checks_grid.FIRST, f'IF({musts}+{looks}=0,"",{firstly})'),
        Column(checks_grid.FLAG, f'IF({label}="","",IF({musts}>0,{musts}&" to mend",{looks}&" to check"))'),
        Column(checks_grid.PLACE, f'IF({label}="","","{_records(cells)}!"&LEFT({label},{at}-1)&ROW())'),
        Column(checks_grid.SENTENCE, f'IF({label}="","",{words})'),
    ]


def _unless_wrong(check: Check, cells: Grid, ours: Sequence[Check], formula: str) -> str:
    """``formula``, but never TRUE for a doubt about a cell that has an error too: the error says what to do there."""
    wrong = [cells.cell(each.column) for each in ours if each.field is check.field and each.must]
    return f"IF({'+'.join(wrong)}>0,0,{formula})" if wrong and not check.must else formula


def _letters(check: Check, form: Form) -> str:
    return str(xl_col_to_name(1 + [each is check.field for each in form.fields].index(True)))


def _line(check: Check, cells: Grid) -> Line:
    column, sign = f"{_own(cells)}!{cells.all(check.column)}", _sign(check)
    return Line(
        rule=check.rules[0],
        must=check.must,
        words=check.words,
        count=f"COUNTIF({column},{sign})",
        place=f'"{_records(cells)}!{_letters(check, cells.form)}"&(MATCH({sign},{column},0)+{_TOP - 1})',
    )


def _of_the_whole(cells: Grid, begun: str) -> list[Line]:
    """The checks of the return as a whole: the Cover's answers, and whether there are records if it says so."""
    if cells.form.view.beside is not None:
        return [_below(cells)]
    cover, used = layout.COVER_SHEET, _used(cells)
    anywhere = "+".join(_used(Grid(each)) for each in cells.form.sheets)
    return_type = COVER_ITEMS["return_type"]
    nil = f'EXACT({_own(cells)}!{cells.cover(return_type)},"NIL")'
    lines = [
        Line(
            rule="nil_with_records",
            must=True,
            words="A nil return has no records: correct the Cover, or take the records out",
            count=f"IF({nil},IF({anywhere}>0,1,0),0)",
            place=f'"{cover}!B{layout.cover_row(return_type.name)}"',
        ),
        Line(
            rule="no_records",
            must=True,
            words=(
                f"There is a row for each {cells.form.row}; if there were no {cells.form.rows}, the Cover says “Nil "
                "return”"
            ),
            count=f"IF(AND({begun},NOT({nil}),{used}=0),1,0)",
            place=f'"{_records(cells)}!B{_TOP}"',
        ),
    ]
    for item in layout.COVER:
        field = checks_grid.cover_field(item, cells.form)
        if field is None:
            continue
        cell, place = f"{_own(cells)}!{cells.cover(item)}", f'"{cover}!B{layout.cover_row(item.name)}"'
        for rule, wanted, says, broken in (
            ("cover_unanswered", item.required, "is answered", f'IF(AND({begun},{cell}=""),1,0)'),
            ("cover_unusable", True, f"takes {kind(field)}", f'IF({cell}="{UNUSABLE}",1,0)'),
        ):
            if wanted:
                words = f"Cover: {quoted(field)} {says}"
                lines.append(Line(rule=rule, must=True, words=words, count=broken, place=place))
    return [*lines, _below(cells)]


def _below(cells: Grid) -> Line:
    below = f"{_records(cells)}!$B${_BOTTOM + 1}:${xl_col_to_name(len(cells.form.fields))}${10 * _BOTTOM}"
    where = "" if cells.form.view.beside is None else f" of {cells.form.sheet}"
    return Line(
        rule="",
        must=False,
        words=f"Rows below {_BOTTOM}{where} are read when the return arrives, but they are not checked here",
        count=f"IF(COUNTA({below})>0,1,0)",
        place=f'"{_records(cells)}!B{_BOTTOM + 1}"',
    )
