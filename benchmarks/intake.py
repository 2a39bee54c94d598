"""
Read and validate 150 returns of 400 records each, against python-calamine alone on the same files.

    python -m benchmarks.intake [--returns 150] [--records 400] [--pairs 3]

Goal: at most 3 times calamine's CPU time, and at most 600 MB at the peak.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from pathlib import Path

from benchmarks.process import cost, python, ratio
from pipeline import template
from pipeline.audits import ALL
from pipeline.quarter import Quarter
from pipeline.synthetic.profiles import PROFILES
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling

QUARTER = Quarter(2019, 2)


def laid_out(folder: Path, count: int, records: int) -> None:
    """Write ``count`` returns, turn by turn of each audit, each with so many records of its own."""
    for number in range(count):
        code = list(ALL)[number % len(ALL)]
        PROFILES[code] = dataclasses.replace(PROFILES[code], cases=(records, records))
        sent = returns(ALL[code], QUARTER, seed=number, unusual=Circumstances())[0]
        data = template.workbook(sent.form, sent.agency, filling(sent), synthetic=True)
        (folder / f"{number:03d}-{code}.xlsx").write_bytes(data)


def ours(folder: Path) -> None:
    """Read and validate every return in ``folder``."""
    from pipeline.intake import checked
    from pipeline.read import Readers, received

    with Readers(workers=2) as readers:
        for path, workbook in readers.workbooks(received(each) for each in sorted(folder.iterdir())):
            validated = checked(path, workbook, "", None)
            if validated.status != "accepted":
                raise SystemExit(f"{path.name}: {validated.status}: {validated.findings[:3]}")


def calamine(folder: Path) -> None:
    """Read every sheet of every return in ``folder``."""
    from python_calamine import CalamineWorkbook

    for path in sorted(folder.iterdir()):
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def main() -> None:
    """Measure the two in turn, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--returns", type=int, default=150)
    asked.add_argument("--records", type=int, default=400)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--only", choices=("ours", "calamine"), help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.only:
        {"ours": ours, "calamine": calamine}[given.only](given.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        laid_out(folder, given.returns, given.records)
        pairs = [
            (cost(python("benchmarks.intake", "--only", "ours", "--folder", folder)),
             cost(python("benchmarks.intake", "--only", "calamine", "--folder", folder)))
            for _ in range(given.pairs)
        ]  # fmt: skip
    cpu = ratio([mine.cpu for mine, _ in pairs], [theirs.cpu for _, theirs in pairs])
    print(
        f"read + validate {given.returns} returns of {given.records} records: {cpu:.2f} x calamine's CPU time (goal 3)"
    )
    print(f"peak memory: {max(mine.peak for mine, _ in pairs):.0f} MB (goal 600)")


if __name__ == "__main__":
    main()
