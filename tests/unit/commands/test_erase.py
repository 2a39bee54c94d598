"""A record, a return or a quarter is erased: what held it is gone, counts stay, and every later command goes on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.erase import erase
from pipeline.commands.explain import explain
from pipeline.commands.meeting import meeting
from pipeline.commands.one_quarter import one_quarter
from pipeline.commands.status import status
from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import ErasedQuarter, NoLongerKept, NotReproduced, PipelineError, UsageError
from pipeline.results.past import counted_before_erasure
from pipeline.run.quarter import RunRequest, RunResult, quarter_run
from pipeline.run.verify import verified
from pipeline.store.erasure.erasures import Step, entered
from pipeline.store.register import submissions
from pipeline.store.whereabouts.looking import whereabouts
from pipeline.store.whereabouts.reference import reference
from pipeline.store.workspace import Workspace, digest_of
from tests.unit.workspaces import NOW, one_audit_alone, put, sent, without_notebooks

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")

BEFORE = NOW.previous()
FIRST, THIRD = "WNB-0001", "WNB-0003"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two quarters of two agencies' returns, the newer one with its report."""
    fresh = Workspace(tmp_path_factory.mktemp("counted"))
    for quarter in (BEFORE, NOW):
        put(fresh, "sol/mine.xlsx", sent("SOL", "Y", "N", quarter=quarter), quarter)
        put(fresh, "uhs/ours.xlsx", sent("UHS", "Y", "N", "NR", quarter=quarter), quarter)
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_notebooks(patch)
        report(fresh)
    return fresh


