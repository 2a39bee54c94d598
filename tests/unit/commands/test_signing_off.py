"""Words and sign-off through a run: kept, required, said on the page, in the manifest, and made again by verify."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import spoken
from pipeline.commands.commentary import commentary
from pipeline.commands.newly_run import approver
from pipeline.disclose.editions import BOARD, EDITIONS, SUBGROUP, Edition
from pipeline.errors import NotReproduced, PipelineError, UsageError
from pipeline.report.job import Job
from pipeline.run.quarter import RunRequest, RunResult, editions_run, quarter_run
from pipeline.run.verify import verified
from pipeline.store.reports import MANIFEST, kept_finals
from pipeline.store.workspace import Workspace, write_atomically
from tests.unit.workspaces import NOW, put, sent

BEFORE = NOW.previous()
CHAIR = "Chair, quality-assurance sub-group"


pytestmark = pytest.mark.usefixtures("one_audit")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One return of ten records, most of which did not follow the policy: WNB12 is below target, as others are."""
    fresh = Workspace(tmp_path)
    put(fresh, "sol/mine.xlsx", sent("SOL", *"YNNNYNNNNN"))
    return fresh


def run(workspace: Workspace, edition: Edition = SUBGROUP, **options: Any) -> RunResult:
    return quarter_run(workspace, RunRequest(NOW, edition, workers=1, **{"stamp": "1 November 2019", **options}))


def words(workspace: Workspace, name: str = "wnb.md") -> Path:
    return workspace.commentary / NOW.folder / name


