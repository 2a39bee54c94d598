"""
A file of entries, each line of JSON with the digest of the line before it, so that a lost or altered one shows.

Nothing is bound to the last line, so its digest stands in a file of its own beside it (``.head``). That one is written
before the lines, with the last digest that was and the one that is to be, and again after them: so a kill at any
instant leaves a head that vouches for what is there, and nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import PipelineError
from pipeline.store.codec import built, parsed
from pipeline.store.workspace import digest_of, write_atomically

Entry = TypeVar("Entry")
_NONE = ""  # stands for the digest of the last line where there is no line
_LOOKS = 20  # times that a reader looks again while another command is writing


@dataclass(frozen=True)
class Chain:
    """Where entries are kept; ``name``: the words for them that begin a sentence; ``mend``: what to do if damaged."""

    path: Path
    name: str
    mend: str

    @property
    def head(self) -> Path:
        """Where the digest of the last line is kept."""
        return self.path.with_suffix(".head")


def entries(chain: Chain, kind: type[Entry]) -> list[Entry]:
    """
    Every entry, oldest first, as the class ``kind``; none where nothing was ever entered.

    Raises: PipelineError -- if a line was altered or lost, or nothing vouches for the last one any more.
    """
    vouched, lines = _read(chain)
    intact_entries: list[Entry] = []
    digests = [_NONE]
    for number, text in enumerate(lines, start=1):
        try:
            line = parsed(text)
            intact = line.pop("after") == digests[-1]
            entry = built(kind, line)
        except (ValueError, TypeError, KeyError, AttributeError):
            intact = False
        if not intact:
            raise PipelineError(f"{chain.name} damaged at line {number} ({chain.path}). {chain.mend}")
        intact_entries.append(entry)
        digests.append(digest_of(text))
    _refuse_if_not_vouched_for(chain, vouched, digests)
    return intact_entries


def state(chain: Chain) -> str:
    """A digest of all that is entered, and of whether anything vouches for its end, in whatever words."""
    vouched, lines = _read(chain)
    return digest_of(json.dumps([_last(lines) in (vouched or [_NONE]), digest_of(b"\n".join(lines))]))


def _refuse_if_not_vouched_for(chain: Chain, vouched: list[str], digests: list[str]) -> None:
    head, number = chain.head, len(digests) - 1
    if not vouched and number:
        raise PipelineError(
            f"{chain.name} damaged: {head.name}, which vouches for its last line, is gone ({head}). {chain.mend}"
        )
    if vouched and digests[-1] not in vouched:
        if set(vouched) & set(digests[1:]):
            raise PipelineError(
                f"{chain.name} damaged: {head.name} is older than the lines that it vouches for ({head}). {chain.mend}"
            )
        raise PipelineError(
            f"{chain.name} damaged at line {max(number, 1)} ({chain.path}): {head.name} does not vouch for it, so it "
            f"was altered, or what came after it is gone. {chain.mend}"
        )


def heads(chain: Chain) -> list[str]:
    """The digest of each line, in order: whoever was told one of them can tell later whether it is still there."""
    return [digest_of(line) for line in _read(chain)[1]]


def rewritten(chain: Chain, parts: Iterable[Mapping[str, Any]]) -> None:
    """Write entries, each given by its parts, one bound to the other."""
    _, there = _read(chain)
    _write(chain, _bound(parts, _NONE), there)


def appended(chain: Chain, parts: Iterable[Mapping[str, Any]]) -> None:
    """Add entries after those that are there, which stay as they are to the byte."""
    _, there = _read(chain)
    _write(chain, [*there, *_bound(parts, _last(there))], there)


def head_with(chain: Chain, parts: Iterable[Mapping[str, Any]]) -> str:
    """The digest that the last line will have once these entries are `appended`."""
    _, there = _read(chain)
    return _last([*there, *_bound(parts, _last(there))])


def _bound(parts: Iterable[Mapping[str, Any]], last: str) -> list[bytes]:
    """The lines of entries that come after the line of the digest ``last``."""
    lines: list[bytes] = []
    for each in parts:
        lines.append(json.dumps({**each, "after": last}, sort_keys=True).encode("ascii"))
        last = digest_of(lines[-1])
    return lines


def _last(lines: list[bytes]) -> str:
    return digest_of(lines[-1]) if lines else _NONE


def _write(chain: Chain, lines: list[bytes], there: list[bytes]) -> None:
    last = _last(lines)
    write_atomically(chain.head, f"{_last(there)}\n{last}")
    write_atomically(chain.path, b"".join(line + b"\n" for line in lines))
    write_atomically(chain.head, last)


def _read(chain: Chain) -> tuple[list[str], list[bytes]]:
    """
    The digests that the head vouches for (none where it is gone), and the lines.

    Whoever only looks holds no lock, so it looks again for as long as another command is writing.
    """
    for _ in range(_LOOKS):
        head, data = _bytes(chain.head), _bytes(chain.path)
        if _bytes(chain.head) == head:
            break
    # Digests are of ASCII; whatever else stands in a head vouches for nothing.
    vouched = [] if head is None else head.decode("ascii", errors="replace").split("\n")
    whole = (data or b"").replace(b"\r\n", b"\n").removesuffix(b"\n")
    return vouched, whole.split(b"\n") if data else []


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
