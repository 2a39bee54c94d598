"""
What a partnership asks and counts beside a library audit: questions, rules, standards and measures of its own.

They join the library's audit, which everybody then sees as one. None of them can change what a standard of the library
counts: no name, question, code, view or setting of the library can be given again, no rule of theirs makes an answer to
a library question unusable, and a question is asked from a quarter on, so that no return of before is short of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, ClassVar

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Field, Flow, Part, Rule, Severity, Standard, Text, View, Volumes
from pipeline.definition.body import COLLECTED, settings_of
from pipeline.errors import DefinitionError, UsageError
from pipeline.partnership.agencies import folded

LOCAL = " (local)"  # ends the heading of all that a partnership added
_GUIDANCE = "Questions and standards that end in “(local)” are asked and counted in this partnership alone."
_CAVEAT = "Asked and counted in this partnership alone, beside the library's standards."


class Refused(DefinitionError):
    """Something beside a library audit that may not be there; ``name``: what it is held as."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name} {text}")
        self.name = name


class Shelf:
    """The library's audits, while a partnership's files are read, and what has become of each so far."""

    def __init__(self, library: Mapping[str, type[Audit]]) -> None:
        self.library = dict(library)
        self.audits = dict(library)


reading_beside: ContextVar[Shelf] = ContextVar("reading_beside")


def library(code: str) -> type[Audit]:
    """
    The library's audit with this code, as it is called in the quarter for which the file is read.

    Raises: DefinitionError -- if there is none, or if no file of a partnership is being read.
    """
    shelf = reading_beside.get(None)
    if shelf is None:
        raise DefinitionError("library() is for the files in the folder audits of a partnership.")
    if code not in shelf.library:
        raise DefinitionError(f"the library has no audit {code!r}; choose one of {', '.join(shelf.library)}.")
    return shelf.library[code]


class Beside:
    """
    What stands beside one library audit: ``class NEG_LOCAL(Beside, of=library("NEG"), since="2026-27 Q2"):``.

    Its body holds parts with questions, rules, standards, context measures, raters compared and Volumes sheets, as that
    of an `Audit` does, and may read the library's questions (``NEG.s47_agreed == "Y"``). ``since``: the first quarter
    for which they are asked and counted, where they do not say another: one whose templates have not gone out.
    Raises: DefinitionError -- if something in it could change what the library counts, or makes no sense beside it.
    """

    meant: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, *, of: type[Audit] | str, since: Quarter | str) -> None:
        super().__init_subclass__()
        own = library(of if isinstance(of, str) else of.__name__)
        shelf = reading_beside.get()
        body = {name: each for name, each in vars(cls).items() if not name.startswith("_")}
        meant = body.pop("meant", {})
        whole = _body(shelf.audits[own.code])
        for name, text in _refusals(body, whole, shelf):
            raise Refused(name, text)
        first = _quarter(since)
        merged = {name: _marked(each, first) for name, each in body.items()}
        settings = {
            "__module__": own.__module__,
            "__doc__": own.__doc__,
            "guidance": (*own.guidance, _GUIDANCE),
            "meant": {**whole.get("meant", {}), **meant},
        }
        shelf.audits[own.code] = type(own.code, (Audit,), {**whole, **merged, **settings})


def _body(audit: type[Audit]) -> dict[str, Any]:
    """What stands in the body of an audit, by name and in order."""
    collected = {*COLLECTED, "code", "fields"}
    return {name: each for name, each in vars(audit).items() if not name.startswith("_") and name not in collected}


def _quarter(since: Quarter | str) -> Quarter:
    try:
        return Quarter.parse(since) if isinstance(since, str) else since
    except UsageError as wrong:
        raise DefinitionError(f"since: {wrong}") from None


def _refusals(body: Mapping[str, Any], whole: Mapping[str, Any], shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Each thing that may not stand beside the library's, by its name, and why."""
    counted = {each.id: audit.code for audit in shelf.audits.values() for each in (*audit.standards, *audit.context)}
    labels = {folded(each.label): name for name, each in whole.items() if isinstance(each, Field)}
    for name, each in body.items():
        if name in settings_of(Audit):
            yield name, "says something of the whole audit, which is the library's; take it out."
        elif name in whole:
            yield name, "is there already; nothing of the library can be given again. Choose another name."
        elif name in counted:
            yield name, f"is counted in {counted[name]} already; choose another name, such as {name}L."
        elif isinstance(each, Field):
            label = folded(each.label + LOCAL)
            if label in labels:
                yield (
                    name,
                    f"has the same label as {labels[label]}; agencies could not tell them apart. Say it otherwise.",
                )
            labels[label] = name
        yield from ((name, why) for why in _of_its_kind(each, whole))


def _of_its_kind(each: object, whole: Mapping[str, Any]) -> Iterator[str]:
    """Why a thing of its kind may not stand beside a library audit."""
    match each:
        case View():
            yield "is a view; who is asked is the library's. Write an audit of your own to ask others."
        case Flow():
            yield "is a flow, and an audit has one at most; show it as measures."
        case Volumes() if any(isinstance(own, Volumes) and own.view is each.view for own in whole.values()):
            yield f"is a second Volumes sheet of {each.view.code}, which has one; ask for its counts as questions."
        case Rule() if each.severity is Severity.ERROR and any(each.blame is own for own in whole.values()):
            yield (
                f"makes the answer to {each.blame.called}, a question of the library, unusable; blame a question of "
                "your own, or let it ask (severity=Severity.QUERY)."
            )
        case Field(role=role) if role is not None:
            yield "has a role to the engines, which the library's questions have; take role= away."
        case Text(unique=True):
            yield "is unique, so that a record could be set aside for it; take unique= away."
        case Text(free=True):
            yield "asks for words of one's own, which a form does once at most; give it a code list, or a pattern."


def _marked(each: Any, first: Quarter) -> Any:
    """``each`` with a heading that says it is local, and from ``first`` on where it begins at some time."""
    if isinstance(each, Part):
        return replace(each, title=each.title + LOCAL)
    heading = "label" if isinstance(each, Field) else "title"
    if hasattr(each, heading):
        object.__setattr__(each, heading, getattr(each, heading) + LOCAL)
    if isinstance(each, Field | Standard) and each.since is None:
        object.__setattr__(each, "since", first)
    if isinstance(each, Standard):
        object.__setattr__(each, "caveats", (*each.caveats, _CAVEAT))
    return each
