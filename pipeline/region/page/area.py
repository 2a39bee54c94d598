"""One area of a region: what its own report says of each standard, beside what follows of the other areas."""

from __future__ import annotations

from pipeline.english import NO_FIGURE, listed, number_of
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.region.model import AreaLine, RegionArea, RegionAudit, RegionResult, RegionStandard
from pipeline.region.page.words import (
    METHOD,
    audit_page,
    beside_others,
    figure_id,
    in_total,
    others,
    said,
    state,
    target_of,
    verdict,
    way_of_counting,
)


def summary(area: RegionArea, result: RegionResult) -> Html:
    """Whose figures these are, how far its own report is, and which audits it ran."""
    absent = [each.title for each in result.audits if each.code not in area.audits]
    sentences = [
        f"{area.name}. Its own board report: {state(area)}.",
        f"Returns that count: {area.counted} of {area.due} due.",
        f"It ran {number_of(len(area.audits), 'audit')}.",
        *([f"Other areas also ran: {listed(absent)}."] if absent else []),
    ]
    return rendered(
        '<p class="lead">{{ sentences | join(" ") }} This page says of it what that report says, and no more: '
        'nothing here is a rank. <a href="index.html">All areas</a>; <a href="{{ method }}">how this is decided</a>.'
        "</p>",
        plain=" ".join(sentences),
        sentences=sentences,
        method=METHOD,
    )


def standards(area: RegionArea, result: RegionResult) -> Html:
    """A table for each audit that the area ran."""
    tables = [table(audit, area) for audit in result.audits if area.key in audit.areas]
    if not tables:
        words = "It ran no audit in this quarter."
        return rendered("<p>{{ words }}</p>", plain=words, words=words)
    return together(tables, "\n".join(each.plain for each in tables))


def table(audit: RegionAudit, area: RegionArea) -> Table:
    """An audit's standards: what the area's report says, by which version, and the other areas together."""
    lines = [(standard, _own(standard, area)) for standard in audit.standards]
    return Table(
        f"{audit.code}: {audit.title}",
        [
            "Standard",
            Numeric("Met"),
            "Verdict",
            Numeric("Target"),
            Numeric("The other areas together"),
            "Beside the others",
            "In the total",
            "Version",
        ],
        [_line(audit, standard, own) for standard, own in lines if own is not None],
        note="The other areas together: those that are added, where that follows from what is printed.",
        repeated=True,
        kind="by-area",
    )


def _own(standard: RegionStandard, area: RegionArea) -> AreaLine | None:
    return next((each for each in standard.areas if each.key == area.key), None)


def _line(audit: RegionAudit, standard: RegionStandard, line: AreaLine) -> list[object]:
    return [
        rendered(
            '<a href="{{ page }}#{{ s.id | lower }}">{{ s.title }}</a> <span class="code">{{ s.id }}</span>',
            plain=f"{standard.id} {standard.title}",
            page=audit_page(audit.code),
            s=standard,
        ),
        said(line, line.target if standard.rated else None),
        verdict(line, standard),
        target_of(line, standard),
        others(standard, line),
        beside_others(line),
        in_total(line),
        way_of_counting(line, standard),
    ]


def traced(area: RegionArea, result: RegionResult) -> Html:
    """How a figure of the area is followed to the returns that it is counted from."""
    first = next((each for audit in result.audits for each in audit.standards if _own(each, area)), None)
    name = figure_id(first, result.quarter) if first else NO_FIGURE
    return rendered(
        "<p>Each figure is kept in the area’s own workspace, the folder <code>{{ folder }}</code> of the region, under "
        "the code of its standard and the quarter: <code>{{ name }}</code>, say. There, <code>python -m pipeline "
        "explain {{ name }}</code> prints its definition with the version, and each return that it is from. The "
        "manifest beside this page has the digest of what the area gave.</p>",
        plain=f"{area.folder}: {name}",
        folder=area.folder,
        name=name,
    )
