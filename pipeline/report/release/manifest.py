"""The manifest of a release: what outsiders may read of what it was made from, and the digest of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.store.codec import decoded
from pipeline.store.reports import MANIFEST


@dataclass(frozen=True)
class ReleaseManifest:
    """
    What was approved. No return is named in it. Days are as in ISO 8601; people are roles; digests are SHA-256.

    ``release``: its number. ``returns``: how many count, by quarter. ``signed_off_by``: who signed the report off.
    ``report``: the digest of the report's own manifest, which stays inside; ``results``: of its figures.
    ``partnership``: of the partnership's files; ``code``: of the software; ``definitions``: the version of each audit's
    questions and standards. ``ledger``: the digest of the release ledger before this release. ``files``: the digest of
    each file beside the manifest but the approval, by its name.
    """

    release: int
    quarter: str
    edition: str
    marking: str
    readers: str
    synthetic: bool
    returns: Mapping[str, int]
    signed_off_by: str
    prepared_by: str
    prepared_on: str
    report: str
    results: str
    partnership: str
    code: str
    definitions: Mapping[str, str]
    ledger: str
    files: Mapping[str, str]


def as_text(manifest: ReleaseManifest) -> str:
    """The manifest as it lies in its folder."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def manifest_in(folder: Path) -> ReleaseManifest | None:
    """The manifest of the release in a folder; None where there is none, or it is damaged."""
    try:
        return decoded(ReleaseManifest, (folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None
