"""Results as accessible tables: a caption, scopes, and a frame that scrolls by itself on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from pipeline.english import NO_FIGURE
from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.page.sentences import (
    FEW_CASES,
    as_published_sentence,
    interval,
    met_of_applicable,
    percent,
    previous_figure,
    quarter_before,
    successions_sentence,
    together_words,
    verdict_words,
    with_verdict,
)
from pipeline.page.target_tables import history_columns
from pipeline.partnership.bodies import name_of
from pipeline.results.agreement_values import AgreementResult
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.flow_values import FlowResult
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.return_values import ReturnLine
from pipeline.results.sample_values import SampleTaken
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING
from pipeline.statistics.xmr import Assurance, Variation

_COLOURS = {Verdict.BELOW: "red", Verdict.NOT_CLEAR: "amber", Verdict.AT: "green", Verdict.ABOVE: "green"}


def colour(verdict: Verdict) -> str:
    """The colour that repeats a verdict's words."""
    return _COLOURS.get(verdict, "none")


def verdict(figure: Figure, low_is_good: bool = False) -> Html:
    """A verdict in words; colour only repeats them."""
    words = verdict_words(figure, low_is_good)
    return rendered(
        '<span class="rating rating--{{ colour }}">{{ words }}</span>',
        plain=words,
        colour=colour(figure.verdict),
        words=words,
    )


def standing(standard: StandardResult) -> Html:
    """A standard's verdict where there is little room; that it rests on few cases stands beside it."""
    total = standard.total
    pill = verdict(replace(total, provisional=False), standard.low_is_good)
    few = FEW_CASES if total.provisional else ""
    return rendered(
        '{{ pill }}{% if few %} <span class="quiet">{{ few }}</span>{% endif %}',
        plain=f"{pill.plain} {few}".strip(),
        pill=pill,
        few=few,
    )


_NEITHER = {
    Variation.COMMON: ("~", "Variation: ordinary"),
    Variation.HIGH: ("H", "Variation: special, high"),
    Variation.LOW: ("L", "Variation: special, low"),
}
_BETTER_OR_WORSE = {Variation.IMPROVEMENT: "improving", Variation.CONCERN: "of concern"}
_ASSURANCE = {
    Assurance.PASS: ("P", "Assurance: passes consistently"),
    Assurance.FAIL: ("F", "Assurance: fails consistently"),
    Assurance.HIT_AND_MISS: ("?", "Assurance: hit and miss"),
}


def icons(standard: StandardResult, *, brief: bool = False) -> Html:
    """The two icons of Making Data Count, as a letter and in words; nothing where the series has none."""
    series = standard.series
    if series is None or series.icon is None:
        return Html("")
    shown = [_variation_icon(series.icon, standard.low_is_good)]
    shown += [_ASSURANCE[series.assurance]] if series.assurance else []
    if brief:  # where the column's heading says of what
        shown = [(mark, words.partition(": ")[2]) for mark, words in shown]
    return rendered(
        "{% for mark, words in shown %}"
        '<span class="rating rating--none"><b aria-hidden="true">{{ mark }}</b> {{ words }}</span> {% endfor %}',
        plain="; ".join(words for _, words in shown),
        shown=shown,
    )


def _variation_icon(variation: Variation, low_is_good: bool) -> tuple[str, str]:
    if variation in _NEITHER:
        return _NEITHER[variation]
    upward = (variation is Variation.IMPROVEMENT) is not low_is_good
    return ("H" if upward else "L"), f"Variation: special, {_BETTER_OR_WORSE[variation]}"


def scorecard(audit: AuditResult) -> Table:
    """Every standard of an audit: n of N, interval, target, rating, and the quarter before."""
    together = [each for each in audit.standards if together_words(each)]
    return Table(
        f"{audit.code} scorecard: {audit.title}",
        [
            "Standard",
            Numeric("Met"),
            *(["Several quarters together"] if together else []),
            Numeric("95% interval"),
            Numeric("Target"),
            "Verdict",
            Numeric(quarter_before(audit)),
        ],
        [
            [
                _named(s),
                met_of_applicable(s.total),
                *([together_words(s, brief=True) or NO_FIGURE] if together else []),
                interval(s.total),
                percent(s.target) if s.rated else "–",
                verdict(s.total, s.low_is_good),
                previous_figure(s),
            ]
            for s in audit.standards
        ],
        note=f"Counts are {audit.units}. Few cases: fewer than {FEWEST_FOR_FIRM_RATING}.",
    )


