"""
Forty agencies' templates of one audit, against the cost of writing one.

    python -m benchmarks.templates [--pairs 5]

Goal: at most 3 times.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.process import ratio
from pipeline import audits, template
from pipeline.calendar.quarter import Quarter

AGENCIES = 40
QUARTER = Quarter(2019, 2)


def main() -> None:
    """Measure the two in turn, and print the ratio for each audit."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=5)
    pairs = asked.parse_args().pairs
    for code, audit in audits.of(QUARTER).items():
        form = audit.form(audit.views[0], QUARTER)
        forty, one = [], []
        for _ in range(pairs):
            began = time.process_time()
            count = sum(1 for _ in template.workbooks(form, [form.returners[0]] * AGENCIES))
            forty.append((time.process_time() - began) * AGENCIES / count)
            began = time.process_time()
            template.workbook(form, form.returners[0])
            one.append(time.process_time() - began)
        print(f"{code}: {AGENCIES} templates cost {ratio(forty, one):.2f} x one (goal 3)")


if __name__ == "__main__":
    main()
