"""What a definition says beside its standards: time limits, flows and raters, each refused where it cannot be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.audits.mash import HUB, LEVELS, MASH, decided_in_time, level_mash
from pipeline.audits.neg import NEG, icpc_date, icpc_in_time, s47_outcome, s47_start
from pipeline.definition import (
    AS_OF,
    Agreement,
    Flow,
    OneCode,
    Predicate,
    Rater,
    Step,
    View,
    code_list,
    days,
    working_days,
)
from pipeline.errors import DefinitionError
from tests.unit.results.built import NOW

ANSWER = OneCode("answer", "Answer", codes=code_list("answers", A="One", B="Two", C="Three"))
BANDS = (("Up", ("A",)), ("Down", ("B", "C")))


def step(**changes: Any) -> Step:
    usual = {"title": "Asked", "clause": "they had said", "asked": ANSWER, "bands": BANDS}
    return Step(**{**usual, **changes})


def flow(*steps: Step, told: tuple[str, ...] = ()) -> Flow:
    return Flow("T1f1", "From here to there", View("v", "View", ("SOL",)), steps, "up", told)


@pytest.mark.parametrize(
    ("standard", "start", "end", "most"),
    [(icpc_in_time, "s47_start", "icpc_date", 15), (decided_in_time, "received_at", "decision_at", 1)],
)
def test_the_time_that_a_standard_allows_is_read_from_what_counts_as_met(
    standard: Any, start: str, end: str, most: int
) -> None:
    limit = standard.time_limit
    assert (limit.start.name, limit.end.name, limit.most) == (start, end, most)


def test_a_standard_that_is_not_timed_has_no_limit_to_show() -> None:
    assert replace(icpc_in_time, timed="").time_limit is None


@pytest.mark.parametrize(
    "met",
    [
        s47_outcome == "ICPC",
        days(s47_start, icpc_date) <= 15,
        working_days(s47_start, icpc_date) < 15,
        working_days(s47_start, AS_OF) <= 15,
        (working_days(s47_start, icpc_date) <= 15) | (s47_outcome == "ICPC"),
        (working_days(s47_start, icpc_date) <= 15) & (working_days(icpc_date, s47_start) <= 2),
    ],
)
def test_a_timed_standard_must_set_one_limit_in_working_days_between_two_dates(met: Predicate) -> None:
    with pytest.raises(DefinitionError, match=r"standard NEG11: timed= needs one working_days"):
        replace(icpc_in_time, met=met)


def test_saying_what_is_timed_does_not_make_another_version_of_the_form() -> None:
    form = NEG.form(NEG.views[1], NOW)
    silent = replace(NEG, standards=tuple(replace(each, timed="") for each in NEG.standards))
    assert silent.form(NEG.views[1], NOW).version == form.version


@pytest.mark.parametrize(
    ("steps", "told", "complaint"),
    [
        ([step()], (), "give it two steps or more"),
        ([step(), step(bands=(("Up", ("A", "B")),))], (), "answer = C is in 0 bands; put it into one"),
        ([step(bands=(*BANDS, ("More", ("A",)))), step()], (), "answer = A is in 2 bands"),
        ([step(high=("Top",)), step()], (), "'Top' is high and no band"),
        ([step(), step()], ("End",), "it tells of 'End', which is no band of its last step"),
    ],
)
def test_a_flow_puts_every_answer_into_one_band_and_names_bands_that_are_there(
    steps: list[Step], told: tuple[str, ...], complaint: str
) -> None:
    with pytest.raises(DefinitionError, match=f"flow T1f1: {complaint}"):
        flow(*steps, told=told)


def test_a_code_that_a_flow_misspells_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DefinitionError, match="code list level has no '5'"):
        flow(step(), step(asked=level_mash, bands=(("Any", (*LEVELS.values(), "5")),)))


def test_two_raters_who_share_no_scale_are_not_compared() -> None:
    with pytest.raises(DefinitionError, match="agreement T1a1: answer and level_mash have fewer than two codes"):
        Agreement("T1a1", "No", Rater("One", ANSWER), Rater("Other", level_mash))


def test_ratings_on_two_records_need_a_link_and_on_one_record_do_not() -> None:
    same, two = MASH.agreements[:2]
    assert (same.on_one_record, two.on_one_record) == (True, False)
    with pytest.raises(DefinitionError, match="agreement MASHa2: its raters answer on two records; say linked_by="):
        replace(MASH, linked_by=(), agreements=(two,))


def test_an_audit_must_ask_what_its_flow_reads_in_a_view_of_its_own() -> None:
    with pytest.raises(DefinitionError, match="flow T1f1 reads answer, which is not a field of this audit"):
        replace(MASH, flow=flow(step(), step()))
    with pytest.raises(DefinitionError, match=r"flow \(counted_on=\) names the view v, which is not one of this"):
        replace(MASH, flow=flow(step(), step()))
    assert MASH.flow is not None
    assert MASH.flow.counted_on is HUB


def test_an_audit_is_read_by_guidance_that_is_in_force_somewhere() -> None:
    with pytest.raises(DefinitionError, match="it is read by a rulebook, of which there is none"):
        replace(MASH, read_by=("rulebook",))
