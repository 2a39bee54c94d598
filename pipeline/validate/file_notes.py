"""What else a workbook holds besides answers: noted, so that nobody wonders whether it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.definition import Form
from pipeline.read import PEOPLE, Workbook, cell_position
from pipeline.template.layout import EXAMPLE_ROW, FIX_LIST_SHEET
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.files import (
    COLOURED_CELLS,
    COMMENTS,
    CONNECTIONS,
    EMBEDDED_OBJECTS,
    EXTERNAL_LINKS,
    FILTERED,
    FORMULAS,
    HIDDEN_COLUMNS,
    HIDDEN_RECORDS,
    HIDDEN_ROWS,
    HIDDEN_SHEETS,
    MACROS,
    MAY_BE_CUT_OFF,
    MERGED_CELLS,
    NAMES_IN_PROPERTIES,
    NO_MANIFEST,
    OLD_TEMPLATE,
    PICTURES,
    PIVOT_TABLES,
)
from pipeline.validate.finding import Finding, cell_spans, row_spans
from pipeline.validate.header import Header
from pipeline.validate.personal import web_addresses
from pipeline.validate.template_parts import our_sheets

LAST_ROWS = (65_536, 1_048_576)  # where the sheets of old and of today's Excel end


def noted(workbook: Workbook, header: Header, records: Collection[int]) -> list[Finding]:
    """Notes and queries about the file, its sheets and the template it was made from; ``records`` are its rows."""
    sheet, facts = header.sheet, workbook.facts
    whole = header.form.view.beside is None  # the template is told of once, with the first sheet of records
    hidden = [
        each.name
        for each in workbook.sheets
        if not each.visible and each.name != sheet.name and each.folded_name not in our_sheets(header.form)
    ]
    ours = workbook.sheet(FIX_LIST_SHEET) is not None  # a marked-up return, whose comments are our own
    people = [PEOPLE[each] for each in workbook.properties if each in PEOPLE]
    within = [row for row in sheet.hidden_rows if row > header.row]
    coloured = "" if ours else _coloured(header, set(records))
    # A title above the headings may be merged as it likes.
    merged = [each for each in sheet.merged if cell_position(each.rpartition(":")[2])[0] >= header.row]
    ends = [(each.name, len(each.rows)) for each in workbook.sheets]
    of_file = [
        *((row in LAST_ROWS, MAY_BE_CUT_OFF.at(name, f"{row}:{row}", row=row)) for name, row in ends),
        (facts.macros, MACROS.at()),
        (facts.external_links, EXTERNAL_LINKS.at()),
        (facts.connections, CONNECTIONS.at()),
        (facts.embedded_objects, EMBEDDED_OBJECTS.at()),
        (facts.pictures, PICTURES.at()),
        (people, NAMES_IN_PROPERTIES.at(properties=", ".join(people))),
        (facts.pivot_caches, PIVOT_TABLES.at()),
        (hidden, HIDDEN_SHEETS.at(sheets=", ".join(hidden))),
        (not sheet.visible, HIDDEN_RECORDS.at()),
        (within, HIDDEN_ROWS.at(sheet.name, row_spans(within))),
        (sheet.hidden_columns, HIDDEN_COLUMNS.at(sheet.name, columns=", ".join(sheet.hidden_columns))),
        (sheet.filtered, FILTERED.at(sheet.name)),
        (sheet.formula_count, FORMULAS.at(sheet.name, count=sheet.formula_count)),
        (coloured, COLOURED_CELLS.at(sheet.name, coloured)),
        *((not ours, finding) for finding in _commented(facts.comments)),
        (merged, MERGED_CELLS.at(sheet.name, ", ".join(merged))),
        (whole and header.earlier, old_template(OLD_TEMPLATE, header.form, header.version)),
        (whole and not header.version, NO_MANIFEST.at()),
    ]
    return [*(finding for present, finding in of_file if present), *web_addresses(workbook)]


def old_template(check: Check, form: Form, version: str) -> Finding:
    """The finding of ``check`` on a return that came in a template of another version than today's."""
    return check.at(theirs=version, quarter=form.quarter, ours=form.version)


def _commented(places: Collection[str]) -> Iterator[Finding]:
    """A note for each sheet whose cells have comments, with the cells as ranges."""
    cells: dict[str, list[str]] = {}
    for place in places:
        name, _, cell = place.rpartition("!")
        cells.setdefault(name, []).append(cell)
    for name, commented in cells.items():
        # Of a sheet that the file does not list there is no place to name.
        yield COMMENTS.at(name, cell_spans(commented) if name else "")


def _coloured(header: Header, records: set[int]) -> str:
    """Coloured cells where answers are asked, as ranges."""
    # What the template colours itself stands above the first record, wherever its headings have gone.
    below = {row for row in records if row > EXAMPLE_ROW}
    asked = {column + 1 for column in header.columns.values()}
    places = {name: cell_position(name) for name in header.sheet.coloured}
    return cell_spans(name for name, (row, column) in places.items() if row in below and column in asked)
