"""What a receipt says: where, what, why and what next; all of it, and nothing of a person."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Severity
from pipeline.feedback import receipt_html, receipt_text
from pipeline.validate.catalogue.files import SHEET_NOT_READ, UNREADABLE
from pipeline.validate.validated import SentBack, Tally
from tests.unit.feedback.returns import BLANK, DOUBT, PERSON, SHA, TIDIED, accepted, queried, sent_back

EVERY_KIND = {
    "accepted": accepted(),
    "nil": accepted(nil=True, rows=accepted().rows.iloc[:0], tally=Tally(seen=1, not_data=1)),
    "queried": queried(),
    "sent back": sent_back(BLANK),
    "of nobody known": sent_back(BLANK, identity=None),
    "personal": sent_back(PERSON),
}
all_kinds = pytest.mark.parametrize("validated", EVERY_KIND.values(), ids=EVERY_KIND)


def read(page: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.partition("</style>")[2])).split())


def test_a_receipt_says_what_arrived_and_what_it_was_taken_for():
    text = receipt_text(accepted())

    assert "mine.xlsx" in text
    assert SHA[:12] in text
    assert SHA[:13] not in text
    assert "Hampshire Constabulary" in text
    assert "Small audit (TST)" in text
    assert "2019-20 Q2" in text


@all_kinds
def test_a_receipt_accounts_for_every_row_and_counts_the_findings(validated):
    for receipt in (receipt_text(validated), read(receipt_html(validated))):
        assert validated.tally.sentence() in receipt
        assert re.search(r"\d+ errors?, \d+ quer(y|ies), \d+ notes?", receipt)


def test_an_accepted_return_needs_nothing_more():
    assert "Accepted: all of it is counted." in receipt_text(accepted())
    assert "There is nothing for you to do." in receipt_text(accepted())


def test_a_nil_return_is_thanked_for_as_one_and_counts_in_no_standard():
    text = receipt_text(EVERY_KIND["nil"])

    assert "nil return: your agency looked" in text
    assert "What your records count for" not in text


def test_findings_stand_errors_first_then_queries_then_notes():
    text = receipt_text(queried(TIDIED, DOUBT, BLANK))

    assert text.index(BLANK.sentence()) < text.index(DOUBT.sentence()) < text.index(TIDIED.sentence())


def test_findings_of_one_severity_stand_from_the_top_of_the_sheet():
    tenth, second = replace(BLANK, cell="D10"), replace(BLANK, cell="D2")

    text = receipt_text(queried(tenth, second))

    assert text.index("Records!D2 ") < text.index("Records!D10 ")


@pytest.mark.parametrize(
    ("findings", "wanted", "unwanted"),
    [
        ((BLANK,), "Mend each error", "Mend each query"),
        ((DOUBT,), "Mend each query, or explain it on the Cover", "Mend each error"),
    ],
)
def test_a_queried_return_is_told_what_to_do_and_by_when(findings, wanted, unwanted):
    text = receipt_text(queried(*findings))

    assert wanted in text
    assert unwanted not in text
    assert "by 28/10/2019" in text


def test_a_return_sent_back_is_told_to_mend_it_and_that_the_others_go_on():
    text = receipt_text(sent_back(BLANK))

    assert "Sent back: nothing in it is counted yet." in text
    assert "send the return again" in text
    assert "all other agencies’ returns go on" in text
    assert BLANK.sentence() in text


def test_a_return_whose_sender_is_unknown_is_answered_all_the_same():
    photo = UNREADABLE.at(reason="a picture", advice="Send a workbook.")

    text = receipt_text(SentBack("photo.xlsx", "", Tally(), (photo,)))

    assert "it could not be told whose return this is" in text
    assert "the file: we saw a picture. Send a workbook." in text
    assert "Fingerprint" not in text


def test_a_standard_says_how_many_records_count_and_how_many_an_error_holds_back():
    assert "T1 Held: 1 counted, 1 missing until an error is mended" in receipt_text(queried(BLANK))


@pytest.mark.parametrize(
    "finding",
    [replace(BLANK, severity=Severity.QUERY), replace(BLANK, affects=()), replace(BLANK, cell="D6")],
    ids=["a query", "another standard's", "another row's"],
)
def test_a_record_that_no_error_holds_back_is_not_called_missing(finding):
    text = receipt_text(queried(finding))

    assert "T1 Held: 1 counted" in text
    assert "missing until" not in text


def test_an_error_in_a_range_holds_back_each_of_its_rows():
    both = queried(replace(BLANK, cell="D6:D7"))
    both = replace(both, rows=both.rows.assign(held=[None, None]))

    assert "T1 Held: 0 counted, 2 missing until an error is mended" in receipt_text(both)


def test_a_standard_that_needs_another_views_answers_is_passed_over():
    assert "T2" not in receipt_text(accepted())


@all_kinds
def test_the_page_says_what_the_text_says(validated):
    page = read(receipt_html(validated))

    for line in receipt_text(validated).splitlines():
        if line.startswith("- ") and " counted" not in line:
            assert " ".join(line[2:].split()) in page


def test_the_page_has_every_finding_however_many():
    many = [replace(BLANK, cell=f"D{row}") for row in range(6, 1006)]

    page = read(receipt_html(queried(*many)))

    assert all(each.sentence() in page for each in many)


def test_what_an_agency_wrote_is_never_part_of_the_page():
    hostile = replace(BLANK, label="<script>alert(1)</script>", saw="<img src=x onerror=alert(1)>")

    page = receipt_html(queried(hostile))

    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page


class Page(HTMLParser):
    """A page's tags and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@all_kinds
