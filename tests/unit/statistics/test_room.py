"""The room as a whole: importing it loads nothing that is slow to load."""

from __future__ import annotations

import subprocess
import sys

from tests.source import MODULES, PACKAGE, ROOT, inside

SLOW = {"matplotlib", "pandas", "scipy", "statsmodels"}


def test_importing_the_room_loads_no_scientific_library_but_numpy() -> None:
    room = [path for path in MODULES if path.is_relative_to(PACKAGE / "statistics") and path.stem != "__init__"]
    names = [f"pipeline.{inside(path).removesuffix('.py').replace('/', '.')}" for path in room]
    program = f"import sys, {', '.join(names)}; print(*(each for each in {sorted(SLOW)} if each in sys.modules))"

    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert names
    assert ran.stdout.split() == []
