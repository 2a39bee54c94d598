"""Clocks that are wrong, odd locales and environments, and workspaces in odd places."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.faults.trial import Trial, judged
from benchmarks.faults.workspaces import BOARD, RUN, Base

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)  # Debian: apt-get install libfaketime
_TODAY = ("@{0} 00:00:30", "@{0} 23:50:00")
_DAY = 86_400
_SHIFTS = (120, -120, 3_600, _DAY, -_DAY, 3_650 * _DAY, -3_650 * _DAY)


def times(base: Base, rng: Random) -> Trial:
    """A file server's clock: returns, and what is kept, seem to be changed at another time than they were."""
    which, shift = rng.choice(("fresh", "finished")), rng.choice(_SHIFTS)
    with base.copied(which) as copy:
        before = copy.outside()
        folder = copy.root / rng.choice(("data/raw", "data", "."))
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            # The order in which returns came that were never registered is that of their times: those move alike.
            if which == "fresh" or rng.random() < 0.7:
                moved = path.stat().st_mtime + shift
                os.utime(path, (moved, moved))
        commands = (RUN, BOARD)
        outcome, why = judged(copy, before, [base.report_of(which, *commands)], commands)
    what = f"{shift:+d} seconds, {which}, {folder.relative_to(copy.root)}"
    return Trial("files' times in the past or future", what, True, outcome, why)


def moved_clock(base: Base, rng: Random) -> Trial:
    """The computer's own clock is ahead, or has another time of today, in the first run; then it is put right."""
    assert FAKETIME is not None
    shift = rng.choice(("+1d", "+30d", "+3650d", *_TODAY)).format(date.today())
    surroundings = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    with base.copied("fresh") as copy:
        before = copy.outside()
        copy.run(RUN, surroundings)
        outcome, why = judged(copy, before, [base.report_of("fresh", RUN)])
    return Trial("the computer's clock moved", shift, True, outcome, why)


_SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "LC_ALL=C": {"LC_ALL": "C", "LANG": None},
    "LC_ALL=POSIX, PYTHONUTF8=0": {"LC_ALL": "POSIX", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=tr_TR.UTF-8": {"LC_ALL": "tr_TR.UTF-8"},
    "no locale at all": {"LANG": None, "PYTHONUTF8": "0"},
    "PYTHONIOENCODING=ascii": {"PYTHONIOENCODING": "ascii"},
    "HOME unset": {"HOME": None},
    "HOME not there": {"HOME": "/nowhere/at/all"},
    "TMPDIR not there": {"TMPDIR": "/nowhere/at/all"},
    "PYTHONHASHSEED=0": {"PYTHONHASHSEED": "0"},
    "PYTHONHASHSEED=4242": {"PYTHONHASHSEED": "4242"},
    "TZ=America/New_York": {"TZ": "America/New_York"},
    "TZ=Asia/Kathmandu": {"TZ": "Asia/Kathmandu"},
    "TZ=Pacific/Kiritimati": {"TZ": "Pacific/Kiritimati"},
    "COLUMNS=1, TERM=dumb": {"COLUMNS": "1", "TERM": "dumb"},
    "MPLBACKEND=TkAgg, no display": {"MPLBACKEND": "TkAgg", "DISPLAY": None},
    "a proxy": {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
    "PYTHONOPTIMIZE=2": {"PYTHONOPTIMIZE": "2"},
    "PYTHONWARNINGS=error": {"PYTHONWARNINGS": "error::UserWarning:pipeline"},
}


def environment(base: Base, rng: Random) -> Trial:
    """The first run happens in odd surroundings; the plain run after it must find nothing to do otherwise."""
    name = rng.choice([each for each, odd in _SURROUNDINGS.items() if _same_day(odd.get("TZ"))])
    with base.copied("fresh") as copy:
        before = copy.outside()
        copy.run(RUN, _SURROUNDINGS[name])
        outcome, why = judged(copy, before, [base.report_of("fresh", RUN)])
    return Trial("odd locale or environment", name, True, outcome, why)


def _same_day(zone: str | None) -> bool:
    """Pages carry the day, so that one made on another day is another page."""
    return zone is None or datetime.now(ZoneInfo(zone)).date() == date.today()


_PLACES = (
    "with spaces",
    "{braces} and {0}",
    'it\'s "quoted"',
    "café Zürich".encode().decode(),
    "cafe\u0301 (decomposed)",
    "-leading-dash",
    "x" * 200,
    "trailing dot.",
    "100% %s %(x)s",
    "$HOME `id` ;&|",
    "[a-z]*?",
    "#anchor?query=1",
    "日本語 🏥",
    "a\\backslash",
    "two\nlines",
    "data",
    "reports",
)


def place(base: Base, rng: Random) -> Trial:
    """The whole workspace lies at an odd path."""
    name = rng.choice(_PLACES)
    with base.copied("fresh", name) as copy:
        outcome, why = judged(copy, copy.outside(), [base.report_of("fresh", RUN)])
    what = repr(name) if len(name) < 40 else f"{len(name)} characters"
    return Trial("odd path", what, True, outcome, why)
