"""A finished report held against its returns: reproduced, or everything that differs is named."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import SUBGROUP
from pipeline.errors import BusyWorkspace, NotReproduced, PipelineError
from pipeline.partnership.here import here, used
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.run.verify import verified
from pipeline.store.baselines import Baseline, baselines, digest, freeze
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, digest_of, locked, write_atomically
from tests.unit.report.manifests import ANY_JSON, places, replaced
from tests.unit.workspaces import NOW, like_the_usual, one_audit_alone, put, sent, without_notebooks

pytestmark = pytest.mark.usefixtures("jobs", "one_audit")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two agencies' returns, one of them revised, one file that is no return, and their report."""
    fresh = Workspace(tmp_path_factory.mktemp("finished"))
    put(fresh, "sol/mine.xlsx", sent("SOL", "N"))
    put(fresh, "uhs/ours.xlsx", sent("UHS", "Y", "N"))
    put(fresh, "uhs/odd.xlsx", b"rubbish")
    with pytest.MonkeyPatch.context() as patch, one_audit_alone():
        without_notebooks(patch)
        quarter_run(fresh, RunRequest(NOW, SUBGROUP, workers=1, figures_only=True))
        put(fresh, "sol/a revised.xlsx", sent("SOL", "Y"))
        report(fresh)
    return fresh


@pytest.fixture
def workspace(finished: Workspace, tmp_path: Path) -> Workspace:
    """A copy of its own for each test."""
    shutil.copytree(finished.root, tmp_path / "own")
    return Workspace(tmp_path / "own")


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """Where its report lies."""
    return workspace.reports / NOW.folder / "subgroup"


def report(workspace: Workspace) -> Path:
    run_result = quarter_run(workspace, RunRequest(NOW, SUBGROUP, workers=1, stamp="1 November 2019"))
    return run_result.page.parent


def differences(workspace: Workspace, folder: Path) -> list[str]:
    """What is said to differ."""
    with pytest.raises(NotReproduced) as told:
        verified(workspace, folder)
    return [each.strip() for each in str(told.value).splitlines()[1:]]


def manifest(folder: Path) -> Any:
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def altered(folder: Path, **keys: object) -> None:
    """Give some keys of the manifest other values."""
    write_atomically(folder / MANIFEST, json.dumps(manifest(folder) | keys))


