"""Small regions, drawn by hand: what areas say of one standard, and what an area gives."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.disclose.facts import Band, How
from pipeline.region.told import AreaAudit, AreaStandard, AreaTold, Behind

QUARTER = "2019-20 Q2"


def standard(
    met: int,
    of: int,
    band: tuple[int, int] | None = None,
    *,
    ends: tuple[int, int] | None = None,
    says: bool = True,
    verdict: str = "",
    counted_by: str = "one way",
    id: str = "T1",  # noqa: A002 - as the value calls it
    title: str = "Seen in time",
    per_case: float = 1.0,
) -> AreaStandard:
    """A standard that prints its counts; with a ``band``, that alone; nothing of its counts, unless it ``says``."""
    exact = says and band is None
    fewest, most = ends or (of - met, of - met)
    if band and not ends:
        lowest, highest = Band(*band).counts(of)
        fewest, most = of - highest, of - lowest
    return AreaStandard(
        id=id,
        title=title,
        headline=True,
        low_is_good=False,
        rated=True,
        how=How.EXACT if exact else How.BAND if band else How.NOTHING,
        met=met if exact else None,
        of=of if exact else None,
        band=Band(*band) if band else None,
        verdict=verdict,
        target=0.9,
        per_case=per_case,
        counted_by=counted_by,
        behind=Behind(of - met, of, fewest, most),
    )


def gives(area: str, *standards: AreaStandard, bodies: Sequence[str] = (), code: str = "TST") -> AreaTold:
    """What an area gives: one audit with these standards."""
    return AreaTold(
        area=area,
        name=f"{area} Safeguarding Partnership",
        quarter=QUARTER,
        synthetic=False,
        bodies=tuple(bodies),
        due=4,
        counted=3,
        results="0" * 64,
        approved_by="",
        audits=(AreaAudit(code, "Test audit", "record", tuple(standards)),),
    )
