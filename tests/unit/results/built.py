"""Results made from drawn counts by the functions that make a report's own: nothing in them is written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Basis, OneCode, Polarity, Standard, code_list
from pipeline.definition.targets import own_target
from pipeline.disclose.editions import SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.disclose.hiding import ShownCounts, line
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.table import COLUMNS
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Partnership, Target
from pipeline.results.context_values import ContextResult, Share
from pipeline.results.figure_values import NO_YEAR, Figure, Verdict
from pipeline.results.figures import figure
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.return_values import FindingCount, ReturnLine
from pipeline.results.standards import standard_result
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING

NOW = Quarter(2019, 2)
HOSTILE = "<script>alert('x')</script> & \"so on\""
COLOUR = OneCode("Colour?", name="colour", codes=code_list("colours", RED="Red ones", BLUE="Blue ones"))
SEX = OneCode("Sex", name="sex", codes=code_list("sexes", F="Female", M="Male"), describes_child=True)
LOW = {"polarity": Polarity.LOW_GOOD, "target": 0.1, "amber": 0.2}
CONTEXT = {"polarity": Polarity.CONTEXT}
SMALL = {"UHS": Counts(met=30, not_met=20), "SOL": Counts(met=3, not_met=17), "CCG": Counts(met=12, not_met=12)}
Drawn = Mapping[str, Counts]


def set_to(target: float, amber: float, since: Quarter | None = None, until: Quarter | None = None) -> Target:
    """A row of targets for the standard T1, decided at a meeting."""
    return Target(
        standard="T1",
        target=target,
        amber=amber,
        since=since,
        until=until,
        decided_by="QA sub-group",
        minute="2019-06-12 item 5",
        why="letters moved to the electronic record",
    )


def targets(*rows: Target) -> AbstractContextManager[Partnership]:
    """Within the block, the partnership worked for has these rows of targets."""
    return used(replace(here(), targets=rows))


def quarters_to(last: Quarter, count: int) -> list[Quarter]:
    """``last`` and the quarters before it, newest first."""
    quarters = [last]
    while len(quarters) < count:
        quarters.append(quarters[-1].previous())
    return quarters


def definition(**changes: Any) -> Standard:
    """A local standard (target 90%, amber 75%), changed as said."""
    usual = {
        "id": "T1",
        "title": "Colour is red",
        "applies": ALWAYS,
        "met": COLOUR == "RED",
        "basis": Basis.LOCAL,
        "source": "A test",
    }
    return Standard(**{**usual, **changes})


def records(
    drawn: Counts, standard: str = "T1", agency: str = "SOL", group: str | None = None, of_each: int = 1
) -> pd.DataFrame:
    """One line per record, as many of each outcome as ``drawn``; ``of_each``: how many records every child has."""
    outcomes = [str(each) for each in Outcome for _ in range(getattr(drawn, each.name.lower()))]
    silent = iter([True] * drawn.not_recorded)
    lines = [
        {
            "standard": standard,
            "agency": agency,
            "view": "all",
            "sha256": "",
            "file_name": "",
            "row": number,
            "outcome": outcome,
            "not_recorded": outcome == Outcome.NOT_MET and next(silent, False),
            "group": group,
            "child": f"{agency}-{number // of_each}",
        }
        for number, outcome in enumerate(outcomes)
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"not_recorded": bool})


def result(
    agencies: Drawn | Counts,
    edition: Edition = SUBGROUP,
    *,
    groups: Drawn | None = None,
    earlier: Mapping[Quarter, Counts] | None = None,
    of_each: int = 1,
    **changes: Any,
) -> StandardResult:
    """
    The result of a standard in `NOW`.

    ``agencies``: each one's records (one agency's, where no names are given); ``groups``: the same by answer, in
    place of them; ``earlier``: the partnership's in quarters before; ``of_each``: how many records every child has.
    """
    standard = definition(**changes)
    named = agencies if isinstance(agencies, Mapping) else {"SOL": agencies}
    parts = [records(each, standard.id, code, of_each=of_each) for code, each in named.items()]
    parts = [records(each, standard.id, group=code) for code, each in groups.items()] if groups else parts
    before = {quarter: {"SOL": each} for quarter, each in (earlier or {}).items()}
    now = pd.concat([records(Counts()), *parts], ignore_index=True)
    return standard_result(standard, now, before, NOW, edition)


def shown(drawn: Counts, edition: Edition = SUBGROUP, label: str = "All returns", **changes: Any) -> Figure:
    """One line of a result."""
    return figure("", label, drawn, line(drawn, edition), own_target(definition(**changes)))


def withheld(figure_: Figure, band: Band | None = None, verdict: Verdict = Verdict.HIDDEN) -> Figure:
    """A line whose counts are not printed; ``band`` and ``verdict``: what may be said of it all the same."""
    nothing = ShownCounts(*[None] * 9, exact=figure_.counts.exact)
    return replace(
        figure_,
        counts=nothing,
        value=None,
        lower=None,
        upper=None,
        rules_out=None,
        provisional=False,
        verdict=verdict,
        band=band,
    )


def hiding(standard: StandardResult, band: Band | None = None, verdict: Verdict = Verdict.HIDDEN) -> StandardResult:
    """A standard whose figure of the quarter is `withheld`, where it stands beside its agencies and in its history."""
    history = tuple(
        replace(each, figure=withheld(each.figure, band, verdict)) if each.quarter == str(NOW) else each
        for each in standard.history
    )
    return replace(standard, total=withheld(standard.total, band, verdict), history=history, year=NO_YEAR)


def audit(standards: Sequence[StandardResult] = (), **changes: Any) -> AuditResult:
    """An audit's results, with these standards and nothing else in them."""
    empty = AuditResult(
        "TST", "Small audit", "To test.", "one case", "cases", True, tuple(standards), (), (), (), 40, 30, 0, "", 5
    )
    return replace(empty, **{"quarter": str(NOW), **changes})


def quarter(*audits: AuditResult, **changes: Any) -> QuarterResult:
    """A quarter's results with these audits."""
    returns = tuple(each for audit_ in audits for each in audit_.returns)
    whole = QuarterResult(
        str(NOW),
        "subgroup",
        "Sub-group edition",
        SUBGROUP.rule,
        SUBGROUP.readers,
        "OFFICIAL-SENSITIVE",
        True,
        (str(NOW),),
        audits,
        returns,
    )
    return replace(whole, **changes)


def returned(**changes: Any) -> ReturnLine:
    """One line of the returns grid: accepted, with twenty records."""
    usual = ReturnLine(
        "TST",
        "SOL",
        "Solent NHS Trust",
        "Providers",
        "accepted",
        False,
        False,
        21,
        20,
        0,
        0,
        0,
        0,
        "2019-10-14",
        "mine.xlsx",
        "0" * 64,
        "",
        "",
    )
    return replace(usual, **changes)


def finding(**changes: Any) -> FindingCount:
    """A rule that two answers broke."""
    return replace(
        FindingCount("TST", "SOL", "error", REQUIRED_MISSING.id, "Colour?", "one of RED, BLUE", 2), **changes
    )


def distributed(counts: Sequence[int | None], denominator: int | None = None, **changes: Any) -> ContextResult:
    """A distribution with these counts, in order."""
    shares = tuple(Share(f"A{number}", f"Answer {number}", count) for number, count in enumerate(counts))
    return replace(ContextResult("Tx1", "Answers given", "", None, denominator, None, shares), **changes)
