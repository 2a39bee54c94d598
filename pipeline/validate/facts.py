"""What else a workbook holds besides answers: noted, so that nobody wonders whether it was read."""

from __future__ import annotations

from pipeline.definition import Form, Severity
from pipeline.layout import FIX_LIST_SHEET, LISTS_SHEET, MANIFEST_SHEET
from pipeline.read import Workbook
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header
from pipeline.validate.ledger import row_spans


def noted(workbook: Workbook, form: Form, header: Header, version: str) -> list[Finding]:
    """Notes and queries about the file, its sheets and the template it was made from."""
    sheet, facts = header.sheet, workbook.facts
    hidden = [
        each.name for each in workbook.sheets if not each.visible and each.name not in (LISTS_SHEET, MANIFEST_SHEET)
    ]
    ours = workbook.sheet(FIX_LIST_SHEET) is not None  # a marked-up return, whose comments are our own
    within = [row for row in sheet.hidden_rows if row > header.row]
    said = [
        (facts.macros, "macros", "", "macros", "They were not run; send a workbook without them."),
        (facts.external_links, "external_links", "", "links to other workbooks", "They were not followed."),
        (facts.connections, "connections", "", "connections to other data", "They were not followed."),
        (facts.embedded_objects, "embedded_objects", "", "embedded objects", "They were not read."),
        (facts.pivot_caches, "pivot_tables", "", "pivot tables, which may hold the data behind them", "Take them out."),
        (facts.comments and not ours, "comments", "", "cell comments", "They were not read: write into the cells."),
        (hidden, "hidden_sheets", "", f"hidden sheets ({', '.join(hidden)})", "They were not read; delete them."),
        (within, "hidden_rows", row_spans(within), "hidden rows", "They were read like all others."),
        (sheet.hidden_columns, "hidden_columns", "", f"hidden columns ({', '.join(sheet.hidden_columns)})",
         "They were read like all others."),
        (sheet.filtered, "filtered", "", "a filter left on", "Every row was read, shown or not."),
        (sheet.formula_count, "formulas", "", f"{sheet.formula_count} formulas", "Their last results were read."),
    ]  # fmt: skip
    findings = [
        Finding(Severity.NOTE, rule, sheet.name if cell or rule in _OF_RECORDS else "", cell, "", "", saw, "", (), fix)
        for present, rule, cell, saw, fix in said
        if present
    ]
    if sheet.merged:
        findings.append(Finding(Severity.QUERY, "merged_cells", sheet.name, ", ".join(sheet.merged), "", "",
                                "merged cells", "one answer in each cell", (),
                                "Only the first cell of each was read; unmerge them and fill every cell."))  # fmt: skip
    if version and version != form.version:
        findings.append(Finding(Severity.QUERY, "template_version", "", "", "", "", "a template of another version",
                                f"version {form.version}", (),
                                "It was read as it is; use the newest template next time."))  # fmt: skip
    if not version:
        findings.append(Finding(Severity.NOTE, "no_manifest", "", "", "", "", "no mark of its template",
                                "", (), "Use the template as it was sent, so that its version is known."))  # fmt: skip
    return findings


_OF_RECORDS = {"hidden_columns", "filtered", "formulas"}
