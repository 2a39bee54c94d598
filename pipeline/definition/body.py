"""The body of an audit's class: each thing in it named as it is held, and all of them collected by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType, UnionType

from pipeline.definition.agreement import Agreement
from pipeline.definition.fields import Field, View
from pipeline.definition.flow import Flow
from pipeline.definition.kinds import Count
from pipeline.definition.parts import Part
from pipeline.definition.reconciled import Reconciled
from pipeline.definition.same_count import SameCount
from pipeline.definition.standards import Context, Rule, Standard, Volumes
from pipeline.english import did_you_mean
from pipeline.errors import DefinitionError


@dataclass(frozen=True, eq=False)
class Bundle:
    """
    Things that several audits take over together, each under the name that it is held as in every one of them.

    In an audit's body it stands for its things, in order: ``voice = core.voice(view)``.
    """

    things: Mapping[str, object]


Named = View | Field | Rule | Standard | Context | Agreement | Flow | Reconciled | SameCount

# What the engines know an audit's things by, and which things these are; its parts and its flow are gathered apart.
KINDS: Mapping[str, type | UnionType] = MappingProxyType(
    {
        "views": View,
        "rules": Rule,
        "standards": Standard,
        "volumes": Volumes,
        "context": Context,
        "agreements": Agreement,
        "reconciled": Reconciled,
        "same_counts": SameCount,
    }
)
COLLECTED = ("parts", "flow", *KINDS)


def collected(audit: type, every_audit: type) -> dict[str, object]:
    """
    What the body of ``audit`` holds, in the order written, by the names of `COLLECTED`; each thing named as it is held.

    ``every_audit``: the class that says which settings an audit has.

    Raises: DefinitionError -- if a setting is unknown or not given, if a thing is held under two names or under a word
            that every audit has, or if a question stands above the first part.
    """
    settings = settings_of(every_audit)
    held: dict[str, object] = {}
    for name, each in _one_by_one(audit):
        if not name.startswith("_") and name not in settings:
            if name in held:
                raise DefinitionError(f"{name} is held twice: a bundle brings it too; hold it under another name.")
            held[name] = each
    missing = sorted(name for name in settings if not hasattr(audit, name))
    if missing:
        raise DefinitionError(f"say its {', '.join(missing)}.")
    for name, each in held.items():
        if not isinstance(each, Named | Part | Volumes):
            near = get_close_matches(name, settings, n=1)
            hint = did_you_mean(near[0] if near else None, "Begin the name with _ if it is the body's own.")
            raise DefinitionError(f"{name} is neither a setting nor a part of an audit. {hint}")
        if name in every_audit.__annotations__ or hasattr(every_audit, name):
            raise DefinitionError(f"{name} is a word of every audit; hold it under another name.")
        if isinstance(each, Named):
            # A question may have the name of a word of every audit, such as "title"; it is held as "title_" then.
            _take_name(each, name.removesuffix("_") if isinstance(each, Field) else name)
    values = tuple(held.values())
    flows = [each for each in values if isinstance(each, Flow)]
    if len(flows) > 1:
        raise DefinitionError(f"it has the flows {', '.join(each.id for each in flows)}; keep one of them.")
    by_kind = {name: tuple(each for each in values if isinstance(each, kind)) for name, kind in KINDS.items()}
    return {**by_kind, "parts": tuple(_parts(values)), "flow": flows[0] if flows else None}


def _one_by_one(audit: type) -> Iterator[tuple[str, object]]:
    """What the body holds, with each bundle's things in its place; the audit has these as its own from then on."""
    bundled = False
    for name, each in tuple(vars(audit).items()):
        if isinstance(each, Bundle):
            delattr(audit, name)
            for inner, thing in each.things.items():
                setattr(audit, inner, thing)
                yield inner, thing
            bundled = True
        else:
            if bundled and isinstance(each, Named | Part | Volumes):
                # Once more, behind the bundle's things: what reads the audit's body has it in the order written.
                delattr(audit, name)
                setattr(audit, name, each)
            yield name, each


def settings_of(every_audit: type) -> frozenset[str]:
    """What the body may say of the audit itself: every word of `Audit` that is not collected from the body."""
    return frozenset(every_audit.__annotations__) - {*COLLECTED, "code", "fields", "_forms"}


def _take_name(each: Named, name: str) -> None:
    attribute = "name" if isinstance(each, Field) else "code" if isinstance(each, View) else "id"
    earlier = getattr(each, attribute)
    if earlier and earlier != name:
        raise DefinitionError(f"{type(each).__name__} {earlier!r} is held as {name} too; hold it under one name.")
    if isinstance(each, Field):
        each.take_name(name)
    else:
        object.__setattr__(each, attribute, name)


def _parts(values: tuple[object, ...]) -> list[Part]:
    parts: list[Part] = []
    for each in values:
        if isinstance(each, Part):
            parts.append(each)
        elif isinstance(each, Field) and not isinstance(each, Count):
            if not parts:
                raise DefinitionError(f"field {each.name} stands above the first part; write a Part above it.")
            parts[-1] = replace(parts[-1], fields=(*parts[-1].fields, each))
    return parts
