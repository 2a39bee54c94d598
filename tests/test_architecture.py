"""The shape of the house: which way imports go, short modules, and a worked example for every standard."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.audits import ALL
from tests.source import MODULES, PACKAGE, ROOT, inside, tree

# A room imports from the rows above its own only; those on one row do not know each other.
# `statistics` knows nothing of audits; `feedback` measures one return, so `measure` stands above it.
ROOMS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("calendar", "statistics", "characters", "english"),
    ("partnership",),
    ("personal",),
    ("definition",),
    ("audits",),
    ("template",),
    ("read",),
    ("validate",),
    ("measure",),
    ("store",),
    ("feedback",),
    ("intake", "disclose"),
    ("results",),
    ("page",),
    ("report", "synthetic"),
)
# They alone put the stages in turn, so they may import everything.
STAGE_CALLERS = ("run", "verify", "commands", "__main__")
ROW = {room: row for row, rooms in enumerate(ROOMS) for room in rooms}

LONGEST = 400
LONG_FOR_A_REASON = {"audits/": "an audit is one file of data: splitting it would hide half of its questions"}


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
        ("page/chart.py", "from pipeline import report", False),
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

    assert exempt or lines <= LONGEST, f"pipeline/{inside(path)} has {lines} lines; split it by idea"


@pytest.mark.parametrize("path", MODULES, ids=inside)
def test_no_module_is_a_drawer_for_everything(path: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}

    assert not {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts} & drawers


def exemplified(path: Path) -> Iterator[str]:
    """The texts that stand in a file's tests (decorators included) or in its EXAMPLES."""
    for node in tree(path).body:
        a_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        a_table = isinstance(node, ast.Assign | ast.AnnAssign) and ast.unparse(node).startswith("EXAMPLES")
        if a_test or a_table:
            constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            yield from (text for text in constants if isinstance(text, str))


def test_every_standard_of_every_audit_has_a_worked_example() -> None:
    examples = {text for path in (ROOT / "tests" / "audits").glob("*.py") for text in exemplified(path)}

    standards = [(code, each.id) for code, audit in ALL.items() for each in audit.standards]
    missing = sorted(f"{code}: {name}" for code, name in standards if name not in examples)

    assert standards
    assert not missing, "write a small drawn table with its outcomes in tests/audits/ for:\n" + "\n".join(missing)
