"""The digest of the program: of what we wrote, whatever Python writes beside it meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store import code_digest


def test_what_python_compiles_while_others_run_changes_no_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_digest, "PACKAGE", tmp_path)
    (tmp_path / "ours.py").write_text("A = 1", encoding="utf-8")
    before = code_digest.program.__wrapped__()
    passing = tmp_path / "__pycache__" / "ours.cpython-311.pyc.139872"  # as Python calls it until it is whole
    passing.parent.mkdir()
    passing.write_bytes(b"half")
    assert code_digest.program.__wrapped__() == before
    (tmp_path / "ours.py").write_text("A = 2", encoding="utf-8")
    assert code_digest.program.__wrapped__() != before
