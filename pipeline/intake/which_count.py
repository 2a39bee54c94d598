"""
Which of a quarter's files count: each agency's newest accepted one, each return once, none that two have.

Of bodies that came one after another the newest return counts, by whose name ever it came. Those of bodies that were
there side by side, and are one agency now, count together: each has cases of its own.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pipeline.english import listed
from pipeline.partnership.bodies import find, name_of, side_by_side
from pipeline.store.register import Submission
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.copies import COUNTED_TOGETHER, DISPUTED, DUPLICATE, GAVE_WAY, TOOK_THE_PLACE
from pipeline.validate.validated import Accepted, SentBack, Tally, Validated

Whose = tuple[str, str]  # audit and agency


@dataclass(frozen=True, eq=False)
class Entry:
    """
    One file: where it lies, its place in the register, what was read, and whether its figures are counted.

    ``superseded``: another return of the same agency counts in its place; ``repeats``: the file that it is a copy of,
    where that is so. ``asked``: what its agency alone is asked of records that another agency's return does not show.
    """

    path: Path
    submission: Submission
    validated: Validated
    counts: bool = False
    superseded: bool = False
    repeats: str = ""
    asked: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether it was taken in."""
        return isinstance(self.validated, Accepted)

    @property
    def sender(self) -> str:
        """The code of the body by whose name it came; empty where that could not be told."""
        return self.validated.identity.sender if self.validated.identity else ""


def counting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """
    ``entries`` in the order of the register, each knowing whether it counts.

    A file that lies in two agencies' folders is taken in from neither until somebody says whose it is. A return that
    says what the one before it said, whether its bytes are the same or not, is a copy: the one that came first counts.
    """
    ordered = _of_one_agency(sorted(entries, key=lambda each: each.submission.number))
    copies: dict[int, Entry] = {}
    current: dict[Whose, list[int]] = defaultdict(list)  # what would count if nothing more had come
    sent: dict[Whose, list[int]] = defaultdict(list)
    for place, entry in enumerate(ordered):
        if not entry.accepted:
            continue
        before = current[_whose(entry)]
        same = next((each for each in before if _same(ordered[each], entry)), None)
        if same is not None:
            copies[place] = _copy(entry, ordered[same])
            continue
        before[:] = [*(each for each in before if _beside(ordered[each], entry)), place]
        sent[_whose(entry)].append(place)
    decided = dict(copies)
    for places in sent.values():
        decided |= dict(zip(places, _newest([ordered[place] for place in places]), strict=True))
    return tuple(decided.get(place, each) for place, each in enumerate(ordered))


def _newest(sent: Sequence[Entry]) -> list[Entry]:
    """The accepted returns of one agency, oldest first, each knowing whether it counts."""
    counted: list[Entry] = []
    for entry in reversed(sent):
        if all(_beside(each, entry) for each in counted):
            counted.append(entry)
    return [_among(entry, sent, counted) for entry in sent]


def _among(entry: Entry, sent: Sequence[Entry], counted: Sequence[Entry]) -> Entry:
    """An entry with what becomes of it among those ``sent``, and what it is told of those by another name."""
    others = [each for each in sent if each.sender != entry.sender]
    apart = [each for each in others if not _beside(each, entry)]
    if entry not in counted:
        return replace(_told(entry, GAVE_WAY, [each for each in apart if each in counted]), superseded=True)
    beside = [each for each in others if each in counted]
    return replace(_told(_told(entry, COUNTED_TOGETHER, beside), TOOK_THE_PLACE, apart), counts=True)


def _told(entry: Entry, check: Check, others: Sequence[Entry]) -> Entry:
    """An entry with a finding on whose names ``others`` were sent by; as it is where there are none."""
    names = list(dict.fromkeys(name_of(each.sender) for each in others))
    if not names:
        return entry
    findings = (*entry.validated.findings, check.at(names=listed(names)))
    return replace(entry, validated=replace(entry.validated, findings=findings))


def _beside(one: Entry, other: Entry) -> bool:
    """Whether two returns of one agency are of bodies that were there side by side, so that both count."""
    return side_by_side(one.sender, other.sender)


def contents(validated: Accepted) -> str:
    """A digest of what a return says, whatever its bytes: its answers, and what was seen where one cannot be used."""
    digest = hashlib.sha256()
    for each in validated.sheets:
        for frame in (each.rows, each.unusable, each.volumes):
            digest.update(_as_text(frame).encode("utf-8"))
    wrong = sorted((each.rule, each.place, each.saw) for each in validated.errors)
    digest.update(repr((sorted(validated.cover.items()), validated.nil, wrong)).encode("utf-8"))
    return digest.hexdigest()


def _as_text(frame: pd.DataFrame) -> str:
    # The row numbers are no part of what a return says: one blank row more does not make it another.
    return str(frame.drop(columns="row", errors="ignore").to_csv(index=False))


def _whose(entry: Entry) -> Whose:
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
    for each in entries:
        known = find(each.submission.agency_folder)
        if known and each.submission.sha256:
            identity = each.validated.identity
            # The folders of a body and of the one that took over from it are one agency's.
            folders[each.submission.sha256][identity.agency if identity else known.code] = each.submission.folder
    return [_disputed(each, folders[each.submission.sha256]) for each in entries]


def _disputed(entry: Entry, folders: Mapping[str, str]) -> Entry:
    if len(folders) < 2 or not entry.accepted:
        return entry
    finding = DISPUTED.at(folders=" and ".join(sorted(folders.values())))
    of = entry.validated
    back = SentBack(of.file_name, of.sha256, Tally(), (finding,), of.identity, at_once=of.at_once)
    return replace(entry, validated=back)
