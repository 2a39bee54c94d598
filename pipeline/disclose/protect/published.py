"""
What was released before, as the protection takes it: it is printed again as it was, unless a change may be known.

A return that comes late, or is mended, gives other counts. Whoever holds the report that was released has the
difference by subtraction: so new counts are printed only where of no agency, and not in all, a small number of records
changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.disclose.facts import ALL, Fact, How, Line
from pipeline.disclose.protect.choosing import where_judged
from pipeline.disclose.protect.ranges import ANY, Range, both, exactly, is_small
from pipeline.disclose.protect.said import Asked, Judge, Published, Said, unjudged
from pipeline.measure.counts import Counts


def counts_printed(asked: Asked, quarter: str, limit: int) -> Mapping[str, Counts]:
    """The counts of a quarter that are printed: as they are now, or as they were when they were released last."""
    now, released = asked.counts[quarter], asked.published.get(quarter, ())
    if not released or _may_be_known(released[-1].counts, now, limit):
        return now
    return released[-1].counts


def newest(asked: Asked, quarter: str, edition: str, counts: Mapping[str, Counts]) -> Published | None:
    """What ``edition`` released last of a quarter, if it was of these ``counts``."""
    own = [each for each in asked.published.get(quarter, ()) if each.edition == edition]
    return own[-1] if own and dict(own[-1].counts) == dict(counts) else None


def _may_be_known(then: Mapping[str, Counts], now: Mapping[str, Counts], limit: int) -> bool:
    """Whether of no agency, and not in all, a small number of records changed."""
    codes = {*then, *now}
    lines = [(then.get(code, Counts()), now.get(code, Counts())) for code in codes]
    lines.append((sum(then.values(), Counts()), sum(now.values(), Counts())))
    return not any(is_small(abs(each), limit) for before, after in lines for each in _differences(before, after))


def _differences(then: Counts, now: Counts) -> Sequence[int]:
    recorded = [each.not_met - each.not_recorded for each in (then, now)]
    return (
        now.met - then.met,
        now.not_met - then.not_met,
        now.applicable - then.applicable,
        now.not_recorded - then.not_recorded,
        recorded[1] - recorded[0],
    )


def said_again(fact: Fact, *, changed: bool) -> Said:
    """What is said of a line that was released; ``changed``: whether other counts have come in since."""
    return Said(fact.how, fact.band, bool(fact.verdict), fact.silent is not None, fact if changed else None)


def not_met_by(fact: Fact, counts: Counts, judge: Judge) -> Range:
    """What a fact says of the records of a line, of which there were ``counts``, that did not meet its standard."""
    if fact.how in (How.EXACT, How.ROUNDED):
        return exactly(counts.not_met)
    whole = counts.applicable
    low, high = fact.band.counts(whole) if fact.band is not None else (0, whole)
    judged = where_judged(judge, counts.met, whole) if fact.verdict else None
    if judged is not None and judge(counts.met, whole) == fact.verdict:
        low, high = max(low, judged.low), min(high, judged.high)
    return Range(whole - high, whole - low)


def known_before(asked: Asked, editions: Sequence[str], quarter: str, line: str, counts: Counts) -> Range:
    """
    What all that the ``editions`` released of a line says of its ``counts``, those that are printed now.

    A reader is taken to know by how much they changed.
    """
    known = ANY
    judge = asked.judges.get((quarter, "" if line == ALL else line), unjudged)
    for each in asked.published.get(quarter, ()):
        fact = each.facts.get(Line(asked.id, line, (quarter,)))
        then = sum(each.counts.values(), Counts()) if line == ALL else each.counts.get(line)
        if each.edition in editions and fact is not None and fact.says and then is not None:
            of_then, more = not_met_by(fact, then, judge), counts.not_met - then.not_met
            known = both(known, Range(of_then.low + more, of_then.high + more))
    return known
