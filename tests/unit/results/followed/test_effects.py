"""What may be said of a standard before and after an action: like with like, beside a frozen baseline, and no cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.effects import changing as power
from benchmarks.effects import goals
from benchmarks.processes import independent
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, Edition
from pipeline.disclose.hiding import line as one_line
from pipeline.measure.counts import Counts
from pipeline.measure.shapes import Shape, Stratum
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Document, Planned
from pipeline.results.breaks import ReturnHistory
from pipeline.results.followed.effects import FEW_RECORDS, MAY_BE_CHANCE
from pipeline.results.followed.plan import REPORT
from pipeline.results.followed.values import Effect, EffectLine, Side
from pipeline.results.versions import Change
from tests.small_audit import changed
from tests.unit.results.built import NOW
from tests.unit.results.followed.drawn import TST, Sent, action, alone, counted, frozen, told

LATER, EARLIER = NOW.last(2), tuple(map(str, NOW.last(8)[1:5]))
# Six quarters before the action was done within 2018-19 Q4, which is on neither side, and two after it.
RISEN = alone((20, 40), (24, 40), (25, 40), (23, 40), (24, 40), (30, 40), (38, 40), (39, 40))


def only(lines: list[EffectLine]) -> EffectLine:
    (line,) = lines
    return line


# What is compared with what


def test_an_action_has_the_four_quarters_before_it_was_agreed_beside_those_that_began_after_it_was_done() -> None:
    line = only(told(counted(RISEN)))

    assert line.before == Side(EARLIER, 24 + 25 + 23 + 24, 160)
    assert line.after == Side(tuple(map(str, LATER)), 38 + 39, 80)
    assert (line.effect, line.why) == (Effect.BETTER, "")
    assert line.difference == pytest.approx(77 / 80 - 96 / 160)
    assert 0 < line.lower < line.difference < line.upper < 1
    assert (line.frozen, line.recounted, line.beside) == ("2019-11-01", False, ())
    assert (line.agency_name, line.standard_title, line.done) == (name_of("SOL"), "Red", "2019-02-10")


@pytest.mark.parametrize(
    ("done", "quarters"), [("2019-03-31", 2), ("2019-04-01", 1), ("2019-06-30", 1), ("2019-07-01", 0)]
)
def test_a_quarter_is_after_an_action_only_if_it_began_after_it(done: str, quarters: int) -> None:
    line = only(told(counted(RISEN), action(done=done)))

    assert len(line.after.quarters) == quarters
    assert (line.effect is Effect.TOO_EARLY) == (quarters < 2)


def test_of_many_quarters_after_an_action_the_newest_four_are_compared() -> None:
    line = only(told(counted(RISEN), action("2018-04-01", "2018-05-01")))

    assert line.before.quarters == tuple(map(str, NOW.last(8)[:2]))
    assert line.after.quarters == tuple(map(str, NOW.last(4)))


def test_an_action_that_is_not_done_or_names_no_standard_has_no_line() -> None:
    assert told(counted(RISEN), action(done=""), action(standards=())) == []


def test_an_action_that_several_agencies_lead_has_a_line_for_each() -> None:
    alike = told(counted(RISEN), action(), action(agency="UHS"))
    later = told(counted(RISEN), action(), action(agency="UHS", done="2019-03-01"))

    assert [(each.agency_name, each.beside) for each in alike] == [(name_of("SOL"), ()), (name_of("UHS"), ())]
    assert later[0].beside == (f"Action T1.b1 ({name_of('UHS')}) on the same standard was done on 1 March 2019.",)


def test_a_standard_that_nothing_counts_this_quarter_is_said_to_be_so() -> None:
    line = only(told(counted(RISEN), action(standards=("T9",))))

    assert (line.effect, line.why) == (Effect.NOT_COMPARABLE, f"T9 is not counted in {NOW}")


# What may be said


def test_where_lower_is_better_a_rise_is_worse_and_a_fall_better() -> None:
    on_t2 = action(standards=("T2",))
    fallen = alone(*[(of - met, of) for each in RISEN for met, of in each.values()])

    assert only(told(counted(RISEN, TST.T2), on_t2)).effect is Effect.WORSE
    assert only(told(counted(fallen, TST.T2), on_t2)).effect is Effect.BETTER
    assert only(told(counted(fallen))).effect is Effect.WORSE


def test_a_difference_that_chance_often_gives_is_no_claim_and_its_interval_is_told() -> None:
    line = only(told(counted(alone(*[(24, 40)] * 6, (31, 40), (32, 40)))))

    assert (line.effect, line.why) == (Effect.NO_CLEAR_CHANGE, MAY_BE_CHANCE)
    assert line.lower > 0
    same = only(told(counted(alone(*[(24, 40)] * 8))))
    assert (same.effect, same.why, same.difference) == (Effect.NO_CLEAR_CHANGE, "", pytest.approx(0))


def test_each_agency_is_compared_with_itself_so_that_who_sends_how_many_is_no_effect() -> None:
    mixed = [{"SOL": (36, 40), "UHS": (4, 40)}] * 6 + [{"SOL": (9, 10), "UHS": (7, 70)}] * 2
    line = only(told(counted(mixed)))

    assert (line.effect, line.difference) == (Effect.NO_CLEAR_CHANGE, pytest.approx(0))
    assert (line.before.met, line.after.met) == (None, None), "sums would say that it fell from 50% to 20%"


def test_an_agency_that_is_on_one_side_only_is_left_out_and_named() -> None:
    joined = [{"SOL": (24, 40)}] * 6 + [{"SOL": (24, 40), "UHS": (2, 20)}] * 2
    line = only(told(counted(joined)))

    assert line.effect is Effect.NO_CLEAR_CHANGE
    assert (line.before, line.after) == (Side(EARLIER, 96, 160), Side(tuple(map(str, LATER)), 48, 80))
    assert line.beside == (
        f"{name_of('UHS')} sent after it and not before.",
        f"{name_of('UHS')}: left out, with no record that counts on one side.",
    )


def test_where_most_records_are_of_an_agency_on_one_side_only_nothing_is_compared() -> None:
    left = [{"SOL": (10, 20), "UHS": (40, 80)}] * 6 + [{"SOL": (20, 20)}] * 2
    line = only(told(counted(left)))

    assert line.effect is Effect.NOT_COMPARABLE
    assert name_of("UHS") in line.why
    assert line.difference is None


def test_too_few_records_on_a_side_are_too_early_to_say_anything_of() -> None:
    line = only(told(counted(alone(*[(24, 40)] * 6, (2, 2), (2, 2)))))

    assert (line.effect, line.why) == (Effect.TOO_EARLY, FEW_RECORDS)


def test_without_figures_from_before_there_is_never_anything_to_compare() -> None:
    line = only(told(counted(RISEN[5:])))

    assert (line.effect, line.why) == (Effect.NOT_COMPARABLE, "there are no figures from before the action was agreed")
    assert line.before is None


def test_a_measure_without_a_better_way_has_no_effect() -> None:
    line = only(told(counted(RISEN, TST.T3), action(standards=("T3",))))

    assert (line.effect, line.why) == (Effect.NOT_COMPARABLE, "neither way is the better one")


def test_cases_that_are_read_one_by_one_are_not_compared() -> None:
    row = Planned(audit="TST", case_led=True)
    with used(replace(here(), audits=(*here().audits, row))):
        line = only(told(counted(RISEN)))

    assert (line.effect, line.why) == (Effect.NOT_COMPARABLE, "its cases are read one by one")


# What has changed beside it


def broken(on: date) -> ReturnHistory:
    """The usual agency's returns, and another document from a day on."""
    sent = dict.fromkeys(NOW.last(8), ("SOL",))
    return ReturnHistory(sent, ("SOL",), changes=[Change(on, "another threshold document before")])


