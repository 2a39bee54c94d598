"""Says what an audit asks for in vain: what no record can be, what nothing uses, and what an edition will not show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.lint.asked import asked_in_vain
from pipeline.lint.counted import counted_in_vain
from pipeline.lint.disclosive import disclosive
from pipeline.lint.doubt import Doubt, Kind
from pipeline.lint.example import refused_examples
from pipeline.lint.used import unused

__all__ = ["Doubt", "Kind", "doubts"]


def doubts(audit: type[Audit], quarter: Quarter, cases: float) -> Iterator[Doubt]:
    """
    Everything that ``audit`` asks or counts in vain in ``quarter``, those that are meant among them.

    Units: ``cases`` are records in a quarter (see `disclosive`).
    """
    for each in (
        *asked_in_vain(audit, quarter),
        *counted_in_vain(audit, quarter),
        *unused(audit, quarter),
        *refused_examples(audit, quarter),
        *disclosive(audit, quarter, cases),
    ):
        yield replace(each, meant=audit.meant.get(each.name, ""))
    for name in audit.meant:
        about, _, kind = name.partition(" ")
        if kind not in [*Kind] or about not in _named(audit):
            do = f"Write the name of a question, rule, standard or measure, and one of: {', '.join(Kind)}."
            yield Doubt(Kind.NEVER_USED, "meant", f"nothing is told as {name!r}.", do)


def _named(audit: type[Audit]) -> set[str]:
    """What of ``audit`` something may be said of."""
    return {each.name for each in audit.fields} | {each.id for each in (*audit.rules, *audit.standards, *audit.context)}
