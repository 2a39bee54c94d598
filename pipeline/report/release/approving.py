"""A release approved by another role than prepared it: entered in the ledger, and laid down in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import Edition
from pipeline.disclose.released_before import cells_in, cells_path, fact_in
from pipeline.english import first_few
from pipeline.errors import NoResults, PipelineError, UsageError
from pipeline.partnership.here import here
from pipeline.report.manifest import definitions
from pipeline.report.release.approval import approval_of
from pipeline.report.release.kept_ledger import refuse_if_cut
from pipeline.report.release.manifest import ReleaseManifest, manifest_in
from pipeline.report.release.places import (
    APPROVAL,
    FIGURES,
    PROOF,
    STATEMENT,
    approving_folder,
    preparation_kept,
    prepared_folder,
    release_folder,
    report_kept,
)
from pipeline.report.release.same_role import same_role
from pipeline.report.release.signed_report import SignedReport, signed_report
from pipeline.report.release.unfinished import finish
from pipeline.store.code_digest import program
from pipeline.store.ledger import LedgerEntry, Step, add, head, head_with
from pipeline.store.reports import MANIFEST
from pipeline.store.sealed import unsealed
from pipeline.store.workspace import UNFINISHED, Workspace, digest_of, give_name, write_atomically

_NAMED = 5  # of the files of a report that are not as they were


@dataclass(frozen=True)
class _Prepared:
    """
    What lies there prepared: its folder and its manifest.

    ``says``: the id of each figure, and what the ledger is to keep of it; ``counts``: those behind them, as a text.
    """

    folder: Path
    manifest: ReleaseManifest
    sha256: str
    says: Sequence[tuple[str, str]]
    counts: str


def approve(workspace: Workspace, quarter: Quarter, edition: Edition, by: str, on: date) -> Path:
    """
    Release what is prepared, in a workspace that the caller holds (`locked`); gives the folder of the release.

    Raises: NoResults -- if nothing is prepared; UsageError -- if the same role prepared it; PipelineError -- naming
            what has changed since, or if the ledger lost something.
    """
    refuse_if_cut(workspace)
    finish(workspace)
    again = f"release prepare {quarter.folder} --edition {edition.name} --by ROLE{workspace.option}"
    there = _prepared(workspace, quarter, edition, again)
    if same_role(by, there.manifest.prepared_by):
        raise UsageError(
            f"It was prepared by the same role ({there.manifest.prepared_by}), and two people release a report. "
            "Another role than that reads the statement and approves it: --by."
        )
    _refuse_if_changed(workspace, quarter, there, again)
    report = signed_report(workspace, quarter, edition.name)
    if report.sha256 != there.manifest.report:
        raise _changed("the report was made again, or signed off anew", again)
    entries = _entries(there, by, on)
    ledger = head_with(workspace, entries)
    approval = approval_of(entries[0], ledger)
    place = quarter, edition.name, there.manifest.release
    write_atomically(report_kept(workspace, there.manifest.release), report.manifest)
    write_atomically(cells_path(workspace, there.manifest.release), there.counts)
    aside = _laid_down(there, report, approval)
    give_name(aside, approving_folder(workspace, *place))
    add(workspace, entries)  # from here on it is released: whatever comes now, the next command brings it to its end
    finish(workspace)
    return release_folder(workspace, *place)


def _prepared(workspace: Workspace, quarter: Quarter, edition: Edition, again: str) -> _Prepared:
    folder = prepared_folder(workspace, quarter, edition.name)
    if not folder.is_dir():
        raise NoResults(
            f"Nothing is prepared of {quarter} in the {edition.name} edition: {folder} is not there. First another "
            f"role prepares it: python -m pipeline {again}"
        )
    path = folder / MANIFEST
    sha256 = digest_of(path.read_bytes()) if path.is_file() else ""
    try:
        kept = unsealed(preparation_kept(workspace, quarter, edition.name).read_bytes())
        says = [(fact_in(each).line.id, each) for each in kept["says"]]
        counts = kept["counts"]
        cells_in(counts)
        whole = kept["manifest"] == sha256
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        whole = False
    manifest = manifest_in(folder) if whole else None
    if manifest is None:
        raise _changed(f"{path} is not the manifest that was prepared", again)
    return _Prepared(folder, manifest, sha256, says, counts)


def _refuse_if_changed(workspace: Workspace, quarter: Quarter, there: _Prepared, again: str) -> None:
    """Raises: PipelineError -- naming everything that is otherwise than when the release was prepared."""
    if differences := list(_differences(workspace, quarter, there)):
        raise _changed(first_few(differences, _NAMED), again)


def _differences(workspace: Workspace, quarter: Quarter, there: _Prepared) -> Iterator[str]:
    manifest = there.manifest
    for name in (STATEMENT, FIGURES, PROOF):
        path = there.folder / name
        if path.is_symlink() or not path.is_file():
            yield f"{path} is gone"
        elif digest_of(path.read_bytes()) != manifest.files[name]:
            yield f"{path} was changed"
    for path in sorted(there.folder.iterdir()):
        if path.name not in (STATEMENT, FIGURES, PROOF, MANIFEST) and not path.name.startswith((".", "~$")):
            yield f"{path} was laid there"
    if head(workspace) != manifest.ledger:
        yield "the release ledger has entries since"
    if here().digest != manifest.partnership:
        yield "the partnership's files are others"
    if definitions(quarter) != manifest.definitions:
        yield "the definitions of audits are others"
    if program() != manifest.code:
        yield "the software is another"


def _changed(what: str, again: str) -> PipelineError:
    return PipelineError(
        f"Not released, since something is otherwise than when it was prepared: {what}. Prepare it again and read its "
        f"statement: python -m pipeline {again}"
    )


def _entries(there: _Prepared, by: str, on: date) -> Sequence[LedgerEntry]:
    """What the ledger gets: the release, then each of its figures."""
    manifest = there.manifest
    whose = manifest.release, manifest.quarter, manifest.edition, on.isoformat()
    release = LedgerEntry(
        Step.RELEASED,
        *whose,
        prepared_by=manifest.prepared_by,
        approved_by=by,
        statement=manifest.files[STATEMENT],
        manifest=there.sha256,
        counts=digest_of(there.counts),
    )
    return [release, *(LedgerEntry(Step.FIGURE, *whose, figure=own, says=says) for own, says in there.says)]


def _laid_down(there: _Prepared, report: SignedReport, approval: str) -> Path:
    """Every file of the release in a folder aside, the bytes of each as they were approved."""
    manifest = there.manifest
    folder = there.folder.with_name(f"{UNFINISHED}{manifest.release}")
    for name, digest in manifest.files.items():
        data = (report.folder if name in report.facts["pages"] else there.folder).joinpath(name).read_bytes()
        if digest_of(data) != digest:
            raise PipelineError(f"{name} was changed while it was being released. Type the same command again.")
        write_atomically(folder / name, data)
    write_atomically(folder / MANIFEST, (there.folder / MANIFEST).read_bytes())
    write_atomically(folder / APPROVAL, approval)
    return folder
