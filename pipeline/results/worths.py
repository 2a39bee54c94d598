"""What the records behind a figure are worth as evidence in an edition, and whether it may say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import ceil

from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import small, table
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape, Worth, pooled_worth

_ROUND = 4  # where nobody may tell how many families there are, it goes by quarters of a record
_TINY = 1e-9  # of adding fractions up


def worth_shown(shape: Shape, edition: Edition, agencies: Collection[str] | None = None) -> Worth | None:
    """What the records of ``agencies`` (of all, where None) are worth for a figure of ``edition``; None without any."""
    return together_shown([shape], edition, agencies)


def together_shown(shapes: Sequence[Shape], edition: Edition, agencies: Collection[str] | None = None) -> Worth | None:
    """
    The same of several quarters taken together.

    How many children and families they are of is for named readers: in other editions an interval is as wide as a round
    number of them makes it. Where an edition may not show what each part of a list came to, nothing is said of a figure
    that is weighted by them; of an agency's it may not unless all records are that agency's.
    """
    worth = pooled_worth(shapes, agencies)
    if worth is None or edition.named_readers or not worth.known:
        return worth
    weighted = [each for each in shapes if each.weighted]
    if not all(_whole(each, agencies) and weights_told(each, edition) for each in weighted):
        return replace(worth, cases=0.0)
    if not worth.clustered:
        return worth
    records = sum(each.counted(agencies)[1] for each in shapes)
    return replace(worth, per_case=in_round_numbers(records / worth.cases))


def in_round_numbers(per_case: float) -> float:
    """How many records one case takes, as it may be told where nobody may tell how many families there are."""
    return ceil(per_case * _ROUND - _TINY) / _ROUND


def _whole(shape: Shape, agencies: Collection[str] | None) -> bool:
    return agencies is None or set(agencies) >= shape.agencies


def weights_told(shape: Shape, edition: Edition) -> bool:
    """Whether ``edition`` may show a figure that is weighted to a list, see `rests_on_what_is_shown`."""
    drawn = [each for each in shape.strata if each.listed is not None]
    parts = [Counts(met=met, not_met=records - met) for met, records in (each.counted() for each in drawn)]
    others = sum(each.counted()[1] for each in shape.strata if each.listed is None)
    return rests_on_what_is_shown(parts, sum(each.back or 0 for each in drawn), others, edition)


def rests_on_what_is_shown(parts: Sequence[Counts], cases: int, others: int, edition: Edition) -> bool:
    """
    Whether a figure for a list rests on no more than ``edition`` shows; to named readers everything is.

    It does where every one of ``cases`` that came back is one record that counts, no ``others`` are counted with them,
    and the counts of each of the list's ``parts`` could be shown too.
    """
    if edition.named_readers:
        return True
    whole = sum(parts, Counts())
    if others or edition.round_to > 1 or whole.applicable != cases or small(cases, edition.hide):
        return False
    lines, together = table(parts, whole, edition)
    return not any(each.hidden or each.applicable is None for each in (*lines, together))
