"""How the cases of a sample are named: the references that a list gives out, and how one is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition.kinds import Text


@dataclass(frozen=True, eq=False)
class References:
    """
    How the cases of a sample are named: the question that holds a case's reference, and how one is written.

    ``form`` takes year, quarter, code and number. ``on_lists``: a list may name its cases by them already.
    """

    field: Text
    form: str = "AUD{year:02d}Q{quarter}-{code}-{number:03d}"
    on_lists: bool = False

    def issued(self, code: str, quarter: Quarter, number: int) -> str:
        """The reference of a quarter's case."""
        return self.form.format(year=quarter.year % 100, quarter=quarter.number, code=code, number=number)

    def are(self, names: Iterable[str]) -> bool:
        """Whether all of ``names`` are such references already, so that none need be issued."""
        return self.on_lists and all(re.fullmatch(self.field.pattern or "", each) for each in names)
