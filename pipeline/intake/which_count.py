"""Which of a quarter's files count: each agency's newest accepted one, each return once, none that two have."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pipeline.partnership.bodies import find
from pipeline.store.register import Submission
from pipeline.validate.catalogue.copies import DISPUTED, DUPLICATE
from pipeline.validate.validated import Accepted, SentBack, Tally, Validated


@dataclass(frozen=True, eq=False)
class Entry:
    """
    One file: where it lies, its place in the register, what was read, and whether its figures are counted.

    ``superseded``: another return of the same agency counts in its place; ``repeats``: the file that it is a copy of,
    where that is so.
    """

    path: Path
    submission: Submission
    validated: Validated
    counts: bool = False
    superseded: bool = False
    repeats: str = ""

    @property
    def accepted(self) -> bool:
        """Whether it was taken in."""
        return isinstance(self.validated, Accepted)


def counting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """
    ``entries`` in the order of the register, each knowing whether it counts.

    A file that lies in two agencies' folders is taken in from neither until somebody says whose it is. A return that
    says what the one before it said, whether its bytes are the same or not, is a copy: the one that came first counts.
    """
    ordered = _of_one_agency(sorted(entries, key=lambda each: each.submission.number))
    current: dict[tuple[str, str], int] = {}
    copies: dict[int, Entry] = {}
    for place, entry in enumerate(ordered):
        if not entry.accepted:
            continue
        before = current.get(_whose(entry))
        if before is not None and _same(ordered[before], entry):
            copies[place] = _copy(entry, ordered[before])
        else:
            current[_whose(entry)] = place
    counted = set(current.values())
    return tuple(
        copies.get(place) or replace(each, counts=place in counted, superseded=each.accepted and place not in counted)
        for place, each in enumerate(ordered)
    )


def contents(validated: Accepted) -> str:
    """A digest of what a return says, whatever its bytes: its answers, and what was seen where one cannot be used."""
    digest = hashlib.sha256()
    for frame in (validated.rows, validated.unusable, validated.volumes):
        digest.update(_as_text(frame).encode("utf-8"))
    wrong = sorted((each.rule, each.place, each.saw) for each in validated.errors)
    digest.update(repr((sorted(validated.cover.items()), validated.nil, wrong)).encode("utf-8"))
    return digest.hexdigest()


def _as_text(frame: pd.DataFrame) -> str:
    # The row numbers are no part of what a return says: one blank row more does not make it another.
    return str(frame.drop(columns="row", errors="ignore").to_csv(index=False))


def _whose(entry: Entry) -> tuple[str, str]:
    identity = entry.validated.identity
    return (identity.form.audit.code, identity.agency) if identity else ("", entry.submission.folder)


def _same(one: Entry, other: Entry) -> bool:
    if one.submission.sha256 == other.submission.sha256:
        return True
    first, second = one.validated, other.validated
    return isinstance(first, Accepted) and isinstance(second, Accepted) and contents(first) == contents(second)


def _copy(entry: Entry, of: Entry) -> Entry:
    name = of.submission.file_name
    alike = "the same file" if entry.submission.sha256 == of.submission.sha256 else "the same answers in every cell"
    note = DUPLICATE.at(name=name, alike=alike)
    validated = replace(entry.validated, findings=(*entry.validated.findings, note))
    return replace(entry, validated=validated, superseded=True, repeats=name)


def _of_one_agency(entries: Sequence[Entry]) -> list[Entry]:
    """The same entries, but sent back where the very same file lies in several agencies' folders."""
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for each in (entry.submission for entry in entries):
        known = find(each.agency_folder)
        if known and each.sha256:
            folders[each.sha256][known.code] = each.folder
    return [_disputed(each, folders[each.submission.sha256]) for each in entries]


def _disputed(entry: Entry, folders: Mapping[str, str]) -> Entry:
    if len(folders) < 2 or not entry.accepted:
        return entry
    finding = DISPUTED.at(folders=" and ".join(sorted(folders.values())))
    of = entry.validated
    return replace(entry, validated=SentBack(of.file_name, of.sha256, Tally(), (finding,), of.identity))
