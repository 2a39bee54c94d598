"""A finished report made again from the returns as received, and held against what was published."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import NotReproduced, PipelineError
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.progress import Progress, silent
from pipeline.report.manifest import MANIFEST, lay_out_words, manifest_of, report_folder
from pipeline.run import RunRequest, RunResult, quarter_run
from pipeline.store.approvals import lay_out
from pipeline.store.register import Submission, register
from pipeline.store.workspace import Workspace, digest_of, write_atomically


def verified(
    workspace: Workspace,
    folder: Path,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
) -> list[str]:
    """
    What was checked of a finished report: its figures and pages made again from the returns as received.

    Raises: NotReproduced -- naming everything that differs; PipelineError -- if the report has no usable manifest.
    """
    manifest = manifest_of(folder)
    if manifest is None:
        raise PipelineError(f"{folder} holds no finished report: {MANIFEST} is not there or is damaged.")
    quarter, edition = Quarter.parse(manifest["quarter"]), edition_named(manifest["edition"])
    with tempfile.TemporaryDirectory(prefix="verify-", dir=workspace.processed) as scratch:
        again = Workspace(Path(scratch))
        gone = _laid_out(workspace, again, manifest["returns"])
        gone += _samples_laid_out(workspace, again, quarter, manifest.get("samples", ()))
        lay_out(again, manifest.get("approvals", ()))
        lay_out_words(again, manifest)
        if manifest["synthetic"]:
            write_atomically(again.marker, "")
        request = RunRequest(
            quarter,
            edition,
            audits=manifest["audits"],
            stamp=manifest["stamp"],
            earlier=manifest["earlier"],
            passwords=passwords,
            approved_by=manifest.get("approved_by", ""),
        )
        ran = quarter_run(again, request, progress)
        remade = manifest_of(report_folder(again, quarter, edition.name)) or {}
    differences = [f"{each} is no longer kept" for each in gone]
    if remade["results"] != manifest["results"]:
        differences.append(f"the figures: the returns as received now give other ones{_locked(ran)}")
    differences += _pages_that_differ(folder, manifest["pages"], remade["pages"])
    for what in ("definitions", "code", "python", "libraries") if differences else ():
        if remade[what] != manifest[what]:
            differences.append(f"(since then changed: {what})")
    if differences:
        raise NotReproduced(f"{folder} was not reproduced:\n  " + "\n  ".join(differences))
    pages = sum(name.endswith(".html") for name in manifest["pages"])
    return [f"{len(manifest['returns'])} returns as received", "every figure", f"{pages} pages and their tables"]


def _locked(ran: RunResult) -> str:
    """What to try where a return could not be opened again."""
    locked = any(each.validated.locked for each in ran.left_out)
    return "; some are protected with a password (--password-file)" if locked else ""


def _pages_that_differ(folder: Path, published: Mapping[str, str], remade: Mapping[str, str]) -> Iterator[str]:
    for name, digest in published.items():
        if not (folder / name).exists():
            yield f"{name}: is gone"
        elif digest_of((folder / name).read_bytes()) != digest:
            yield f"{name}: was changed after the report was made"
        elif remade.get(name) != digest:
            yield f"{name}: would now be made otherwise"


def _laid_out(workspace: Workspace, again: Workspace, returns: Sequence[Mapping[str, str]]) -> list[str]:
    """Lay the returns as received out in another workspace, and register them in the same order; gives those gone."""
    gone: list[str] = []
    submissions: list[Submission] = []
    for each in returns:
        received, number = _received(workspace, each), len(submissions) + 1
        if received is not None or not each["sha256"]:
            # Without a digest it is the mark of a workbook open in Excel, say: its name alone is what was reported.
            data = received.read_bytes() if received else b""
            write_atomically(again.raw / each["folder"] / each["file"], data)
            submissions.append(
                Submission(number, each["quarter"], each["folder"], each["file"], each["sha256"], len(data), "")
            )
        elif each["counts"]:
            gone.append(f"{each['folder']}/{each['file']}: the return as received")
    register(again, [], submissions)
    return gone


def _samples_laid_out(
    workspace: Workspace, again: Workspace, quarter: Quarter, accounts: Sequence[Mapping[str, str]]
) -> list[str]:
    """Lay the accounts of the samples out in another workspace, as they were; gives those gone."""
    gone = []
    for each in accounts:
        account = _kept(workspace, each["sha256"], workspace.samples / quarter.folder / each["file"])
        if account is None:
            gone.append(f"{each['file']}: the account of the sample")
        else:
            write_atomically(again.samples / quarter.folder / each["file"], account.read_bytes())
    return gone


def _kept(workspace: Workspace, sha256: str, elsewhere: Path) -> Path | None:
    """Where the bytes ``sha256`` lie: among what was received, or ``elsewhere``."""
    for place in (workspace.processed / "received" / sha256, elsewhere):
        if place.is_file() and digest_of(place.read_bytes()) == sha256:
            return place
    return None


def _received(workspace: Workspace, each: Mapping[str, str]) -> Path | None:
    """The return as received; one that named a child is only where its sender put it."""
    if not each["sha256"]:
        return None
    return _kept(workspace, each["sha256"], workspace.raw / each["folder"] / each["file"])