def _named(standard: StandardResult) -> Html:
    return rendered(
        "{{ s.id }} {{ s.title }}{% if s.headline %} <strong>(headline)</strong>{% endif %}",
        plain=f"{standard.id} {standard.title}",
        s=standard,
    )


def lines(standard: StandardResult, figures: Sequence[Figure], heading: str, *, explained: bool = True) -> Table:
    """
    One standard, a line for each agency, group or quarter, with what its denominator leaves out.

    ``explained``: whether a note says what the columns are, once for the tables of a standard.
    """
    between = (interval,) if any(each.lower is not None for each in figures) else ()
    silent = standard.may_be_silent or any(_has(each, "not_recorded") for each in figures)
    silent = silent and any(each.counts.not_recorded is not None for each in figures)  # or the edition tells of none
    counts, note = ({"not_recorded": "Not met, as not recorded"}, _NOT_RECORDED) if silent else ({}, "")
    if any(getattr(each.counts, name) is not None for each in figures for name in _LEFT_OUT):
        # An edition that leaves them out leaves out all of them; where there are none of a kind it needs no column.
        counts |= {name: heading for name, heading in _LEFT_OUT.items() if any(_has(each, name) for each in figures)}
        note = f"{note} {_WHY_LEFT_OUT}".strip()
    told = partial(with_verdict, low_is_good=standard.low_is_good)
    parts = [told, *between, *(attrgetter(f"counts.{name}") for name in counts)]
    return Table(
        f"{standard.id} by {heading.lower()}" if len(figures) > 1 else f"{standard.id} in this quarter",
        [
            heading if len(figures) > 1 else "",
            Numeric("Met"),
            *(Numeric("95% interval") for _ in between),
            *(Numeric(c) for c in counts.values()),
        ],
        [[each.label, *(part(each) for part in parts)] for each in sorted(figures, key=lambda each: each.label)],
        note=note if explained else "",
        repeated=True,
    )


def tells_more(table: Table) -> bool:
    """Whether a table of lines says more than the sentence on its total: of others, or of what is left out."""
    return len(table.rows) > 1 or any(isinstance(cell, int) and cell for cell in table.rows[0])


def _has(figure: Figure, name: str) -> bool:
    """Whether a figure leaves out any record of this kind, or hides how many."""
    count: int | None = getattr(figure.counts, name)
    return count != 0


_NOT_RECORDED = "Not recorded is counted within “of” and as not met: the auditor looked, and the record is silent."
_WHY_LEFT_OUT = (
    "Left out of “of”, where there are any: not applicable (the question does not arise), not known (another agency "
    "holds the answer), pending (not due yet), missing (blank or in error)."
)
_LEFT_OUT = {"not_applicable": "Not applicable", "not_known": "Not known", "pending": "Pending", "missing": "Missing"}


def history(standard: StandardResult) -> Table:
    """One standard over the quarters; with its ratings, where the partnership set a target."""
    columns = history_columns(standard)
    if not all(each.comparable for each in standard.history):
        columns = {"Comparable with now": ["yes" if each.comparable else "no" for each in standard.history], **columns}
    between = (interval,) if any(each.figure.lower is not None for each in standard.history) else ()
    return Table(
        f"{standard.id} by quarter",
        ["Quarter", Numeric("Met"), *(Numeric("95% interval") for _ in between), *columns],
        [
            [p.quarter, with_verdict(p.figure, standard.low_is_good), *(part(p.figure) for part in between), *beside]
            for p, *beside in zip(standard.history, *columns.values(), strict=True)
        ],
        note=" ".join(
            filter(
                None,
                (
                    *(f"From {each.quarter}: {each.why}." for each in standard.breaks),
                    successions_sentence(standard),
                    as_published_sentence(standard.history),
                ),
            )
        ),
    )


def judged_by(audit: AuditResult) -> Table:
    """The versions of limits and documents that each figure of an audit is judged by."""
    return Table(
        f"{audit.code}: which version each figure is judged by",
        ["Standard", "Judged by"],
        [[f"{s.id} {s.title}", "; ".join(s.judged_by)] for s in audit.standards if s.judged_by],
        note="A record is judged by what is in force on the day that decides its quarter.",
    )


