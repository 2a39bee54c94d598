"""What closes a decision, and when: a return, an action done, evidence, a standard at its target, or words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.results.followed.closing import Closed, Seen, awaited, closed, is_hidden
from pipeline.results.followed.reported import Reported, ReportedAction, ReportedEvidence, Status
from pipeline.store.decisions import Decision
from tests.unit.results.followed.meetings import NEXT, READ, ask, override
from tests.unit.results.followed.told import action, evidence

LATER = NEXT.next()
SOME = frozenset({("WNB", "SOL"), ("NEG", "HC")})
WNB3 = frozenset({"WNB3"})


def told(quarter: Quarter, *rows: ReportedAction | ReportedEvidence) -> Reported:
    return Reported(
        str(quarter),
        tuple(each for each in rows if isinstance(each, ReportedAction)),
        tuple(each for each in rows if isinstance(each, ReportedEvidence)),
    )


def done(**changes: object) -> ReportedAction:
    return action(**{"agency": "SOL", "status": Status.DONE, "done": "2019-11-30", **changes})


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (ask(), "the WNB return for a quarter after July to September 2019"),
        (ask(closes="return WNB 2019-20-Q2"), "the WNB return for July to September 2019"),
        (ask(closes="action T2.b2"), "the report that action T2.b2 is done"),
        (ask(closes="evidence ASR-0003"), "evidence ASR-0003, in date"),
        (ask(closes="standard WNB3"), "WNB3 at its target"),
        (ask(closes="words"), "the words of a meeting"),
        (ask(closes=""), ""),
        (override(), ""),
    ],
)
def test_what_is_awaited_is_said_as_it_goes_on_after_it_closes_with(decision: Decision, words: str) -> None:
    assert awaited(decision) == words


@pytest.mark.parametrize(
    ("closes", "seen", "words"),
    [
        ("return WNB", Seen(returns={NEXT: SOME}), "the WNB return for October to December 2019"),
        ("standard WNB3", Seen(reached={NEXT: frozenset({"WNB3"})}),
         "WNB3 at its target in October to December 2019"),
        ("action T2.b2", Seen(told={NEXT: told(NEXT, done())}),
         "the report for October to December 2019 that action T2.b2 was done on 30 November 2019"),
        ("evidence ASR-0001", Seen(told={NEXT: told(NEXT, evidence(agency="SOL"))}),
         "evidence ASR-0001, in date in the return for October to December 2019"),
    ],
)  # fmt: skip
def test_what_is_seen_in_a_quarter_closes_what_awaits_it(closes: str, seen: Seen, words: str) -> None:
    asked = ask(closes=closes)
    assert closed(asked, NEXT, seen) == Closed("2019-12-31", words)
    assert closed(asked, LATER, seen) == Closed("2019-12-31", words), "it stays closed on the day that it was"
    assert closed(asked, READ, seen) is None, "nor was it, before"


@pytest.mark.parametrize(
    ("closes", "seen"),
    [
        ("return NEG", Seen(returns={NEXT: SOME})),
        ("return WNB", Seen(returns={NEXT: frozenset({("WNB", "UHS")})})),
        ("return WNB", Seen(returns={READ: SOME})),
        ("return WNB 2019-20-Q4", Seen(returns={NEXT: SOME})),
        ("standard WNB4", Seen(reached={NEXT: frozenset({"WNB3"})})),
        ("standard WNB3", Seen(reached={READ: frozenset({"WNB3"})})),
        ("action T2.b2", Seen(told={NEXT: told(NEXT, done(status=Status.UNDER_WAY))})),
        ("action T2.b2", Seen(told={NEXT: told(NEXT, done(status=Status.STOPPED))})),
        ("action T2.b2", Seen(told={NEXT: told(NEXT, done(agency="HC"))})),
        ("action T2.b2", Seen(told={READ: told(READ, done())})),
        ("evidence ASR-0001", Seen(told={NEXT: told(NEXT, evidence(valid_until="2019-12-30"))})),
        ("evidence ASR-0001", Seen(told={NEXT: told(NEXT, evidence(agency="HC"))})),
        ("evidence ASR-0002", Seen(told={NEXT: told(NEXT, evidence())})),
        ("evidence ASR-0001", Seen(told={READ: told(READ, evidence())})),
        ("words", Seen(returns={NEXT: SOME}, reached={NEXT: frozenset({"words"})})),
        ("", Seen(returns={NEXT: SOME})),
    ],
)
def test_what_is_anothers_or_of_another_quarter_or_not_done_closes_nothing(closes: str, seen: Seen) -> None:
    assert closed(ask(closes=closes), NEXT, seen) is None


@pytest.mark.parametrize(
    ("changes", "seen", "hidden"),
    [
        ({"closes": "standard WNB3"}, Seen(hidden={NEXT: WNB3}), True),
        ({"closes": "standard WNB3"}, Seen(hidden={READ: WNB3}), False),
        ({"closes": "standard WNB3"}, Seen(hidden={LATER: WNB3}), False),
        ({"closes": "standard WNB4"}, Seen(hidden={NEXT: WNB3}), False),
        ({"closes": "standard WNB3"}, Seen(hidden={NEXT: WNB3}, reached={NEXT: WNB3}), False),
        ({"closes": "words"}, Seen(hidden={NEXT: WNB3}), False),
        ({"closes": ""}, Seen(hidden={NEXT: WNB3}), False),
        ({"closes": "standard WNB3", "closed": "2019-12-20", "closed_by": "chair"}, Seen(hidden={NEXT: WNB3}), False),
    ],
)
def test_whether_it_is_closed_is_hidden_where_only_the_edition_keeps_the_figure_back(
    changes: dict[str, str], seen: Seen, hidden: bool
) -> None:
    assert is_hidden(ask(**changes), NEXT, seen) is hidden


def test_the_very_return_that_was_asked_for_closes_the_ask_however_late_and_in_the_next_report() -> None:
    asked = ask(closes="return WNB 2019-20-Q2")
    assert closed(asked, NEXT, Seen(returns={READ: SOME})) == Closed(
        "2019-12-31", "the WNB return for July to September 2019"
    )


def test_the_return_of_whoever_took_over_closes_the_ask() -> None:
    seen = Seen(returns={NEXT: frozenset({("WNB", "HIOWH")})})
    assert closed(ask(), NEXT, seen) is not None


def test_an_action_that_nobody_is_named_for_is_done_when_all_who_report_it_say_so() -> None:
    anybodys = ask(agency="", closes="action T2.b2")
    one, both = done(), [done(), done(agency="HC", done="2019-12-10")]
    open_ = Seen(told={NEXT: told(NEXT, one, done(agency="HC", status=Status.UNDER_WAY))})
    assert closed(anybodys, NEXT, open_) is None
    by = closed(anybodys, NEXT, Seen(told={NEXT: told(NEXT, *both)}))
    assert by is not None
    assert "on 10 December 2019" in by.by


def test_the_first_quarter_that_shows_it_closes_it() -> None:
    seen = Seen(returns={LATER: SOME, NEXT: SOME})
    assert closed(ask(), LATER, seen) == Closed("2019-12-31", "the WNB return for October to December 2019")


def test_words_close_it_on_their_day_with_the_role_and_the_reason() -> None:
    said = ask(closed="2020-02-05", closed_by="business manager", closed_why="The clinic has shut.")
    assert closed(said, NEXT, Seen()) is None, "it was open at the quarter's end"
    assert closed(said, LATER, Seen()) == Closed("2020-02-05", "business manager", "The clinic has shut.")


def test_of_two_things_that_close_it_the_first_counts() -> None:
    said = ask(closed="2020-02-05", closed_by="chair", closed_why="It came.")
    by = closed(said, LATER, Seen(returns={NEXT: SOME}))
    assert by is not None
    assert by.day == "2019-12-31"


def test_nothing_closes_an_override_which_ends_by_itself() -> None:
    assert closed(override(), LATER, Seen(returns={NEXT: SOME})) is None


quarters = st.builds(Quarter, st.integers(2018, 2021), st.integers(1, 4))


@given(st.dictionaries(quarters, st.just(SOME), max_size=6), quarters, quarters)
def test_what_is_closed_in_one_report_is_so_in_every_later_one_on_the_same_day(
    returns: dict[Quarter, frozenset[tuple[str, str]]], one: Quarter, other: Quarter
) -> None:
    first, second = sorted([one, other])
    by = closed(ask(), first, Seen(returns=returns))
    if by is not None:
        assert closed(ask(), second, Seen(returns=returns)) == by
        assert by.day <= first.end.isoformat()
