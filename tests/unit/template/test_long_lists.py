"""Several answers from a long list, or several references, in one cell: the live check reads them as intake does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition import Code, CodeList, MultiCode, Text
from pipeline.definition.excel import UNUSABLE
from pipeline.template import answer_formulas
from pipeline.template.pattern_formulas import fits
from pipeline.validate.cells import Value, read_cell
from tests.unit.template.reckoned import reckoned


def several(count: int) -> MultiCode:
    """A question with so many answers, called as recommendations and standards are."""
    codes = tuple(Code(f"T{place // 9}.{place % 9}", f"What is {place}, in words") for place in range(count))
    return MultiCode("Several", name="several", codes=CodeList("several", codes))


QUESTIONS = {count: several(count) for count in (3, 25, 26, 34, 140)}
PATTERN = r"ASR-\d{4}(;ASR-\d{4}){0,6}"


def read_in_the_template(field: MultiCode | Text, typed: str) -> str:
    """What the formulas of the Checks sheet make of a cell."""
    places = [f"A{number}" for number in range(2, 2 + answer_formulas.helper_count(field))]
    cells = {"A1": typed}
    for place, formula in zip(places, answer_formulas.steps(field, "A1", places, "0"), strict=True):
        cells[place] = str(reckoned(formula, cells))
    return str(reckoned(answer_formulas.value(field, "A1", places, "Z1"), cells))


def read_at_intake(field: MultiCode | Text, typed: str) -> str:
    """What the intake makes of it."""
    value = read_cell(field, typed)
    return str(value.value or "") if isinstance(value, Value) else UNUSABLE


@st.composite
def typed(draw: st.DrawFn) -> tuple[MultiCode, str]:
    """A question, and what somebody types: codes, words, both, and now and then what is no answer."""
    field = draw(st.sampled_from(list(QUESTIONS.values())))
    ways = (lambda code: code.code, lambda code: code.label, lambda code: code.shown, lambda code: code.code.lower())
    chosen = draw(st.lists(st.sampled_from(field.codes.codes), max_size=5))
    parts = [draw(st.sampled_from(ways))(code) for code in chosen]
    if draw(st.booleans()) and draw(st.booleans()):
        parts.append(draw(st.sampled_from(["T99.9", "nothing", "T0.1,T0.2", "T0"])))
    return field, draw(st.sampled_from([";", "; ", " ;"])).join(parts)


@given(typed())
def test_a_list_of_any_length_is_read_as_the_intake_reads_it(drawn: tuple[MultiCode, str]) -> None:
    field, text = drawn

    assert read_in_the_template(field, text) == read_at_intake(field, text)


@pytest.mark.parametrize("count", QUESTIONS)
def test_every_answer_of_a_list_can_be_given_at_once_and_one_that_is_none_is_refused(count: int) -> None:
    field = QUESTIONS[count]
    every = ";".join(field.codes.values())

    if len(every) < 999:  # characters that a cell with several answers may hold
        assert read_in_the_template(field, every) == every
    assert read_in_the_template(field, f"{field.codes.values()[-1]};T99.9") == UNUSABLE
    assert read_in_the_template(field, "") == ""


@pytest.mark.parametrize("count", QUESTIONS)
def test_no_formula_of_a_list_of_any_length_is_longer_or_deeper_than_excel_takes(count: int) -> None:
    field = QUESTIONS[count]
    places = [f"$ABC{number}" for number in range(6, 6 + answer_formulas.helper_count(field))]
    formulas = [*answer_formulas.steps(field, "INDEX(answer_several,ROW())", places, "0")]
    formulas.append(answer_formulas.value(field, "INDEX(answer_several,ROW())", places, "$ABC3"))

    assert all(len(each) < 8_192 for each in formulas)
    assert all(_depth(each) <= 64 for each in formulas)


def _depth(formula: str) -> int:
    """How deep its brackets stand in one another."""
    deepest = now = 0
    for letter in re.sub('"(?:[^"]|"")*"', "", formula):
        now += (letter == "(") - (letter == ")")
        deepest = max(deepest, now)
    return deepest


@given(
    st.lists(st.sampled_from(["ASR-0001", "ASR-0042", "ASR-01", "ACT-0001", "ASR-00012", ""]), max_size=8),
    st.sampled_from([";", "; ", ","]),
)
def test_several_references_in_one_cell_are_tested_one_by_one(references: list[str], between: str) -> None:
    text, formula = between.join(references), fits(PATTERN, "A1")

    assert formula is not None
    assert bool(reckoned(formula, {"A1": text})) == bool(re.fullmatch(PATTERN, text))


NUMBERS = Text("Numbers", name="numbers", pattern=PATTERN, pattern_words="numbers", max_length=62, example="ASR-0001")


@given(
    st.lists(st.sampled_from(["ASR-0001", "asr-0004", "ASR - 0002", "ASR-1", "ASR 0001", ""]), max_size=8),
    st.sampled_from([";", "; ", " ; ", ", ", " and "]),
)
def test_references_are_read_with_blanks_and_small_letters_as_the_intake_reads_them(
    references: list[str], between: str
) -> None:
    text = between.join(references)

    assert read_in_the_template(NUMBERS, text) == read_at_intake(NUMBERS, text)


@pytest.mark.parametrize("pattern", [r"A\d{2}(;A\d{2}){0,20}", r"A\d{2,3}(;A\d{2,3}){0,2}", r"(;\d)(;\d){0,2}"])
def test_several_references_that_plain_formulas_cannot_tell_are_left_to_the_intake(pattern: str) -> None:
    assert fits(pattern, "A1") is None
