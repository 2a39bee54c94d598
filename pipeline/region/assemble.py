"""The regional edition of a quarter, of what each area gives: every standard beside all areas that ask it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from pipeline.disclose.facts import How
from pipeline.region.apart import FALSE, FEWEST_AREAS, Held, held_against_others, spread_of
from pipeline.region.folder import key_of
from pipeline.region.model import (
    AreaLine,
    LeftOutArea,
    RegionArea,
    RegionAudit,
    RegionResult,
    RegionStandard,
    Spread,
    Total,
)
from pipeline.region.told import AreaAudit, AreaStandard, AreaTold
from pipeline.region.totals import NOTHING, total_of
from pipeline.results.figure_values import Verdict
from pipeline.statistics.discovery import discoveries
from pipeline.statistics.overdispersion import NONE

_SAYS_NOTHING = "its own report does not say"
_OTHERWISE = "it counts this standard otherwise than most areas"
_NO_RECORD = "it has no record of this kind"


def assembled(region: str, quarter: str, told: Mapping[str, AreaTold], left_out: Sequence[LeftOutArea]) -> RegionResult:
    """
    The regional edition of a ``quarter``. ``told``: what each area gives, by its folder, each of another area.

    The order of everything is that of names, and of no figure.
    """
    areas = {key_of(each.area): each for each in sorted(told.values(), key=lambda each: each.area.casefold())}
    folders = {key_of(each.area): folder for folder, each in told.items()}
    readers = _sitting_in_several(areas)
    made = RegionResult(
        region=region,
        quarter=quarter,
        synthetic=any(each.synthetic for each in areas.values()),
        areas=tuple(_area(key, folders[key], each) for key, each in areas.items()),
        left_out=tuple(left_out),
        audits=tuple(_audits(areas, readers)),
    )
    return _with_those_apart(made, areas)


def _area(key: str, folder: str, told: AreaTold) -> RegionArea:
    return RegionArea(
        key=key,
        area=told.area,
        name=told.name,
        folder=folder,
        due=told.due,
        counted=told.counted,
        approved_by=told.approved_by,
        audits=tuple(each.code for each in told.audits),
    )


def _sitting_in_several(areas: Mapping[str, AreaTold]) -> list[frozenset[str]]:
    """Of each body that sits in several areas, which those are: it knows the counts of each of them."""
    of: dict[str, set[str]] = {}
    for key, told in areas.items():
        for name in told.bodies:
            of.setdefault(name.casefold(), set()).add(key)
    return [*{frozenset(keys) for keys in of.values() if len(keys) > 1}]


def _audits(areas: Mapping[str, AreaTold], readers: Sequence[frozenset[str]]) -> Iterator[RegionAudit]:
    codes = dict.fromkeys(each.code for told in areas.values() for each in told.audits)
    for code in codes:
        theirs = {key: each for key, told in areas.items() for each in told.audits if each.code == code}
        ids = dict.fromkeys(each.id for audit in theirs.values() for each in audit.standards)
        yield RegionAudit(
            code=code,
            title=_usual(theirs, lambda audit: audit.title),
            row=_usual(theirs, lambda audit: audit.row),
            areas=tuple(theirs),
            standards=tuple(_standard(each, areas, theirs, readers) for each in ids),
        )


def _usual(audits: Mapping[str, AreaAudit], of: Callable[[AreaAudit], str]) -> str:
    """What most areas call it; of several that are called so equally often, the first by name."""
    return _most_common([of(each) for each in audits.values()])


def _most_common(texts: Sequence[str]) -> str:
    return min(Counter(texts).items(), key=lambda item: (-item[1], item[0]))[0]


def _standard(
    standard: str,
    areas: Mapping[str, AreaTold],
    audits: Mapping[str, AreaAudit],
    readers: Sequence[frozenset[str]],
) -> RegionStandard:
    theirs = {key: each for key, audit in audits.items() for each in audit.standards if each.id == standard}
    ways = _ways_of_counting(theirs)
    alike = {key: each for key, each in theirs.items() if ways[each.counted_by] == 1}
    added = {key: each for key, each in alike.items() if _is_added(each)}
    first = next(iter(alike.values()))
    verdicts = [Verdict(each.verdict) if each.verdict else None for each in theirs.values()]
    return RegionStandard(
        id=standard,
        title=_most_common([each.title for each in theirs.values()]),
        headline=first.headline,
        low_is_good=first.low_is_good,
        rated=first.rated,
        total=total_of(added, readers) if added else NOTHING,
        spread=_spread(added),
        at_target=sum(each is not None and each.reached for each in verdicts),
        below=verdicts.count(Verdict.BELOW),
        unsure=verdicts.count(Verdict.NOT_CLEAR),
        unsaid=verdicts.count(None),
        versions=len(ways),
        areas=tuple(
            AreaLine(
                key=key,
                area=areas[key].area,
                how=each.how,
                met=each.met,
                of=each.of,
                band=each.band,
                verdict=each.verdict,
                target=each.target,
                added=key in added,
                why_not=_why_not(each, ways[each.counted_by]) if key not in added else "",
                version=ways[each.counted_by],
            )
            for key, each in theirs.items()
        ),
        printed=_printed(added),
    )


def _printed(added: Mapping[str, AreaStandard]) -> Total | None:
    """What the areas come to that print their counts, where that is not all that are added: anybody could add them."""
    exact = {key: each for key, each in added.items() if each.how is How.EXACT}
    return total_of(exact, []) if len(exact) in range(2, len(added)) else None


def _ways_of_counting(theirs: Mapping[str, AreaStandard]) -> Mapping[str, int]:
    """The ways in which areas count a standard, numbered: 1 is that of most areas, and of the first by name of them."""
    often = Counter(each.counted_by for each in theirs.values())
    first = list(often)  # in the order of the areas
    ordered = sorted(often, key=lambda way: (-often[way], first.index(way)))
    return {way: number for number, way in enumerate(ordered, start=1)}


def _is_added(each: AreaStandard) -> bool:
    return each.how is How.BAND or (each.how is How.EXACT and bool(each.of))


def _why_not(each: AreaStandard, way: int) -> str:
    if way != 1:
        return _OTHERWISE
    return _NO_RECORD if each.how is How.EXACT else _SAYS_NOTHING


def _spread(added: Mapping[str, AreaStandard]) -> Spread | None:
    shares = [each.met / each.of for each in added.values() if each.met is not None and each.of]
    if len(shares) < FEWEST_AREAS:
        return None
    between = spread_of(added)
    return Spread(
        areas=len(shares),
        lowest=min(shares),
        median=median(shares),
        highest=max(shares),
        times=between.times if between is not NONE else None,
    )


def _with_those_apart(made: RegionResult, areas: Mapping[str, AreaTold]) -> RegionResult:
    """With what is said of areas that differ from the others: what is firm is so among all that were held."""
    held: dict[tuple[str, str], Held] = {}
    for audit in made.audits:
        for standard in audit.standards:
            printed = {
                line.key: areas[line.key].standards[standard.id]
                for line in standard.areas
                if line.added and line.met is not None
            }
            held |= {(standard.id, key): each for key, each in held_against_others(printed).items()}
    firm = dict(zip(held, discoveries([2 * each.chance for each in held.values()], FALSE), strict=True)) if held else {}

    def line(standard: str, each: AreaLine) -> AreaLine:
        found = held.get((standard, each.key))
        if found is None or not found.differs:
            return each
        return replace(each, apart="above" if found.above else "below", firmly=firm[standard, each.key])

    return replace(
        made,
        audits=tuple(
            replace(
                audit,
                standards=tuple(
                    replace(standard, areas=tuple(line(standard.id, each) for each in standard.areas))
                    for standard in audit.standards
                ),
            )
            for audit in made.audits
        ),
    )
