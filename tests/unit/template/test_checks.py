"""The template's live checks as they are compiled: which there are, in which words, and of which functions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import read, template
from pipeline.definition import (
    Basis,
    Cadence,
    Date,
    Form,
    MultiCode,
    OneCode,
    Part,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
    days,
)
from pipeline.template import answer_formulas, layout
from pipeline.template.checks import Check, checks
from pipeline.template.checks_grid import Grid
from pipeline.template.checks_sheet import shown
from pipeline.template.pattern_formulas import fits
from pipeline.validate.catalogue import CHECKS
from pipeline.validate.catalogue.conditions import (
    AUDIT_RULE,
    EXPECTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
    RULE,
)
from pipeline.validate.catalogue.records import ANCHOR_MISSING, KEY_MISSING, KEY_REUSED, OUTSIDE_QUARTER, ROW_REPEATED
from pipeline.validate.header import resolved
from tests import forms
from tests.forms import FORMS, QUARTER
from tests.small_audit import audit_of
from tests.two_sheets import CPX

TWO_SHEETS = CPX.form(CPX.chairs, QUARTER).sheets
SHEETS = forms.SHEETS | {f"CPX {each.view.code}": each for each in TWO_SHEETS}
every_form = pytest.mark.parametrize("form", SHEETS.values(), ids=SHEETS.keys())

# Excel 2010 has them all, and so has LibreOffice.
FUNCTIONS = {
    "AND",
    "CHAR",
    "COUNTA",
    "COUNTIF",
    "DATE",
    "DATEVALUE",
    "EXACT",
    "FIND",
    "HYPERLINK",
    "IF",
    "IFERROR",
    "INDEX",
    "INT",
    "ISERROR",
    "ISLOGICAL",
    "ISNUMBER",
    "ISTEXT",
    "LEFT",
    "LEN",
    "MATCH",
    "MID",
    "NA",
    "NETWORKDAYS",
    "NOT",
    "OR",
    "REPT",
    "RIGHT",
    "ROUND",
    "ROW",
    "SUBSTITUTE",
    "SUM",
    "SUMIF",
    "SUMPRODUCT",
    "TEXT",
    "TIMEVALUE",
    "TRIM",
    "UPPER",
    "VALUE",
    "WEEKDAY",
}
LONGEST, DEEPEST, MOST_ARGUMENTS = 8_192, 64, 255  # Excel's limits
_QUOTED = re.compile('"(?:[^"]|"")*"')

HOSPITAL = View("Hospital", "health_provider", code="hospital")
number = Text(
    "Number", name="number", required=True, pattern=r"T-\d{2}", pattern_words="T- and two digits", example="T-01"
)
seen = Date("Date seen", name="seen", required=True)
told = Date("Date told", name="told", expected_when=seen.answered())
held = YesNo("Held?", name="held", required=True, not_recorded=True)
why = OneCode("Why not?", name="why", codes=code_list("why", A="Away", B="Busy"), only_when=held == "N")
voice = YesNo("Heard?", name="voice", na_when=held == "N", required_when=held == "Y")
age = Whole("Age", name="age", maximum=17)
needs = MultiCode("Needs", name="needs", codes=code_list("needs", H="Housing", S="School"))
listed = Text("Reference", name="listed", pattern=r"[A-Z0-9]{3,5}", pattern_words="three to five letters", max_length=9)
late = Rule(days(seen, told) <= 5, told, Severity.QUERY, "Check both dates.", id="told_late")
before = Rule(seen <= told, told, Severity.ERROR, "Mend the date.", id="told_before", when=held == "Y")
AUDIT = audit_of(
    "TST",
    title="Small audit",
    purpose="A test.",
    unit="one case",
    units="cases",
    cadence=Cadence.QUARTERLY,
    key=number,
    views=(HOSPITAL,),
    anchors={HOSPITAL: (seen,)},
    parts=(Part("All of it", (number, seen, told, held, why, voice, age, needs, listed)),),
    standards=(Standard("Held", held == held, held == "Y", Basis.LOCAL, "Local", headline=True, id="T1"),),
    rules=(late, before),
    list_ref=listed,
)
SMALL = AUDIT.form(HOSPITAL, QUARTER)


def checks_of(form: Form) -> tuple[Check, ...]:
    return checks(form, Grid(form))


def formulas(form: Form) -> Iterator[str]:
    """Every formula of the form's Checks sheet that is repeated on every row."""
    main = form.audit.form(form.view.beside or form.view, form.quarter)
    with zipfile.ZipFile(io.BytesIO(template.workbook(main, main.returners[0]))) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")]
    sheets = dict(zip(main.sheets, (part for part in parts if 't="shared"' in part), strict=True))
    for formula in re.findall(r"<f t=\"shared\" ref[^>]*>([^<]+)</f>", sheets[form]):
        yield formula.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_small_form_has_the_checks_that_its_questions_and_rules_ask_for() -> None:
    asked = {(each.field.name, each.rules[0], each.severity) for each in checks_of(SMALL) if each.formula is not None}

    error, query = Severity.ERROR, Severity.QUERY
    assert asked == {
        ("number", KEY_MISSING.id, error),
        ("number", ROW_REPEATED.id, query),
        ("number", KEY_REUSED.id, query),
        ("seen", OUTSIDE_QUARTER.id, error),
        ("seen", ANCHOR_MISSING.id, error),
        ("seen", REQUIRED_MISSING.id, error),
        ("told", EXPECTED_MISSING.id, query),
        ("told", "rule:told_late", query),
        ("told", "rule:told_before", error),
        ("held", REQUIRED_MISSING.id, error),
        ("why", NOT_EXPECTED_ANSWER.id, query),
        ("voice", REQUIRED_MISSING.id, error),
        ("voice", NOT_APPLICABLE_REFUSED.id, error),
        ("listed", REQUIRED_MISSING.id, error),
    }


