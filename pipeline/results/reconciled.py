"""How many cases are on the returns of both sides of a comparison, and how far the two say the same of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.definition import Alike, Audit
from pipeline.disclose.editions import Edition
from pipeline.disclose.protect.ranges import is_small
from pipeline.disclose.shares import Parted, bands_of
from pipeline.partnership.bodies import name_of
from pipeline.reconcile.reconciliation import FIRST, SECOND, Reconciliation, reconciliations
from pipeline.results.reconciled_values import AlikeResult, NearResult, ReconciledResult, SideResult
from pipeline.statistics.intervals import wilson
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.validate.validated import Accepted

TOLERANCES = (0, 1, 3, 5)  # working days between two dates of one case, for which the figure is shown


def reconciled(audit: type[Audit], returns: Sequence[Accepted], edition: Edition) -> tuple[ReconciledResult, ...]:
    """
    Every comparison of ``audit`` as ``edition`` may show it; to named readers all of it.

    Others see between what the share of cases lies that are on both returns, and nothing where a small count is behind
    it, or where an agency could work out another's: see `gives_away` and `disclose.shares`.
    """
    results = []
    for each in reconciliations(audit, returns):
        whole = _result(each)
        results.append(whole if edition.named_readers else _for_others(whole, each, edition))
    return tuple(results)


def _result(each: Reconciliation) -> ReconciledResult:
    what, pairs = each.what, each.pairs()
    differ = sum(False in answers for answers in each.alike.values())
    alike = sum(True in answers for answers in each.alike.values() if False not in answers)
    of = len(pairs) + len(each.alone(FIRST)) + len(each.alone(SECOND))
    dated = all(side.date is not None for side in what.sides)
    proportion, lower, upper = _share(len(pairs), of)
    return ReconciledResult(
        id=what.id,
        title=what.title,
        units=what.units,
        first=_side(each, FIRST),
        second=_side(each, SECOND),
        one_way=what.one_way,
        within=what.within,
        both=len(pairs),
        of=of,
        proportion=proportion,
        lower=lower,
        upper=upper,
        alike=alike if what.compare else None,
        differ=differ if what.compare else None,
        by_what_else=sum(not pair.by_key for pair in pairs),
        compared=tuple(_alike(each, place) for place in range(len(what.compare))),
        near=tuple(_near(each, days) for days in sorted({*TOLERANCES, what.within})) if dated else (),
        note=what.note,
    )


def _side(each: Reconciliation, side: int) -> SideResult:
    theirs = each.sides[side]
    return SideResult(
        name=theirs.side.name,
        alone=len(each.alone(side)),
        duplicates=len(each.duplicates(side)),
        ambiguous=len(each.ambiguous(side)),
        outside=len(each.outside(side)),
        without_key=each.without_key(side),
        lacking=tuple(name_of(code) for code in theirs.lacking),
    )


def _alike(each: Reconciliation, place: int) -> AlikeResult:
    compared = each.what.compare[place]
    answers = [same for alike in each.alike.values() if (same := alike[place]) is not None]
    title = compared.title if isinstance(compared, Alike) else compared.label
    return AlikeResult(title, sum(answers), len(answers), *_share(sum(answers), len(answers)))


def _near(each: Reconciliation, days: int) -> NearResult:
    pairs = each.pairs(days)
    of = len(pairs) + len(each.alone(FIRST, days)) + len(each.alone(SECOND, days))
    as_near = sum(pair.apart is not None and pair.apart <= days for pair in pairs)
    return NearResult(days, len(pairs), of, len(pairs) / of if of >= FEWEST_FOR_RATING else None, as_near)


def _share(part: int, whole: int) -> tuple[float | None, float | None, float | None]:
    """A part of a whole with its 95% interval; nothing of fewer cases than a percentage is given of."""
    return (part / whole, *wilson(part, whole)) if whole >= FEWEST_FOR_RATING else (None, None, None)


def gives_away(each: Reconciliation, limit: int) -> bool:
    """
    Whether a small count (1 to ``limit``) is among those behind the figure, or could be had from them by subtraction.

    How many records of a side apply may stand elsewhere on the page. From it and the pairs a reader has those of that
    side without a partner, and from these the ones that are not told; so all of these must be none, or many.
    """
    counts = [len(each.pairs())]
    for side in (FIRST, SECOND):
        applies = each.sides[side].applies
        name = "first" if side == FIRST else "second"
        paired = sum(bool(applies[getattr(pair, name)]) for pair in each.pairs())
        alone = len(each.alone(side))
        counts += [paired, len(each.pairs()) - paired, alone, int(applies.sum()) - paired, int(applies.sum())]
        counts.append(int(applies.sum()) - paired - alone)
    return any(is_small(count, limit) for count in counts)


def _for_others(whole: ReconciledResult, each: Reconciliation, edition: Edition) -> ReconciledResult:
    """A result as those may see it who are not known by name: a band of the share, or only whether there is any."""
    first, second = (SideResult(side.name, None, None, None, None, None, side.lacking) for side in whole.sides)
    shown = replace(
        whole,
        first=first,
        second=second,
        both=None,
        proportion=None,
        lower=None,
        upper=None,
        alike=None,
        differ=None,
        by_what_else=None,
        compared=(),
        near=(),
    )
    if not whole.of:
        return replace(shown, both=0)
    bands = None
    if not gives_away(each, edition.hide):
        returns = {place.sha256 for side in each.sides for place in side.places}
        bands = bands_of(_parted(each, returns), edition, [_parted(each, {one}) for one in sorted(returns)])
    return replace(shown, of=None, band=bands[0] if bands else None)


def _parted(each: Reconciliation, returns: Collection[str]) -> Parted:
    """What is on both returns and what on one alone, of the records of ``returns``, by their SHA-256."""
    of_them = [[place.sha256 in returns for place in side.places] for side in each.sides]
    both = sum(of_them[FIRST][pair.first] or of_them[SECOND][pair.second] for pair in each.pairs())
    alone = [sum(of_them[side][place] for place in each.alone(side)) for side in (FIRST, SECOND)]
    return Parted((both, *alone), both + sum(alone))
