"""What looks like a name without a title: queried at its cell, never repeated, and no reason to refuse a return."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.template.layout import cover_row
from pipeline.validate.catalogue.people import LOOKS_LIKE_A_NAME
from pipeline.validate.validated import Status
from tests.unit.validate.sent import cover_sheet, findings, good, of_sheets, records_sheet, validated

ROLES = ("prepared_by_role", "approved_by_role")


def test_names_in_free_words_are_one_query_with_their_cells() -> None:
    texts = ["mother Sarah Jones was told", "Early Help", "mum Tegan"]

    checked = validated(*(good(ref=f"T-0{number}", words=words) for number, words in enumerate(texts, start=1)))

    assert findings(checked) == [("query", LOOKS_LIKE_A_NAME.id, "Records!K5, K7")]
    assert checked.status is Status.ACCEPTED_WITH_QUERIES
    assert len(checked.rows) == 3


def test_the_query_says_how_to_mend_it_and_never_repeats_the_words() -> None:
    checked = validated(good(words="a boy called Tyrell"))

    (query,) = [each for each in checked.findings if each.rule == LOOKS_LIKE_A_NAME.id]
    assert query.sentence() == (
        "Records!K5 (In your own words): we saw what looks like somebody's name. We expected nothing that tells who a "
        "person is. Write who it is instead, such as 'mother' or 'health visitor'; if it names nobody, leave it."
    )
    assert "Tyrell" not in repr(checked.findings)


@pytest.mark.parametrize("item", ROLES)
@pytest.mark.parametrize("name", ["Jane Smith, Chair", "Jane\u200b Smith"])
def test_a_person_in_place_of_a_role_on_the_cover_is_queried(item: str, name: str) -> None:
    checked = validated(good(), cover=cover_sheet(**{item: name}))

    assert findings(checked) == [("query", LOOKS_LIKE_A_NAME.id, f"Cover!B{cover_row(item)}")]
    assert "Smith" not in repr(checked.findings)


def test_a_role_is_what_is_asked_for() -> None:
    roles = cover_sheet(prepared_by_role="Detective Sergeant", approved_by_role="Named Nurse")
    assert findings(validated(good(), cover=roles)) == []


def test_caveats_are_free_words_too_and_other_answers_are_not_looked_at() -> None:
    checked = validated(good(board="Jane Smith"), cover=cover_sheet(caveats="Ask Priya Sampleton", sub_agency="Ward 3"))

    assert findings(checked) == [("query", LOOKS_LIKE_A_NAME.id, f"Cover!B{cover_row('caveats')}")]


@pytest.mark.parametrize("field", ["ref", "seen", "told", "visited", "reason", "tool", "kinds", "visits"])
def test_a_name_in_place_of_an_answer_is_queried_beside_the_error(field: str) -> None:
    checked = validated(good(), good(ref="T-02", visited="N", reason="BUSY", tool="") | {field: "Joan Bloggs"})

    column = ["ref", "seen", "told", "visited", "reason", "tool", "kinds", "visits"].index(field)
    cell = f"Records!{'BCDEFGHI'[column]}6"
    assert ("query", LOOKS_LIKE_A_NAME.id, cell) in findings(checked)
    assert any(severity == "error" and place == cell for severity, _, place in findings(checked))


def test_a_name_in_place_of_an_answer_is_queried_where_no_record_can_be_counted_too() -> None:
    checked = validated(good(ref="Joan Bloggs"))

    assert checked.status is Status.SENT_BACK
    assert ("query", LOOKS_LIKE_A_NAME.id, "Records!B5") in findings(checked)


@pytest.mark.parametrize(
    "wrong", ["Early Help", "Portsmouth Hospitals", "Health Visitor", "Victoria Road", "next week"]
)
def test_a_service_a_place_or_a_role_in_place_of_an_answer_is_no_name(wrong: str) -> None:
    checked = validated(good(visited=wrong), good(ref="T-02"))

    assert LOOKS_LIKE_A_NAME.id not in {rule for _, rule, _ in findings(checked)}


@pytest.mark.parametrize(
    ("heading", "queried"), [("Joan Bloggs", True), ("Ward Round", False), ("Team Manager", False)]
)
def test_a_name_among_headings_of_their_own_is_queried(heading: str, queried: bool) -> None:
    records = records_sheet([good()])
    wider = [[*row, heading if number == 4 else ""] for number, row in enumerate(records.rows, start=1)]

    checked = of_sheets(cover_sheet(), replace(records, rows=wider))

    assert (("query", LOOKS_LIKE_A_NAME.id, "Records!L4") in findings(checked)) is queried


def test_a_name_in_place_of_a_day_on_the_cover_is_queried() -> None:
    checked = validated(good(), cover=cover_sheet(date_submitted="Joan Bloggs"))

    assert ("query", LOOKS_LIKE_A_NAME.id, f"Cover!B{cover_row('date_submitted')}") in findings(checked)


def test_a_title_is_still_refused() -> None:
    assert validated(good(words="Seen by Mrs Example")).status is Status.SENT_BACK
