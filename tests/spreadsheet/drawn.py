"""Rows of a return as people fill them in: right, wrong in every way a cell can be, half blank, and there twice."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from pipeline.definition import Code, Coded, Date, DateTime, Field, Form, MultiCode, OneCode, Text, Whole

Row = dict[str, object]
BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u2028\u202f\u3000"
UNSEEN = "\u00ad\u061c\u200b\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2060\u2066\u2068\u2069\ufe0f\ufeff"
AMERICAN = "8/25/2019"
DATES_AS_TEXT = (
    "05/08/2019",
    "5/8/2019",
    "5.8.2019",
    "05-08-2019",
    "5/8/2019\u00a0",
    " 17/08/2019 9:30",
    "05/08/2019 14:35:10",
    "\u200e05/08/2019\u200e",
    "5\u200e/8/2019",
    "5\u20098\u20092019",
    "\u202a5 Aug\u202c\u20072019",
    "05–08−2019",
    "2019-08-05",
    "2019-08-05T09:30",
    "2019-08-05 24:00",
    "5 August 2019",
    "05-Aug-2019",
    "5 aug, 2019",
    "5 aug 19",
    "5-Sept-2019 8:05",
    "30 Feb 2019",
    "5 Brumaire 2019",
    AMERICAN,
    "5/8/19",
    "5/8/2019 noon",
    "5//8/2019",
    "32/1/2019",
    "5/8/2091",
    "/",
    "2019/08/05",
    "5/Aug/2019",
    "5 , Aug 2019",
    "5/8/2019 9:5",
    "05 08 2019",
    "7-8-2019-10:30",
    "1e1/8/2019",
)


def rows(form: Form, sound: Sequence[Row], count: int, chance: random.Random, *, american: bool) -> Iterator[Row]:
    """
    ``count`` rows, some of them blank; ``sound``: rows that pass every check, to spoil.

    ``american``: whether any date can only have been written month first, so that others are in doubt too.
    """
    for row in _drawn(form, sound, count, chance):
        yield row if american else {name: None if value == AMERICAN else value for name, value in row.items()}


def spoilt(form: Form, sound: Sequence[Row], count: int, chance: random.Random) -> Iterator[Row]:
    """
    ``count`` rows of a further sheet: sound ones, most of them with some answers changed or taken away.

    Where it is what the row belongs to, or its number, the others stay: by them alone it is still told for a row.
    """
    names = {each.name for each in form.link or (form.audit.key,)}
    links = [each for each in form.fields if each.name in names]
    others = [each for each in form.fields if each.name not in names]
    for number in range(count):
        row = dict(sound[number % len(sound)])
        lost = bool(links) and chance.random() < 0.15
        for field in [chance.choice(links)] if lost else chance.choices(others, k=chance.randint(0, 3)):
            row[field.name] = None if chance.random() < 0.35 else anything(field, chance)
        yield row


def _drawn(form: Form, sound: Sequence[Row], count: int, chance: random.Random) -> Iterator[Row]:
    given: list[Row] = []
    for number in range(count):
        kind = chance.choices(("sound", "spoilt", "any", "blank", "again", "number"), (15, 45, 22, 6, 6, 6))[0]
        if kind == "blank":
            yield chance.choice(({}, {chance.choice(form.fields).name: " "}))
            continue
        if kind == "again" and given:
            yield _again(form, chance.choice(given), chance)
            continue
        row = dict(sound[number % len(sound)]) if kind != "any" else {}
        row[form.audit.key.name] = f"{form.audit.code}-{number:04d}"
        if kind == "any":
            row = {each.name: value for each in form.fields if (value := anything(each, chance)) is not None}
            row |= {form.audit.key.name: f"{form.audit.code}-{number:04d}"} if chance.random() < 0.9 else {}
            row |= {anchor.name: anchored(anchor, form, chance) for anchor in form.anchors if chance.random() < 0.8}
            if form.audit.key.name not in row:  # without its number, a record is told by whose it is
                row |= {each.name: value for each, value in _references(form, sound[number % len(sound)])}
        for _ in range(chance.randint(1, 5) if kind == "spoilt" else 0):
            field = chance.choice(form.fields)
            row[field.name] = None if chance.random() < 0.35 else anything(field, chance)
        if kind == "number" and given:
            row[form.audit.key.name] = chance.choice(given)[form.audit.key.name]
        if not _tells_whose(form, row):
            row[form.audit.key.name] = f"{form.audit.code}-{number:04d}"
        if form.audit.key.name in row:
            given.append(row)
        yield row


def _references(form: Form, row: Row) -> Iterator[tuple[Field, object]]:
    """The references of a record that every record has, but for its own number."""
    for field in form.fields:
        if isinstance(field, Text) and field.pattern and field.required and field is not form.audit.key:
            yield field, row.get(field.name)


def _tells_whose(form: Form, row: Row) -> bool:
    """
    Whether a row can be told for a record: by a reference; or by its number, in any form where none is asked.

    What stands in place of a reference tells it too, where the record has a day; without one it may be another's table.
    """
    references = list(_references(form, row))
    number = str(row.get(form.audit.key.name) or "").strip(BLANKS + UNSEEN + " ")
    if re.fullmatch(form.audit.key.pattern or "", number) or not references:
        return bool(number)
    if any(
        re.fullmatch(field.pattern or "", str(value or "")) for field, value in references if isinstance(field, Text)
    ):
        return True
    return bool(form.anchors) and any(value for _, value in references)


def _again(form: Form, row: Row, chance: random.Random) -> Row:
    """The same row, or one that the intake takes for the same."""
    again = dict(row)
    for field in form.fields:
        value = again.get(field.name)
        if isinstance(field, OneCode) and isinstance(value, str) and chance.random() < 0.2:
            again[field.name] = f" {value.lower()} "
    return again


def anchored(anchor: Date, form: Form, chance: random.Random) -> object:
    """A date near the quarter, seldom outside it."""
    day = form.quarter.start + timedelta(days=chance.randint(-2, 93))
    return _moment(day, chance) if isinstance(anchor, DateTime) else day


def _moment(day: date, chance: random.Random) -> datetime:
    # Whole days too, which are dates without a time; never the last half minute, which rounds into another day.
    return datetime(day.year, day.month, day.day, *chance.choice(((0, 0), (9, 30, 20), (23, 58, 45), (14, 5))))


def anything(field: Field, chance: random.Random) -> object:
    """A right answer more often than not; otherwise nothing, or something that people type instead."""
    lot = chance.random()
    if lot < 0.2:
        return None
    return chance.choice(right(field, chance)) if lot < 0.75 else chance.choice(wrong(field, chance))


def right(field: Field, chance: random.Random) -> list[object]:
    """Answers that the question takes as they are."""
    day = date(2019, 7, 1) + timedelta(days=chance.randint(-40, 130))
    match field:
        case MultiCode():
            chosen = chance.sample(field.codes.values(), min(2, len(field.codes.codes)))
            return [";".join(chosen), chosen[0]]
        case OneCode():
            return [*field.codes.values()]
        case Whole():
            return [field.minimum, field.maximum, *(code.code for code in field.also_codes())]
        case Date():
            given = _moment(day, chance) if isinstance(field, DateTime) else day
            return [given, *(code.code for code in field.also_codes())]
    return [field.example or "some words"]


def in_words(code: Code) -> list[str]:
    """A code as a drop-down offers it, and as people say it; not all of it need be read."""
    label = code.label
    return [
        code.shown,
        label,
        label.lower(),
        f"{label}.",
        f"{label} .",
        f"{code.code} - {label}",
        f"{code.code}: {label}",
        f"{code.code.lower()}. {label}",
        f"{code.code}={label}",
        f"{code.code} {label.upper()}",
        f"{code.code}—{label}",
        f"{code.code}\u00a0–\u00a0{label} ",
        label.replace("-", "−").replace("'", "’").replace(" ", "  "),
        f"{code.code}.",
        f"{label}s",
    ]


def wrong(field: Field, chance: random.Random) -> list[object]:
    """What is typed instead: in another spelling, out of range, of another kind."""
    odd: list[object] = ["", " ", "?", "see notes", 7, 3.5, -1]
    blank, unseen = chance.choice(BLANKS), chance.choice(UNSEEN)
    match field:
        case Coded():
            code = chance.choice(tuple(field.codes))
            odd += [*in_words(code), ".", "-", "=", f"{code.code}=", f"{code.label}|{code.code}", "N - Yes", "4 - Good"]
            odd += [
                code.code.lower(),
                f" {code.code}{blank}",
                f"{code.code[:1]}{unseen}{code.code[1:]}{unseen}",
                f"{code.code}X",
                "NA",
                "n/a",
                "Y;N",
                "True",
                *code.spellings,
                *(each.upper() for each in code.spellings),
            ]
            if isinstance(field, MultiCode):
                first, second, *_ = field.codes.values()
                odd += [
                    f"{second};{first}",
                    f"{first.lower()}; {second} ;",
                    f"{first},{second}",
                    ";",
                    f"{first};;{second}",
                    f"{first};{first}",
                    f"{first};X",
                    f"{first} {second}",
                ]
                one, other = (chance.choice(in_words(each)) for each in chance.sample(field.codes.codes, 2))
                odd += [
                    f"{one};{other}",
                    f" {one} ; {first.lower()}",
                    f"{one}.;{other}",
                    f"{one};.;{second}",
                    f"{one},{other}",
                    f"{one};;{one}",
                ]
        case Whole():
            odd += [
                field.maximum + 1,
                field.minimum - 1,
                str(field.maximum),
                "007",
                "1.0",
                "1e1",
                "10%",
                "-1",
                "about",
                f" {field.minimum} ",
                f"{field.minimum}{blank}",
                f"{unseen}{field.minimum}",
                datetime(2019, 7, 1),
            ]
            odd += [text for code in field.also_codes() for text in (code.code.lower(), *in_words(code))]
        case Date():
            odd = [
                *odd[:4],
                date(2011, 12, 31),
                date(2029, 1, 1),
                date(2091, 7, 1),
                date(2019, 8, 3),
                "31/02/2019",
                datetime(2019, 8, 5, 9, 30),
                "soon",
                "Y",
                *DATES_AS_TEXT,
            ]
            odd += [text for code in field.also_codes() for text in (f" {code.code.lower()}", *in_words(code))]
        case Text(pattern=str()) if isinstance(field.example, str):
            example = field.example
            odd += [
                example.lower(),
                example.replace("-", chance.choice("–—‑‐−")),
                f"{example}{blank}",
                f" {unseen}{example}",
                f"{example}X",
                example[:-1],
                example * 9,
                f"{example[:2]} {example[2:]}",
                12,
            ]
        case Text():
            odd += ["word " * 99 + "more", "word " * 110, "=1+1", "n/a", "‘Ω’ <&>", f"{unseen}{blank}"]
    return odd
