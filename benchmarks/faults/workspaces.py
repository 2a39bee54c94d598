"""The workspace of three audits that tries take copies of, and commands typed in one, told nothing but what is here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.few_audits import few_audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import used
from pipeline.store.sealed import unsealed
from pipeline.store.workspace import Workspace
from pipeline.synthetic import partnership

ROOT = Path(__file__).parents[2]
QUARTER, BEFORE = "2019-20-Q2", "2019-20-Q1"
AGENCIES = {"hc", "sol", "edu"}  # few, so that a run is short; one of their returns is sent back
LONGEST = 300  # seconds that a command may take on a busy computer
RUN = ("run", QUARTER)
BOARD = ("run", QUARTER, "--edition", "board")
COMMENTARY = ("commentary", QUARTER)
STATUS = ("status", QUARTER)
APPROVE = ("approve", "SOL", "WNB", "--heading", "Child's years", "--field", "age_years", "--by", "audit lead")
DECIDE = (
    *("decide", BEFORE, "action", "Remind clinics of the guidance", "--recommendation", "T2.2", "--standard", "WNB3"),
    *("--lead", "SOL", "--due", "2020-03-31", "--on", "2019-09-05", "--by", "chair"),
)
LIST, REPORT = "list.csv", f"reports/{QUARTER}/subgroup"
SAMPLE = ("sample", QUARTER, "--audit", "WNB", "--from", LIST, "--size", "3")
VERIFY = ("verify", REPORT)
DEMO = ("demo", "--quarters", "1")


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Copy:
    """A copy of a workspace for one try, with a temporary folder, a home and a place to stand in of its own."""

    folder: Path
    root: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a command is told of its surroundings."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.folder / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }

    def command(self, words: Sequence[str]) -> list[str]:
        """``words`` as they are typed in this workspace."""
        places = {LIST: self.folder / "stand" / LIST, REPORT: self.root / REPORT}
        words = [str(places.get(word, word)) for word in words]
        option = ["--into", str(self.root)] if words[0] == "demo" else [f"--root={self.root}"]
        return [*words, *option]

    def start(
        self, words: Sequence[str], surroundings: Mapping[str, str | None] | None = None, wrapped: Sequence[str] = ()
    ) -> subprocess.Popen[str]:
        """
        Type a command and do not wait for its end.

        ``surroundings``: what is otherwise in its environment, None for what is lacking. ``wrapped``: what is done to
        Python before the command begins, see ``wrapped``.
        """
        environment = {**self.environment, **(surroundings or {})}
        program = ["-m", "benchmarks.faults.wrapped", *wrapped, "--"] if wrapped else ["-m", "pipeline"]
        return subprocess.Popen(
            [sys.executable, *program, *self.command(words)],
            cwd=self.folder / "stand",
            env={name: value for name, value in environment.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def run(
        self, words: Sequence[str], surroundings: Mapping[str, str | None] | None = None, wrapped: Sequence[str] = ()
    ) -> Ended:
        """Type a command and wait for its end."""
        return ended(self.start(words, surroundings, wrapped))

    def outside(self) -> set[str]:
        """Everything that lies where nothing of ours should: the temporary folder, the home, where one stands."""
        places = (self.folder / "tmp", self.folder / "stand", self.home)
        return {str(each) for place in places for each in place.rglob("*")}

    def unfinished(self) -> list[str]:
        """What a command has left in the workspace that was to be there only meanwhile."""
        scratch = self.root / "data" / "processed" / "scratch"
        stumps = [*self.root.rglob(".writing-*"), *scratch.glob("*")]
        return sorted(str(each.relative_to(self.root)) for each in stumps)

    def report(self) -> dict[str, str]:
        """The SHA-256 of every page, workbook of tables, receipt and result."""
        places = (self.root / "reports", self.root / "data" / "processed" / "results")
        files = [each for place in places for each in place.rglob("*") if each.is_file()]
        return {str(each.relative_to(self.root)): _as_compared(each) for each in files}


def _as_compared(path: Path) -> str:
    if path.name == "manifest.json":
        return _of_manifest(path)
    if path.name.endswith(".made-from.json"):
        return _of_note(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _of_note(path: Path) -> str:
    """The digest of a note of results without that of what they were made from: it holds what is chosen by chance."""
    facts = {name: each for name, each in unsealed(path.read_bytes()).items() if name != "inputs"}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _of_manifest(path: Path) -> str:
    """The digest of a manifest without the second in which a heading was approved, and what is chosen by chance."""
    facts = json.loads(path.read_text(encoding="utf-8"))
    for each in facts.get("approvals", ()):
        each["when"] = ""
    facts["baselines"] = bool(facts.get("baselines"))
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a command's end."""
    out, err = process.communicate(timeout=LONGEST)
    return Ended(process.returncode, out, err)


