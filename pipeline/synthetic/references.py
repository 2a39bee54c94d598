"""References that are nobody's: made from chance in the form that a question's pattern asks for."""

from __future__ import annotations

import re
import string

import numpy as np

from pipeline.definition import Text

_PIECE = re.compile(r"(\[[^\]]+\]|\\d|\\.|.)(?:\{(\d+)(?:,(\d+))?\})?")
_ALPHABET = string.ascii_uppercase + string.digits + "-"


def matching(asked: Text, rng: np.random.Generator) -> str:
    """Words or a reference that ``asked`` allows: by its pattern where it has a simple one, or else its example."""
    if asked.pattern is None:
        return str(asked.example) if asked.example is not None else "As recorded"
    reference = "".join(
        "".join(rng.choice(_letters(piece[1]), size=_length(piece, rng))) for piece in _PIECE.finditer(asked.pattern)
    )
    return reference if re.fullmatch(asked.pattern, reference) else str(asked.example)


def _letters(piece: str) -> list[str]:
    if piece == r"\d":
        return list(string.digits)
    if piece.startswith("["):
        return [letter for letter in _ALPHABET if re.fullmatch(piece, letter)] or ["X"]
    return [piece.removeprefix("\\")]


def _length(piece: re.Match[str], rng: np.random.Generator) -> int:
    least = int(piece[2] or 1)
    return int(rng.integers(least, int(piece[3] or least) + 1))


def hexadecimal(digits: int, rng: np.random.Generator) -> str:
    """So many digits of 0-9 and A-F."""
    return "".join(rng.choice(list("0123456789ABCDEF"), size=digits))
