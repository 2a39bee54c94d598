"""The published vectors of every method that the product uses, against the function that answers them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.statistics import agreement, exact, finite, intervals, overdispersion, pchart, rules, stratified, xmr
from pipeline.statistics.agreement import Coefficient, Weights

HERE = Path(__file__).resolve()
FILES = sorted((HERE.parents[4] / "shared" / "vectors").glob("*.json"))
VECTORS = [vector for file in FILES for vector in json.loads(file.read_text(encoding="utf-8"))]
Answer = dict[str, Any]
Inputs = dict[str, Any]


def ends(pair: tuple[float, float] | None) -> Answer:
    return {} if pair is None else {"lower": pair[0], "upper": pair[1]}


def of_two(given: Inputs) -> Answer:
    four = (given[name] for name in ("x1", "n1", "x2", "n2"))
    return ends(intervals.newcombe(*four, given.get("conf", 0.95)))


def xmr_limits(given: Inputs) -> Answer:
    limits = xmr.limits(given["y"])
    near = limits.near
    return {"mean": limits.mean, "lpl": limits.lower, "upl": limits.upper, "nlpl": near[0], "nupl": near[1]}


def xmr_mdc(given: Inputs) -> Answer:
    chart = xmr.xmr(given["y"], better=xmr.Better(given["dir"]), target=given.get("target"))
    limits, points = chart.limits or xmr.Limits(chart.mean, chart.mean, chart.mean), len(chart.points)
    return {
        "mean": [limits.mean] * points,
        "lpl": [limits.lower] * points,
        "upl": [limits.upper] * points,
        "rule": [point.rule for point in chart.points],
        "point_type": [point.variation for point in chart.points],
        "assurance": chart.assurance,
    }


def counts_within_chance(given: Inputs) -> Answer:
    answer = {}
    for name, tail in (("95", 0.025), ("998", 0.001)):
        low, high = exact.unmarked(given["n"], given["target"], tail)
        answer |= {f"lower{name}": low / given["n"], f"upper{name}": high / given["n"]}
    return answer


def how_bodies_differ(given: Inputs) -> Answer:
    found = overdispersion.scattered(given["num"], given["den"])
    return {"phi": found.times, "tau2": found.between}


def kappas(given: Inputs) -> Answer:
    answer: Answer = {}
    kinds = {"": Weights.UNWEIGHTED, "_linear": Weights.LINEAR, "_quadratic": Weights.QUADRATIC}
    for suffix, kind in kinds.items():
        kappa = agreement.kappa(np.array(given["table"]), kind)
        own = {"kappa": kappa.value, "ase": kappa.se, **ends(kappa.normal())}
        answer |= {name + suffix: value for name, value in own.items()}
    return answer


def gwet_ac(given: Inputs) -> Answer:
    table, kind = np.array(given["table"]), Weights(given["weights"])
    ac, kappa = agreement.gwet(table, kind), agreement.kappa(table, kind)
    return {"ac": ac.value, "ac_se": ac.se, "kappa": kappa.value, "kappa_se": kappa.se}


def irrcac(method: Callable[..., Coefficient]) -> Callable[[Inputs], Answer]:
    def answer(given: Inputs) -> Answer:
        coefficient = method(np.array(given["table"]), Weights(given["weights"]))
        return {"coefficient": coefficient.value, "se": coefficient.se, **ends(coefficient.student())}

    return answer


def stratified_proportion(given: Inputs) -> Answer:
    parts = [
        stratified.Part(listed, [(int(place < met), 1) for place in range(examined)])
        for met, examined, listed in zip(given["x"], given["n"], given["N"], strict=True)
    ]
    figure = stratified.weighted(parts)
    return {"p": figure.value, "se_fpc": figure.se}


METHODS: dict[str, Callable[[Inputs], Answer]] = {
    "wilson": lambda given: ends(intervals.wilson(given["x"], given["n"], given.get("conf", 0.95))),
    "newcombe10": of_two,
    "rule_shift_marks_end": lambda given: {"marks": list(map(int, rules.shift_ends(given["relative_to_mean"])))},
    "rule_trend_marks_end": lambda given: {"marks": rules.trend_ends(given["y"])},
    "rule_two_in_three_window": lambda given: {
        "marks": list(map(int, rules.two_in_three(given["close_to_limits"], given["relative_to_mean"])))
    },
    "xmr_limits": xmr_limits,
    "xmr_mdc": xmr_mdc,
    "assurance": lambda given: {
        "assurance": xmr.assurance(given["lpl"], given["upl"], given["target"], xmr.Better(given["dir"]))
    },
    "p_chart": lambda given: {"cl": pchart.p_chart(given["r"], given["n"]).centre},
    "funnel_qbinom": counts_within_chance,
    "overdispersion_arcsine": how_bodies_differ,
    "cohen_kappa": kappas,
    "gwet_ac": gwet_ac,
    "irrcac_cohen": irrcac(agreement.kappa),
    "irrcac_gwet": irrcac(agreement.gwet),
    "hypergeometric_exact": lambda given: ends(finite.of_the_list(given["x"], given["n"], given["N"], given["conf"])),
    "stratified_proportion": stratified_proportion,
}
ELSEWHERE = {"bank_holidays", "working_days_between", "working_day_deadline"}  # the clock is another room
# What no page shows; a figure that comes to need one brings the function, and its vectors with it.
UNUSED_METHODS = {
    *("wilson_cc", "newcombe11", "clopper_pearson", "clopper_pearson_upper_one_sided", "mid_p"),
    *("funnel_exact_interpolated", "aggregate_ratio"),
    *("cohen_kappa_custom", "krippendorff_alpha", "irrcac_scott", "irrcac_krippendorff", "irrcac_fleiss"),
    *("irrcac_conger", "fleiss_kappa", "fleiss_kappa_counts"),
    *("sample_size_ubht", "sample_size_fpc", "table_bounds", "difference_tables", "median_ci_confidence"),
}
UNUSED_ANSWERS = {"lcl", "ucl", "alpha", "ase0", "z", "se_nofpc", "winsorised", "phi_unwinsorised"}
# Series of R's package from which it leaves large moving ranges out, or whose limits begin anew half-way.
SCREENED, REBASED = {"R-ptd-rrk", "R-ptd-trend-cross"}, {"R-ptd-rebase"}
ASKED = [
    vector
    for vector in VECTORS
    if vector["method"] not in ELSEWHERE | UNUSED_METHODS
    and vector["id"] not in SCREENED | REBASED
    and (not vector["method"].startswith("irrcac") or "table" in vector["inputs"])
]


def agrees(answer: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, dict):
        return all(agrees(answer[name], value, tolerance) for name, value in expected.items())
    if isinstance(expected, list):  # a source may print the first few only
        return len(answer) >= len(expected) and all(
            agrees(one, other, tolerance) for one, other in zip(answer, expected, strict=False)
        )
    if expected is None or isinstance(expected, str):
        return bool(answer == expected)
    return bool(answer == pytest.approx(expected, abs=max(tolerance, 1e-12), rel=0))


@pytest.mark.parametrize("vector", [pytest.param(each, id=each["id"]) for each in ASKED])
def test_the_answer_is_the_one_published(vector: dict[str, Any]) -> None:
    assert vector["method"] in METHODS, "write the function, and name it in METHODS"

    answer = METHODS[vector["method"]](vector["inputs"])

    for name, expected in vector["expected"].items():
        if name not in UNUSED_ANSWERS:
            assert agrees(answer[name], expected, vector["tolerance"]), f"{name}: {answer[name]} for {expected}"


def test_the_methods_tested_elsewhere_are_tested_there() -> None:
    clock = (HERE.parents[1] / "calendar" / "test_working_days.py").read_text(encoding="utf-8")

    assert all(f'vectors("{method}")' in clock for method in ELSEWHERE)
