"""What is kept of a return: read back as it was, never believed where damaged, and keyed by what decided it."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from pipeline.audits.wnb import WNB
from pipeline.store import code_digest
from pipeline.store import returns as store
from pipeline.store.workspace import Workspace, digest_of
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.validated import Accepted, Identity, SentBack, Tally, Validated
from tests.source import PACKAGE, inside, tree
from tests.unit.workspaces import form

KEY = store.key("0" * 64, "2019-20-Q2/sol/mine.xlsx")
FINDING = REQUIRED_MISSING.worded(answer="one of Y, N").at(
    "Records",
    "H6:H7",
    field="held",
    label="Was it held?",
    affects=("WNB1", "WNB2"),
)
ROWS = pd.DataFrame(
    {
        "row": [6, 7],
        "as_of": pd.to_datetime(["2019-10-01"] * 2).astype("datetime64[s]"),
        "record_ref": ["A-1", None],
        "age_years": pd.array([4, None], dtype="Int64"),
        "reason": ["FORGOT", "ILLNESS"],
    }
)
RETURN = Accepted(
    "mine – copy.xlsx",
    "0" * 64,
    Tally(seen=3, kept=2, not_data=1),
    (FINDING,),
    Identity(form(), "SOL", "abc", synthetic=True),
    nil=False,
    columns={"reason": "V"},
    cover={"date_submitted": "2019-10-14"},
    rows=ROWS,
    unusable=pd.DataFrame({"reason": [False, True]}),
    volumes=pd.DataFrame({"month": ["2019-07"], "per": ["GP"], "wnb": pd.array([3], dtype="Int64")}),
)
SENT_BACK = SentBack("odd.xlsx", "1" * 64, Tally(), (FINDING,))


def folder(workspace: Workspace) -> Path:
    return workspace.processed / "validated" / KEY[:2] / KEY


def in_seconds(frame: pd.DataFrame) -> pd.DataFrame:
    """Parquet knows no whole seconds, so a time comes back in thousandths; the records' arrays are in seconds."""
    times = frame.select_dtypes("datetime").columns
    return frame.astype(dict.fromkeys(times, "datetime64[s]"))


@pytest.mark.parametrize(
    "whole", [RETURN, SENT_BACK, replace(RETURN, nil=True, rows=ROWS[:0])], ids=["accepted", "sent back", "nil"]
)
def test_a_return_is_read_back_as_it_was_kept(workspace: Workspace, whole: Validated) -> None:
    store.save(workspace, KEY, whole)
    back = store.load(workspace, KEY)
    assert type(back) is type(whole)
    for each in fields(whole):
        kept, read = getattr(whole, each.name), getattr(back, each.name)
        if isinstance(kept, pd.DataFrame):
            assert_frame_equal(in_seconds(read), kept, check_column_type=False)
        elif each.name != "identity":
            assert read == kept
    assert (back.identity is None) is (whole.identity is None)


def test_its_identity_leads_to_the_same_definition(workspace: Workspace) -> None:
    store.save(workspace, KEY, RETURN)
    back = store.load(workspace, KEY)
    assert back.identity.form is form()
    assert back.identity.form.audit is WNB
    assert (back.identity.agency, back.identity.version, back.identity.synthetic) == ("SOL", "abc", True)


def test_what_was_never_kept_is_not_there(workspace: Workspace) -> None:
    assert store.load(workspace, KEY) is None


def altered(place: Path, change: Callable[[dict[str, object]], object]) -> None:
    """The manifest with a change."""
    digests = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    change(digests)
    (place / "manifest.json").write_text(json.dumps(digests))


def altered_text(place: Path, was: str, now: str) -> None:
    path = place / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now))


