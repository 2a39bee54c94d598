"""ESC, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.esc import ESC
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_esc1_stage_1_ends_within_five_working_days() -> None:
    """From Tuesday 9 July the fifth working day is Tuesday the 16th; it ends by being resolved or taken to stage 2."""
    worked(
        ESC,
        "ESC1",
        """
        stage_reached | ended              | raised_date | resolved_date | stage_2_date | as_of      | outcome
        1             | COMPROMISE         | 09/07/2019  | 09/07/2019    |              | 10/10/2019 | met
        1             | AGREED_WITH_RAISER | 09/07/2019  | 16/07/2019    |              | 10/10/2019 | met
        1             | WITHDRAWN          | 09/07/2019  | 17/07/2019    |              | 10/10/2019 | not met
        2             | COMPROMISE         | 09/07/2019  | 30/08/2019    | 16/07/2019   | 10/10/2019 | met
        2             | OPEN               | 09/07/2019  |               | 15/07/2019   | 10/10/2019 | met
        4             | COMPROMISE         | 09/07/2019  | 30/08/2019    | 17/07/2019   | 10/10/2019 | not met
        1             | OPEN               | 09/07/2019  |               |              | 16/07/2019 | pending
        1             | OPEN               | 09/07/2019  |               |              | 17/07/2019 | not met
        1             | COMPROMISE         | 09/07/2019  |               |              | 10/10/2019 | missing
        3             | COMPROMISE         | 09/07/2019  | 30/08/2019    |              | 10/10/2019 | missing
                      | COMPROMISE         | 09/07/2019  | 10/07/2019    |              | 10/10/2019 | missing
    """,
    )


def test_esc2_stage_2_ends_within_seven_working_days() -> None:
    """From Monday 15 July the seventh working day is Wednesday the 24th."""
    worked(
        ESC,
        "ESC2",
        """
        stage_reached | ended      | stage_2_date | resolved_date | stage_3_date | as_of      | outcome
        2             | COMPROMISE | 15/07/2019   | 24/07/2019    |              | 10/10/2019 | met
        2             | COMPROMISE | 15/07/2019   | 25/07/2019    |              | 10/10/2019 | not met
        3             | COMPROMISE | 15/07/2019   | 30/08/2019    | 24/07/2019   | 10/10/2019 | met
        4             | OPEN       | 15/07/2019   |               | 25/07/2019   | 10/10/2019 | not met
        2             | OPEN       | 15/07/2019   |               |              | 24/07/2019 | pending
        2             | OPEN       | 15/07/2019   |               |              | 25/07/2019 | not met
        1             | COMPROMISE |              | 24/07/2019    |              | 10/10/2019 | not applicable
        2             | COMPROMISE |              | 24/07/2019    |              | 10/10/2019 | missing
        3             | COMPROMISE | 15/07/2019   | 30/08/2019    |              | 10/10/2019 | missing
    """,
    )


def test_esc3_stages_3_and_4_together_end_within_ten_working_days() -> None:
    """From Thursday 1 August the tenth working day is Thursday the 15th."""
    worked(
        ESC,
        "ESC3",
        """
        stage_reached | ended              | stage_3_date | resolved_date | as_of      | outcome
        3             | AGREED_WITH_RAISER | 01/08/2019   | 15/08/2019    | 10/10/2019 | met
        4             | AGREED_WITH_OTHER  | 01/08/2019   | 16/08/2019    | 10/10/2019 | not met
        3             | OPEN               | 01/08/2019   |               | 15/08/2019 | pending
        4             | OPEN               | 01/08/2019   |               | 16/08/2019 | not met
        2             | COMPROMISE         |              | 24/07/2019    | 10/10/2019 | not applicable
        3             | COMPROMISE         | 01/08/2019   |               | 10/10/2019 | missing
    """,
    )


def test_esc4_whoever_raised_it_is_told_the_outcome_once_there_is_one() -> None:
    worked(
        ESC,
        "ESC4",
        """
        ended              | raiser_told | outcome
        AGREED_WITH_RAISER | Y           | met
        WITHDRAWN          | Y           | met
        AGREED_WITH_OTHER  | N           | not met
        COMPROMISE         | NR          | not recorded
        OPEN               |             | not applicable
        COMPROMISE         |             | missing
                           | Y           | missing
    """,
    )


def test_esc5_the_board_is_told_of_what_goes_beyond_stage_1() -> None:
    worked(
        ESC,
        "ESC5",
        """
        stage_reached | board_notified | outcome
        2             | Y              | met
        4             | N              | not met
        3             | NR             | not recorded
        1             |                | not applicable
        2             |                | missing
        !             | Y              | missing
    """,
    )


def test_escx1_is_resolved_at_stage_1() -> None:
    """Shown, and never rated: what is open may still go further."""
    worked(
        ESC,
        "ESCx1",
        """
        ended      | stage_reached | outcome
        COMPROMISE | 1             | met
        WITHDRAWN  | 1             | met
        COMPROMISE | 2             | not met
        OPEN       | 1             | not applicable
        COMPROMISE |               | missing
    """,
    )


def test_escx2_changes_something_for_the_child() -> None:
    worked(
        ESC,
        "ESCx2",
        """
        ended              | child_outcome_changed | outcome
        AGREED_WITH_RAISER | Y                     | met
        AGREED_WITH_OTHER  | N                     | not met
        COMPROMISE         | NR                    | not recorded
        OPEN               |                       | not applicable
        COMPROMISE         |                       | missing
    """,
    )


def test_escx3_is_the_share_of_staff_asked_who_know_the_policy() -> None:
    measured = context("ESCx3", volumes=pd.DataFrame({"staff_asked": [12, 8], "staff_aware": [9, 6]}))

    assert (measured.numerator, measured.denominator, measured.proportion) == (15, 20, 0.75)


def test_escx4_to_escx6_count_what_with_whom_and_how_it_ended() -> None:
    answers: dict[str, list[str | None]] = {
        "subject": ["THRESHOLD", "CAPACITY_ENGAGEMENT", "THRESHOLD"],
        "raised_against": ["CSC", "CSC", "POL"],
        "ended": ["COMPROMISE", "OPEN", None],
    }

    assert shares("ESCx4", answers) == {"THRESHOLD": 2, "CAPACITY_ENGAGEMENT": 1}
    assert shares("ESCx5", answers) == {"CSC": 2, "POL": 1}
    assert shares("ESCx6", answers) == {"COMPROMISE": 1, "OPEN": 1}


def shares(measure: str, answers: dict[str, list[str | None]]) -> dict[str, int]:
    return {share.code: share.count for share in context(measure, answers).shares if share.count}


def context(
    measure: str, answers: dict[str, list[str | None]] | None = None, volumes: pd.DataFrame | None = None
) -> ContextResult:
    """A context measure of one agency's own log, with every question blank but those given."""
    form = ESC.form(ESC.agency, Quarter(2019, 2))
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    returned = Accepted(
        "a.xlsx",
        "",
        Tally(),
        (),
        Identity(form, "UHS", ""),
        rows=rows,
        volumes=pd.DataFrame() if volumes is None else volumes,
    )
    return next(each for each in context_results(ESC, [returned], SUBGROUP) if each.id == measure)
