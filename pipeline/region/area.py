"""One area of a region: its quarter run in its own workspace, and what its board edition says kept for the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.definition.fingerprint import counting_in
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC
from pipeline.disclose.editions import edition as edition_named
from pipeline.disclose.facts import ALL, Fact, How, Line
from pipeline.disclose.proof.printed import Release
from pipeline.disclose.proof.totals import ranges_of_all
from pipeline.intake.alarm import Noted
from pipeline.measure.counts import Counts
from pipeline.partnership.here import here, used
from pipeline.region.standing import in_words, keep, signed_by, wanted
from pipeline.region.told import AreaAudit, AreaStandard, AreaTold, Behind
from pipeline.results.facts import facts_of_standard
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.year import returns_in
from pipeline.run.quarter import RunRequest, RunResult, editions_run
from pipeline.store.partnerships import partnership_of
from pipeline.store.workspace import A_WHILE, Workspace


def area_run(root: str, quarter: str, editions: Sequence[str], again: bool, figures_only: bool) -> dict[str, Any]:
    """
    Run a quarter of the workspace at ``root`` for a region; gives what there is to say of it, in plain words.

    ``editions``: the names of those whose pages are made; the partnership's usual one, where there are none. The
    figures of the board's edition are made in any case. What another process finished is not done again.
    Raises: as `run.quarter.editions_run`; WrongPartnership -- if the files of the area's partnership cannot be used.
    """
    workspace, asked = Workspace(Path(root)), Quarter.parse(quarter)
    with used(partnership_of(workspace)):
        asked_for = [edition_named(each) for each in wanted(editions)]
        beside = () if BOARD in asked_for else (BOARD,)
        request = RunRequest(
            asked,
            asked_for[0],
            workers=1,
            figures_only=figures_only,
            again=again,
            alarm=Noted(workspace),
            wait=A_WHILE,  # whoever was killed while doing this very task holds it no longer in a moment
        )
        ran = editions_run(workspace, request, asked_for, figures_of=beside)
        board = next(each for each in ran if each.result.edition == BOARD.name)
        keep(workspace, asked, told_of(workspace, board))
    return in_words(ran[0].told, [odd for each in ran for odd in each.odd])


def told_of(workspace: Workspace, board: RunResult) -> AreaTold:
    """What an area gives the region of the quarter that was run, from its board edition."""
    quarter, asked = board.intake.quarter, audits.of(board.intake.quarter)
    ranges = _ranges(board)
    due = returns_in(board.result.returns)
    return AreaTold(
        area=here().area,
        name=here().name,
        quarter=str(quarter),
        synthetic=board.result.synthetic,
        bodies=tuple(sorted({each.name for each in here().agencies if each.in_force(quarter.end)})),
        due=sum(each.due for each in due),
        counted=sum(each.counts for each in board.intake.entries),
        results=board.sha256,
        approved_by=signed_by(workspace, quarter),
        audits=tuple(
            AreaAudit(each.code, each.title, each.row, tuple(_standards(each, asked[each.code], board, ranges)))
            for each in board.result.audits
            if each.due or any(one.total.counts.applicable for one in each.standards)
        ),
    )


def _standards(
    result: AuditResult, audit: type[Audit], board: RunResult, ranges: dict[str, tuple[int, int]]
) -> Iterator[AreaStandard]:
    defined = {each.id: each for each in audit.standards}
    for each in result.standards:
        fact = _fact(result.code, each, board)
        counts = _counts(board, fact)
        least, most = ranges.get(each.id, (counts.not_met, counts.not_met))
        yield AreaStandard(
            id=each.id,
            title=each.title,
            headline=each.headline,
            low_is_good=each.low_is_good,
            rated=each.rated,
            how=fact.how,
            met=fact.met,
            of=fact.of,
            band=fact.band,
            verdict=fact.verdict,
            target=each.target,
            per_case=fact.per_case,
            counted_by=counting_in(board.intake.quarter, defined[each.id]),
            behind=Behind(counts.not_met, counts.applicable, least, most),
        )


def _fact(audit: str, standard: StandardResult, board: RunResult) -> Fact:
    """What the board's edition prints of all returns of the quarter together."""
    quarter = board.result.quarter
    whole = Line(standard.id, ALL, (quarter,))
    facts = facts_of_standard(audit, standard, quarter, EDITIONS[board.result.edition].round_to)
    return next(fact for fact in facts if fact.line == whole)


def _counts(board: RunResult, fact: Fact) -> Counts:
    """The counts behind a fact; of what is no count of people they are printed."""
    assert board.proved is not None
    standard, (quarter,) = fact.line.standard, fact.line.quarters
    of_people = board.proved.cells.counts
    theirs = [each for (of, _, when), each in of_people.items() if of == standard and when == quarter]
    if not theirs and fact.of is not None and fact.met is not None:
        return Counts(met=fact.met, not_met=fact.of - fact.met)
    return sum(theirs, Counts())


def _ranges(board: RunResult) -> dict[str, tuple[int, int]]:
    """Of each standard of which the board's edition says a band alone: what its readers can tell of all together."""
    assert board.proved is not None
    quarter, proved = board.result.quarter, board.proved
    both = (BOARD, PUBLIC)
    facts = [fact for edition in both for fact in proved.facts[edition.name]]
    bands = {fact.line.standard for fact in facts if _says_a_band(fact, quarter)}
    before = [Release(each.facts, each.cells) for each in board.released if each.edition in {one.name for one in both}]
    return dict(ranges_of_all([*before, Release(facts, proved.cells)], BOARD.hide, quarter, sorted(bands)))


def _says_a_band(fact: Fact, quarter: str) -> bool:
    return fact.how is How.BAND and fact.line.agency == ALL and fact.line.quarters == (quarter,)
