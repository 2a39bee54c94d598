"""The rows of a made-up action-plan or assurance return: one agency's part of the plan as it stands in a quarter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Date, Field, Form, MultiCode, Whole
from pipeline.definition.tracked import Tracked
from pipeline.partnership.recommendations import Kind
from pipeline.synthetic.draft import Draft, draft
from pipeline.synthetic.plan import A_YEAR, NEARLY_ALL, REACHED, Plan, PlannedAction, PlannedEvidence, Story

Row = Mapping[str, object]
BEGUN = 75  # days before it is done, or due, from which an action is under way

_LEADS = {
    Kind.TRAINING: "Workforce development manager",
    Kind.AUDIT: "Head of quality assurance",
    Kind.SURVEY: "Quality assurance officer",
    Kind.REVIEW: "Service manager",
    Kind.COMMISSIONING: "Commissioning manager",
}
_WORK = {
    Kind.TRAINING: ("Dates are set and the first groups have been trained.", "All groups have been trained."),
    Kind.AUDIT: ("Records have been drawn and are being read.", "Records were read and the findings reported."),
    Kind.SURVEY: ("The questions are agreed and have gone out.", "Answers came in and were reported."),
    Kind.REVIEW: ("A first draft is with the partners.", "The new version was agreed and sent to all teams."),
    Kind.COMMISSIONING: ("The new wording is with the providers.", "The new wording is in every contract."),
}
_OTHER_WORK = ("Work has begun with the teams concerned.", "It is in place in all teams concerned.")
_EVIDENCE = {
    Kind.TRAINING: ("TRAINING", "Attendance and evaluation of the training"),
    Kind.AUDIT: ("DIP_SAMPLE", "Findings of the records that were read"),
    Kind.SURVEY: ("SURVEY", "Results of the survey"),
    Kind.REVIEW: ("PROCEDURE", "The procedure as it was agreed"),
    Kind.COMMISSIONING: ("CONTRACT", "The wording in the contracts"),
    Kind.CAMPAIGN: ("CAMPAIGN", "What was shown, and where"),
    Kind.ASSURANCE: ("BRIEFING", "Briefing to the board"),
    Kind.EVENT: ("BRIEFING", "Programme of the day, and what was taken from it"),
}
_OTHER_EVIDENCE = ("SYSTEM_CHANGE", "The form and its guidance as they are now used")
_IMPACT = {
    "YES": "Practice has changed, as the figures of the standard named show.",
    "PARTIAL": "Staff say that they work differently; it is too early to see it in records.",
    "NO": "Nothing has changed in the records that were looked at.",
}
_OWNERS = ("Service manager", "Named professional", "Quality assurance officer", "Commissioning manager")
_VERIFIERS = ("Head of safeguarding", "Independent scrutineer", "Business manager of the partnership")
_TESTERS = ("OTHER_TEAM", "OTHER_AGENCY", "INDEPENDENT")


def records_of(form: Form, plan: Plan, line: Collection[str], sent: date) -> Draft:
    """An agency's records on ``form``, sent on a day: its part of ``plan``; ``line``: the codes of all its bodies."""
    quarter = form.quarter
    if form.audit.tracks is Tracked.ACTIONS:
        theirs = [each for each in plan.actions_of(line) if each.agreed <= quarter.end]
        rows = [_action(each, quarter) for each in theirs]
    else:
        held = [each for each in plan.evidence_of(line) if each.dated <= quarter.end]
        kinds = {(each.agency, each.id): each.kind for each in plan.actions}
        rows = [_evidence(each, kinds[each.agency, each.action], quarter, plan.newest) for each in held]
    return _drafted(form, rows, sent)


def _chances(item: PlannedAction | PlannedEvidence) -> np.random.Generator:
    """The chances of one item, the same in every quarter."""
    return np.random.default_rng([int(item.number[-4:]), *map(ord, item.agency)])


