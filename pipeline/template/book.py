"""A template as one workbook, empty or filled."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.calendar.bank_holidays import bank_holidays_of
from pipeline.definition import CodeList, Form, OneCode
from pipeline.definition.excel import HOLIDAYS
from pipeline.partnership.bodies import name_of, took_over
from pipeline.template import checks_sheet, cover, guidance, layout, ready, records, volumes
from pipeline.template.repeated_formulas import BlankResults, EndedRows, RepeatedFormulas
from pipeline.template.styles import Styles
from pipeline.template.volumes import Row


@dataclass(frozen=True)
class Filling:
    """
    What is written into a template: values by field name, Cover answers by item, one line a row of Volumes.

    ``beside``: the rows of its further sheets of records, by the code of the view.
    ``previous_volumes``: the lines of the quarter before, for comparison; without them there are no such columns.
    ``previous_by``: the body that returned them, where it was another. ``told``: a sentence on what it comes filled
    with, for its Cover and its guidance.
    """

    rows: Sequence[Row] = ()
    cover: Mapping[str, object] = field(default_factory=dict)
    volumes: Sequence[Row] = ()
    previous_volumes: Sequence[Row] = ()
    previous_by: str = ""
    beside: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    told: str = ""


EMPTY = Filling()


def sheet_kinds(form: Form) -> dict[str, type[Worksheet] | None]:
    """The sheets of the workbook of ``form``, in order, each with what kind it is."""
    return {
        layout.COVER_SHEET: None,
        **{each.sheet: EndedRows for each in form.sheets},
        **({layout.VOLUMES_SHEET: None} if form.volumes is not None else {}),
        layout.READY_SHEET: BlankResults,
        layout.GUIDANCE_SHEET: None,
        layout.LISTS_SHEET: None,
        **{layout.checks_sheet(each): RepeatedFormulas for each in form.sheets},
        layout.MANIFEST_SHEET: None,
    }


def workbook(form: Form, agency_code: str, filling: Filling = EMPTY, *, synthetic: bool = False) -> bytes:
    """The workbook that ``agency_code`` fills in for ``form``; the same arguments give the same bytes."""
    told = " ".join(filter(None, (took_over(agency_code, form.quarter), filling.told)))
    return built(form, agency_code, name_of(agency_code), filling, synthetic=synthetic, told=told)


def built(form: Form, code: str, name: str, filling: Filling, *, synthetic: bool, told: str = "") -> bytes:
    """
    The workbook, with ``code`` and ``name`` written as they are given (a master's are placeholders).

    ``told``: a sentence for this agency alone.
    """
    stream = io.BytesIO()
    with started(stream, form) as book:
        styles = Styles(book)
        sheets = {name: book.add_worksheet(name, kind) for name, kind in sheet_kinds(form).items()}
        names = lists(book, form)
        cover.write(
            sheets[layout.COVER_SHEET],
            styles,
            form,
            code=code,
            name=name,
            names=names,
            answers=filling.cover,
            synthetic=synthetic,
            told=told,
        )
        worked = {each: checks_sheet.write(book, each) for each in form.sheets}
        for each, workings in worked.items():
            rows = filling.rows if each is form else filling.beside.get(each.view.code, ())
            records.write(sheets[each.sheet], styles, each, names=names, rows=rows, workings=workings)
        if form.volumes is not None:
            volumes.write(
                sheets[layout.VOLUMES_SHEET],
                styles,
                form,
                lines=filling.volumes,
                previous=filling.previous_volumes,
                previous_by=filling.previous_by,
            )
        begun = bool(filling.rows or filling.cover or any(filling.beside.values()))
        ready.write(sheets[layout.READY_SHEET], styles, tuple(worked.values()), begun)
        guidance.write(sheets[layout.GUIDANCE_SHEET], styles, form, told)
        _manifest(book, form, code, synthetic)
    return stream.getvalue()


def started(stream: io.BytesIO, form: Form) -> Workbook:
    """A new workbook for ``form`` in which text stays text, whatever it begins with."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(
        {
            "title": f"{form.audit.code} return, {form.quarter}",
            "author": "Safeguarding board",
            "comments": "",
            "created": datetime(2000, 1, 1),
        }
    )
    book.set_calc_mode("auto")
    return book


def lists(book: Workbook, form: Form) -> dict[CodeList, str]:
    """Write the code lists to their hidden sheet; gives each its defined name (a typed list ends at 255 characters)."""
    sheet = book.get_worksheet_by_name(layout.LISTS_SHEET)
    offered = [layout.RETURN_TYPES, layout.SAMPLING_METHODS]
    offered += [each.codes for sheet in form.sheets for each in sheet.fields if isinstance(each, OneCode)]
    names: dict[CodeList, str] = {}
    for codes in offered:
        if codes in names:
            continue
        column = 2 * len(names)
        names[codes] = f"list_{len(names)}_{codes.name}"
        sheet.write_string(0, column, codes.name)
        for row, code in enumerate(codes, start=1):
            sheet.write_string(row, column, code.shown)
            sheet.write_string(row, column + 1, code.label)
        _name_list(book, names[codes], column, len(codes.codes))
    column = 2 * len(names)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, column, "Bank holidays")
    dates = bank_holidays_of(form.quarter).astype(object)
    for row, holiday in enumerate(dates, start=1):
        sheet.write_datetime(row, column, holiday, day)
    _name_list(book, HOLIDAYS, column, len(dates))
    sheet.hide()
    sheet.protect()
    return names


def _name_list(book: Workbook, name: str, column: int, length: int) -> None:
    letter = xlsxwriter.utility.xl_col_to_name(column)
    book.define_name(name, f"={layout.LISTS_SHEET}!${letter}$2:${letter}${length + 1}")


def _manifest(book: Workbook, form: Form, code: str, synthetic: bool) -> None:
    sheet = book.get_worksheet_by_name(layout.MANIFEST_SHEET)
    lines = {
        "audit": form.audit.code,
        "view": form.view.code,
        "agency": code,
        "quarter": str(form.quarter),
        "version": form.version,
        # A board's words may be edited while its templates are out.
        **{f"{layout.QUESTION}{each.name}": each.label for sheet in form.sheets for each in sheet.fields},
        **({"synthetic": "yes"} if synthetic else {}),
    }
    for row, (name, value) in enumerate(lines.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.protect()
    sheet.very_hidden()
