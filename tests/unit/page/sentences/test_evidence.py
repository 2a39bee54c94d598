"""A piece of evidence in sentences: document, weight, reach, test and rating, each as far as it is known and shown."""

from __future__ import annotations

from pipeline.page.sentences.evidence import claimed, document, evidence_counted, how_tested, rated, reach, weight
from tests.followed import evidence


def test_pieces_are_counted_with_those_that_are_stale() -> None:
    assert evidence_counted([]) == "No agency has reported a piece of evidence."
    assert evidence_counted([evidence()]) == "1 piece of evidence reported."
    assert evidence_counted([evidence(), evidence(stale=True)]) == "2 pieces of evidence reported, 1 stale."


def test_a_document_is_named_by_kind_title_version_and_day_and_by_where_it_is_held() -> None:
    assert document(evidence()) == (
        "Training: “Was Not Brought: a course of an hour”, version 2, dated 1 May 2019, owned by named nurse, held as "
        "L&D 44."
    )
    assert document(evidence(title="", version="", dated="", owner_role="", held="")) == "Training."


def test_its_weight_is_its_level_its_line_and_whether_it_is_fresh() -> None:
    assert weight(evidence()) == "Level 4; tested by others in the same chain; valid until 30 April 2020."
    assert weight(evidence(level=3, line=1, stale=True, valid_until="2019-06-30")) == (
        "Level 3; tested by nobody but those who do the work; its time ran out on 30 June 2019, which takes one level "
        "from it."
    )
    assert weight(evidence(line=3, valid_until="")) == "Level 4; tested by another agency or somebody independent."


def test_evidence_that_nobody_tested_names_no_tester_and_its_own_owners_verifying_is_told() -> None:
    assert weight(evidence(level=2, line=1, tested_on="", valid_until="")) == "Level 2."
    assert weight(evidence(line=1, by_its_author=True, valid_until="")) == (
        "Level 4; counts as tested by nobody but those who do the work, since the role that owns it verified it."
    )


def test_a_claim_is_told_as_the_agencys_and_not_as_a_fact() -> None:
    assert claimed(evidence()) == "The agency's claim: “Staff know the guidance.”"
    assert claimed(evidence(claim="")) == ""


def test_reach_is_of_how_many_it_was_for() -> None:
    assert reach(evidence()) == "It reached 190 of 200 people (95%)."
    assert reach(evidence(reach=1, eligible=1)) == "It reached 1 of 1 person (100%)."
    assert reach(evidence(reach=12, eligible=None)) == "It reached 12 people; out of how many nobody has said."
    assert reach(evidence(reach=None)) == ""


def test_a_test_says_who_on_how_many_when_and_with_what_outcome() -> None:
    assert how_tested(evidence()) == "Tested by another team on 3 July 2019, on 20 records or people: shown."
    assert how_tested(evidence(tested_n=None, outcome="")) == "Tested by another team on 3 July 2019."
    assert how_tested(evidence(tested_on="")) == "Nobody has tested it."


def test_a_rating_by_the_agency_itself_stands_beside_that_of_whoever_verified_it() -> None:
    assert rated(evidence()) == (
        "Rated by the agency itself: fully; verified by the board's business manager on 1 August 2019: mostly. Why "
        "they differ: Two could not say it."
    )
    assert rated(evidence(verified_rating="")) == "Rated by the agency itself: fully; nobody has verified that."
    assert rated(evidence(self_rating="", verifier_role="", verified_on="", why_different="")) == (
        "Verified by somebody not named: mostly."
    )
    assert rated(evidence(self_rating="", verified_rating="")) == ""
