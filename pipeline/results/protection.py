"""
What the released editions may say of each line of a quarter: asked of `disclose.protect`, once, for every page.

An audit's standards are protected together, since their denominators are of the same records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Standard
from pipeline.definition.audit import TAKEN_TOGETHER
from pipeline.definition.targets import Aim, target_of
from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.disclose.facts import ALL, Fact, Line
from pipeline.disclose.protect.protector import AuditAsked, protected
from pipeline.disclose.protect.said import Asked, GivenUp, Judge, Published, SaidLines, Years, unjudged
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.measure.counts import Counts
from pipeline.measure.overlaps import Overlap
from pipeline.measure.shapes import Shape, Worth
from pipeline.partnership.bodies import successors
from pipeline.results.breaks import ReturnHistory, breaks, counted_alike
from pipeline.results.verdicts import judged_word, verdict
from pipeline.results.worths import together_shown, worth_shown

ByAgency = Mapping[Quarter, Mapping[str, Counts]]


@dataclass(frozen=True)
class ToProtect:
    """
    A standard as it was counted: the counts of every quarter, by agency, and how their records hang together.

    ``around``: what is known of the returns. ``together``: as `Audit.taken_together`.
    """

    standard: Standard
    by_agency: ByAgency
    shapes: Mapping[Quarter, Shape]
    around: ReturnHistory
    together: Sequence[int] = TAKEN_TOGETHER


def protection(
    standards: Sequence[ToProtect],
    quarter: Quarter,
    audit: str = "",
    overlap: Mapping[Quarter, Overlap] | None = None,
    released: Sequence[ReleasedBefore] = (),
    given_up: GivenUp | None = None,
) -> dict[str, SaidLines]:
    """
    What the board's and the public's edition may say of every line of the ``standards`` of an ``audit``, by its name.

    ``overlap``: of each quarter, how the records that count on the standards lie in each other. ``released``: every
    release there was, the newest last. ``given_up``: lines that an attack found to give a small count away.
    """
    there = overlap or {}
    agencies = {code for each in standards for theirs in each.by_agency.values() for code in theirs}
    asked = AuditAsked(
        [_asked(each, quarter, audit, released) for each in standards],
        {str(when): each.within for when, each in there.items()},
        {str(when): each.apart for when, each in there.items()},
        {code: [code, *(body.code for body in successors(code))][-1] for code in agencies},
        given_up or GivenUp(),
    )
    return protected(asked, BOARD, PUBLIC)


def printed_in(printed: Mapping[str, SaidLines], edition: Edition) -> SaidLines | None:
    """What ``edition`` prints of each line; None where it prints all counts."""
    if edition.named_readers or not edition.hide:
        return None
    return printed.get(edition.name, printed[BOARD.name])


def as_printed(by_agency: ByAgency, standard: Standard, printed: SaidLines | None) -> ByAgency:
    """The counts of each quarter as an edition prints them: a quarter that was released may have to stand as it was."""
    if printed is None:
        return by_agency
    return {each: printed.stands.get((standard.id, str(each)), theirs) for each, theirs in by_agency.items()}


def _asked(counted: ToProtect, quarter: Quarter, audit: str, released: Sequence[ReleasedBefore]) -> Asked:
    standard, by_agency = counted.standard, counted.by_agency
    return Asked(
        standard.id,
        audit,
        standard.headline,
        {str(each): theirs for each, theirs in sorted(by_agency.items()) if each == quarter or _records(theirs)},
        {
            (str(each), code): _judge(target_of(standard, each), _counts(theirs, code), _worth(counted, each, code))
            for each, theirs in by_agency.items()
            for code in ("", *theirs)
        },
        {str(each): _years(counted, each, quarter) for each in by_agency},
        {str(each): published for each in by_agency if (published := _published(standard, str(each), released))},
        _spans(standard, released),
    )


def _published(standard: Standard, quarter: str, released: Sequence[ReleasedBefore]) -> list[Published]:
    """What each release printed of a standard in a quarter, with the counts that it was printed of."""
    published = []
    for each in released:
        facts = {
            fact.line: fact
            for fact in each.facts
            if fact.line.standard == standard.id and fact.line.quarters == (quarter,)
        }
        counts = {
            agency: theirs
            for (name, agency, when), theirs in each.cells.counts.items()
            if (name, when) == (standard.id, quarter)
        }
        if facts and counts:
            published.append(Published(each.edition, facts, counts))
    return published


def _spans(standard: Standard, released: Sequence[ReleasedBefore]) -> dict[str, dict[Line, Fact]]:
    """What each edition printed of several quarters together, the newest where it did so twice."""
    spans: dict[str, dict[Line, Fact]] = {}
    for each in released:
        for fact in each.facts:
            if fact.line.standard == standard.id and len(fact.line.quarters) > 1:
                spans.setdefault(each.edition, {})[fact.line] = fact
    return spans


def _counts(theirs: Mapping[str, Counts], code: str) -> Counts:
    return theirs[code] if code else sum(theirs.values(), Counts())


def _worth(counted: ToProtect, quarter: Quarter, code: str) -> Worth | None:
    shape = counted.shapes.get(quarter)
    return worth_shown(shape, BOARD, [code] if code else None) if shape is not None else None


def _judge(aim: Aim, counts: Counts, worth: Worth | None) -> Judge:
    """
    Who says, of any counts, what the verdict would be; of none, where it is not from the counts alone that it comes.
    """
    per_case = (worth.per_case if worth is not None else None) or 1.0
    weighted = worth is not None and (worth.weighted or not worth.known)

    def judge(met: int, of: int) -> str:
        return judged_word(met, of, per_case, aim)

    if weighted or judge(counts.met, counts.applicable) != str(verdict(counts, worth or _plain(counts), aim)):
        return unjudged
    return judge


def _plain(counts: Counts) -> Worth | None:
    return Worth(counts.met / counts.applicable, float(counts.applicable)) if counts.applicable else None


def _years(counted: ToProtect, quarter: Quarter, now: Quarter) -> tuple[Years, ...]:
    """The quarters that the report of ``quarter`` may take together, those that it rather would first."""
    broken = [each.quarter for each in breaks(counted.standard, now, counted.around) if each.quarter <= str(quarter)]
    begun = Quarter.parse(broken[-1]) if broken else None
    spans = [
        [each for each in quarter.last(length) if _records(counted.by_agency.get(each, {}))]
        for length in counted.together
    ]
    alike = [there for there in spans if len(there) > 1 and all(counted_alike(each, begun) for each in there)]
    return tuple(years for there in alike if (years := _together(counted, there)) is not None)


def _together(counted: ToProtect, there: Sequence[Quarter]) -> Years | None:
    """Quarters taken together; None where their samples were drawn unevenly, since those do not add up."""
    shapes = [shape for each in there if (shape := counted.shapes.get(each)) is not None]
    if any(each.weighted for each in shapes):
        return None
    totals = {each: sum(counted.by_agency[each].values(), Counts()) for each in there}
    targets = {target_of(counted.standard, each).target for each, total in totals.items() if total.applicable}
    worth = together_shown(shapes, BOARD) if shapes else None
    aim = target_of(counted.standard, there[-1])
    judge = _judge(aim, sum(totals.values(), Counts()), worth) if len(targets) < 2 else unjudged
    return Years(tuple(str(each) for each in there), judge)


def _records(by_agency: Mapping[str, Counts]) -> int:
    return sum(each.records for each in by_agency.values())


def line_of(standard: Standard, quarter: Quarter, agency: str = ALL) -> Line:
    """The line of a standard in a quarter."""
    return Line(standard.id, agency, (str(quarter),))
