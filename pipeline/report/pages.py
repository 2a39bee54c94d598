"""The pages of a report: a notebook each, executed side by side, with what stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError
from pipeline.page.provenance import about
from pipeline.progress import Progress
from pipeline.report.execute import run
from pipeline.report.html import Link, Page
from pipeline.report.job import Job
from pipeline.report.manifest import Facts, Report
from pipeline.report.parameters import Parameter
from pipeline.results.agency import agency_result, pack_page, packs

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


@dataclass(frozen=True)
class Planned:
    """
    One page: its file, the notebook that it is made from, its title, and its label in the menu.

    ``agency`` or ``audit``: the code of the one that it is of, where the notebook makes a page for each.
    """

    file: str
    notebook: str
    title: str
    label: str
    agency: str = ""
    audit: str = ""

    @property
    def name(self) -> str:
        """What its executed notebook is called, and its workbook of tables."""
        return Path(self.file).stem if self.parameters else self.notebook

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What its notebook is asked for beside the quarter, the edition and the workspace."""
        return {name: code for name, code in (("agency", self.agency), ("audit", self.audit)) if code}

    @property
    def tables(self) -> str:
        """The workbook of its tables."""
        return f"{self.name}-tables.xlsx"


def pages(report: Report, facts: Facts, workers: int, progress: Progress) -> list[str]:
    """
    Make every page of the report, and the workbook of its tables; gives their files.

    Raises: PipelineError -- naming the pages that could not be made; the others are there.
    """
    planned = _planned(report)
    jobs = [_job(report, facts, each, planned) for each in planned]
    outcomes = run(jobs, workers, progress=progress)
    failed = [f"{each.job.output.name}: {each.error}" for each in outcomes if each.error]
    if failed:
        raise PipelineError("Some pages could not be made; the others are there. " + " ".join(failed))
    return [name for each in planned for name in (each.file, each.tables)]


def _planned(report: Report) -> list[Planned]:
    quarter = report.quarter
    return [
        Planned("index.html", "overview", f"Overview, {quarter}", "Overview"),
        Planned("intake.html", "intake", f"Returns, {quarter}", "Returns"),
        *(
            Planned(f"{code.lower()}.html", "audit", f"{audit.title}, {quarter}", code, audit=code)
            for code, audit in ALL.items()
            if not report.audits or code in report.audits
        ),
        Planned("method.html", "method", f"Method, {quarter}", "Method"),
        *(
            Planned(pack_page(code), "pack", f"{agency_result(report.result, code).name}, {quarter}", "", agency=code)
            for code in packs(report.result)
        ),
    ]


def _job(report: Report, facts: Facts, page: Planned, planned: list[Planned]) -> Job:
    workspace, result, quarter = report.workspace, report.result, report.quarter
    executed = workspace.processed / "notebooks" / quarter.folder / result.edition
    asked: dict[str, Parameter] = {
        "quarter": quarter.folder,
        "edition": result.edition,
        "root": str(workspace.root.resolve()),
    }
    # An agency's page goes out alone: it leads to no page that names others.
    menu = [] if page.agency else [each for each in planned if not each.agency]
    linked = () if page.agency else report.linked
    readers = f"{page.title.rpartition(',')[0]}, and {result.readers[:1].lower()}{result.readers[1:]}"
    return Job(
        notebook=NOTEBOOKS / f"{page.notebook}.ipynb",
        output=executed / f"{page.name}.ipynb",
        parameters={**asked, **page.parameters},
        html=report.folder / page.file,
        context=Page(
            title=page.title,
            quarter=str(quarter),
            edition=result.edition_title,
            marking=result.marking,
            synthetic=result.synthetic,
            approved_by=report.approved_by,
            nav=tuple(Link(each.label, each.file, each is page) for each in menu),
            earlier=tuple(
                Link(each, f"../../{Quarter.parse(each).folder}/{result.edition}/index.html") for each in linked
            ),
            stamp=result.stamp,
            tables=page.tables,
            details=about(result, facts, page.agency),
            about=(f"For: {readers if page.agency else result.readers}.", result.edition_rule),
        ),
    )
