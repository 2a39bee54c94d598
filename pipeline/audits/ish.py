"""ISH: arrangements for sharing information. One row is one agency's arrangement with one partner."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.audits.core import CHECK_DATES
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Amount,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Date,
    Distribution,
    Meaning,
    MultiCode,
    OneCode,
    Part,
    Prompt,
    Rule,
    Severity,
    Standard,
    View,
    Whole,
    YesNo,
    code_list,
    working_days,
)
from pipeline.partnership.defining import TIMESCALES, words

PARTNERS = code_list(
    "sharing_partner",
    CSC="Social care",
    POL="Police",
    HOSPITAL="Hospital",
    COMMUNITY="Community health service",
    GP="General practices",
    MENTAL_HEALTH="Mental health service",
    EDU="Schools, colleges and nurseries",
    HOUSING="Housing",
    PROB="Probation",
    ADULT_SC="Adult social care",
    OTHER="Another agency",
)
AGREEMENTS = code_list("isa_in_place", SIGNED="Signed by both", DRAFT="In draft", NONE="None")
ROUTES = code_list(
    "routes",
    CONTACT=f"Concerns, and contacts with {words.mash_short}",
    STRATEGY="Strategy discussions",
    CONFERENCE="Conferences and core groups",
    MISSED="Missed appointments",
    DISCHARGE="Discharge from hospital",
    UNBORN="Concern about an unborn baby",
    VIOLENCE="Domestic abuse",
    MISSING="Missing and exploited children",
    STEP_DOWN="Steps down and closures",
)
SCORES = code_list(
    "self_score",
    **{
        "0": "0 Nothing is in place",
        "1": "1 Begun: some of it is in place, or only some staff know",
        "2": "2 In place and known to staff, and not tested",
        "3": "3 In place, known and tested, and what was found has been put right",
    },
)
PURPOSES = code_list(
    "requested_for",
    STRATEGY="A strategy discussion",
    CONFERENCE="A child protection conference",
)
REPLIES = CodeList(
    "reply",
    (
        Code("SHARED", "All that was asked for was shared"),
        Code("PART", "Part of it was shared"),
        Code("NONE", "Nothing was shared"),
        Code(
            "DECLINED", "Declined, with the reason on the record", Meaning.NOT_APPLICABLE, explained="a decision, made"
        ),
        Code("OPEN", "Not answered yet", Meaning.PENDING),
    ),
)


class ISH(Audit):
    """Arrangements for sharing information. One row: one agency's arrangement with one partner, assessed by itself."""

    place = 10
    title = "Information sharing: arrangements between agencies, and requests answered"
    short_title = "Information sharing"
    purpose = (
        "Between which agencies is it agreed how information about children is shared, do staff know when, to whom, "
        "how and why, has anybody tested it, and does it come in time when it is asked for? What agencies say of "
        "themselves, to be seen beside the requests that were looked at."
    )
    unit = "one agency's arrangement with one partner with which it has to share information about children"
    units = "arrangements, and two agencies' own stands twice, once from each side"
    row = "arrangement"
    cadence = Cadence.ANNUAL
    sampling = (
        "A row for every partner with which the agency has to share information regularly, whether there is an "
        "agreement or not; and ten requests of the year's last quarter, drawn at random."
    )

    agency = View("Agency's self-assessment", role="information_sharer", of_people=False)
    request = View("Requests answered", beside=agency, sheet="Requests", unit="one request for information")

    which_record = Part("Which arrangement")
    record_ref = core.record_ref("ISH")
    partner = OneCode(
        "Partner",
        codes=PARTNERS,
        required=True,
        help="With whom you share, or have to share.",
        example="CSC",
    )

    what_is_agreed = Part("What is agreed")
    assessed_date = Date("Date of the self-assessment", on=agency, required=True, example=date(2019, 9, 10))
    isa_in_place = OneCode(
        "Information-sharing agreement", codes=AGREEMENTS, on=agency, required=True, example="SIGNED"
    )
    review_date = Date(
        "Date the agreement is to be reviewed",
        on=agency,
        asked_when=isa_in_place == "SIGNED",
        help="The next review that was agreed, even where it is over.",
        example=date(2020, 3, 31),
    )
    routes = MultiCode(
        "What it covers",
        codes=ROUTES,
        on=agency,
        asked_when=isa_in_place != "NONE",
        example="CONTACT;STRATEGY;CONFERENCE;MISSED",
    )
    lead_named = YesNo("Is somebody named who answers for it?", on=agency, required=True, example="Y")

    in_practice = Part("In practice")
    staff_guidance = YesNo(
        "Have staff written guidance on what is shared with this partner: when, to whom, how and why?",
        on=agency,
        required=True,
        example="Y",
    )
    declined_recorded = YesNo(
        "Is it recorded, with the reason, when somebody decides not to share?", on=agency, required=True, example="N"
    )
    tested_by_audit = YesNo(
        "Was it tested by an audit or a dip sample in the last 12 months?", on=agency, required=True, example="N"
    )
    incidents = Whole(
        "Incidents in the last 12 months",
        maximum=999,
        on=agency,
        required=True,
        help="Information about a child shared wrongly, late or not at all, as your own incident log has them.",
        example=2,
    )
    self_score = OneCode(
        "Your own score",
        codes=SCORES,
        on=agency,
        required=True,
        help="The lowest that fits: each score needs all that the one before it says.",
        example="2",
    )
    _short = (isa_in_place != "SIGNED") | self_score.is_in("0", "1")
    action_due = Date(
        "Date by which what is lacking is to be put right",
        on=agency,
        asked_when=_short,
        blank=None,
        help="Leave empty where no date is set.",
    )

    the_request = Part("The request and the answer")
    requested_for = OneCode("What it was asked for", codes=PURPOSES, on=request, required=True, example="CONFERENCE")
    requested_date = Date("Date it was asked for", on=request, required=True, example=date(2019, 7, 18))
    reply = OneCode("What came of it", codes=REPLIES, on=request, required=True, example="SHARED")
    shared_date = Date(
        "Date it was shared",
        on=request,
        asked_when=reply.is_in("SHARED", "PART"),
        help="The last of it.",
        example=date(2019, 7, 23),
    )

    # Rules across questions

    shared_after_asked = Rule(
        holds=shared_date >= requested_date, blame=shared_date, severity=Severity.ERROR, fix=CHECK_DATES
    )
    assessed_by_now = Rule(
        holds=assessed_date <= AS_OF,
        blame=assessed_date,
        severity=Severity.ERROR,
        fix="Enter the day on which the arrangement was assessed.",
    )
    best_score_is_tested = Rule(
        when=self_score == "3",
        holds=tested_by_audit == "Y",
        blame=self_score,
        severity=Severity.ERROR,
        fix="A score of 3 says that it was tested: mend the score, or the answer on the test.",
    )
    good_score_is_guided = Rule(
        when=self_score.is_in("2", "3"),
        holds=(isa_in_place == "SIGNED") & (staff_guidance == "Y"),
        blame=self_score,
        severity=Severity.QUERY,
        fix="A score of 2 or 3 says that it is in place and known to staff: mend the score, or confirm it.",
    )
    action_by_when = Rule(
        holds=action_due >= assessed_date,
        blame=action_due,
        severity=Severity.QUERY,
        fix="A day that was over when you assessed it helps nobody: set a new one, or confirm.",
    )

    # Standards

    _REVIEW = "The joint review of information sharing"
    _SELF = "What agencies say of themselves, and nobody else has looked: ISH6 shows what came of requests."
    _PAIRS = "Counts arrangements: each pair of agencies stands twice where both return."
    _PROPOSED = f"Proposed to the {words.sub_group_short}"
    _answered = reply.is_in("SHARED", "PART")

    ISH1 = Standard(
        "Agreement signed and in date",
        headline=True,
        applies=ALWAYS,
        met=(isa_in_place == "SIGNED") & (review_date >= assessed_date),
        basis=Basis.LOCAL,
        source=_REVIEW,
        counted_on=agency,
        caveats=("An agreement whose review is overdue counts as not met.", _PAIRS),
        questions={
            Prompt.BELOW: "Which two agencies have to share and have agreed nothing, and who of them writes first?",
            Prompt.NOT_RETURNED: "How does the board know what is shared there, and with whom?",
        },
    )
    ISH2 = Standard(
        "Staff have guidance: when, to whom, how and why",
        headline=True,
        applies=ALWAYS,
        met=staff_guidance == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: operational procedures say when, to whom, how and why",
        counted_on=agency,
        caveats=(_SELF, _PAIRS),
    )
    ISH3 = Standard(
        "Tested by audit in the last 12 months",
        applies=ALWAYS,
        met=tested_by_audit == "Y",
        basis=Basis.GOOD_PRACTICE,
        source=_REVIEW,
        counted_on=agency,
        caveats=(_PAIRS,),
        questions={Prompt.BELOW: "What would the first small test be, and which of the arrangements needs it most?"},
    )
    ISH4 = Standard(
        "Somebody is named who answers for the arrangement",
        applies=ALWAYS,
        met=lead_named == "Y",
        basis=Basis.LOCAL,
        source=_REVIEW,
        counted_on=agency,
        caveats=(_SELF, _PAIRS),
    )
    ISH5 = Standard(
        "Decisions not to share are recorded",
        applies=ALWAYS,
        met=declined_recorded == "Y",
        basis=Basis.GOOD_PRACTICE,
        source="Good practice now; the Act of 2026 makes a duty of sharing, and its first day is not set",
        counted_on=agency,
        caveats=(_SELF, _PAIRS),
    )
    ISH6 = Standard(
        "All or part of the information shared in time when it was asked for",
        headline=True,
        applies=reply.answered(),
        met=_answered
        & (
            (
                (requested_for == "STRATEGY")
                & (working_days(requested_date, shared_date) <= TIMESCALES.information_for_strategy)
            )
            | (
                (requested_for == "CONFERENCE")
                & (working_days(requested_date, shared_date) <= TIMESCALES.information_for_conference)
            )
        ),
        basis=Basis.LOCAL,
        source=_PROPOSED,
        counted_on=request,
        excluded="Requests that were declined with the reason on the record.",
        caveats=(
            (
                f"For a strategy discussion it has {TIMESCALES.information_for_strategy}, for a conference "
                f"{TIMESCALES.information_for_conference}."
            ),
            "Part of it in time counts as met; how many got only a part is in ISHx5.",
            "Ten requests of each agency: too few to hold one agency against another.",
        ),
        questions={
            Prompt.BELOW: "Did people not know that they may share, or did the request not reach them in time?",
        },
    )
    ISH7 = Standard(
        "Where something is lacking, a day is set to put it right",
        applies=_short,
        met=action_due.answered(),
        basis=Basis.LOCAL,
        source=_PROPOSED,
        counted_on=agency,
        excluded="Arrangements that are signed and scored 2 or 3.",
        caveats=(_PAIRS,),
    )

    # Context

    ISHx1 = Distribution("Whether there is an agreement", isa_in_place, applies=ALWAYS, counted_on=agency)
    ISHx2 = Distribution("Agencies' own scores", self_score, applies=ALWAYS, counted_on=agency)
    ISHx3 = Distribution("What agreements cover", routes, applies=isa_in_place != "NONE", counted_on=agency)
    ISHx4 = Amount("Incidents in the last 12 months", incidents, agency, unit="incidents")
    ISHx5 = Distribution("What came of requests", reply, applies=ALWAYS, counted_on=request)
    ISHx6 = Distribution("What information was asked for", requested_for, applies=ALWAYS, counted_on=request)
    ISHx7 = Distribution("Partners with which agencies have to share", partner, applies=ALWAYS, counted_on=agency)

    # What decides a record's quarter, and names it

    key = record_ref
    anchors = {agency: (assessed_date,)}
    _FEW = "an agency has few arrangements; the sub-group sees every count, and they are of no child."
    meant = {
        "ISH1 often hidden": _FEW,
        "ISH2 often hidden": _FEW,
        "ISH6 often hidden": "the Requests sheet has ten rows of each agency, more than its records.",
    }
