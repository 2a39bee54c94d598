"""
Reports as they lie in the workspace: draft or final, whole or not, and final ones kept when something came later.

A final report is never written over: what comes after it is made in its place only once its folder has been moved to
``reports/<quarter>/final-<date>-<edition>``, as it was. This module imports nothing slow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.errors import PipelineError
from pipeline.store.page_records import digests, page_records
from pipeline.store.workspace import Workspace, digest_of, write_atomically

MANIFEST = "manifest.json"
FIGURES = ("figures.csv", "figures.parquet", "figures.xlsx")  # beside the pages, to take away
TRACKER = ("tracker.csv", "tracker.xlsx", "tracker-scrt.csv")  # of the recommendations, likewise
UNFINISHED = "unfinished"  # the part of a manifest that says that its report's pages are still being made
Facts = Mapping[str, Any]
# What a page holds that is for a meeting and no report, also where a browser has saved it as one file (MHTML).
_MEETING = re.compile(rb'name=(?:3D)?"audit-page"[\s=]+content=(?:3D)?"meeting"')
_PAGES = {".htm", ".html", ".xhtml", ".mht", ".mhtml"}
_SIGNED = "final"


@dataclass(frozen=True)
class KeptFinal:
    """A final report that was kept when another took its place: its folder, and the day it was signed, as spoken."""

    folder: Path
    signed: str


def report_folder(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where the pages of a quarter's newest report go."""
    return workspace.reports / quarter.folder / edition


def manifest_of(folder: Path) -> Facts | None:
    """What the report in a folder was made from; None where there is none, or it is damaged."""
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) and facts else None


def finished(folder: Path) -> Facts | None:
    """The manifest of a report whose pages have all been made; None of any other."""
    facts = manifest_of(folder)
    return None if facts is None or facts.get(UNFINISHED) else facts


def note_manifest(workspace: Workspace, quarter: Quarter, edition: str, *, final: bool) -> None:
    """Keep the digest of the manifest that was just written, so that one that somebody alters is noticed."""
    signed = f" {_SIGNED}" if final else ""
    write_atomically(_note_path(workspace, quarter, edition), _manifest_digest(workspace, quarter, edition) + signed)


def forget_manifest(workspace: Workspace, quarter: Quarter, edition: str) -> None:
    """Keep nothing of the manifest that was written before: another report is begun."""
    _note_path(workspace, quarter, edition).unlink(missing_ok=True)


def is_as_written(workspace: Workspace, quarter: Quarter, edition: str) -> bool:
    """Whether a report's manifest is, byte for byte, the one that was written here."""
    try:
        return _noted(workspace, quarter, edition)[:1] == [_manifest_digest(workspace, quarter, edition).encode()]
    except FileNotFoundError:
        return False


def is_disowned(workspace: Workspace, quarter: Quarter, edition: str) -> bool:
    """Whether the pages that lie there are a final report's, and its manifest was altered and says so no longer."""
    if approved_by(report_folder(workspace, quarter, edition)) or is_as_written(workspace, quarter, edition):
        return False
    lying = [each.files for each in page_records(workspace, quarter, edition).values()]
    return _SIGNED.encode() in _noted(workspace, quarter, edition)[1:] and any(
        digests(workspace, each) == each for each in lying
    )


def _manifest_digest(workspace: Workspace, quarter: Quarter, edition: str) -> str:
    return digest_of((report_folder(workspace, quarter, edition) / MANIFEST).read_bytes())


def _noted(workspace: Workspace, quarter: Quarter, edition: str) -> list[bytes]:
    """The words that are kept of a manifest: its digest, and whether it was signed; none where nothing is kept."""
    place = _note_path(workspace, quarter, edition)
    return place.read_bytes().split() if place.is_file() else []


