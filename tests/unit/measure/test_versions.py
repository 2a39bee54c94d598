"""A standard that is judged otherwise while a document is in force: by the day of each record, and never before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Basis, MultiCode, Standard, Version, YesNo, code_list
from pipeline.definition.records import Records
from pipeline.errors import DefinitionError
from pipeline.measure.outcomes import Outcome, outcomes
from pipeline.partnership.defining import reading_for
from pipeline.partnership.here import shipped
from pipeline.partnership.model import Document, Partnership

TEAMS = "child protection teams"
THERE = MultiCode("Took part", name="there", codes=code_list("agencies", CSC="Social care", EDU="Education"))
HELD = YesNo("Held?", name="held")
BEGUN = date(2026, 7, 1)


def at(*documents: Document) -> Partnership:
    return replace(shipped("southampton"), documents=documents)


def quorum(partnership: Partnership) -> Standard:
    with reading_for(partnership, Quarter(2026, 2)):
        education = Version(
            TEAMS, what="education takes part", met=THERE.contains("CSC", "EDU"), title="With education"
        )
        return Standard(
            "Quorum", applies=HELD == "Y", met=THERE.contains("CSC"), basis=Basis.LOCAL, source="A test",
            versions=(education,), id="T1",
        )  # fmt: skip


def judged(standard: Standard, days: list[str], there: str = "CSC", held: str = "Y") -> list[str]:
    rows = pd.DataFrame({"there": [there] * len(days), "held": [held] * len(days)}, dtype=object)
    records = Records(rows).judged_on(np.array([day or "NaT" for day in days], dtype="datetime64[D]"))
    return [str(each) for each in outcomes(standard, records)["outcome"]]


def test_a_record_is_judged_by_what_is_in_force_on_its_day() -> None:
    standard = quorum(at(Document(kind=TEAMS, version="Teams", since=BEGUN)))
    assert judged(standard, ["2026-06-30", "2026-07-01", "2026-07-02", ""]) == ["met", "not met", "not met", "met"]
    assert judged(standard, ["2026-06-30", "2026-07-01"], "CSC;EDU") == ["met", "met"]
    assert judged(standard, ["2026-06-30", "2026-07-01"], held="N") == ["not applicable"] * 2


@pytest.mark.parametrize(
    "documents", [(), (Document(kind=TEAMS, version="Teams", dated=False),), (Document(kind="other", version="Other"),)]
)
def test_a_document_that_is_not_yet_or_not_there_is_never_judged_by(documents: tuple[Document, ...]) -> None:
    standard = quorum(at(*documents))
    assert judged(standard, ["2017-07-01", "2030-01-01"]) == ["met", "met"]
    assert not standard.versions[0].within(Quarter(2030, 1))
    assert standard.titled(Quarter(2030, 1)) == "Quorum"


def test_a_document_that_has_ended_is_judged_by_no_more() -> None:
    standard = quorum(at(Document(kind=TEAMS, version="Pilot", since=BEGUN, until=date(2026, 9, 30))))
    assert judged(standard, ["2026-09-30", "2026-10-01"]) == ["not met", "met"]
    titles = [standard.titled(each) for each in (Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3))]
    assert titles == ["Quorum", "With education", "Quorum"]
    assert [standard.versions[0].within(each) for each in (Quarter(2026, 1), Quarter(2026, 2))] == [False, True]


@given(
    st.lists(st.sampled_from(["2026-06-30", "2026-07-01", "2026-07-02", "2019-01-01"]), min_size=1, max_size=12),
    st.sampled_from(["CSC", "CSC;EDU", "EDU", None]),
)
def test_what_each_version_counts_adds_up_to_what_the_standard_counts(days: list[str], there: str | None) -> None:
    standard = quorum(at(Document(kind=TEAMS, version="Teams", since=BEGUN)))
    rows = pd.DataFrame({"there": [there] * len(days), "held": ["Y"] * len(days)}, dtype=object)
    when = np.array(days, dtype="datetime64[D]")
    whole = outcomes(standard, Records(rows).judged_on(when))
    new = when >= np.datetime64(BEGUN)
    by_one = outcomes(replace(standard, versions=()), Records(rows[~new]).judged_on(when[~new]))
    by_other = outcomes(standard, Records(rows[new]).judged_on(when[new]))
    for each in Outcome:
        parts = (by_one["outcome"] == each).sum() + (by_other["outcome"] == each).sum()
        assert (whole["outcome"] == each).sum() == parts


def test_what_a_version_reads_is_read_by_its_standard() -> None:
    with reading_for(at(), Quarter(2026, 2)):
        more = Version(TEAMS, what="education is asked", met=THERE.contains("EDU"))
    standard = Standard("T", applies=ALWAYS, met=HELD == "Y", basis=Basis.LOCAL, source="A test", versions=(more,))
    assert standard.fields() == (HELD, THERE)


def test_a_version_says_what_is_otherwise() -> None:
    with pytest.raises(DefinitionError, match=r"a version by the child protection teams: say what is otherwise \(met="):
        Version(TEAMS, what="nothing")
    with pytest.raises(DefinitionError, match="say in words what is otherwise"):
        Version(TEAMS, what=" ", met=ALWAYS)
