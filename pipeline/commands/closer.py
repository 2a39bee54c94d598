"""What closes a decision, as it is typed after ``--closed-by``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.as_typed import as_typed
from pipeline.commands.audit_codes import asked_of
from pipeline.commands.named_standard import named_standard
from pipeline.commands.roles import is_written
from pipeline.definition import Tracked
from pipeline.english import capital
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency
from pipeline.partnership.here import here
from pipeline.store.decisions import Closer
from pipeline.validate.tidy import plain

_LONGEST = 30  # characters of an action's number


def closer(text: str, agency: Agency | None, quarter: Quarter) -> str:
    """
    What closes a decision of a meeting on the report of ``quarter``, as it is kept; ``agency``: the one it is about.

    Raises: UsageError -- if it is none of what can, or names what is not there.
    """
    what, _, about = plain(text).partition(" ")
    if not is_written(text) or what.casefold() not in list(Closer) or bool(about) is (what.casefold() == Closer.WORDS):
        raise UsageError(
            f"{capital(as_typed(text))} closes nothing. Write one of: return NEG, return NEG 2019-20-Q2, action T2.b2, "
            "evidence ASR-0003, standard WNB3, words; in quotation marks: --closed-by."
        )
    kind = Closer(what.casefold())
    return f"{kind} {_ABOUT[kind](about, agency, quarter)}".strip()


def _of_return(about: str, agency: Agency | None, quarter: Quarter) -> str:
    audit, _, named = about.partition(" ")
    asked = asked_of(_needed(agency, "return"), audit, quarter)
    return f"{asked.code} {Quarter.parse(named).folder if named else ''}"


def _of_action(about: str, _agency: Agency | None, _quarter: Quarter) -> str:
    if " " in about or len(about) > _LONGEST:
        raise UsageError(
            f"{capital(as_typed(about))} is no number of an action. Write it as in the plan, such as T2.b2: "
            "--closed-by."
        )
    return next((each.id for each in here().actions if each.id.casefold() == about.casefold()), about)


def _of_evidence(about: str, agency: Agency | None, quarter: Quarter) -> str:
    _needed(agency, "evidence")
    keys = [each.key for each in audits.of(quarter).values() if each.tracks is Tracked.EVIDENCE]
    if not any(re.fullmatch(each.pattern or "", about.upper()) for each in keys):
        raise UsageError(
            f"{capital(as_typed(about))} is no number of a piece of evidence. Write it as in the assurance return, "
            "such as ASR-0003: --closed-by."
        )
    return about.upper()


def _of_standard(about: str, _agency: Agency | None, quarter: Quarter) -> str:
    return named_standard(about, quarter)[1].id


_ABOUT: Mapping[Closer, Callable[[str, Agency | None, Quarter], str]] = {
    Closer.RETURN: _of_return,
    Closer.ACTION: _of_action,
    Closer.EVIDENCE: _of_evidence,
    Closer.STANDARD: _of_standard,
    Closer.WORDS: lambda *_: "",
}


def _needed(agency: Agency | None, what: str) -> Agency:
    """The agency whose it is, since each numbers and sends its own."""
    if agency is None:
        raise UsageError(f"Say whose {what} closes it: --of.")
    return agency
