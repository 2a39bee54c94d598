"""A finished report made again from the returns as received, and held against what was published."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import edition as edition_named
from pipeline.disclose.released_before import cells_path
from pipeline.english import number_of
from pipeline.errors import NoLongerKept, NoResults, NotReproduced, PipelineError, UsageError
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.partnership.here import of_workspace, used
from pipeline.partnership.model import Partnership
from pipeline.progress import Progress, silent
from pipeline.report.manifest import Printed, lay_out_words
from pipeline.report.manifest_check import manifest_in
from pipeline.report.outdated import spoken_place
from pipeline.report.release.approved_bytes import approved_bytes, report_bytes
from pipeline.report.release.places import report_kept
from pipeline.report.release.unfinished import finish
from pipeline.run.quarter import RunRequest, RunResult, quarter_run
from pipeline.store import decisions, ledger
from pipeline.store.approvals import lay_out
from pipeline.store.baselines import as_they_were, freeze
from pipeline.store.erasure.erasures import Erasure, erased_digests, erased_quarters
from pipeline.store.erasure.gone import lay_out_erased
from pipeline.store.partnerships import kept_partnership, lay_out_partnership
from pipeline.store.raw_files import NotRead
from pipeline.store.register import Submission, register
from pipeline.store.reports import MANIFEST, UNFINISHED, manifest_of, pages_of, refuse_meeting_pages, report_folder
from pipeline.store.workspace import A_WHILE, Workspace, digest_of, locked, root_of_report, write_atomically


def verified(
    workspace: Workspace,
    folder: Path,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
) -> list[str]:
    """
    What was checked of a finished report: its figures and pages made again from the returns as received.

    Raises: NotReproduced -- naming everything that differs; NoLongerKept -- if what it was made from was erased, and
            all else is as it was; PipelineError -- if the report has no usable manifest.
    """
    with used(_partnership(workspace, folder, manifest_of(folder))):
        return _verified(workspace, folder, _manifest(folder), progress, passwords)


def verified_release(
    workspace: Workspace,
    folder: Path,
    progress: Progress = silent,
    passwords: Passwords = NO_PASSWORDS,
) -> list[str]:
    """
    What was checked of a release: that its bytes are those approved, then its report made again from what is kept.

    Raises: NotReproduced -- naming everything that differs, or can no longer be made again; NoLongerKept -- if that is
            so since what it was made from was erased; PipelineError -- if it was never approved, or the release ledger
            lost it.
    """
    with locked(workspace, A_WHILE):
        finish(workspace)
        approved = approved_bytes(workspace, folder)
        kept = report_bytes(workspace, approved)
    as_approved = f"{folder} holds, byte for byte, what was approved as {approved.release.name}"
    if kept is None:
        raise NotReproduced(f"{as_approved}, but it cannot be made again: the manifest of its report is gone.")
    facts = manifest_in(kept, report_kept(workspace, approved.release.number))
    try:
        with used(_partnership(workspace, folder, facts)):
            compared = _verified(workspace, folder, facts, progress, passwords)
    except NoLongerKept as erased:
        raise NoLongerKept(f"{as_approved}. {erased}") from erased
    except NotReproduced as differs:
        raise NotReproduced(f"{as_approved}. Made again from what is kept, it differs:\n{differs}") from differs
    return [f"every byte that was approved as {approved.release.name} and is in the ledger", *compared]


def _verified(
    workspace: Workspace, folder: Path, manifest: Mapping[str, Any], progress: Progress, passwords: Passwords
) -> list[str]:
    """As `verified`, for the partnership that the report was made for. ``manifest``: that of the report."""
    refuse_meeting_pages(folder)
    quarter, edition = Quarter.parse(manifest["quarter"]), edition_named(manifest["edition"])
    if erased := list(_erased(workspace, manifest)):
        raise _no_longer_kept(folder, erased, _altered(folder, quarter, edition.name, manifest["pages"]))
    with locked(workspace), _scratch(workspace) as again:
        (again.raw / quarter.folder).mkdir(parents=True)
        lay_out_erased(workspace, again, manifest.get("made_on", ""))
        gone = _laid_out(workspace, again, manifest["returns"])
        drawn = workspace.samples / quarter.folder, again.samples / quarter.folder
        gone += _laid_out_again(workspace, drawn, manifest.get("samples", ()), "the account of the sample")
        met = workspace.meeting_files / quarter.folder, again.meeting_files / quarter.folder
        gone += _laid_out_again(workspace, met, manifest.get("meetings", ()), "what was written down of a meeting")
        gone += _baselines_laid_out(workspace, again, quarter, manifest.get("baselines", ""))
        lay_out(again, manifest.get("approvals", ()))
        gone += _decisions_laid_out(workspace, again, quarter, manifest.get("decisions", ""))
        gone += _releases_laid_out(workspace, again, manifest.get("ledger", ""))
        lay_out_words(again, manifest)
        lay_out_partnership(again)
        if manifest["synthetic"]:
            write_atomically(again.marker, "")
        request = RunRequest(
            quarter,
            edition,
            audits=manifest["audits"],
            not_read=tuple(_not_read(each, quarter) for each in manifest.get("not_read", ())),
            passwords=passwords,
            approved_by=manifest.get("approved_by", ""),
            printed=Printed(
                stamp=manifest["stamp"],
                linked=tuple(manifest["earlier"]),
                revised_since=manifest.get("revised_since", ""),
                redefined_since=manifest.get("redefined_since", ""),
                stamps=manifest.get("stamps", {}),
            ),
        )
        differences = [f"{each} is no longer kept" for each in gone]
        try:
            ran = quarter_run(again, request, progress)
        except (UsageError, NoResults) as refused:
            raise _not_reproduced(folder, [*differences, f"it cannot be made again: {refused}"]) from refused
        remade = manifest_of(report_folder(again, quarter, edition.name)) or {}
    if remade["results"] != manifest["results"]:
        differences.append(f"the figures: the returns as received now give other ones{_locked(ran)}")
    elif not gone and _counted(remade) != _counted(manifest):
        differences.append("the returns: the manifest names others as counted")
    differences += _misplaced(folder, quarter, edition.name)
    differences += _pages_that_differ(folder, manifest["pages"], remade["pages"])
    for what in ("definitions", "code", "python", "libraries") if differences else ():
        if remade[what] != manifest[what]:
            differences.append(f"(since then changed: {what})")
    if differences:
        raise _not_reproduced(folder, differences)
    pages = sum(name.endswith(".html") for name in manifest["pages"])
    return [
        f"{number_of(len(manifest['returns']), 'return')} as received",
        "every figure",
        f"{pages} pages and their tables",
    ]


def _partnership(workspace: Workspace, folder: Path, manifest: Mapping[str, Any] | None) -> Partnership:
    """The partnership that a report was made for, as it was; where its manifest names none, the workspace's."""
    told = (manifest or {}).get("partnership")
    digest = told.get("digest") if isinstance(told, dict) else None
    if not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
        return of_workspace(workspace.root)  # an older manifest, or one of which its own check will tell
    try:
        return kept_partnership(workspace, digest)
    except PipelineError as refused:
        raise _not_reproduced(folder, [str(refused)]) from refused


