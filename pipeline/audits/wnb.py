"""WNB: use of "Was Not Brought" guidance. One row is one missed appointment of one child."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES, DROPPED
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NO,
    NOT_KNOWN,
    NOT_RECORDED,
    PENDING,
    YES,
    Alike,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
    OneCode,
    Part,
    Prompt,
    Ratio,
    Reconciled,
    References,
    RepeatShare,
    Role,
    Rule,
    Severity,
    Side,
    Standard,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
    days,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

SERVICES = code_list(
    "service",
    COMM_PAED="Community paediatrics",
    HV="Health visiting",
    SCHOOL_NURSE="School nursing",
    THERAPY="Therapies",
    CAMHS="Child and adolescent mental health",
    DENTAL="Dental",
    PAED_OPD="Paediatric outpatients",
    OTHER_OPD="Other outpatients",
    IMMS="Immunisations",
    AUDIOLOGY="Audiology",
    ORTHOPTICS="Orthoptics",
    GP="General practice",
    MIDWIFERY="Midwifery",
    OTHER="Other",
)
OUTCOME_CODES = code_list(
    "outcome_code",
    WNB="Was not brought",
    DNA="Did not attend",
    CANC_PARENT="Cancelled late or again by the family",
    NO_ACCESS="No access",
    OTHER="Other",
)
REASONS = CodeList(
    "reason",
    (
        Code("FORGOT", "Forgot"),
        Code("UNAWARE", "Did not know of it"),
        Code("ILLNESS", "Illness"),
        Code("BETTER", "Child was better"),
        Code("TRANSPORT", "Transport"),
        Code("WORK_CHILDCARE", "Work or childcare"),
        Code("MOVED", "Moved"),
        Code("DECLINED", "Declined"),
        Code("WRONG_DETAILS", "Wrong details held"),
        Code("NO_CONTACT", "Could not be contacted"),
        Code("OTHER", "Other"),
        NOT_RECORDED,
    ),
)
REBOOKINGS = CodeList(
    "rebooked",
    (
        Code("REBOOKED", "Rebooked"),
        Code("OPT_IN_LETTER", "Opt-in letter sent"),
        Code("DISCHARGED", "Discharged"),
        Code("PENDING", "Not decided yet", PENDING.meaning),
        NOT_RECORDED,
    ),
)
ACTIONS = code_list(
    "action",
    NONE="None",
    EH_OFFER=f"{words.early_help} offered",
    MASH_CONTACT=f"Contact made with {words.mash_short}",
    SW_CONTACT="Social worker contacted",
    CHILD_SEEN_OTHER="Child seen by another service",
)
MEETINGS = code_list(
    "meeting",
    HOME_VISIT="Visit at home",
    SCHOOL_VISIT="Visit or meeting at school or nursery",
    PLAN_MEETING="Meeting about the child's plan",
    CONFERENCE="Child protection conference",
    WELFARE="Meeting about the child's welfare",
    VIRTUAL="Call or meeting by video",
    OTHER="Other",
)
UNSEEN = code_list(
    "unseen",
    NOT_BROUGHT="The child was not brought",
    UNSEEN="A parent or carer came or was in, and the child was not seen",
    NO_ACCESS="Nobody let us in, or nobody was there",
    CANC_REPEAT="The family cancelled, and had cancelled before",
)
FOLLOWED = CodeList("policy_followed", (YES, NO, Code("PART", "Partly")))

STATUSES = CodeList(
    "sc_status",
    (
        Code("NONE", "Not known to social care"),
        core.until_family_help("EH", words.early_help),
        core.until_family_help("CIN", "Child in need"),
        core.family_help(words.family_help),
        Code("CP", "Child protection plan"),
        Code("LAC", "Looked after"),
        NOT_KNOWN,
    ),
)


class WNB(Audit):
    """Use of "Was Not Brought" guidance. One row is one missed appointment of one child."""

    place = 2
    title = "Use of “Was Not Brought” guidance"
    short_title = "Was Not Brought"
    purpose = (
        "When a child is not brought to an appointment, do providers recognise it, weigh the risk, tell those who "
        "need to know, rebook and escalate, so that no child's health needs go unmet unnoticed?"
    )
    unit = "one missed appointment of one child"
    units = "missed appointments, and a child can have several"
    row = "missed appointment"
    cadence = Cadence.QUARTERLY
    sampling = (
        "20 to 30 missed appointments drawn at random from each provider, and every one of a child on a child "
        "protection plan."
    )

    provider = View("Health provider return", role="health_provider")
    other = View("Other agencies' return", role="visiting_agency", unit="one visit or meeting of one child")
    social_work = View("Social care's return", role="social_worker", unit="one visit or meeting of one child")
    check = View(
        "Social worker's check",
        beside=social_work,
        sheet="Appointments",
        unit="one missed appointment of one child with a social worker, from the providers' samples",
        since=core.NEXT_TEMPLATES,
    )
    _visits = (other, social_work)
    _everywhere = (provider, *_visits, check)

    which_record = Part("Which record")
    record_ref = core.record_ref("WNB")
    audit_ref = core.audit_ref(on=_everywhere)
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_child = Part("The child at the time")
    unborn = core.unborn(provider)
    age_years = Whole(
        "Age at the time (completed years)",
        maximum=17,
        required_when=unborn == "N",
        on=provider,
        example=4,
        describes_child=True,
        role=Role.AGE,
    )
    sc_status = OneCode(
        "Social care status at the time",
        codes=STATUSES,
        required=True,
        on=_everywhere,
        example="CIN",
        describes_child=True,
    )

    the_appointment = Part("The appointment")
    service = OneCode("Service", codes=SERVICES, required=True, on=provider, example="PAED_OPD")
    appt_date = Date("Appointment date", required=True, on=_everywhere, example=date(2019, 8, 14))
    outcome_code = OneCode(
        "How it was coded on your system", codes=OUTCOME_CODES, required=True, on=provider, example="DNA"
    )
    meeting = OneCode(
        "What was to take place",
        codes=MEETINGS,
        required=True,
        on=_visits,
        help="Any visit, call or meeting at which the child was to be seen; its day stands as the appointment date.",
        example="HOME_VISIT",
    )
    unseen = OneCode("What happened", codes=UNSEEN, required=True, on=_visits, example="UNSEEN")
    age_16plus_self = YesNo(
        "Aged 16 or 17 and managing their own appointments?",
        required=True,
        na_when=age_years.is_blank() | (age_years < 16),
        help="NA where the child is under 16.",
        on=provider,
        example="NA",
        describes_child=True,
    )
    prior_wnb_12m = Whole(
        "Earlier missed or cancelled appointments in 12 months, all your services",
        maximum=99,
        also=(NOT_RECORDED,),
        required=True,
        example=2,
    )
    cp_flag_known = YesNo(
        "Child protection, in need or looked-after flag visible on your record?",
        not_recorded=True,
        required=True,
        on=provider,
        example="N",
    )

    what_was_done = Part("What was done")
    record_reviewed = YesNo(
        "Clinician reviewed the record and history afterwards?",
        not_recorded=True,
        required=True,
        help="Of a visit or a meeting, in a school or at home: whoever was to see the child.",
        example="Y",
    )
    contact_made = YesNo(
        "Parent or carer contacted, or contact attempted?", not_recorded=True, required=True, example="Y"
    )
    contact_date = Date(
        "Date of the first contact or attempt", asked_when=contact_made == "Y", example=date(2019, 8, 15)
    )
    reason = OneCode("Reason given", codes=REASONS, required=True, example="FORGOT")
    provider_error = YesNo(
        "Was it our error?",
        not_recorded=True,
        required=True,
        help="A letter late or to a wrong address, or an appointment that we cancelled.",
        example="N",
    )
    risk_assessed = YesNo(
        "Impact on the child and risk assessed and written down?", not_recorded=True, required=True, example="NR"
    )

    who_was_told = Part("Who was told")
    gp_informed = YesNo(
        "GP informed?",
        not_recorded=True,
        not_known=True,
        required=True,
        na_when=service == "GP",
        help="NA only for general practice itself.",
        on=provider,
        example="Y",
    )
    referrer_informed = YesNo(
        "Referrer informed?",
        not_recorded=True,
        required=True,
        na_when=ALWAYS,
        help="NA where the family referred themselves or nobody referred.",
        on=provider,
        example="N",
    )
    sw_informed = YesNo(
        "Allocated social worker informed?",
        not_recorded=True,
        required=True,
        na_when=sc_status.is_in("NONE", "EH", "NK"),
        help="NA only where the child has no social worker.",
        example="Y",
    )
    sw_informed_date = Date(
        "Date the social worker was informed", asked_when=sw_informed == "Y", example=date(2019, 8, 15)
    )

    the_social_workers_record = Part("What the social worker's record shows")
    in_record = YesNo(
        "Does the social worker's record show the missed appointment?",
        required=True,
        on=check,
        help="Look it up in the child's own record, whether or not the provider says that it told the social worker.",
        example="Y",
    )
    in_record_date = Date(
        "Date since which the record shows it", asked_when=in_record == "Y", on=check, example=date(2019, 8, 16)
    )

    what_came_of_it = Part("What came of it")
    rebooked = OneCode("Outcome for the appointment", codes=REBOOKINGS, required=True, on=provider, example="REBOOKED")
    rebook_date = Date(
        "Date it was rebooked for", asked_when=rebooked == "REBOOKED", on=provider, example=date(2019, 9, 4)
    )
    discharge_review = YesNo(
        "If discharged, was safeguarding considered first and recorded?",
        not_recorded=True,
        required_when=rebooked == "DISCHARGED",
        na_when=~(rebooked == "DISCHARGED"),
        on=provider,
        example="NA",
    )
    sg_advice = YesNo(
        "Discussed with the safeguarding lead or in supervision?",
        not_recorded=True,
        required=True,
        na_when=prior_wnb_12m.is_blank() | (prior_wnb_12m == 0) | (prior_wnb_12m == "NR"),
        help="NA only where there was no earlier missed appointment.",
        example="N",
    )
    action = OneCode("Highest action taken", codes=ACTIONS, required=True, example="NONE")
    policy_followed = OneCode("Overall: local policy followed?", codes=FOLLOWED, required=True, example="PART")

    your_judgement = Part("Your judgement")
    difference = core.difference_made(since=core.NEXT_TEMPLATES)
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    unborn_age = Rule(
        when=unborn == "Y",
        holds=age_years.is_blank(),
        blame=age_years,
        severity=Severity.ERROR,
        fix="Leave the age empty for a baby who was not yet born.",
    )
    contact_after_appointment = Rule(
        holds=contact_date >= appt_date, blame=contact_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    told_after_appointment = Rule(
        holds=sw_informed_date >= appt_date, blame=sw_informed_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    recorded_after_appointment = Rule(
        holds=in_record_date >= appt_date, blame=in_record_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    rebooked_after_appointment = Rule(
        holds=rebook_date > appt_date, blame=rebook_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    followed_but_not_assessed = Rule(
        when=policy_followed == "Y",
        holds=~risk_assessed.is_in("N", "NR"),
        blame=policy_followed,
        severity=Severity.QUERY,
        fix="The policy asks for a written risk assessment: confirm that it was followed, or answer PART or N.",
    )

    # Standards

    _RCGP = "Royal College of General Practitioners safeguarding toolkit: “Was Not Brought”"
    _EVENTS = "Counts missed appointments: one child can have several."
    _ours = provider_error.is_in("N", "NR")
    _with_worker = sc_status.is_in("CP", "CIN", "LAC")
    _OURS = "Appointments missed through the provider's own error."

    WNB1 = Standard(
        "Coded “Was Not Brought” and not “Did Not Attend”",
        applies=_ours & age_16plus_self.is_in("N", "NA"),
        met=outcome_code.is_in("WNB", "NO_ACCESS", "CANC_PARENT"),
        basis=Basis.GOOD_PRACTICE,
        source=_RCGP,
        by=service,
        excluded=f"{_OURS} Young people of 16 or 17 who manage their own.",
        caveats=(_EVENTS,),
    )
    WNB2 = Standard(
        f"Family contacted within {TIMESCALES.family_contact}",
        applies=_ours,
        met=(contact_made == "Y") & (working_days(appt_date, contact_date) <= TIMESCALES.family_contact),
        pending=(contact_made != "Y") & (working_days(appt_date, AS_OF) <= TIMESCALES.family_contact),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        excluded=_OURS,
        caveats=(_EVENTS,),
    )
    WNB3 = Standard(
        "Reason explored",
        applies=_ours,
        met=reason != "NR",
        basis=Basis.GOOD_PRACTICE,
        source="Published “Was Not Brought” pathways",
        excluded=_OURS,
        caveats=(_EVENTS,),
    )
    WNB4 = Standard(
        "Record and history reviewed",
        applies=_ours,
        met=record_reviewed == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="A CAMHS audit published in 2025 saw at most 40% before improvement",
        excluded=_OURS,
        caveats=(_EVENTS,),
    )
    WNB5 = Standard(
        "Risk and impact on the child assessed and recorded",
        headline=True,
        applies=_ours,
        met=risk_assessed == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="RCGP toolkit; a CAMHS audit published in 2025 saw at most 40% before improvement",
        by=service,
        excluded=_OURS,
        caveats=(_EVENTS,),
        questions={
            Prompt.BELOW: "Who should have weighed what it means for the child, and what stopped them?",
            Prompt.NOT_RECORDED: "Was the risk not weighed, or weighed and not written down for whoever reads it next?",
            Prompt.WORSE: "What changed in the clinics: the form, the staff, or the time for each appointment?",
        },
    )
    WNB6 = Standard(
        "GP informed",
        applies=service != "GP",
        met=gp_informed == "Y",
        basis=Basis.LOCAL,
        source="Known to be weak: 25 of 134 in writing in a dental evaluation",
        by=service,
        excluded="Appointments in general practice.",
        caveats=(_EVENTS,),
    )
    WNB7 = Standard(
        "Referrer informed",
        applies=ALWAYS,
        met=referrer_informed == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Published “Was Not Brought” pathways",
        excluded="Appointments that nobody referred to.",
        caveats=(_EVENTS,),
    )
    WNB8 = Standard(
        f"Social worker told within {TIMESCALES.social_worker_told}",
        headline=True,
        applies=_with_worker,
        met=(sw_informed == "Y") & (working_days(appt_date, sw_informed_date) <= TIMESCALES.social_worker_told),
        pending=(sw_informed != "Y") & (working_days(appt_date, AS_OF) <= TIMESCALES.social_worker_told),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}; 100% is expected for children on plans",
        caveats=(_EVENTS,),
        questions={
            Prompt.BELOW: "How does a clinic know that a child has a social worker, and whom does it tell?",
            Prompt.TOO_FEW: "Were so few of the children known to social care, or did the clinic not know it?",
        },
    )
    WNB9 = Standard(
        f"Rebooked for within {TIMESCALES.rebooking}",
        applies=(rebooked != "DISCHARGED") | (rebooked == "PENDING"),
        met=~(rebooked == "PENDING")
        & (rebooked == "REBOOKED")
        & (days(appt_date, rebook_date) <= TIMESCALES.rebooking),
        pending=(rebooked == "PENDING") & (days(appt_date, AS_OF) <= TIMESCALES.rebooking),
        basis=Basis.GOOD_PRACTICE,
        source="Dental evaluation: three quarters within three weeks",
        excluded="Children discharged.",
        caveats=(_EVENTS, f"A decision that is still open after {TIMESCALES.rebooking} counts as not met."),
    )
    WNB10 = Standard(
        "Repeated missed appointments escalated",
        applies=_ours & (prior_wnb_12m >= 1),
        met=(sg_advice == "Y") | (action != "NONE"),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: the second in 12 months",
        excluded=_OURS,
        caveats=(_EVENTS,),
    )
    WNB11 = Standard(
        "Safeguarding considered before discharge",
        applies=rebooked == "DISCHARGED",
        met=discharge_review == "Y",
        basis=Basis.PROCEDURE,
        source=_RCGP,
        caveats=(_EVENTS,),
    )
    WNB12 = Standard(
        "Local policy followed overall",
        applies=ALWAYS,
        met=policy_followed == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Dental evaluation: 84%",
        caveats=(_EVENTS, "“Partly” counts as not met."),
    )
    WNB13 = Standard(
        "Child protection flag visible",
        applies=sc_status == "CP",
        met=cp_flag_known == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=f"Proposed to the {words.sub_group_short}",
        caveats=(_EVENTS,),
    )
    WNB16 = core.difference_standard(difference)
    WNB17 = Standard(
        f"Social worker's record shows the missed appointment within {TIMESCALES.social_worker_told}",
        applies=_with_worker,
        met=(in_record == "Y") & (working_days(appt_date, in_record_date) <= TIMESCALES.social_worker_told),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}: what was told is of use once it is in the child's record",
        counted_on=check,
        since=core.NEXT_TEMPLATES,
        excluded="Children who had no social worker.",
        caveats=(_EVENTS, "By social care's own record; what the providers say that they told is WNB8."),
    )

    # Volumes and context

    appts_booked_child = Count("Appointments booked for children")
    attended = Count("Attended")
    wnb = Count("Was not brought")
    canc_by_family = Count("Cancelled by the family")
    canc_by_provider = Count("Cancelled by the provider")
    distinct_children_wnb = Count("Different children not brought")
    on_cp_plan_wnb = Count("Not brought, on a child protection plan")
    provider_volumes = Volumes(
        provider,
        (appts_booked_child, attended, wnb, canc_by_family, canc_by_provider, distinct_children_wnb, on_cp_plan_wnb),
        per=service,
    )
    WNB14 = Ratio(
        "Rate of appointments not brought to",
        provider_volumes,
        numerator=(wnb,),
        denominator=(appts_booked_child,),
        less=(canc_by_provider,),
        expected="Published rates run from 6% to 14% by service. More recorded may mean better recognition.",
    )
    meetings_planned = Count("Visits and meetings planned at which a child was to be seen")
    called_off = Count("Of these, called off by us")
    child_unseen = Count("Of these, held or tried without the child being seen")
    other_volumes = Volumes(other, (meetings_planned, called_off, child_unseen))
    WNBx6 = Ratio(
        "Visits and meetings at which the child was not seen",
        other_volumes,
        numerator=(child_unseen,),
        denominator=(meetings_planned,),
        less=(called_off,),
        expected="No rate is published: agencies plan and count visits differently, so see each beside itself.",
    )
    social_work_volumes = Volumes(social_work, (meetings_planned, called_off, child_unseen))
    WNBx7 = Ratio(
        "Social care's visits and meetings at which the child was not seen",
        social_work_volumes,
        numerator=(child_unseen,),
        denominator=(meetings_planned,),
        less=(called_off,),
        expected="No rate is published: agencies plan and count visits differently, so see each beside itself.",
    )
    WNB15 = RepeatShare(
        "Children with two or more audited missed appointments",
        child_ref,
        counted_on=provider,
    )
    WNBx5 = RepeatShare(
        "Children not brought at two or more agencies",
        child_ref,
        counted_on=provider,
        across=True,
    )
    WNBx2 = Distribution(
        "Visits and meetings of other agencies: what happened", unseen, applies=ALWAYS, counted_on=other, why=True
    )
    WNBx3 = Distribution("Visits and meetings of other agencies", meeting, applies=ALWAYS, counted_on=other)
    WNBx8 = Distribution(
        "Social care's visits and meetings: what happened", unseen, applies=ALWAYS, counted_on=social_work, why=True
    )
    WNBx9 = Distribution("Social care's visits and meetings", meeting, applies=ALWAYS, counted_on=social_work)
    WNBx1 = Distribution("Reasons given", reason, applies=ALWAYS, counted_on=provider, why=True)
    WNBx4 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=provider)

    # Who is compared with whom

    WNBr1 = Reconciled(
        "Missed appointments of children with a social worker, in the providers' records and in social care's",
        units="missed appointments",
        first=Side("the providers", provider, appt_date, applies=_with_worker),
        second=Side("social care", check, appt_date),
        key=(audit_ref,),
        weak=(child_ref,),
        compare=(
            appt_date,
            sc_status,
            Alike("Whether the social worker heard of it", sw_informed == "Y", in_record == "Y"),
        ),
        one_way=True,
        note="Only appointments of the providers' samples are looked for: social care's record may well show others.",
    )
    WNBa0 = core.grades_compared(overall_grade, moderated_grade)

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = dict.fromkeys(_everywhere, (appt_date,))
    sampled = References(audit_ref)
    meant = {
        **{f"{standard} small groups": core.FOR_NAMED_READERS for standard in ("WNB1", "WNB5", "WNB6")},
        **{f"{standard} often hidden": core.FEW_FAIL for standard in ("WNB5", "WNB8")},
    }
    dropped = (
        *DROPPED,
        "Type of appointment",
        "How it was to be held",
        "Risk level",
        "Health visitor or school nurse informed?",
        "Brought to the rebooked appointment?",
        "“Was Not Brought” leaflet or guidance given?",
        f"Date of the contact with {words.mash_short}",
    )
