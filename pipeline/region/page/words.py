"""What a regional edition says of a standard, in words that all of its pages share."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import ALL, Line
from pipeline.english import NO_FIGURE, listed, number_of, percent
from pipeline.page.parts import Html, rendered
from pipeline.page.sentences import HIDDEN
from pipeline.page.table import colour
from pipeline.region.model import AreaLine, RegionArea, RegionStandard, Spread, Total
from pipeline.results.figure_values import Verdict
from pipeline.statistics.overdispersion import FEWEST

METHOD = "method.html"
NO_RECORD = "no records"


def audit_page(code: str) -> str:
    """The file of an audit's page."""
    return f"{code.lower()}.html"


def area_page(key: str) -> str:
    """The file of an area's page."""
    return f"area-{key}.html"


def area_link(line: AreaLine | RegionArea) -> Html:
    """An area's name, which leads to its page."""
    return rendered('<a href="{{ to }}">{{ name }}</a>', plain=line.area, to=area_page(line.key), name=line.area)


def counted(met: int, of: int, target: float | None = None) -> str:
    """How many of how many, with the percentage where the board's edition has one: "45 of 60 (75%)"."""
    if not of:
        return NO_RECORD
    share = f" ({percent(met / of, target)})" if of >= BOARD.least_for_percent else ""
    return f"{met} of {of}{share}"


def said(line: AreaLine | Total, target: float | None = None) -> str | None:
    """What is said of an area's counts, or of a total's: they themselves, or between what the share lies; or None."""
    if line.met is not None and line.of is not None:
        return counted(line.met, line.of, target)
    return line.band.words if line.band is not None else None


def total_words(total: Total) -> str | None:
    """What is said of all areas that are added; None where that is hidden."""
    return said(total) if total.areas else NO_FIGURE


def others(standard: RegionStandard, line: AreaLine) -> str | None:
    """What follows from what is printed of the other areas together; of all areas, where a band is all that is said."""
    total = standard.total
    if total.met is None or total.of is None:
        words = total_words(total)
        return f"all areas: {words}" if total.band is not None else words
    if not line.added:
        return counted(total.met, total.of)
    if line.met is None or line.of is None:
        return None
    rest = total.areas - 1
    return counted(total.met - line.met, total.of - line.of) if rest else NO_FIGURE


def verdict(line: AreaLine, standard: RegionStandard) -> Html | str:
    """The verdict that the area's own report prints; colour only repeats its words."""
    if not line.verdict:
        return NO_FIGURE
    found = Verdict(line.verdict)
    words = found.words(standard.low_is_good)
    return rendered(
        '<span class="rating rating--{{ colour }}">{{ words }}</span>', plain=words, colour=colour(found), words=words
    )


def target_of(line: AreaLine, standard: RegionStandard) -> str:
    """The target in force in the area."""
    return percent(line.target) if standard.rated else NO_FIGURE


def beside_others(line: AreaLine) -> str:
    """Whether an area's share differs from that of the other areas."""
    if not line.apart:
        return NO_FIGURE
    side = "higher" if line.apart == "above" else "lower"
    return f"{side}" if line.firmly else f"{side}; among so many comparisons it may be chance"


def in_total(line: AreaLine) -> str:
    """Whether an area is in the total, and if not, why."""
    return "added" if line.added else f"not added: {line.why_not}"


def way_of_counting(line: AreaLine, standard: RegionStandard) -> str:
    """By which version of the standard an area counts, beside the others."""
    if standard.versions == 1:
        return "as all areas"
    return "as most areas" if line.version == 1 else f"otherwise (version {line.version} of {standard.versions})"


def versions_sentence(standard: RegionStandard) -> str:
    """Whether areas count a standard alike, and which do not."""
    if standard.versions == 1:
        return "All areas count it alike." if len(standard.areas) > 1 else ""
    otherwise = [each.area for each in standard.areas if each.version != 1]
    return (
        f"The areas count it by {standard.versions} versions; those of version 1, that of most areas, are added. "
        f"Counted otherwise in {listed(otherwise)}."
    )


