"""A partnership's words change: questions are called otherwise from a day on, and returns in the old words are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline import audits, template
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Form
from pipeline.partnership.here import here, used
from pipeline.partnership.words import Words
from pipeline.read import Readers, Workbook
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.headings import HEADER_MISSING, HEADER_TIDIED
from pipeline.validate.header import Header, resolved
from tests.unit.validate.sent import sheet, workbook

BEFORE, AFTER = Quarter(2019, 1), Quarter(2019, 2)


@pytest.fixture(autouse=True)
def _renamed() -> Iterator[None]:
    """The police team is called otherwise from July 2019 on, and so is the third level of need."""
    usual = here()
    first = dict(usual.words(BEFORE))
    later = Words({**first, "cait_short": "the Harbour Team", "level_3": "Close Support"})
    with used(replace(usual, words_from=((None, Words(first)), (date(2019, 7, 1), later)))):
        yield


def form(code: str, quarter: Quarter) -> Form:
    """The first form of an audit."""
    audit = audits.of(quarter)[code]
    return audit.form(audit.views[0], quarter)


def workbook_of(asked: Form, folder: Path) -> Workbook:
    """Its template, read as a return is."""
    file = folder / "return.xlsx"
    file.write_bytes(template.workbook(asked, asked.returners[0]))
    with Readers(1) as readers:
        ((_, outcome),) = readers.workbooks([file])
    assert isinstance(outcome, Workbook)
    return outcome


def headings(asked: Form) -> list[object]:
    """The headings of its sheet of records."""
    return ["Row mark", *(field.label for field in asked.fields)]


def test_a_question_is_called_what_the_partnership_calls_things_in_that_quarter() -> None:
    assert "Passed to CAIT?" in headings(form("NEG", BEFORE))
    assert "Passed to the Harbour Team?" in headings(form("NEG", AFTER))
    assert form("NEG", BEFORE).version != form("NEG", AFTER).version


@pytest.mark.parametrize(("sent", "read"), [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_headings_in_the_words_of_another_time_are_read_and_noted(sent: Quarter, read: Quarter) -> None:
    asked = form("NEG", read)
    header = resolved(workbook(sheet(RECORDS_SHEET, [[""], [""], [""], headings(form("NEG", sent))])), asked)

    assert isinstance(header, Header)
    assert header.columns == {field.name: place for place, field in enumerate(asked.fields, start=1)}
    assert {each.rule for each in header.notes} == {HEADER_TIDIED.id}


def test_a_return_is_read_by_the_headings_of_its_own_template_though_the_words_were_edited_since(
    tmp_path: Path,
) -> None:
    sent = workbook_of(form("NEG", AFTER), tmp_path)
    usual = here()
    words = Words({**dict(usual.words(AFTER)), "cait_short": "the Quayside Team"})
    with used(replace(usual, words_from=((None, words),), digest="edited")):
        asked = form("NEG", AFTER)
        assert "Passed to the Quayside Team?" in headings(asked)
        header = resolved(sent, asked)

    assert isinstance(header, Header)
    assert set(header.columns) == {field.name for field in asked.fields}
    assert HEADER_TIDIED.id in {each.rule for each in header.notes}


def test_a_heading_of_no_time_is_still_missed() -> None:
    strange = [str(each).replace("CAIT", "the Team") for each in headings(form("NEG", BEFORE))]
    refused = resolved(workbook(sheet(RECORDS_SHEET, [[""], [""], [""], strange])), form("NEG", AFTER))

    assert isinstance(refused, tuple)
    assert {each.rule for each in refused} == {HEADER_MISSING.id}


@pytest.mark.parametrize("quarter", [BEFORE, AFTER])
@pytest.mark.parametrize("answer", ["3", "3 – Universal Partnership Plus", "3 – Close Support", "3 Close Support"])
def test_a_level_is_read_by_its_name_of_any_time(quarter: Quarter, answer: str) -> None:
    asked = next(field for field in form("MASH", quarter).fields if field.name == "level_mash")
    assert asked.codes.read(answer) == "3"
