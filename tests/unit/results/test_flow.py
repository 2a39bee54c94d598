"""From contact to outcome: every record is in one band of every stage, and the tables and words agree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from pipeline.audits.mash import MASH
from pipeline.audits.neg import NEG
from pipeline.page import section, sentences, table
from pipeline.results.flow import flow
from pipeline.results.model import AuditResult
from pipeline.store.codec import decoded, encoded
from tests.unit.results.built import audit
from tests.unit.results.flows import DRAWN, RECORDS, Answers, drawn_records, flow_of, returned, sizes


def test_each_record_is_in_one_band_of_each_stage_and_what_is_silent_has_a_band_of_its_own() -> None:
    stated, decided, outcome = flow_of(drawn_records(DRAWN)).stages
    assert sizes(stated) == {
        "4 Safeguarding": 1,
        "3 Universal Partnership Plus": 2,
        "2 Universal Partnership": 3,
        "1 Universal": 1,
        "Not stated": 1,
        "Public or anonymous: none is asked": 1,
        "Not recorded": 1,
    }
    assert sizes(decided) == {
        "4 Safeguarding": 1,
        "3 Universal Partnership Plus": 2,
        "2 Universal Partnership": 3,
        "1 Universal": 3,
        "Not recorded": 1,
    }
    assert sizes(outcome) == {
        "Strategy discussion": 1,
        "Referral for assessment": 2,
        "Early Help": 1,
        "Advice or signposting": 2,
        "No further action": 2,
        "Not yet decided": 1,
        "Not recorded": 1,
    }


def test_the_finding_says_from_how_high_a_level_each_end_came_and_what_is_not_recorded() -> None:
    one_flow = flow_of(drawn_records(DRAWN))
    assert sentences.flow_finding(one_flow) == (
        "Of 2 records that ended in referral for assessment, the referrer had stated level 3 or 4 for 1 and MASH had "
        "decided level 3 or 4 for 2. Of 2 records that ended in no further action, the referrer had stated level 3 or "
        "4 for 1 and MASH had decided level 3 or 4 for none."
    )
    assert sentences.flow_sentence(one_flow).startswith(
        "The picture follows 10 records (one child and one contact) from left to right. Nothing is recorded of the "
        "level stated by the referrer of 1 record, level decided by MASH of 1 record and outcome of 1 record: they are "
        "shown as a band of their own, and none is left out. The audit's sample is drawn in equal parts by outcome"
    )


def test_an_end_that_no_record_came_to_is_said_to_have_none() -> None:
    one_flow = flow_of([("4", "4", "STRATEGY")])
    assert sentences.flow_finding(one_flow) == "None ended in referral for assessment. None ended in no further action."
    assert "Nothing is recorded" not in sentences.flow_sentence(one_flow)


def test_an_answer_in_error_is_not_recorded_and_not_lost() -> None:
    sent = returned([("4", None, "NFA")])
    sent.unusable["level_mash"] = True
    one_flow = flow(MASH, [sent])
    assert sizes(one_flow.stages[1]) == {"Not recorded": 1}


def test_the_records_of_several_returns_are_followed_together_and_those_of_another_view_are_not() -> None:
    one_flow = flow_of([("4", "4", "NFA")], [("1", "2", "NFA")])
    assert (one_flow.cases, sizes(one_flow.stages[2])) == (2, {"No further action": 2})
    assert flow(MASH, [returned([("4", "4", "NFA")], view=MASH.panel)]) is None


@given(RECORDS)
@settings(max_examples=30)
def test_every_stage_and_every_step_between_two_adds_up_to_the_records(records: list[Answers]) -> None:
    one_flow = flow_of(records)
    for stage in one_flow.stages:
        assert sum(each.count for each in stage.bands) == one_flow.cases == len(records)
    for (first, second), cells in zip(pairwise(one_flow.stages), one_flow.links, strict=True):
        assert [sum(row) for row in cells] == [each.count for each in first.bands]
        assert [sum(column) for column in zip(*cells, strict=True)] == [each.count for each in second.bands]
    assert [each.cases for each in one_flow.origins] == [each.count for each in one_flow.stages[-1].bands]


@given(RECORDS)
@settings(max_examples=30)
def test_where_an_end_came_from_is_what_counting_the_records_one_by_one_gives(records: list[Answers]) -> None:
    origins = {each.end: each for each in flow_of(records).origins}
    ended = [each for each in records if each[2] == "NFA"]
    high = (sum(each[0] in ("3", "4") for each in ended), sum(each[1] in ("3", "4") for each in ended))
    assert (origins["No further action"].cases, origins["No further action"].high) == (len(ended), high)


# What an edition may show


def test_the_page_of_an_edition_without_a_flow_shows_no_trace_of_one() -> None:
    assert "MASHf1" not in section.context(audit()).html


def test_an_audit_that_defines_no_flow_has_none() -> None:
    assert flow(NEG, [returned([("4", "4", "NFA")])]) is None
    assert flow(MASH, []) is None


# The tables and the page


def test_the_tables_have_every_band_and_their_margins() -> None:
    first, second, origins = table.flow(flow_of(drawn_records(DRAWN)))
    assert first.caption == "MASHf1: Level stated by the referrer (down) and level decided by MASH (across)"
    assert first.rows[1] == ["3 Universal Partnership Plus", 0, 1, 0, 1, 0, 2]
    assert first.rows[-1] == ["All", 1, 2, 3, 3, 1, 10]
    assert second.rows[-1] == ["All", 1, 2, 0, 1, 2, 2, 1, 1, 10]
    assert origins.rows[5] == ["No further action", 2, 1, 0]


def test_the_page_shows_the_flow_before_the_other_context_with_its_tables_as_data() -> None:
    page = section.context(audit(flow=flow_of(drawn_records(DRAWN))))
    assert page.html.startswith('\n<h3 id="MASHf1">')
    assert [each.caption.split(":")[0] for each in page.tables] == ["MASHf1"] * 3
    assert page.html.count("<img") == 1


def test_a_flow_is_kept_with_the_results() -> None:
    whole = audit(flow=flow_of(drawn_records(DRAWN)))
    assert decoded(AuditResult, encoded(whole)) == whole
