"""The values of what is behind a figure in one quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.calendar.quarter import Quarter
from pipeline.measure.counts import Counts

SET_ASIDE = "set aside"
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class TracedReturn:
    """
    A return that a figure was counted from. ``template``: the version of the form; ``sheet``: the one with its records.

    ``gone``: whether its bytes are kept no longer, so that only what was counted can be said of it.
    """

    agency: str
    file_name: str
    sha256: str
    sheet: str
    template: str
    gone: bool = False


@dataclass(frozen=True)
class TracedRecord:
    """
    A record by its place, and what became of it; never a value of it.

    ``row``: as Excel counts. ``cells``: those that decided. ``why``: of one that is set aside, and counts nowhere.
    """

    file_name: str
    sha256: str
    sheet: str
    row: int
    outcome: str
    not_recorded: bool = False
    cells: tuple[str, ...] = ()
    why: str = ""

    @property
    def spoken(self) -> str:
        """What became of it, as a line says it."""
        return NOT_RECORDED if self.not_recorded else self.outcome


@dataclass(frozen=True)
class Traced:
    """
    What is behind a figure in ``quarter``.

    ``defined``: what it counts, in words, by what each says ("met where"). ``version``: twelve characters of the digest
    of its definition. ``reading``: by which other version, where it is the other reading of a dual run. ``counted``: of
    a standard its counts, and ``by_agency`` each agency's; of another measure ``told``, in words. ``groups``: the codes
    of the answers that it has lines of its own for.
    """

    quarter: Quarter
    id: str
    title: str
    defined: Mapping[str, str]
    version: str
    returns: tuple[TracedReturn, ...]
    records: tuple[TracedRecord, ...]
    set_aside: tuple[TracedRecord, ...]
    reading: str = ""
    counted: Counts | None = None
    by_agency: Mapping[str, Counts] = field(default_factory=dict)
    told: str = ""
    groups: tuple[str, ...] = ()
