"""What is built to harm, or damaged, is refused before its values are read; what is only unusual is not."""

from __future__ import annotations

import contextlib
import io
import time
import warnings
import zipfile

import pytest

from pipeline.errors import UnreadableReturn
from pipeline.read import package, precheck, sheet_limits
from tests.unit.read.workbooks import bent, built, rezipped, with_cells, with_part

SAVE_AS_XLSX = "Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
DAMAGED = (
    "This workbook is damaged or incomplete: part of it does not match its own checksum or is missing. "
    "Save the workbook again and send a new copy."
)


def test_a_value_in_excels_last_cell_is_refused_before_the_reader_takes_memory_for_all_between(refusal):
    far_cell = with_cells(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )

    assert refusal(far_cell) == (
        "This workbook could not be read safely: the sheet 'Records' has a filled cell (perhaps only a space) as far "
        "away as XFD1048576. Delete that cell, or copy only the filled rows into a fresh template; then save it and "
        "send it again."
    )


def test_a_far_cell_that_is_only_formatted_is_harmless(reading):
    styled = with_cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>')

    assert reading(styled).sheet("Records").rows == [[1.0]]


def test_one_far_row_in_a_narrow_sheet_is_harmless(reading):
    data = with_cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="60000"><c r="B60000"><v>2</v></c></row>')

    assert reading(data).sheet("Records").rows[59_999] == ["", 2.0]


def test_a_cell_beyond_excels_grid_is_refused(refusal):
    data = with_cells('<row r="9999999"><c r="A9999999"><v>1</v></c></row>')

    assert refusal(data).startswith(
        "This workbook could not be read safely: the sheet 'Records' has a cell in row 9999999, column 1, "
        "beyond Excel's last cell."
    )


def test_a_string_table_that_announces_more_than_it_holds_is_refused(refusal):
    lie = bent(built(), strings=lambda xml: xml.replace(b'uniqueCount="1"', b'uniqueCount="4294967295"'))

    assert refusal(lie) == (
        "This workbook could not be read safely: it announces 4,294,967,295 texts and does not hold them. "
        + SAVE_AS_XLSX
    )


@pytest.mark.parametrize("part", ["sheet1", "workbook", "strings"])
def test_entities_are_refused_in_whatever_part_they_stand(refusal, part: str):
    bomb = b'<!-- <a --><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    data = bent(built(), **{part: lambda xml: xml.replace(b"?>", b"?>" + bomb, 1)})

    assert refusal(data) == (
        "This workbook could not be read safely: a part declares XML entities, which Excel never writes. "
        + SAVE_AS_XLSX
    )


def test_a_part_in_another_encoding_cannot_hide_an_entity(refusal):
    bomb = '?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
    data = bent(built(), sheet1=lambda xml: xml.decode().replace("?>", bomb, 1).encode("utf-16"))

    assert "a part declares XML entities" in refusal(data)


