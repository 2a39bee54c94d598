"""Reports of simulated standards, made into results by the code that makes a report's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from benchmarks.processes import Drawn
from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Basis, OneCode, Standard, code_list
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import SUBGROUP
from pipeline.disclose.hiding import line
from pipeline.measure.shapes import Cluster, Shape, Stratum
from pipeline.measure.table import COLUMNS
from pipeline.results.apart import apart, whole_of
from pipeline.results.changes import ByAgency, Comparisons, Shapes, comparisons
from pipeline.results.claims import Ruled, ruled
from pipeline.results.figures import figure
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.over_time import trend
from pipeline.results.standards import standard_result

LAST = Quarter(2019, 2)

_ANSWER = OneCode("Answer", name="answer", codes=code_list("answers", Y="Yes", N="No"))
_STANDARD = Standard("Met", ALWAYS, _ANSWER == "Y", Basis.LOCAL, "A simulation", id="T1")
_NOTHING = standard_result(
    _STANDARD, pd.DataFrame(columns=list(COLUMNS)).astype({"not_recorded": bool}), {}, LAST, SUBGROUP
)
_AUDIT = AuditResult("T", "Simulated", "", "", "", True, (), (), (), (), None, None, None, "", 5)
Own = Sequence[Drawn]  # the quarters of one standard, the last of them the newest


def rulings(drawn: Sequence[Own]) -> list[Ruled]:
    """What the rule of a report of standards with these quarters makes of each."""
    return ruled([comparisons_of(own) for own in drawn])


def page(drawn: Sequence[Own], *, last: int | None = None, targets: Sequence[float] | None = None) -> AuditResult:
    """
    The results of a report of standards with these quarters.

    ``last``: only so many results are made, those of the last standards; all are judged beside all others. ``targets``:
    what each is to reach in quarters to come, in whole per cents; what its practice is, where not given, by which it is
    rated in any case.
    """
    compared = [comparisons_of(own) for own in drawn]
    first = 0 if last is None else len(drawn) - last
    aims = [own[-1].practice for own in drawn] if targets is None else targets
    each_of = zip(drawn, aims, compared, ruled(compared), strict=True)
    return replace(_AUDIT, standards=tuple(_result(*each) for each in list(each_of)[first:]))


def _result(own: Own, target: float, compared: Comparisons, ruling: Ruled) -> StandardResult:
    by_agency, shapes = quarters_of(own), shapes_of(own)
    expected = min(max(round(target, 2), 0.01), 0.99)
    standard = replace(_STANDARD, target=expected, amber=expected)
    over_time = trend(standard, by_agency, LAST, SUBGROUP, (), shapes, compared=compared, ruled=ruling)
    whole, worth = own[-1].whole, shapes[LAST].worth()
    aim = Aim(min(max(own[-1].practice, 0.001), 0.999), 0.0)
    total = figure("", "All returns", whole, line(whole, SUBGROUP), aim, worth)
    agencies = tuple(
        figure(code, code, counts, line(counts, SUBGROUP), aim, shapes[LAST].worth([code]))
        for code, counts in own[-1].by_agency.items()
    )
    beside = whole_of(agencies, min(1.0, worth.cases / whole.applicable)) if worth is not None else None
    return replace(
        _NOTHING,
        total=total,
        target=expected,
        agencies=agencies,
        apart=apart(agencies, beside, low_is_good=False),
        **vars(over_time),
    )


def comparisons_of(own: Own) -> Comparisons:
    """All that is compared of a standard over time."""
    return comparisons(quarters_of(own), LAST, shapes=shapes_of(own))


def quarters_of(own: Own) -> ByAgency:
    """Its counts by quarter, the last of them `LAST`."""
    return {quarter: each.by_agency for quarter, each in zip(LAST.last(len(own)), own, strict=True)}


def shapes_of(own: Own) -> Shapes:
    """How its records hang together, by the same quarters."""
    return {quarter: _shape(each) for quarter, each in zip(LAST.last(len(own)), own, strict=True)}


def _shape(drawn: Drawn) -> Shape:
    """How the records of a quarter hang together, as the software keeps it."""
    alone = {code: (each.met, each.applicable) for code, each in drawn.by_agency.items()}
    for family, _ in drawn.families:
        for code, (met, counted) in family.items():
            alone[code] = (alone[code][0] - met, alone[code][1] - counted)
    several = tuple(Cluster(family, units) for family, units in drawn.families)
    return Shape((Stratum({code: pair for code, pair in alone.items() if pair[1]}, several),))
