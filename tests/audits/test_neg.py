"""NEG, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline import audits
from pipeline.audits.neg import NEG
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Distribution
from pipeline.disclose.editions import SUBGROUP
from pipeline.partnership.here import shipped, used
from pipeline.results.context import context_results
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_neg1_a_neglect_crime_under_a_section_47_enquiry_is_classified_as_cruelty_and_neglect() -> None:
    """Left out: out of area, and where no crime was indicated; another reason for a single enquiry changes nothing."""
    worked(
        NEG,
        "NEG1",
        """
        s47_agreed | occ_recorded | single_reason | not_passed_reason | classification  | outcome
        Y          | Y            |               |                   | CRUELTY_NEGLECT | met
        Y          | Y            | PROPORTIONATE | CSC_ONLY_AGREED   | CRUELTY_NEGLECT | met
        Y          | Y            |               | OTHER_TEAM        | OTHER_CRIME     | not met
        Y          | Y            | DISAGREED     | NO_CRIME          | NON_CRIME       | not met
        Y          | Y            |               |                   | NR              | not recorded
        Y          | Y            | NO_CRIME      | NO_CRIME          | NON_CRIME       | not applicable
        Y          | Y            |               | OUT_OF_AREA       | OTHER_CRIME     | not applicable
        N          | Y            |               |                   | OTHER_CRIME     | not applicable
        Y          | NR           |               |                   |                 | not applicable
        Y          | Y            |               |                   |                 | missing
    """,
    )


def test_questions_rightly_left_empty_take_a_case_out_and_are_no_gap() -> None:
    """No strategy discussion, no enquiry asked about; no occurrence, no class. What was due is a gap."""
    worked(
        NEG,
        "NEG2",
        """
        strategy_held | s47_agreed | occ_recorded | classification  | graded | outcome
        N             |            | Y            | CRUELTY_NEGLECT | Y      | not applicable
        Y             | Y          | NR           |                 |        | not applicable
        Y             |            | Y            | CRUELTY_NEGLECT | Y      | missing
        Y             | Y          | Y            |                 | Y      | missing
        N             |            |              |                 |        | missing
    """,
    )
    worked(
        NEG,
        "NEG4",
        """
        strategy_held | s47_agreed | passed_cait | strategy_date | passed_date | outcome
        N             |            |             |               |             | not applicable
        Y             | N          |             | 03/07/2019    |             | not applicable
        Y             | Y          |             | 03/07/2019    |             | missing
    """,
    )


def test_neg2_a_classified_crime_under_a_section_47_enquiry_is_graded() -> None:
    worked(
        NEG,
        "NEG2",
        """
        classification  | s47_agreed | graded | outcome
        CRUELTY_NEGLECT | Y          | Y      | met
        CRUELTY_NEGLECT | Y          | N      | not met
        CRUELTY_NEGLECT | Y          | NR     | not recorded
        OTHER_CRIME     | Y          | N      | not applicable
        NR              | Y          | Y      | not applicable
        CRUELTY_NEGLECT | N          | N      | not applicable
        CRUELTY_NEGLECT | Y          |        | missing
        CRUELTY_NEGLECT | Y          | !      | missing
    """,
    )


def test_neg3_a_classified_crime_under_a_section_47_enquiry_is_passed_to_cait() -> None:
    """No reason for keeping a case excuses it but one: the child's case belongs to another area."""
    worked(
        NEG,
        "NEG3",
        """
        classification  | s47_agreed | passed_cait | not_passed_reason | outcome
        CRUELTY_NEGLECT | Y          | Y           |                   | met
        CRUELTY_NEGLECT | Y          | N           | OTHER_TEAM        | not met
        CRUELTY_NEGLECT | Y          | N           | CAPACITY          | not met
        CRUELTY_NEGLECT | Y          | N           | NR                | not met
        CRUELTY_NEGLECT | Y          | N           | OUT_OF_AREA       | not applicable
        NON_CRIME       | Y          | N           | NO_CRIME          | not applicable
        CRUELTY_NEGLECT | N          |             |                   | not applicable
        CRUELTY_NEGLECT | Y          |             |                   | missing
        !               | Y          | Y           |                   | missing
    """,
    )


