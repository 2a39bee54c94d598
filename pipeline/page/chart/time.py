"""One standard over the quarters: what is drawn is what its series allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import nan

from matplotlib.axes import Axes

from pipeline.calendar.quarter import Quarter
from pipeline.english import number_of
from pipeline.page.chart.style import (
    INK,
    MET,
    NOT_MET,
    PERCENT_TICKS,
    QUIET,
    SPAN_LIGHT,
    SPAN_WIDE,
    drawable,
    drawing,
    hidden_span,
    picture,
    spans_told,
)
from pipeline.page.parts import Picture
from pipeline.page.sentences import (
    interval,
    mix_words,
    percent,
    series_sentence,
    successions_sentence,
    target_steps,
    with_verdict,
)
from pipeline.results.change_values import Limit, Rebase
from pipeline.results.figure_values import Point
from pipeline.results.model import StandardResult
from pipeline.statistics.tiers import FEWEST_FOR_CHART
from pipeline.statistics.xmr import Variation

ROOM_FOR_A_LABEL = 0.15  # of the scale; a label has two lines
MOST_NAMED = 5  # quarters with a name under them; of more the names would run into each other
MOST = 20  # quarters; beyond these the oldest are in the table alone, since their dots would touch
SPECIAL = {
    Variation.IMPROVEMENT: ("D", MET, "better than ordinary variation explains"),
    Variation.CONCERN: ("s", NOT_MET, "worse than ordinary variation explains"),
    Variation.HIGH: ("^", INK, "higher than ordinary variation explains"),
    Variation.LOW: ("v", INK, "lower than ordinary variation explains"),
}


def over_time(standard: StandardResult) -> Picture | None:
    """
    The quarters' figures with 95% intervals and n under each; None where fewer than two quarters have one.

    A quarter whose counts are hidden is a light span between what its figure lies, which no line goes through.
    Of a long history the newest quarters are drawn, and the caption says so; the limits are worked out from all.
    """
    known = [each for each in standard.history if drawable(each.figure)]
    if len(known) < FEWEST_FOR_CHART:
        return None
    points = known[-MOST:]
    with drawing(2.5) as (figure, axes):
        axes.grid(axis="y")
        axes.grid(visible=False, axis="x")
        axes.set_xlim(-0.5, len(points) - 0.5)
        broken = _quarters(axes, standard, points)
        _successions(axes, standard, points)
        _limits(axes, standard, points)
        _across(axes, len(points), _lines(standard, points))
        axes.set_ylim(-0.02, 1.05)
        axes.set_yticks(*PERCENT_TICKS)
        named = _named(len(points))
        axes.set_xticks(named, [_name(points[place]) for place in named])
        span = f"{standard.id} over {standard.reach.speaks(_how_many(points, known))}"
        return picture(
            figure,
            alt=f"Line of {span}. {_spoken(standard, points, broken)}",
            caption=f"{span}{_with_intervals(points)}. {_caption(standard, points)}".strip()
            + spans_told(each.figure for each in points),
        )


def _with_intervals(points: Sequence[Point]) -> str:
    """What stands with the dots, as a caption goes on; empty where all that is drawn are spans."""
    shown = any(each.figure.lower is not None for each in points)
    return ", with 95% intervals and how many each is of (n)" if shown else ""


def _how_many(points: Sequence[Point], known: Sequence[Point]) -> str:
    older = len(known) - len(points)
    rest = f"the newest {len(points)} of {len(known)} quarters (the table has all of them)"
    return rest if older else f"{len(points)} quarters"


def _named(points: int) -> range:
    """The places whose quarters are named: the newest, and before it as many as there is room for."""
    apart = -(-points // MOST_NAMED)
    return range((points - 1) % apart, points, apart)


def _name(point: Point) -> str:
    quarter = point.quarter.removeprefix("20").replace(" ", "\n")
    return f"{quarter}\n{'hidden' if hidden_span(point.figure) else f'n={point.figure.counts.applicable}'}"


def _note(axes: Axes, place: float, height: float, words: str, va: str) -> None:
    """Words at an upright line, on whichever side of it there is more room."""
    begun, ended = axes.get_xlim()
    left = place < (begun + ended) / 2
    axes.annotate(words, (place, height), (4 if left else -4, 0), textcoords="offset points", va=va,
                  ha="left" if left else "right", color=QUIET)  # fmt: skip


def _quarters(axes: Axes, standard: StandardResult, points: Sequence[Point]) -> list[str]:
    """
    Draw the figures, joined only where they may be compared and none lies between them.

    The words are for readers who do not see the breaks and the gaps.
    """
    ends = [(place, each.figure.lower, each.figure.upper) for place, each in enumerate(points)]
    upright = [(place, end) for place, *both in ends if None not in both for end in (*both, nan)]  # a gap after each
    if upright:
        axes.plot(*zip(*upright, strict=True), color=MET, linewidth=1.4, alpha=0.45)
    for place, each in enumerate(points):
        if (hidden := hidden_span(each.figure)) is not None:
            axes.plot([place, place], hidden, color=MET, linewidth=SPAN_WIDE, alpha=SPAN_LIGHT)
    spoken = []
    usual = min(_apart(*pair) for pair in pairwise(points))  # of an audit that is made every six months it is two
    spans = groupby(enumerate(points), key=lambda placed: _kind(standard, placed[1]))
    for number, (_, span) in enumerate(spans):
        placed = list(span)
        across, heights = [placed[0][0] + 0.0], [_height(placed[0][1])]
        for (_, before), (place, each) in pairwise(placed):
            between = any(before.quarter < other.quarter < each.quarter for other in standard.history)
            if between or _apart(before, each) > usual:  # one is hidden between them, or without a figure
                across.append(nan)
                heights.append(nan)
                spoken.append(f" Nothing is shown between {before.quarter} and {each.quarter}.")
            across.append(place)
            heights.append(_height(each))
        axes.plot(across, heights, "-o", color=MET, linewidth=1.6, markersize=5.5)
        if number:
            begun = placed[0][0] - 0.5
            axes.axvline(begun, color=QUIET, linewidth=1, linestyle=":")
            _note(axes, begun, 1.05, "not comparable", "top")
            spoken.append(f" A break before {placed[0][1].quarter}: not comparable.")
    return spoken


def _height(point: Point) -> float:
    """How high a quarter's dot lies; nowhere where its counts are hidden, so that the line has a gap there."""
    return nan if point.figure.value is None else point.figure.value


