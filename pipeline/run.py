"""The stages in order: returns → figures → words → notebooks → pages, and the manifest of what they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import Edition
from pipeline.english import first_few
from pipeline.errors import NoResults, NoReturns, UsageError
from pipeline.intake import Entry, Intake, intakes
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.told import told
from pipeline.page.sentences import met_of_applicable
from pipeline.progress import Progress, silent
from pipeline.report.figures import write_figures
from pipeline.report.manifest import Printed, Report, begin, keep_manifest, made_from
from pipeline.report.pages import pages
from pipeline.results.assemble import quarter_result
from pipeline.results.commentary import earlier as words_before
from pipeline.results.commentary import not_read as words_not_read
from pipeline.results.commentary import unexplained, worded
from pipeline.results.commentary import written as written_words
from pipeline.results.model import QuarterResult
from pipeline.results.past import PastQuarter, ReturnFacts, past_quarter, receipts_of, returns_of
from pipeline.results.past import keep as keep_quarter
from pipeline.results.past import kept as kept_quarter
from pipeline.results.year import with_year
from pipeline.store.codec import encoded
from pipeline.store.definitions import begin as begin_definitions
from pipeline.store.definitions import redefined_since
from pipeline.store.inputs import Inputs, inputs
from pipeline.store.kept_results import ResultsNote, Told, keep_results
from pipeline.store.lost_samples import lost_samples
from pipeline.store.oddities import oddities
from pipeline.store.partnerships import keep_partnership
from pipeline.store.raw_files import NotRead, elsewhere, raw_files, shown_folder
from pipeline.store.register import submissions
from pipeline.store.reports import (
    approved_by,
    is_disowned,
    keep_final,
    refuse_unknown_pages,
    report_folder,
    reported,
    revised_since,
    shows,
)
from pipeline.store.samples import StoredSample, samples
from pipeline.store.workspace import Workspace, digest_of, locked
from pipeline.store.writable import refuse_if_not_writable, written_by_a_run

COUNTING = "counting quarters"
_FOLDERS = 12  # that are named of those without a return in them


@dataclass(frozen=True)
class RunRequest:
    """
    A quarter's run as it is asked for.

    ``audits``: the codes of the audits whose pages are made (all, where empty). ``approved_by``: the role that signs
    the report off; without one it is a draft. ``again``: make every page, even where nothing changed. ``printed``: what
    the pages print that no figure decides; where None, today's date and what lies in the workspace. ``stamp``: the date
    in place of today's. ``not_read``: what the pages say was not read (what is so, where None).
    """

    quarter: Quarter
    edition: Edition
    audits: Sequence[str] = ()
    workers: int = 2
    stamp: str = ""
    figures_only: bool = False
    not_read: tuple[NotRead, ...] | None = None
    passwords: Passwords = NO_PASSWORDS
    approved_by: str = ""
    again: bool = False
    printed: Printed | None = None


@dataclass(frozen=True, eq=False)
class RunResult:
    """
    ``odd``: what is odd about what the workspace keeps, or to be mended in its notebooks, in sentences; ``told``: what
    there is to tell of its files;

    ``odd``: what is odd about what the workspace keeps, or to be mended in its notebooks, in sentences;
    ``kept``: where it moved a final report that this one takes the place of; ``stands``: who signed the final report
    that still stands, since nothing in it changed.
    """

    page: Path | None
    left_out: tuple[Entry, ...]
    intake: Intake
    result: QuarterResult
    odd: tuple[str, ...]
    told: Told
    kept: Path | None = None
    stands: str = ""


def quarter_run(workspace: Workspace, request: RunRequest, progress: Progress = silent) -> RunResult:
    """
    Run one quarter, from its returns to its pages; what did not change is neither counted nor made again.

    Raises: NoResults -- if the quarter has no folder of returns; UsageError -- if words cannot be published or are
            lacking; PipelineError -- if a page could not be made, or a final report would be lost.
    """
    quarter, edition = request.quarter, request.edition
    quarters = [each for each in workspace.quarters() if each <= quarter]
    if quarter not in quarters:
        raise NoResults(
            f"There are no returns for {quarter}: {workspace.raw / quarter.folder} is not there. Put each return in "
            f"{quarter.folder}/<agency>/, or send templates out first (python -m pipeline templates {quarter.folder}"
            f"{workspace.option}). {elsewhere(workspace, quarter)}".rstrip()
        )
    _refuse_without_returns(workspace, quarter)
    folders = [*written_by_a_run(workspace)]
    if not request.figures_only:
        folders.append(report_folder(workspace, quarter, edition.name))
        refuse_unknown_pages(folders[-1])
    refuse_if_not_writable(workspace, *folders)
    with locked(workspace):
        begin_definitions(workspace, quarter)
        looked_at = inputs(workspace, quarter, edition.name)  # before anything is read, see `Inputs`
        keep_partnership(workspace)
        words, drawn = written_words(workspace, quarter, edition.name), samples(workspace, quarter)
        earlier = words_before(workspace, quarter, edition.name)
        intake, before = _intakes(workspace, quarters, looked_at, request, progress)
        if request.not_read is not None:
            intake = replace(intake, not_read=request.not_read)
        counted = {each: past.audits for each, past in before.items()}
        figures = quarter_result(intake, counted, edition, synthetic=workspace.synthetic, samples=drawn)
        came = {each: past.came for each, past in before.items()}
        result = with_year(worded(figures, words, earlier), came, words, earlier)
        text, register = encoded(result), submissions(workspace)
        returns = [*(each for past in before.values() for each in past.returns), *returns_of(intake)]
        note = ResultsNote(
            inputs=looked_at.of_results(register),
            sha256=digest_of(text),
            counted=sum(each.counts for each in intake.entries),
            told=told(intake, words_not_read(workspace, quarter)),
            receipts=(*(each for past in before.values() for each in past.receipts), *receipts_of(workspace, intake)),
            copies=tuple(each.sha256 for each in returns if each.counts),
        )
        keep_results(workspace, quarter, edition.name, text, note)
        odd = (*oddities(workspace, note, register), *lost_samples(workspace, quarter, edition.name))
        ran = RunResult(None, tuple(intake.sent_back()), intake, result, odd, note.told)
        if request.figures_only:
            return ran
        if request.approved_by:
            _refuse_unexplained(workspace, result, request.audits)
        return _reported(workspace, request, ran, note.sha256, returns, drawn, progress)


def _refuse_without_returns(workspace: Workspace, quarter: Quarter) -> None:
    """Raises: NoReturns -- if nothing that can be read lies in the quarter's folder, saying what else does."""
    there = raw_files(workspace, [quarter])
    if there.returns[quarter]:
        return
    place = workspace.quarter_folder(quarter)
    shut = {each.path for each in there.not_read if not each.read}
    inside = () if place in shut else place.iterdir()
    folders = [shown_folder(each.name) for each in inside if each not in shut and each.is_dir()]
    empty = f" (its folders are empty: {first_few(sorted(folders), _FOLDERS)})" if folders else ""
    not_read = "".join(f"\nnot read: {each.sentence}" for each in there.not_read if not each.read)
    raise NoReturns(
        f"There is no return in {place}{empty}, so there is nothing to report. Put each return in "
        f"{quarter.folder}/<agency>/ and run again; who owes one: python -m pipeline status {quarter.folder}"
        f"{workspace.option}.{not_read}"
    )


