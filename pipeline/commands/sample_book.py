"""The workbook of a sample: what was drawn, the reserve, the weights, and how it was drawn."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from xlsxwriter.workbook import Workbook as Written

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.sample_frame import Frame
from pipeline.store.samples import Method, Sample

Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]


def book(sample: Sample, frame: Frame, rows: Mapping[str, int]) -> bytes:
    """
    The sample as a workbook; of the list itself it holds row numbers and strata, and references that it had already.

    ``rows``: the row of the list of each reference given out.
    """
    named = audits.of(Quarter.parse(sample.quarter))[sample.audit].sampled
    label = named.field.label if named is not None else "Reference"
    reserve = [
        (name, part.name, place, rows[name])
        for part in sample.strata
        for place, name in enumerate(part.reserve, start=1)
    ]
    return _written(
        [
            (
                "Sample",
                (label, "Row of the list", "Stratum", "Replaced by", "Why"),
                [(name, rows[name], part.name, "", "") for part in sample.strata for name in part.drawn],
            ),
            ("Reserve", (label, "Stratum", "Order", "Row of the list"), reserve),
            (
                "Strata",
                ("Stratum", "Listed", "Drawn", "Weight (listed / drawn)"),
                [(each.name, each.listed, len(each.drawn), each.listed / len(each.drawn)) for each in sample.strata],
            ),
            ("How it was drawn", ("What", "How"), _account(sample, frame)),
        ]
    )


def _account(sample: Sample, frame: Frame) -> list[tuple[str, str]]:
    """How the sample was drawn, so that anybody with the list can draw it again."""
    audit = audits.of(Quarter.parse(sample.quarter))[sample.audit]
    method = (
        f"{sample.method}: no sampling error"
        if sample.method is Method.CENSUS
        else (f"at random within each value of {frame.strata!r}" if frame.strata else "at random")
    )
    weights = "None needed, but for rounding."
    if sample.over:
        weights = (
            "Strata are not drawn in proportion: a figure for all cases needs the weights of the sheet Strata. The "
            "report shows it beside the plain one, of the records that come back under these references."
        )
    replaced = (
        "Take the reserve of the same stratum in its order, under its own reference, and say on the sheet Sample which "
        "case it replaces and why."
    )
    return [
        ("Audit", f"{audit.code}, {audit.title}"),
        ("Quarter", sample.quarter),
        ("List", frame.name),
        ("SHA-256 of the list", frame.sha256),
        ("Cases on the list", str(sample.listed)),
        ("Drawn by", f"the order of column {frame.key!r}, whatever the order of the list"),
        ("Method", method),
        ("Drawn more often", ", ".join(sample.over) or "none"),
        ("Size asked for", str(sample.size)),
        ("Seed", str(sample.seed)),
        ("References given out", f"{len(sample.references)}, with the reserve's"),
        ("The sampling that the audit asks for", audit.which_cases(Quarter.parse(sample.quarter))),
        ("Weights", weights),
        ("Replacements", replaced),
    ]


def _written(sheets: Sequence[Sheet]) -> bytes:
    stream = io.BytesIO()
    with Written(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Audit sample", "created": datetime(2000, 1, 1)})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, book.add_format({"bold": True}))
                sheet.set_column(column, column, max(18, len(heading) + 2))
            for line, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    sheet.write(line, column, cell)
            sheet.freeze_panes(1, 0)
    return stream.getvalue()
