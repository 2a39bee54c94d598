"""Answers left out where one is due, given where none is asked, or against one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from numpy.random import Generator

from benchmarks.defects.by_record import amiss, holds
from benchmarks.defects.kinds.typing import wrong
from benchmarks.defects.sent import Sent, Spot, typed
from benchmarks.defects.truth import Bent, Kind
from pipeline.definition import AS_OF, Coded, Date, Field, MultiCode, Rule, Severity
from pipeline.definition.fields import operands
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING


def _required(spot: Spot) -> bool:
    return spot.field.required


def _put(sent: Sent, row: int, answers: dict[Field, Any]) -> Bent:
    """``answers`` put into a record; whatever the codebook then does not allow there is the truth."""
    book = sent.book()
    for field, value in answers.items():
        typed(book[RECORDS_SHEET], sent.cell(field, row), _as_cell(value))
    names = set(amiss(sent.form, {**sent.record(row), **{field.name: value for field, value in answers.items()}}))
    fields = [each for each in sent.form.fields if each.name in names]
    return sent.bent(book, *(sent.place(each, row) for each in fields))


def _as_cell(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def _due(sent: Sent, random: Generator) -> Bent | None:
    """An answer left out that another answer calls for."""
    for kind in ("code", "date", "codes", "words"):
        for spot in sent.spots(kind, random, lambda each: sent.unread(each.field)):
            when = spot.field.required_when
            if when is not None and holds(when, sent.record(spot.row)) is True:
                return _put(sent, spot.row, {spot.field: None})
    return None


def _expected(sent: Sent, random: Generator) -> Bent | None:
    """An answer left out that is expected and may be explained."""
    for spot in sent.spots("date", random):
        when = spot.field.expected_when
        if when is not None and holds(when, sent.record(spot.row)) is True:
            return _put(sent, spot.row, {spot.field: None})
    return None


def _uncalled(sent: Sent, random: Generator) -> Bent | None:
    """An answer given where another answer says that none is asked."""
    fields = [each for each in sent.fields("code") if each.only_when is not None and sent.unread(each)]
    for row in random.permutation(list(sent.rows)).tolist():
        for field in fields:
            assert isinstance(field, Coded)
            assert field.only_when is not None
            if sent.record(row)[field.name] is None and holds(field.only_when, sent.record(row)) is False:
                return _put(sent, row, {field: field.codes.values()[0]})
    return None


def _undated(sent: Sent, random: Generator) -> Bent | None:
    return _without(sent, random, sent.form.anchors[0], None) if sent.form.anchors else None


def _without(sent: Sent, random: Generator, field: Field, value: object) -> Bent:
    """A record without what tells whose or when it is: it may be set aside, and must be named."""
    row = int(random.choice([each for each in sent.rows if sent.record(each)[field.name] is not None]))
    book = sent.book()
    typed(book[RECORDS_SHEET], sent.cell(field, row), value)
    return sent.bent(book, sent.place(field, row), kept=frozenset(sent.rows) - {row}, either=frozenset({row}))


def _broken(sent: Sent, random: Generator, wanted: Severity, *, dated: bool) -> Bent | None:
    """A record in which one answer is changed until a rule of the codebook no longer holds."""
    rules = [each for each in sent.form.rules if each.severity is wanted and isinstance(each.blame, Date) is dated]
    anchors = {each.name for each in sent.form.anchors}
    for place in random.permutation(len(rules)).tolist():
        rule = rules[place]
        if rule.blame.name in anchors:
            continue
        for row in random.permutation(list(sent.rows)).tolist():
            for value in _others(sent, rule, row):
                changed = {**sent.record(row), rule.blame.name: value}
                if set(amiss(sent.form, changed)) == {rule.blame.name}:
                    return _put(sent, row, {rule.blame: value})
    return None


def _others(sent: Sent, rule: Rule, row: int) -> Iterator[object]:
    """Other answers to the question that a rule blames, each of them allowed by itself."""
    given = sent.record(row)[rule.blame.name]
    if isinstance(given, date):
        yield from (given + timedelta(days=days) for days in (-7, -35, 7, 35, 120) if _weekday(given, days))
    elif isinstance(rule.blame, Coded) and given is not None and not isinstance(rule.blame, MultiCode):
        yield from rule.blame.codes.values()
    elif isinstance(rule.blame, MultiCode) and given is not None and "NONE" in rule.blame.codes.values():
        yield f"{given};NONE"


def _weekday(given: date, days: int) -> bool:
    return (given + timedelta(days=days)).weekday() < 5


def _dated_tomorrow(sent: Sent, random: Generator) -> Bent | None:
    """A date of what is done by the day of the return, put after it."""
    rules = [each for each in sent.form.rules if any(read is AS_OF for read in operands(each.holds))]
    deciding = {each.name for each in sent.form.anchors}  # after the period its record is none of it, and that is told
    dates = [each.blame for each in rules if isinstance(each.blame, Date) and each.severity is Severity.ERROR]
    fields = [each for each in dates if each.name not in deciding]
    given = [(row, field) for field in fields for row in sent.rows if sent.record(row)[field.name] is not None]
    days = [day for n in range(1, 5) if (day := sent.as_of + timedelta(days=n)).weekday() < 5]
    if not given:
        return None
    row, field = given[int(random.choice(len(given)))]
    return _put(sent, row, {field: days[0]})


def _unborn_with_an_age(sent: Sent, random: Generator) -> Bent | None:
    asked = {each.name: each for each in sent.form.fields}
    if "age_years" not in asked:
        return None
    children = Counter(sent.record(row)["child_ref"] for row in sent.rows)  # another record of it would be doubted too
    alone = [row for row in sent.rows if children[sent.record(row)["child_ref"]] == 1]
    rows = [row for row in alone if sent.record(row)["age_years"] is not None]
    return _put(sent, int(random.choice(rows)), {asked["unborn"]: "Y"}) if rows else None


_MISSING = REQUIRED_MISSING.id
_REQUIRED = "The codebook says that it is always needed."
_RULE = "The codebook's rule no longer holds, and names the answer that it blames."

KINDS = (
    wrong("required code left blank", _REQUIRED, "code", None, _required, _MISSING),
    wrong("blanks typed in a required code", f"{_REQUIRED} Blanks are nothing.", "code", "   ", _required, _MISSING),
    wrong("required number left blank", _REQUIRED, "number", None, _required, _MISSING),
    Kind("answer missing that another calls for", "The codebook says when it is needed, and it is.", _due),
    Kind("answer missing that is expected", "The codebook says when it is expected, and it is.", _expected),
    Kind("answer where none is asked", "The codebook says when alone it is asked.", _uncalled),
    Kind(
        "record without its number",
        "Every record has a number.",
        lambda sent, random: _without(sent, random, sent.form.audit.key, None),
    ),
    Kind(
        "record without the date that decides the quarter",
        "Without it nobody can say which quarter it belongs to.",
        _undated,
    ),
    Kind("dates in the wrong order", _RULE, lambda sent, random: _broken(sent, random, Severity.ERROR, dated=True)),
    Kind(
        "answers that contradict each other",
        _RULE,
        lambda sent, random: _broken(sent, random, Severity.ERROR, dated=False),
    ),
    Kind(
        "answers that seldom go together",
        _RULE,
        lambda sent, random: _broken(sent, random, Severity.QUERY, dated=False),
    ),
    Kind("date after the return was sent", _RULE, _dated_tomorrow),
    Kind("unborn baby with an age", _RULE, _unborn_with_an_age),
)
