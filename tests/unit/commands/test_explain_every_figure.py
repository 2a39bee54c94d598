"""Each row of the figures is explained by its id, and what is behind it comes to the same counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.commands.explain_id import named_figure
from pipeline.disclose.editions import SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.results.frame import DISTRIBUTION, RATIO, STANDARD, frame
from pipeline.results.ids import parsed
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace
from tests.unit.workspaces import NOW, one_audit_alone, put, sent, without_notebooks

BEFORE = NOW.previous()


def test_every_id_of_the_figures_leads_to_the_records_that_were_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_notebooks(monkeypatch)
    workspace = Workspace(tmp_path)
    put(workspace, "sol/a.xlsx", sent("SOL", *"YYYYYYN"))
    put(workspace, "uhs/b.xlsx", sent("UHS", *"YYYYNNN"))
    put(workspace, "sol/c.xlsx", sent("SOL", *"YYNNNNN", quarter=BEFORE), BEFORE)
    with one_audit_alone():
        request = RunRequest(NOW, SUBGROUP, workers=1, stamp="1 May 2020")
        told = frame(editions_run(workspace, request, [SUBGROUP])[0].result)
        rows = told[told["id"].notna() & (told["n"].fillna(0) > 0)].to_dict("records")
        levels = {row["level"] for row in rows}
        context = [row for row in rows if row["kind"] != STANDARD]
        chosen = [row for row in rows if row["standard"] == "WNB12"] + context[:4]
        assert {"all returns", "agency", "group"} <= levels
        assert len({row["id"] for row in rows}) == len(rows)
        for row in chosen:
            behind = named_figure(workspace, parsed(row["id"]), None).traced
            if row["kind"] == STANDARD:
                counted = sum((each.counted for each in behind if each.counted is not None), Counts())
                assert (row["id"], counted.met, counted.applicable) == (row["id"], row["met"], row["n"])
            elif row["kind"] == DISTRIBUTION and pd.notna(row["met"]):
                assert (row["id"], len(behind[0].records)) == (row["id"], row["met"])
            elif row["kind"] == RATIO:
                assert behind[0].told == f"{row['met']} of {row['n']}"
