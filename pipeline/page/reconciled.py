"""The records that two agencies have of the same cases, as a part of an audit's page."""

from __future__ import annotations

from pipeline.page.parts import Html, Numeric, Table, rendered
from pipeline.page.sentences import percent, reconciled_sentence, same_count_sentence
from pipeline.results.model import AuditResult
from pipeline.results.reconciled_values import ReconciledResult, SameCountResult

_WHAT_IT_MEANS = (
    "Each agency is told in its own feedback which of its rows have no partner. Neither return is taken to be right, "
    "and no record is paired by a guess."
)


def side_by_side(audit: AuditResult) -> Html:
    """What the returns of two sides say of the same cases: a sentence and the tables of each comparison."""
    parts: list[tuple[ReconciledResult | SameCountResult, str, list[Table]]] = [
        (each, reconciled_sentence(each), _tables(each)) for each in audit.reconciled
    ]
    parts += [(each, same_count_sentence(each), _counts(each)) for each in audit.same_counts]
    return rendered(
        """
{% for each, sentence, tables in parts %}
<h3 id="{{ each.id }}">{{ each.title }}</h3><p>{{ sentence }}</p>{% for table in tables %}{{ table }}{% endfor %}
{% endfor %}
<p class="quiet">{{ meaning }}</p>
""",
        plain="\n".join(sentence for _, sentence, _ in parts),
        parts=parts,
        meaning=_WHAT_IT_MEANS,
    )


def _tables(result: ReconciledResult) -> list[Table]:
    tables = [_records(result)] if result.both is not None else []
    tables += [_compared(result)] if result.compared else []
    tables += [_near(result)] if result.near else []
    return tables


def _records(result: ReconciledResult) -> Table:
    """What became of the records of both sides."""
    first, second = result.sides
    rows: list[list[object]] = [["On both returns", result.both]]
    if result.alike is not None:
        rows += [["… and alike in all that is compared", result.alike], ["… and not alike", result.differ]]
    rows.append([f"With {first.name} only", first.alone])
    rows += [] if result.one_way else [[f"With {second.name} only", second.alone]]
    for name, words in (
        ("duplicates", "Reference there twice"),
        ("ambiguous", "Could be one of several"),
        ("outside", "May lie in another quarter"),
    ):
        counts = [count for side in result.sides if (count := getattr(side, name)) is not None]
        rows += [[words, sum(counts)]] if counts else []
    return Table(f"{result.id}: what became of the records", ["Records", Numeric("Count")], rows)


def _compared(result: ReconciledResult) -> Table:
    return Table(
        f"{result.id}: what is alike on both returns",
        ["Compared", Numeric("Alike"), Numeric("Of"), Numeric("Share"), Numeric("95% interval")],
        [
            [
                each.title,
                each.alike,
                each.compared,
                percent(each.proportion),
                f"{percent(each.lower)} to {percent(each.upper)}" if each.lower is not None else "",
            ]
            for each in result.compared
        ],
        note="Of the pairs of which both sides say something.",
    )


def _near(result: ReconciledResult) -> Table:
    """How the figure moves with the working days that the dates of one case may be apart."""
    return Table(
        f"{result.id}: if dates of one case could be further apart, or had to be nearer",
        ["Working days apart, at most", Numeric("On both"), Numeric("Of"), Numeric("Share"), Numeric("Dates so near")],
        [
            [_days(each.days, result.within), each.both, each.of, percent(each.proportion), each.as_near]
            for each in result.near
        ],
        note="A common reference pairs two records whatever their dates; the last column counts those as near as that.",
    )


def _days(days: int, within: int) -> str:
    return f"{days} (as above)" if days == within else str(days)


def _counts(result: SameCountResult) -> list[Table]:
    """What both sides count, agency by agency; no table where the edition has no agencies."""
    rows = [
        [
            each.who,
            each.first if each.first is not None else "not given",
            each.second if each.second is not None else "not given",
            each.second - each.first if each.first is not None and each.second is not None else "",
            f"{each.alike} of {each.given}",
        ]
        for each in result.lines
    ]
    periods = "Months alike" if result.monthly else "Periods alike"
    headings = [
        "Agency",
        Numeric(f"By {result.first}"),
        Numeric(f"By {result.second}"),
        Numeric("Difference"),
        periods,
    ]
    note = "Over the periods of which both give a number."
    return [Table(f"{result.id}: the same number, counted twice", headings, rows, note=note)] if rows else []
