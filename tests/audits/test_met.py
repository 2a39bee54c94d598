"""MET, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.met import MET
from pipeline.calendar.quarter import Quarter
from pipeline.definition import View
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_met1_a_risk_tool_is_completed() -> None:
    worked(
        MET,
        "MET1",
        """
        tool        | outcome
        POLICE_TOOL | met
        CERAF       | met
        CSERQ4      | met
        OTHER       | met
        NONE        | not met
                    | missing
        !           | missing
    """,
    )


def test_met2_push_and_pull_factors_are_assessed() -> None:
    worked(
        MET,
        "MET2",
        """
        push_pull_assessed | outcome
        Y                  | met
        N                  | not met
        NR                 | not recorded
                           | missing
    """,
    )


def test_met3_tool_and_contact_come_within_five_working_days() -> None:
    """From Thursday 11 July the fifth working day is Thursday the 18th; both must be there, and either can be late."""
    worked(
        MET,
        "MET3",
        """
        identified_date | tool_date  | mash_contact_date | as_of      | outcome
        11/07/2019      | 18/07/2019 | 11/07/2019        | 10/10/2019 | met
        11/07/2019      | 11/07/2019 | 18/07/2019        | 10/10/2019 | met
        11/07/2019      | 19/07/2019 | 12/07/2019        | 10/10/2019 | not met
        11/07/2019      | 12/07/2019 | 19/07/2019        | 10/10/2019 | not met
        11/07/2019      |            | 12/07/2019        | 10/10/2019 | not met
        11/07/2019      | 12/07/2019 |                   | 10/10/2019 | not met
        11/07/2019      |            |                   | 18/07/2019 | pending
        11/07/2019      | 12/07/2019 |                   | 19/07/2019 | not met
                        | 12/07/2019 | 12/07/2019        | 10/10/2019 | missing
    """,
    )


def test_met4_a_strategy_discussion_is_held_where_the_risk_is_high() -> None:
    worked(
        MET,
        "MET4",
        """
        risk   | strategy_held | outcome
        HIGH   | Y             | met
        HIGH   | N             | not met
        HIGH   | NR            | not recorded
        MEDIUM | N             | not applicable
        LOW    | Y             | not applicable
        NR     | N             | not applicable
        HIGH   |               | missing
               | Y             | missing
    """,
    )


def test_met5_the_police_owner_fits_the_risk_on_the_police_record() -> None:
    """High: the specialist team; medium: that or a neighbourhood's; low: anybody, so long as there is somebody."""
    worked(
        MET,
        "MET5",
        """
        police_risk | owner         | outcome
        HIGH        | SPECIALIST    | met
        HIGH        | NEIGHBOURHOOD | not met
        MEDIUM      | NEIGHBOURHOOD | met
        MEDIUM      | SPECIALIST    | met
        MEDIUM      | OTHER         | not met
        LOW         | OTHER         | met
        LOW         | NONE          | not met
        NONE        | SPECIALIST    | not recorded
        HIGH        |               | missing
                    | SPECIALIST    | missing
                    | NONE          | not met
    """,
    )


def test_met6_a_plan_is_agreed_within_fifteen_working_days() -> None:
    """From Thursday 11 July the fifteenth working day is Thursday 1 August."""
    worked(
        MET,
        "MET6",
        """
        risk   | identified_date | plan_date  | as_of      | outcome
        HIGH   | 11/07/2019      | 11/07/2019 | 10/10/2019 | met
        MEDIUM | 11/07/2019      | 01/08/2019 | 10/10/2019 | met
        MEDIUM | 11/07/2019      | 02/08/2019 | 10/10/2019 | not met
        HIGH   | 11/07/2019      |            | 01/08/2019 | pending
        HIGH   | 11/07/2019      |            | 02/08/2019 | not met
        LOW    | 11/07/2019      |            | 10/10/2019 | not applicable
        NR     | 11/07/2019      |            | 10/10/2019 | not applicable
               | 11/07/2019      | 12/07/2019 | 10/10/2019 | missing
        HIGH   |                 | 12/07/2019 | 10/10/2019 | missing
    """,
    )


