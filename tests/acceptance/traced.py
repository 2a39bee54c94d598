"""Where a number on a released page may come from: a fact, a definition, a day, a rule, or a count of things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, TypeVar

from pipeline.definition import Ratio
from pipeline.disclose.facts import Band
from pipeline.english import percent, points
from pipeline.results.context_values import ContextResult
from pipeline.results.facts import facts_of
from pipeline.results.figure_values import Figure
from pipeline.results.followed.values import FollowFinding
from pipeline.results.model import QuarterResult, StandardResult
from pipeline.results.return_values import FindingCount
from tests.acceptance.numbers import Said
from tests.forms import ALL

T = TypeVar("T")
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?%?(?!\w|\.\d)")
_PAIR = re.compile(r"(\d[\d,]*) of (\d[\d,]*)(?: \((?:about )?([<>]?\d+(?:\.\d+)?%)\))?")
_BAND = re.compile(r"\d+% (?:or more|or less|to \d+%)")
_ID = re.compile(r"\b[A-Z]{2,4}[a-z]?\d+[a-z]?\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = 12  # letters: what is not longer may stand in other words by chance
_GONE = " · "  # what stands in the place of what was traced

# When, by what name, by what rule: these count nothing.
NAMED = (
    r"\d{4}[-–]\d{2}[ -]Q[1-4]",
    r"\d{4}-\d{2}-\d{2}",
    r"\b\d{4}[-–]\d{2}\b",
    rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b",
    r"\b(?:19|20)\d{2}\b",
    r"\bQ[1-4]\b",
    r"\b[A-Z]{2,4}-\d{4}\b",
    r"\b[TS]\d(?:\.[a-z]?\d+)?\b",
    r"\b[0-9a-f]{12,64}\b",
    r"\bSHA-256(?:, first \d+)?",
    r"\b[Ss]ection \d+\b",
    r"^width=device-width, initial-scale=1$",
    r"\b16- (?:and|or) 17-year-olds?\b|\bat 16 and 17\b",
    r"\bversion \d+(?:\.\d+)*",
)

# Counts of things that tell of nobody, and the rules that pages state.
_THINGS = (
    r"returns?|standards?|recommendations?|actions?|audits?|quarters?|half-years?|years?|measures?|comparisons?|"
    r"agenc(?:y|ies)|files?|pieces? of evidence|decisions?|weeks?|days?|working days?|tables?|themes?|lines?|"
    r"headlines?|questions?|meetings?"
)
_VERDICTS = (
    r"below target|over the limit|not yet clear|at target|within the limit|above target|well within the limit|"
    r"too few to say|none yet|no cases|not due|hidden|not said here|context|read case by case"
)
_STANDINGS = (
    r"partly evidenced|evidenced|not due|Green|Amber|Red|Blue|Grey|overdue|complete|done|not started|"
    r"not reported on|under way|taken before the report|stale|stand otherwise|rests? on|in time|late|stopped|open"
)
_REASONS = (
    r"hidden, to protect small counts|no target|the counts shown here do not tell|hidden in this edition|no cases|"
    r"not due this quarter|too few records|no earlier figures to compare with|quarters that it takes are missing|"
    r"What is working|what worries us|what has changed|Audits|no return has come|not due|"
    r"a sample that was drawn unevenly|"
    r"not counted in the same way|none yet|not asked for"
)
_WORDS_BETWEEN = r"(?:(?!records|children|families|cases)[\w’'-]+ ){0,2}?"
THINGS = (
    r"\b[Cc]ounts (?:of people’s records )?from 1 to \d+ are hidden|\brounded to the nearest 5\b",
    rf"\b(?:all |of )?\d+ (?:of (?:the |these |all )?\d+ )?{_WORDS_BETWEEN}(?:{_THINGS})\b",
    rf"\b\d+ (?:is |are |was )?(?:{_VERDICTS})\b",
    rf"\b\d+ (?:is |are |of them )?(?:{_STANDINGS})\b",
    rf"(?:{_REASONS}) \(\d+\)",
    r"\b(?:of |and )?\d+ (?:more|others?|was|were)\b(?! not met| met)",
    r"\b\d+ against the year before\b",
    r"\b\d+ of \d+ in\b",
    r"\ball \d+ were compared\b",
    r"\bquarters? \d(?: and \d)?\b",
    r"\b[Ll]evel \d(?: of 5)?\b",
    r"\b95% intervals?\b|\(95%\)|\b0% to 100%",
    r"\bfewer than (?:5|10|20)\b|\bunder 20\b|\bon 20 records or more\b|\b19 in 20\b",
    r"\bthere (?:are|is) \d+\b(?=\.| here)",
    r"\b\d+ due in this quarter\b",
    r"^[0-5]: (?=[a-z])",
    r"^[A-Z][\w, ’]+ \(\d+\)(?=:)",
    r"\b[Oo]ne in 20\b|\bfrom \d+ (?:quarters|half-years|years) on\b",
)
# What elsewhere is so, as the definitions of ratios say.
_EXPECTED = {
    each.expected for audit in ALL.values() for each in audit.context if isinstance(each, Ratio) and each.expected
}
TABLES_OF_THINGS = ("Returns of each quarter",)
_TRACED = tuple(map(re.compile, NAMED))
_OF_THINGS = tuple(re.compile(each, re.IGNORECASE) for each in THINGS)


@dataclass(frozen=True)
class Printable:
    """What the results of a released edition give a page to print."""

    result: QuarterResult

    @cached_property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """How many met of how many, of every line that is printed as counts."""
        return frozenset((each.met, each.of) for each in facts_of(self.result) if each.met is not None and each.of)

    @cached_property
    def bands(self) -> frozenset[str]:
        """Between what the share of any line or measure lies, in words."""
        return frozenset(each.words for each in _every(Band, self.result))

    @cached_property
    def targets(self) -> frozenset[str]:
        """Every target and amber line, as it is written."""
        return frozenset(percent(each) for s in self._standards() for each in (s.target, s.amber))

    @cached_property
    def texts(self) -> list[str]:
        """What definitions and the partnership's files say in words, the longest first."""
        found = {
            text
            for name, text in _leaves(self.result)
            if isinstance(text, str) and name in _IN_WORDS and len(text) > _SHORT and re.search(r"\d", text)
        }
        return sorted(found | _EXPECTED, key=len, reverse=True)

    @cached_property
    def own(self) -> Mapping[str, frozenset[str]]:
        """The numbers of each standard and measure, as they may be written: counts of lines, shares, ends of bands."""
        own: dict[str, frozenset[str]] = {}
        for standard in self._standards():
            own[standard.id] = frozenset(_written(standard))
        for measure in (each for audit in self.result.audits for each in audit.context):
            own[measure.id] = frozenset(_written(measure))
        return own

    @cached_property
    def lines(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The same of each line of a standard's tables, by the words of its row."""
        by_row: dict[tuple[str, str], set[str]] = defaultdict(set)
        for standard in self._standards():
            rows: list[tuple[str, Figure]] = [("All returns", standard.total)]
            rows += [(each.label, each) for each in standard.agencies]
            rows += [(each.quarter, each.figure) for each in standard.history]
            if standard.other_reading:
                rows.append((standard.other_reading.figure.label, standard.other_reading.figure))
            for row, figure in rows:
                by_row[standard.id, row] |= {*_written(figure), *(percent(each.target) for each in standard.history)}
        return {line: frozenset(numbers) for line, numbers in by_row.items()}

    def _standards(self) -> Iterator[StandardResult]:
        return (each for audit in self.result.audits for each in audit.standards)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The id of each standard and measure, by its title."""
        titles = {each.title: each.id for each in self._standards()}
        return titles | {each.title: each.id for audit in self.result.audits for each in audit.context}

    def untraced(self, said: Said) -> list[str]:
        """The numbers of a piece of a page of which nobody can say where they are from."""
        if said.caption.startswith(TABLES_OF_THINGS):
            return []
        text = said.text
        for words in self.texts:
            text = text.replace(words, _GONE) if words in text else text
        mentioned = {each for each in (*said.about, *_ID.findall(text)) if each in self.own}
        mentioned |= {self.titles[title] for title in self.titles if title in said.text}
        shares = self._shares_beside(text)
        text = _BAND.sub(lambda found: _GONE if found[0] in self.bands else found[0], text)
        text = _PAIR.sub(self._pair, _ID.sub(_GONE, text))
        for pattern in (*_TRACED, *_OF_THINGS):
            text = pattern.sub(_GONE, text)
        allowed = self._allowed(said, mentioned)
        return [each for each in NUMBER.findall(text) if each not in allowed and each not in shares]

    def _allowed(self, said: Said, mentioned: set[str]) -> set[str]:
        for standard in said.about:
            if line := self.lines.get((standard, said.row)):
                return set(line)
        return set().union(*(self.own[each] for each in mentioned), self.targets)

    def _shares_beside(self, text: str) -> set[str]:
        """The shares and intervals of every line that is printed as the counts in a text."""
        counts = {(int(met.replace(",", "")), int(of.replace(",", ""))) for met, of, _ in _PAIR.findall(text)}
        lines = [figure for pair in counts for figure in self.printed.get(pair, ())]
        return {number for each in lines for number in _written(each) if number.endswith("%")}

    @cached_property
    def printed(self) -> Mapping[tuple[int, int], list[Figure]]:
        """Every line that is printed as counts, by these."""
        by_counts: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for figure in (each for standard in self._standards() for each in _every(Figure, standard)):
            if figure.counts.met is not None and figure.counts.applicable:
                by_counts[figure.counts.met, figure.counts.applicable].append(figure)
        return by_counts

    def _pair(self, found: re.Match[str]) -> str:
        """Nothing in place of how many met of how many, where some line is printed so; and else what stands there."""
        met, of = (int(found[place].replace(",", "")) for place in (1, 2))
        share_is_right = found[3] is None or not of or abs(float(found[3].strip("<>%")) - 100 * met / of) <= 1
        return _GONE if (met, of) in self.pairs and share_is_right else found[0]


# The names of the values that are words of a definition, a file of the partnership, or a document.
_IN_WORDS = frozenset(
    "title short_title purpose counted out_of excluded pending source caveats judged_by edition_rule intention text "
    "tested_by assurance sampling by basis label units unit groups_by theme report_title decided_by minute "
    "readers".split()
)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value within a value, with the name of the field in which it stands."""
    if isinstance(value, FollowFinding | FindingCount):
        return  # what is found is put together from what was counted
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name), field.name)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _leaves(each, name)
    else:
        yield name, value


def _every(kind: type[T], value: Any) -> Iterator[T]:
    """All of a kind within a value."""
    if isinstance(value, kind):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _every(kind, getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _every(kind, each)


def _written(value: Any) -> Iterator[str]:
    """The numbers within a value, as a page writes them, and what follows from them."""
    for counts in (each.counts for each in _every(Figure, value)):
        if counts.not_met is not None and counts.not_recorded is not None:
            yield str(counts.not_met - counts.not_recorded)
    if isinstance(value, ContextResult) and value.denominator:
        yield from (percent(each.count / value.denominator) for each in value.shares if each.count is not None)
    for _, each in _leaves(value):
        match each:
            case bool() | None | str():
                continue
            case int():
                yield from (str(each), f"{each:,}")
            case float():
                shares = (percent(each), f"{each:.1%}", f"{each:.2%}", points(each))
                yield from (number for share in shares for number in NUMBER.findall(share))
                yield f"{each:,.1f}".removesuffix(".0")
    for band in _every(Band, value):
        yield from (f"{band.low}%", f"{band.high}%")
