"""What a standard comes to in the quarters before an action was agreed, to be frozen as its baseline."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from secrets import token_hex

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.definition import Standard
from pipeline.definition.codebook import in_words_of
from pipeline.definition.outline import DECIDES
from pipeline.measure.counts import Counts, counts_by
from pipeline.partnership.bodies import whole_line
from pipeline.results.changes import ByAgency, pooled
from pipeline.results.counted import CountedAudit, CountedQuarter, CountedStandard
from pipeline.results.followed.acted import Acted, counts_from
from pipeline.results.reach import reach_of
from pipeline.store.baselines import Baseline, last_ended
from pipeline.store.workspace import digest_of


def unfrozen(
    actions: Iterable[Acted], counted: CountedQuarter, frozen: Collection[Baseline], on: date
) -> list[Baseline]:
    """
    The baselines of ``actions`` that are not among the ``frozen`` ones, from what is ``counted``. ``on``: today.

    An action has one for each standard that it names: up to four quarters with records, the last ones that had ended
    on the day from which it counts (`counts_from`). There is none before that last quarter is counted, nor where no
    quarter has a record.
    """
    measured = {each.standard.id: (audit, each) for audit in counted.audits for each in audit.standards}
    new: list[Baseline] = []
    for action in actions:
        day = counts_from(action)
        if not day or last_ended(date.fromisoformat(day)) > counted.intake.quarter:
            continue
        for standard in action.standards:
            if standard not in measured or baseline_of(action, standard, (*frozen, *new)) is not None:
                continue
            if counts := _before(*measured[standard], date.fromisoformat(day), counted.intake.quarter):
                said = counted_by(measured[standard][1].standard, max(map(Quarter.parse, counts)))
                about = action.id, action.agency, standard
                new.append(Baseline(*about, day, counts, said, on.isoformat(), token_hex(16)))
    return new


def baseline_of(action: Acted, standard: str, frozen: Iterable[Baseline]) -> Baseline | None:
    """The one of the ``frozen`` that is of an action and a standard, be it under the name of a body before."""
    for each in frozen:
        if (each.action, each.standard) == (action.id, standard) and each.agency in whole_line(action.agency):
            return each
    return None


def by_sender(own: CountedStandard, quarter: Quarter) -> ByAgency:
    """The counts of a standard in every quarter up to ``quarter``, by the agencies that sent them."""
    return {**own.before, quarter: counts_by(own.outcomes, "agency")}


def counted_by(standard: Standard, quarter: Quarter) -> str:
    """A digest of what decides an outcome of ``standard`` in ``quarter``, in words."""
    return digest_of(json.dumps([in_words_of(quarter, standard, part) for part in DECIDES.values()]))


def _before(
    audit: CountedAudit, own: CountedStandard, day: date, quarter: Quarter
) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
    every = by_sender(own, quarter)
    ended = [
        each
        for each in sorted(every)
        if reach_of(audit.audit, own.standard, each).ends(each) <= day and _any(every[each])
    ]
    return {str(each): dict(sorted(pooled(every, (each,)).items())) for each in ended[-QUARTERS_OF_A_YEAR:]}


def _any(by_agency: Mapping[str, Counts]) -> bool:
    return any(each.applicable for each in by_agency.values())
