"""A form: one view of an audit in one quarter, which is what a template asks and an intake checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.calendar.bank_holidays import days_of
from pipeline.calendar.quarter import Period, Quarter
from pipeline.definition.fields import Field, View, in_force, several
from pipeline.definition.fingerprint import fingerprint, version_of
from pipeline.definition.kinds import Date
from pipeline.definition.parts import Part, minutes
from pipeline.definition.records import AsIf, Records
from pipeline.definition.standards import Amount, Distribution, Rule, Standard, Volumes
from pipeline.english import plural

if TYPE_CHECKING:
    from pipeline.definition.audit import Audit

# Counted up where the workbook's own words or its worked example change, so that earlier ones are known by them.
_WORKBOOK = 2


@dataclass(frozen=True, eq=False)
class Form:
    """One view of an audit in one quarter: what a template asks, an intake checks and a codebook explains."""

    audit: type[Audit]
    view: View
    quarter: Quarter

    @property
    def returners(self) -> tuple[str, ...]:
        """The codes of the agencies that fill it in."""
        return self.audit.returners(self.view, self.quarter)

    @property
    def unit(self) -> str:
        """What one of its rows is."""
        return self.view.unit or self.audit.unit

    @property
    def row(self) -> str:
        """What one of its rows is called in a word or two."""
        return self.view.row or self.audit.row or "case"

    @property
    def rows(self) -> str:
        """What several of its rows are called."""
        return plural(self.row)

    @property
    def sheet(self) -> str:
        """The name of the sheet that its records stand on."""
        return self.view.sheet

    @cached_property
    def beside(self) -> tuple[Form, ...]:
        """The forms that are further sheets of its workbook, in order."""
        return tuple(
            self.audit.form(view, self.quarter)
            for view in self.audit.views
            if view.beside is self.view and in_force(self.quarter, view.since, None)
        )

    @cached_property
    def link(self) -> tuple[Field, ...]:
        """
        What joins each row of a further sheet to a record of the main one, so that it must stand there too.

        The child or the family where both ask it, and else what pairs records. Nothing where its rows have a date of
        their own that places them, or where the two sheets ask nothing alike.
        """
        main = self.view.beside
        if main is None or self.anchors:
            return ()
        for joining in (self.audit.about(), self.audit.linked_by):
            if alike := tuple(each for each in joining if self.has(each) and each.asked(main, self.quarter)):
                return alike
        return ()

    @property
    def sheets(self) -> tuple[Form, ...]:
        """Itself, and the forms that are further sheets of its workbook."""
        return (self, *self.beside)

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

    @cached_property
    def period(self) -> Period:
        """The quarters that its records are of."""
        period = self.audit.run(self.quarter).period(self.quarter)
        return period.earlier(self.view.behind)

    @property
    def of_days(self) -> str:
        """Of which days its records are, where these lie before those of the return; else nothing."""
        return f"from {self.period.start:%d/%m/%Y} to {self.period.end:%d/%m/%Y}" if self.view.behind else ""

    @property
    def one_row(self) -> str:
        """What one of its rows is, and of which days, where these lie before those of the return."""
        return ", ".join(filter(None, (self.unit, self.of_days)))

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that an answer may give."""
        return days_of(self.quarter)

    @cached_property
    def _dated(self) -> dict[str, Field]:
        return {each.name: each.within(*self.days) for each in self.fields if isinstance(each, Date)}

    def dated(self, field: Field) -> Field:
        """``field`` as its answers are read in this quarter: a date is believable in the years near."""
        return self._dated.get(field.name, field)

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
        return tuple(s for s in self.audit.standards_in(self.quarter) if self._counts_in(s))

    def _counts_in(self, standard: Standard) -> bool:
        """Whether ``standard`` is counted on its records, or takes an answer of theirs for a record of another view."""
        on = self.audit.counted_on(standard)
        lent = (field for view in on for field in self.audit.lent(standard, view, self.view))
        return any(view is self.view for view in on) or any(self.has(field) for field in lent)

    @cached_property
    def volumes(self) -> Volumes | None:
        """The Volumes sheet, where this view has one."""
        return next((each for each in self.audit.volumes if each.view is self.view), None)

    @property
    def anchors(self) -> tuple[Date, ...]:
        """The dates that decide the quarter, the first given counting."""
        return tuple(self.audit.anchors.get(self.view, ()))

    def records(self, rows: pd.DataFrame, unusable: pd.DataFrame | None = None, as_if: AsIf | None = None) -> Records:
        """
        The records of returns on this form, each judged by what is in force on the day that decides its quarter.

        Where a view has no such date, that is the quarter's last day. ``as_if``: as if another one were.
        Shape: as in `Records`.
        """
        recoded = self.audit.recoded()
        records = Records(rows, unusable, recoded=recoded).ending(self.period.end)
        return records.anchored(self.anchors, self.quarter.end, as_if)

    def affected(self, field: Field) -> tuple[str, ...]:
        """The ids of the standards whose outcome depends on ``field``."""
        return tuple(standard.id for standard in self.standards if any(field is each for each in standard.fields()))

    @cached_property
    def measures(self) -> tuple[Distribution | Amount, ...]:
        """The measures, shown and never rated, that its records are counted in."""
        answered = (each for each in self.audit.context if isinstance(each, Distribution | Amount))
        return tuple(each for each in answered if any(view is self.view for view in several(each.counted_on)))

    @cached_property
    def version(self) -> str:
        """
        Twelve hexadecimal digits that change whenever anything this form asks or checks changes.

        They also change with `_WORKBOOK`.
        """
        counts = self.volumes.counts if self.volumes else ()
        digest = fingerprint(
            self.quarter,
            _WORKBOOK,
            self.audit.code,
            self.view,
            self.anchors,
            self.fields,
            self.rules,
            self.standards,
            self.volumes,
            counts,
            *(each for standard in self.standards for each in standard.versions if each.within(self.quarter)),
            *(part for each in self.beside for part in (each.sheet, each.version)),
        )
        return version_of(digest)