@pytest.fixture
def workspace(counted: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(counted.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


def report(workspace: Workspace) -> RunResult:
    return quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019"))


def erased(workspace: Workspace, **words: Any) -> int:
    usual = dict.fromkeys(("record", "sent", "quarter", "audit", "agency", "password_file"))
    return erase(
        workspace, **{**usual, "because": "It was sent by mistake", "by": "business manager", "dry_run": False, **words}
    )


def erased_record(workspace: Workspace, record: str, agency: str | None, **words: Any) -> int:
    return erased(workspace, record=record, audit="WNB", quarter=NOW.folder, agency=agency, **words)


def holding(workspace: Workspace, record: str) -> set[str]:
    return {each.shown for each in whereabouts(workspace, reference(record)).found}


def met(workspace: Workspace) -> tuple[int, int]:
    """How many of how many met the standard on local policy, in the newer quarter and all before it."""
    figures = report(workspace).result.audits[0].standards
    counts = next(each for each in figures if each.id == "WNB12").total.counts
    return counts.met or 0, counts.applicable or 0


def everything(workspace: Workspace) -> dict[str, bytes]:
    files = (each for each in workspace.root.rglob("*") if each.is_file() and each.name != "run.lock")
    return {each.relative_to(workspace.root).as_posix(): each.read_bytes() for each in files}


def test_one_record_is_gone_from_everything_and_the_others_of_its_return_still_count(workspace: Workspace) -> None:
    assert len(holding(workspace, THIRD)) > 4

    assert erased_record(workspace, THIRD, "UHS") == 3  # the quarter before has one of the same reference

    assert all(BEFORE.folder in each or "processed" in each for each in holding(workspace, THIRD))
    intake = one_quarter(workspace, NOW.folder, None)
    assert {each.submission.folder: each.validated.tally.kept for each in intake.entries if each.counts} == {
        f"{NOW.folder}/sol": 2,
        f"{NOW.folder}/uhs": 2,
    }
    left = {each for each in holding(workspace, THIRD) if "processed" in each}
    assert {each.split("/")[2] for each in left} <= {"received", "validated", "children"}
    assert not any(NOW.folder in each for each in left)


def test_the_figures_are_counted_anew_without_the_record_and_the_run_after_has_nothing_to_do(
    workspace: Workspace,
) -> None:
    before = report(workspace)
    erased_record(workspace, THIRD, "UHS")

    after = report(workspace)

    assert before.intake.entries[-1].validated.tally.kept == 3
    assert [each.validated.tally.kept for each in after.intake.entries if each.counts] == [2, 2]
    assert not after.left_out
    assert not any("Damaged" in each or "does not know" in each for each in after.odd)


def test_the_return_that_held_it_is_not_taken_in_again(workspace: Workspace) -> None:
    erased_record(workspace, THIRD, "UHS")
    put(workspace, "uhs/again.xlsx", sent("UHS", "Y", "N", "NR"))

    ran = report(workspace)

    assert [each.submission.file_name for each in ran.left_out] == ["again.xlsx"]
    assert "It was erased on" in ran.told.left_out[0].why
    assert sum(each.validated.tally.kept for each in ran.intake.entries if each.counts) == 4


def test_a_reference_that_several_agencies_have_is_asked_about_and_nothing_goes(workspace: Workspace) -> None:
    before = everything(workspace)

    with pytest.raises(UsageError, match=r"which may be of different children\. Name one, --agency CODE"):
        erased_record(workspace, FIRST, None)

    assert everything(workspace) == before


def test_a_record_goes_from_every_agency_s_returns_where_that_is_said(workspace: Workspace) -> None:
    erased_record(workspace, FIRST, "all")

    intake = one_quarter(workspace, NOW.folder, None)
    assert [each.validated.tally.kept for each in intake.entries if each.counts] == [1, 2]


def test_a_return_whose_only_record_goes_is_erased_as_a_whole_and_its_agency_is_not_silent(
    workspace: Workspace,
) -> None:
    put(workspace, "sol/newer.xlsx", sent("SOL", "N"))
    report(workspace)

    erased_record(workspace, FIRST, "SOL")

    assert not list(workspace.raw.glob(f"{NOW.folder}/sol/*newer*"))
    assert entered(workspace)[0].returns == (3, 5)


def test_a_return_is_erased_by_its_number_and_the_one_before_counts_again(workspace: Workspace) -> None:
    put(workspace, "sol/newer.xlsx", sent("SOL", "N"))
    assert met(workspace) == (1, 3)
    number = str(submissions(workspace)[-1].number)

    assert erased(workspace, sent=number) == 0

    ran = report(workspace)
    assert [each.submission.file_name for each in ran.intake.entries if each.counts] == ["mine.xlsx", "ours.xlsx"]
    assert not ran.intake.not_read


def test_an_agency_whose_return_was_erased_is_told_from_one_that_never_sent_any(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = next(each for each in submissions(workspace) if each.folder == f"{NOW.folder}/sol")

    assert erased(workspace, sent=mine.sha256[:12]) == 0

    ran = report(workspace)
    assert [each.place for each in ran.intake.not_read] == ["the return of Solent NHS Trust for WNB"]
    assert ran.intake.erased == {("WNB", "SOL")}
    asked = {"quarters": None, "chase": False, "into": None, "as_json": False, "password_file": None}
    assert status(workspace, quarter=NOW.folder, **asked) == 0
    told = capsys.readouterr()
    assert " erased" in next(line for line in told.out.splitlines() if line.startswith("Solent"))
    assert "it was erased on" in told.err
    assert "business manager" not in told.err  # who and why is for the list of what was erased


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({}, "Say what is to go"),
        ({"sent": "1", "quarter": NOW.folder}, "Say what is to go"),
        ({"record": FIRST}, "A record is named by its reference, audit and quarter"),
        ({"record": FIRST, "audit": "WNB"}, "A record is named by its reference, audit and quarter"),
        ({"quarter": NOW.folder, "agency": "SOL"}, "--audit and --agency say whose record is meant"),
        ({"quarter": "2019-20-Q5"}, "2019-20-Q5"),
        ({"quarter": "2010-11-Q1"}, "There is no folder"),
        ({"record": "WNB-9999", "audit": "WNB", "quarter": NOW.folder}, "holds this reference"),
        ({"record": FIRST, "audit": "XYZ", "quarter": NOW.folder}, "There is no audit 'XYZ'"),
        ({"record": FIRST, "audit": "WNB", "quarter": NOW.folder, "agency": "Nobody"}, "There is no agency 'Nobody'"),
        ({"sent": "99"}, "The register has no one return of this number or fingerprint; it lists 4 returns"),
        ({"sent": "deadbeef00"}, "The register has no one return of this number or fingerprint"),
        ({"sent": "1", "because": None}, "why it is erased: --because"),
        ({"sent": "1", "because": " . "}, "why it is erased: --because"),
        ({"sent": "1", "because": "Jane Smith asked us"}, "--because holds what looks like personal data"),
        (
            {"record": FIRST, "audit": "WNB", "quarter": NOW.folder, "because": f"of {FIRST}"},
            "holds the reference itself",
        ),
        ({"sent": "1", "by": None}, "Say who has it erased, by a role"),
        ({"sent": "1", "by": "Dr John Smith"}, "--by holds what looks like"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_nothing_goes(
    workspace: Workspace, words: dict[str, Any], message: str
) -> None:
    before = everything(workspace)

    with pytest.raises(PipelineError, match=message):
        erased(workspace, **words)

    assert everything(workspace) == before


def test_what_would_go_is_said_beforehand_and_nothing_goes(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(workspace)

    for words in ({"sent": "1"}, {"quarter": NOW.folder}):
        erased(workspace, **words, dry_run=True)
    erased_record(workspace, THIRD, "UHS", dry_run=True)

    assert everything(workspace) == before
    told = capsys.readouterr().out
    assert told.count("Nothing was erased: this was to see what would go.") == 3
    assert "2 files to go: a return as it was sent" in told


def test_a_quarter_is_erased_and_its_counts_stay_for_the_quarters_after(workspace: Workspace) -> None:
    before = report(workspace).result.audits[0].standards

    assert erased(workspace, quarter=BEFORE.folder) == 0

    after = report(workspace)
    assert after.result.audits[0].standards == before
    assert after.result.year == report(workspace).result.year
    assert not any("Damaged" in each for each in after.odd)
    assert not holding_of_quarter(workspace)


def holding_of_quarter(workspace: Workspace) -> set[str]:
    """What still holds a record of the earlier quarter, of which no other has the child's reference."""
    return {each for each in holding(workspace, FIRST) if BEFORE.folder in each or "children" in each} - {
        f"data/processed/children/{NOW.folder}.json"
    }


def test_nothing_new_is_made_of_a_quarter_that_was_erased_and_each_command_says_what_became_of_it(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {place: data for place, data in everything(workspace).items() if place.endswith(".html")}
    erased(workspace, quarter=NOW.folder, because="The agreement has ended.")
    capsys.readouterr()

    words = "were erased on .* by business manager: The agreement has ended. Its counts are kept"
    with pytest.raises(ErasedQuarter, match=words):
        report(workspace)
    with pytest.raises(ErasedQuarter, match=words):
        meeting(workspace, quarter=NOW.folder, audit="WNB")
    asked = {"quarters": None, "chase": False, "into": None, "as_json": False, "password_file": None}
    assert status(workspace, quarter=NOW.folder, **asked) == 0
    assert status(workspace, quarter=None, **asked) == 0
    assert explain(workspace, quarter=NOW.folder, standard="WNB12") == 0
    told = capsys.readouterr().out
    assert told.count("erased on") == 3
    assert "2 of 4 met; 0 of the others not recorded" in told
    assert explain(workspace, quarter=f"WNB12/all/{NOW.folder}") == 0
    by_id = capsys.readouterr().out.splitlines()
    assert "  2 of 4 met; 0 of the others not recorded" in by_id
    assert by_id[-1].endswith("None of its records can be listed.")
    with pytest.raises(UsageError, match="Nothing of them is left to erase"):
        erased(workspace, quarter=NOW.folder)
    still = {place for place in everything(workspace) if place.endswith(".html")}
    assert {each for each in pages if "feedback" not in each} <= still


def test_files_put_into_the_folder_of_an_erased_quarter_are_told_of_and_not_read(workspace: Workspace) -> None:
    erased(workspace, quarter=BEFORE.folder)
    put(workspace, "sol/back.xlsx", sent("SOL", "N", "N", quarter=BEFORE), BEFORE)

    ran = report(workspace)

    assert [each.place for each in ran.intake.not_read] == [f"data/raw/{BEFORE.folder}"]
    assert "its counts stand" in ran.intake.not_read[0].why


def test_the_counts_that_were_kept_are_not_made_up_where_they_are_lost(workspace: Workspace) -> None:
    erased(workspace, quarter=BEFORE.folder)
    kept = workspace.kept_counts / f"{BEFORE.folder}.json"
    assert counted_before_erasure(workspace, BEFORE).audits["WNB"].standards["WNB12"]["SOL"].met == 1
    kept.write_bytes(kept.read_bytes().replace(b'"met": 1', b'"met": 2', 1))

    with pytest.raises(PipelineError, match=r"so they cannot be counted again\. Restore it from a backup"):
        report(workspace)


def test_a_report_that_rests_on_what_was_erased_is_said_to_be_so_and_that_its_pages_are_as_they_were(
    workspace: Workspace,
) -> None:
    folder = workspace.reports / NOW.folder / "subgroup"
    erased_record(workspace, THIRD, "UHS")

    with pytest.raises(NoLongerKept, match=r"1 file that it was made from: erased on .* by business manager: It was"):
        verified(workspace, folder)

    (folder / "index.html").write_text("another", encoding="utf-8")
    with pytest.raises(NotReproduced, match=r"index.html: was changed after the report was made\n.*erased on"):
        verified(workspace, folder)


def test_a_report_is_still_reproduced_once_an_earlier_quarter_was_erased(workspace: Workspace) -> None:
    erased(workspace, quarter=BEFORE.folder)

    assert verified(workspace, workspace.reports / NOW.folder / "subgroup")[1] == "every figure"


def test_the_register_is_as_it_was_and_the_list_says_when_by_whom_and_why(workspace: Workspace) -> None:
    before = submissions(workspace)

    erased(workspace, sent="1")

    assert submissions(workspace) == before
    begun, done = entered(workspace)
    assert (begun.step, done.step) == (Step.BEGUN, Step.DONE)
    assert (done.by, done.because, done.returns) == ("business manager", "It was sent by mistake", (1,))
    assert done.digests == (digest_of(sent("SOL", "Y", "N", quarter=BEFORE)),)
