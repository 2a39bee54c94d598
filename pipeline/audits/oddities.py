"""What is odd about a partnership's files beside the definitions: what is due from nobody, and what nobody decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.audits import of
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, View
from pipeline.english import listed
from pipeline.partnership.model import Partnership
from pipeline.partnership.oddities import Oddity, Weight

_AHEAD = 4  # quarters


def beside_definitions(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """What is odd as of ``quarter`` and the four after it. To be asked while this process works for ``partnership``."""
    quarters = [quarter]
    while len(quarters) <= _AHEAD:
        quarters.append(quarters[-1].next())
    for code, audit in of(quarter).items():
        if not any(audit.due(each) for each in quarters):
            yield Oddity(
                Weight.LOOK,
                "audits.csv",
                f"{code} is due in no quarter from {quarter} to {quarters[-1]}, so nobody is asked for it. Add a row "
                "if it is to run.",
            )
            continue
        for view in audit.views:
            yield from _nobody(partnership, audit, view, quarters)
    yield from _undecided(partnership, of(quarter).values(), quarter)


def _nobody(partnership: Partnership, audit: type[Audit], view: View, quarters: list[Quarter]) -> Iterator[Oddity]:
    lacking = next((each for each in quarters if audit.due(each) and not audit.returners(view, each)), None)
    if lacking is None:
        return
    ever = any(each.role == view.role for each in partnership.returners)
    todo = (
        f"See whose row for {view.role} has ended, or which body ended without a successor."
        if ever
        else f"Write a row with the role {view.role}."
    )
    yield Oddity(
        Weight.MEND if lacking is quarters[0] else Weight.LOOK,
        "returns.csv",
        f"nobody returns the {view.title[0].lower()}{view.title[1:]} of {audit.code} for {lacking}. {todo}",
    )


def _undecided(partnership: Partnership, audits: Iterable[type[Audit]], quarter: Quarter) -> Iterator[Oddity]:
    without = {
        audit.code: sum(partnership.target(each.id, quarter) is None for each in audit.standards_in(quarter))
        for audit in audits
    }
    named = listed([f"{count} of {code}" for code, count in without.items() if count])
    if named:
        yield Oddity(
            Weight.KNOW,
            "targets.csv",
            f"of the standards {named} have no target of your own, so those of the definitions hold. Add a row for "
            "each that your board has decided otherwise.",
        )
