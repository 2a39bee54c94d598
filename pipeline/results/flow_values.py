"""The values of a flow: its stages, their bands, the steps between them, and where each end came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """The records that were given one of a stage's answers."""

    label: str
    count: int


@dataclass(frozen=True)
class Stage:
    """One stage of a flow, whose bands add up to all records. ``clause``: who did what: "the referrer had stated"."""

    title: str
    clause: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Origin:
    """An end, and how many of its records were at a high level at each stage before; ``told``: the finding says so."""

    end: str
    cases: int
    high: tuple[int, ...]
    told: bool


@dataclass(frozen=True)
class FlowResult:
    """
    What became of records, stage by stage, each record in one band of every stage.

    ``links``: for each two stages that follow each other, a row for each band of the first and in it a count for each
    of the second. ``high``: what a high level is called. ``unit``: what one record is.
    """

    id: str
    title: str
    unit: str
    cases: int
    stages: tuple[Stage, ...]
    links: tuple[tuple[tuple[int, ...], ...], ...]
    high: str
    origins: tuple[Origin, ...]
    note: str
