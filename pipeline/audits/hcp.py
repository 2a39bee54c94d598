"""HCP: health visitors' mandated contacts, and the pathway a family is on. One row is one child and one contact."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    NOT_RECORDED,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Count,
    Date,
    Distribution,
    Meaning,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Rater,
    Ratio,
    References,
    Role,
    Standard,
    Text,
    View,
    Volumes,
    YesNo,
    code_list,
)

CONTACTS = code_list(
    "mandated_contact",
    AN="Before the birth",
    NBV="New birth visit",
    W6_8="Six to eight weeks",
    Y1="One year",
    Y2="Two to two and a half years",
)
MADE = CodeList(
    "contact_made",
    (
        Code("IN_TIME", "Made in time"),
        Code("LATE", "Made late"),
        Code("DECLINED", "Not made: the family declined it"),
        Code("NOT_SEEN", "Not made: offered, and the family was not there or the child was not brought"),
        Code("NOT_OFFERED", "Not made: not offered"),
        NOT_RECORDED,
        Code("MOVED", "The family moved to another area, or the child was not born alive", Meaning.NOT_APPLICABLE),
        Code("NOT_DUE", "Not due yet", Meaning.PENDING),
    ),
)
PATHWAYS = code_list(
    "pathway",
    UNIVERSAL="Universal",
    PLUS="Universal plus",
    PARTNERSHIP_PLUS="Universal partnership plus",
    ENHANCED="Enhanced offer for families with high need",
)
REVIEWS = CodeList(
    "enhanced_review",
    (
        Code("BETTER", "Reviewed: things have changed for the better"),
        Code("SAME", "Reviewed: things are the same, or worse"),
        Code("NO", "Not reviewed"),
        Code("SOON", "Began less than three months ago: not due yet", Meaning.PENDING),
        NOT_RECORDED,
    ),
)


class HCP(Audit):
    """Health visitors' mandated contacts, and the pathway a family is on. One row: one child and one contact."""

    place = 18
    title = "The Healthy Child Programme: contacts made, and families on the right pathway"
    short_title = "Healthy Child Programme"
    purpose = (
        "Are the five mandated contacts made in time; is each family on the pathway that fits its needs, also when "
        "these change or other agencies step back; and does the enhanced offer change anything for families with high "
        "need?"
    )
    unit = "one child and one mandated contact of the health visiting service"
    units = "contacts, and not children"
    row = "contact"
    cadence = Cadence.QUARTERLY
    sampling = (
        "40 contacts drawn at random from all that were due in the quarter, eight of each kind; and beside these "
        "one of every family on the enhanced offer. The numbers of all contacts stand on the Volumes sheet."
    )

    visitors = View("Health visiting return", role="health_visiting")

    which_record = Part("Which record, and which child")
    record_ref = core.record_ref("HCP")
    audit_ref = core.audit_ref()
    child_ref = core.child_ref()
    family_ref = core.family_ref()

    the_contact = Part("The contact")
    contact = OneCode("Which contact", codes=CONTACTS, required=True, example="NBV")
    due_month = Date(
        "Last day of the month in which the contact was due",
        required=True,
        help="Never the day itself: from that a birthday could be worked out.",
        example=date(2019, 8, 31),
    )
    made = OneCode("Was the contact made?", codes=MADE, required=True, example="LATE")

    the_pathway = Part("The pathway")
    _due_here = ~made.is_in("MOVED", "NOT_DUE")
    pathway = OneCode("Pathway the family is on, by the record", codes=PATHWAYS, asked_when=_due_here, example="PLUS")
    pathway_needed = OneCode(
        "Pathway that fits the family's needs, in your judgement",
        codes=PATHWAYS,
        asked_when=_due_here,
        help="By what the record shows of its needs at the contact, and not by what was free.",
        example="PARTNERSHIP_PLUS",
    )
    need_changed = YesNo(
        "Have the family's needs changed since the contact before?",
        not_recorded=True,
        asked_when=_due_here,
        example="Y",
    )
    oversight_changed = YesNo(
        "Has another agency stepped in or back since then?",
        not_recorded=True,
        asked_when=_due_here,
        help="Social care closed the case or opened it; a team, a clinic or a support worker began or ended.",
        example="N",
    )
    _changed = _due_here & ((need_changed == "Y") | (oversight_changed == "Y"))
    pathway_reviewed = YesNo(
        "Was the pathway looked at again because of it?", not_recorded=True, asked_when=_changed, example="N"
    )
    _enhanced = _due_here & (pathway == "ENHANCED")
    enhanced_review = OneCode(
        "Was it reviewed whether the enhanced offer changes anything?",
        codes=REVIEWS,
        asked_when=_enhanced,
        help="In the last six months, with the family.",
    )

    your_judgement = Part("Your judgement")
    difference = core.difference_made(asked_when=_due_here)
    learning = Text("Learning or area to improve (no names)", free=True, role=Role.LEARNING)
    immediate_action = core.immediate_action()

    # Standards

    _PROGRAMME = "Healthy Child Programme: five contacts that every family is offered"
    _REVIEW = "The board's review of the pathways of health visiting"
    _CONTACTS = "Counts contacts: a child can have two in a quarter."
    _NOT_HERE = "Contacts not due yet, families that moved away, and children who were not born alive."

    HCP1 = Standard(
        "Mandated contact made in time",
        headline=True,
        applies=made.answered(),
        met=made == "IN_TIME",
        by=contact,
        basis=Basis.LOCAL,
        source=_PROGRAMME,
        excluded="Families that moved away, and children who were not born alive.",
        caveats=(
            "A contact that the family declined counts as not made; see how often that is in HCPx3.",
            "A contact that is not due yet is pending.",
            _CONTACTS,
        ),
        questions={
            Prompt.BELOW: "At which age do contacts fall away, and do families decline them or are they not offered?",
        },
    )
    HCP2 = Standard(
        "Family on the pathway that fits its needs",
        headline=True,
        applies=_due_here,
        met=pathway == pathway_needed,
        by=pathway,
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        excluded=_NOT_HERE,
        caveats=("By the auditor's judgement: whether pathways are too low or too high stands in HCPa1.", _CONTACTS),
        questions={
            Prompt.BELOW: "Are families held on a lower pathway because the higher one is full?",
        },
    )
    HCP3 = Standard(
        "Pathway looked at again when needs or other agencies' part changed",
        applies=_changed,
        met=pathway_reviewed == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
        excluded="Families of whom nothing changed, or of whom nobody recorded whether it did.",
        caveats=(_CONTACTS,),
        questions={
            Prompt.BELOW: "When social care closes a case, who tells the health visitor, and what happens that week?",
        },
    )
    HCP4 = Standard(
        "Enhanced offer reviewed with the family",
        applies=_enhanced,
        met=enhanced_review.is_in("BETTER", "SAME"),
        basis=Basis.LOCAL,
        source=_REVIEW,
        excluded="Families on another pathway.",
        caveats=("What the reviews showed stands in HCPx2.", _CONTACTS),
    )
    HCP5 = core.difference_standard(difference, applies=_due_here, excluded=_NOT_HERE)
    HCPx1 = Standard(
        "Another agency stepped in or back since the contact before",
        applies=_due_here,
        met=oversight_changed == "Y",
        basis=Basis.LOCAL,
        source="Context: where oversight comes and goes, the pathway is to follow the family's needs",
        polarity=Polarity.CONTEXT,
        excluded=_NOT_HERE,
        caveats=(_CONTACTS,),
    )
    HCPx2 = Standard(
        "Review of the enhanced offer found things better",
        applies=enhanced_review.is_in("BETTER", "SAME"),
        met=enhanced_review == "BETTER",
        basis=Basis.LOCAL,
        source="Context: what reviews found, which need not be the work of the offer",
        polarity=Polarity.CONTEXT,
        excluded="Families whose offer was not reviewed.",
        caveats=(_CONTACTS,),
    )

    # Volumes and context

    contacts_due = Count("Contacts due in the quarter")
    contacts_in_time = Count("Of these, contacts made in time")
    visitors_volumes = Volumes(visitors, (contacts_due, contacts_in_time), per=contact, monthly=False)

    HCPx3 = Distribution("Whether contacts were made", made, applies=ALWAYS, counted_on=visitors, why=True)
    HCPx4 = Distribution("Pathways that families are on", pathway, applies=_due_here, counted_on=visitors)
    HCPx5 = Ratio(
        "Contacts made in time, of all that were due",
        visitors_volumes,
        numerator=(contacts_in_time,),
        denominator=(contacts_due,),
        expected="A census, beside the sample of HCP1.",
    )
    HCPx6 = Distribution("What difference was made for the child", difference, applies=_due_here, counted_on=visitors)

    # Who is compared with whom

    HCPa1 = Agreement(
        "Pathway: the service's and the auditor's",
        Rater("Service", pathway),
        Rater("Auditor", pathway_needed),
        scale="pathway",
    )

    # What decides a record's quarter, and names it

    key = record_ref
    anchors = {visitors: (due_month,)}
    sampled = References(audit_ref)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("HCP1", "HCP2")}
