"""CTX, by example: what each standard counts, drawn for an auditor to check against the audit's own words."""

from __future__ import annotations

import pandas as pd

from pipeline.audits.ctx import CTX
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.audits.worked import worked


def test_ctx1_the_concern_about_how_the_child_lives_is_recorded() -> None:
    """Left out: visits at which the notes show that somebody looked and found nothing."""
    worked(
        CTX,
        "CTX1",
        """
        contextual_concern_recorded | outcome
        Y                           | met
        N                           | not met
        NR                          | not recorded
        NA                          | not applicable
                                    | missing
        !                           | missing
    """,
    )


def test_ctx2_practice_or_social_care_is_told_within_one_working_day() -> None:
    """Monday 26 August 2019 was a bank holiday, so a visit of Friday the 23rd gave until Tuesday the 27th."""
    worked(
        CTX,
        "CTX2",
        """
        contextual_concern_recorded | told   | seen_date  | told_date  | as_of      | outcome
        Y                           | GP     | 17/07/2019 | 17/07/2019 | 10/10/2019 | met
        Y                           | GP;CSC | 17/07/2019 | 18/07/2019 | 10/10/2019 | met
        Y                           | CSC;HV | 17/07/2019 | 19/07/2019 | 10/10/2019 | not met
        Y                           | CSC    | 23/08/2019 | 27/08/2019 | 10/10/2019 | met
        Y                           | HV     | 17/07/2019 |            | 10/10/2019 | not met
        Y                           | NONE   | 17/07/2019 |            | 10/10/2019 | not met
        Y                           | NONE   | 30/09/2019 |            | 01/10/2019 | pending
        N                           |        | 17/07/2019 |            | 10/10/2019 | not applicable
        NR                          |        | 17/07/2019 |            | 10/10/2019 | not applicable
        NA                          |        | 17/07/2019 |            | 10/10/2019 | not applicable
        Y                           |        | 17/07/2019 |            | 10/10/2019 | missing
        Y                           | GP     | 17/07/2019 |            | 10/10/2019 | missing
                                    | GP     | 17/07/2019 | 17/07/2019 | 10/10/2019 | missing
    """,
    )


def test_ctx3_the_safeguarding_form_is_filled_in() -> None:
    worked(
        CTX,
        "CTX3",
        """
        contextual_concern_recorded | safeguarding_form | outcome
        Y                           | Y                 | met
        Y                           | N                 | not met
        Y                           | NR                | not recorded
        N                           |                   | not applicable
        NA                          |                   | not applicable
        Y                           |                   | missing
    """,
    )


def test_ctxx1_is_the_share_of_visits_with_a_safeguarding_form() -> None:
    volumes = pd.DataFrame({"children_seen": [300, 200], "safeguarding_forms": [9, 1]})

    measured = context("CTXx1", volumes=volumes)

    assert (measured.numerator, measured.denominator, measured.proportion) == (10, 500, 0.02)


def test_ctxx2_counts_why_visits_were_audited() -> None:
    measured = context("CTXx2", {"known_by": ["HISTORY", "BOTH", "HISTORY", None]})

    assert {share.code: share.count for share in measured.shares if share.count} == {"HISTORY": 2, "BOTH": 1}


def context(
    measure: str, answers: dict[str, list[str | None]] | None = None, volumes: pd.DataFrame | None = None
) -> ContextResult:
    """A context measure of the hospital's return, with every question blank but those given."""
    form = CTX.form(CTX.hospital, Quarter(2019, 2))
    blank = dict.fromkeys((field.name for field in form.fields), None)
    rows = pd.DataFrame({**blank, **answers}, dtype=object) if answers else pd.DataFrame()
    returned = Accepted(
        "a.xlsx",
        "",
        Tally(),
        (),
        Identity(form, form.returners[0], ""),
        rows=rows,
        volumes=pd.DataFrame() if volumes is None else volumes,
    )
    return next(each for each in context_results(CTX, [returned], SUBGROUP) if each.id == measure)
