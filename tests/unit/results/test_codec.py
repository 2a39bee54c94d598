"""Results to JSON and back: nothing lost, the same text each time, and nothing built from something else."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.figure_values import Verdict
from pipeline.results.model import QuarterResult, StandardResult
from pipeline.store.codec import decoded, encoded
from tests.followed import thirty_four
from tests.unit.results.built import HOSTILE, audit, distributed, finding, quarter, result, returned


def whole(edition: Edition = SUBGROUP) -> QuarterResult:
    """A result with something in every part."""
    standard = result(
        {"SOL": Counts(met=3, not_met=40), "UHS": Counts(met=30)},
        edition,
        earlier={Quarter(2019, 1): Counts(met=9, not_met=9)},
        title=HOSTILE,
        caveats=("“Partly” – ½",),
    )
    whole_audit = audit(
        [standard], returns=(returned(records=None),), findings=(finding(),), context=(distributed([1, None], 3),)
    )
    return quarter(whole_audit, recommendations=thirty_four())


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_a_quarters_results_survive_json_whole(edition: Edition) -> None:
    assert decoded(QuarterResult, encoded(whole(edition))) == whole(edition)


def test_the_same_results_give_the_same_text_with_names_in_order() -> None:
    text = encoded(whole())
    assert text == encoded(whole())
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert "“Partly” – ½" in text


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["SOL", "UHS", "CCG"]), st.builds(Counts, st.integers(0, 50), st.integers(0, 50)), min_size=1
    ),
    st.sampled_from([SUBGROUP, BOARD, PUBLIC]),
    st.text(),
)
def test_any_standards_result_survives_json(drawn: dict[str, Counts], edition: Edition, title: str) -> None:
    standard = result(drawn, edition, title=title)
    assert decoded(StandardResult, encoded(standard)) == standard


def test_enumerations_and_tuples_come_back_as_what_they_were() -> None:
    back = decoded(QuarterResult, encoded(whole()))
    assert back.audit("TST").standard("T1").agencies[0].verdict is Verdict.BELOW
    assert isinstance(back.audits[0].standards, tuple)


def test_an_audit_or_standard_that_is_not_there_is_not_found() -> None:
    with pytest.raises(KeyError):
        whole().audit("XYZ")
    with pytest.raises(KeyError):
        whole().audit("TST").standard("T9")


@dataclass(frozen=True)
class Judged:
    name: str
    verdict: Verdict


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "",
        "[]",
        "12",
        "null",
        '"text"',
        '{"name": "a"}',
        '{"name": "a", "verdict": "Purple"}',
        '{"name": "a", "verdict": null}',
        '{"name": "a", "verdict": ["BELOW"]}',
        '{"name": 3, "verdict": "Below target"}',
        "[" * 100_000,
        '{"name": ' + "[" * 100_000,
        b'{"name": "\xe9", "verdict": "Below target"}',
        '{"name": "a", "verdict": "Below target"}'.encode("utf-16"),
    ],
)
def test_what_is_no_result_is_refused(text: str | bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decoded(Judged, text)


def test_a_truth_value_is_no_number_and_a_whole_number_may_stand_for_any() -> None:
    @dataclass(frozen=True)
    class Measured:
        count: int
        share: float | None

    for wrong in ('{"count": true, "share": 1}', '{"count": 1.0, "share": 1}', '{"count": 1, "share": false}'):
        with pytest.raises(TypeError):
            decoded(Measured, wrong)
    assert decoded(Measured, '{"count": 1, "share": 1}') == Measured(1, 1)
    assert decoded(Measured, '{"count": 1, "share": null}') == Measured(1, None)
