"""A decision as it is typed after ``decide``, each part of it checked before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from pipeline.calendar.bank_holidays import FIRST_YEAR, LAST_YEAR
from pipeline.calendar.quarter import Quarter, day_of, spoken
from pipeline.commands.as_typed import WITHHELD, as_typed
from pipeline.commands.closer import closer
from pipeline.commands.decide_words import DecideWords
from pipeline.commands.named_standard import named_standard
from pipeline.commands.roles import is_written, needed_role
from pipeline.english import capital, did_you_mean, listed
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency
from pipeline.partnership.bodies import find, named
from pipeline.partnership.here import here
from pipeline.personal import kinds, looks_like_a_name
from pipeline.results.followed.values import Colour
from pipeline.store.decisions import Closer, Decision, DecisionKind
from pipeline.store.workspace import Workspace
from pipeline.validate.tidy import plain

_LONGEST = 400  # characters of a text
_CALLED = {
    DecisionKind.DECISION: "A decision",
    DecisionKind.ASK: "An ask",
    DecisionKind.ACTION: "An action",
    DecisionKind.OVERRIDE: "An override",
}
_OF_AN_OVERRIDE = {"--colour": "colour", "--until": "until", "--why": "why"}  # and the words that each fills
_OF_THE_OTHERS = {"--of": "agency", "--due": "due", "--closed-by": "closed_by", "--standard": "standards"}
_WHICH = ("recommendations", "which recommendation it is for, such as T2.2: --recommendation")
_WHEN = ("due", "by when, such as 2020-01-31: --due")
_NEEDED: Mapping[DecisionKind, tuple[tuple[str, str], ...]] = {
    DecisionKind.DECISION: (),
    DecisionKind.ASK: (("agency", "who is asked: --of"), _WHEN),
    DecisionKind.ACTION: (_WHICH, ("agency", "who leads it: --lead"), _WHEN),
    DecisionKind.OVERRIDE: (_WHICH, ("colour", f"which colour it sets ({listed(list(Colour), 'or')}): --colour")),
}


def new_decision(workspace: Workspace, words: DecideWords, today: date) -> Decision:
    """
    What is to be kept, without its number.

    Raises: UsageError -- naming the first part that is lacking or cannot be, with what to type instead.
    """
    quarter = _read(workspace, words.quarter)
    kind = _kind(words.kind)
    _refuse_what_does_not_fit(kind, words)
    text = screened(_text(kind, words), "The reason" if kind is DecisionKind.OVERRIDE else "The text")
    by = needed_role(words.by, "who decides")
    on = meeting_day(words.on, quarter, today)
    for name, what in _NEEDED[kind]:
        if not getattr(words, name):
            raise UsageError(f"{_CALLED[kind]} is to say {what}.")
    agency = _agency(words.agency) if words.agency else None
    return Decision(
        number=0,
        kind=kind,
        quarter=str(quarter),
        on=on.isoformat(),
        by=by,
        text=text,
        recommendations=_recommendations(words.recommendations),
        standards=tuple(dict.fromkeys(named_standard(each, quarter)[1].id for each in words.standards)),
        agency=agency.code if agency else "",
        due=_due(words.due, on).isoformat() if words.due else "",
        closes=closer(words.closed_by, agency, quarter) if words.closed_by else _usual_closer(kind, words),
        colour=_colour(words.colour) if words.colour else "",
        until=str(_until(words.until, quarter)) if kind is DecisionKind.OVERRIDE else "",
    )


def screened(text: str, what: str) -> str:
    """
    A text as it is kept and as pages repeat it; ``what`` it is, as it begins a sentence.

    Raises: UsageError -- where it is too long or seems to hold personal data, which is not repeated.
    """
    written = plain(" ".join(text.split()))
    if not is_written(written):
        raise UsageError(f"{what} holds a character that cannot be kept. Type it again, and not from another window.")
    if len(written) > _LONGEST:
        raise UsageError(f"{what} has {len(written)} characters, and at most {_LONGEST} are kept. Say it in fewer.")
    for found in kinds(written):
        raise UsageError(f"{what} holds what looks like {found}. Take it out and type the command again.")
    if looks_like_a_name(written):
        raise UsageError(
            f"{what} holds what looks like a person's name. Write the role instead, such as 'the named nurse', or say "
            "it in other words, and type the command again."
        )
    return written


def meeting_day(text: str | None, quarter: Quarter, today: date) -> date:
    """
    The day of a meeting that read the report of ``quarter``; today, where none is given.

    Raises: UsageError -- if it is still to come, or the quarter had not ended by then.
    """
    on = day(text, "--on") if text else today
    if on > today:
        raise UsageError(f"{spoken(on)} is still to come. Say the day on which the meeting was: --on.")
    if on <= quarter.end:
        raise UsageError(
            f"No meeting on {spoken(on)} can have read the report of {quarter}, which ended on {spoken(quarter.end)}. "
            "Mend the quarter, or say the day of the meeting: --on."
        )
    return on


def day(text: str, option: str) -> date:
    """A day as it is typed: 2020-01-31 or 31 January 2020. Raises: UsageError -- if it is neither."""
    written: date | None
    try:
        written = date.fromisoformat(text.strip())
    except ValueError:
        written = day_of(text.strip())
    if written is not None and not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise UsageError(f"{spoken(written)} is not from {FIRST_YEAR} to {LAST_YEAR}. Mend the year: {option}.")
    if written is None:
        raise UsageError(f"{capital(as_typed(text))} is no day. Write it as 2020-01-31 or '31 January 2020': {option}.")
    return written


def _read(workspace: Workspace, text: str | None) -> Quarter:
    """The quarter whose report the meeting read."""
    if not text:
        raise UsageError("Say which quarter's report the meeting read, then what was decided; or ask for --list.")
    quarter, there = Quarter.parse(text), workspace.quarters()
    if quarter not in there:
        here_ = f"There are: {', '.join(each.folder for each in there)}." if there else "There are none yet."
        raise UsageError(f"Nothing of {quarter} is in this workspace, so no meeting can have read its report. {here_}")
    return quarter


def _kind(text: str | None) -> DecisionKind:
    if not text:
        raise UsageError(f"Say what it is, after the quarter: {listed(list(DecisionKind), 'or')}.")
    return DecisionKind(text)


def _refuse_what_does_not_fit(kind: DecisionKind, words: DecideWords) -> None:
    others = _OF_THE_OTHERS if kind is DecisionKind.OVERRIDE else _OF_AN_OVERRIDE
    for option, name in others.items():
        if getattr(words, name):
            raise UsageError(f"{_CALLED[kind]} has no {option}. Leave it away, or take another word for what it is.")


def _text(kind: DecisionKind, words: DecideWords) -> str:
    """What was decided; of an override the reason, whichever way it was given."""
    if kind is DecisionKind.OVERRIDE and words.text and words.why:
        raise UsageError("An override has one text, which is its reason: give it after the word override, or as --why.")
    text = words.text or words.why or ""
    if not plain(text):
        lacking = "why the colour is overridden: --why" if kind is DecisionKind.OVERRIDE else "what was decided"
        raise UsageError(f"Say in a sentence {lacking}, in quotation marks.")
    return text


def _recommendations(given: Iterable[str]) -> tuple[str, ...]:
    known = {each.id.casefold(): each.id for each in here().recommendations}
    return tuple(dict.fromkeys(_known(each, known, "recommendation") for each in given))


def _colour(text: str) -> str:
    return _known(text, {each.casefold(): each.value for each in Colour}, "colour")


def _agency(text: str) -> Agency:
    if find(text) is None and as_typed(text) == WITHHELD:
        raise UsageError("There is no agency of the name that was typed. Give its code, as agencies.csv has it: --of.")
    return named(text)


def _known(text: str, known: Mapping[str, str], what: str) -> str:
    """The one of ``known``, by how it is folded, that ``text`` names. Raises: UsageError -- with the nearest one."""
    if text.casefold() in known:
        return known[text.casefold()]
    near = get_close_matches(text.casefold(), known, n=1)
    hint = did_you_mean(known[near[0]] if near else None, f"There are: {', '.join(known.values()) or 'none'}.")
    raise UsageError(f"There is no {what} {as_typed(text)}. {hint}")


def _due(text: str, on: date) -> date:
    due = day(text, "--due")
    if due < on:
        raise UsageError(f"{spoken(due)} is before the meeting, which was on {spoken(on)}. Mend --due.")
    return due


def _until(text: str | None, quarter: Quarter) -> Quarter:
    """The last report that an override holds in: where nobody says, that which the next meeting reads."""
    until = Quarter.parse(text) if text else quarter.next()
    if until < quarter:
        raise UsageError(f"An override on the report of {quarter} cannot end before it, with {until}. Mend --until.")
    return until


def _usual_closer(kind: DecisionKind, words: DecideWords) -> str:
    """What closes it where nobody says; of an action, that it is done, is said where it gets its id."""
    awaited = kind is DecisionKind.ASK or (kind is DecisionKind.DECISION and words.due)
    return Closer.WORDS.value if awaited else ""
