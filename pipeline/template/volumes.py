"""The Volumes sheet: the whole quarter's activity, month by month; a sample can only be judged against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count as counted_from
from itertools import product

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from pipeline.definition import Form
from pipeline.template import layout
from pipeline.template.styles import GREY, LINE, PALE, Styles, write_headings, write_title
from pipeline.template.text_size import height, lines

Row = Mapping[str, object]
UNKNOWN = "–"
_WIDTH = 14  # characters


def write(
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    lines: Sequence[Row],
    previous: Sequence[Row] = (),
    previous_by: str = "",
) -> None:
    """
    Write the Volumes sheet of ``form``; ``lines`` have month, per and a number for each count.

    ``previous``: the same of the quarter before, shown beside them for comparison; ``previous_by``: whose they are,
    where another body returned them.
    """
    volumes = form.volumes
    if volumes is None:
        return
    write_title(sheet, styles, f"{form.audit.code} {form.quarter}: activity in the whole {form.period.kind}")
    sheet.write_string(
        1, 0, "All activity, and not only what was audited. Leave empty what you do not count.", styles()
    )
    if previous and previous_by:
        sheet.write_string(2, 0, f"What stands at the right, to compare, is what {previous_by} returned.", styles())
    header = layout.VOLUMES_HEADER_ROW - 1
    groups = [(code.code, code.label) for code in volumes.per.codes] if volumes.per else [("", "")]
    grouped = [volumes.per.label, "Meaning"] if volumes.per else []
    first = 1 + len(grouped)  # column with counts
    headings = [layout.time_heading(form), *grouped, *(each.label for each in volumes.counts)]
    fitting = [_fitting(texts) for texts in zip(*groups, strict=True)] if volumes.per else []
    widths = [_WIDTH, *fitting, *(_WIDTH for _ in volumes.counts)]
    write_headings(sheet, styles, header, headings)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    compared = [f"{form.period.before()}: {each.label}" for each in volumes.counts] if previous else []
    sheet.set_row(
        header, height([*zip(headings, widths, strict=True), *((each, _WIDTH) for each in compared)], bold=True)
    )
    filled_in = _by_month_and_group(lines)
    fixed = styles(bg_color=PALE, border=1, border_color=LINE, num_format="@")
    open_cell = styles(locked=False, border=1, border_color=LINE, num_format="0")
    for row, (month, group) in enumerate(product(layout.times_of(form), groups), start=header + 1):
        for column, text in enumerate((month, *group)[:first]):
            sheet.write_string(row, column, text, fixed)
        line = filled_in.get((month, group[0]), {})
        for column, count in enumerate(volumes.counts, start=first):
            value = line.get(count.name)
            sheet.write(row, column, value if isinstance(value, int) else None, open_cell)
    check(sheet, form)
    if previous:
        _write_previous(sheet, styles, form, len(headings), earlier(form, previous))
    sheet.freeze_panes(header + 1, first)
    sheet.protect("", {"format_columns": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _fitting(texts: Sequence[str]) -> int:
    """The width of a column in which each of ``texts`` stands on one line."""
    return next(wide for wide in counted_from(_WIDTH) if all(lines(text, wide) == 1 for text in texts))


def earlier(form: Form, lines: Sequence[Row]) -> dict[tuple[str, str, str], str]:
    """What ``lines`` of the quarter before say, by month, group and count, in the order of the sheet."""
    volumes = form.volumes
    if volumes is None:
        return {}
    before = _by_month_and_group(lines)
    return {
        (month, per, count.name): str(before.get((month, per), {}).get(count.name, UNKNOWN))
        for month in layout.times_of(form, form.period.before())
        for per in (volumes.per.codes.values() if volumes.per else ("",))
        for count in volumes.counts
    }


def _by_month_and_group(lines: Sequence[Row]) -> dict[tuple[object, object], Row]:
    return {(line["month"], line.get("per") or ""): line for line in lines}


def _write_previous(
    sheet: Worksheet, styles: Styles, form: Form, first: int, texts: Mapping[tuple[str, str, str], str]
) -> None:
    """Write the quarter before beside this one, in grey and as text: it is there to compare, and is not read back."""
    assert form.volumes is not None  # as `write` has seen; tells the type checker
    before, top = form.period.before(), layout.VOLUMES_HEADER_ROW
    look = styles(font_color=GREY, bg_color=PALE, border=1, border_color=LINE, align="right")
    heading = styles(text_wrap=True, font_color=GREY, bg_color=PALE, border=1, border_color=LINE)
    counts = form.volumes.counts
    sheet.write_string(
        top - 1,
        first,
        f"{layout.time_heading(form)} of {before}, to compare" if form.volumes.monthly else f"{before}, to compare",
        heading,
    )
    for place, count in enumerate(counts, start=first + 1):
        sheet.write_string(top - 1, place, f"{before}: {count.label}", heading)
    sheet.set_column(first, first + len(counts), _WIDTH)
    for number, ((month, _, _), text) in enumerate(texts.items()):
        row, place = top + number // len(counts), first + 1 + number % len(counts)
        sheet.write_string(row, first, month, look)
        sheet.write_string(row, place, text, look)
    last = top + len(texts) // len(counts) - 1
    sheet.ignore_errors({"number_stored_as_text": xl_range(top, first, last, first + len(counts))})


def check(sheet: Worksheet, form: Form) -> None:
    """Give the counts their live check."""
    volumes = form.volumes
    assert volumes is not None  # as whoever calls it has seen; tells the type checker
    first, top = 3 if volumes.per else 1, layout.VOLUMES_HEADER_ROW
    lines = len(layout.times_of(form)) * (len(volumes.per.codes.codes) if volumes.per else 1)
    sheet.data_validation(
        top,
        first,
        top + lines - 1,
        first + len(volumes.counts) - 1,
        {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "A whole number is needed",
            "error_message": "Enter a whole number, or leave it empty where you do not count it.",
        },
    )
