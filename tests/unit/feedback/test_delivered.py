"""What is written into an agency's folder, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.feedback import receipt_html, receipt_text, write
from tests.unit.feedback.returns import BLANK, PERSON, given_back, of_sheets, queried, records, sent_back

PAIR = ["receipt.html", "receipt.txt"]


def test_the_receipt_is_written_as_a_page_and_as_text(tmp_path):
    page, text = write(queried(), tmp_path / "HC" / "mine")

    assert page.read_text(encoding="utf-8") == receipt_html(queried())
    assert text.read_text(encoding="utf-8") == receipt_text(queried())


@pytest.mark.parametrize("validated", [queried(), sent_back(BLANK)], ids=lambda each: str(each.status))
def test_a_return_with_something_to_mend_comes_back_marked_up(validated, tmp_path):
    delivered = given_back(validated, tmp_path, of_sheets(records()))

    assert [each.name for each in delivered] == [*PAIR, "marked-up.xlsx"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["marked-up.xlsx", *PAIR]


@pytest.mark.parametrize(
    "validated", [sent_back(PERSON), sent_back(BLANK, identity=None)], ids=["personal data", "of nobody known"]
)
def test_a_return_with_personal_data_or_of_nobody_known_does_not(validated, tmp_path):
    delivered = given_back(validated, tmp_path, of_sheets(records([["", "Ann Example"]])))

    assert [each.name for each in delivered] == PAIR
    assert not any(b"Ann" in each.read_bytes() for each in tmp_path.iterdir())


def test_a_workbook_marked_up_before_does_not_outlive_the_return_it_was_about(tmp_path):
    given_back(queried(), tmp_path, of_sheets(records()))

    given_back(sent_back(replace(PERSON, saw="")), tmp_path, of_sheets(records()))

    assert sorted(each.name for each in tmp_path.iterdir()) == PAIR
