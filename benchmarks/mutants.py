"""
Would the tests notice? A seeded sample of one-token changes, each judged by the tests of the room that it is made in.

``python -m benchmarks.mutants [--count 100] [--seed 1] [--room disclose]``, or ``make mutants``. The checkout stays as
it is: the tree is copied, and each change is made, judged and taken back in the copy. The changes are cosmic-ray's. Its
own runner is not used, since it tries every change of a module, in the checkout, against one command: here each room
has tests of its own, and the sample is drawn room by room and place by place, so that neither a large room nor a
place that can be changed in many ways is drawn too often.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]

# A room of `pipeline/`, and the tests that are its own. The worked examples are how outcomes are tested.
ROOMS: Mapping[str, Sequence[str]] = {
    "validate": ("tests/unit/validate",),
    "measure": ("tests/unit/measure", "tests/audits"),
    "disclose": ("tests/unit/disclose",),
    "results": ("tests/unit/results",),
    "page/sentences": ("tests/unit/page/sentences",),
    "definition": ("tests/unit/definition",),
    "statistics": ("tests/unit/statistics",),
}

# Changes that somebody might make by mistake; not `+` for `<<`, which any test notices, nor `is` for `==`.
CHANGES = re.compile(
    r"core/(ReplaceComparisonOperator_(Eq|NotEq|Lt|LtE|Gt|GtE)_(Eq|NotEq|Lt|LtE|Gt|GtE)"
    r"|ReplaceComparisonOperator_(Is_IsNot|IsNot_Is)"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitOr_BitAnd|BitAnd_BitOr)"
    r"|ReplaceUnaryOperator_(Delete_Not|Delete_Invert|Delete_USub)"
    r"|AddNot|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceAndWithOr|ReplaceOrWithAnd"
    r"|ReplaceBreakWithContinue|ReplaceContinueWithBreak|NumberReplacer|ZeroIterationForLoop)"
)
Place = tuple[int, int]  # line, from 1, and column, from 0


@dataclass(frozen=True)
class Mutant:
    """One change: the file, where in it, and which of cosmic-ray's changes (its operator's n-th there) it is."""

    room: str
    file: Path
    place: Place
    operator: str
    occurrence: int

    def source(self) -> str:
        """The file with the change made."""
        source = (ROOT / self.file).read_text(encoding="utf-8")
        return str(mutate_code(source, get_operator(self.operator)(), self.occurrence))

    def __str__(self) -> str:
        before = (ROOT / self.file).read_text(encoding="utf-8").splitlines()
        pairs = zip(before, self.source().splitlines(), strict=False)
        changed = next(((old.strip(), new.strip()) for old, new in pairs if old != new), ("", ""))
        return f"{self.file}:{self.place[0]}  {changed[0]}  ->  {changed[1]}"


def mutants(room: str) -> Iterator[Mutant]:
    """Every change that can be made in a room."""
    operators = [name for name in operator_names() if CHANGES.fullmatch(name)]
    for path in sorted((ROOT / "pipeline" / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        silent, lines, parsed = list(_silent(source)), source.splitlines(), get_ast(source)
        for name in operators:
            operator = get_operator(name)()
            for occurrence, (start, end) in enumerate(_positions(operator, parsed)):
                a_star_alone = lines[end[0] - 1][end[1] : end[1] + 1] in (",", ")") and name.endswith(("_Mul", "_Div"))
                if not a_star_alone and not any(first <= start < last for first, last in silent):
                    yield Mutant(room, path.relative_to(ROOT), start, name, occurrence)


def _positions(operator: object, node: object) -> Iterator[tuple[Place, Place]]:
    """Where an operator would change something, in the order in which cosmic-ray counts."""
    yield from operator.mutation_positions(node)  # type: ignore[attr-defined]
    for child in getattr(node, "children", ()):
        yield from _positions(operator, child)


def _silent(source: str) -> Iterator[tuple[Place, Place]]:
    """
    From where to where a change changes nothing that a test could see: annotations, decorators (a cache, say), and
    what is said twice: an ``assert`` for the reader, or that two lists which `zip` joins are of one length.
    """
    for node in ast.walk(ast.parse(source)):
        said_twice = isinstance(node, ast.Assert) or (isinstance(node, ast.keyword) and node.arg == "strict")
        parts = [
            getattr(node, "annotation", None),
            getattr(node, "returns", None),
            *getattr(node, "decorator_list", ()),
        ]
        for part in [node] if said_twice else parts:
            if isinstance(part, ast.stmt | ast.expr | ast.keyword):
                yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def sample(rooms: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """``count`` changes, as many in each room as in another, each at a place of its own."""
    chance, drawn = random.Random(seed), []
    for number, room in enumerate(rooms):
        places: dict[tuple[Path, Place], list[Mutant]] = defaultdict(list)
        for each in mutants(room):
            places[each.file, each.place].append(each)
        wanted = count // len(rooms) + (number < count % len(rooms))
        drawn += [chance.choice(places[place]) for place in chance.sample(sorted(places), min(wanted, len(places)))]
    return drawn


class Copy:
    """The tree in a folder of its own, in which changes are made and judged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)

    def passes(self, room: str, changed: Path | None = None, timeout: float | None = None) -> bool:
        """Whether the room's own tests pass, those of the ``changed`` module first; tests without an end do not."""
        files = sorted(file for tests in ROOMS[room] for file in (self.folder / tests).rglob("test_*.py"))
        if changed is not None:
            module = ".".join(changed.with_suffix("").parts)
            files.sort(key=lambda file: f"from {module} import" not in file.read_text(encoding="utf-8"))
        command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *map(str, files)]
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        try:
            ended = subprocess.run(
                command, cwd=self.folder, env=environment, capture_output=True, timeout=timeout, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return ended.returncode == 0

    def notices(self, mutant: Mutant, timeout: float) -> bool:
        """Whether a test fails with the change made."""
        file = self.folder / mutant.file
        file.write_text(mutant.source(), encoding="utf-8")
        try:
            return not self.passes(mutant.room, mutant.file, timeout)
        finally:
            shutil.copy(ROOT / mutant.file, file)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.split("\n")[1])
    parser.add_argument("--count", type=int, default=100, help="how many changes (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--room", action="append", choices=ROOMS, help="this room only; may be given again")
    parser.add_argument("--list", action="store_true", help="say what would be changed, and judge nothing")
    asked = parser.parse_args()
    rooms = asked.room or list(ROOMS)
    drawn = sample(rooms, asked.count, asked.seed)
    if asked.list:
        print(*drawn, sep="\n")
        return 0
    survived = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        copy, limits = Copy(Path(folder)), {}
        for room in rooms:
            begun = time.perf_counter()
            if not copy.passes(room):
                print(f"{room}: its tests fail without any change; mend them first")
                return 1
            limits[room] = 30 + 5 * (time.perf_counter() - begun)
        for number, mutant in enumerate(drawn, start=1):
            noticed = copy.notices(mutant, limits[mutant.room])
            survived[mutant.room] += not noticed
            print(f"{number:4} {'noticed ' if noticed else 'SURVIVED'}  {mutant}", flush=True)
    print(*(f"{room}: {survived[room]} survived" for room in rooms if survived[room]), sep="\n")
    print(f"{len(drawn) - survived.total()} of {len(drawn)} changes noticed (seed {asked.seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
