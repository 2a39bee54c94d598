"""Small notebooks to run, and what their cells put out."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import v4

from pipeline.report.execute import Job
from pipeline.report.html import Page

PAGE = Page(title="Neglect", quarter="2019-20 Q2", synthetic=True)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def written(path: Path, *cells: str | nbformat.NotebookNode) -> Path:
    """A notebook of these cells, after a parameters cell that declares ``quarter`` and ``rounds``."""
    parameters = v4.new_code_cell('quarter = "2019-20-Q1"\nrounds = 1', metadata={"tags": ["parameters"]})
    new_cells = [v4.new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    nbformat.write(v4.new_notebook(cells=[parameters, *new_cells], metadata={"kernelspec": KERNEL}), path)
    return path


def job(path: Path, name: str = "out", **given: str | int | bool) -> Job:
    return Job(path, path.parent / f"{name}.ipynb", given, path.parent / f"{name}.html", PAGE)


def outputs(path: Path) -> list[list[dict[str, object]]]:
    """Each cell's outputs, streams of one kind joined: a kernel cuts them where its clock does."""
    joined: list[list[dict[str, object]]] = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        shown: list[dict[str, object]] = []
        for output in cell.outputs:
            same = shown and output.output_type == "stream" and shown[-1].get("name") == output.name
            if same:
                shown[-1]["text"] = f"{shown[-1]['text']}{output.text}"
            else:
                shown.append(dict(output))
        joined.append(shown)
    return joined
