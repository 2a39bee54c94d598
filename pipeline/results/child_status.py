"""What named readers are told of standards that are about what children are, where small counts of that are hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import How, Line
from pipeline.disclose.protect.ranges import is_small
from pipeline.disclose.protect.said import NOTHING, SaidLines
from pipeline.measure.counts import Counts
from pipeline.measure.overlaps import NO_OVERLAP, Overlap
from pipeline.results.protection import ToProtect


def without_child_status(
    board: SaidLines, standards: Sequence[ToProtect], overlap: Mapping[Quarter, Overlap]
) -> SaidLines:
    """
    What their edition prints of each line: what the board is told of it, and less where that tells of a few children.

    All other standards of the audit are printed there in full, so a denominator beside theirs says how many children
    are left out. In a quarter in which these are few, of an agency or of all, no line of the standard has counts.
    ``overlap``: how the records that count lie in each other, as in `protection`.
    """
    told = {
        (each.standard.id, str(quarter))
        for each in standards
        if each.standard.of_what_children_are
        for quarter in each.by_agency
        if _tells_of_few(each, quarter, standards, overlap.get(quarter, NO_OVERLAP))
    }
    less = SaidLines()
    less.stands = board.stands
    for line, said in board.items():
        less[line] = NOTHING if _is_told(line, told) and said.how is How.EXACT else said
    return less


def _is_told(line: Line, told: Collection[tuple[str, str]]) -> bool:
    return any((line.standard, quarter) in told for quarter in line.quarters)


def _tells_of_few(own: ToProtect, quarter: Quarter, standards: Sequence[ToProtect], overlap: Overlap) -> bool:
    """Whether the denominators of ``quarter`` would say that a few children are left out, or are all there are."""
    around = {outer for inner, outer in overlap.within if inner == own.standard.id}
    wider = [dict(_lines(each.by_agency.get(quarter, {}))) for each in standards if each.standard.id in around]
    for code, counted in _lines(own.by_agency[quarter]):
        of = counted.applicable
        more = [theirs[code].applicable for theirs in wider if code in theirs]
        left = [counted.not_applicable, *(each - of for each in (counted.records, *more))]
        if any(is_small(each, BOARD.hide) for each in (of, *left)):
            return True
    return False


def _lines(by_agency: Mapping[str, Counts]) -> list[tuple[str, Counts]]:
    """Each agency's counts, and under no name those of all."""
    return [*by_agency.items(), ("", sum(by_agency.values(), Counts()))]
