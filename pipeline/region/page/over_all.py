"""Standards over all areas, a line each: all areas together, their spread, and how many are at their targets."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.english import NO_FIGURE
from pipeline.page.parts import Html, Numeric, Table
from pipeline.region.model import RegionStandard
from pipeline.region.page.words import spread_words, total_words

VERDICTS = ("At target or better", "Below target", "Not yet clear", "No verdict printed")
_MEANS = (
    "Spread: the lowest, the highest and the median share of the areas that print their counts. The last four columns: "
    "how many areas’ own reports say so, each beside its own target; of a limit, that it is within it, or over it."
)


def over_all(caption: str, standards: Sequence[tuple[Html, RegionStandard]]) -> Table:
    """A table of ``standards``, each with what its row is called."""
    return Table(
        caption,
        ["Standard", Numeric("All areas added"), Numeric("Areas added"), "Spread", *map(Numeric, VERDICTS)],
        [[name, *_cells(standard)] for name, standard in standards],
        note=_MEANS,
        kind="over-all",
    )


def _cells(standard: RegionStandard) -> list[object]:
    verdicts = (standard.at_target, standard.below, standard.unsure, standard.unsaid)
    return [
        total_words(standard.total),
        f"{standard.total.areas} of {len(standard.areas)}",
        spread_words(standard.spread),
        *(verdicts if standard.rated else [NO_FIGURE] * len(verdicts)),
    ]
