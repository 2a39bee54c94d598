"""The notebooks as saved: thin, one parameters cell each, and nothing left of a run."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.forms import ALL
from tests.source import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETERS_CELL = "parameters"
LONGEST_CELL = 10
DOORS = {("pipeline", 0), ("pipeline.page", 0), ("pipeline.region", 0), ("pipeline.region.page", 0)}
THIN = {
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.Lambda: "lambda",
    ast.ClassDef: "class",
    ast.For: "for",
    ast.AsyncFor: "for",
    ast.comprehension: "for",
    ast.While: "while",
    ast.Try: "try",
    ast.TryStar: "try",
    ast.Import: "import",
}


def fat(source: str) -> Iterator[str]:
    """What makes a notebook's code cell more than a few calls."""
    if len(source.splitlines()) > LONGEST_CELL:
        yield f"{len(source.splitlines())} lines; at most {LONGEST_CELL}"
    try:
        parsed = ast.parse(source)
    except SyntaxError:
        yield "not plain Python (magics belong to the person at the screen, not to the file)"
        return
    for node in ast.walk(parsed):
        if type(node) in THIN:
            yield f"line {getattr(node, 'lineno', '?')} has `{THIN[type(node)]}`"
        elif isinstance(node, ast.ImportFrom) and (node.module, node.level) not in DOORS:
            yield f"line {node.lineno} imports from elsewhere than `from pipeline import ...` or `... .page`"


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_thin(path: Path) -> None:
    sources = ["".join(cell["source"]) for cell in code_cells(path)]
    heavy = [f"{path.name}, code cell {n}: {why}" for n, source in enumerate(sources, 1) for why in fat(source)]

    assert not heavy, "move it into the package:\n" + "\n".join(heavy)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_has_one_parameters_cell_and_names_its_kernel(path: Path) -> None:
    tagged = [cell for cell in code_cells(path) if PARAMETERS_CELL in cell["metadata"].get("tags", [])]
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]

    assert len(tagged) == 1
    assert metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_saved_without_outputs_or_counts(path: Path) -> None:
    cells = enumerate(code_cells(path), 1)
    left = [n for n, cell in cells if cell["outputs"] or cell["execution_count"] is not None]

    assert not left, f"{path.name} keeps what code cells {left} printed; clear all outputs and save it"


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "class C: pass",
        "for x in y: z",
        "[x for x in y]",
        "while x: y",
        "try: x\nexcept OSError: y",
        "f = lambda: 1",
        "import pandas",
        "from pandas import DataFrame",
        "from pipeline.store import keep",
        "%matplotlib inline",
        "x\n" * 11,
    ],
)
def test_the_notebook_check_sees_what_makes_a_notebook_fat(source: str) -> None:
    assert list(fat(source))


def test_the_notebook_check_lets_a_thin_cell_pass() -> None:
    cell = 'from pipeline import report\n\nstandard = results.standard("NEG3")\nchart.by_agency(standard)'

    assert not list(fat(cell))


def test_no_notebook_names_an_audit_but_as_an_example() -> None:
    sources = {path.name: "".join("".join(cell["source"]) for cell in code_cells(path)) for path in NOTEBOOKS}
    named = {name: code for name, source in sources.items() for code in ALL if f'"{code}"' in source}

    assert named == {"audit.ipynb": "NEG"}, "loop over what is defined, in the package"
    assert 'such as "NEG"; empty: the first' in sources["audit.ipynb"]
