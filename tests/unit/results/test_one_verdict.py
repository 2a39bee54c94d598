"""One figure has one verdict: the same in every edition, or none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.definition import Polarity
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.figure_values import Verdict
from tests.unit.results.built import result, shown

_COUNTS = st.builds(Counts, met=st.integers(0, 120), not_met=st.integers(0, 120))
_EDITIONS = st.sampled_from([BOARD, PUBLIC])


@settings(max_examples=60, deadline=None)
@given(_COUNTS, _EDITIONS, st.sampled_from([0.5, 0.8, 0.9, 0.95]), st.booleans())
def test_a_figure_has_the_same_verdict_in_every_edition_or_none(
    counts: Counts, edition: Edition, target: float, low_is_good: bool
) -> None:
    aim = {"target": 1 - target, "amber": 1 - target / 2, "polarity": Polarity.LOW_GOOD} if low_is_good else {}
    aim = aim or {"target": target, "amber": target / 2}
    exact = shown(counts, SUBGROUP, **aim).verdict
    assert shown(counts, edition, **aim).verdict in (exact, Verdict.HIDDEN, Verdict.NOT_SAID)


@settings(max_examples=60, deadline=None)
@given(st.lists(_COUNTS, min_size=1, max_size=3), _EDITIONS)
def test_an_agency_has_the_same_verdict_in_every_edition_or_none(parts: list[Counts], edition: Edition) -> None:
    agencies = dict(zip(("SOL", "UHS", "CCG"), parts, strict=False))
    exact = {each.code: each.verdict for each in result(agencies).agencies}
    for each in result(agencies, edition).agencies:
        assert each.verdict in (exact[each.code], Verdict.HIDDEN, Verdict.NOT_SAID)
