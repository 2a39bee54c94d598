"""What may be typed after --engine."""

from __future__ import annotations

import pytest

from pipeline.__main__ import main

PLAIN = ["run", "2019-20-Q2", "--root"]


@pytest.mark.parametrize("engine", ["dask", "dask:/HOST:8786", "dask://HOST", "spark://HOST:7077", ""])
def test_what_is_no_engine_is_refused_as_wrong_usage(
    engine: str, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PLAIN, str(tmp_path), "--engine", engine]) == 2
    assert f"There is no engine {engine!r}." in capsys.readouterr().err
