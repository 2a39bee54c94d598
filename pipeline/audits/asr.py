"""ASR: the evidence behind actions and recommendations. One row is one piece, under the same number each time."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core, followed
from pipeline.definition import (
    ALWAYS,
    LAST_DAY,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Date,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Prompt,
    Rater,
    Rule,
    Severity,
    Standard,
    Text,
    Tracked,
    View,
    Whole,
    YesNo,
    code_list,
)
from pipeline.partnership.defining import words

KINDS = code_list(
    "kind",
    PROCEDURE="Procedure or guidance",
    BRIEFING="Briefing",
    TRAINING="Training",
    CAMPAIGN="Campaign",
    REVIEW="Review",
    CONTRACT="Contract or specification",
    LETTER="Letter",
    SYSTEM_CHANGE="Change of a system or form",
    SURVEY="Survey",
    DIP_SAMPLE="Dip sample of records",
    EXTERNAL="Finding of somebody outside, such as an inspectorate",
)
TESTERS = code_list(
    "tested_by",
    NONE="Not tested",
    SELF="Those who run it",
    OTHER_TEAM="Another team of the same agency",
    OTHER_AGENCY="Another agency",
    INDEPENDENT="Somebody independent",
)
OUTCOMES = code_list(
    "outcome",
    SHOWN="Shown in practice",
    PARTLY="Shown in part",
    NOT_SHOWN="Not shown",
    NOT_TESTED="Not tested",
)
RATINGS = code_list("rating", FULLY="Fully", MOSTLY="Mostly", PARTLY="Partly", NOT="Not")
_RECOMMENDATIONS = followed.recommendations()
_MANY = 999_999


class ASR(Audit):
    """The evidence behind actions and recommendations. One row is one piece of evidence, the same number each time."""

    place = 28
    title = "Assurance: the evidence behind actions and recommendations"
    short_title = "Assurance"
    purpose = (
        "What shows that a recommendation is carried out: is there a document, is it current, did it reach those whom "
        "it is for, has anybody looked whether practice follows it, and does somebody other than its owner agree?"
    )
    unit = "one piece of evidence that your agency holds"
    units = "pieces of evidence, and not people"
    row = "piece of evidence"
    cadence = Cadence.QUARTERLY
    sampling = "Every piece of evidence that your agency relies on for a recommendation that it leads or acts on."
    tracks = Tracked.EVIDENCE
    carried = True
    _UPDATE = (
        "The sheet comes filled with what you returned last. Go through it row by row and bring it up to date; take "
        "out what you no longer rely on, and add what is new under a number that you have not used before."
    )
    guidance = (_UPDATE, "Say where a document is held, and never send the document itself.")

    lead = View("Lead's return", role="assurance_lead", of_people=False)

    what_it_is_for = Part("What it is for")
    record_ref = core.record_ref("ASR")
    recommendations = MultiCode(
        "Recommendations it is for", codes=_RECOMMENDATIONS, required=True, example=_RECOMMENDATIONS.values()[0]
    )
    action = Text(
        "Number of the action it is for",
        shown=True,
        max_length=20,
        example="T9.b2",
        help="As the plan has it. Leave empty where it is for the recommendation as a whole.",
    )
    claim = Text(
        "What it shows, in one sentence",
        required=True,
        free=True,
        max_length=300,
        example="Plans that have run for nine months are looked at by a team leader.",
    )

    the_document = Part("The document")
    kind = OneCode("What it is", codes=KINDS, required=True, example="DIP_SAMPLE")
    title_ = Text("Title", required=True, free=True, max_length=100, example="Dip sample of long-running plans")
    dated = Date("Date of it", required=True, example=date(2019, 8, 14))
    valid_until = Date(
        "It holds until",
        required=True,
        help="A year after its date where nothing else was agreed; then it is to be renewed or looked at again.",
        example=date(2020, 8, 13),
    )
    owner_role = Text(
        "Whose it is (role)",
        required=True,
        free=True,
        of_role=True,
        max_length=80,
        example="QA officer",
        help="A role, and nobody's name.",
    )
    version = Text("Version", shown=True, max_length=30, example="1.0")
    held = Text(
        "Where it is held",
        required=True,
        free=True,
        max_length=100,
        example="Records system, folder QA 12",
        help="A reference by which you would find it; never the document itself.",
    )
    sha256 = Text(
        "Digest of the file (SHA-256), if you have it",
        pattern=r"[0-9A-F]{64}",
        pattern_words="64 of 0-9 and A-F",
        max_length=64,
    )

    whom_it_reached = Part("Whom it reached")
    eligible = Whole(
        "How many it is for",
        maximum=_MANY,
        help="Staff who need the training, families who were to be told: whomever it is meant for.",
        example=40,
    )
    reach = Whole("Of these, how many it reached", maximum=_MANY, asked_when=eligible.answered(), example=36)

    how_it_was_tested = Part("How it was tested")
    tested_by = OneCode(
        "Who looked whether practice follows it",
        codes=TESTERS,
        required=True,
        help="At records or at what people do; to read the document itself is no test.",
        example="OTHER_TEAM",
    )
    _tested = tested_by.is_in("SELF", "OTHER_TEAM", "OTHER_AGENCY", "INDEPENDENT")
    tested_on = Date("Day it was tested", asked_when=_tested, example=date(2019, 8, 14))
    tested_n = Whole(
        "How many records or people were looked at", minimum=1, maximum=_MANY, asked_when=_tested, example=12
    )
    outcome = OneCode("What the test showed", codes=OUTCOMES, required=True, example="PARTLY")
    finding = Text(
        "What was found",
        free=True,
        asked_when=_tested,
        help="Of all that were looked at together; nothing of one child, and no names.",
        example="Nine of twelve plans had been looked at, six of them in time.",
    )
    limits = Text("What it does not show", free=True, max_length=300, example="One team of four.")
    families_confirm = YesNo(
        "Do children or families confirm it?",
        help="Y only where they were asked: a survey, a panel, what they said at reviews.",
        example="N",
    )

    how_good_it_is = Part("How far the recommendation is carried out by it")
    self_rating = OneCode("As its owner sees it", codes=RATINGS, required=True, example="MOSTLY")
    verified_rating = OneCode(
        "As somebody else found it",
        codes=RATINGS,
        help="Somebody who does not own it and has looked. Leave empty where nobody has.",
        example="PARTLY",
    )
    _verified = verified_rating.answered()
    verifier_role = Text(
        "Who that was (role)",
        free=True,
        of_role=True,
        max_length=80,
        asked_when=_verified,
        example="Head of safeguarding",
        help="Not the role whose evidence it is, and nobody's name.",
    )
    verified_on = Date("Day of that", asked_when=_verified, example=date(2019, 9, 12))
    why_different = Text(
        "Why the two differ",
        free=True,
        max_length=300,
        asked_when=verified_rating != self_rating,
        example="Too few plans were looked at in time.",
    )

    # Rules across questions

    _AFTER = "It is of a day after the quarter: leave it for the next return, or mend the day."
    dated_in_time_for_this_return = Rule(holds=dated <= LAST_DAY, blame=dated, severity=Severity.ERROR, fix=_AFTER)
    tested_in_time_for_this_return = Rule(
        holds=tested_on <= LAST_DAY, blame=tested_on, severity=Severity.ERROR, fix=_AFTER
    )
    verified_in_time_for_this_return = Rule(
        holds=verified_on <= LAST_DAY, blame=verified_on, severity=Severity.ERROR, fix=_AFTER
    )
    holds_after_its_date = Rule(
        holds=valid_until >= dated,
        blame=valid_until,
        severity=Severity.ERROR,
        fix="Check both days: nothing ends before it begins.",
    )
    still_in_date = Rule(
        holds=valid_until >= LAST_DAY,
        blame=valid_until,
        severity=Severity.QUERY,
        fix="It is past its date and counts for less: renew it, look at it again, or confirm that it is so.",
    )
    reach_of_eligible = Rule(
        holds=reach <= eligible,
        blame=reach,
        severity=Severity.ERROR,
        fix="Check both numbers: the second counts some of those that the first counts.",
    )
    tested_with_an_outcome = Rule(
        when=_tested,
        holds=outcome != "NOT_TESTED",
        blame=outcome,
        severity=Severity.ERROR,
        fix="Somebody looked: say what they found, or that nobody looked.",
    )
    no_outcome_without_a_test = Rule(
        when=tested_by == "NONE",
        holds=outcome == "NOT_TESTED",
        blame=outcome,
        severity=Severity.ERROR,
        fix="Say who looked, when and at how many; or that it is not tested.",
    )
    verifier_is_not_the_owner = Rule(
        holds=verifier_role != owner_role,
        blame=verifier_role,
        severity=Severity.QUERY,
        fix="Nobody verifies what is their own, and it counts as seen by its own people: have somebody else look.",
    )
    verified_after_its_date = Rule(
        holds=verified_on >= dated,
        blame=verified_on,
        severity=Severity.QUERY,
        fix="It was looked at before it was there: confirm both days, or mend the one that is wrong.",
    )
    not_full_where_not_shown = Rule(
        when=outcome == "NOT_SHOWN",
        holds=self_rating != "FULLY",
        blame=self_rating,
        severity=Severity.QUERY,
        fix="The test did not show it, and yet it is rated as fully carried out: confirm, or mend one of them.",
    )

    # Standards

    _LADDER = f"Proposed to the {words.sub_group_short}: the assurance ladder"
    _QUALITY = "A thin document counts as a thick one: read what it shows and what it does not."

    ASR1 = Standard(
        "Evidence is within its date",
        headline=True,
        applies=ALWAYS,
        met=valid_until >= LAST_DAY,
        basis=Basis.LOCAL,
        source=_LADDER,
        caveats=("By the last day of the quarter.", _QUALITY),
        questions={
            Prompt.BELOW: "Which of it is past its date, and is what it says still so?",
            Prompt.NOT_RETURNED: "Is there nothing to show, or does nobody keep it together?",
        },
    )
    ASR2 = Standard(
        "Evidence was tested by somebody other than those who run it",
        applies=ALWAYS,
        met=tested_by.is_in("OTHER_TEAM", "OTHER_AGENCY", "INDEPENDENT"),
        basis=Basis.GOOD_PRACTICE,
        source=f"{_LADDER}: three lines, of which the first is those who run it",
        caveats=("Counts that somebody looked, and not what they found: see ASRx3.", _QUALITY),
        questions={Prompt.BELOW: "Who else could look, and whose practice have they seen?"},
    )
    ASR3 = Standard(
        "Evidence was verified by somebody other than its owner",
        applies=ALWAYS,
        met=_verified & (verifier_role != owner_role),
        basis=Basis.LOCAL,
        source=_LADDER,
        caveats=("Roles are compared as they are written.", _QUALITY),
        questions={Prompt.BELOW: "Whose word alone is being relied on here?"},
    )
    ASR4 = Standard(
        "Those whom it is for were reached",
        applies=eligible.answered(),
        part=reach,
        whole=eligible,
        basis=Basis.LOCAL,
        source=_LADDER,
        excluded="Evidence that is meant for nobody in particular.",
        caveats=("To be reached is not yet to do otherwise: see what the standards did.",),
    )

    # Context, and the two ratings side by side

    ASRx1 = Distribution("What the evidence is", kind, applies=ALWAYS, counted_on=lead)
    ASRx2 = Distribution("Who tested it", tested_by, applies=ALWAYS, counted_on=lead)
    ASRx3 = Distribution("What the tests showed", outcome, applies=_tested, counted_on=lead)
    ratings = Agreement(
        "How far it is carried out: its owner's view and somebody else's",
        Rater("Owner", self_rating),
        Rater("Verifier", verified_rating),
        scale="rating",
        more="poorer",
        less="better",
    )

    # What names a piece of evidence

    key = record_ref
    anchors = {}
    meant = {"ASR1 often hidden": "pieces of evidence are few; every edition shows how many of how many."}
