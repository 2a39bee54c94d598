"""Where recommendations stand, in sentences: counted, changed, required, reached, next, set by a person, found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.sentences.followed import (
    asks_for,
    colours_counted,
    found,
    in_few_words,
    next_due,
    number_changed,
    override_sentence,
    reached,
    required,
    states_changed,
    states_counted,
)
from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.values import Colour, Override, State
from tests.followed import action, finding, recommendation

SET = Override(Colour.GREEN, "the independent chair", "The review is held in May", "2019-09-20", "2019-12-31")


def test_states_are_counted_in_one_sentence_whatever_their_number() -> None:
    of_each = [recommendation(state=each) for each in State]

    assert states_counted(of_each[:1]) == "Of 1 recommendation, 1 is evidenced."
    assert states_counted(of_each) == (
        "Of 5 recommendations, 1 is evidenced, 1 is partly evidenced, 1 has no evidence yet, 1 is not due and 1 rests "
        "on evidence that is stale."
    )
    assert states_counted([*of_each, *of_each]) == (
        "Of 10 recommendations, 2 are evidenced, 2 are partly evidenced, 2 have no evidence yet, 2 are not due and 2 "
        "rest on evidence that is stale."
    )


def test_colours_are_counted_and_those_that_a_person_set_are_told() -> None:
    of_each = [recommendation(colour=each) for each in Colour]

    assert colours_counted(of_each) == "By colour: 1 Blue, 1 Green, 1 Amber, 1 Red and 1 Grey."
    assert colours_counted([recommendation(override=SET)]) == "By colour: 1 Green, 1 of them set by a person."


def test_what_changed_since_the_quarter_before_is_told_together_where_it_moved_alike() -> None:
    moved = [recommendation(id=f"T1.{n}", state=State.PARTLY, state_before=State.NONE) for n in range(1, 7)]
    back = recommendation(id="T2.1", state=State.STALE, state_before=State.EVIDENCED)
    same = recommendation(state=State.PARTLY, state_before=State.PARTLY)

    assert states_changed([moved[0]]) == (
        "Since the quarter before: T1.1 from “no evidence yet” to “partly evidenced”."
    )
    assert states_changed([*moved, back, same]) == (
        "Since the quarter before: T1.1, T1.2, T1.3, T1.4 and 2 more from “no evidence yet” to “partly evidenced”; "
        "T2.1 from “evidenced” to “evidence is stale”."
    )
    assert states_changed([same]) == "None stands otherwise than in the quarter before."
    assert states_changed([recommendation(state_before=None)]) == "There is no quarter before to say what has changed."


def test_how_many_changed_is_one_short_sentence() -> None:
    moved = recommendation(state=State.PARTLY, state_before=State.NONE)

    assert number_changed([moved]) == "1 stands otherwise than in the quarter before."
    assert number_changed([moved, moved]) == "2 stand otherwise than in the quarter before."


def test_what_evidence_is_required_is_said_before_any_is_there() -> None:
    assert required(recommendation(level_required=4)) == [
        "Level 4 of 5: practice was tested.",
        "An audit is to show it; a document alone is not enough.",
        "Tested by: the sub-group, by record audit.",
        "Expected to be shown by 31 December 2019.",
    ]
    bare = recommendation(level_required=None, shown_by=ShownBy.ASSURANCE, tested_by="", assurance="Minutes", due="")
    assert required(bare) == [
        "Nobody has said yet how good its evidence must be.",
        "An assurance is to show it; a figure alone is not enough.",
        "What would show it: Minutes.",
    ]
    assert "together" in required(recommendation(shown_by=ShownBy.BOTH))[1]


def test_the_level_that_is_reached_stands_beside_the_one_required_and_says_who_has_tested_it() -> None:
    assert reached(recommendation(level=4, level_required=5, line=2)) == (
        "Level 4 is reached (practice was tested); level 5 is required. It was tested by others in the same chain."
    )
    assert reached(recommendation(level=2, level_required=2, line=3)) == (
        "Level 2 is reached (a document exists and is current), as is required. It was tested by another agency or "
        "somebody independent."
    )
    assert reached(recommendation(level=2, level_required=4, line=2, rests_on="practice was tested, on too few")) == (
        "Level 2 is reached (practice was tested, on too few); level 4 is required. It was tested by others in the "
        "same chain."
    )
    assert reached(recommendation(level=0, level_required=None, line=0)) == "Nothing is shown yet."
    assert reached(recommendation(level=0, level_required=2, line=0)) == "Nothing is shown yet; level 2 is required."


def test_what_was_asked_says_what_was_to_become_different_and_who_leads() -> None:
    assert asks_for(recommendation(leads=("A trust", "The police")))[1:] == [
        "What was to become different: A missed appointment is seen as a sign about the child.",
        "Led by A trust and The police.",
    ]
    assert asks_for(recommendation(leads=(), intention=""))[1:] == ["Nobody is said to lead it."]


def test_what_is_next_has_its_day_or_there_is_none() -> None:
    assert next_due(recommendation()) == "31 December 2019: the audit is due again."
    assert next_due(recommendation(next=None)) == "Nothing further has a date."


def test_what_is_overdue_is_told_before_what_is_next() -> None:
    late = action(id="T2.b2", status="Under way", open=True, due="2019-08-31", done="", late=1)
    done_late = action(id="T2.b3", due="2019-08-31", done="2019-09-10", late=1)

    assert next_due(recommendation(actions=(late, done_late))) == (
        "Overdue: T2.b2 since 31 August 2019. 31 December 2019: the audit is due again."
    )


def test_a_colour_that_a_person_set_says_who_when_why_and_what_the_rule_says() -> None:
    assert override_sentence(recommendation(override=SET, by_rule=Colour.RED)) == (
        "Set to Green by the independent chair on 20 September 2019; by the rule it is Red. Reason: The review is held "
        "in May. It holds until 31 December 2019."
    )
    assert override_sentence(recommendation()) == ""


def test_findings_of_a_kind_with_the_same_next_step_stand_together_with_what_they_are_about() -> None:
    alike = [recommendation(id=each, findings=(finding(),)) for each in ("T2.1", "T3.3")]
    asking = {"kind": "no_measure", "next_step": "Ask."}
    other = recommendation(findings=tuple(finding(about=each, **asking) for each in ("T2.b1", "T2.b2", "T2.b1")))

    assert found([*alike, other]) == {
        "no_action": {"Agree who does what, and by when.": {alike[0]: [], alike[1]: []}},
        "no_measure": {"Ask.": {other: ["T2.b1", "T2.b2"]}},
    }
    assert found([recommendation()]) == {}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Young parents are supported.", "Young parents are supported"),
        (
            "The hospital assures that its measures raise awareness, and that concerns reach primary care in time.",
            "The hospital assures that its measures raise awareness …",
        ),
        (
            "The board is assured that developments in social care are embedded and sustained in time.",
            "The board is assured that developments in social care are embedded …",
        ),
        (
            "Senior police and social care review how an enquiry came to be closed despite serious concerns.",
            "Senior police and social care review how an enquiry came to be closed …",
        ),
    ],
)
def test_what_is_asked_is_cut_where_a_part_of_it_ends(text: str, short: str) -> None:
    assert in_few_words(text) == short


@given(st.text(st.characters(codec="utf-8", exclude_characters="."), max_size=300))
def test_few_words_are_few_and_begin_as_the_text_does(text: str) -> None:
    short = in_few_words(text)

    assert len(short) <= 78
    assert text.startswith(short.removesuffix(" …"))