def test_a_document_that_changes_what_is_counted_between_the_two_sides_leaves_nothing_to_compare() -> None:
    line = only(told(counted(RISEN, around=broken(date(2019, 2, 1)))))

    assert (line.effect, line.why) == (Effect.NOT_COMPARABLE, "another threshold document before (2018-19 Q4)")
    assert (line.reaudit, line.trigger) == ("", "")


def test_of_a_baseline_only_the_quarters_since_the_last_break_are_compared() -> None:
    line = only(told(counted(RISEN, around=broken(date(2018, 7, 1)))))

    assert line.before == Side(("2018-19 Q2", "2018-19 Q3"), 23 + 24, 80)
    assert line.effect is Effect.BETTER


def test_a_document_that_changes_no_count_is_told_beside() -> None:
    read = changed(TST, read_by=("Thresholds",))
    new = Document(kind="Thresholds", version="2019", since=date(2019, 4, 1))
    old = Document(kind="Thresholds", version="2017", until=date(2019, 3, 31))
    with used(replace(here(), documents=(old, new))):
        line = only(told(counted(RISEN, audit=read)))

    assert line.effect is Effect.BETTER
    assert line.beside == ("Thresholds 2019 has been in force since 1 April 2019.",)


def test_a_successor_is_compared_with_the_body_before_and_told_beside() -> None:
    sent = [{"LSCB": (24, 40)}] * 6 + [{"SSCP": (38, 40)}] * 2
    line = only(told(counted(sent)))

    assert (line.effect, line.after.met) == (Effect.BETTER, 76)
    assert line.beside == (f"{name_of('SSCP')} sends in place of {name_of('LSCB')}.",)


