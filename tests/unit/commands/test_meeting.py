"""The pages for a meeting on cases: what they tell, that none of it reaches a report, and the files beside them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.commands.meeting import meeting
from pipeline.commands.send import send
from pipeline.disclose.editions import EDITIONS, SUBGROUP
from pipeline.errors import NoResults, PipelineError, UsageError, WrongMeetingFiles
from pipeline.page import front
from pipeline.partnership.here import used
from pipeline.run.quarter import RunRequest, editions_run, quarter_run
from pipeline.run.verify import verified
from pipeline.store.reports import refuse_meeting_pages, report_folder
from pipeline.store.samples import Sample, Stratum, keep
from pipeline.store.workspace import Workspace, locked
from pipeline.template import Filling, workbook
from tests.unit.workspaces import COVER, NOW, form, like_the_usual, one_audit_alone, put, record, without_notebooks

LEARNT = "The letters went to an old address and nobody asked why."
Answers = dict[str, object]
CASE_LED = ("WNB,,,,,,business_manager,", "WNB,,,,,,business_manager,case-led")


def sent(agency: str, *records: Answers) -> bytes:
    rows = [record(number, **answers) for number, answers in enumerate(records, start=1)]
    return workbook(form(), agency, Filling(rows, {**COVER, "date_submitted": NOW.next().start}))


def case(reference: str, followed: str = "Y", **more: object) -> Answers:
    return {"audit_ref": reference, "policy_followed": followed, **more}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    without_notebooks(monkeypatch)
    with one_audit_alone():
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two providers that audited the same two cases, and one record that names no case."""
    fresh = Workspace(tmp_path)
    first = case("AUD19Q2-001", "Y", overall_grade="1", moderated_grade="3", learning=LEARNT)
    put(fresh, "sol/a.xlsx", sent("SOL", first, case("AUD19Q2-002", overall_grade="2"), {"audit_ref": None}))
    put(fresh, "uhs/b.xlsx", sent("UHS", case("AUD19Q2-001", "N", overall_grade="4"), case("AUD19Q2-002")))
    return fresh


def of_meeting(workspace: Workspace) -> Path:
    return workspace.meeting / NOW.folder / "WNB"


def written(workspace: Workspace, **files: str) -> None:
    folder = workspace.meeting_files / NOW.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def words(page: Path) -> str:
    text = re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def made(workspace: Workspace) -> Path:
    assert meeting(workspace, quarter=NOW.folder, audit="wnb") == 0
    return of_meeting(workspace)


def test_a_case_shows_the_records_of_all_agencies_side_by_side(workspace: Workspace) -> None:
    page = words(made(workspace) / "case-1.html")

    assert "case 1 (AUD19Q2-001)" in page
    assert "Grade: the auditor's own Outstanding Inadequate" in page
    assert "Grade: after moderation Requires improvement , changed" in page
    assert "differ by 1" in page
    assert LEARNT in page
    assert "MEETING ONLY For named readers at the meeting on 2019-20 Q2 only: destroy after." in page
    assert "DRAFT" not in page
    assert "FINAL" not in page


