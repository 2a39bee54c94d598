"""GPD: safeguarding documents and codes in general practice. One row is one visit; beside it documents and children."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Audit,
    Basis,
    Cadence,
    Count,
    Date,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Prompt,
    Ratio,
    Role,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

DOCUMENTS = code_list(
    "doc_type",
    ICPC_INVITE="Invitation to a child protection conference",
    CONF_MINUTES="Minutes of a conference",
    PLAN="Child protection plan",
    WNB_LETTER="Letter about an appointment to which a child was not brought",
    FRONT_DOOR=f"Letter of {words.mash_short}, or a {words.ppn} of the police",
    MARAC="Paper of a meeting on domestic abuse (MARAC)",
    DISCHARGE="Hospital letter that names a safeguarding concern",
)
CONCERNS = code_list(
    "concern",
    ON_PLAN="On a child protection plan now",
    KNOWN="A known concern, and no plan",
    ENDED="A plan or concern that has ended",
)
CODED_ON = code_list("coded_on", CHILD="The child", PARENT="A parent", SIBLINGS="Brothers and sisters")


class GPD(Audit):
    """Safeguarding documents and codes in general practice. One row: one visit; beside it, documents and children."""

    place = 9
    title = "Safeguarding documents and codes in general practice"
    short_title = "GP documents and codes"
    purpose = (
        "Does a doctor see the safeguarding documents that reach a practice, are they where the next doctor finds "
        "them, and does the record show at a glance which child is at risk, and which no longer is?"
    )
    unit = "one quality visit to a practice"
    units = "documents, children or visits, as each figure says"
    row = "visit"
    cadence = Cadence.QUARTERLY
    sampling = (
        "At each quality visit of the quarter: the last 10 safeguarding documents that reached the practice, and 5 "
        "children on a plan, with a known concern or whose plan has ended, drawn from social care's list."
    )

    visits = View("Quality visits", role="primary_care_lead", of_people=False)
    documents = View("Documents read at the visits", beside=visits, sheet="Documents", unit="one safeguarding document")
    children = View(
        "Children whose codes were looked at", beside=visits, sheet="Codes", unit="one child whose code was looked at"
    )
    _of_a_child = (documents, children)

    which_practice = Part("Which practice, and which child")
    record_ref = core.record_ref("GPD")
    practice_ref = Text(
        "Practice's audit reference",
        required=True,
        example="P014",
        pattern=r"P\d{3}",
        pattern_words="P, then three digits, such as P014",
        help="The audit's own reference: never the practice's name or code. The same on all sheets.",
    )
    visited = Date("Date of the visit", on=visits, required=True, example=date(2019, 8, 14))
    child_ref = core.child_ref(_of_a_child)

    the_practice = Part("How the practice works")
    lead = YesNo(
        "Does the practice name a doctor who leads on safeguarding children?",
        not_recorded=True,
        on=visits,
        required=True,
        example="Y",
    )
    protocol = YesNo(
        "Does a written protocol say that a doctor sees every safeguarding document?",
        not_recorded=True,
        on=visits,
        required=True,
        example="Y",
    )
    list_reviewed = YesNo(
        "Was the list of children with a safeguarding code reviewed in the last three months?",
        not_recorded=True,
        on=visits,
        required=True,
        example="N",
    )
    met_health_visitor = YesNo(
        "Did the practice meet the health visitor about families in the last three months?",
        not_recorded=True,
        on=visits,
        required=True,
        example="Y",
    )
    checks_read = Whole(
        "Babies' six-week checks read at the visit",
        on=visits,
        maximum=99,
        required=True,
        help="The last 10, or all that there were. 0 where none were read.",
        example=10,
    )
    checks_with_advice = Whole(
        "Of these, checks that show safe sleep was discussed", on=visits, maximum=99, required=True, example=6
    )

    the_document = Part("The document")
    doc_type = OneCode("Kind of document", codes=DOCUMENTS, on=documents, required=True, example="CONF_MINUTES")
    received = Date("Date it reached the practice", on=documents, required=True, example=date(2019, 7, 8))
    seen_by_gp = Date(
        "Date a doctor saw it",
        on=documents,
        help="A doctor, and not an administrator. Leave empty where the record does not show one.",
        example=date(2019, 7, 10),
    )
    stored = YesNo(
        "Scanned to the right place in the child's record?",
        not_recorded=True,
        on=documents,
        required=True,
        example="Y",
    )
    acted = YesNo(
        "Did the practice do what the document asks for?",
        not_recorded=True,
        na_when=ALWAYS,
        on=documents,
        required=True,
        help="A report, a reply, a call, an appointment. NA only where it asks for nothing.",
        example="NR",
    )
    hidden_online = YesNo(
        "Hidden from the family's online access?", not_recorded=True, on=documents, required=True, example="Y"
    )

    the_code = Part("The code on the record")
    concern = OneCode(
        "How things stand for the child now", codes=CONCERNS, on=children, required=True, example="ON_PLAN"
    )
    _current = concern.is_in("ON_PLAN", "KNOWN")
    coded = YesNo(
        "Is there a safeguarding code on the record?", on=children, asked_when=_current, example="Y", not_recorded=True
    )
    right_code = YesNo(
        "Is it the right code?",
        on=children,
        asked_when=coded == "Y",
        help="By the list of codes that practices have agreed on, in whatever coding system the practice uses.",
        example="Y",
    )
    coded_on = MultiCode(
        "On whose records is the code?", codes=CODED_ON, on=children, asked_when=coded == "Y", example="CHILD;SIBLINGS"
    )
    code_ended = YesNo(
        "Was the code ended on the record?", not_recorded=True, on=children, asked_when=concern == "ENDED"
    )

    your_judgement = Part("What to learn from it")
    learning = Text("Learning from the visit (no names)", free=True, on=visits, role=Role.LEARNING)
    immediate_action = core.immediate_action(on=_of_a_child)

    # Rules across questions

    seen_after_received = Rule(holds=seen_by_gp >= received, blame=seen_by_gp, severity=Severity.ERROR, fix=CHECK_DATES)
    advice_of_checks = Rule(
        holds=checks_with_advice <= checks_read,
        blame=checks_with_advice,
        severity=Severity.ERROR,
        fix="Check both numbers: the second counts some of the checks that the first counts.",
    )
    right_code_is_the_childs = Rule(
        when=right_code == "Y",
        holds=coded_on.contains("CHILD"),
        blame=coded_on,
        severity=Severity.QUERY,
        fix="The code is right, and not on the child's own record: confirm either.",
    )

    # Standards

    _GUIDANCE = "Guidance to practices of 2018 on scanning, storing and reading safeguarding documents"
    _CODING = "Royal College of General Practitioners' guidance on coding"
    _BIAS = "Of the practices that were visited: see GPDx3. Those that are not visited may well be otherwise."
    _UNDER = "Too few children are coded almost everywhere that has been looked at."

    GPD1 = Standard(
        f"Document seen by a doctor within {TIMESCALES.gp_document}",
        headline=True,
        applies=ALWAYS,
        met=seen_by_gp.answered() & (working_days(received, seen_by_gp) <= TIMESCALES.gp_document),
        pending=seen_by_gp.is_blank() & (working_days(received, AS_OF) <= TIMESCALES.gp_document),
        basis=Basis.LOCAL,
        source=_GUIDANCE,
        timed="Working days from a document's arrival to a doctor",
        counted_on=documents,
        caveats=("Where no date is given, it counts as not seen.", _BIAS),
        questions={
            Prompt.BELOW: "Who reads what comes in first, and how do they know what a doctor must see?",
            Prompt.TOO_FEW: "Do so few documents reach practices, or do they not come to light at a visit?",
        },
    )
    GPD2 = Standard(
        "Document scanned to the right place",
        applies=ALWAYS,
        met=stored == "Y",
        basis=Basis.PROCEDURE,
        source=_GUIDANCE,
        counted_on=documents,
        caveats=(_BIAS,),
    )
    GPD3 = Standard(
        "What the document asks for was done",
        applies=ALWAYS,
        met=acted == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_GUIDANCE,
        counted_on=documents,
        excluded="Documents that ask for nothing.",
        caveats=(_BIAS,),
    )
    GPD4 = Standard(
        "Document hidden from online access",
        applies=ALWAYS,
        met=hidden_online == "Y",
        basis=Basis.PROCEDURE,
        source=f"{_CODING}: who may read a record online may be who harms the child",
        counted_on=documents,
        caveats=(_BIAS,),
    )
    GPD5 = Standard(
        "Right code for a child on a plan",
        headline=True,
        applies=concern == "ON_PLAN",
        met=(coded == "Y") & (right_code == "Y"),
        basis=Basis.PROCEDURE,
        source=_CODING,
        counted_on=children,
        excluded="Children on no plan.",
        caveats=(
            _UNDER,
            "Which codes are right changes with the coding system, and is the practices' own list.",
            _BIAS,
        ),
        questions={
            Prompt.BELOW: "Does the practice hear that a plan has begun, and who puts the code in?",
            Prompt.TOO_FEW: "Did so few children have a plan, or was no list of them at hand?",
        },
    )
    GPD6 = Standard(
        "Right code for a child about whom there is a known concern",
        applies=concern == "KNOWN",
        met=(coded == "Y") & (right_code == "Y"),
        basis=Basis.GOOD_PRACTICE,
        source=_CODING,
        counted_on=children,
        excluded="Children on a plan, and those whose plan or concern has ended.",
        caveats=(_UNDER, _BIAS),
    )
    GPD7 = Standard(
        "Code ended when the plan or concern ended",
        applies=concern == "ENDED",
        met=code_ended == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_CODING,
        counted_on=children,
        excluded="Children on a plan, and those with a known concern.",
        caveats=(_BIAS,),
    )
    GPD8 = Standard(
        "Practice has a lead, a protocol, a reviewed list and meetings with the health visitor",
        applies=ALWAYS,
        met=(lead == "Y") & (protocol == "Y") & (list_reviewed == "Y") & (met_health_visitor == "Y"),
        basis=Basis.LOCAL,
        source=_GUIDANCE,
        counted_on=visits,
        caveats=("All four: one that is lacking is enough for not met. Visits are few: read each one.", _BIAS),
    )
    GPD9 = Standard(
        "Safe sleep discussed at the six-week check",
        applies=ALWAYS,
        part=checks_with_advice,
        whole=checks_read,
        basis=Basis.LOCAL,
        source="The board's review of safe sleep: doctors raise it at the six-week check",
        counted_on=visits,
        excluded="Visits at which no check was read.",
        caveats=("Counts checks, as the record shows them.", _BIAS),
    )

    # Volumes and context

    practices = Count("Practices in the area")
    practices_visited = Count("Of these, visited in the last twelve months")
    visit_volumes = Volumes(visits, (practices, practices_visited), monthly=False)

    GPDx1 = Distribution("On whose records the code is", coded_on, applies=coded == "Y", counted_on=children)
    GPDx2 = Distribution("Kinds of documents", doc_type, applies=ALWAYS, counted_on=documents)
    GPDx3 = Ratio("Practices visited in the last twelve months", visit_volumes, (practices_visited,), (practices,))

    # What decides a visit's quarter, pairs documents and children with it, and names it

    key = record_ref
    anchors = {visits: (visited,)}
    linked_by = (practice_ref,)
    meant = {f"{standard} often hidden": core.FEW_FAIL for standard in ("GPD1", "GPD5")}
