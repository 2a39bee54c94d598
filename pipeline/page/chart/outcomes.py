"""What became of the records that each standard applies to."""

from __future__ import annotations

from pipeline.page.chart.style import (
    INK,
    MET,
    NOT_MET,
    SILENT,
    drawing,
    name_rows,
    percent_axis,
    picture,
    rows,
    standard_names,
)
from pipeline.page.parts import Picture
from pipeline.results.model import AuditResult, StandardResult

ROOM_FOR_A_NUMBER = 0.08  # of the scale


def outcomes(audit: AuditResult) -> Picture | None:
    """
    A bar for each standard with a percentage: met, not met, not recorded; None where none may be drawn.

    Rounded counts have none: what two of them differ by may look like a small count, and is none.
    """
    counted = [s for s in audit.standards if s.total.counts.proportion is not None and s.total.counts.exact]
    shown = [s for s in counted if s.total.counts.not_recorded is not None]
    if not shown:
        return None
    names = standard_names(shown)
    places = rows(names)
    with drawing(places[-1] + 0.8) as (figure, axes):
        for place, standard in zip(places, shown[::-1], strict=False):
            left = 0.0
            for share, colour, text, hatch in _parts(standard):
                white = colour == MET
                axes.barh(
                    place, share, left=left, color=colour, height=0.18, hatch=hatch, edgecolor="white", linewidth=0.5,
                    zorder=1.0 + (not white) / 10,  # those of one colour together: the drawing is smaller
                )  # fmt: skip
                if share > ROOM_FOR_A_NUMBER:
                    axes.text(
                        left + share / 2,
                        place,
                        text,
                        ha="center",
                        va="center",
                        color="white" if white else INK,
                        zorder=3.0 + (not white) / 10,
                    )
                left += share
        name_rows(axes, names, places)
        percent_axis(axes)
        handles = [
            axes.barh([-5], [0], color=colour, hatch=hatch, edgecolor="white", label=label)
            for colour, hatch, label in ((MET, "", "Met"), (NOT_MET, "", "Not met"), (SILENT, "///", "Not recorded"))
        ]
        axes.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0, 1.0),
            ncols=3,
            frameon=False,
            columnspacing=1.0,
            handlelength=1.2,
        )
        return picture(
            figure,
            alt="Stacked bars of outcomes. " + " ".join(_spoken(s) for s in shown),
            caption=f"{audit.code}: of those that each standard applies to, how many met it and how many did not. "
            "What is not recorded counts as not met.",
        )


def _parts(standard: StandardResult) -> list[tuple[float, str, str, str]]:
    counts = standard.total.counts
    met, silent, recorded = counts.met or 0, counts.not_recorded or 0, _recorded(standard)
    whole = max(met + recorded + silent, 1)
    if counts.applicable == 0:
        return []
    parts = ((met, MET, ""), (recorded, NOT_MET, ""), (silent, SILENT, "///"))
    return [(count / whole, colour, str(count), hatch) for count, colour, hatch in parts if count]


def _recorded(standard: StandardResult) -> int:
    """How many are recorded as not met."""
    counts = standard.total.counts
    return (counts.not_met or 0) - (counts.not_recorded or 0)


def _spoken(standard: StandardResult) -> str:
    counts = standard.total.counts
    return f"{standard.id}: {counts.met} met, {_recorded(standard)} not met, {counts.not_recorded} not recorded."
