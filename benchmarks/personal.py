"""
How much personal data is found in the phrases of the trade, and how often an innocent one raises an alarm.

    python -m benchmarks.personal [--list]

The list, ``tests/fixtures/personal_phrases.csv``, is our own: each phrase with what it holds, nothing where it is
innocent. All names and numbers in it are made up. ``--list`` prints each phrase that is judged otherwise than labelled.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.personal import kinds, looks_like_a_name

LABELLED = Path(__file__).parent.parent / "tests" / "fixtures" / "personal_phrases.csv"
A_LIKENESS = "looks like a name"
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Phrase:
    """A phrase, the kinds of personal data that it holds, why it is in the list, and the kinds that are found in it."""

    text: str
    holds: frozenset[str]
    why: str
    found: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How one kind is found: ``found`` of the phrases ``holding`` it, and ``alarms`` in phrases that do not."""

    kind: str
    holding: int
    found: int
    alarms: int


def phrases() -> tuple[Phrase, ...]:
    """The labelled list; what cannot be seen is written in it as an escape."""
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        return tuple(_judged(line) for line in csv.DictReader(stream))


def _judged(line: dict[str, str]) -> Phrase:
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), line["phrase"])
    seen = kinds(text)
    likeness = [A_LIKENESS] if "a person's name" not in seen and looks_like_a_name(text) else []
    return Phrase(text, frozenset(filter(None, line["kinds"].split("; "))), line["why"], frozenset([*seen, *likeness]))


def scores(listed: Sequence[Phrase]) -> Iterator[Score]:
    """A score for each kind, in the order of the list."""
    for kind in dict.fromkeys(kind for each in listed for kind in sorted(each.holds)):
        hits = [kind in each.found for each in listed if kind in each.holds]
        yield Score(kind, len(hits), sum(hits), sum(kind in each.found - each.holds for each in listed))


def lines(listed: Sequence[Phrase]) -> list[str]:
    """The scores as a table in Markdown, and a line on the innocent phrases."""
    innocent = [each for each in listed if not each.holds]
    alarmed = sum(bool(each.found) for each in innocent)
    return [
        "| kind | phrases that hold it | found | false alarms |",
        "|---|--:|--:|--:|",
        *(f"| {each.kind} | {each.holding} | {each.found} | {each.alarms} |" for each in scores(listed)),
        "",
        f"{len(listed)} phrases; {len(innocent)} of them are innocent, and {alarmed} of these raise an alarm.",
    ]


def main() -> None:
    """Print the table, or what is judged otherwise than labelled."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--list", action="store_true", help="print each phrase that is judged otherwise than labelled")
    listed = phrases()
    if not asked.parse_args().list:
        print("\n".join(lines(listed)))
        return
    for each in listed:
        if each.found != each.holds:
            print(f"{each.text!r}: holds {sorted(each.holds)}, found {sorted(each.found)} ({each.why})")


if __name__ == "__main__":
    main()
