"""A notebook shows the same figures whether the run, papermill or somebody at JupyterLab executes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient

from pipeline.report import notebook as notebooks
from tests.acceptance.made_up import put, sent
from tests.acceptance.product import NEWEST, Demo
from tests.source import ROOT

# The run's own notebook, the one that it was made from, and what this is asked for: one audit stands for all.
NOTEBOOKS = (
    ("overview", "overview", {}),
    ("intake", "intake", {}),
    ("mash", "audit", {"audit": "MASH"}),
    ("theme-t2", "theme", {"theme": "T2"}),
)
PAPERMILL = [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR"]


def shown(notebook: Any) -> list[str]:
    """What a notebook's cells show, in order: pages' parts as they are, charts by their words."""
    figures: list[str] = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            assert output["output_type"] in ("execute_result", "display_data"), output
            data = output["data"]
            text = data.get("text/html", data["text/plain"])
            figures.append("".join(text) if isinstance(text, list) else text)
    return figures


@pytest.fixture(scope="module")
def of_the_run(demo: Demo) -> dict[str, list[str]]:
    """What the run's own notebooks show."""
    folder = demo.workspace.processed / "notebooks" / NEWEST.folder / "subgroup"
    return {name: shown(json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))) for name, _, _ in NOTEBOOKS}


def papermill(name: str, into: Path, *parameters: object) -> subprocess.CompletedProcess[str]:
    """papermill as it is typed, in the project's folder."""
    return subprocess.run(
        [*PAPERMILL, f"notebooks/{name}.ipynb", str(into), *map(str, parameters)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize(("name", "notebook", "more"), NOTEBOOKS)
def test_papermill_by_itself_shows_the_same(
    demo: Demo, of_the_run: dict[str, list[str]], name: str, notebook: str, more: dict[str, str], tmp_path: Path
) -> None:
    into = tmp_path / "out.ipynb"
    asked = {"quarter": "2019-20-Q2", "root": demo.root, **more}

    ran = papermill(notebook, into, *(word for each in asked.items() for word in ("-p", *each)))

    assert ran.returncode == 0, ran.stderr
    assert shown(json.loads(into.read_text(encoding="utf-8"))) == of_the_run[name]
    assert sum(len(each) for each in of_the_run[name]) > 2000


@pytest.mark.parametrize(("name", "notebook", "more"), NOTEBOOKS)
def test_run_all_in_jupyterlab_shows_the_same(
    demo: Demo, of_the_run: dict[str, list[str]], name: str, notebook: str, more: dict[str, str]
) -> None:
    opened = notebooks.read(ROOT / "notebooks" / f"{notebook}.ipynb")
    (parameters,) = [cell for cell in opened.cells if "parameters" in cell.metadata.get("tags", [])]
    for parameter, value in {"root": str(demo.root), **more}.items():
        assert parameters.source.count(f'{parameter} = ""') == 1
        parameters.source = parameters.source.replace(f'{parameter} = ""', f"{parameter} = {value!r}")

    NotebookClient(
        opened, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "notebooks")}}
    ).execute()

    assert shown(opened) == of_the_run[name]


def test_a_wrong_parameter_is_an_error_that_says_what_is_right(demo: Demo, tmp_path: Path) -> None:
    ran = papermill("intake", tmp_path / "out.ipynb", "-p", "quater", "2019-20-Q2", "-p", "root", demo.root)

    assert ran.returncode != 0
    assert "There is no parameter 'quater'. Did you mean 'quarter'?" in ran.stderr


def test_a_notebook_makes_its_figures_where_there_are_none_yet(tmp_path: Path) -> None:
    put(tmp_path, "uhs/WNB.xlsx", sent("WNB", "UHS"))

    ran = papermill("intake", tmp_path / "out.ipynb", "-p", "root", tmp_path)

    assert ran.returncode == 0, ran.stderr
    text = "\n".join(shown(json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))))
    assert "<td>Accepted</td>" in text
    assert (tmp_path / "data" / "processed" / "results" / NEWEST.folder / "subgroup.json").exists()
