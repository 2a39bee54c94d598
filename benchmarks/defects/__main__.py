"""The table of contenders; then who falls short where; then what findings cost."""

from __future__ import annotations

import argparse

import benchmarks.defects
from benchmarks.defects.contenders import CONTENDERS, contender
from benchmarks.defects.contenders.asked import Contender
from benchmarks.defects.cost import costs, told
from benchmarks.defects.kinds import FAMILIES, KINDS
from benchmarks.defects.score import Judged, fallen_short, judged, recall, score


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
    if not given.no_cost:
        print("\nWhat findings cost, in CPU time, to the same return without errors:")
        print(*told(list(costs(seed=1))), sep="\n")


def print_table(verdicts: dict[str, list[Judged]], unable: dict[str, str]) -> None:
    """One line a contender."""
    some = next(iter(verdicts.values()))
    defects = [each for each in some if each.kind]
    print(f"{len(KINDS)} kinds of defect in {len(defects)} returns of {len({each.audit for each in some})} audits")
    print(f"{'':18}  recall  precision  false alarms in clean returns  rows conserved")
    for name, of_one in verdicts.items():
        made = score(of_one)
        alarms = f"{made.alarms} in {made.clean}"
        print(f"{name:18}  {made.recall:6.3f}  {made.precision:9.3f}  {alarms:>29}  {made.conserved:14.3f}")
    for name, why in unable.items():
        print(f"{name:18}  {why}")


def print_families(verdicts: dict[str, list[Judged]]) -> None:
    """Each contender's recall by what the defect is a defect of: nobody but us was asked to look beside the answers."""
    print("\nRecall by family" + " " * 4 + "".join(f"{name:>18}" for name in verdicts))
    for family, kinds in FAMILIES.items():
        recalls = "".join(f"{recall(of_one, kinds):18.3f}" for of_one in verdicts.values())
        print(f"{family:17} {len(kinds):2}{recalls}")


def print_shortfalls(verdicts: dict[str, list[Judged]]) -> None:
    """For each contender, the kinds in which it falls short, and how."""
    for name, of_one in verdicts.items():
        short = fallen_short(of_one)
        print(f"\n{name} falls short in {len(short)} kinds" + (":" if short else ""))
        for kind, said in short.items():
            print(f"  {kind or 'clean returns'}: {said}")


if __name__ == "__main__":
    main()
