"""ACT: the action plan, as each agency keeps its part of it. One row is one action; the whole plan comes each time."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core, followed
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    LAST_DAY,
    NOT_RECORDED,
    Audit,
    Basis,
    Cadence,
    Code,
    CodeList,
    Date,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Rule,
    Severity,
    Standard,
    Text,
    Tracked,
    View,
    code_list,
)
from pipeline.partnership.defining import read_for, words

STATUSES = code_list("status", NOT_STARTED="Not started", UNDER_WAY="Under way", DONE="Done", STOPPED="Stopped")
DIFFERENCES = CodeList(
    "difference",
    (Code("YES", "Yes"), Code("PARTIAL", "In part, or too early to say"), Code("NO", "No"), NOT_RECORDED),
)
_RECOMMENDATIONS = followed.recommendations()
_NUMBERS = r"ASR-\d{4}(;ASR-\d{4}){0,6}"


class ACT(Audit):
    """The action plan, as each agency keeps its part of it. One row is one action; the whole plan comes each time."""

    place = 27
    title = "Action plan: what is done about each recommendation"
    short_title = "Action plan"
    purpose = (
        "Is each action done by the day that was agreed, what shows that it was, and what has changed since for "
        "children and families? The plan is returned whole each quarter, so that nothing drops out of sight."
    )
    unit = "one action of the plan that your agency leads"
    units = "actions, and not people"
    row = "action"
    cadence = Cadence.QUARTERLY
    sampling = (
        "Every action that your agency leads, done or not. One that the report says was taken before it needs a row "
        "only where there is something to say of it."
    )
    tracks = Tracked.ACTIONS
    carried = True
    _UPDATE = (
        "The sheet comes filled with what you returned last, or with the plan where you have not returned it yet. Go "
        "through it row by row and bring it up to date; add actions of your own, and leave none out: an action that is "
        "dropped is Stopped, with the reason."
    )
    guidance = (_UPDATE,)

    lead = View("Lead's return", role="action_lead", of_people=False)

    which_action = Part("Which action")
    record_ref = core.record_ref("ACT")
    action = Text(
        "Number of the action in the plan",
        required=True,
        shown=True,
        max_length=20,
        example="T9.b2",
        help="Keep the number that it has; give an action of your own one that no other has.",
    )
    recommendations = MultiCode(
        "Recommendations it answers",
        codes=_RECOMMENDATIONS,
        required=True,
        example=_RECOMMENDATIONS.values()[0],
        help="An action that answers none belongs into another plan.",
    )
    text = Text(
        "What is to be done",
        required=True,
        free=True,
        example="Team leaders look at every plan that has run for nine months.",
    )
    lead_role = Text(
        "Who leads it (role)",
        required=True,
        free=True,
        of_role=True,
        max_length=80,
        example="Head of service",
        help="A role, and nobody's name.",
    )
    agreed = Date("Day it was agreed", required=True, example=date(2019, 7, 10))
    due_ = Date("Day it is due", required=True, example=date(2019, 9, 20))

    how_it_stands = Part("How it stands")
    status = OneCode("How it stands at the end of the quarter", codes=STATUSES, required=True, example="DONE")
    done = Date("Day it was done", asked_when=status == "DONE", example=date(2019, 9, 16))
    evidence = Text(
        "Evidence of it, by its numbers in the assurance return",
        expected_when=status == "DONE",
        pattern=_NUMBERS,
        pattern_words="numbers of the assurance return with ; between them and no blanks, such as ASR-0001;ASR-0004",
        max_length=62,
        example="ASR-0001",
    )
    what_was_done = Text(
        "What was done",
        free=True,
        asked_when=status.is_in("UNDER_WAY", "DONE", "STOPPED"),
        help="In a sentence or two; of an action that is stopped, why. No names, and nothing of a child.",
        example="All such plans were looked at, and the reasons written down.",
    )

    what_it_changed = Part("What it changed")
    standards_ = MultiCode(
        "Standards that would show it",
        codes=followed.standards(),
        help="Those whose figures should move if it works. Leave empty where none would: that is worth knowing.",
    )
    difference = OneCode(
        "Did it make a difference for children or families?",
        codes=DIFFERENCES,
        asked_when=status == "DONE",
        help="As you see it now; NR where nobody has looked.",
        example="PARTIAL",
    )
    impact = Text(
        "What is different now, and how you know",
        free=True,
        expected_when=difference.is_in("YES", "PARTIAL"),
        example="Fewer plans run on without a decision; seen in supervision records.",
    )

    # Rules across questions

    # What the report lists as taken was done before it; whatever else is in the plan came of it.
    _published = read_for()[0].report_published
    _taken = tuple(each.id for each in read_for()[0].actions if each.taken)
    _came_of_the_report = ~action.is_in(*_taken) if _taken else ALWAYS
    if _published is not None:
        due_after_the_report = Rule(
            when=_came_of_the_report,
            holds=due_ >= _published,
            blame=due_,
            severity=Severity.ERROR,
            fix="It was due before the report was published: check the year and the number of the action.",
        )
        done_after_the_report = Rule(
            when=_came_of_the_report,
            holds=done >= _published,
            blame=done,
            severity=Severity.ERROR,
            fix="It was done before the report was published: check the year and the number of the action.",
        )
    agreed_before_due = Rule(
        holds=agreed <= due_, blame=due_, severity=Severity.ERROR, fix="Check both days: it is due after it is agreed."
    )
    agreed_by_now = Rule(
        holds=agreed <= AS_OF,
        blame=agreed,
        severity=Severity.ERROR,
        fix="Enter actions once they are agreed; until then leave them out.",
    )
    done_by_now = Rule(
        holds=done <= AS_OF,
        blame=done,
        severity=Severity.ERROR,
        fix="It lies ahead: enter the day once it is done, and until then say that it is under way.",
    )
    done_in_time_for_this_return = Rule(
        when=done <= AS_OF,
        holds=done <= LAST_DAY,
        blame=done,
        severity=Severity.ERROR,
        fix="It was done after the quarter: say how it stood on its last day, and that it is done in the next return.",
    )
    done_after_agreed = Rule(
        holds=done >= agreed,
        blame=done,
        severity=Severity.QUERY,
        fix="It was done before it was agreed: confirm both days, or mend the one that is wrong.",
    )

    # Standards

    _PLAN = "The board's action plan after its review"
    _OWN = "As the lead itself says; what evidence says of it is in the assurance return."
    _MANY = "A small action counts as a great one, and one that several agencies lead counts once for each."

    ACT1 = Standard(
        "Action done by the day it was due",
        headline=True,
        applies=status != "STOPPED",
        met=done.answered() & (done <= due_),
        pending=done.is_blank() & (due_ > LAST_DAY),
        basis=Basis.LOCAL,
        source=_PLAN,
        excluded="Actions that are stopped.",
        caveats=("What is not due yet is pending; what was done late, or is overdue, counts as not met.", _OWN, _MANY),
        questions={
            Prompt.BELOW: "Which action is overdue for longest, who is waiting for it, and what would get it done?",
            Prompt.NOT_RETURNED: "Is nobody there keeping the plan, or is nothing left to do?",
        },
    )
    ACT2 = Standard(
        "Action that is done names its evidence",
        applies=status == "DONE",
        met=evidence.answered(),
        basis=Basis.LOCAL,
        source=_PLAN,
        excluded="Actions that are not done.",
        caveats=("That evidence is named says nothing of how good it is: see ASR2 and ASR3.",),
        questions={Prompt.BELOW: "What would somebody who was not there be shown, to believe that it was done?"},
    )
    ACT3 = Standard(
        "Action names a standard that would show it",
        applies=ALWAYS,
        met=standards_.answered(),
        basis=Basis.GOOD_PRACTICE,
        source=f"Proposed to the {words.sub_group_short}: decide how it will be known before it is done",
        caveats=("For some actions no standard of the audits would; then evidence has to do alone.",),
        questions={Prompt.BELOW: "How will anybody know whether these actions worked?"},
    )
    ACT4 = Standard(
        "Action that is done made a difference, as its lead sees it",
        applies=status == "DONE",
        met=difference == "YES",
        basis=Basis.LOCAL,
        source="Context: leads judge their own work, so that it is shown beside what the standards did, and not rated",
        polarity=Polarity.CONTEXT,
        excluded="Actions that are not done.",
        caveats=(
            _OWN,
            "“In part, or too early to say” is not counted as a difference, and ACTx2 shows how many say so.",
            "Where nobody has looked (NR), it counts as no difference.",
        ),
    )

    # Context

    ACTx1 = Distribution("How actions stand", status, applies=ALWAYS, counted_on=lead)
    ACTx2 = Distribution("What difference actions made", difference, applies=status == "DONE", counted_on=lead)

    # What names an action, and what no two rows share

    key = record_ref
    once = (action,)
    anchors = {}
    meant = {"ACT1 often hidden": "actions are few; every edition shows how many of how many."}
