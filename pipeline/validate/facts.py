"""What else a workbook holds besides answers: noted, so that nobody wonders whether it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.definition import Form, Severity
from pipeline.read import PEOPLE, Workbook, cell_position
from pipeline.template.layout import EXAMPLE_ROW, FIX_LIST_SHEET
from pipeline.validate.finding import Finding, cell_spans, row_spans, spans
from pipeline.validate.header import Header
from pipeline.validate.personal import web_addresses
from pipeline.validate.template_parts import OUR_SHEETS


def noted(workbook: Workbook, form: Form, header: Header, version: str, records: Collection[int]) -> list[Finding]:
    """Notes and queries about the file, its sheets and the template it was made from; ``records`` are its rows."""
    sheet, facts = header.sheet, workbook.facts
    hidden = [
        each.name
        for each in workbook.sheets
        if not each.visible and each.name != sheet.name and each.folded_name not in OUR_SHEETS
    ]
    ours = workbook.sheet(FIX_LIST_SHEET) is not None  # a marked-up return, whose comments are our own
    people = [PEOPLE[each] for each in workbook.properties if each in PEOPLE]
    within = [row for row in sheet.hidden_rows if row > header.row]
    said = [
        (facts.macros, "macros", "", "macros", "They were not run; send a workbook without them."),
        (facts.external_links, "external_links", "", "links to other workbooks", "They were not followed."),
        (facts.connections, "connections", "", "connections to other data", "They were not followed."),
        (facts.embedded_objects, "embedded_objects", "", "embedded objects", "They were not read."),
        (facts.pictures, "pictures", "", "pictures", "They were not looked at: take out any that shows a record."),
        (
            people,
            "names_in_properties",
            "",
            f"somebody's name, it seems, as {', '.join(people)}",
            "It was not read or passed on. File > Info > Check for Issues > Inspect Document takes it out.",
        ),
        (facts.pivot_caches, "pivot_tables", "", "pivot tables, which may hold the data behind them", "Take them out."),
        (
            hidden,
            "hidden_sheets",
            "",
            f"hidden sheets ({', '.join(hidden)})",
            "They were not read: records belong on the sheet Records.",
        ),
        (not sheet.visible, "hidden_records", "", "the sheet of records hidden", "It was read; unhide it."),
        (within, "hidden_rows", row_spans(within), "hidden rows", "They were read like all others."),
        (
            sheet.hidden_columns,
            "hidden_columns",
            "",
            f"hidden columns ({', '.join(sheet.hidden_columns)})",
            "They were read like all others.",
        ),
        (sheet.filtered, "filtered", "", "a filter left on", "Every row was read, shown or not."),
        (sheet.formula_count, "formulas", "", f"{sheet.formula_count} formulas", "Their last results were read."),
    ]
    findings = [
        Finding(Severity.NOTE, rule, sheet.name if cell or rule in _OF_RECORDS else "", cell, "", "", saw, "", (), fix)
        for present, rule, cell, saw, fix in said
        if present
    ]
    if not ours and (cells := _coloured(header, set(records))):
        findings.append(
            Finding(
                Severity.NOTE,
                "coloured_cells",
                sheet.name,
                ", ".join(cells),
                "",
                "",
                "empty cells that are coloured in",
                "",
                (),
                "A colour is not read as an answer: write into the cells.",
            )
        )
    if not ours:
        findings += _commented(facts.comments)
    merged = [each for each in sheet.merged if cell_position(each.rpartition(":")[2])[0] >= header.row]
    if merged:  # a title above the headings may be merged as it likes
        findings.append(
            Finding(
                Severity.QUERY,
                "merged_cells",
                sheet.name,
                ", ".join(merged),
                "",
                "",
                "merged cells",
                "one answer in each cell",
                (),
                "Only the first cell of each was read; unmerge them and fill every cell.",
            )
        )
    findings += old_template(form, version, Severity.NOTE)
    if not version:
        findings.append(
            Finding(
                Severity.NOTE,
                "no_manifest",
                "",
                "",
                "",
                "",
                "no mark of its template",
                "",
                (),
                "Use the template as it was sent, so that its version is known.",
            )
        )
    return [*findings, *web_addresses(workbook)]


def old_template(form: Form, version: str, severity: Severity = Severity.ERROR) -> list[Finding]:
    """What is said of a template of another version: a note where every question is in it, else part of a refusal."""
    if not version or version == form.version:
        return []
    fix = "It was read as it is; use the newest template next time."
    if severity is Severity.ERROR:
        fix = "Ask for the template of this quarter and copy your rows into it."
    return [
        Finding(
            severity,
            "template_version",
            "",
            "",
            "",
            "",
            f"a template of version {version}",
            f"the template of {form.quarter} (version {form.version})",
            (),
            fix,
        )
    ]


def _commented(places: Collection[str]) -> Iterator[Finding]:
    """A note for each sheet whose cells have comments, with the cells as ranges."""
    cells: dict[str, list[str]] = {}
    for place in places:
        name, _, cell = place.rpartition("!")
        cells.setdefault(name, []).append(cell)
    for name, found in cells.items():
        # Of a sheet that the file does not list there is no place to name.
        where = ", ".join(cell_spans(found)) if name else ""
        yield Finding(
            Severity.NOTE,
            "comments",
            name,
            where,
            "",
            "",
            "cell comments",
            "",
            (),
            "They were not read: write into the cells.",
        )


def _coloured(header: Header, records: set[int]) -> list[str]:
    """Coloured cells where answers are asked, as ranges."""
    # What the template colours itself stands above the first record, wherever its headings have gone.
    places = [at for name in header.sheet.coloured if (at := cell_position(name))[0] > EXAMPLE_ROW]
    columns = sorted(header.columns.values())
    return [
        each
        for column in columns
        for each in spans((row for row, at in places if at == column + 1 and row in records), column + 1)
    ]


_OF_RECORDS = {"hidden_columns", "filtered", "formulas"}