def drawn_unevenly(*met: int) -> Shape:
    """Two parts of a list, of 50 and of 1,500, of which 20 cases each came back."""
    listed = (50, 1500)
    return Shape(tuple(Stratum({"SOL": (each, 20)}, listed=of, back=20) for each, of in zip(met, listed, strict=True)))


UNEVEN: Mapping[Quarter, Shape] = {each: drawn_unevenly(18, 19) for each in LATER}


def test_a_sample_of_the_whole_list_is_compared_by_the_list_and_told_beside() -> None:
    sent = alone(*[(24, 40)] * 6, (37, 40), (37, 40))
    line = only(told(counted(sent, shapes=UNEVEN)))

    assert line.beside == ("The cases after it were drawn unevenly from a list, and those before it were not.",)
    assert line.why == f"of the whole lists of which samples were drawn; {MAY_BE_CHANCE}"
    assert (line.before.met, line.after.met) == (None, None)
    assert line.difference == pytest.approx((50 * 18 / 20 + 1500 * 19 / 20) / 1550 - 96 / 160)


def test_two_actions_on_one_standard_are_told_beside_each_other() -> None:
    first, second = told(counted(RISEN), action(), action("2018-11-01", "2019-05-03", id="T1.b2", agency="UHS"))

    assert first.beside == (f"Action T1.b2 ({name_of('UHS')}) on the same standard was done on 3 May 2019.",)
    assert second.beside == (f"Action T1.b1 ({name_of('SOL')}) on the same standard was done on 10 February 2019.",)


def test_an_action_that_is_agreed_and_not_done_is_told_beside_and_one_of_long_ago_is_not() -> None:
    agreed, old = action("2019-04-09", "", id="T1.b2"), action("2015-01-01", "2015-02-01", id="T1.b3")
    line = told(counted(RISEN), action(), agreed, old)[0]

    assert line.beside == (f"Action T1.b2 ({name_of('SOL')}) on the same standard was agreed on 9 April 2019.",)


def test_no_line_says_that_one_came_of_the_other() -> None:
    sentences = [each.value for each in Effect] + [
        text
        for sent in (RISEN, RISEN[5:], alone(*[(24, 40)] * 8))
        for line in told(counted(sent), action(), action("2019-04-09", "", id="T1.b2"))
        for text in (line.why, line.trigger, *line.beside)
    ]

    causal = ("because", "caused", "led to", "due to", "effect", "thanks", "result", "impact", "worked")
    assert [text for text in sentences if any(word in text for word in causal)] == []


# A baseline stays as it was


