"""A made-up return as a workbook: its answers as cells, its Cover, its Volumes, and the name of its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import numpy as np

from pipeline.definition import Count, Date, DateTime, Field, Whole
from pipeline.definition.frame import code_column
from pipeline.english import capital
from pipeline.partnership.here import here
from pipeline.synthetic.drawing import weights
from pipeline.synthetic.draws import Amount, Profile
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Return
from pipeline.template import Filling
from pipeline.template.layout import times_of

QUIET_MONTHS = {"08": 0.85, "12": 0.9}  # schools are shut, and everybody is away
ROLES = ("Team manager", "Quality assurance officer", "Named nurse", "Detective inspector", "Service manager")
USUAL = Amount(30)  # of a count that no profile speaks of
NAMES = (
    "{audit} Q{quarter.number} return FINAL.xlsx",
    "{audit}_{agency}_{quarter.folder}.xlsx",
    "{audit} audit Q{quarter.number} v2.xlsx",
    "{agency} {audit} {quarter.folder}.xlsx",
    "{audit} return to board.xlsx",
    "Copy of {audit} {quarter.folder}.xlsx",
)


def filling(sent: Return, known: Mapping[tuple[str, str], int] = MappingProxyType({})) -> Filling:
    """
    What is written into the template for a return; one without cases is a nil return.

    ``known``: by the name of a count and the period of its line, the numbers of its Volumes that are known already, in
    a nil return too: of what was sent, none may be in the sample.
    """
    profile = profile_of(sent.form.audit)
    return Filling(
        rows=rows_of(sent),
        cover=_cover(sent, profile),
        volumes=_volumes(sent, profile, known),
        beside={each.form.view.code: rows_of(each) for each in sent.beside},
    )


def rows_of(sent: Return) -> list[dict[str, object]]:
    """A return's records as cells: dates as dates, whole numbers as numbers, codes and words as text."""
    columns = {field.name: _cells(field, sent) for field in sent.form.fields}
    return [{name: cells[number] for name, cells in columns.items()} for number in range(len(sent.records))]


def _cells(field: Field, sent: Return) -> list[object]:
    records = sent.records
    values: list[object]
    if isinstance(field, Whole):
        values = [None if np.isnan(number) else int(number) for number in records.numbers(field.name)]
    elif isinstance(field, Date):
        values = [_moment(time, field) for time in records.times(field.name).astype(object)]
    else:
        return list(records.texts(field.name))
    codes = records.texts(code_column(field.name)) if field.also_codes() else [None] * len(values)
    return [code if value is None else value for value, code in zip(values, codes, strict=True)]


def _moment(time: datetime | None, field: Date) -> object:
    return None if time is None else time if isinstance(field, DateTime) else time.date()


def _cover(sent: Return, profile: Profile) -> dict[str, object]:
    prepared, approved = sent.rng.choice(ROLES, size=2, replace=False)
    answers: dict[str, object] = {"return_type": "FULL", "sampling_method": "CENSUS"}
    words = here().words(sent.form.quarter)
    given = {name: text.format(words=words) for name, text in profile.cover.items()}
    answers |= {name: capital(text) for name, text in given.items()}
    answers |= {"prepared_by_role": str(prepared), "approved_by_role": str(approved), "date_submitted": sent.sent}
    if sent.nil:
        nothing = {"eligible_population": 0, "sample_returned": 0}
        return {**answers, "return_type": "NIL", "sampling_method": "CENSUS", **nothing}
    returned = len(sent.records)
    cases = int(returned * profile.of_all)
    return {**answers, "eligible_population": cases, "sample_requested": returned, "sample_returned": returned}


def _volumes(sent: Return, profile: Profile, known: Mapping[tuple[str, str], int]) -> list[dict[str, object]]:
    volumes = sent.form.volumes
    if volumes is None:
        return []
    # The lines are as busy as records of them are common.
    shares = weights(profile.draws.get(volumes.per), sent.kind) if volumes.per else {"": 1.0}
    codes = volumes.per.codes.values() if volumes.per else ("",)
    total = sum(shares.values())
    lines: list[dict[str, object]] = []
    for month in times_of(sent.form):
        for code in codes:
            line: dict[str, Any] = {"month": month, "per": code}
            share = shares.get(code, 0.0) / total if total else 1 / len(codes)
            for count in sorted(volumes.counts, key=lambda each: _depth(profile.volumes, each)):
                number = 0 if sent.nil and not known else _counted(profile.volumes.get(count, USUAL), line, share, sent)
                line[count.name] = known.get((count.name, month), number)
            lines.append(line)
    return lines


def _counted(amount: Amount, line: Mapping[str, Any], share: float, sent: Return) -> int:
    if amount.of_records:
        per = sent.form.volumes.per if sent.form.volumes else None
        return len(sent.records) if per is None else int((sent.records.texts(per.name) == line["per"]).sum())
    mean = amount.by_kind.get(sent.kind, amount.mean)
    if amount.of is not None:
        left = line[amount.of.name] - sum(line[each.name] for each in amount.less)
        return int(sent.rng.binomial(left, mean))
    quiet = QUIET_MONTHS.get(line["month"][-2:], 1.0)
    return int(sent.rng.poisson(mean * share * quiet))


def _depth(volumes: Mapping[Count, Amount], count: Count) -> int:
    """How many counts a count is a share of a share of, so that those are drawn first."""
    amount = volumes.get(count)
    before = (amount.of, *amount.less) if amount is not None and amount.of is not None else ()
    return 1 + max((_depth(volumes, each) for each in before), default=-1)


def file_name(sent: Return) -> str:
    """The return's file as its sender calls it: varied, and never against what is in it."""
    form = str(sent.rng.choice(NAMES))
    return form.format(audit=sent.form.audit.code, agency=sent.agency, quarter=sent.form.quarter)