def vouched_for(place: Path, name: str, data: bytes) -> None:
    """Another file's content, with the digest that the manifest should give."""
    (place / name).write_bytes(data)
    altered(place, lambda digests: digests.update({name: digest_of(data)}))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda place: (place / "manifest.json").unlink(),
    "an empty manifest": lambda place: (place / "manifest.json").write_bytes(b""),
    "half a manifest": lambda place: (place / "manifest.json").write_text('{"rows.parquet": "12'),
    "a manifest that is no text": lambda place: (place / "manifest.json").write_bytes(b"\xff\xfe\x00"),
    "a manifest of nothing": lambda place: (place / "manifest.json").write_text("{}"),
    "a manifest of another shape": lambda place: (place / "manifest.json").write_text("[3]"),
    "a manifest nested too deep": lambda place: (place / "manifest.json").write_bytes(b"[" * 100_000),
    "a manifest that is a folder": lambda place: (
        (place / "manifest.json").unlink(),
        (place / "manifest.json").mkdir(),
    ),
    "a manifest that lacks a file": lambda place: altered(place, lambda digests: digests.pop("rows.parquet")),
    "a manifest of a file elsewhere": lambda place: altered(place, lambda digests: digests.update({"../x": "0"})),
    "a manifest that names no digest": lambda place: altered(
        place, lambda digests: digests.update({"rows.parquet": 3})
    ),
    "one letter of a name": lambda place: altered_text(place, "rows.parquet", "rowt.parquet"),
    "a record of another shape": lambda place: vouched_for(place, "return.json", b"[]"),
    "a record nested too deep": lambda place: vouched_for(place, "return.json", b"[" * 100_000),
    "a record without its parts": lambda place: vouched_for(place, "return.json", b'{"file_name": "a"}'),
    "a record that is no text": lambda place: vouched_for(place, "return.json", b"\x80"),
    "a table of something else": lambda place: vouched_for(place, "rows.parquet", b"PAR1 rubbish PAR1"),
    "the marked-up return altered": lambda place: (place / "marked-up.xlsx").write_bytes(b"PK"),
    "the marked-up return gone": lambda place: (place / "marked-up.xlsx").unlink(),
    "a file gone": lambda place: (place / "rows.parquet").unlink(),
    "a file altered": lambda place: (place / "return.json").write_text('{"status": "accepted"}'),
    "a file cut short": lambda place: (place / "rows.parquet").write_bytes((place / "rows.parquet").read_bytes()[:99]),
    "a file emptied": lambda place: (place / "volumes.parquet").write_bytes(b""),
    "the folder emptied": lambda place: (shutil.rmtree(place), place.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_folder_is_not_believed_and_can_be_made_again(
    workspace: Workspace, damage: Callable[[Path], object]
) -> None:
    store.save(workspace, KEY, RETURN, b"marked up")
    damage(folder(workspace))
    assert store.load(workspace, KEY) is None
    store.save(workspace, KEY, RETURN, b"marked up")
    assert store.load(workspace, KEY) is not None
    assert store.marked_up(workspace, KEY) == b"marked up"


def test_the_manifest_is_written_last_so_that_a_kill_leaves_nothing_to_believe(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store.write_atomically

    def killed(path: Path, data: bytes | str) -> Path:
        if path.name == "manifest.json":
            raise KeyboardInterrupt
        return whole(path, data)

    monkeypatch.setattr(store, "write_atomically", killed)
    with pytest.raises(KeyboardInterrupt):
        store.save(workspace, KEY, RETURN)
    assert (folder(workspace) / "rows.parquet").exists()
    assert store.load(workspace, KEY) is None


def test_keeping_the_same_return_gives_the_same_bytes(workspace: Workspace) -> None:
    store.save(workspace, KEY, RETURN)
    first = json.loads((folder(workspace) / "manifest.json").read_text(encoding="utf-8"))
    store.save(workspace, KEY, RETURN)
    assert json.loads((folder(workspace) / "manifest.json").read_text(encoding="utf-8")) == first


def test_the_key_changes_with_the_bytes_the_place_and_the_code_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {KEY, store.key("1" * 64, "2019-20-Q2/sol/mine.xlsx"), store.key("0" * 64, "2019-20-Q2/uhs/mine.xlsx")}
    monkeypatch.setattr(store, "reading_code", lambda: "other code")
    keys.add(store.key("0" * 64, "2019-20-Q2/sol/mine.xlsx"))
    assert len(keys) == 4


def imported(path: Path) -> Iterator[str]:
    """The files under pipeline/ that a module imports from."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                parts = name.split(".")[1:]
                at = next(
                    PACKAGE.joinpath(*parts[:end])
                    for end in range(len(parts), -1, -1)
                    if PACKAGE.joinpath(*parts[:end]).with_suffix(".py").is_file()
                    or PACKAGE.joinpath(*parts[:end], "__init__.py").is_file()
                )
                file = at.with_suffix(".py") if at.with_suffix(".py").is_file() else at / "__init__.py"
                yield inside(file)


def test_all_code_that_decides_what_is_read_is_within_the_key() -> None:
    within = {inside(file) for file in code_digest.files(store._READING)}

    assert {"read/worker.py", "validate/answers.py", "calendar/bank_holidays.csv", "personal/given_names.csv"} <= within
    outside = {
        f"{name} imports {other}"
        for name in within
        if name.endswith(".py")
        for other in imported(PACKAGE / name)
        if other not in within
    }
    assert not outside, sorted(outside)
    assert not {each for each in within if each.split("/")[0] in ("page", "report", "results", "intake")}


def test_the_audits_are_within_the_key_though_no_module_names_them() -> None:
    imported_by_all = {inside(file) for file in code_digest.imported(PACKAGE / "audits" / "__init__.py")}

    assert {"audits/neg.py", "audits/wnb.py", "audits/mash.py", "definition/__init__.py"} <= imported_by_all


def test_a_records_least_and_greatest_values_do_not_stand_in_clear(workspace: Workspace) -> None:
    store.save(workspace, KEY, replace(RETURN, rows=pd.DataFrame({"reason": ["zq-first-zq", "zq-last-zq"] * 50})))
    footer = pq.read_metadata(folder(workspace) / "rows.parquet")
    assert not footer.row_group(0).column(0).is_stats_set
