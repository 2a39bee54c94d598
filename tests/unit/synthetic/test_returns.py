"""One quarter's returns before they are written: they pass their own definition, and look like life."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from pipeline.audits.mash import MASH
from pipeline.audits.neg import NEG
from pipeline.audits.wnb import WNB
from pipeline.calendar.bank_holidays import bank_holidays
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Date, Field, Form, Part, Standard, Text
from pipeline.definition.records import ANCHOR_COLUMN
from pipeline.measure.outcomes import outcomes
from pipeline.synthetic.draft import Draft, faulty
from pipeline.synthetic.drawing import PROSE, share_answered
from pipeline.synthetic.draws import Draw, Phrases, Split, by_case
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import rows_of
from pipeline.validate.cells import Value, read_cell
from tests.forms import ALL

QUARTERS = (Quarter(2017, 3), Quarter(2017, 4), Quarter(2018, 1), Quarter(2018, 2))
PLAIN = Circumstances()


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[Return]]:
    """Every audit's returns of four quarters in which nothing is out of the ordinary."""
    return {code: [each for quarter in QUARTERS for each in returns(ALL[code], quarter, 1, PLAIN)] for code in ALL}


@pytest.mark.parametrize("code", ALL)
def test_every_record_passes_the_checks_of_its_own_definition(code: str, drawn: dict[str, list[Return]]) -> None:
    for each in (sheet for sent in drawn[code] for sheet in sent.sheets):
        assert not faulty(each.form, each.records).any(), f"{code} {each.agency} {each.form.quarter}"


@pytest.mark.parametrize("code", ALL)
def test_every_answer_is_read_back_as_it_was_entered(code: str, drawn: dict[str, list[Return]]) -> None:
    for each in (sheet for sent in drawn[code] for sheet in sent.sheets):
        fields = {field.name: field for field in each.form.fields}
        for row in rows_of(each):
            for name, value in row.items():
                if value is not None:
                    cell = float(value) if isinstance(value, int) else value
                    value = read_cell(fields[name], cell)
                    assert isinstance(value, Value), f"{name}: {value}"
                    assert not value.note, f"{name}: {value.note}"
                    assert not value.untimed, f"{name}: its time is a guess"


def phrases(drawn: Draw) -> Iterator[str]:
    if isinstance(drawn, Phrases):
        yield from drawn.texts
    if isinstance(drawn, Split):
        for _, way in (*drawn.where, (None, drawn.otherwise)):
            yield from phrases(way)


IN_WORDS = [
    code
    for code, audit in ALL.items()
    if audit.tracks is None and any(isinstance(each, Text) and each.pattern is None for each in audit.fields)
]


@pytest.mark.parametrize("code", IN_WORDS)
def test_free_words_come_from_the_declared_phrases_only(code: str, drawn: dict[str, list[Return]]) -> None:
    declared = {*PROSE, *(text for draw in profile_of(ALL[code]).draws.values() for text in phrases(draw))}
    answered = {
        text
        for sent in drawn[code]
        for each in sent.sheets
        for field in each.form.fields
        if isinstance(field, Text) and field.pattern is None
        for text in each.records.texts(field.name)
        if text is not None
    }

    assert answered
    assert answered <= declared


def shared_by_family(records: Draft, field: Field) -> None:
    answers: dict[object, set[str]] = {}
    given = records.times(field.name) if isinstance(field, Date) else records.texts(field.name)
    for family, answer in zip(records.texts("family_ref"), given, strict=True):
        answers.setdefault(family, set()).add(str(answer))
    alike = [len(each) == 1 for each in answers.values()]
    assert all(alike), field.name


def test_brothers_and_sisters_share_what_happened_to_the_family(drawn: dict[str, list[Return]]) -> None:
    for each in drawn["NEG"]:
        if each.form.view is NEG.police:
            for field in (NEG.concern_received, NEG.strategy_date, NEG.s47_agreed, NEG.inv_type):
                shared_by_family(each.records, field)
    for each in drawn["MASH"]:
        if each.form.view is MASH.mash:
            shared_by_family(each.records, MASH.received_at)


def test_a_child_missed_more_than_once_is_the_same_child_each_time(drawn: dict[str, list[Return]]) -> None:
    repeats = 0
    for each in drawn["WNB"]:
        lines = sorted(
            zip(*(each.records.texts(name) for name in ("child_ref", "sc_status", "family_ref")), strict=True)
        )
        for one, other in pairwise(lines):
            if one[0] == other[0]:
                repeats += 1
                assert one == other

    assert repeats > 20


def test_children_come_back_in_later_quarters_and_other_audits(drawn: dict[str, list[Return]]) -> None:
    by_place = {
        (code, each.form.quarter): set(each.records.texts("child_ref")) for code, sent in drawn.items() for each in sent
    }
    later = by_place["MASH", QUARTERS[0]] & by_place["MASH", QUARTERS[-1]]
    elsewhere = set().union(*(by_place["WNB", each] for each in QUARTERS)) & set().union(
        *(by_place["NEG", each] for each in QUARTERS)
    )

    assert later
    assert elsewhere


def test_most_dates_of_work_are_working_days(drawn: dict[str, list[Return]]) -> None:
    dates = [
        each.records.times(field.name)
        for sent in drawn.values()
        for each in sent
        for field in each.form.fields
        if isinstance(field, Date)
    ]
    days = np.concatenate(dates).astype("datetime64[D]")
    days = days[~np.isnat(days)]

    assert np.is_busday(days, holidays=bank_holidays()).mean() > 0.85


