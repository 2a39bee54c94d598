"""``doctor``: what is missing or odd in a partnership's and its meetings' files and here, each with what to do."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, requires, version

from pipeline.audits.checked import problems
from pipeline.audits.oddities import beside_definitions
from pipeline.calendar.quarter import Quarter
from pipeline.english import number_of
from pipeline.errors import WrongPartnership
from pipeline.partnership.here import FOLDER, of_workspace, used
from pipeline.partnership.leftovers import leftovers
from pipeline.partnership.model import Partnership
from pipeline.partnership.oddities import Oddity, Weight, oddities
from pipeline.store.erasure.past_its_time import overdue
from pipeline.store.meeting_oddities import meeting_oddities
from pipeline.store.partnership_places import oddities_of
from pipeline.store.workspace import Workspace

WRONG, ODD = 2, 3  # exit statuses
SCREEN = 20  # lines
_HEADINGS = {
    Weight.MEND: "Mend first:",
    Weight.LOOK: "Look at:",
    Weight.KNOW: "Good to know; nothing need be done now:",
}
_REQUIRED = re.compile(r"([A-Za-z0-9._-]+)>=([\d.]+)$")  # what is needed only for tests ends otherwise


def doctor(workspace: Workspace, *, quarter: str | None, everything: bool) -> int:
    """Print what is odd, the heaviest first; gives the exit status: 2 mistakes, 3 something odd, 0 neither."""
    asked = Quarter.parse(quarter) if quarter else Quarter.containing(date.today())
    mistakes: Sequence[str] = ()
    odd = [*oddities_of(workspace), *_installed()]
    try:
        partnership = of_workspace(workspace.root, problems)
    except WrongPartnership as wrong:
        mistakes = wrong.mistakes
        print(f"{workspace.root / FOLDER}: {number_of(len(mistakes), 'mistake')}; no command can use it as it is.")
    else:
        print(f"{_which(workspace, partnership)}, as of {asked}")
        odd += _of_partnership(workspace, partnership, asked)
    lines = [*mistakes, *_lines(odd)]
    shown = lines if everything or len(lines) <= SCREEN else lines[:SCREEN]
    for line in shown:
        print(line)
    if len(shown) < len(lines):
        print(f"… and {number_of(len(lines) - len(shown), 'line')} more: add --all.")
    if mistakes:
        return WRONG
    if any(each.weight is Weight.MEND for each in odd):
        return ODD
    agreed = any(each.weight is Weight.LOOK for each in odd)
    start = "Where you agree with all of it, next" if agreed else "Next"
    print(f"{start}: python -m pipeline templates {asked.folder}{workspace.option}")
    return ODD if agreed else 0


def _which(workspace: Workspace, partnership: Partnership) -> str:
    own = workspace.root / FOLDER
    if os.path.lexists(own):
        return f"{own}: {partnership.name}"
    return (
        f"{partnership.name}, which comes with the package: there is no folder {own} "
        f"(python -m pipeline init{workspace.option} writes one)"
    )


def _of_partnership(workspace: Workspace, partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    with used(partnership):
        yield from [*beside_definitions(partnership, quarter), *oddities(partnership, quarter)]
        yield from list(meeting_oddities(workspace))
        yield from list(overdue(workspace, partnership.keeping, date.today()))
    if os.path.lexists(workspace.root / FOLDER):
        yield from leftovers(partnership)


def _lines(odd: Sequence[Oddity]) -> Iterator[str]:
    for weight, heading in _HEADINGS.items():
        theirs = [each for each in odd if each.weight is weight]
        if theirs:
            yield heading
            yield from (f"  {each}" for each in theirs)


def _installed() -> Iterator[Oddity]:
    """Whether Python's libraries are as new as the package needs them; Excel and LibreOffice are not needed at all."""
    try:
        needed = requires("pipeline") or []
    except PackageNotFoundError:
        return  # it runs from its folder, and what it needs is listed nowhere
    for each in needed:
        if wanted := _REQUIRED.match(each):
            name, least = wanted.groups()
            try:
                there = version(name)
            except PackageNotFoundError:
                there = "not installed"
            if _numbers(there) < _numbers(least):
                text = f"{name} is {there}, and {least} is needed. Set the environment up again (make setup)."
                yield Oddity(Weight.MEND, f"Python {sys.version.split()[0]}", text)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", text)[:3])