def test_neg4_a_case_is_passed_to_cait_within_one_working_day_of_the_strategy_discussion() -> None:
    """
    Thursday 18 April 2019 was followed by Good Friday, a weekend and Easter Monday: the next working day is the 23rd.

    A case that was passed on a day that nobody wrote down counts as not passed promptly.
    """
    worked(
        NEG,
        "NEG4",
        """
        passed_cait | strategy_date | passed_date | outcome
        Y           | 03/07/2019    | 03/07/2019  | met
        Y           | 03/07/2019    | 04/07/2019  | met
        Y           | 03/07/2019    | 05/07/2019  | not met
        Y           | 18/04/2019    | 23/04/2019  | met
        Y           | 18/04/2019    | 24/04/2019  | not met
        Y           | 03/07/2019    |             | not met
        N           | 03/07/2019    |             | not applicable
        Y           |               | 04/07/2019  | missing
        Y           | 03/07/2019    | !           | missing
    """,
    )


def test_neg5_the_enquiry_into_a_classified_crime_is_a_joint_one() -> None:
    """An enquiry by one agency is not met whatever its reason, disagreement among them; out of area is left out."""
    worked(
        NEG,
        "NEG5",
        """
        classification  | s47_agreed | not_passed_reason | inv_type    | outcome
        CRUELTY_NEGLECT | Y          |                   | JOINT       | met
        CRUELTY_NEGLECT | Y          | CSC_ONLY_AGREED   | CSC_ONLY    | not met
        CRUELTY_NEGLECT | Y          |                   | POLICE_ONLY | not met
        CRUELTY_NEGLECT | Y          |                   | NR          | not recorded
        CRUELTY_NEGLECT | Y          | OUT_OF_AREA       | JOINT       | not applicable
        OTHER_CRIME     | Y          |                   | CSC_ONLY    | not applicable
        CRUELTY_NEGLECT | N          |                   |             | not applicable
        CRUELTY_NEGLECT | Y          |                   |             | missing
    """,
    )


def test_neg6_social_care_police_and_health_all_take_part_in_the_strategy_discussion() -> None:
    worked(
        NEG,
        "NEG6",
        """
        strategy_held | strategy_agencies      | outcome
        Y             | CSC;POL;HEALTH         | met
        Y             | CSC;POL;HEALTH;EDU     | met
        Y             | CSC;POL                | not met
        Y             | CSC;HEALTH;EDU;HOUSING | not met
        Y             | POL;HEALTH             | not met
        N             |                        | not applicable
        Y             |                        | missing
        !             | CSC;POL;HEALTH         | missing
    """,
    )


def test_neg6_education_takes_part_too_from_the_first_day_of_the_child_protection_teams() -> None:
    """Northtown's began on 1 July 2026; a record with no day of its own is judged as before."""
    with used(shipped("northtown")):
        audit = audits.of(Quarter(2026, 2))["NEG"]
    worked(
        audit,
        "NEG6",
        """
        judged on  | strategy_held | strategy_agencies  | outcome
        30/06/2026 | Y             | CSC;POL;HEALTH     | met
        01/07/2026 | Y             | CSC;POL;HEALTH     | not met
        01/07/2026 | Y             | CSC;POL;HEALTH;EDU | met
        02/07/2026 | Y             | CSC;POL;EDU        | not met
        01/07/2026 | N             |                    | not applicable
        01/07/2026 | Y             |                    | missing
                   | Y             | CSC;POL;HEALTH     | met
    """,
    )


def test_negx5_education_took_part() -> None:
    worked(
        NEG,
        "NEGx5",
        """
        strategy_held | strategy_agencies  | outcome
        Y             | CSC;POL;HEALTH;EDU | met
        Y             | EDU                | met
        Y             | CSC;POL;HEALTH     | not met
        N             |                    | not applicable
        Y             |                    | missing
    """,
    )


def test_neg7_the_strategy_discussion_is_within_one_working_day_of_the_concern() -> None:
    """Monday 26 August 2019 was a bank holiday, so a concern of Friday the 23rd had until Tuesday the 27th."""
    worked(
        NEG,
        "NEG7",
        """
        strategy_held | concern_received | strategy_date | outcome
        Y             | 02/07/2019       | 02/07/2019    | met
        Y             | 02/07/2019       | 03/07/2019    | met
        Y             | 02/07/2019       | 04/07/2019    | not met
        Y             | 23/08/2019       | 27/08/2019    | met
        Y             | 23/08/2019       | 28/08/2019    | not met
        Y             | 24/08/2019       | 27/08/2019    | met
        N             | 02/07/2019       |               | not applicable
        Y             | 02/07/2019       |               | missing
        Y             | !                | 03/07/2019    | missing
    """,
    )