def _apart(before: Point, after: Point) -> int:
    """How many quarters after another one comes."""
    one, other = Quarter.parse(before.quarter), Quarter.parse(after.quarter)
    return 4 * (other.year - one.year) + other.number - one.number


def _kind(standard: StandardResult, point: Point) -> int:
    return sum(each.quarter <= point.quarter for each in standard.breaks)


def _successions(axes: Axes, standard: StandardResult, points: Sequence[Point]) -> None:
    """Mark where one body took over from another; the line goes on, and the caption says who."""
    places = {next((n for n, p in enumerate(points) if p.quarter >= each.quarter), 0) for each in standard.successions}
    for place in sorted(places - {0}):
        axes.axvline(place - 0.5, color=QUIET, linewidth=0.8, linestyle=(0, (1, 3)))
        _note(axes, place - 0.5, 0.0, "another body before", "bottom")


def _limits(axes: Axes, standard: StandardResult, points: Sequence[Point]) -> None:
    """The limits of each phase as steps, and a mark on each quarter that stands out by them."""
    limits = {each.quarter: each for each in _drawn_limits(standard, points)}
    drawn = [(place, each, limits[each.quarter]) for place, each in enumerate(points) if each.quarter in limits]
    for _, phase in groupby(drawn, key=lambda placed: _since_rebase(standard, placed[1].quarter)):
        placed = list(phase)
        for end in ("lower", "upper"):
            axes.step(
                [place for place, *_ in placed],
                [getattr(limit, end) for *_, limit in placed],
                where="mid",
                color=QUIET,
                linewidth=1,
                linestyle=(0, (4, 2)),
            )
    for place, each, limit in drawn:
        value = each.figure.value or 0.0
        if _only_chance(standard, limit):
            axes.annotate("within chance", (place, value), (0, -9), textcoords="offset points", ha="center", va="top",
                          color=QUIET)  # fmt: skip
        elif limit.special is not None:
            marker, colour, _ = SPECIAL[limit.special]
            axes.plot(place, value, marker, color=colour, markersize=8.5, markeredgecolor="white", zorder=3)
    for rebase in standard.rebases:
        place = next((n for n, point in enumerate(points) if point.quarter >= rebase.quarter), 0)
        if place:
            axes.axvline(place - 0.5, color=QUIET, linewidth=1, linestyle=(0, (1, 2)))
            _note(axes, place - 0.5, 1.05, "new limits from here", "top")


def _drawn_limits(standard: StandardResult, points: Sequence[Point]) -> list[Limit]:
    within = {each.quarter for each in points}
    return [each for each in (standard.series.limits if standard.series else ()) if each.quarter in within]


def _since_rebase(standard: StandardResult, quarter: str) -> int:
    return sum(each.quarter <= quarter for each in standard.rebases)


def _only_chance(standard: StandardResult, limit: Limit) -> bool:
    """Whether a quarter drawn outside its limits may be chance: with its few cases, or among so many standards."""
    series = standard.series
    last = series is not None and series.last == limit.quarter and series.variation is Variation.COMMON
    return limit.within_chance or (last and limit.special is not None)


