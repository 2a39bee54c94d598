"""The attack: which protected counts can be worked out from all that readers hold, by whom, and from which figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.disclose.proof import knowledge
from pipeline.disclose.proof.moves import misled
from pipeline.disclose.proof.printed import Printed, Release
from pipeline.disclose.proof.secrets import ANYBODY, Guard, Secret
from pipeline.disclose.proof.solver import Reader, World, at_once, extreme
from pipeline.disclose.proof.system import System


@dataclass(frozen=True)
class GivenAway:
    """
    A protected count that can be worked out, or nearly, without its value.

    ``viewpoint``: the agency that can do it with its own rows; empty where anybody can. ``pinned``: whether it is known
    for certain, not only between ends that are too narrow. ``figures``: the ids of figures that give it away together,
    none of which can be left out; empty where it follows from the numbers of records alone, or was not asked for.
    """

    standard: str
    agency: str
    quarter: str
    what: str
    viewpoint: str
    pinned: bool
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """How small and how large a ``secret`` can be for a reader; None where the solver found no answer in time."""

    secret: Secret
    viewpoint: str
    low: int | None
    high: int | None

    def safe(self, limit: int) -> bool:
        """Whether it can be 1 or less and ``limit`` or more, and is not known to be small."""
        if self.low is None or self.high is None:
            return False
        return self.low <= 1 and self.high >= limit and (self.low < 1 or self.high > limit)


def given_away(
    releases: Sequence[Release], limit: int, *, insiders: bool = True, named: bool = True, most: int | None = None
) -> tuple[GivenAway, ...]:
    """
    Every count of 1 to ``limit`` that a reader of all releases can work out.

    ``releases``: oldest first, the one that is about to be made last. ``insiders``: whether agencies read them, which
    know their own rows. ``named``: whether the figures that give each away are looked for, which takes longer.
    ``most``: how many are looked for; all, where None.
    """
    guard = Guard(Printed(releases), limit, insiders)
    every = (
        _given_away(system, found, limit, named=named)
        for system, secrets in _systems(guard)
        for found in _unsafe(system, secrets, limit)
    )
    return tuple(islice(every, most))


def protected(releases: Sequence[Release], limit: int, *, insiders: bool = True) -> int:
    """How many counts are protected, each once for all that may not work it out."""
    return sum(len(secrets) for _, secrets in _systems(Guard(Printed(releases), limit, insiders)))


def intervals(releases: Sequence[Release], limit: int, *, insiders: bool = True) -> tuple[Found, ...]:
    """How small and how large each protected count can be, from each viewpoint, by the solver alone."""
    return tuple(
        _solved(system, secret, Reader(viewpoint), limit)
        for system, secrets in _systems(Guard(Printed(releases), limit, insiders))
        for secret in secrets
        for viewpoint in secret.viewpoints
    )


def _systems(guard: Guard) -> Iterator[tuple[System, list[Secret]]]:
    """What is known, standard by standard and then of the numbers of records, with what is protected of it."""
    for standard in guard.printed.standards:
        if secrets := guard.of_a_standard(standard):
            yield knowledge.of_a_standard(guard, standard), secrets
    for places in knowledge.together(guard.printed):
        system, secrets = knowledge.of_records(guard, places)
        if secrets:
            yield system, secrets


def _unsafe(system: System, secrets: Sequence[Secret], limit: int) -> Iterator[Found]:
    """What is given away; where anybody can work it out, it is not said of agencies again."""
    doubtful: dict[str, list[Secret]] = {}
    for secret in secrets:
        for viewpoint in set(secret.viewpoints) - _withstands(system, secret, limit):
            doubtful.setdefault(viewpoint, []).append(secret)
    to_anybody = set[Secret]()
    for viewpoint in sorted(doubtful):
        left = [secret for secret in doubtful[viewpoint] if secret not in to_anybody]
        for found in _by_solver(system, left, viewpoint, limit):
            if viewpoint == ANYBODY:
                to_anybody.add(found.secret)
            yield found


def _withstands(system: System, secret: Secret, limit: int) -> set[str]:
    """The viewpoints from which simple worlds show that nothing is given away."""

    def reaching(goal: int) -> set[str]:
        return set(secret.viewpoints) if goal == secret.size else misled(system, secret, goal)

    none, more = reaching(0), reaching(limit + 1)
    safe = none & more
    if len(safe) < len(secret.viewpoints):
        safe |= none & reaching(limit)
    if len(safe) < len(secret.viewpoints):
        safe |= more & reaching(1)
    return safe


class _Seen:
    """What each of the ``secrets`` of a system came to in the worlds that were found so far for one reader."""

    def __init__(self, system: System, secrets: Sequence[Secret], viewpoint: str, limit: int) -> None:
        self._viewpoint, self._limit = viewpoint, limit
        self.weights = {secret: secret.weights(system) for secret in secrets}
        self._values = {secret: {secret.size} for secret in secrets}

    def see(self, world: World | None) -> None:
        """Take in a world."""
        for secret, weights in self.weights.items():
            value = None if world is None else world.value(weights)
            if value is not None:
                self._values[secret].add(value)

    @property
    def doubtful(self) -> list[Secret]:
        """Those that these worlds do not show to be safe."""
        return [
            secret
            for secret, values in self._values.items()
            if not Found(secret, self._viewpoint, min(values), max(values)).safe(self._limit)
        ]


def _by_solver(system: System, secrets: Sequence[Secret], viewpoint: str, limit: int) -> Iterator[Found]:
    """Those of ``secrets`` that are given away; a world that the solver finds for one may serve others."""
    seen, reader = _Seen(system, secrets, viewpoint, limit), Reader(viewpoint)
    left, before = seen.doubtful, len(secrets) + 1
    while 1 < len(left) < before:
        for most in (False, True):
            seen.see(at_once(system, [seen.weights[each] for each in left], reader, limit, most=most))
        left, before = seen.doubtful, len(left)
    for secret in left:
        if secret in seen.doubtful:
            worlds = [extreme(system, seen.weights[secret], reader, limit, most=most) for most in (False, True)]
            for world in worlds:
                seen.see(world)
            found = _found(system, secret, viewpoint, worlds)
            if not found.safe(limit):
                yield found


def _solved(system: System, secret: Secret, reader: Reader, limit: int) -> Found:
    """How small and how large a secret can be, by the solver."""
    weights = secret.weights(system)
    worlds = [extreme(system, weights, reader, limit, most=most) for most in (False, True)]
    return _found(system, secret, reader.agency, worlds)


def _found(system: System, secret: Secret, viewpoint: str, worlds: Sequence[World | None]) -> Found:
    weights = secret.weights(system)
    return Found(secret, viewpoint, *(None if each is None else each.value(weights) for each in worlds))


def _given_away(system: System, found: Found, limit: int, *, named: bool) -> GivenAway:
    secret = found.secret
    pinned = found.low is not None and found.low == found.high
    figures = _least(system, found, limit) if named else ()
    return GivenAway(secret.standard, secret.agency, secret.quarter, secret.what, found.viewpoint, pinned, figures)


def _least(system: System, found: Found, limit: int) -> tuple[str, ...]:
    """
    Figures that give a count away together, each of which is needed for it.

    Source: Junker 2004, QuickXplain: preferred explanations and relaxations for over-constrained problems.
    """

    def gives_away(figures: Sequence[str]) -> bool:
        return not _solved(system, found.secret, Reader(found.viewpoint, frozenset(figures)), limit).safe(limit)

    def needed(beside: list[str], among: list[str], *, changed: bool) -> list[str]:
        if changed and gives_away(beside):
            return []
        if len(among) == 1:
            return among
        half = len(among) // 2
        second = needed(beside + among[:half], among[half:], changed=True)
        first = needed(beside + second, among[:half], changed=bool(second))
        return first + second

    _, rows = system.bound_to(found.secret.weights(system))
    figures = list(dict.fromkeys(row.fact for row in rows if row.fact))
    if not figures or gives_away([]):
        return ()
    return tuple(sorted(needed([], figures, changed=False)))
