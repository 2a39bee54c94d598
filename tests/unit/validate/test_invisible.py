"""Invisible characters and odd blanks wherever an agency's text is read: tidied, or named where a text is quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import audits
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.cells import UNKNOWN_CODE
from pipeline.validate.catalogue.cover import COVER_UNANSWERED, IDENTITY_MISSING
from pipeline.validate.catalogue.files import SHEET_RENAMED
from pipeline.validate.header import resolved
from pipeline.validate.identify import identity
from tests.unit.validate.sent import (
    COVER_ANSWERS,
    FORM,
    TST,
    cover_sheet,
    findings,
    good,
    records_sheet,
    sheet,
    validated,
    workbook,
)

HIDDEN = ["\u200e", "\u202c", "\u2069", "\u061c", "\u034f", "\ufe0f", "\u3164", "\U000e0041", "\x07", "\u180e"]
BLANK = ["\u2007", "\u2009", "\u205f", "\u3000", "\u2028", "\u00a0"]


@pytest.mark.parametrize("mark", [*HIDDEN, *BLANK])
def test_answers_of_every_type_are_read_without_it(mark: str) -> None:
    typed = {"ref": "T-02", "seen": "03/07/2019", "visited": "Y", "kinds": "PHYS", "visits": "3", "tool": "Y"}

    checked = validated({name: f"{mark}{text}{mark}" for name, text in typed.items()})

    assert findings(checked) == []
    assert checked.rows.loc[0, ["ref", "visited", "kinds", "visits"]].tolist() == ["T-02", "Y", "PHYS", 3]


@pytest.mark.parametrize("dash", ["\u2010", "\u2012", "\u2212", "\uff0d", "\ufe58"])
def test_any_dash_in_a_reference_or_a_date_is_a_dash(dash: str) -> None:
    assert findings(validated(good(ref=f"T{dash}07", seen=f"03{dash}07{dash}2019"))) == []


@pytest.mark.parametrize("mark", HIDDEN)
def test_a_text_that_is_quoted_is_said_to_hold_it(mark: str) -> None:
    (finding,) = [each for each in validated(good(visited=f"Ye{mark}p")).findings if each.rule == UNKNOWN_CODE.id]

    assert finding.saw == "'Yep', with an invisible character in it"


@pytest.mark.parametrize("mark", [*HIDDEN, *BLANK])
def test_headings_and_the_sheet_s_name_are_known_in_spite_of_it(mark: str) -> None:
    rows = [["Row mark", *(f"{mark}{field.label}{mark}" for field in FORM.fields)]]

    header = resolved(workbook(sheet(f"{mark}{RECORDS_SHEET}", rows)), FORM)

    assert [each.saw for each in header.notes if each.rule == SHEET_RENAMED.id] == [
        "a sheet called 'Records', with an invisible character in it"
    ]


@pytest.mark.parametrize("mark", HIDDEN)
def test_a_cover_is_found_by_the_name_that_is_seen_and_an_unseen_answer_is_none(mark: str) -> None:
    lines = cover_sheet(**{**COVER_ANSWERS, "prepared_by_role": mark}).rows

    checked = validated(good(), cover=sheet(f"Cover{mark}", lines))

    assert [rule for _, rule, _ in findings(checked)] == [COVER_UNANSWERED.id]


@pytest.mark.parametrize(
    "name", ["TST\u200e 2019-20 Q2.xlsx", "\u202aTST\u30002019–20\u00a0Q2.xlsx", "TST_2019‑20\u2007Q2.xls"]
)
def test_a_file_s_name_says_what_it_seems_to(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits, "of", lambda _: {"TST": TST})
    book = replace(workbook(cover_sheet(), records_sheet([good()])), file_name=name)

    refused = identity(book, None, None)

    assert isinstance(refused, tuple)
    assert [(each.rule, each.saw) for each in refused] == [
        (IDENTITY_MISSING.id, "nothing that says which agency it is for")
    ]
