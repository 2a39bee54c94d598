"""``partnership.toml``: what the board and its people are called, its words, its themes and its markings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pipeline.partnership import cells
from pipeline.partnership.cells import WrongCell
from pipeline.partnership.child_status import ChildStatus
from pipeline.partnership.folder_files import SETTINGS
from pipeline.partnership.keeping import USUAL, KeepingTime, Kept, keeping_time
from pipeline.partnership.mistakes import Mistakes, meant, quoted, shortened
from pipeline.partnership.words import MEANINGS, Words

ROLES = {"chair": "chair", "analyst": "analyst", "business_manager": "business manager"}  # and what each is called
MARKINGS = {"subgroup": "OFFICIAL-SENSITIVE", "board": "OFFICIAL", "public": "For publication"}  # of each edition
_TEXTS = ("name", "short_name", "area")
_TABLES = ("roles", "markings", "keeping", "disclosure", "themes", "expected", "sources", "words")
_KEYS = (*_TEXTS, "default_edition", "days_for_a_return", "report_published", *_TABLES)
_FEW = 12  # names that a message lists
_LONGEST = 300  # characters of a word; they stand in sentences
_MOST_DAYS = 250  # working days of a year, about
_TABLE = re.compile(r"\s*(\[{1,2})\s*([\w.\- \"']+?)\s*\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


@dataclass(frozen=True)
class Settings:
    """What ``partnership.toml`` says; see `Partnership` for what each is."""

    name: str = ""
    short_name: str = ""
    area: str = ""
    default_edition: str = "subgroup"
    returns_within: int = 20
    roles: Mapping[str, str] = field(default_factory=lambda: ROLES)
    markings: Mapping[str, str] = field(default_factory=lambda: MARKINGS)
    themes: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    words_from: tuple[tuple[date | None, Words], ...] = ((None, Words({})),)
    report_published: date | None = None
    keeping: Mapping[Kept, KeepingTime] = field(default_factory=lambda: USUAL)
    child_status: ChildStatus | None = None


def settings_in(data: bytes | None, mistakes: Mistakes) -> Settings | None:
    """What the settings say; None where they cannot be read at all."""
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        mistakes.note(SETTINGS, "is no text in UTF-8. Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8).")
        return None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        mistakes.note(SETTINGS, _SYNTAX, row=number)
        return None
    return _Reading(values, _lines(text), mistakes).settings()


_SYNTAX = (
    'cannot be read from here on. A line is a [table], or name = "text" with both quotation marks; each name and each '
    "table is there once."
)


class _Reading:
    """The settings as they are read, value by value; what is wrong is noted with its line."""

    def __init__(self, values: Mapping[str, Any], lines: Mapping[tuple[str, str], int], mistakes: Mistakes) -> None:
        self.values = values
        self.lines = lines
        self.mistakes = mistakes

    def settings(self) -> Settings:
        self.known("", self.values, _KEYS)
        name, short_name, area = (self.text("", self.values, key) for key in _TEXTS)
        for key in ("name", "area"):
            if key not in self.values:
                self.mistakes.note(SETTINGS, f"{key} is missing. Write it above the first [table].")
        return Settings(
            name=name,
            short_name=short_name,
            area=area,
            default_edition=self.edition(),
            returns_within=self.days(),
            roles=self.named("roles", ROLES),
            markings=self.named("markings", MARKINGS),
            themes=self.texts("themes", self.table("themes")),
            expected=self.texts("expected", self.table("expected")),
            sources=self.texts("sources", self.table("sources")),
            words_from=tuple(self.words()),
            report_published=self.published(),
            keeping=self.keeping(),
            child_status=self.child_status(),
        )

    def wrong(self, table: str, key: str, text: str) -> None:
        place = f"[{table}] {key}" if table else key
        self.mistakes.note(SETTINGS, text, row=self.lines.get((table, key), 0), column=place)

    def known(self, table: str, values: Iterable[str], known: Iterable[str]) -> None:
        """Note the names that nothing reads."""
        there = tuple(known)
        for key in values:
            if key not in there:
                self.wrong(table, shortened(key), f"is read by nothing. {meant(key, there, _one_of(there))}")

    def table(self, name: str) -> Mapping[str, Any]:
        values = self.values.get(name, {})
        if isinstance(values, dict):
            return values
        self.wrong("", name, f"is no table. Write [{name}] on a line of its own, and its names below.")
        return {}

    def text(self, table: str, values: Mapping[str, Any], key: str) -> str:
        """A text; an empty one, and noted why, where the value is none that can be printed."""
        value = values.get(key, "")
        if not isinstance(value, str):
            self.wrong(table, key, f'is no text. Write {key} = "…".')
        elif key in values and not value.strip() and (table or key != "short_name"):
            self.wrong(table, key, "is empty. Write what it is called, or take the line out.")
        elif not value.isprintable():
            self.wrong(table, key, "holds a line break or a character that cannot be seen. Write it on one line.")
        elif len(value) > _LONGEST:
            self.wrong(table, key, f"is longer than {_LONGEST} characters.")
        else:
            return value.strip()
        return ""

    def texts(self, table: str, values: Mapping[str, Any]) -> dict[str, str]:
        return {key: self.text(table, values, key) for key in values}

    def named(self, table: str, usual: Mapping[str, str]) -> dict[str, str]:
        """A table whose names are those of ``usual``, which says what stands for those that are not given."""
        values = self.table(table)
        self.known(table, values, usual)
        return {**usual, **{key: text for key, text in self.texts(table, values).items() if key in usual}}

    def keeping(self) -> dict[Kept, KeepingTime]:
        """How long each kind of what is kept may be kept."""
        values, kinds = self.table("keeping"), {str(each): each for each in Kept}
        self.known("keeping", values, kinds)
        times = dict(USUAL)
        for key, kind in kinds.items():
            time = keeping_time(str(values.get(key, USUAL[kind])))
            if time is None:
                self.wrong("keeping", key, 'is no time. Write it as "2 years", "18 months" or "for good".')
            else:
                times[kind] = time
        if times[Kept.COUNTS].longest < times[Kept.RETURNS].longest:
            self.wrong("keeping", "counts", "is shorter than returns, from which they are counted. Make it as long.")
        return times

    def edition(self) -> str:
        edition = self.values.get("default_edition", "subgroup")
        if edition in tuple(MARKINGS):
            return str(edition)
        near = meant(edition, MARKINGS, _one_of(MARKINGS)) if isinstance(edition, str) else _one_of(MARKINGS)
        self.wrong("", "default_edition", f"is no edition. {near}")
        return "subgroup"

    def child_status(self) -> ChildStatus | None:
        values, decided = self.table("disclosure"), {str(each): each for each in ChildStatus}
        self.known("disclosure", values, ("child_status",))
        if "child_status" not in values:
            return None
        asked = values["child_status"]
        if not isinstance(asked, str) or asked not in decided:
            self.wrong("disclosure", "child_status", f"is neither. {_one_of(decided)}")
        return decided.get(str(asked))

    def days(self) -> int:
        days = self.values.get("days_for_a_return", 20)
        if isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= _MOST_DAYS:
            return days
        self.wrong("", "days_for_a_return", f"is no whole number of working days from 1 to {_MOST_DAYS}.")
        return 20

    def published(self) -> date | None:
        return self.day("", self.values, "report_published") if "report_published" in self.values else None

    def words(self) -> Iterator[tuple[date | None, Words]]:
        """The words at first, and after each change, in the order of the changes."""
        table = self.table("words")
        self.known("words", [key for key in table if key != "change"], MEANINGS)
        words = self.texts("words", {key: each for key, each in table.items() if key in MEANINGS})
        yield None, Words(words)
        changes = []
        for at, change in enumerate(self.changes(table)):
            place = f"words.change {at + 1}"
            self.known(place, change, ("from", *MEANINGS))
            new = self.texts(place, {key: each for key, each in change.items() if key in MEANINGS})
            if (day := self.day(place, change, "from")) is not None:
                changes.append((day, place, new))
        for number, (day, place, new) in enumerate(sorted(changes, key=lambda each: each[0])):
            if number and day == sorted(each[0] for each in changes)[number - 1]:
                self.wrong(place, "from", "is the day of another change. Put the words of one day into one change.")
            words = words | new
            yield day, Words(words)

    def changes(self, table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        changes = table.get("change", [])
        if isinstance(changes, list) and all(isinstance(each, dict) for each in changes):
            return changes
        self.wrong("words", "change", "is no list of changes. Write [[words.change]] above each.")
        return []

    def day(self, table: str, values: Mapping[str, Any], key: str) -> date | None:
        """A day, its first where a quarter is given; None, and noted why, where the value is none."""
        value = values.get(key)
        if isinstance(value, datetime):
            value = value.date()
        text = value.isoformat() if isinstance(value, date) else value
        if not isinstance(text, str):
            self.wrong(table, key, f"is missing or no date. Write {key} = 2026-04-01.")
            return None
        try:
            return cells.day_in(text, last=False)
        except WrongCell as refused:
            self.wrong(table, key, f"{quoted(text)} {refused}")
            return None


def _one_of(names: Iterable[str]) -> str:
    there = tuple(names)
    few = f"Choose one of {', '.join(there)}."
    return few if len(there) <= _FEW else "Look up those that there are in docs/partnership-files.md."


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line of each name of each table, as far as they stand on lines of their own."""
    lines: dict[tuple[str, str], int] = {}
    table, counted = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _TABLE.fullmatch(line):
            table = heading[2].replace(" ", "")
            if len(heading[1]) == 2:
                counted += 1
                table = f"{table} {counted}"
            lines.setdefault(("", heading[2]), number)
        elif name := _KEY.match(line):
            lines.setdefault((table, name[1]), number)
    return lines
