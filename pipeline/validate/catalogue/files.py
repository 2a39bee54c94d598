"""Checks of a file as a whole, of its sheets, and of what stands in it beside the answers."""

from __future__ import annotations

from dataclasses import replace

from pipeline.personal import A_LINK
from pipeline.template.layout import COVER
from pipeline.validate.catalogue.check import ERROR, NOTE, QUERY, Check, file_check, locked_check

_CAVEATS = next(item.label for item in COVER if item.name == "caveats")

UNREADABLE = file_check("unreadable", ERROR, saw="{reason}", fix="{advice}")
LOCKED = file_check("locked", ERROR, saw="{reason}", fix="{advice}")
MACROS = file_check("macros", NOTE, saw="macros", fix="They were not run; send a workbook without them.")
EXTERNAL_LINKS = file_check("external_links", NOTE, saw="links to other workbooks", fix="They were not followed.")
CONNECTIONS = file_check("connections", NOTE, saw="connections to other data", fix="They were not followed.")
EMBEDDED_OBJECTS = file_check("embedded_objects", NOTE, saw="embedded objects", fix="They were not read.")
PICTURES = file_check(
    "pictures", NOTE, saw="pictures", fix="They were not looked at: take out any that shows a record."
)
NAMES_IN_PROPERTIES = file_check(
    "names_in_properties",
    NOTE,
    saw="somebody's name, it seems, as {properties}",
    fix="It was not read or passed on. File > Info > Check for Issues > Inspect Document takes it out.",
)
PIVOT_TABLES = file_check(
    "pivot_tables", NOTE, saw="pivot tables, which may hold the data behind them", fix="Take them out."
)
HIDDEN_SHEETS = file_check(
    "hidden_sheets",
    NOTE,
    saw="hidden sheets ({sheets})",
    fix="They were not read: records belong on the sheet Records.",
)
HIDDEN_RECORDS = file_check("hidden_records", NOTE, saw="the sheet of records hidden", fix="It was read; unhide it.")
HIDDEN_ROWS = file_check("hidden_rows", NOTE, saw="hidden rows", fix="They were read like all others.")
HIDDEN_COLUMNS = file_check(
    "hidden_columns", NOTE, saw="hidden columns ({columns})", fix="They were read like all others."
)
FILTERED = file_check("filtered", NOTE, saw="a filter left on", fix="Every row was read, shown or not.")
FORMULAS = file_check("formulas", NOTE, saw="{count} formulas", fix="Their last results were read.")
COLOURED_CELLS = Check(
    "coloured_cells",
    NOTE,
    saw="empty cells that are coloured in",
    fix="A colour is not read as an answer: write into the cells.",
    intake_only="a formula sees what a cell holds, and not how it is formatted or coloured",
)
COMMENTS = file_check("comments", NOTE, saw="cell comments", fix="They were not read: write into the cells.")
MERGED_CELLS = file_check(
    "merged_cells",
    QUERY,
    saw="merged cells",
    expected="one answer in each cell",
    fix="Only the first cell of each was read; unmerge them and fill every cell.",
)
WEB_ADDRESS = file_check(
    "web_address", NOTE, saw=A_LINK, fix="It was not followed; take it out if it leads to anybody's record."
)
OLD_TEMPLATE = locked_check(
    "template_version",
    NOTE,
    saw="a template of version {theirs}",
    expected="the template of {quarter} (version {ours})",
    fix="It was read as it is; use the newest template next time.",
)
# The same of a return that is sent back, because not every question of today's template is in it.
OLD_TEMPLATE_REFUSED = replace(
    OLD_TEMPLATE, severity=ERROR, fix="Ask for the template of this quarter and copy your rows into it."
)
NO_MANIFEST = locked_check(
    "no_manifest",
    NOTE,
    saw="no mark of its template",
    fix="Use the template as it was sent, so that its version is known.",
)
MAY_BE_CUT_OFF = file_check(
    "may_be_cut_off",
    ERROR,
    saw="a sheet that ends in row {row:,}, the last that a sheet can have",
    fix="It may be cut off: compare it with the system it came from, and send what is missing.",
)
NO_RECORDS_SHEET = locked_check(
    "no_records_sheet",
    ERROR,
    saw="no sheet called '{title}'; found {sheets}",
    expected="a sheet called '{title}'",
    fix="Has it been renamed? Ask for the original, or rename it back.",
)
SEVERAL_RECORDS_SHEETS = locked_check(
    "several_records_sheets",
    ERROR,
    saw="records on more than one sheet: {sheets}",
    expected="every record on the sheet '{title}'",
    fix="Put all rows on one sheet and delete the other.",
)
SHEET_RENAMED = locked_check(
    "sheet_renamed", NOTE, saw="a sheet called {name}", fix="Read as '{title}'; rename it back."
)
RECORDS_ELSEWHERE = file_check(
    "records_elsewhere",
    ERROR,
    saw="records on {places} that are not under the headings of '{records}'",
    expected="every record under the headings of '{records}'",
    fix="If they belong to this return, copy them under the headings of the sheet Records; in any case take them out"
    "{out_of}",
)
SHEET_NOT_READ = file_check(
    "sheet_not_read",
    NOTE,
    saw="a sheet of your own with {cells}",
    fix="It was not read. Any records on it belong on the sheet Records; those of another return in its own workbook.",
)
WORDS_NOT_READ = file_check(
    "words_not_read",
    NOTE,
    saw="something that stands beside the answers",
    fix=f"It was not read: write into the cells that are asked for, or under '{_CAVEATS}' on the Cover sheet.",
)
