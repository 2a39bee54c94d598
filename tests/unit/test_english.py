"""Words in a row, shares, differences and guesses, as messages and pages word them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.english import did_you_mean, listed, number_of, percent, plural, points


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((), ""), (("1",), "1"), (("1", "2"), "1 and 2"), (["1", "2", "3"], "1, 2 and 3")],
)
def test_words_stand_in_a_row_as_a_sentence_lists_them(words: tuple[str, ...], sentence: str) -> None:
    assert listed(words) == sentence


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("course", "courses"),
        ("child", "children"),
        ("child at a conference", "children at a conference"),
        ("family", "families"),
        ("day", "days"),
        ("address", "addresses"),
        ("young person in a hostel", "young people in a hostel"),
    ],
)
def test_several_of_a_thing_are_called_as_one_would(one: str, many: str) -> None:
    assert plural(one) == many


def test_the_last_of_several_choices_stands_after_an_or() -> None:
    assert listed(("red", "amber", "green"), "or") == "red, amber or green"


def test_a_guess_is_a_question_and_where_nothing_is_near_something_else_is_said() -> None:
    assert did_you_mean("NEG3", "Audits: NEG.") == "Did you mean NEG3?"
    assert did_you_mean(None, "Audits: NEG.") == "Audits: NEG."
    assert did_you_mean(None) == ""


def test_one_of_a_kind_is_said_in_the_singular() -> None:
    assert [number_of(count, "return") for count in (0, 1, 2)] == ["0 returns", "1 return", "2 returns"]
    assert number_of(1, "query", "queries") == "1 query"
    assert number_of(3, "query", "queries") == "3 queries"


COUNTS = st.integers(1, 20_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("met", "total", "written"),
    [
        (199, 200, ">99%"),
        (249, 250, ">99%"),
        (299, 300, ">99%"),
        (1, 250, "<1%"),
        (0, 250, "0%"),
        (250, 250, "100%"),
        (5, 8, "63%"),
        (3, 8, "38%"),
        (1, 8, "13%"),
        (7, 8, "88%"),
        (9, 40, "23%"),
        (15, 24, "63%"),
        (1166, 1163, ">100%"),  # a ratio may be more than all
    ],
)
def test_a_share_is_rounded_as_excel_rounds_it_and_only_all_and_none_are_written_so(
    met: int, total: int, written: str
) -> None:
    assert percent(met / total) == written


@given(COUNTS)
def test_halves_are_rounded_up_on_the_fraction_itself_and_not_on_what_the_computer_holds(
    counts: tuple[int, int],
) -> None:
    met, total = counts
    whole = (Decimal(met) * 100 / Decimal(total)).quantize(Decimal(1), ROUND_HALF_UP)
    assume(met in (0, total) or 0 < whole < 100)
    assert percent(met / total) == f"{whole}%"


@given(COUNTS, st.integers(0, 100))
def test_beside_a_target_a_share_never_looks_like_it_unless_it_is_the_same(counts: tuple[int, int], aim: int) -> None:
    met, total = counts
    written, target = percent(met / total, aim / 100), percent(aim / 100)
    if abs(met / total - aim / 100) > 0.00001:
        assert written != target
    assert (written == target) is (met * 100 == aim * total) or "." in written


@pytest.mark.parametrize(
    ("value", "beside", "written"),
    [
        (0.798, 0.8, "79.8%"),
        (0.949, 0.95, "94.9%"),
        (0.8, 0.8, "80%"),
        (0.9996, 1.0, ">99%"),
        (0.79998, 0.8, "79.998%"),
    ],
)
def test_as_many_decimals_are_added_as_tell_a_share_from_its_target(value: float, beside: float, written: str) -> None:
    assert percent(value, beside) == written


@pytest.mark.parametrize(
    ("difference", "written"),
    [
        (0.18, "+18"),
        (-0.29, "-29"),
        (0.125, "+13"),
        (-0.125, "-13"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.003, "+0.3"),
        (-0.004, "-0.4"),
    ],
)
def test_a_difference_has_its_sign_and_one_that_is_not_nothing_is_never_written_as_nothing(
    difference: float, written: str
) -> None:
    assert points(difference) == written


def test_where_there_is_no_figure_there_is_a_dash() -> None:
    assert percent(None) == points(None) == "–"