def explained(workspace: Workspace) -> None:
    """Write the same words in every section."""
    commentary(workspace, quarter=NOW.folder, edition="subgroup", workers=1)
    for file in workspace.commentary.rglob("*.md"):
        file.write_text(re.sub("-->", "-->\n\nThey *waited*.", file.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_skeleton_names_each_standard_below_target_with_its_figure_and_can_be_read_at_once(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commentary(workspace, quarter=NOW.folder, edition="subgroup", workers=1) == 0

    text = words(workspace).read_text(encoding="utf-8")
    figure = r"[^>]*: 2 of 10 \(20%\), 95% interval [^>]* target [^>]*; Below target"
    assert re.search(rf"## So what: WNB12\n\n<!-- {figure}", text)
    assert text.endswith("-->\n")
    assert "## What we ask of you" in words(workspace, "overview.md").read_text(encoding="utf-8")
    assert "Still to be explained in Was Not Brought: WNB1, " in capsys.readouterr().out
    assert run(workspace, figures_only=True).result.audit("WNB").words == ()


def test_another_edition_s_skeleton_says_no_more_than_that_edition_may(workspace: Workspace) -> None:
    commentary(workspace, quarter=NOW.folder, edition="board", workers=1)

    assert not words(workspace).exists()
    assert "2 of 10" not in words(workspace, "wnb.board.md").read_text(encoding="utf-8")


def test_where_words_are_lacking_no_edition_is_signed_off(workspace: Workspace) -> None:
    request = RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019", approved_by="audit lead")
    with pytest.raises(UsageError, match="Not signed off"):
        editions_run(workspace, request, list(EDITIONS.values()))
    assert [each.name for each in (workspace.reports / NOW.folder).iterdir()] == ["feedback"]


@pytest.mark.usefixtures("jobs")
def test_words_survive_a_run_and_another_skeleton(workspace: Workspace) -> None:
    explained(workspace)
    before = words(workspace).read_bytes()
    run(workspace)
    commentary(workspace, quarter=NOW.folder, edition="subgroup", workers=1)

    assert words(workspace).read_bytes() == before


@pytest.mark.usefixtures("jobs")
def test_a_section_that_does_not_exist_stops_the_run_before_anything_is_read(workspace: Workspace) -> None:
    write_atomically(words(workspace), "## So what: WNB99\n\nWords.\n")

    with pytest.raises(UsageError, match=r"data/commentary/2019-20-Q2/wnb\.md, line 1: there is no section"):
        run(workspace)
    assert not workspace.reports.exists()


@pytest.mark.usefixtures("jobs")
def test_nothing_is_signed_off_while_a_result_below_target_is_unexplained(workspace: Workspace) -> None:
    lacking = r"why:\n  Was Not Brought \(WNB\):(?s:.*)WNB12 .*, Below target"
    unexplained = rf"Not signed off: .*commentary 2019-20-Q2 --root .* lists them\)(?s:.*){lacking}"
    with pytest.raises(UsageError, match=unexplained):
        run(workspace, approved_by=CHAIR)
    assert not (workspace.reports / NOW.folder / "subgroup").exists()


def test_a_signed_off_report_says_by_whom_and_is_made_again_with_its_words(
    workspace: Workspace, jobs: list[Job]
) -> None:
    explained(workspace)
    run_result = run(workspace, approved_by=CHAIR)
    folder = run_result.page.parent
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))

    assert {each.context.approved_by for each in jobs if each.context} == {CHAIR}
    assert manifest["approved_by"] == CHAIR
    assert "They *waited*." in manifest["commentary"]["WNB"]
    assert "<!--" not in manifest["commentary"]["WNB"]
    assert "They <em>waited</em>." in (folder / "wnb.html").read_text(encoding="utf-8")
    words(workspace).write_text("## What worries us\n\nWritten afterwards.\n", encoding="utf-8")
    assert "every figure" in verified(workspace, folder)


@pytest.mark.usefixtures("jobs")
def test_words_that_were_changed_in_the_manifest_are_found_out(workspace: Workspace) -> None:
    explained(workspace)
    run_result = run(workspace, approved_by=CHAIR)
    place = run_result.page.parent / MANIFEST
    place.write_text(place.read_text(encoding="utf-8").replace("They *waited*", "All is well"), encoding="utf-8")

    with pytest.raises(NotReproduced):
        verified(workspace, run_result.page.parent)


@pytest.mark.usefixtures("jobs")
def test_an_answer_stands_beside_its_question_a_quarter_later_and_is_made_again_with_it(
    workspace: Workspace,
) -> None:
    put(workspace, "sol/mine.xlsx", sent("SOL", *"YNNNYNNNNN", quarter=BEFORE), BEFORE)
    answered = workspace.commentary / BEFORE.folder / "wnb.md"
    write_atomically(
        answered, "## Question: WNB12: below target\n\nThe form is *new*.\n\n## What we ask of you\n\nA room.\n"
    )
    run_result = run(workspace)
    folder = run_result.page.parent

    (question,) = [
        each for each in run_result.result.audit("WNB").standard("WNB12").questions if each.kind == "below target"
    ]
    assert (question.answer, question.answered) == ("<p>The form is <em>new</em>.</p>", str(BEFORE))
    commentary(workspace, quarter=NOW.folder, edition="subgroup", workers=1)
    skeleton = words(workspace).read_text(encoding="utf-8")
    assert f"Answered in {BEFORE}: The form is new." in skeleton
    assert "A quarter ago was asked: A room." in skeleton
    words(workspace).unlink()
    answered.write_text("## What worries us\n\nWritten afterwards.\n", encoding="utf-8")
    assert "every figure" in verified(workspace, folder)
    assert run(workspace).result.audit("WNB").standard("WNB12").questions[0].answer == ""


# A final report is never lost


def lying(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.usefixtures("jobs")
def test_a_final_report_stands_while_its_figures_do(workspace: Workspace) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    signed = lying(folder)
    again = run(workspace, stamp="2 November 2019")
    assert (again.page, again.stands, again.kept) == (folder / "index.html", CHAIR, None)
    assert run(workspace, approved_by=CHAIR, stamp="2 November 2019").stands == CHAIR
    assert run(workspace, audits=("WNB",)).stands == CHAIR  # all pages are there, and so those of one audit
    assert lying(folder) == signed
    assert run(workspace, BOARD).page is not None


@pytest.mark.usefixtures("jobs")
def test_after_a_late_return_the_final_report_is_kept_and_the_draft_beside_it_says_that_it_was_revised(
    workspace: Workspace, jobs: list[Job]
) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    signed = lying(folder)
    put(workspace, "uhs/late.xlsx", sent("UHS", "Y"))

    late = run(workspace)

    assert late.kept is not None
    assert late.kept.name == f"final-{date.today().isoformat()}-subgroup"
    assert lying(late.kept) == signed
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["approved_by"] == ""
    assert {each.context.revised_since for each in jobs[-5:] if each.context} == {spoken(date.today())}
    assert verified(workspace, late.kept)
    assert verified(workspace, folder)


@pytest.mark.usefixtures("jobs")
def test_no_option_and_no_second_signing_overwrites_a_final_report(workspace: Workspace) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    signed = [lying(folder)]
    assert run(workspace, again=True).kept is not None
    for role in (CHAIR, "Independent scrutineer"):
        run(workspace, approved_by=role)
        signed.append(lying(folder))
    run(workspace, again=True)
    kept = [lying(each.folder) for each in kept_finals(workspace, NOW, "subgroup")]
    assert len(kept) == len(signed) == 3
    assert all(each in kept for each in signed)


@pytest.mark.usefixtures("jobs")
@pytest.mark.parametrize("altered", [{"approved_by": ""}, {"approved_by": None}, {"unfinished": True}])
def test_a_final_report_whose_manifest_says_so_no_longer_is_kept_all_the_same(
    workspace: Workspace, altered: dict[str, object]
) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**facts, **altered}), encoding="utf-8")
    before = lying(folder)

    kept = run(workspace).kept

    assert kept is not None
    assert lying(kept) == before
    assert run(workspace).kept is None  # what lies in its place is a draft


