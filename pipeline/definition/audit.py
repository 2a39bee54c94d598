"""An audit: views, fields, rules, standards, volumes and context measures, checked against one another when built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from pipeline.calendar.quarter import Quarter
from pipeline.definition.agreement import Agreement
from pipeline.definition.consistency import problems
from pipeline.definition.fields import Field, View
from pipeline.definition.fingerprint import fingerprint
from pipeline.definition.flow import Flow
from pipeline.definition.kinds import Count, Date, Text
from pipeline.definition.parts import Part, minutes
from pipeline.definition.standards import Context, Distribution, Ratio, RepeatShare, Rule, Standard, Volumes
from pipeline.errors import DefinitionError


class Cadence(Enum):
    """How often an audit is due."""

    QUARTERLY = "every quarter"
    SIX_MONTHLY = "twice a year (quarters 2 and 4)"
    ANNUAL = "once a year (quarter 4)"
    ONE_OFF = "once"
    CONTINUOUS = "all the time"

    def due(self, quarter: Quarter) -> bool:
        """Whether a return is due for ``quarter``."""
        if self is Cadence.SIX_MONTHLY:
            return quarter.number in (2, 4)
        return quarter.number == 4 if self is Cadence.ANNUAL else True


@dataclass(frozen=True, eq=False)
class References:
    """
    How the cases of a sample are named: the question that holds a case's reference, and how one is written.

    ``form`` takes year, quarter, code and number. ``on_lists``: a list may name its cases by them already.
    """

    field: Text
    form: str = "AUD{year:02d}Q{quarter}-{code}-{number:03d}"
    on_lists: bool = False

    def issued(self, code: str, quarter: Quarter, number: int) -> str:
        """The reference of a quarter's case."""
        return self.form.format(year=quarter.year % 100, quarter=quarter.number, code=code, number=number)

    def are(self, names: Iterable[str]) -> bool:
        """Whether all of ``names`` are such references already, so that none need be issued."""
        return self.on_lists and all(re.fullmatch(self.field.pattern or "", each) for each in names)


