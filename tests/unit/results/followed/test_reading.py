"""Rows of the two returns as values: whatever their cells hold, nothing of it stops a run or is kept as another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Coded, Date, Field, MultiCode, Whole
from pipeline.definition.tracked import Tracked
from pipeline.disclose.editions import SUBGROUP
from pipeline.intake import Intake
from pipeline.partnership.here import here
from pipeline.results.followed.reading import as_planned, reported
from pipeline.results.followed.recommendations import Followed, recommendation_results
from pipeline.results.followed.reported import Reported, Status
from pipeline.store.codec import decoded, encoded
from pipeline.validate.validated import Accepted, Identity, Tally

NOW = Quarter(2019, 2)
THEIRS = {each.tracks: each for each in audits.of(NOW).values() if each.tracks}


@dataclass(frozen=True)
class Came:
    """Returns as an intake holds them: the rows of each audit, of one agency."""

    rows: dict[Tracked, pd.DataFrame]
    quarter: Quarter = NOW
    came: frozenset[str] = frozenset()

    def counted(self, audit: type[Audit]) -> list[Accepted]:
        if audit.tracks not in self.rows:
            return []
        form = audit.form(audit.views[0], NOW)
        return [Accepted("a.xlsx", "", Tally(), (), Identity(form, "SOL", form.version), rows=self.rows[audit.tracks])]


def read(**rows: list[dict[str, Any]]) -> Reported:
    frames = {Tracked[name]: _frame(THEIRS[Tracked[name]], those) for name, those in rows.items()}
    return reported(cast(Intake, Came(frames)))


def _frame(audit: type[Audit], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a return keeps them: each column of the kind that `Accepted` says."""
    columns: dict[str, Any] = {}
    for field in audit.form(audit.views[0], NOW).fields:
        values = [row.get(field.name) for row in rows]
        kind = "datetime64[s]" if isinstance(field, Date) else "Int64" if isinstance(field, Whole) else object
        columns[field.name] = pd.Series(values, dtype=kind)
    return pd.DataFrame(columns)


def _answers(field: Field) -> st.SearchStrategy[Any]:
    if isinstance(field, Date):
        return st.datetimes(datetime(2012, 1, 1), datetime(2028, 12, 31)).map(lambda each: each.replace(microsecond=0))
    if isinstance(field, Whole):
        return st.integers(field.minimum, field.maximum)
    if isinstance(field, MultiCode):
        codes = st.lists(st.sampled_from(field.codes.values()), min_size=1, max_size=3, unique=True)
        return codes.map(";".join)
    if isinstance(field, Coded):
        return st.sampled_from(field.codes.values())
    numbers = ["T2.b1", "t2.B1", "M2019Q2.1", "ASR-0001", "ASR-0001;ASR-0002", "ACT-0001"]
    return st.sampled_from(numbers) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def _rows(tracked: Tracked) -> st.SearchStrategy[list[dict[str, Any]]]:
    audit = THEIRS[tracked]
    row = {field.name: st.none() | _answers(field) for field in audit.form(audit.views[0], NOW).fields}
    return st.lists(st.fixed_dictionaries(row), max_size=4)


@settings(deadline=None, max_examples=40)
@given(_rows(Tracked.ACTIONS), _rows(Tracked.EVIDENCE))
def test_whatever_rows_hold_they_are_kept_as_they_are_and_every_recommendation_has_its_result(
    actions: list[dict[str, Any]], evidence: list[dict[str, Any]]
) -> None:
    told = read(ACTIONS=actions, EVIDENCE=evidence)

    assert (len(told.actions), len(told.evidence)) == (len(actions), len(evidence))
    assert decoded(Reported, encoded(told)) == told
    found = recommendation_results([], NOW, Followed({NOW: told}), SUBGROUP)
    assert [each.id for each in found] == [each.id for each in here().recommendations]


@pytest.mark.parametrize("typed", ["t2.B1", "T2.b1", "T2. b1", " T2.b1 "])
def test_an_action_of_the_plan_is_known_in_whatever_capitals_and_blanks_its_number_is_typed(typed: str) -> None:
    told = read(ACTIONS=[{"action": typed}], EVIDENCE=[{"record_ref": "ASR-0001", "action": typed}])

    assert [each.id for each in told.actions] == [each.action for each in told.evidence] == ["T2.b1"]


def test_an_action_that_a_meeting_agreed_is_known_in_small_letters_and_an_agencys_own_stays_as_it_came() -> None:
    assert as_planned("m2019q2.1") == "M2019Q2.1"
    assert as_planned("HC plan 7a") == "HC plan 7a"


def test_an_answer_that_could_not_be_read_is_no_answer() -> None:
    (told,) = read(ACTIONS=[{"action": "T2.b1", "done": date(2019, 9, 1), "status": None}]).actions

    assert told.status is Status.NOT_SAID
    assert told.status.open, "nobody has said that it is done"