def test_neg8_a_ppn_is_reviewed_in_mash_within_one_working_day() -> None:
    """Friday 5 July 2019 had until Monday the 8th. A notice that nobody reviewed is not met; no notice, no question."""
    worked(
        NEG,
        "NEG8",
        """
        ppn_submitted | ppn_reviewed | as_of      | outcome
        02/07/2019    | 02/07/2019   | 10/10/2019 | met
        05/07/2019    | 08/07/2019   | 10/10/2019 | met
        05/07/2019    | 09/07/2019   | 10/10/2019 | not met
        02/07/2019    | 12/07/2019   | 10/10/2019 | not met
        02/07/2019    |              | 10/10/2019 | not met
        30/09/2019    |              | 01/10/2019 | pending
                      |              | 10/10/2019 | not applicable
        02/07/2019    | !            | 10/10/2019 | missing
    """,
    )


def test_neg9_the_police_submit_the_ppn_by_the_day_after_the_concern() -> None:
    """Weekends count, since officers work on them. A concern of the police without any notice is not met."""
    worked(
        NEG,
        "NEG9",
        """
        source | concern_received | ppn_submitted | outcome
        6      | 02/07/2019       | 02/07/2019    | met
        6      | 02/07/2019       | 03/07/2019    | met
        6      | 02/07/2019       | 04/07/2019    | not met
        6      | 05/07/2019       | 06/07/2019    | met
        6      | 05/07/2019       | 08/07/2019    | not met
        6      | 02/07/2019       |               | not met
        2A     | 02/07/2019       |               | not applicable
               | 02/07/2019       | 03/07/2019    | missing
        6      | !                | 03/07/2019    | missing
    """,
    )


def test_neg10_the_childs_voice_is_recorded_unless_the_child_was_not_yet_born() -> None:
    worked(
        NEG,
        "NEG10",
        """
        unborn | voice_recorded | outcome
        N      | Y              | met
        N      | N              | not met
        N      | NR             | not recorded
        Y      | NA             | not applicable
        N      |                | missing
               | Y              | missing
    """,
    )


def test_neg11_the_initial_conference_is_held_within_fifteen_working_days_of_the_start_of_the_enquiry() -> None:
    """
    From Wednesday 3 July 2019 the fifteenth working day is Wednesday the 24th; from Monday 12 August it is Tuesday
    3 September, since the bank holiday of the 26th does not count. Not yet held, it is pending until that day is over.
    """
    worked(
        NEG,
        "NEG11",
        """
        s47_outcome | transfer_in | s47_start  | icpc_date  | as_of      | outcome
        ICPC        | N           | 03/07/2019 | 24/07/2019 | 15/10/2019 | met
        ICPC        | N           | 03/07/2019 | 25/07/2019 | 15/10/2019 | not met
        ICPC        | N           | 12/08/2019 | 03/09/2019 | 15/10/2019 | met
        ICPC        | N           | 12/08/2019 | 04/09/2019 | 15/10/2019 | not met
        ICPC        | N           | 24/09/2019 |            | 15/10/2019 | pending
        ICPC        | N           | 23/09/2019 |            | 15/10/2019 | not met
        ICPC        | Y           | 03/07/2019 | 02/09/2019 | 15/10/2019 | not applicable
        CIN         |             | 03/07/2019 |            | 15/10/2019 | not applicable
        PENDING     |             | 03/07/2019 |            | 15/10/2019 | pending
        ICPC        | N           |            | 24/07/2019 | 15/10/2019 | missing
    """,
    )


