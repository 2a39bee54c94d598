"""Where a series begins anew: another definition, another threshold document, another agency."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard, fields_of
from pipeline.partnership.bodies import name_of
from pipeline.results.change_values import Break
from pipeline.results.lines import goes_on_after, goes_on_before, mergers
from pipeline.results.versions import Change

DEFINITION = "counted in another way before"


@dataclass(frozen=True)
class ReturnHistory:
    """
    What is known of the quarters beside their records.

    ``returned``: who sent a return that counts (nil ones too), of those that a standard is counted on; ``asked``: who
    is asked now; ``silent``: who of them owes this quarter's; ``changes``: of the documents and time limits that it is
    judged by. ``not_due``: the quarters, of those that comparisons go back to, for which nothing was due; ``last_due``:
    when returns were due before the quarter reported on, None where that is not known or they come all the time.
    """

    returned: Mapping[Quarter, Collection[str]] = field(default_factory=dict)
    asked: Collection[str] = ()
    silent: Collection[str] = ()
    changes: Sequence[Change] = ()
    not_due: Collection[Quarter] = ()
    last_due: Quarter | None = None

    def idle(self, quarter: Quarter) -> bool:
        """Whether nothing was due for ``quarter``, and nothing came."""
        return quarter in self.not_due and not self.returned.get(quarter)

    def quarter_before(self, quarter: Quarter) -> Quarter:
        """The quarter that ``quarter`` is compared with: the last one that was due."""
        return self.last_due or quarter.previous()


NOTHING_MORE = ReturnHistory()


def breaks(standard: Standard, quarter: Quarter, around: ReturnHistory) -> tuple[Break, ...]:
    """Every break up to ``quarter``, in order, one for each quarter and with all of its reasons."""
    return _in_order((*_of_the_standard(standard, around), *_agencies(around)), quarter)


def breaks_in_counting(standard: Standard, quarter: Quarter, around: ReturnHistory) -> tuple[Break, ...]:
    """Those of them that are of what is counted, and not of who sends: an agency may be compared with itself beyond."""
    return _in_order(_of_the_standard(standard, around), quarter)


def _in_order(reasons: Iterable[tuple[Quarter, str]], quarter: Quarter) -> tuple[Break, ...]:
    begun: dict[Quarter, list[str]] = {}
    for each, why in reasons:
        begun.setdefault(each, []).append(why)
    return tuple(Break(str(each), "; ".join(begun[each])) for each in sorted(begun) if each <= quarter)


def _of_the_standard(standard: Standard, around: ReturnHistory) -> list[tuple[Quarter, str]]:
    """The quarters from which another definition, document or time limit holds."""
    asked = fields_of(standard.applies, standard.met, standard.pending)
    defined = {each for each in (standard.since, *(one.since for one in asked)) if each is not None}
    return [(each, DEFINITION) for each in sorted(defined)] + [(each.quarter, each.why) for each in around.changes]


def _agencies(around: ReturnHistory) -> list[tuple[Quarter, str]]:
    """
    The quarters from which an agency's records are in the figure for the first time, no longer, or in another's.

    That one body takes over from one other is no break: see `lines.successions`.
    """
    sent = {each: codes for each, codes in sorted(around.returned.items()) if codes}
    begun, changes = list(sent), mergers(sent)
    for code in sorted(set().union(*sent.values())):
        theirs = [each for each in begun if code in sent[each]]
        if theirs[0] > begun[0] and not goes_on_before(code, theirs[0], sent):
            changes.append((theirs[0], f"without {name_of(code)} before"))
        gone = code not in around.asked and theirs[-1] < begun[-1]
        if gone and not goes_on_after(code, theirs[-1], sent, around.asked):
            changes.append((begun[begun.index(theirs[-1]) + 1], f"with {name_of(code)} before"))
    return changes


def counted_alike(quarter: Quarter, begun: Quarter | None) -> bool:
    """Whether a quarter is counted in the same way as those from ``begun`` on, that of the last break."""
    return begun is None or quarter >= begun
