"""``explain``: the records behind a figure, by file, sheet, row and cells, never by value."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.explain_erased import counts_alone
from pipeline.commands.explain_id import NamedFigure, named_figure
from pipeline.commands.explain_words import as_json as in_json
from pipeline.commands.explain_words import figure_lines, record_lines, standard_lines
from pipeline.commands.named_standard import named_standard
from pipeline.commands.one_quarter import one_quarter
from pipeline.errors import UsageError
from pipeline.partnership.bodies import in_place_of, named
from pipeline.results.dual_run import dual_run
from pipeline.results.ids import OTHER, figure_id, looks_like_one, parsed
from pipeline.results.traced.standards import traced_standard
from pipeline.store.workspace import Workspace


def explain(
    workspace: Workspace,
    *,
    quarter: str,
    standard: str | None = None,
    agency: str | None = None,
    only: str | None = None,
    other_reading: bool = False,
    as_json: bool = False,
    password_file: Path | None = None,
) -> int:
    """
    Print every record that a figure was counted from, and those set aside; gives the exit status.

    ``quarter``: that of a ``standard``, or a figure's id, which says what, whose and when by itself. ``only``: one of
    `OUTCOMES`, where no other records are asked for. ``other_reading``: by the other version, in a quarter that shows
    both.
    """
    by_id = looks_like_one(quarter)
    if by_id and (standard is not None or agency is not None or other_reading):
        raise UsageError(f"{quarter} says what, whose and when: take away what is typed beside it.")
    if lines := _of_erased(workspace, quarter, standard, agency, by_id=by_id):
        print(json.dumps({"erased": lines}, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))
        return 0
    if by_id:
        found = named_figure(workspace, parsed(quarter), password_file)
    elif standard is not None:
        found = _of_standard(workspace, quarter, standard, agency, password_file, other_reading=other_reading)
    else:
        raise UsageError(f"Say of which standard, as in: explain {quarter} NEG3, or explain NEG3/all/{quarter}.")
    if as_json:
        print(json.dumps(in_json(found, only), ensure_ascii=False, indent=1))
        return 0
    lines = figure_lines(found, only) if by_id else [*standard_lines(found), *record_lines(found.traced[0], only)]
    print("\n".join(lines))
    return 0


def _of_erased(
    workspace: Workspace, quarter: str, standard: str | None, agency: str | None, *, by_id: bool
) -> list[str]:
    """What is left to say of a figure of one quarter whose returns were erased; nothing of any other."""
    if by_id:
        asked = parsed(quarter)
        whose = None if asked.of_all else asked.line.agency
        plain = len(asked.quarters) == 1 and not asked.part
        return list(counts_alone(workspace, asked.quarters[0], asked.line.standard, whose)) if plain else []
    return list(counts_alone(workspace, Quarter.parse(quarter), standard, agency)) if standard is not None else []


def _of_standard(
    workspace: Workspace,
    quarter: str,
    standard: str,
    agency: str | None,
    password_file: Path | None,
    *,
    other_reading: bool,
) -> NamedFigure:
    """The figure of a standard in a quarter, of the agency that is typed, if any."""
    audit, wanted = named_standard(standard, Quarter.parse(quarter))
    received = one_quarter(workspace, quarter, password_file)
    meant = named(agency) if agency is not None else None
    body = in_place_of(meant, received.quarter) if meant else None
    whose = f", {agency}" if agency is not None else ""
    if body and meant and body != meant:
        whose = f", {body.name}, in place of {meant.name}"
    dual = dual_run(audit, wanted, received.quarter)
    if other_reading and dual is None:
        raise UsageError(f"{wanted.id} has no other reading in {received.quarter}. Leave --other-reading away.")
    code, part = body.code if body else "", OTHER if other_reading else ""
    traced = traced_standard(
        audit,
        wanted,
        received.quarter,
        received.counted(audit),
        agency=code,
        other=dual if other_reading else None,
    )
    return NamedFigure(figure_id(wanted.id, str(received.quarter), code, part), whose, (traced,))
