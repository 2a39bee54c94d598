"""
The recommendations that are followed as tidy tables, to filter and to take away: what the pages show, and no more.

They are made from the very values that the pages are made from, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pipeline.results.followed.values import DecisionLine, EffectLine, Side
from pipeline.results.model import QuarterResult

Cell = str | int | float | bool | None  # None: hidden in the edition, or not there
Row = list[Cell]
_SEVERAL = "; "


@dataclass(frozen=True)
class Column:
    """A column: its name, what it says, and how its cell is had from what a row is of."""

    name: str
    words: str
    of: Callable[[Any], Cell]


@dataclass(frozen=True)
class Sheet:
    """One table. ``rows``: a cell for each of ``columns``, in their order."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]


def _text(name: str, words: str, of: str = "") -> Column:
    return Column(name, words, attrgetter(of or name))


def _listed(name: str, words: str, of: str = "") -> Column:
    """Several in one cell, with a semicolon between them."""
    several = attrgetter(of or name)
    return Column(
        name, f"{words} Several stand with a semicolon between them.", lambda each: _SEVERAL.join(several(each))
    )


_RECOMMENDATION = (_text("recommendation", "The number of the recommendation in the published report.", "id"),)
_RECOMMENDATIONS = (
    *_RECOMMENDATION,
    _text("theme_code", "The short name of its theme."),
    _text("theme", "Its theme."),
    _text("text", "What the report recommends."),
    _text("intention", "What was to become different."),
    _listed("leads", "The codes of the agencies that lead it."),
    _listed("audits", "The codes of the audits that may show it.", "instruments"),
    Column("shown_by", "What can show it: audit, assurance, or both.", lambda each: str(each.shown_by)),
    _text("level_required", "How good its evidence must be, 0 to 5 on the ladder; empty where that is not decided."),
    _text("tested_by", "Who must test it."),
    _text("assurance", "Which documents would show it."),
    _listed("key_standards", "The standards that decide how it stands."),
    _listed("standards", "All standards of this quarter that show it."),
    _text("due", "The day by which it is to be shown; empty where nobody has said."),
    Column("state", "How far it is evidenced.", lambda each: str(each.state)),
    Column(
        "state_before",
        "How far it was a quarter ago; empty where that is not known.",
        lambda each: None if each.state_before is None else str(each.state_before),
    ),
    Column("colour", "Blue, Green, Amber, Red or Grey, as it is shown.", lambda each: str(each.colour)),
    Column(
        "colour_by_rule", "The colour that the rule gives, where a person set another.", lambda each: str(each.by_rule)
    ),
    _listed("reasons", "Why the rule gives it."),
    _text("level", "How good its evidence is, 0 to 5 on the ladder."),
    _text("rests_on", "What that level rests on, in words."),
    _text(
        "line",
        "Who has tested it: 1 nobody but those who do the work, 2 others in the same chain, 3 another agency or "
        "somebody independent; 0 where nothing is shown.",
    ),
    _text("latest", "The newest evidence in a sentence."),
    Column("direction", "Which way its standards have moved.", lambda each: str(each.direction)),
    Column("next_day", "The day of what is due next.", lambda each: each.next.day if each.next else None),
    Column("next_step", "What is due next.", lambda each: each.next.text if each.next else None),
    Column(
        "set_by", "The role of whoever set another colour.", lambda each: each.override.by if each.override else None
    ),
    Column("set_why", "Why.", lambda each: each.override.why if each.override else None),
    Column("set_on", "On which day.", lambda each: each.override.on if each.override else None),
    Column("set_until", "Up to which day it holds.", lambda each: each.override.until if each.override else None),
)
_ACTIONS = (
    _text("action", "The number of the action in the plan.", "id"),
    _text("action_text", "What is to be done.", "text"),
    _text("action_agency", "The code of the agency that leads it.", "agency"),
    _text("action_agency_name", "Its name.", "agency_name"),
    _text("action_kind", "What sort of thing it is.", "kind"),
    _text("action_source", "Where it is from: the report, a meeting, the agency itself.", "source"),
    _text("action_taken", "Whether the report says that it was taken already.", "taken"),
    _text("action_status", "How it stands; empty where nobody has reported on it.", "status"),
    _text("action_open", "Whether something of it is still to be done.", "open"),
    _text("action_agreed", "The day on which it was agreed.", "agreed"),
    _text("action_due", "The day on which it is due.", "due"),
    _text("action_done", "The day on which it was done.", "done"),
    _text("action_quarters_late", "By how many quarters it is overdue, or was done late; 0 where it is not.", "late"),
    _text("action_what_was_done", "What was done, in the agency's words.", "what_was_done"),
    _text("action_difference", "Whether it made a difference for children, as the agency sees it.", "difference"),
    _text("action_impact", "What difference, in its words.", "impact"),
    _listed("action_evidence", "The numbers of its pieces of evidence.", "evidence"),
    _listed("action_standards", "The standards that it is to move.", "standards"),
    _text("action_as_of", "The quarter of the agency's last report of it.", "as_of"),
)
_EVIDENCE = (
    *(
        _text(name, words, of)
        for name, words, of in (
            ("evidence", "The number of the piece of evidence, the same each quarter.", "id"),
            ("agency", "The code of the agency that holds it.", ""),
            ("agency_name", "Its name.", ""),
            ("action", "The action that it is for, where it is for one.", ""),
            ("claim", "What it is to show, in a sentence.", ""),
            ("kind", "What sort of document or test it is.", ""),
            ("title", "The title of the document.", ""),
            ("version", "Its version.", ""),
            ("dated", "Its day.", ""),
            ("owner_role", "The role of whoever owns it.", ""),
            ("held", "Where it is held: a reference, and never the file.", ""),
            ("reach", "How many people it reached.", ""),
            ("eligible", "Out of how many.", ""),
            ("tested_by", "Who tested the practice.", ""),
            ("tested_on", "On which day.", ""),
            ("tested_n", "On how many records or people.", ""),
            ("outcome", "What the test came to.", ""),
            ("finding", "What was found, in the agency's words.", ""),
            ("limits", "What it does not show.", ""),
            ("valid_until", "The day up to which it is current.", ""),
            ("level", "What it counts for on the ladder, 0 to 5, after what stale evidence loses.", ""),
            ("line", "The line of assurance, 1 to 3.", ""),
            ("stale", "Whether it is past its day.", ""),
            ("self_rating", "How its owner rates what it shows.", ""),
            ("verified_rating", "How whoever verified it rates that.", ""),
            ("verifier_role", "The role of whoever verified it.", ""),
            ("verified_on", "On which day.", ""),
            ("why_different", "Why the two differ.", ""),
            ("as_of", "The quarter of the agency's last report of it.", ""),
        )
    ),
)


