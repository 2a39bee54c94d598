"""Reports as they lie in a workspace, with nothing but their table of figures and a manifest that vouches for it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.report.long_table import as_parquet
from pipeline.report.query.reported import TABLE
from pipeline.results.frame import COLUMNS
from pipeline.store.reports import MANIFEST, report_folder
from pipeline.store.workspace import Workspace, digest_of, write_atomically


def table(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of figures, of which each says only what a test needs."""
    usual = {"kind": "standard", "level": "all returns", "audit": "NEG", "standard": "NEG3", "quarter": "2019-20 Q2"}
    return pd.DataFrame(
        {
            name: pd.Series([{**usual, **row}.get(name) for row in rows], dtype=kind)
            for name, (kind, _) in COLUMNS.items()
        }
    )


def laid(
    workspace: Workspace, quarter: Quarter, figures: pd.DataFrame | bytes, edition: str = "board", signed: str = ""
) -> Path:
    """A finished report with these figures, ``signed`` by a role or a draft; gives its folder."""
    folder = report_folder(workspace, quarter, edition)
    data = figures if isinstance(figures, bytes) else as_parquet(figures)
    write_atomically(folder / TABLE, data)
    write_atomically(folder / MANIFEST, json.dumps({"approved_by": signed, "pages": {TABLE: digest_of(data)}}))
    return folder
