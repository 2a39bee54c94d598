"""INV, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.inv import INV
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Polarity
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_inv1_a_supervisor_or_manager_signs_off_the_closing() -> None:
    worked(
        INV,
        "INV1",
        """
        mgr_sign_off | outcome
        Y            | met
        N            | not met
        NR           | not recorded
                     | missing
        !            | missing
    """,
    )


def test_inv2_every_agency_that_was_part_of_it_is_told() -> None:
    worked(
        INV,
        "INV2",
        """
        all_agencies_told | outcome
        Y                 | met
        N                 | not met
        NR                | not recorded
                          | missing
    """,
    )


def test_inv3_is_closed_over_an_unresolved_serious_concern() -> None:
    """Lower is better: “met” is the child that somebody was still worried about."""
    worked(
        INV,
        "INV3",
        """
        unresolved_concerns | outcome
        Y                   | met
        N                   | not met
                            | missing
        !                   | missing
    """,
    )


def test_inv3_should_never_happen() -> None:
    standard = next(each for each in INV.standards if each.id == "INV3")

    assert standard.polarity is Polarity.LOW_GOOD
    assert (standard.target, standard.amber) == (0.0, 0.05)


def test_inv4_the_reason_for_closing_is_recorded() -> None:
    worked(
        INV,
        "INV4",
        """
        rationale | outcome
        Y         | met
        N         | not met
        NR        | not recorded
                  | missing
    """,
    )


def test_inv5_the_opinion_of_health_professionals_is_considered_where_there_was_one() -> None:
    worked(
        INV,
        "INV5",
        """
        health_opinion_considered | outcome
        Y                         | met
        N                         | not met
        NR                        | not recorded
        NA                        | not applicable
                                  | missing
    """,
    )


def test_inv6_a_concern_that_is_left_is_escalated_or_taken_up() -> None:
    worked(
        INV,
        "INV6",
        """
        unresolved_concerns | concern_then | outcome
        Y                   | ESCALATED    | met
        Y                   | HELD         | met
        Y                   | NOTHING      | not met
        Y                   | NR           | not recorded
        N                   |              | not applicable
        Y                   |              | missing
    """,
    )


def test_invx1_and_invx2_count_who_decided_and_what_became_of_a_concern() -> None:
    answers: dict[str, list[str | None]] = {
        "closed_by": ["JOINTLY", "POLICE", "JOINTLY"],
        "unresolved_concerns": ["N", "Y", "N"],
        "concern_then": [None, "ESCALATED", None],
    }

    assert shares("INVx1", answers) == {"JOINTLY": 2, "POLICE": 1}
    assert shares("INVx2", answers) == {"ESCALATED": 1}


def test_invx3_is_the_share_of_closed_enquiries_that_ended_in_no_further_action() -> None:
    measured = context("INVx3", volumes=pd.DataFrame({"s47_closed": [60, 40], "s47_closed_nfa": [18, 10]}))

    assert (measured.numerator, measured.denominator, measured.proportion) == (28, 100, 0.28)


def shares(measure: str, answers: dict[str, list[str | None]]) -> dict[str, int]:
    return {share.code: share.count for share in context(measure, answers).shares if share.count}


def context(
    measure: str, answers: dict[str, list[str | None]] | None = None, volumes: pd.DataFrame | None = None
) -> ContextResult:
    """A context measure of social care's return, with every question blank but those given."""
    form = INV.form(INV.social_care, Quarter(2019, 2))
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
    return next(each for each in context_results(INV, [returned], SUBGROUP) if each.id == measure)