@dataclass(frozen=True, eq=False)
class Audit:
    """
    One audit, complete.

    ``parts``: its questions, by part of the story, in the order of the form. ``dropped``: the labels of questions that
    were asked once, of some view or of all, and are no more.
    ``anchors``: for each view the dates that decide the quarter, the first given counting; none where a view's
    records are placed by the record they are linked to. ``linked_by``: the fields that pair the same case in two
    views. ``key``: the field that names a record within one return. ``list_ref``: the field that must be answered
    where the Cover says that the cases came from the board's list. ``sampled``: how the cases of a sample are named.
    ``flow``, ``agreements``: what becomes of its records, and which raters of them are compared. ``read_by``: the kinds
    of guidance that say what its answers mean (see `partnership.guidance`). ``short_title``: its heading among others.
    """

    code: str
    title: str
    purpose: str
    unit: str
    units: str
    cadence: Cadence
    key: Text
    views: tuple[View, ...]
    anchors: Mapping[View, tuple[Date, ...]]
    parts: tuple[Part, ...]
    standards: tuple[Standard, ...]
    rules: tuple[Rule, ...] = ()
    linked_by: tuple[Field, ...] = ()
    list_ref: Text | None = None
    sampled: References | None = None
    volumes: tuple[Volumes, ...] = ()
    context: tuple[Context, ...] = ()
    sampling: str = ""
    guidance: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    short_title: str = ""
    flow: Flow | None = None
    agreements: tuple[Agreement, ...] = ()
    read_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        found = problems(self)
        if found:
            raise DefinitionError(f"audit {self.code}: " + "\n  ".join(found))

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The questions of every view, in order."""
        return tuple(field for part in self.parts for field in part.fields)

    def counted_on(self, standard: Standard) -> tuple[View, ...]:
        """The views whose records ``standard`` is counted on."""
        if standard.counted_on:
            return standard.counted_on
        return tuple(view for view in self.views if not self.borrowed(standard, view))

    def borrowed(self, standard: Standard, view: View) -> tuple[Field, ...]:
        """The fields of ``standard`` that ``view`` does not ask, so that they come from a linked record."""
        return tuple(field for field in standard.fields() if field.on and all(view is not each for each in field.on))

    def timed_on(self, standard: Standard) -> tuple[View, ...]:
        """The views whose own records say how long the cases of ``standard`` took."""
        return tuple(view for view in self.counted_on(standard) if not self.borrowed(standard, view))

    def view_of(self, agency_code: str) -> View | None:
        """The view that an agency returns, or None where it returns nothing for this audit."""
        return next((view for view in self.views if agency_code in view.agencies), None)

    def form(self, view: View, quarter: Quarter) -> Form:
        """What ``view`` is asked in ``quarter``; made once, since its version takes time to work out."""
        return self._forms.setdefault((view, quarter), Form(self, view, quarter))

    @cached_property
    def _forms(self) -> dict[tuple[View, Quarter], Form]:
        return {}

    def standards_in(self, quarter: Quarter) -> tuple[Standard, ...]:
        """The standards in force in ``quarter``."""
        return tuple(
            each
            for each in self.standards
            if (each.since is None or quarter >= each.since) and (each.until is None or quarter <= each.until)
        )


@dataclass(frozen=True, eq=False)
class Form:
    """One view of an audit in one quarter: what a template asks, an intake checks and a codebook explains."""

    audit: Audit
    view: View
    quarter: Quarter

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The questions asked, in order."""
        return tuple(field for part in self.parts for field in part.fields)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The questions asked, by part of the story; a part of which nothing is asked is left out."""
        asked = (
            Part(part.title, tuple(field for field in part.fields if field.asked(self.view, self.quarter)))
            for part in self.audit.parts
        )
        return tuple(part for part in asked if part.fields)

    @property
    def minutes(self) -> int:
        """
        About how many minutes one record takes, with the record open: a stated estimate, question by question.

        Units: whole minutes, at least 1.
        """
        return minutes(self.fields)

    @cached_property
    def no_longer_asked(self) -> frozenset[str]:
        """The labels of questions that were asked once and that this form does not ask."""
        ended = (field.label for field in self.audit.fields if field.until is not None and self.quarter > field.until)
        return frozenset((*self.audit.dropped, *ended)) - {field.label for field in self.fields}

    def has(self, field: Field) -> bool:
        """Whether this form asks ``field``."""
        return any(field is each for each in self.fields)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that read only what this form asks."""
        return tuple(rule for rule in self.audit.rules if all(self.has(field) for field in rule.fields()))

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that this form's records can count in, their own or lent to another view's."""
        return tuple(s for s in self.audit.standards_in(self.quarter) if any(self.has(f) for f in s.fields()))

    @cached_property
    def volumes(self) -> Volumes | None:
        """The Volumes sheet, where this view has one."""
        return next((each for each in self.audit.volumes if each.view is self.view), None)

    @property
    def anchors(self) -> tuple[Date, ...]:
        """The dates that decide the quarter, the first given counting."""
        return tuple(self.audit.anchors.get(self.view, ()))

    def affected(self, field: Field) -> tuple[str, ...]:
        """The ids of the standards whose outcome depends on ``field``."""
        return tuple(standard.id for standard in self.standards if any(field is each for each in standard.fields()))

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change whenever anything this form asks or checks changes."""
        counts = self.volumes.counts if self.volumes else ()
        return fingerprint(
            self.audit.code, self.view, self.anchors, self.fields, self.rules, self.standards, self.volumes, counts
        )[:12]


@dataclass(frozen=True)
class Declared:
    """What an audit's module defines, in the order written."""

    parts: tuple[Part, ...]
    rules: tuple[Rule, ...]
    standards: tuple[Standard, ...]
    volumes: tuple[Volumes, ...]
    context: tuple[Context, ...]


def declared(namespace: Mapping[str, object]) -> Declared:
    """
    What an audit's module defines, so that a question is added by writing it once, below the part that it belongs to.

    Raises: DefinitionError -- if a field is held under another name than its own, or stands above the first part.
    """
    values = list(namespace.values())
    return Declared(
        parts=tuple(_parts(namespace)),
        rules=tuple(each for each in values if isinstance(each, Rule)),
        standards=tuple(each for each in values if isinstance(each, Standard)),
        volumes=tuple(each for each in values if isinstance(each, Volumes)),
        context=tuple(each for each in values if isinstance(each, Ratio | Distribution | RepeatShare)),
    )


def _parts(namespace: Mapping[str, object]) -> list[Part]:
    found: list[Part] = []
    for name, value in namespace.items():
        if isinstance(value, Part):
            found.append(value)
        elif isinstance(value, Field) and value.name != name:
            raise DefinitionError(f"field {value.name!r} is held as {name}; give both the same name.")
        elif isinstance(value, Field) and not isinstance(value, Count):
            if not found:
                raise DefinitionError(f"field {name} stands above the first part; write a Part above it.")
            found[-1] = replace(found[-1], fields=(*found[-1].fields, value))
    return found
