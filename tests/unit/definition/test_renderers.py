"""What each renderer owes by itself; that they agree with a spreadsheet program is tests/spreadsheet/."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import AS_OF, LAST_DAY, Date, Predicate
from pipeline.definition.excel import excel
from pipeline.definition.frame import Records, rails
from pipeline.definition.predicate import AsOf
from pipeline.definition.words import words
from tests.unit.definition.strategies import FIELDS, predicates, records, typed, verdicts


@given(predicates(), st.lists(records(), min_size=1, max_size=5))
def test_every_predicate_has_words_and_its_opposite_is_never_true_with_it(
    statement: Predicate, rows: list[dict[str, object]]
) -> None:
    assert True not in verdicts(statement & ~statement, typed(rows))
    assert words(statement).strip()
    assert "Field(" not in words(statement)
    assert "object at" not in words(statement)


@given(predicates(), st.lists(records(), min_size=2, max_size=6))
def test_the_order_of_records_changes_no_verdict(statement: Predicate, rows: list[dict[str, object]]) -> None:
    assert verdicts(statement, typed(rows[::-1]))[::-1] == verdicts(statement, typed(rows))


def test_the_as_of_date_is_rendered_by_the_cell_it_is_given() -> None:
    start = next(field for field in FIELDS if field.name == "start")
    assert isinstance(start, Date)
    formula = excel(start <= AS_OF, lambda operand: "Cover!$B$20" if isinstance(operand, AsOf) else "A1")
    assert formula.true == "IF(AND(ISNUMBER(A1),ISNUMBER(Cover!$B$20)),INT(A1)<=INT(Cover!$B$20),FALSE)"


def test_the_last_day_of_the_returns_period_is_a_day_like_any_other() -> None:
    """A formula writes the day itself; a record that is of no return knows none, so that nothing is said of it."""
    day = Date("Day", name="day")
    frame = pd.DataFrame({"day": pd.to_datetime(["2019-09-30", "2019-10-01", None])})
    in_time = day <= LAST_DAY

    judged = rails(in_time, Records(frame).ending(date(2019, 9, 30)))

    assert (judged.true.tolist(), judged.false.tolist()) == ([True, False, False], [False, True, False])
    assert rails(in_time, Records(frame)).unknown.all()
    assert words(in_time) == "‘Day’ is not after the last day of the return's period"
