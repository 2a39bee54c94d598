"""What the package never does: catch whatever comes, or read a file that can run code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import MODULES, inside, tree

# "file: function" -> why it must survive whatever is raised; a handler that ends in `raise` needs no reason.
BROAD_EXCEPTS = {
    "report/sandbox.py: executed": "one notebook must not stop the rest, whatever its cells or papermill raise",
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
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle" and ast.unparse(node.value) != "False":
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
