"""Every template of every audit, opened as an agency's Excel would open it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from pipeline import template
from pipeline.calendar.bank_holidays import bank_holidays
from pipeline.calendar.quarter import Quarter
from pipeline.definition import CodeList, Date, Field, Form, MultiCode, OneCode, Predicate, Text, Whole
from pipeline.definition.codebook import codes_of, kind, when
from pipeline.definition.excel import HOLIDAYS
from pipeline.definition.frame import AS_OF_COLUMN
from pipeline.definition.words import words
from pipeline.partnership.bodies import agency
from pipeline.partnership.returns_due import due
from pipeline.template import Filling, layout
from tests.forms import FORMS, QUARTER
from tests.unit.definition.strategies import verdicts

LONGEST_MESSAGE, LONGEST_TITLE, LONGEST_FORMULA = 255, 32, 255  # Excel's; a workbook beyond them opens with a repair
FIRST, LAST = layout.FIRST_DATA_ROW, layout.FIRST_DATA_ROW + layout.DATA_ROWS - 1

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())


def returner(form: Form) -> str:
    return form.returners[0]


@cache
def empty(form: Form) -> bytes:
    return template.workbook(form, returner(form))


def loaded(data: bytes) -> Any:
    """A workbook without the workings of its live checks, which are most of its cells."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            workings = name.startswith("xl/worksheets/") and b't="shared"' in part
            copy.writestr(name, re.sub(rb"<row r=.*</row>", b"", part, flags=re.DOTALL) if workings else part)
    return openpyxl.load_workbook(stream)


@cache
def opened(form: Form) -> Any:
    return loaded(empty(form))


@cache
def contents(data: bytes) -> Mapping[tuple[str, str], object]:
    """Every cell that holds something, by sheet and place."""
    book = loaded(data)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def column_of(form: Form, field: Field) -> int:
    return 2 + [each is field for each in form.fields].index(True)


def validation(sheet: Any, place: str) -> Any:
    (limits,) = [each for each in sheet.data_validations.dataValidation if place in each.sqref]
    return limits


def named_values(book: Any, name: str) -> list[object]:
    ((sheet, cells),) = book.defined_names[name].destinations
    return [row[0].value for row in book[sheet][cells]]


def first_data_cell(form: Form, field: Field) -> str:
    return f"{get_column_letter(column_of(form, field))}{FIRST}"