def test_all_cases_stand_on_one_page_with_what_is_still_to_be_seen_to(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    page = words(made(workspace) / "cases.html")

    assert "2 cases, told by 4 records" in page
    assert "Some records name no case" in page
    assert "1 of 1 moderated grade changed: 1 to a poorer grade." in page
    assert "%" not in page
    told = capsys.readouterr().err
    assert "agreed.csv has no row for 2 cases." in told
    assert "1 record without the reference of a case" in told
    assert "AUD19Q2" not in told


def test_what_a_meeting_agreed_and_who_met_is_on_its_pages(workspace: Workspace) -> None:
    written(
        workspace,
        panel="audit,date,agencies,quorate,independent_chair,calibrated\nWNB,2019-11-14,SOL;UHS,yes,yes,no\n",
        exclusions="audit,case,why,replaced_by\nWNB,AUD19Q2-009,proceedings,AUD19Q2-010\n",
        agreed="audit,case,grade,learning,lead,by\nWNB,AUD19Q2-001,3,Ask for the address.,SOL,2020-01-31\n",
    )
    folder = made(workspace)
    cases, first = words(folder / "cases.html"), words(folder / "case-1.html")

    assert "14 November 2019" in cases
    assert "a quorum; an independent chair. The auditors had not graded a case together." in cases
    assert "AUD19Q2-009 In proceedings AUD19Q2-010" in cases
    assert "Learning Ask for the address." in first
    assert "By 31 January 2020" in first
    assert "at the meeting of 14 November 2019 only" in first


def test_words_that_may_name_somebody_are_withheld_even_from_the_meeting(workspace: Workspace) -> None:
    put(workspace, "uhs/b.xlsx", sent("UHS", case("AUD19Q2-001", learning="Mr Smith was never asked.")))
    pages = made(workspace)

    assert not [each for each in pages.iterdir() if "Smith" in each.read_text(encoding="utf-8")]


def test_headings_are_written_once_and_what_is_filled_in_stays(workspace: Workspace) -> None:
    made(workspace)
    panel = workspace.meeting_files / NOW.folder / "panel.csv"
    assert panel.read_text(encoding="utf-8").startswith("audit,date,agencies,quorate")
    panel.write_text(panel.read_text(encoding="utf-8") + "WNB,2019-11-14,SOL,no,no,yes\n", encoding="utf-8")

    assert "no quorum, so nothing is decided" in words(made(workspace) / "cases.html")


def test_a_case_that_is_gone_leaves_no_page_behind_and_a_meeting_that_is_over_none_at_all(workspace: Workspace) -> None:
    folder = made(workspace)
    assert sorted(each.name for each in folder.iterdir()) == ["case-1.html", "case-2.html", "cases.html"]
    put(workspace, "sol/a.xlsx", sent("SOL", case("AUD19Q2-001")))
    put(workspace, "uhs/b.xlsx", sent("UHS", case("AUD19Q2-001")))
    assert sorted(each.name for each in made(workspace).iterdir()) == ["case-1.html", "cases.html"]

    meeting(workspace, quarter=NOW.folder, audit="WNB", destroyed=True)

    assert list(folder.iterdir()) == []
    assert (workspace.meeting_files / NOW.folder / "agreed.csv").exists()


def test_without_a_case_there_is_no_meeting(workspace: Workspace) -> None:
    for name in ("sol/a.xlsx", "uhs/b.xlsx"):
        put(workspace, name, sent(name[:3].upper(), {"audit_ref": None}))

    with pytest.raises(NoResults, match="names a case"):
        meeting(workspace, quarter=NOW.folder, audit="WNB")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("panel", "WNBB,2019-11-14,SOL,yes,yes,yes", "panel.csv row 2: audit 'WNBB' is no audit. Did you mean WNB?"),
        ("panel", "WNB,2019-11-14,SOL;SOLL,yes,yes,yes", "agencies 'SOLL' is no code in agencies.csv."),
        ("panel", "WNB,2018-11-14,SOL,yes,yes,yes", "date is before the quarter begins."),
        ("panel", "WNB,2019-11-14,SOL,perhaps,yes,yes", "panel.csv row 2: quorate 'perhaps'"),
        ("exclusions", "WNB,AUD19Q2-009,because,", "exclusions.csv row 2: why 'because' is none of those it may be."),
        ("exclusions", "WNB,A-1,other,\nWNB,A-1,other,", "exclusions.csv row 3: case stands in a row above too."),
        ("agreed", "WNB,A-1,5,,,", "agreed.csv row 2: grade is none of 1, 2, 3 and 4."),
        ("agreed", f"WNB,A-1,2,{'x' * 201},,", "agreed.csv row 2: learning is longer than 200 letters."),
        ("agreed", "WNB,A-1,2,Mrs Jane Smith did well.,,", "agreed.csv row 2: learning holds what looks like personal"),
    ],
)
def test_a_mistake_in_the_files_of_a_meeting_is_told_with_its_place(
    workspace: Workspace, file: str, text: str, told: str
) -> None:
    meeting(workspace, quarter=NOW.folder, audit="WNB")
    path = workspace.meeting_files / NOW.folder / f"{file}.csv"
    written(workspace, **{file: f"{path.read_text(encoding='utf-8')}{text}\n"})

    with pytest.raises(WrongMeetingFiles) as stopped:
        meeting(workspace, quarter=NOW.folder, audit="WNB")

    assert told in str(stopped.value)
    assert "Jane" not in str(stopped.value)
    assert "A-1" not in str(stopped.value)


def everything_under(folder: Path) -> str:
    """All that lies in the reports, with what their workbooks and zips hold left as bytes."""
    return "".join(each.read_bytes().decode("utf-8", errors="replace") for each in folder.rglob("*") if each.is_file())


REFERENCES = st.lists(st.from_regex(r"Z[A-Z0-9]{4}-[0-9]{3}", fullmatch=True), min_size=1, max_size=4, unique=True)
GRADES = st.sampled_from("1234")


