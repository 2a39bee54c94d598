"""Who owes what, and the text that asks for it: places and questions, never what stood there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Cadence
from pipeline.intake import Intake
from pipeline.intake.outstanding import ExpectedReturn, asked, texts
from pipeline.intake.which_count import Entry, counting
from pipeline.partnership.model import Planned
from pipeline.store.register import Submission
from pipeline.validate.catalogue.cells import UNKNOWN_CODE
from pipeline.validate.catalogue.files import UNREADABLE
from pipeline.validate.catalogue.headings import HEADER_MISSING
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, Identity, SentBack, Tally, Validated
from tests.forms import ALL
from tests.planned import planned

NOW = Quarter(2019, 2)
BEFORE, AFTER = date(2019, 10, 20), date(2019, 11, 20)
WNB = ALL["WNB"]
MISSING = replace(
    HEADER_MISSING.worded(label="Age", place="F4", hint="").at("Records", "4:4", field="age_years"),
    fix="Put the column back.",
)
WRONG = (
    UNKNOWN_CODE.worded(codes="one of A, B", hint="It said Ann Example: mend it.")
    .seeing("'Ann Example'")
    .at("Records", "H17", field="reason", label="Why?")
)


def came(
    number: int,
    *findings: Finding,
    agency: str = "SOL",
    back: bool = False,
    on: str = "2019-10-14",
    nil: bool = False,
    known: bool = True,
    first_seen: str = "2019-10-15T09:00:00+00:00",
) -> Entry:
    """A file of one agency's WNB return."""
    view = WNB.view_of(agency, NOW)
    assert view is not None
    identity = Identity(WNB.form(view, NOW), agency, "")
    cover = {"date_submitted": on} if on else {}
    sha = f"{number:064x}"
    validated: Validated = (
        SentBack("Ann Example.xlsx", sha, Tally(), findings, identity if known else None)
        if back
        else Accepted("Ann Example.xlsx", sha, Tally(), findings, identity, nil, cover=cover)
    )
    folder = f"{NOW.folder}/{agency.lower()}"
    return Entry(Path("x.xlsx"), Submission(number, str(NOW), folder, "x.xlsx", sha, 1, first_seen), validated)


def intake_of(*entries: Entry) -> Intake:
    return Intake(NOW, counting(entries), 0)


def of(intake: Intake, agency: str = "SOL") -> ExpectedReturn:
    return next(each for each in asked(intake) if (each.agency, each.audit) == (agency, WNB))


SENT_BACK = came(1, MISSING, back=True, on="")


@pytest.mark.parametrize(
    ("entries", "status", "late", "owed"),
    [
        ([], "missing", False, True),
        ([came(1)], "accepted", False, False),
        ([came(1, nil=True)], "nil", False, False),
        ([came(1, WRONG)], "with queries", False, False),
        ([SENT_BACK], "sent back", False, True),
        ([came(1, on="2019-10-28")], "accepted", False, False),
        ([came(1, on="2019-10-29")], "accepted", True, False),
        ([came(1, on="", first_seen="2019-10-29T09:00:00+00:00")], "accepted", True, False),
        ([came(1, on="", first_seen="2019-10-28T09:00:00+00:00")], "accepted", False, False),
        ([came(1), came(2, MISSING, back=True)], "accepted", False, True),
        ([SENT_BACK, came(2)], "accepted", False, False),
    ],
)
def test_each_return_has_one_standing(entries: list[Entry], status: str, late: bool, owed: bool) -> None:
    expected = of(intake_of(*entries))

    assert (expected.status, expected.late, expected.owed) == (status, late, owed)


def test_what_is_not_due_in_the_quarter_is_not_asked_for() -> None:
    for each in asked(Intake(Quarter(2019, 1), (), 0)):
        due = each.audit.due(Quarter(2019, 1))
        assert (each.status, each.owed) == (("missing", True) if due else ("not due", False))


@pytest.mark.parametrize("cadence", list(Cadence), ids=str)
def test_of_any_cadence_and_quarter_every_return_is_due_or_not_due_and_only_one_that_is_due_is_missing(
    cadence: Cadence,
) -> None:
    with planned(Planned(audit="WNB", cadence=cadence.name, due=Quarter(2019, 3), reaudit=Quarter(2020, 1))):
        for quarter in Quarter(2020, 4).last(8):
            lines = asked(Intake(quarter, (), 0))
            assert lines
            assert all((each.status == "missing") is each.due is not (each.status == "not due") for each in lines)
            assert all(each.owed is each.due for each in lines)
            assert {each.due for each in lines} == {cadence.due(quarter, {Quarter(2019, 3), Quarter(2020, 1)})}


def test_what_came_though_it_is_not_due_is_shown_and_need_not_be_mended() -> None:
    with planned(Planned(audit="WNB", cadence="ANNUAL")):
        line = next(each for each in asked(intake_of(SENT_BACK)) if each.agency == "SOL")
        assert (line.status, line.due, line.unasked, line.owed) == ("sent back", False, True, False)


