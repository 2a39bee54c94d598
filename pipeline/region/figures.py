"""The figures of a regional edition as files to take away, beside its pages: one long table, as a report has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import listed
from pipeline.region.folder import Region
from pipeline.region.frame import COLUMNS, frame
from pipeline.region.model import RegionResult
from pipeline.report.figures import SHEET
from pipeline.report.long_table import WRITERS, Cover
from pipeline.report.query.reported import TABLE, Vouched
from pipeline.store.reports import FIGURES
from pipeline.store.sealed import unsealed
from pipeline.store.workspace import write_atomically


def write_figures(region: Region, result: RegionResult) -> list[Path]:
    """Write the files of the edition's figures beside its pages; gives where."""
    folder, table = region.reports(Quarter.parse(result.quarter)), frame(result)
    cover = Cover(f"Figures of {result.region}, {result.quarter}", list(_about(result)), SHEET)
    paths = [folder / name for name in FIGURES]
    return [write_atomically(each, WRITERS[each.suffix](table, COLUMNS, cover)) for each in paths]


def made_as(region: Region, folder: Path, quarter: Quarter) -> Vouched:
    """What the table of a regional edition was when it was made, as the region keeps it; see `Vouched`."""
    try:
        files = unsealed(region.made_from(quarter).read_bytes())["files"]
        return Vouched(files[(folder / TABLE).relative_to(region.root).as_posix()])
    except (OSError, ValueError, KeyError, TypeError):
        return Vouched(why_not="it was never made to its end, or what is kept of it is damaged. Run the quarter again.")


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
