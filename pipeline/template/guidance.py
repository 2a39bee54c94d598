"""The Guidance sheet: every question and standard in words, from the definition."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Form, MultiCode
from pipeline.template.codebook import criteria, questions, sentence
from pipeline.template.styles import LINE, Styles


def write(sheet: Worksheet, styles: Styles, form: Form) -> None:
    """Write the Guidance sheet of ``form``."""
    sheet.hide_gridlines(2)
    for column, width in enumerate((30, 26, 44, 52, 22)):
        sheet.set_column(column, column, width)
    text = styles(text_wrap=True, bottom=1, bottom_color=LINE)
    strong = styles(text_wrap=True, bold=True, bottom=1, bottom_color=LINE)
    section = styles(bold=True, font_size=12)
    sheet.write_string(0, 0, f"{form.audit.title}: guidance", styles.title)
    sheet.merge_range(1, 0, 1, 4, form.audit.purpose, styles(text_wrap=True))
    sheet.set_row(1, 44)
    lines = [f"One row is {form.audit.unit}.", f"Which cases: {form.audit.sampling}", *form.audit.guidance]
    lines += _several(form)
    for offset, line in enumerate(lines):
        sheet.merge_range(2 + offset, 0, 2 + offset, 4, line, styles(text_wrap=True))
    row = 3 + len(lines)
    sheet.write_string(row, 0, "Questions", section)
    row += 1
    for column, heading in enumerate(("Question", "Answer", "When", "Codes and help", "Counts in")):
        sheet.write_string(row, column, heading, styles.header)
    for each in questions(form):
        row += 1
        codes = "\n".join(f"{code} = {label}" for code, label in each.codes)
        sheet.write_string(row, 0, each.label, strong)
        sheet.write(row, 1, sentence(each.kind), text)
        sheet.write(row, 2, each.when, text)
        sheet.write(row, 3, "\n".join(part for part in (each.help, codes) if part), text)
        sheet.write(row, 4, ", ".join(each.standards), text)
    row += 2
    sheet.write_string(row, 0, "Standards that this return counts in", section)
    row += 1
    headings = ("Standard", "Target", "Out of records where", "Counts as met where", "Evidence for")
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, styles.header)
    for standard in criteria(form):
        row += 1
        sheet.write_string(row, 0, f"{standard.id} {standard.title}", strong)
        sheet.write(row, 1, f"{sentence(standard.target)}\n{standard.source}", text)
        left_out = f"\nLeft out: {standard.excluded}" if standard.excluded else ""
        sheet.write(row, 2, f"{standard.out_of}{left_out}", text)
        sheet.write(row, 3, standard.counted, text)
        sheet.write(row, 4, ", ".join(standard.recommendations), text)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _several(form: Form) -> list[str]:
    """How several codes go into one cell, where a question takes them."""
    first = next((field for field in form.fields if isinstance(field, MultiCode)), None)
    if first is None:
        return []
    codes = ";".join(first.codes.values()[:2])
    said = f"Where a question takes several codes, type them into its one cell with a semicolon between them: {codes}."
    return [f"{said} Their order does not matter, nor do blanks beside the semicolon."]