def test_neg12_the_strategy_record_is_shared_within_two_working_days() -> None:
    """From Thursday 22 August 2019 the second working day is Tuesday the 27th, after the bank holiday."""
    worked(
        NEG,
        "NEG12",
        """
        strategy_held | strategy_date | record_shared | as_of      | outcome
        Y             | 03/07/2019    | 03/07/2019    | 10/10/2019 | met
        Y             | 03/07/2019    | 05/07/2019    | 10/10/2019 | met
        Y             | 03/07/2019    | 08/07/2019    | 10/10/2019 | not met
        Y             | 22/08/2019    | 27/08/2019    | 10/10/2019 | met
        Y             | 22/08/2019    | 28/08/2019    | 10/10/2019 | not met
        Y             | 03/07/2019    |               | 10/10/2019 | not met
        Y             | 30/09/2019    |               | 02/10/2019 | pending
        N             |               |               | 10/10/2019 | not applicable
        Y             |               | 05/07/2019    | 10/10/2019 | missing
    """,
    )


def test_neg13_a_supervisors_oversight_is_recorded() -> None:
    worked(
        NEG,
        "NEG13",
        """
        supervisor | outcome
        Y          | met
        N          | not met
        NR         | not recorded
                   | missing
        !          | missing
    """,
    )


def test_neg14_the_neglect_toolkit_or_guide_is_used() -> None:
    worked(
        NEG,
        "NEG14",
        """
        neglect_tool | outcome
        Y            | met
        N            | not met
        NR           | not recorded
                     | missing
        !            | missing
    """,
    )


def test_neg15_a_family_working_agreement_is_considered_where_the_enquiry_ends_without_a_plan() -> None:
    worked(
        NEG,
        "NEG15",
        """
        s47_outcome | cp_category | fwa            | outcome
        CIN         |             | IN_PLACE       | met
        NFA         |             | CONSIDERED     | met
        EH          |             | NOT_CONSIDERED | not met
        OTHER       |             | NOT_CONSIDERED | not met
        NFA_ASSESS  |             | CONSIDERED     | met
        ICPC        | NO_PLAN     | NOT_CONSIDERED | not met
        ICPC        | NEG         | NOT_CONSIDERED | not applicable
        ICPC        |             | NOT_CONSIDERED | not applicable
        CIN         |             | NA             | not applicable
        PENDING     |             | NOT_CONSIDERED | pending
        CIN         |             |                | missing
        !           |             | CONSIDERED     | missing
    """,
    )


def test_negx1_two_earlier_neglect_contacts_make_a_repeat() -> None:
    worked(
        NEG,
        "NEGx1",
        """
        prior_neglect_12m | outcome
        0                 | not met
        1                 | not met
        2                 | met
        7                 | met
        NK                | not known
                          | missing
    """,
    )


@pytest.mark.parametrize(
    ("measure", "agency", "gate", "answers", "shown"),
    [
        ("NEGx2", "SCC-CF", {"s47_agreed": list("YYYYN")}, ["JOINT", "JOINT", "NR", None, "NR"], {"JOINT": 2, "NR": 1}),
        ("NEGx3", "HC", {"passed_cait": list("NNNNY")}, ["NR", "CAPACITY", "NR", None, "NR"], {"NR": 2, "CAPACITY": 1}),
        ("NEGx4", "HC", {}, ["ONGOING", "CHARGE", "ONGOING", None, "NA"], {"ONGOING": 2, "CHARGE": 1, "NA": 1}),
    ],
)
def test_a_context_measure_counts_each_answer_given_where_its_question_applies(
    measure: str, agency: str, gate: dict[str, list[str]], answers: list[str | None], shown: dict[str, int]
) -> None:
    view = NEG.view_of(agency, Quarter(2019, 2))
    assert view is not None
    form = NEG.form(view, Quarter(2019, 2))
    distribution = next(each for each in NEG.context if isinstance(each, Distribution) and each.id == measure)
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **gate, distribution.field.name: answers}, dtype=object)
    returned = Accepted("a.xlsx", "", Tally(), (), Identity(form, agency, ""), rows=rows)

    measured = next(each for each in context_results(NEG, [returned], SUBGROUP) if each.id == measure)

    assert {share.code: share.count for share in measured.shares if share.count} == shown
    assert measured.denominator == sum(shown.values())


@pytest.mark.parametrize(
    ("quarter", "in_force"), [(Quarter(2017, 3), []), (Quarter(2017, 4), ["NEG1", "NEG2", "NEG3", "NEG5"])]
)
def test_what_rests_on_the_procedure_of_january_2018_is_counted_from_that_quarter_on(
    quarter: Quarter, in_force: list[str]
) -> None:
    resting = [each.id for each in NEG.standards_in(quarter) if "since January 2018" in each.source]
    assert resting == in_force
