"""The product as people meet it: its command line, and one demonstration that every test may look at."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pipeline.calendar.quarter import Quarter
from pipeline.results.model import QuarterResult
from pipeline.store.codec import decoded
from pipeline.store.workspace import Workspace
from pipeline.synthetic import Planted, load
from tests.forms import ALL
from tests.source import ROOT

NEWEST = Quarter(2019, 2)
OF_ALL = 900  # seconds for a command that makes or reads the demonstration of every audit, on a busy computer
# The pages of the whole report, and those that every audit has.
PAGES = tuple(
    sorted(
        [f"{each}.html" for each in ("glossary", "index", "intake", "method", "programme", "recommendations", "year")]
        + [f"{code.lower()}{page}.html" for code in ALL for page in ("", "-briefing")]
        + [f"theme-t{number}.html" for number in range(1, 7)]
    )
)
_PICTURE = re.compile(rb"data:image/svg\+xml,([^\"\\\\]+)")


def command(*words: object) -> list[str]:
    """A command as it is typed, in this Python."""
    return [sys.executable, "-m", "pipeline", *map(str, words)]


def pipeline(*words: object, seconds: float = 300) -> subprocess.CompletedProcess[str]:
    """``python -m pipeline`` with these words, run to its end; nothing it says is ever a traceback."""
    ran = subprocess.run(
        command(*words), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=seconds
    )
    assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
    return ran


@dataclass(frozen=True)
class Demo:
    """A finished demonstration, and beside it in ``said.txt`` what the command printed while it was made."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    @property
    def planted(self) -> Planted:
        planted = load(self.workspace)
        assert planted is not None
        return planted

    def results(self, edition: str = "subgroup") -> QuarterResult:
        kept = self.workspace.processed / "results" / NEWEST.folder / f"{edition}.json"
        return _decoded(kept.read_text(encoding="utf-8"))

    def page(self, name: str, edition: str = "subgroup") -> str:
        return (self.workspace.reports / NEWEST.folder / edition / name).read_text(encoding="utf-8")

    def copied(self, into: Path) -> Demo:
        """The same, to be changed: times of change are kept, so that nothing seems newer than it is."""
        copy = Demo(Path(shutil.copytree(self.root, into)))
        shutil.copy(self.root.parent / "said.txt", into.parent)
        return copy


@cache
def _decoded(text: str) -> QuarterResult:
    return decoded(QuarterResult, text)


def demonstrated(shared: Path) -> Demo:
    """The demonstration under ``shared``, made by whichever process comes first."""
    demo = Demo(shared / "demonstration" / "demo")
    with _one_at_a_time(shared / "demonstration.lock"):
        if not (demo.root.parent / "said.txt").exists():
            ran = pipeline("demo", "--into", demo.root, seconds=OF_ALL)
            assert ran.returncode == 0, ran.stderr
            (demo.root.parent / "said.txt").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    return demo


def in_all_editions(shared: Path) -> Demo:
    """
    The same demonstration with its three editions, by one command, made by whichever process comes first.

    ``editions.txt`` beside it has what that command printed, and its ``said.txt`` what both commands did.
    """
    demo = Demo(shared / "editions" / "demo")
    printed = demo.root.parent / "editions.txt"
    with _one_at_a_time(shared / "editions.lock"):
        if not printed.exists():
            demonstrated(shared).copied(demo.root)
            ran = pipeline("run", NEWEST.folder, "--root", demo.root, "--all-editions", seconds=OF_ALL)
            assert ran.returncode == 3, ran.stderr
            with (demo.root.parent / "said.txt").open("a", encoding="utf-8") as file:
                file.write(ran.stdout + ran.stderr)
            printed.write_text(ran.stdout, encoding="utf-8")
    return demo


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    handle = os.open(lock, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def without_pictures(data: bytes) -> tuple[bytes, list[bytes]]:
    """A page's own bytes, and the drawings that are embedded in it."""
    return _PICTURE.sub(b"", data), [unquote_to_bytes(each) for each in _PICTURE.findall(data)]