def _note_path(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    return workspace.processed / "pages" / quarter.folder / f"{edition}.manifest.sha256"


def approved_by(folder: Path) -> str:
    """Who approved the report in a folder; empty where there is none, or only a draft."""
    role = (finished(folder) or {}).get("approved_by")
    return role if isinstance(role, str) else ""


def pages_of(folder: Path) -> list[Path]:
    """The pages, workbooks of tables, files of figures and of the tracker that lie in a report's folder."""
    taken_away = (folder / name for name in (*FIGURES, *TRACKER))
    return sorted({*folder.glob("*.html"), *folder.glob("*.xlsx"), *(each for each in taken_away if each.exists())})


def is_whole(folder: Path, facts: Facts) -> bool:
    """Whether the pages in a folder are just those of its manifest ``facts``, to the byte."""
    pages = facts.get("pages")
    lying = {each.name: each for each in pages_of(folder)}
    if not isinstance(pages, dict) or pages.keys() != lying.keys():
        return False
    return all(digest_of(each.read_bytes()) == pages[name] for name, each in lying.items())


def shows(folder: Path, sha256: str, audits: Sequence[str]) -> bool:
    """Whether the report in a folder is whole, of the results ``sha256``, and has the pages of ``audits``."""
    facts = finished(folder)
    if facts is None or facts.get("results") != sha256 or facts.get("audits") not in ([], list(audits)):
        return False
    return is_whole(folder, facts)


def refuse_unknown_pages(folder: Path) -> None:
    """Raises: PipelineError -- if the folder has pages of which nobody can say whether they are a final report."""
    if pages_of(folder) and manifest_of(folder) is None:
        raise PipelineError(
            f"{folder} holds pages, but its {MANIFEST} is missing or damaged, so they may be a final report. Restore "
            f"{MANIFEST} from a backup, or move the folder somewhere else, then run again."
        )


def refuse_meeting_pages(folder: Path) -> None:
    """Raises: PipelineError -- if a page that was made for a meeting on cases lies in a report's folder."""
    lying = [each for each in folder.rglob("*") if each.suffix.lower() in _PAGES and each.is_file()]
    if count := sum(_MEETING.search(each.read_bytes()) is not None for each in lying):
        raise PipelineError(
            f"{folder} holds pages that were made for a meeting on cases ({count}). They are no part of a report and "
            "may never go out with one: take them out of that folder, destroy them, and type the same command again."
        )


def keep_final(folder: Path) -> Path:
    """
    Move a final report out of the way of what comes after it, as it is; gives where.

    Raises: PipelineError -- if it cannot be moved.
    """
    signed = (_day((manifest_of(folder) or {}).get("made_on")) or date.today()).isoformat()
    name, again = f"final-{signed}-{folder.name}", 2
    while folder.with_name(name).exists():
        name, again = f"final-{signed}-{again}-{folder.name}", again + 1
    try:
        return folder.rename(folder.with_name(name))
    except OSError as error:
        raise PipelineError(
            f"The final report in {folder} could not be moved to {name} ({error.strerror}), and nothing is put in its "
            "place before it is safe. Close its pages and workbooks, then run again."
        ) from None


def kept_finals(workspace: Workspace, quarter: Quarter, edition: str) -> list[KeptFinal]:
    """The final reports that others have taken the place of, oldest first."""
    name = re.compile(rf"final-(\d{{4}}-\d\d-\d\d)(?:-(\d+))?-{re.escape(edition)}")
    kept = []
    for folder in (workspace.reports / quarter.folder).glob(f"final-*-{edition}"):
        if (known := name.fullmatch(folder.name)) and (day := _day(known[1])):
            kept.append((day, int(known[2] or 1), KeptFinal(folder, spoken(day))))
    return [each for *_, each in sorted(kept, key=lambda each: each[:2])]


def revised_since(workspace: Workspace, quarter: Quarter, edition: str, sha256: str) -> str:
    """The day on which the newest kept final report was signed, if its results are other than those of ``sha256``."""
    for each in kept_finals(workspace, quarter, edition)[-1:]:
        if (finished(each.folder) or {}).get("results") != sha256:
            return each.signed
    return ""


def reported(workspace: Workspace, quarter: Quarter, edition: str) -> Sequence[str]:
    """The earlier quarters that have a finished report of the same edition, newest first."""
    before = [each for each in workspace.quarters() if each < quarter]
    there = [each for each in before if finished(report_folder(workspace, each, edition)) is not None]
    return [str(each) for each in sorted(there, reverse=True)]


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None  # somebody else's folder, or an altered manifest
