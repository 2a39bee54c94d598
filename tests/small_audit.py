"""An audit put together from parts that a test made one by one, or another one with some of its parts changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from pipeline.definition import Agreement, Audit, Flow, Part, Reconciled, Rule, SameCount, Standard, View, Volumes
from pipeline.definition.body import COLLECTED, settings_of
from pipeline.definition.standards import Context


def audit_of(
    code: str,
    *,
    views: Iterable[View],
    parts: Iterable[Part],
    standards: Iterable[Standard],
    rules: Iterable[Rule] = (),
    volumes: Iterable[Volumes] = (),
    context: Iterable[Context] = (),
    agreements: Iterable[Agreement] = (),
    reconciled: Iterable[Reconciled] = (),
    same_counts: Iterable[SameCount] = (),
    flow: Flow | None = None,
    **settings: object,
) -> type[Audit]:
    """The audit whose body would hold these parts, each under the name that it was given when it was made."""
    body: dict[str, object] = {view.code: view for view in views}
    for number, part in enumerate(parts):
        body[f"part_{number}"] = Part(part.title)
        body |= {field.name: field for field in part.fields}
    one_flow = [flow] if flow else []
    body |= {each.id: each for each in chain(rules, standards, context, agreements, reconciled, same_counts, one_flow)}
    for number, sheet in enumerate(volumes):
        body[f"volumes_{number}"] = sheet
        body |= {count.name: count for count in sheet.counts}
    return type(code, (Audit,), body | settings)


def changed(audit: type[Audit], **changes: Any) -> type[Audit]:
    """``audit`` with some of its settings, or all of its parts of one kind, as ``changes`` has them."""
    whole = {name: getattr(audit, name) for name in (*COLLECTED, *settings_of(Audit))}
    return audit_of(changes.pop("code", audit.code), **(whole | changes))
