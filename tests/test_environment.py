"""environment.yml, pyproject.toml and requirements.lock agree, and returns stay out of git."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pandas as pd
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from pipeline.page.parts import Numeric, Table
from pipeline.report.html import Page
from pipeline.report.sheets import workbook

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))

# conda-forge keeps the Python side of Playwright and of DuckDB apart from their command lines.
CONDA_NAMES = {"playwright": "playwright-python", "duckdb": "python-duckdb"}


def declared(*lists: list[str]) -> dict[str, SpecifierSet]:
    """What pyproject.toml asks for, by canonical name."""
    wanted = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(each.name): each.specifier for each in wanted}


def locked() -> dict[str, list[Requirement]]:
    """The lock's entries by name; one package has several where Python versions or systems differ."""
    entries: dict[str, list[Requirement]] = {}
    for line in LOCK.splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            entry = Requirement(line.removesuffix("\\").strip())
            entries.setdefault(canonicalize_name(entry.name), []).append(entry)
    return entries


def versions(entries: list[Requirement]) -> list[Version]:
    return [Version(specifier.version) for entry in entries for specifier in entry.specifier]


def conda() -> dict[str, SpecifierSet]:
    """environment.yml's packages by their name there; python and pip are conda's own."""
    return declared([line for line in CONDA["dependencies"] if not re.match(r"(python=|pip$)", line)])


RUN_AND_TEST = declared(PROJECT["dependencies"], EXTRAS["region"], EXTRAS["test"])


@pytest.mark.parametrize("name", sorted(RUN_AND_TEST))
def test_every_declared_dependency_is_locked_at_a_version_it_allows(name: str) -> None:
    entries = locked().get(name)

    assert entries, f"requirements.lock lacks {name}; run: make lock"
    wanted = RUN_AND_TEST[name]
    barred = [str(version) for version in versions(entries) if version not in wanted]
    assert not barred, f"{name} is locked at {barred}, pyproject.toml asks for {wanted}; run: make lock"


def test_every_lock_entry_is_one_exact_version_with_hashes() -> None:
    blocks = re.split(r"^(?=[^\s#])", LOCK, flags=re.MULTILINE)[1:]

    assert len(blocks) == sum(map(len, locked().values())) > 50
    for block in blocks:
        assert re.match(r"[a-z0-9.-]+==[^\s*]+ ", block), f"no exact version: {block.splitlines()[0]}"
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", block), f"no hash: {block.splitlines()[0]}"


def test_the_lock_names_no_index_host_or_folder() -> None:
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|--trusted-host", LOCK)


def test_environment_yml_asks_for_the_same_packages_and_versions_as_pyproject() -> None:
    wanted = declared(PROJECT["dependencies"], EXTRAS["analyst"], EXTRAS["region"], EXTRAS["test"])

    assert conda() == {CONDA_NAMES.get(name, name): versions for name, versions in wanted.items()}


def test_environment_yml_allows_the_locked_versions() -> None:
    for name in RUN_AND_TEST:
        pin = conda()[CONDA_NAMES.get(name, name)]
        barred = [str(version) for version in versions(locked()[name]) if version not in pin]
        assert not barred, f"environment.yml asks for {name}{pin}, the lock has {barred}"


def test_environment_yml_uses_conda_forge_only_and_the_oldest_python_we_support() -> None:
    assert [channel for channel in CONDA["channels"] if channel != "nodefaults"] == ["conda-forge"]
    assert "python=3.11" in CONDA["dependencies"]
    assert PROJECT["requires-python"] == ">=3.11"


