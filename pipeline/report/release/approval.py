"""What says in a released folder that it was approved, or withdrawn: each made from the ledger, to the byte."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import spoken
from pipeline.report.release.places import APPROVAL
from pipeline.store.codec import decoded
from pipeline.store.ledger import LedgerEntry


@dataclass(frozen=True)
class ReleaseApproval:
    """Who approved which ``manifest`` when, and the digest of the ``ledger`` once the release was entered in it."""

    release: int
    approved_by: str
    approved_on: str
    manifest: str
    ledger: str


def approval_of(entry: LedgerEntry, ledger: str) -> str:
    """The approval of a release as it lies in its folder."""
    told = ReleaseApproval(entry.release, entry.approved_by, entry.on, entry.manifest, ledger)
    return json.dumps(asdict(told), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def approval_in(folder: Path) -> ReleaseApproval | None:
    """The approval in a folder; None where there is none, or it is damaged."""
    try:
        return decoded(ReleaseApproval, (folder / APPROVAL).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def withdrawal_of(entry: LedgerEntry, ledger: str) -> str:
    """What lies in the folder of a release that was withdrawn. ``ledger``: its digest once that was entered in it."""
    return (
        f"WITHDRAWN: release {entry.release} ({entry.quarter}, {entry.edition}) was withdrawn on "
        f"{spoken(date.fromisoformat(entry.on))} by: {entry.withdrawn_by}.\n"
        f"Why: {entry.why}\n"
        "Please do not use or pass on what lies in this folder. What was once released stays known to its readers, so "
        "what it said is still taken into account before anything else is released.\n"
        f"The release ledger then ended with: {ledger}\n"
    )
