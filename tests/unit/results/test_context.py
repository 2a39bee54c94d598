"""Context measures: sums before shares, small answers hidden, and never a rating."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Amount,
    Basis,
    Cadence,
    Count,
    Date,
    Distribution,
    MultiCode,
    OneCode,
    Part,
    Ratio,
    RepeatShare,
    Standard,
    Text,
    View,
    Volumes,
    Whole,
    code_list,
)
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.results.context import context_results
from pipeline.results.context_values import ContextResult, Total
from pipeline.statistics.intervals import wilson
from pipeline.validate.validated import Accepted, Identity, Tally, Validated
from tests.small_audit import audit_of

VIEW = View("Everyone", "health_provider", code="all")
ref = Text("Reference", name="ref", required=True)
child = Text("Child", name="child_ref")
seen = Date("Date seen", name="seen", required=True)
colour = OneCode("Colour", name="colour", codes=code_list("colours", RED="Red", BLUE="Blue", GREEN="Green"))
sex = OneCode("Sex", name="sex", codes=code_list("sexes", F="Female", M="Male"), describes_child=True)
needs = MultiCode("Needs", name="needs", codes=code_list("needs", H="Housing", S="School"))
nights = Whole("Nights", name="nights")
booked, missed, moved = Count("Booked", name="booked"), Count("Missed", name="missed"), Count("Moved", name="moved")
VOLUMES = Volumes(VIEW, (booked, missed, moved))
AUDIT = audit_of(
    "TST",
    title="Small audit",
    purpose="To test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=ref,
    views=(VIEW,),
    anchors={VIEW: (seen,)},
    parts=(Part("All of it", (ref, child, seen, colour, sex, needs, nights)),),
    standards=(Standard("Red", ALWAYS, colour == "RED", Basis.LOCAL, "A test", headline=True, id="T1"),),
    volumes=(VOLUMES,),
    context=(
        Ratio("Missed of booked", VOLUMES, (missed,), (booked,), less=(moved,), expected="One in ten.", id="Tx1"),
        Distribution("Colours", colour, ALWAYS, VIEW, id="Tx2"),
        Distribution("Sexes", sex, ALWAYS, VIEW, id="Tx3"),
        Distribution("Needs where red", needs, colour == "RED", VIEW, id="Tx4"),
        RepeatShare("Children seen twice", child, VIEW, id="Tx5"),
        Amount("Nights away where red", nights, VIEW, "nights", colour == "RED", id="Tx6"),
    ),
)


def returned(agency: str = "SOL", volumes: Sequence[dict[str, int]] = (), **columns: Sequence[object]) -> Validated:
    """An accepted return with these columns; the others are blank."""
    count = max(map(len, columns.values()), default=0)
    blank = dict.fromkeys(("ref", "child_ref", "colour", "sex", "needs", "nights"), [None] * count)
    rows = pd.DataFrame({**blank, **columns}, dtype=object)
    form = AUDIT.form(VIEW, Quarter(2019, 2))
    return Accepted(
        "mine.xlsx",
        "",
        Tally(seen=count, kept=count),
        (),
        Identity(form, agency, ""),
        rows=rows,
        unusable=pd.DataFrame(index=rows.index),
        volumes=pd.DataFrame(volumes),
    )


def measured(name: str, *returns: Validated, edition: Edition = SUBGROUP) -> ContextResult:
    return {each.id: each for each in context_results(AUDIT, returns, edition)}[name]


def counted(measured: ContextResult) -> dict[str, int | None]:
    return {each.code: each.count for each in measured.shares}


def test_a_ratio_sums_every_month_and_agency_before_it_divides() -> None:
    sol = returned("SOL", [{"booked": 100, "missed": 10, "moved": 0}, {"booked": 50, "missed": 10, "moved": 10}])
    uhs = returned("UHS", [{"booked": 20, "missed": 6, "moved": 0}])
    measure = measured("Tx1", sol, uhs)
    assert (measure.numerator, measure.denominator, measure.proportion) == (26, 160, 26 / 160)
    assert measure.note == "One in ten."


def test_a_ratio_says_which_returns_gave_no_volumes() -> None:
    measure = measured("Tx1", returned("SOL", [{"booked": 10, "missed": 1, "moved": 0}]), returned("UHS"))
    assert measure.note == "One in ten. 1 of 2 returns left the Volumes sheet empty."
    assert measure.numerator == 1


@pytest.mark.parametrize(
    ("missed", "booked", "board", "public"),
    [
        (3, 602, (None, None), (None, None)),
        (600, 602, (None, None), (None, None)),
        (7, 602, (7, 602), (None, None)),
        (143, 692, (143, 692), (145, 690)),
        (0, 602, (0, 602), (0, 600)),
    ],
)
def test_a_ratio_shows_no_small_count_nor_its_complement_and_is_rounded_as_counts_are(
    missed: int, booked: int, board: tuple[int | None, int | None], public: tuple[int | None, int | None]
) -> None:
    sent = returned("SOL", [{"booked": booked, "missed": missed, "moved": 0}])
    shown = [measured("Tx1", sent, edition=edition) for edition in (SUBGROUP, BOARD, PUBLIC)]
    assert [(each.numerator, each.denominator) for each in shown] == [(missed, booked), board, public]
    assert all((each.proportion is None) is (each.numerator is None) for each in shown)


def test_a_ratio_has_its_interval_and_that_of_what_is_no_part_of_the_whole_is_a_rates() -> None:
    share = measured("Tx1", returned("SOL", [{"booked": 692, "missed": 143, "moved": 0}]))
    assert (share.lower, share.upper) == wilson(143, 692)
    rate_of = measured("Tx1", returned("SOL", [{"booked": 10, "missed": 25, "moved": 0}]))
    assert rate_of.proportion == 2.5
    assert (rate_of.lower, rate_of.upper) == pytest.approx((1.618, 3.690), abs=0.001)  # Garwood: 16.18 to 36.90


def test_a_ratios_earlier_quarters_are_shown_by_the_same_rule() -> None:
    sent = returned("SOL", [{"booked": 692, "missed": 143, "moved": 0}])
    past = {Quarter(2019, 1): {"Tx1": (90, 400)}, Quarter(2018, 4): {"Tx1": (3, 400)}}
    (measure,) = (each for each in context_results(AUDIT, [sent], BOARD, past) if each.id == "Tx1")
    assert [(each.quarter, each.numerator, each.denominator) for each in measure.history] == [
        ("2018-19 Q4", None, None),
        ("2019-20 Q1", 90, 400),
    ]
    assert (measure.history[1].lower, measure.history[1].upper) == wilson(90, 400)


def test_a_ratio_that_no_template_asked_for_yet_says_that_no_return_gives_it() -> None:
    older = measured("Tx1", returned("SOL", [{"missed": 3, "moved": 0}]))
    assert older.proportion is None
    assert older.note == "One in ten. No return gives these numbers."


def test_a_ratio_of_nothing_has_no_share() -> None:
    assert measured("Tx1").proportion is None
    assert measured("Tx1", returned("SOL", [{"booked": 5, "missed": 0, "moved": 5}])).proportion is None


def test_a_distribution_counts_each_answer_and_not_the_blanks() -> None:
    measure = measured("Tx2", returned(colour=["RED", "RED", None]), returned("UHS", colour=["BLUE"]))
    assert counted(measure) == {"RED": 2, "BLUE": 1, "GREEN": 0}
    assert measure.denominator == 3


def test_an_answer_of_several_codes_counts_under_each_and_once_in_the_total() -> None:
    measure = measured("Tx4", returned(colour=["RED", "RED", "BLUE"], needs=["H;S", "H", "S"]))
    assert counted(measure) == {"H": 2, "S": 1}
    assert measure.denominator == 2


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        (SUBGROUP, {"RED": 3, "BLUE": 2, "GREEN": 12}),
        (BOARD, {"RED": None, "BLUE": None, "GREEN": None}),  # 3 and 2 come to so little that both would be known small
        (PUBLIC, {"RED": None, "BLUE": None, "GREEN": None}),
    ],
)
def test_small_answers_are_hidden_or_rounded_as_the_edition_says(
    edition: Edition, shown: dict[str, int | None]
) -> None:
    measure = measured("Tx2", returned(colour=["RED"] * 3 + ["BLUE"] * 2 + ["GREEN"] * 12), edition=edition)
    assert counted(measure) == shown
    assert measure.denominator == (17 if edition is SUBGROUP else None)


def test_what_a_child_is_is_hidden_where_small_from_the_sub_group_too() -> None:
    measure = measured("Tx3", returned(sex=["F"] * 3 + ["M"] * 4))
    assert counted(measure) == {"F": None, "M": None}
    assert measure.denominator is None


def test_one_hidden_answer_takes_another_with_it_as_the_number_of_records_is_shown() -> None:
    measure = measured("Tx2", returned(colour=["RED"] * 3 + ["BLUE"] * 20 + ["GREEN"] * 12), edition=BOARD)
    assert list(counted(measure).values()).count(None) >= 2


def test_nobodys_answer_is_nought_and_not_hidden() -> None:
    assert counted(measured("Tx2", edition=BOARD)) == {"RED": 0, "BLUE": 0, "GREEN": 0}


def test_a_child_seen_twice_is_counted_across_agencies() -> None:
    measure = measured("Tx5", returned(child_ref=["A", "A", "B", None]), returned("UHS", child_ref=["B", "C"]))
    assert (measure.numerator, measure.denominator, measure.proportion) == (2, 3, 2 / 3)


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([BOARD, PUBLIC]))
def test_a_repeat_share_shows_no_small_count_nor_its_complement(once: int, twice: int, edition: Edition) -> None:
    refs = [f"once{n}" for n in range(once)] + [f"twice{n // 2}" for n in range(2 * twice)]
    measure = measured("Tx5", returned(child_ref=refs), edition=edition)
    if any(1 <= each <= edition.hide for each in (once, twice)):
        assert (measure.numerator, measure.denominator, measure.proportion) == (None, None, None)
    else:
        assert measure.denominator is not None
        assert abs(measure.denominator - once - twice) <= edition.round_to / 2


def test_no_returns_give_nothing_to_share() -> None:
    measure = measured("Tx5")
    assert (measure.numerator, measure.denominator, measure.proportion) == (0, 0, None)


def nights_of(*given: int | None, edition: Edition = SUBGROUP) -> Total | None:
    nights_given = pd.array(list(given), dtype="Int64")
    return measured("Tx6", returned(colour=["RED"] * len(given), nights=nights_given), edition=edition).total


def test_an_amount_adds_up_the_answers_of_the_records_that_it_applies_to() -> None:
    mine = returned(colour=["RED", "RED", "BLUE", "RED"], nights=pd.array([2, 5, 90, None], dtype="Int64"))

    assert measured("Tx6", mine).total == Total("nights", 7, 2, None)
    assert nights_of(1, 2, 4, 8, 8) == Total("nights", 23, 5, 4.0)


def test_an_amount_of_few_records_is_hidden_from_those_who_may_not_see_small_counts() -> None:
    assert nights_of(9, 9, 9, edition=BOARD) == Total("nights", None, None, None)
    assert nights_of(*[9] * 10, edition=BOARD) == Total("nights", 90, 10, 9.0)


def test_an_amount_of_which_one_record_is_more_than_the_rest_is_hidden() -> None:
    assert nights_of(*[1] * 20, 400, edition=PUBLIC) == Total("nights", None, None, None)


def test_the_middle_of_an_amount_is_rounded_where_counts_are() -> None:
    assert nights_of(*[6, 7, 8] * 7, edition=PUBLIC) == Total("nights", 145, 20, 5.0)
    assert nights_of(*[6, 7, 8] * 7, edition=BOARD) == Total("nights", 147, 21, 7.0)
