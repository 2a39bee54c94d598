"""The agencies of the partnership that this process works for, asked for by what they are called."""

from __future__ import annotations

from pipeline.english import did_you_mean
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
