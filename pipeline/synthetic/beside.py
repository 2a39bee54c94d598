"""The rows of a further sheet of records, drawn for the records of the main sheet that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.definition import Field, Form
from pipeline.definition.frame import Array
from pipeline.synthetic.draft import Draft, where_true
from pipeline.synthetic.draws import Beside
from pipeline.synthetic.families import drawn


def rows_beside(known: Draft, form: Form, how: Beside, rng: np.random.Generator) -> Draft:
    """
    The rows that ``form``, a further sheet, has for the records ``known`` of its main sheet.

    Each row holds what is known of its record, so that what it says may follow from that; of records that share a link
    the first is their record.
    """
    places, codes = [], []
    for record in _of_one_link(known, form.link, how):
        for code in _rows(how, rng):
            places.append(record)
            codes.append(code)
    rows = known.chosen(np.array(places, dtype=int))
    if how.each is not None:
        rows.columns[how.each.name] = np.array(codes, dtype=object)
    return rows


def _of_one_link(known: Draft, link: Sequence[Field], how: Beside) -> list[int]:
    """The places of the records that have rows: the first of each link, in order."""
    having = where_true(how.where, known, otherwise=True)
    again = np.zeros(len(known), dtype=bool)
    if link:
        linked = pd.DataFrame({each.name: pd.Series(known.columns[each.name]) for each in link})
        again = (linked.duplicated() & linked.notna().all(axis="columns")).to_numpy()
    return [int(place) for place in np.flatnonzero(having & ~again)]


def _rows(how: Beside, rng: np.random.Generator) -> list[str]:
    """A code for each row of one record; words without meaning where no question has a row for each of its codes."""
    if how.each is None:
        return [""] * drawn(how.rows, rng)
    codes = how.each.codes.values()
    there: Array = rng.random(len(codes)) < np.array(
        [how.chances.get(code, 0.0 if how.chances else 1.0) for code in codes]
    )
    return [code for code, yes in zip(codes, there, strict=True) if yes]