def _manifest(folder: Path) -> Mapping[str, Any]:
    place = folder / MANIFEST
    try:
        facts = manifest_in(place.read_bytes(), place)
    except (FileNotFoundError, NotADirectoryError):
        raise PipelineError(f"{folder} holds no finished report: {MANIFEST} is not there.") from None
    if facts.get(UNFINISHED):
        raise PipelineError(f"{folder} holds no finished report: its pages were never all made. Run the quarter again.")
    return facts


def _not_reproduced(folder: Path, differences: Sequence[str]) -> NotReproduced:
    return NotReproduced(f"{folder} was not reproduced:\n  " + "\n  ".join(differences))


def _no_longer_kept(folder: Path, erased: Sequence[str], altered: Sequence[str]) -> PipelineError:
    """What is said of a report that rests on what was erased: that and why, and whether its pages are as they were."""
    if altered:
        return _not_reproduced(folder, [*altered, *erased])
    return NoLongerKept(
        f"{folder} can no longer be made again, though its pages are as they were made, to the byte:\n  "
        + "\n  ".join(erased)
    )


def _erased(workspace: Workspace, manifest: Mapping[str, Any]) -> Iterator[str]:
    """
    What a report rests on and was erased: how many files by which erasure.

    Returns of an earlier quarter that was erased as a whole are not among it, since their counts are kept.
    """
    gone, counts_alone = erased_digests(workspace), erased_quarters(workspace)
    counted: Counter[Erasure] = Counter()
    for what in ("returns", "samples", "meetings"):
        for each in manifest.get(what, ()):
            erasure = gone.get(each["sha256"])
            of = each.get("quarter", manifest["quarter"])
            if erasure is not None and (of == manifest["quarter"] or Quarter.parse(of) not in counts_alone):
                counted[erasure] += 1
    for erasure, count in counted.items():
        yield f"{number_of(count, 'file')} that it was made from: {erasure.in_words}"


def _altered(folder: Path, quarter: Quarter, edition: str, published: Mapping[str, str]) -> list[str]:
    """What of a report is not as it was made."""
    return [*_misplaced(folder, quarter, edition), *_pages_that_differ(folder, published, published)]


@contextmanager
def _scratch(workspace: Workspace) -> Iterator[Workspace]:
    """A workspace to make the report again in; whoever holds ``workspace`` next clears one that a kill left behind."""
    workspace.scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=workspace.scratch) as folder:
        yield Workspace(Path(folder))


def _locked(ran: RunResult) -> str:
    """What to try where a return could not be opened again."""
    locked = any(each.validated.locked for each in ran.left_out)
    return "; some are protected with a password (--password-file)" if locked else ""


