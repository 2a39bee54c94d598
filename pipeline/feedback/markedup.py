"""
A return marked up: what was sent, at the same addresses, with every finding on its cell, ready to be mended and sent.

It is built new from the values that were read. Nothing else of the agency's file comes back: no formula, link, macro,
drawing, comment or property; the drop-downs and the live checks, with their formulas, are the template's own.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Form
from pipeline.feedback import dressed, fixlist, sent
from pipeline.feedback.mended import Mended
from pipeline.feedback.places import marks, ordered
from pipeline.feedback.sent import Dress
from pipeline.read import Sheet, Workbook
from pipeline.template import book as template
from pipeline.template import guidance, layout
from pipeline.template.book import sheet_kinds
from pipeline.template.styles import Styles
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header, resolved
from pipeline.validate.tidy import folded
from pipeline.validate.validated import Identity

_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_LONGEST_TITLE = 31


def marked_up(
    identity: Identity, findings: Sequence[Finding], workbook: Workbook, mended: Sequence[Mended] = ()
) -> bytes:
    """The marked-up workbook; the same arguments give the same bytes. ``mended`` ends its fix list."""
    form, listed = identity.form, ordered(findings)
    resolutions = [resolved(workbook, each, identity.approved) for each in form.sheets]
    headers = [each if isinstance(each, Header) else None for each in resolutions]
    found = {each.sheet.name: each for each in headers if each is not None}
    made_new = {each.casefold() for each in (fixlist.TITLE, *layout.own_sheets(form))}
    kept = {each.casefold() for each in (*layout.answer_sheets(form), layout.MANIFEST_SHEET)}
    chosen = _chosen(workbook, found, kept, {each.sheet for each in findings}, made_new)
    checked = dressed.as_in_template(headers, chosen)
    titles, kinds = _titles(chosen, made_new), sheet_kinds(form)
    stream = io.BytesIO()
    with template.started(stream, form) as book:
        styles = Styles(book)
        first = book.add_worksheet(fixlist.TITLE)
        sheets = {each.name: book.add_worksheet(titles[each.name], kinds.get(each.name)) for each in chosen}
        for title in layout.own_sheets(form) if checked else (layout.GUIDANCE_SHEET, layout.LISTS_SHEET):
            book.add_worksheet(title, kinds.get(title))
        guidance.write(book.get_worksheet_by_name(layout.GUIDANCE_SHEET), styles, form)
        names = template.lists(book, form)
        for each in chosen:
            sheet = sheets[each.name]
            marked = marks(listed, each.name, len(each.rows), len(each.rows[0]) if each.rows else 0)
            sent.write(sheet, styles, each, _dress(sheet, styles, each, found.get(each.name), form, names), marked)
        if checked:
            dressed.add_live_checks(book, styles, form, sheets)
        fixlist.write(first, styles, identity.label, listed, titles, mended)
        first.activate()
    return stream.getvalue()


def _chosen(
    workbook: Workbook,
    headers: Mapping[str, Header],
    kept: Collection[str],
    named: Collection[str],
    made_new: Collection[str],
) -> list[Sheet]:
    """The sheets that are read or that a finding names; the rest need not be sent again."""
    # What the template's own checks said of each record is not sent back: it may be so no longer.
    ours = {name: header.sheet for name, header in headers.items()}
    return [
        ours.get(each.name, each)
        for each in workbook.sheets
        if folded(each.name) not in made_new and (folded(each.name) in kept or each.name in named or each.name in ours)
    ]


def _titles(chosen: Sequence[Sheet], made_new: Collection[str]) -> dict[str, str]:
    """What each sheet is called here: as it was, as far as a spreadsheet allows."""
    titles: dict[str, str] = {}
    in_use = set(made_new)
    for each in chosen:
        stem = each.name.translate(_NOT_IN_A_TITLE)[:_LONGEST_TITLE].strip() or "Sheet"
        title, again = stem, 2
        while title.casefold() in in_use:
            title, again = f"{stem[: _LONGEST_TITLE - 4]} {again}", again + 1
        in_use.add(title.casefold())
        titles[each.name] = title
    return titles


def _dress(
    sheet: Worksheet, styles: Styles, each: Sheet, header: Header | None, form: Form, names: dressed.Names
) -> Dress:
    if header is not None:
        return dressed.as_records(sheet, styles, header, names)
    match folded(each.name):
        case "cover":
            return dressed.as_cover(sheet, each, names, form)
        case "volumes":
            return dressed.as_volumes(sheet, each, form)
        case "manifest":
            sheet.very_hidden()
    return Dress()
