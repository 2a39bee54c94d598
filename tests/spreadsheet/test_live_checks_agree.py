"""
The template's live checks against the intake: the same rows, worked out by a spreadsheet and read by us.

Rows right, wrong and blank are filled into the real templates, worked out by LibreOffice, and compared cell by cell.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pytest

from pipeline import read, template
from pipeline.definition import Form, Severity
from pipeline.definition.excel import UNUSABLE
from pipeline.feedback.markedup import marked_up
from pipeline.feedback.places import areas
from pipeline.read import column_letters
from pipeline.synthetic.draws import Profile
from pipeline.synthetic.profiles import PROFILES
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, layout, ready
from pipeline.template.checks import Check, checks
from pipeline.template.checks_grid import ROWS, Grid
from pipeline.validate import answers
from pipeline.validate.catalogue import CHECKS
from pipeline.validate.catalogue.cover import COVER_UNANSWERED, COVER_UNUSABLE
from pipeline.validate.catalogue.files import NO_MANIFEST
from pipeline.validate.catalogue.records import NIL_WITH_RECORDS, NO_RECORDS, WORKED_EXAMPLE
from pipeline.validate.cover import cover
from pipeline.validate.validated import Identity, Validated
from tests.forms import ALL, FORMS, QUARTER
from tests.spreadsheet.drawn import rows, spoilt

Conversion = Callable[..., list[Path]]
Found = set[tuple[int, str, str]]  # row, field, and the first of the intake's names for what is wrong

AGAIN = {"NEG police": 2, "WNB provider": 3, "MASH mash": 2}  # templates of 500 rows; one of each other form
# Rules that no row drawn here breaks. Where a record is told by its number alone none is drawn without one; a date is
# seldom drawn between the day of the Cover and the last that may be, and what is not applicable seldom where it is
# asked; the others take several answers that seldom come together. In NEG, WNB and MASH every rule is broken.
SELDOM: Mapping[str, str] = {
    "CPC": "no_such_record row_repeated rule:uninvited_stranger",
    "CPP": "rule:back_after_it_ended",
    "AQT": "rule:heard_and_not_seen",
    "MET": "not_applicable_refused rule:reviewed_by_now",
    "GPD": "not_applicable_refused",
    "ISH": "key_missing rule:assessed_by_now",
    "SSD": "rule:standard_risk_with_earlier_death",
    "SSH": "rule:not_before_birth rule:unsafe_place",
    "TRN": "key_missing",
    "CPM": "not_applicable_refused rule:reported_by_now",
    "NPG": "key_missing",
    "CTX": "not_applicable_refused",
    "INV": "not_applicable_refused",
    "CAM": "key_missing",
    "ACT": "key_missing",
    "ASR": "key_missing rule:verifier_is_not_the_owner",
}
FIRST = {name.split()[0] for name in AGAIN}  # audits of which rows enough are drawn for every rule to be broken
BESIDE = 150  # rows of each further sheet
ACROSS_SHEETS = "child_in_two_families"  # what a sheet looks for in its own rows, and the intake in those of others too
UNDATED = "NEG social_care"  # a rule of its compares a date with the Cover's
EACH_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
ALONE = {each.id for each in CHECKS if each.intake_only}
EVERY_ANSWER = {
    "return_type": "SAMPLE",
    "sampling_method": "RANDOM",
    "prepared_by_role": "Lead",
    "approved_by_role": "Head",
    "date_submitted": date(2019, 10, 14),
}
COVERS: Mapping[str, Mapping[str, object]] = {
    "all answered": EVERY_ANSWER,
    "as picked": {**EVERY_ANSWER, "return_type": "SAMPLE – A sample of the cases", "sampling_method": "Every case"},
    "in another spelling": {**EVERY_ANSWER, "return_type": " sample ", "sampling_method": "Census\u00a0"},
    "blanks": {**EVERY_ANSWER, "prepared_by_role": "  ", "approved_by_role": None},
    "no such codes": {**EVERY_ANSWER, "return_type": "SOME", "sampling_method": "the usual"},
    "sent before it began": {**EVERY_ANSWER, "date_submitted": date(2019, 6, 30)},
    "no date": {**EVERY_ANSWER, "date_submitted": "soon", "sample_returned": "a few"},
    "numbers as text": {**EVERY_ANSWER, "sample_returned": "12", "sample_requested": 1_000_000},
    "nil": {**EVERY_ANSWER, "return_type": "NIL"},
    "hardly begun": {"caveats": "x" * 2001},
}


@dataclass(frozen=True, eq=False)
class Worked:
    """One template filled in: what a spreadsheet made of it, and what the intake did."""

    form: Form
    sheets: Mapping[str, list[list[str]]]
    intake: Validated
    book: read.Workbook
    cover: Sequence[str]  # the cells of the Cover that the intake asks about

    @cached_property
    def checks(self) -> list[tuple[Check, int, str]]:
        """Each check of the sheet Records, its column on the Checks sheet, and what says there that it is broken."""
        return checks_of(self.form)

    def live(self, form: Form | None = None) -> Found:
        """What the spreadsheet finds on Records, or on the further sheet of ``form``."""
        form = form or self.form
        sheet = self.sheets[layout.checks_sheet(form)]
        return {
            (row, check.field.name, check.rules[0])
            for check, column, broken in checks_of(form)
            for row in ROWS
            if sheet[row - 1][column] == broken
        }

    def theirs(self, form: Form | None = None) -> Found:
        """What the intake finds in the cells of that sheet, but for what is said to be the intake's alone."""
        form = form or self.form
        known = {(each.field.name, rule): each.rules[0] for each, *_ in checks_of(form) for rule in each.rules}
        return {
            (row, finding.field, known.get((finding.field, finding.rule), finding.rule))
            for finding in self.intake.findings
            if finding.sheet == form.sheet
            and finding.field
            and finding.severity is not Severity.NOTE
            and finding.rule not in ALONE
            for area in areas(finding.cell)
            for row, _ in area.cells(ROWS[-1], 1 + len(form.fields))
        }

    @property
    def verdict(self) -> str:
        """The first words of Ready to send."""
        return self.sheets[layout.READY_SHEET][ready.VERDICT_ROW - 1][0]

    def broken(self) -> dict[str, tuple[int, str]]:
        """The rules that Ready to send names at its top: how often each is broken, and where first."""
        lines = self.sheets[layout.READY_SHEET][ready.FIRST_ROW - 1 : ready.FIRST_ROW - 1 + ready.SHOWN]
        return {line[1]: (int(line[2]), line[3]) for line in lines if line[0]}


