"""Every published vector, whatever its method, against the function that answers it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.statistics import (
    agreement,
    exact,
    finite,
    funnel,
    intervals,
    medians,
    pchart,
    pooling,
    raters,
    rules,
    sampling,
    spread,
    stratified,
    tables,
    xmr,
)
from pipeline.statistics.agreement import Coefficient, Weights

HERE = Path(__file__).resolve()
FILES = sorted((HERE.parents[4] / "shared" / "vectors").glob("*.json"))
VECTORS = [vector for file in FILES for vector in json.loads(file.read_text(encoding="utf-8"))]
Answer = dict[str, Any]
Inputs = dict[str, Any]


def ends(pair: tuple[float, float] | None) -> Answer:
    return {} if pair is None else {"lower": pair[0], "upper": pair[1]}


def of_one(method: Callable[..., tuple[float, float]], **how: Any) -> Callable[[Inputs], Answer]:
    return lambda given: ends(method(given["x"], given["n"], given.get("conf", 0.95), **how))


def of_two(**how: Any) -> Callable[[Inputs], Answer]:
    def answer(given: Inputs) -> Answer:
        four = (given[name] for name in ("x1", "n1", "x2", "n2"))
        return ends(intervals.newcombe(*four, given.get("conf", 0.95), **how))

    return answer


def xmr_limits(given: Inputs) -> Answer:
    found = xmr.limits(given["y"], screen=given.get("screen", False))
    near = found.near
    return {"mean": found.mean, "lpl": found.lower, "upl": found.upper, "nlpl": near[0], "nupl": near[1]}


def xmr_mdc(given: Inputs) -> Answer:
    rebase = given.get("rebase") or []
    chart = xmr.xmr(
        given["y"],
        better=xmr.Better(given["dir"]),
        target=given.get("target"),
        rebases=[place - 1 for place in (rebase if isinstance(rebase, list) else [rebase])],
        screen=given.get("screen", False),
    )
    own = [
        (phase.limits or xmr.Limits(phase.mean, phase.mean, phase.mean), len(phase.points)) for phase in chart.phases
    ]
    return {
        "mean": [limits.mean for limits, points in own for _ in range(points)],
        "lpl": [limits.lower for limits, points in own for _ in range(points)],
        "upl": [limits.upper for limits, points in own for _ in range(points)],
        "rule": [point.rule for point in chart.points],
        "point_type": [point.variation for point in chart.points],
        "assurance": chart.assurance,
    }


def p_chart(given: Inputs) -> Answer:
    centre = pchart.p_chart(given["r"], given["n"]).centre
    limits = [pchart.three_sigma(centre, total) for total in given["n"]]
    return {"cl": centre, "lcl": [low for low, _ in limits], "ucl": [high for _, high in limits]}


def funnel_interpolated(given: Inputs) -> Answer:
    chances = {"lower95": funnel.LOOK, "upper95": 1 - funnel.LOOK, "lower998": funnel.FLAG, "upper998": 1 - funnel.FLAG}
    return {
        name: funnel._between_steps(given["n"], given["target"], chance) / given["n"]
        for name, chance in chances.items()
    }


def funnel_steps(given: Inputs) -> Answer:
    (low, high), (lowest, highest) = (
        funnel.unmarked(given["n"], given["target"], tail) for tail in (funnel.LOOK, funnel.FLAG)
    )
    counts = {"lower95": low, "upper95": high, "lower998": lowest, "upper998": highest}
    return {name: count / given["n"] for name, count in counts.items()}


def kappas(given: Inputs) -> Answer:
    found: Answer = {}
    kinds = {"": Weights.UNWEIGHTED, "_linear": Weights.LINEAR, "_quadratic": Weights.QUADRATIC}
    for suffix, kind in kinds.items():
        kappa = agreement.kappa(np.array(given["table"]), kind)
        assert kappa.value is not None
        assert kappa.se_by_chance is not None
        own = {"kappa": kappa.value, "ase": kappa.se, "ase0": kappa.se_by_chance, **ends(kappa.normal())}
        own["z"] = kappa.value / kappa.se_by_chance
        found |= {name + suffix: value for name, value in own.items()}
    return found


def kappa_with_own_weights(given: Inputs) -> Answer:
    table, apart = np.array(given["table"]), np.array(given["disagreement_weights"])
    return {
        "kappa": agreement.kappa(table, Weights.UNWEIGHTED).value,
        "weighted": agreement.kappa(table, 1 - apart / apart.max()).value,
    }


def gwet_ac(given: Inputs) -> Answer:
    table, kind = np.array(given["table"]), Weights(given["weights"])
    ac, kappa = agreement.gwet(table, kind), agreement.kappa(table, kind)
    alpha = agreement.alpha(table, kind).value
    return {"ac": ac.value, "ac_se": ac.se, "alpha": alpha, "kappa": kappa.value, "kappa_se": kappa.se}


def ratings(given: Inputs) -> tuple[Any, list[float]]:
    by_rater = given["ratings_by_rater"] if "ratings_by_rater" in given else list(zip(*given["ratings"], strict=True))
    found = np.array(by_rater, dtype=float)
    return found, sorted(set(found[~np.isnan(found)].tolist()))


def irrcac(
    of_table: Callable[..., Coefficient] | None, of_ratings: Callable[..., Coefficient] | None
) -> Callable[[Inputs], Answer]:
    def answer(given: Inputs) -> Answer:
        kind = Weights(given["weights"])
        if "table" in given:
            assert of_table is not None
            found = of_table(np.array(given["table"]), kind)
        else:
            assert of_ratings is not None
            found = of_ratings(*ratings(given), kind)
        return {"coefficient": found.value, "se": found.se, **ends(found.student())}

    return answer


def fleiss(given: Inputs) -> Answer:
    found = raters.fleiss(*ratings(given), Weights.UNWEIGHTED)
    assert found.value is not None
    assert found.se_by_chance is not None
    return {"kappa": found.value, "z": found.value / found.se_by_chance}


def fleiss_counts(given: Inputs) -> Answer:
    counts = np.array(given["counts"])
    free = raters.brennan_prediger(counts, Weights.UNWEIGHTED).value
    return {"kappa": raters.fleiss_of(counts, Weights.UNWEIGHTED).value, "free_marginal": free}


def stratified_proportion(given: Inputs) -> Answer:
    found = stratified.stratified(given["x"], given["n"], given["N"])
    return {"p": found.value, "se_fpc": found.se, "se_nofpc": found.se_without_frame}


def sample_size_fpc(given: Inputs) -> Answer:
    z = intervals.normal_quantile(given["conf"])
    unlimited = sampling.unrounded(given["p"], given["margin"], None, z)
    # epiR leaves the frame out of it where the sample is a tenth of it or less.
    frame = given["N"] if unlimited / given["N"] > 0.1 else None
    return {"n": sampling.needed(given["p"], given["margin"], frame, given["conf"])}


def table_bounds(given: Inputs) -> Answer:
    found = tables.bounds(given["cells"], given["row_totals"], given["col_totals"], given["total"])
    return {"bounds": {f"t[{row},{column}]": list(between) for (row, column), between in found.items()}}


def overdispersion(given: Inputs) -> Answer:
    found = spread.spread(given["num"], given["den"], given["trim"])
    names = ("z", "winsorised", "phi", "tau2", "phi_unwinsorised")
    return {name: np.asarray(getattr(found, name)).tolist() for name in names}


METHODS: dict[str, Callable[[Inputs], Answer]] = {
    "wilson": of_one(intervals.wilson),
    "wilson_cc": of_one(intervals.wilson, corrected=True),
    "clopper_pearson": of_one(exact.clopper_pearson),
    "mid_p": of_one(exact.mid_p),
    "newcombe10": of_two(),
    "newcombe11": of_two(corrected=True),
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
    "p_chart": p_chart,
    "funnel_exact_interpolated": funnel_interpolated,
    "funnel_qbinom": funnel_steps,
    "overdispersion_arcsine": overdispersion,
    "aggregate_ratio": lambda given: {"ratio": pooling.pooled(given["num"], given["den"], given["group"])},
    "cohen_kappa": kappas,
    "cohen_kappa_custom": kappa_with_own_weights,
    "gwet_ac": gwet_ac,
    "krippendorff_alpha": lambda given: {"alpha": raters.krippendorff(*ratings(given), raters.Measure(given["level"]))},
    "irrcac_cohen": irrcac(agreement.kappa, None),
    "irrcac_scott": irrcac(agreement.scott, raters.fleiss),
    "irrcac_gwet": irrcac(agreement.gwet, raters.gwet),
    "irrcac_krippendorff": irrcac(agreement.alpha, raters.alpha_with_error),
    "irrcac_fleiss": irrcac(agreement.scott, raters.fleiss),
    "irrcac_conger": irrcac(agreement.kappa, raters.conger),
    "fleiss_kappa": fleiss,
    "fleiss_kappa_counts": fleiss_counts,
    "sample_size_ubht": lambda given: {"n": sampling.unrounded(given["p"], given["margin"], given["N"], given["z"])},
    "sample_size_fpc": sample_size_fpc,
    "clopper_pearson_upper_one_sided": lambda given: {
        "upper": exact.upper_bound(given["x"], given["n"], given["conf"])
    },
    "hypergeometric_exact": lambda given: ends(finite.of_the_list(given["x"], given["n"], given["N"], given["conf"])),
    "stratified_proportion": stratified_proportion,
    "table_bounds": table_bounds,
    "difference_tables": lambda given: {"difference": tables.difference(given["b"], given["a"]).tolist()},
    "median_ci_confidence": lambda given: {"confidence": medians.confidence(given["n"], given["rank"])},
}
ELSEWHERE = {"bank_holidays", "working_days_between", "working_day_deadline"}  # the clock is another room


def agrees(found: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, dict):
        return all(agrees(found[name], value, tolerance) for name, value in expected.items())
    if isinstance(expected, list):  # a source may print the first few only
        return len(found) >= len(expected) and all(
            agrees(one, other, tolerance) for one, other in zip(found, expected, strict=False)
        )
    if expected is None or isinstance(expected, str):
        return bool(found == expected)
    return bool(found == pytest.approx(expected, abs=max(tolerance, 1e-12), rel=0))


@pytest.mark.parametrize(
    "vector", [pytest.param(each, id=each["id"]) for each in VECTORS if each["method"] not in ELSEWHERE]
)
def test_the_answer_is_the_one_published(vector: dict[str, Any]) -> None:
    assert vector["method"] in METHODS, "write the function, and name it in METHODS"

    found = METHODS[vector["method"]](vector["inputs"])

    for name, expected in vector["expected"].items():
        assert agrees(found[name], expected, vector["tolerance"]), f"{name}: {found[name]} for {expected}"


def test_the_methods_tested_elsewhere_are_tested_there() -> None:
    clock = (HERE.parents[1] / "calendar" / "test_working_days.py").read_text(encoding="utf-8")

    assert all(f'vectors("{method}")' in clock for method in ELSEWHERE)
