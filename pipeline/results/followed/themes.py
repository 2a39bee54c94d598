"""One theme of the recommendations out of a quarter's results: what a page of that theme shows, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.results.figure_values import Point
from pipeline.results.followed.shown import newest
from pipeline.results.followed.values import RecommendationResult
from pipeline.results.model import QuarterResult, StandardResult
from pipeline.results.trust_values import NO_TRUST, Trust, together

OF_ALL = "recommendations.html"  # the file of the page of all recommendations
_OTHER = "other"


@dataclass(frozen=True)
class ShowingStandard:
    """
    A standard that shows a recommendation. ``result``: None where the quarter has none of it.

    ``audit``: the code of its audit, empty where that has no page; ``audit_title``: as members call it. ``earlier``:
    its newest figure of the year, where the quarter has none; the rule that gives the colours goes by it.
    """

    id: str
    title: str
    audit: str
    audit_title: str
    result: StandardResult | None
    earlier: Point | None = None


@dataclass(frozen=True)
class ThemeResult:
    """
    Everything that the page of one theme shows. ``standards``: those that show any of its recommendations.

    ``all``: how many recommendations all themes have. ``report_title``: that of the published report. ``trust``: what
    the audits of these standards leave out, and the returns in which agencies report actions and evidence.
    """

    name: str
    quarter: str
    report_title: str
    all: int
    recommendations: tuple[RecommendationResult, ...]
    standards: tuple[ShowingStandard, ...]
    trust: Trust = NO_TRUST


def theme_name(code: str) -> str:
    """The theme as a file's name can hold it: "t2". Themes that are alike in it share a page."""
    return re.sub(r"[\W_]+", "-", code.casefold()).strip("-") or _OTHER


def theme_page(code: str) -> str:
    """The name of the file of a theme's page."""
    return f"theme-{theme_name(code)}.html"


def themes(recommendations: Iterable[RecommendationResult]) -> dict[str, str]:
    """The code of each theme that has a page, in the report's order, by its `theme_name`."""
    found: dict[str, str] = {}
    for each in recommendations:
        found.setdefault(theme_name(each.theme_code), each.theme_code)
    return found


def theme_result(result: QuarterResult, code: str) -> ThemeResult:
    """What concerns the theme ``code``. Raises: KeyError -- if no recommendation is of it."""
    name = theme_name(code)
    chosen = tuple(each for each in result.recommendations if theme_name(each.theme_code) == name)
    if not chosen:
        raise KeyError(code)
    wanted = dict.fromkeys(id_ for each in chosen for id_ in (*each.key_standards, *each.standards))
    there = _there(result)
    defined = audits.of(Quarter.parse(result.quarter))
    titles = {each.id: each.title for audit in defined.values() for each in audit.standards}
    return ThemeResult(
        name=chosen[0].theme,
        quarter=result.quarter,
        report_title=result.report_title,
        all=len(result.recommendations),
        recommendations=chosen,
        standards=tuple(there.get(id_, ShowingStandard(id_, titles.get(id_, ""), "", "", None)) for id_ in wanted),
        trust=_trust(result, wanted, defined),
    )


def _trust(result: QuarterResult, figures: Collection[str], defined: Mapping[str, type[Audit]]) -> Trust:
    """What the audits of these ``figures`` leave out, and the returns in which agencies report actions and evidence."""
    return together(
        [
            audit.trust
            for audit in result.audits
            if (audit.code in defined and defined[audit.code].tracks)
            or any(each.id in figures for each in audit.standards)
        ]
    )


def _there(result: QuarterResult) -> dict[str, ShowingStandard]:
    return {
        each.id: ShowingStandard(
            each.id, each.title, audit.code, audit.short_title, each, _earlier(each, Quarter.parse(result.quarter))
        )
        for audit in result.audits
        for each in audit.standards
    }


def _earlier(standard: StandardResult, now: Quarter) -> Point | None:
    own = [each.quarter for each in newest([standard], now, now)]
    return next((each for each in standard.history if own and each.quarter == str(own[0]) != str(now)), None)
