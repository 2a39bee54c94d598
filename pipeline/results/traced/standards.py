"""What is behind the figure of a standard in one quarter."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.codebook import in_words_of, target_in_words
from pipeline.definition.fingerprint import version_in
from pipeline.definition.targets import target_of
from pipeline.measure.counts import counts, counts_by
from pipeline.measure.outcomes import Outcome
from pipeline.measure.table import outcome_table
from pipeline.results.dual_run import DualRun
from pipeline.results.traced.returns import set_aside, theirs, traced_returns
from pipeline.results.traced.values import Traced, TracedRecord
from pipeline.results.versions import judged_by
from pipeline.validate.validated import Accepted


def traced_standard(
    audit: type[Audit],
    standard: Standard,
    quarter: Quarter,
    returns: Sequence[Accepted],
    *,
    agency: str = "",
    group: str = "",
    other: DualRun | None = None,
) -> Traced:
    """
    What is behind ``standard`` in ``quarter``, of one ``agency``, or of the records of one ``group`` of answers.

    ``other``: the other reading that is asked for, where it is that one. Shape: ``returns`` are those of ``audit`` that
    count in the quarter, of every agency.
    """
    own = theirs(returns, agency, quarter)
    table = outcome_table(audit, quarter, own, standards=[standard], as_if=other.as_if if other is not None else None)
    of_any = table[table["outcome"] != Outcome.NOT_APPLICABLE] if standard.by is not None else table
    groups = tuple(counts_by(of_any, "group"))
    if group:
        table = table[table["group"] == group]
    then = quarter if other is None else Quarter.containing(other.as_if.edge)
    aim = target_of(standard, quarter)
    defined = {
        "met where": in_words_of(then, standard, lambda part: part.met),
        "out of records where": in_words_of(then, standard, lambda part: part.applies),
        "pending where": in_words_of(then, standard, lambda part: part.pending),
        "target": target_in_words(aim),
        "judged by": "; ".join(judged_by(audit, standard, quarter)),
        "source": standard.source,
    }
    columns = {(each.sha256, each.identity.form.view.code): each for each in own}
    fields = [field.name for field in standard.fields()]

    def record(line: dict[str, object]) -> TracedRecord:
        sent = columns[str(line["sha256"]), str(line["view"])]
        letters, row = sent.columns, int(str(line["row"]))
        return TracedRecord(
            file_name=str(line["file_name"]),
            sha256=sent.sha256,
            sheet=sent.identity.form.sheet,
            row=row,
            outcome=str(line["outcome"]),
            not_recorded=bool(line["not_recorded"]),
            cells=tuple(f"{letters[name]}{row}" for name in fields if name in letters),
        )

    return Traced(
        quarter=quarter,
        id=standard.id,
        title=standard.titled(quarter),
        defined={name: words for name, words in defined.items() if words},
        version=version_in(quarter, standard),
        reading=other.by if other is not None else "",
        counted=counts(table),
        by_agency=counts_by(table, "agency"),
        returns=traced_returns(own),
        records=tuple(record({str(name): value for name, value in line.items()}) for line in table.to_dict("records")),
        set_aside=set_aside(own),
        groups=groups,
    )
