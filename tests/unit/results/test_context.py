"""Context measures: sums before shares, bands where small counts are not to be known, and never a rating."""

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
from pipeline.disclose.facts import Band
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
side = OneCode("Side", name="side", codes=code_list("sides", LEFT="Left", RIGHT="Right", NONE="None"))
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
    parts=(Part("All of it", (ref, child, seen, colour, side, sex, needs, nights)),),
    standards=(Standard("Red", ALWAYS, colour == "RED", Basis.LOCAL, "A test", headline=True, id="T1"),),
    volumes=(VOLUMES,),
    context=(
        Ratio("Missed of booked", VOLUMES, (missed,), (booked,), less=(moved,), expected="One in ten.", id="Tx1"),
        Distribution("Colours", colour, ALWAYS, VIEW, id="Tx2"),
        Distribution("Sexes", sex, ALWAYS, VIEW, id="Tx3"),
        Distribution("Needs where red", needs, colour == "RED", VIEW, id="Tx4"),
        RepeatShare("Children seen twice", child, VIEW, id="Tx5"),
        Amount("Nights away where red", nights, VIEW, "nights", colour == "RED", id="Tx6"),
        Distribution("Sides", side, ALWAYS, VIEW, id="Tx7"),
    ),
)


def returned(agency: str = "SOL", volumes: Sequence[dict[str, int]] = (), **columns: Sequence[object]) -> Validated:
    """An accepted return with these columns; the others are blank."""
    count = max(map(len, columns.values()), default=0)
    blank = dict.fromkeys(("ref", "child_ref", "colour", "side", "sex", "needs", "nights"), [None] * count)
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
        (3, 602, Band(0, 5), Band(0, 5)),
        (600, 602, Band(95, 100), Band(95, 100)),
        (143, 692, Band(20, 25), Band(20, 25)),
        (0, 602, Band(0, 5), Band(0, 5)),
        (3, 60, Band(0, 10), Band(0, 20)),  # 0 to 6 for the board, and 0 to 12 for the public
        (3, 30, Band(0, 20), None),  # 0 to 6, of which the public would know that it is 7 or fewer
        (9, 9, None, None),
    ],
)
def test_a_ratio_is_a_band_of_its_share_that_leaves_every_small_count_open(
    missed: int, booked: int, board: Band | None, public: Band | None
) -> None:
    sent = returned("SOL", [{"booked": booked, "missed": missed, "moved": 0}])
    others = returned("UHS", [{"booked": 0, "missed": 0, "moved": 0}])
    shown = [measured("Tx1", sent, others, edition=edition) for edition in (SUBGROUP, BOARD, PUBLIC)]
    assert (shown[0].numerator, shown[0].denominator) == (missed, booked)
    assert [each.band for each in shown] == [None, board, public]
    assert {(each.numerator, each.denominator, each.proportion) for each in shown[1:]} == {(None, None, None)}
    assert all((each.band is None) is each.note.endswith("small count can be worked out.") for each in shown[1:])


def test_a_ratio_is_not_told_where_an_agency_that_knows_its_own_would_know_the_other_s() -> None:
    many, few = ({"booked": 100, "missed": 30, "moved": 0}, {"booked": 12, "missed": 3, "moved": 0})
    alone = returned("SOL", [{"booked": 112, "missed": 33, "moved": 0}])
    assert measured("Tx1", alone, edition=BOARD).band == Band(25, 30)
    assert measured("Tx1", returned("SOL", [many]), returned("UHS", [few]), edition=BOARD).band == Band(20, 40)
    fewer = {"booked": 4, "missed": 3, "moved": 0}
    assert measured("Tx1", returned("SOL", [many]), returned("UHS", [fewer]), edition=BOARD).band is None


def test_a_ratio_has_its_interval_and_that_of_what_is_no_part_of_the_whole_is_a_rates() -> None:
    share = measured("Tx1", returned("SOL", [{"booked": 692, "missed": 143, "moved": 0}]))
    assert (share.lower, share.upper) == wilson(143, 692)
    rate_of = measured("Tx1", returned("SOL", [{"booked": 10, "missed": 25, "moved": 0}]))
    assert rate_of.proportion == 2.5
    assert (rate_of.lower, rate_of.upper) == pytest.approx((1.618, 3.690), abs=0.001)  # Garwood: 16.18 to 36.90


