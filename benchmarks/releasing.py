"""
What is released of a drawn audit, report after report: as this product protects it, and as others would.

`ours` goes the product's own way from counts to what is printed of each line. Of the others, `primary` hides each small
count and its complement and nothing more; `each_table` hides one more line of the table of each quarter and standard
besides, as tools for tables by themselves do; `threshold` hides what is below 10 in a table and looks at no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.drawn_audits import APART, HEADLINE, STANDARDS, TARGETS, WITHIN, DrawnAudit, Known, cells_of
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import BOARD, PUBLIC, Edition
from pipeline.disclose.facts import ALL, Cells, Fact, How, Line
from pipeline.disclose.hiding import rounded
from pipeline.disclose.protect.protector import AuditAsked, protected
from pipeline.disclose.protect.said import Asked, GivenUp, Judge, Published, Said, SaidLines, Years
from pipeline.disclose.refined import Proposal, refined
from pipeline.measure.counts import Counts
from pipeline.results.verdicts import judged_word

EDITIONS = (BOARD, PUBLIC)
AUDIT = "DRN"
TOGETHER = 4  # quarters of a year
_FEW = 10  # what others hide below


@dataclass(frozen=True)
class Released:
    """What one edition of one report printed, and the counts that it was printed of."""

    edition: Edition
    facts: tuple[Fact, ...]
    cells: Cells


Method = Callable[[DrawnAudit], list[Released]]


def ours(audit: DrawnAudit) -> list[Released]:
    """The releases of this product, each decided with all before it."""
    released: list[Released] = []
    for known in audit.known:
        propose = partial(_proposal, known, tuple(released))
        proposal, _ = refined(
            propose, [_Before(e.edition.name, e.facts, e.cells) for e in released], propose(GivenUp())
        )
        released += [Released(edition, tuple(proposal.facts[edition.name]), proposal.cells) for edition in EDITIONS]
    return released


@dataclass(frozen=True)
class _Before:
    """A release, by the name of its edition."""

    edition: str
    facts: tuple[Fact, ...]
    cells: Cells


def _proposal(known: Known, released: Sequence[Released], given_up: GivenUp) -> Proposal:
    """What is to be printed next, and the counts that are printed."""
    said = protected(replace(_asked(known, released), given_up=given_up), BOARD, PUBLIC)
    return Proposal(
        {edition.name: tuple(_facts(known, edition, said[edition.name])) for edition in EDITIONS},
        cells_of({**known, **said[BOARD.name].stands}),
    )


def _asked(known: Known, released: Sequence[Released]) -> AuditAsked:
    quarters = sorted({quarter for _, quarter in known})
    standards = [
        Asked(
            standard,
            AUDIT,
            standard == HEADLINE,
            {quarter: known[standard, quarter] for quarter in quarters},
            {(quarter, code): _judge(standard) for quarter in quarters for code in ("", *known[standard, quarter])},
            {quarter: _years(standard, quarters[: place + 1]) for place, quarter in enumerate(quarters)},
            {quarter: _published(standard, quarter, released) for quarter in quarters},
            _spans(standard, released),
        )
        for standard in STANDARDS
    ]
    return AuditAsked(standards, dict.fromkeys(quarters, WITHIN), dict.fromkeys(quarters, APART))


def _judge(standard: str) -> Judge:
    aim = Aim(TARGETS[standard], TARGETS[standard] - 0.1)
    return lambda met, of: judged_word(met, of, 1.0, aim)


def _years(standard: str, quarters: Sequence[str]) -> tuple[Years, ...]:
    there = tuple(quarters[-TOGETHER:])
    return (Years(there, _judge(standard)),) if len(there) > 1 else ()


def _published(standard: str, quarter: str, released: Sequence[Released]) -> list[Published]:
    published = []
    for each in released:
        facts = {f.line: f for f in each.facts if f.line.standard == standard and f.line.quarters == (quarter,)}
        counts = {
            agency: theirs
            for (name, agency, when), theirs in each.cells.counts.items()
            if (name, when) == (standard, quarter)
        }
        if facts and counts:
            published.append(Published(each.edition.name, facts, counts))
    return published


def _spans(standard: str, released: Sequence[Released]) -> dict[str, dict[Line, Fact]]:
    spans: dict[str, dict[Line, Fact]] = {}
    for each in released:
        for fact in each.facts:
            if fact.line.standard == standard and len(fact.line.quarters) > 1:
                spans.setdefault(each.edition.name, {})[fact.line] = fact
    return spans


def lines(known: Known, edition: Edition) -> Iterator[Line]:
    """What a report has lines for: its quarter, each agency in the board's, the quarters before, and the year."""
    quarters = sorted({quarter for _, quarter in known})
    for standard in STANDARDS:
        yield from (Line(standard, ALL, (quarter,)) for quarter in quarters)
        if edition.agencies:
            yield from (Line(standard, code, (quarters[-1],)) for code in known[standard, quarters[-1]])
        if len(quarters) > 1:
            yield Line(standard, ALL, tuple(quarters[-TOGETHER:]))


