"""A return before and after it is written: its answers as cells, its Cover, its Volumes, and the name of its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from pipeline.definition import Date, DateTime, Field, Whole
from pipeline.definition.frame import code_column
from pipeline.layout import months_of
from pipeline.synthetic.draws import Amount, Choice, Draw, Profile
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Return
from pipeline.template import Filling

ROLES = ("Team manager", "Quality assurance officer", "Named nurse", "Detective inspector", "Service manager")
NAMES = (
    "{audit} {short} return FINAL.xlsx",
    "{audit}_{agency}_{folder}.xlsx",
    "{audit} audit Q{number} v2.xlsx",
    "{agency} {audit} {folder}.xlsx",
    "{audit} return to board.xlsx",
    "Copy of {audit} {folder}.xlsx",
)


def filling(sent: Return, *, nil: bool = False) -> Filling:
    """What is written into the template for a return."""
    profile = profile_of(sent.form.audit)
    rows = [] if nil else rows_of(sent)
    return Filling(rows=rows, cover=_cover(sent, profile, len(rows), nil), volumes=_volumes(sent, profile))


def rows_of(sent: Return) -> list[dict[str, object]]:
    """A return's records as cells: dates as dates, whole numbers as numbers, codes and words as text."""
    columns = {field.name: _cells(field, sent) for field in sent.form.fields}
    return [{name: cells[number] for name, cells in columns.items()} for number in range(len(sent.records))]


def _cells(field: Field, sent: Return) -> list[object]:
    records = sent.records
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


def _cover(sent: Return, profile: Profile, records: int, nil: bool) -> dict[str, object]:
    prepared, approved = sent.rng.choice(ROLES, size=2, replace=False)
    answers: dict[str, object] = {"return_type": "FULL", "sampling_method": "CENSUS", **profile.cover}
    answers |= {"prepared_by_role": str(prepared), "approved_by_role": str(approved), "date_submitted": sent.sent}
    if nil:
        return {**answers, "return_type": "NIL", "sampling_method": "CENSUS", "eligible_population": 0, "sample_returned": 0}
    cases = int(records * profile.of_all)
    return {**answers, "eligible_population": cases, "sample_requested": records, "sample_returned": records}


def _volumes(sent: Return, profile: Profile) -> list[dict[str, object]]:
    volumes = sent.form.volumes
    if volumes is None:
        return []
    shares = _shares(profile.draws.get(volumes.per.name), sent.agency) if volumes.per else {"": 1.0}
    codes = volumes.per.codes.values() if volumes.per else ("",)
    total = sum(shares.values())
    lines: list[dict[str, object]] = []
    for month in months_of(sent.form.quarter):
        for code in codes:
            line: dict[str, Any] = {"month": month, "per": code}
            share = shares.get(code, 0.0) / total if total else 1 / len(codes)
            for count in sorted(volumes.counts, key=lambda each: _depth(profile.volumes, each.name)):
                amount = profile.volumes.get(count.name, Amount(30))
                if amount.of:
                    line[count.name] = int(sent.rng.binomial(line[amount.of], amount.mean))
                else:
                    line[count.name] = int(sent.rng.poisson(amount.mean * share))
            lines.append(line)
    return lines


def _depth(volumes: Mapping[str, Amount], name: str) -> int:
    """How many counts a count is a share of a share of, so that those are drawn first."""
    amount = volumes.get(name)
    return 1 + _depth(volumes, amount.of) if amount is not None and amount.of else 0


def _shares(drawn: Draw | None, agency: str) -> Mapping[str, float]:
    """The Volumes sheet's lines are as busy as records of them are common."""
    return drawn.by_agency.get(agency, drawn.weights) if isinstance(drawn, Choice) else {}


def file_name(sent: Return) -> str:
    """The return's file as its sender calls it: varied, and never against what is in it."""
    quarter = sent.form.quarter
    form = str(sent.rng.choice(NAMES))
    return form.format(
        audit=sent.form.audit.code, agency=sent.agency, folder=quarter.folder, number=quarter.number,
        short=f"Q{quarter.number}",
    )  # fmt: skip
