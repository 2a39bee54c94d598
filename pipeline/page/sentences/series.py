"""A series in sentences: what the quarters say together, by how many there are, and what could be expected of it."""

from __future__ import annotations

from pipeline.english import percent
from pipeline.page.sentences.changes import change_sentences
from pipeline.results.change_values import Series
from pipeline.results.model import StandardResult
from pipeline.statistics.tiers import FEWEST_FOR_CHART
from pipeline.statistics.xmr import Assurance, Variation

_NEVER_VARIES = "every quarter"  # what the centre of such a series is
_VARIES = {
    Variation.COMMON: "Over {points} quarters, {last} is within ordinary variation.",
    Variation.IMPROVEMENT: "Over {points} quarters, {last} is better than ordinary variation explains.",
    Variation.CONCERN: "Over {points} quarters, {last} is worse than ordinary variation explains.",
    Variation.HIGH: "Over {points} quarters, {last} is higher than ordinary variation explains.",
    Variation.LOW: "Over {points} quarters, {last} is lower than ordinary variation explains.",
}
_SPECIAL_BY_CHANCE = (
    "Over {points} quarters, {last} lies outside ordinary variation, but among so many standards that could be "
    "chance{mix}."
)
_WITHIN_CHANCE = (
    "Over {points} quarters, {last} lies outside the limits, but for its number of cases that is within what chance "
    "gives."
)
_ASSURED = {
    Assurance.PASS: "If nothing changes, the target of {target} could be expected to be reached in most quarters.",
    Assurance.FAIL: "If nothing changes, the target of {target} could be expected to be missed in most quarters.",
    Assurance.HIT_AND_MISS: "If nothing changes, a quarter may reach the target of {target} or miss it by chance.",
}
_SHIFTED = {
    True: "Over {points} quarters the figure has shifted from its median, by more than chance would explain.",
    False: "Over {points} quarters there is no shift from the median beyond chance.",
}
_SHIFTED_BY_CHANCE = (
    "Over {points} quarters the figure seems to have shifted from its median, but among so many standards that could "
    "be chance{mix}."
)


def mix_words(standard: StandardResult) -> str:
    """How a sentence goes on of what may be chance: where several agencies are counted, it may be their mix too."""
    return ", or another mix of agencies" if len(standard.agencies) > 1 else ""


def series_sentence(standard: StandardResult) -> str:
    """What the series says as a whole, by how many quarters there are; empty where there is none."""
    return standard.reach.speaks(_series_sentence(standard))


def _series_sentence(standard: StandardResult) -> str:
    series = standard.series
    if series is None:
        return ""
    if series.variation is not None:
        phrase = _varies(series, series.variation)
        varies = phrase.format(points=series.points, last=standard.reach.months(series.last), mix=mix_words(standard))
        if series.assurance is None or phrase != _VARIES[Variation.COMMON]:
            return varies
        return f"{varies} {_ASSURED[series.assurance].format(target=percent(standard.target))}"
    if series.shifted is not None:
        phrase = _SHIFTED_BY_CHANCE if series.may_be_chance else _SHIFTED[series.shifted]
        return phrase.format(points=series.points, mix=mix_words(standard))
    return series.says


def _varies(series: Series, variation: Variation) -> str:
    last = series.limits[-1] if series.limits else None
    if last is None or variation is not Variation.COMMON:
        return _VARIES[variation]
    if last.within_chance:
        return _WITHIN_CHANCE
    return _VARIES[variation] if last.special is None else _SPECIAL_BY_CHANCE


def trend_paragraph(standard: StandardResult) -> str:
    """What is said of a standard over time: the quarter before, the year before, the series if it says anything."""
    series = standard.series
    whole = series_sentence(standard) if series is not None and _worth_saying(series) else ""
    return " ".join(each for each in (change_sentences(standard), whole) if each)


def _worth_saying(series: Series) -> bool:
    """Whether the series says more than how short it is, which is a chart's caption where there is a chart."""
    tested = series.variation is not None or series.shifted is not None
    return tested or series.centre_is == _NEVER_VARIES or series.points < FEWEST_FOR_CHART