@cache
def checks_of(form: Form) -> list[tuple[Check, int, str]]:
    """Each check of a sheet, its column on the sheet's Checks, and what says there that it is broken."""
    return [(check, check.column, UNUSABLE if check.formula is None else "1") for check in checks(form, Grid(form))]


@pytest.fixture(scope="module")
def worked(soffice_convert: Conversion, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Worked]:
    """Every template that is looked at here, by what it holds."""
    folder = tmp_path_factory.mktemp("live")
    cells = {name: (form, cells) for name, form, cells in _drawn()}
    files = [folder / f"{number}.xlsx" for number in range(len(cells))]
    for file, (form, filled) in zip(files, cells.values(), strict=True):
        file.write_bytes(template.workbook(form, form.returners[0], filled))
    out = folder / "out"
    soffice_convert(files, EACH_SHEET, out, sheet=layout.CHECKS_SHEET)
    by_name = {}
    with read.Readers(workers=2) as readers:
        books = readers.workbooks([read.received(file) for file in files])
        for (received, book), (name, (form, _)) in zip(books, cells.items(), strict=True):
            assert isinstance(book, read.Workbook)
            wanted = (layout.RECORDS_SHEET, layout.READY_SHEET, *map(layout.checks_sheet, form.sheets))
            sheets = {each: _lines(out / f"{received.stem}-{each}.csv") for each in wanted}
            identity = Identity(form, form.returners[0], form.version)
            asked = [each.place for each in cover(book, form)[1]]
            by_name[name] = Worked(form, sheets, answers(book, identity), book, asked)
    return by_name


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _drawn() -> Sequence[tuple[str, Form, Filling]]:
    forms = []
    for sent in _sound():
        form, base = sent.form, filling(sent)
        name = f"{form.audit.code} {form.view.code}"
        forms.append((f"{name} untouched", form, template.EMPTY))
        forms.append((f"{name} sound", form, base))
        if name == UNDATED:
            undated = {**base.cover, "date_submitted": None}
            forms.append((f"{name} undated", form, Filling(base.rows, undated, base.volumes)))
        for number in range(AGAIN.get(name, 1)):
            chance = random.Random(f"{name} {number}")
            drawn = list(rows(form, base.rows, layout.DATA_ROWS, chance, american=number % 2 == 1))
            method = "BOARD_LIST" if number % 2 == 0 else "CENSUS"
            cover = {**base.cover, "return_type": "SAMPLE", "sampling_method": method}
            forms.append((f"{name} {number}", form, Filling(drawn, cover, base.volumes)))
        if form.beside:
            chance = random.Random(f"{name} beside")
            further = {each.view.code: list(_spoilt(each, base, chance)) for each in form.beside}
            forms.append((f"{name} beside", form, replace(base, beside=further)))
    form = FORMS["MASH panel"]
    forms += [(name, form, Filling(cover=answers_given)) for name, answers_given in COVERS.items()]
    record = {form.audit.key.name: "MASH-0001"}
    return [*forms, ("a nil return with a record", form, Filling([record], COVERS["nil"]))]