def _intakes(
    workspace: Workspace, quarters: Sequence[Quarter], looked_at: Inputs, request: RunRequest, progress: Progress
) -> tuple[Intake, dict[Quarter, PastQuarter]]:
    """The quarter's intake, and what each quarter before came to: as it is kept, where that stands, or counted now."""
    register, before = submissions(workspace), {}
    for each in quarters[:-1]:
        past = kept_quarter(workspace, each, looked_at.of_quarter(each, register))
        if past is not None:
            before[each] = past
    due = [each for each in quarters if each not in before]
    for intake in intakes(workspace, due, request.workers, progress, request.passwords, beside=list(before)):
        if not intake.read_now:  # what is read says so itself
            progress(COUNTING, due.index(intake.quarter) + 1, len(due), str(intake.quarter))
        if intake.quarter != request.quarter:
            before[intake.quarter] = past_quarter(workspace, intake)
            made_from = looked_at.of_quarter(intake.quarter, submissions(workspace))
            keep_quarter(workspace, intake.quarter, before[intake.quarter], made_from)
    return intake, {each: before[each] for each in quarters[:-1]}


def _reported(
    workspace: Workspace,
    request: RunRequest,
    ran: RunResult,
    sha256: str,
    returns: Sequence[ReturnFacts],
    drawn: Sequence[StoredSample],
    progress: Progress,
) -> RunResult:
    """
    The report of a run's results, in the place of the one before; a final one stands, or is kept beside it.

    ``sha256``: of the results as they are kept.
    """
    folder = report_folder(workspace, request.quarter, request.edition.name)
    kept = None
    if role := approved_by(folder):
        if not request.again and request.approved_by in ("", role) and shows(folder, sha256, request.audits):
            return replace(ran, page=folder / "index.html", stands=role)
        kept = keep_final(folder)
    elif is_disowned(workspace, request.quarter, request.edition.name):
        kept = keep_final(folder)
    printed = request.printed or _printed(workspace, request, sha256)
    report = Report(workspace, ran.result, sha256, tuple(request.audits), printed, request.approved_by)
    facts = made_from(report, returns, ran.intake.not_read, drawn)
    begin(report, facts)
    shown = pages(report, facts, request.workers, progress, again=request.again)
    keep_manifest(report, facts, {**shown.stamps, **write_figures(report)}, drawn)
    return replace(ran, page=report.folder / "index.html", kept=kept, odd=(*ran.odd, *shown.to_mend))


def _printed(workspace: Workspace, request: RunRequest, sha256: str) -> Printed:
    whose = (workspace, request.quarter, request.edition.name)
    stamp = request.stamp or spoken(date.today())
    return Printed(stamp, tuple(reported(*whose)), revised_since(*whose, sha256), redefined_since(workspace))


def _refuse_unexplained(workspace: Workspace, result: QuarterResult, audits: Sequence[str]) -> None:
    chosen = [each for each in result.audits if not audits or each.code in audits]
    lines = "".join(
        f"\n  {audit.short_title} ({audit.code}):"
        + "".join(
            f"\n    {s.id} {s.title}: {met_of_applicable(s.total)}, {s.total.verdict.words(s.low_is_good)}"
            for s in lacking
        )
        for audit in chosen
        if (lacking := unexplained([audit]))
    )
    if lines:
        raise UsageError(
            "Not signed off: nobody has written what these results mean. Fill in their sections "
            f"(python -m pipeline commentary {Quarter.parse(result.quarter).folder}{workspace.option} lists them). One "
            "heading may be for several ('## So what: NEG4, NEG12'); where nothing is to be done, write 'Noted:' and "
            f"why:{lines}"
        )