@dataclass(frozen=True)
class _Line:
    """A line across the chart, ``height`` its last; ``steps``: its height at each quarter, where that changes."""

    height: float
    text: str
    colour: str
    style: str
    steps: Sequence[float] = ()
    spoken: str = ""


def _lines(standard: StandardResult, points: Sequence[Point]) -> list[_Line]:
    series, lines = standard.series, []
    if series is not None and series.centre is not None:
        of_limits = {each.quarter: each.centre for each in series.limits}
        steps = [of_limits.get(each.quarter) or series.centre for each in points] if standard.rebases else ()
        lines.append(_Line(series.centre, f"{series.centre_is} {percent(series.centre)}", QUIET, "-", steps))
    aims = [each.target for each in points if each.target is not None]
    if aims:
        steps = aims if len(set(aims)) > 1 else ()
        lines.append(_Line(aims[-1], f"target {percent(aims[-1])}", INK, "--", steps, target_steps(points)))
    return sorted(lines, key=lambda line: line.height)


def _across(axes: Axes, points: int, lines: list[_Line]) -> None:
    """Draw lines with a label at the end of each; of two that lie close, the lower has its label below itself."""
    for place, line in enumerate(lines):
        if line.steps:
            edges = [place - 0.5 for place in range(points + 1)]
            heights = [*line.steps, line.height]
            axes.step(edges, heights, where="post", color=line.colour, linewidth=1.1, linestyle=line.style)
        else:
            axes.axhline(line.height, color=line.colour, linewidth=1.1, linestyle=line.style)
        close = any(other.height - line.height < ROOM_FOR_A_LABEL for other in lines[place + 1 :])
        under = place and line.height - lines[place - 1].height < ROOM_FOR_A_LABEL
        side = "top" if close else "bottom" if under else "center"
        label = "\n".join(line.text.rsplit(" ", 1))
        axes.text(points - 0.4, line.height, label, va=side, ha="left", color=line.colour, linespacing=1.0)


def _spoken(standard: StandardResult, points: Sequence[Point], broken: Sequence[str]) -> str:
    spoken = " ".join(
        f"{each.quarter}: {with_verdict(each.figure, standard.low_is_good)}{_between(each)}." for each in points
    )
    limits = _drawn_limits(standard, points)
    spoken += "".join(f" Limits in {each.quarter}: {_range(each)}." for each in limits[-1:])
    spoken += "".join(_mark_spoken(standard, each) for each in limits)
    spoken += "".join(f" New limits from {each.quarter} on." for each in standard.rebases)
    spoken += "".join(f" A line at the {line.spoken or line.text}." for line in _lines(standard, points))
    told = successions_sentence(standard)
    return spoken + (f" {told}" if told else "") + "".join(broken)


def _between(point: Point) -> str:
    return "" if point.figure.lower is None else f", interval {interval(point.figure)}"


def _mark_spoken(standard: StandardResult, limit: Limit) -> str:
    if limit.within_chance:
        cases = next(each.figure.counts.applicable for each in standard.history if each.quarter == limit.quarter)
        return (
            f" {limit.quarter} lies outside its limits, within what chance gives with {number_of(cases or 0, 'case')}."
        )
    if _only_chance(standard, limit):
        return f" {limit.quarter} stands out, within what chance gives among so many standards{mix_words(standard)}."
    return f" {limit.quarter} is marked: {SPECIAL[limit.special][2]}." if limit.special else ""


def _range(limit: Limit) -> str:
    return f"{percent(limit.lower)} to {percent(limit.upper)}"


def _rebase_told(rebase: Rebase) -> str:
    where = f", {rebase.minute}" if rebase.minute else ""
    why = rebase.why.rstrip(".")
    return f" New limits from {rebase.quarter} on: {why} ({rebase.decided_by}{where})."


def _caption(standard: StandardResult, points: Sequence[Point]) -> str:
    series = standard.series
    aims = {each.target for each in points}
    stepped = f" The line of the target: {target_steps(points).removeprefix('target ')}." if len(aims) > 1 else ""
    drawn = f"Dashed: {series.limits_are}." if series and series.limits else ""
    drawn += "".join(_rebase_told(each) for each in standard.rebases)
    earlier = [each for each in _drawn_limits(standard, points) if series and each.quarter != series.last]
    drawn += "".join(_mark_spoken(standard, each) for each in earlier if _only_chance(standard, each))
    why = "".join(f" Break before {each.quarter}: {each.why}." for each in standard.breaks)
    parts = (f"{series_sentence(standard)} {drawn}{why}{stepped}".strip(), successions_sentence(standard))
    return " ".join(each for each in parts if each)