def test_an_unborn_baby_has_no_voice_to_record(drawn: dict[str, list[Return]]) -> None:
    unborn = 0
    for each in drawn["NEG"]:
        where = each.records.texts("unborn") == "Y"
        unborn += int(where.sum())
        assert set(each.records.texts("voice_recorded")[where]) <= {"NA"}

    assert unborn


def test_a_question_that_goes_moves_no_answer_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> dict[tuple[str, str], list[object]]:
        sent = returns(WNB, QUARTERS[0], 1, PLAIN)
        return {
            (each.agency, name): [row[name] for row in rows]
            for each in sent
            if (rows := rows_of(each))
            for name in rows[0]
        }

    before = answers()
    asked = Form.parts.func  # type: ignore[attr-defined]
    monkeypatch.setattr(Form, "parts", property(lambda form: tuple(_without("cp_flag_known", asked(form)))))
    monkeypatch.setattr(Form, "fields", property(lambda form: tuple(f for part in form.parts for f in part.fields)))
    after = answers()

    assert {name for _, name in before} - {name for _, name in after} == {"cp_flag_known"}
    assert after == {place: given for place, given in before.items() if place[1] != "cp_flag_known"}


def _without(name: str, parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield Part(part.title, tuple(field for field in part.fields if field.name != name))


def test_a_later_return_is_sent_after_the_day_it_was_due() -> None:
    plain = {each.agency: each for each in returns(WNB, QUARTERS[0], 1, PLAIN)}
    late = {each.agency: each for each in returns(WNB, QUARTERS[0], 1, Circumstances(late=("SOL",)))}

    assert late["SOL"].sent > plain["SOL"].sent
    assert late["UHS"].sent == plain["UHS"].sent


@pytest.mark.parametrize(("audit", "code"), [(MASH, "GP"), (WNB, "UHS")], ids=["GP", "UHS"])
def test_an_agency_without_cases_has_none_in_any_view(audit: type[Audit], code: str) -> None:
    sent = {each.agency: each for each in returns(audit, QUARTERS[0], 1, Circumstances(nil=(code,)))}

    assert sent[code].nil
    if audit is MASH:
        assert "3A" not in sent["SCC-CF"].records.texts("source")


def judged_in_its_quarter(sent: Return) -> Draft:
    """A return's records, each judged by what is in force on the quarter's last day."""
    days = np.full(len(sent.records), np.datetime64(sent.form.quarter.end, "s"))
    return Draft(sent.records.rows, columns={**sent.records.columns, ANCHOR_COLUMN: days})


def level(standard: Standard, sent: list[Return]) -> float:
    judged = [outcomes(standard, judged_in_its_quarter(each))["outcome"] for each in sent if len(each.records)]
    met, not_met = (sum(int((each == what).sum()) for each in judged) for what in ("met", "not met"))
    return met / (met + not_met)


@pytest.mark.parametrize(
    ("standard", "least", "most"),
    [
        (NEG.NEG3, 0.86, 0.99),
        (NEG.NEG11, 0.68, 0.92),
        (WNB.WNB2, 0.48, 0.68),
        (WNB.WNB4, 0.28, 0.46),
        (WNB.WNB5, 0.30, 0.46),
        (WNB.WNB6, 0.28, 0.46),
        (MASH.MASH1, 0.80, 0.95),
        (MASH.MASH4, 0.74, 0.90),
    ],
    ids=lambda each: getattr(each, "id", ""),
)
def test_levels_are_near_those_that_the_sector_publishes(
    standard: Standard, least: float, most: float, drawn: dict[str, list[Return]]
) -> None:
    audit = next(audit for audit in ALL.values() if standard in audit.standards)
    views = audit.counted_on(standard)

    assert least <= level(standard, [each for each in drawn[audit.code] if each.form.view in views]) <= most


def test_the_improvement_moves_its_own_standard_and_no_other(drawn: dict[str, list[Return]]) -> None:
    change = profile_of(WNB).improvement
    better = [each for quarter in QUARTERS for each in returns(WNB, quarter, 1, Circumstances(improved=change.draws))]
    # A standard whose question is not asked yet has no level.
    asked = {each.id: each for view in WNB.returned() for each in WNB.form(view, QUARTERS[0]).standards}.values()
    apart = {each.id: level(each, better) - level(each, drawn["WNB"]) for each in asked}

    assert apart[change.standard.id] > 0.2
    assert {name for name, points in apart.items() if points > 0.2} == {change.standard.id}
    assert [audit.code for audit in ALL.values() if profile_of(audit).improvement] == ["WNB"]


def test_a_draw_that_splits_is_answered_as_often_as_the_part_that_applies() -> None:
    records = Draft(pd.DataFrame(index=range(3)), columns={"source": np.array(["6", "9", None], dtype=object)})
    split = by_case((MASH.source == "6", Draw(answered=0.2)), otherwise=Draw(answered=0.7))

    assert share_answered(split, records).tolist() == [0.2, 0.7, 0.7]


def test_a_view_that_sees_a_further_sheet_returns_its_rows_and_none_of_another_kind_of_agency() -> None:
    conference = ALL["CPC"]
    sent = returns(conference, QUARTERS[-1], 1, Circumstances())
    sheet = next(each for each in sent[0].beside if each.form.sheet == "Attendance").records
    there = set(zip(sheet.texts("meeting_ref"), sheet.texts("agency"), strict=True))

    for each in (each for each in sent if each.form.view.code == "member"):
        theirs = set(zip(each.records.texts("meeting_ref"), each.records.texts("agency"), strict=True))
        assert theirs <= there
        assert each.kind != "police" or {agency for _, agency in theirs} == {"POL"}
