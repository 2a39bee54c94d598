"""Every quarter from 2012-13 to two years from today has its forms, and asks bodies that exist."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.demo import FIRST, YEARS_AHEAD
from pipeline.partnership.here import shipped, shipped_names, used
from pipeline.partnership.returns_due import due


def quarters() -> list[Quarter]:
    last = Quarter.containing(date(date.today().year + YEARS_AHEAD, date.today().month, 1))
    every = [FIRST]
    while every[-1] < last:
        every.append(every[-1].next())
    return every


@pytest.mark.parametrize("name", shipped_names())
def test_every_view_that_is_due_has_questions_and_is_asked_of_bodies_in_force(name: str) -> None:
    partnership = shipped(name)
    with used(partnership):
        for quarter in quarters():
            assert due(quarter) > quarter.end
            for audit in audits.of(quarter).values():
                asks = {view: audit.returners(view, quarter) for view in audit.views if audit.due(quarter)}
                assert any(asks.values()) or not asks, f"{quarter}: nobody returns {audit.code}"
                for view in (each for each, codes in asks.items() if codes):
                    asked = [partnership.agencies.agency(code) for code in asks[view]]
                    assert all(each is not None and each.in_force(quarter.end) for each in asked), (
                        f"{quarter} {view.code}"
                    )
                    assert audit.form(view, quarter).fields
                    assert len(audit.form(view, quarter).version) == 12
