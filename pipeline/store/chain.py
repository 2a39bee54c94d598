"""A file of entries, each line of JSON with the digest of the line before it, so that a lost or altered one shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import PipelineError
from pipeline.store.workspace import digest_of, write_atomically

Entry = TypeVar("Entry")


def entries(path: Path, entry_of: Callable[..., Entry], damaged: str) -> list[Entry]:
    """
    Every entry of ``path``, oldest first, as ``entry_of`` makes it of its line; none where there is no such file.

    Raises: PipelineError -- if the file was altered or lost a line; ``damaged`` says so, with {line} and {path}.
    """
    if not path.exists():
        if _last(path):
            raise PipelineError(damaged.format(line=1, path=path))
        return []
    intact_entries: list[Entry] = []
    digests: set[str] = set()
    before, whole = "", path.read_text(encoding="utf-8")
    for number, text in enumerate(whole.removesuffix("\n").split("\n") if whole else [], start=1):
        try:
            line = json.loads(text)
            intact = line.pop("after") == before
            entry = entry_of(**line)
        except (ValueError, TypeError, KeyError, AttributeError):
            intact = False
        if not intact:
            raise PipelineError(damaged.format(line=number, path=path))
        intact_entries.append(entry)
        before = digest_of(text)
        digests.add(before)
    if (last := _last(path)) and last not in digests:
        raise PipelineError(damaged.format(line=len(intact_entries), path=path))
    return intact_entries


def rewritten(path: Path, parts: Iterable[Mapping[str, Any]]) -> None:
    """Write entries, each given by its parts, one bound to the other."""
    lines: list[str] = []
    before = ""
    for each in parts:
        lines.append(json.dumps({**each, "after": before}, sort_keys=True))
        before = digest_of(lines[-1])
    write_atomically(path, "".join(line + "\n" for line in lines))
    write_atomically(
        _beside(path), before
    )  # after the lines, so that a kill in between leaves more lines than are vouched for


def _beside(path: Path) -> Path:
    """Where the digest of the last line is kept, to which nothing else is bound."""
    return path.with_suffix(".head")


def _last(path: Path) -> str:
    return _beside(path).read_text(encoding="utf-8") if _beside(path).exists() else ""