def test_returns_that_come_again_change_no_baseline_and_are_told_of() -> None:
    then = frozen(RISEN)
    again = [*RISEN[:4], {"SOL": (38, 40)}, *RISEN[5:]]
    line = only(told(counted(again, baselines=then)))

    assert (line.before, line.recounted) == (Side(EARLIER, 96, 160), True)
    assert line.effect is Effect.BETTER
    assert not only(told(counted(RISEN, baselines=then))).recounted


def test_a_baseline_that_was_counted_by_another_definition_is_not_compared() -> None:
    then = [replace(each, counted_by="another") for each in frozen(RISEN)]
    again = [*RISEN[:4], {"SOL": (38, 40)}, *RISEN[5:]]

    assert only(told(counted(RISEN, baselines=then))).effect is Effect.BETTER, "it comes to the same"
    line = only(told(counted(again, baselines=then)))
    assert (line.effect, line.difference) == (Effect.NOT_COMPARABLE, None)
    assert line.why == "it was counted in another way when its baseline was frozen on 1 November 2019"


def test_a_baseline_from_before_the_report_was_published_is_told_of_as_that_once_a_day_is_said() -> None:
    planned = action("", source=REPORT)
    with used(replace(here(), report_published=date(2019, 1, 5))):
        there = frozen(RISEN, planned)
        same = only(told(counted(RISEN, baselines=there), planned))
        since = only(told(counted(RISEN, baselines=there), replace(planned, agreed="2018-05-01")))

    assert same.before is not None
    assert (same.before.quarters, same.beside) == (EARLIER, ())
    (sentence,) = since.beside
    assert sentence == (
        "When the baseline was frozen, the action counted from the day on which the report was published; the baseline "
        "is that of then."
    )


def test_a_day_that_is_changed_later_changes_no_baseline_and_is_told_of() -> None:
    line = only(told(counted(RISEN, baselines=frozen(RISEN)), action("2018-05-01")))

    assert line.before.quarters == EARLIER
    assert line.beside == (
        "When the baseline was frozen, the day of the action was 5 January 2019; the baseline is that of then.",
    )


def test_an_action_that_is_said_to_have_been_done_before_its_baseline_has_nothing_to_be_compared_with() -> None:
    line = only(told(counted(RISEN, baselines=frozen(RISEN)), action("2019-01-05", "2016-05-01")))

    assert (line.effect, line.difference) == (Effect.NOT_COMPARABLE, None)
    assert line.why == "it is now said to have been done before"


def test_no_quarter_is_on_both_sides() -> None:
    line = only(told(counted(RISEN), action("2019-07-01", "2018-05-01")))

    assert line.before.quarters == tuple(map(str, NOW.last(8)[:2]))
    assert not {*line.before.quarters} & {*line.after.quarters}


def test_a_weighted_baseline_whose_returns_came_again_is_not_compared() -> None:
    uneven = {each: drawn_unevenly(10, 14) for each in NOW.last(8)[1:5]}
    sent = alone(*[(24, 40)] * 6, (38, 40), (38, 40))
    then = frozen(sent)
    again = [*sent[:4], {"SOL": (25, 40)}, *sent[5:]]

    assert only(told(counted(sent, shapes=uneven, baselines=then))).difference is not None
    line = only(told(counted(again, shapes=uneven, baselines=then)))
    assert (line.effect, line.difference) == (Effect.NOT_COMPARABLE, None)
    assert line.why == "its cases were drawn unevenly from a list, and its returns came again since"


# When to look again


@pytest.mark.parametrize(
    ("done", "reaudit"), [("2019-05-15", "2019-20 Q3"), ("2019-09-30", "2019-20 Q4"), ("2019-10-01", "2020-21 Q1")]
)
def test_an_action_is_looked_at_again_when_two_quarters_after_it_are_in(done: str, reaudit: str) -> None:
    line = only(told(counted(RISEN), action(done=done)))

    assert (line.effect, line.reaudit) == (Effect.TOO_EARLY, reaudit)
    assert line.trigger == "two quarters after the action was done"