def total_sentence(standard: RegionStandard) -> str:
    """All areas together, as a sentence."""
    total = standard.total
    if not total.areas:
        return "No area’s figure can be added, so nothing is said of all areas together."
    who = f"{number_of(total.areas, 'area')} {'are' if total.areas > 1 else 'is'} added"
    words, printed = said(total), _printed_sentence(standard)
    if words is None:
        return f"{who}: {HIDDEN}.{printed}"
    if total.band is not None:
        return f"{who}: {words}. How many of how many is hidden, to protect small counts.{printed}"
    if total.interval is None or (total.of or 0) < BOARD.least_for_percent:
        return f"{who}: {words}."
    low, high = (percent(end) for end in total.interval)
    return f"{who}: {words}, 95% interval {low} to {high}."


def _printed_sentence(standard: RegionStandard) -> str:
    """What the areas come to that print their counts, where others are added that do not; else nothing."""
    printed = standard.printed
    if printed is None or printed.met is None or printed.of is None:
        return ""
    return f" The {printed.areas} of them that print their counts come to {counted(printed.met, printed.of)}."


def spread_words(spread: Spread | None) -> str:
    """From the lowest to the highest share of the areas that print their counts, where there is little room."""
    if spread is None:
        return NO_FIGURE
    return f"{percent(spread.lowest)} to {percent(spread.highest)}, median {percent(spread.median)}"


def spread_sentence(standard: RegionStandard) -> str:
    """How the areas that print their counts lie, and whether they vary more than chance makes them."""
    spread = standard.spread
    if spread is None:
        return "Too few areas print their counts for anything to be said of the spread."
    sentence = (
        f"Of {number_of(spread.areas, 'area')} that print their counts the lowest share is {percent(spread.lowest)}, "
        f"the median {percent(spread.median)} and the highest {percent(spread.highest)}."
    )
    if spread.times is None and spread.areas < FEWEST:
        return f"{sentence} They are too few to tell by how much more than chance they vary."
    if spread.times is None:
        return f"{sentence} They do not show that areas vary more than chance alone would make them."
    return f"{sentence} They vary {spread.times:.1f} times as much as chance alone would make them."


def verdicts_sentence(standard: RegionStandard) -> str:
    """How many areas' own reports say what of the standard beside the area's own target."""
    if not standard.rated:
        return "It is not judged beside a target."
    names = _NAMES_OF_A_LIMIT if standard.low_is_good else _NAMES
    counts = (standard.at_target, standard.below, standard.unsure, standard.unsaid)
    told = [f"{count} {name}" for count, name in zip(counts, names, strict=True) if count]
    return f"Each beside its own target: {listed(told)}." if told else ""


_NAMES = ("at target or better", "below target", "not yet clear", "without a printed verdict")
_NAMES_OF_A_LIMIT = ("within the limit", "over the limit", "not yet clear", "without a printed verdict")


def apart_sentence(standard: RegionStandard) -> str:
    """Which areas differ from the others, in the order of their names; that none does, where they were held."""
    lines = [each for each in standard.areas if each.apart]
    if not lines:
        if standard.spread is None:
            return ""
        return "No area that prints its counts differs from the others by more than chance and usual differences make."
    firm, loose = ([each for each in lines if each.firmly is firmly] for firmly in (True, False))
    sentences = [
        *([f"{_named(firm)} by more than chance and usual differences make: ask why."] if firm else []),
        *([f"{_named(loose)}, which chance may have made among so many comparisons."] if loose else []),
    ]
    return " ".join(sentences)


def _named(lines: Sequence[AreaLine]) -> str:
    """Areas with the side to which each differs: "Ashmere is higher than the others, and Dunmoor is lower"."""
    sides = [
        (names, word)
        for side, word in (("above", "higher"), ("below", "lower"))
        if (names := [each.area for each in lines if each.apart == side])
    ]
    told = [f"{listed(names)} {'is' if len(names) == 1 else 'are each'} {word}" for names, word in sides]
    return f"{listed(told)} than the other areas together"


def figure_id(standard: RegionStandard, quarter: str) -> str:
    """The name under which each area knows its figure for good: "NEG3/all/2019-20-Q2"."""
    return Line(standard.id, ALL, (str(Quarter.parse(quarter)),)).id


def state(area: RegionArea) -> str:
    """Whether an area's own board report is signed off, and by which role."""
    return f"signed off by: {area.approved_by}" if area.approved_by else "draft"
