"""What is behind a figure that is named by its id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.explain_erased import counts_alone
from pipeline.commands.explain_released import ReleasedFigure, releases_of
from pipeline.commands.named_standard import named_standard
from pipeline.commands.one_quarter import quarters_read
from pipeline.definition import Audit, Standard
from pipeline.english import first_few
from pipeline.errors import UsageError
from pipeline.intake import Intake
from pipeline.partnership.bodies import name_of, named
from pipeline.results.dual_run import dual_run
from pipeline.results.ids import OTHER, FigureId, figure_id
from pipeline.results.traced.measures import Measure, measures_of, traced_measure
from pipeline.results.traced.standards import traced_standard
from pipeline.results.traced.values import Traced
from pipeline.store.erasure.gone import erased_in_words
from pipeline.store.workspace import Workspace

_LISTED = 12  # ids in one message


@dataclass(frozen=True)
class NamedFigure:
    """
    A figure by its ``id``; ``whose``, as it goes on after its quarter; what is behind it in each quarter that is there.

    ``released``: the releases that it stood in. ``erased``: what is said of its quarters whose returns were erased.
    """

    id: str
    whose: str
    traced: tuple[Traced, ...]
    released: tuple[ReleasedFigure, ...] = ()
    erased: tuple[str, ...] = ()


def named_figure(workspace: Workspace, asked: FigureId, password_file: Path | None) -> NamedFigure:
    """
    What is behind the figure that is ``asked`` for, in each of its quarters that has returns.

    Raises: UsageError -- where there is no such figure, with the ids that there are.
    """
    audit, counted = _counted(asked.line.standard, asked.quarters[-1])
    gone = {each: erased_in_words(workspace, each) for each in asked.quarters}
    there = [each for each in workspace.quarters() if not gone.get(each)]
    lying = [each for each in asked.quarters if each in there]
    code = "" if asked.of_all else named(asked.line.agency).code
    written = figure_id(counted.id, asked.line.quarters, code, asked.part)
    released = releases_of(workspace, written)
    erased = tuple(line for each in asked.quarters if gone[each] for line in _counts(workspace, counted, each, code))
    if not lying and not released and not erased:
        others = [figure_id(counted.id, str(each)) for each in sorted(there)]
        raise _none(asked, counted.id, f"nothing has been returned for {asked.quarters[-1]}", others)
    received = quarters_read(workspace, lying, password_file)
    traced = tuple(_traced(audit, counted, each, code, asked.part) for each in received.values())
    if not released and not erased:
        _refuse_if_not_there(asked, counted.id, traced, code)
    whose = f", {name_of(code)}" if code else ", all returns"
    return NamedFigure(
        written, whose + (f", {_part_in_words(asked.part)}" if asked.part else ""), traced, released, erased
    )


def _counts(workspace: Workspace, counted: Standard | Measure, quarter: Quarter, code: str) -> Iterator[str]:
    """What is left to say of a figure of a quarter whose returns were erased."""
    if isinstance(counted, Standard):
        yield from counts_alone(workspace, quarter, counted.id, code or None)
    else:
        yield f"{counted.id} {counted.title}, {quarter}: {erased_in_words(workspace, quarter)}"


def _counted(name: str, quarter: Quarter) -> tuple[type[Audit], Standard | Measure]:
    """The standard or the measure of this id, in any case, and its audit. Raises: UsageError -- if there is none."""
    for audit in audits.of(quarter).values():
        for measure in measures_of(audit):
            if measure.id.casefold() == name.casefold():
                return audit, measure
    return named_standard(name, quarter)


def _traced(audit: type[Audit], counted: Standard | Measure, received: Intake, code: str, part: str) -> Traced:
    quarter, returns = received.quarter, received.counted(audit)
    if not isinstance(counted, Standard):
        return traced_measure(audit, counted, quarter, returns, part)
    dual = dual_run(audit, counted, quarter) if part == OTHER else None
    group = "" if part == OTHER else part
    return traced_standard(audit, counted, quarter, returns, agency=code, group=group, other=dual)


def _refuse_if_not_there(asked: FigureId, counted: str, traced: Sequence[Traced], code: str) -> None:
    if code and not any(each.returns for each in traced):
        raise _none(asked, counted, f"{name_of(code)} has no return that counts then", _ids(counted, traced))
    groups = [group for each in traced for group in each.groups]
    if asked.part == OTHER and not any(each.reading for each in traced):
        raise _none(asked, counted, "it is read in one way alone then", _ids(counted, traced))
    if asked.part not in ("", OTHER, *groups):
        raise _none(asked, counted, f"it has no line of its own for {asked.part!r}", _ids(counted, traced))


def _ids(counted: str, traced: Sequence[Traced]) -> list[str]:
    """The ids of the figures of ``counted`` in the quarters that were looked at."""
    return [each for one in traced for each in _ids_in(counted, one)]


def _ids_in(counted: str, traced: Traced) -> Iterator[str]:
    quarter = str(traced.quarter)
    yield figure_id(counted, quarter)
    yield from (figure_id(counted, quarter, code) for code in dict.fromkeys(each.agency for each in traced.returns))
    yield from (figure_id(counted, quarter, part=group) for group in traced.groups)


def _none(asked: FigureId, counted: str, why: str, others: Sequence[str]) -> UsageError:
    there = f"Of {counted} there are: {first_few(others, _LISTED)}." if others else f"There is none of {counted}."
    return UsageError(f"There is no figure {asked}: {why}. {there}")


def _part_in_words(part: str) -> str:
    return "the other reading" if part == OTHER else f"the answer {part}"
