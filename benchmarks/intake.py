"""
Read and validate 150 returns of 400 records each, against python-calamine alone on the same files.

    python -m benchmarks.intake [--returns 150] [--records 400] [--pairs 3] [--large 5000] [--many 40]

Goal: at most 5 times calamine's CPU time on what we read, and at most 160 MB at the peak. Most of the cells of a
return are the template's hidden workings, whose values we do not take: calamine is measured once with them and once
without. Then `check` on 10 and on ``--many`` returns of ``--large`` records: at most 400 MB at the peak, and no more
for many than for few.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from benchmarks.process import cost, python, ratio
from pipeline import audits, template
from pipeline.calendar.quarter import Quarter
from pipeline.synthetic.profiles import PROFILES
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template.layout import CHECKS_SHEET

QUARTER = Quarter(2019, 2)
MOST_CASES = 1_900  # of one audit in one quarter, as our made-up children give them
FEW = 10


def laid_out(folder: Path, count: int, records: int) -> list[Path]:
    """Write ``count`` returns, turn by turn of each audit, each with so many records of its own."""
    return [_laid_out(folder, number, audits.codes()[number % len(audits.codes())], records) for number in range(count)]


def _laid_out(folder: Path, number: int, code: str, records: int) -> Path:
    cases = min(records, MOST_CASES)
    usual = PROFILES[code]
    PROFILES[code] = lambda audit: dataclasses.replace(usual(audit), cases=(cases, cases))
    drawn = [
        returns(audits.of(QUARTER)[code], QUARTER, seed=number + 1_000 * part, unusual=Circumstances())[0]
        for part in range(-(-records // cases))
    ]
    rows = [row for each in drawn for row in filling(each).rows][:records]
    counted = {"eligible_population": records, "sample_requested": records, "sample_returned": records}
    first = filling(drawn[0])
    filled = template.Filling(
        [{**row, "record_ref": f"{code}-{line:04d}"} for line, row in enumerate(rows, start=1)],
        {**first.cover, **(counted if len(drawn) > 1 else {})},
        first.volumes,
    )
    path = folder / f"{number:03d}-{code}.xlsx"
    path.write_bytes(template.workbook(drawn[0].form, drawn[0].agency, filled, synthetic=True))
    return path


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


def in_memory(folder: Path, records: int, many: int) -> tuple[float, float]:
    """The most megabytes that `check` holds, its readers included, on few and on many returns of so many records."""
    files = laid_out(folder, len(audits.codes()), records)
    few, most = (
        cost([*python("pipeline", "check", "--json"), *(str(files[number % len(files)]) for number in range(count))])
        for count in (FEW, many)
    )
    return few.peak, most.peak


def main() -> None:
    """Measure the two in turn, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--returns", type=int, default=150)
    asked.add_argument("--records", type=int, default=400)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--large", type=int, default=5000)
    asked.add_argument("--many", type=int, default=40)
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
    for side, words, goal in (
        ("whole", "all of each file", ""),
        ("without", "all but the hidden workings", " (goal 5)"),
    ):
        cpu = ratio([each["ours"].cpu for each in rounds], [each[side].cpu for each in rounds])
        print(
            f"read + validate {given.returns} returns of {given.records} records: {cpu:.2f} x the CPU time of "
            f"calamine on {words}{goal}"
        )
    print(f"peak memory: {max(each['ours'].peak for each in rounds):.0f} MB (goal 160)")
    with tempfile.TemporaryDirectory() as scratch:
        few, many = in_memory(Path(scratch), given.large, given.many)
    print(
        f"check {given.many} returns of {given.large} records: peak memory {many:.0f} MB (goal 400), "
        f"{many / few:.2f} x that of {FEW}"
    )


if __name__ == "__main__":
    main()
