"""The files below a folder of a workspace: what is to go, and nothing that lies elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.store.workspace import Workspace


def files_in(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """
    Every file and link below ``folder``, in the order of their names; a link is one entry, and is not followed.

    Raises: PipelineError -- if the way to it leads over a link; OSError -- if a folder cannot be listed.
    """
    refuse_links(workspace, folder)
    if folder.is_dir():
        for each in sorted(folder.iterdir()):
            if each.is_dir() and not each.is_symlink():
                yield from files_in(workspace, each)
            else:
                yield each


def refuse_links(workspace: Workspace, place: Path) -> None:
    """
    See that ``place`` lies in the workspace by its own way.

    Raises: PipelineError -- if it lies outside, or a folder on the way to it is a link to somewhere else.
    """
    try:
        parts = place.relative_to(workspace.root).parts
    except ValueError:
        parts = ("..",)
    inside = ".." not in parts
    on_the_way = [workspace.root.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    linked = next((each for each in on_the_way if each.is_symlink() and each.is_dir()), None) if inside else place
    if linked is not None:
        raise PipelineError(
            f"{linked} is a link, or lies outside of the workspace, and nothing is erased there. Erase in the folder "
            "that it leads to, with --root, or put the folder itself in its place."
        )


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths are one file's, however they are written."""
    return os.path.normpath(one) == os.path.normpath(other)