def test_a_ratios_earlier_quarters_are_for_named_readers_since_a_late_return_is_what_they_differ_by() -> None:
    sent = returned("SOL", [{"booked": 692, "missed": 143, "moved": 0}])
    past = {Quarter(2019, 1): {"Tx1": (90, 400)}, Quarter(2018, 4): {"Tx1": (3, 400)}}
    history = {
        edition.name: next(each.history for each in context_results(AUDIT, [sent], edition, past) if each.id == "Tx1")
        for edition in (SUBGROUP, BOARD, PUBLIC)
    }
    assert [(each.quarter, each.numerator, each.denominator) for each in history["subgroup"]] == [
        ("2018-19 Q4", 3, 400),
        ("2019-20 Q1", 90, 400),
    ]
    assert (history["subgroup"][1].lower, history["subgroup"][1].upper) == wilson(90, 400)
    assert history["board"] == history["public"] == ()


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


def test_answers_that_decide_a_standard_or_of_which_records_one_is_are_told_by_the_standard() -> None:
    red = returned(colour=["RED"] * 30 + ["BLUE"] * 20, needs=["H"] * 50)
    assert counted(measured("Tx2", red)) == {"RED": 30, "BLUE": 20, "GREEN": 0}
    for edition in (BOARD, PUBLIC):
        for name in ("Tx2", "Tx4"):
            measure = measured(name, red, edition=edition)
            assert {(share.count, share.band) for share in measure.shares} == {(None, None)}
            assert measure.denominator is None
            assert "these answers decide a standard" in measure.note


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        (SUBGROUP, {"LEFT": (30, None), "RIGHT": (12, None), "NONE": (18, None)}),
        (BOARD, {"LEFT": (None, Band(50, 60)), "RIGHT": (None, Band(20, 30)), "NONE": (None, Band(30, 40))}),
        (PUBLIC, {"LEFT": (None, Band(40, 60)), "RIGHT": (None, Band(20, 40)), "NONE": (None, Band(20, 40))}),
    ],
)
def test_other_answers_are_in_bands_where_readers_are_not_known_by_name(
    edition: Edition, shown: dict[str, tuple[int | None, Band | None]]
) -> None:
    measure = measured("Tx7", returned(side=["LEFT"] * 30 + ["RIGHT"] * 12 + ["NONE"] * 18), edition=edition)
    assert {each.code: (each.count, each.band) for each in measure.shares} == shown
    assert measure.denominator == (60 if edition is SUBGROUP else None)


def test_answers_are_not_told_where_a_small_one_would_be_known() -> None:
    few = returned(side=["LEFT"] * 3 + ["RIGHT"] * 12)
    measure = measured("Tx7", few, edition=BOARD)
    assert {(share.count, share.band) for share in measure.shares} == {(None, None)}
    assert measure.note.endswith("Hidden, so that no small count can be worked out.")


def test_what_a_child_is_is_hidden_where_small_from_the_sub_group_too() -> None:
    measure = measured("Tx3", returned(sex=["F"] * 3 + ["M"] * 4))
    assert counted(measure) == {"F": None, "M": None}
    assert measure.denominator is None


def test_nobodys_answer_is_nought_and_not_hidden() -> None:
    assert counted(measured("Tx2", edition=BOARD)) == {"RED": 0, "BLUE": 0, "GREEN": 0}


def test_a_child_seen_twice_is_counted_across_agencies() -> None:
    measure = measured("Tx5", returned(child_ref=["A", "A", "B", None]), returned("UHS", child_ref=["B", "C"]))
    assert (measure.numerator, measure.denominator, measure.proportion) == (2, 3, 2 / 3)


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([BOARD, PUBLIC]))
def test_a_repeat_share_leaves_every_small_count_open(once: int, twice: int, edition: Edition) -> None:
    refs = [f"once{n}" for n in range(once)] + [f"twice{n // 2}" for n in range(2 * twice)]
    measure = measured("Tx5", returned(child_ref=refs), edition=edition)
    if not refs:
        return
    assert (measure.numerator, measure.denominator, measure.proportion) == (None, None, None)
    if measure.band is not None:
        low, high = measure.band.counts(once + twice)
        assert low <= twice <= high
        for count, least, most in ((twice, low, high), (once, once + twice - high, once + twice - low)):
            assert not 1 <= count <= edition.hide or (least <= 1 and most >= edition.hide and most - least >= 5)


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


def test_an_amount_that_tells_of_people_is_for_named_readers() -> None:
    """Of two agencies each would have the other's by subtraction."""
    assert nights_of(*[9] * 10, edition=SUBGROUP) == Total("nights", 90, 10, 9.0)
    for edition in (BOARD, PUBLIC):
        assert nights_of(*[9] * 10, edition=edition) == Total("nights", None, None, None)