def test_met7_a_return_interview_is_offered_within_72_hours() -> None:
    worked(
        MET,
        "MET7",
        """
        missing_episodes_90d | return_interview | outcome
        1                    | IN_TIME          | met
        4                    | LATE             | not met
        2                    | NOT_OFFERED      | not met
        1                    | NR               | not recorded
        0                    |                  | not applicable
        NK                   |                  | not known
        1                    |                  | missing
    """,
    )


def test_met8_something_is_done_against_those_who_exploit() -> None:
    worked(
        MET,
        "MET8",
        """
        police_risk | disruption_activity | outcome
        HIGH        | Y                   | met
        MEDIUM      | N                   | not met
        HIGH        | NR                  | not recorded
        LOW         |                     | not applicable
        NONE        |                     | not applicable
        MEDIUM      |                     | missing
    """,
    )


def test_metx1_the_risk_is_lower_at_the_first_review() -> None:
    """Shown, and never rated; of those who began at low risk it is not asked."""
    worked(
        MET,
        "METx1",
        """
        review_date | risk   | risk_at_review | outcome
        10/09/2019  | HIGH   | MEDIUM         | met
        10/09/2019  | HIGH   | ENDED          | met
        10/09/2019  | MEDIUM | LOW            | met
        10/09/2019  | HIGH   | HIGH           | not met
        10/09/2019  | MEDIUM | HIGH           | not met
        10/09/2019  | MEDIUM | NR             | not recorded
        10/09/2019  | LOW    | ENDED          | not applicable
                    | HIGH   |                | not applicable
        10/09/2019  | HIGH   |                | missing
    """,
    )


def test_met10_the_risk_is_flagged_on_the_health_record() -> None:
    worked(
        MET,
        "MET10",
        """
        health_flagged | outcome
        Y              | met
        N              | not met
                       | missing
    """,
    )


def test_met11_health_takes_part_where_the_risk_is_medium_or_high() -> None:
    worked(
        MET,
        "MET11",
        """
        risk   | health_part | outcome
        HIGH   | Y           | met
        MEDIUM | N           | not met
        MEDIUM | NR          | not recorded
        MEDIUM | NA          | not applicable
        LOW    | N           | not applicable
        NR     | Y           | not applicable
        HIGH   |             | missing
               | Y           | missing
    """,
    )


def test_metx2_an_s47_enquiry_is_begun_after_the_strategy_discussion() -> None:
    worked(
        MET,
        "METx2",
        """
        strategy_held | s47 | outcome
        Y             | Y   | met
        Y             | N   | not met
        N             |     | not applicable
        NR            |     | not applicable
        Y             |     | missing
    """,
    )


def test_metx3_to_metx5_count_who_identified_which_risk_and_by_which_tool() -> None:
    answers: dict[str, list[str | None]] = {
        "source": ["6", "2A", "6"],
        "risk": ["HIGH", "NR", None],
        "tool": ["POLICE_TOOL", "NONE", "POLICE_TOOL"],
    }

    assert shares("METx3", answers) == {"6": 2, "2A": 1}
    assert shares("METx5", answers) == {"POLICE_TOOL": 2, "NONE": 1}
    assert {share.code for share in context("METx4", MET.social_care, answers).shares} >= {"HIGH", "NR"}


def test_metx6_is_the_share_of_missing_episodes_that_are_of_exploited_children() -> None:
    volumes = pd.DataFrame({"missing_episodes": [60, 40], "missing_exploited": [20, 15]})

    measured = context("METx6", MET.police, volumes=volumes)

    assert (measured.numerator, measured.denominator, measured.proportion) == (35, 100, 0.35)


def shares(measure: str, answers: dict[str, list[str | None]]) -> dict[str, int]:
    return {share.code: share.count for share in context(measure, MET.social_care, answers).shares if share.count}


def context(
    measure: str,
    view: View,
    answers: dict[str, list[str | None]] | None = None,
    volumes: pd.DataFrame | None = None,
) -> ContextResult:
    """A context measure of one return of ``view``, with every question blank but those given."""
    form = MET.form(view, Quarter(2019, 2))
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    returned = Accepted(
        "a.xlsx",
        "",
        Tally(),
        (),
        Identity(form, form.returners[0], ""),
        rows=rows,
        volumes=pd.DataFrame() if volumes is None else volumes,
    )
    return next(each for each in context_results(MET, [returned], SUBGROUP) if each.id == measure)