def _spoilt(form: Form, base: Filling, chance: random.Random) -> Iterator[Mapping[str, object]]:
    return spoilt(form, base.beside[form.view.code], BESIDE, chance)


def _sound() -> list[Return]:
    """A return of each form as the generator makes it, with as many records as there may be, and of some more."""
    with pytest.MonkeyPatch.context() as patched:
        for code in (code for code in ALL if code in PROFILES):
            usual, more = PROFILES[code], code in FIRST
            patched.setitem(PROFILES, code, lambda audit, usual=usual, more=more: _with_most(usual(audit), more=more))
        # Of what is followed an agency usually has few rows.
        many, usual_number = Circumstances(least=40), Circumstances()
        each = [
            sent
            for audit in ALL.values()
            for sent in returns(audit, QUARTER, 5, usual_number if audit.tracks is None else many)
        ]
    return list({sent.form: sent for sent in each}.values())


def _with_most(profile: Profile, *, more: bool) -> Profile:
    most = 120 if more else profile.cases[1]
    return replace(profile, cases=(most, most))


FURTHER = {f"{name} {each.sheet}": (name, each) for name, form in FORMS.items() for each in form.beside}
DRAWN = [f"{name} {number}" for name in FORMS for number in range(AGAIN.get(name, 1))]


@pytest.mark.parametrize("name", DRAWN)
def test_a_spreadsheet_finds_what_the_intake_finds_in_every_cell(worked: Mapping[str, Worked], name: str) -> None:
    live, theirs = worked[name].live(), worked[name].theirs()

    assert sorted(live - theirs) == []
    assert sorted(theirs - live) == []
    assert len(live) > layout.DATA_ROWS


@pytest.mark.parametrize("sheet", FURTHER)
def test_a_spreadsheet_finds_what_the_intake_finds_on_every_further_sheet(
    worked: Mapping[str, Worked], sheet: str
) -> None:
    name, form = FURTHER[sheet]
    live, theirs = worked[f"{name} beside"].live(form), worked[f"{name} beside"].theirs(form)

    assert sorted(live - theirs) == []
    assert sorted(each for each in theirs - live if each[2] != ACROSS_SHEETS) == []
    assert len(live) > BESIDE // 2
    assert worked[f"{name} sound"].live(form) == set()


def test_nearly_every_check_is_broken_by_some_row(worked: Mapping[str, Worked]) -> None:
    sheets = [(worked[name], worked[name].form) for name in DRAWN]
    sheets += [(worked[f"{name} beside"], form) for name, form in FURTHER.values()]
    asked = {(form, check.field.name, check.rules[0]) for _, form in sheets for check, *_ in checks_of(form)}
    broken = {(form, field, rule) for each, form in sheets for _, field, rule in each.live(form)}

    assert len(broken) >= 0.95 * len(asked)
    for code in ALL:
        rules = {rule for form, _, rule in asked if form.audit.code == code}
        unbroken = rules - {rule for form, _, rule in broken if form.audit.code == code}
        assert unbroken <= set(SELDOM.get(code, "").split()) <= rules, code


@pytest.mark.parametrize("name", DRAWN)
def test_beside_each_row_stands_how_much_is_wrong_and_at_its_end_a_cell_that_is_meant(
    worked: Mapping[str, Worked], name: str
) -> None:
    of, form = worked[name], worked[name].form
    places = {field.name: column_letters(number) for number, field in enumerate(form.fields, start=2)}
    severe = {(check.field.name, check.rules[0]): check.severity is Severity.ERROR for check, *_ in of.checks}
    by_row: dict[int, list[tuple[bool, str]]] = {}
    for row, field, rule in of.theirs():
        by_row.setdefault(row, []).append((severe[field, rule], f"{places[field]}{row}"))
    expected = {}
    for row, each in by_row.items():
        must = sum(severe_ for severe_, _ in each)
        expected[row] = f"{must} to mend" if must else f"{len(each)} to check"

    beside = dict(zip(ROWS, of.sheets[layout.RECORDS_SHEET][ROWS[0] - 1 :], strict=False))
    flags = {row: line[0] for row, line in beside.items() if line[0]}
    sentences = {row: line[len(form.fields) + 1] for row, line in beside.items() if line[len(form.fields) + 1]}

    assert flags == expected
    assert sentences.keys() == expected.keys()
    meant = {row: re.findall(r"\(([A-Z]+\d+)\): ", sentence)[-1] for row, sentence in sentences.items()}
    assert [place for row, place in meant.items() if place not in [cell for _, cell in by_row[row]]] == []
    assert [each for each in (*flags.values(), *sentences.values()) if not layout.OWN_WORDS.fullmatch(each)] == []


