"""
Audits of partnerships drawn at random, as they were known when each quarter's report was made.

Four standards count the same records: the first all, the second all but a few, the third and the fourth two parts of
those of the second that have none in common. A return may come a report late, and a record may be mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.random import Generator

from pipeline.disclose.facts import Cells
from pipeline.measure.counts import Counts

QUARTERS = ("2018-19 Q3", "2018-19 Q4", "2019-20 Q1", "2019-20 Q2")
STANDARDS = ("A1", "A2", "A3", "A4")
HEADLINE = "A1"
WITHIN = (("A2", "A1"), ("A3", "A1"), ("A4", "A1"), ("A3", "A2"), ("A4", "A2"))
APART = (("A3", "A4"),)
TARGETS = {"A1": 0.95, "A2": 0.9, "A3": 0.8, "A4": 0.9}
PRACTICE, NOT_RECORDED = (0.5, 1.0), 0.3
MOST = {"both": 40, "second": 15, "neither": 6}  # records of an agency in a quarter, by what counts them
LATE, MENDED = 0.15, 0.15  # how often a return is late, or a record of an earlier quarter mended

ByAgency = Mapping[str, Counts]
Known = Mapping[tuple[str, str], ByAgency]  # by standard and quarter


@dataclass(frozen=True)
class DrawnAudit:
    """``known``: by report, the oldest first, the counts of its quarter and of those before, as they were then."""

    agencies: tuple[str, ...]
    known: tuple[Known, ...]


def drawn_audit(random: Generator, agencies: int, quarters: int = len(QUARTERS)) -> DrawnAudit:
    """An audit of so many agencies, over so many quarters."""
    codes = tuple(f"AG{number}" for number in range(1, agencies + 1))
    practice = {standard: float(random.uniform(*PRACTICE)) for standard in STANDARDS}
    now: dict[tuple[str, str], dict[str, Counts]] = {}
    known: list[Known] = []
    late: dict[tuple[str, str], dict[str, Counts]] = {}
    for quarter in quarter_names(quarters):
        for place, theirs in late.items():
            now[place] |= theirs
        late = {}
        _mend(random, now)
        whole = _quarter(random, codes, practice)
        behind = codes[int(random.integers(agencies))] if random.random() < LATE and agencies > 2 else None
        for standard, theirs in whole.items():
            if behind is not None:
                late[standard, quarter] = {behind: theirs.pop(behind)}
            now[standard, quarter] = theirs
        known.append({place: dict(theirs) for place, theirs in now.items()})
    return DrawnAudit(codes, tuple(known))


def quarter_names(count: int) -> tuple[str, ...]:
    """So many quarters up to the newest, oldest first."""
    if count <= len(QUARTERS):
        return QUARTERS[-count:]
    years = range(2019 - count // 4 - 1, 2020)
    every = [f"{year}-{(year + 1) % 100:02} Q{number}" for year in years for number in range(1, 5)]
    return tuple(each for each in every if each <= QUARTERS[-1])[-count:]


def cells_of(known: Known) -> Cells:
    """The counts behind a report, as the proof takes them."""
    counts = {
        (standard, agency, quarter): each
        for (standard, quarter), theirs in known.items()
        for agency, each in theirs.items()
    }
    quarters = sorted({quarter for _, quarter in known})
    return Cells(counts, dict.fromkeys(quarters, WITHIN), dict.fromkeys(quarters, APART))


def _quarter(random: Generator, codes: tuple[str, ...], practice: Mapping[str, float]) -> dict[str, dict[str, Counts]]:
    whole: dict[str, dict[str, Counts]] = {standard: {} for standard in STANDARDS}
    for code in codes:
        both, second, neither = (int(random.integers(most + 1)) for most in MOST.values())
        third = int(random.binomial(both, 0.7))
        of = {"A1": both + second + neither, "A2": both + second, "A3": third, "A4": both - third}
        for standard, records in of.items():
            met = int(random.binomial(records, practice[standard]))
            silent = int(random.binomial(records - met, NOT_RECORDED))
            whole[standard][code] = Counts(met=met, not_met=records - met, not_recorded=silent)
    return whole


def _mend(random: Generator, now: dict[tuple[str, str], dict[str, Counts]]) -> None:
    """Some record that did not meet a standard did, as is found out later."""
    for theirs in now.values():
        for code, each in theirs.items():
            if random.random() < MENDED / len(theirs) and each.not_met > each.not_recorded:
                theirs[code] = Counts(each.met + 1, each.not_met - 1, each.not_recorded)