def counts_of(known: Known, line: Line) -> Counts:
    """The counts of a line."""
    places = [known[line.standard, quarter] for quarter in line.quarters]
    chosen = [each for theirs in places for code, each in theirs.items() if line.agency in (ALL, code)]
    return sum(chosen, Counts())


def _facts(known: Known, edition: Edition, said: SaidLines) -> Iterator[Fact]:
    printed = {**known, **said.stands}
    for line in lines(printed, edition):
        told = said.get(line)
        if told is None or not told.says:
            yield Fact(line, AUDIT, How.NOTHING)
        elif told.published is not None:
            yield told.published
        else:
            yield _fact(line, counts_of(printed, line), told, edition)


def _fact(line: Line, counts: Counts, told: Said, edition: Edition) -> Fact:
    base = edition.round_to if told.how is How.ROUNDED else 1
    as_counts = told.how in (How.EXACT, How.ROUNDED)
    return Fact(
        line,
        AUDIT,
        told.how,
        met=rounded(counts.met, base) if as_counts else None,
        of=rounded(counts.applicable, base) if as_counts else None,
        silent=rounded(counts.not_recorded, base) if as_counts and told.silent else None,
        round_to=base,
        band=told.band,
        verdict=_judge(line.standard)(counts.met, counts.applicable) if told.verdict else "",
        target=TARGETS[line.standard],
    )


def _by_table(audit: DrawnAudit, hidden: Callable[[Mapping[str, Counts], Edition], set[str]]) -> list[Released]:
    """Releases in which each quarter of each standard is a table by itself, printed but for the lines ``hidden``."""
    released = []
    for known in audit.known:
        for edition in EDITIONS:
            facts = []
            for line in lines(known, edition):
                tables = [{**known[line.standard, each]} for each in line.quarters]
                for table in tables:
                    table[ALL] = sum(table.values(), Counts())
                whole = counts_of(known, line)
                alone = len(tables) > 1
                gone = hidden({ALL: whole} if alone else tables[0], edition)
                told = Said(How.NOTHING if line.agency in gone else How.ROUNDED if edition.round_to > 1 else How.EXACT)
                facts.append(_fact(line, whole, told, edition))
            released.append(Released(edition, tuple(facts), cells_of(known)))
    return released


def _small(counts: Counts, limit: int) -> bool:
    return any(1 <= each <= limit for each in (counts.met, counts.not_met))


def primary(audit: DrawnAudit) -> list[Released]:
    """Each small count is hidden with its complement."""
    return _by_table(audit, lambda table, edition: {code for code, each in table.items() if _small(each, edition.hide)})


def each_table(audit: DrawnAudit) -> list[Released]:
    """The same, and in each table where one line is hidden the smallest other one."""

    def hidden(table: Mapping[str, Counts], edition: Edition) -> set[str]:
        gone = {code for code, each in table.items() if _small(each, edition.hide)}
        spare = sorted((each.applicable, code) for code, each in table.items() if code not in gone | {ALL})
        return gone | {spare[0][1]} if len(gone) == 1 and spare else gone

    return _by_table(audit, hidden)


def threshold(audit: DrawnAudit) -> list[Released]:
    """What is of fewer than ten records, or has a count below ten that is not nought, is hidden; no table is linked."""
    return _by_table(audit, lambda table, _edition: {code for code, each in table.items() if _small(each, _FEW - 1)})


METHODS: Mapping[str, Method] = {
    "this product": ours,
    "small counts only": primary,
    "one more in each table": each_table,
    "threshold of 10": threshold,
}
