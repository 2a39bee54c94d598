"""The report that is to be released: final, whole, and as it was when it was signed off, or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.english import first_few
from pipeline.errors import NoResults, PipelineError
from pipeline.report.manifest_check import manifest_in
from pipeline.store.reports import (
    MANIFEST,
    UNFINISHED,
    approved_by,
    is_as_written,
    pages_of,
    refuse_meeting_pages,
    report_folder,
)
from pipeline.store.workspace import Workspace, digest_of

_NAMED = 5  # of the pages that are not as they were made


@dataclass(frozen=True)
class SignedReport:
    """A report as it was signed off: its ``folder``, its manifest and the bytes of that."""

    folder: Path
    facts: Mapping[str, Any]
    manifest: bytes

    @property
    def sha256(self) -> str:
        """The digest of its manifest."""
        return digest_of(self.manifest)

    @property
    def returns(self) -> Mapping[str, int]:
        """How many returns count in it, by quarter, the oldest first."""
        counted = sorted(each["quarter"] for each in self.facts["returns"] if each["counts"])
        return {quarter: counted.count(quarter) for quarter in dict.fromkeys(counted)}


def signed_report(workspace: Workspace, quarter: Quarter, edition: str) -> SignedReport:
    """
    The report of a quarter and edition, where it may be released as it lies there.

    Raises: NoResults -- if there is none; PipelineError -- if it is a draft, not of all audits, or not as it was made.
    """
    folder = report_folder(workspace, quarter, edition)
    run = f"python -m pipeline run {quarter.folder} --edition {edition}{workspace.option}"
    sign = f"{run} --final --approved-by ROLE"
    try:
        data = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoResults(
            f"There is no report of {quarter} in the {edition} edition to release: {folder / MANIFEST} is not there. "
            f"Make it and read it, then sign it off: {sign}"
        ) from None
    facts = manifest_in(data, folder / MANIFEST)
    if not is_as_written(workspace, quarter, edition):
        raise PipelineError(
            f"{folder / MANIFEST} is not the manifest that was written with the report, so nothing of it is released. "
            f"Restore it from a backup, or make the report again and sign it off: {sign} --again"
        )
    if facts.get(UNFINISHED) or not approved_by(folder):
        raise PipelineError(
            f"The report in {folder} is a draft, and only a final one is released. Read it, then sign it off: {sign}"
        )
    if facts["audits"]:
        raise PipelineError(
            f"The report in {folder} has the pages of {first_few(facts['audits'], _NAMED)} alone, and only a whole "
            f"report is released. Make the others too: {sign}"
        )
    if differences := list(_differences(folder, facts["pages"])):
        raise PipelineError(
            f"The report in {folder} is not as it was signed off: {first_few(differences, _NAMED)}. Make it again and "
            f"sign it off: {sign} --again"
        )
    refuse_meeting_pages(folder)
    return SignedReport(folder, facts, data)


def _differences(folder: Path, pages: Mapping[str, str]) -> Iterator[str]:
    for name, digest in pages.items():
        page = folder / name
        if page.is_symlink() or not page.is_file():
            yield f"{name} is gone"
        elif digest_of(page.read_bytes()) != digest:
            yield f"{name} was changed"
    strangers = {each.name for each in pages_of(folder)} - pages.keys()
    yield from (f"{name} is not of it" for name in sorted(strangers) if not name.startswith((".", "~$")))
