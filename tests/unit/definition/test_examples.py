"""The worked example of a form as it would look in the period that the form is for."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from pipeline import audits
from pipeline.calendar.bank_holidays import working_calendar
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Date, Form
from pipeline.definition.codebook import example_text

QUARTERS = [Quarter(2018, 4), Quarter(2019, 2), Quarter(2019, 3), Quarter(2026, 1), Quarter(2026, 4)]
FORMS = [
    audit.form(view, quarter) for quarter in QUARTERS for audit in audits.of(quarter).values() for view in audit.views
]
BY_MONTH = {"due_month", "review_date"}  # the last day of a month, whichever day of the week it is


def shown(form: Form) -> dict[str, datetime]:
    """Each date of the example."""
    dated = (each for each in form.fields if isinstance(each, Date) and each.example is not None)
    return {each.name: datetime.strptime(example_text(each, form)[:10], "%d/%m/%Y") for each in dated}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.audit.code} {form.view.code} {form.quarter}")
def test_the_example_s_dates_are_working_days_and_those_that_decide_are_days_of_the_form(form: Form) -> None:
    days = shown(form)

    idle = [
        name
        for name, day in days.items()
        if not np.is_busday(np.datetime64(day, "D"), busdaycal=working_calendar()) and name not in BY_MONTH
    ]
    assert idle == []
    deciding = [days[each.name].date() for each in form.anchors if each.name in days]
    assert all(form.period.start <= day <= form.period.end for day in deciding)


def test_a_date_that_is_the_last_of_its_month_is_the_last_of_another() -> None:
    quarter = Quarter(2019, 4)
    hcp = audits.of(quarter)["HCP"]

    assert shown(hcp.form(hcp.returned()[0], quarter))["due_month"] == datetime(2020, 2, 29)


def test_the_days_between_two_dates_are_those_of_the_example() -> None:
    def apart(quarter: Quarter) -> int:
        cpp = audits.of(quarter)["CPP"]
        days = shown(cpp.form(next(each for each in cpp.views if each.sheet == "Ended"), quarter))
        return (days["back_date"] - days["ended_date"]).days

    assert apart(Quarter(2019, 2)) == apart(Quarter(2019, 4)) == apart(Quarter(2026, 4))