def returns(grid: Sequence[ReturnLine], caption: str) -> Table:
    """Who has returned what, and what state it is in."""
    named = {
        "records": "Records",
        "set_aside": "Set aside",
        "errors": "Errors",
        "queries": "Queries",
        "notes": "Tidied",
    }
    counts = {each: words for each, words in named.items() if any(getattr(line, each) is not None for line in grid)}
    return Table(
        caption,
        [
            "Agency",
            "Audit",
            "Return",
            "Status",
            *(Numeric(each) for each in counts.values()),
        ],
        [
            [
                line.agency_name or line.file_name,
                line.audit_named,
                line.view or "–",
                status(line),
                *(getattr(line, name) for name in counts),
            ]
            for line in grid
        ],
        note=" ".join(
            words
            for words, holds in (
                ("Tidied: answers in another spelling, read as meant.", "notes" in counts),
                ("Set aside: records that cannot be placed, counted nowhere.", "set_aside" in counts),
                ("Nil: the agency looked, and had none.", any(line.status == "nil" for line in grid)),
            )
            if holds
        ),
    )


def status(line: ReturnLine) -> str:
    """A return's state in words."""
    return ", ".join([line.status.capitalize(), *late_or_revised(line)])


def late_or_revised(line: ReturnLine) -> list[str]:
    """The words that apply to a return: late, revised, both or neither."""
    return [word for word, holds in (("late", line.late), ("revised", line.revised)) if holds]


def findings(audit: AuditResult) -> Table:
    """What the intake found, counted by agency and question; places and values are in each agency's own feedback."""
    chosen = [each for each in audit.findings or () if each.severity != "note"]
    return Table(
        f"{audit.code}: answers in error or in doubt",
        ["Agency", "Question", "Kind", "Expected", Numeric("Answers")],
        [
            [name_of(each.agency), each.label or "the return", each.severity, each.expected, each.count]
            for each in chosen
        ],
        note="An answer in error is not used until it is mended: the standards that need it count it as missing.",
    )


def agreement(result: AgreementResult) -> Table:
    """How often each pair of levels was given, every level present."""
    return Table(
        f"{result.id}: {result.first} (down) and {result.second} (across)",
        [result.first, *(Numeric(level) for level in result.levels), Numeric("All")],
        [[level, *row, sum(row)] for level, row in zip(result.levels, result.cells, strict=True)],
        note=result.note,
    )


def flow(result: FlowResult) -> list[Table]:
    """The bands of each two stages that follow each other, every band present, and where each end came from."""
    steps = [
        Table(
            f"{result.id}: {first.title} (down) and {second.title[0].lower()}{second.title[1:]} (across)",
            [first.title, *(Numeric(each.label) for each in second.bands), Numeric("All")],
            [
                *([band.label, *row, band.count] for band, row in zip(first.bands, cells, strict=True)),
                ["All", *(each.count for each in second.bands), result.cases],
            ],
        )
        for first, second, cells in zip(result.stages, result.stages[1:], result.links, strict=False)
    ]
    *before_, last = result.stages
    origins = Table(
        f"{result.id}: where each {last.title.lower()} came from",
        [
            last.title,
            Numeric("Records"),
            *(Numeric(f"{stage.title}: {result.high}") for stage in before_),
        ],
        [[each.end, each.cases, *each.high] for each in result.origins],
    )
    return [*steps, origins]


def samples(drawn_samples: Sequence[SampleTaken]) -> Table:
    """How each sample was drawn, from how many, and what came back of it."""
    return Table(
        "Samples, and what came back of them",
        [
            "Sample",
            "Drawn how",
            Numeric("Cases on the list"),
            Numeric("Drawn"),
            Numeric("Came back"),
            Numeric("From the reserve"),
            Numeric("Drawn, but not back"),
        ],
        [
            [
                f"Sample {number}",
                f"{each.method}, some more often" if each.uneven else str(each.method),
                each.listed,
                each.drawn,
                each.returned,
                each.replaced,
                each.silent,
            ]
            for number, each in enumerate(drawn_samples, start=1)
        ],
        note="A case of the reserve takes the place of one that could not be audited.",
    )
