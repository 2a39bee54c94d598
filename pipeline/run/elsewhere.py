"""
What a run of one workspace has done by other computers: reading returns, proving what may be printed, making pages.

Whoever runs the quarter holds the workspace meanwhile. What is to be known of the report lies in a file in the folder
that all see; over the network go the names of folders and pages, and counts of what was done.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.errors import EngineUnusable
from pipeline.intake.ahead import Unread, unread
from pipeline.intake.ahead import read as read_folders
from pipeline.intake.passwords import Passwords
from pipeline.intake.reading import READING
from pipeline.partnership.here import used
from pipeline.progress import Progress
from pipeline.report.execute import MAKING, Outcome
from pipeline.report.execute import run as made
from pipeline.report.job import Job
from pipeline.report.manifest import Printed, Report
from pipeline.report.pages import Make, jobs_of
from pipeline.results import load
from pipeline.results.model import QuarterResult
from pipeline.run.engine import Engine, Task, done
from pipeline.store.codec import built, decoded
from pipeline.store.kept_results import results_path
from pipeline.store.partnerships import partnership_of
from pipeline.store.reports import Facts
from pipeline.store.workspace import Workspace, write_atomically

PROVING = "proving what may be printed"
_EACH = 2  # tasks, at the most, for each process that is there, so that none waits long for the last
_LEAST = 8  # returns or pages of a task: its process takes as long to begin as a few of them


@dataclass(frozen=True)
class Elsewhere:
    """Other computers at work on a workspace: ``at_once`` tasks at a time."""

    workspace: Workspace
    executor: Executor
    at_once: int

    def read(self, quarters: Sequence[Quarter], passwords: Passwords, progress: Progress) -> frozenset[int]:
        """
        Have the unread returns of ``quarters`` read and kept; gives their numbers in the register.

        Raises: EngineUnusable -- if that could not be done; what was read is kept.
        """
        due = unread(self.workspace, quarters, passwords)
        numbers = frozenset(number for each in due for number in each.numbers)
        if due:
            progress(READING, 0, len(numbers))
        read = 0
        tasks = [self._task("read", folders=[each.folder for each in part]) for part in self._parts(due)]
        for told in self._told(tasks):
            read += int(told["read"])
            progress(READING, min(read, len(numbers)), len(numbers))
        return numbers

    def prove(self, quarter: Quarter, audits: Sequence[str], progress: Progress) -> None:
        """
        Have each of the ``audits`` of a quarter attacked, so that the run finds it done; see `proving.prove_part`.

        Raises: EngineUnusable -- if that could not be done; what was proved is kept.
        """
        count = min(self.at_once, len(audits))
        parts = [list(audits[start::count]) for start in range(count)]
        progress(PROVING, 0, len(audits))
        proved = 0
        for told in self._told([self._task("prove", quarter=quarter.folder, audits=each) for each in parts]):
            proved += int(told["proved"])
            progress(PROVING, proved, len(audits))

    def make(self, report: Report, facts: Facts) -> Make:
        """Who makes pages of a report, in the place of this computer."""

        def make(jobs: Sequence[Job], scratch: Path, progress: Progress) -> Sequence[Outcome]:
            progress(MAKING, 0, len(jobs))
            scratch.mkdir(parents=True, exist_ok=True)
            outcomes: dict[str, Outcome] = {}
            with tempfile.TemporaryDirectory(prefix="report-", dir=scratch.resolve()) as own:
                asked = write_atomically(Path(own) / "report.json", _as_text(report, facts))
                by_file = {job.html.name: job for job in jobs if job.html is not None}
                count = self._count(len(jobs))
                files = [list(by_file)[start::count] for start in range(count)]
                tasks = [self._task("pages", asked=str(asked), files=each) for each in files]
                for task, answer in done(self.executor, tasks):
                    theirs = task.words["files"]
                    for file, told in zip(theirs, answer.told.get("outcomes", [None] * len(theirs)), strict=True):
                        outcomes[file] = _outcome(by_file[file], told, answer.error)
                    progress(MAKING, len(outcomes), len(jobs))
            return [outcomes[file] for file in by_file]

        return make

    def _task(self, name: str, **words: Any) -> Task:
        return Task(name, {"root": str(self.workspace.root.resolve()), **words})

    def _told(self, tasks: Sequence[Task]) -> Iterator[Mapping[str, Any]]:
        for _, answer in done(self.executor, tasks):
            if answer.error:
                raise EngineUnusable(answer.error)
            yield answer.told

    def _count(self, things: int) -> int:
        """How many tasks there are to be of so many returns or pages."""
        return min(_EACH * self.at_once, ceil(things / _LEAST))

    def _parts(self, due: Sequence[Unread]) -> Sequence[Sequence[Unread]]:
        """Folders in about equal parts: the fullest first, each to the part that has the least so far."""
        parts: list[list[Unread]] = [[] for _ in range(self._count(sum(len(each.numbers) for each in due)))]
        for each in sorted(due, key=lambda each: -len(each.numbers)):
            min(parts, key=lambda part: sum(len(one.numbers) for one in part)).append(each)
        return [each for each in parts if each]


@contextmanager
def others_of(workspace: Workspace, engine: Engine | None) -> Iterator[Elsewhere | None]:
    """
    The computers of ``engine`` at work on a workspace that is held; None where all is done here.

    Raises: EngineUnusable -- if one cannot be used, before any work.
    """
    if engine is None or engine.is_local:
        yield None
        return
    with engine.at_work(workspace.root) as executor:
        yield Elsewhere(workspace, executor, engine.at_once)


def read_part(root: str, folders: list[str]) -> dict[str, int]:
    """The task "read": as `ahead.read`."""
    workspace = Workspace(Path(root))
    with used(partnership_of(workspace)):
        return {"read": read_folders(workspace, frozenset(folders))}


def pages_part(root: str, asked: str, files: list[str]) -> dict[str, Any]:
    """The task "pages": make the pages ``files`` of the report that the file ``asked`` tells of."""
    workspace = Workspace(Path(root))
    told = json.loads(Path(asked).read_bytes())
    quarter, facts = Quarter.parse(told["quarter"]), told["facts"]
    with used(partnership_of(workspace)):
        kept = results_path(workspace, quarter, told["edition"]).read_bytes()
        result = decoded(QuarterResult, kept)
        printed = built(Printed, told["printed"])
        report = Report(workspace, result, facts["results"], tuple(told["audits"]), printed, told["approved_by"])
        jobs = jobs_of(report, facts)
        with load.handed_over(workspace, result, facts["results"]):
            outcomes = made([jobs[each] for each in files], workspace.scratch, workers=1)
    return {"outcomes": [[each.error, each.parts, each.undescribed] for each in outcomes]}


def _as_text(report: Report, facts: Facts) -> str:
    return json.dumps(
        {
            "quarter": str(report.quarter),
            "edition": report.result.edition,
            "audits": report.audits,
            "printed": asdict(report.printed),
            "approved_by": report.approved_by,
            "facts": facts,
        }
    )


def _outcome(job: Job, told: Sequence[Any] | None, error: str) -> Outcome:
    """What became of a page; where its task gave no answer, that alone is told."""
    if told is None:
        return Outcome(job, error)
    said, parts, undescribed = told
    return Outcome(job, said, tuple(parts), tuple(undescribed))
