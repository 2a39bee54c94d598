"""XML can say one thing in many ways, and a workbook's parts may bear any name: what is said is read all the same."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest

from pipeline.read import PersonalData
from pipeline.read.plain_xml import RARE, simplified
from pipeline.read.rewrite_cells import iso_moment
from tests.unit.read.workbooks import bent, built, rezipped, with_cells, with_part

POSTCODE = "SO14 2AR"


def cell(xml: str) -> bytes:
    return with_cells(f'<row r="1">{xml}</row>')


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1"><v><![CDATA[2]]></v></c>', 2.0),
        ('<c r="A1"><v><![CDATA[]]>2<![CDATA[3]]></v></c>', 23.0),
        ('<c r="A1"><v>2<!-- so > many -->3</v></c>', 23.0),
        ('<c r="A1"><v><?ask <v>?>2</v></c>', 2.0),
        ('<c r="A1"><v>2&#51;</v></c>', 23.0),
        ('<c r="A1"><v xml:space="preserve"> 2</v></c>', 2.0),
        ('<c r="A1"><v>\n 2 </v></c>', 2.0),
        ('<c r="A1" t="s"><v> 0</v></c>', "Case"),
        ('<c r="A1" t="b"><v> 1 </v></c>', True),
        ('<c r="A1" t="b"><v>FALSE</v></c>', False),
        ('\n<c\nr="A1">\n<v>2</v>\n</c>\n', 2.0),
        ('<c r="A1" t="n"><v>2</v></c>', 2.0),
        ('<c r="A1" t="str"><v><![CDATA[a <&> b]]></v></c>', "a <&> b"),
        ('<c r="A1" t="str"><v>yes</v></c>', "yes"),
        ('<c r="A1" t="inlineStr"><v>yes</v></c>', "yes"),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[yes]]></t></is></c>', "yes"),
        ('<c r="A1" t="inlineStr"><is><t>y<!-- - -->es</t></is></c>', "yes"),
        ('<c r="A1" t="inlineStr"><is><t>"d"</t></is><v></v></c>', '"d"'),
        ('<c r="A1" t="b"><v></v></c><c r="B1"><v>2</v></c>', ("", 2.0)),
        ('<c r="A1" t="d"><v></v></c><c r="B1"><v>2</v></c>', ("", 2.0)),
        ('<c r="A1" t="s"><v></v></c><c r="B1"><v>2</v></c>', ("", 2.0)),
        ('<c note="1 > 0" r="A1"><v>2</v></c>', 2.0),
        ("<c note='1 > \"0' r='A1' ><v >2</v></c>", 2.0),
    ],
)
def test_a_value_is_read_however_its_cell_is_written(reading, xml: str, value: object):
    expected = list(value) if isinstance(value, tuple) else [value]

    assert reading(cell(xml)).sheet("Records").rows == [expected]


def test_a_shared_text_is_read_however_it_is_written(reading):
    data = bent(built(), strings=lambda xml: xml.replace(b"<t>Case</t>", b"<t><![CDATA[a > b]]><!-- c --></t>"))

    assert reading(data).sheet("Records").rows == [["a > b"]]


def test_one_value_that_is_lost_is_not_made_up_for_by_another_that_was_not_counted(reading):
    data = cell('<c r="A1" t="inlineStr"><v>lost</v></c><c r="B1" t="inlineStr"><is><t>extra</t></is></c>')

    assert reading(data).sheet("Records").rows == [["lost", "extra"]]


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1" t="n"><v>SENTINEL</v></c>',
        '<c r="A1" t="b"><v>SENTINEL</v></c>',
        '<c r="A1" t="s"><v>SENTINEL</v></c>',
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="other"><v>SENTINEL</v></c>',
    ],
)
def test_a_cell_that_does_not_hold_what_it_says_is_named_with_its_sheet_and_the_way_to_mend_it(refusal, xml: str):
    assert refusal(cell(xml)) == (
        "This workbook could not be read safely: cell A1 of the sheet 'Records' does not hold what it is marked to "
        "hold. Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
    )


@pytest.mark.parametrize(
    "xml", ['<c r="A1" t="str"><v>a</w></c>', '<c r="what"><v>1</v></c>', '<c r="A1"><v>1<</v></c>']
)
def test_a_sheet_that_is_not_xml_is_named_and_no_program_is(refusal, xml: str):
    text = refusal(cell(xml))

    assert text.startswith("This workbook could not be read safely: its sheet 'Records' could not be read. Open it in")
    assert "alamine" not in text
    assert "Error" not in text


ERRORS = (
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#CONNECT!",
    "#BUSY!",
    "#GETTING_DATA",
    "#EXTERNAL!",
    "#PYTHON!",
    "#NEVER_YET_SEEN?",
    "#N/A",
    "#DIV/0!",
)


@pytest.mark.parametrize("error", ERRORS)
def test_any_error_is_one_by_its_cells_type_and_the_rest_of_the_sheet_is_read(reading, error: str):
    data = cell(f'<c r="A1" t="e" vm="1"><f>X()</f><v>{error}</v></c><c r="B1"><v>2</v></c><c r="C1" t = "e"><v/></c>')

    sheet = reading(data).sheet("Records")

    assert dict(sheet.errors) == {"A1": error, "C1": "#VALUE!"}
    assert sheet.rows[0][:2] == ["", 2.0]


def test_an_error_on_another_sheet_leaves_the_return_as_it_is(reading):
    def fill(book, sheet):
        sheet.write(0, 0, "Case")
        book.add_worksheet("Working").write_formula(0, 0, "=X()", None, "#SPILL!")

    data = rezipped(built(fill), lambda name, part: part.replace(b't="str"', b't="e"') if "sheet2" in name else part)
    workbook = reading(data)

    assert workbook.sheet("Records").rows == [["Case"]]
    assert dict(workbook.sheet("Working").errors) == {"A1": "#SPILL!"}


def test_what_an_error_cell_says_is_not_repeated_where_it_is_no_error(reading):
    assert dict(reading(cell('<c r="A1" t="e"><v>Siân</v></c>')).sheet("Records").errors) == {"A1": "#VALUE!"}


def test_a_word_like_a_type_in_a_formula_is_no_second_formula(reading):
    sheet = reading(cell('<c r="A1"><f>IF(B1="e","d",1)</f><v>1</v></c>')).sheet("Records")

    assert (sheet.formula_count, sheet.rows) == (1, [[1.0]])


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("2019-07-03", date(2019, 7, 3)),
        ("20190703", date(2019, 7, 3)),
        ("2019-07-03Z", date(2019, 7, 3)),
        ("2019-07-03T00:00", date(2019, 7, 3)),
        ("2019-07-03T00:00:00", date(2019, 7, 3)),
        ("2019-07-03T00:00:00.000Z", date(2019, 7, 3)),
        ("2019-07-03T00:00:00+01:00", date(2019, 7, 3)),
        ("2019-07-02T23:59:59.999", date(2019, 7, 3)),
        ("2019-07-02T23:00:00.000Z", datetime(2019, 7, 2, 23)),
        ("2019-07-03T09:30:00-05:00", datetime(2019, 7, 3, 9, 30)),
        ("09:30:00", time(9, 30)),
        ("T09:30:00Z", time(9, 30)),
        ("20:19", time(20, 19)),
        ("T2019", time(20, 19)),
        ("soon", "soon"),
        ("2019", "2019"),
        ("2019-07", "2019-07"),
        ("201907", "201907"),
        ("2019-13-45", "2019-13-45"),
    ],
)
def test_a_date_cell_is_a_date_in_every_form_of_iso_8601(reading, stored: str, value: object):
    sheet = reading(cell(f"<c r='A1' t='d'><v>{stored}</v></c><c r='B1' t=\"d\"><v>{stored}</v></c>")).sheet("Records")

    assert sheet.rows == [[value, value]]
    assert iso_moment(stored) == (None if isinstance(value, str) else value)


@pytest.mark.parametrize("name", ["Working >>", "a > b", ">", "> 18's", "sheetData > x"])
def test_a_sheet_may_have_any_name(reading, name: str):
    data = bent(built(), workbook=lambda xml: xml.replace(b'name="Records"', f'name="{name}"'.encode()))

    assert [sheet.name for sheet in reading(data).sheets] == [name]


def beside_the_cells(xml: str) -> bytes:
    """A workbook whose sheet has this XML behind its cells."""
    return bent(built(), sheet1=lambda part: part.replace(b"</sheetData>", b"</sheetData>" + xml.encode()))


@pytest.mark.parametrize(
    ("data", "personal"),
    [
        (
            beside_the_cells(
                f'<dataValidations><dataValidation prompt="> 0, {POSTCODE}" sqref="B2"/></dataValidations>'
            ),
            PersonalData("a postcode", "Records", "B2", "an input message"),
        ),
        (
            beside_the_cells(
                f"<dataValidations><dataValidation error='\"sheetData\" > {POSTCODE}' sqref='B2'/></dataValidations>"
            ),
            PersonalData("a postcode", "Records", "B2", "an input message"),
        ),
        (
            beside_the_cells(f'<hyperlinks><hyperlink ref="B2" location="A1" tooltip="> {POSTCODE}"/></hyperlinks>'),
            PersonalData("a postcode", "Records", "B2", "a link"),
        ),
        (
            beside_the_cells(f'<headerFooter x="1 > 0"><oddHeader y=">" >a > {POSTCODE}</oddHeader></headerFooter>'),
            PersonalData("a postcode", "Records", "", "its header or footer"),
        ),
        (
            bent(
                built(),
                workbook=lambda xml: xml.replace(
                    b"</sheets>",
                    b'</sheets><definedNames><definedName name="a" '
                    b'comment="b > 0 SO14 2AR">Records!$A$1</definedName></definedNames>',
                ),
            ),
            PersonalData("a postcode", "", "", "a defined name"),
        ),
        (
            with_part("xl/drawings/drawing9.xml", f'<a><x:cNvPr descr="1 > 0 {POSTCODE}" id="1"/></a>'.encode()),
            PersonalData("a postcode", "", "", "a text box or drawing"),
        ),
        (
            with_part("xl/drawings/drawing9.xml", f'<a:p b=">"><a:t c=">">{POSTCODE}</a:t></a:p>'.encode()),
            PersonalData("a postcode", "", "", "a text box or drawing"),
        ),
        (
            with_part("xl/drawings/drawing9.xml", f"<a:p><a:t><![CDATA[{POSTCODE}]]></a:t></a:p>".encode()),
            PersonalData("a postcode", "", "", "a text box or drawing"),
        ),
        (
            with_part("xl/charts/chart9.xml", f"<a:p><a:t>{POSTCODE}</a:t></a:p>".encode("utf-16")),
            PersonalData("a postcode", "", "", "a chart"),
        ),
        (
            with_part("xl/comments9.xml", f'<comment ref="B2" a=">"><t>{POSTCODE}</t></comment>'.encode("utf-16-le")),
            PersonalData("a postcode", "", "B2", "a comment"),
        ),
        (
            with_part("xl/pivotCache/pivotCacheRecords1.xml", f"<r><s v = '\">\" {POSTCODE}'/></r>".encode()),
            PersonalData("a postcode", "", "", "a pivot table's store"),
        ),
        (
            with_part("docProps/custom.xml", f'<property name="a > b"><v>{POSTCODE}</v></property>'.encode("utf-16")),
            PersonalData("a postcode", "", "", "the document's properties"),
        ),
        (
            with_part(
                "xl/worksheets/_rels/sheet1.xml.rels",
                f'<Relationship Id="a > b" Target="x>{POSTCODE}" TargetMode="External"/>'.encode(),
            ),
            PersonalData("a postcode", "Records", "", "a link"),
        ),
    ],
)
def test_no_mark_and_no_encoding_hides_personal_data_from_the_search(reading, data: bytes, personal: PersonalData):
    assert reading(data).outside_cells == (personal,)


def test_a_mark_in_an_attribute_hides_no_merge(reading):
    data = beside_the_cells('<mergeCells a=">"><mergeCell b=">" ref="A1:A2"/></mergeCells>')

    assert reading(data).sheet("Records").merged == ("A1:A2",)


def test_xml_as_excel_writes_it_is_passed_on_untouched():
    xml = b'<?xml version="1.0"?>\r\n<a b="&gt;">is this &amp; that! #1?</a>'

    assert simplified(xml) is xml


def test_one_comment_among_many_other_marks_is_seen():
    text = b"!?#" * RARE

    assert simplified(b"<a>" + text + b"<!-- 2 --><?x?>&#51;" + text + b"</a>") == b"<a>" + text + b"3" + text + b"</a>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_a_part_in_any_encoding_is_read(reading, encoding: str):
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)

    def encoded(name: str, part: bytes) -> bytes:
        if "theme" in name:  # it says its fonts in letters that not every encoding has
            return part
        text = part.decode().replace('encoding="UTF-8"', f'encoding="{declared}"').replace("Case", "Siân")
        return text.encode(encoding)

    assert reading(rezipped(built(), encoded)).sheet("Records").rows == [["Siân"]]


WITH_A_MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(("mark", "declared"), [(b"", b"utf-16"), (WITH_A_MARK, b"utf-16"), (WITH_A_MARK, b"cp1252")])
def test_a_part_that_says_a_wrong_encoding_is_read_as_what_it_is(reading, mark: bytes, declared: bytes):
    def wrong(_name: str, part: bytes) -> bytes:
        return mark + part.replace(b"UTF-8", declared).replace(b"Case", "Siân".encode())

    assert reading(rezipped(built(), wrong)).sheet("Records").rows == [["Siân"]]


@pytest.mark.parametrize("declared", ["klingon", "zlib", "cp1252"])
def test_a_part_in_characters_that_nobody_knows_is_refused_with_a_true_reason(refusal, declared: str):
    data = bent(built(), sheet1=lambda xml: xml.replace(b"UTF-8", declared.encode()) + b"\x81")

    assert "one of its parts is written in characters that cannot be told. Open it in Excel" in refusal(data)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("docProps/thumbnail.wmf", b"\xd7\xcd\xc6\x9a\0\0<!DOCTYPE"),
        ("docProps/thumbnail.emf", b"\x01\0\0\0\x6c\0\0\0"),
        ("customXml/item1.xml", "<a>\u2013</a>".encode("utf-16")),
        ("customXml/item2.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("xl/metadata", b"\xff\xfe\0\0"),
        ("xl/printerSettings/printerSettings1.bin", b"\0\0\0\0<!DOCTYPE"),
        ("xl/somethingNew/part1.xml", b"<!DOCTYPE a><a/>"),
        ("[trash]/0000.dat", b"\xff\xff\xff\xff"),
    ],
)
def test_a_part_that_nobody_reads_refuses_no_return(reading, name: str, part: bytes):
    assert reading(with_part(name, part)).sheet("Records").rows == [["Case"]]


def under_other_names(named: dict[str, str], data: bytes, absolute: bool = False) -> bytes:
    """A workbook with parts renamed, and every link to them."""

    def change(name: str, part: bytes) -> bytes:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            for old, new in named.items():
                for before, after in ((old, new), (old.removeprefix("xl/"), new.removeprefix("xl/"))):
                    part = part.replace(f'"{before}"'.encode(), f'"{after}"'.encode())
                    part = part.replace(f'"/{before}"'.encode(), f'"/{after}"'.encode())
            if absolute and name != "[Content_Types].xml":
                part = part.replace(b'Target="', b'Target="/xl/' if "xl/" in name else b'Target="/')
        return part

    bent_links = rezipped(data, change)
    listing = {"xl/_rels/workbook.xml.rels": f"xl/_rels/{named.get('xl/workbook.xml', 'xl/workbook.xml')[3:]}.rels"}
    return renamed(bent_links, {**named, **listing})


def renamed(data: bytes, named: dict[str, str]) -> bytes:
    parts: dict[str, bytes] = {}

    def take(name: str, part: bytes) -> bytes | None:
        if name in named:
            parts[named[name]] = part
            return None
        return part

    kept = rezipped(data, take)
    return rezipped(kept, lambda _name, part: part, parts)


@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize(
    "named",
    [
        {"xl/workbook.xml": "xl/workbook22.xml"},
        {"xl/styles.xml": "xl/looks/styles7.xml"},
        {"xl/sharedStrings.xml": "xl/texts.xml"},
        {"xl/worksheets/sheet1.xml": "xl/sheets/one.xml"},
        {
            "xl/workbook.xml": "xl/book.xml",
            "xl/styles.xml": "xl/s.xml",
            "xl/sharedStrings.xml": "xl/t.xml",
            "xl/worksheets/sheet1.xml": "xl/Worksheets/Sheet 1.xml",
        },
        {},
    ],
)
def test_parts_are_found_by_the_links_to_them_whatever_they_are_called(reading, named: dict[str, str], absolute: bool):
    def fill(book, sheet):
        sheet.write(0, 0, "Case")
        sheet.write_datetime(0, 1, date(2019, 7, 3), book.add_format({"num_format": "dd/mm/yyyy"}))

    data = under_other_names(named, built(fill), absolute)

    assert reading(data).sheet("Records").rows == [["Case", date(2019, 7, 3)]]


def test_comments_under_another_name_are_searched_and_their_cells_told(reading):
    def fill(_book, sheet):
        sheet.write_comment("H7", "nothing")
        sheet.write_comment("B2", f"lives at {POSTCODE}")

    workbook = reading(
        renamed(
            bent_links_to(built(fill), "../comments1.xml", "../remarks.xml"), {"xl/comments1.xml": "xl/remarks.xml"}
        )
    )

    assert workbook.facts.comments == ("Records!B2", "Records!H7")
    assert workbook.outside_cells == (PersonalData("a postcode", "Records", "B2", "a comment"),)


def bent_links_to(data: bytes, old: str, new: str) -> bytes:
    return rezipped(
        data, lambda name, part: part.replace(old.encode(), new.encode()) if name.endswith(".rels") else part
    )


def test_a_link_written_with_escapes_leads_to_its_part(reading):
    data = renamed(
        bent_links_to(built(), "worksheets/sheet1.xml", "worksheets/sheet%201.xml"),
        {"xl/worksheets/sheet1.xml": "xl/worksheets/sheet 1.xml"},
    )

    assert reading(data).sheet("Records").rows == [["Case"]]


def test_a_link_written_with_escapes_leads_to_a_part_of_any_name(reading):
    data = renamed(
        bent_links_to(built(), "worksheets/sheet1.xml", "worksheets/%C3%9Cbersicht.xml"),
        {"xl/worksheets/sheet1.xml": "xl/worksheets/Übersicht.xml"},
    )

    assert reading(data).sheet("Records").rows == [["Case"]]


@pytest.mark.parametrize("prefix", ["x", "x-y", "x.y", "c-1", "é", "r-c"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_may_prefix_its_tags_as_it_likes(reading, prefix: str, part: str):
    def change(name: str, xml: bytes) -> bytes:
        if name != part:
            return xml
        tags = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1" + f"{prefix}:".encode(), xml)
        return tags.replace(b'xmlns="', f'xmlns:{prefix}="'.encode())

    assert reading(rezipped(built(), change)).sheet("Records").rows == [["Case"]]


@pytest.mark.parametrize("blank", [" ", "\n", "\t"])
def test_a_tag_may_end_with_a_blank(reading, blank: str):
    row = '<row r="1"><c r="A1"><f>1+4</f@><v>5</v@></c@><c r="B1" t="inlineStr"><is><t>x</t@></is@></c@></row@>'

    assert reading(with_cells(row.replace("@", blank))).sheet("Records").rows == [[5.0, "x"]]


def test_a_workbook_without_links_of_its_own_is_found_by_its_content_types(reading):
    data = under_other_names({"xl/workbook.xml": "xl/workbook22.xml"}, built())
    data = rezipped(data, lambda name, part: None if name == "_rels/.rels" else part)

    assert reading(data).sheet("Records").rows == [["Case"]]


def test_a_strict_workbook_is_read(reading):
    def strict(name: str, part: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return part
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    assert reading(rezipped(built(), strict)).sheet("Records").rows == [["Case"]]


@pytest.mark.parametrize("ref", ["SENTINEL", "h7", "H7:J9", ""])
def test_a_comment_whose_cell_is_oddly_written_breaks_nothing(reading, ref: str):
    data = with_part("xl/comments9.xml", f'<comments><comment ref="{ref}"><t>x</t></comment></comments>'.encode())

    assert reading(data).facts.comments == (("H7",) if ref.upper().startswith("H7") else ())


def test_a_damaged_part_that_nobody_reads_is_noticed_all_the_same(refusal):
    data = bytearray(with_part("docProps/thumbnail.wmf", bytes(range(256)) * 8))
    place = data.index(b"docProps/thumbnail.wmf") + len("docProps/thumbnail.wmf")
    data[place + 30] ^= 1

    assert refusal(bytes(data)).startswith("This workbook is damaged or incomplete")
