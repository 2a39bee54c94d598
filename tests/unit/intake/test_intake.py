"""A quarter's files, read once: which of them count, what is kept of each, and that none goes without an answer."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.audits.neg import NEG
from pipeline.audits.wnb import WNB
from pipeline.intake import Intake, intake
from pipeline.intake.outstanding import asked, texts
from pipeline.partnership.returns_due import due
from pipeline.read import arrival
from pipeline.store.raw_files import raw_files
from pipeline.store.register import submissions
from pipeline.store.workspace import UNFINISHED, Workspace
from pipeline.template import Filling, workbook
from pipeline.validate.catalogue.records import ANSWERS_REPEATED, NO_RECORD_COUNTED, OUTSIDE_QUARTER
from pipeline.validate.validated import Status
from tests.forms import ALL
from tests.heard import Heard
from tests.unit.workspaces import COVER, NOW, form, put, record, sent

DOCTOR = "Dr Nightingale"


def intake_now(workspace: Workspace) -> Intake:
    return intake(workspace, [NOW], workers=1)[NOW]


def standing(intake: Intake) -> dict[str, str]:
    """What became of each file, by its place, in the order of the register."""
    return {
        f"{each.submission.folder.partition('/')[2]}/{each.path.name}": "counts"
        if each.counts
        else "superseded"
        if each.superseded
        else str(each.validated.status)
        for each in intake.entries
    }


def met(intake: Intake) -> list[int]:
    """How many records each counted return has."""
    return [len(each.rows) for each in intake.counted(WNB)]


def holding(folder: Path, words: str) -> list[str]:
    """The files below ``folder`` that hold ``words`` in their name or as they stand."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [each.name for each in files if words in each.name or words.encode() in each.read_bytes()]


# Which files


def test_every_file_is_looked_at_whatever_its_name_but_what_programs_leave_behind(workspace: Workspace) -> None:
    names = ["b.xlsx", "a.PDF", "no ending", "deeper/still/c.xlsx", ".hidden.xlsx"]
    litter = [
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        ".gitkeep",
        f"{UNFINISHED}x3_ab9cd",
        "~$b.xlsx",
        ".~lock.b.xlsx#",
    ]
    for name in [*names, *litter]:
        put(workspace, f"sol/{name}", b"")
    (workspace.raw / NOW.folder / "sol" / "link.xlsx").symlink_to("b.xlsx")
    folder = workspace.raw / NOW.folder / "sol"
    read = [each.relative_to(folder).as_posix() for each in raw_files(workspace).returns[NOW]]
    assert read == sorted([*names, "link.xlsx"])


def test_a_file_that_cannot_be_read_gets_a_receipt_and_stops_nothing(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "uhs/old.xls", b"rubbish")
    (workspace.raw / NOW.folder / "ccg").mkdir()
    (workspace.raw / NOW.folder / "ccg" / "link.xlsx").symlink_to("elsewhere.xlsx")
    result = intake_now(workspace)
    assert standing(result) == {"sol/mine.xlsx": "counts", "uhs/old.xls": "sent back"}
    (told,) = result.not_read
    assert told.sentence == (
        "data/raw/2019-20-Q2/ccg/link.xlsx: This is a link to another file, and links are not followed. Put the "
        "workbook itself there."
    )
    feedback = workspace.reports / NOW.folder / "feedback"
    for place in ("sol/mine", "uhs/old.xls"):
        assert (feedback / place / "receipt.html").is_file()
    assert "not a workbook" in (feedback / "uhs" / "old.xls" / "receipt.txt").read_text(encoding="utf-8")


def test_what_only_the_analyst_can_put_right_gets_no_receipt_and_is_not_asked_of_the_agency(
    workspace: Workspace,
) -> None:
    put(workspace, "uhs/theirs.xlsx", sent("SOL", "Y"))
    (workspace.raw / NOW.folder / "ccg").mkdir()
    (workspace.raw / NOW.folder / "ccg" / "link.xlsx").symlink_to("elsewhere.xlsx")
    put(workspace, "sol/mine.xlsx", sent("UHS", "Y"))

    result = intake_now(workspace)

    letters = texts(result, date(2019, 11, 20), synthetic=False)
    assert {each.agency: each.status for each in asked(result) if each.audit is WNB}["CCG"] == "could not be read"
    assert "CCG" not in letters
    for words in ("right folder", "link", "was sent back"):
        assert not any(words in each for each in letters.values())
    receipts = [each.parent.relative_to(each.parents[2]).as_posix() for each in workspace.reports.rglob("receipt.txt")]
    assert sorted(receipts) == ["unplaced/mine", "unplaced/theirs"]


