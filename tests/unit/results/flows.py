"""Flows made from drawn records by the function that makes a report's own."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from pipeline.audits.mash import DECISIONS, LEVELS, MASH, STATED_LEVELS
from pipeline.definition import View
from pipeline.results.flow import flow
from pipeline.results.flow_values import FlowResult, Stage
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.unit.results.built import NOW

Answers = tuple[str | None, str | None, str | None]
DRAWN = """
    stated | decided | outcome
    4      | 4       | STRATEGY
    3      | 3       | REFERRAL_ASSESS
    2      | 3       | REFERRAL_ASSESS
    NONE   | 2       | EARLY_HELP
    EXEMPT | 1       | NFA
    3      | 1       | NFA
           | 1       | SIGNPOST_UNIVERSAL
    1      |         | ADVICE
    2      | 2       | PENDING
    2      | 2       |
"""


def drawn_records(drawn: str) -> list[Answers]:
    """The answers of a small drawn table, a line for each record; nothing between two bars is a blank."""
    lines = [line for line in drawn.splitlines() if line.strip()][1:]
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    return [(stated, decided, outcome) for stated, decided, outcome in cells]


def returned(records: list[Answers], view: View = MASH.mash) -> Accepted:
    """A return of these answers; PENDING stands for a decision that is not yet due."""
    stated, decided, outcomes = ([each[place] for each in records] for place in range(3))
    rows = pd.DataFrame(
        {
            "level_referrer": pd.Series(stated, dtype=object),
            "level_mash": pd.Series(decided, dtype=object),
            "decision": pd.Series([None if each == "PENDING" else each for each in outcomes], dtype=object),
            "decision_at": pd.Series([pd.NaT] * len(records), dtype="datetime64[s]"),
            "decision_at:code": pd.Series([each if each == "PENDING" else None for each in outcomes], dtype=object),
        }
    )
    who = Identity(MASH.form(view, NOW), "SCC-CF", "")
    return Accepted("", "", Tally(), (), who, rows=rows, unusable=pd.DataFrame(index=rows.index))


def flow_of(*records: list[Answers]) -> FlowResult:
    """The flow of these returns' records."""
    one_flow = flow(MASH, [returned(each) for each in records])
    assert one_flow is not None
    return one_flow


def sizes(stage: Stage) -> dict[str, int]:
    """The bands of a stage that have records."""
    return {each.label: each.count for each in stage.bands if each.count}


RECORDS = st.lists(
    st.tuples(
        st.sampled_from([*STATED_LEVELS.values(), None]),
        st.sampled_from([*LEVELS.values(), None]),
        st.sampled_from([*DECISIONS.values(), "PENDING", None]),
    ),
    min_size=1,
    max_size=60,
)
