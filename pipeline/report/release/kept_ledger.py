"""Whether the release ledger still has every release whose folder lies there: each folder knows where it ended."""

from __future__ import annotations

from pipeline.errors import PipelineError
from pipeline.report.release.approval import approval_in
from pipeline.report.release.places import Place, lying
from pipeline.store.ledger import WITHDRAWN, Release, heads, releases
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, digest_of


def refuse_if_cut(workspace: Workspace) -> None:
    """
    See that the ledger has every release whose folder lies there, and its withdrawal, as that folder knows them.

    Raises: PipelineError -- naming the release that the ledger lost, or a folder that is not what was approved.
    """
    there, ends = {each.number: each for each in releases(workspace)}, set(heads(workspace))
    for place in lying(workspace):
        if why := lost(place, there.get(place.number), ends):
            raise PipelineError(why)


def lost(place: Place, release: Release | None, ends: set[str]) -> str:
    """
    Why the ledger and the folder of a release do not belong together, and what to do; empty where they do.

    ``release``: what the ledger has under its number; ``ends``: the digest of the ledger after each of its entries.
    """
    called = f"release {place.number} ({place.quarter}, {place.edition})"
    approval = approval_in(place.folder)
    mend = (
        "Restore data/processed/ledger.jsonl and ledger.head, both from the newest backup. Until then nothing is "
        "prepared, approved or withdrawn."
    )
    if release is None or (release.entry.quarter, release.entry.edition) != (place.quarter, place.edition):
        return (
            f"The release ledger was cut back or replaced: it has no {called}, whose folder is {place.folder}. {mend}"
        )
    if approval is not None and approval.release == place.number and approval.ledger not in ends:
        return (
            f"The release ledger was cut back or replaced: it no longer ends as {called} left it, whose folder is "
            f"{place.folder}. {mend}"
        )
    if (place.folder / WITHDRAWN).exists() and release.withdrawn is None:
        return (
            f"The release ledger was cut back or replaced: it does not know that {called} was withdrawn, as "
            f"{place.folder / WITHDRAWN} says. {mend}"
        )
    manifest = place.folder / MANIFEST
    if not manifest.is_file() or digest_of(manifest.read_bytes()) != release.entry.manifest:
        return (
            f"{manifest} is not the manifest that was approved as {called}. Restore that folder from a backup, or move "
            "it out of the workspace, and type the same command again."
        )
    return ""