def test_a_file_outside_every_agencys_folder_is_answered_apart(workspace: Workspace) -> None:
    put(workspace, "stray.xlsx", b"rubbish")
    intake_now(workspace)
    assert (workspace.reports / NOW.folder / "feedback" / "unplaced" / "stray" / "receipt.txt").is_file()


def test_a_quarter_without_files_has_nothing_in_it(workspace: Workspace) -> None:
    result = intake_now(workspace)
    assert (result.entries, result.read_now) == ((), 0)
    assert all(result.counted(each) == [] for each in ALL.values())


# Which of them count


def test_of_two_returns_the_one_that_came_later_counts(workspace: Workspace) -> None:
    put(workspace, "sol/z.xlsx", sent("SOL", "N"))
    assert standing(intake_now(workspace)) == {"sol/z.xlsx": "counts"}
    put(workspace, "sol/a revised.xlsx", sent("SOL", "Y", "Y"))
    result = intake_now(workspace)
    assert standing(result) == {"sol/z.xlsx": "superseded", "sol/a revised.xlsx": "counts"}
    assert met(result) == [2]


def test_a_revision_under_the_same_name_is_a_new_submission(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "N"))
    intake_now(workspace)
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "Y"))
    result = intake_now(workspace)
    assert met(result) == [2]
    assert [each.number for each in submissions(workspace)] == [1, 2]
    assert [each.submission.number for each in result.entries] == [2]


