"""What a chart has drawn, beside the picture that was made of it."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.figure import Figure

from pipeline.page.chart import style


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Every figure that a chart draws on, in order."""
    figures: list[Figure] = []

    class Kept(Figure):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            figures.append(self)

    monkeypatch.setattr(style, "Figure", Kept)
    return figures
