"""One audit over all areas: each standard with its total, its spread, a picture, and what each area's report says."""

from __future__ import annotations

from pipeline.english import listed, number_of
from pipeline.page.folds import OPEN_ALL, folded
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.region.model import AreaLine, RegionAudit, RegionResult, RegionStandard
from pipeline.region.page import chart
from pipeline.region.page.over_all import over_all
from pipeline.region.page.words import (
    METHOD,
    apart_sentence,
    area_link,
    beside_others,
    figure_id,
    in_total,
    said,
    spread_sentence,
    target_of,
    total_sentence,
    verdict,
    verdicts_sentence,
    versions_sentence,
    way_of_counting,
)

MOST_UNFOLDED = 8  # areas whose lines stand on the page as it opens
_OF_EACH_AREA = (
    "Of each area stands here what its own board report says, beside its own target. Beside the others: whether its "
    "share differs from that of the other areas together by more than chance and usual differences make in 1 of 500; a "
    "dash where it does not, or where too little is printed to tell."
)


def summary(audit: RegionAudit, result: RegionResult) -> Html:
    """How many areas ran the audit, which did not, and its standards over all areas."""
    absent = [each.area for each in result.areas if each.key not in audit.areas]
    ran = f"{len(audit.areas)} of {number_of(len(result.areas), 'area')} ran this audit in the quarter."
    lacking = f" It was not run in {listed(absent)}." if absent else ""
    table = over_all(
        f"{audit.code} over all areas: {audit.title}",
        [(_name(each), each) for each in audit.standards],
    )
    lead = rendered(
        '<p class="lead">{{ words }} One record is one {{ row }}. <a href="{{ method }}">How totals and differences '
        "are decided</a>.</p>{{ open_all }}",
        plain=ran + lacking,
        words=ran + lacking,
        row=audit.row,
        method=METHOD,
        open_all=OPEN_ALL,
    )
    return together([lead, table], f"{lead.plain}\n{table.plain}")


def standards(audit: RegionAudit, result: RegionResult) -> Html:
    """A section for each standard."""
    means = rendered('<p class="quiet">{{ words }}</p>', plain=_OF_EACH_AREA, words=_OF_EACH_AREA)
    shown = [means, *(section(each, result) for each in audit.standards)]
    return together(shown, "\n".join(each.plain for each in shown))


def section(standard: RegionStandard, result: RegionResult) -> Html:
    """All areas together, their spread, which differ, a picture, a table of areas, and how it is counted."""
    told = {name: words for name, words in _told(standard).items() if words}
    table, picture = areas(standard), chart.by_area(standard)
    few = len(standard.areas) <= MOST_UNFOLDED
    return rendered(
        """
<section class="over-areas" id="{{ s.id | lower }}" aria-labelledby="{{ s.id | lower }}-name">
<h3 id="{{ s.id | lower }}-name">{{ s.title }} <span class="code">{{ s.id }}</span></h3>
<div class="over-areas-top">
<dl>{% for name, words in told.items() %}<dt>{{ name }}</dt><dd>{{ words }}</dd>{% endfor %}</dl>
{% if picture %}{{ picture }}{% endif %}
</div>
{{ lines }}
{{ counted }}
</section>
""",
        plain="\n".join([f"{standard.id} {standard.title}", *told.values(), table.plain]),
        s=standard,
        told=told,
        picture=picture.figure if picture else None,
        lines=table if few else folded(f"What each of {len(standard.areas)} areas’ own report says", table),
        counted=how_it_is_counted(standard, result),
    )


def _told(standard: RegionStandard) -> dict[str, str]:
    return {
        "All areas together": total_sentence(standard),
        "Their own verdicts": verdicts_sentence(standard),
        "Spread": spread_sentence(standard),
        "Beside each other": apart_sentence(standard),
        "Versions": versions_sentence(standard),
    }


def areas(standard: RegionStandard) -> Table:
    """What each area's own board report says of a standard, in the order of the areas' names."""
    return Table(
        f"{standard.id} by area",
        ["Area", Numeric("Met"), "Verdict", Numeric("Target"), "In the total", "Version", "Beside the others"],
        [_line(each, standard) for each in standard.areas],
        kind="by-area",
    )


def _line(line: AreaLine, standard: RegionStandard) -> list[object]:
    return [
        area_link(line),
        said(line, line.target if standard.rated else None),
        verdict(line, standard),
        target_of(line, standard),
        in_total(line),
        way_of_counting(line, standard),
        beside_others(line),
    ]


def how_it_is_counted(standard: RegionStandard, result: RegionResult) -> Html:
    """Under which name each area knows its figure, and how to follow it to the returns that it is from."""
    name = figure_id(standard, result.quarter)
    return folded(
        f"How {standard.id} is counted",
        rendered(
            "<p>In each area by the area’s own definition of the audit, which its own report prints. Each area’s "
            "figure is <code>{{ name }}</code> of that area: there, <code>python -m pipeline explain {{ name }}</code> "
            "follows it to the returns that it is counted from. {{ versions }}</p>",
            plain=name,
            name=name,
            versions=versions_sentence(standard),
        ),
    )


def _name(standard: RegionStandard) -> Html:
    return rendered(
        '<a href="#{{ s.id | lower }}">{{ s.title }}</a> <span class="code">{{ s.id }}</span>'
        "{% if s.headline %} <strong>(headline)</strong>{% endif %}",
        plain=f"{standard.id} {standard.title}",
        s=standard,
    )
