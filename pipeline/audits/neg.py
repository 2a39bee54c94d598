"""NEG: neglect referrals to the police team for child abuse. One row is one child and one S47 episode."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES, DROPPED
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_RECORDED,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
    Meaning,
    MultiCode,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Ratio,
    Reconciled,
    References,
    Rule,
    Severity,
    Side,
    Standard,
    Version,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
    days,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, begun, words

_PROCEDURE = begun("neglect procedure")
SOURCES = core.sources()
STRATEGY_AGENCIES = code_list(
    "strategy_agencies",
    CSC="Social care",
    POL="Police",
    HEALTH="Health",
    EDU="Education",
    HOUSING="Housing",
    OTHER="Other",
)
ENQUIRY_TYPES = CodeList(
    "inv_type",
    (Code("JOINT", "Joint"), Code("CSC_ONLY", "Social care only"), Code("POLICE_ONLY", "Police only"), NOT_RECORDED),
)
SINGLE_REASONS = CodeList(
    "single_reason",
    (
        Code("NO_CRIME", "No crime indicated"),
        Code("PROPORTIONATE", "Proportionate"),
        Code("OTHER_TEAM", "Another police team"),
        Code("DISAGREED", "Agencies disagreed"),
        NOT_RECORDED,
    ),
)
CLASSIFICATIONS = CodeList(
    "classification",
    (
        Code("CRUELTY_NEGLECT", "Cruelty to and neglect of children"),
        Code("OTHER_CRIME", "Another crime"),
        Code("NON_CRIME", "Not a crime"),
        NOT_RECORDED,
    ),
)
NOT_PASSED = CodeList(
    "not_passed_reason",
    (
        Code("OTHER_TEAM", "Another team investigated"),
        Code("CSC_ONLY_AGREED", "Social care only was agreed"),
        Code("NO_CRIME", "No crime"),
        Code("OUT_OF_AREA", "Out of area"),
        Code("CAPACITY", "Capacity"),
        Code("OVERSIGHT", "Oversight"),
        NOT_RECORDED,
    ),
)
AGREEMENTS = CodeList(
    "fwa",
    (
        Code("IN_PLACE", "In place"),
        Code("CONSIDERED", "Considered"),
        Code("NOT_CONSIDERED", "Not considered"),
        NOT_APPLICABLE,
    ),
)
S47_OUTCOMES = CodeList(
    "s47_outcome",
    (
        Code("ICPC", "Initial child protection conference"),
        Code("CIN", "Child in need plan"),
        Code("EH", words.early_help),
        Code("NFA_ASSESS", "Assessment continues"),
        Code("NFA", "No further action"),
        Code("LEGAL", "Legal proceedings"),
        Code("OTHER", "Other"),
        Code("PENDING", "Not concluded yet", Meaning.PENDING),
    ),
)
PLAN_CATEGORIES = code_list(
    "cp_category",
    NEG="Neglect",
    PHY="Physical abuse",
    SAB="Sexual abuse",
    EMO="Emotional abuse",
    MUL="Several",
    NO_PLAN="No plan made",
)
POLICE_OUTCOMES = CodeList(
    "police_outcome",
    (
        Code("CHARGE", "Charge"),
        Code("CAUTION", "Caution"),
        Code("OTHER_DISPOSAL", "Other disposal"),
        Code("NFA_EVIDENTIAL", "No further action: evidence"),
        Code("NFA_PUBLIC_INTEREST", "No further action: public interest"),
        Code("ONGOING", "Still open", Meaning.PENDING),
        NOT_APPLICABLE,
    ),
)


class NEG(Audit):
    """Neglect referrals to the police team that investigates child abuse. One row: one child, one S47 episode."""

    place = 1
    title = f"Neglect referrals to the {words.cait}"
    short_title = "Neglect referrals"
    purpose = (
        f"{_PROCEDURE.in_words} a neglect occurrence that is classified as cruelty to and neglect of children, and "
        "that police and social care agree to enquire into under section 47, is graded and passed to "
        f"{words.cait_short} for joint investigation. This audit asks whether that happens, and how well the enquiry "
        "is begun."
    )
    unit = "one child and one neglect strategy discussion or S47 episode"
    units = "children in an episode, not families and not crimes"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every child if there are 60 or fewer; otherwise a stratified random sample of 30, with cases that were "
        f"not passed to {words.cait_short} over-sampled."
    )

    police = View("Police return", role="police")
    social_care = View("Social care return", role="social_care")
    voice = core.voice("NEG", social_care, since=core.NEXT_TEMPLATES)

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("NEG")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()
    unborn = core.unborn()

    how_it_came_in = Part("How the concern came in")
    concern_received = Date(
        "Date the neglect concern was first received by your agency", required=True, example=date(2019, 7, 2)
    )
    source = OneCode("Who raised it", codes=SOURCES, on=police, required=True, example="2A")
    ppn_submitted = Date(
        f"Date the {words.ppn} was submitted",
        on=police,
        required_when=source == "6",
        help=f"The {words.ppn_full}. Only where the police raised the concern or a {words.ppn} was made.",
    )
    ppn_reviewed = Date(
        f"Date the {words.ppn} was reviewed in {words.mash_short}",
        on=police,
        asked_when=ppn_submitted.answered(),
        blank=Severity.QUERY,
    )
    prior_neglect_12m = Whole(
        "Previous neglect contacts in 12 months",
        maximum=50,
        also=(NOT_KNOWN,),
        on=social_care,
        required=True,
        example=2,
    )

    strategy_and_enquiry = Part("The strategy discussion and the enquiry")
    strategy_held = YesNo("Strategy discussion held?", required=True, example="Y")
    strategy_date = Date(
        "Date of the strategy discussion that began the S47", asked_when=strategy_held == "Y", example=date(2019, 7, 3)
    )
    strategy_agencies = MultiCode(
        "Agencies that took part",
        codes=STRATEGY_AGENCIES,
        on=social_care,
        asked_when=strategy_held == "Y",
        example="CSC;POL",
    )
    s47_agreed = YesNo("S47 enquiry agreed?", asked_when=strategy_held == "Y", example="Y")
    s47_start = Date(
        "S47 start date",
        on=social_care,
        asked_when=s47_agreed == "Y",
        help="Usually the day of the strategy discussion.",
        example=date(2019, 7, 3),
    )
    inv_type = OneCode("Type of enquiry agreed", codes=ENQUIRY_TYPES, asked_when=s47_agreed == "Y", example="JOINT")
    single_reason = OneCode(
        "Reason, if the enquiry was not joint",
        codes=SINGLE_REASONS,
        on=police,
        asked_when=inv_type.is_in("CSC_ONLY", "POLICE_ONLY"),
    )

    what_the_police_did = Part("What the police recorded and did")
    occ_recorded = YesNo(
        "Occurrence recorded on the police system?", not_recorded=True, on=police, required=True, example="Y"
    )
    classification = OneCode(
        "Classification",
        codes=CLASSIFICATIONS,
        on=police,
        asked_when=occ_recorded == "Y",
        help="Home Office class 11/11A is cruelty to and neglect of children.",
        example="CRUELTY_NEGLECT",
    )
    graded = YesNo(
        "Risk or response grade recorded?", not_recorded=True, on=police, asked_when=occ_recorded == "Y", example="Y"
    )
    passed_cait = YesNo(f"Passed to {words.cait_short}?", on=police, asked_when=s47_agreed == "Y", example="Y")
    passed_date = Date(
        f"Date passed to {words.cait_short}",
        on=police,
        asked_when=passed_cait == "Y",
        blank=Severity.QUERY,
        help="Left empty, it counts as not passed promptly.",
        example=date(2019, 7, 4),
    )
    not_passed_reason = OneCode("Why it was not passed", codes=NOT_PASSED, on=police, asked_when=passed_cait == "N")

    how_it_was_done = Part("The child, and the quality of the work")
    voice_recorded = YesNo(
        "Child's words, behaviour or demeanour recorded?",
        not_recorded=True,
        required=True,
        na_when=unborn == "Y",
        help="NA only for an unborn baby.",
        example="Y",
    )
    neglect_tool = YesNo(
        "Neglect toolkit or practitioners' guide used?", not_recorded=True, on=social_care, required=True, example="N"
    )
    supervisor = YesNo("Supervisor's or manager's oversight recorded?", not_recorded=True, required=True, example="Y")
    fwa = OneCode("Family Working Agreement", codes=AGREEMENTS, on=social_care, required=True, example="CONSIDERED")

    what_came_of_it = Part("What came of it")
    record_shared = Date(
        "Date the strategy record was shared with those who took part",
        on=social_care,
        help="Leave empty where it was not shared or this is not recorded.",
        example=date(2019, 7, 5),
    )
    s47_outcome = OneCode(
        "S47 outcome", codes=S47_OUTCOMES, on=social_care, asked_when=s47_agreed == "Y", example="ICPC"
    )
    transfer_in = YesNo(
        "Transferred in from another area?",
        on=social_care,
        asked_when=s47_outcome == "ICPC",
        help=f"Its conference is left out of the {TIMESCALES.icpc.number}-day standard.",
        example="N",
    )
    icpc_date = Date(
        "Date the initial child protection conference was held",
        on=social_care,
        weekdays_only=True,
        asked_when=s47_outcome == "ICPC",
        blank=None,
        help="Leave empty where it is planned and not yet held.",
        example=date(2019, 7, 23),
    )
    cp_category = OneCode(
        "Plan category", codes=PLAN_CATEGORIES, on=social_care, asked_when=icpc_date.answered(), example="NEG"
    )
    police_outcome = OneCode(
        "Police outcome",
        codes=POLICE_OUTCOMES,
        on=police,
        asked_when=classification.is_in("CRUELTY_NEGLECT", "OTHER_CRIME"),
        example="ONGOING",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(on=social_care, since=core.NEXT_TEMPLATES)
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    learning = core.learning(overall_grade)
    immediate_action = core.immediate_action()

    # Rules across questions

    concern_before_strategy = Rule(
        holds=concern_received <= strategy_date, blame=concern_received, severity=Severity.ERROR, fix=CHECK_DATES
    )
    ppn_after_concern = Rule(
        holds=ppn_submitted >= concern_received, blame=ppn_submitted, severity=Severity.ERROR, fix=CHECK_DATES
    )
    ppn_reviewed_after_submitted = Rule(
        holds=ppn_reviewed >= ppn_submitted, blame=ppn_reviewed, severity=Severity.ERROR, fix=CHECK_DATES
    )
    s47_after_concern = Rule(
        holds=s47_start >= concern_received, blame=s47_start, severity=Severity.ERROR, fix=CHECK_DATES
    )
    s47_with_strategy = Rule(
        holds=s47_start == strategy_date,
        blame=s47_start,
        severity=Severity.QUERY,
        fix="An S47 normally starts on the day of its strategy discussion: confirm or mend the date.",
    )
    passed_after_strategy = Rule(
        holds=passed_date >= strategy_date, blame=passed_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    shared_after_strategy = Rule(
        holds=record_shared >= strategy_date, blame=record_shared, severity=Severity.ERROR, fix=CHECK_DATES
    )
    icpc_after_s47 = Rule(holds=icpc_date >= s47_start, blame=icpc_date, severity=Severity.ERROR, fix=CHECK_DATES)
    icpc_held = Rule(
        holds=icpc_date <= AS_OF,
        blame=icpc_date,
        severity=Severity.ERROR,
        fix="Enter the date once the conference has been held; leave it empty until then.",
    )

    # Standards

    _SOP, _SOP_SINCE = _PROCEDURE.source, _PROCEDURE.quarter
    _ONE_VIEW = (
        "A fact of the event that both agencies hold: counted on social care's record, so that no child counts twice."
    )
    _OWN_CASES = (
        f"A sample drawn from {words.cait_short}'s own cases would show 100% by its making: look at how cases were "
        "chosen."
    )
    _OWN_RECORD = "Each agency's own record of the same child is counted."
    _OTHERS_TOO = (
        "NEGx2 has another share of joint enquiries: it is of all that were agreed, on social care's record; this "
        "one is of those that the police classified as cruelty and neglect, on the police's."
    )
    _sop_applies = (classification == "CRUELTY_NEGLECT") & (s47_agreed == "Y")

    NEG1 = Standard(
        "Neglect S47 classified as cruelty and neglect",
        applies=(s47_agreed == "Y")
        & (occ_recorded == "Y")
        & single_reason.is_not("NO_CRIME")
        & not_passed_reason.is_not("OUT_OF_AREA"),
        met=classification == "CRUELTY_NEGLECT",
        basis=Basis.PROCEDURE,
        source=_SOP,
        excluded="Cases out of area, and those where no neglect crime was indicated.",
        counted_on=police,
        caveats=("A classification can change later in an investigation.",),
        since=_SOP_SINCE,
    )
    NEG2 = Standard(
        "Neglect S47 given a risk or response grade",
        applies=_sop_applies,
        met=graded == "Y",
        basis=Basis.PROCEDURE,
        source=_SOP,
        since=_SOP_SINCE,
    )
    NEG3 = Standard(
        f"Neglect S47 passed to {words.cait_short}",
        headline=True,
        applies=_sop_applies & not_passed_reason.is_not("OUT_OF_AREA"),
        met=passed_cait == "Y",
        basis=Basis.PROCEDURE,
        source=_SOP,
        excluded="Cases out of area.",
        since=_SOP_SINCE,
        caveats=(
            _OWN_CASES,
            "An enquiry is agreed for a child: one who has turned 18 since is counted too, since no age is asked.",
        ),
        questions={
            Prompt.BELOW: "Which enquiries were not passed on, and who decided that?",
            Prompt.NOT_CLEAR: "Each case that is not passed on matters by itself: has somebody looked at every one?",
            Prompt.TOO_FEW: "Were there so few enquiries into neglect, or was neglect not named as a crime?",
        },
    )
    NEG4 = Standard(
        f"Passed to {words.cait_short} within {TIMESCALES.passed_to_cait}",
        applies=passed_cait == "Y",
        met=passed_date.answered() & (working_days(strategy_date, passed_date) <= TIMESCALES.passed_to_cait),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}",
        caveats=("Where the date passed is missing, the case counts as not prompt.",),
    )
    NEG5 = Standard(
        "Joint investigation agreed",
        applies=_sop_applies & not_passed_reason.is_not("OUT_OF_AREA"),
        met=inv_type == "JOINT",
        basis=Basis.PROCEDURE,
        source=_SOP,
        counted_on=police,
        since=_SOP_SINCE,
        excluded="Cases out of area.",
        caveats=("Where the agencies disagreed it counts as not met; see the reasons.", _OTHERS_TOO),
    )
    NEG6 = Standard(
        "Strategy discussion with social care, police and health",
        applies=strategy_held == "Y",
        met=strategy_agencies.contains("CSC", "POL", "HEALTH"),
        versions=(
            Version(
                document="multi-agency child protection teams",
                what="education takes part too",
                met=strategy_agencies.contains("CSC", "POL", "HEALTH", "EDU"),
                title="Strategy discussion with social care, police, health and education",
            ),
        ),
        basis=Basis.STATUTORY,
        source="Working Together to Safeguard Children: the least who take part",
        counted_on=social_care,
        caveats=(_ONE_VIEW,),
    )
    NEG7 = Standard(
        f"Strategy discussion within {TIMESCALES.strategy} of the concern",
        applies=strategy_held == "Y",
        met=working_days(concern_received, strategy_date) <= TIMESCALES.strategy,
        basis=Basis.LOCAL,
        source="Section 47 procedures of several boards say 24 hours",
        counted_on=social_care,
        caveats=(_ONE_VIEW, "Planned responses are not told apart."),
    )
    NEG8 = Standard(
        f"{words.ppn} reviewed in {words.mash_short} within {TIMESCALES.ppn_review}",
        applies=ppn_submitted.answered(),
        met=ppn_reviewed.answered() & (working_days(ppn_submitted, ppn_reviewed) <= TIMESCALES.ppn_review),
        pending=ppn_reviewed.is_blank() & (working_days(ppn_submitted, AS_OF) <= TIMESCALES.ppn_review),
        basis=Basis.LOCAL,
        source="Inspectorate's post-inspection review of the force, 2022",
    )
    NEG9 = Standard(
        f"{words.ppn} submitted {TIMESCALES.ppn_submission.by_when}",
        applies=source == "6",
        met=ppn_submitted.answered() & (days(concern_received, ppn_submitted) <= TIMESCALES.ppn_submission),
        basis=Basis.LOCAL,
        source="Proposed, after the inspectorate's review of the force, 2022",
    )
    NEG10 = Standard(
        "Child's voice recorded",
        applies=unborn == "N",
        met=voice_recorded == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Inspectorate's child protection inspection of the force, 2021",
        excluded="Unborn babies.",
        caveats=(_OWN_RECORD,),
        questions={
            Prompt.BELOW: "Whose records show what the child said or how it was, and what do those teams do?",
            Prompt.NOT_RECORDED: "Was the child not heard, or was it not written down; and how would a manager notice?",
        },
    )
    NEG11 = Standard(
        f"Initial conference within {TIMESCALES.icpc}",
        applies=(s47_outcome == "ICPC") & (transfer_in == "N"),
        met=icpc_date.answered() & (working_days(s47_start, icpc_date) <= TIMESCALES.icpc),
        pending=icpc_date.is_blank() & (working_days(s47_start, AS_OF) <= TIMESCALES.icpc),
        basis=Basis.STATUTORY,
        source="Working Together to Safeguard Children; England 78% in 2023 and 81% in 2025",
        timed="Working days from the S47 enquiry to the initial conference",
        excluded="Children transferred in from another area.",
        caveats=("A conference that is overdue and not held counts as not met; one not yet due is pending.",),
        questions={
            Prompt.BELOW: "Which step took the time, and what kept the children safe until the conference?",
        },
    )
    NEG12 = Standard(
        f"Strategy record shared within {TIMESCALES.strategy_record}",
        applies=strategy_held == "Y",
        met=record_shared.answered() & (working_days(strategy_date, record_shared) <= TIMESCALES.strategy_record),
        pending=record_shared.is_blank() & (working_days(strategy_date, AS_OF) <= TIMESCALES.strategy_record),
        basis=Basis.LOCAL,
        source="Practice standards for strategy discussions; a weak spot in the 2025 joint inspection",
        counted_on=social_care,
    )
    NEG13 = Standard(
        "Supervisor's oversight recorded",
        applies=ALWAYS,
        met=supervisor == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Board's learning framework",
        caveats=(_OWN_RECORD,),
    )
    NEG14 = Standard(
        "Neglect toolkit or guide used",
        applies=ALWAYS,
        met=neglect_tool == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="The local neglect strategy and its practitioners' guide",
        counted_on=social_care,
    )
    NEG15 = Standard(
        "Family Working Agreement considered where there is no plan",
        applies=s47_outcome.is_in("CIN", "EH", "NFA_ASSESS", "NFA", "OTHER") | (cp_category == "NO_PLAN"),
        met=fwa.is_in("IN_PLACE", "CONSIDERED"),
        basis=Basis.LOCAL,
        source="Agreed local procedure",
        counted_on=social_care,
        excluded="Enquiries not concluded or taken to court, and children with a plan.",
        caveats=(_ONE_VIEW,),
    )
    NEG16 = core.difference_standard(difference, on=social_care)
    NEGx1 = Standard(
        "Two or more earlier neglect contacts in 12 months",
        applies=ALWAYS,
        met=prior_neglect_12m >= 2,
        basis=Basis.LOCAL,
        source="Context",
        polarity=Polarity.CONTEXT,
        counted_on=social_care,
        caveats=(_ONE_VIEW,),
    )

    NEGx5 = Standard(
        "Education took part in the strategy discussion",
        applies=strategy_held == "Y",
        met=strategy_agencies.contains("EDU"),
        basis=Basis.LOCAL,
        source="Context: the Children's Wellbeing and Schools Act 2026, section 3, makes it a duty once it begins",
        polarity=Polarity.CONTEXT,
        counted_on=social_care,
        caveats=(_ONE_VIEW,),
        since=Quarter(2026, 1),
    )

    # Volumes and context

    neglect_ppns = Count(f"Neglect {words.ppn}s")
    neglect_crimes = Count("Cruelty and neglect crimes recorded")
    cait_passed = Count(f"Cases passed to {words.cait_short}")
    s47_all = Count("S47 enquiries, all")
    s47_neglect = Count("S47 enquiries, neglect")
    strategy_discussions = Count("Strategy discussions")
    icpcs = Count("Initial conferences (children)")
    plans_neglect = Count("Plans started, category neglect")
    police_volumes = Volumes(police, (neglect_ppns, neglect_crimes, cait_passed))
    social_care_volumes = Volumes(social_care, (s47_all, s47_neglect, strategy_discussions, icpcs, plans_neglect))

    NEGx7 = Ratio(
        "Cruelty and neglect crimes that the police record, for S47 enquiries into neglect",
        police_volumes,
        numerator=(neglect_crimes,),
        denominator=(s47_neglect,),
        out_of=social_care_volumes,
        expected="Not the same children: a crime may have several, and an enquiry none.",
    )
    NEGx2 = Distribution("Type of enquiry agreed", inv_type, applies=s47_agreed == "Y", counted_on=social_care)
    NEGx3 = Distribution(
        f"Why cases were not passed to {words.cait_short}",
        not_passed_reason,
        applies=passed_cait == "N",
        counted_on=police,
        why=True,
    )
    NEGx4 = Distribution("Police outcome", police_outcome, applies=ALWAYS, counted_on=police)
    NEGx6 = Distribution("What difference was made for the child", difference, applies=ALWAYS, counted_on=social_care)

    # Who is compared with whom

    NEGa0 = core.grades_compared(overall_grade, moderated_grade)
    NEGr1 = Reconciled(
        "S47 enquiries, as the police and social care record them",
        units="enquiries",
        first=Side("the police", police, strategy_date, applies=s47_agreed == "Y"),
        second=Side("social care", social_care, strategy_date, applies=s47_agreed == "Y"),
        weak=(child_ref,),
        compare=(strategy_date, s47_agreed, inv_type),
    )

    # What decides a record's quarter, pairs it with others, and names it

    key = record_ref
    anchors = {police: (strategy_date, concern_received), social_care: (strategy_date, concern_received)}
    linked_by = (audit_ref,)
    list_ref = audit_ref
    meant = {"NEG3 often hidden": core.FEW_FAIL}
    sampled = References(audit_ref)
    dropped = (
        *DROPPED,
        "Age at the time (completed years)",
        "Social care status at the time",
        "Type or types of neglect",
        "Date the occurrence was recorded",
        "Grade",
        "Team that investigated",
        "Date the child was first seen by police or social worker",
        "Home conditions evidenced?",
        "Previous history considered in the discussion?",
        "Referrer told the outcome?",
        *(each.label for each in (source, prior_neglect_12m, strategy_agencies, single_reason, fwa)),
    )
