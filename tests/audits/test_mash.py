"""MASH, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.audits.mash import MASH
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_mash1_a_professional_referrer_states_a_level() -> None:
    """Families, the public and anonymous callers are asked for none; a council's other services are professionals."""
    worked(
        MASH,
        "MASH1",
        """
        source | level_referrer | outcome
        2A     | 1              | met
        3A     | 2              | met
        3B     | 3              | met
        6      | 4              | met
        5C     | NONE           | not met
        6      | NONE           | not met
        1A     | NONE           | not applicable
        9      | EXEMPT         | not applicable
        8      | EXEMPT         | not applicable
        10     | NONE           | not applicable
        2A     |                | missing
    """,
    )


def test_mash2_the_panel_finds_the_professional_referrers_level_correct() -> None:
    """A level that was not stated is not correct."""
    worked(
        MASH,
        "MASH2",
        """
        source | panel_view_referrer | outcome
        2A     | CORRECT             | met
        3B     | TOO_HIGH            | not met
        6      | TOO_LOW             | not met
        6      | NOT_STATED          | not met
        8      | EXEMPT              | not applicable
        1B     | CORRECT             | not applicable
        2A     |                     | missing
    """,
    )


def test_mash3_the_panel_agrees_with_the_level_that_mash_decided() -> None:
    worked(
        MASH,
        "MASH3",
        """
        panel_view_mash | outcome
        CORRECT         | met
        TOO_HIGH        | not met
        TOO_LOW         | not met
                        | missing
        !               | missing
    """,
    )


def test_mash4_the_decision_is_made_within_one_working_day() -> None:
    """
    A contact of Tuesday has until the end of Wednesday, whatever the hour; of Friday 23 August or the Saturday after
    it, until Tuesday the 27th, since Monday was a bank holiday. Open on the day of the return (30 September, a
    Monday), it is pending while there is time, and not met after.
    """
    worked(
        MASH,
        "MASH4",
        """
        received_at      | decision_at      | decision     | as_of      | outcome
        06/08/2019 16:40 | 06/08/2019 17:00 | NFA          | 30/09/2019 | met
        06/08/2019 09:00 | 07/08/2019 23:59 | EARLY_HELP   | 30/09/2019 | met
        06/08/2019 16:40 | 08/08/2019 00:01 | EARLY_HELP   | 30/09/2019 | not met
        23/08/2019 16:40 | 27/08/2019 17:00 | STRATEGY     | 30/09/2019 | met
        24/08/2019 10:00 | 28/08/2019 09:00 | STRATEGY     | 30/09/2019 | not met
        27/09/2019 16:40 | PENDING          |              | 30/09/2019 | pending
        26/09/2019 16:40 | PENDING          |              | 30/09/2019 | not met
        06/08/2019 16:40 | 12/08/2019 09:00 | TO_OPEN_CASE | 30/09/2019 | not applicable
        06/08/2019 16:40 |                  | NFA          | 30/09/2019 | missing
        !                | 07/08/2019 09:00 | NFA          | 30/09/2019 | missing
    """,
    )


def test_mash5_the_decision_is_made_within_the_time_for_its_priority() -> None:
    """
    Red has four working hours, of which a working day has eight from nine o'clock; Amber one working day and Green
    three. So over the bank holiday of Monday 26 August a Red contact of Friday at four has until Tuesday at noon, an
    Amber one until Tuesday, and a Green one of Thursday until Wednesday. Blue has no time of its own. An open decision
    is pending until its time is up and not met afterwards.
    """
    worked(
        MASH,
        "MASH5",
        """
        mash_rag | received_at      | decision_at      | as_of      | outcome
        RED      | 06/08/2019 09:30 | 06/08/2019 13:30 | 10/10/2019 | met
        RED      | 06/08/2019 09:30 | 06/08/2019 13:31 | 10/10/2019 | not met
        RED      | 06/08/2019 16:50 | 07/08/2019 08:30 | 10/10/2019 | met
        RED      | 06/08/2019 16:40 | 07/08/2019 12:40 | 10/10/2019 | met
        RED      | 06/08/2019 16:40 | 07/08/2019 12:41 | 10/10/2019 | not met
        RED      | 06/08/2019 23:00 | 07/08/2019 13:00 | 10/10/2019 | met
        RED      | 23/08/2019 16:00 | 27/08/2019 12:00 | 10/10/2019 | met
        RED      | 23/08/2019 16:00 | 27/08/2019 12:01 | 10/10/2019 | not met
        AMBER    | 06/08/2019 16:40 | 07/08/2019 17:00 | 10/10/2019 | met
        AMBER    | 06/08/2019 16:40 | 08/08/2019 09:00 | 10/10/2019 | not met
        AMBER    | 23/08/2019 16:40 | 27/08/2019 17:00 | 10/10/2019 | met
        GREEN    | 22/08/2019 09:00 | 28/08/2019 17:00 | 10/10/2019 | met
        GREEN    | 22/08/2019 09:00 | 29/08/2019 09:00 | 10/10/2019 | not met
        GREEN    | 30/09/2019 09:00 | PENDING          | 03/10/2019 | pending
        GREEN    | 30/09/2019 09:00 | PENDING          | 04/10/2019 | not met
        BLUE     | 06/08/2019 16:40 | 20/08/2019 09:00 | 10/10/2019 | not applicable
                 | 06/08/2019 16:40 | 06/08/2019 17:00 | 10/10/2019 | missing
        RED      | 06/08/2019 16:40 |                  | 10/10/2019 | missing
    """,
    )


