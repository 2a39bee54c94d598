"""Each agency is asked about those of its records that do not fit what other returns say of the same child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.intake.which_count import Entry
from pipeline.validate.one_child import ELSEWHERE, Known, OddRows, Sighting, known_of, odd_rows, sightings, with_queries
from pipeline.validate.validated import Accepted


def held_against_others(
    entries: Sequence[Entry], earlier: Iterable[Mapping[str, Known]]
) -> tuple[tuple[Entry, ...], dict[str, Known]]:
    """
    The ``entries`` of a quarter with what their agencies are asked, and what those that count say of each child.

    ``earlier``: what earlier quarters say. Of two returns of the quarter both agencies are asked, since nobody knows
    which is right; of one of an earlier quarter, only the later one's.
    """
    seen = {
        place: [sightings(sheet) for sheet in entry.validated.sheets]
        for place, entry in enumerate(entries)
        if entry.counts and isinstance(entry.validated, Accepted)
    }
    now = known_of(each for sheets in seen.values() for sheet in sheets for each in sheet)
    known = dict(now)
    for quarter in earlier:
        for child in quarter.keys() & known.keys():
            known[child] = known[child].with_(quarter[child])
    asked = tuple(_asked(entry, seen[place], known) if place in seen else entry for place, entry in enumerate(entries))
    return asked, now


def _asked(entry: Entry, seen: Sequence[Sequence[Sighting]], known: Mapping[str, Known]) -> Entry:
    """An entry with a query at each answer that does not fit others; at none that does not fit its own return."""
    returned = entry.validated
    assert isinstance(returned, Accepted)
    own = known_of(each for sheet in seen for each in sheet)
    odd = [
        _without(odd_rows(sheet.identity.form, theirs, known), odd_rows(sheet.identity.form, theirs, own))
        for sheet, theirs in zip(returned.sheets, seen, strict=True)
    ]
    return replace(entry, validated=with_queries(returned, odd, ELSEWHERE))


def _without(odd: OddRows, told: OddRows) -> OddRows:
    """The rows of ``odd`` that are not among those ``told`` of already."""
    left = {field: [row for row in rows if row not in set(told.get(field, ()))] for field, rows in odd.items()}
    return {field: rows for field, rows in left.items() if rows}