def test_a_revision_that_is_sent_back_leaves_the_one_before_counting(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    put(workspace, "sol/newer.xlsx", b"rubbish")
    assert standing(intake_now(workspace)) == {"sol/mine.xlsx": "counts", "sol/newer.xlsx": "sent back"}


def test_a_return_of_which_no_record_can_be_counted_never_replaces_one_that_counts(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    rows = [record(number, appt_date=NOW.start.replace(year=2018)) for number in (1, 2)]
    put(workspace, "sol/newer.xlsx", workbook(form(), "SOL", Filling(rows, {**COVER, "date_submitted": due(NOW)})))

    result = intake_now(workspace)

    assert standing(result) == {"sol/mine.xlsx": "counts", "sol/newer.xlsx": "sent back"}
    (newer,) = result.sent_back()
    assert [each.rule for each in newer.validated.findings][:2] == [NO_RECORD_COUNTED.id, OUTSIDE_QUARTER.id]
    assert dict(newer.validated.aside) == dict.fromkeys((6, 7), "a date outside the quarter")
    assert next(each for each in asked(result) if each.audit is WNB and each.agency == "SOL").owed
    receipt = (workspace.reports / NOW.folder / "feedback" / "sol" / "newer" / "receipt.txt").read_text(
        encoding="utf-8"
    )
    assert "Records, rows 6 and 7: a date outside the quarter" in receipt
    assert "counted as missing" not in receipt


def test_records_pasted_again_under_new_numbers_are_queried_though_an_answer_or_two_was_changed(
    workspace: Workspace,
) -> None:
    once = [record(number, child_ref=f"C0000000{number}") for number in (1, 2, 3)]
    again = [{**each, "record_ref": f"WNB-010{number}"} for number, each in enumerate(once)]
    again[1] |= {"overall_grade": "3", "learning": "the sibling was seen as well"}
    again[2] |= {"outcome_code": "WNB", "reason": "MOVED", "record_reviewed": "N", "contact_made": "N"}
    filled = Filling([*once, *again], {**COVER, "date_submitted": due(NOW)})
    put(workspace, "sol/mine.xlsx", workbook(form(), "SOL", filled))

    (entry,) = intake_now(workspace).entries

    (findings,) = [each for each in entry.validated.findings if each.rule == ANSWERS_REPEATED.id]
    assert (findings.cell, len(entry.validated.rows)) == ("B9:B10", 6)
    assert "rows 6 and 7" in findings.saw


def test_why_records_were_set_aside_is_kept_with_what_was_read(workspace: Workspace) -> None:
    rows = [record(1), record(2, appt_date=NOW.end.replace(month=12))]
    put(workspace, "sol/mine.xlsx", workbook(form(), "SOL", Filling(rows, {**COVER, "date_submitted": due(NOW)})))

    first, again = intake_now(workspace), intake_now(workspace)

    assert (first.read_now, again.read_now) == (1, 0)
    for result in (first, again):
        (entry,) = result.entries
        assert dict(entry.validated.aside) == {7: "a date outside the quarter"}


def test_the_same_bytes_twice_count_once(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "sol/mine - Copy.xlsx", sent("SOL", "Y"))
    result = intake_now(workspace)
    assert sorted(standing(result).values()) == ["counts", "superseded"]
    assert met(result) == [1]


def test_agencies_count_beside_each_other_and_one_in_anothers_folder_does_not(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "uhs/ours.xlsx", sent("UHS", "Y", "N"))
    put(workspace, "uhs/theirs.xlsx", sent("SOL", "N"))
    result = intake_now(workspace)
    assert standing(result) == {"sol/mine.xlsx": "counts", "uhs/ours.xlsx": "counts", "uhs/theirs.xlsx": "sent back"}
    assert met(result) == [1, 2]
    assert result.counted(NEG) == []


def test_a_return_of_another_quarter_is_sent_back(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", quarter=NOW.previous()))
    assert standing(intake_now(workspace)) == {"sol/mine.xlsx": "sent back"}


# Read once, in the order of the register


def test_what_was_read_is_not_read_again(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "uhs/odd.xlsx", b"rubbish")
    first, told = intake_now(workspace), Heard()
    again = intake(workspace, [NOW], 1, told)[NOW]
    assert (first.read_now, again.read_now, told) == (2, 0, [])
    assert standing(again) == standing(first)
    assert met(again) == met(first)


def test_only_what_is_new_is_read_and_its_coming_is_told_without_its_contents(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "Y"))
    told = Heard()
    assert intake(workspace, [NOW], 1, told)[NOW].read_now == 1
    assert told == [
        "reading returns: 0 of 1",
        "reading returns: 1 of 1, University Hospital Southampton NHS Foundation Trust, WNB",
    ]


def test_after_a_kill_before_the_feedback_the_next_run_writes_it_and_reads_nothing_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    put(workspace, "sol/mine.xlsx", sent("SOL", ""))
    put(workspace, "uhs/theirs.xlsx", sent("UHS", "Y"))
    monkeypatch.setattr("pipeline.intake.counting", killed)
    with pytest.raises(Killed):
        intake_now(workspace)
    monkeypatch.undo()
    assert not (workspace.reports / NOW.folder / "feedback").exists()

    result = intake_now(workspace)

    assert (result.read_now, len(met(result))) == (0, 2)
    feedback = workspace.reports / NOW.folder / "feedback"
    assert sorted(each.name for each in (feedback / "sol" / "mine").iterdir()) == [
        "marked-up.xlsx",
        "receipt.html",
        "receipt.txt",
    ]
    assert (feedback / "uhs" / "theirs" / "receipt.txt").exists()


def test_a_receipt_is_written_anew_only_where_it_is_not_whole_or_no_longer_true(
    workspace: Workspace,
) -> None:
    first = put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "uhs/theirs.xlsx", sent("UHS", "Y"))
    intake_now(workspace)
    feedback = workspace.reports / NOW.folder / "feedback"
    mine, theirs = feedback / "sol" / "mine" / "receipt.txt", feedback / "uhs" / "theirs" / "receipt.txt"
    whole = mine.read_text(encoding="utf-8")
    os.utime(theirs, (1_571_000_000, 1_571_000_000))

    mine.unlink()
    intake_now(workspace)
    assert mine.read_text(encoding="utf-8") == whole

    put(workspace, "ccg/mine.xlsx", first.read_bytes())
    intake_now(workspace)
    assert "the very same file in" in mine.read_text(encoding="utf-8")

    (workspace.raw / NOW.folder / "ccg" / "mine.xlsx").unlink()
    intake_now(workspace)
    assert mine.read_text(encoding="utf-8") == whole
    assert theirs.stat().st_mtime == 1_571_000_000


def test_what_is_kept_but_damaged_is_read_again(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    intake_now(workspace)
    (rows,) = (workspace.processed / "validated").rglob("rows.parquet")
    rows.write_bytes(rows.read_bytes()[:-1])
    result = intake_now(workspace)
    assert (result.read_now, met(result)) == (1, [2])
    assert intake_now(workspace).read_now == 0


def test_files_are_registered_in_the_order_of_their_coming_and_keep_their_number(workspace: Workspace) -> None:
    put(workspace, "uhs/first.xlsx", sent("UHS", "Y"))
    intake_now(workspace)
    put(workspace, "sol/b.xlsx", sent("SOL", "Y"))
    put(workspace, "sol/a.xlsx", b"rubbish")
    result = intake_now(workspace)
    assert [each.path.name for each in result.entries] == ["first.xlsx", "a.xlsx", "b.xlsx"]
    assert [each.number for each in submissions(workspace)] == [1, 2, 3]
    (workspace.raw / NOW.folder / "uhs" / "first.xlsx").unlink()
    assert [each.submission.number for each in intake_now(workspace).entries] == [2, 3]
    assert len(submissions(workspace)) == 3


def test_of_a_file_that_is_open_what_was_last_saved_is_read_and_this_is_told(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    mark = put(workspace, "sol/~$mine.xlsx", b"")
    result = intake_now(workspace)
    assert (standing(result), len(submissions(workspace))) == ({"sol/mine.xlsx": "counts"}, 1)
    (told,) = result.not_read
    assert told.place == f"data/raw/{NOW.folder}/sol/mine.xlsx"
    assert told.why == (
        "it is open on a computer, so what was last saved in it was read. Save and close it, then run again."
    )
    assert told.read
    mark.unlink()
    assert intake_now(workspace).not_read == ()


def shut_file(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A program holds the file so that nobody else may open it."""
    opened = os.open

    def open_(path: Path, *rest: int) -> int:
        if Path(path).name == name:
            raise PermissionError(13, "in use")
        return opened(path, *rest)

    monkeypatch.setattr(arrival.os, "open", open_)


@pytest.mark.parametrize("half_written", [True, False])
def test_while_an_open_file_cannot_be_read_what_was_read_from_it_before_counts(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, half_written: bool
) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "N"))
    before = intake_now(workspace)
    receipt = workspace.reports / NOW.folder / "feedback" / "sol" / "mine" / "receipt.txt"
    written = receipt.read_bytes()
    put(workspace, "sol/~$mine.xlsx", b"")
    if half_written:
        put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "N", "Y")[:3_000])
    else:
        shut_file(monkeypatch, "mine.xlsx")

    result = intake_now(workspace)

    assert (standing(result), met(result)) == (standing(before), met(before))
    (told,) = result.not_read
    assert "cannot be read now, so what was read from it before counts" in told.why
    assert not told.read
    assert receipt.read_bytes() == written
    assert list(workspace.reports.rglob("earlier")) == []
    assert not any("SOL" in each.agency and each.owed for each in asked(result) if each.audit is WNB)


def test_an_open_file_that_was_never_read_is_told_and_its_sender_is_not_asked_for_it(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y")[:3_000])
    put(workspace, "sol/.~lock.mine.xlsx#", b"")

    result = intake_now(workspace)

    (told,) = result.not_read
    assert (result.entries, told.why) == (
        (),
        "it is open on a computer and cannot be read now. Save and close it, then run again.",
    )
    assert next(each.status for each in asked(result) if (each.audit, each.agency) == (WNB, "SOL")) == (
        "could not be read"
    )
    assert not workspace.reports.exists()


def test_several_quarters_are_kept_apart(workspace: Workspace) -> None:
    before = NOW.previous()
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", "N", quarter=before), before)
    result = intake(workspace, [before, NOW], workers=1)
    assert {each: met(result[each]) for each in result} == {before: [2], NOW: [1]}


# What is kept


def test_a_return_is_kept_as_it_was_received(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    (entry,) = intake_now(workspace).entries
    received = workspace.processed / "received" / entry.submission.sha256
    assert received.read_bytes() == sent("SOL", "Y")
    assert entry.path.read_bytes() == sent("SOL", "Y")


def test_of_a_return_that_names_somebody_nothing_is_kept_or_given_back(workspace: Workspace) -> None:
    put(workspace, f"sol/{DOCTOR}.xlsx", sent("SOL", "Y", caveats=f"Seen by {DOCTOR}"))
    result = intake_now(workspace)
    (entry,) = result.entries
    assert entry.validated.status is Status.SENT_BACK
    assert not (workspace.processed / "received").exists()
    feedback = workspace.reports / NOW.folder / "feedback" / "sol" / entry.submission.sha256[:12]
    assert sorted(each.name for each in feedback.iterdir()) == ["receipt.html", "receipt.txt"]
    assert [each for each in holding(workspace.reports, DOCTOR) if not each.startswith("receipt")] == []


def test_a_name_on_the_cover_is_in_no_file_that_we_write(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y", caveats=f"Seen by {DOCTOR}"))
    told = Heard()
    intake(workspace, [NOW], 1, told)
    assert holding(workspace.processed, "Nightingale") == []
    assert holding(workspace.reports, "Nightingale") == []
    assert "Nightingale" not in "".join(told)


def test_two_files_of_one_agency_have_their_feedback_apart(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xls", b"rubbish")
    put(workspace, "sol/mine.xlsx", sent("SOL", "Y"))
    intake_now(workspace)
    assert len(list((workspace.reports / NOW.folder / "feedback").rglob("receipt.txt"))) == 2


def test_of_two_returns_that_come_together_the_one_saved_last_counts(workspace: Workspace) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", "N"))
    later = put(workspace, "sol/mine revised.xlsx", sent("SOL", "Y", "Y"))
    os.utime(later, (1_571_000_900, 1_571_000_900))
    assert met(intake_now(workspace)) == [2]
