"""
By which definitions of the library a workspace has counted so far, and who decided to go on with newer ones.

The package brings the definitions, so a newer package may count otherwise. What they came to in words is kept beside
the returns, and a workspace with a partnership of its own is told of every difference until somebody takes it.

Definitions are imported where they are needed: whether anything differs is asked in every run, and hardly ever does it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.partnership.folder_files import LOCAL
from pipeline.partnership.here import FOLDER, here, used
from pipeline.store import code_digest
from pipeline.store.codec import decoded, encoded
from pipeline.store.workspace import Workspace, write_atomically

if TYPE_CHECKING:
    from pipeline.definition.outline import Outline
    from pipeline.definition.upgrade import Change

_ROOMS = ("audits", "definition")  # those that decide what is asked and counted


@dataclass(frozen=True)
class Decision:
    """That newer definitions were taken: by which role, when (a moment in UTC), and how many changes they brought."""

    by: str
    when: str
    changes: int


@dataclass(frozen=True)
class Definitions:
    """
    What a workspace counts by. ``outline``: of each audit the parts, and of each part what is said of it.

    ``code`` and ``partnership`` are digests; ``quarter`` is the one in whose words it is; ``since`` a moment in UTC.
    """

    code: str
    partnership: str
    quarter: str
    since: str
    outline: Mapping[str, Mapping[str, Mapping[str, str]]]
    decisions: tuple[Decision, ...] = ()


def applies_to(workspace: Workspace) -> bool:
    """Whether definitions are kept at all: they are for a partnership of the workspace's own."""
    return os.path.lexists(workspace.root / FOLDER)


def path_of(workspace: Workspace) -> Path:
    """Where they are kept."""
    return workspace.processed / "definitions.json"


def kept(workspace: Workspace) -> Definitions | None:
    """What is kept; None where nothing is, or nothing that can be read."""
    try:
        return decoded(Definitions, path_of(workspace).read_bytes())
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def begin(workspace: Workspace, quarter: Quarter) -> None:
    """Keep what is counted by, unless it differs from what is kept. The caller holds the workspace."""
    if not applies_to(workspace):
        return
    before = kept(workspace)
    if before is None:
        keep(workspace, quarter, ())
    elif before.partnership != here().digest and before.code == code():
        # Other words of the partnership's own are no change of the library.
        keep(workspace, quarter, before.decisions, since=before.since)
    elif before.code != code() and not changed(before):
        keep(workspace, quarter, before.decisions, since=before.since)


def keep(workspace: Workspace, quarter: Quarter, decisions: tuple[Decision, ...], since: str = "") -> None:
    """Keep the definitions of now."""
    now = Definitions(
        code=code(),
        partnership=here().digest,
        quarter=quarter.folder,
        since=since or datetime.now(UTC).isoformat(timespec="seconds"),
        outline=_outline(quarter),
        decisions=decisions,
    )
    write_atomically(path_of(workspace), encoded(now) + "\n")


def take(workspace: Workspace, quarter: Quarter, by: str, count: int) -> None:
    """Go on with the definitions of now; ``by`` a role. The caller holds the workspace."""
    before = kept(workspace)
    decided = Decision(by, datetime.now(UTC).isoformat(timespec="seconds"), count)
    keep(workspace, quarter, (*(before.decisions if before else ()), decided))


def changed_in_words(workspace: Workspace) -> str:
    """That the definitions have changed and nobody has decided to go on with them; empty where that is not so."""
    since = redefined_since(workspace)
    if not since:
        return ""
    return (
        f"The audits' definitions have changed since {since}, and nobody has decided yet to go on with them; figures "
        f"are counted by the new ones. See what has changed: python -m pipeline upgrade{workspace.option}"
    )


def redefined_since(workspace: Workspace) -> str:
    """The day up to which the audits were defined otherwise, where the newer definitions are not taken; else empty."""
    before = kept(workspace) if applies_to(workspace) else None
    if before is None or before.code == code() or not changed(before):
        return ""
    return spoken(datetime.fromisoformat(before.since).date())


def changed(before: Definitions) -> list[Change]:
    """What differs from the definitions that were kept."""
    from pipeline.definition.upgrade import changes

    quarter = Quarter.parse(before.quarter)
    return changes(before.outline, _outline(quarter), here(), quarter)


def _outline(quarter: Quarter) -> Outline:
    """The library's audits in the words of this process's partnership; what that one adds is left out."""
    from pipeline.audits import of
    from pipeline.definition.outline import outline

    files = {name: data for name, data in here().files.items() if not name.startswith(f"{LOCAL}/")}
    with used(replace(here(), files=files, local_audits=())):
        return outline(of(quarter), quarter)


def code() -> str:
    """The digest of all that decides what is asked and counted, apart from the partnership's own files."""
    return code_digest.digest(_ROOMS, ())
