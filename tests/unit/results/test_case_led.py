"""An audit whose cases are read one by one: how many of how many, and nothing that few cases cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.page import folds, front, section, sentences, tile
from pipeline.page.every_standard import every_standard
from pipeline.partnership.here import used
from pipeline.results.case_led import counts_alone, not_compared
from pipeline.results.claims import ruled
from pipeline.results.context_values import ContextPoint
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.frame import frame
from pipeline.results.model import AuditResult
from pipeline.run.quarter import RunRequest, editions_run
from pipeline.store.workspace import Workspace
from tests.unit.results import built
from tests.unit.workspaces import NOW, like_the_usual, one_audit_alone, put, sent, without_notebooks

FEW = Counts(met=3, not_met=3)
BEFORE = {quarter: Counts(met=4, not_met=2) for quarter in built.quarters_to(built.NOW, 9)[1:]}


def audit(drawn: Counts = FEW, **changes: object) -> AuditResult:
    standard = built.result({"SOL": drawn, "UHS": Counts(met=1, not_met=2)}, earlier=BEFORE, **changes)
    ratio = ContextPoint("2019-20 Q1", 3, 4, 0.75, 0.3, 0.95)
    measure = built.ContextResult("T2", "A ratio", "", 3, 4, 0.75, (), False, 0.3, 0.95, (ratio,))
    return built.audit([replace(standard, below_by_chance=0.3)], context=(measure,))


def figures(value: object) -> Iterator[Figure]:
    """Every figure in a result, however deep."""
    if isinstance(value, Figure):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from figures(each)


@given(st.builds(Counts, met=st.integers(0, 40), not_met=st.integers(0, 40), pending=st.integers(0, 3)))
@settings(max_examples=30, deadline=None)
def test_no_figure_of_it_has_a_share_an_interval_or_a_verdict(drawn: Counts) -> None:
    alone = counts_alone(audit(drawn))

    assert len(list(figures(alone))) >= 3
    for each in figures(alone):
        assert (each.counts.proportion, each.value, each.lower, each.upper) == (None, None, None, None)
        assert not each.verdict.judged
        assert each.verdict is not Verdict.TOO_FEW


def test_its_counts_stay_as_they_are() -> None:
    before, alone = audit(), counts_alone(audit())

    assert sentences.met_of_applicable(alone.standards[0].total) == "4 of 9"
    assert [each.counts.met for each in figures(alone)] == [
        each.counts.met for s in before.standards for each in (s.total, *s.agencies, s.briefed) if each
    ]


def test_its_page_and_its_lines_of_the_file_of_figures_have_no_percentage_and_no_chart() -> None:
    alone = counts_alone(audit())
    page = "".join(each.html for each in (front.summary(alone), tile.standards(alone), folds.behind(alone)))

    assert "4 of 9" in page
    assert "Read case by case" in page
    assert "read one by one at a meeting of named readers" in page
    assert "%" not in page.replace("95% interval", "")  # a heading, with nothing below it
    assert "<svg" not in page
    assert "<img" not in page
    assert "Scorecard" not in page
    table = frame(built.quarter(alone))
    assert table[["rate", "value", "lower", "upper", "target"]].isna().all(axis=None)


def test_on_the_front_page_it_has_counts_and_no_target() -> None:
    page = every_standard(built.quarter(counts_alone(audit()))).html

    assert "4 of 9" in page
    assert "%" not in page.split("<table", 1)[1]


def test_nothing_of_it_is_compared_over_time_or_counted_among_what_is() -> None:
    (rule,) = ruled([not_compared(built.NOW)])

    assert (rule.since_last, rule.over_year) == (None, None)
    assert "Its cases are read one by one" in section.detail(counts_alone(audit()).standards[0]).html


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC], ids=lambda each: each.name)
def test_a_case_led_audit_hides_what_its_edition_hides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edition: Edition
) -> None:
    without_notebooks(monkeypatch)
    own = Workspace(tmp_path / "w")
    put(own, "sol/a.xlsx", sent("SOL", "Y", "Y", "N"))
    mode = like_the_usual(tmp_path / "p", audits=("WNB,,,,,,business_manager,", "WNB,,,,,,business_manager,case-led"))
    request = RunRequest(NOW, edition, workers=1, stamp="1 May 2020", figures_only=True)
    with one_audit_alone():
        (usual,) = editions_run(own, request, [edition])
        with used(mode):
            (led,) = editions_run(own, request, [edition])

    (before,), (after,) = usual.result.audits, led.result.audits
    assert (before.case_led, after.case_led) == (False, True)
    for one, other in zip(before.standards, after.standards, strict=True):
        assert one.total.counts.met == other.total.counts.met
        assert one.total.counts.applicable == other.total.counts.applicable
        assert other.total.counts.proportion is None
    assert led.result.claims.tested == 0
