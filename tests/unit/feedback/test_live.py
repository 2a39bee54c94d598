"""The live checks of a marked-up return: there where its answers stand as in the template, and only there."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import read, template
from pipeline.feedback.dressed import as_in_template
from pipeline.feedback.markedup import marked_up
from pipeline.read import Sheet
from pipeline.template import layout
from pipeline.validate.header import Header, resolved
from tests.unit.feedback.returns import FORM, IDENTITY, of_sheets, records
from tests.unit.validate.sent import sheet

TO_MEND: list[object] = [layout.TO_MEND, "Case number *", "Date of the meeting *", "Was it held? *", "Age", "Needs"]
SENTENCE = "Was it held? (D6): an answer is needed; 2 things to mend in this row"
COVER = sheet(layout.COVER_SHEET, [["Title"], [""], [""], *([item.label, ""] for item in layout.COVER)])


def sheets_of(data: bytes) -> dict[str, str]:
    """The sheets of a workbook by name, as they are stored."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        book = package.read("xl/workbook.xml").decode()
        names = [part.split('"')[0] for part in book.split('<sheet name="')[1:]]
        return {name: package.read(f"xl/worksheets/sheet{n}.xml").decode() for n, name in enumerate(names, start=1)}


def standing(*sheets: Sheet) -> bool:
    book = of_sheets(*sheets)
    header = resolved(book, FORM)
    assert isinstance(header, Header)
    return as_in_template([header], book.sheets)


def test_a_return_whose_answers_stand_as_in_the_template_carries_its_live_checks() -> None:
    parts = sheets_of(marked_up(IDENTITY, (), of_sheets(COVER, records(headings=TO_MEND))))

    assert list(parts)[-4:] == [layout.READY_SHEET, layout.GUIDANCE_SHEET, layout.LISTS_SHEET, layout.CHECKS_SHEET]
    assert parts[layout.RECORDS_SHEET].count("<f>INDEX(to_mend,ROW())</f>") == layout.DATA_ROWS
    assert 't="shared"' in parts[layout.CHECKS_SHEET]


def without_label(label: str) -> Sheet:
    return replace(COVER, rows=[["" if cell == label else cell for cell in row] for row in COVER.rows])


@pytest.mark.parametrize(
    ("sheets", "live"),
    [
        ([COVER, records(headings=TO_MEND)], True),
        ([COVER, records()], True),  # of a template from before there were live checks
        ([records(headings=TO_MEND)], False),
        ([without_label(layout.COVER[-1].label), records(headings=TO_MEND)], False),
        ([COVER, records(headings=[TO_MEND[0], TO_MEND[2], TO_MEND[1], *TO_MEND[3:]])], False),
        ([COVER, replace(records(headings=TO_MEND), name="Sheet1")], False),
        ([COVER, records([["see file", "C1", "", "Y", "", ""]])], False),
        ([COVER, records([["C6 is needed: Was it held?", "C1", "", "Y", "", ""]], TO_MEND)], True),
        ([COVER, records([["2 to mend", "C1", "", "Y", "", "", SENTENCE]], [*TO_MEND, layout.WHAT_TO_MEND])], True),
        ([COVER, records([["", "C1", "", "Y", "", "", "ring back"]], [*TO_MEND, layout.WHAT_TO_MEND])], False),
        ([COVER, records([["", "C1", "", "Y", "", "", "ring back"]], [*TO_MEND, "Our notes"])], False),
    ],
)
def test_the_live_checks_stand_only_where_they_find_every_answer(sheets: list[Sheet], live: bool) -> None:
    assert standing(*sheets) is live
    names = sheets_of(marked_up(IDENTITY, (), of_sheets(*sheets)))
    assert (layout.READY_SHEET in names, layout.CHECKS_SHEET in names) == (live, live)


def test_a_return_of_an_older_template_comes_back_with_what_to_mend_at_the_end_of_its_rows() -> None:
    parts = sheets_of(marked_up(IDENTITY, (), of_sheets(COVER, records(headings=TO_MEND))))

    assert parts[layout.RECORDS_SHEET].count("INDEX(to_mend,ROW())=") == layout.DATA_ROWS, "the flag at the left"
    assert f'r="{chr(ord("A") + len(TO_MEND))}{layout.FIRST_DATA_ROW}"' in parts[layout.RECORDS_SHEET]
    assert "conditionalFormatting" in parts[layout.RECORDS_SHEET]


def test_what_to_mend_said_when_it_was_sent_does_not_come_back() -> None:
    marked_before = records([["D6 is needed: Was it held?", "C1", "", "", "", ""]], TO_MEND)

    for sheets in ([COVER, marked_before], [marked_before]):
        data = marked_up(IDENTITY, (), of_sheets(*sheets))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert b"D6 is needed" not in package.read("xl/sharedStrings.xml")


def test_the_live_checks_of_a_return_that_comes_back_are_the_template_s_own(tmp_path: Path) -> None:
    sent = template.workbook(FORM, "HC")
    (tmp_path / "sent.xlsx").write_bytes(sent)

    back = sheets_of(marked_up(IDENTITY, (), read.workbook(tmp_path / "sent.xlsx")))

    assert formulas(back[layout.CHECKS_SHEET]) == formulas(sheets_of(sent)[layout.CHECKS_SHEET])


def formulas(sheet: str) -> list[str]:
    """The formulas of a sheet as it is stored; its strings are numbered anew in every workbook."""
    return re.findall(r"<f.*?(?:/>|</f>)", sheet)
