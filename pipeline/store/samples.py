"""The account of each audit sample that was drawn: from how long a list, how, and which reference is in which part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.errors import PipelineError, UsageError
from pipeline.measure.shapes import ListPart
from pipeline.store.codec import built, parsed
from pipeline.store.workspace import Workspace, digest_of, write_atomically

_DIGEST = "sha256"  # of everything else in the file, so that an altered account shows
_DAMAGED = (
    "The account of a sample is damaged: {path}. Restore it from a backup; or delete it and draw the sample again from "
    "the same list, with the size, seed and other options that its workbook names."
)


class Method(StrEnum):
    """How the cases of a list were chosen."""

    CENSUS = "every case of the list"
    RANDOM = "at random"
    STRATIFIED = "at random within groups"


@dataclass(frozen=True)
class Stratum:
    """One part of a list: how many cases it has, the references drawn from it, and those of the reserve in order."""

    name: str
    listed: int
    drawn: tuple[str, ...]
    reserve: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """
    A sample as drawn. ``list_sha256``: of the list's file, of which nothing else is kept but its parts' names.

    ``over``: the parts that were drawn more often, as asked for.
    """

    audit: str
    quarter: str
    list_sha256: str
    size: int
    seed: int
    over: tuple[str, ...]
    strata: tuple[Stratum, ...]

    @property
    def listed(self) -> int:
        """Cases on the list."""
        return sum(each.listed for each in self.strata)

    @property
    def drawn(self) -> tuple[str, ...]:
        """Every reference drawn, without the reserve."""
        return tuple(each for stratum in self.strata for each in stratum.drawn)

    @property
    def references(self) -> tuple[str, ...]:
        """Every reference given out, the reserve's too."""
        return tuple(each for stratum in self.strata for each in (*stratum.drawn, *stratum.reserve))

    @property
    def uneven(self) -> bool:
        """Whether some parts were drawn more often than others."""
        return len({Fraction(len(each.drawn), each.listed) for each in self.strata}) > 1

    @property
    def method(self) -> Method:
        """How it was drawn."""
        if len(self.drawn) == self.listed:
            return Method.CENSUS
        return Method.STRATIFIED if len(self.strata) > 1 else Method.RANDOM


@dataclass(frozen=True)
class StoredSample:
    """A sample's account as it lies in the workspace. ``name``: of its file; ``sha256``: of the file's bytes."""

    name: str
    sha256: str
    data: bytes
    sample: Sample


def name_of(sample: Sample) -> str:
    """The file of a sample's account: there is one for each list of an audit."""
    return f"{sample.audit}-{sample.list_sha256[:8]}.json"


def samples(workspace: Workspace, quarter: Quarter) -> tuple[StoredSample, ...]:
    """
    The samples of a quarter, in the order of their names.

    Raises: PipelineError -- if an account was altered, or two samples of an audit have given out the same reference.
    """
    # A hidden file was left there by a file server or a Mac, and is no account.
    paths = sorted((workspace.samples / quarter.folder).glob("[!.]*.json"))
    accounts = tuple(_kept(path, quarter) for path in paths)
    seen: dict[tuple[str, str], str] = {}
    for kept in accounts:
        for reference in kept.sample.references:
            other = seen.setdefault((kept.sample.audit, reference), kept.name)
            if other != kept.name:
                folder = workspace.samples / quarter.folder
                raise PipelineError(
                    f"{folder}: the samples {other} and {kept.name} have given out the same references, so nobody can "
                    "say which list a record is from. Delete the one that was not sent out."
                )
    return accounts


def keep(workspace: Workspace, sample: Sample) -> Path:
    """
    Keep a sample's account, in a workspace that the caller holds (`locked`); gives where.

    Raises: UsageError -- if the list was drawn from otherwise before, or its references are given out already.
    """
    quarter = Quarter.parse(sample.quarter)
    path = workspace.samples / quarter.folder / name_of(sample)
    for other in samples(workspace, quarter):
        if other.name == path.name and other.sample != sample:
            raise UsageError(
                f"A sample was drawn from this list before, otherwise: {path}. The same options draw the same one "
                "again; if that one was never sent out, delete its account first."
            )
        again = set(other.sample.references) & set(sample.references)
        if other.name != path.name and other.sample.audit == sample.audit and again:
            raise UsageError(
                f"{len(again)} of its references are given out already, by the sample {other.name}. Begin with a later "
                "number (--first), or leave those cases off the list."
            )
    return write_atomically(path, text_of(sample))


def text_of(sample: Sample) -> str:
    """A sample's account as it is written down."""
    parts = asdict(sample)
    return json.dumps({**parts, _DIGEST: _digest(parts)}, indent=1, ensure_ascii=False) + "\n"


def account(data: bytes) -> Sample | None:
    """The sample whose account is in ``data``; None where it is damaged, or no account."""
    try:
        parts = parsed(data)
        sample: Sample = built(Sample, parts)
        return sample if parts.pop(_DIGEST) == _digest(parts) else None
    except (ValueError, TypeError, KeyError):
        return None


def _kept(path: Path, quarter: Quarter) -> StoredSample:
    data = path.read_bytes()
    sample = account(data)
    if sample is None or (sample.quarter, name_of(sample)) != (str(quarter), path.name):
        raise PipelineError(_DAMAGED.format(path=path))
    return StoredSample(path.name, digest_of(data), data, sample)


def _digest(parts: Mapping[str, Any]) -> str:
    return digest_of(json.dumps(parts, sort_keys=True))


def listed_in(kept: Sequence[StoredSample], audit: str) -> tuple[Sample, ...]:
    """The samples of one audit."""
    return tuple(each.sample for each in kept if each.sample.audit == audit)


def parts_of(sample: Sample) -> tuple[ListPart, ...]:
    """The parts of the list that it was drawn from, with every reference given out for each."""
    return tuple(
        ListPart(each.listed, len(each.drawn), frozenset((*each.drawn, *each.reserve))) for each in sample.strata
    )


def lists_of(kept: Sequence[StoredSample], audit: str) -> tuple[tuple[ListPart, ...], ...]:
    """The parts of each list that cases of one audit were drawn from."""
    return tuple(parts_of(each) for each in listed_in(kept, audit))
