"""A register that was put back to an older state is noticed by what came after it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store import samples
from pipeline.store.meeting_kept import MeetingFile, keep
from pipeline.store.received import receive
from pipeline.store.register import Submission, register, submissions
from pipeline.store.samples import Sample, Stratum
from pipeline.store.unregistered import unregistered, unregistered_in_words
from pipeline.store.workspace import Workspace, digest_of, write_atomically

SENT = [b"first", b"second", b"third"]
DIGESTS = [digest_of(each) for each in SENT]
ONE = Submission(1, "2019-20 Q2", "2019-20-Q2/hc", "a.xlsx", DIGESTS[0], 5, "2019-11-01T09:00:00+00:00")
ALL = [replace(ONE, number=number, sha256=sha256) for number, sha256 in enumerate(DIGESTS, start=1)]
PANEL = b"audit,date,agencies,quorate,independent_chair,calibrated\nNEG,2019-11-06,SOL;HC,yes,yes,no\n"
SAMPLE = Sample("NEG", "2019-20 Q2", "0" * 64, 1, 1, (), (Stratum("all", 2, ("A-1",), ("A-2",)),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three returns that were received and registered one after the other."""
    fresh = Workspace(tmp_path)
    for each in ALL:
        register(fresh, submissions(fresh), [each])
    for each in SENT:
        receive(fresh, each, digest_of(each))
    return fresh


def put_back(workspace: Workspace) -> None:
    """Put the register's lines and its head back as they were before the last two returns."""
    elsewhere = Workspace(workspace.root / "older")
    register(elsewhere, [], ALL[:1])
    for name in ("register.jsonl", "register.head"):
        write_atomically(workspace.processed / name, (elsewhere.processed / name).read_bytes())


def reported(workspace: Workspace, content: object, folder: str = "2019-20-Q2/board") -> None:
    write_atomically(workspace.reports / folder / "manifest.json", json.dumps(content))


def test_a_register_that_knows_all_that_came_gives_nothing_to_say(workspace: Workspace) -> None:
    reported(workspace, {"returns": [{"sha256": each} for each in [*DIGESTS, ""]]})

    assert unregistered(workspace, submissions(workspace)) == ()
    assert unregistered_in_words(()) == ""


def test_a_register_put_back_whole_to_an_older_state_is_noticed_by_the_copies(workspace: Workspace) -> None:
    put_back(workspace)

    assert submissions(workspace) == ALL[:1]
    assert unregistered(workspace, submissions(workspace)) == tuple(sorted(DIGESTS[1:]))


@pytest.mark.parametrize("folder", ["2019-20-Q2/board", "2019-20-Q2/final-2019-11-01-board"])
def test_it_is_noticed_by_the_reports_where_the_copies_were_put_back_too(workspace: Workspace, folder: str) -> None:
    put_back(workspace)
    for each in DIGESTS[1:]:
        (workspace.processed / "received" / each).unlink()
    reported(workspace, {"returns": [{"sha256": each} for each in DIGESTS]}, folder)

    assert unregistered(workspace, submissions(workspace)) == tuple(sorted(DIGESTS[1:]))


def test_a_register_begun_anew_is_noticed(workspace: Workspace) -> None:
    for name in ("register.jsonl", "register.head"):
        (workspace.processed / name).unlink()

    assert unregistered(workspace, submissions(workspace)) == tuple(sorted(DIGESTS))


def test_the_account_of_a_sample_is_no_return(workspace: Workspace) -> None:
    data = samples.keep(workspace, SAMPLE).read_bytes()
    receive(workspace, data, digest_of(data))

    assert unregistered(workspace, submissions(workspace)) == ()


def test_the_files_of_meetings_that_a_report_rests_on_are_no_returns(workspace: Workspace) -> None:
    receive(workspace, PANEL, digest_of(PANEL))
    assert unregistered(workspace, submissions(workspace)) == (digest_of(PANEL),), "nothing says what it is"

    reported(workspace, {"returns": [], "meetings": [{"file": "panel.csv", "sha256": digest_of(PANEL)}]})

    assert unregistered(workspace, submissions(workspace)) == ()


def test_one_that_was_filled_in_anew_since_is_none_either(workspace: Workspace) -> None:
    newer = PANEL + b"NEG,2019-11-07,SOL,yes,yes,no\n"
    for data in (PANEL, newer):
        keep(workspace, [MeetingFile("panel.csv", digest_of(data), data)])
    reported(workspace, {"returns": [], "meetings": [{"file": "panel.csv", "sha256": digest_of(newer)}]})

    assert unregistered(workspace, submissions(workspace)) == ()


def test_beside_the_files_of_meetings_a_return_that_is_lost_is_noticed(workspace: Workspace) -> None:
    keep(workspace, [MeetingFile("panel.csv", digest_of(PANEL), PANEL)])
    put_back(workspace)

    assert unregistered(workspace, submissions(workspace)) == tuple(sorted(DIGESTS[1:]))


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        {"returns": 3},
        {"returns": [3]},
        {"returns": [{}]},
        {"returns": {"a": 1}},
        {"returns": [{"sha256": [1]}]},
        {"returns": [], "meetings": {"sha256": 3}},
        {"returns": [], "meetings": [3]},
    ],
)
def test_a_manifest_of_another_shape_lists_nothing(workspace: Workspace, content: object) -> None:
    reported(workspace, content)

    assert unregistered(workspace, submissions(workspace)) == ()


def test_the_line_gives_digests_and_never_a_name() -> None:
    assert unregistered_in_words(tuple(DIGESTS)) == (
        "The submissions register does not know 3 of the returns that were received or reported before "
        f"({', '.join(each[:12] for each in DIGESTS)}): lines are gone from its end, or it was begun anew. Restore "
        "register.jsonl and register.head in data/processed from the newest backup."
    )
