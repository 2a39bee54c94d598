"""Random predicates and random records for the properties of the definition language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
from hypothesis import strategies as st

from pipeline.definition import (
    Date,
    DateTime,
    MultiCode,
    OneCode,
    Predicate,
    Text,
    Whole,
    YesNo,
    code_list,
    days,
    hours,
    working_days,
    working_hours,
)
from pipeline.definition.frame import Records, rails

COLOUR = OneCode("Colour", name="colour", codes=code_list("colours", RED="Red", BLUE="Blue", GREEN="Green"))
LEVEL = OneCode("Level", name="level", codes=code_list("levels", **{"1": "One", "2": "Two"}))
ANSWER = YesNo("Answered?", name="answer", not_recorded=True, not_known=True)
PARTS = MultiCode("Parts", name="parts", codes=code_list("parts", A="A", AB="AB", C="C"))
NUMBER = Whole("Number", name="number", maximum=20)
OTHER = Whole("Other number", name="other", maximum=20)
START = Date("Start", name="start")
END = Date("End", name="end")
SENT = DateTime("Sent", name="sent")
READ = DateTime("Read", name="read")
NOTE = Text("Note", name="note")
OWN = Text("Own words", name="own")
FIELDS = (COLOUR, LEVEL, ANSWER, PARTS, NUMBER, OTHER, START, END, SENT, READ, NOTE, OWN)

# Around Easter and Christmas, so that weekends and bank holidays are crossed often.
_DATES = st.dates(date(2019, 12, 20), date(2020, 1, 8)) | st.dates(date(2019, 4, 15), date(2019, 4, 28))
_TIMES = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day) + timedelta(minutes=minute),
    _DATES,
    st.integers(0, 24 * 60 - 1),
)
_VALUES = {
    "colour": st.sampled_from(COLOUR.codes.values()),
    "level": st.sampled_from(LEVEL.codes.values()),
    "answer": st.sampled_from(ANSWER.codes.values()),
    "parts": st.lists(st.sampled_from(PARTS.codes.values()), min_size=1, unique=True).map(";".join),
    "number": st.integers(0, 20),
    "other": st.integers(0, 20),
    "start": _DATES,
    "end": _DATES,
    "sent": _TIMES,
    "read": _TIMES,
    "note": st.sampled_from(["x", "y z", "é"]),
    "own": st.sampled_from(["X", "y Z", "É"]),
}


def records() -> st.SearchStrategy[dict[str, object]]:
    """A record with a value or a blank for every field."""
    return st.fixed_dictionaries({name: st.none() | values for name, values in _VALUES.items()})


def typed(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The records as a frame, its dates as dates."""
    frame = pd.DataFrame(rows, columns=[field.name for field in FIELDS], dtype=object)
    for field in FIELDS:
        if isinstance(field, Date):
            frame[field.name] = pd.to_datetime(frame[field.name])
    return frame


def verdicts(predicate: Predicate, frame: pd.DataFrame) -> list[bool | None]:
    """Where the predicate is true or false; None where it is unknown."""
    each = rails(predicate, Records(frame))
    return [True if true else False if false else None for true, false in zip(each.true, each.false, strict=True)]


def predicates() -> st.SearchStrategy[Predicate]:
    """A predicate of any shape the language has."""
    return st.recursive(_leaves(), _joined, max_leaves=6)


def _leaves() -> st.SearchStrategy[Predicate]:
    operators = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    equal = st.sampled_from(["==", "!="])
    coded = st.sampled_from([COLOUR, LEVEL, ANSWER])
    spans = st.sampled_from(
        [
            working_days(START, END),
            working_days(START, SENT),
            days(START, READ),
            hours(SENT, READ),
            working_hours(SENT, READ),
            days(END, START),
        ]
    )
    return st.one_of(
        coded.flatmap(lambda field: st.builds(field._compare, equal, st.sampled_from(field.codes.values()))),
        coded.flatmap(
            lambda field: st.lists(st.sampled_from(field.codes.values()), min_size=1, max_size=2).map(
                lambda codes: field.is_in(*codes)
            )
        ),
        st.lists(st.sampled_from(PARTS.codes.values()), min_size=1, max_size=2).map(
            lambda codes: PARTS.contains(*codes)
        ),
        st.sampled_from(FIELDS).map(lambda field: field.is_blank()),
        st.builds(NUMBER._compare, operators, st.integers(0, 20)),
        st.builds(NUMBER._compare, operators, st.just(OTHER)),
        st.builds(START._compare, operators, st.sampled_from([END, SENT]) | _DATES),
        st.builds(SENT._compare, operators, st.just(READ)),
        st.builds(lambda span, operator, number: span._compare(operator, number), spans, operators, st.integers(-3, 9)),
        st.builds(NOTE._compare, equal, st.sampled_from(["x", "y z"])),
        st.builds(NOTE._compare, equal, st.just(OWN)),
    )


def _joined(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    return st.one_of(
        st.builds(lambda a, b: a & b, parts, parts),
        st.builds(lambda a, b: a | b, parts, parts),
        st.builds(lambda a: ~a, parts),
    )
