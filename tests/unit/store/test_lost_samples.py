"""The account of a sample that is gone: told where the manifest lists it as we write it, whatever else stands there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.store.lost_samples import lost_samples
from pipeline.store.reports import MANIFEST, report_folder
from pipeline.store.workspace import Workspace, write_atomically

NOW = Quarter(2019, 2)
LISTED = {"file": "WNB-0a1b2c3d.json", "sha256": "0" * 64}


def told(root: Path, listed: object) -> tuple[str, ...]:
    workspace = Workspace(root)
    facts = {"pages": {}, "samples": listed}
    write_atomically(report_folder(workspace, NOW, "subgroup") / MANIFEST, json.dumps(facts))
    return lost_samples(workspace, NOW, "subgroup")


def test_an_account_that_a_report_rests_on_and_that_is_gone_is_told(tmp_path: Path) -> None:
    (line,) = told(tmp_path, [LISTED])
    assert line.startswith("The account of the sample WNB-0a1b2c3d.json is gone from ")


@pytest.mark.parametrize(
    "altered",
    [
        {"file": 1, "sha256": 2},
        {**LISTED, "sha256": ["0"]},
        {**LISTED, "file": "../../elsewhere.json"},
        {**LISTED, "file": "\x1b[2J"},
        {"file": "WNB-0a1b2c3d.json"},
        "WNB",
        None,
    ],
)
def test_what_an_altered_manifest_lists_stops_no_run_and_is_not_repeated(tmp_path: Path, altered: object) -> None:
    assert told(tmp_path, [altered]) == ()