def everything(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder but the lock, which is not of the report."""
    files = (each for each in folder.rglob("*") if each.is_file() and each.name != "run.lock")
    return {each: each.read_bytes() for each in files}


def test_a_report_is_reproduced_from_the_returns_as_received(workspace: Workspace, folder: Path) -> None:
    assert verified(workspace, folder) == ["4 returns as received", "every figure", "17 pages and their tables"]


def test_nothing_is_left_behind_and_nothing_published_is_touched(workspace: Workspace, folder: Path) -> None:
    before = {each: each.read_bytes() for each in folder.iterdir()}
    kept = sorted(each.name for each in workspace.processed.iterdir())
    verified(workspace, folder)
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
    assert sorted(each.name for each in workspace.processed.iterdir()) == kept


def test_the_report_stands_though_the_return_was_taken_away_or_replaced_since(
    workspace: Workspace, folder: Path
) -> None:
    (workspace.raw / NOW.folder / "uhs" / "ours.xlsx").unlink()
    put(workspace, "sol/a revised.xlsx", sent("SOL", "N", "N"))
    assert "every figure" in verified(workspace, folder)


TARGETS = ("decided_by,minute,why\n", "decided_by,minute,why\nWNB12,10%,5%,,,Sub-group,,To see\n")


def kept_files(workspace: Workspace, folder: Path) -> Path:
    """Where the files of the partnership lie that a report was made for."""
    return workspace.processed / "partnerships" / manifest(folder)["partnership"]["digest"]


def test_the_report_stands_though_a_target_and_the_agencies_are_others_since(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    since = like_the_usual(tmp_path / "other", targets=TARGETS, agencies=("SOL,Solent NHS Trust", "SOL,Another Trust"))
    with used(since):
        assert "every figure" in verified(workspace, folder)
        again = report(workspace)
        assert manifest(again)["partnership"]["digest"] == since.digest
    assert "every figure" in verified(workspace, again)


def test_the_manifest_names_each_file_of_the_partnership(workspace: Workspace, folder: Path) -> None:
    named = manifest(folder)["partnership"]["files"]
    assert {"agencies.csv", "partnership.toml", "targets.csv"} <= named.keys()
    kept = kept_files(workspace, folder)
    assert {name: digest_of((kept / name).read_bytes()) for name in named} == named


def test_files_of_a_partnership_that_are_no_longer_kept_or_were_edited_are_told(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    kept = kept_files(workspace, folder)
    place = kept.relative_to(workspace.root).as_posix()
    whole = (kept / "targets.csv").read_bytes()
    with used(like_the_usual(tmp_path / "other", targets=TARGETS)):
        (kept / "targets.csv").write_bytes(whole + b"\n,,,\n")
        assert differences(workspace, folder) == [
            f"the partnership's files in {place} were changed after they were kept. Restore that folder from a backup."
        ]
        (kept / "targets.csv").write_bytes(b"standard\n")
        (told,) = differences(workspace, folder)
        assert told.startswith(f"the partnership's files in {place} cannot be used: targets.csv row 1: the column ")
        shutil.rmtree(kept)
        assert differences(workspace, folder) == [
            f"the partnership's files are no longer kept: {place} is not there. Restore that folder from a backup."
        ]
    assert "every figure" in verified(workspace, folder)  # they are those of the partnership that we work for


def test_a_manifest_of_before_partnerships_were_files_is_held_against_the_workspaces(
    workspace: Workspace, folder: Path
) -> None:
    facts = manifest(folder)
    del facts["partnership"]
    write_atomically(folder / MANIFEST, json.dumps(facts))
    assert "every figure" in verified(workspace, folder)


def test_a_digest_that_is_not_of_the_files_named_is_told(workspace: Workspace, folder: Path) -> None:
    told = manifest(folder)["partnership"]
    altered(folder, partnership={**told, "files": {**told["files"], "agencies.csv": "0" * 64}})
    with pytest.raises(PipelineError, match=r"the manifest is damaged: partnership.digest is not that of its files"):
        verified(workspace, folder)


def test_an_altered_page_is_named(workspace: Workspace, folder: Path) -> None:
    (folder / "wnb.html").write_text("99%", encoding="utf-8")
    assert differences(workspace, folder) == ["wnb.html: was changed after the report was made"]


def test_a_page_that_is_gone_is_named(workspace: Workspace, folder: Path) -> None:
    (folder / "method.html").unlink()
    assert differences(workspace, folder) == ["method.html: is gone"]


def test_a_counted_return_that_is_no_longer_kept_is_named(workspace: Workspace, folder: Path) -> None:
    mine = workspace.raw / NOW.folder / "uhs" / "ours.xlsx"
    for each in (workspace.processed / "received").iterdir():
        if each.read_bytes() == mine.read_bytes():
            each.unlink()
    mine.unlink()
    differing = differences(workspace, folder)
    assert differing[0] == "2019-20-Q2/uhs/ours.xlsx: the return as received is no longer kept"
    assert "the figures: the returns as received now give other ones" in differing


def test_bytes_that_were_altered_where_they_are_kept_are_not_believed(workspace: Workspace, folder: Path) -> None:
    for place in (workspace.processed / "received").iterdir():
        place.chmod(0o600)
        place.write_bytes(b"altered")
    # The returns as they were sent are still where their senders put them.
    assert "every figure" in verified(workspace, folder)
    put(workspace, "uhs/ours.xlsx", sent("UHS", "N"))
    assert differences(workspace, folder)[0].startswith("2019-20-Q2/uhs/ours.xlsx")


def test_figures_that_would_now_be_others_are_said_with_what_has_changed(workspace: Workspace, folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest |= {"results": "0" * 64, "code": "1" * 64}
    write_atomically(folder / MANIFEST, json.dumps(manifest))
    assert differences(workspace, folder) == [
        "the figures: the returns as received now give other ones",
        "(since then changed: code)",
    ]


def test_a_return_that_names_somebody_is_taken_from_where_its_sender_put_it(workspace: Workspace) -> None:
    put(workspace, "ccg/named.xlsx", sent("CCG", "Y", caveats="Seen by Dr Nightingale"))
    assert "5 returns as received" in verified(workspace, report(workspace))


def test_a_synthetic_report_is_made_again_as_one(workspace: Workspace) -> None:
    write_atomically(workspace.marker, "")
    assert "every figure" in verified(workspace, report(workspace))


def test_a_folder_without_a_manifest_is_no_report(workspace: Workspace) -> None:
    other = workspace.root / "elsewhere"
    other.mkdir()
    for folder in (other, other / "not there", workspace.raw / NOW.folder / "uhs" / "odd.xlsx"):
        with pytest.raises(PipelineError, match="holds no finished report"):
            verified(workspace, folder)


def test_a_damaged_manifest_is_said_to_be_so_before_anything_is_written(workspace: Workspace, folder: Path) -> None:
    altered(folder, returns=[{"file": "../../EVIL"}])
    before = everything(workspace.root)
    with pytest.raises(PipelineError, match=r"manifest\.json: the manifest is damaged: returns\[0\]"):
        verified(workspace, folder)
    assert everything(workspace.root) == before


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("folder", "/somewhere/else"),
        ("folder", "2019-20-Q2/../../../../.."),
        ("file", "../../../../../../EVIL.xlsx"),
        ("file", "/EVIL.xlsx"),
    ],
)
def test_nothing_is_written_where_a_manifest_of_the_sender_s_choosing_leads(
    part: str, place: str, workspace: Workspace, folder: Path
) -> None:
    returns = manifest(folder)["returns"]
    returns[0][part] = place
    altered(folder, returns=returns)
    before = everything(workspace.root.parent)
    with pytest.raises(PipelineError, match=rf"damaged: returns\[0\]\.{part} is not .*plain name"):
        verified(workspace, folder)
    assert everything(workspace.root.parent) == before


def test_words_for_another_page_are_not_laid_out(workspace: Workspace, folder: Path) -> None:
    altered(folder, commentary={"../../../../EVIL": "## What is working\n"})
    with pytest.raises(PipelineError, match="commentary has words for a page that this edition does not have"):
        verified(workspace, folder)


def test_words_that_cannot_be_published_are_no_traceback_and_no_wrong_usage(workspace: Workspace, folder: Path) -> None:
    altered(folder, commentary={"WNB": "## No such section\nwords\n"})
    assert "cannot be made again" in "".join(differences(workspace, folder))


def test_returns_that_the_manifest_no_longer_names_as_counted_are_told(workspace: Workspace, folder: Path) -> None:
    altered(folder, returns=[{**each, "counts": False} for each in manifest(folder)["returns"]])
    assert differences(workspace, folder) == ["the returns: the manifest names others as counted"]


def test_what_is_wrong_around_the_pages_is_told_and_what_may_name_somebody_is_not(
    workspace: Workspace, folder: Path
) -> None:
    pages = manifest(folder)["pages"]
    del pages["wnb.html"]
    altered(folder, pages=pages)
    (folder / "method.html").rename(workspace.root / "same.html")
    (folder / "method.html").symlink_to(workspace.root / "same.html")
    (folder / "Mr Brown.html").write_text("not ours", encoding="utf-8")
    moved = workspace.reports / "2019-20-Q1" / "subgroup"
    moved.parent.mkdir()
    folder.rename(moved)
    assert differences(workspace, moved) == [
        "the folder: this is the report of 2019-20 Q2, subgroup, in the place of another",
        "method.html: is a link, and not the page that was made",
        "wnb.html: the manifest does not name it",
        "1 other page or workbook in its folder",
    ]


def test_a_final_report_that_is_kept_in_the_place_of_another_edition_s_is_told(
    workspace: Workspace, folder: Path
) -> None:
    kept = folder.with_name("final-2019-11-01-board")
    folder.rename(kept)
    assert differences(workspace, kept) == [
        "the folder: this is the report of 2019-20 Q2, subgroup, in the place of another"
    ]


def test_a_final_report_that_is_kept_and_a_copy_somewhere_else_are_reproduced(
    workspace: Workspace, folder: Path
) -> None:
    kept = folder.with_name("final-2019-11-01-subgroup")
    shutil.copytree(folder, kept)
    shutil.copytree(folder, workspace.root / "copy")
    assert "every figure" in verified(workspace, kept)
    assert "every figure" in verified(workspace, workspace.root / "copy")


def test_a_return_that_is_gone_is_named_without_a_folder_that_may_name_somebody(
    workspace: Workspace, folder: Path
) -> None:
    returns = manifest(folder)["returns"]
    returns[-1] |= {"folder": "2019-20-Q2/Mr Brown", "sha256": "0" * 64, "counts": True}
    altered(folder, returns=returns)
    assert differences(workspace, folder)[0].startswith("2019-20-Q2/…/")


def test_a_report_cannot_be_verified_while_a_run_holds_the_workspace(workspace: Workspace, folder: Path) -> None:
    with locked(workspace), pytest.raises(BusyWorkspace):
        verified(workspace, folder)


def test_what_a_killed_verify_left_behind_is_gone_after_the_next_command(workspace: Workspace, folder: Path) -> None:
    left = workspace.scratch / "verify-killed" / "data" / "raw" / "return.xlsx"
    write_atomically(left, b"a return")
    verified(workspace, folder)
    assert not workspace.scratch.exists()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_stands_in_place_of_a_value_is_refused_or_reproduced_and_nothing_else_is_touched(
    workspace: Workspace, folder: Path, data: st.DataObject
) -> None:
    whole = json.dumps(manifest(folder))
    place = data.draw(st.sampled_from(list(places(json.loads(whole)))))
    changed = replaced(json.loads(whole), place, data.draw(ANY_JSON))
    write_atomically(folder / MANIFEST, json.dumps(changed))
    before = everything(workspace.root.parent)
    with suppress(PipelineError):
        verified(workspace, folder)
    assert everything(workspace.root.parent) == before
    write_atomically(folder / MANIFEST, whole)


def test_a_file_that_was_open_in_excel_does_not_keep_a_report_from_being_reproduced(workspace: Workspace) -> None:
    put(workspace, "ccg/~$theirs.xlsx", b"")
    assert "every figure" in verified(workspace, report(workspace))


def test_a_report_from_which_something_was_not_read_is_reproduced_from_what_was(workspace: Workspace) -> None:
    (workspace.raw / "Q2" / "sol").mkdir(parents=True)
    (workspace.raw / "2019-20 q2" / "ccg").mkdir(parents=True)
    folder = report(workspace)
    assert "data/raw/Q2" in (folder / "intake.html").read_text(encoding="utf-8")

    assert "every figure" in verified(workspace, folder)


def test_a_report_beside_a_file_that_was_out_of_reach_is_reproduced(workspace: Workspace) -> None:
    (workspace.raw / NOW.folder / "ccg").mkdir()
    (workspace.raw / NOW.folder / "ccg" / "theirs.xlsx").symlink_to("nowhere.xlsx")
    folder = report(workspace)
    assert "links are not followed" in (folder / "intake.html").read_text(encoding="utf-8")

    assert "every figure" in verified(workspace, folder)


# Baselines of actions


@dataclass(frozen=True)
class Done:
    """An action of the plan that was done before the quarter."""

    id: str
    agency: str
    agreed: str
    done: str
    standards: tuple[str, ...]
    source: str = "the agency"
    taken: bool = False


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with returns of two quarters, whose report follows an action that was agreed between them."""
    known = here().actions[0]
    day = NOW.previous().end.isoformat()
    done = Done(known.id, known.leads[0], day, day, ("WNB3",))
    for place in ("pipeline.run.quarter.acted", "pipeline.results.assemble.acted"):
        monkeypatch.setattr(place, lambda *_: [done])
    own = Workspace(tmp_path / "followed")
    put(own, "sol/mine.xlsx", sent("SOL", "Y", "N", "N", quarter=NOW.previous()), NOW.previous())
    put(own, "sol/mine.xlsx", sent("SOL", "N"))
    return own


def test_a_report_with_a_frozen_baseline_is_reproduced_though_its_returns_came_again(followed: Workspace) -> None:
    folder = report(followed)
    (before,) = baselines(followed, NOW)
    text = (followed.processed / "results" / NOW.folder / "subgroup.json").read_text(encoding="utf-8")
    assert f'"frozen": "{before.frozen}"' in text, "the report speaks of it"

    put(followed, "sol/newer.xlsx", sent("SOL", "Y", "Y", quarter=NOW.previous()), NOW.previous())
    assert "every figure" in verified(followed, folder)
    again = report(followed)
    assert baselines(followed, NOW) == (before,)
    assert '"recounted": true' in (followed.processed / "results" / NOW.folder / "subgroup.json").read_text()
    assert "every figure" in verified(followed, again)


def test_a_report_is_reproduced_with_the_baselines_that_there_were(followed: Workspace) -> None:
    folder = report(followed)
    (one,) = baselines(followed, NOW)
    freeze(followed, [Baseline("T9", "SOL", "WNB3", one.agreed, one.counts, one.counted_by, one.frozen, "cd")])

    assert "every figure" in verified(followed, folder)


def test_a_manifest_names_the_digest_of_baselines_and_none_of_their_counts(followed: Workspace) -> None:
    folder = report(followed)
    (baseline,) = baselines(followed, NOW)

    assert manifest(folder)["baselines"] == digest([baseline])
    assert baseline.salt not in (folder / MANIFEST).read_text(encoding="utf-8")
    for each in followed.processed.glob("baselines.*"):
        each.unlink()
    assert "the file of baselines of actions is no longer kept" in differences(followed, folder)
