"""
Breakdowns by what a child is that stand on one page: what two of them, or one and a distribution, say together.

Two standards that are broken down by one question are counted on nearly the same records. Who subtracts how many girls
count on one from how many count on the other has the two girls who were left out, whatever each breakdown hides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.definition import Audit, Distribution, Field
from pipeline.disclose.protect.ranges import is_small
from pipeline.results.context_values import ContextResult
from pipeline.results.model import StandardResult

Counted = Mapping[str, int]  # by the code of an answer, how many records


def kept_apart(
    audit: type[Audit], standards: Sequence[StandardResult], context: Sequence[ContextResult], limit: int
) -> tuple[StandardResult, ...]:
    """
    The ``standards`` of ``audit``, without those groups by what a child is that another breakdown gives away.

    Of two that differ by 1 to ``limit`` records in a group, the later one is not broken down; beside a distribution of
    the same question none is.
    """
    questions = {each.id: each.by for each in audit.standards if each.by is not None and each.by.describes_child}
    shown: dict[int, list[Counted]] = defaultdict(list)
    for field, counted in _distributed(audit, context):
        shown[id(field)].append(counted)
    kept = []
    for each in standards:
        question = questions.get(each.id)
        if question is not None and each.groups:
            own = {group.code: group.counts.applicable for group in each.groups if group.counts.applicable is not None}
            if any(_tells_of_few(own, other, limit) for other in shown[id(question)]):
                each = replace(each, groups=())
            else:
                shown[id(question)].append(own)
        kept.append(each)
    return tuple(kept)


def _distributed(audit: type[Audit], context: Sequence[ContextResult]) -> Iterable[tuple[Field, Counted]]:
    """The distributions of ``audit`` that are shown, by their question."""
    fields = {each.id: each.field for each in audit.context if isinstance(each, Distribution)}
    for each in context:
        if each.id in fields:
            yield fields[each.id], {share.code: share.count for share in each.shares if share.count is not None}


def _tells_of_few(one: Counted, other: Counted, limit: int) -> bool:
    return any(code in other and is_small(abs(count - other[code]), limit) for code, count in one.items())
