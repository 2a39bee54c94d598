"""What we keep, altered byte by byte, cut short, emptied, swapped or taken away; then what the message asks for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.faults.trial import Outcome, Trial, judged
from benchmarks.faults.workspaces import BOARD, RUN, Base

# What is kept, each a row of the table: the words of a person, and the returns themselves, are not ours to heal.
KEPT = {
    "register": ("data/processed/register.jsonl", "data/processed/register.head"),
    "approvals": ("data/processed/approvals.jsonl", "data/processed/approvals.head"),
    "decisions": ("data/processed/decisions.jsonl", "data/processed/decisions.head"),
    "baselines": ("data/processed/baselines.jsonl", "data/processed/baselines.head"),
    "samples": ("data/samples/**/*.json",),
    "what receipts say": ("data/processed/feedback.json",),
    "returns as read": ("data/processed/validated/**/*",),
    "returns as received": ("data/processed/received/*",),
    "results": ("data/processed/results/**/*",),
    "past quarters": ("data/processed/quarters/**/*",),
    "which pages stand": ("data/processed/pages/**/*",),
    "pages and tables": ("reports/*/*/*.html", "reports/*/*/*-tables.xlsx"),
    "manifest": ("reports/**/manifest.json",),
    "receipts": ("reports/*/feedback/**/*",),
}


def _altered(data: bytes, rng: Random) -> bytes:
    if not data:
        return b"x"
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ rng.randrange(1, 256)]) + data[place + 1 :]


def _digit(data: bytes, rng: Random) -> bytes:
    """Another digit in the place of one: what is damaged so still looks whole."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return _altered(data, rng)
    place = rng.choice(places)
    return data[:place] + bytes([48 + (data[place] - 48 + rng.randrange(1, 10)) % 10]) + data[place + 1 :]


HOW: dict[str, Callable[[bytes, Random], bytes | None]] = {
    "one byte": _altered,
    "one digit": _digit,
    "cut short": lambda data, rng: data[: rng.randrange(len(data))] if data else b"x",
    "last line gone": lambda data, _: data.rstrip(b"\n").rpartition(b"\n")[0] + b"\n",
    "emptied": lambda _data, _rng: b"",
    "garbage behind": lambda data, rng: data + rng.randbytes(20),
    "a list": lambda _data, _rng: b"[]",
    "taken away": lambda _data, _rng: None,
}


def damaged(what: str) -> Callable[[Base, Random], Trial]:
    """A try that damages a file of ``what``; if it is refused, the file is put back and the report is the same."""

    def tried(base: Base, rng: Random) -> Trial:
        with base.copied("finished") as copy:
            before = copy.outside()
            files = sorted(each for glob in KEPT[what] for each in copy.root.glob(glob) if each.is_file())
            path, how = rng.choice(files), rng.choice(sorted(HOW))
            whole = path.read_bytes()
            data = HOW[how](whole, rng)
            times = path.stat()
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
                if rng.random() < 0.5:  # a disk's fault does not show in the time of change
                    _set_times(path, times.st_atime_ns, times.st_mtime_ns)
            expected = [base.report_of("finished", RUN, BOARD)]
            # A sample may be withdrawn: a run goes on without it, but says so.
            told = what == "samples" and data is None and path.name in copy.run(RUN).err
            outcome, why = (Outcome.REFUSED, "said") if told else judged(copy, before, expected, (RUN, BOARD))
            if outcome is Outcome.REFUSED:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(whole)
                after, still = judged(copy, before, expected, (RUN, BOARD))
                if after is not Outcome.SAME:
                    outcome, why = Outcome.WRONG, f"even with the file put back: {still}"
            name = f"{path.relative_to(copy.root)}, {how}"
        return Trial(f"damage: {what}", name, data != whole, outcome, why)

    return tried


def gone(base: Base, rng: Random) -> Trial:
    """A whole folder of what we keep is taken away."""
    places = ("validated", "results", "quarters", "pages", "notebooks", "received", "scratch", "../../reports")
    place = rng.choice(places)
    with base.copied("finished") as copy:
        before = copy.outside()
        shutil.rmtree(copy.root / "data" / "processed" / place, ignore_errors=True)
        expected = [base.report_of("finished", RUN, BOARD)]
        outcome, why = judged(copy, before, expected, (RUN, BOARD))
    return Trial("damage: a folder gone", place, True, outcome, why)


def _set_times(path: Path, accessed: int, changed: int) -> None:
    os.utime(path, ns=(accessed, changed))
