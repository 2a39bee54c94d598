"""A notebook as a value: read from a file, turned into text, marked as failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

# nbformat has types for its values and none for its functions.
_nbformat: Any = nbformat
_v4: Any = v4

FAILED_TAG = "papermill-error-cell-tag"  # papermill's own, so that its next run takes the notice out again


def read(path: Path) -> NotebookNode:
    """Read a notebook in the current format."""
    notebook: NotebookNode = _nbformat.read(path, as_version=4)
    return notebook


def text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    return str(_nbformat.writes(notebook))


def of(*cells: NotebookNode) -> NotebookNode:
    """Make a notebook of these cells."""
    notebook: NotebookNode = _v4.new_notebook(cells=list(cells))
    return notebook


def markdown(source: str, **metadata: Any) -> NotebookNode:
    """Make a cell of text."""
    cell: NotebookNode = _v4.new_markdown_cell(source, metadata=metadata)
    return cell


def code(source: str, *outputs: NotebookNode) -> NotebookNode:
    """Make a cell of code that has put out these outputs."""
    cell: NotebookNode = _v4.new_code_cell(source, outputs=list(outputs))
    return cell


def output(kind: str, **content: Any) -> NotebookNode:
    """Make an output: a stream, a display, a result or an error."""
    new: NotebookNode = _v4.new_output(kind, **content)
    return new


def node(**content: Any) -> NotebookNode:
    """Make a part of a notebook, whose keys are also attributes."""
    new: NotebookNode = _nbformat.from_dict(content)
    return new


def failed(notebook: NotebookNode, error: str) -> NotebookNode:
    """Put an error above a notebook whose process ended before it could tell of it."""
    notebook.cells.insert(0, markdown(f"**{error}**", tags=[FAILED_TAG]))
    return notebook
