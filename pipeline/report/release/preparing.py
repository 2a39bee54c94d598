"""A release prepared: its figures, the proof, a statement and a manifest, laid down for another role to approve."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS, Edition
from pipeline.disclose.facts import Cells, Fact
from pipeline.disclose.released_before import cells_as_text, fact_as_text, released_before
from pipeline.errors import PipelineError, UsageError
from pipeline.partnership.here import here
from pipeline.report.release.figures import figures_table
from pipeline.report.release.kept_ledger import refuse_if_cut
from pipeline.report.release.manifest import ReleaseManifest, as_text
from pipeline.report.release.places import (
    FIGURES,
    PROOF,
    STATEMENT,
    preparation_kept,
    prepared_folder,
    report_kept,
)
from pipeline.report.release.proof import Proof, proved
from pipeline.report.release.signed_report import SignedReport, signed_report
from pipeline.report.release.statement import Stated, statement
from pipeline.report.release.traces import refuse_traces
from pipeline.report.release.unfinished import finish
from pipeline.results.model import QuarterResult
from pipeline.store.code_digest import program
from pipeline.store.ledger import head, releases
from pipeline.store.reports import MANIFEST
from pipeline.store.sealed import sealed
from pipeline.store.withheld import names_in, refuse_to_repeat
from pipeline.store.workspace import UNFINISHED, Workspace, digest_of, give_name, write_atomically


@dataclass(frozen=True, eq=False)
class Proposed:
    """
    What is proposed for release: the ``result`` as the counts give it now, with its digest as results are kept.

    ``facts``: all that it prints of standards; ``cells``: the counts behind them. ``by``: the role that proposes it.
    """

    result: QuarterResult
    sha256: str
    facts: Sequence[Fact]
    cells: Cells
    by: str
    on: date

    @property
    def quarter(self) -> Quarter:
        """The quarter that it reports on."""
        return Quarter.parse(self.result.quarter)

    @property
    def edition(self) -> Edition:
        """The edition that it is for."""
        return EDITIONS[self.result.edition]


@dataclass(frozen=True)
class Preparation:
    """What was prepared: its ``folder``, the number that it is to have, and its statement."""

    folder: Path
    number: int
    statement: str


def released_edition(name: str) -> Edition:
    """An edition that is released. Raises: UsageError -- if its readers are known by name."""
    edition = EDITIONS[name]
    if edition.named_readers:
        others = " or ".join(each.name for each in EDITIONS.values() if not each.named_readers)
        raise UsageError(
            f"The {name} edition goes to named readers alone and is never released. Choose {others}: --edition."
        )
    return edition


def ready(workspace: Workspace, quarter: Quarter, edition: Edition) -> SignedReport:
    """
    The report that can be prepared for release, in a workspace that the caller holds (`locked`).

    Raises: PipelineError -- if it may not be released as it lies there, or the ledger lost something; UsageError -- if
            it is released already.
    """
    refuse_if_cut(workspace)
    finish(workspace)
    report = signed_report(workspace, quarter, edition.name)
    for each in releases(workspace):
        kept = report_kept(workspace, each.number)
        if each.stands and kept.is_file() and digest_of(kept.read_bytes()) == report.sha256:
            raise UsageError(
                f"This very report is released already, as {each.name}. Nothing need be done; to take it back: "
                "release withdraw."
            )
    return report


def prepare(workspace: Workspace, proposed: Proposed) -> Preparation:
    """
    Prove a release safe and lay it down to be approved, in a workspace that the caller holds.

    Raises: PipelineError -- if something would be given away, or the report is not of what lies there now; as `ready`.
    """
    report = ready(workspace, proposed.quarter, proposed.edition)
    if report.facts["results"] != proposed.sha256:
        raise PipelineError(
            f"The report in {report.folder} is not of what lies there now: the returns, words, decisions, definitions "
            "or earlier releases give other figures since. Run it again, read it, sign it off: python -m pipeline run "
            f"{proposed.quarter.folder} --edition {proposed.edition.name}{workspace.option} --final --approved-by ROLE"
        )
    refuse_traces(workspace, report)
    proof = proved(proposed.edition, released_before(workspace), proposed.facts, proposed.cells)
    number = max((each.number for each in releases(workspace)), default=0) + 1
    files = {FIGURES: figures_table(proposed.facts), PROOF: proof.text.encode()}
    text = statement(_stated(workspace, report, proposed, proof, number, files))
    files[STATEMENT] = text.encode()
    manifest = as_text(_manifest(workspace, report, proposed, number, files))
    folder = _lay_down(workspace, proposed, {**files, MANIFEST: manifest.encode()})
    return Preparation(folder, number, text)


def _stated(
    workspace: Workspace,
    report: SignedReport,
    proposed: Proposed,
    proof: Proof,
    number: int,
    files: Mapping[str, bytes],
) -> Stated:
    return Stated(
        number=number,
        result=proposed.result,
        edition=proposed.edition,
        files=len(report.facts["pages"]),
        returns=report.returns,
        words=len(report.facts.get("commentary", {})),
        signed_off_by=report.facts["approved_by"],
        proof=proof,
        before=[each for each in releases(workspace) if each.entry.quarter == proposed.result.quarter],
        definitions=report.facts["definitions"],
        digests={
            "The report's manifest": report.sha256,
            "Its figures as they are kept": proposed.sha256,
            **{name: digest_of(data) for name, data in files.items()},
            "The release ledger before this release": head(workspace) or "empty",
        },
        prepared_by=proposed.by,
        on=proposed.on,
    )


def _manifest(
    workspace: Workspace, report: SignedReport, proposed: Proposed, number: int, files: Mapping[str, bytes]
) -> ReleaseManifest:
    return ReleaseManifest(
        release=number,
        quarter=proposed.result.quarter,
        edition=proposed.result.edition,
        marking=proposed.result.marking,
        readers=proposed.result.readers,
        synthetic=proposed.result.synthetic,
        returns=report.returns,
        signed_off_by=report.facts["approved_by"],
        prepared_by=proposed.by,
        prepared_on=proposed.on.isoformat(),
        report=report.sha256,
        results=proposed.sha256,
        partnership=here().digest,
        code=program(),
        definitions=report.facts["definitions"],
        ledger=head(workspace),
        files={**report.facts["pages"], **{name: digest_of(data) for name, data in files.items()}},
    )


def _lay_down(workspace: Workspace, proposed: Proposed, files: Mapping[str, bytes]) -> Path:
    """Write the ``files`` aside and give their folder its name last, so that a kill leaves all of them or none."""
    folder = prepared_folder(workspace, proposed.quarter, proposed.edition.name)
    aside = folder.with_name(f"{UNFINISHED}{folder.name}")
    withheld = list(names_in(workspace))
    for name, data in files.items():
        refuse_to_repeat(data.decode("utf-8-sig"), withheld, f"{name} of a release")
        write_atomically(aside / name, data)
    if folder.exists():
        shutil.rmtree(folder)
    kept = {
        "manifest": digest_of(files[MANIFEST]),
        "says": [fact_as_text(each) for each in proposed.facts],
        "counts": cells_as_text(proposed.cells),
    }
    write_atomically(preparation_kept(workspace, proposed.quarter, proposed.edition.name), sealed(kept))
    return give_name(aside, folder)
