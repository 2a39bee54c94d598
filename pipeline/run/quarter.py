"""The stages in order: returns → figures → words → notebooks → pages, and the manifest of what they were made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import BOARD, Edition
from pipeline.disclose.released_before import ReleasedBefore, released_before
from pipeline.english import first_few
from pipeline.errors import NoResults, NoReturns, UsageError
from pipeline.intake import Alarm, Entry, Intake, intakes
from pipeline.intake.alarm import nobody
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.intake.told import told
from pipeline.page.sentences import met_of_applicable
from pipeline.partnership.keeping import Kept
from pipeline.progress import Progress, silent
from pipeline.report.figures import write_figures
from pipeline.report.manifest import Printed, Report, begin, keep_manifest, made_from
from pipeline.report.pages import pages
from pipeline.report.tracker import write_tracker
from pipeline.results.assemble import quarter_result
from pipeline.results.commentary import Written, unexplained, worded
from pipeline.results.commentary import earlier as words_before
from pipeline.results.commentary import not_read as words_not_read
from pipeline.results.commentary import written as written_words
from pipeline.results.counted import CountedQuarter, counted_quarter
from pipeline.results.followed.acted import acted
from pipeline.results.followed.decided import agreed_actions
from pipeline.results.followed.freezing import unfrozen
from pipeline.results.model import QuarterResult
from pipeline.results.past import PastQuarter, ReturnFacts, past_quarter, receipts_of, returns_of
from pipeline.results.past import keep as keep_quarter
from pipeline.results.past import kept as kept_quarter
from pipeline.results.programme import with_programme
from pipeline.results.proved import ProvedQuarter, proved_quarter
from pipeline.results.year import returns_in, with_year
from pipeline.run.elsewhere import Elsewhere, others_of
from pipeline.run.engine import Engine
from pipeline.store.baselines import Baseline, baselines, freeze
from pipeline.store.baselines import state as baselines_now
from pipeline.store.children import children_of
from pipeline.store.codec import encoded
from pipeline.store.decisions import read_up_to
from pipeline.store.definitions import begin as begin_definitions
from pipeline.store.definitions import redefined_since
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.erasure.gone import refuse_erased
from pipeline.store.inputs import Inputs, inputs
from pipeline.store.kept_results import ResultsNote, Told, keep_results
from pipeline.store.lost_samples import lost_samples
from pipeline.store.meeting_files import meetings
from pipeline.store.meeting_kept import LEFT_OUT, PANEL, MeetingFile, meeting_files
from pipeline.store.oddities import oddities
from pipeline.store.partnerships import keep_partnership
from pipeline.store.raw_files import NotRead, elsewhere, raw_files, shown_folder
from pipeline.store.register import submissions
from pipeline.store.reports import (
    approved_by,
    is_disowned,
    keep_final,
    refuse_meeting_pages,
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
    in place of today's. ``not_read``: what the pages say was not read (what is so, where None). ``alarm``: who is told
    of a record that needs action at once. ``engine``: where the work is done; here, where None.
    ``wait``: how many seconds to wait for another command to end.
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
    alarm: Alarm = nobody
    engine: Engine | None = None
    wait: float = 0.0


@dataclass(frozen=True, eq=False)
class RunResult:
    """
    ``odd``: what is odd about what the workspace keeps, or to be mended in its notebooks, in sentences; ``told``: what
    there is to tell of its files; ``sha256``: of the results as they are kept.

    ``kept``: where it moved a final report that this one takes the place of; ``stands``: who signed the final report
    that still stands, since nothing in it changed. ``proved``: what the released editions print, and the counts behind
    it; ``released``: all that was released before.
    """

    page: Path | None
    left_out: tuple[Entry, ...]
    intake: Intake
    result: QuarterResult
    odd: tuple[str, ...]
    told: Told
    sha256: str
    kept: Path | None = None
    stands: str = ""
    proved: ProvedQuarter | None = None
    released: tuple[ReleasedBefore, ...] = ()


@dataclass(frozen=True, eq=False)
class _Counted:
    """A quarter as it is counted for every edition, and all that it was counted from."""

    counted: CountedQuarter
    before: Mapping[Quarter, PastQuarter]
    drawn: Sequence[StoredSample]
    met: Sequence[MeetingFile]
    looked_at: Inputs

    @property
    def intake(self) -> Intake:
        return self.counted.intake

    @property
    def returns(self) -> list[ReturnFacts]:
        """Every file of the quarter and of those before."""
        return [*(each for past in self.before.values() for each in past.returns), *returns_of(self.intake)]


def quarter_run(workspace: Workspace, request: RunRequest, progress: Progress = silent) -> RunResult:
    """Run one quarter in the edition of its ``request``; raises as `editions_run`."""
    return editions_run(workspace, request, [request.edition], progress)[0]


def editions_run(
    workspace: Workspace,
    request: RunRequest,
    editions: Sequence[Edition],
    progress: Progress = silent,
    figures_of: Sequence[Edition] = (),
) -> list[RunResult]:
    """
    Run one quarter, from its returns to the pages of each of the ``editions``: it is counted once for them all.

    What did not change is neither counted nor made again. The figures of all editions are kept before the first page
    is made. ``figures_of``: further editions, of which no pages are made.
    Raises: NoResults -- if the quarter has no folder of returns, or they were erased; UsageError -- if words cannot be
            published or are lacking; PipelineError -- if a page could not be made, or a final report would be lost.
    """
    quarter = request.quarter
    refuse_erased(workspace, quarter)
    quarters = _up_to(workspace, quarter)
    if quarter not in quarters:
        raise NoResults(
            f"There are no returns for {quarter}: {workspace.raw / quarter.folder} is not there. Put each return in "
            f"{quarter.folder}/<agency>/, or send templates out first (python -m pipeline templates {quarter.folder}"
            f"{workspace.option}). {elsewhere(workspace, quarter)}".rstrip()
        )
    _refuse_without_returns(workspace, quarter)
    folders = [] if request.figures_only else [report_folder(workspace, quarter, each.name) for each in editions]
    for folder in folders:
        refuse_unknown_pages(folder)
        refuse_meeting_pages(folder)
    refuse_if_not_writable(workspace, *written_by_a_run(workspace), *folders)
    with locked(workspace, request.wait), others_of(workspace, request.engine) as others:
        begin_definitions(workspace, quarter)
        looked_at = inputs(workspace, quarter)  # before anything is read, see `Inputs`
        keep_partnership(workspace)
        every, drawn = [*editions, *figures_of], samples(workspace, quarter)
        words = [_words(workspace, quarter, each) for each in every]
        whole = _counted(workspace, quarters, looked_at, request, drawn, progress, others)
        if others is not None:
            others.prove(quarter, [each.audit.code for each in whole.counted.audits], progress)
        proved = proved_quarter(whole.counted, workspace)
        ran = [_figured(workspace, whole, proved, *each) for each in zip(every, words, strict=True)]
        if request.figures_only:
            return ran
        shown, figures = ran[: len(editions)], ran[len(editions) :]
        if request.approved_by:
            for each in shown:
                _refuse_unexplained(workspace, each.result, request.audits)
        asked = [replace(request, edition=each) for each in editions]
        reported = [_reported(workspace, whole, *each, progress, others) for each in zip(asked, shown, strict=True)]
        return [*reported, *figures]


def counted_again(workspace: Workspace, quarter: Quarter) -> CountedQuarter:
    """A quarter as it was counted, of what was read and kept; whoever counted it holds the workspace meanwhile."""
    request = RunRequest(quarter, BOARD, workers=1)
    looked_at, drawn = inputs(workspace, quarter), samples(workspace, quarter)
    return _counted(workspace, _up_to(workspace, quarter), looked_at, request, drawn, silent, None).counted


def _up_to(workspace: Workspace, quarter: Quarter) -> list[Quarter]:
    """The quarters up to this one of which anything is counted, oldest first."""
    gone = erased_quarters(workspace, Kept.COUNTS)
    return [each for each in workspace.quarters() if each <= quarter and each not in gone]


def _counted(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    looked_at: Inputs,
    request: RunRequest,
    drawn: Sequence[StoredSample],
    progress: Progress,
    others: Elsewhere | None,
) -> _Counted:
    intake, before = _intakes(workspace, quarters, looked_at, request, progress, others)
    if request.not_read is not None:
        intake = replace(intake, not_read=request.not_read)
    met = meeting_files(workspace, request.quarter)
    written = meetings(workspace, request.quarter, (PANEL, LEFT_OUT))
    past, told = (
        {each: past.audits for each, past in before.items()},
        {each: past.told for each, past in before.items()},
    )
    counted = counted_quarter(intake, past, drawn, written, told)
    counted = replace(counted, decisions=read_up_to(workspace, request.quarter), released=released_before(workspace))
    counted = replace(counted, baselines=_frozen(workspace, counted))
    looked_at = replace(looked_at, baselines=baselines_now(workspace, request.quarter))
    return _Counted(counted, before, drawn, met, looked_at)


def _frozen(workspace: Workspace, counted: CountedQuarter) -> tuple[Baseline, ...]:
    """The baselines of actions; those of which this run is the first to know are frozen now."""
    quarter = counted.intake.quarter
    there = baselines(workspace, quarter)
    agreed = agreed_actions(counted.decisions, quarter.next())  # on reading this report too
    freeze(workspace, unfrozen(acted(counted.told, quarter, agreed), counted, there, date.today()))
    return baselines(workspace, quarter)


def _words(workspace: Workspace, quarter: Quarter, edition: Edition) -> tuple[Written, list[tuple[str, Written]]]:
    """The analyst's words of the quarter in an edition, and those of the quarters before."""
    whose = (workspace, quarter, edition.name)
    return written_words(*whose), words_before(*whose)


