"""The table of contenders; then who falls short where; then what findings cost."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import benchmarks.defects
from benchmarks.defects.contenders import CONTENDERS, OURS, contender
from benchmarks.defects.contenders.asked import Contender
from benchmarks.defects.cost import costs, told
from benchmarks.defects.folders import as_due
from benchmarks.defects.kinds import FAMILIES, KINDS, folders
from benchmarks.defects.score import Judged, fallen_short, judged, of_all, recall, score


def main() -> None:
    """Judge, count and print."""
    asked = argparse.ArgumentParser(
        description=benchmarks.defects.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--no-cost", action="store_true", help="leave the cost of findings out")
    given = asked.parse_args()
    able: dict[str, Contender] = {}
    unable: dict[str, str] = {}
    for name in CONTENDERS:
        try:
            able[name] = contender(name)
        except ImportError as missing:
            unable[name] = f"not run: {missing} (pip install -e .[bench])"
    verdicts: dict[str, list[Judged]] = {name: [] for name in able}
    for each in judged(able, range(given.seeds)):
        verdicts[each.contender].append(each)
    print_table(verdicts, unable)
    print_families(verdicts)
    print_shortfalls(verdicts)
    print_folders()
    if not given.no_cost:
        print("\nWhat findings cost, in CPU time, to the same return without errors:")
        print(*told(list(costs(seed=1))), sep="\n")


def print_table(verdicts: dict[str, list[Judged]], unable: dict[str, str]) -> None:
    """One line a contender."""
    some = next(iter(verdicts.values()))
    defects = [each for each in of_all(some) if each.kind]
    kinds, ours = sum(each.for_all for each in KINDS), sum(not each.for_all for each in KINDS)
    print(f"{kinds} kinds of defect in {len(defects)} returns of {len({each.audit for each in some})} audits")
    print(f"(and {ours} kinds that only who reads the file's own parts can know, asked of {OURS} alone)")
    print(f"{'':18}  recall  precision  false alarms in clean returns  rows conserved")
    for name, of_one in verdicts.items():
        scored = score(of_all(of_one))
        alarms = f"{scored.alarms} in {scored.clean}"
        print(f"{name:18}  {scored.recall:6.3f}  {scored.precision:9.3f}  {alarms:>29}  {scored.conserved:14.3f}")
    for name, why in unable.items():
        print(f"{name:18}  {why}")


def print_families(verdicts: dict[str, list[Judged]]) -> None:
    """Each contender's recall by what the defect is a defect of: nobody but us was asked to look beside the answers."""
    print("\nRecall by family" + " " * 4 + "".join(f"{name:>18}" for name in verdicts))
    for family, kinds in FAMILIES.items():
        recall_of_each = (recall(of_one, kinds) for of_one in verdicts.values())
        recalls = "".join(f"{'not asked' if each is None else f'{each:.3f}':>18}" for each in recall_of_each)
        print(f"{family:16} {len(kinds):3}{recalls}")


def print_shortfalls(verdicts: dict[str, list[Judged]]) -> None:
    """For each contender, the kinds in which it falls short, and how."""
    for name, of_one in verdicts.items():
        short = fallen_short(of_one)
        print(f"\n{name} falls short in {len(short)} kinds" + (":" if short else ""))
        for kind, shortfalls_of_kind in short.items():
            print(f"  {kind or 'clean returns'}: {shortfalls_of_kind}")


def print_folders() -> None:
    """In how many kinds of folder what counts, what goes back and who is still asked is as it should be."""
    with TemporaryDirectory() as root:
        short = {name: lines for name, lines in as_due(folders.KINDS, Path(root)).items() if lines}
    print(f"\n{len(folders.KINDS)} kinds of several files at once, asked of {OURS} alone: {len(short)} not as due")
    for name, lines in short.items():
        print(f"  {name}: {'; '.join(lines)}")


if __name__ == "__main__":
    main()
