"""One standard's result in an edition: its total, its agencies, its groups, and what stands beside the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Coded, Meaning, Standard
from pipeline.definition.codebook import codes_of, in_words_of
from pipeline.definition.targets import Aim, target_of
from pipeline.disclose.editions import BOARD, Edition
from pipeline.disclose.facts import ALL
from pipeline.disclose.hiding import as_said, for_named_readers, table
from pipeline.disclose.protect.said import SaidLines
from pipeline.measure.clustering import families_of, plain_shape, shape_of
from pipeline.measure.counts import Counts, counts_by
from pipeline.measure.outcomes import Outcome
from pipeline.measure.shapes import ListPart, Shape, Worth
from pipeline.partnership.bodies import name_of
from pipeline.results.apart import apart, whole_of
from pipeline.results.beside_values import Families, NonReturn, Whole
from pipeline.results.breaks import NOTHING_MORE, ReturnHistory, breaks
from pipeline.results.changes import Comparisons, comparisons, not_due
from pipeline.results.claims import Ruled, ruled
from pipeline.results.figure_values import Figure, Unsaid, Verdict
from pipeline.results.figures import figure, in_denominator
from pipeline.results.lines import earlier_figures, own_history, rolled, rolled_shape, successions
from pipeline.results.model import StandardResult
from pipeline.results.over_time import trend
from pipeline.results.protection import ToProtect, as_printed, line_of, printed_in, protection
from pipeline.results.rebases import rebases_of
from pipeline.results.targets import targets_set
from pipeline.results.verdicts import as_shown, chance_below
from pipeline.results.worths import worth_shown
from pipeline.results.year import year_total
from pipeline.statistics.missing import whatever_the_missing_said

EVERYBODY = "All returns"


def standard_result(
    standard: Standard,
    now: pd.DataFrame,
    before: Mapping[Quarter, Mapping[str, Counts]],
    quarter: Quarter,
    edition: Edition,
    around: ReturnHistory = NOTHING_MORE,
    judged: tuple[Comparisons, Ruled] | None = None,
    *,
    shapes: Mapping[Quarter, Shape] | None = None,
    lists: Sequence[Sequence[ListPart]] = (),
    printed: Mapping[str, SaidLines] | None = None,
) -> StandardResult:
    """
    The result of ``standard`` for ``quarter``.

    ``judged``: its comparisons over time (see `compared`), and what the rule of a report makes of them; where not
    given, it is a report of its own. ``shapes``: how the records of every quarter hang together; each record is by
    itself in an earlier one that is not among them. ``lists``: the parts of each list that cases were drawn from.
    ``printed``: what each released edition prints of its lines (`shown_in.protection_of`); where not given, it is
    protected by itself.
    Shape: ``now`` has the rows of the quarter's `outcome_table` that are of this standard; ``before`` the counts of
           each earlier quarter, by agency.
    """
    by_agency: Mapping[Quarter, Mapping[str, Counts]] = {**before, quarter: counts_by(now, "agency")}
    nothing = {each: plain_shape({}) for each in around.not_due}
    known = nothing | {each: plain_shape(theirs) for each, theirs in before.items()} | dict(shapes or {})
    shape = known.pop(quarter, None) or shape_of(now, lists)
    by_shape = {each: rolled_shape(theirs, quarter) for each, theirs in known.items()} | {quarter: shape}
    by_editions = (
        printed
        if printed is not None
        else protection([ToProtect(standard, by_agency, {**known, quarter: shape}, around)], quarter)
    )
    said = printed_in(by_editions, edition)
    by_agency = as_printed(by_agency, standard, said)
    total = sum(by_agency[quarter].values(), Counts())
    aim = target_of(standard, quarter)

    def shown(code: str, label: str, part: Counts, of: Edition, by: SaidLines | None) -> Figure:
        here = by[line_of(standard, quarter, code or ALL)] if by is not None else None
        worth = worth_shown(shape, of, [code] if code else None)
        return figure(code, label, part, as_said(part, here, of), aim, worth, here)

    total_figure = _why_none(shown("", EVERYBODY, total, edition, said), quarter, around)
    parts = by_agency[quarter] if edition.agencies else {}
    agencies = tuple(shown(code, name_of(code), part, edition, said) for code, part in parts.items())
    briefed = total_figure
    if edition.least_for_percent < BOARD.least_for_percent:
        board = BOARD.of_things() if edition == edition.of_things() else BOARD
        told = printed_in(by_editions, board)
        whole = sum(as_printed(by_agency, standard, told)[quarter].values(), Counts())
        briefed = _why_none(shown("", EVERYBODY, whole, board, told), quarter, around)
    together = _whole(now, agencies, shape, total)
    groups: tuple[Figure, ...] = ()
    if standard.by is not None and edition.breakdowns:
        by_answer = counts_by(now[now["outcome"] != Outcome.NOT_APPLICABLE], "group")
        of_group = shape_of(now.assign(agency=now["group"].fillna("").astype(str)), lists)
        groups = _groups(by_answer, total, of_group, aim, edition, standard.by)
        counted = sum(each.applicable > 0 for each in by_answer.values())
        if standard.by.describes_child and (counted < 2 or all(each.counts.hidden for each in groups)):
            groups = ()  # one group is the total under its own name, and of groups that are all hidden nothing is told
    past = {each: sum(theirs.values(), Counts()) for each, theirs in sorted(by_agency.items())}
    rolled_over = _rolled(by_agency, quarter, around)
    over = judged[0] if judged else compared(standard, rolled_over[quarter], before, quarter, around, by_shape)
    over_time = trend(
        standard,
        rolled_over,
        quarter,
        edition,
        breaks(standard, quarter, around),
        by_shape,
        compared=over,
        ruled=judged[1] if judged else ruled([over])[0],
        said=said,
    )
    return StandardResult(
        id=standard.id,
        title=standard.titled(quarter),
        counted=in_words_of(quarter, standard, lambda each: each.met),
        out_of=in_words_of(quarter, standard, lambda each: each.applies),
        excluded=standard.excluded,
        pending=in_words_of(quarter, standard, lambda each: each.pending),
        target=aim.target,
        amber=aim.amber,
        low_is_good=aim.low_is_good,
        rated=aim.rated,
        headline=standard.headline,
        may_be_silent=_may_be_silent(standard),
        basis=standard.basis.value,
        source=standard.source,
        recommendations=standard.recommendations,
        caveats=standard.caveats,
        total=total_figure,
        below_by_chance=_by_chance(total_figure, worth_shown(shape, edition), aim),
        children=for_named_readers(edition, lambda: _children(now)),
        agencies=agencies,
        apart=apart(agencies, together, low_is_good=aim.low_is_good),
        whole=for_named_readers(edition, lambda: together),
        groups_by=standard.by.label if standard.by is not None else "",
        groups=groups,
        non_return=for_named_readers(
            edition, lambda: non_return(rolled_over, quarter, around, weighted=shape.weighted)
        ),
        families=for_named_readers(edition, lambda: families(now)) if total_figure.clustered else None,
        targets=targets_set(
            standard, past, {each.quarter: each.figure for each in over_time.history}, edition, by_shape
        ),
        successions=successions(around.returned, over_time.history),
        earlier=for_named_readers(edition, lambda: earlier_figures(standard, before, quarter, edition, known)) or (),
        briefed=briefed,
        own_history=for_named_readers(
            edition, lambda: own_history(standard, parts, before, over_time.history, edition, known)
        )
        or (),
        year=year_total(standard, past, over_time.history, quarter, edition, by_shape, said),
        **vars(over_time),
    )


def _may_be_silent(standard: Standard) -> bool:
    """Whether an answer that decides it can be "not recorded"."""
    return any(code.meaning is Meaning.NOT_RECORDED for field in standard.fields() for code in codes_of(field))


def _why_none(total: Figure, quarter: Quarter, around: ReturnHistory) -> Figure:
    """The total; where it has no cases because no return came, or none was due, with that as its verdict."""
    if total.verdict is Verdict.CONTEXT:
        return (
            replace(total, verdict=Verdict.NOT_DUE) if around.idle(quarter) and total.counts.applicable == 0 else total
        )
    if total.verdict is not Verdict.NO_CASES:
        return total
    if around.silent and not around.returned.get(quarter):
        return replace(total, verdict=Verdict.NONE_YET, unsaid_because=Unsaid.NO_RETURN)
    return replace(total, verdict=Verdict.NOT_DUE) if around.idle(quarter) else total


def _whole(now: pd.DataFrame, agencies: Sequence[Figure], shape: Shape, total: Counts) -> Whole | None:
    """What all agencies come to, where one may be held against the rest: all of them answer the same questions."""
    worth = shape.worth()
    if worth is None or not worth.known or not total.applicable or in_denominator(now)["view"].nunique() > 1:
        return None
    return whole_of(agencies, min(1.0, worth.cases / total.applicable))


def compared(
    standard: Standard,
    now: Mapping[str, Counts],
    before: Mapping[Quarter, Mapping[str, Counts]],
    quarter: Quarter,
    around: ReturnHistory = NOTHING_MORE,
    shapes: Mapping[Quarter, Shape] | None = None,
) -> Comparisons:
    """
    All that is compared of ``standard`` over time, from exact counts, for `claims.ruled`.

    ``shapes``: how the records of every quarter hang together; each is by itself in a quarter that is not among them.

    Shape: ``now`` has the counts of each agency in ``quarter``; ``before`` those of each earlier quarter.
    """
    by_agency = _rolled({**before, quarter: now}, quarter, around)
    anew = rebases_of(standard, quarter)
    rebased = Quarter.parse(anew[-1].quarter) if anew else None
    by_shape = {each: rolled_shape(theirs, quarter) for each, theirs in (shapes or {}).items()}
    if around.idle(quarter):
        return not_due(quarter, around.quarter_before(quarter))
    broken = breaks(standard, quarter, around)
    return comparisons(by_agency, quarter, broken, rebased, by_shape, before=around.quarter_before(quarter))


def _rolled(
    counted: Mapping[Quarter, Mapping[str, Counts]], quarter: Quarter, around: ReturnHistory
) -> dict[Quarter, Mapping[str, Counts]]:
    """The counts of each quarter by who stands for it now; of one that was not due, and has no folder, none."""
    every = {**{each: {} for each in around.not_due}, **counted}
    return {each: rolled(theirs, quarter) for each, theirs in sorted(every.items())}


def _groups(
    parts: Mapping[str, Counts], total: Counts, shape: Shape, aim: Aim, edition: Edition, by: Coded
) -> tuple[Figure, ...]:
    """
    The parts by the answer to ``by``, as they may be shown beside each other and their total.

    ``shape``: how the records hang together, by the same codes as ``parts``.
    """
    shown, _ = table(list(parts.values()), total, edition, by.describes_child)
    return tuple(
        figure(code, _label(code, by), part, each, aim, worth_shown(shape, edition, [code]))
        for (code, part), each in zip(parts.items(), shown, strict=True)
    )


def _by_chance(shown: Figure, worth: Worth | None, aim: Aim) -> float:
    """How likely chance calls a figure that is judged below its target, if practice stands exactly at it."""
    judged = as_shown(worth, shown.counts) if shown.verdict.judged else None
    return chance_below(int(judged.cases), aim.target, aim.low_is_good) if judged is not None else 0.0


def _label(code: str, by: Coded) -> str:
    return by.codes.label(code) if code in by.codes else code


def _children(outcomes: pd.DataFrame) -> int:
    """Distinct children in the denominator."""
    return int(in_denominator(outcomes)["child"].nunique())


def non_return(
    by_agency: Mapping[Quarter, Mapping[str, Counts]],
    quarter: Quarter,
    around: ReturnHistory,
    *,
    weighted: bool = False,
) -> NonReturn | None:
    """
    Bounds on the partnership's figure where a return is missing or was sent back; None where all are in.

    Each silent agency is taken to have as many records in the denominator as in the last quarter that was due; where
    it sent none then, there is nothing to go by and no bounds are given. Nor are they where the figure is ``weighted``
    to a list, since records that count alike would bound another figure.
    """
    if not around.silent:
        return None
    before, now = around.quarter_before(quarter), by_agency[quarter]
    then = by_agency.get(before, {})
    silent = [code for code in sorted(around.silent) if code not in now]
    known = [then[code].applicable for code in silent if code in then]
    if not silent or (len(known) == len(silent) and not sum(known)):
        return None
    names = tuple(name_of(code) for code in silent)
    whole = sum(now.values(), Counts())
    if len(known) < len(silent):
        return NonReturn(names, None, str(before), None, None)
    if not whole.applicable:
        return NonReturn(names, sum(known), str(before), None, None)
    if weighted:
        return NonReturn(names, sum(known), str(before), None, None, weighted=True)
    bounds = whatever_the_missing_said(whole.met, whole.applicable, sum(known))
    return NonReturn(names, sum(known), str(before), *bounds)


def families(outcomes: pd.DataFrame) -> Families:
    """
    Of how many children, and in how many families, the records are that count.

    A record without a family's reference is its child's.
    """
    counted = in_denominator(outcomes)
    return Families(len(counted), _children(counted), len(set(families_of(counted))))
