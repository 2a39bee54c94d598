"""
What the quarters before came to: counted once, kept, and counted again only where something that decides it changed.

``data/processed/quarters/<quarter>.json`` holds counts, the returns behind them and where their feedback lies,
and never a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import audits, feedback
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import PipelineError
from pipeline.intake import Intake
from pipeline.intake.feedback_folders import folders
from pipeline.measure.counts import AuditCounts
from pipeline.measure.table import audit_counts
from pipeline.results.assemble import returns_grid
from pipeline.results.followed.reading import reported
from pipeline.results.followed.reported import NOTHING_TOLD, Reported
from pipeline.results.kept_counts import as_kept, restored
from pipeline.results.return_values import ReturnsIn
from pipeline.results.year import returns_in
from pipeline.store.codec import built
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.feedback_notes import feedback_stands
from pipeline.store.samples import lists_of, samples
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, write_atomically


@dataclass(frozen=True)
class ReturnFacts:
    """One file among the returns, as a manifest names it. ``audit``: its code, where known."""

    number: int
    quarter: str
    folder: str
    file: str
    sha256: str
    audit: str
    counts: bool


@dataclass(frozen=True)
class PastQuarter:
    """
    What a quarter's returns came to, and how many of them ``came``.

    ``audits``: by code; ``receipts``: where they lie, below the reports; ``told``: what they report of actions and
    evidence.
    """

    returns: tuple[ReturnFacts, ...]
    audits: Mapping[str, AuditCounts]
    receipts: tuple[str, ...]
    came: tuple[ReturnsIn, ...] = ()
    told: Reported = NOTHING_TOLD


def past_quarter(workspace: Workspace, intake: Intake) -> PastQuarter:
    """What the returns of a quarter's ``intake`` came to; where cases were drawn from a list, by its account."""
    drawn = samples(workspace, intake.quarter)
    return PastQuarter(
        returns_of(intake),
        {
            code: audit_counts(audit, intake.quarter, intake.counted(audit), lists_of(drawn, code))
            for code, audit in audits.of(intake.quarter).items()
        },
        receipts_of(workspace, intake),
        returns_in(returns_grid(intake, SUBGROUP)),
        reported(intake),
    )


def returns_of(intake: Intake) -> tuple[ReturnFacts, ...]:
    """The files of an intake, in the order of the register."""
    return tuple(
        ReturnFacts(
            number=submission.number,
            quarter=submission.quarter,
            folder=submission.folder,
            file=submission.file_name,
            sha256=submission.sha256,
            audit=identity.form.audit.code if (identity := entry.validated.identity) else "",
            counts=entry.counts,
        )
        for entry in intake.entries
        for submission in (entry.submission,)
    )


def receipts_of(workspace: Workspace, intake: Intake) -> tuple[str, ...]:
    """Where the receipt of each file of an intake lies, below the reports."""
    places = folders(workspace, intake.quarter, intake.entries)
    receipts = [place / feedback.RECEIPT for place in places]
    return tuple(each.relative_to(workspace.reports).as_posix() for each in receipts)


def keep(workspace: Workspace, quarter: Quarter, past: PastQuarter, made_from: str) -> None:
    """Keep what a quarter came to. ``made_from``: the digest of all that decides it."""
    write_atomically(_path(workspace, quarter), sealed({**_parts(past), "inputs": made_from}))


def _parts(past: PastQuarter) -> dict[str, Any]:
    return {
        "returns": [asdict(each) for each in past.returns],
        "audits": {code: as_kept(each) for code, each in past.audits.items()},
        "receipts": past.receipts,
        "came": [asdict(each) for each in past.came],
        "told": asdict(past.told),
    }


def in_place_of_returns(past: PastQuarter) -> str:
    """What a quarter came to, as it is kept for good once its returns are erased: counts, and of whom they are."""
    return sealed(_parts(past))


def kept(workspace: Workspace, quarter: Quarter, made_from: str) -> PastQuarter | None:
    """
    What a quarter came to, where it is kept whole and made from just these inputs, and all feedback stands.

    Where its returns are erased it is what was kept in their place, whatever else has changed.
    Raises: PipelineError -- if that is lost or altered: nothing could be counted in its place.
    """
    if quarter in erased_quarters(workspace):
        return counted_before_erasure(workspace, quarter)
    try:
        parts = unsealed(_path(workspace, quarter).read_bytes())
        past = _restored(parts) if parts["inputs"] == made_from else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return past if past is not None and feedback_stands(workspace, past.receipts) else None


def counted_before_erasure(workspace: Workspace, quarter: Quarter) -> PastQuarter:
    """
    What a quarter came to whose returns are erased.

    Raises: PipelineError -- if it is lost or altered, or kept by a version of the software that this one cannot read.
    """
    path = workspace.kept_counts / f"{quarter.folder}.json"
    try:
        return _restored(unsealed(path.read_bytes()))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        raise PipelineError(
            f"{path} is gone or damaged: it holds the counts of {quarter}, whose returns are erased, so they cannot be "
            "counted again. Restore it from a backup."
        ) from None


def _restored(parts: Mapping[str, Any]) -> PastQuarter:
    return PastQuarter(
        tuple(ReturnFacts(**each) for each in parts["returns"]),
        {code: restored(audit) for code, audit in parts["audits"].items()},
        tuple(parts["receipts"]),
        tuple(ReturnsIn(**{**each, "awaited": tuple(each["awaited"])}) for each in parts["came"]),
        built(Reported, parts["told"]),
    )


def _path(workspace: Workspace, quarter: Quarter) -> Path:
    return workspace.processed / "quarters" / f"{quarter.folder}.json"