def _figured(
    workspace: Workspace,
    whole: _Counted,
    proved: ProvedQuarter,
    edition: Edition,
    words: tuple[Written, list[tuple[str, Written]]],
) -> RunResult:
    """The figures of one edition, which are kept."""
    intake, before, quarter = whole.intake, whole.before.values(), whole.intake.quarter
    figures = quarter_result(whole.counted, edition, synthetic=workspace.synthetic, printed=proved.printed)
    proved.refuse_if_more(figures)
    came = {each: past.came for each, past in whole.before.items()}
    came[quarter] = returns_in(figures.returns)
    result = with_programme(with_year(worded(figures, *words), came, *words), came)
    text, register = encoded(result), submissions(workspace)
    note = ResultsNote(
        inputs=whole.looked_at.of_results(edition.name, register),
        sha256=digest_of(text),
        counted=sum(each.counts for each in intake.entries),
        told=told(intake, words_not_read(workspace, quarter)),
        receipts=(*(each for past in before for each in past.receipts), *receipts_of(workspace, intake)),
        copies=tuple(each.sha256 for each in whole.returns if each.counts),
    )
    keep_results(workspace, quarter, edition.name, text, note)
    odd = (*oddities(workspace, quarter, note, register), *lost_samples(workspace, quarter, edition.name))
    left_out = tuple(intake.sent_back())
    released = tuple(whole.counted.released)
    return RunResult(None, left_out, intake, result, odd, note.told, note.sha256, proved=proved, released=released)


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
    workspace: Workspace,
    quarters: Sequence[Quarter],
    looked_at: Inputs,
    request: RunRequest,
    progress: Progress,
    others: Elsewhere | None,
) -> tuple[Intake, dict[Quarter, PastQuarter]]:
    """The quarter's intake, and what each quarter before came to: as it is kept, where that stands, or counted now."""
    register, before, gone = submissions(workspace), {}, erased_quarters(workspace)
    for each in quarters[:-1]:
        past = kept_quarter(workspace, each, looked_at.of_quarter(each, register))
        if past is not None and (each in gone or children_of(workspace, each) is not None):
            before[each] = past
    due = [each for each in quarters if each not in before]
    read = others.read(due, request.passwords, progress) if others else frozenset()
    asked = due, request.workers, progress, request.passwords, list(before), request.alarm, read
    for intake in intakes(workspace, *asked):
        if not intake.read_now:  # what is read says so itself
            progress(COUNTING, due.index(intake.quarter) + 1, len(due), str(intake.quarter))
        if intake.quarter != request.quarter:
            before[intake.quarter] = past_quarter(workspace, intake)
            made_from = looked_at.of_quarter(intake.quarter, submissions(workspace))
            keep_quarter(workspace, intake.quarter, before[intake.quarter], made_from)
    return intake, {each: before[each] for each in quarters[:-1]}


def _reported(
    workspace: Workspace,
    whole: _Counted,
    request: RunRequest,
    ran: RunResult,
    progress: Progress,
    others: Elsewhere | None,
) -> RunResult:
    """The report of a run's results, in the place of the one before; a final one stands, or is kept beside it."""
    folder = report_folder(workspace, request.quarter, request.edition.name)
    kept = None
    if role := approved_by(folder):
        if not request.again and request.approved_by in ("", role) and shows(folder, ran.sha256, request.audits):
            return replace(ran, page=folder / "index.html", stands=role)
        kept = keep_final(folder)
    elif is_disowned(workspace, request.quarter, request.edition.name):
        kept = keep_final(folder)
    printed = request.printed or _printed(workspace, request, ran.sha256)
    report = Report(workspace, ran.result, ran.sha256, tuple(request.audits), printed, request.approved_by)
    facts = made_from(report, whole.returns, ran.intake.not_read, whole.drawn, whole.met)
    begin(report, facts)
    make = others.make(report, facts) if others else None
    shown = pages(report, facts, request.workers, progress, again=request.again, make=make)
    taken_away = write_figures(report) | write_tracker(report)
    keep_manifest(report, facts, {**shown.stamps, **taken_away}, whole.drawn, whole.met)
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
