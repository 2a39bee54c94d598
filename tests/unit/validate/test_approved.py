"""Headings of an agency's own: suggested by likeness, read only once a person has approved them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.validate.approved import Approved, suggestions
from pipeline.validate.catalogue.headings import HEADER_MISSING, HEADER_REPEATED
from pipeline.validate.finding import Finding
from pipeline.validate.header import Header, resolved
from tests.unit.validate.sent import FORM, good, records_sheet, sheet, workbook

LABELS = ["Row mark", *(field.label for field in FORM.fields)]
FIELDS = {field.name: field for field in FORM.fields}
SEEN_HOME = {"seen at home": Approved("visited", "audit lead", date(2019, 10, 28))}


def renamed(**headings: str) -> list[object]:
    """The template's headings, with those of some fields put otherwise."""
    return ["Row mark", *(headings.get(field.name, field.label) for field in FORM.fields)]


def asked(headings: list[object], approved: Mapping[str, Approved]) -> Header | tuple[Finding, ...]:
    return resolved(workbook(sheet("Records", [[""], [""], [""], headings])), FORM, approved)


@pytest.mark.parametrize("heading", ["Seen at home", "SEEN AT HOME *", "Seen\u00a0at\nhome"])
def test_an_approved_heading_is_read_and_the_note_says_by_whom_and_when(heading: str) -> None:
    header = asked(renamed(visited=heading), SEEN_HOME)

    assert header.columns["visited"] == 4
    assert [each.sentence() for each in header.notes] == [
        "Records!E4: we saw a heading of your own. Read as 'Home visited?', as approved by audit lead on 28/10/2019."
    ]


def test_without_approval_it_is_refused_and_nothing_is_guessed() -> None:
    header = asked(renamed(visited="Seen at home"), {})

    assert not isinstance(header, Header)
    assert [each.rule for each in header] == [HEADER_MISSING.id]


def test_a_near_heading_is_named_with_the_question_it_may_stand_for() -> None:
    header = asked(renamed(visited="Was home visited"), {})

    assert (header[0].field, header[0].suggested) == ("visited", "Was home visited")
    assert "Is it 'Was home visited' in E4?" in header[0].sentence()
    assert "approve" not in header[0].sentence()


def test_an_approved_heading_beside_the_questions_own_is_a_conflict() -> None:
    header = asked([*LABELS, "Seen at home"], SEEN_HOME)

    assert [(each.rule, each.cell) for each in header] == [(HEADER_REPEATED.id, "E4")]
    assert "'Home visited?' or the heading that was approved for it in E4 and L4" in header[0].saw


def test_an_approved_heading_that_is_there_twice_is_a_conflict() -> None:
    header = asked([*renamed(visited="Seen at home"), "Seen at home"], SEEN_HOME)

    assert not isinstance(header, Header)
    assert [each.rule for each in header] == [HEADER_REPEATED.id]


def test_an_approval_never_takes_a_heading_from_the_question_that_owns_it() -> None:
    header = asked(list(LABELS), {"visits": Approved("visited", "audit lead", date(2019, 10, 28))})

    assert (header.columns["visits"], header.notes) == (LABELS.index("Visits"), ())


def test_an_approval_that_a_return_does_not_use_changes_nothing() -> None:
    header = resolved(workbook(records_sheet([good()])), FORM, SEEN_HOME)

    assert header.notes == ()


def test_a_sheet_whose_headings_are_mostly_approved_ones_is_found() -> None:
    approved = {f"our {number}": Approved(name, "audit lead", date(2019, 10, 28)) for number, name in enumerate(FIELDS)}

    header = asked(["Row mark", *(f"Our {number}" for number, _ in enumerate(FIELDS))], approved)

    assert len(header.notes) == len(FIELDS)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Home visited yet?", "visited"),
        ("VISITED HOME", "visited"),
        ("Record number", "ref"),
        ("Nr of visits", "visits"),
        ("Postscript", None),
    ],
)
def test_a_suggestion_goes_by_letters_or_by_words(heading: str, expected: str | None) -> None:
    assert suggestions(FORM.fields, [heading]) == ({expected: heading} if expected else {})


def test_the_likeliest_pair_goes_first_and_no_heading_is_suggested_twice() -> None:
    suggested = suggestions([FIELDS["visited"], FIELDS["visits"]], ["Visits made", "Home visited"])

    assert suggested == {"visited": "Home visited", "visits": "Visits made"}


@given(st.lists(st.text(max_size=20), unique=True, max_size=8))
def test_every_suggestion_is_of_a_heading_that_is_there_and_each_only_once(headings: list[str]) -> None:
    suggested = suggestions(FORM.fields, headings)

    assert set(suggested.values()) <= set(headings)
    assert len(set(suggested.values())) == len(suggested)
