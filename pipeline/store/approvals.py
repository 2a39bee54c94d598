"""
Headings of an agency's own that a person has approved for a question, once: by whom, when, and whether still so.

Append-only: to withdraw an approval is an entry of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.partnership.bodies import find, predecessors, sent_by
from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace, digest_of
from pipeline.validate.approved import Approved
from pipeline.validate.tidy import folded


@dataclass(frozen=True)
class Approval:
    """One entry. ``heading`` is folded; ``by`` is a role; ``when`` is a moment in UTC, as ISO 8601."""

    agency: str
    audit: str
    heading: str
    field: str
    by: str
    when: str
    withdrawn: bool = False

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is about: of two entries about the same the later holds."""
        return self.agency, self.audit, self.heading


@dataclass(frozen=True)
class Approvals:
    """The approvals in force."""

    entries: tuple[Approval, ...] = ()

    def headings(self, agency: str, audit: str) -> Mapping[str, Approved]:
        """
        What was approved for an agency's returns of an audit, by folded heading.

        What was approved for a body before it holds for it too, unless something else was approved for its own.
        """
        before = [each.code for each in predecessors(agency)]
        return {
            each.heading: Approved(
                each.field, each.by, datetime.fromisoformat(each.when).date(), "" if code == agency else code
            )
            for code in (*before, agency)
            for each in self.entries
            if (each.agency, each.audit) == (code, audit)
        }

    def digest(self, folder: str) -> str:
        """
        The digest of those that can bear on a return found in ``folder`` (quarter/agency); empty where there is none.

        A return in an agency's folder is of that agency, of one before or after it or of one that it sends for, or is
        sent back; any other may be anybody's.
        """
        if not self.entries:
            return ""
        quarter, *below = folder.split("/")
        known = find(below[0]) if below else None
        codes = sent_by(known.code, Quarter.parse(quarter)) if known else None
        theirs = [each for each in self.entries if codes is None or each.agency in codes]
        bearing = sorted(json.dumps(asdict(each)) for each in theirs)
        return digest_of("\n".join(bearing)) if bearing else ""


NO_APPROVALS = Approvals()


def approvals(workspace: Workspace) -> Approvals:
    """The approvals in force. Raises: PipelineError -- if their file was altered or lost a line."""
    return _in_force(_entries(workspace))


def approve(workspace: Workspace, new: Approval) -> None:
    """
    Add an approval, in a workspace that the caller holds (`locked`).

    Raises: UsageError -- if the heading or the field already has one that is in force.
    """
    heading = folded(new.heading)
    for each in approvals(workspace).entries:
        theirs = (each.agency, each.audit) == (new.agency, new.audit)
        if theirs and (each.heading == heading or each.field == new.field):
            raise UsageError(
                f"'{each.heading}' is already approved for {each.field} ({each.by}, {each.when[:10]}). A heading "
                "stands for one question and a question has one such heading: withdraw that one first (--withdraw)."
            )
    _add(workspace, [Approval(**{**asdict(new), "heading": heading})])


def withdraw(workspace: Workspace, agency: str, audit: str, heading: str, by: str, when: str) -> Approval:
    """
    Withdraw what was approved for a heading, in a workspace that the caller holds; gives it.

    Raises: UsageError -- if nothing is approved for it.
    """
    held = next((each for each in approvals(workspace).entries if each.about == (agency, audit, folded(heading))), None)
    if held is None:
        raise UsageError(f"Nothing is approved for '{folded(heading)}' of {agency} in {audit}. See approve --list.")
    _add(workspace, [Approval(*held.about, held.field, by, when, withdrawn=True)])
    return held


def lay_out(workspace: Workspace, earlier: Iterable[Mapping[str, str]]) -> None:
    """Approve in a new workspace what was in force when a report was made."""
    _add(workspace, [Approval(**each) for each in earlier])  # type: ignore[arg-type]


def _in_force(entries: Sequence[Approval]) -> Approvals:
    newest = {each.about: each for each in entries}
    return Approvals(tuple(each for each in newest.values() if not each.withdrawn))


def _entries(workspace: Workspace) -> list[Approval]:
    return chain.entries(_chain(workspace), Approval)


def _add(workspace: Workspace, new: Sequence[Approval]) -> None:
    if new:
        chain.rewritten(_chain(workspace), [asdict(each) for each in [*_entries(workspace), *new]])


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "approvals.jsonl",
        "The approvals of headings are",
        "Restore them from a backup, together with approvals.head; or delete both files and approve afresh.",
    )