def _of_side(name: str, words: str, side: str, of: Callable[[Side], Cell]) -> Column:
    def cell(each: EffectLine) -> Cell:
        there: Side | None = getattr(each, side)
        return None if there is None else of(there)

    return Column(name, words, cell)


_EFFECTS = (
    _text("action", "The number of the action in the plan."),
    _text("agency_name", "The agency that led it."),
    _text("standard", "The standard that it was to move."),
    _text("standard_title", "Its title."),
    _text("done", "The day on which the action was done."),
    Column(
        "effect",
        "What may be said of the standard before and after; never that one caused the other.",
        lambda e: str(e.effect),
    ),
    _text("why", "Why no more is said."),
    _of_side("before_quarters", "The quarters before.", "before", lambda side: _SEVERAL.join(side.quarters)),
    _of_side("before_met", "How many met the standard then; empty where hidden.", "before", lambda side: side.met),
    _of_side("before_n", "Out of how many.", "before", lambda side: side.applicable),
    _text("frozen", "The day on which that baseline was frozen."),
    _text("recounted", "Whether the same quarters come to something else now."),
    _of_side("after_quarters", "The quarters after.", "after", lambda side: _SEVERAL.join(side.quarters)),
    _of_side("after_met", "How many met the standard then; empty where hidden.", "after", lambda side: side.met),
    _of_side("after_n", "Out of how many.", "after", lambda side: side.applicable),
    _text("difference", "The share after less the share before, a proportion."),
    _text("lower", "Lower end of its 95% interval."),
    _text("upper", "Upper end of it."),
    _listed("beside", "What else changed between the two."),
    _text("reaudit", "The first quarter in which there is enough to look again."),
    _text("trigger", "Why then."),
)
_DECISIONS = (
    _text("decision", "Its number in the record of decisions.", "number"),
    _text("kind", "What sort of decision it is."),
    _text("on", "The day of the meeting."),
    _text("quarter", "The quarter that the meeting was about."),
    _text("text", "What was decided or asked."),
    _text("by", "The role of whoever recorded it."),
    _text("agency_name", "Who is asked."),
    _text("due", "The day by which."),
    _text("closes", "What closes it."),
    _text("closed", "The day on which that came; empty while it is open, or where that is not shown."),
    _text("closed_by", "What closed it."),
    _text("closed_why", "What was said for it, where a person closed it."),
    _text("overdue", "Whether it is open and its day has passed."),
    _text("not_shown", "Whether this edition hides the figure that would tell if it is closed."),
)
_FINDINGS = (
    _text("finding", "Which sort of finding it is.", "kind"),
    _text("text", "What was found."),
    _text("about", "The action, evidence or standard that it is about."),
    _text("agency_name", "The agency that it concerns."),
    _text("next_step", "What mends it."),
)
_COMMON = (
    Column("quarter", "The financial quarter reported on.", attrgetter("quarter")),
    Column("edition", "The edition: subgroup, board or public.", attrgetter("edition")),
    Column("marking", "The protective marking of that edition.", attrgetter("marking")),
    Column("synthetic", "Whether everything was made up, for a demonstration.", attrgetter("synthetic")),
)


