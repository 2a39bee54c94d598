"""The stages in order: returns → figures → words → notebooks → pages, and the manifest of what they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import Edition
from pipeline.errors import NoResults, UsageError
from pipeline.intake import Entry, Intake, intake
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.page.sentences import met_of_applicable
from pipeline.progress import Progress, silent
from pipeline.report.manifest import Report, approved_by, keep_manifest, made_from, report_folder, reported
from pipeline.report.pages import pages
from pipeline.results.assemble import quarter_result
from pipeline.results.commentary import unexplained, worded
from pipeline.results.commentary import written as written_words
from pipeline.results.load import save_results
from pipeline.results.model import QuarterResult
from pipeline.store.samples import samples
from pipeline.store.workspace import Workspace, locked


@dataclass(frozen=True)
class RunRequest:
    """
    A quarter's run as it is asked for.

    ``audits``: the codes of the audits whose pages are made (all, where empty). ``stamp``: the date that the pages
    carry (today's, where empty). ``earlier``: the quarters whose reports the pages link to (those that have one, where
    None). ``approved_by``: the role that signs the report off; without one it is a draft, which takes the place of a
    final report only where ``again`` says so.
    """

    quarter: Quarter
    edition: Edition
    audits: Sequence[str] = ()
    workers: int = 2
    stamp: str = ""
    figures_only: bool = False
    earlier: Sequence[str] | None = None
    passwords: Passwords = NO_PASSWORDS
    approved_by: str = ""
    again: bool = False


@dataclass(frozen=True, eq=False)
class RunResult:
    """What a run made: the page to open (none where only figures were asked for), the files left out, its results."""

    page: Path | None
    left_out: tuple[Entry, ...]
    intake: Intake
    result: QuarterResult


def quarter_run(workspace: Workspace, request: RunRequest, progress: Progress = silent) -> RunResult:
    """
    Run one quarter, from its returns to its pages.

    Raises: NoResults -- if the quarter has no folder of returns; PipelineError -- if a page could not be made;
            UsageError -- if words cannot be published or are lacking, or a final report would be lost.
    """
    quarter, edition, stamp = request.quarter, request.edition, request.stamp or spoken(date.today())
    quarters = [each for each in workspace.quarters() if each <= quarter]
    if quarter not in quarters:
        raise NoResults(
            f"There are no returns for {quarter}: {workspace.raw / quarter.folder} is not there. Put each return in "
            f"{quarter.folder}/<agency>/, or send templates out first (python -m pipeline templates {quarter.folder}"
            f"{workspace.option})."
        )
    if not request.figures_only and not request.approved_by and not request.again:
        _refuse_to_lose_a_final_report(report_folder(workspace, quarter, edition.name))
    words = written_words(workspace, quarter, edition.name)
    with locked(workspace):
        drawn = samples(workspace, quarter)
        intakes = intake(workspace, quarters, request.workers, progress, request.passwords)
        figures = quarter_result(intakes, quarter, edition, synthetic=workspace.synthetic, stamp=stamp, samples=drawn)
        result = worded(figures, words)
        save_results(workspace, result)
        ran = RunResult(None, tuple(intakes[quarter].sent_back()), intakes[quarter], result)
        if request.figures_only:
            return ran
        if request.approved_by:
            _refuse_unexplained(workspace, result, request.audits)
        linked = reported(workspace, quarter, edition.name) if request.earlier is None else request.earlier
        report = Report(workspace, result, tuple(request.audits), tuple(linked), request.approved_by)
        facts = made_from(report, intakes, drawn)
        keep_manifest(report, facts, pages(report, facts, request.workers, progress), drawn)
    return replace(ran, page=report.folder / "index.html")


def _refuse_to_lose_a_final_report(folder: Path) -> None:
    if role := approved_by(folder):
        raise UsageError(
            f"{folder} holds the final report, approved by {role}. To put a draft in its place, say --again; "
            "for a new final report, --final --approved-by."
        )


def _refuse_unexplained(workspace: Workspace, result: QuarterResult, audits: Sequence[str]) -> None:
    lacking = unexplained(each for each in result.audits if not audits or each.code in audits)
    if lacking:
        lines = "".join(
            f"\n  {each.id} {each.title}: {met_of_applicable(each.total)}, {each.total.rating}" for each in lacking
        )
        raise UsageError(
            "Not signed off: nobody has written what these results mean. Fill in their sections "
            f"(python -m pipeline commentary {Quarter.parse(result.quarter).folder}{workspace.option} lists them):"
            f"{lines}"
        )
