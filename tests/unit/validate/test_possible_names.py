"""What looks like a name without a title: queried at its cell, never repeated, and no reason to refuse a return."""

from __future__ import annotations

import pytest

from pipeline.layout import cover_row
from pipeline.validate.validated import Status
from tests.unit.validate.sent import cover_sheet, found, good, validated

ROLES = ("prepared_by_role", "approved_by_role")


def test_names_in_free_words_are_one_query_with_their_cells() -> None:
    said = ["mother Sarah Jones was told", "Early Help", "mum Tegan"]

    made = validated(*(good(ref=f"T-0{number}", words=words) for number, words in enumerate(said, start=1)))

    assert found(made) == [("query", "looks_like_a_name", "Records!K5, K7")]
    assert made.status is Status.ACCEPTED_WITH_QUERIES
    assert len(made.rows) == 3


def test_the_query_says_how_to_mend_it_and_never_repeats_the_words() -> None:
    made = validated(good(words="a boy called Tyrell"))

    (query,) = [each for each in made.findings if each.rule == "looks_like_a_name"]
    assert query.sentence() == (
        "Records!K5 (In your own words): we saw what looks like somebody's name. We expected nothing that tells who a "
        "person is. Write who it is instead, such as 'mother' or 'health visitor'; if it names nobody, leave it."
    )
    assert "Tyrell" not in repr(made.findings)


@pytest.mark.parametrize("item", ROLES)
@pytest.mark.parametrize("name", ["Jane Smith", "Jane Smith, Chair", "J. Smith", "Okonkwo Chidi", "Jane\u200b Smith"])
def test_a_person_in_place_of_a_role_on_the_cover_is_queried(item: str, name: str) -> None:
    made = validated(good(), cover=cover_sheet(**{item: name}))

    assert found(made) == [("query", "looks_like_a_name", f"Cover!B{cover_row(item)}")]
    assert "Smith" not in repr(made.findings)


@pytest.mark.parametrize(
    "role", ["Named Nurse", "Detective Sergeant", "Chair, quality-assurance sub-group", "Audit lead"]
)
def test_a_role_is_what_is_asked_for(role: str) -> None:
    assert found(validated(good(), cover=cover_sheet(prepared_by_role=role, approved_by_role=role))) == []


def test_caveats_are_free_words_too_and_other_answers_are_not_looked_at() -> None:
    made = validated(good(board="Jane Smith"), cover=cover_sheet(caveats="Ask Priya Sampleton", sub_agency="Ward 3"))

    assert found(made) == [("query", "looks_like_a_name", f"Cover!B{cover_row('caveats')}")]


def test_a_title_is_still_refused() -> None:
    assert validated(good(words="Seen by Mrs Example")).status is Status.SENT_BACK
