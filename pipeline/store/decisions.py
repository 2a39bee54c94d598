"""
What meetings decided on reading a report: what was asked of whom, which actions were agreed, what was overridden.

Append-only: to close or to withdraw a decision is an entry of its own under the same number, and the newest holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.errors import UsageError
from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace, digest_of

ACTION_ID = re.compile(r"M\d{4}Q[1-4]\.\d+")  # of an action that a meeting agreed, as `decide` gives it


class DecisionKind(StrEnum):
    """What sort of thing a meeting decided."""

    DECISION = "decision"
    ASK = "ask"
    ACTION = "action"
    OVERRIDE = "override"


class Closer(StrEnum):
    """What can close a decision: something that a report shows, or the words of a meeting."""

    RETURN = "return"
    ACTION = "action"
    EVIDENCE = "evidence"
    STANDARD = "standard"
    WORDS = "words"


@dataclass(frozen=True)
class Decision:
    """
    One entry. Days are as in ISO 8601, quarters as they are written, both empty where there is none; people are roles.

    ``quarter``: the report that the meeting read, ``on``: the day of the meeting. ``agency``: the code of the one that
    is asked, or leads an action; empty where it is nobody's. ``closes``: what closes it, such as "return NEG",
    "return NEG 2019-20-Q3", "action T2.b2", "evidence ASR-0003", "standard WNB3" or "words"; empty where nothing is
    awaited. ``colour``: the one that an override sets, ``until``: the last report that it holds in. ``action``: the id
    that an agreed action was given. ``closed``, ``closed_by`` and ``closed_why``: that a person closed or withdrew it.
    """

    number: int
    kind: DecisionKind
    quarter: str
    on: str
    by: str
    text: str
    recommendations: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    agency: str = ""
    due: str = ""
    closes: str = ""
    colour: str = ""
    until: str = ""
    action: str = ""
    closed: str = ""
    closed_by: str = ""
    closed_why: str = ""
    withdrawn: bool = False

    @property
    def closer(self) -> tuple[Closer, str] | None:
        """What closes it, and its code or number; None where nothing is awaited."""
        what, _, about = self.closes.partition(" ")
        return (Closer(what), about) if what else None


def decisions(workspace: Workspace) -> tuple[Decision, ...]:
    """Those in force, by number. Raises: PipelineError -- if their file was altered or lost a line."""
    return tuple(each for each in _newest(workspace).values() if not each.withdrawn)


def read_up_to(workspace: Workspace, quarter: Quarter) -> tuple[Decision, ...]:
    """Those in force that meetings took on the reports of ``quarter`` and of quarters before; raises as `decisions`."""
    return _in_force(_entries(workspace), quarter)


def digest(those: Sequence[Decision]) -> str:
    """The digest of decisions, which tells none of their words; empty where there are none."""
    return digest_of(json.dumps([asdict(each) for each in those], sort_keys=True)) if those else ""


def as_they_were(workspace: Workspace, quarter: Quarter, sha256: str) -> tuple[Decision, ...] | None:
    """
    Those of ``quarter`` as they were when their digest was ``sha256``; None where they are there no longer.

    Since no entry is ever changed or taken away, they are what the first so many entries say.
    """
    entries = _entries(workspace)
    earlier = (_in_force(entries[:count], quarter) for count in range(len(entries), -1, -1))
    return next((those for those in earlier if digest(those) == sha256), None)


def decide(workspace: Workspace, new: Decision) -> Decision:
    """
    Add a decision, in a workspace that the caller holds (`locked`); gives it with its number.

    An action is given its id, and what closes it is that an agency reports it as done, unless it says something else.
    """
    there = _newest(workspace)
    numbered = replace(new, number=max(there, default=0) + 1)
    if new.kind is DecisionKind.ACTION:
        own = _action_id(new.quarter, there.values())
        numbered = replace(numbered, action=own, closes=new.closes or f"{Closer.ACTION} {own}")
    _add(workspace, [numbered])
    return numbered


def close(workspace: Workspace, number: int, by: str, on: str, why: str) -> Decision:
    """
    Close a decision by the words of a meeting, in a workspace that the caller holds; gives it.

    Raises: UsageError -- if there is none, nothing is awaited of it, or it is closed already or on an earlier day than
            it was decided.
    """
    held = _held(workspace, number)
    if held.closed:
        raise UsageError(
            f"No. {number} is closed already (by {held.closed_by}, {_spoken(held.closed)}). Nothing need be done; if "
            "it was closed by mistake, decide it anew. See decide --list."
        )
    if not held.closes:
        last = f" An override ends after {held.until}; to end it now: --withdraw {number}." if held.until else ""
        raise UsageError(f"No. {number} awaits nothing, so there is nothing to close.{last} See decide --list.")
    if on < held.on:
        raise UsageError(
            f"No. {number} was decided on {_spoken(held.on)} and cannot be closed before, on {_spoken(on)}. Mend --on."
        )
    closed = replace(held, closed=on, closed_by=by, closed_why=why)
    _add(workspace, [closed])
    return closed


def withdraw(workspace: Workspace, number: int, by: str, on: str) -> Decision:
    """
    Take a decision back, in a workspace that the caller holds; gives it. Its entries stay in the file.

    Raises: UsageError -- if there is none in force.
    """
    held = _held(workspace, number)
    _add(workspace, [replace(held, withdrawn=True, closed=on, closed_by=by, closed_why="")])
    return held


def lay_out(workspace: Workspace, earlier: Sequence[Decision]) -> None:
    """Keep in a new workspace what was in force when a report was made."""
    _add(workspace, earlier)


def chain_of(workspace: Workspace) -> Chain:
    """Where they are kept."""
    return Chain(
        workspace.processed / "decisions.jsonl",
        "The decisions of meetings are",
        "Restore them from a backup, together with decisions.head; or delete both files and decide afresh, from the "
        "minutes.",
    )


def _held(workspace: Workspace, number: int) -> Decision:
    held = _newest(workspace).get(number)
    if held is None or held.withdrawn:
        raise UsageError(f"There is no decision no. {number} in force. See decide --list.")
    return held


def _spoken(day: str) -> str:
    return spoken(date.fromisoformat(day))


def _action_id(quarter: str, there: Iterable[Decision]) -> str:
    """The id of the next action that a meeting on the report of ``quarter`` agrees: "M2019Q2.1"."""
    read = Quarter.parse(quarter)
    begins = f"M{read.year}Q{read.number}."
    return f"{begins}{1 + sum(each.action.startswith(begins) for each in there)}"


def _newest(workspace: Workspace) -> dict[int, Decision]:
    """The newest entry of each number, those withdrawn too."""
    return dict(sorted({each.number: each for each in _entries(workspace)}.items()))


def _in_force(entries: Sequence[Decision], quarter: Quarter) -> tuple[Decision, ...]:
    newest = dict(sorted({each.number: each for each in entries}.items())).values()
    return tuple(each for each in newest if not each.withdrawn and Quarter.parse(each.quarter) <= quarter)


def _entries(workspace: Workspace) -> list[Decision]:
    return chain.entries(chain_of(workspace), Decision)


def _add(workspace: Workspace, new: Sequence[Decision]) -> None:
    if new:
        chain.rewritten(chain_of(workspace), [asdict(each) for each in [*_entries(workspace), *new]])
