"""WNB, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.definition import View
from pipeline.definition.frame import Records
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure.context import context_counts
from pipeline.measure.counts import Counts, counts
from pipeline.measure.outcomes import outcomes
from pipeline.reconcile.reconciliation import reconciliations
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.statistics.intervals import wilson
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_wnb1_a_missed_appointment_is_coded_was_not_brought() -> None:
    """Left out: our own error, and young people of 16 or 17 who manage their own appointments."""
    worked(
        WNB,
        "WNB1",
        """
        outcome_code | age_16plus_self | provider_error | outcome
        WNB          | N               | N              | met
        NO_ACCESS    | N               | N              | met
        CANC_PARENT  | N               | NR             | met
        DNA          | N               | N              | not met
        OTHER        | N               | N              | not met
        DNA          | Y               | N              | not applicable
        DNA          | N               | Y              | not applicable
                     | N               | N              | missing
        WNB          | N               |                | missing
    """,
    )


def test_wnb1_counts_children_under_16_of_whom_it_is_not_asked_whether_they_manage_their_own() -> None:
    worked(
        WNB,
        "WNB1",
        """
        outcome_code | age_16plus_self | provider_error | outcome
        WNB          | NA              | N              | met
        DNA          | NA              | N              | not met
        DNA          | NA              | Y              | not applicable
    """,
    )


def test_wnb2_the_family_is_contacted_within_one_working_day() -> None:
    """Monday 26 August 2019 was a bank holiday, so an appointment of Friday the 23rd gave until Tuesday the 27th."""
    worked(
        WNB,
        "WNB2",
        """
        provider_error | contact_made | appt_date  | contact_date | as_of      | outcome
        N              | Y            | 14/08/2019 | 14/08/2019   | 10/10/2019 | met
        N              | Y            | 14/08/2019 | 15/08/2019   | 10/10/2019 | met
        N              | Y            | 14/08/2019 | 16/08/2019   | 10/10/2019 | not met
        NR             | Y            | 23/08/2019 | 27/08/2019   | 10/10/2019 | met
        N              | Y            | 23/08/2019 | 28/08/2019   | 10/10/2019 | not met
        N              | N            | 14/08/2019 |              | 10/10/2019 | not met
        N              | N            | 30/09/2019 |              | 01/10/2019 | pending
        N              | NR           | 14/08/2019 |              | 10/10/2019 | not recorded
        Y              | N            | 14/08/2019 |              | 10/10/2019 | not applicable
        N              | Y            | 14/08/2019 |              | 10/10/2019 | missing
    """,
    )


def test_wnb3_the_reason_is_explored() -> None:
    """Any reason written down will do, and so will having tried in vain to reach the family."""
    worked(
        WNB,
        "WNB3",
        """
        provider_error | reason     | outcome
        N              | FORGOT     | met
        N              | DECLINED   | met
        NR             | NO_CONTACT | met
        N              | NR         | not recorded
        Y              | NR         | not applicable
        N              |            | missing
                       | FORGOT     | missing
    """,
    )


def test_wnb4_the_record_and_history_are_reviewed() -> None:
    worked(
        WNB,
        "WNB4",
        """
        provider_error | record_reviewed | outcome
        N              | Y               | met
        N              | N               | not met
        N              | NR              | not recorded
        NR             | Y               | met
        Y              | N               | not applicable
        N              |                 | missing
    """,
    )


def test_wnb5_the_risk_to_the_child_is_assessed_and_recorded() -> None:
    worked(
        WNB,
        "WNB5",
        """
        provider_error | risk_assessed | outcome
        N              | Y             | met
        N              | N             | not met
        N              | NR            | not recorded
        NR             | NR            | not recorded
        Y              | Y             | not applicable
        N              |               | missing
        !              | Y             | missing
    """,
    )


def test_wnb6_the_gp_is_informed_unless_the_appointment_was_with_the_gp() -> None:
    worked(
        WNB,
        "WNB6",
        """
        service  | gp_informed | outcome
        PAED_OPD | Y           | met
        PAED_OPD | N           | not met
        CAMHS    | NR          | not recorded
        GP       | NA          | not applicable
        DENTAL   | NK          | not known
        DENTAL   |             | missing
    """,
    )


def test_wnb6_gives_the_figures_of_the_guidance_on_its_thirty_records() -> None:
    """12 yes, 5 no, 6 not recorded, 4 in general practice, 1 not known and 2 blank: 12 of 23, and a gap of 6 of 23."""
    answers = ["Y"] * 12 + ["N"] * 5 + ["NR"] * 6 + ["NA"] * 4 + ["NK"] + [None] * 2
    services = ["GP" if answer == "NA" else "PAED_OPD" for answer in answers]
    standard = next(each for each in WNB.standards if each.id == "WNB6")
    records = Records(pd.DataFrame({"service": services, "gp_informed": answers}, dtype=object))

    counted = counts(outcomes(standard, records))
    lower, upper = wilson(counted.met, counted.applicable)

    assert counted == Counts(met=12, not_met=11, not_recorded=6, not_applicable=4, not_known=1, missing=2)
    assert (counted.records, counted.applicable) == (30, 23)
    assert f"{counted.value:.1%} ({lower:.1%} to {upper:.1%})" == "52.2% (33.0% to 70.8%)"
    assert f"{counted.not_recorded / counted.applicable:.1%}" == "26.1%"
    assert f"{counted.met / (counted.applicable - counted.not_recorded):.1%}" == "70.6%"
    assert (standard.target, standard.amber) == (0.90, 0.75)  # so 52.2% is red


def test_wnb7_the_referrer_is_informed_where_there_was_one() -> None:
    worked(
        WNB,
        "WNB7",
        """
        referrer_informed | outcome
        Y                 | met
        N                 | not met
        NR                | not recorded
        NA                | not applicable
                          | missing
        !                 | missing
    """,
    )


def test_wnb8_the_social_worker_is_told_within_one_working_day() -> None:
    """Only of children who have a social worker; whether a child has one may not be known to a provider."""
    worked(
        WNB,
        "WNB8",
        """
        sc_status | sw_informed | appt_date  | sw_informed_date | as_of      | outcome
        CP        | Y           | 14/08/2019 | 15/08/2019       | 10/10/2019 | met
        CIN       | Y           | 14/08/2019 | 16/08/2019       | 10/10/2019 | not met
        LAC       | Y           | 23/08/2019 | 27/08/2019       | 10/10/2019 | met
        LAC       | Y           | 23/08/2019 | 28/08/2019       | 10/10/2019 | not met
        CP        | N           | 14/08/2019 |                  | 10/10/2019 | not met
        CP        | N           | 30/09/2019 |                  | 01/10/2019 | pending
        CIN       | NR          | 14/08/2019 |                  | 10/10/2019 | not recorded
        EH        | NA          | 14/08/2019 |                  | 10/10/2019 | not applicable
        NONE      | NA          | 14/08/2019 |                  | 10/10/2019 | not applicable
        NK        | NA          | 14/08/2019 |                  | 10/10/2019 | not known
        CP        | Y           | 14/08/2019 |                  | 10/10/2019 | missing
    """,
    )


def test_wnb9_the_appointment_is_rebooked_for_within_21_days() -> None:
    """
    From 14 August the twenty-first day is 4 September: days of the calendar, not working days.

    A decision still open is pending until then and not met afterwards.
    """
    worked(
        WNB,
        "WNB9",
        """
        rebooked      | appt_date  | rebook_date | as_of      | outcome
        REBOOKED      | 14/08/2019 | 21/08/2019  | 10/10/2019 | met
        REBOOKED      | 14/08/2019 | 04/09/2019  | 10/10/2019 | met
        REBOOKED      | 14/08/2019 | 05/09/2019  | 10/10/2019 | not met
        OPT_IN_LETTER | 14/08/2019 |             | 10/10/2019 | not met
        NR            | 14/08/2019 |             | 10/10/2019 | not recorded
        DISCHARGED    | 14/08/2019 |             | 10/10/2019 | not applicable
        PENDING       | 14/08/2019 |             | 04/09/2019 | pending
        PENDING       | 14/08/2019 |             | 05/09/2019 | not met
        REBOOKED      | 14/08/2019 |             | 10/10/2019 | missing
                      | 14/08/2019 |             | 10/10/2019 | missing
    """,
    )


def test_wnb10_the_second_missed_appointment_in_twelve_months_is_escalated() -> None:
    """With one earlier miss or more, either advice from the safeguarding lead or any action is an escalation."""
    worked(
        WNB,
        "WNB10",
        """
        provider_error | prior_wnb_12m | sg_advice | action       | outcome
        N              | 1             | Y         | NONE         | met
        N              | 2             | N         | EH_OFFER     | met
        N              | 1             | NR        | MASH_CONTACT | met
        N              | 1             | N         | NONE         | not met
        NR             | 3             | NR        | NONE         | not recorded
        N              | 0             | NA        | EH_OFFER     | not applicable
        Y              | 2             | N         | NONE         | not applicable
        N              | NR            | NA        | NONE         | not known
        N              | 1             | N         |              | missing
    """,
    )


def test_wnb11_safeguarding_is_considered_before_a_child_is_discharged() -> None:
    worked(
        WNB,
        "WNB11",
        """
        rebooked      | discharge_review | outcome
        DISCHARGED    | Y                | met
        DISCHARGED    | N                | not met
        DISCHARGED    | NR               | not recorded
        REBOOKED      | NA               | not applicable
        OPT_IN_LETTER | NA               | not applicable
        PENDING       | NA               | pending
        DISCHARGED    |                  | missing
    """,
    )


def test_wnb12_the_local_policy_is_followed_in_full() -> None:
    worked(
        WNB,
        "WNB12",
        """
        policy_followed | outcome
        Y               | met
        PART            | not met
        N               | not met
                        | missing
        !               | missing
    """,
    )


def test_wnb13_the_flag_of_a_child_on_a_protection_plan_is_visible() -> None:
    worked(
        WNB,
        "WNB13",
        """
        sc_status | cp_flag_known | outcome
        CP        | Y             | met
        CP        | N             | not met
        CP        | NR            | not recorded
        CIN       | N             | not applicable
        LAC       | Y             | not applicable
        NK        | N             | not known
        CP        |               | missing
    """,
    )


def test_wnb14_the_rate_leaves_out_appointments_that_the_provider_cancelled() -> None:
    volumes = pd.DataFrame({"appts_booked_child": [400, 200], "wnb": [40, 14], "canc_by_provider": [50, 10]})

    measured = context("WNB14", volumes=volumes)

    assert (measured.numerator, measured.denominator, measured.proportion) == (54, 540, 0.1)


def test_wnb15_the_repeat_share_counts_children_and_not_appointments() -> None:
    """Six appointments of four children: one child with three, and three with one each."""
    children: list[str | None] = ["C0000000A", "C0000000A", "C0000000B", "C0000000C", "C0000000A", "C0000000D"]

    measured = context("WNB15", {"child_ref": children})

    assert (measured.numerator, measured.denominator, measured.proportion) == (1, 4, 0.25)


def test_wnbx5_is_the_share_of_children_that_two_agencies_both_missed() -> None:
    """Of four children two have two appointments: one of them at two agencies, and one twice at the same."""
    rows = {"SOL": ["C0000000A", "C0000000B", "C0000000B", None], "UHS": ["C0000000A", "C0000000C", "C0000000D"]}
    form = WNB.form(WNB.provider, Quarter(2019, 2))
    returns = [
        Accepted("", code, Tally(), (), Identity(form, code, ""), rows=pd.DataFrame({"child_ref": children}))
        for code, children in rows.items()
    ]

    assert context_counts(WNB, returns)["WNBx5"] == (1, 4)
    assert context_counts(WNB, returns[:1])["WNBx5"] == (0, 2)
    assert context_counts(WNB, [])["WNBx5"] == (0, 0)


def test_wnb17_the_social_worker_s_record_shows_it_within_one_working_day() -> None:
    """Asked of social care alone, of the providers' appointments: what a provider told is of use once it is there."""
    worked(
        WNB,
        "WNB17",
        """
        sc_status | appt_date  | in_record | in_record_date | outcome
        CP        | 14/08/2019 | Y         | 15/08/2019     | met
        CIN       | 23/08/2019 | Y         | 27/08/2019     | met
        LAC       | 14/08/2019 | Y         | 16/08/2019     | not met
        CP        | 14/08/2019 | N         |                | not met
        EH        | 14/08/2019 | Y         | 15/08/2019     | not applicable
        NONE      | 14/08/2019 | N         |                | not applicable
        CP        | 14/08/2019 |           |                | missing
    """,
    )


