"""Time limits with versions: each record is judged by exactly the one in force on the day that decides its quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Basis,
    Cadence,
    Date,
    DateTime,
    Part,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    hours,
    working_days,
)
from pipeline.definition import days as calendar_days
from pipeline.definition.frame import Records, allowed_by, rails
from pipeline.definition.timing import time_limit
from pipeline.definition.words import words
from pipeline.errors import DefinitionError
from pipeline.measure.outcomes import Outcome, outcomes
from pipeline.partnership.defining import TIMESCALES, reading_for
from pipeline.partnership.here import shipped
from pipeline.partnership.limits import Limit
from pipeline.partnership.model import Timescale
from pipeline.partnership.proposed import SOURCE, lacking
from tests.small_audit import audit_of

START, END = Date("Start", name="start"), Date("End", name="end")
SENT, READ = DateTime("Sent", name="sent"), DateTime("Read", name="read")
NEW_DAY, NOW = date(2026, 3, 26), Quarter(2026, 1)


def version(limit: int, since: date | None = None, until: date | None = None, unit: str = "working days") -> Timescale:
    return Timescale(name="icpc", limit=limit, unit=unit, since=since, until=until)


def limit(*versions: Timescale, quarter: Quarter = NOW) -> Limit:
    return Limit("icpc", versions, quarter)


FIFTEEN_THEN_TEN = limit(version(15, until=NEW_DAY - timedelta(1)), version(10, since=NEW_DAY))


def standard(allowed: Limit | int) -> Standard:
    return Standard(
        "In time",
        applies=ALWAYS,
        met=END.answered() & (working_days(START, END) <= allowed),
        basis=Basis.LOCAL,
        source="A test",
        id="T1",
    )


def judged(measure: Standard, drawn: list[tuple[str, str, str]]) -> list[str]:
    """The outcome of each record, drawn as its day, its start and its end."""
    rows = pd.DataFrame(
        {"start": pd.to_datetime([start for _, start, _ in drawn]), "end": pd.to_datetime([end for *_, end in drawn])}
    )
    days = np.array([day or "NaT" for day, *_ in drawn], dtype="datetime64[D]")
    return [str(each) for each in outcomes(measure, Records(rows).judged_on(days))["outcome"]]


def test_each_record_is_judged_by_the_version_in_force_on_its_day() -> None:
    twelve = ("2026-03-02", "2026-03-18")  # working days
    assert judged(
        standard(FIFTEEN_THEN_TEN),
        [("2026-03-25", *twelve), ("2026-03-26", *twelve), ("2026-03-27", *twelve), ("2010-01-01", *twelve)],
    ) == ["met", "not met", "not met", "met"]


def test_in_a_gap_between_versions_nobody_can_say_whether_a_record_is_in_time() -> None:
    gap = limit(version(15, until=date(2026, 1, 31)), version(10, since=NEW_DAY))
    prompt, open_still = ("2026-02-02", "2026-02-03"), ("2026-02-02", "")
    assert (
        judged(standard(gap), [("2026-02-01", *prompt), ("2026-02-01", *open_still), ("", *prompt)])
        == ["not known"] * 3
    )
    assert judged(standard(gap), [("2026-01-31", *prompt), ("2026-03-26", *open_still)]) == ["met", "not met"]


def test_where_two_versions_hold_the_later_one_decides() -> None:
    both = limit(version(15), version(10, since=NEW_DAY))
    assert judged(standard(both), [("2026-03-26", "2026-03-02", "2026-03-18")]) == ["not met"]
    assert both.on(NEW_DAY) is both.versions[1]


def starts() -> st.SearchStrategy[list[date]]:
    return st.lists(st.dates(date(2012, 4, 1), date(2028, 12, 31)), max_size=4, unique=True).map(sorted)


@given(starts(), st.lists(st.dates(date(2012, 1, 1), date(2029, 12, 31)), min_size=1, max_size=8))
def test_every_record_is_judged_by_exactly_one_version(begun: list[date], days: list[date]) -> None:
    bounds = [None, *begun]
    ends = [each - timedelta(1) for each in begun]
    versions = [version(n, a, b) for n, (a, b) in enumerate(zip(bounds, [*ends, None], strict=True), start=1)]
    one_after_another = limit(*versions)
    records = Records(pd.DataFrame(index=range(len(days)))).judged_on(np.array(days, dtype="datetime64[D]"))
    allowed = allowed_by(one_after_another, records).tolist()
    assert allowed == [one_after_another.on(day).limit for day in days]  # type: ignore[union-attr]
    assert [sum(each.on(day) for each in versions) for day in days] == [1] * len(days)
    # What all versions count together is what the standard counts.
    frame = pd.DataFrame({"start": pd.to_datetime(days), "end": pd.to_datetime(days)})
    whole = outcomes(standard(one_after_another), Records(frame).judged_on(np.array(days, dtype="datetime64[D]")))
    assert (whole["outcome"] == Outcome.MET).sum() == sum(
        sum(each.on(day) for day in days) for each in one_after_another.versions
    )


@given(starts(), st.integers(0, 40))
def test_a_version_that_changes_no_number_changes_no_verdict_words_or_chart(begun: list[date], number: int) -> None:
    ends = [each - timedelta(1) for each in begun]
    same = limit(*(version(number, a, b) for a, b in zip([None, *begun], [*ends, None], strict=True)))
    records = Records(
        pd.DataFrame(
            {"start": pd.to_datetime(["2026-01-05"] * 3), "end": pd.to_datetime(["2026-01-06", "2026-02-03", None])}
        )
    ).judged_on(np.array(["2017-01-01", "2026-03-25", "2027-01-01"], dtype="datetime64[D]"))
    versioned, plain = working_days(START, END) <= same, working_days(START, END) <= number
    assert rails(versioned, records).true.tolist() == rails(plain, records).true.tolist()
    assert words(versioned) == words(plain)
    assert time_limit("T1", versioned).most(NOW) == time_limit("T1", plain).most(NOW)


def test_words_say_every_limit_and_from_when() -> None:
    assert words(working_days(START, END) <= FIFTEEN_THEN_TEN) == (
        "there are at most 15 working days (10 from 26 March 2026) from ‘Start’ to ‘End’"
    )
    one = limit(version(1))
    assert words(working_days(START, END) <= one) == "there is at most 1 working day from ‘Start’ to ‘End’"


def test_a_title_says_the_limit_of_its_quarter() -> None:
    said_in = {
        quarter: f"within {limit(*FIFTEEN_THEN_TEN.versions, quarter=quarter)}"
        for quarter in (Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1))
    }
    assert list(said_in.values()) == ["within 15 working days", "within ten working days", "within ten working days"]
    assert str(limit(version(1))) == "one working day"
    assert limit(version(1, unit="days")).by_when == "by the next day"
    assert limit(version(2, unit="days")).by_when == "within two days"


def test_a_chart_draws_the_line_of_its_quarter_and_keeps_the_last_one_in_a_gap() -> None:
    drawn = time_limit("T1", working_days(START, END) <= FIFTEEN_THEN_TEN)
    assert [drawn.most(each) for each in (Quarter(2025, 3), Quarter(2025, 4))] == [15, 10]
    ended = time_limit("T1", working_days(START, END) <= limit(version(15, until=NEW_DAY)))
    assert ended.most(Quarter(2027, 1)) == 15


def test_a_limit_in_another_unit_or_of_no_span_is_a_wrong_definition() -> None:
    in_days = limit(version(1, unit="days"))
    with pytest.raises(DefinitionError, match=r"is in days and not in working days; compare it with days\(…\)"):
        working_days(START, END)._compare("<=", in_days)
    assert (calendar_days(START, END) <= in_days).right is in_days
    assert (hours(SENT, READ) <= limit(version(4, unit="hours"))).operator == "<="
    with pytest.raises(DefinitionError, match="can only be compared with a span of time"):
        START._compare("<=", in_days)
    with pytest.raises(DefinitionError, match="given in days and in working days"):
        limit(version(1), version(1, unit="days"))


def test_a_limit_that_the_partnership_does_not_give_is_named_with_the_nearest() -> None:
    with pytest.raises(DefinitionError, match=r"timescales.csv gives no time limit icpcs: .* Did you mean icpc\?"):
        _ = TIMESCALES.icpcs
    bare = replace(shipped("southampton"), timescales=())
    with (
        reading_for(bare, NOW),
        pytest.raises(DefinitionError, match=r"no time limit icpcs: add a row for it\. It has none"),
    ):
        _ = TIMESCALES.icpcs


def test_until_a_partnership_has_a_row_for_a_limit_that_of_the_audits_holds_and_nobody_decided_it() -> None:
    usual = shipped("southampton")
    older = replace(
        usual, timescales=tuple(each for each in usual.timescales if each.name not in ("icpc", "rebooking"))
    )

    assert set(lacking(older)) == {"icpc", "rebooking"}
    with reading_for(older, NOW):
        by_law, own = TIMESCALES.icpc, TIMESCALES.rebooking
    assert [(each.limit, each.source) for each in by_law.versions] == [
        (each.limit, each.source) for each in usual.timescale("icpc")
    ]
    assert [(each.limit, each.source, each.checked_by) for each in own.versions] == [(21, SOURCE, "")]
    assert lacking(usual) == {}


def test_a_misspelt_row_is_to_be_mended_and_not_stood_in_for() -> None:
    usual = shipped("southampton")
    misspelt = [replace(each, name="rebookings") if each.name == "rebooking" else each for each in usual.timescales]

    assert lacking(replace(usual, timescales=tuple(misspelt))) == {}


def small(allowed: Limit | int, **changes: object) -> type:
    view = View("Return", role="police", code="all_of_it")
    ref = Text("Reference", name="ref", required=True)
    whole = {
        "title": "Small", "purpose": "To test.", "unit": "one case", "units": "cases", "cadence": Cadence.QUARTERLY,
        "key": ref, "anchors": {view: (START,)}, "views": [view], "parts": [Part("All", (ref, START, END))],
        "standards": [replace(standard(allowed), headline=True)],
    }  # fmt: skip
    return audit_of("SMALL", **(whole | changes))  # type: ignore[arg-type]


def form_version(allowed: Limit | int, quarter: Quarter) -> str:
    audit = small(allowed)
    return str(audit.form(audit.views[0], quarter).version)  # type: ignore[attr-defined]


def test_a_version_that_comes_later_leaves_the_forms_before_it_alone() -> None:
    before, after = Quarter(2025, 3), Quarter(2026, 1)
    assert (
        form_version(FIFTEEN_THEN_TEN, before) == form_version(limit(version(15)), before) == form_version(15, before)
    )
    assert form_version(FIFTEEN_THEN_TEN, after) == form_version(10, after) != form_version(15, after)
    of_both = form_version(FIFTEEN_THEN_TEN, Quarter.containing(NEW_DAY))
    assert of_both not in (form_version(15, Quarter.containing(NEW_DAY)), form_version(10, Quarter.containing(NEW_DAY)))


def test_only_standards_may_read_a_limit_that_has_versions() -> None:
    rule = Rule(
        working_days(START, END) <= FIFTEEN_THEN_TEN, blame=END, severity=Severity.QUERY, fix="Check it.", id="late"
    )
    with pytest.raises(DefinitionError, match="rule late reads the time limit icpc, which only standards may"):
        small(15, rules=[rule])