@given(REFERENCES, GRADES, st.booleans())
@settings(max_examples=6, deadline=None)
def test_no_edition_of_any_partnership_holds_a_case_or_what_an_auditor_wrote_of_it(
    references: list[str], grade: str, led: bool
) -> None:
    """Every page of a report is made from its results, which stand in here for the pages."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = like_the_usual(Path(folder) / "p", audits=CASE_LED) if led else None
        own = Workspace(Path(folder) / "w")
        cases = [case(each, overall_grade=grade, moderated_grade="2", learning=LEARNT) for each in references]
        put(own, "sol/a.xlsx", sent("SOL", *cases))
        put(own, "uhs/b.xlsx", sent("UHS", *cases))
        with used(theirs) if theirs else one_audit_alone():
            assert meeting(own, quarter=NOW.folder, audit="WNB") == 0
            editions_run(own, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 May 2020"), list(EDITIONS.values()))
            send(own, quarter=NOW.folder, password_file=None)

        told = everything_under(own.reports)
        assert len(told) > 10_000
        assert all(each in everything_under(own.meeting) for each in (*references, LEARNT))
        assert [each for each in (*references, LEARNT) if each in told] == []


def test_a_page_made_for_a_meeting_is_refused_wherever_a_report_is_made_checked_or_sent(workspace: Workspace) -> None:
    quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 May 2020"))
    folder = report_folder(workspace, NOW, "subgroup")
    (folder / "case-1.html").write_bytes((made(workspace) / "case-1.html").read_bytes())

    for wanted in (
        lambda: quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1)),
        lambda: verified(workspace, folder),
        lambda: send(workspace, quarter=NOW.folder, password_file=None),
    ):
        with pytest.raises(PipelineError, match="made for a meeting on cases \\(1\\)"):
            wanted()

    (folder / "case-1.html").unlink()
    assert send(workspace, quarter=NOW.folder, password_file=None) == 0


@pytest.mark.parametrize("name", ["CASE-1.HTML", "of the meeting/case-1.html", "case-1.mhtml", "deep/er/a.htm"])
def test_a_page_made_for_a_meeting_is_known_in_any_folder_and_as_a_browser_saves_it(
    workspace: Workspace, name: str
) -> None:
    folder = report_folder(workspace, NOW, "subgroup")
    lying = folder / name
    lying.parent.mkdir(parents=True)
    page = (made(workspace) / "case-1.html").read_text(encoding="utf-8")
    # As quoted-printable, a browser's one file of a page, writes it.
    lying.write_text(page.replace("=", "=3D").replace('" content', '"=\n content') if "mhtml" in name else page)

    with pytest.raises(PipelineError, match="made for a meeting on cases \\(1\\)"):
        refuse_meeting_pages(folder)


def test_an_audit_that_does_not_ask_for_a_case_has_no_meeting(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        meeting(workspace, quarter=NOW.folder, audit="NOSUCH")


def test_an_edition_tells_who_met_and_what_was_left_out_in_counts_and_can_be_made_again(workspace: Workspace) -> None:
    written(
        workspace,
        panel="audit,date,agencies,quorate,independent_chair,calibrated\nWNB,2019-11-14,SOL;UHS,yes,no,no\n",
        exclusions="audit,case,why,replaced_by\nWNB,AUD19Q2-009,proceedings,AUD19Q2-010\nWNB,AUD19Q2-008,conflict,\n",
        agreed="audit,case,grade,learning,lead,by\nWNB,AUD19Q2-001,9,Not read by a report.,,\n",
    )
    request = RunRequest(NOW, SUBGROUP, workers=1, stamp="1 May 2020")
    ran = {each.name: editions_run(workspace, request, [each])[0].result.audits[0] for each in EDITIONS.values()}

    page = front.summary(ran["subgroup"]).html
    assert "People of 2 agencies met once to read the cases, with a quorum and without an independent chair." in page
    assert "2 cases that were drawn were left out (1 an auditor knows the case and 1 in proceedings), 1 of them" in page
    assert "Some cases that were drawn were left out; how many is hidden" in front.summary(ran["board"]).html
    assert "AUD19Q2" not in everything_under(workspace.reports)
    assert "every figure" in verified(workspace, report_folder(workspace, NOW, "subgroup"))

    (workspace.meeting_files / NOW.folder / "panel.csv").write_text("audit\n", encoding="utf-8")
    assert "every figure" in verified(workspace, report_folder(workspace, NOW, "subgroup"))


def test_only_the_reserve_of_a_sample_takes_the_place_of_a_case_that_was_drawn(workspace: Workspace) -> None:
    parts = (Stratum("", 9, ("AUD19Q2-001", "AUD19Q2-002"), ("AUD19Q2-010",)),)
    with locked(workspace):
        keep(workspace, Sample("WNB", str(NOW), "0" * 64, 2, 1, (), parts))
    exclusions = "audit,case,why,replaced_by\nWNB,AUD19Q2-002,other,{}\n"
    written(workspace, exclusions=exclusions.format("AUD19Q2-010"))
    made(workspace)
    written(workspace, exclusions=exclusions.format("AUD19Q2-001"))
    with pytest.raises(WrongMeetingFiles, match="row 2: replaced_by is not in the reserve of that sample"):
        made(workspace)
    written(workspace, exclusions=exclusions.replace("002", "077").format(""))
    with pytest.raises(WrongMeetingFiles, match="row 2: case is no case of a sample of this audit"):
        made(workspace)