def _counted(manifest: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """The returns whose figures count, each by where it lay, its name and its bytes."""
    return {(each["folder"], each["file"], each["sha256"]) for each in manifest["returns"] if each["counts"]}


def _misplaced(folder: Path, quarter: Quarter, edition: str) -> Iterator[str]:
    """What is wrong where a report lies among the reports of a workspace in the place of another."""
    place = folder.resolve()
    final = place.name.startswith("final-") and place.name.endswith(f"-{edition}")
    if root_of_report(folder) and (place.parent.name != quarter.folder or not (final or place.name == edition)):
        yield f"the folder: this is the report of {quarter}, {edition}, in the place of another"


def _pages_that_differ(folder: Path, published: Mapping[str, str], remade: Mapping[str, str]) -> Iterator[str]:
    for name, digest in published.items():
        if (folder / name).is_symlink():
            yield f"{name}: is a link, and not the page that was made"
        elif not (folder / name).exists():
            yield f"{name}: is gone"
        elif digest_of((folder / name).read_bytes()) != digest:
            yield f"{name}: was changed after the report was made"
        elif remade.get(name) != digest:
            yield f"{name}: would now be made otherwise"
    for name in remade.keys() - published.keys():
        yield f"{name}: the manifest does not name it"
    there = {each.name for each in pages_of(folder)}
    strangers = {each for each in there if not each.startswith((".", "~$"))} - published.keys() - remade.keys()
    if strangers:
        yield f"{number_of(len(strangers), 'other page or workbook', 'other pages or workbooks')} in its folder"


def _laid_out(workspace: Workspace, again: Workspace, returns: Sequence[Mapping[str, str]]) -> list[str]:
    """Lay the returns as received out in another workspace, and register them in the same order; gives those gone."""
    gone: list[str] = []
    submissions: list[Submission] = []
    counts_alone = erased_quarters(workspace)
    for each in returns:
        received, number = _received(workspace, each), len(submissions) + 1
        if received is not None or not each["sha256"]:
            # Without a digest nothing of it was read, and its name alone is what was reported.
            data = received.read_bytes() if received else b""
            write_atomically(again.raw / each["folder"] / each["file"], data)
            submissions.append(
                Submission(number, each["quarter"], each["folder"], each["file"], each["sha256"], len(data), "")
            )
        elif each["counts"] and Quarter.parse(each["quarter"]) not in counts_alone:
            gone.append(f"{spoken_place(each['folder'], each['file'], each['sha256'])}: the return as received")
    register(again, [], submissions)
    return gone


def _laid_out_again(
    workspace: Workspace, folders: tuple[Path, Path], files: Sequence[Mapping[str, str]], what: str
) -> list[str]:
    """
    Lay files that the report was made with out in another workspace, as they were; gives those gone.

    ``folders``: where they lie, and where they are to lie there; ``what``: what each is.
    """
    here_, there = folders
    gone = []
    for each in files:
        kept = _kept(workspace, each["sha256"], here_ / each["file"])
        if kept is None:
            gone.append(f"{each['file']}: {what}")
        else:
            write_atomically(there / each["file"], kept.read_bytes())
    return gone


def _baselines_laid_out(workspace: Workspace, again: Workspace, quarter: Quarter, sha256: str) -> list[str]:
    """Lay the baselines that the report was made with out in another workspace; gives those gone."""
    those = as_they_were(workspace, quarter, sha256)
    freeze(again, those or ())
    return ["the file of baselines of actions"] if those is None else []


def _decisions_laid_out(workspace: Workspace, again: Workspace, quarter: Quarter, sha256: str) -> list[str]:
    """Lay the decisions that the report was made with out in another workspace; gives those gone."""
    those = decisions.as_they_were(workspace, quarter, sha256)
    decisions.lay_out(again, those or ())
    return ["the file of decisions of meetings"] if those is None else []


def _releases_laid_out(workspace: Workspace, again: Workspace, sha256: str) -> list[str]:
    """Lay what was released before the report was made out in another workspace; gives what is gone."""
    those = ledger.as_it_was(workspace, sha256)
    if those is None:
        return ["the release ledger"]
    ledger.add(again, those)
    gone = []
    for number in dict.fromkeys(each.release for each in those):
        counts = cells_path(workspace, number)
        if counts.is_file():
            write_atomically(cells_path(again, number), counts.read_bytes())
        else:
            gone.append(f"release {number}: the counts behind its figures")
    return gone


def _not_read(told: Mapping[str, Any], quarter: Quarter) -> NotRead:
    """What the report told of something that was not read; what it told of another quarter lacks no return of this."""
    place, agencies = str(told["place"]), frozenset(told["agencies"])
    return NotRead(Path(place), place, str(told["why"]), quarter, agencies, bool(told["read"]))


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
    quarter, *below = each["folder"].split("/")
    folder = workspace.quarter_folder(Quarter.parse(quarter)).joinpath(*below)
    return _kept(workspace, each["sha256"], folder / each["file"])