def test_every_question_has_a_check_of_its_own_cell() -> None:
    assert [each.field for each in checks_of(SMALL) if each.formula is None] == list(SMALL.fields)


def test_what_must_be_mended_comes_before_what_is_only_doubted() -> None:
    severities = [each.severity for each in checks_of(SMALL)]

    assert severities == sorted(severities, key=lambda each: each is Severity.QUERY)


def test_a_rule_is_said_in_words_with_its_condition_and_its_fix() -> None:
    (sentence,) = [each.words for each in checks_of(SMALL) if each.rules == ("rule:told_before",)]

    assert sentence.startswith("‘Date seen’ is not after ‘Date told’")
    assert "where ‘Held’ is “Yes”" in sentence
    assert sentence.endswith("Mend the date.")


@every_form
def test_every_check_is_said_in_words_that_no_other_has(form: Form) -> None:
    sentences = [each.words for each in checks_of(form)]

    assert all(
        each.field.label.rstrip("?") in each.words for each in checks_of(form) if each.rules != (ROW_REPEATED.id,)
    )
    assert sorted(set(sentences)) == sorted(sentences)


@every_form
def test_every_formula_is_one_that_excel_2010_takes_and_shares(form: Form) -> None:
    for formula in formulas(form):
        bare = _QUOTED.sub("", formula)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= FUNCTIONS
        assert "!" not in bare, "a shared formula may name no other sheet"
        assert "{" not in bare, "a shared formula may hold no list"
        assert len(formula) <= LONGEST
        deepest, most = shape(bare)
        assert deepest <= DEEPEST
        assert most <= MOST_ARGUMENTS
        assert all(len(text) <= 257 for text in _QUOTED.findall(formula)), "a text in a formula ends at 255 characters"


def shape(formula: str) -> tuple[int, int]:
    """How deep the functions of a formula stand in one another, and how many arguments one takes at most."""
    open_ones, deepest, most = [], 0, 0
    for letter in formula:
        if letter == "(":
            open_ones.append(1)
            deepest = max(deepest, len(open_ones))
        elif letter == "," and open_ones:
            open_ones[-1] += 1
            most = max(most, open_ones[-1])
        elif letter == ")":
            open_ones.pop()
    return deepest, most


