"""
Read and validate 150 returns of 400 records each, against python-calamine alone on the same files.

    python -m benchmarks.intake [--returns 150] [--records 400] [--pairs 3]

Goal: at most 3 times calamine's CPU time, and at most 600 MB at the peak. Most of the cells of a return are the
template's hidden workings, whose values we do not take: calamine is measured once with them and once without.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from benchmarks.process import cost, python, ratio
from pipeline import template
from pipeline.audits import ALL
from pipeline.layout import CHECKS_SHEET
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


def calamine(folder: Path, passed_over: Collection[str] = ()) -> None:
    """Read every sheet of every return in ``folder``, but for those ``passed_over``."""
    from python_calamine import CalamineWorkbook

    for path in sorted(folder.iterdir()):
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            if name not in passed_over:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)


SIDES: dict[str, Callable[[Path], None]] = {
    "ours": ours,
    "whole": calamine,
    "without": lambda folder: calamine(folder, (CHECKS_SHEET,)),
}


def main() -> None:
    """Measure the two in turn, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--returns", type=int, default=150)
    asked.add_argument("--records", type=int, default=400)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--only", choices=SIDES, help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.only:
        SIDES[given.only](given.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        laid_out(folder, given.returns, given.records)
        rounds = [
            {side: cost(python("benchmarks.intake", "--only", side, "--folder", folder)) for side in SIDES}
            for _ in range(given.pairs)
        ]
    for side, words in (("whole", "all of each file"), ("without", "all but the hidden workings")):
        cpu = ratio([each["ours"].cpu for each in rounds], [each[side].cpu for each in rounds])
        print(f"read + validate {given.returns} returns of {given.records} records: {cpu:.2f} x the CPU time of "
              f"calamine on {words} (goal 3)")  # fmt: skip
    print(f"peak memory: {max(each['ours'].peak for each in rounds):.0f} MB (goal 600)")


if __name__ == "__main__":
    main()
