"""What a report was made from: every return, setting, definition and library, and the digests of what came out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.intake import Intake
from pipeline.results import commentary
from pipeline.results.commentary import pages
from pipeline.results.model import QuarterResult
from pipeline.store.approvals import approvals
from pipeline.store.codec import encoded
from pipeline.store.received import receive
from pipeline.store.returns import reading_code
from pipeline.store.samples import StoredSample
from pipeline.store.workspace import Workspace, digest_of, write_atomically

MANIFEST = "manifest.json"
Facts = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Report:
    """One report to be made: its results, for which audits, linked to which quarters, and who has approved it."""

    workspace: Workspace
    result: QuarterResult
    audits: tuple[str, ...]
    linked: tuple[str, ...]
    approved_by: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter that it reports on."""
        return Quarter.parse(self.result.quarter)

    @property
    def folder(self) -> Path:
        """Where its pages go."""
        return report_folder(self.workspace, self.quarter, self.result.edition)


def report_folder(workspace: Workspace, quarter: Quarter, edition: str) -> Path:
    """Where the pages of a quarter's report go."""
    return workspace.reports / quarter.folder / edition


def made_from(report: Report, intakes: Mapping[Quarter, Intake], drawn: Sequence[StoredSample] = ()) -> Facts:
    """Everything that decides what the report's figures and pages are. ``drawn``: the quarter's samples."""
    result, quarter = report.result, report.quarter
    entries = [each for intake in intakes.values() for each in intake.entries]
    words = {each: commentary.named(each, result.edition) for each in pages()}
    return {
        "quarter": result.quarter,
        "edition": result.edition,
        "stamp": result.stamp,
        "synthetic": result.synthetic,
        "approved_by": report.approved_by,
        "audits": list(report.audits),
        "earlier": list(report.linked),
        "returns": [
            {
                "number": s.number,
                "quarter": s.quarter,
                "folder": s.folder,
                "file": s.file_name,
                "sha256": s.sha256,
                "counts": each.counts,
            }
            for each in sorted(entries, key=lambda each: each.submission.number)
            for s in (each.submission,)
        ],
        "approvals": [asdict(each) for each in approvals(report.workspace).entries],
        "commentary": {
            name: text for name in words.values() if (text := commentary.published(report.workspace, quarter, name))
        },
        "samples": [{"file": each.name, "sha256": each.sha256} for each in drawn],
        "definitions": {
            f"{code}/{view.code}": audit.form(view, quarter).version
            for code, audit in ALL.items()
            for view in audit.views
        },
        "code": reading_code(),
        "python": sys.version.split()[0],
        "libraries": {name: version(name) for name in ("pandas", "numpy", "scipy", "matplotlib", "nbconvert")},
        "results": digest_of(encoded(result)),
    }


def keep_manifest(report: Report, facts: Facts, files: Iterable[str], drawn: Sequence[StoredSample] = ()) -> None:
    """
    Write the manifest beside the ``files`` just made, and take away those of an earlier run that are not among them.

    The accounts of the samples ``drawn`` are kept as they were, so that the report can be made again.
    """
    for each in drawn:
        receive(report.workspace, each.data, each.sha256)
    pages = {name: digest_of((report.folder / name).read_bytes()) for name in sorted(files)}
    for path in [*report.folder.glob("*.html"), *report.folder.glob("*.xlsx")]:
        if path.name not in pages:
            path.unlink()  # other figures must not stand beside these
    text = json.dumps({**facts, "pages": pages}, indent=1, sort_keys=True, ensure_ascii=False)
    write_atomically(report.folder / MANIFEST, text)


def manifest_of(folder: Path) -> Facts | None:
    """What the report in a folder was made from; None where there is none, or it is damaged."""
    try:
        facts: Facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return facts


def approved_by(folder: Path) -> str:
    """Who approved the report in a folder; empty where there is none, or only a draft."""
    return str((manifest_of(folder) or {}).get("approved_by", ""))


def lay_out_words(workspace: Workspace, manifest: Facts) -> None:
    """Put the words that a report was made with into another workspace."""
    quarter = Quarter.parse(manifest["quarter"])
    for name, text in manifest.get("commentary", {}).items():
        write_atomically(workspace.root / commentary.path(quarter, name), text)


def reported(workspace: Workspace, quarter: Quarter, edition: str) -> Sequence[str]:
    """The earlier quarters that have a finished report of the same edition, newest first."""
    before = [each for each in workspace.quarters() if each < quarter]
    finished = [each for each in before if (report_folder(workspace, each, edition) / MANIFEST).exists()]
    return [str(each) for each in sorted(finished, reverse=True)]