SPRING = Quarter(2026, 4)  # the first in which social care is asked


def of_spring(view: View, agency: str, *records: dict[str, object]) -> Accepted:
    """A return of missed appointments of that quarter."""
    form = WNB.form(view, SPRING)
    usual = {"appt_date": "2027-02-10", "sc_status": "CP", "audit_ref": None}
    told = {"sw_informed": "Y"} if view is WNB.provider else {"in_record": "Y"}
    rows = pd.DataFrame([{**usual, **told, **record} for record in records], dtype=object)
    rows["appt_date"] = pd.to_datetime(rows["appt_date"]).astype("datetime64[s]")
    rows.insert(0, "row", range(6, 6 + len(rows)))
    return Accepted("", agency, Tally(len(rows), len(rows)), (), Identity(form, agency, ""), rows=rows)


def test_wnbr1_pairs_a_provider_s_missed_appointment_with_the_social_worker_s_record_of_it() -> None:
    """By the board's reference, or else by the child and the day; a child without a social worker is not looked for."""
    providers = of_spring(
        WNB.provider,
        "UHS",
        {"child_ref": "C00000001", "audit_ref": "AUD26Q4-001", "appt_date": "2027-02-03"},
        {"child_ref": "C00000002"},
        {"child_ref": "C00000003", "sc_status": "NONE"},
        {"child_ref": "C00000004"},
    )
    social_care = of_spring(
        WNB.check,
        "SCC-CF",
        {"child_ref": "C00000001", "audit_ref": "AUD26Q4-001", "in_record": "N"},
        {"child_ref": "C00000002", "appt_date": "2027-02-11", "sc_status": "CIN"},
        {"child_ref": "C00000009"},
    )

    (each,) = reconciliations(WNB, [providers, social_care])

    assert [(pair.first, pair.second, pair.by_key) for pair in each.pairs()] == [(0, 0, True), (1, 1, False)]
    assert [list(alike) for alike in each.alike.values()] == [[False, True, False], [False, False, True]]
    assert (each.alone(0), each.alone(1)) == ({3}, frozenset())


