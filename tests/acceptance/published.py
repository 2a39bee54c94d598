"""Everything that one audit's page prints as a count, told to a reader who can add up."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, floor

from pipeline.calendar.quarter import Quarter
from tests.acceptance.inference import Reader
from tests.acceptance.pages import Table, tables

TOTAL = "All returns"
UNKNOWN = "c"  # as a hidden count is printed; a column that an edition leaves out tells a reader no more
_MET = re.compile(r"(\d+) of (\d+)( \((?:about )?[<>]?\d+(\.\d+)?%\))?")
# What is said in place of counts; of a verdict only the proof takes how far it narrows them.
_NO_COUNTS = re.compile(
    r"(hidden, to protect small counts|counts hidden, to protect small ones|\d+% (or more|or less|to \d+%))"
    r"(: [a-z ]+)?(; [^;]+ together: [^;]+)?"
)
_BAND = re.compile(r"(\d+)% (or more|or less|to (\d+)%)")
_MET_ONLY = re.compile(r"(\d+) met; out of how many is hidden, to protect small counts")
_AUDITED = re.compile(r'<p class="lead">[^<]*? · (\d+) (?!of )')
_POOLED = re.compile(r"(\d+(?:\.\d)?)% in \w+(?: \d{4})? to (\w+) (\d{4})")
_LAST_MONTHS = {"June": "Q1", "September": "Q2", "December": "Q3", "March": "Q4"}
_COLUMNS = {
    "Not met, as not recorded": "not recorded",
    "Not applicable": "not applicable",
    "Not known": "not known",
    "Pending": "pending",
    "Missing": "missing",
}


@dataclass(frozen=True)
class Rule:
    """An edition's rule as it is printed: counts from 1 to ``limit`` are hidden, others rounded to ``base``."""

    limit: int
    base: int = 1

    def bounds(self, text: str) -> tuple[int, int] | None:
        """What a printed count may be; None where it is hidden."""
        if text == UNKNOWN:
            return None
        printed, spread = int(text), self.base // 2
        return (printed, printed) if not printed else (max(self.limit + 1, printed - spread), printed + spread)


RULES = {"board": Rule(5), "public": Rule(7, base=5)}


def told(reader: Reader, rule: Rule, name: str, text: str) -> None:
    """One printed count."""
    bounds = rule.bounds(text)
    reader.told(name, *(bounds or (0, 10**6)))


def told_result(reader: Reader, rule: Rule, line: str, text: str) -> None:
    """How many of how many, as a cell or a sentence has it, or between what the share lies."""
    text = text.partition(";")[0]
    if printed := _MET.fullmatch(text):
        told(reader, rule, f"{line} met", printed[1])
        told(reader, rule, f"{line} applicable", printed[2])
        if rule.base == 1:
            reader.told(f"{line} not met", int(printed[2]) - int(printed[1]), int(printed[2]) - int(printed[1]))
    elif printed := _MET_ONLY.fullmatch(text):
        told(reader, rule, f"{line} met", printed[1])
    elif text in ("no cases this quarter", "no cases", "not due this quarter", "none can be counted yet"):
        reader.told(f"{line} applicable", 0, 0)
    else:
        assert text == "–" or _NO_COUNTS.fullmatch(text), text
        if band := _BAND.match(text):
            end = int(band[1])
            within = {"or more": (end, 100), "or less": (0, end)}.get(band[2]) or (end, int(band[3]))
            reader.shares[f"{line} met", f"{line} applicable"] = within
    reader.adds_up(f"{line} applicable", (f"{line} met", f"{line} not met"))


def reader_of_standards(page: str, rule: Rule, *, without: Collection[str] = ()) -> Reader:
    """A reader of every standard's tables, those ``without``: by agency and by quarter, beside the grid of returns."""
    reader, by_caption = Reader(), tables(page)
    agencies = {line["Agency"]: line.get("Records", UNKNOWN) for line in _returns(by_caption).lines()}
    newest = _reported(page)
    for caption, table in by_caption.items():
        standard = caption.split()[0]
        if standard in without:
            continue
        if caption.endswith((" by agency", " in this quarter")):
            _told_by_agency(reader, rule, standard, table, agencies)
        elif caption.endswith(" by quarter"):
            for line in table.lines():
                whose = TOTAL if line["Quarter"] == newest else line["Quarter"]
                told_result(reader, rule, f"{standard} {whose}", line["Met"])
    for line in next(table for caption, table in by_caption.items() if " scorecard" in caption).lines():
        if (standard := line["Standard"].split()[0]) not in without:
            told_result(reader, rule, f"{standard} {TOTAL}", line["Met"])
    return reader


