"""What changed since an agency's earlier return, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.english import first_few, number_of
from pipeline.feedback.changes import Answer, Changes, Effect, changes, sent_on
from pipeline.feedback.mended import mended, to_mend
from pipeline.feedback.phrases import shown
from pipeline.validate.validated import Accepted, Validated

MOST = 100  # records listed one by one


@dataclass(frozen=True)
class News:
    """A receipt's section on what changed. ``status``: what became of a return that was here already, else empty."""

    heading: str
    lines: tuple[str, ...]
    status: str = ""


def news(earlier: Sequence[Validated], now: Validated) -> News | None:
    """What ``now`` brings that the ``earlier`` ones, oldest first, did not; None where there is nothing to compare."""
    if not earlier or now.personal:
        return None
    accepted = [each for each in earlier if isinstance(each, Accepted)]
    compared = accepted[-1] if accepted and isinstance(now, Accepted) else earlier[-1]
    heading = f"What changed since {_dated('your', compared)}"
    if compared.sha256 and compared.sha256 == now.sha256:
        same = f"Received again: this is, byte for byte, the file that came as {_dated('your', compared)}."
        return News(
            heading, ("Nothing new: every answer is the same.",), same if isinstance(compared, Accepted) else ""
        )
    told = _told(changes(compared, now)) if isinstance(compared, Accepted) and isinstance(now, Accepted) else ()
    lines = (*told, *_ticks(earlier, now))
    return News(heading, tuple(shown(each) for each in lines)) if lines else None


def _dated(whose: str, validated: Validated) -> str:
    day = sent_on(validated)
    return f"{whose} return of {day}" if day else f"{whose} earlier return"


def _told(differences: Changes) -> Iterator[str]:
    if differences.nothing_new:
        yield "Nothing new: every answer is the same."
        return
    for names, one, many in (
        (differences.added, "record was added", "records were added"),
        (differences.removed, "record is no longer there", "records are no longer there"),
    ):
        if names:
            yield f"{len(names)} {one if len(names) == 1 else many}: {first_few(names, MOST)}."
    if differences.changed:
        many = "record has other answers" if len(differences.changed) == 1 else "records have other answers"
        yield f"{len(differences.changed)} {many}, before → now:"
        for each in differences.changed[:MOST]:
            yield f"{each.record}: {_answers(each.answers)}."
        if len(differences.changed) > MOST:
            yield f"and {number_of(len(differences.changed) - MOST, 'record')} more."
    if differences.cover:
        yield f"On the Cover: {_answers(differences.cover)}."
    if differences.volumes:
        yield "The counts on the sheet Volumes are others."
    yield from _effects(differences.effects)


def _answers(answers: Sequence[Answer]) -> str:
    return "; ".join(f"{_asking(question)} {before} → {now}" for question, before, now in answers)


def _asking(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def _effects(effects: Sequence[Effect]) -> Iterator[str]:
    for each in effects:
        if each.before != each.now:
            yield f"{each.id} {each.title}: {_met(each.before)} before, {_met(each.now)} now."
    same = [each.id for each in effects if each.before == each.now]
    if same:
        yield f"No effect on {', '.join(same)}."


def _met(counted: tuple[int, int]) -> str:
    met, applicable = counted
    return f"{met} of {applicable} met" if applicable else "nothing counted"


def _ticks(earlier: Sequence[Validated], now: Validated) -> Iterator[str]:
    gone = len(mended(earlier, now))
    if gone:
        left = len(to_mend(now))
        rest = f"{left} {'line is' if left == 1 else 'lines are'} left" if left else "nothing is left to mend"
        yield f"✓ {number_of(gone, 'line')} of the earlier list mended; {rest}."
