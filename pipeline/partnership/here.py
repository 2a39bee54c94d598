"""Which partnership this process works for: one, set once by whoever begins, and asked for by everybody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pipeline.partnership.load import Further, load
from pipeline.partnership.model import Partnership

SHIPPED = Path(__file__).parents[1] / "partnerships"
USUAL = "southampton"  # where a workspace has none of its own
FOLDER = "partnership"  # of a workspace that has

_chosen: list[Partnership] = []  # by whoever began this process; the last one counts
_opened: list[Partnership] = []  # by a notebook that a person runs, where nobody has chosen


def shipped_names() -> tuple[str, ...]:
    """The folders of the partnerships that come with the package."""
    return tuple(sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))


@cache
def shipped(name: str) -> Partnership:
    """One of the partnerships that come with the package."""
    return load(SHIPPED / name)


def here() -> Partnership:
    """The partnership that this process works for."""
    return (_chosen or _opened or [shipped(USUAL)])[-1]


def begin(root: Path) -> None:
    """Work for the partnership of the workspace at ``root``, unless whoever began this process has chosen one."""
    if not _chosen:
        there = of_workspace(root)
        # The same files are the same partnership, so that nothing is read anew for each cell of a notebook.
        if not _opened or _opened[-1].digest != there.digest:
            _opened[:] = [there]


@contextmanager
def used(partnership: Partnership) -> Iterator[Partnership]:
    """Within the block this process works for ``partnership``."""
    _chosen.append(partnership)
    try:
        yield partnership
    finally:
        _chosen.pop()


def of_workspace(root: Path, *further: Further) -> Partnership:
    """
    The partnership of the workspace at ``root``: its own folder's, or the usual one's. ``further``: see `load`.

    Raises: WrongPartnership -- naming everything that is wrong with its files.
    """
    own = root / FOLDER
    return load(own, *further) if os.path.lexists(own) else shipped(USUAL)
