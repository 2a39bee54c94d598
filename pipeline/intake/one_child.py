"""
What the returns say of one child, held against each other: each agency is asked where its own returns do not agree.

What only several agencies' returns show together goes into no receipt: whoever enters a child and is then asked, or not
asked, would learn that another agency knows it. It is listed for whoever runs the quarter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Field
from pipeline.intake.which_count import Entry
from pipeline.partnership.bodies import name_of, standing_for
from pipeline.store.agencies_apart import Apart
from pipeline.store.children import ByAgency
from pipeline.validate.finding import cell_spans
from pipeline.validate.one_child import (
    ELSEWHERE,
    Known,
    OddRows,
    Sighting,
    at_odds,
    known_of,
    odd_rows,
    sightings,
    with_queries,
)
from pipeline.validate.validated import Accepted

Children = Mapping[str, ByAgency]  # by the child's reference


@dataclass(frozen=True, eq=False)
class HeldTogether:
    """
    A quarter's ``entries`` with what their agencies are asked; ``children``: what those that count say of each child;
    ``apart``: what agencies do not agree on.
    """

    entries: tuple[Entry, ...]
    children: Children
    apart: tuple[Apart, ...]


@dataclass(frozen=True, eq=False)
class _Elsewhere:
    """
    What one agency says of a child: in this quarter, or, where ``quarter`` is given, in an earlier one.

    ``whose``: the codes of the agency, and of the body that does its work by now: whose own answers these are.
    """

    agency: str
    known: Known
    whose: frozenset[str]
    quarter: Quarter | None = None

    @property
    def who(self) -> str:
        """The agency as the list names it."""
        return name_of(self.agency) + (f" ({self.quarter})" if self.quarter else "")


_Everything = Mapping[str, Sequence[_Elsewhere]]  # by child, what each agency says of it


def held_together(entries: Sequence[Entry], quarter: Quarter, earlier: Mapping[Quarter, Children]) -> HeldTogether:
    """
    What the ``entries`` of ``quarter`` say of each child, held against each other and against ``earlier`` quarters.

    An agency is asked about what it says itself, here and before; so no answer of another's, nor that there is one,
    changes what it reads. Of its own earlier returns only the later one is asked about, since the earlier is closed.
    """
    seen = {
        place: [sightings(sheet) for sheet in entry.validated.sheets]
        for place, entry in enumerate(entries)
        if entry.counts and isinstance(entry.validated, Accepted)
    }
    now = _by_child(entries, seen)
    everything = _everything(now, quarter, earlier)
    asked = tuple(
        _asked(entry, seen[place], everything) if place in seen else entry for place, entry in enumerate(entries)
    )
    return HeldTogether(asked, now, tuple(_apart(entries, seen, everything)))


def _everything(now: Children, quarter: Quarter, earlier: Mapping[Quarter, Children]) -> _Everything:
    @cache
    def whose(code: str) -> frozenset[str]:
        return frozenset({code, *(body.code for body in standing_for(code, quarter))})

    everything = {
        child: [_Elsewhere(agency, known, whose(agency)) for agency, known in theirs.items()]
        for child, theirs in now.items()
    }
    for before, children in earlier.items():
        for child in children.keys() & everything.keys():
            told = children[child].items()
            everything[child] += [_Elsewhere(agency, known, whose(agency), before) for agency, known in told]
    return everything


def _by_child(
    entries: Sequence[Entry], seen: Mapping[int, Sequence[Sequence[Sighting]]]
) -> dict[str, dict[str, Known]]:
    """By child and agency, what all of the agency's returns of the quarter say."""
    theirs: dict[str, list[Sighting]] = defaultdict(list)
    for place, sheets in seen.items():
        theirs[_agency(entries[place])] += [each for sheet in sheets for each in sheet]
    now: dict[str, dict[str, Known]] = defaultdict(dict)
    for agency, all_of_them in theirs.items():
        for child, known in known_of(all_of_them).items():
            now[child][agency] = known
    return dict(now)


def _agency(entry: Entry) -> str:
    return entry.validated.identity.agency if entry.validated.identity else ""


def _asked(entry: Entry, seen: Sequence[Sequence[Sighting]], everything: _Everything) -> Entry:
    """An entry with a query at each answer that does not fit its agency's others, and that its own return fits."""
    returned, agency = entry.validated, _agency(entry)
    assert isinstance(returned, Accepted)
    alone = known_of(each for sheet in seen for each in sheet)
    own = {
        child: reduce(Known.with_, (each.known for each in everything[child] if agency in each.whose))
        for child in alone
    }
    odd = [
        _without(odd_rows(sheet.identity.form, theirs, own), odd_rows(sheet.identity.form, theirs, alone))
        for sheet, theirs in zip(returned.sheets, seen, strict=True)
    ]
    return replace(entry, validated=with_queries(returned, odd, ELSEWHERE))


def _without(odd: OddRows, told: OddRows) -> OddRows:
    """The rows of ``odd`` that are not among those ``told`` of already."""
    left = {field: [row for row in rows if row not in set(told.get(field, ()))] for field, rows in odd.items()}
    return {field: rows for field, rows in left.items() if rows}


def _apart(
    entries: Sequence[Entry],
    seen: Mapping[int, Sequence[Sequence[Sighting]]],
    everything: _Everything,
) -> Iterator[Apart]:
    """What does not fit another agency's, return by return and child by child."""
    numbers: dict[str, int] = {}
    for place, sheets in seen.items():
        entry, returned = entries[place], entries[place].validated
        assert isinstance(returned, Accepted)
        for sheet, theirs in zip(returned.sheets, sheets, strict=True):
            form = sheet.identity.form
            for (child, field), (rows, who) in _differing(sheet, theirs, everything).items():
                yield Apart(
                    child=numbers.setdefault(child, len(numbers) + 1),
                    audit=form.audit.code,
                    agency=_agency(entry),
                    file=f"{entry.submission.folder}/{entry.submission.file_name}",
                    sheet=form.sheet,
                    cells=cell_spans(f"{sheet.columns[field.name]}{row}" for row in rows),
                    question=field.label,
                    differs_from="; ".join(dict.fromkeys(who)),
                )


def _differing(
    sheet: Accepted, seen: Sequence[Sighting], everything: _Everything
) -> dict[tuple[str, Field], tuple[list[int], list[str]]]:
    """By child and question, the rows of a sheet that do not fit another agency's answers, and who these are."""
    agency = sheet.identity.agency
    differing: dict[tuple[str, Field], tuple[list[int], list[str]]] = {}
    for one in seen:
        for other in everything[one.child]:
            if agency in other.whose:
                continue
            for field in at_odds(one, other.known, sheet.identity.form):
                rows, who = differing.setdefault((one.child, field), ([], []))
                if one.row not in rows:
                    rows.append(one.row)
                who.append(other.who)
    return differing