def _reported(page: str) -> str:
    """The quarter that a page is about: the first that it names."""
    return re.findall(r"\d{4}-\d{2} Q[1-4]", page)[0]


def _told_by_agency(reader: Reader, rule: Rule, standard: str, table: Table, records: dict[str, str]) -> None:
    lines = {line.get("Agency", TOTAL): line for line in table.lines()}
    parts = [each for each in lines if each != TOTAL]
    for name, line in lines.items():
        own = f"{standard} {name}"
        told_result(reader, rule, own, line["Met"])
        for heading, column in _COLUMNS.items():
            told(reader, rule, f"{own} {column}", line.get(heading, UNKNOWN))
        reader.adds_up(f"{own} not met", (f"{own} not recorded", f"{own} recorded, and not met"))
        others = [each for each in _COLUMNS.values() if each != "not recorded"]
        reader.adds_up(f"{own} records", (f"{own} applicable", *(f"{own} {each}" for each in others)))
        if name in records:
            told(reader, rule, f"{own} records", records[name])
    for column in ("applicable", "met", "not met", "records", *_COLUMNS.values()) if parts else ():
        reader.adds_up(f"{standard} {TOTAL} {column}", [f"{standard} {each} {column}" for each in parts])


def _returns(by_caption: dict[str, Table]) -> Table:
    return next(table for caption, table in by_caption.items() if caption.endswith("returns this quarter"))


def reader_of_returns(page: str, rule: Rule) -> Reader:
    """A reader of the grid of the returns, beside how many records were audited."""
    reader = Reader()
    lines = _returns(tables(page)).lines()
    audited = _AUDITED.search(page)
    for line in lines:
        told(reader, rule, line["Agency"], line.get("Records", UNKNOWN))
        told(reader, rule, f"{line['Agency']} set aside", line.get("Set aside", UNKNOWN))
    told(reader, rule, TOTAL, audited[1] if audited else UNKNOWN)
    reader.adds_up(TOTAL, [line["Agency"] for line in lines])
    return reader


def told_what_was_pooled(reader: Reader, page: str, *, without: Collection[str] = ()) -> None:
    """The percentages of four quarters together, where the reader has worked out how many records each had."""
    reported = _reported(page)
    for tile in page.split('<section class="tile')[1:]:
        section = tile.split("</section>")[0]
        standard = section.split(' id="')[1].split('"')[0]
        if standard in without:
            continue
        by_quarter = tables(section).get(f"{standard} by quarter", Table())  # none where there is but one quarter
        newest_first = [line["Quarter"] for line in by_quarter.lines()][::-1]
        behind = set()
        for number, (percentage, month, year) in enumerate(_POOLED.findall(section)):
            quarters = [each for each in newest_first if _quarters_between(each, reported) // 4 == number]
            behind.add(_quarters_between(_quarter(month, int(year)), quarters[0]))
            assert len(behind) == 1, "the months that are named lie equally long before the quarters of the returns"
            lines = [f"{standard} {TOTAL if each == reported else each}" for each in quarters]
            sizes = [reader.known[f"{each} applicable"] for each in lines]
            if all(low == high for low, high in sizes):
                whole = sum(low for low, _ in sizes)
                reader.adds_up(f"{standard} pooled {number}", [f"{each} met" for each in lines])
                half = 0.05 if "." in percentage else 0.5
                low, high = ((float(percentage) + step) * whole / 100 for step in (-half, half))
                reader.told(f"{standard} pooled {number}", ceil(low), floor(high))


def _quarters_between(earlier: str, later: str) -> int:
    begun, ended = Quarter.parse(earlier), Quarter.parse(later)
    return 4 * (ended.year - begun.year) + ended.number - begun.number


def _quarter(last_month: str, year: int) -> str:
    """The quarter that ends with a month, as the tables call it."""
    begun = year - (last_month == "March")
    return f"{begun}-{(begun + 1) % 100:02d} {_LAST_MONTHS[last_month]}"
