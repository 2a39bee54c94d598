"""Checks of a file as a whole, of its sheets, and of what stands in it beside the answers."""

from __future__ import annotations

from pipeline.personal import A_LINK
from pipeline.template.layout import COVER, RECORDS_SHEET
from pipeline.validate.catalogue.check import ERROR, INSIDE_THE_FILE, LOCKED_SHEETS, NOTE, QUERY, Check

_CAVEATS = next(item.label for item in COVER if item.name == "caveats")

UNREADABLE = Check(
    "unreadable",
    ERROR,
    title="unreadable",
    saw="{reason}",
    fix="{advice}",
    intake_only=INSIDE_THE_FILE,
)
LOCKED = Check(
    "locked",
    ERROR,
    title="locked",
    saw="{reason}",
    fix="{advice}",
    intake_only=INSIDE_THE_FILE,
)
MACROS = Check(
    "macros",
    NOTE,
    title="macros",
    saw="macros",
    fix="They were not run; send a workbook without them.",
    intake_only=INSIDE_THE_FILE,
)
EXTERNAL_LINKS = Check(
    "external_links",
    NOTE,
    title="external links",
    saw="links to other workbooks",
    fix="They were not followed.",
    intake_only=INSIDE_THE_FILE,
)
CONNECTIONS = Check(
    "connections",
    NOTE,
    title="connections",
    saw="connections to other data",
    fix="They were not followed.",
    intake_only=INSIDE_THE_FILE,
)
EMBEDDED_OBJECTS = Check(
    "embedded_objects",
    NOTE,
    title="embedded objects",
    saw="embedded objects",
    fix="They were not read.",
    intake_only=INSIDE_THE_FILE,
)
PICTURES = Check(
    "pictures",
    NOTE,
    title="pictures",
    saw="pictures",
    fix="They were not looked at: take out any that shows a record.",
    intake_only=INSIDE_THE_FILE,
)
NAMES_IN_PROPERTIES = Check(
    "names_in_properties",
    NOTE,
    title="names in properties",
    saw="somebody's name, it seems, as {properties}",
    fix="It was not read or passed on. File > Info > Check for Issues > Inspect Document takes it out.",
    intake_only=INSIDE_THE_FILE,
)
PIVOT_TABLES = Check(
    "pivot_tables",
    NOTE,
    title="pivot tables",
    saw="pivot tables, which may hold the data behind them",
    fix="Take them out.",
    intake_only=INSIDE_THE_FILE,
)
HIDDEN_SHEETS = Check(
    "hidden_sheets",
    NOTE,
    title="hidden sheets",
    saw="hidden sheets ({sheets})",
    fix="They were not read: records belong on the sheet Records.",
    intake_only=INSIDE_THE_FILE,
)
HIDDEN_RECORDS = Check(
    "hidden_records",
    NOTE,
    title="hidden records",
    saw="the sheet of records hidden",
    fix="It was read; unhide it.",
    intake_only=INSIDE_THE_FILE,
)
HIDDEN_ROWS = Check(
    "hidden_rows",
    NOTE,
    title="hidden rows",
    saw="hidden rows",
    fix="They were read like all others.",
    intake_only=INSIDE_THE_FILE,
)
HIDDEN_COLUMNS = Check(
    "hidden_columns",
    NOTE,
    title="hidden columns",
    saw="hidden columns ({columns})",
    fix="They were read like all others.",
    intake_only=INSIDE_THE_FILE,
)
FILTERED = Check(
    "filtered",
    NOTE,
    title="filtered",
    saw="a filter left on",
    fix="Every row was read, shown or not.",
    intake_only=INSIDE_THE_FILE,
)
FORMULAS = Check(
    "formulas",
    NOTE,
    title="formulas",
    saw="{count} formulas",
    fix="Their last results were read.",
    intake_only=INSIDE_THE_FILE,
)
COLOURED_CELLS = Check(
    "coloured_cells",
    NOTE,
    title="coloured cells",
    saw="empty cells that are coloured in",
    fix="A colour is not read as an answer: write into the cells.",
    intake_only="a formula sees what a cell holds, and not how it is formatted or coloured",
)
COMMENTS = Check(
    "comments",
    NOTE,
    title="comments",
    saw="cell comments",
    fix="They were not read: write into the cells.",
    intake_only=INSIDE_THE_FILE,
)
MERGED_CELLS = Check(
    "merged_cells",
    QUERY,
    title="merged cells",
    saw="merged cells",
    expected="one answer in each cell",
    fix="Only the first cell of each was read; unmerge them and fill every cell.",
    intake_only=INSIDE_THE_FILE,
)
WEB_ADDRESS = Check(
    "web_address",
    NOTE,
    title="web address",
    saw=A_LINK,
    fix="It was not followed; take it out if it leads to anybody's record.",
    intake_only=INSIDE_THE_FILE,
)
OLD_TEMPLATE = Check(
    "template_version",
    NOTE,
    title="template version",
    saw="a template of version {theirs}",
    expected="the template of {quarter} (version {ours})",
    fix="It was read as it is; use the newest template next time.",
    intake_only=LOCKED_SHEETS,
)
# The same of a return that is sent back, because not every question of today's template is in it.
OLD_TEMPLATE_REFUSED = Check(
    "template_version",
    ERROR,
    title="template version",
    saw="a template of version {theirs}",
    expected="the template of {quarter} (version {ours})",
    fix="Ask for the template of this quarter and copy your rows into it.",
    intake_only=LOCKED_SHEETS,
)
NO_MANIFEST = Check(
    "no_manifest",
    NOTE,
    title="no manifest",
    saw="no mark of its template",
    fix="Use the template as it was sent, so that its version is known.",
    intake_only=LOCKED_SHEETS,
)
MAY_BE_CUT_OFF = Check(
    "may_be_cut_off",
    ERROR,
    title="may be cut off",
    saw="a sheet that ends in row {row:,}, the last that a sheet can have",
    fix="It may be cut off: compare it with the system it came from, and send what is missing.",
    intake_only=INSIDE_THE_FILE,
)
NO_RECORDS_SHEET = Check(
    "no_records_sheet",
    ERROR,
    title="no records sheet",
    saw=f"no sheet called '{RECORDS_SHEET}'; found {{sheets}}",
    expected=f"a sheet called '{RECORDS_SHEET}'",
    fix="Has it been renamed? Ask for the original, or rename it back.",
    intake_only=LOCKED_SHEETS,
)
SEVERAL_RECORDS_SHEETS = Check(
    "several_records_sheets",
    ERROR,
    title="several records sheets",
    saw="records on more than one sheet: {sheets}",
    expected=f"every record on the sheet '{RECORDS_SHEET}'",
    fix="Put all rows on one sheet and delete the other.",
    intake_only=LOCKED_SHEETS,
)
SHEET_RENAMED = Check(
    "sheet_renamed",
    NOTE,
    title="sheet renamed",
    saw="a sheet called {name}",
    fix=f"Read as '{RECORDS_SHEET}'; rename it back.",
    intake_only=LOCKED_SHEETS,
)
RECORDS_ELSEWHERE = Check(
    "records_elsewhere",
    ERROR,
    title="records elsewhere",
    saw="records on {places} that are not under the headings of '{records}'",
    expected="every record under the headings of '{records}'",
    fix="If they belong to this return, copy them under the headings of the sheet Records; in any case take them out"
    "{out_of}",
    intake_only=INSIDE_THE_FILE,
)
SHEET_NOT_READ = Check(
    "sheet_not_read",
    NOTE,
    title="sheet not read",
    saw="a sheet of your own with {cells}",
    fix="It was not read. Any records on it belong on the sheet Records.",
    intake_only=INSIDE_THE_FILE,
)
WORDS_NOT_READ = Check(
    "words_not_read",
    NOTE,
    title="words not read",
    saw="something that stands beside the answers",
    fix=f"It was not read: write into the cells that are asked for, or under '{_CAVEATS}' on the Cover sheet.",
    intake_only=INSIDE_THE_FILE,
)
