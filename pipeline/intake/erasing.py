"""One record taken out of all that is kept of a quarter: which returns hold it, and what takes the place of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.english import listed
from pipeline.errors import PipelineError, UnreadableReturn, UsageError
from pipeline.feedback.without import without_rows
from pipeline.intake import Entry, Intake
from pipeline.intake.passwords import Passwords
from pipeline.partnership.bodies import find, name_of
from pipeline.read import Readers, received
from pipeline.store import received as copies
from pipeline.store.erasure.erasures import Erasure
from pipeline.store.erasure.intent import Intent, intended
from pipeline.store.erasure.leftovers import accounts_without, lists_without
from pipeline.store.erasure.of_a_quarter import whose
from pipeline.store.erasure.of_returns import Owner, of_returns, of_submissions, owners
from pipeline.store.register import Submission, submissions
from pipeline.store.whereabouts.looking import Holding
from pipeline.store.whereabouts.packages import in_file
from pipeline.store.whereabouts.reference import Reference
from pipeline.store.workspace import Workspace, digest_of
from pipeline.validate.validated import Accepted

EVERYBODY = "all"


@dataclass(frozen=True)
class RecordIntent:
    """
    What is to be done to erase a record. ``agencies``: the codes of those whose returns hold it.

    ``rewritten``: how many returns go on without it; ``whole``: how many go as a whole; ``left``: what else holds the
    reference and stays, as a message names it.
    """

    intent: Intent
    agencies: tuple[str, ...]
    rewritten: int
    whole: int
    left: tuple[Holding, ...]


def of_record(
    workspace: Workspace,
    intake: Intake,
    wanted: Reference,
    erasure: Erasure,
    found: Sequence[Holding],
    passwords: Passwords,
) -> RecordIntent:
    """
    What is to go of the record with the reference ``wanted``.

    ``intake``: that of the quarter; ``found``: every file of the workspace that holds the reference; ``erasure``: for
    which audit and agency (everybody's, where it is `EVERYBODY`; the only one's, where empty).
    Raises: UsageError -- if no return of these holds it, or several agencies' do and none was named; PipelineError --
            if a return that counts cannot be read again, or would hold the reference still.
    """
    holding = set(_digests(workspace, found))
    register = submissions(workspace)
    known = _owners(workspace, intake)
    sent = [each for each in register if each.quarter == str(intake.quarter) and each.sha256 in holding]
    theirs = [each for each in sent if _owner(each, known).audit in ("", erasure.audit)]
    agencies = _agencies(theirs, known, erasure, where=f"python -m pipeline where REF{workspace.option}")
    theirs = [each for each in theirs if _owner(each, known).agency in agencies]
    digests = {each.sha256 for each in theirs}
    put = dict(_rewritten(intake, digests, wanted, passwords))
    rewritten = len(put)
    beside = [
        *accounts_without(workspace, intake.quarter, erasure.audit, wanted),
        *lists_without(workspace, intake.quarter, erasure.audit, wanted),
    ]
    put |= {path: data for path, _, data in beside}
    others = {sha256 for _, sha256, _ in beside}
    gone = [
        *of_returns(workspace, intake.quarter, digests, agencies),
        *(path for each in sorted(others) if (path := copies.folder(workspace) / each).exists()),
        *_made_from_them(workspace, intake, found),
    ]
    entry = replace(
        erasure,
        agency=agencies[0] if len(agencies) == 1 else "",
        returns=of_submissions(theirs, digests),
        digests=tuple(sorted(digests | others)),
    )
    intent = intended(entry, gone, put)
    left = tuple(each for each in found if each.path not in intent.gone and each.path not in intent.put)
    return RecordIntent(intent, agencies, rewritten, len(digests) - rewritten, left)


def _digests(workspace: Workspace, found: Sequence[Holding]) -> Iterator[str]:
    """The SHA-256 of every return that holds the reference: as it was sent, in its copy, or in what was read of it."""
    for each in found:
        if each.path.is_relative_to(workspace.processed / "validated"):
            yield whose(each.path.parent)
        elif any(each.path.is_relative_to(place) for place in (workspace.raw, copies.folder(workspace))):
            yield digest_of(each.path.read_bytes())


def _owners(workspace: Workspace, intake: Intake) -> dict[str, Owner]:
    told = owners(workspace)
    for each in intake.entries:
        if identity := each.validated.identity:
            told[each.submission.sha256] = Owner(identity.form.audit.code, identity.agency)
    return told


def _owner(submission: Submission, known: dict[str, Owner]) -> Owner:
    """Whose a return is; where it does not say, that of the folder that it lay in."""
    there = known.get(submission.sha256)
    folder = find(submission.agency_folder)
    return there or Owner("", folder.code if folder else "")


def _agencies(sent: Sequence[Submission], known: dict[str, Owner], erasure: Erasure, *, where: str) -> tuple[str, ...]:
    """The codes of those agencies whose returns are meant. Raises: UsageError -- as `of_record`."""
    there = tuple(dict.fromkeys(_owner(each, known).agency for each in sent))
    if erasure.agency == EVERYBODY and there:
        return there
    meant = tuple(each for each in there if erasure.agency in ("", each))
    if not meant:
        raise UsageError(
            f"No return for {erasure.audit} and {erasure.quarter} that is kept holds this reference"
            f"{f' and is of {name_of(erasure.agency)}' if erasure.agency not in ('', EVERYBODY) else ''}. Where it is "
            f"at all: {where}"
        )
    if len(meant) > 1:
        names = listed([name_of(each) for each in meant])
        raise UsageError(
            f"Returns of {names} hold this reference, which may be of different children. Name one, --agency CODE, or "
            f"where it is one and the same child all of them: --agency {EVERYBODY}."
        )
    return meant


def _rewritten(
    intake: Intake, digests: Collection[str], wanted: Reference, passwords: Passwords
) -> Iterator[tuple[Path, bytes]]:
    """Each return that counts, where it lies, without the record; one that holds no other record goes as a whole."""
    counting = [each for each in intake.entries if each.counts and each.submission.sha256 in digests]
    with Readers(workers=1) as readers:
        for entry in counting:
            if isinstance(entry.validated, Accepted) and _others(entry.validated, wanted):
                data = _without(intake, entry, entry.validated, wanted, readers, passwords)
                if any(True for _ in in_file(entry.path.name, data, wanted, readers)):
                    raise PipelineError(
                        f"The return no. {entry.submission.number} would hold the reference still once its record is "
                        "out. Erase the return as a whole: --return, and ask its agency for another."
                    )
                yield entry.path, data


def _others(validated: Accepted, wanted: Reference) -> int:
    """How many records a return has beside that of the reference."""
    rows = validated.rows.astype("string").fillna("").itertuples(index=False)
    return sum(not any(map(wanted.is_cell, row)) for row in rows)


def _without(
    intake: Intake, entry: Entry, validated: Accepted, wanted: Reference, readers: Readers, passwords: Passwords
) -> bytes:
    try:
        content = received(entry.path)
        tried = passwords.of_folder(entry.submission.agency_folder, intake.quarter)
        workbook = readers.workbook(replace(content, passwords=tried))
    except UnreadableReturn as refused:
        raise PipelineError(
            f"The return no. {entry.submission.number} cannot be read again, so its record cannot be taken out: "
            f"{refused} Or erase it as a whole: --return {entry.submission.number}."
        ) from refused
    return without_rows(validated, workbook, wanted.is_cell)


def _made_from_them(workspace: Workspace, intake: Intake, found: Sequence[Holding]) -> Iterator[Path]:
    """What holds the reference and is made again by the command that wrote it: books, pages, templates, feedback."""
    folder = intake.quarter.folder
    reports = workspace.reports / folder
    places = (
        workspace.sample_books / folder,
        workspace.meeting / folder,
        workspace.root / "templates",
        reports / "send",
        workspace.processed / "children",
    )
    for each in found:
        if any(each.path.is_relative_to(place) for place in places) and not each.path.is_symlink():
            yield each.path