def test_social_care_is_asked_from_a_quarter_on_and_nobody_before_is_asked_anything_else() -> None:
    before, form = Quarter(2019, 2), WNB.form(WNB.social_work, SPRING)
    assert WNB.returners(WNB.social_work, before) == ()
    assert WNB.returners(WNB.social_work, SPRING) == ("SCC-CF",)
    assert [each.sheet for each in form.beside] == ["Appointments"]
    assert {each.name for each in form.fields} == {each.name for each in WNB.form(WNB.other, SPRING).fields}
    assert not {WNB.in_record, WNB.in_record_date} & set(WNB.form(WNB.provider, SPRING).fields)


def test_wnbx6_is_of_visits_and_meetings_that_other_agencies_did_not_call_off() -> None:
    """Of 210 that were planned 10 were called off, and at 16 of the others nobody saw the child."""
    volumes = pd.DataFrame({"meetings_planned": [120, 90], "called_off": [6, 4], "child_unseen": [9, 7]})

    measured = context("WNBx6", volumes=volumes, view=WNB.other)

    assert (measured.numerator, measured.denominator, measured.proportion) == (16, 200, 0.08)


def test_wnbx1_counts_the_reasons_given() -> None:
    measured = context("WNBx1", {"reason": ["FORGOT", "NR", "FORGOT", None, "ILLNESS"]})

    assert {share.code: share.count for share in measured.shares if share.count} == {"FORGOT": 2, "ILLNESS": 1, "NR": 1}


def context(
    measure: str,
    answers: dict[str, list[str | None]] | None = None,
    volumes: pd.DataFrame | None = None,
    view: View = WNB.provider,
) -> ContextResult:
    """A context measure of one return, a provider's unless said, with every question blank but those given."""
    form = WNB.form(view, Quarter(2019, 2) if view is WNB.provider else Quarter(2026, 4))
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
    return next(each for each in context_results(WNB, [returned], SUBGROUP) if each.id == measure)
