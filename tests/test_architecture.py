"""The shape of the house: which way imports go, short modules, thin notebooks, and what is never used."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pipeline"

# A room imports from the rows above its own only; those on one row do not know each other.
# `statistics` stands above `measure`, which works its limits out with it, and knows nothing of audits.
ROOMS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("quarter", "working_days", "statistics"),
    ("agencies", "workspace"),
    ("definition",),
    ("audits",),
    ("recommendations",),
    ("layout",),
    ("template",),
    ("read",),
    ("validate",),
    ("feedback",),
    ("store",),
    ("measure",),
    ("reconcile",),
    ("disclose",),
    ("results",),
    ("chart", "table", "narrative"),
    ("report",),
    ("synthetic",),
)
STAGE_CALLERS = ("run", "__main__")  # they alone put the stages in turn, so they may import everything
ROW = {room: row for row, rooms in enumerate(ROOMS) for room in rooms}

LONGEST = 250
LONG_FOR_A_REASON = {
    "audits/": "an audit is one file of data: splitting it would hide half of its questions",
    "agencies.py": "a register: one entry for each agency, no logic to split off",
    "recommendations.py": "a register: the report's recommendations and actions, no logic to split off",
    "recommendations/": "the same register, should it be a folder",
}

# "file: function" -> why it must survive whatever is raised; a handler that ends in `raise` needs no reason.
BROAD_EXCEPTS = {
    "read/worker.py: answer": "the parser's panics are BaseExceptions, and one return must not stop the rest",
}

FORBIDDEN_IMPORTS = {
    "pickle": "it runs whatever a file says",
    "joblib": "it keeps its files as pickles",
    "dill": "it is pickle with more reach",
    "cloudpickle": "it is pickle with more reach",
    "shelve": "it keeps its files as pickles",
    "marshal": "it trusts the bytes it is given",
}
FORBIDDEN_CALLS = {
    "read_pickle": "it runs whatever a file says",
    "to_pickle": "somebody would have to read it",
    "unsafe_load": "it builds whatever objects a file names",
    "full_load": "it builds objects a file names",
}

MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETERS_CELL = "parameters"
LONGEST_CELL = 10
THIN = {
    ast.FunctionDef: "def", ast.AsyncFunctionDef: "def", ast.Lambda: "lambda", ast.ClassDef: "class",
    ast.For: "for", ast.AsyncFor: "for", ast.comprehension: "for", ast.While: "while",
    ast.Try: "try", ast.TryStar: "try", ast.Import: "import",
}  # fmt: skip


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def is_room(name: str) -> bool:
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def rooms_imported(parsed: ast.Module, path: Path) -> Iterator[tuple[str, int]]:
    """Every room that a module imports from, wherever in it the import stands."""
    package = ("pipeline", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join([*base, *([node.module] if node.module else [])])
            targets = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            top, *rest = target.split(".")
            if top == "pipeline" and rest and is_room(rest[0]):
                yield rest[0], node.lineno


def wrong_way(path: Path, parsed: ast.Module) -> list[str]:
    own = room(path)
    if own in STAGE_CALLERS:
        return []
    return [
        f"pipeline/{inside(path)}:{line}: `{own}` imports `{other}`, which stands on its row or below it"
        for other, line in rooms_imported(parsed, path)
        if other != own and ROW.get(other, len(ROOMS)) >= ROW.get(own, -1)
    ]


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_every_module_is_in_a_room_of_the_map(path: Path) -> None:
    known = {"__init__", *ROW, *STAGE_CALLERS}

    assert room(path) in known, f"pipeline/{inside(path)} is no room we know; give it a row in ROOMS"


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_imports_go_up_the_map_only(path: Path) -> None:
    wrong = wrong_way(path, tree(path))

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("module", "source", "allowed"),
    [
        ("measure/counts.py", "from pipeline import validate", True),
        ("measure/counts.py", "from pipeline.measure.outcomes import x", True),
        ("measure/counts.py", "from pipeline import __version__", True),
        ("measure/counts.py", "from .. import errors", True),
        ("measure/counts.py", "from pipeline.report import html", False),
        ("measure/counts.py", "import pipeline.report.html", False),
        ("measure/counts.py", "def late():\n    from ..report import html", False),
        ("chart.py", "from pipeline import table", False),
        ("__init__.py", "from pipeline import errors", False),
        ("__main__.py", "from pipeline import report", True),
    ],
)
def test_the_import_check_sees_every_way_of_importing(
    module: str, source: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.is_room", lambda name: name in ROW)

    assert (not wrong_way(PACKAGE / module, ast.parse(source))) is allowed


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_a_module_is_short_enough_to_be_read_at_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    exempt = any(inside(path).startswith(name) for name in LONG_FOR_A_REASON)

    assert exempt or lines <= LONGEST, f"pipeline/{inside(path)} has {lines} lines; split it by kind"


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_module_is_a_drawer_for_everything(path: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}

    assert not {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts} & drawers


def is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(ast.unparse(name).rpartition(".")[2] in {"Exception", "BaseException"} for name in names)


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether it only tidies up and lets the exception go on its way."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def broad_excepts(node: ast.AST, function: str = "the module") -> Iterator[tuple[str, int]]:
    """Every place that catches whatever comes, with the function it stands in."""
    for child in ast.iter_child_nodes(node):
        within = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(child, ast.ExceptHandler) and is_broad(child.type) and not passes_on(child):
            yield within, child.lineno
        if isinstance(child, ast.Call) and ast.unparse(child.func).endswith("suppress"):
            yield from ((within, child.lineno) for caught in child.args if is_broad(caught))
        yield from broad_excepts(child, within)


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_nothing_catches_every_exception_without_a_reason(path: Path) -> None:
    unexplained = [
        f"pipeline/{inside(path)}:{line}: `{function}` catches everything: name what it means to catch"
        for function, line in broad_excepts(tree(path))
        if f"{inside(path)}: {function}" not in BROAD_EXCEPTS
    ]

    assert not unexplained, "\n".join(unexplained)


def test_every_reason_for_a_broad_except_is_still_needed() -> None:
    found = {f"{inside(path)}: {function}" for path in MODULES for function, _ in broad_excepts(tree(path))}

    assert set(BROAD_EXCEPTS) <= found


@pytest.mark.parametrize(
    "source",
    [
        "try: f()\nexcept: pass",
        "try: f()\nexcept Exception: pass",
        "try: f()\nexcept (OSError, builtins.BaseException): pass",
        "with contextlib.suppress(Exception): f()",
    ],
)
def test_the_except_check_sees_every_way_of_catching_everything(source: str) -> None:
    narrow = re.sub(r"(builtins\.Base)?Exception", "OSError", source).replace("except:", "except OSError:")

    assert list(broad_excepts(ast.parse(source)))
    assert not list(broad_excepts(ast.parse(narrow)))


def unsafe(parsed: ast.Module) -> Iterator[str]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            for top in {name.partition(".")[0] for name in names} & FORBIDDEN_IMPORTS.keys():
                yield f"{node.lineno}: imports {top}: {FORBIDDEN_IMPORTS[top]}"
        elif isinstance(node, ast.Attribute) and ast.unparse(node) == "yaml.load":
            yield f"{node.lineno}: calls yaml.load: use yaml.safe_load"
        elif isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_CALLS:
            yield f"{node.lineno}: calls {node.attr}: {FORBIDDEN_CALLS[node.attr]}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"eval", "exec"}:
            yield f"{node.lineno}: calls {ast.unparse(node.func)}: no text is ever run as code"
        elif (
            isinstance(node, ast.keyword)
            and node.arg == "allow_pickle"
            and ast.unparse(node.value) != "False"
        ):
            yield f"{node.value.lineno}: allows pickles: they run whatever a file says"


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_module_reads_files_that_can_run_code(path: Path) -> None:
    found = list(unsafe(tree(path)))

    assert not found, "\n".join(f"pipeline/{inside(path)}:{each}" for each in found)


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import dump",
        "yaml.load(text)",
        "pd.read_pickle(path)",
        "np.load(path, allow_pickle=True)",
        "eval(text)",
    ],
)
def test_the_check_for_files_that_run_code_sees_them(source: str) -> None:
    assert list(unsafe(ast.parse(source)))


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
        elif isinstance(node, ast.ImportFrom) and (node.module, node.level) != ("pipeline", 0):
            yield f"line {node.lineno} imports from elsewhere than `from pipeline import ...`"


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [
        cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_thin(path: Path) -> None:
    sources = ["".join(cell["source"]) for cell in code_cells(path)]
    heavy = [
        f"{path.name}, code cell {n}: {why}" for n, source in enumerate(sources, 1) for why in fat(source)
    ]

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


def exemplified(path: Path) -> Iterator[str]:
    """The texts that stand in a file's tests (decorators included) or in its EXAMPLES."""
    for node in tree(path).body:
        a_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        a_table = isinstance(node, ast.Assign | ast.AnnAssign) and ast.unparse(node).startswith("EXAMPLES")
        if a_test or a_table:
            constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            yield from (text for text in constants if isinstance(text, str))


@pytest.mark.skipif(
    not (PACKAGE / "audits" / "__init__.py").is_file(), reason="no audit has been written yet"
)
def test_every_standard_of_every_audit_has_a_worked_example() -> None:
    audits = importlib.import_module("pipeline.audits").ALL
    examples = {text for path in (ROOT / "tests" / "audits").glob("*.py") for text in exemplified(path)}

    standards = [(code, each.id) for code, audit in audits.items() for each in audit.standards]
    missing = sorted(f"{code}: {name}" for code, name in standards if name not in examples)

    assert audits
    assert not missing, "write a small drawn table with its outcomes in tests/audits/ for:\n" + "\n".join(
        missing
    )
