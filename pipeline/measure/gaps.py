"""Whether a blank is a gap: an answer is missing only where the question was to be asked of the record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.definition import Field, fields_of
from pipeline.definition.frame import rails
from pipeline.definition.records import Array, Records


def excused(fields: Sequence[Field], records: Records) -> Array:
    """
    Where every one of ``fields`` that is empty was not to be answered, and at least one is.

    Shape: one boolean per record.
    """
    blank = np.zeros(len(records), dtype=bool)
    allowed = ~blank
    for field in fields:
        empty = rails(field.is_blank(), records)
        blank |= empty.true
        allowed &= empty.false | (empty.true & _not_due(field, records))
    return blank & allowed


def _not_due(field: Field, records: Records) -> Array:
    """
    Where a question's own conditions say that it is not to be answered, by what was answered before it.

    It comes to an end: no audit's conditions go in a circle.
    """
    nowhere = np.zeros(len(records), dtype=bool)
    conditions = [each for each in (field.required_when, field.expected_when) if each is not None]
    conditions = conditions or [each for each in (field.only_when,) if each is not None]
    if field.required or not conditions:
        return nowhere
    due = ~nowhere
    for condition in conditions:
        asked = rails(condition, records)
        # Not to be asked either where what it hangs on was itself rightly left empty.
        due &= asked.false | (asked.unknown & excused(fields_of(condition), records))
    return due
