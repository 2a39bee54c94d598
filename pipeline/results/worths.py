"""What the records behind a figure are worth as evidence in an edition, and whether it may say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import ceil

from pipeline.disclose.editions import Edition
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
    number of them makes it. Nor do these say anything of a figure that is weighted to a list, since with its counts it
    would tell what each part of the list came to.
    """
    worth = pooled_worth(shapes, agencies)
    if worth is None or edition.named_readers or not worth.known:
        return worth
    if any(each.weighted for each in shapes):
        return replace(worth, cases=0.0)
    if not worth.clustered:
        return worth
    records = sum(each.counted(agencies)[1] for each in shapes)
    return replace(worth, per_case=in_round_numbers(records / worth.cases))


def in_round_numbers(per_case: float) -> float:
    """How many records one case takes, as it may be told where nobody may tell how many families there are."""
    return ceil(per_case * _ROUND - _TINY) / _ROUND