def test_what_comes_all_the_time_is_to_be_mended_where_it_was_sent_back() -> None:
    with planned(Planned(audit="WNB", cadence="CONTINUOUS")):
        line = next(each for each in asked(intake_of(SENT_BACK)) if each.agency == "SOL")
        assert (line.status, line.due, line.owed) == ("sent back", False, True)


def test_an_audit_that_is_not_run_is_not_spoken_of() -> None:
    with planned(Planned(audit="WNB")):
        assert {each.audit.code for each in asked(Intake(NOW, (), 0))} == {"WNB"}


def text_for(*entries: Entry, today: date = AFTER, synthetic: bool = False) -> str:
    return texts(intake_of(*entries), today, synthetic=synthetic)["SOL"]


def test_an_agency_is_asked_for_all_that_is_outstanding_and_for_nothing_else() -> None:
    text = text_for(SENT_BACK)
    theirs = [audit for audit in ALL.values() if audit.due(NOW) and audit.view_of("SOL", NOW)]

    assert text.startswith(
        f"To: Solent NHS Trust\nSubject: Audit returns for 2019-20 Q2 (SSCP): {len(theirs)} outstanding\n"
    )
    assert f"1. {WNB.title} (WNB): your newest return was sent back, so nothing in it is counted." in text
    assert f"2. {ALL['MASH'].title} (MASH): nothing has come yet." in text
    assert [audit.code for audit in ALL.values() if f"({audit.code})" in text] == [each.code for each in theirs]
    assert "(NEG)" not in text


def test_an_agency_that_owes_many_returns_is_told_once_what_to_do() -> None:
    text = text_for(SENT_BACK)
    silent = text.count("nothing has come yet.")
    assert silent > 3
    assert text.count("Please fill in") == 1
    (last,) = re.findall(r"^.*Please fill in.*$", text, re.MULTILINE)
    assert f"nothing has come yet. Please fill in each of these {silent} workbooks that were sent to you." in last
    with planned(Planned(audit="WNB")):
        assert (
            "nothing has come yet. Please fill in the workbook that was sent to you."
            in texts(Intake(NOW, (), 0), AFTER, synthetic=False)["SOL"]
        )


def test_the_first_thing_to_mend_is_named_by_its_place_and_how() -> None:
    text = text_for(came(1, MISSING, replace(MISSING, field="reason"), back=True))

    assert (
        "First to mend (Records, row 4): header missing; we expected the heading 'Age'. Put the column back. Its "
        "receipt lists 1 more."
    ) in text


def test_an_earlier_return_that_still_counts_is_said() -> None:
    assert "Your earlier return counts until then." in text_for(came(1), came(2, MISSING, back=True))
    assert "Your earlier return counts" not in text_for(SENT_BACK)


@pytest.mark.parametrize(
    ("today", "message"),
    [
        (BEFORE, "It is due on 28 October 2019."),
        (date(2019, 10, 28), "It is due on 28 October 2019."),
        (AFTER, "It was due on 28 October 2019. Please send it as soon"),
    ],
)
def test_the_last_day_is_named_as_past_or_to_come(today: date, message: str) -> None:
    assert message in text_for(today=today)


def test_answers_to_mend_are_mentioned_by_place_and_never_by_value() -> None:
    text = text_for(came(1, WRONG))

    assert "is counted, but 1 answer is left out until mended: see Records, H17: Why?." in text
    assert "Ann" not in text


def test_a_sheet_or_file_of_the_agencys_own_is_never_named() -> None:
    odd = replace(MISSING, sheet="Ann Example", rule=PERSONAL_DATA.id, expected="not Ann Example", fix="Take it out.")

    text = text_for(came(1, odd, back=True))

    assert "First to mend (a sheet of your own, row 4): personal data. Take it out." in text
    assert "Ann" not in text


def test_a_file_that_nobody_can_place_is_asked_about_by_its_folder() -> None:
    unreadable = UNREADABLE.at(reason="a picture", advice="Send a workbook.")

    text = text_for(came(1, unreadable, back=True, known=False, on=""))

    assert "A file that came in your folder was sent back: First to mend (the file as a whole): unreadable." in text


def test_a_return_that_another_agency_sends_is_asked_of_that_one() -> None:
    assert texts(intake_of(), AFTER, synthetic=False)["GP"].startswith(
        "To: NHS Southampton City Clinical Commissioning Group, for Southampton GP practices\n"
    )


def test_who_owes_nothing_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.intake.outstanding.audits.of", lambda _: {"WNB": WNB})
    letters = texts(intake_of(came(1, agency="CCG")), AFTER, synthetic=False)

    assert set(letters) == {"SOL", "UHS"}
    assert list(letters) == sorted(letters)


def test_a_made_up_quarter_says_so_first() -> None:
    assert text_for(synthetic=True).startswith("SYNTHETIC: made up")
    assert "SYNTHETIC" not in text_for()