@every_form
def test_a_template_has_its_sheets_in_order_and_only_those_for_people_can_be_seen(form: Form) -> None:
    volumes = [layout.VOLUMES_SHEET] if form.volumes else []
    book = opened(form)
    checks = {layout.checks_sheet(each): "hidden" for each in form.sheets}
    hidden = {"Lists": "hidden", **checks, "Manifest": "veryHidden"}
    further = [each.sheet for each in form.beside]
    assert book.sheetnames == ["Cover", "Records", *further, *volumes, "Ready to send", "Guidance", *hidden]
    assert {sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"} == hidden
    assert book.active.title == "Cover"


@every_form
def test_the_manifest_says_what_the_workbook_is(form: Form) -> None:
    rows = opened(form)[layout.MANIFEST_SHEET].iter_rows(values_only=True)
    assert dict(rows) == {
        "audit": form.audit.code,
        "view": form.view.code,
        "agency": returner(form),
        "quarter": "2019-20 Q2",
        "version": form.version,
        **{f"question {each.name}": each.label for sheet in form.sheets for each in sheet.fields},
    }


@every_form
def test_the_header_names_every_question_in_order_and_stars_those_always_needed(form: Form) -> None:
    header = [cell.value for cell in opened(form)[layout.RECORDS_SHEET][layout.HEADER_ROW]]
    asked = [each.label + (" *" if each.required else "") for each in form.fields]
    assert header == ["To mend", *asked, "What to mend"]
    assert len(set(header)) == len(header), "two columns of one heading cannot be told apart"


@every_form
def test_above_each_heading_stands_when_it_is_needed(form: Form) -> None:
    above = [cell.value for cell in opened(form)[layout.RECORDS_SHEET][layout.HEADER_ROW - 1]][1 : len(form.fields) + 1]
    for field, answer in zip(form.fields, above, strict=True):
        assert answer, field.name
        assert field.required == answer.startswith("Always"), field.name


@every_form
def test_the_example_row_is_marked_and_answers_as_its_questions_allow(form: Form) -> None:
    mark, *answers, last = [cell.value for cell in opened(form)[layout.RECORDS_SHEET][layout.EXAMPLE_ROW]]
    assert last is None
    assert mark == layout.EXAMPLE_MARK
    for field, answer in zip(form.fields, answers, strict=True):
        assert bool(answer) == (field.example is not None), field.name
        assert not answer or fits(field, answer), (field.name, answer)


def fits(field: Field, answer: str) -> bool:
    match field:
        case OneCode():
            return answer in [each.shown for each in field.codes]
        case MultiCode():
            return all(code in field.codes for code in answer.split(";"))
        case Date():
            return field.earliest <= datetime.strptime(answer[:10], "%d/%m/%Y").date() <= field.latest
        case Whole():
            return field.minimum <= int(answer) <= field.maximum
        case Text():
            return len(answer) <= field.max_length and (
                field.pattern is None or bool(re.fullmatch(field.pattern, answer))
            )
    return False


@every_form
def test_the_example_would_pass_its_own_checks(form: Form) -> None:
    row = pd.DataFrame([{field.name: field.example for field in form.fields}], dtype=object)
    row[AS_OF_COLUMN] = pd.Timestamp(due(QUARTER))
    for field in form.fields:
        if isinstance(field, Date):
            row[field.name] = pd.to_datetime(row[field.name])

    def says(predicate: Predicate | None) -> object:
        return None if predicate is None else verdicts(predicate, row)[0]

    blank = [field for field in form.fields if field.example is None]
    answered = [field for field in form.fields if field.example is not None]
    assert [field.name for field in blank if field.required] == []
    assert [field.name for field in blank if says(field.required_when) is True] == []
    assert [field.name for field in answered if says(field.only_when) is False] == []
    assert [rule.id for rule in form.rules if says(rule.holds) is False and says(rule.when) in (None, True)] == []


@every_form
def test_the_dates_of_the_example_move_with_the_quarter(form: Form) -> None:
    later = form.audit.form(form.view, Quarter(2022, 4))
    sheet = loaded(template.workbook(later, returner(form)))[layout.RECORDS_SHEET]
    for field in form.anchors[:1]:
        text = sheet.cell(layout.EXAMPLE_ROW, column_of(later, field)).value
        day = datetime.strptime(text[:10], "%d/%m/%Y").date()
        assert later.period.start <= day <= later.period.end


@every_form
def test_there_is_no_record_on_an_empty_template(form: Form) -> None:
    last = len(form.fields) + 1
    sheet = opened(form)[layout.RECORDS_SHEET]
    rows = sheet.iter_rows(min_row=layout.FIRST_DATA_ROW, min_col=2, max_col=last, values_only=True)
    assert [row for row in rows if any(value is not None for value in row)] == []


@every_form
def test_each_question_s_drop_down_offers_its_codes_in_words_and_stops_nothing_that_is_typed(form: Form) -> None:
    book = opened(form)
    sheet = book[layout.RECORDS_SHEET]
    for field in form.fields:
        if isinstance(field, OneCode):
            limits = validation(sheet, first_data_cell(form, field))
            assert (limits.type, bool(limits.showErrorMessage)) == ("list", False)
            assert named_values(book, limits.formula1) == [each.shown for each in field.codes], field.name


@every_form
def test_each_question_has_one_check_that_covers_its_whole_column_and_no_other(form: Form) -> None:
    sheet = opened(form)[layout.RECORDS_SHEET]
    covered = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    letters = [get_column_letter(column_of(form, field)) for field in form.fields]
    assert covered == {f"{letter}{FIRST}:{letter}{LAST}" for letter in letters}


@every_form
def test_a_number_s_and_a_date_s_check_holds_its_limits_and_its_codes(form: Form) -> None:
    sheet = opened(form)[layout.RECORDS_SHEET]
    for field in form.fields:
        here = first_data_cell(form, field)
        limits = validation(sheet, here)
        if isinstance(field, Whole):
            assert f"{here}>={field.minimum},{here}<={field.maximum},INT({here})={here}" in limits.formula1
        if isinstance(field, Date):
            low, high = ((day - date(1899, 12, 30)).days for day in (field.earliest, field.latest))
            assert f"{here}>={low},{here}<{high + 1}" in limits.formula1
        if isinstance(field, Whole | Date):
            assert [code for code in field.also_codes() if f'{here}="{code.code}"' not in limits.formula1] == []
        if isinstance(field, Text):
            assert (limits.type, limits.operator) == ("textLength", "lessThanOrEqual")
            assert int(limits.formula1) == field.max_length


@every_form
def test_no_check_is_longer_than_excel_allows(form: Form) -> None:
    for sheet in opened(form):
        for limits in sheet.data_validations.dataValidation:
            assert len(limits.prompt or "") <= LONGEST_MESSAGE
            assert len(limits.error or "") <= LONGEST_MESSAGE
            assert len(limits.promptTitle or "") <= LONGEST_TITLE
            assert len(limits.errorTitle or "") <= LONGEST_TITLE
            assert len(limits.formula1 or "") <= LONGEST_FORMULA


@every_form
def test_each_question_says_what_it_takes_when_its_cell_is_chosen(form: Form) -> None:
    sheet = opened(form)[layout.RECORDS_SHEET]
    for field in form.fields:
        limits = validation(sheet, first_data_cell(form, field))
        assert limits.showInputMessage, field.name
        assert limits.prompt.strip(), field.name
        assert field.label.startswith(limits.promptTitle), field.name
        assert isinstance(field, OneCode) or kind(field)[1:] in limits.prompt, "an example in small letters is wrong"
        free = limits.type in (None, "none", "list")
        assert free or (limits.showErrorMessage and limits.error.strip()), field.name


def lists(book: Any) -> list[str]:
    """The defined names of the lists; the others are the live checks' own."""
    return [name for name in book.defined_names if name.startswith("list_") or name == HOLIDAYS]


@every_form
def test_every_defined_name_leads_to_filled_cells_of_the_lists(form: Form) -> None:
    book = opened(form)
    for name in lists(book):
        ((sheet, cells),) = book.defined_names[name].destinations
        assert sheet == layout.LISTS_SHEET
        assert None not in named_values(book, name), name
        left, top, right, _ = range_boundaries(cells)
        assert (left, top) == (right, 2), "one column, below its heading"
    assert [day.date() for day in named_values(book, HOLIDAYS)] == bank_holidays().astype(object).tolist()


@every_form
def test_questions_with_the_same_answers_share_one_list(form: Form) -> None:
    asked: set[CodeList] = {each.codes for sheet in form.sheets for each in sheet.fields if isinstance(each, OneCode)}
    asked |= {layout.RETURN_TYPES, layout.SAMPLING_METHODS}
    assert len(lists(opened(form))) == len(asked) + 1


@every_form
def test_the_live_checks_find_each_question_s_answers_by_a_name(form: Form) -> None:
    book = opened(form)
    joined = {f"link_{field.name}" for each in form.beside for field in each.link}
    named = {name for name in book.defined_names if name not in lists(book)}
    assert named == {*joined, *({"records_kept"} if joined else ()), *names_of_its_checks(form)}
    for sheet in form.sheets:
        for field in sheet.fields:
            letter = get_column_letter(column_of(sheet, field))
            cells = f"{layout.in_formula(sheet.sheet)}!${letter}$1:${letter}${LAST}"
            assert book.defined_names[f"{its_own('answer', sheet)}_{field.name}"].attr_text == cells


def its_own(name: str, sheet: Form) -> str:
    """A name of the live checks of a sheet of records, told apart from those of the other sheets of the workbook."""
    return name if sheet.view.beside is None else f"{name}_{sheet.view.code}"


def names_of_its_checks(form: Form) -> set[str]:
    return {
        name
        for sheet in form.sheets
        for name in (
            *(its_own(each, sheet) for each in ("to_mend", "checks")),
            *(f"{its_own('answer', sheet)}_{field.name}" for field in sheet.fields),
        )
    }


@every_form
def test_the_lists_give_each_code_its_label(form: Form) -> None:
    book = opened(form)
    for field in form.fields:
        if isinstance(field, OneCode):
            name = validation(book[layout.RECORDS_SHEET], first_data_cell(form, field)).formula1
            ((sheet, cells),) = book.defined_names[name].destinations
            labels = [row[0].offset(column=1).value for row in book[sheet][cells]]
            assert labels == [code.label for code in field.codes]


@every_form
def test_only_the_live_checks_are_formulas_and_no_sheet_has_a_link(form: Form) -> None:
    last_of = {each.sheet: get_column_letter(len(each.fields) + 2) for each in form.sheets}
    for sheet in opened(form):
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        columns = ("A", last_of[sheet.title]) if sheet.title in last_of else ()
        ours = [f"{each}{row}" for row in range(FIRST, LAST + 1) for each in columns]
        assert formulas == ours or sheet.title == layout.READY_SHEET
        assert sheet._hyperlinks == []
    with zipfile.ZipFile(io.BytesIO(empty(form))) as package:
        assert [name for name in package.namelist() if "external" in name.lower() or "vba" in name.lower()] == []


@every_form
def test_every_sheet_is_protected_without_a_password_and_only_what_is_filled_in_is_open(form: Form) -> None:
    book = opened(form)
    for sheet in book:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
    records = book[layout.RECORDS_SHEET]
    for column in range(1, len(form.fields) + 2):
        fixed = [records.cell(row, column).protection.locked for row in (layout.HEADER_ROW, layout.EXAMPLE_ROW)]
        assert fixed == [True, True]
        assert records.cell(1, 1).protection.locked
    columns = records.column_dimensions
    open_ones = {
        number for each in columns.values() if not each.protection.locked for number in range(each.min, each.max + 1)
    }
    assert open_ones == set(range(2, len(form.fields) + 2))
    assert all(records.cell(row, 1).protection.locked for row in (FIRST, LAST))
    for name in ("Ready to send", "Guidance", "Lists", "Checks", "Manifest"):
        assert all(cell.protection.locked for row in book[name].iter_rows() for cell in row)


@every_form
def test_the_cover_fills_in_what_is_known_locks_it_and_leaves_the_rest_open(form: Form) -> None:
    sheet = opened(form)[layout.COVER_SHEET]
    known = agency(returner(form))
    cells = {item.name: sheet.cell(layout.cover_row(item.name), 2) for item in layout.COVER}
    assert {name: cell.value for name, cell in cells.items() if cell.value is not None} == {
        "audit_code": form.audit.code,
        "template_version": form.version,
        "agency_code": known.code,
        "agency_name": known.name,
        "period": "2019-20 Q2",
        "period_start": datetime.combine(form.period.start, time()),
        "period_end": datetime.combine(form.period.end, time()),
    }
    for item in layout.COVER:
        assert cells[item.name].protection.locked == (item.kind == "prefilled"), item.name
        label = sheet.cell(layout.cover_row(item.name), 1).value
        assert label == item.label_on(form) + (" *" if item.required and item.kind != "prefilled" else "")


@every_form
def test_the_cover_s_drop_downs_offer_their_codes_in_words(form: Form) -> None:
    book = opened(form)
    sheet = book[layout.COVER_SHEET]
    coded = [item for item in layout.COVER if item.codes is not None]
    assert [item.name for item in coded] == ["return_type", "sampling_method"]
    for item in coded:
        limits = validation(sheet, f"B{layout.cover_row(item.name)}")
        assert item.codes is not None
        assert named_values(book, limits.formula1) == [each.shown for each in item.codes]


@every_form
def test_the_cover_says_the_audit_the_quarter_and_the_day_it_is_due(form: Form) -> None:
    sheet = opened(form)[layout.COVER_SHEET]
    assert form.audit.title in sheet["A1"].value
    by_when = "due by 28/10/2019" if form.audit.due(QUARTER) else "not due"
    board = "the Southampton Safeguarding Children Partnership"
    assert sheet["A2"].value == f"{form.period}, {by_when}, for {board}"
    assert any(form.unit in str(cell.value) for cell in sheet["A"])


@every_form
def test_synthetic_is_said_where_it_is_so_and_nowhere_else(form: Form) -> None:
    made_up = contents(template.workbook(form, returner(form), synthetic=True))
    places = [place for place, value in made_up.items() if "synthetic" in str(value).lower()]
    asked = {each.name for sheet in form.sheets for each in sheet.fields}
    last = 6 + len(asked)  # below its five lines and one for each question
    assert places == [("Cover", "A2"), ("Manifest", f"A{last}")]
    places.append(("Manifest", f"B{last}"))
    assert not any("synthetic" in str(value).lower() for value in contents(empty(form)).values())
    assert {place: value for place, value in made_up.items() if place not in places} == {
        place: value for place, value in contents(empty(form)).items() if place not in places
    }


@every_form
def test_the_guidance_explains_every_question_and_standard(form: Form) -> None:
    text = "\n".join(str(cell.value) for row in opened(form)[layout.GUIDANCE_SHEET].iter_rows() for cell in row)
    for field in form.fields:
        assert field.label in text
        assert when(field) in text
        assert kind(field)[1:] in text
        assert [code.shown for code in codes_of(field) if code.shown not in text] == []
    for standard in form.standards:
        assert f"{standard.id} {standard.title}" in text
        assert words(standard.met) in text
        assert standard.source in text


@every_form
def test_the_volumes_sheet_has_a_line_for_each_month_and_group(form: Form) -> None:
    if form.volumes is None:
        assert layout.VOLUMES_SHEET not in opened(form).sheetnames
        return
    per = form.volumes.per
    groups = [[code.code, code.label] for code in per.codes] if per else [[]]
    months = [f"{month:%Y-%m}" for month in form.period.months]
    times = months if form.volumes.monthly else [str(form.period)]
    expected = [[when_of, *group] for when_of in times for group in groups]
    sheet = opened(form)[layout.VOLUMES_SHEET]
    lines = list(sheet.iter_rows(min_row=layout.VOLUMES_HEADER_ROW + 1))
    assert [[cell.value for cell in line if cell.value is not None] for line in lines] == expected
    header = [cell.value for cell in sheet[layout.VOLUMES_HEADER_ROW]]
    named = [per.label, "Meaning"] if per else []
    assert header == [
        "Month" if form.volumes.monthly else "Period",
        *named,
        *(count.label for count in form.volumes.counts),
    ]
    fixed = 1 + len(named)
    for line in lines:
        assert [cell.protection.locked for cell in line] == [True] * fixed + [False] * len(form.volumes.counts)


@every_form
def test_the_quarter_before_stands_beside_the_volumes_where_it_is_known(form: Form) -> None:
    if form.volumes is None:
        return
    per = form.volumes.per.codes.values()[0] if form.volumes.per else ""
    count = form.volumes.counts[0]
    before = form.period.before()
    months = [f"{month:%Y-%m}" for month in before.months]
    times = months if form.volumes.monthly else [str(before)]
    known = [{"month": times[-1], "per": per, count.name: 7}]
    sheet = loaded(template.workbook(form, returner(form), Filling(previous_volumes=known)))[layout.VOLUMES_SHEET]
    header, *lines = list(sheet.iter_rows(min_row=layout.VOLUMES_HEADER_ROW))
    first = len(form.volumes.counts) + (3 if form.volumes.per else 1)
    assert [cell.value for cell in header[first : first + 2]] == [
        f"Month of {before}, to compare" if form.volumes.monthly else f"{before}, to compare",
        f"{before}: {count.label}",
    ]
    beside = [[cell.value for cell in line[first : first + 2]] for line in lines]
    groups = len(form.volumes.per.codes.codes) if form.volumes.per else 1
    above = (len(times) - 1) * groups
    assert [time_of for time_of, _ in beside] == [each for each in times for _ in range(groups)]
    assert [shown for _, shown in beside] == ["–"] * above + ["7"] + ["–"] * (len(times) * groups - above - 1)
    assert all(cell.protection.locked for line in lines for cell in line[first:])


@every_form
def test_a_copy_shows_its_own_agency_s_quarter_before(form: Form) -> None:
    if form.volumes is None:
        return
    per = form.volumes.per.codes.values()[0] if form.volumes.per else ""
    lines = [{"month": "2019-06", "per": per, form.volumes.counts[-1].name: 1_234}]
    known, unknown = returner(form), "SCC-CF" if returner(form) != "SCC-CF" else "HC"
    copies = dict(template.workbooks(form, [unknown, known], previous_volumes={known: lines}))
    built = template.workbook(form, known, Filling(previous_volumes=lines))
    assert parts(copies[known]) == parts(built)
    assert parts(copies[unknown]) == parts(template.workbook(form, unknown))


@every_form
def test_the_guidance_and_the_cell_say_how_several_codes_are_entered(form: Form) -> None:
    several = [field for field in form.fields if isinstance(field, MultiCode)]
    text = " ".join(str(cell.value) for row in opened(form)[layout.GUIDANCE_SHEET]["A1:A20"] for cell in row)
    on_any_sheet = [field for sheet in form.sheets for field in sheet.fields if isinstance(field, MultiCode)]
    assert ("several answers" in text) == bool(on_any_sheet)
    for field in several:
        prompt = validation(opened(form)[layout.RECORDS_SHEET], first_data_cell(form, field)).prompt
        assert "; ".join(field.codes.values()[:2]) in prompt


@every_form
def test_the_same_arguments_give_the_same_bytes(form: Form) -> None:
    alike = form.audit.form(form.view, QUARTER)
    assert template.workbook(alike, returner(form)) == empty(form)
    filling = filled(form)
    assert template.workbook(form, returner(form), filling) == template.workbook(alike, returner(form), filled(form))


@every_form
def test_a_copy_of_the_master_is_the_workbook_built_for_that_agency(form: Form) -> None:
    agencies = [*form.returners, "SCC-CF"]  # whose name has an ampersand
    copies = dict(template.workbooks(form, agencies))
    assert list(copies) == list(dict.fromkeys(agencies))
    for code, copy in copies.items():
        assert parts(copy) == parts(template.workbook(form, code))


def test_a_copy_is_marked_synthetic_as_its_master_is() -> None:
    form = FORMS["MASH referrer"]
    ((_, copy),) = template.workbooks(form, ["UHS"], synthetic=True)
    assert parts(copy) == parts(template.workbook(form, "UHS", synthetic=True))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part, with each string in place of its number: an agency's name may be among the strings already."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        texts = {name: package.read(name) for name in package.namelist()}
    strings = re.findall(rb"<si>(.*?)</si>", texts.pop("xl/sharedStrings.xml"), re.DOTALL)
    return {
        name: re.sub(rb' t="s"><v>(\d+)</v>', lambda number: strings[int(number[1])], part)
        for name, part in texts.items()
    }


def answers(field: Field) -> Iterator[object]:
    """Answers of every kind that a question can be given."""
    match field:
        case OneCode():
            yield from field.codes.values()
        case MultiCode():
            yield ";".join(field.codes.values()[:2])
        case Date():
            yield datetime(2019, 8, 5, 14, 35) if type(field) is not Date else date(2019, 8, 5)
            yield from (code.code for code in field.also_codes())
        case Whole():
            yield from (field.minimum, field.maximum, *(code.code for code in field.also_codes()))
        case _:
            yield from ("plain words", "=1+1", "http://example.org/", "0012", "‘Ω’ <&>")


def filled(form: Form) -> Filling:
    """As many records as the question with the most kinds of answer needs, and a line of Volumes for each group."""
    drawn = {field.name: list(answers(field)) for field in form.fields}
    rows = [
        {name: values[number] for name, values in drawn.items() if number < len(values)}
        for number in range(max(len(values) for values in drawn.values()))
    ]
    counts = [count.name for count in form.volumes.counts] if form.volumes else []
    per = form.volumes.per if form.volumes else None
    lines = [
        {
            "month": f"{form.period.months[1]:%Y-%m}"
            if form.volumes is None or form.volumes.monthly
            else str(form.period),
            "per": code,
            **{name: number for number, name in enumerate(counts)},
        }
        for code in (per.codes.values() if per else [""])
    ]
    cover = {
        "return_type": "SAMPLE",
        "sample_returned": len(rows),
        "date_submitted": date(2019, 10, 14),
        "prepared_by_role": "Named nurse",
    }
    return Filling(rows=rows, cover=cover, volumes=lines)


@every_form
def test_what_is_filled_in_is_found_again_in_its_place_and_nothing_else_is_changed(form: Form) -> None:
    filling = filled(form)
    cells = contents(template.workbook(form, returner(form), filling))
    expected = dict(contents(empty(form)))
    for number, row in enumerate(filling.rows, start=layout.FIRST_DATA_ROW):
        for field in form.fields:
            if field.name in row:
                expected["Records", f"{get_column_letter(column_of(form, field))}{number}"] = stored(row[field.name])
    for name, value in filling.cover.items():
        expected["Cover", f"B{layout.cover_row(name)}"] = stored(value)
    if form.volumes is not None:
        first = 4 if form.volumes.per else 2
        groups = len(filling.volumes)
        for line, given in enumerate(
            filling.volumes, start=layout.VOLUMES_HEADER_ROW + 1 + (groups if form.volumes.monthly else 0)
        ):
            for column, count in enumerate(form.volumes.counts, start=first):
                expected["Volumes", f"{get_column_letter(column)}{line}"] = given[count.name]
    assert cells == expected


def stored(value: object) -> object:
    """As a workbook gives it back: it knows no date without a time."""
    return datetime(value.year, value.month, value.day) if type(value) is date else value


def test_words_that_look_like_a_formula_or_an_address_stay_words() -> None:
    form = FORMS["MASH panel"]
    texts = [field.name for field in form.fields if isinstance(field, Text)]
    rows = [{texts[0]: "=HYPERLINK(1)", texts[1]: "https://example.org/"}]
    book = loaded(template.workbook(form, "LSCB", Filling(rows=rows)))
    sheet = book[layout.RECORDS_SHEET]
    cells = [cell for cell in sheet[layout.FIRST_DATA_ROW][1:-1] if cell.value is not None]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=HYPERLINK(1)", "s"), ("https://example.org/", "s")]
    assert [cell.hyperlink for cell in cells] == [None, None]


def test_an_agency_that_is_not_in_the_register_is_named_by_its_code() -> None:
    sheet = loaded(template.workbook(FORMS["MASH mash"], "ELSE"))["Cover"]
    assert sheet.cell(layout.cover_row("agency_name"), 2).value == "ELSE"
