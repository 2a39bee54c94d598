"""Which cases of a list to audit."""

from __future__ import annotations

from collections.abc import Iterable


def draw(keys: Iterable[str], size: int, seed: int) -> list[str]:
    """
    ``size`` of ``keys`` at random, in order; the same for the same keys in any order, the same size and seed.

    Raises: ValueError -- for a key that occurs twice, or a size outside 0 to the number of keys.
    """
    import numpy as np  # slow to import

    frame = sorted(keys)
    if len(set(frame)) < len(frame):
        raise ValueError("keys: one occurs twice")
    if not 0 <= size <= len(frame):
        raise ValueError(f"size: needs 0 to {len(frame)}, not {size}")
    drawn = np.random.default_rng(seed).choice(len(frame), size=size, replace=False)
    return [frame[place] for place in sorted(drawn)]
