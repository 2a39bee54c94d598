"""The workbook of a body that took over from another: addressed to it, and it is told so in words."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from pipeline import audits, template
from pipeline.calendar.quarter import Quarter
from pipeline.template import Filling, layout

TAKEN_OVER = Quarter(2022, 1)  # within it the police became another force
TOLD = (
    "You took over from Hampshire Constabulary on 1 June 2022: please return for the whole quarter, with its cases "
    "from before."
)


def texts_of(data: bytes, sheet: str) -> list[str]:
    rows = load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    return [each for row in rows for each in row if isinstance(each, str)]


@pytest.mark.parametrize(("quarter", "told"), [(TAKEN_OVER, True), (TAKEN_OVER.next(), False)])
def test_whoever_took_over_within_the_quarter_is_told_so_on_the_cover_and_in_the_guidance(
    quarter: Quarter, told: bool
) -> None:
    audit = audits.of(quarter)["NEG"]
    form = audit.form(audit.views[0], quarter)

    ((code, data),) = template.workbooks(form, audit.returners(audit.views[0], quarter))

    assert code == "HIOWC"
    for sheet in (layout.COVER_SHEET, layout.GUIDANCE_SHEET):
        assert (TOLD in texts_of(data, sheet)) == told


def test_what_the_body_before_returned_stands_beside_this_quarters_volumes_under_its_name() -> None:
    quarter = Quarter(2021, 1)
    audit = audits.of(quarter)["WNB"]
    form = audit.form(audit.views[0], quarter)
    assert form.volumes is not None
    lines = [{"month": "2021-02", "per": code, form.volumes.counts[0].name: 7} for code in _groups(form)]

    copies = dict(
        template.workbooks(
            form,
            ["HSIWCCG", "UHS"],
            previous_volumes={"HSIWCCG": lines, "UHS": lines},
            previous_by={"HSIWCCG": "CCG X"},
        )
    )

    note = "What stands at the right, to compare, is what CCG X returned."
    assert [note in texts_of(data, layout.VOLUMES_SHEET) for data in copies.values()] == [True, False]
    assert all("7" in texts_of(data, layout.VOLUMES_SHEET) for data in copies.values())
    alone = template.workbook(form, "HSIWCCG", Filling(previous_volumes=lines, previous_by="CCG X"))
    assert copies["HSIWCCG"] == alone


def _groups(form) -> list[str]:
    per = form.volumes.per
    return per.codes.values() if per else [""]
