"""
What a quarter's figures are made from, as digests of its content: no clock decides whether they still stand.

It imports nothing slow, since it is asked before anything else is done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UnreadableReturn
from pipeline.partnership.here import here
from pipeline.read import received
from pipeline.store import baselines, code_digest, ledger
from pipeline.store.chain import Chain, state
from pipeline.store.decisions import chain_of
from pipeline.store.erasure import erasures
from pipeline.store.meeting_kept import meeting_files
from pipeline.store.raw_files import raw_files
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace, digest_of

_WORDS_BEFORE = 4  # quarters
_COUNTING = ("intake", "measure")  # the rooms that decide what a quarter's returns come to
_LIBRARIES = ("pandas", "numpy", "scipy", "pyarrow", "python-calamine", "msoffcrypto-tool")


@dataclass(frozen=True)
class Inputs:
    """
    What the figures of a quarter are made from in any edition, as it lay when it was looked at.

    Look before anything is read: what changes later is then new to the next run, whichever of the two this one read.

    Each is a digest. ``counting``: of the partnership's files that decide what a return counts for; ``partnership``: of
    all of them; ``files``: of the files of each quarter up to it; ``samples``: of the accounts of each one's samples;
    ``approved``: of the headings approved; ``baselines``: of those frozen of actions; ``beside``: of the analyst's
    words (of earlier quarters too), the marker of synthetic returns, what is not read, what is written down of the
    quarter's meetings, what meetings decided, what was erased, and what was released before.
    """

    counting: str
    partnership: str
    files: Mapping[Quarter, str]
    samples: Mapping[Quarter, str]
    approved: str
    baselines: str
    beside: str

    def of_quarter(self, quarter: Quarter, register: Iterable[Submission]) -> str:
        """The digest of all that decides what the returns of one quarter come to, whatever the edition."""
        code = code_digest.digest(_COUNTING, _LIBRARIES)
        theirs = self.files[quarter], self.samples[quarter]
        return _digest(theirs, self.approved, _entered([quarter], register), code, self.counting)

    def of_results(self, edition: str, register: Iterable[Submission]) -> str:
        """The digest of all that decides what the results of ``edition`` are."""
        files = [(self.files[each], self.samples[each]) for each in sorted(self.files)]
        register_says = _entered(self.files, register)
        beside = edition, self.beside, self.baselines
        return _digest(files, self.approved, register_says, beside, code_digest.program(), self.partnership)


def inputs(workspace: Workspace, quarter: Quarter) -> Inputs:
    """What the figures of ``quarter`` are made from, as it lies there now."""
    lying = raw_files(workspace, [each for each in workspace.quarters() if each <= quarter])
    return Inputs(
        counting=here().counting,
        partnership=here().digest,
        files={each: _digest([_file(path, workspace.raw) for path in paths]) for each, paths in lying.returns.items()},
        samples={each: _digest(_folder(workspace.samples / each.folder)) for each in lying.returns},
        approved=state(Chain(workspace.processed / "approvals.jsonl", "", "")),
        baselines=baselines.state(workspace, quarter),
        beside=_digest(
            workspace.synthetic,
            [[os.fsencode(each.path).hex(), each.why] for each in lying.not_read],
            sorted(os.fsencode(each).hex() for each in lying.open),
            *(_folder(workspace.commentary / each.folder) for each in quarters_of_words(quarter)),
            [[each.name, each.sha256] for each in meeting_files(workspace, quarter)],
            state(chain_of(workspace)),
            erasures.state(workspace),
            ledger.state(workspace),
        ),
    )


def quarters_of_words(quarter: Quarter) -> list[Quarter]:
    """The quarters whose words a report of ``quarter`` is made from: its own, then those before, the newest first."""
    return quarter.last(1 + _WORDS_BEFORE)[::-1]


def _file(path: Path, raw: Path) -> list[str]:
    name = os.fsencode(path.relative_to(raw)).hex()  # not every name is text
    try:
        return [name, received(path).sha256]
    except UnreadableReturn as refused:
        return [name, "", refused.reason]


def _entered(quarters: Iterable[Quarter], register: Iterable[Submission]) -> list[Mapping[str, object]]:
    """What the register says of ``quarters``: the order in which the files came decides which of them count."""
    names = {str(each) for each in quarters}
    entries = [asdict(each) for each in register if each.quarter in names]
    return [{name: part for name, part in each.items() if name != "first_seen"} for each in entries]


def _folder(folder: Path) -> Sequence[Sequence[str]]:
    return [[each.name, _bytes(each)] for each in sorted(folder.glob("*"))]


def _bytes(path: Path) -> str:
    return digest_of(path.read_bytes()) if path.is_file() else ""


def _digest(*parts: object) -> str:
    return digest_of(json.dumps(parts, sort_keys=True))
