"""What is behind a figure in lines, and as JSON for a program; never a value of a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from pipeline.calendar.quarter import spoken
from pipeline.commands.arguments import SET_ASIDE
from pipeline.commands.explain_id import NamedFigure
from pipeline.commands.explain_released import ReleasedFigure
from pipeline.english import number_of
from pipeline.measure.counts import Counts
from pipeline.partnership.bodies import name_of
from pipeline.results.traced.values import Traced, TracedRecord, TracedReturn


def standard_lines(found: NamedFigure) -> list[str]:
    """A standard's figure in one quarter, in few lines."""
    (traced,) = found.traced
    return [
        f"{traced.id} {traced.title}, {traced.quarter}{found.whose}",
        *([f"  {traced.reading}"] if traced.reading else []),
        *(f"  {name} {traced.defined[name]}" for name in ("met where", "out of records where")),
        f"  {_met(traced.counted or Counts())}",
    ]


def figure_lines(found: NamedFigure, only: str | None) -> list[str]:
    """A figure by its id: all that is behind it, quarter by quarter, with the records of each."""
    counted = [each.counted for each in found.traced if each.counted is not None]
    lines = [found.id]
    if len(counted) > 1:
        lines.append(f"  {number_of(len(counted), 'quarter')} together: {_met(sum(counted, Counts()))}")
    lines += [_released_line(each) for each in found.released] or ["  not released so far"]
    lines += found.erased
    for each in found.traced:
        lines += [*_quarter_lines(each, found.whose), *record_lines(each, only)]
    return (
        lines
        if found.traced or found.erased
        else [*lines, "  its returns are not here any more, so no record can be listed"]
    )


def record_lines(traced: Traced, only: str | None) -> list[str]:
    """The records that count, and those that are set aside; of one outcome alone where ``only`` that is asked for."""
    wanted = [each for each in traced.records if only is None or each.outcome == only.replace("-", " ")]
    lines = [f"  {_place(each)}  {each.spoken:<15} from {', '.join(each.cells)}" for each in wanted]
    if only in (None, SET_ASIDE):
        lines += [f"  {_place(each)}  {each.spoken:<15} {each.why}; counted nowhere" for each in traced.set_aside]
    return lines


def as_json(found: NamedFigure, only: str | None) -> dict[str, object]:
    """The same for a program, with the same records."""
    return {
        "id": found.id,
        "released": [asdict(each) for each in found.released],
        "erased": list(found.erased),
        "quarters": [_quarter_as_json(each, only) for each in found.traced],
    }


def _quarter_lines(traced: Traced, whose: str) -> Iterator[str]:
    yield f"{traced.id} {traced.title}, {traced.quarter}{whose}"
    if traced.reading:
        yield f"  {traced.reading}"
    yield from (f"  {name}: {words}" for name, words in traced.defined.items())
    yield f"  definition: version {traced.version}"
    if traced.counted is not None:
        yield f"  {_met(traced.counted)}{_beside(traced.counted)}"
    else:
        yield f"  {traced.told}"
    if len(traced.by_agency) > 1:
        yield from (f"  {name_of(code)} ({code}): {_met(theirs)}" for code, theirs in traced.by_agency.items())
    yield from map(_return_line, traced.returns)
    if not traced.returns:
        yield "  no return that counts"


def _released_line(released: ReleasedFigure) -> str:
    day = spoken(date.fromisoformat(released.on[:10]))
    version = f"; definition version {released.version}" if released.version else ""
    back = f"; withdrawn: {released.withdrawn}" if released.withdrawn else ""
    place = f"release {released.release} ({released.quarter}, {released.edition}, {day})"
    return f"  printed in {place}: {released.printed}{version}{back}"


def _met(counted: Counts) -> str:
    return f"{counted.met} of {counted.applicable} met; {counted.not_recorded} of the others not recorded"


def _beside(counted: Counts) -> str:
    """The records that are not in the figure, by why."""
    beside = [
        f"{number} {name.replace('_', ' ')}"
        for name in ("not_applicable", "not_known", "pending", "missing")
        if (number := getattr(counted, name))
    ]
    return f"; beside them {', '.join(beside)}" if beside else ""


def _return_line(sent: TracedReturn) -> str:
    gone = "; its file is kept no longer" if sent.gone else ""
    return f"  return of {sent.agency}: {sent.file_name}, SHA-256 {sent.sha256}, form {sent.template}{gone}"


def _place(record: TracedRecord) -> str:
    return f"{record.file_name}  {record.sheet}!{record.row}"


def _quarter_as_json(traced: Traced, only: str | None) -> dict[str, object]:
    known = asdict(traced) | {"quarter": str(traced.quarter), "counted": _counts(traced.counted)}
    if only is not None:
        known["records"] = [each for each in known["records"] if each["outcome"] == only.replace("-", " ")]
    if only not in (None, SET_ASIDE):
        known["set_aside"] = []
    return known | {"by_agency": {code: _counts(theirs) for code, theirs in traced.by_agency.items()}}


def _counts(counted: Counts | None) -> dict[str, int] | None:
    return asdict(counted) | {"applicable": counted.applicable} if counted is not None else None
