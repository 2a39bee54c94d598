"""A partnership that runs few of the audits: what holds of a run of three need not be paid for with a run of all."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.partnership.here import FOLDER, SHIPPED, USUAL
from pipeline.partnership.load import load
from pipeline.partnership.model import Partnership

FLAGSHIPS = ("NEG", "WNB", "MASH")  # those that the demonstration was first made of
_AUDITS = "audits.csv"


def few_audits(root: Path, name: str = USUAL, audits: Collection[str] = FLAGSHIPS) -> Partnership:
    """Lay the files of the partnership called ``name`` into the workspace at ``root``, planning only ``audits``."""
    folder = root / FOLDER
    shutil.copytree(SHIPPED / name, folder)
    planned = folder / _AUDITS
    heading, *rows = csv.reader(io.StringIO(planned.read_text(encoding="utf-8")))
    kept = [row for row in rows if row[0] in audits]
    if missing := set(audits) - {row[0] for row in kept}:
        raise ValueError(f"{_AUDITS} of {name} plans no {', '.join(sorted(missing))}")
    with planned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([heading, *kept])
    return load(folder)
