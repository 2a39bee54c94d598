"""The figures of a regional edition as files to take away, beside its pages: one long table, as a report has."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.calendar.quarter import Quarter
from pipeline.english import listed
from pipeline.region.folder import Region
from pipeline.region.frame import COLUMNS, frame
from pipeline.region.model import RegionResult
from pipeline.report.figures import SHEET
from pipeline.report.long_table import WRITERS, Cover
from pipeline.store.reports import FIGURES
from pipeline.store.workspace import write_atomically


def write_figures(region: Region, result: RegionResult) -> list[str]:
    """Write the files of the edition's figures beside its pages; gives their names."""
    folder, table = region.reports(Quarter.parse(result.quarter)), frame(result)
    cover = Cover(f"Figures of {result.region}, {result.quarter}", list(_about(result)), SHEET)
    for name in FIGURES:
        path = folder / name
        write_atomically(path, WRITERS[path.suffix](table, COLUMNS, cover))
    return list(FIGURES)


def _about(result: RegionResult) -> Iterator[str]:
    yield f"Regional edition, {Quarter.parse(result.quarter)}"
    if result.synthetic:
        yield "SYNTHETIC: every figure was made up."
    if drafts := [each.area for each in result.areas if not each.approved_by]:
        yield f"DRAFT: the board’s report is not yet signed off in {listed(drafts)}."
    if result.left_out:
        yield f"Not in it: {listed([each.folder for each in result.left_out])}."
    yield "Of each area it says what the area’s own board edition says. Areas are never ranked."
    yield f"The sheet {SHEET} has a row for each standard of each area, and of all areas that are added up."
    yield "A hidden count is an empty cell."
