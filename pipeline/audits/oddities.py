"""What is odd about a partnership's files beside the definitions: what is due from nobody, and what nobody decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.audits import of
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, View
from pipeline.english import listed
from pipeline.partnership.here import here
from pipeline.partnership.model import Partnership
from pipeline.partnership.oddities import Oddity, Weight, rows

_AHEAD = 4  # quarters


def beside_definitions(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """What is odd as of ``quarter`` and the four after it. To be asked while this process works for ``partnership``."""
    quarters = [quarter]
    while len(quarters) <= _AHEAD:
        quarters.append(quarters[-1].next())
    there = of(quarter)
    yield from _not_run(there, quarters)
    yield from _not_decided(partnership, there.values(), quarters)
    for audit in there.values():
        for view in audit.returned() if any(audit.sent_out(each) for each in quarters) else ():
            yield from _nobody(partnership, audit, view, quarters)
    yield from _undecided(partnership, of(quarter).values(), quarter)


def _not_run(audits: Mapping[str, type[Audit]], quarters: list[Quarter]) -> Iterator[Oddity]:
    """The audits of which nothing is asked: those that have no row, and those whose row names no quarter."""
    idle = {code: audit for code, audit in audits.items() if not any(audit.sent_out(each) for each in quarters)}
    never = [code for code, audit in idle.items() if not any(audit.runs(each) for each in quarters)]
    if never:
        yield Oddity(
            Weight.KNOW,
            "audits.csv",
            f"{listed(never)}: no row says that {'it runs' if len(never) == 1 else 'they run'} from {quarters[0]} to "
            f"{quarters[-1]}, so nobody is asked for {'it' if len(never) == 1 else 'them'}. Add a row for each that is "
            "to run.",
        )
    for code in (each for each in idle if each not in never):
        row = here().planned(code, quarters[0]) or here().planned(code, quarters[-1])
        once = row.once if row else ()
        why = f"it is held once, in {listed([str(each) for each in once])}." if once else "no quarter is named for it."
        todo = "If it is to be held again, write when in reaudit_quarter." if once else "Write one in due_quarter."
        yield Oddity(
            Weight.KNOW if once else Weight.LOOK,
            f"audits.csv row {row.row}" if row else "audits.csv",
            f"{code} is due in no quarter from {quarters[0]} to {quarters[-1]}: {why} {todo}",
        )


def _not_decided(partnership: Partnership, audits: Iterable[type[Audit]], quarters: list[Quarter]) -> Iterator[Oddity]:
    """The recommendations that a standard is to decide whose audit does not run, and was never to be held."""
    for audit in audits:
        row = partnership.planned(audit.code, quarters[0]) or partnership.planned(audit.code, quarters[-1])
        if any(audit.sent_out(each) for each in quarters) or (row is not None and row.once):
            continue
        own = {each.id for each in audit.standards}
        theirs = [each for each in partnership.recommendations if own.intersection(each.key_standards)]
        if theirs:
            named = listed([each.id for each in theirs])
            keys = listed(list(dict.fromkeys(name for each in theirs for name in each.key_standards if name in own)))
            yield Oddity(
                Weight.LOOK,
                f"recommendations.csv {rows([each.row for each in theirs])}",
                f"{named}: {keys} of {audit.code} {'is' if keys in own else 'are'} to decide, and {audit.code} is "
                f"asked for in no quarter from {quarters[0]} to {quarters[-1]}. Plan it in audits.csv, or name another "
                "standard in key_standards.",
            )


def _nobody(partnership: Partnership, audit: type[Audit], view: View, quarters: list[Quarter]) -> Iterator[Oddity]:
    lacking = next((each for each in quarters if audit.sent_out(each) and not audit.returners(view, each)), None)
    if lacking is None or partnership.begins_after(view.role, audit.code, lacking):
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
