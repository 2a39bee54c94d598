"""
What the words of a report mean: those of the trade and of this software, and those of the partnership itself.

The general ones stand in `glossary.csv` here; `python -m pipeline.page.glossary docs/glossary.md` writes them as a page
for the analyst, and a report's own glossary shows those of them that its readers meet.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.english import capital
from pipeline.page.parts import Table
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import here
from pipeline.partnership.words import MEANINGS, Words

HEAD = """# Glossary

The words of the trade and of this software, in the order of the alphabet. *Where* says where a word meets you. A report
has a glossary of its own, which adds what its partnership calls its police team, its notices and its documents. Both
come from `pipeline/page/glossary.csv`: change a word there and renew this page with `make docs`.

"""
# How a partnership calls something, and the same in full.
_SHORT_AND_FULL = (
    ("board_short", "board"),
    ("cait_short", "cait"),
    ("continuum", "continuum_full"),
    ("mash_short", "mash"),
    ("ppn", "ppn_full"),
    ("sub_group_short", "sub_group"),
)
_ALONE = ("early_help", "family_help", "level_1", "level_2", "level_3", "level_4")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]+")
_LINK, _MARKS = re.compile(r" ?\(\[[^]]*\]\([^)]*\)\)|\[([^]]*)\]\([^)]*\)"), re.compile(r"\*\*|`|\*")
_IN_FULL = re.compile(r", in full$|, as people call it$")


@dataclass(frozen=True)
class Term:
    """
    A word, what it means and where it meets a reader, in Markdown.

    ``stands_for``: abbreviations in it, each with what it stands for. ``on_pages``: whether readers of pages meet it.
    """

    word: str
    meaning: str
    where: str
    stands_for: Mapping[str, str]
    on_pages: bool


@cache
def terms() -> tuple[Term, ...]:
    """The general words, in the order of the alphabet."""
    table = resources.files("pipeline.page").joinpath("glossary.csv").read_text(encoding="utf-8")
    return tuple(
        Term(
            row["word"],
            row["meaning"],
            row["where"],
            dict(_stands_for(row["stands_for"])),
            row["on_pages"] == "yes",
        )
        for row in csv.DictReader(table.splitlines())
    )


def document() -> str:
    """The general words as the document that ships."""
    return HEAD + "".join(f"* **{each.word}** – {each.meaning}\n  *Where:* {each.where}\n" for each in terms())


def glossary(quarter: str = "") -> Table:
    """The words that a reader meets: the partnership's own as it calls things in ``quarter``, and the general ones."""
    own = dict(_own_words(here().words(Quarter.parse(quarter) if quarter else FIRST)))
    general = {each.word: _plain(each.meaning) for each in terms() if each.on_pages and not _told(each, own)}
    rows = sorted({**general, **own}.items(), key=lambda row: row[0].casefold())
    return Table("What the words of this report mean", ["Word", "What it means"], rows)


def abbreviations(quarter: Quarter) -> dict[str, str]:
    """What each abbreviation stands for; one that the partnership gives a meaning of its own has that."""
    words = dict(here().words(quarter))
    general = {short: full for each in terms() for short, full in each.stands_for.items()}
    own = {words[short]: words[full] for short, full in _SHORT_AND_FULL if _ABBREVIATION.fullmatch(words[short])}
    return {**general, **own}


def _stands_for(cell: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, cell.split("; ")):
        short, _, full = part.partition(": ")
        yield short, full


def _own_words(words: Words) -> Iterator[tuple[str, str]]:
    called = dict(words)
    for short, full in _SHORT_AND_FULL:
        meant = next(each for name in (full, short) if not (each := MEANINGS[name][0]).startswith("the same"))
        meaning = _IN_FULL.sub("", meant)
        if called[short].casefold() != called[full].casefold():
            meaning = f"{called[full]}: {meaning}"
        yield capital(called[short]), f"{meaning}."
    for name in _ALONE:
        yield capital(called[name]), f"{MEANINGS[name][0]}."


def _told(term: Term, own: Mapping[str, str]) -> bool:
    """Whether the partnership says itself what a general word means."""
    return term.word.casefold() in {word.casefold() for word in own}


def _plain(text: str) -> str:
    """Markdown as words alone."""
    return " ".join(_MARKS.sub("", _LINK.sub(lambda link: link[1] or "", text)).split())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8", newline="\n")
