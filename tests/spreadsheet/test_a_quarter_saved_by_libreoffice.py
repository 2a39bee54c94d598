"""
A quarter's returns are opened and saved again in LibreOffice, and the run counts the same.

Saved are every return in which something was planted and, of each audit, one more: a minute's work, where all would
be three and show no other sheet.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.run.quarter import RunRequest, quarter_run
from pipeline.store.kept_results import results_path
from pipeline.store.workspace import Workspace
from pipeline.synthetic import Planted, partnership
from pipeline.synthetic.planted import Written

Conversion = Callable[..., list[Path]]
QUARTER = Quarter(2019, 2)
OF_THE_FILE = ("sha256", "stamp")


@dataclass(frozen=True)
class Twice:
    """The results of one quarter, from the files as they were written and as LibreOffice saved them."""

    written: dict[str, Any]
    saved: dict[str, Any]
    planted: dict[str, int]  # how often each rule was broken on purpose
    audits: set[str]  # of which a return was saved again


def counted(workspace: Workspace) -> dict[str, Any]:
    """A quarter's results, but for what they say of the files themselves."""
    quarter_run(workspace, RunRequest(QUARTER, SUBGROUP, workers=1, stamp="today", figures_only=True))
    kept = results_path(workspace, QUARTER, SUBGROUP.name).read_text(encoding="utf-8")

    def without(saved: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in saved.items() if name not in OF_THE_FILE}

    results: dict[str, Any] = json.loads(kept, object_hook=without)
    return results


@pytest.fixture(scope="module")
def twice(soffice_convert: Conversion, tmp_path_factory: pytest.TempPathFactory) -> Twice:
    folder = tmp_path_factory.mktemp("quarter")
    written, saved = Workspace(folder / "written"), Workspace(folder / "saved")
    planted = partnership(written, [QUARTER], seed=1)
    files = _chosen(planted)
    shutil.copytree(written.root, saved.root)
    # Two agencies may call their files alike, and one call takes them all: numbers tell them apart.
    numbered = [
        Path(shutil.copy(written.raw / each.file, folder / f"{number}.xlsx")) for number, each in enumerate(files)
    ]
    for each, again in zip(files, soffice_convert(numbered, "xlsx", folder / "again"), strict=True):
        assert again.read_bytes() != (written.raw / each.file).read_bytes()
        shutil.copy(again, saved.raw / each.file)
    broken = Counter(fault.rule for fault in planted.faults)
    return Twice(counted(written), counted(saved), broken, {each.audit for each in files})


def _chosen(planted: Planted) -> list[Written]:
    """The returns with something planted in them, and the first of each audit."""
    sent = [each for each in planted.newest if not each.missing]
    faulty = {fault.file for fault in planted.faults}
    first = {each.audit: each.file for each in reversed(sent)}
    return [each for each in sent if each.sent_back or each.file in faulty or each.file == first[each.audit]]


def findings(results: dict[str, Any]) -> dict[tuple[str, ...], int]:
    """How often each rule was broken in each return; notes are of the file and may differ."""
    return {
        (each["audit"], each["agency"], each["severity"], each["rule"], each["label"]): each["count"]
        for audit in results["audits"]
        for each in audit["findings"] or ()  # of an audit that is not due there are none
        if each["severity"] != "note"
    }


def test_every_figure_is_the_same(twice: Twice) -> None:
    sent = [line["audit"] for line in twice.written["returns"] if line["status"] not in ("missing", "not due")]
    assert twice.audits == set(sent)
    for before, after in zip(twice.written["audits"], twice.saved["audits"], strict=True):
        for what in ("standards", "context", "records", "children", "immediate_actions"):
            assert after[what] == before[what], (before["code"], what)
    # Where even named readers may not know how few there are, none is given.
    assert sum(audit["records"] or 0 for audit in twice.written["audits"]) > 200


def test_every_finding_is_the_same(twice: Twice) -> None:
    assert findings(twice.saved) == findings(twice.written)
    told: Counter[str] = Counter()
    for (*_, rule, _), count in findings(twice.written).items():
        told[rule] += count
    assert told == twice.planted


def test_every_return_stands_in_the_grid_as_it_did(twice: Twice) -> None:
    def told(results: dict[str, Any]) -> list[dict[str, Any]]:
        return [{name: value for name, value in line.items() if name != "notes"} for line in results["returns"]]

    assert told(twice.saved) == told(twice.written)
    assert {line["status"] for line in twice.saved["returns"]} == {
        "accepted",
        "accepted with queries",
        "nil",
        "missing",
        "sent back",
        "not due",
    }
