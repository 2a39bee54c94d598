"""
The shape of the house: short modules, few rooms, and a worked example for every standard.

Which room may import from which is `[tool.importlinter]` in pyproject.toml, held by `make check`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.forms import ALL
from tests.source import MODULES, PACKAGE, ROOT, inside, tree

MOST_ROOMS = 27
LONGEST = 400
LONG_FOR_A_REASON = "audits/"  # an audit is one file of data: splitting it would hide half of its questions
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


def test_the_house_has_so_few_rooms_that_a_newcomer_can_hold_them_in_mind() -> None:
    rooms = {inside(path).partition("/")[0] for path in MODULES} - {"__init__.py"}

    assert len(rooms) <= MOST_ROOMS, sorted(rooms)


def test_a_module_is_short_enough_to_be_read_at_one_sitting() -> None:
    lines = {inside(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    too_long = [name for name in lines if lines[name] > LONGEST and not name.startswith(LONG_FOR_A_REASON)]

    assert not too_long, f"over {LONGEST} lines, to be split by idea: {', '.join(too_long)}"


def test_no_module_is_a_drawer_for_everything() -> None:
    named = {inside(path): {*path.relative_to(PACKAGE).with_suffix("").parts} for path in MODULES}

    assert not [name for name, parts in named.items() if parts & DRAWERS]


def test_nothing_suppresses_every_exception_and_nothing_speaks_of_pickles() -> None:
    """What ruff does not see: `suppress(Exception)`, and a library asked to read or write pickles."""
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                caught = {ast.unparse(each).rpartition(".")[2] for each in node.args}
                assert not caught & {"Exception", "BaseException"}, f"pipeline/{inside(path)}:{node.lineno}"
        assert "pickle" not in path.read_text(encoding="utf-8"), f"pipeline/{inside(path)}: a pickle runs what it says"


def test_the_package_itself_imports_no_room() -> None:
    """Every room asks it for the version, so an import here would be a circle that the map does not show."""
    nodes = ast.walk(tree(PACKAGE / "__init__.py"))

    assert not [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


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
