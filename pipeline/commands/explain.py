"""``explain``: the records behind a figure, by file, sheet, row and cells, never by value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.arguments import SET_ASIDE
from pipeline.commands.named_standard import named_standard
from pipeline.commands.one_quarter import one_quarter
from pipeline.definition import Standard
from pipeline.definition.codebook import in_words_of
from pipeline.errors import UsageError
from pipeline.measure.counts import Counts, counts
from pipeline.measure.table import outcome_table
from pipeline.partnership.bodies import in_place_of, named
from pipeline.partnership.keeping import Kept
from pipeline.results.dual_run import dual_run
from pipeline.results.past import counted_before_erasure
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.erasure.gone import erased_in_words
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted


def explain(
    workspace: Workspace,
    *,
    quarter: str,
    standard: str,
    agency: str | None = None,
    only: str | None = None,
    other_reading: bool = False,
    password_file: Path | None = None,
) -> int:
    """
    Print every record that a figure was counted from, and those set aside; gives the exit status.

    ``only``: one of `OUTCOMES`, where no other records are asked for. ``other_reading``: by the other version, in a
    quarter that shows both.
    """
    audit, wanted = named_standard(standard, Quarter.parse(quarter))
    if told := erased_in_words(workspace, Quarter.parse(quarter)):
        return _counts_alone(workspace, Quarter.parse(quarter), wanted, told, agency)
    received = one_quarter(workspace, quarter, password_file)
    meant = named(agency) if agency is not None else None
    body = in_place_of(meant, received.quarter) if meant else None
    code, whose = body.code if body else "", f", {agency}" if agency is not None else ""
    if body and meant and body != meant:
        whose = f", {body.name}, in place of {meant.name}"
    returns = [each for each in received.counted(audit) if code in ("", each.identity.agency)]
    dual = dual_run(audit, wanted, received.quarter)
    if other_reading and dual is None:
        raise UsageError(f"{wanted.id} has no other reading in {received.quarter}. Leave --other-reading away.")
    dual = dual if other_reading else None
    table = outcome_table(
        audit, received.quarter, returns, standards=[wanted], as_if=dual.as_if if dual is not None else None
    )
    counted = counts(table)
    print(f"{wanted.id} {wanted.titled(received.quarter)}, {received.quarter}{whose}")
    if dual is not None:
        print(f"  {dual.by}")
    then = received.quarter if dual is None else Quarter.containing(dual.as_if.edge)
    print(f"  met where {in_words_of(then, wanted, lambda part: part.met)}")
    print(f"  out of records where {in_words_of(then, wanted, lambda part: part.applies)}")
    print(f"  {counted.met} of {counted.applicable} met; {counted.not_recorded} of the others not recorded")
    columns = {(each.sha256, each.identity.form.view.code): each.columns for each in returns}
    sheets = {each.identity.form.view.code: each.identity.form.sheet for each in returns}
    fields = [field.name for field in wanted.fields()]
    shown = table if only is None else table[table["outcome"] == only.replace("-", " ")]
    for line in shown.to_dict("records"):
        letters = columns[line["sha256"], line["view"]]
        cells = [f"{letters[name]}{line['row']}" for name in fields if name in letters]
        spoken = "not recorded" if line["not_recorded"] else line["outcome"]
        place = f"{sheets[line['view']]}!{line['row']}"
        print(f"  {line['file_name']}  {place}  {spoken:<15} from {', '.join(cells)}")
    if only in (None, SET_ASIDE):
        _print_set_aside(returns)
    return 0


def _counts_alone(workspace: Workspace, quarter: Quarter, wanted: Standard, told: str, agency: str | None) -> int:
    """Print what a figure was counted from where its records were erased: the counts, and what became of the rest."""
    meant = named(agency).code if agency is not None else ""
    print(f"{wanted.id} {wanted.titled(quarter)}, {quarter}")
    if quarter not in erased_quarters(workspace, Kept.COUNTS):
        audits = counted_before_erasure(workspace, quarter).audits.values()
        kept = [each.standards[wanted.id] for each in audits if wanted.id in each.standards]
        theirs = (each for by_agency in kept for code, each in by_agency.items() if meant in ("", code))
        counted = sum(theirs, start=Counts())
        print(f"  {counted.met} of {counted.applicable} met; {counted.not_recorded} of the others not recorded")
    print(f"  {told} None of its records can be listed.")
    return 0


def _print_set_aside(returns: Sequence[Accepted]) -> None:
    """The records that no standard counts, and why; a figure that seems too low may lack one of them."""
    for each in returns:
        for row, why in sorted(each.aside.items()):
            print(f"  {each.file_name}  {each.identity.form.sheet}!{row}  {'set aside':<15} {why}; counted nowhere")