def _action(item: PlannedAction, quarter: Quarter) -> Row:
    rng, end = _chances(item), quarter.end
    done = item.done is not None and item.done <= end
    begun = (item.done or item.due) - timedelta(days=BEGUN) <= end
    status = "DONE" if done else "UNDER_WAY" if begun else "NOT_STARTED"
    under_way, finished = _WORK.get(item.kind, _OTHER_WORK)
    difference = _difference(item, rng) if done else None
    return {
        "record_ref": item.number,
        "action": item.id,
        "recommendations": item.recommendations,
        "text": item.text,
        "lead_role": _LEADS.get(item.kind, "Head of service"),
        "agreed": item.agreed,
        "due": item.due,
        "status": status,
        "done": item.done if done else None,
        "evidence": ";".join(item.evidence) if done else None,
        "what_was_done": {"DONE": finished, "UNDER_WAY": under_way}.get(status),
        "standards": item.standards,
        "difference": difference,
        "impact": _IMPACT.get(difference) if difference else None,
    }


def _difference(item: PlannedAction, rng: np.random.Generator) -> str:
    told = {Story.WITH_EFFECT: "YES", Story.WITHOUT_EFFECT: "NO"}
    return told.get(item.story) or str(rng.choice(("PARTIAL", "PARTIAL", "NR")))


def _evidence(item: PlannedEvidence, kind: Kind, quarter: Quarter, newest: str) -> Row:
    rng = _chances(item)
    # Renewed each year, under the same number, so that it is in date; what is planted stale is not.
    renewed = 0
    while item.valid_until is None and item.dated + timedelta(days=A_YEAR * (renewed + 1)) < quarter.end:
        renewed += 1
    dated = item.dated + timedelta(days=A_YEAR * renewed)
    what, title = ("TRAINING", _EVIDENCE[Kind.TRAINING][1]) if item.training else _EVIDENCE.get(kind, _OTHER_EVIDENCE)
    owner, verifier = str(rng.choice(_OWNERS)), str(rng.choice(_VERIFIERS))
    own, story = str(rng.choice(("FULLY", "MOSTLY"))), item.story if str(quarter) == newest else Story.IN_ORDER
    lower = story is Story.RATED_LOWER
    return {
        "record_ref": item.number,
        "recommendations": item.recommendations,
        "action": item.action,
        "claim": f"{title} shows that the action is carried out.",
        "kind": what,
        "title": title,
        "version": f"{1 + renewed}.0",
        "dated": dated,
        "valid_until": item.valid_until or dated + timedelta(days=A_YEAR),
        "owner_role": owner,
        "held": f"Records system, folder {item.number[-4:]}",
        **_reach(item, rng),
        **_test(what, dated, rng),
        "families_confirm": "N",
        "self_rating": own,
        "verified_rating": "PARTLY" if lower else own,
        "verifier_role": owner.upper() if story is Story.BY_ITS_AUTHOR else verifier,
        "verified_on": min(dated + timedelta(days=3), quarter.end),
        "why_different": "What was seen was of one team alone." if lower else None,
    }


def _reach(item: PlannedEvidence, rng: np.random.Generator) -> Row:
    if not item.training:
        return {"eligible": None, "reach": None}
    eligible = 20 * int(rng.integers(3, 9))
    share = NEARLY_ALL if item.story is Story.CONTRADICTED else REACHED
    return {"eligible": eligible, "reach": round(share * eligible)}


def _test(kind: str, dated: date, rng: np.random.Generator) -> Row:
    """Who tested it: what is read in records, or asked of people, was tested by others; a document was not."""
    if kind not in ("DIP_SAMPLE", "SURVEY"):
        return {"tested_by": "NONE", "outcome": "NOT_TESTED"}
    return {
        "tested_by": str(rng.choice(_TESTERS)),
        "tested_on": dated,
        "tested_n": int(rng.integers(12, 30)),
        "outcome": "PARTLY",
        "finding": "In most of what was looked at it was so, and reasons were written down.",
        "limits": "A few weeks of one year.",
    }


def _drafted(form: Form, rows: Sequence[Row], sent: date) -> Draft:
    records = draft(len(rows), sent, form.period.end)
    for asked in form.fields:
        column = records.column(asked)
        for place, row in enumerate(rows):
            value = _entered(asked, row.get(asked.name))
            if value is not None:
                column[place] = value
    return records


def _entered(asked: Field, value: object) -> object:
    """An answer as a draft holds it."""
    if isinstance(asked, MultiCode) and isinstance(value, tuple):
        return ";".join(code for code in asked.codes.values() if code in value) or None
    if isinstance(asked, Date) and isinstance(value, date):
        return np.datetime64(value, "s")
    return float(value) if isinstance(asked, Whole) and isinstance(value, int) else value
