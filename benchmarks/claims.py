"""
How often a report claims a change that is not there, and how often it sees one that is.

    python -m benchmarks.claims [--partnerships 1000] [--tries 200] [--seed 1]

Partnerships whose practice never changes are simulated, through the code that makes a report's own results and
sentences: every change or special quarter that is said of them is false. Goals: at most 5% of the sentences that
compare two spans of time, and at most 1% of those about a series.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Basis, OneCode, Standard, code_list
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.measure.table import COLUMNS
from pipeline.page import sentences
from pipeline.results.model import StandardResult
from pipeline.results.over_time import trend
from pipeline.results.standards import standard_result

STANDARDS, QUARTERS = 12, 16  # of one audit, as many as WNB has
CHANGED, FLAGGED = 0.05, 0.01  # the most that may be false
LAST = Quarter(2019, 2)
ANSWER = OneCode("Answer", name="answer", codes=code_list("answers", Y="Yes", N="No"))
STANDARD = Standard("Met", ALWAYS, ANSWER == "Y", Basis.LOCAL, "A simulation", id="T1")
POWER = ((0.4, 0.7, 75), (0.6, 0.8, 75), (0.8, 0.9, 75), (0.4, 0.7, 25), (0.9, 0.6, 25))


EMPTY = standard_result(
    STANDARD, {LAST: pd.DataFrame(columns=list(COLUMNS)).astype({"not_recorded": bool})}, LAST, SUBGROUP
)


def result(drawn: Sequence[Counts]) -> StandardResult:
    """What the report would hold over time of a standard with these counts, the last in the newest quarter."""
    quarters = [LAST]
    while len(quarters) < len(drawn):
        quarters.insert(0, quarters[0].previous())
    series = trend(STANDARD, dict(zip(quarters, drawn, strict=True)), LAST, SUBGROUP)
    return replace(
        EMPTY, history=series.history, series=series.series, last_quarter=series.last_quarter, change=series.change
    )


def drawn(random: np.random.Generator, shares: Sequence[float], records: float) -> list[Counts]:
    """A series: each quarter's number of records about ``records``, as quarters differ."""
    sizes = np.maximum(1, random.poisson(records, len(shares)))
    met = random.binomial(sizes, shares)
    return [Counts(met=int(one), not_met=int(size - one)) for one, size in zip(met, sizes, strict=True)]


def claims(standard: StandardResult) -> Iterator[tuple[str, str, bool]]:
    """Every sentence about time, by its kind and name, and whether it makes a claim, as its own words say."""
    for name, sentence in (
        ("since the quarter before", sentences.quarter_change_sentence(standard.last_quarter)),
        ("four quarters", sentences.change_sentence(standard.change)),
    ):
        if sentence:
            yield "changed", name, "more than chance" in sentence
    if standard.series is not None and (standard.series.shifted is not None or standard.series.variation is not None):
        sentence = sentences.series_sentence(standard)
        yield "flag", "series", "more than chance" in sentence or "than ordinary variation explains" in sentence


def unchanging(random: np.random.Generator, partnerships: int) -> None:
    """Print how many sentences are false about partnerships that never change."""
    told: dict[tuple[str, str], list[bool]] = {}
    any_false = []
    for _ in range(partnerships):
        false = False
        quarters = int(random.integers(2, QUARTERS + 1))
        for _ in range(STANDARDS):
            share, records = random.beta(6, 2), random.choice([8, 15, 25, 50, 75])
            for kind, name, claimed in claims(result(drawn(random, [share] * quarters, records))):
                told.setdefault((kind, name), []).append(claimed)
                false |= claimed
        any_false.append(false)
    for kind, most in (("changed", CHANGED), ("flag", FLAGGED)):
        alike = [each for (own, _), false in told.items() if own == kind for each in false]
        print(f"{kind}: {np.mean(alike):.2%} of {len(alike)} sentences are false (at most {most:.0%})")
        for (own, name), false in sorted(told.items()):
            if own == kind:
                print(f"  {name}: {np.mean(false):.2%} of {len(false)}")
    print(f"any false claim in a report of {STANDARDS} standards: {np.mean(any_false):.1%} of {partnerships} reports")


def power(random: np.random.Generator, tries: int) -> None:
    """Print how often a change of a stated size is said, one quarter and four quarters after it."""
    for before, after, records in POWER:
        one = [result(drawn(random, [before] * 7 + [after], records)) for _ in range(tries)]
        four = [result(drawn(random, [before] * 4 + [after] * 4, records)) for _ in range(tries)]
        long = [result(drawn(random, [before] * 15 + [after], records)) for _ in range(tries)]
        print(
            f"{before:.0%} to {after:.0%}, {records} records a quarter: "
            f"since the quarter before {_seen(one, 'since the quarter before'):.0%}, "
            f"four quarters after {_seen(four, 'four quarters'):.0%}, "
            f"one quarter in a series of 16 {_seen(long, 'series'):.0%}"
        )


def _seen(results: Sequence[StandardResult], name: str) -> float:
    return float(np.mean([any(claimed for _, own, claimed in claims(each) if own == name) for each in results]))


def main() -> None:
    """Both, with a seed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--partnerships", type=int, default=1000)
    asked.add_argument("--tries", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    random = np.random.default_rng(wanted.seed)
    unchanging(random, wanted.partnerships)
    power(random, wanted.tries)


if __name__ == "__main__":
    main()
