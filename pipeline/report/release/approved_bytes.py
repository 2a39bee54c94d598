"""Whether the files of a released folder are, byte for byte, those that were approved and entered in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NotReproduced, PipelineError
from pipeline.report.release.approval import approval_of, withdrawal_of
from pipeline.report.release.kept_ledger import lost
from pipeline.report.release.manifest import ReleaseManifest, manifest_in
from pipeline.report.release.places import APPROVAL, is_prepared, place_of, report_kept
from pipeline.store.ledger import WITHDRAWN, Release, Step, entries, heads, releases
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, digest_of, root_of_release


@dataclass(frozen=True)
class ApprovedBytes:
    """A folder that holds what was approved: its ``manifest``, and the release as the ledger has it."""

    manifest: ReleaseManifest
    release: Release


def is_release(folder: Path) -> bool:
    """Whether a folder is one of a release, by its place or by what lies in it."""
    return root_of_release(folder) is not None or (folder / APPROVAL).exists()


def approved_bytes(workspace: Workspace, folder: Path) -> ApprovedBytes:
    """
    What a released folder holds, in a workspace that the caller holds (`locked`): wherever the folder lies now.

    Raises: NotReproduced -- naming everything in it that is not as it was approved; PipelineError -- if it was never
            approved, or the ledger lost its release.
    """
    if is_prepared(folder):
        raise PipelineError(
            f"{folder} is prepared and was not approved yet, so nothing was released of it. Another role reads its "
            f"statement, then approves it: python -m pipeline release approve{workspace.option}"
        )
    there = releases(workspace)
    path = folder / MANIFEST
    sha256 = digest_of(path.read_bytes()) if path.is_file() else ""
    release = next((each for each in there if each.entry.manifest == sha256), None)
    if place := place_of(folder) if root_of_release(folder) else None:
        by_number = next((each for each in there if each.number == place.number), None)
        if why := lost(place, by_number, set(heads(workspace))):
            raise PipelineError(why)
    manifest = manifest_in(folder)
    if release is None or manifest is None:
        raise PipelineError(
            f"The release ledger has no release with the manifest of {folder}, so nobody approved what lies there, or "
            "it was changed since. Do not use it."
        )
    if differences := list(_differences(workspace, folder, manifest, release)):
        raise NotReproduced(f"{folder} is not what was approved as {release.name}:\n  " + "\n  ".join(differences))
    return ApprovedBytes(manifest, release)


def report_bytes(workspace: Workspace, approved: ApprovedBytes) -> bytes | None:
    """The manifest of the report that was released, which stays inside; None where it is kept no longer."""
    path = report_kept(workspace, approved.release.number)
    data = path.read_bytes() if path.is_file() else b""
    return data if digest_of(data) == approved.manifest.report else None


def _differences(workspace: Workspace, folder: Path, manifest: ReleaseManifest, release: Release) -> Iterator[str]:
    ends = {(entry.release, entry.step): end for entry, end in zip(entries(workspace), heads(workspace), strict=True)}
    expected = dict(manifest.files)
    expected[APPROVAL] = digest_of(
        approval_of(release.entry, ends.get((release.number, Step.FIGURE)) or ends[release.number, Step.RELEASED])
    )
    if back := release.withdrawn:
        expected[WITHDRAWN] = digest_of(withdrawal_of(back, ends[release.number, Step.WITHDRAWN]))
    for name, digest in sorted(expected.items()):
        path = folder / name
        if path.is_symlink():
            yield f"{name}: is a link, and not the file that was approved"
        elif not path.is_file():
            yield f"{name}: is gone"
        elif digest_of(path.read_bytes()) != digest:
            yield f"{name}: was changed after it was approved"
    strangers = {each.name for each in folder.iterdir()} - {*expected, MANIFEST}
    if count := sum(not each.startswith((".", "~$")) for each in strangers):
        yield f"files that are not of the release lie in its folder: {count}"
