"""
An audit's counts of a quarter as JSON keeps them, and back: nothing is written twice, and no nought.

What was kept before, with everything written out, is read alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import AuditCounts, Counts
from pipeline.measure.overlaps import Overlap
from pipeline.measure.shapes import Cluster, Pair, Shape, Stratum
from pipeline.store.codec import built


def as_kept(audit: AuditCounts) -> dict[str, Any]:
    """The counts of an audit, to be kept."""
    return {
        "standards": {
            standard: {code: _without_blanks(vars(each)) for code, each in agencies.items()}
            for standard, agencies in audit.standards.items()
        },
        "returned": audit.returned,
        # Where each record is by itself, the counts say how they hang together.
        "shapes": {
            standard: None if shape == plain_shape(audit.standards.get(standard, {})) else _shape(shape)
            for standard, shape in audit.shapes.items()
        },
        "context": audit.context,
        "runs": audit.runs,
        "overlap": {"within": audit.overlap.within, "apart": audit.overlap.apart},
    }


def restored(kept: Mapping[str, Any]) -> AuditCounts:
    """The counts that were kept. Raises: KeyError, TypeError or ValueError -- if they are not as they were."""
    standards = {
        standard: {agency: Counts(**counted) for agency, counted in agencies.items()}
        for standard, agencies in kept["standards"].items()
    }
    return AuditCounts(
        standards,
        {view: tuple(agencies) for view, agencies in kept["returned"].items()},
        {
            standard: plain_shape(standards.get(standard, {})) if shape is None else _restored(shape)
            for standard, shape in kept["shapes"].items()
        },
        {measure: (int(part), int(whole)) for measure, (part, whole) in kept["context"].items()},
        {standard: tuple(lengths) for standard, lengths in kept["runs"].items()},
        built(Overlap, kept["overlap"]),
    )


def _shape(shape: Shape) -> dict[str, Any]:
    strata = [
        _without_blanks(
            {"alone": each.alone, "several": list(_several(each.several))}
            | {"listed": each.listed, "back": each.back, "empty": each.empty}
        )
        for each in shape.strata
    ]
    return _without_blanks({"strata": strata, "lacking": shape.lacking})


def _several(clusters: Iterable[Cluster]) -> Iterator[dict[str, Any]]:
    """Each kind of cluster once, with how many ``times`` it is there; they stand in an order that is theirs."""
    for (by_agency, units), times in Counter((tuple(each.by_agency.items()), each.units) for each in clusters).items():
        yield {"by_agency": dict(by_agency), "units": units, **({"times": times} if times > 1 else {})}


def _without_blanks(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in parts.items() if each}


def _restored(kept: Mapping[str, Any]) -> Shape:
    strata = tuple(
        Stratum(
            _pairs(each.get("alone", {})),
            tuple(cluster for some in each.get("several", ()) for cluster in _clusters(some)),
            each.get("listed"),
            each.get("back"),
            each.get("empty", 0),
        )
        for each in kept.get("strata", ())
    )
    return Shape(strata, kept.get("lacking", False))


def _clusters(kept: Mapping[str, Any]) -> Sequence[Cluster]:
    return [Cluster(_pairs(kept["by_agency"]), kept["units"])] * kept.get("times", 1)


def _pairs(kept: Mapping[str, Any]) -> dict[str, Pair]:
    return {code: (int(met), int(counted)) for code, (met, counted) in kept.items()}
