"""A chart of somebody's own, drawn with matplotlib, with the words that say what it shows: so a page takes it."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

_DOTS = 144  # an inch: sharp on paper and on a phone


@dataclass(frozen=True)
class Described:
    """A drawn chart (PNG, base64) with what a sighted reader sees in ``alt``."""

    drawn: str
    alt: str
    caption: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        words = {"alt": self.alt, "caption": self.caption}
        return {"image/png": self.drawn, "text/plain": self.alt}, {"image/png": words}


def described(figure: Figure, alt: str, caption: str = "") -> Described:
    """
    ``figure`` with its words, to be the last line of a notebook's cell; it is not shown a second time.

    ``alt``: what a sighted reader sees; ``caption``: the finding, printed below.
    """
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=_DOTS, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)
    return Described(b64encode(stream.getvalue()).decode(), alt, caption)