def test_an_action_is_looked_at_again_where_its_standard_stays_below_target_two_quarters_running() -> None:
    below = only(told(counted(alone(*[(24, 40)] * 8))))
    once = only(told(counted(alone(*[(24, 40)] * 6, (38, 40), (24, 40)))))

    assert (below.reaudit, below.trigger) == ("2019-20 Q3", "below target two quarters running")
    assert (once.reaudit, once.trigger) == ("", "")


# Editions

MANY = alone(*[(60, 100)] * 6, (88, 100), (90, 100))


@pytest.mark.parametrize("edition", [BOARD, PUBLIC], ids=lambda each: each.name)
def test_an_edition_that_hides_counts_has_the_words_alone(edition: Edition) -> None:
    line, named = only(told(counted(MANY), edition=edition)), only(told(counted(MANY)))

    assert line.effect is named.effect is Effect.BETTER
    assert line.before == Side(EARLIER, None, None)
    assert (line.after.met, line.difference, line.lower, line.upper) == (None, None, None, None)


def test_counts_of_things_are_shown_in_every_edition() -> None:
    view = replace(TST.council, of_people=False)
    things = changed(TST, views=(view,), anchors={view: TST.anchors[TST.council]})
    lines = [only(told(counted(MANY, audit=things), edition=each)) for each in EDITIONS.values()]

    assert [(each.before.met, each.after.met) for each in lines] == [(240, 178)] * len(EDITIONS)
    assert len({each.difference for each in lines}) == 1


def test_an_audit_of_few_children_has_the_words_alone_for_named_readers_too() -> None:
    line = only(told(counted(MANY, audit=changed(TST, few=True))))

    assert line.before == Side(EARLIER, None, None)
    assert line.difference is None


def test_names_of_agencies_stand_only_where_an_edition_has_them() -> None:
    joined = [{"SOL": (60, 100)}] * 6 + [{"SOL": (60, 100), "UHS": (20, 40)}] * 2
    line = only(told(counted(joined), edition=PUBLIC))

    assert line.beside == ("Not the same agencies sent on both sides; only those that did are compared.",)


quarters = st.lists(
    st.fixed_dictionaries(
        {code: st.tuples(st.integers(0, 30), st.integers(0, 30)) for code in ("SOL", "UHS")},
    ),
    min_size=8,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(quarters, st.sampled_from([BOARD, PUBLIC]))
def test_nothing_follows_of_a_hidden_count(drawn: list[dict[str, tuple[int, int]]], edition: Edition) -> None:
    sent: Sent = [{code: (met, met + rest) for code, (met, rest) in theirs.items() if met + rest} for theirs in drawn]
    whole = counted(sent)
    for line in told(whole, edition=edition):
        assert not [each.name for each in fields(line) if isinstance(getattr(line, each.name), float)]
        assert all(side is None or (side.met, side.applicable) == (None, None) for side in (line.before, line.after))
        if line.effect in (Effect.BETTER, Effect.WORSE, Effect.NO_CLEAR_CHANGE):
            of = dict(zip(map(str, NOW.last(8)), sent, strict=True))
            compared = [of[each] for side in (line.before, line.after) for each in side.quarters]
            totals = [
                Counts(met=sum(m for m, _ in each.values()), not_met=sum(n - m for m, n in each.values()))
                for each in compared
            ]
            assert not any(one_line(each, edition).hidden for each in totals), "every quarter's own figure is shown"
            named = only(told(whole))
            assert line.effect is named.effect, "every edition says the same, or nothing"


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.sampled_from([BOARD, PUBLIC]))
def test_a_line_is_the_same_whatever_a_hidden_count_is(one: int, other: int, edition: Edition) -> None:
    lines = [told(counted(alone(*[(60, 100)] * 6, (88, 100), (met, 100))), edition=edition) for met in (one, other)]

    assert lines[0] == lines[1]
    assert only(lines[0]).effect is Effect.WITHHELD


# How often it is wrong


def test_where_nothing_changed_a_line_says_so_and_where_much_did_it_sees_it() -> None:
    assert [str(each) for each in goals(np.random.default_rng(5), independent, 12) if each.missed] == []
    seen = power(np.random.default_rng(5), (0.5, 0.8), 40, 4, 4)
    assert seen.share >= 0.9
