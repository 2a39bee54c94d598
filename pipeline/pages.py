"""The pages of a report: a notebook each, executed side by side, with what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.audits import ALL
from pipeline.errors import PipelineError
from pipeline.manifest import Report
from pipeline.quarter import Quarter
from pipeline.report.execute import Job, run
from pipeline.report.html import Link, Page

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Planned:
    """One page: its file, the notebook that it is made from, its title and its label in the menu."""

    file: str
    notebook: str
    title: str
    label: str


def pages(report: Report, workers: int, progress: Progress) -> list[str]:
    """
    Make every page of the report; gives their files.

    Raises: PipelineError -- naming the pages that could not be made; the others are there.
    """
    planned = _planned(report)
    jobs = [_job(report, each, planned) for each in planned]
    outcomes = run(jobs, workers, progress=lambda each: progress(f"page {each.job.html.name if each.job.html else ''}"))
    failed = [f"{each.job.notebook.name}: {each.error}" for each in outcomes if each.error]
    if failed:
        raise PipelineError("Some pages could not be made; the others are there. " + " ".join(failed))
    return [each.file for each in planned]


def _planned(report: Report) -> list[Planned]:
    quarter = report.quarter
    return [
        Planned("index.html", "overview", f"Overview, {quarter}", "Overview"),
        Planned("intake.html", "intake", f"Returns, {quarter}", "Returns"),
        *(
            Planned(f"{code.lower()}.html", code.lower(), f"{audit.title}, {quarter}", code)
            for code, audit in ALL.items()
            if not report.audits or code in report.audits
        ),
    ]


def _job(report: Report, page: Planned, planned: list[Planned]) -> Job:
    workspace, result, quarter = report.workspace, report.result, report.quarter
    return Job(
        notebook=NOTEBOOKS / f"{page.notebook}.ipynb",
        output=workspace.processed / "notebooks" / quarter.folder / result.edition / f"{page.notebook}.ipynb",
        parameters={"quarter": quarter.folder, "edition": result.edition, "root": str(workspace.root.resolve())},
        html=report.folder / page.file,
        context=Page(
            title=page.title,
            quarter=str(quarter),
            edition=result.edition,
            marking=result.marking,
            synthetic=result.synthetic,
            approved_by=report.approved_by,
            nav=tuple(Link(each.label, each.file, each is page) for each in planned),
            earlier=tuple(
                Link(each, f"../../{Quarter.parse(each).folder}/{result.edition}/index.html") for each in report.linked
            ),
            stamp=result.stamp,
            about=(f"For: {result.readers}.", result.edition_rule),
        ),
    )
