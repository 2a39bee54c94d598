"""The colour by a stated rule: printed as it works, and a document alone never makes green what an audit shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.brag import RULE, Facts, colour_of, state_of
from pipeline.results.followed.values import Colour, State

SHOWN = Facts(
    shown_by=ShownBy.AUDIT,
    required=4,
    level=4,
    level_fresh=4,
    line=2,
    stale=False,
    below=(),
    overdue=0,
    due=True,
    audited=True,
)
ANY = st.builds(
    Facts,
    shown_by=st.sampled_from(ShownBy),
    required=st.none() | st.integers(0, 5),
    level=st.integers(0, 5),
    level_fresh=st.integers(0, 5),
    line=st.integers(1, 3),
    stale=st.booleans(),
    below=st.sampled_from([(), ("WNB3",), ("WNB3", "WNB6")]),
    overdue=st.integers(0, 3),
    due=st.booleans(),
    audited=st.booleans(),
    at_target=st.booleans(),
)


@pytest.mark.parametrize(
    ("changes", "colour", "why"),
    [
        ({}, Colour.BLUE, "its evidence is at level 4, as is required"),
        ({"level": 5}, Colour.BLUE, "its evidence is at level 5, and level 4 is required"),
        ({"level": 3, "level_fresh": 3}, Colour.GREEN, "its evidence is at level 3, and level 4 is required"),
        ({"level": 2}, Colour.AMBER, "its evidence is at level 2, and level 4 is required"),
        (
            {"at_target": False},
            Colour.GREEN,
            (
                "not every standard that decides it is shown to be at its target, though none that is shown misses it "
                "beyond chance"
            ),
        ),
        ({"line": 1}, Colour.AMBER, "nobody but those who do the work has tested it"),
        ({"stale": True}, Colour.AMBER, "its best evidence is past its date"),
        ({"overdue": 1}, Colour.AMBER, "an action is overdue by up to a quarter"),
        ({"overdue": 2}, Colour.RED, "an action is overdue by more than 1 quarter"),
        ({"below": ("WNB3",)}, Colour.RED, "WNB3 misses its target by more than chance would explain"),
        ({"below": ("WNB3", "WNB6")}, Colour.RED, "WNB3 and WNB6 miss their targets by more than chance would explain"),
        ({"level": 0, "level_fresh": 0}, Colour.RED, "nothing shows it, though it is due"),
        ({"level": 0, "level_fresh": 0, "due": False}, Colour.GREY, "nothing of it is due yet"),
    ],
)
def test_each_line_of_the_rule_gives_its_colour_and_its_reason(
    changes: dict[str, object], colour: Colour, why: str
) -> None:
    assert colour_of(replace(SHOWN, **changes)) == (colour, (why,))


def test_all_that_makes_it_red_is_told_since_mending_one_leaves_the_other() -> None:
    colour, reasons = colour_of(replace(SHOWN, below=("WNB3",), overdue=3))

    assert colour is Colour.RED
    assert reasons == (
        "WNB3 misses its target by more than chance would explain",
        "an action is overdue by more than 2 quarters",
    )


@pytest.mark.parametrize(("shown_by", "level"), [*product([ShownBy.AUDIT, ShownBy.BOTH], range(1, 6))])
def test_a_document_alone_never_makes_green_or_blue_what_an_audit_is_to_show(shown_by: ShownBy, level: int) -> None:
    facts = replace(SHOWN, shown_by=shown_by, level=level, level_fresh=level, line=3, audited=False)

    assert colour_of(facts)[0] is Colour.AMBER
    assert state_of(facts) is State.PARTLY


def test_an_assurance_can_be_blue_by_documents_that_others_have_seen() -> None:
    facts = replace(SHOWN, shown_by=ShownBy.ASSURANCE, required=3, level=3, level_fresh=3, audited=False)

    assert colour_of(facts)[0] is Colour.BLUE
    assert state_of(facts) is State.EVIDENCED


@given(ANY)
def test_blue_and_green_mean_what_the_page_says_of_them(facts: Facts) -> None:
    colour, reasons = colour_of(facts)

    assert reasons
    if colour in (Colour.BLUE, Colour.GREEN):
        assert facts.level >= 1
        assert facts.short <= (0 if colour is Colour.BLUE else 1)
        assert facts.line >= 2
        assert not facts.stale
        assert not facts.below
        assert not facts.overdue
        assert facts.at_target or colour is Colour.GREEN
        assert facts.audited or facts.shown_by is ShownBy.ASSURANCE


@given(ANY)
def test_worse_evidence_never_gives_a_better_colour(facts: Facts) -> None:
    order = [Colour.RED, Colour.AMBER, Colour.GREEN, Colour.BLUE]
    due = replace(facts, due=True, level=max(1, facts.level))
    worse = replace(due, stale=True, overdue=due.overdue + 1, line=1, level=max(1, due.level - 1))

    assert order.index(colour_of(worse)[0]) <= order.index(colour_of(due)[0])


def test_every_colour_is_in_the_rule_that_is_printed() -> None:
    assert {colour for colour, _ in RULE} == set(Colour)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.EVIDENCED),
        ({"below": ("WNB3",)}, State.PARTLY),
        ({"at_target": False}, State.PARTLY),
        ({"level": 2, "level_fresh": 2}, State.PARTLY),
        ({"level": 3, "level_fresh": 4}, State.STALE),
        ({"level": 0, "level_fresh": 0}, State.NONE),
        ({"level": 0, "level_fresh": 0, "due": False}, State.NOT_DUE),
        ({"required": None, "level": 3, "level_fresh": 3}, State.PARTLY),
    ],
)
def test_the_state_says_how_far_it_is_evidenced(changes: dict[str, object], state: State) -> None:
    assert state_of(replace(SHOWN, **changes)) is state


@given(ANY)
def test_what_is_not_due_is_shown_by_nothing_and_what_is_evidenced_reaches_what_is_required(facts: Facts) -> None:
    state = state_of(facts)

    assert (state is not State.NOT_DUE) or not facts.level
    assert (state is not State.EVIDENCED) or (facts.level >= facts.needed and not facts.below)