@every_form
def test_every_rule_of_the_form_is_a_live_check(form: Form) -> None:
    assert {f"rule:{each.id}" for each in form.rules} <= {rule for each in checks_of(form) for rule in each.rules}


def test_every_name_the_intake_gives_a_finding_is_a_live_check_or_is_said_to_be_none() -> None:
    live = {rule for form in SHEETS.values() for each in checks_of(form) for rule in each.rules}
    live |= {line.rule for form in SHEETS.values() for line in shown(checks_of(form), Grid(form)).lines}
    live = {AUDIT_RULE.id if each.startswith(RULE) else each for each in live if each}

    assert sorted(live ^ {each.id for each in CHECKS if not each.intake_only}) == [], (
        "make it a live check, or say in the catalogue why it is for the intake only"
    )


@pytest.mark.parametrize("pattern", [r"C\d+", "A|B", r"(\d)", r"\d{2}[a-z]", r"\d{2,4}X", r"[A-Z]{99}", "", r"\w{3}"])
def test_a_pattern_that_plain_formulas_cannot_say_is_left_to_the_intake(pattern: str) -> None:
    assert fits(pattern, "A1") is None


@pytest.mark.parametrize("pattern", [r"NEG-\d{4}", r"[A-Z0-9][A-Z0-9-]{3,29}", r"F[0-9A-F]{4,8}", r"K\d{2}Q[1-4]-\d"])
def test_a_pattern_of_letters_in_turn_is_a_formula(pattern: str) -> None:
    formula = fits(pattern, "A1")
    assert formula.startswith("AND(LEN(A1)>=")


@given(st.sampled_from([held, why, voice]), st.data())
def test_what_a_code_is_looked_up_in_gives_back_the_code_at_the_place_the_formula_takes(
    field: OneCode, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(field.codes.codes))
    text = data.draw(st.sampled_from((code.code, *code.spellings))).upper()
    listed_ = answer_formulas.spellings(field)
    width = max(len(each) for each in field.codes.values())
    at = listed_.index(f"|{text}=")

    assert listed_[at - width : at].strip() == code.code


def test_an_untouched_template_has_no_record_and_nothing_that_an_intake_would_note(tmp_path: Path) -> None:
    for name, form in FORMS.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(template.workbook(form, form.returners[0]))
        book = read.workbook(path)
        header = resolved(book, form)
        assert (header.notes, header.sheet.formula_count, header.sheet.formulas_without_result) == ((), 0, ())
        assert len(header.sheet.rows) == layout.EXAMPLE_ROW
        assert layout.CHECKS_SHEET not in [sheet.name for sheet in book.sheets]


def test_what_to_mend_says_of_a_record_is_no_answer() -> None:
    form = FORMS["MASH panel"]
    labels: list[object] = [field.label for field in form.fields]
    width = len(labels) + 1
    rows: list[list[object]] = [[""] * width for _ in range(3)]
    rows += [[layout.TO_MEND, *labels], [layout.EXAMPLE_MARK, *[""] * len(labels)]]
    rows += [["B6 is needed: Number", "", "GP", *[""] * (width - 3)], ["C7 is needed", *[""] * len(labels)]]
    sheet = read.Sheet("Records", True, rows, {"A9": "#N/A", "C6": "#N/A"}, ("A7", "C7"), 503, (6, 7), (), (), False)
    header = resolved(read.Workbook("x.xlsx", "0" * 64, 1, (sheet,), (), read.Facts()), form)

    assert header.sheet.rows[4][0] == layout.EXAMPLE_MARK
    assert header.sheet.rows[5:] == [["", "", "GP", *[""] * (width - 3)], [""] * width]  # C7 awaits its result
    assert (header.sheet.errors, header.sheet.formulas_without_result) == ({"C6": "#N/A"}, ("C7",))
    assert (header.sheet.formula_count, header.sheet.hidden_rows) == (3, (6, 7))
