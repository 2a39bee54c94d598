"""What became of contacts, in whole sentences."""

from __future__ import annotations

from dataclasses import replace

from pipeline.page.sentences import flow_finding, flow_sentence
from pipeline.results.flow_values import Band, Origin
from tests.unit.results.flows import DRAWN, drawn_records, flow_of

FLOW = flow_of(drawn_records(DRAWN))


def test_of_each_end_that_the_finding_is_about_it_is_said_from_how_high_a_level_its_records_came() -> None:
    ends = (
        Origin("Early Help", cases=7, high=(3, 0), told=True),
        Origin("Advice", cases=9, high=(9, 9), told=False),
        Origin("No further action", cases=1, high=(0, 1), told=True),
        Origin("Strategy discussion", cases=0, high=(0, 0), told=True),
    )
    assert flow_finding(replace(FLOW, origins=ends)) == (
        "Of 7 records that ended in early Help, the referrer had stated level 3 or 4 for 3 and MASH had decided level "
        "3 or 4 for none. Of 1 record that ended in no further action, the referrer had stated level 3 or 4 for none "
        "and MASH had decided level 3 or 4 for 1. None ended in strategy discussion."
    )


def test_what_is_not_recorded_at_a_stage_is_said_of_that_stage_alone() -> None:
    stated, decided, outcome = FLOW.stages
    complete = replace(decided, bands=(*decided.bands[:-1], Band("Not recorded", 0)))
    silent = replace(outcome, bands=(*outcome.bands[:-1], Band("Not recorded", 2)))
    assert flow_sentence(replace(FLOW, cases=1, note="Take care.", stages=(stated, complete, silent))) == (
        "The picture follows 1 record (one child and one contact) from left to right. Nothing is recorded of the level "
        "stated by the referrer of 1 record and outcome of 2 records: they are shown as a band of their own, and none "
        "is left out. Take care."
    )


def test_where_everything_is_recorded_nothing_is_said_of_silence() -> None:
    stages = tuple(replace(each, bands=(*each.bands[:-1], replace(each.bands[-1], count=0))) for each in FLOW.stages)
    assert flow_sentence(replace(FLOW, stages=stages, note="Take care.")) == (
        "The picture follows 10 records (one child and one contact) from left to right. Take care."
    )
