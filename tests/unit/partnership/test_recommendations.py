"""The report's recommendations, the actions that answer them and the audits that evidence them hang together."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.audits import codes, of
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import SHIPPED, USUAL, shipped

WHO = shipped(USUAL)
RECOMMENDATIONS, ACTIONS, THEMES = WHO.recommendations, WHO.actions, WHO.themes


def measures(code: str) -> list[str]:
    """The ids of the standards and context measures of an audit."""
    audit = of(FIRST)[code]
    return [each.id for each in (*audit.standards, *audit.context)]


def test_there_are_thirty_four_recommendations_in_six_themes() -> None:
    assert Counter(each.id.split(".")[0] for each in RECOMMENDATIONS) == {
        "T1": 8,
        "T2": 3,
        "T3": 5,
        "T4": 5,
        "T5": 7,
        "T6": 6,
    }
    assert len(RECOMMENDATIONS) == 34
    assert {each.theme for each in RECOMMENDATIONS} == set(THEMES.values())


def test_within_a_theme_they_are_numbered_from_one_without_a_gap() -> None:
    for theme in THEMES:
        numbers = [int(each.id.split(".")[1]) for each in RECOMMENDATIONS if each.id.startswith(f"{theme}.")]
        assert numbers == list(range(1, len(numbers) + 1))


def test_no_recommendation_or_action_is_there_twice() -> None:
    ids = Counter(each.id for each in (*RECOMMENDATIONS, *ACTIONS))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_recommendation_and_action_says_something_and_is_led_by_an_agency() -> None:
    for each in (*RECOMMENDATIONS, *ACTIONS):
        assert each.text.endswith((".", ")", "?")), each.id
        assert each.leads, each.id
        assert all(WHO.agencies.agency(code) for code in each.leads), each.id


def test_every_recommendation_names_an_instrument_and_every_action_a_recommendation() -> None:
    assert [each.id for each in RECOMMENDATIONS if not each.instruments] == []
    assert [each.id for each in ACTIONS if not each.recommendations] == []


def test_the_links_between_actions_and_recommendations_are_the_same_from_either_end() -> None:
    by_action = {(action.id, linked) for action in ACTIONS for linked in action.recommendations}
    by_recommendation = {(action.id, each.id) for each in RECOMMENDATIONS for action in WHO.actions_of(each.id)}
    assert by_action == by_recommendation
    assert all(len(set(action.recommendations)) == len(action.recommendations) for action in ACTIONS)


def test_the_actions_that_answer_a_recommendation_begin_with_those_taken() -> None:
    for each in RECOMMENDATIONS:
        days = [action.taken for action in WHO.actions_of(each.id)]
        assert days == sorted(days, reverse=True)
    assert {action.taken for action in ACTIONS} == {True, False}


def test_the_recommendations_that_nothing_answers_are_found() -> None:
    assert [each.id for each in WHO.without_action()] == ["T2.1", "T3.3"]
    assert all(not WHO.actions_of(each.id) for each in WHO.without_action())


def test_a_recommendation_is_found_by_its_id_and_an_unknown_id_is_refused() -> None:
    assert [WHO.recommendation(each.id) for each in RECOMMENDATIONS] == list(RECOMMENDATIONS)
    with pytest.raises(KeyError):
        WHO.recommendation("T9.9")


@pytest.mark.parametrize("partnership", sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))
@pytest.mark.parametrize("code", codes())
def test_every_standard_is_evidence_for_some_recommendation(partnership: str, code: str) -> None:
    shown = {each for one in shipped(partnership).recommendations for each in one.standards}
    audit = of(FIRST)[code]
    missing = [each.id for each in audit.standards if each.id not in shown]
    # What is followed of every recommendation is evidence for none of them alone.
    assert missing == ([] if audit.tracks is None else [each.id for each in audit.standards])


@pytest.mark.parametrize("code", codes())
def test_an_audit_is_evidence_for_just_the_recommendations_that_name_it(code: str) -> None:
    naming = {each.id for each in RECOMMENDATIONS if code in each.instruments}
    assert {each for measure in measures(code) for each in WHO.recommended_by(measure)} == naming
