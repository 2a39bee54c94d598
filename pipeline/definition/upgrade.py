"""What a newer version of the library's audits changes, as a list: each change, whether it is a break, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.definition.outline import (
    DECIDES,
    MEASURE,
    QUESTION,
    READS,
    STANDARD,
    TARGET,
    TITLE,
    Aspects,
    Outline,
)
from pipeline.english import listed
from pipeline.partnership.model import Partnership

Parts = Mapping[str, Aspects]

_FORCE = "in force"
_ANSWERED = ("answer", "codes", "asked of", _FORCE)  # of a question: what decides which answers there are


@dataclass(frozen=True)
class Change:
    """
    One part of an audit that differs. ``differs``: what, as it was and as it is, empty where it was not or is not.

    ``breaks``: whether figures before and after it are of another kind.
    """

    audit: str
    part: str
    title: str
    differs: tuple[tuple[str, str, str], ...]
    effect: str
    breaks: bool

    @property
    def name(self) -> str:
        """The part's own name: NEG3, say."""
        return self.part.split(" ", 1)[1]


def changes(before: Outline, now: Outline, partnership: Partnership, quarter: Quarter) -> list[Change]:
    """What differs from ``before`` to ``now``, the breaks first; ``quarter`` decides which targets are in force."""
    there = [
        _change(code, part, before.get(code, {}), now.get(code, {}), partnership, quarter)
        for code in dict.fromkeys([*before, *now])
        for part in dict.fromkeys([*before.get(code, {}), *now.get(code, {})])
    ]
    return sorted((each for each in there if each is not None), key=lambda each: not each.breaks)


def touched(changed: Sequence[Change], before: Outline, own: Mapping[str, type[Audit]]) -> Iterator[str]:
    """The standards of ``own`` that are none of the library's and read a question that changed, in sentences."""
    questions = {(each.audit, each.name) for each in changed if each.part.startswith(QUESTION)}
    for code, audit in own.items():
        for each in audit.standards:
            read = [field.name for field in each.fields() if (code, field.name) in questions]
            if read and f"{STANDARD} {each.id}" not in before.get(code, {}):
                yield f"{each.id} reads {listed(read)}."


def _change(code: str, part: str, old: Parts, new: Parts, partnership: Partnership, quarter: Quarter) -> Change | None:
    was, now = old.get(part, {}), new.get(part, {})
    differs = tuple(
        (what, was.get(what, ""), now.get(what, ""))
        for what in dict.fromkeys([*was, *now])
        if what != READS and was.get(what, "") != now.get(what, "")
    )
    if not differs:
        return None
    what, name = part.split(" ", 1)
    title = (now or was).get(TITLE, "")
    named = {each for each, _, _ in differs}
    if what == QUESTION:
        readers = _readers(name, old, new)
        breaks = bool(readers) and bool(named & {*_ANSWERED} or not was or not now)
        return Change(code, part, title, differs, _of_a_question(was, now, readers, breaks=breaks), breaks)
    breaks = not was or not now or bool(named & {*DECIDES, _FORCE})
    own = partnership.target(name, quarter) is not None
    return Change(code, part, title, differs, _of_a_figure(was, now, named, own_target=own), what != MEASURE and breaks)


def _readers(name: str, *versions: Parts) -> list[str]:
    """The standards that read a question, before or now."""
    return list(
        dict.fromkeys(
            part.split(" ", 1)[1]
            for parts in versions
            for part, aspects in parts.items()
            if part.startswith(STANDARD) and name in aspects.get(READS, "").split(", ")
        )
    )


def _of_a_question(was: Aspects, now: Aspects, readers: Sequence[str], *, breaks: bool) -> str:
    if not was:
        begun = "It is new: templates from the next ones on ask it."
    elif not now:
        begun = "It is asked no more."
    else:
        begun = "Templates from the next ones on ask it so; those sent out before are of an older version."
    return f"{begun} The lines of {listed(readers)} break where it begins." if breaks else begun


def _of_a_figure(was: Aspects, now: Aspects, named: set[str], *, own_target: bool) -> str:
    if not was:
        return "It is new: its line begins with the first returns that answer it."
    if not now:
        return "It is counted no more: its line ends, and what stands in your files of it has to be taken out."
    if named & {*DECIDES}:
        return "It is counted otherwise, in every quarter that is run again; a final report keeps its own figures."
    if _FORCE in named:
        return "Its line begins or ends with another quarter."
    if TARGET in named:
        return "Your own target in targets.csv holds." if own_target else "Every quarter is rated anew."
    return "Only the words differ; no figure changes."