def one_table(result: QuarterResult) -> Sheet:
    """A row for each recommendation and action; a recommendation without an action has a row of its own."""
    rows = [
        _cells(_COMMON, result)
        + _cells(_RECOMMENDATIONS, each)
        + (_cells(_ACTIONS, action) if action else _none(_ACTIONS))
        for each in result.recommendations
        for action in each.actions or (None,)
    ]
    return Sheet("Tracker", (*_COMMON, *_RECOMMENDATIONS, *_ACTIONS), rows)


def sheets(result: QuarterResult) -> tuple[Sheet, ...]:
    """A table of each thing that is followed, by recommendation: what stands behind several stands once for each."""
    return (
        Sheet("Recommendations", _RECOMMENDATIONS, [_cells(_RECOMMENDATIONS, each) for each in result.recommendations]),
        _sheet("Actions", _ACTIONS, result),
        _sheet("Evidence", _EVIDENCE, result),
        _sheet("Effects", _EFFECTS, result),
        _sheet("Decisions", _DECISIONS, result, _of_none(result)),
        _sheet("Findings", _FINDINGS, result),
    )


def _sheet(name: str, columns: tuple[Column, ...], result: QuarterResult, of_none: Iterable[object] = ()) -> Sheet:
    """What each recommendation has of ``name``, and behind that, with no recommendation, what is ``of_none``."""
    rows = [
        _cells(_RECOMMENDATION, each) + _cells(columns, line)
        for each in result.recommendations
        for line in getattr(each, name.lower())
    ]
    rows += [_none(_RECOMMENDATION) + _cells(columns, line) for line in of_none]
    return Sheet(name, (*_RECOMMENDATION, *columns), rows)


def _of_none(result: QuarterResult) -> list[DecisionLine]:
    """The decisions of this report that are about no recommendation."""
    named = {line.number for each in result.recommendations for line in each.decisions}
    return [each for each in result.decisions if each.number not in named]


def _cells(columns: Iterable[Column], each: object) -> Row:
    return [None if (cell := column.of(each)) == "" else cell for column in columns]


def _none(columns: Sequence[Column]) -> Row:
    return [None] * len(columns)