@dataclass
class Base:
    """The two workspaces that copies are taken of, and what each command makes of them when nothing disturbs it."""

    folder: Path
    seconds: dict[tuple[str, tuple[str, ...]], float] = field(default_factory=dict)
    _reports: dict[tuple[str, tuple[tuple[str, ...], ...]], dict[str, str]] = field(default_factory=dict)

    @cached_property
    def fresh(self) -> Path:
        """Returns of which nothing was read."""
        root = self.folder / "fresh"
        if not root.exists():
            partial = self.folder / "fresh-partial"
            with used(few_audits(partial)):
                partnership(Workspace(partial), [Quarter.parse(BEFORE), Quarter.parse(QUARTER)], 1)
            for folder in partial.glob("data/raw/*/*"):
                if folder.name not in AGENCIES:
                    shutil.rmtree(folder)
            partial.rename(root)
        return root

    @cached_property
    def finished(self) -> Path:
        """The same with two reports, an approval, a sample, a decision and the files for the analyst's words."""
        root = self.folder / "finished"
        if not root.exists():
            with self.copied("fresh") as copy:
                for words in (SAMPLE, APPROVE, DECIDE, COMMENTARY, RUN, BOARD):
                    _done(copy.run(words))
                copy.root.rename(root)
        return root

    @contextmanager
    def copied(self, which: str, name: str = "root") -> Iterator[Copy]:
        """A copy of ``fresh`` or of ``finished``, or an empty place; it is taken away again after the block."""
        source = {"fresh": lambda: self.fresh, "finished": lambda: self.finished}.get(which, lambda: None)()
        home = self.folder / "home"  # one for all, since what draws charts keeps its list of fonts there
        if not home.exists():
            home.mkdir(parents=True)
            fonts = [sys.executable, "-c", "import matplotlib.font_manager"]
            subprocess.run(fonts, env={"HOME": str(home), "PATH": os.environ["PATH"]}, check=True)
        folder = Path(tempfile.mkdtemp(dir=self.folder, prefix="try-"))
        try:
            for place in ("tmp", "stand"):
                (folder / place).mkdir()
            rows = "".join(f"{number},{'AB'[number % 2]}\n" for number in range(1, 21))
            (folder / "stand" / LIST).write_text(f"Case,Part\n{rows}", encoding="utf-8")
            if source is not None:
                shutil.copytree(source, folder / name)
            yield Copy(folder, folder / name, home)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def report_of(self, which: str, *commands: tuple[str, ...]) -> dict[str, str]:
        """The report that ``commands``, one after the other, make of a copy when nothing disturbs them."""
        if (which, commands) not in self._reports:
            with self.copied(which) as copy:
                for words in commands:
                    began = time.monotonic()
                    _done(copy.run(words))
                    self.seconds.setdefault((which, words), time.monotonic() - began)
                self._reports[which, commands] = copy.report()
        return self._reports[which, commands]

    def lasts(self, which: str, words: tuple[str, ...]) -> float:
        """How long a command works on a copy when nothing disturbs it. Units: seconds."""
        if (which, words) not in self.seconds:
            self.report_of(which, words)
        return self.seconds[which, words]


def _done(ended: Ended) -> None:
    if ended.status not in (0, 3):
        raise RuntimeError(f"the undisturbed command failed: {ended.err}")