@pytest.mark.parametrize("name", DRAWN)
def test_ready_to_send_counts_every_rule_and_leads_to_its_first_cell(worked: Mapping[str, Worked], name: str) -> None:
    of, form = worked[name], worked[name].form
    expected: dict[str, tuple[int, str]] = {}
    for check, *_ in of.checks:
        at = [row for row, field, rule in of.theirs() if (field, rule) == (check.field.name, check.rules[0])]
        if at:
            place = column_letters(2 + [each is check.field for each in form.fields].index(True))
            expected[check.words] = (len(at), f"{layout.RECORDS_SHEET}!{place}{min(at)}")
    broken = of.broken()

    assert broken == {ready.brief(words): expected[words] for words in list(expected)[: ready.SHOWN]}
    errors = sum(
        number
        for check, *_ in of.checks
        if check.severity is Severity.ERROR
        for number, _ in [expected.get(check.words, (0, ""))]
    )
    assert of.verdict == f"{errors} things to mend"


@pytest.mark.parametrize("name", FORMS)
def test_an_untouched_template_and_a_sound_one_pass_their_own_checks(worked: Mapping[str, Worked], name: str) -> None:
    untouched, sound = worked[f"{name} untouched"], worked[f"{name} sound"]

    assert (untouched.live(), untouched.broken(), untouched.verdict) == (set(), {}, ready.NOTHING_YET)
    assert not any(line[0] + line[-1] for line in untouched.sheets[layout.RECORDS_SHEET][ROWS[0] - 1 :])
    assert (sound.live(), sound.broken(), sound.verdict) == (set(), {}, ready.READY)
    assert sound.intake.tally.seen == sound.intake.tally.kept + 1  # the example; no row of To mend counts
    assert {each.rule for each in sound.intake.findings} <= {WORKED_EXAMPLE.id, NO_MANIFEST.id}


@pytest.mark.parametrize("name", COVERS)
def test_ready_to_send_finds_on_the_cover_what_the_intake_does(worked: Mapping[str, Worked], name: str) -> None:
    of = worked[name]
    places = sorted(place for _, place in of.broken().values() if place.startswith(layout.COVER_SHEET))

    assert places == sorted(of.cover)
    without = f"{layout.RECORDS_SHEET}!B{layout.FIRST_DATA_ROW}" in [place for _, place in of.broken().values()]
    assert without == (NO_RECORDS.id in [each.rule for each in of.intake.findings])
    assert without == (name != "nil")
    assert (of.verdict == ready.READY) == (name == "nil")


def test_no_record_is_to_be_mended_for_a_day_that_the_cover_does_not_say(worked: Mapping[str, Worked]) -> None:
    of = worked[f"{UNDATED} undated"]

    assert of.live() == of.theirs() == set()
    assert [each.rule for each in of.intake.findings if each.sheet == layout.COVER_SHEET] == [COVER_UNANSWERED.id]
    assert of.intake.rows["icpc_date"].max().date() > QUARTER.end


def test_a_nil_return_with_a_record_is_not_ready(worked: Mapping[str, Worked]) -> None:
    of = worked["a nil return with a record"]

    assert [each.rule for each in of.intake.findings] == [NIL_WITH_RECORDS.id]
    assert (
        "A nil return has no records: correct the Cover, or take the records out",
        (1, f"{layout.COVER_SHEET}!B{layout.cover_row('return_type')}"),
    ) in of.broken().items()


def test_a_marked_up_return_works_out_what_was_found_in_it(
    worked: Mapping[str, Worked], soffice_convert: Conversion, tmp_path: Path
) -> None:
    of = worked["MASH panel 0"]
    assert of.intake.identity is not None
    file = tmp_path / "marked-up.xlsx"
    file.write_bytes(marked_up(of.intake.identity, of.intake.findings, of.book))

    (back,) = soffice_convert([file], EACH_SHEET, tmp_path / "out", sheet=layout.CHECKS_SHEET)

    again = replace(of, sheets={layout.CHECKS_SHEET: _lines(back)})
    assert again.live() == of.theirs()


def test_whatever_the_intake_found_is_a_live_check_or_said_to_be_none(worked: Mapping[str, Worked]) -> None:
    forms = {form for each in worked.values() for form in each.form.sheets}
    live = {rule for form in forms for check, *_ in checks_of(form) for rule in check.rules}
    live |= {NIL_WITH_RECORDS.id, NO_RECORDS.id, COVER_UNANSWERED.id, COVER_UNUSABLE.id}
    theirs = {finding.rule for each in worked.values() for finding in each.intake.findings}

    assert theirs - live - ALONE == set()
