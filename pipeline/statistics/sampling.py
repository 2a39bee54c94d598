"""How many cases to audit, and which."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from pipeline.statistics.checks import proportion
from pipeline.statistics.exact import upper_bound
from pipeline.statistics.intervals import normal_quantile


def needed(expected: float, margin: float, frame: int | None = None, level: float = 0.95) -> int:
    """
    Cases for an interval of ``margin`` each way, if the proportion is ``expected``; always rounded up.

    ``frame`` is the number there are to draw from. For 40 cases, 90% and five points it asks for 32: audit them all.
    Units:  proportions (0 to 1).
    Raises: ValueError -- unless 0 <= expected <= 1, 0 < margin < 1, 0 < level < 1 and frame > 0.
    """
    return max(1, ceil(round(unrounded(expected, margin, frame, normal_quantile(level)), 9)))


def unrounded(expected: float, margin: float, frame: int | None, errors: float) -> float:
    """
    z²p(1 - p)/d², and from a frame of N that over 1 + itself/N; ``errors`` is z. Raises: as `needed`.

    Source: Cochran 1977, Sampling Techniques, 4.2; sources round this up, down or to the nearest.
    """
    proportion(expected, "expected")
    if not 0 < margin < 1:
        raise ValueError(f"margin: needs a proportion between 0 and 1, not {margin}")
    if frame is not None and frame < 1:
        raise ValueError(f"frame: needs at least one case, not {frame}")
    unlimited = errors**2 * expected * (1 - expected) / margin**2
    return unlimited if frame is None else unlimited / (1 + unlimited / frame)


def ruled_out(clean: int, level: float = 0.95) -> float:
    """
    The failure rate that ``clean`` cases without a failure rule out: 45% by 5, 26% by 10, 9.5% by 30.

    Raises: ValueError -- for fewer than one, or a level outside 0 to 1.
    """
    return upper_bound(0, clean, level)


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
