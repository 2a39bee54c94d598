"""SSH, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pytest

from pipeline.audits.ssh import SSH
from tests.audits.context import distribution, ratio, repeated
from tests.audits.worked import worked


def test_ssh1_the_sleeping_place_is_physically_seen() -> None:
    """Where the family would not show it, it was not seen."""
    worked(
        SSH,
        "SSH1",
        """
        sleep_place_seen | outcome
        Y                | met
        N                | not met
        REFUSED          | not met
        NR               | not recorded
                         | missing
        !                | missing
    """,
    )


def test_ssh2_at_six_to_eight_weeks_somebody_had_seen_it_by_day_14() -> None:
    worked(
        SSH,
        "SSH2",
        """
        contact    | by_day_14 | outcome
        W6_8       | Y         | met
        W6_8       | N         | not met
        W6_8       | NR        | not recorded
        NBV_10_14D |           | not applicable
        SW_VISIT   |           | not applicable
        W6_8       |           | missing
                   |           | missing
    """,
    )


def test_ssh3_a_night_out_of_the_ordinary_is_planned_for_where_the_risk_is_raised() -> None:
    worked(
        SSH,
        "SSH3",
        """
        sids_risk | out_of_routine | outcome
        RAISED    | Y              | met
        HIGH      | Y              | met
        HIGH      | N              | not met
        RAISED    | NR             | not recorded
        STANDARD  |                | not applicable
        NR        |                | not applicable
        RAISED    |                | missing
                  |                | missing
    """,
    )


def test_ssh4_what_was_unsafe_is_acted_on_within_two_working_days() -> None:
    """Monday 26 August 2019 was a bank holiday, so what was seen on Friday the 23rd had until Wednesday the 28th."""
    worked(
        SSH,
        "SSH4",
        """
        hazards    | action    | contact_date | action_date | as_of      | outcome
        BEDDING    | EQUIPMENT | 14/08/2019   | 14/08/2019  | 10/10/2019 | met
        SMOKE;HEAT | EH        | 14/08/2019   | 16/08/2019  | 10/10/2019 | met
        BED        | MASH      | 23/08/2019   | 28/08/2019  | 10/10/2019 | met
        BED        | MASH      | 23/08/2019   | 29/08/2019  | 10/10/2019 | not met
        HEAT       | NONE      | 14/08/2019   |             | 10/10/2019 | not met
        HEAT       | NONE      | 30/09/2019   |             | 02/10/2019 | pending
        HEAT       | NONE      | 30/09/2019   |             | 03/10/2019 | not met
        NONE       |           | 14/08/2019   |             | 10/10/2019 | not applicable
        HEAT       |           | 14/08/2019   |             | 10/10/2019 | missing
        HEAT       | EQUIPMENT | 14/08/2019   |             | 10/10/2019 | missing
                   |           | 14/08/2019   |             | 10/10/2019 | missing
    """,
    )


def test_ssh5_the_sleeping_place_is_looked_at_again_within_14_days() -> None:
    """From 14 August the fourteenth day is 28 August: days of the calendar, not working days."""
    worked(
        SSH,
        "SSH5",
        """
        hazards | contact_date | recheck_date | as_of      | outcome
        BEDDING | 14/08/2019   | 21/08/2019   | 10/10/2019 | met
        BEDDING | 14/08/2019   | 28/08/2019   | 10/10/2019 | met
        BEDDING | 14/08/2019   | 29/08/2019   | 10/10/2019 | not met
        BEDDING | 14/08/2019   |              | 10/10/2019 | not met
        BEDDING | 14/08/2019   |              | 28/08/2019 | pending
        BEDDING | 14/08/2019   |              | 29/08/2019 | not met
        NONE    | 14/08/2019   |              | 10/10/2019 | not applicable
        BEDDING | 14/08/2019   | !            | 10/10/2019 | missing
                | 14/08/2019   |              | 10/10/2019 | missing
    """,
    )


def test_ssh6_the_sleeping_place_of_a_baby_on_a_plan_is_seen() -> None:
    """Whether a baby is on a plan may not be known to a midwife."""
    worked(
        SSH,
        "SSH6",
        """
        plan | sleep_place_seen | outcome
        CP   | Y                | met
        CIN  | Y                | met
        CP   | N                | not met
        CIN  | REFUSED          | not met
        CP   | NR               | not recorded
        NONE | N                | not applicable
        NK   | N                | not known
        CP   |                  | missing
             | Y                | missing
    """,
    )
    standard = next(each for each in SSH.standards if each.id == "SSH6")
    assert (standard.target, standard.amber) == (1.0, 0.95)


def test_ssh7_co_sleeping_is_spoken_of_and_since_september_2022_safer_bed_sharing() -> None:
    """From 27 September 2022 the routine contacts after the birth are counted, and no others."""
    worked(
        SSH,
        "SSH7",
        """
        judged on  | contact    | advice_given | topics            | outcome
        14/08/2019 | SW_VISIT   | Y            | POSITION;COSLEEP  | met
        14/08/2019 | W6_8       | Y            | BED_SHARING       | not met
        26/09/2022 | NBV_10_14D | Y            | COSLEEP           | met
        26/09/2022 | OTHER      | N            |                   | not met
        27/09/2022 | NBV_10_14D | Y            | COSLEEP           | not met
        27/09/2022 | NBV_10_14D | Y            | BED_SHARING;SMOKE | met
        27/09/2022 | D1_10      | Y            | BED_SHARING       | met
        27/09/2022 | W6_8       | NR           |                   | not recorded
        27/09/2022 | W6_8       | N            |                   | not met
        27/09/2022 | SW_VISIT   | Y            | COSLEEP           | not applicable
        27/09/2022 | ANTENATAL  | Y            | BED_SHARING       | not applicable
        27/09/2022 | W6_8       | Y            |                   | missing
        27/09/2022 |            | Y            | BED_SHARING       | missing
        14/08/2019 | W6_8       | Y            |                   | missing
    """,
    )


def test_ssh8_the_risk_is_assessed() -> None:
    worked(
        SSH,
        "SSH8",
        """
        sids_risk | outcome
        STANDARD  | met
        HIGH      | met
        NR        | not recorded
                  | missing
    """,
    )


def test_ssh9_health_is_told_within_one_working_day_of_what_others_saw() -> None:
    worked(
        SSH,
        "SSH9",
        """
        hazards          | told_health | observed_date | told_date  | as_of      | outcome
        SOFA;DRINK_DRUGS | Y           | 20/08/2019    | 20/08/2019 | 10/10/2019 | met
        CAR_SEAT         | Y           | 23/08/2019    | 27/08/2019 | 10/10/2019 | met
        CAR_SEAT         | Y           | 23/08/2019    | 28/08/2019 | 10/10/2019 | not met
        SLING            | N           | 20/08/2019    |            | 10/10/2019 | not met
        MEDICINE         | NR          | 20/08/2019    |            | 10/10/2019 | not recorded
        SWADDLE          | N           | 30/09/2019    |            | 01/10/2019 | pending
        SWADDLE          | N           | 30/09/2019    |            | 02/10/2019 | not met
        NONE             |             | 20/08/2019    |            | 10/10/2019 | not applicable
        SMOKE            | Y           | 20/08/2019    |            | 10/10/2019 | missing
        SMOKE            |             | 20/08/2019    |            | 10/10/2019 | missing
                         |             | 20/08/2019    |            | 10/10/2019 | missing
    """,
    )


def test_ssh11_somebody_else_who_works_with_the_family_is_told_of_what_was_unsafe() -> None:
    worked(
        SSH,
        "SSH11",
        """
        hazards     | shared_with | outcome
        SOFA        | HV          | met
        BEDDING;AWAY | SW;HOUSING | met
        SMOKE       | NONE        | not met
        NONE        |             | not applicable
        HEAT        |             | missing
                    | HV          | missing
    """,
    )


@pytest.mark.parametrize(
    ("measure", "answers", "shares"),
    [
        ("SSHx1", {"sleep_place_seen": ["Y", "REFUSED", "Y", None]}, {"Y": 2, "REFUSED": 1}),
        ("SSHx2", {"sleep_place": ["COT", "SOFA", "COT", "NR"]}, {"COT": 2, "SOFA": 1, "NR": 1}),
        ("SSHx3", {"risk_factors": ["SMOKING;PLAN"] * 7 + ["PLAN"] + [None]}, {"SMOKING": 7, "PLAN": 8}),
        ("SSHx10", {"hazards": ["SOFA", "HEAT", "NONE"], "shared_with": ["HV;SW", "HV", None]}, {"HV": 2, "SW": 1}),
        ("SSHx4", {"hazards": ["BED;SMOKE", "SMOKE", "NONE"]}, {"BED": 1, "SMOKE": 2, "NONE": 1}),
    ],
)
def test_a_context_measure_counts_what_visitors_answered(
    measure: str, answers: dict[str, list[str | None]], shares: dict[str, int]
) -> None:
    assert distribution(SSH, measure, answers) == shares


def test_sshx5_and_sshx6_count_what_observers_saw() -> None:
    """Police and housing staff see what no visitor does: a car seat, a sling, medicine that makes drowsy."""
    answers = {"hazards": ["CAR_SEAT", "MEDICINE;SLING"], "sleep_place": ["CAR_SEAT", "SLING"]}
    assert distribution(SSH, "SSHx5", answers, SSH.observer) == {"CAR_SEAT": 1, "SLING": 1, "MEDICINE": 1}
    assert distribution(SSH, "SSHx6", answers, SSH.observer) == {"CAR_SEAT": 1, "SLING": 1}


def test_sshx7_is_the_share_of_babies_on_a_plan_whose_place_was_seen() -> None:
    assert ratio(SSH, "SSHx7", {"babies_on_plan": [20, 20], "babies_on_plan_seen": [18, 16]}) == (34, 40, 0.85)


def test_sshx11_is_of_all_babies_born_and_not_of_those_audited() -> None:
    """Of 510 babies who turned 14 days old somebody had seen where 408 sleep."""
    assert ratio(SSH, "SSHx11", {"born": [260, 250], "born_seen": [208, 200]}) == (408, 510, 0.8)


def test_sshx8_counts_babies_and_not_contacts() -> None:
    """Four contacts with three babies."""
    assert repeated(SSH, "SSHx8", {"child_ref": ["C0000000A", "C0000000B", "C0000000A", "C0000000C"]}) == (1, 3)
