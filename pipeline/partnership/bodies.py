"""The agencies of the partnership that this process works for, asked for by what they are called."""

from __future__ import annotations

from datetime import timedelta

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.english import did_you_mean, listed
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency, AgencyType
from pipeline.partnership.here import here


def agency(code: str) -> Agency | None:
    """The agency with this code, or None."""
    return here().agencies.agency(code)


def name_of(code: str) -> str:
    """The name of the agency with this code; the code itself where the register does not know it."""
    known = agency(code)
    return known.name if known else code


def folder_of(code: str) -> str:
    """The folder of the agency with this code, whether or not the register knows it."""
    return (agency(code) or Agency(code, code, AgencyType.EXTERNAL)).folder


def find(text: str) -> Agency | None:
    """The agency that ``text`` names by code, name, alias or folder, whatever its case, spaces and punctuation."""
    return here().agencies.find(text)


def named(text: str) -> Agency:
    """The agency that ``text`` names. Raises: UsageError -- where none does, with the nearest that there is."""
    known = find(text)
    if known is None:
        near = here().agencies.suggestion(text)
        hint = did_you_mean(f"{near.code}, {near.name}" if near else None)
        raise UsageError(f"There is no agency {text!r} in the register. {hint}".rstrip())
    return known


def predecessors(code: str) -> tuple[Agency, ...]:
    """The agencies that ``code`` took over from, directly or through others, so that its trend may include theirs."""
    return here().agencies.predecessors(code)


def successors(code: str) -> tuple[Agency, ...]:
    """The agencies that took over from ``code``, one after another."""
    return here().agencies.successors(code)


def whole_line(code: str) -> frozenset[str]:
    """The codes of a body, of all before it and of all that took over from it."""
    return here().agencies.line(code)


def may_send(code: str, quarter: Quarter) -> frozenset[str]:
    """In whose names a return of ``code`` may come: its own, those before and after it, and whoever sends for it."""
    sender = here().sends_for(code, quarter)
    return whole_line(code) | (whole_line(sender.code) if sender else frozenset())


def sent_by(code: str, quarter: Quarter) -> frozenset[str]:
    """Whose returns may come in the name of ``code``, or lie in its folder: those of its line, and what it sends."""
    theirs = whole_line(code)
    return theirs.union(*(whole_line(each.code) for each in here().agencies if theirs & may_send(each.code, quarter)))


def side_by_side(one: str, other: str) -> bool:
    """Whether two bodies were there at the same time, so that each has cases of its own."""
    return here().agencies.side_by_side(one, other)


def standing_for(code: str, quarter: Quarter) -> tuple[Agency, ...]:
    """The bodies in force on the quarter's last day that ``code`` is to be addressed by; none where nobody is."""
    return here().agencies.standing_for(code, quarter)


def in_place_of(body: Agency, quarter: Quarter) -> Agency:
    """The one body that stands for ``body`` in ``quarter``; itself, where none does or several do."""
    standing = standing_for(body.code, quarter)
    return standing[0] if len(standing) == 1 else body


def took_over(code: str, quarter: Quarter) -> str:
    """What a body is told that took over from another within ``quarter``, as a sentence; empty where it did not."""
    ended = here().agencies.ended_within(code, quarter)
    if not ended:
        return ""
    from_whom = [f"{each.name} on {spoken(each.valid_to + timedelta(days=1))}" for each in ended if each.valid_to]
    return f"You took over from {listed(from_whom)}: please return for the whole quarter, with its cases from before."
