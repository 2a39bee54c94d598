"""The note on cell comments names the cells, so that nobody has to look for them."""

from __future__ import annotations

import pytest

from pipeline.read import Facts
from pipeline.template.layout import FIX_LIST_SHEET
from pipeline.validate.catalogue.files import COMMENTS
from tests.unit.validate.sent import cover_sheet, good, of_sheets, records_sheet, sheet


@pytest.mark.parametrize(
    ("comments", "places"),
    [
        (("Records!C7",), ["Records!C7"]),
        (("Records!C9", "Records!C7", "Records!C8", "Records!B7"), ["Records!B7, C7:C9"]),
        (("Records!C7", "My! notes!A1"), ["My! notes!A1", "Records!C7"]),
        (("H7",), ["the file"]),
        ((), []),
    ],
)
def test_comments_are_noted_once_for_each_sheet_with_their_cells(comments: tuple[str, ...], places: list[str]) -> None:
    checked = of_sheets(cover_sheet(), records_sheet([good()]), facts=Facts(comments=comments))

    noted = [each for each in checked.findings if each.rule == COMMENTS.id]
    assert sorted(each.place for each in noted) == places
    assert all("write into the cells" in each.fix for each in noted)


def test_our_own_comments_on_a_marked_up_return_are_not_noted() -> None:
    marked_up = sheet(FIX_LIST_SHEET, [["x"]])
    checked = of_sheets(cover_sheet(), records_sheet([good()]), marked_up, facts=Facts(comments=("Records!C7",)))

    assert COMMENTS.id not in [each.rule for each in checked.findings]
