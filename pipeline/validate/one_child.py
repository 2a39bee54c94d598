"""
What records say of one child, and whether it can all be true: its family, its age and birth, and what never changes.

The questions say it by their roles, so an audit that asks them has these checks. What is known of a child is put
together from records in any order, and no record is taken to be the right one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial, reduce

import pandas as pd

from pipeline.definition import NO, YES, Coded, Field, Form, Meaning, Role
from pipeline.definition.frame import AS_OF_COLUMN
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.children import (
    AGE_DIFFERS,
    AGE_DIFFERS_ELSEWHERE,
    BIRTH_DIFFERS,
    BIRTH_DIFFERS_ELSEWHERE,
    FAMILY_DIFFERS,
    FAMILY_DIFFERS_ELSEWHERE,
    LASTING_DIFFERS,
    LASTING_DIFFERS_ELSEWHERE,
)
from pipeline.validate.finding import Finding, cell_spans
from pipeline.validate.validated import Accepted

EVER, NEVER = date.min.toordinal(), date.max.toordinal()
_UNBORN_FOR = 1  # years at most
_SAYS_NOTHING = (Meaning.NOT_KNOWN, Meaning.NOT_RECORDED, Meaning.NOT_APPLICABLE)
WITHIN: Mapping[Role, Check] = {
    Role.FAMILY: FAMILY_DIFFERS,
    Role.AGE: AGE_DIFFERS,
    Role.UNBORN: BIRTH_DIFFERS,
    Role.LASTING: LASTING_DIFFERS,
}
ELSEWHERE: Mapping[Role, Check] = {
    Role.FAMILY: FAMILY_DIFFERS_ELSEWHERE,
    Role.AGE: AGE_DIFFERS_ELSEWHERE,
    Role.UNBORN: BIRTH_DIFFERS_ELSEWHERE,
    Role.LASTING: LASTING_DIFFERS_ELSEWHERE,
}


@dataclass(frozen=True)
class Known:
    """
    What is known of a child. ``earliest`` and ``latest``: days (as ordinals) between which all records together would
    have it born; no day is left where the first comes after the second. ``lasting``: question and answer.
    """

    earliest: int = EVER
    latest: int = NEVER
    families: frozenset[str] = frozenset()
    lasting: frozenset[tuple[str, str]] = frozenset()

    def with_(self, other: Known) -> Known:
        """What is known from both; the same in whichever order."""
        return Known(
            max(self.earliest, other.earliest),
            min(self.latest, other.latest),
            self.families | other.families,
            self.lasting | other.lasting,
        )


@dataclass(frozen=True)
class Sighting:
    """What one record says of its child. ``told_by``: the question that tells when it was born, where one does."""

    child: str
    row: int
    known: Known
    told_by: Field | None = None


@dataclass(frozen=True, eq=False)
class _Asked:
    """The questions of a form that tell of a child."""

    child: Field
    family: Field | None
    age: Field | None
    unborn: Field | None
    lasting: tuple[Field, ...]

    def telling_birth(self, role: Role | None) -> Field | None:
        """The question in that role."""
        return {Role.AGE: self.age, Role.UNBORN: self.unborn}.get(role) if role is not None else None


def sightings(sheet: Accepted) -> list[Sighting]:
    """What each record of a sheet says of its child, where it says anything."""
    asked, rows = _asked(sheet.identity.form), sheet.rows
    if asked is None or not len(rows):
        return []
    days = _days(sheet.identity.form, rows)
    children, numbers = _answers(asked.child, rows), rows["row"].tolist()
    families, ages, unborn = (_answers(each, rows) for each in (asked.family, asked.age, asked.unborn))
    lasting = [(each.name, _telling(each), _answers(each, rows)) for each in asked.lasting]
    seen = []
    for place, child in enumerate(children):
        if child is None:
            continue
        role, earliest, latest = None, EVER, NEVER
        if (day := days[place]) is not None:
            age = ages[place]
            years = None if age is None else int(float(age))
            role, earliest, latest = born_between(day, unborn=unborn[place], age=years)
        known = Known(
            earliest,
            latest,
            frozenset([family] if (family := families[place]) else []),
            frozenset((name, code) for name, codes, answers in lasting if (code := answers[place]) in codes and code),
        )
        if known != Known():
            seen.append(Sighting(child, numbers[place], known, asked.telling_birth(role)))
    return seen


def known_of(seen: Iterable[Sighting]) -> dict[str, Known]:
    """What is known of each child from all that was seen."""
    by_child: dict[str, list[Known]] = defaultdict(list)
    for each in seen:
        by_child[each.child].append(each.known)
    return {child: reduce(Known.with_, known) for child, known in by_child.items()}


def at_odds(one: Sighting, known: Known, form: Form) -> Iterator[Field]:
    """The questions of a record whose answers cannot all be true beside what else is ``known`` of its child."""
    asked = _asked(form)
    if asked is None:
        return
    own = one.known
    if asked.family is not None and own.families and known.families - own.families:
        yield asked.family
    if one.told_by is not None and (own.earliest > known.latest or own.latest < known.earliest):
        yield one.told_by
    others = dict(own.lasting)
    for each in asked.lasting:
        if each.name in others and any(name == each.name and code != others[name] for name, code in known.lasting):
            yield each


def within(returned: Accepted) -> Accepted:
    """A return with a query at each answer that does not fit another of its own rows about the same child."""
    sheets = [(sheet, sightings(sheet)) for sheet in returned.sheets]
    known = known_of(each for _, seen in sheets for each in seen)
    odd = [odd_rows(sheet.identity.form, seen, known) for sheet, seen in sheets]
    return with_queries(returned, odd, WITHIN)


OddRows = Mapping[Field, Sequence[int]]  # by a question, the rows whose answers do not fit


def odd_rows(form: Form, seen: Iterable[Sighting], known: Mapping[str, Known]) -> OddRows:
    """By question, the rows of a sheet whose answers do not fit what is ``known`` of their children."""
    rows: dict[Field, list[int]] = defaultdict(list)
    for each in seen:
        for field in at_odds(each, known[each.child], form):
            rows[field].append(each.row)
    return rows


def with_queries(returned: Accepted, odd: Sequence[OddRows], checks: Mapping[Role, Check]) -> Accepted:
    """A return with a query for each question; ``odd``: the rows of each of its sheets whose answers do not fit."""
    queries = tuple(
        _query(sheet, field, checks[field.role], theirs)
        for sheet, rows in zip(returned.sheets, odd, strict=True)
        for field, theirs in rows.items()
        if field.role is not None
    )
    return replace(returned, findings=(*returned.findings, *queries)) if queries else returned


def _query(sheet: Accepted, field: Field, check: Check, rows: Sequence[int]) -> Finding:
    form, column = sheet.identity.form, sheet.columns[field.name]
    return check.worded().at(
        form.sheet,
        cell_spans(f"{column}{row}" for row in rows),
        field=field.name,
        label=field.label,
        affects=form.affected(field),
    )


def _asked(form: Form) -> _Asked | None:
    by_role: dict[Role, list[Field]] = defaultdict(list)
    for each in form.fields:
        if each.role is not None:
            by_role[each.role].append(each)
    if not by_role[Role.CHILD]:
        return None
    family, age, unborn = (next(iter(by_role[each]), None) for each in (Role.FAMILY, Role.AGE, Role.UNBORN))
    return _Asked(by_role[Role.CHILD][0], family, age, unborn, tuple(by_role[Role.LASTING]))


def _days(form: Form, rows: pd.DataFrame) -> list[date | None]:
    """The day of each record: the first that decides its quarter and is given, else the day the return gives itself."""
    columns = [rows[name] for name in (*(each.name for each in form.anchors), AS_OF_COLUMN) if name in rows.columns]
    if not columns:
        return [None] * len(rows)
    first = reduce(lambda days, later: days.fillna(later), [pd.to_datetime(each) for each in columns])
    days: list[date | None] = first.to_numpy(dtype="datetime64[D]").tolist()
    return days


def _answers(field: Field | None, rows: pd.DataFrame) -> list[str | None]:
    """The answers to a question, None where there is none."""
    if field is None or field.name not in rows.columns:
        return [None] * len(rows)
    return [None if pd.isna(each) else str(each) for each in rows[field.name].tolist()]


def _telling(field: Field) -> frozenset[str]:
    """The codes of a question by which it says something."""
    codes = tuple(field.codes) if isinstance(field, Coded) else ()
    return frozenset(each.code for each in codes if each.meaning not in _SAYS_NOTHING)


def born_between(day: date, *, unborn: str | None, age: int | None) -> tuple[Role | None, int, int]:
    """
    By which answer a record of ``day`` tells when its child was born, and between which days (as ordinals).

    ``age``: in completed years. Where it says nothing of it, by none and on any day.
    """
    ago = partial(_years, day)
    if unborn == YES.code:
        return Role.UNBORN, day.toordinal(), ago(_UNBORN_FOR)
    if age is not None:
        return Role.AGE, ago(-age - 1), ago(-age)
    if unborn == NO.code:
        return Role.UNBORN, EVER, day.toordinal()
    return None, EVER, NEVER


def _years(day: date, years: int) -> int:
    """The day so many ``years`` later, as an ordinal; of 29 February the day after it, where there is none."""
    year = max(day.year + years, date.min.year)
    try:
        return day.replace(year=year).toordinal()
    except ValueError:
        return date(year, 3, 1).toordinal()
