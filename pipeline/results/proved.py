"""What the released editions print of a quarter, attacked before anything is made of it (`disclose.refined`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.disclose.editions import BOARD, PUBLIC
from pipeline.disclose.facts import Cells, Fact
from pipeline.disclose.given_up_before import given_up_before, keep_given_up
from pipeline.disclose.protect.said import GivenUp, SaidLines
from pipeline.disclose.refined import Proposal, refined
from pipeline.disclose.released_before import ReleasedBefore, cells_as_text, fact_as_text
from pipeline.errors import PipelineError
from pipeline.results.cells import cells_of_audit, together
from pipeline.results.claims import Ruled
from pipeline.results.counted import CountedAudit, CountedQuarter
from pipeline.results.facts import facts_of, facts_of_standard
from pipeline.results.model import QuarterResult
from pipeline.results.shown_in import protection_of, shown_in
from pipeline.results.standards import standard_result
from pipeline.store.code_digest import digest
from pipeline.store.workspace import Workspace, digest_of

_DECIDE, _LIBRARIES = ("disclose",), ("scipy",)  # the code by which it is attacked


@dataclass(frozen=True)
class ProvedQuarter:
    """
    What each released edition prints of every line, by audit and edition, and the counts that are printed.

    ``facts``: by edition, all that was attacked.
    """

    printed: Mapping[str, Mapping[str, SaidLines]]
    cells: Cells
    facts: Mapping[str, frozenset[Fact]]

    def refuse_if_more(self, result: QuarterResult) -> None:
        """Raises: PipelineError -- if a released edition prints a figure that was not attacked."""
        if result.edition not in self.facts:
            return
        attacked, of_people = self.facts[result.edition], {standard for standard, _, _ in self.cells.counts}
        without_verdicts = {_unjudged(fact) for fact in attacked}
        printed = [_plain(fact) for fact in facts_of(result) if fact.line.standard in of_people and fact.says]
        more = [
            fact.line.id
            for fact in printed
            if fact not in attacked and (fact.verdict or _unjudged(fact) not in without_verdicts)
        ]
        if more:
            raise PipelineError(
                f"The {result.edition} edition would print figures that were not attacked: {', '.join(more)}. Nothing "
                "was made. Keep data/ as it is and report this mistake of ours."
            )


@dataclass(frozen=True)
class _Proposal(Proposal):
    """What each edition prints of every line of an audit."""

    printed: Mapping[str, SaidLines]


def proved_quarter(counted: CountedQuarter, workspace: Workspace | None = None) -> ProvedQuarter:
    """
    What may be printed of a ``counted`` quarter, given everything that was released before.

    ``workspace``: where it is kept what an attack found, so that the same is not attacked again.
    Raises: PipelineError -- naming each count that is given away still, when all was tried.
    """
    proved = {each.audit.code: _audit(each, counted, ruled, workspace) for each, ruled in _ruled(counted)}
    return ProvedQuarter(
        {code: own.printed for code, own in proved.items()},
        together([own.cells for own in proved.values()]),
        {
            edition.name: frozenset(fact for own in proved.values() for fact in own.facts[edition.name])
            for edition in (BOARD, PUBLIC)
        },
    )


def prove_ahead(counted: CountedQuarter, workspace: Workspace, codes: Collection[str]) -> None:
    """
    Attack the audits of these ``codes``, and keep what was found, so that `proved_quarter` need not attack them again.

    Raises: PipelineError -- as `proved_quarter`.
    """
    for each, ruled in _ruled(counted):
        if each.audit.code in codes:
            _audit(each, counted, ruled, workspace)


def _ruled(counted: CountedQuarter) -> Iterator[tuple[CountedAudit, list[Ruled]]]:
    """Each audit with what is claimed of its standards."""
    rulings = iter(counted.rulings)
    for each in counted.audits:
        yield each, [next(rulings) for _ in each.standards]


def _audit(
    counted: CountedAudit, quarter: CountedQuarter, rulings: Sequence[Ruled], workspace: Workspace | None
) -> _Proposal:
    propose = partial(_proposal, counted, quarter, rulings)
    first, whose = propose(GivenUp()), (quarter.intake.quarter, counted.audit.code)
    standards = {standard for standard, _, _ in first.cells.counts}
    before = [_of_standards(each, standards) for each in quarter.released]
    attacked = _digest([first, *before])
    known = given_up_before(workspace, *whose, attacked) if workspace is not None else None
    if known is not None:
        return propose(known) if known.counts or known.everything else first
    proposal, given_up = refined(propose, before, first)
    if workspace is not None:
        keep_given_up(workspace, *whose, attacked, given_up)
    return proposal


def _proposal(counted: CountedAudit, quarter: CountedQuarter, rulings: Sequence[Ruled], given_up: GivenUp) -> _Proposal:
    """What would be printed of an audit without what is given up."""
    now = quarter.intake.quarter
    printed = protection_of(counted, now, quarter.released, given_up)
    facts: dict[str, list[Fact]] = {edition.name: [] for edition in (BOARD, PUBLIC)}
    for edition in (BOARD, PUBLIC):
        shown_by = shown_in(counted, edition)
        for own, rule in zip(counted.standards, rulings, strict=True):
            if counted.audit.of_people(own.standard):
                result = standard_result(
                    own.standard,
                    own.outcomes,
                    own.before,
                    now,
                    shown_by[own.standard.id],
                    own.around,
                    (own.compared, rule),
                    shapes=own.shapes,
                    lists=counted.lists,
                    printed=printed,
                )
                told = facts_of_standard(counted.audit.code, result, str(now), edition.round_to)
                facts[edition.name] += map(_plain, told)
    return _Proposal(facts, cells_of_audit(counted, quarter, printed[BOARD.name]), printed)


def _plain(fact: Fact) -> Fact:
    """A fact without what tells nothing of its counts."""
    return replace(fact, version="")


def _unjudged(fact: Fact) -> Fact:
    """A fact without its verdict, as an audit prints it whose cases are read one by one."""
    return replace(fact, version="", verdict="", target=None, low_is_good=False, per_case=1.0)


def _of_standards(released: ReleasedBefore, standards: Collection[str]) -> ReleasedBefore:
    """A release as far as it is of some standards."""
    cells = released.cells
    return replace(
        released,
        facts=[fact for fact in released.facts if fact.line.standard in standards],
        cells=Cells(
            {key: counts for key, counts in cells.counts.items() if key[0] in standards},
            {when: tuple(pair for pair in each if {*pair} <= {*standards}) for when, each in cells.within.items()},
            {when: tuple(pair for pair in each if {*pair} <= {*standards}) for when, each in cells.apart.items()},
        ),
    )


def _digest(attacked: Iterable[_Proposal | ReleasedBefore]) -> str:
    """A digest of all facts that are attacked, and of the counts behind them."""
    texts = []
    for each in attacked:
        facts = each.facts
        told = [fact for name in sorted(facts) for fact in facts[name]] if isinstance(facts, Mapping) else facts
        texts += [cells_as_text(each.cells), *map(fact_as_text, told)]
    return digest_of("\n".join([digest(_DECIDE, _LIBRARIES), *texts]))
