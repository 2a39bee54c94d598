"""Codes that a document makes one: what is asked when, what a record is judged as, and what is read of an old form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Code, CodeList, MultiCode, OneCode, Step
from pipeline.definition.frame import rails
from pipeline.definition.records import AsIf, Records
from pipeline.definition.words import words
from pipeline.errors import DefinitionError
from pipeline.partnership.defining import Stage, reading_for, recoded
from pipeline.partnership.here import shipped, used
from pipeline.partnership.model import Document, Partnership
from pipeline.validate.cells import Value, read_cell
from pipeline.validate.finding import Finding

KIND = "family help"
JULY = date(2026, 7, 1)
BEFORE, DUAL, AFTER = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


def at(since: date | None = JULY, *dual: Quarter, dated: bool = True) -> Partnership:
    document = Document(kind=KIND, version="Help for Families", since=since, dual_run=dual, dated=dated)
    return replace(shipped("southampton"), documents=(document,))


def statuses() -> CodeList:
    return CodeList(
        "status",
        (
            Code("EH", "Early Help", until=KIND, into="FH"),
            Code("CIN", "Child in need", until=KIND, into="FH", spellings=("in need",)),
            Code("FH", "Family Help", since=KIND),
            Code("CP", "Plan"),
        ),
    )


def question(whose: Partnership, quarter: Quarter) -> OneCode:
    with reading_for(whose, quarter):
        return OneCode("Status", name="status", codes=statuses(), example="CIN")


@pytest.mark.parametrize(
    ("whose", "quarter", "stage", "asked"),
    [
        (at(JULY), BEFORE, Stage.BEFORE, ("EH", "CIN", "CP")),
        (at(JULY), DUAL, Stage.AFTER, ("FH", "CP")),
        (at(JULY, DUAL), DUAL, Stage.PASSING, ("EH", "CIN", "CP")),
        (at(JULY, DUAL), AFTER, Stage.AFTER, ("FH", "CP")),
        (at(JULY, DUAL, AFTER), AFTER, Stage.PASSING, ("EH", "CIN", "CP")),
        (at(date(2026, 7, 2)), DUAL, Stage.PASSING, ("EH", "CIN", "CP")),
        (at(date(2026, 7, 2)), AFTER, Stage.AFTER, ("FH", "CP")),
        (at(JULY, BEFORE), BEFORE, Stage.BEFORE, ("EH", "CIN", "CP")),
        (at(None), Quarter(2017, 3), Stage.AFTER, ("FH", "CP")),
        (at(None, dated=False), Quarter(2028, 3), Stage.BEFORE, ("EH", "CIN", "CP")),
        (replace(at(), documents=()), Quarter(2028, 3), Stage.BEFORE, ("EH", "CIN", "CP")),
    ],
)
def test_the_new_code_is_asked_from_the_first_whole_quarter_after_the_dual_run(
    whose: Partnership, quarter: Quarter, stage: Stage, asked: tuple[str, ...]
) -> None:
    with reading_for(whose, quarter):
        assert recoded(KIND).stage is stage
    status = question(whose, quarter)
    assert status.codes.values() == asked
    assert status.example in asked


def test_a_form_asks_the_new_code_once_and_has_another_version_from_then_on() -> None:
    with used(shipped("northtown")):
        read = [(audits.of(each)["WNB"], each) for each in (BEFORE, DUAL, AFTER)]
        forms = [audit.form(audit.views[0], quarter) for audit, quarter in read]
        asked = [field for form in forms for field in form.fields if field.name == "sc_status"]
        codes = [each.codes.values() for each in asked if isinstance(each, OneCode)]
        versions = [form.version for form in forms]
    assert codes[0] == codes[1] != codes[2]
    assert versions[1] != versions[2]


def test_what_was_one_of_the_old_codes_is_now_read_as_the_new_one_with_a_note() -> None:
    status = question(at(JULY), AFTER)
    for text in ("CIN", "Child in need", "in need", "CIN - Child in need", "cin"):
        read = read_cell(status, text)
        assert isinstance(read, Value)
        assert (read.value, read.note) == ("FH", f"'{text}', read as FH")
    assert read_cell(status, "FH") == Value("FH")


@pytest.mark.parametrize("text", ["FH", "Family Help", "fh – family help"])
def test_the_new_code_before_its_time_is_an_error_that_says_from_when(text: str) -> None:
    for quarter in (BEFORE, DUAL):
        too_soon = read_cell(question(at(JULY, DUAL), quarter), text)
        assert isinstance(too_soon, Finding)
        assert too_soon.fix == "FH is an answer from 2026-27 Q3 on; until then, pick one from the list."
    undated = read_cell(question(at(None, dated=False), DUAL), "FH")
    assert isinstance(undated, Finding)
    assert "2026" not in undated.fix


def judged(status: OneCode, drawn: list[tuple[str, str | None]], as_if: AsIf | None = None) -> list[str | None]:
    """What each record, drawn as its day and its code, is judged as."""
    rows = pd.DataFrame({"status": [code for _, code in drawn]}, dtype=object)
    state = status.codes.recoded
    passing = {"status": (state.day, status.codes.into)} if status.codes.passing and state and state.day else {}
    days = np.array([day or "NaT" for day, _ in drawn], dtype="datetime64[D]")
    records = Records(rows, recoded=passing).judged_on(as_if.days(days) if as_if else days)
    return list(records.texts("status"))


def test_a_record_is_judged_as_the_new_code_from_the_first_day_on() -> None:
    status = question(at(JULY, DUAL), DUAL)
    drawn = [("2026-06-30", "CIN"), ("2026-07-01", "CIN"), ("2026-07-02", "EH"), ("2026-07-01", "CP"), ("", "EH")]
    assert judged(status, [*drawn, ("2026-07-01", None)]) == ["CIN", "FH", "FH", "CP", "EH", None]
    assert judged(status, drawn, AsIf(JULY)) == ["CIN", "CIN", "EH", "CP", "EH"]
    assert judged(status, drawn, AsIf(JULY, later=True))[:4] == ["FH", "FH", "FH", "CP"]


CODES = st.sampled_from(["EH", "CIN", "CP", None])


@given(st.lists(st.tuples(st.sampled_from(["2026-06-30", "2026-07-01"]), CODES), min_size=1, max_size=8))
def test_a_predicate_that_names_all_that_become_one_says_the_same_on_either_side(
    drawn: list[tuple[str, str | None]],
) -> None:
    status = question(at(JULY, DUAL), DUAL)
    old, new = question(at(JULY, DUAL), BEFORE), question(at(JULY), AFTER)
    raw = pd.DataFrame({"status": [code for _, code in drawn]}, dtype=object)
    mapped = pd.DataFrame({"status": judged(status, drawn)}, dtype=object)
    recoded_all = pd.DataFrame({"status": judged(status, drawn, AsIf(JULY, later=True))}, dtype=object)
    for codes in (("EH", "CIN"), ("CP",), ("EH", "CIN", "CP")):
        comes_to = [
            rails(asked.is_in(*codes), Records(frame)).true.tolist()
            for asked, frame in ((old, raw), (status, mapped), (new, recoded_all))
        ]
        assert comes_to[0] == comes_to[1] == comes_to[2]
    assert sum(code == "FH" for code in mapped["status"]) == sum(
        day >= "2026-07-01" and code in ("EH", "CIN") for day, code in drawn
    )


def test_a_predicate_goes_on_naming_the_codes_that_were_there_before() -> None:
    before, after = question(at(JULY), BEFORE), question(at(JULY), AFTER)
    passing = question(at(JULY, DUAL), DUAL)
    assert before.is_in("CIN", "CP").codes == ("CIN", "CP")
    assert passing.is_in("CIN", "CP").codes == ("CIN", "CP", "FH")
    assert after.is_in("CIN", "EH").codes == ("FH",)
    assert words(after == "CIN") == "‘Status’ is “Family Help”"
    assert words(after != "EH") == "‘Status’ is “Plan”"
    assert words(before == "CIN") == "‘Status’ is “Child in need”"
    for each in (before, passing):
        with pytest.raises(
            DefinitionError, match=r"has no 'FH'\. It is not there at first: name EH or CIN, which it takes"
        ):
            each.is_in("FH")
    assert after.is_in("FH").codes == ("FH",)


def test_a_flow_has_the_bands_of_what_is_asked() -> None:
    bands = (("Help", ("EH", "CIN")), ("Family", ("FH",)), ("Plan", ("CP",)))
    labels = {
        quarter: Step("Status", "they had", question(at(JULY, DUAL), quarter), bands, high=("Family", "Plan"))
        for quarter in (BEFORE, DUAL, AFTER)
    }
    assert [labels[each].labels for each in labels] == [("Help", "Plan"), ("Help", "Plan"), ("Family", "Plan")]
    assert [labels[each].high for each in labels] == [("Plan",), ("Plan",), ("Family", "Plan")]


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ((Code("A", "A", until=KIND), Code("B", "B", since=KIND)), "A: give until= and into=, the latter a code that"),
        ((Code("A", "A", until=KIND, into="C"), Code("B", "B", since=KIND)), "A: give until= and into="),
        ((Code("A", "A", since="the weather"),), "its codes hang on the weather; they may hang on one of family help"),
    ],
)
def test_codes_that_hang_on_no_document_or_become_nothing_are_a_wrong_definition(
    codes: tuple[Code, ...], told: str
) -> None:
    with pytest.raises(DefinitionError, match=told):
        CodeList("wrong", codes)


def test_only_a_question_with_one_answer_may_have_such_codes() -> None:
    with pytest.raises(DefinitionError, match="its codes hang on a document"):
        MultiCode("Several", name="several", codes=statuses())
