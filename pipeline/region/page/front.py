"""The first page of a regional edition: which areas are in it, what all of them ask first, and the way to each."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import listed, number_of
from pipeline.page.folds import folded
from pipeline.page.parts import Html, Numeric, Table, rendered, together
from pipeline.region.model import RegionAudit, RegionResult, RegionStandard
from pipeline.region.page.over_all import over_all
from pipeline.region.page.words import METHOD, area_link, audit_page, state

MOST_IN_SIGHT = 12  # areas, or reasons why one was left out, that stand on the page unfolded


def summary(result: RegionResult) -> Html:
    """How many areas are in the edition, how far their own reports are, and which were left out and why."""
    signed = sum(bool(each.approved_by) for each in result.areas)
    due, counted = (sum(getattr(each, name) for each in result.areas) for name in ("due", "counted"))
    in_, out = len(result.areas), len(result.left_out)
    sentences = [
        f"{number_of(in_, 'area')} {_is(in_)} in this edition{f', and {out} {_was(out)} left out' if out else ''}.",
        f"Board reports of these areas that are signed off: {signed}; drafts: {in_ - signed}.",
        f"Returns that count: {counted} of {due} due.",
    ]
    return rendered(
        """
<p class="lead">{{ sentences | join(" ") }} Areas stand in the order of their names, always;
<a href="{{ method }}">why, and how all of this is decided</a>.</p>
{% if out %}<div class="banner banner--warning"><p><strong>LEFT OUT</strong> No figure here holds anything of
{{ out }}{{ ":" if few else ", each named below with the reason." }}</p>
{{ reasons if few else fold }}</div>{% endif %}
""",
        plain=" ".join([*sentences, *(f"Left out: {each.folder}: {each.why}" for each in result.left_out)]),
        sentences=sentences,
        method=METHOD,
        out=number_of(out, "folder of the region", "folders of the region") if out else "",
        few=out <= MOST_IN_SIGHT,
        reasons=_reasons(result),
        fold=folded("Which, and why", _reasons(result)),
    )


def _reasons(result: RegionResult) -> Html:
    return rendered(
        "<ul>{% for each in left_out %}<li>{{ each.folder }}: {{ each.why }}</li>{% endfor %}</ul>",
        plain="\n".join(f"{each.folder}: {each.why}" for each in result.left_out),
        left_out=result.left_out,
    )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def headlines(result: RegionResult) -> Html:
    """What each audit asks first, over all areas: a table, or where no standard is a headline a sentence."""
    shown = [(audit, each) for audit in result.audits for each in audit.standards if each.headline]
    if not shown:
        return rendered("<p>{{ words }}</p>", plain=_NO_HEADLINE, words=_NO_HEADLINE)
    table = over_all("What each audit asks first, over all areas", [(_standard(*each), each[1]) for each in shown])
    return together([table], table.plain)


_NO_HEADLINE = "No audit that the areas ran has a headline standard; each has its own page."


def _standard(audit: RegionAudit, standard: RegionStandard) -> Html:
    return rendered(
        '<a href="{{ to }}">{{ audit.title }}</a>: {{ s.title }} <span class="code">{{ s.id }}</span>',
        plain=f"{audit.title}: {standard.title} ({standard.id})",
        to=audit_page(audit.code),
        audit=audit,
        s=standard,
    )


def audits(result: RegionResult) -> Html:
    """Each audit's page, and how many areas ran it."""
    return rendered(
        """
<ul>{% for each in audits %}<li><a href="{{ page(each.code) }}">{{ each.title }}</a>: {{ each.areas | length }} of
{{ all }} areas, {{ each.standards | length }} standards</li>{% endfor %}</ul>
""",
        plain="\n".join(each.title for each in result.audits),
        audits=result.audits,
        all=len(result.areas),
        page=audit_page,
    )


def areas(result: RegionResult) -> Html:
    """The way to each area's page, in the order of their names, and how far each is."""
    names = rendered(
        '<ul class="places">{% for each in areas %}<li>{{ each }}</li>{% endfor %}</ul>',
        plain=listed([each.area for each in result.areas]),
        areas=[area_link(each) for each in result.areas],
    )
    table = _areas(result)
    if len(result.areas) <= MOST_IN_SIGHT:
        return together([table], table.plain)
    return together([names, folded("Each area’s returns, audits and report", table)], names.plain)


def _areas(result: RegionResult) -> Table:
    codes = [each.code for each in result.audits]
    return Table(
        "Areas in the order of their names",
        ["Area", "Partnership", Numeric("Returns counted"), Numeric("Returns due"), "Its board report", "Audits"],
        [
            [area_link(each), each.name, each.counted, each.due, state(each), _ran(each.audits, codes)]
            for each in result.areas
        ],
        note="What an area’s board has not signed off may still change, and with it what stands here.",
    )


def _ran(own: Sequence[str], codes: Sequence[str]) -> str:
    return f"all {len(codes)}" if set(own) == set(codes) else listed([each for each in codes if each in own])
