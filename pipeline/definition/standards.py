"""Standards and context measures: what is counted, out of what, and against which target."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import cast

from pipeline.calendar.quarter import Quarter
from pipeline.definition.codes import OUTSIDE_VERSION
from pipeline.definition.fields import Field, Severity, View, Views, fields_of, limits_of, misdated, several
from pipeline.definition.kinds import Coded, Count, Text, Whole
from pipeline.definition.predicate import ALWAYS, Predicate
from pipeline.definition.questions import Prompt, wrong_with
from pipeline.definition.timing import TimeLimit, time_limit
from pipeline.errors import DefinitionError
from pipeline.partnership.defining import read_for
from pipeline.partnership.limits import Limit
from pipeline.partnership.model import Document


class Basis(Enum):
    """Where a standard comes from; it sets the usual target and amber line."""

    STATUTORY = "statutory"
    PROCEDURE = "agreed procedure"
    LOCAL = "local standard"
    GOOD_PRACTICE = "good practice"


class Polarity(Enum):
    """Which way is better; CONTEXT measures are shown and never rated."""

    HIGH_GOOD = "higher is better"
    LOW_GOOD = "lower is better"
    CONTEXT = "context: not rated"


TARGETS = {
    Basis.STATUTORY: (0.95, 0.85),
    Basis.PROCEDURE: (0.95, 0.85),
    Basis.LOCAL: (0.90, 0.75),
    Basis.GOOD_PRACTICE: (0.80, 0.60),
}


@dataclass(frozen=True, eq=False)
class Reading:
    """What decides the outcome of a record: whether a standard applies to it, is met, or is not due yet."""

    applies: Predicate
    met: Predicate
    pending: Predicate | None = None

    def fields(self) -> tuple[Field, ...]:
        """Every field that it reads."""
        return fields_of(self.applies, self.pending, self.met)

    def limits(self) -> tuple[Limit, ...]:
        """Every time limit that it reads."""
        return limits_of(self.applies, self.pending, self.met)


@dataclass(frozen=True, eq=False)
class Version:
    """
    How a standard is judged while a document is in force, in place of what it says itself; what is not given it says.

    ``document``: the kind of document, of which a partnership may have dated versions, none yet, or none at all, and
    where it has none the version never holds. ``what``: in a few words, what is otherwise, as a page says it.
    ``title``: the standard's title then.
    """

    document: str
    what: str
    met: Predicate | None = None
    applies: Predicate | None = None
    pending: Predicate | None = None
    title: str = ""
    in_force: tuple[Document, ...] = field(init=False, metadata=OUTSIDE_VERSION)

    def __post_init__(self) -> None:
        named = f"a version by the {self.document}"
        if self.met is None and self.applies is None and self.pending is None:
            raise DefinitionError(f"{named}: say what is otherwise (met=, applies= or pending=).")
        if not self.what.strip():
            raise DefinitionError(f"{named}: say in words what is otherwise (what=).")
        partnership, _ = read_for()
        dated = tuple(each for each in partnership.versions(self.document) if each.dated)
        object.__setattr__(self, "in_force", dated)

    def within(self, quarter: Quarter) -> bool:
        """Whether it holds on any day of ``quarter``."""
        return any(each.within(quarter) for each in self.in_force)

    def on(self, day: date) -> bool:
        """Whether it holds on ``day``."""
        return any(each.on(day) for each in self.in_force)


_UNSAID = cast(Basis, None)  # a basis has no usual value, and yet stands after ``met``, which may be left out


@dataclass(frozen=True, eq=False)
class Standard:
    """
    One criterion. Each record has one outcome: met, not met, not applicable, not known, pending or missing.

    ``id``: what it is held as in its audit, from which it has it; so have rules and context measures theirs.
    ``applies`` chooses the denominator, ``met`` the numerator, ``pending`` takes out what is not due yet.
    ``counted_on``: the views whose records are counted (each view that asks every field, where empty); fields that
    such a view does not ask are borrowed from the record that the audit's ``linked_by`` fields pair it with.
    ``by``: a coded field that the figures are broken down by, beside the agency.
    ``part``/``whole``: what is counted within a record, such as core groups held of those due, in place of ``met``.
    ``versions``: how it is judged otherwise while a document is in force, the later in the list before the earlier.
    ``timed``: what the working days that ``met`` allows are, where a page shows how many the cases took.
    ``questions``: what a member might ask of it, where it has a better question than the usual one (`questions.USUAL`).
    Units: ``target`` and ``amber`` are proportions (0 to 1); those of ``basis`` where not given.
    """

    title: str
    applies: Predicate
    met: Predicate = ALWAYS
    basis: Basis = _UNSAID
    source: str = ""
    part: Whole | None = field(default=None, metadata=OUTSIDE_VERSION)
    whole: Whole | None = field(default=None, metadata=OUTSIDE_VERSION)
    pending: Predicate | None = None
    target: float | None = None
    amber: float | None = None
    polarity: Polarity = Polarity.HIGH_GOOD
    headline: bool = False
    counted_on: Views = ()
    by: Coded | None = None
    recommendations: tuple[str, ...] = field(default=(), metadata=OUTSIDE_VERSION)
    excluded: str = ""
    caveats: tuple[str, ...] = ()
    since: Quarter | None = None
    until: Quarter | None = None
    timed: str = field(default="", metadata=OUTSIDE_VERSION)
    versions: tuple[Version, ...] = field(default=(), metadata=OUTSIDE_VERSION)
    questions: Mapping[Prompt, str] = field(default_factory=lambda: MappingProxyType({}), metadata=OUTSIDE_VERSION)
    id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "counted_on", several(self.counted_on))
        if self.part is not None and self.whole is not None and self.met is ALWAYS:
            object.__setattr__(self, "met", self.part >= self.whole)
        if self.basis is None:
            raise DefinitionError(f"{self.described()}: say what it rests on (basis=).")
        low_good = self.polarity is Polarity.LOW_GOOD
        if self.target is None and self.amber is None and not low_good:
            for name, usual in zip(("target", "amber"), TARGETS[self.basis], strict=True):
                object.__setattr__(self, name, usual)
        for problem in self._problems(low_good):
            raise DefinitionError(f"{self.described()}: {problem}")
        if self.timed:
            time_limit(self.described(), self.met)

    def _problems(self, low_good: bool) -> Iterator[str]:
        if self.target is None and self.amber is None:
            yield "lower is better, so give its target and amber."
        elif self.target is None or self.amber is None:
            yield "give both target and amber, or neither."
        elif not (0 <= self.target <= 1 and 0 <= self.amber <= 1):
            yield "target and amber are proportions from 0 to 1."
        elif self.target > self.amber if low_good else self.target < self.amber:
            yield "amber must be easier to reach than target."
        if not self.source.strip():
            yield "say where it comes from (source=)."
        if self.met is ALWAYS:
            yield "say what meets it (met=), or what is counted within a record (part= and whole=, both)."
        if self.part is not None and (self.versions or self.whole is None or self.by is not None):
            yield "part= goes with whole=, and with neither versions= nor by=."
        if wrong := wrong_with(self.questions):
            yield wrong
        yield from misdated(self.since, self.until)

    @property
    def time_limit(self) -> TimeLimit | None:
        """The two dates and the working days between them that ``met`` allows; None where no page shows them."""
        return time_limit(self.described(), self.met) if self.timed else None

    def described(self) -> str:
        """How a DefinitionError names it."""
        return f"standard {self.id or repr(self.title)}"

    @property
    def rated(self) -> bool:
        """Whether it is given red, amber or green."""
        return self.polarity is not Polarity.CONTEXT

    @property
    def itself(self) -> Reading:
        """How it is judged where none of its versions holds."""
        return Reading(self.applies, self.met, self.pending)

    def read_by(self, version: Version) -> Reading:
        """How it is judged by one of its versions."""
        return Reading(
            self.applies if version.applies is None else version.applies,
            self.met if version.met is None else version.met,
            self.pending if version.pending is None else version.pending,
        )

    def titled(self, quarter: Quarter) -> str:
        """Its title on the last day of ``quarter``."""
        holding = [each.title for each in self.versions if each.title and each.on(quarter.end)]
        return holding[-1] if holding else self.title

    def readings(self) -> tuple[Reading, ...]:
        """Every way in which it is judged, of one record or another."""
        return (self.itself, *map(self.read_by, self.versions))

    def fields(self) -> tuple[Field, ...]:
        """Every field its outcome depends on, by whichever version."""
        return fields_of(*self._predicates())

    def limits(self) -> tuple[Limit, ...]:
        """Every time limit that its outcome depends on, by whichever version."""
        return limits_of(*self._predicates())

    @property
    def of_what_children_are(self) -> bool:
        """Whether it counts or leaves out children by what they are: on a plan, say, or not yet born."""
        return any(field.describes_child for field in self.fields())

    def _predicates(self) -> Iterator[Predicate | None]:
        for each in self.readings():
            yield from (each.applies, each.pending, each.met)


@dataclass(frozen=True, eq=False)
class Rule:
    """A check across fields: ``holds`` may not be false. ``blame`` is the field marked, whose value is doubted."""

    holds: Predicate
    blame: Field
    severity: Severity
    fix: str
    when: Predicate | None = None
    because: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if all(self.blame is not field for field in self.fields()):
            raise DefinitionError(f"{self.described()}: it blames {self.blame.called}, which it does not read.")
        if not self.fix.strip():
            raise DefinitionError(f"{self.described()}: say how to mend it (fix=).")

    def described(self) -> str:
        """How a DefinitionError names it."""
        return f"rule {self.id}" if self.id else f"a rule that blames {self.blame.described()}"

    def fields(self) -> tuple[Field, ...]:
        """Every field the rule reads."""
        return fields_of(self.when, self.holds)


@dataclass(frozen=True, eq=False)
class Volumes:
    """
    The Volumes sheet of a view: whole numbers (``counts``) per month and, where given, per code of ``per``.

    ``monthly``: whether each month has a line; otherwise there is one for the whole period.
    """

    view: View
    counts: tuple[Count, ...]
    per: Coded | None = None
    monthly: bool = field(default=True, metadata=OUTSIDE_VERSION)


@dataclass(frozen=True, eq=False)
class Ratio:
    """
    Context from Volumes: the sum of ``numerator`` over the sum of ``denominator`` less ``less``; never rated.

    ``out_of``: the Volumes sheet of ``denominator`` and ``less``, where another view's agency holds these numbers.
    """

    title: str
    volumes: Volumes
    numerator: tuple[Count, ...]
    denominator: tuple[Count, ...]
    less: tuple[Count, ...] = ()
    expected: str = field(default="", metadata=OUTSIDE_VERSION)
    recommendations: tuple[str, ...] = field(default=(), metadata=OUTSIDE_VERSION)
    out_of: Volumes | None = field(default=None, metadata=OUTSIDE_VERSION)
    id: str = ""

    @property
    def below(self) -> Volumes:
        """The Volumes sheet that its denominator stands on."""
        return self.out_of or self.volumes

    def __post_init__(self) -> None:
        standing = [(count, self.volumes) for count in self.numerator]
        standing += [(count, self.below) for count in (*self.denominator, *self.less)]
        for count, sheet in standing:
            if all(count is not each for each in sheet.counts):
                raise DefinitionError(
                    f"ratio {self.id or repr(self.title)}: {count.called} is not a count of its Volumes sheet."
                )


@dataclass(frozen=True, eq=False)
class Distribution:
    """
    Context from records: how many records gave each answer to ``field``, where ``applies``; never rated.

    ``why``: its answers are reasons, so they are drawn with the commonest first.
    """

    title: str
    field: Coded
    applies: Predicate
    counted_on: View
    recommendations: tuple[str, ...] = dataclasses.field(default=(), metadata=OUTSIDE_VERSION)
    why: bool = False
    id: str = ""


@dataclass(frozen=True, eq=False)
class RepeatShare:
    """
    Context from records: distinct values of ``key`` on two records or more, over distinct values; never rated.

    ``across``: on the records of two agencies or more, so that no one of them can see it alone.
    """

    title: str
    key: Text
    counted_on: View
    across: bool = False
    recommendations: tuple[str, ...] = dataclasses.field(default=(), metadata=OUTSIDE_VERSION)
    id: str = ""


@dataclass(frozen=True, eq=False)
class Amount:
    """
    Context from records: the sum of the answers to ``field`` where ``applies``, and the middle one; never rated.

    ``unit``: what is added up, as a page says it: "nights".
    """

    title: str
    field: Whole
    counted_on: View
    unit: str
    applies: Predicate = ALWAYS
    recommendations: tuple[str, ...] = dataclasses.field(default=(), metadata=OUTSIDE_VERSION)
    id: str = ""


Context = Ratio | Distribution | RepeatShare | Amount
