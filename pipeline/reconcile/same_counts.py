"""What two agencies' Volumes sheets say of one number, and what each is asked of its own where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.definition import Audit, Counter, SameCount
from pipeline.english import listed
from pipeline.partnership.bodies import agency, name_of
from pipeline.template.layout import VOLUMES_SHEET, times_of
from pipeline.validate.validated import Accepted, given_on

TOLERANCE = 0.05  # of the larger number
AT_LEAST = 3  # that small numbers may differ by

_ASKED = (
    "{sheet}, {times}: check your number “{label}”{lines}: whether it counts {units}, and by which date. Mend it and "
    "send the return again, or tell the board that it is right."
)


class State(StrEnum):
    """How two numbers stand to each other; MORE and FEWER say it of the second."""

    WITHIN = "within tolerance"
    MORE = "more"
    FEWER = "fewer"
    NOT_GIVEN = "not given"
    NIL = "none on either"


@dataclass(frozen=True)
class Held:
    """
    The numbers of one period. None: not given. ``agencies``: the codes of those whose numbers the first is the sum of.

    ``lines``: the codes under which the second stands, none where it has one line a period.
    """

    agencies: tuple[str, ...]
    period: str
    lines: tuple[str, ...]
    first: int | None
    second: int | None

    @property
    def state(self) -> State:
        """How the two stand to each other."""
        return state_of(self.first, self.second)

    @property
    def who(self) -> str:
        """The agencies by name."""
        return listed([name_of(code) for code in self.agencies])


def state_of(first: int | None, second: int | None) -> State:
    """How ``second`` stands to ``first``: within 5 % of the larger or within 3, whichever allows more, is alike."""
    if first is None or second is None:
        return State.NOT_GIVEN
    if first == second == 0:
        return State.NIL
    if abs(first - second) <= max(AT_LEAST, TOLERANCE * max(first, second)):
        return State.WITHIN
    return State.MORE if second > first else State.FEWER


def same_counts(audit: type[Audit], returns: Sequence[Accepted]) -> Iterator[tuple[SameCount, tuple[Held, ...]]]:
    """Every number that two sides of ``audit`` count, where a return of both sides counts."""
    for what in audit.same_counts:
        first, second = (given_on(side.volumes.view, returns) for side in what.sides)
        if first and second:
            yield what, tuple(_held(what, audit, first, second))


def asked_of_counts(audit: type[Audit], returns: Sequence[Accepted]) -> Mapping[str, tuple[str, ...]]:
    """
    By the SHA-256 of a return, what its agency is asked of its own numbers.

    It says which number to check, and not that another is held against it: of a type of which there is one agency, that
    would be the other's number, or nearly so.
    """
    asked: dict[str, list[str]] = defaultdict(list)
    for what, numbers in same_counts(audit, returns):
        times: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
        for each in numbers:
            if each.state in (State.MORE, State.FEWER):
                times[each.agencies, each.lines].append(each.period)
        for (agencies, lines), periods in times.items():
            for side in what.sides:
                for sender in given_on(side.volumes.view, returns):
                    if side is what.second or sender.identity.agency in agencies:
                        asked[sender.sha256].append(_sentence(what, side, lines, periods))
    return {sha256: tuple(theirs) for sha256, theirs in asked.items()}


def _sentence(what: SameCount, side: Counter, lines: Sequence[str], periods: Sequence[str]) -> str:
    of = f" ({listed(list(lines))})" if lines and side is what.second else ""
    return _ASKED.format(
        sheet=VOLUMES_SHEET, times=listed(list(periods)), label=side.count.label, lines=of, units=what.units
    )


def _held(what: SameCount, audit: type[Audit], first: Sequence[Accepted], second: Sequence[Accepted]) -> Iterator[Held]:
    form = first[0].identity.form
    due = {side: audit.returners(side.volumes.view, form.quarter) for side in what.sides}
    for agencies, lines in _groups(what, due[what.first]):
        theirs = [each for each in first if each.identity.agency in agencies]
        for period in times_of(form):
            yield Held(
                agencies,
                period,
                lines,
                _number(what.first, theirs, agencies, period, ()),
                _number(what.second, second, due[what.second], period, lines),
            )


def _groups(what: SameCount, due: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Which agencies' numbers are added up, and under which codes the other side has them."""
    if not what.lines:
        yield tuple(due), ()
    for kind, lines in what.lines.items():
        alike = tuple(code for code in due if (known := agency(code)) is not None and known.type is kind)
        if alike:
            yield alike, lines


def _number(
    side: Counter, returns: Sequence[Accepted], due: Sequence[str], period: str, lines: Sequence[str]
) -> int | None:
    """The sum of what every agency of ``due`` gives for ``period``; None where one of them gives nothing."""
    if not {each.identity.agency for each in returns} >= set(due):
        return None
    total = 0
    for each in returns:
        if side.count.name not in each.volumes.columns:
            return None
        chosen = each.volumes["month"] == period
        if lines:
            chosen &= each.volumes["per"].isin(lines)
        numbers = each.volumes.loc[chosen, side.count.name]
        if numbers.empty or numbers.isna().any():
            return None
        total += int(numbers.sum())
    return total
