"""What the files of a partnership say of each other: every name that one uses stands in the other, and dates fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TypeVar

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.partnership.agencies import Agency, folded
from pipeline.partnership.csv_file import Row, Table
from pipeline.partnership.mistakes import meant, quoted
from pipeline.partnership.model import Dated, Document, Planned, Rebase, Returner, Target, Timescale
from pipeline.partnership.recommendations import Action, Recommendation

D = TypeVar("D", bound=Dated)


def check_agencies(
    table: Table, agencies: Sequence[Agency], codes: Collection[str] | None, roles: Collection[str] | None
) -> None:
    """
    That no two agencies share a name, and that each one's successor and route of returns are there.

    ``codes`` of agencies and ``roles`` of returners; None where not all of them could be read.
    """
    owners: dict[str, tuple[Row, Agency]] = {}
    for row, agency in zip(table, agencies, strict=True):
        for name in dict.fromkeys(agency.names):
            other, theirs = owners.setdefault(folded(name), (row, agency)) if folded(name) else (row, agency)
            if other is not row and name != agency.folder:
                column = "code" if name == agency.code else "name" if name == agency.name else "aliases"
                row.wrong(
                    column,
                    f"{quoted(name)} is also a name of {theirs.code} (row {other.number}). A name stands for one body.",
                )
        if len({folded(each) for each in agency.aliases}) < len(agency.aliases):
            row.wrong("aliases", "holds a name twice.")
        if agency.successor and codes is not None:
            _check_successor(row, agency, codes)
        if agency.returns_through and codes is not None and roles is not None:
            row.known(
                "returns_through", agency.returns_through, [*sorted(codes), *sorted(roles)],
                "neither a code of this file nor a role of returns.csv",
            )  # fmt: skip
    _check_circles(table, agencies)


def _check_successor(row: Row, agency: Agency, codes: Collection[str]) -> None:
    if agency.successor == agency.code:
        row.wrong("successor", "is the agency itself. Name who took over, or leave it empty.")
    elif row.known("successor", agency.successor, sorted(codes), "no code in this file") and not row.cells.get(
        "valid_to"
    ):
        row.wrong("valid_to", "is empty, and the agency has a successor. Write its last day.")


def _check_circles(table: Table, agencies: Sequence[Agency]) -> None:
    after = {each.code: each.successor for each in agencies if each.successor != each.code}
    for row, agency in zip(table, agencies, strict=True):
        line = [agency.code]
        while (code := after.get(line[-1], "")) and code not in line:
            line.append(code)
        if code and code == agency.code:
            row.wrong("successor", f"leads back to {agency.code} ({', '.join(line)}). A body cannot follow itself.")


def check_returners(table: Table, returners: Sequence[Returner], codes: Collection[str] | None) -> None:
    """That every returner is an agency, and that no body is asked twice in one role."""
    for row, each in zip(table, returners, strict=True):
        if codes is not None and each.agency:
            row.known("agency", each.agency, sorted(codes), "no code in agencies.csv")
    for rows in _by(table, returners, lambda each: (each.role, each.agency)).values():
        for (first, one), (second, other) in combinations(rows, 2):
            shared = not one.audits or not other.audits or set(one.audits) & set(other.audits)
            if shared and _overlap(one, other):
                second.wrong("agency", f"{quoted(other.agency)} returns in this role already (row {first.number}).")


def check_planned(table: Table, planned: Sequence[Planned]) -> None:
    """That no audit is planned twice for one day."""
    _check_overlaps(_by(table, planned, lambda each: each.audit), "audit")


def check_timescales(table: Table, timescales: Sequence[Timescale]) -> None:
    """That a limit has one version on every day from its first to its last."""
    by_name = _by(table, timescales, lambda each: each.name)
    _check_overlaps(by_name, "name")
    for rows in by_name.values():
        for (before, one), (after, other) in pairwise(rows):
            if one.until and other.since and other.since > one.until + timedelta(days=1) and _sound(before, after):
                after.wrong(
                    "from",
                    f"leaves a gap: the version of row {before.number} ends on {one.until}, and this one begins on "
                    f"{other.since}. Write the day after.",
                )


def check_documents(table: Table, documents: Sequence[Document]) -> None:
    """That a document has no version twice, and no two in force on one day."""
    for rows in _by(table, documents, lambda each: (each.kind, each.version)).values():
        for (first, _), (second, each) in pairwise(rows):
            second.wrong("version", f"{quoted(each.version)} is there already (row {first.number}).")
    by_kind = _by(table, documents, lambda each: each.kind).items()
    _check_overlaps({kind: [each for each in rows if each[1].dated] for kind, rows in by_kind}, "document")


def check_targets(table: Table, targets: Sequence[Target]) -> None:
    """That no standard has two targets in one quarter."""
    by_standard: dict[str, list[tuple[Row, Target]]] = {}
    for row, each in zip(table, targets, strict=True):
        for other, theirs in by_standard.setdefault(each.standard, []):
            apart = (theirs.until and each.since and theirs.until < each.since) or (
                each.until and theirs.since and each.until < theirs.since
            )
            if each.standard and not apart and _sound(row, other):
                row.wrong("standard", f"{quoted(each.standard)} has another target in the same quarters (row "
                          f"{other.number}). Write in its to when it ended.")  # fmt: skip
        by_standard[each.standard].append((row, each))


def check_rebases(table: Table, rebases: Sequence[Rebase]) -> None:
    """That the limits of a standard begin anew once in a quarter."""
    row_of = {row.number: row for row in table}
    there: dict[tuple[str, Quarter], int] = {}
    for each in rebases:
        first = there.setdefault((each.standard, each.since), each.row)
        if first != each.row and each.standard:
            text = f"{quoted(each.standard)} begins anew in {each.since} already (row {first}). Keep one of the two."
            row_of[each.row].wrong("standard", text)


def check_ids(table: Table, column: str) -> None:
    """That no two rows have one id."""
    there: dict[str, Row] = {}
    for row in table:
        other = there.setdefault(row.text(column), row)
        if other is not row and row.text(column):
            row.wrong(column, f"{quoted(row.text(column))} is there already (row {other.number}).")


def check_links(table: Table, column: str, known: Iterable[str] | None, what: str = "") -> None:
    """That everything that a list names is ``known``, and named once; None where what is known could not be read."""
    for row in table:
        names = row.several(column)
        if len(set(names)) < len(names):
            row.wrong(column, "names one twice.")
        for each in dict.fromkeys(names) if known is not None else ():
            row.known(column, each, known or (), what)


def check_required(table: Table, recommendations: Sequence[Recommendation], published: date | None) -> None:
    """That what decides a recommendation is among what shows it, and that none is due before the report asked."""
    for row, each in zip(table, recommendations, strict=True):
        for standard in dict.fromkeys(each.key_standards):
            if standard not in each.standards:
                near = meant(standard, each.standards, "Name it there too, or take one of those.")
                row.wrong("key_standards", f"{quoted(standard)} is not among the standards of its row. {near}")
        _check_since_report(row, "due", each.due, published, "Write the day that the report gives.")


def check_actions(
    table: Table, actions: Sequence[Action], recommendations: Sequence[Recommendation] | None, published: date | None
) -> None:
    """
    That an action is to move what shows the recommendations that it answers, and that its days fit the report.

    ``recommendations``: None where not all of them could be read.
    """
    for row, each in zip(table, actions, strict=True):
        if row.sound:
            _check_days(row, each, published)
        answered = [asked for asked in recommendations or () if asked.id in each.recommendations]
        theirs = [name for asked in answered for name in asked.standards]
        for standard in dict.fromkeys(each.standards) if recommendations is not None else ():
            if standard not in theirs:
                near = meant(standard, theirs, "Take one of theirs, or leave the cell empty.")
                row.wrong("standards", f"{quoted(standard)} shows no recommendation that the action answers. {near}")


def _check_days(row: Row, action: Action, published: date | None) -> None:
    if not action.taken:
        _check_since_report(row, "due", action.due, published, "Write the day by which it is to be done.")
        _check_since_report(row, "done", action.done, published, "If it had been done by then, write yes in taken.")
    elif action.done and published and action.done > published:
        text = f"is after the report was published ({spoken(published)}), and taken says that it had been done by then."
        row.wrong("done", f"{quoted(row.text('done'))} {text} Write no in taken.")


def _check_since_report(row: Row, column: str, day: date | None, published: date | None, todo: str) -> None:
    if day is not None and published is not None and day < published:
        text = f"is before the report was published ({spoken(published)})."
        row.wrong(column, f"{quoted(row.text(column))} {text} {todo}")


def _by(table: Table, values: Sequence[D], key: Callable[[D], Hashable]) -> dict[Hashable, list[tuple[Row, D]]]:
    """The rows of each name with their values, those that began first before the others."""
    by: dict[Hashable, list[tuple[Row, D]]] = {}
    for row, each in zip(table, values, strict=True):
        by.setdefault(key(each), []).append((row, each))
    return {name: sorted(rows, key=lambda each: each[1].since or date.min) for name, rows in by.items()}


def _check_overlaps(by_name: Mapping[Hashable, Sequence[tuple[Row, D]]], column: str) -> None:
    for rows in by_name.values():
        for (before, one), (after, other) in pairwise(rows):
            if _overlap(one, other) and _sound(before, after):
                fix = f" There, write {other.since - timedelta(days=1)} in to." if other.since else ""
                after.wrong(
                    column, f"{quoted(after.text(column))} begins while that of row {before.number} holds.{fix}"
                )


def _overlap(one: Dated, other: Dated) -> bool:
    """Whether both are so on one day, where ``other`` begins no earlier."""
    return one.until is None or other.since is None or other.since <= one.until


def _sound(*rows: Row) -> bool:
    return all(each.sound for each in rows)
