"""CAM, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.cam import CAM
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import Total
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.context import distribution
from tests.audits.worked import worked


def test_cam1_took_place_by_the_day_it_was_planned_for() -> None:
    worked(
        CAM,
        "CAM1",
        """
        planned    | held       | as_of      | outcome
        08/07/2019 | 08/07/2019 | 10/10/2019 | met
        08/07/2019 | 05/07/2019 | 10/10/2019 | met
        08/07/2019 | 09/07/2019 | 10/10/2019 | not met
        08/07/2019 |            | 10/10/2019 | not met
        08/07/2019 |            | 08/07/2019 | pending
        08/07/2019 |            | 09/07/2019 | not met
                   | 09/07/2019 | 10/10/2019 | missing
        08/07/2019 | !          | 10/10/2019 | missing
    """,
    )


def test_camx1_reached_as_many_as_it_was_to_reach() -> None:
    """Shown, and never rated: what nobody counted is not known."""
    worked(
        CAM,
        "CAMx1",
        """
        held       | reach_planned | reached | outcome
        08/07/2019 | 1500          | 1500    | met
        08/07/2019 | 1500          | 1499    | not met
        08/07/2019 | 1500          | NR      | not known
                   | 1500          |         | not applicable
        08/07/2019 | 1500          |         | missing
    """,
    )


def test_camx2_to_camx4_add_up_plan_reach_and_cost() -> None:
    """Of five activities four took place; of one of these nobody counted whom it reached."""
    answers: dict[str, list[object]] = {
        "planned": [pd.Timestamp(2019, 7, 8)] * 5,
        "held": [*[pd.Timestamp(2019, 7, 8)] * 4, pd.NaT],
        "reach_planned": [1000, 1500, 800, 900, 700],
        "reached": [1100, 1300, 600, None, None],
        "cost": [0, 240, 150, 90, None],
    }

    assert added(answers) == {
        "CAMx2": Total("people", 4900, 5, 900),
        "CAMx3": Total("people", 3000, 3, None),
        "CAMx4": Total("pounds", 480, 4, None),
    }


def test_camx5_and_camx6_count_what_took_place() -> None:
    answers = {
        "held": [pd.Timestamp(2019, 7, 8), pd.Timestamp(2019, 7, 9), pd.NaT],
        "channel": ["POSTER", "EVENT", "FILM"],
        "audience": ["PUBLIC", "STAFF", "PUBLIC"],
    }

    assert distribution(CAM, "CAMx5", answers) == {"POSTER": 1, "EVENT": 1}
    assert distribution(CAM, "CAMx6", answers) == {"PUBLIC": 1, "STAFF": 1}


def added(answers: dict[str, list[object]]) -> dict[str, Total | None]:
    """The amounts of one return, with every question blank but those given."""
    form = CAM.form(CAM.organiser, Quarter(2019, 2))
    rows = pd.DataFrame({**dict.fromkeys((each.name for each in form.fields), None), **answers}, dtype=object)
    returned = Accepted("a.xlsx", "", Tally(), (), Identity(form, "LSCB", ""), rows=rows)
    measured = context_results(CAM, [returned], SUBGROUP)
    return {each.id: each.total for each in measured if each.total is not None}
