"""What a definition says beside its standards: time limits, flows and raters, each refused where it cannot be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.audits.mash import LEVELS, MASH
from pipeline.audits.neg import NEG
from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
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
from pipeline.definition.fingerprint import fingerprint
from pipeline.errors import DefinitionError
from tests.small_audit import changed

NOW = Quarter(2019, 2)
ANSWER = OneCode("Answer", name="answer", codes=code_list("answers", A="One", B="Two", C="Three"))
BANDS = (("Up", ("A",)), ("Down", ("B", "C")))


def step(**changes: Any) -> Step:
    usual = {"title": "Asked", "clause": "they had said", "asked": ANSWER, "bands": BANDS}
    return Step(**{**usual, **changes})


def flow(*steps: Step, told: tuple[str, ...] = (), counted_on: View = MASH.mash) -> Flow:
    return Flow("From here to there", counted_on, steps, "up", told, id="T1f1")


@pytest.mark.parametrize(
    ("standard", "start", "end", "most"),
    [(NEG.NEG11, "s47_start", "icpc_date", 15), (MASH.MASH4, "received_at", "decision_at", 1)],
)
def test_the_time_that_a_standard_allows_is_read_from_what_counts_as_met(
    standard: Any, start: str, end: str, most: int
) -> None:
    limit = standard.time_limit
    assert (limit.start.name, limit.end.name, limit.most(NOW)) == (start, end, most)


def test_a_standard_that_is_not_timed_has_no_limit_to_show() -> None:
    assert replace(NEG.NEG11, timed="").time_limit is None


@pytest.mark.parametrize(
    "met",
    [
        NEG.s47_outcome == "ICPC",
        days(NEG.s47_start, NEG.icpc_date) <= 15,
        working_days(NEG.s47_start, NEG.icpc_date) < 15,
        working_days(NEG.s47_start, AS_OF) <= 15,
        (working_days(NEG.s47_start, NEG.icpc_date) <= 15) | (NEG.s47_outcome == "ICPC"),
        (working_days(NEG.s47_start, NEG.icpc_date) <= 15) & (working_days(NEG.icpc_date, NEG.s47_start) <= 2),
    ],
)
def test_a_timed_standard_must_set_one_limit_in_working_days_between_two_dates(met: Predicate) -> None:
    with pytest.raises(DefinitionError, match=r"standard NEG11: timed= needs one working_days"):
        replace(NEG.NEG11, met=met)


def test_saying_what_is_timed_does_not_make_another_version_of_the_form() -> None:
    silent = replace(NEG.NEG11, timed="")
    assert fingerprint(NOW, silent) == fingerprint(NOW, NEG.NEG11)
    assert fingerprint(NOW, replace(silent, excluded="")) != fingerprint(NOW, NEG.NEG11)


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
        flow(step(), step(asked=MASH.level_mash, bands=(("Any", (*LEVELS.values(), "5")),)))


def test_two_raters_who_share_no_scale_are_not_compared() -> None:
    with pytest.raises(DefinitionError, match="agreement T1a1: answer and level_mash have fewer than two codes"):
        Agreement("No", Rater("One", ANSWER), Rater("Other", MASH.level_mash), id="T1a1")


def test_ratings_on_two_records_need_a_link_and_on_one_record_do_not() -> None:
    same, two = MASH.agreements[:2]
    assert (same.on_one_record, two.on_one_record) == (True, False)
    with pytest.raises(DefinitionError, match="agreement MASHa2: its raters answer on two records; say linked_by="):
        changed(MASH, linked_by=(), agreements=(two,))


def test_an_audit_must_ask_what_its_flow_reads_in_a_view_of_its_own() -> None:
    with pytest.raises(DefinitionError, match="flow T1f1 reads answer, which is not a field of this audit"):
        changed(MASH, flow=flow(step(), step()))
    with pytest.raises(
        DefinitionError, match=r"flow \(counted_on=\) names the view provider, which is not one of this"
    ):
        changed(MASH, flow=flow(step(), step(), counted_on=WNB.provider))
    with pytest.raises(DefinitionError, match="it has the flows MASHf1, T1f1; keep one of them"):
        changed(MASH, T1f1=flow(step(), step()))


def test_an_audit_may_be_read_by_a_kind_of_document_that_a_partnership_has_none_of() -> None:
    assert changed(MASH, read_by=("rulebook",)).read_by == ("rulebook",)