def test_mash6_the_rationale_is_tied_to_the_continuum() -> None:
    worked(
        MASH,
        "MASH6",
        """
        rationale | outcome
        Y         | met
        N         | not met
        NR        | not recorded
                  | missing
        !         | missing
    """,
    )


def test_mash7_consent_or_the_lawful_reason_for_going_without_is_recorded() -> None:
    """A refusal, or a risk that makes consent unneeded, is met once its reason is written down."""
    worked(
        MASH,
        "MASH7",
        """
        level_referrer | consent         | consent_reason | outcome
        3              | OBTAINED        | NA             | met
        4              | NOT_NEEDED_RISK | Y              | met
        2              | REFUSED         | Y              | met
        4              | NOT_NEEDED_RISK | N              | not met
        3              | NOT_SOUGHT      | Y              | not met
        NONE           | NR              | N              | not recorded
        EXEMPT         | NOT_SOUGHT      | N              | not applicable
        2              | REFUSED         |                | missing
        2              |                 | N              | missing
    """,
    )


def test_mash8_a_managers_oversight_is_recorded() -> None:
    worked(
        MASH,
        "MASH8",
        """
        mgr_oversight | outcome
        Y             | met
        N             | not met
        NR            | not recorded
                      | missing
        !             | missing
    """,
    )


def test_mash9_the_professional_who_referred_is_told_the_outcome_within_three_working_days() -> None:
    """From a decision of Thursday 22 August the third working day is Wednesday the 28th, after the bank holiday."""
    worked(
        MASH,
        "MASH9",
        """
        source | level_referrer | decision_at      | feedback_at | as_of      | outcome
        2A     | 3              | 06/08/2019 11:05 | 06/08/2019  | 10/10/2019 | met
        6      | NONE           | 06/08/2019 11:05 | 09/08/2019  | 10/10/2019 | met
        6      | NONE           | 06/08/2019 11:05 | 12/08/2019  | 10/10/2019 | not met
        3A     | 2              | 22/08/2019 11:05 | 28/08/2019  | 10/10/2019 | met
        3A     | 2              | 22/08/2019 11:05 | 29/08/2019  | 10/10/2019 | not met
        2A     | 3              | 06/08/2019 11:05 |             | 10/10/2019 | not met
        2A     | 3              | 30/09/2019 11:05 |             | 03/10/2019 | pending
        2A     | 3              | PENDING          |             | 10/10/2019 | pending
        1A     | EXEMPT         | 06/08/2019 11:05 |             | 10/10/2019 | not applicable
        8      | EXEMPT         | 06/08/2019 11:05 |             | 10/10/2019 | not applicable
        2A     | 3              | 06/08/2019 11:05 | !           | 10/10/2019 | missing
    """,
    )


def test_mash10_the_history_of_a_child_with_earlier_contacts_is_considered() -> None:
    worked(
        MASH,
        "MASH10",
        """
        prev_contacts_12m | history | outcome
        1                 | Y       | met
        3                 | N       | not met
        1                 | NR      | not recorded
        0                 | N       | not applicable
                          | Y       | missing
        2                 |         | missing
    """,
    )


def test_mash11_a_strategy_discussion_is_held_where_the_panel_says_that_it_should_have_been() -> None:
    """The panel says whether; what was decided comes from the MASH record of the same contact, if there is one."""
    worked(
        MASH,
        "MASH11",
        """
        strategy_indicated | decision        | outcome
        Y                  | STRATEGY        | met
        Y                  | REFERRAL_ASSESS | not met
        Y                  | TO_OPEN_CASE    | not met
        N                  | STRATEGY        | not applicable
        N                  | NFA             | not applicable
        Y                  |                 | missing
                           | STRATEGY        | missing
    """,
    )


