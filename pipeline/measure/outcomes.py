"""Each record's outcome on each standard: everything that a report shows is counted from these."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import numpy as np
import pandas as pd

from pipeline.definition import Coded, Field, Meaning, Reading, Standard, WithCodes, fields_of
from pipeline.definition.frame import allowed_by, in_force_on, rails
from pipeline.definition.records import Array, Records, code_column
from pipeline.measure.gaps import excused


class Outcome(StrEnum):
    """What a standard says of one record."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    NOT_KNOWN = "not known"
    PENDING = "pending"
    MISSING = "missing"


# What the answer to a question means where it leaves a standard undecided, strongest first: a code that says why is
# believed before a blank, since follow-on questions are rightly blank where the first was answered with one.
_REASONS = (
    (Meaning.NOT_KNOWN, Outcome.NOT_KNOWN),
    (Meaning.PENDING, Outcome.PENDING),
    (Meaning.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
)


def outcomes(standard: Standard, records: Records) -> pd.DataFrame:
    """
    The outcome of ``standard`` on each record, see `judged`.

    Shape: one row per record, in order and with its index: outcome (an `Outcome`), not_recorded.
    """
    outcome, silent = judged(standard, records)
    return pd.DataFrame({"outcome": outcome, "not_recorded": silent}, index=records.rows.index)


def judged(standard: Standard, records: Records) -> tuple[Array, Array]:
    """
    The `Outcome` of ``standard`` on each record, and where the record was silent, which counts as not met.

    A blank is missing only where an answer was due: where the question was not to be asked of the record, the
    standard does not apply to it. A record is judged by the version in force on its day (`Records.anchors`); where a
    time limit has none then, what applies cannot be judged and is not known.
    """
    outcome, silent = _by(standard.itself, records)
    for version in standard.versions:
        holds = np.zeros(len(records), dtype=bool)
        for each in version.in_force:
            holds |= in_force_on(each, records.anchors)
        if holds.any():
            outcome_then, silent_then = _by(standard.read_by(version), records)
            outcome, silent = np.where(holds, outcome_then, outcome), np.where(holds, silent_then, silent)
    return outcome, silent


def _by(reading: Reading, records: Records) -> tuple[Array, Array]:
    """The outcome of each record by one reading, and where it is not met because the record is silent."""
    undecided = _codes_meaning(reading.fields(), *(meaning for meaning, _ in _REASONS))
    applies = rails(reading.applies, records, undecided)
    met = rails(reading.met, records, undecided)
    pending = []
    if reading.pending is not None:
        pending = [(rails(reading.pending, records, undecided).true, str(Outcome.PENDING))]
    # The first that is so decides.
    where, decided = zip(
        (applies.false, str(Outcome.NOT_APPLICABLE)),
        (_without_limit(reading, records), str(Outcome.NOT_KNOWN)),
        (applies.unknown, _reasons(fields_of(reading.applies), records)),
        *pending,
        (met.true, str(Outcome.MET)),
        (met.false, str(Outcome.NOT_MET)),
        (met.unknown, _reasons(fields_of(reading.met), records)),
        strict=True,
    )
    outcome = np.select(where, decided)
    return outcome, _silent(fields_of(reading.met), records) & (outcome == str(Outcome.NOT_MET))


def _without_limit(reading: Reading, records: Records) -> Array:
    """Where a time limit has no version in force: the record is neither late nor in time, and nobody may say so."""
    lacking = [np.isnan(allowed_by(each, records)) for each in reading.limits()]
    return np.logical_or.reduce(lacking) if lacking else np.zeros(len(records), dtype=bool)


def _reasons(fields: tuple[Field, ...], records: Records) -> Array:
    reason = np.full(len(records), str(Outcome.MISSING), dtype=object)
    reason[excused(fields, records)] = str(Outcome.NOT_APPLICABLE)
    for meaning, outcome in reversed(_REASONS):
        for field in fields:
            reason[_holding(field, _codes_meaning((field,), meaning), records)] = str(outcome)
    # "Not recorded" in place of a number leaves the standard undecided for want of a fact, not of an answer.
    for field in fields:
        if isinstance(field, WithCodes):
            held = _holding(field, _codes_meaning((field,), Meaning.NOT_RECORDED), records)
            reason[held & (reason == str(Outcome.MISSING))] = str(Outcome.NOT_KNOWN)
    return reason


def _silent(fields: tuple[Field, ...], records: Records) -> Array:
    held = [_holding(field, _codes_meaning((field,), Meaning.NOT_RECORDED), records) for field in fields]
    return np.logical_or.reduce(held) if held else np.zeros(len(records), dtype=bool)


def _holding(field: Field, codes: frozenset[str], records: Records) -> Array:
    if not codes:
        return np.zeros(len(records), dtype=bool)
    texts = records.texts(code_column(field.name) if isinstance(field, WithCodes) else field.name)
    held: Array = np.logical_or.reduce([texts == code for code in sorted(codes)])
    return held & records.undoubted(field.name)


@cache
def _codes_meaning(fields: tuple[Field, ...], *wanted: Meaning) -> frozenset[str]:
    return frozenset(
        code.code
        for field in fields
        for code in (field.codes if isinstance(field, Coded) else field.also_codes())
        if code.meaning in wanted
    )
