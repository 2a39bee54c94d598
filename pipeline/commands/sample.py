"""``sample``: an audit sample drawn from an agency's or the board's list, and kept for the report to weight by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.audit_codes import audit_codes
from pipeline.commands.sample_book import book
from pipeline.commands.sample_frame import Frame
from pipeline.commands.sample_frame import frame as frame_of
from pipeline.definition import Audit
from pipeline.errors import UsageError
from pipeline.statistics.sampling import draw
from pipeline.store.samples import Sample, Stratum, keep, samples
from pipeline.store.workspace import A_WHILE, Workspace, locked, write_atomically
from pipeline.store.writable import refuse_if_not_writable

RESERVE, FEWEST_IN_RESERVE = 0.2, 2  # of each stratum's sample, in the order in which they are to be taken


def sample(
    workspace: Workspace,
    *,
    quarter: str,
    audit: str,
    source: Path,
    size: int,
    key: str | None,
    strata: str | None,
    over: Sequence[str],
    seed: int,
    first: int,
    into: Path | None,
) -> int:
    """
    Draw a sample, keep its account for the report and write its workbook; gives the exit status.

    A workbook that is there already, of the same sample, is left alone: its notes on replacements are somebody's work.
    """
    asked, (code,) = Quarter.parse(quarter), audit_codes(audit)
    folder = into or workspace.sample_books / asked.folder
    refuse_if_not_writable(workspace, workspace.processed, workspace.samples, folder, room=0)
    if over and strata is None:
        raise UsageError("--over says which strata are drawn more often: name their column with --strata.")
    frame = frame_of(source, key, strata)
    parts = drawn(frame, size, _weights(over, frame), seed)
    names = references(parts, audits.of(asked)[code], asked, first)
    strata_given = tuple(
        Stratum(each.name, each.listed, *(tuple(names[key] for key in keys) for keys in (each.drawn, each.reserve)))
        for each in parts
    )
    draft = Sample(code, str(asked), frame.sha256, size, seed, tuple(over), strata_given)
    path = folder / f"{code}-{asked.folder}-sample-{frame.sha256[:8]}.xlsx"
    with locked(workspace, A_WHILE):
        drawn_before = any(each.sample == draft for each in samples(workspace, asked))
        kept = keep(workspace, draft)
        if drawn_before and path.exists():
            print(f"Drawn before, and left as it is: {path}")
            return 0
        write_atomically(path, book(draft, frame, {name: frame.rows[key] for key, name in names.items()}))
    print(f"{len(draft.drawn)} of {draft.listed} cases drawn: {path}")
    print(f"Kept for the report: {kept}")
    return 0


def references(parts: Sequence[Stratum], audit: type[Audit], quarter: Quarter, first: int) -> dict[str, str]:
    """The reference of each case drawn, then of each in reserve: the list's own, or new ones from ``first`` on."""
    keys = [key for part in parts for key in part.drawn] + [key for part in parts for key in part.reserve]
    named = audit.sampled
    if named is None:
        raise UsageError(f"{audit.code} has no question for a case's reference, so no sample can be drawn for it.")
    if named.are(keys):
        return {key: key for key in keys}
    return {key: named.issued(audit.code, quarter, number) for number, key in enumerate(keys, start=first)}


def drawn(frame: Frame, size: int, weights: Mapping[str, float], seed: int) -> list[Stratum]:
    """
    The keys drawn at random from each stratum; all of them where the list has no more than ``size``.

    ``weights``: how many times as often a stratum is drawn as its share of the list, 1 where not given.
    """
    members = frame.members()
    sizes = _allotted({each: len(keys) for each, keys in members.items()}, size, weights)
    parts = []
    for place, (stratum, keys) in enumerate(members.items()):
        chosen = draw(keys, sizes[stratum], seed + place)
        left, reserve = [each for each in keys if each not in chosen], []
        for step in range(min(len(left), max(FEWEST_IN_RESERVE, round(RESERVE * len(chosen))))):
            (one,) = draw(left, 1, seed + 1000 * (step + 1) + place)
            left.remove(one)
            reserve.append(one)
        parts.append(Stratum(stratum, len(keys), tuple(chosen), tuple(reserve)))
    return parts


def _allotted(listed: Mapping[str, int], size: int, weights: Mapping[str, float]) -> dict[str, int]:
    """The size shared out by weight times length, one at least from each, never more than there are."""
    if size >= sum(listed.values()):
        return dict(listed)
    if size < len(listed):
        raise UsageError(f"--size {size} is too small for {len(listed)} strata: give at least one case for each.")
    pull = {each: count * weights.get(each, 1.0) for each, count in listed.items()}
    sizes = {each: min(listed[each], max(1, floor(size * pull[each] / sum(pull.values())))) for each in listed}
    while sum(sizes.values()) != size:
        step = 1 if sum(sizes.values()) < size else -1
        open_ = [each for each in listed if (sizes[each] < listed[each] if step > 0 else sizes[each] > 1)]
        # The one that is furthest from its share.
        chosen = max(open_, key=lambda each: step * (size * pull[each] / sum(pull.values()) - sizes[each]))
        sizes[chosen] += step
    return sizes


def _weights(over: Sequence[str], frame: Frame) -> dict[str, float]:
    known = set(frame.stratum.values())
    weights = {}
    for each in over:
        value, _, times = each.rpartition("=")
        if not value or not times.replace(".", "", 1).isdigit() or float(times) <= 0:
            raise UsageError("--over is VALUE=K, such as --over STRATEGY=2: drawn twice as often.")
        if value not in known:
            raise UsageError(f"No case of the list has the --over value given in its column {frame.strata!r}.")
        weights[value] = float(times)
    return weights
