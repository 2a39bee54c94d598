"""Rows of a further sheet that belong to no record of the main one: queried, and never joined by a guess."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
import pandas as pd

from pipeline.definition import Field
from pipeline.definition.frame import Array, Records
from pipeline.definition.words import quoted
from pipeline.english import listed
from pipeline.validate.catalogue.records import NO_SUCH_RECORD
from pipeline.validate.ledger import Ledger


def links(rows: pd.DataFrame, link: Sequence[Field]) -> list[tuple[object, ...]]:
    """What joins each record to those of another sheet; blank answers are None. Shape: ``rows`` as in `Accepted`."""
    answers = rows[[each.name for each in link]].astype(object)
    return [tuple(row) for row in answers.where(answers.notna(), None).to_numpy()]


def query_orphans(ledger: Ledger, records: Records, main: Set[tuple[object, ...]]) -> None:
    """
    Query each of the ``records`` of a further sheet whose link is on no record that is counted of the ``main`` sheet.

    Where an answer of the link cannot be used, that alone is told.
    """
    form = ledger.form
    view = form.view.beside
    if not form.link or view is None:
        return
    theirs = links(records.rows, form.link)
    orphaned: Array = np.array([None in each or each not in main for each in theirs], dtype=bool)
    for each in form.link:
        if records.unusable is not None and each.name in records.unusable.columns:
            orphaned &= ~records.unusable[each.name].to_numpy()
    wording = NO_SUCH_RECORD.worded(sheet=view.sheet, link=listed([quoted(each) for each in form.link]))
    ledger.mark(wording, form.link[0], orphaned, records.rows["row"].tolist())