@pytest.mark.usefixtures("jobs")
def test_a_draft_whose_manifest_was_altered_is_no_final_report(workspace: Workspace) -> None:
    folder = run(workspace).page.parent
    facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**facts, "results": "0"}), encoding="utf-8")
    assert run(workspace).kept is None


@pytest.mark.usefixtures("jobs")
@pytest.mark.parametrize("manifest", [b"", b'{"approved_by": "Cha', b"[]", b"\xff\xfe", None])
def test_pages_without_a_readable_manifest_are_left_alone(workspace: Workspace, manifest: bytes | None) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    place = folder / MANIFEST
    place.unlink() if manifest is None else place.write_bytes(manifest)
    before = lying(folder)
    for options in ({}, {"again": True}, {"approved_by": CHAIR}):
        with pytest.raises(PipelineError, match=r"may be a final report. Restore manifest.json from a backup, or move"):
            run(workspace, **options)
    assert lying(folder) == before


@pytest.mark.usefixtures("jobs")
def test_a_final_report_that_cannot_be_moved_is_not_touched(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(workspace)
    folder = run(workspace, approved_by=CHAIR).page.parent
    signed = lying(folder)
    put(workspace, "uhs/late.xlsx", sent("UHS", "Y"))

    def open_elsewhere(_: Path, __: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", open_elsewhere)
    with pytest.raises(PipelineError, match=r"could not be moved to final-.*Close its pages and workbooks"):
        run(workspace)
    assert lying(folder) == signed


@pytest.mark.parametrize(
    ("final", "role", "figures_only", "complaint"),
    [
        (True, None, False, "needs --final and --approved-by"),
        (False, CHAIR, False, "needs --final and --approved-by"),
        (True, " ", False, "needs --final and --approved-by"),
        (True, "x" * 81, False, "at most 80 characters"),
        (True, CHAIR, True, "leave out --figures-only"),
        (True, "Mrs Example", False, "holds what looks like a person's name"),
        (True, "Jane Example", False, "what looks like a person's name. Give a role alone, such as 'Chair"),
        (True, "Jane Example, Chair", False, "Give a role alone"),
        (True, "Chair (J. Example)", False, "Give a role alone"),
        (True, "chair@example.org", False, "holds what looks like an e-mail address"),
    ],
)
def test_signing_off_takes_a_role_and_nothing_by_halves(
    final: bool, role: str | None, figures_only: bool, complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint) as refused:
        approver(final, role, figures_only)
    assert "Example" not in str(refused.value)


def test_a_role_is_taken_as_it_is_given() -> None:
    assert approver(True, f" {CHAIR} ", False) == CHAIR
    assert approver(False, None, True) == ""
