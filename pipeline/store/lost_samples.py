"""The accounts of samples that a report rests on and that are gone: whoever deleted one by mistake is to hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.reports import finished, report_folder
from pipeline.store.workspace import Workspace


def lost_samples(workspace: Workspace, quarter: Quarter, edition: str) -> tuple[str, ...]:
    """A sentence for each account that the report which stands was made with and that lies in its place no longer."""
    listed = (finished(report_folder(workspace, quarter, edition)) or {}).get("samples")
    folder = workspace.samples / quarter.folder
    return tuple(
        f"The account of the sample {each['file']} is gone from {folder}, and the report before rested on it: figures "
        "are weighted by it no longer. If it was not to go, copy "
        f"{workspace.processed / 'received' / each['sha256']} there under that name, and run again."
        for each in (listed if isinstance(listed, list) else [])
        if _is_account(each) and not (folder / each["file"]).exists()
    )


def _is_account(listed: object) -> bool:
    """Whether a manifest lists an account as we write it; in one that was altered, anything may stand there."""
    names = [listed.get(part) for part in ("file", "sha256")] if isinstance(listed, Mapping) else [None]
    return all(isinstance(each, str) and each.isprintable() and Path(each).name == each for each in names)
