"""Every kind of defect in every audit, judged by every contender, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.defects import clean
from benchmarks.defects.contenders import OURS
from benchmarks.defects.contenders.asked import Asked, Contender
from benchmarks.defects.kinds import KINDS
from benchmarks.defects.sent import RETURNERS, Sent, sent
from benchmarks.defects.truth import Bent, Kind, Marks, marks


@dataclass(frozen=True)
class Judged:
    """One return judged by one contender. ``kind``: the defect made in it, empty where it is clean."""

    contender: str
    kind: str
    audit: str
    marks: Marks


@dataclass(frozen=True)
class Score:
    """
    What a contender's marks come to.

    Units: recall, precision and conserved are proportions (0 to 1). Recall and precision are means over the kinds, so
    that a kind with many cells weighs no more than one with few; precision is over the kinds in which anything is
    named. ``alarms``: places named in clean returns, of which there are ``clean``.
    """

    recall: float
    precision: float
    alarms: int
    clean: int
    conserved: float


def asked(one: Sent, bent: Bent) -> Asked:
    """What a contender is told of a return."""
    return Asked(one.form, one.agency, one.folder, bent.name)


def judged(contenders: Mapping[str, Contender], seeds: Iterable[int]) -> Iterator[Judged]:
    """Every kind in a return of each audit, and clean returns, judged by all; each workbook is made once."""
    for seed in seeds:
        for audit in RETURNERS:
            one = sent(audit, seed)
            for kind in KINDS:
                bent = kind.bent(one, one.random(kind.name))
                if bent is not None:
                    able = contenders if kind.for_all else {OURS: contenders[OURS]}
                    yield from _by_all(able, kind.name, one, bent)
        for one, bent in clean.returns(seed):
            yield from _by_all(contenders, "", one, bent)


def _by_all(contenders: Mapping[str, Contender], kind: str, one: Sent, bent: Bent) -> Iterator[Judged]:
    for name, judge in contenders.items():
        yield Judged(name, kind, one.form.audit.code, marks(bent.truth, judge(bent.data, asked(one, bent))))


def score(all_judged: Iterable[Judged]) -> Score:
    """What one contender's verdicts come to."""
    by_kind: dict[str, list[Marks]] = {}
    for each in all_judged:
        by_kind.setdefault(each.kind, []).append(each.marks)
    untouched = by_kind.pop("", [])
    every = [each for of_kind in by_kind.values() for each in of_kind]
    recalls = [
        sum(each.found for each in of_kind) / wanted
        for of_kind in by_kind.values()
        if (wanted := sum(each.wanted for each in of_kind))
    ]
    precisions = [
        sum(each.right for each in of_kind) / named
        for of_kind in by_kind.values()
        if (named := sum(each.named for each in of_kind))
    ]
    conserved = [each.conserved for each in (*every, *untouched)]
    return Score(
        sum(recalls) / len(recalls),
        sum(precisions) / len(precisions),
        sum(each.named - each.right for each in untouched),
        len(untouched),
        sum(conserved) / len(conserved),
    )


def recall(all_judged: Iterable[Judged], kinds: Iterable[Kind]) -> float | None:
    """One contender's recall over some ``kinds``: the mean over those that ask for a finding; None where none does."""
    names = {each.name for each in kinds}
    judged = [each for each in all_judged if each.kind in names]
    return score(judged).recall if any(each.marks.wanted for each in judged) else None


def of_all(all_judged: Iterable[Judged]) -> list[Judged]:
    """What was judged of clean returns and of the kinds that every contender is asked for."""
    ours = {each.name for each in KINDS if not each.for_all}
    return [each for each in all_judged if each.kind not in ours]


def fallen_short(all_judged: Iterable[Judged]) -> dict[str, str]:
    """For each kind in which one contender falls short ("": clean returns), how: missed, false alarm, rows."""
    short: dict[str, set[str]] = {}
    for each in all_judged:
        shortfalls = {"missed"} if each.marks.found < each.marks.wanted else set()
        shortfalls |= {"false alarm"} if each.marks.right < each.marks.named else set()
        shortfalls |= set() if each.marks.conserved else {"rows"}
        if shortfalls:
            short.setdefault(each.kind, set()).update(shortfalls)
    return {kind: ", ".join(sorted(shortfalls)) for kind, shortfalls in short.items()}