def test_the_page_stands_alone_in_british_english_under_one_heading(validated):
    page = Page(receipt_html(validated))

    assert ("lang", "en-GB") in page.attributes
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    assert not {"script", "link", "img", "iframe", "form"} & set(page.tags)
    assert not {"src", "href"} & {name for name, _ in page.attributes}


def test_personal_data_is_answered_with_its_place_and_nothing_else():
    named = replace(PERSON, saw="what looks like Ann Example", fix="Take Ann Example out.")
    beside = replace(BLANK, saw="'Ann Example'")
    validated = sent_back(named, beside)

    for receipt in (receipt_text(validated), receipt_html(validated)):
        assert "Records!B6, B7" in receipt
        assert "The file was not kept." in receipt
        assert "Ann" not in receipt


def test_a_name_in_the_name_of_the_file_or_of_a_sheet_is_not_repeated():
    of_file = replace(PERSON, sheet="", cell="")
    of_sheet = replace(PERSON, sheet="Ann Example", cell="B2")
    validated = replace(sent_back(of_file, of_sheet), file_name="Ann Example.xlsx")

    for receipt in (receipt_text(validated), receipt_html(validated)):
        assert "Ann" not in receipt
        assert "another sheet!B2" in receipt


@given(st.text())
def test_nothing_an_agency_wrote_steers_the_screen(saw):
    text = receipt_text(queried(replace(BLANK, saw=saw)))

    assert text.replace("\n", "").isprintable()
    assert len(text.splitlines()) == len(receipt_text(queried(BLANK)).splitlines())


def test_the_cause_that_spoils_most_answers_is_named_as_the_first_to_mend() -> None:
    many = replace(BLANK, cell="D6:D31", fix="Pick from the list.")
    one, other = replace(BLANK, cell="E7"), replace(BLANK, cell="E9")

    receipt = receipt_text(queried(one, many, other))

    assert "- Begin with Records!D6:D31 (Was it held?): Pick from the list." in receipt
    assert "Begin with" not in receipt_text(queried(one, other))
    assert "Begin with" not in receipt_text(queried(one, other, replace(BLANK, cell="E11")))


def test_the_rows_set_aside_are_listed_with_their_reason_and_what_lies_outside_the_account_is_named():
    beside = SHEET_NOT_READ.at("Working", cells="4 filled cells")
    aside = {6: "a date outside the quarter", 7: "a date outside the quarter", 9: "no number of its own"}
    set_aside = replace(queried(beside), aside=aside, tally=Tally(seen=6, kept=3, set_aside=3))

    for receipt in (" ".join(receipt_text(set_aside).split()), read(receipt_html(set_aside))):
        assert "Outside this account, and not read" in receipt
        assert "Working: a sheet of your own with 4 filled cells" in receipt
        assert "Records, rows 6 and 7: a date outside the quarter" in receipt
        assert "Records, row 9: no number of its own" in receipt


def test_a_return_with_records_set_aside_is_not_said_to_be_counted_whole():
    set_aside = replace(queried(), aside={7: "a date outside the quarter"}, tally=Tally(seen=3, kept=2, set_aside=1))

    assert "2 of 3 records are counted" in receipt_text(set_aside)
    assert "The others are set aside" in receipt_text(set_aside)


def test_a_nil_return_with_a_query_is_one_still():
    nil = replace(queried(DOUBT), nil=True, rows=accepted().rows.iloc[:0], unusable=accepted().unusable.iloc[:0])

    assert "Accepted with queries, as a nil return" in receipt_text(replace(nil, tally=Tally(seen=1, not_data=1)))
