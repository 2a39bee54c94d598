"""The stages in order: returns → figures → words → notebooks → pages, and the manifest of what they were made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import Edition
from pipeline.errors import NoResults, UsageError
from pipeline.intake import Entry, Intake, intake
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.page.sentences import met_of_applicable
from pipeline.report.manifest import Report, approved_by, keep_manifest, made_from, report_folder, reported
from pipeline.report.pages import pages
from pipeline.results.assemble import quarter_result
from pipeline.results.codec import encoded
from pipeline.results.commentary import unexplained, worded
from pipeline.results.commentary import written as written_words
from pipeline.results.load import results_path
from pipeline.results.model import QuarterResult
from pipeline.store.returns import receive
from pipeline.store.samples import samples
from pipeline.store.workspace import Workspace, locked, write_atomically

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class RunResult:
    """What a run made: the page to open (none where only figures were asked for), the files left out, its results."""

    page: Path | None
    left_out: tuple[Entry, ...]
    intake: Intake
    result: QuarterResult


def quarter_run(
    workspace: Workspace,
    quarter: Quarter,
    edition: Edition,
    *,
    audits: Sequence[str] = (),
    workers: int = 2,
    stamp: str = "",
    figures_only: bool = False,
    earlier: Sequence[str] | None = None,
    progress: Progress = lambda _: None,
    passwords: Passwords = NO_PASSWORDS,
    approved: str = "",
    again: bool = False,
) -> RunResult:
    """
    Run one quarter, from its returns to its pages.

    ``audits``: the codes of the audits whose pages are made (all, where empty). ``stamp``: the date the pages carry.
    ``earlier``: the quarters whose reports the pages link to (those that have one, where None).
    ``approved``: the role that signs the report off; without one it is a draft, which takes the place of a final
    report only where ``again`` says so.
    Raises: NoResults -- if the quarter has no folder of returns; PipelineError -- if a page could not be made;
            UsageError -- if words cannot be published or are lacking, or a final report would be lost.
    """
    quarters = [each for each in workspace.quarters() if each <= quarter]
    if quarter not in quarters:
        raise NoResults(
            f"There are no returns for {quarter}: {workspace.raw / quarter.folder} is not there. Put each return in "
            f"{quarter.folder}/<agency>/, or send templates out first (python -m pipeline templates {quarter.folder}"
            f"{workspace.option})."
        )
    if not figures_only and not approved and not again:
        _refuse_to_lose_a_final_report(report_folder(workspace, quarter, edition.name))
    words = written_words(workspace, quarter, edition.name)
    with locked(workspace):
        drawn = samples(workspace, quarter)
        taken = intake(workspace, quarters, workers, progress, passwords)
        figures = quarter_result(
            taken, quarter, edition, synthetic=workspace.synthetic, stamp=stamp or spoken(date.today()), samples=drawn
        )
        result = worded(figures, words)
        write_atomically(results_path(workspace, quarter, edition.name), encoded(result))
        left_out = tuple(taken[quarter].sent_back())
        if figures_only:
            return RunResult(None, left_out, taken[quarter], result)
        if approved:
            _refuse_unexplained(workspace, result, audits)
        progress(f"figures counted from {sum(each.counts for each in taken[quarter].entries)} returns; making pages")
        linked = reported(workspace, quarter, edition.name) if earlier is None else earlier
        report = Report(workspace, result, tuple(audits), tuple(linked), approved)
        for each in drawn:
            receive(workspace, each.data, each.sha256)
        facts = made_from(report, taken, drawn)
        keep_manifest(report, facts, pages(report, facts, workers, progress))
    return RunResult(report.folder / "index.html", left_out, taken[quarter], result)


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