def test_mash12_police_and_health_both_give_information_where_the_priority_is_red_or_amber() -> None:
    worked(
        MASH,
        "MASH12",
        """
        mash_rag | checks             | outcome
        RED      | POL;HEALTH         | met
        AMBER    | CSC;POL;HEALTH;EDU | met
        RED      | CSC;POL            | not met
        RED      | CSC;HEALTH         | not met
        AMBER    | NONE               | not met
        GREEN    | NONE               | not applicable
        BLUE     | CSC                | not applicable
        RED      |                    | missing
    """,
    )


def test_sd1_a_manager_signs_the_step_down_off_with_a_reason() -> None:
    worked(
        MASH,
        "SD1",
        """
        stepdown | sd_mgr | outcome
        Y        | Y      | met
        Y        | N      | not met
        Y        | NR     | not recorded
        N        |        | not applicable
        Y        |        | missing
                 | Y      | missing
    """,
    )


def test_sd2_a_lead_professional_accepts_a_step_down_to_level_2_or_3() -> None:
    """Universal services have no lead professional, and a child in need has a social worker."""
    worked(
        MASH,
        "SD2",
        """
        stepdown | sd_to     | sd_lead | outcome
        Y        | TEH       | Y       | met
        Y        | EH        | N       | not met
        Y        | EH        | NR      | not recorded
        Y        | UNIVERSAL | NA      | not applicable
        Y        | CIN       | N       | not applicable
        N        |           |         | not applicable
        Y        | TEH       |         | missing
        Y        |           | Y       | missing
    """,
    )


def test_sd3_agencies_are_consulted_on_the_step_down() -> None:
    worked(
        MASH,
        "SD3",
        """
        stepdown | sd_meeting | outcome
        Y        | Y          | met
        Y        | N          | not met
        Y        | NR         | not recorded
        N        |            | not applicable
        Y        |            | missing
                 | Y          | missing
    """,
    )


def test_sd4_when_to_come_back_is_recorded_on_the_step_down() -> None:
    worked(
        MASH,
        "SD4",
        """
        stepdown | sd_contingency | outcome
        Y        | Y              | met
        Y        | N              | not met
        Y        | NR             | not recorded
        N        |                | not applicable
        Y        |                | missing
                 | Y              | missing
    """,
    )


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator"),
    [("MASHx1", 40, 250), ("MASHx2", 100, 250), ("MASHx3", 10, 40), ("SD5", 7, 36)],
    ids=[
        "MASHx1 contacts that became referrals",
        "MASHx2 contacts with no further action",
        "MASHx3 re-referrals",
        "SD5 came back within six months, of the step-downs of two quarters before",
    ],
)
def test_a_ratio_adds_up_every_line_of_the_volumes_sheet(measure: str, numerator: int, denominator: int) -> None:
    volumes = pd.DataFrame(
        {
            "contacts": [150, 100],
            "referrals": [25, 15],
            "re_referrals": [4, 6],
            "no_further_action": [70, 30],
            "step_downs_before": [21, 15],
            "back_after_step_down": [5, 2],
        }
    )

    measured = context(measure, volumes=volumes)

    assert (measured.numerator, measured.denominator) == (numerator, denominator)
    assert measured.proportion == numerator / denominator


@pytest.mark.parametrize(
    ("measure", "question", "answers", "shown"),
    [
        ("MASHx4", "level_referrer", ["3", "NONE", "3", None, "EXEMPT"], {"3": 2, "NONE": 1, "EXEMPT": 1}),
        ("MASHx5", "decision", ["NFA", "STRATEGY", "NFA", None, "ADVICE"], {"NFA": 2, "ADVICE": 1, "STRATEGY": 1}),
    ],
    ids=["MASHx4 levels stated by referrers", "MASHx5 outcomes of contacts"],
)
def test_a_distribution_counts_each_answer_given(
    measure: str, question: str, answers: list[str | None], shown: dict[str, int]
) -> None:
    measured = context(measure, {question: answers})

    assert {share.code: share.count for share in measured.shares if share.count} == shown
    assert measured.denominator == 4


def context(
    measure: str, answers: dict[str, list[str | None]] | None = None, volumes: pd.DataFrame | None = None
) -> ContextResult:
    """A context measure of one MASH return, with every question blank but those given."""
    form = MASH.form(MASH.views[0], Quarter(2019, 2))
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    returned = Accepted(
        "a.xlsx",
        "",
        Tally(),
        (),
        Identity(form, "SCC-CF", ""),
        rows=rows,
        volumes=pd.DataFrame() if volumes is None else volumes,
    )
    return next(each for each in context_results(MASH, [returned], SUBGROUP) if each.id == measure)
