"""The pages and tables of a regional edition: a notebook each, executed side by side, and their manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import first_few
from pipeline.errors import PipelineError
from pipeline.progress import Progress
from pipeline.region import edition, load
from pipeline.region.folder import EDITION, Region
from pipeline.region.manifest import keep_manifest
from pipeline.region.model import RegionResult
from pipeline.region.page.words import METHOD, area_page, audit_page
from pipeline.report.execute import Outcome, run
from pipeline.report.html import Link, Page
from pipeline.report.job import Job
from pipeline.report.pages import NOTEBOOKS
from pipeline.store.reports import FIGURES

INDEX = "index.html"
_FAILURES = 2  # that are told in full: a disk that is full makes all pages fail
_MOST_SIDE_BY_SIDE = 6  # audits of a menu, by their codes; more are a list, with room for their titles


@dataclass(frozen=True)
class _Planned:
    """One page: its file, its notebook, its title, its label in the menu where it has one, and whose page it is."""

    file: str
    notebook: str
    title: str
    label: str = ""
    audit: str = ""
    area: str = ""


def region_pages(region: Region, result: RegionResult, workers: int, progress: Progress) -> Sequence[Path]:
    """
    Make every page with the workbook of its tables, take away those of an earlier run, and write the manifest.

    Gives every file that was written.
    Raises: PipelineError -- naming the pages that could not be made; the others are there.
    """
    planned = list(_planned(result))
    jobs = [_job(region, result, each, planned) for each in planned]
    with load.handed_over(region, result):
        outcomes = run(jobs, region.own.scratch, workers, progress=progress)
    if failed := [_why(each) for each in outcomes if each.error]:
        raise PipelineError(
            f"Some pages of the region could not be made; the others are there. {first_few(failed, _FAILURES)}"
        )
    pages = [path for job in jobs for path in _files(job)]
    made = {each.name for each in pages}
    for pattern in ("*.html", "*-tables.xlsx"):
        for path in region.reports(Quarter.parse(result.quarter)).glob(pattern):
            if path.name not in made:
                path.unlink()  # an area that is left out now must not stand beside these
    return [*pages, keep_manifest(region, load.edition(result.quarter, str(region.root)), pages)]


def _why(outcome: Outcome) -> str:
    return f"{outcome.job.output.name}: {outcome.error.removeprefix(f'{outcome.job.notebook.name}: ')}"


def _files(job: Job) -> Iterator[Path]:
    assert job.html is not None
    assert job.context is not None
    yield job.html
    yield job.html.with_name(job.context.tables)


def _planned(result: RegionResult) -> Iterator[_Planned]:
    months = Quarter.parse(result.quarter).in_months
    yield _Planned(INDEX, "region", f"{result.region}: is it being done? {months}", "All areas")
    for each in result.audits:
        label = each.code if len(result.audits) <= _MOST_SIDE_BY_SIDE else f"{each.code} {each.title}"
        yield _Planned(audit_page(each.code), "region_audit", each.title, label, audit=each.code)
    yield _Planned(METHOD, "region_method", "How this edition is made", "Method")
    for area in result.areas:
        yield _Planned(area_page(area.key), "region_area", f"{area.area}, {months}", area=area.key)


def _job(region: Region, result: RegionResult, page: _Planned, planned: Sequence[_Planned]) -> Job:
    quarter = Quarter.parse(result.quarter)
    asked = {"quarter": quarter.folder, "root": str(region.root.resolve()), "audit": page.audit, "area": page.area}
    name = Path(page.file).stem
    return Job(
        notebook=NOTEBOOKS / f"{page.notebook}.ipynb",
        output=region.own.processed / "notebooks" / quarter.folder / EDITION / f"{name}.ipynb",
        parameters={name: each for name, each in asked.items() if each},
        html=region.reports(quarter) / page.file,
        context=Page(
            title=page.title,
            quarter=str(quarter),
            months=quarter.in_months,
            edition=edition.TITLE,
            board=result.region,
            marking=edition.MARKING,
            synthetic=result.synthetic,
            approved_by=_approved_by(result),
            nav=tuple(
                Link(each.label, each.file, current=each is page, one_of_many=bool(each.audit))
                for each in planned
                if each.label
            ),
            tables=f"{name}-tables.xlsx",
            figures=FIGURES,
            about=(f"For: {edition.READERS}.", edition.RULE),
        ),
    )


def _approved_by(result: RegionResult) -> str:
    """Who answers for the whole: nobody, while an area's own report is a draft, or an area is left out."""
    if result.left_out or not all(each.approved_by for each in result.areas):
        return ""
    return "each area’s board, in its own report"
