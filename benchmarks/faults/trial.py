"""One try, how it is judged, and the table of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.faults.workspaces import RUN, Copy, Ended

CHOSEN = 2  # the exit status of wrong usage: nothing was done


class Outcome(Enum):
    """What came of a try."""

    SAME = "same report after"
    REFUSED = "refused clearly"
    WRONG = "wrong"


@dataclass(frozen=True)
class Trial:
    """One try: what was done, whether it came in the middle of the work or changed anything, and what came of it."""

    kind: str
    what: str
    landed: bool
    outcome: Outcome
    why: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}: {self.outcome.value}{self.why and f': {self.why}'}"


def is_clear(ended: Ended, copy: Copy) -> bool:
    """Whether a command that did not do its work said so in plain words, with a path and the next step."""
    lines = [line for line in ended.err.splitlines() if line]
    if not lines or "Traceback" in ended.err + ended.out or ended.status not in (1, CHOSEN):
        return False
    told = " ".join(lines)
    places = (str(copy.root), "data/", "reports/", "the path of a workspace", "using this workspace")
    place = any(each in told for each in places)
    return place and ("See docs/troubleshooting.md#" in lines[-1] or "Try: " in lines[-1])


def judged(
    copy: Copy,
    before: Collection[str],
    expected: Sequence[Mapping[str, str]],
    commands: Iterable[tuple[str, ...]] = (RUN,),
) -> tuple[Outcome, str]:
    """
    What comes of one more plain run, and of whatever else makes up the report.

    ``before``: what lay outside the workspace; ``expected``: the reports of which it must be one.
    """
    for words in commands:
        ended = copy.run(words)
        if ended.status not in (0, 3):
            if is_clear(ended, copy):
                return Outcome.REFUSED, _last(ended)
            return Outcome.WRONG, f"{' '.join(words)} ended with {ended.status}: {_last(ended)}"
        if "Traceback" in ended.err + ended.out:
            return Outcome.WRONG, f"{' '.join(words)} ended with a traceback: {_last(ended)}"
    if outside := sorted(copy.outside() - set(before)):
        return Outcome.WRONG, f"outside the workspace lies {', '.join(outside[:3])}"
    if unfinished := copy.unfinished():
        return Outcome.WRONG, f"left unfinished: {', '.join(unfinished[:3])}"
    report = copy.report()
    if report not in expected:
        return Outcome.WRONG, f"another report: {_difference(report, expected[0])}"
    return Outcome.SAME, ""


def _last(ended: Ended) -> str:
    return " / ".join(ended.err.strip().splitlines()[-3:])


def _difference(report: Mapping[str, str], expected: Mapping[str, str]) -> str:
    differing = sorted(name for name in report.keys() | expected.keys() if report.get(name) != expected.get(name))
    signs = {(True, False): "+", (False, True): "-"}
    return ", ".join(f"{signs.get((each in report, each in expected), '')}{each}" for each in differing[:4])


HEADINGS = ("what was done", "tries", "landed mid-way", "same report after", "refused clearly", "wrong")


def rows(trials: Iterable[Trial]) -> list[tuple[str, ...]]:
    """A row for each kind, in the order in which they were first tried, and one for all."""
    listed = list(trials)
    kinds = dict.fromkeys(each.kind for each in listed)
    return [*(_row(kind, [each for each in listed if each.kind == kind]) for kind in kinds), _row("all", listed)]


def _row(kind: str, trials: Sequence[Trial]) -> tuple[str, ...]:
    counts = [sum(each.outcome is outcome for each in trials) for outcome in Outcome]
    return (kind, str(len(trials)), str(sum(each.landed for each in trials)), *map(str, counts))


def as_text(trials: Iterable[Trial]) -> str:
    """The table for a terminal."""
    table = [HEADINGS, *rows(trials)]
    first, *others = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    lines = ([row[0].ljust(first), *map(str.rjust, row[1:], others)] for row in table)
    return "\n".join("  ".join(line) for line in lines)


def as_markdown(trials: Iterable[Trial]) -> str:
    """The table for a page of documents."""
    line = "| {} |".format
    ruler = "|---|" + "---:|" * (len(HEADINGS) - 1)
    return "\n".join([line(" | ".join(HEADINGS)), ruler, *(line(" | ".join(row)) for row in rows(trials))])
