"""What the period before said of an agency's activity, to be shown beside this one's in its template."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.counted_before import counted_before
from pipeline.english import listed
from pipeline.partnership.bodies import name_of, standing_for
from pipeline.store.workspace import Workspace
from pipeline.template import Row
from pipeline.validate.validated import Accepted


@dataclass
class EarlierVolumes:
    """What was returned for one audit: lines by the agency that they are shown to, and whose they were if others'."""

    lines: dict[str, list[Row]] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)


def previous_volumes(workspace: Workspace, quarter: Quarter) -> dict[str, EarlierVolumes]:
    """
    By audit the lines of the Volumes sheets that count for the period before, as far as it was read.

    What a body returned that has ended since is shown to whoever took over; what several returned, as their sum.
    """
    before = {code: audit.run(quarter).period(quarter).before().last for code, audit in audits.of(quarter).items()}
    counted = counted_before(workspace, set(before.values()))
    returned: dict[tuple[str, str], list[Accepted]] = {}
    for validated in (each for theirs in counted.values() for each in theirs if len(each.volumes)):
        form = validated.identity.form
        if before.get(form.audit.code) == form.quarter:
            for body in standing_for(validated.identity.agency, quarter):
                returned.setdefault((validated.identity.form.audit.code, body.code), []).append(validated)
    by_audit: dict[str, EarlierVolumes] = {}
    for (audit, code), theirs in returned.items():
        shown = by_audit.setdefault(audit, EarlierVolumes())
        shown.lines[code] = _summed([each.volumes for each in theirs])
        whose = dict.fromkeys(each.identity.agency for each in theirs)
        if set(whose) != {code}:
            shown.by[code] = listed([name_of(each) for each in whose])
    return by_audit


def _summed(volumes: list[pd.DataFrame]) -> list[Row]:
    """The lines of several Volumes sheets as those of one; what nobody counted is left out."""
    together = pd.concat(volumes)
    keys = [each for each in ("month", "per") if each in together.columns]
    lines = together.groupby(keys, sort=False, dropna=False, as_index=False).sum(min_count=1).astype(object)
    return [
        {str(name): value for name, value in line.items() if value is not None}
        for line in lines.where(lines.notna(), None).to_dict("records")
    ]
