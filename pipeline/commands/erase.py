"""``erase``: a record, a return or a quarter is taken out of all that is kept; counts and what was released stay."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.erase_words import EraseWords
from pipeline.commands.erasing import carried_out, counts_of
from pipeline.commands.one_quarter import one_quarter
from pipeline.commands.progress import shown
from pipeline.commands.roles import needed_role
from pipeline.english import listed, number_of
from pipeline.errors import UsageError
from pipeline.intake.erasing import EVERYBODY, of_record
from pipeline.intake.passwords import passwords
from pipeline.partnership.bodies import name_of, named
from pipeline.personal import kinds, looks_like_a_name
from pipeline.store.erasure.erasures import Erasure, Step, What, erased_digests, erased_quarters
from pipeline.store.erasure.intent import intended
from pipeline.store.erasure.of_a_quarter import ROW_LEVEL, of_quarter
from pipeline.store.erasure.of_returns import of_returns, of_submissions, owners
from pipeline.store.register import Submission, submissions
from pipeline.store.whereabouts.looking import whereabouts
from pipeline.store.whereabouts.reference import Reference, reference
from pipeline.store.workspace import Workspace
from pipeline.validate.tidy import plain

_LONGEST = 300  # characters of a reason
_SHORTEST_DIGEST = 8  # letters of a SHA-256 that name a return
_NOT_ALL = 3  # the exit status where something that holds it stays
_SHOWN = 10  # files in a list of what stays


def erase(workspace: Workspace, **words: Any) -> int:
    """
    Erase a record, a return or a quarter, or only say what would go; gives the exit status.

    ``words``: those of `EraseWords`.
    """
    asked = EraseWords(**words)
    _refuse_mixed(asked)
    wanted = reference(asked.record) if asked.record is not None else None
    by = needed_role(asked.by, "who has it erased")
    because = _reason(asked.because, wanted)
    today = date.today().isoformat()
    if wanted is not None:
        return _record(workspace, asked, wanted, Erasure(0, Step.BEGUN, What.RECORD, "", today, by, because))
    if asked.sent is not None:
        return _return(workspace, asked, Erasure(0, Step.BEGUN, What.RETURN, "", today, by, because))
    return _quarter(workspace, asked, Erasure(0, Step.BEGUN, What.QUARTER, "", today, by, because))


def _refuse_mixed(asked: EraseWords) -> None:
    """Raises: UsageError -- unless just one thing is asked for, with all that tells which."""
    if asked.record is not None:
        if asked.sent is not None or not asked.quarter or not asked.audit:
            raise UsageError(
                "A record is named by its reference, audit and quarter: --record REF --audit A --quarter Q."
            )
    elif asked.audit or asked.agency:
        raise UsageError("--audit and --agency say whose record is meant: with --record REF.")
    elif (asked.sent is None) == (asked.quarter is None):
        raise UsageError("Say what is to go: --record REF --audit A --quarter Q, --return NUMBER, or --quarter Q.")


def _reason(given: str | None, wanted: Reference | None) -> str:
    """The reason. Raises: UsageError -- where there is none, or it tells of whom."""
    because = plain(given or "").rstrip(" .")
    if not because or len(because) > _LONGEST:
        raise UsageError(f"Say in a sentence of at most {_LONGEST} characters why it is erased: --because.")
    if not because.isprintable() or kinds(because) or looks_like_a_name(because):
        raise UsageError("--because holds what looks like personal data. It is kept for good: say why without it.")
    if wanted is not None and wanted.is_in(because):
        raise UsageError("--because holds the reference itself. It is kept for good: say why without it.")
    return because


def _record(workspace: Workspace, asked: EraseWords, wanted: Reference, erasure: Erasure) -> int:
    quarter, (code,) = Quarter.parse(str(asked.quarter)), audit_codes(asked.audit)
    _refuse_erased(workspace, quarter)
    agency = EVERYBODY if asked.agency == EVERYBODY else named(asked.agency).code if asked.agency else ""
    entry = Erasure(**{**vars(erasure), "quarter": str(quarter), "audit": code, "agency": agency})
    returns = one_quarter(workspace, str(asked.quarter), asked.password_file)
    with shown() as progress:
        seen = whereabouts(workspace, wanted, progress)
    meant = of_record(workspace, returns, wanted, entry, seen.found, passwords(asked.password_file))
    whose = listed([name_of(each) for each in meant.agencies])
    goes_on = number_of(meant.rewritten, "return goes on without it", "returns go on without it")
    print(f"The record is in returns of {whose}: {goes_on}, {meant.whole} as a whole no longer kept.")
    carried_out(workspace, meant.intent, dry_run=asked.dry_run)
    for each in meant.left[:_SHOWN]:
        print(f"not erased: {each.shown} ({each.kind}): {'; '.join(each.places)}", file=sys.stderr)
    if len(meant.left) > _SHOWN:
        more = number_of(len(meant.left) - _SHOWN, "more file", "more files")
        print(f"not erased: {more}. All of them: python -m pipeline where REF{workspace.option}", file=sys.stderr)
    for each in seen.unread:
        print(f"cannot be looked into: {each.shown} ({each.kind}): {each.unread}", file=sys.stderr)
    return _NOT_ALL if meant.left or seen.unread else 0


def _return(workspace: Workspace, asked: EraseWords, erasure: Erasure) -> int:
    submission = _named_return(workspace, str(asked.sent))
    quarter, digests = Quarter.parse(submission.quarter), {submission.sha256}
    owner = owners(workspace).get(submission.sha256)
    agencies = {owner.agency} if owner else set()
    entry = Erasure(
        **{
            **vars(erasure),
            "quarter": str(quarter),
            "audit": owner.audit if owner else "",
            "agency": owner.agency if owner else "",
            "returns": of_submissions(submissions(workspace), digests),
            "digests": tuple(digests),
        }
    )
    whose = f"{name_of(owner.agency)}, {owner.audit}" if owner else "nobody that could be told"
    print(f"The return no. {submission.number} for {quarter} is of {whose}.")
    carried_out(
        workspace, intended(entry, of_returns(workspace, quarter, digests, agencies), {}), dry_run=asked.dry_run
    )
    return 0


def _named_return(workspace: Workspace, text: str) -> Submission:
    """
    The return of this number in the register, or whose SHA-256 begins so.

    Raises: UsageError -- if there is none or more than one, or it is erased or was never opened.
    """
    there = submissions(workspace)
    by_number = [each for each in there if text.isdigit() and str(each.number) == text.lstrip("0")]
    by_digest = [each for each in there if len(text) >= _SHORTEST_DIGEST and each.sha256.startswith(text.lower())]
    meant = by_number or by_digest
    if len({each.sha256 for each in meant}) != 1:
        known = f"it lists {number_of(len(there), 'return')}" if there else "it lists none yet"
        raise UsageError(
            f"The register has no one return of this number or fingerprint; {known}. A return's fingerprint stands on "
            "its receipt, and its number in a report's manifest.json."
        )
    if gone := erased_digests(workspace).get(meant[0].sha256):
        raise UsageError(f"The return no. {meant[0].number} was {gone.in_words}. Nothing is left of it to erase.")
    if not meant[0].sha256:
        raise UsageError(
            f"The return no. {meant[0].number} was never opened, so nothing is kept of it: delete its file."
        )
    return meant[0]


def _quarter(workspace: Workspace, asked: EraseWords, erasure: Erasure) -> int:
    quarter = Quarter.parse(str(asked.quarter))
    _refuse_erased(workspace, quarter)
    counts = counts_of(workspace, quarter, asked.password_file)
    entry = Erasure(**{**vars(erasure), "quarter": str(quarter), "kept": ROW_LEVEL})
    print(f"All returns for {quarter}, with what was made of each; the counts of the quarter and its reports stay.")
    carried_out(workspace, of_quarter(workspace, quarter, entry, counts), dry_run=asked.dry_run)
    return 0


def _refuse_erased(workspace: Workspace, quarter: Quarter) -> None:
    """Raises: UsageError -- if the returns of ``quarter`` are gone already."""
    if gone := erased_quarters(workspace).get(quarter):
        raise UsageError(f"The returns for {quarter} were {gone.in_words}. Nothing of them is left to erase.")