def third_party_imports(folder: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                modules = [node.module or ""]
            else:
                continue
            for top in {module.partition(".")[0] for module in modules}:
                if top not in sys.stdlib_module_names | {"benchmarks", "pipeline", "tests"}:
                    yield top, path


@pytest.mark.parametrize(
    ("folder", "extras"),
    [("pipeline", ("region",)), ("benchmarks", ("bench", "mutants", "region")), ("tests", ("region", "test"))],
)
def test_whatever_is_imported_is_declared(folder: str, extras: tuple[str, ...]) -> None:
    allowed = declared(PROJECT["dependencies"], *(EXTRAS[extra] for extra in extras))
    distributions = packages_distributions()

    undeclared = {
        f"{path.relative_to(ROOT)} imports {top}"
        for top, path in third_party_imports(folder)
        if not {canonicalize_name(name) for name in distributions.get(top, [top])} & allowed.keys()
    }

    assert not undeclared, "declare in pyproject.toml and environment.yml, then make lock:\n" + "\n".join(undeclared)


# What a run or an analyst uses without any import of ours: what for, and where it is asked for by name.
USED_BY_NAME = {
    "ipykernel": ("pipeline/report/sandbox.py", 'kernel_name="python3"'),
    "openpyxl": ("tests/test_environment.py", 'engine="openpyxl"'),
}


def test_whatever_a_run_needs_is_imported_or_used_by_name_and_nothing_else_is_declared() -> None:
    distributions = packages_distributions()
    imported = {
        canonicalize_name(name) for top, _ in third_party_imports("pipeline") for name in distributions.get(top, [top])
    }

    for path, words in USED_BY_NAME.values():
        assert words in (ROOT / path).read_text(encoding="utf-8")
    assert not imported & USED_BY_NAME.keys()
    assert declared(PROJECT["dependencies"]).keys() == {*USED_BY_NAME} | (
        imported & declared(PROJECT["dependencies"]).keys()
    )


def test_an_analyst_reads_the_workbook_of_a_page_with_pandas_and_writes_what_is_made_of_it(tmp_path: Path) -> None:
    table = Table("NEG1 by agency", ("Agency", Numeric("Met")), [["Police", 7], ["Health", 3]], "A note.")
    (tmp_path / "page.xlsx").write_bytes(workbook([table], Page(title="Neglect", quarter="2019-20 Q2", stamp="1 May")))

    sheet = pd.read_excel(tmp_path / "page.xlsx", sheet_name="NEG1 by agency", header=None, engine="openpyxl")
    head = sheet.index[sheet[0] == "Agency"][0]
    figures = sheet.iloc[head + 1 :].set_axis(list(sheet.iloc[head]), axis="columns").reset_index(drop=True)
    figures.to_excel(tmp_path / "own.xlsx", index=False, engine="openpyxl")

    assert figures.to_dict("list") == {"Agency": ["Police", "Health"], "Met": [7, 3]}
    assert pd.read_excel(tmp_path / "own.xlsx", engine="openpyxl").to_dict("list") == figures.to_dict("list")


def ignored_by_git(path: str) -> bool:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "check-ignore", "--quiet", "--no-index", path]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    "path",
    [
        "data/raw/2019-20-Q2/POLICE/return.xlsx",
        "data/raw/2019-20-Q2/POLICE/return",
        "data/processed/records.parquet",
        "reports/2019-20-Q2/subgroup/index.html",
        "demo/data/raw/planted.json",
        "Return.XLSX",
        "notebooks/return.xlsm",
        "tests/return.csv",
        "pipeline/return.xlsx",
        "out.ipynb",
        "released/2019-20-Q2/board/1/statement.txt",
    ],
)
def test_returns_records_and_reports_stay_out_of_git(path: str) -> None:
    assert ignored_by_git(path)


@pytest.mark.parametrize(
    "path",
    [
        "data/raw/.gitkeep",
        "data/processed/.gitkeep",
        "reports/.gitkeep",
        "notebooks/neglect.ipynb",
        "pipeline/partnership/actions.csv",
        "pipeline/report/page.html",
        "tests/fixtures/made_up.csv",
        "requirements.lock",
    ],
)
def test_the_packages_own_tables_and_pages_do_enter_git(path: str) -> None:
    assert not ignored_by_git(path)