def test_a_truncated_file_is_named_incomplete(refusal):
    data = built()

    assert refusal(data[: len(data) * 2 // 3]) == (
        "This workbook is incomplete: its end is missing, as when a copy or a download was cut short. "
        "Copy or send the workbook again."
    )


def test_one_wrong_bit_anywhere_is_noticed(refusal):
    data = bytearray(built())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        styles = archive.getinfo("xl/styles.xml")
    data[styles.header_offset + 30 + len("xl/styles.xml") + 40] ^= 1

    assert refusal(bytes(data)) == DAMAGED


def test_a_sheet_whose_part_is_missing_is_refused_and_the_next_is_not_taken_for_it(refusal):
    data = built(lambda book, _sheet: book.add_worksheet("Version"))
    data = rezipped(data, lambda name, part: None if name == "xl/worksheets/sheet1.xml" else part)

    assert refusal(data).startswith(
        "This workbook could not be read safely: it lists a sheet 'Records' that is not in the file."
    )


def test_the_same_part_twice_is_refused(refusal):
    into = io.BytesIO(built())
    with zipfile.ZipFile(into, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")

    assert "it holds the same part twice" in refusal(into.getvalue())


def test_a_part_named_to_leave_the_workbook_is_refused(refusal):
    assert "leads outside the workbook" in refusal(with_part("../../evil.xml", b"<a/>"))


def test_a_part_that_unpacks_out_of_all_proportion_is_refused(refusal):
    data = with_part("xl/worksheets/sheet9.xml", b" " * 20_000_000)

    assert "it unpacks to 20 MB, its largest part to 1,0" in refusal(data)


def test_more_parts_than_any_workbook_has_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_PARTS", 5)

    with pytest.raises(UnreadableReturn, match="at most 5 are expected"):
        precheck.structure(built())


def test_a_merge_over_the_whole_sheet_is_refused(refusal):
    data = bent(
        built(),
        sheet1=lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    )

    assert f"merges more than {sheet_limits.LARGEST_MERGE:,} cells into one" in refusal(data)


def test_excel_4_macros_are_refused(refusal):
    assert "Excel 4.0 macro sheet" in refusal(with_part("xl/macrosheets/sheet1.xml", b"<x/>"))


def test_a_macro_sheet_is_known_by_what_it_is_and_not_by_its_folder(refusal, reading):
    assert "Excel 4.0 macro sheet" in refusal(with_part("xl/other/one.xml", b'<xm:macrosheet xmlns:xm="x"/>'))
    assert reading(with_part("xl/macrosheets/readme.txt", b"hello")).sheet("Records").rows == [["Case"]]


def test_two_sheets_of_one_name_are_refused_for_that(refusal):
    def fill(book, _sheet):
        book.add_worksheet("Other")

    told = refusal(bent(built(fill), workbook=lambda xml: xml.replace(b'"Other"', b'"Records"')))

    assert "two sheets of one name: the sheet 'Records'" in told
    assert "Rename one of them" in told


@pytest.mark.parametrize(
    "written", ["<is><t>{}</t></is>", "<is><r><t>{}</t></r><r><t>x</t></r></is>", "<v>{}</v>"], ids=["is", "runs", "v"]
)
def test_a_text_longer_than_a_cell_can_hold_is_refused_by_its_cell(refusal, reading, written: str):
    kind = "str" if "<v>" in written else "inlineStr"

    def long(length: int) -> bytes:
        return with_cells(f'<row r="1"><c r="A1" t="{kind}">{written.format("a " * (length // 2))}</c></row>')

    assert "the text in cell A1 of the sheet 'Records' is longer than the 32,767 characters" in refusal(long(32_768))
    assert reading(long(32_766)).sheet("Records")
    assert "cell A1" in refusal(bent(built(), strings=lambda xml: xml.replace(b"Case", b"a" * 32_768)))


UNENDING = [
    '<comment ref="A1">',
    '<property name="a">',
    "<![CDATA[",
    "<!--",
    "<a:p >",
    "<div",
    '<c r="A1">',
    "<si>",
    "<rPh>",
    '<c r="A1"><f>',
    "<fill>",
    "<cellXfs>",
    '<a b="',
    "<?a ",
    'a="',
    "<",
]


@pytest.mark.parametrize("begun", UNENDING)
def test_what_never_ends_takes_no_longer_than_its_length(begun: str):
    much = (begun * (400_000 // len(begun))).encode()
    parts = ["xl/comments9.xml", "xl/drawings/drawing9.xml", "docProps/custom.xml", "xl/drawings/vmlDrawing9.vml"]
    files = [with_part(name, much) for name in parts]
    files.append(with_cells(f'<row r="1">{much.decode()}</row>'))
    files.append(bent(built(), strings=lambda xml: xml.replace(b"<si>", much + b"<si>")))
    files.append(
        rezipped(
            built(), lambda name, part: part.replace(b"<fonts", much + b"<fonts") if name == "xl/styles.xml" else part
        )
    )

    for data in files:
        start = time.process_time()
        with contextlib.suppress(UnreadableReturn):
            precheck.structure(data)
        assert time.process_time() - start < 3


def test_dde_is_refused_as_a_link_and_as_a_formula(refusal):
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    formula = with_cells('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f><v>1</v></c></row>')

    assert "(DDE)" in refusal(with_part("xl/externalLinks/externalLink1.xml", link))
    assert "calls another program (DDE), in cell A1" in refusal(formula)


def test_facts_are_found_without_what_they_say():
    def fill(book, sheet):
        sheet.write_comment(0, 0, "SENTINEL-1")
        book.set_properties({"author": "SENTINEL-2", "title": "Return"})
        book.set_custom_property("Owner", "SENTINEL-3")

    facts = precheck.structure(built(fill))

    assert facts.facts.comments == ("Records!A1",)
    assert set(facts.properties) == {"title", "creator", "lastModifiedBy", "custom"}
    assert "SENTINEL" not in repr((facts.facts, facts.properties))
