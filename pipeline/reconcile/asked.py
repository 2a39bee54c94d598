"""
What an agency is asked of its own records that another's return does not show, for its own feedback alone.

It names rows of the agency's own return and who the other is; never an answer of the other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.definition import Audit, Field
from pipeline.english import listed
from pipeline.reconcile.matching import Pair
from pipeline.reconcile.reconciliation import FIRST, SECOND, Reconciliation, reconciliations
from pipeline.validate.finding import row_spans, spoken_place
from pipeline.validate.validated import Accepted

Asked = Mapping[str, tuple[str, ...]]  # by the SHA-256 of a return: what its agency is asked, in sentences

_DUPLICATE = (
    "your return has this reference more than once, so none of these rows was held against {other}. Give each case its "
    "own reference, or take out the row that is there twice."
)
_NOT_PAIRED = (
    "not paired with a record of {other}{by}. Check {what}; where all is right, ask {other} what became of the case."
)


def asked(audit: type[Audit], returns: Sequence[Accepted]) -> Asked:
    """
    What the agencies of ``returns`` are asked of the records of ``audit``, in sentences that go to each alone.

    One sentence for every record that is not paired by the reference, whether the other side has none, one that fits by
    what else tells the case, or several: so nobody learns whom the other knows who does not know the reference itself.
    Nobody is asked so until all of the other side's returns are in.
    """
    lines: dict[str, list[str]] = defaultdict(list)
    for each in reconciliations(audit, returns):
        for side in (FIRST, SECOND):
            for places, sentence in _questions(each, side, each.what.key or audit.linked_by):
                for sha256, where in _places(each, side, places).items():
                    lines[sha256].append(f"{each.what.title}. {where}: {sentence}")
    return {sha256: tuple(theirs) for sha256, theirs in lines.items()}


def _questions(each: Reconciliation, side: int, key: Sequence[Field]) -> Iterator[tuple[frozenset[int], str]]:
    """The records of a side that something is asked of, and what."""
    what, other = each.what, each.sides[1 - side]
    name = other.side.name
    yield each.duplicates(side), _DUPLICATE.format(other=name)
    if not other.lacking:
        also = [f"“{field.label}”" for field in what.weak]
        several = listed([f"“{field.label}”" for field in key])
        by = "" if not key else f" by {several} together" if len(key) > 1 else " by this reference"
        told = [*(["the reference"] if key else []), *also, *(["the date"] if also else [])]
        not_paired = each.alone(side) | each.ambiguous(side) | _by_what_else(each, side)
        yield not_paired, _NOT_PAIRED.format(other=name, by=by, what=listed(told))


def _by_what_else(each: Reconciliation, side: int) -> frozenset[int]:
    name = "first" if side == FIRST else "second"
    return frozenset(getattr(pair, name) for pair in each.pairs() if not pair.by_key and _referenced(each, pair))


def _referenced(each: Reconciliation, pair: Pair) -> bool:
    first, second = each.sides
    return first.cases[pair.first].key is not None or second.cases[pair.second].key is not None


def _places(each: Reconciliation, side: int, records: frozenset[int]) -> dict[str, str]:
    """Where these records stand, by the return that they stand in, as people say it."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in (each.sides[side].places[record] for record in records):
        rows[place.sha256, place.sheet].append(place.row)
    return {sha256: spoken_place(sheet, row_spans(theirs)) for (sha256, sheet), theirs in sorted(rows.items())}
