"""The proof and what protects share no code, so that they do not share a mistake."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.source import MODULES, inside, tree

MAY = (
    *("numpy", "scipy", "pipeline.errors", "pipeline.disclose.facts", "pipeline.measure.counts"),
    *("pipeline.statistics", "pipeline.disclose.proof"),
)
TOGETHER = "disclose/refined.py"  # has what is to be printed attacked, and hands back what was found
STANDARD = {"__future__", "bisect", "collections", "dataclasses", "functools", "itertools", "math"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def lies_in(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def test_the_proof_knows_the_facts_and_nothing_of_how_they_are_protected() -> None:
    modules = [path for path in MODULES if inside(path).startswith("disclose/proof/")]
    foreign = {
        f"{inside(path)}: {name}"
        for path in modules
        for name in imported(path)
        if name.partition(".")[0] not in STANDARD and not lies_in(name, MAY)
    }

    assert len(modules) > 5
    assert not foreign


def test_what_protects_knows_nothing_of_the_proof() -> None:
    theirs = [
        inside(path)
        for path in MODULES
        if inside(path).startswith(("disclose/", "results/", "measure/"))
        and not inside(path).startswith("disclose/proof/")
        and inside(path) != TOGETHER
        and any(lies_in(name, ("pipeline.disclose.proof",)) for name in imported(path))
    ]

    assert not theirs
    protecting = [path for path in MODULES if inside(path).startswith("disclose/protect/")]
    assert protecting
    assert not [path for path in protecting if "pipeline.disclose.refined" in imported(path)]
