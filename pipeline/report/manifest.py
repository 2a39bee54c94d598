"""What a report was made from: every return, setting, definition and library, and the digests of what came out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here
from pipeline.results import commentary
from pipeline.results.commentary import pages
from pipeline.results.model import QuarterResult
from pipeline.results.past import ReturnFacts
from pipeline.store import baselines, decisions
from pipeline.store.approvals import approvals
from pipeline.store.code_digest import notebooks, program
from pipeline.store.inputs import quarters_of_words
from pipeline.store.ledger import head
from pipeline.store.meeting_kept import MeetingFile, keep
from pipeline.store.raw_files import NotRead
from pipeline.store.received import receive
from pipeline.store.reports import (
    MANIFEST,
    UNFINISHED,
    Facts,
    forget_manifest,
    manifest_of,
    note_manifest,
    pages_of,
    report_folder,
)
from pipeline.store.samples import StoredSample
from pipeline.store.withheld import names_in, refuse_to_repeat
from pipeline.store.workspace import Workspace, digest_of, write_atomically

_PRINTED_LIBRARIES = ("pandas", "numpy", "scipy", "matplotlib", "nbconvert")


@dataclass(frozen=True)
class Printed:
    """
    What the pages of a report print that no figure decides.

    ``stamp``: the day that pages made now carry; ``stamps``: that of a page, where it is another, by its file.
    ``linked``: the earlier quarters that they lead to; ``revised_since``: the day on which the final report was signed
    that this one takes the place of, where its figures were others; ``redefined_since``: the day up to which the audits
    were defined otherwise, where nobody has taken the newer definitions yet.
    """

    stamp: str
    linked: tuple[str, ...] = ()
    revised_since: str = ""
    redefined_since: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Report:
    """
    One report to be made: its results, for which audits, what else its pages print, and who has approved it.

    ``sha256``: of the results as they are kept.
    """

    workspace: Workspace
    result: QuarterResult
    sha256: str
    audits: tuple[str, ...]
    printed: Printed
    approved_by: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter that it reports on."""
        return Quarter.parse(self.result.quarter)

    @property
    def folder(self) -> Path:
        """Where its pages go."""
        return report_folder(self.workspace, self.quarter, self.result.edition)


def made_from(
    report: Report,
    returns: Iterable[ReturnFacts],
    not_read: Iterable[NotRead],
    drawn: Sequence[StoredSample] = (),
    met: Sequence[MeetingFile] = (),
) -> Facts:
    """
    Everything that decides what the report's figures and pages are.

    ``returns``: every file of its quarter and of those before; ``not_read``: what else lay there; ``drawn``: the
    quarter's samples; ``met``: the files of its meetings.
    """
    result, quarter = report.result, report.quarter
    words = [commentary.named(each, result.edition) for each in pages()]
    _, *words_before = quarters_of_words(quarter)
    return {
        "quarter": result.quarter,
        "edition": result.edition,
        "stamp": report.printed.stamp,
        "revised_since": report.printed.revised_since,
        "redefined_since": report.printed.redefined_since,
        "synthetic": result.synthetic,
        "approved_by": report.approved_by,
        "audits": list(report.audits),
        "earlier": list(report.printed.linked),
        "returns": [asdict(each) for each in sorted(returns, key=lambda each: each.number)],
        "not_read": [
            {
                "place": each.place,
                "why": each.why,
                "agencies": sorted(each.agencies if each.quarter == quarter else ()),
                "read": each.read,
            }
            for each in not_read
        ],
        "approvals": [asdict(each) for each in approvals(report.workspace).entries],
        "decisions": decisions.digest(decisions.read_up_to(report.workspace, quarter)),
        "commentary": _words(report.workspace, quarter, words),
        "commentary_before": {
            str(before): texts for before in words_before if (texts := _words(report.workspace, before, words))
        },
        "ledger": head(report.workspace),
        "baselines": baselines.digest(baselines.baselines(report.workspace, quarter)),
        "samples": [{"file": each.name, "sha256": each.sha256} for each in drawn],
        "meetings": [{"file": each.name, "sha256": each.sha256} for each in met],
        "definitions": definitions(quarter),
        "partnership": {"digest": here().digest, "files": dict(here().digests)},
        "code": program(),
        "notebooks": notebooks(),
        "python": sys.version.split()[0],
        "libraries": {name: version(name) for name in _PRINTED_LIBRARIES},
        "results": report.sha256,
    }


def definitions(quarter: Quarter) -> Mapping[str, str]:
    """The version of what each audit asks and counts in a quarter, by audit and view."""
    return {
        f"{code}/{view.code}": audit.form(view, quarter).version
        for code, audit in audits.of(quarter).items()
        for view in audit.views
    }


def _words(workspace: Workspace, quarter: Quarter, names: Sequence[str]) -> Mapping[str, str]:
    """What was written for a quarter's pages, by the name of each one's file."""
    return {name: text for name in names if (text := commentary.published(workspace, quarter, name))}


def begin(report: Report, facts: Facts) -> None:
    """
    Say in the folder of a report that has no manifest yet that its pages are being made.

    A run that is stopped meanwhile leaves pages that are known to be a draft's.
    """
    if manifest_of(report.folder) is None:
        forget_manifest(report.workspace, report.quarter, report.result.edition)
        _write(report, {**facts, "approved_by": "", UNFINISHED: True, "pages": {}})


def keep_manifest(
    report: Report,
    facts: Facts,
    stamps: Mapping[str, str],
    drawn: Sequence[StoredSample] = (),
    met: Sequence[MeetingFile] = (),
) -> None:
    """
    Write the manifest beside the pages just made, and take away those of an earlier run that are not among them.

    ``stamps``: the day that each page and workbook says it was made on. The accounts of the samples ``drawn`` and
    the files of the meetings, ``met``, are kept as they were, so that the report can be made again.
    """
    for each in drawn:
        receive(report.workspace, each.data, each.sha256)
    keep(report.workspace, met)
    pages = {name: digest_of((report.folder / name).read_bytes()) for name in sorted(stamps)}
    for path in pages_of(report.folder):
        if path.name not in pages:
            path.unlink()  # other figures must not stand beside these
    _write(report, {**facts, "pages": pages, "stamps": stamps, "made_on": date.today().isoformat()})
    note_manifest(report.workspace, report.quarter, report.result.edition, final=bool(report.approved_by))


def _write(report: Report, facts: Facts) -> None:
    text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False)
    refuse_to_repeat(text, names_in(report.workspace), "The manifest of a report")
    write_atomically(report.folder / MANIFEST, text)


def lay_out_words(workspace: Workspace, manifest: Facts) -> None:
    """Put the words that a report was made with into another workspace."""
    written = {manifest["quarter"]: manifest.get("commentary", {}), **manifest.get("commentary_before", {})}
    for quarter, texts in written.items():
        for name, text in texts.items():
            write_atomically(workspace.root / commentary.path(Quarter.parse(quarter), name), text)
