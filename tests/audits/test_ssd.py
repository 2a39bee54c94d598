"""SSD, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

from pipeline.audits.ssd import SSD
from tests.audits.context import distribution, ratio, repeated
from tests.audits.worked import worked


def test_ssd1_advice_is_given_and_recorded_in_full() -> None:
    """That it was given, what was said and how: a part of it is not enough."""
    worked(
        SSD,
        "SSD1",
        """
        advice_given | recorded | outcome
        Y            | FULL     | met
        Y            | PART     | not met
        Y            | N        | not met
        Y            | NR       | not recorded
        N            |          | not met
        NR           |          | not recorded
        Y            |          | missing
                     |          | missing
        !            | FULL     | missing
    """,
    )


def test_ssd2_both_parents_are_advised_where_there_are_two() -> None:
    """Where the record does not say whether there are two, nobody can ask for both."""
    worked(
        SSD,
        "SSD2",
        """
        two_parents | advice_given | advised | outcome
        Y           | Y            | BOTH    | met
        Y           | Y            | MOTHER  | not met
        Y           | Y            | FATHER  | not met
        Y           | Y            | OTHER   | not met
        Y           | Y            | NR      | not recorded
        Y           | N            |         | not met
        Y           | NR           |         | not recorded
        N           | Y            | MOTHER  | not applicable
        NR          | Y            | MOTHER  | not applicable
        Y           | Y            |         | missing
                    | Y            | BOTH    | missing
    """,
    )


def test_ssd3_where_the_baby_will_sleep_is_talked_about() -> None:
    worked(
        SSD,
        "SSD3",
        """
        where_baby_sleeps | outcome
        Y                 | met
        N                 | not met
        NR                | not recorded
                          | missing
    """,
    )


def test_ssd4_advice_is_fuller_where_the_risk_is_raised_or_high() -> None:
    """Bedding, smoking, drugs and alcohol, co-sleeping; and breathing where the baby has an illness of it."""
    worked(
        SSD,
        "SSD4",
        """
        sids_risk | risk_factors | advice_given | topics                                   | outcome
        RAISED    | SMOKING      | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;COSLEEP      | met
        HIGH      | RESP_ILLNESS | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;RESP;COSLEEP | met
        HIGH      | RESP_ILLNESS | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;COSLEEP      | not met
        RAISED    | SMOKING      | Y            | POSITION;BEDDING;SMOKE;COSLEEP           | not met
        RAISED    | PREM_LBW     | Y            | POSITION                                 | not met
        HIGH      | PREV_SUDI    | N            |                                          | not met
        HIGH      | PREV_SUDI    | NR           |                                          | not recorded
        STANDARD  | NONE         | Y            | POSITION                                 | not applicable
        NR        | SMOKING      | Y            | POSITION                                 | not applicable
        RAISED    | SMOKING      | Y            |                                          | missing
                  | SMOKING      | Y            | POSITION                                 | missing
    """,
    )


def test_ssd4_asks_for_safer_bed_sharing_from_the_day_on_which_nice_does() -> None:
    worked(
        SSD,
        "SSD4",
        """
        judged on  | sids_risk | risk_factors | advice_given | topics                                  | outcome
        26/09/2022 | RAISED    | SMOKING      | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;COSLEEP     | met
        27/09/2022 | RAISED    | SMOKING      | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;COSLEEP     | not met
        27/09/2022 | RAISED    | SMOKING      | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;BED_SHARING | met
        26/09/2022 | RAISED    | SMOKING      | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;BED_SHARING | not met
        27/09/2022 | RAISED    | RESP_ILLNESS | Y            | BEDDING;SMOKE;DRUGS_ALCOHOL;BED_SHARING | not met
        27/09/2022 | STANDARD  | NONE         | Y            | POSITION                                | not applicable
        27/09/2022 | HIGH      | SMOKING      | N            |                                         | not met
        27/09/2022 | HIGH      | SMOKING      | Y            |                                         | missing
    """,
    )


def test_ssd5_those_who_visit_next_are_told_within_one_working_day() -> None:
    """The GP, and the midwife or the health visitor. Monday 26 August 2019 was a bank holiday."""
    worked(
        SSD,
        "SSD5",
        """
        passed_to | discharge_date | passed_date | as_of      | outcome
        GP;HV     | 14/08/2019     | 14/08/2019  | 10/10/2019 | met
        GP;CMW    | 14/08/2019     | 15/08/2019  | 10/10/2019 | met
        GP;HV     | 23/08/2019     | 27/08/2019  | 10/10/2019 | met
        GP;HV     | 23/08/2019     | 28/08/2019  | 10/10/2019 | not met
        GP;CMW;HV | 14/08/2019     | 16/08/2019  | 10/10/2019 | not met
        GP        | 14/08/2019     | 14/08/2019  | 10/10/2019 | not met
        CMW;HV;SW | 14/08/2019     | 14/08/2019  | 10/10/2019 | not met
        NONE      | 14/08/2019     |             | 10/10/2019 | not met
        NONE      | 30/09/2019     |             | 01/10/2019 | pending
        NONE      | 30/09/2019     |             | 02/10/2019 | not met
                  | 14/08/2019     |             | 10/10/2019 | missing
        GP;HV     | 14/08/2019     |             | 10/10/2019 | missing
    """,
    )


def test_ssd6_a_baby_seen_asleep_lies_on_the_back_in_a_clear_cot() -> None:
    worked(
        SSD,
        "SSD6",
        """
        seen_asleep | on_back | clear_cot | outcome
        Y           | Y       | Y         | met
        Y           | Y       | N         | not met
        Y           | N       | Y         | not met
        Y           | N       |           | not met
        N           |         |           | not applicable
        Y           | Y       |           | missing
                    |         |           | missing
    """,
    )


def test_ssd7_co_sleeping_is_spoken_of_and_since_september_2022_safer_bed_sharing() -> None:
    """Each discharge is judged by the edition of its own day; one with no day of its own as before."""
    worked(
        SSD,
        "SSD7",
        """
        judged on  | advice_given | topics               | outcome
        14/08/2019 | Y            | POSITION;COSLEEP     | met
        14/08/2019 | Y            | POSITION;BED_SHARING | not met
        26/09/2022 | Y            | COSLEEP              | met
        27/09/2022 | Y            | COSLEEP              | not met
        27/09/2022 | Y            | BED_SHARING;SMOKE    | met
        27/09/2022 | N            |                      | not met
        27/09/2022 | NR           |                      | not recorded
        27/09/2022 | Y            |                      | missing
                   | Y            | COSLEEP              | met
    """,
    )


def test_ssd8_the_risk_is_assessed() -> None:
    worked(
        SSD,
        "SSD8",
        """
        sids_risk | outcome
        STANDARD  | met
        RAISED    | met
        HIGH      | met
        NR        | not recorded
                  | missing
    """,
    )


def test_ssdx1_is_the_share_of_discharges_known_to_be_at_higher_risk() -> None:
    assert ratio(SSD, "SSDx1", {"discharges": [300, 100], "discharges_at_risk": [60, 20]}) == (80, 400, 0.2)


def test_ssdx2_counts_each_thing_that_makes_the_risk_higher() -> None:
    """Small counts of what a baby is are hidden even from named readers, so there are seven and eight of each."""
    factors = ["SMOKING;RESP_ILLNESS"] * 7 + ["SMOKING"] + ["NONE"] * 9 + [None]
    assert distribution(SSD, "SSDx2", {"risk_factors": factors}) == {"SMOKING": 8, "RESP_ILLNESS": 7, "NONE": 9}


def test_ssdx3_counts_each_way_of_advising() -> None:
    answers = {"advice_given": ["Y", "Y", "N"], "method": ["VERBAL;LEAFLET", "LEAFLET", None]}
    assert distribution(SSD, "SSDx3", answers) == {"VERBAL": 1, "LEAFLET": 2}


def test_ssdx4_counts_babies_and_not_discharges() -> None:
    """Four discharges of three babies, one of whom came back."""
    assert repeated(SSD, "SSDx4", {"child_ref": ["C0000000A", "C0000000B", "C0000000A", "C0000000C"]}) == (1, 3)
