"""A notebook as a value: read from a file, turned into text, marked as failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

# nbformat has types for its values and none for its functions.
_nbformat: Any = nbformat
v4: Any = nbformat.v4

FAILED_TAG = "papermill-error-cell-tag"  # papermill's own, so that its next run takes the notice out again


def read(path: Path) -> NotebookNode:
    """Read a notebook in the current format."""
    notebook: NotebookNode = _nbformat.read(path, as_version=4)
    return notebook


def text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    return str(_nbformat.writes(notebook))


def failed(notebook: NotebookNode, error: str) -> NotebookNode:
    """Put an error above a notebook whose process ended before it could tell of it."""
    notebook.cells.insert(0, v4.new_markdown_cell(f"**{error}**", metadata={"tags": [FAILED_TAG]}))
    return notebook
