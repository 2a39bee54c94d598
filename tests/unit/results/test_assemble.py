"""A quarter's results: totals are the sum of what the agencies sent, and every agency and file has its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.intake import Entry, Intake
from pipeline.measure.counts import Counts
from pipeline.measure.table import audit_counts
from pipeline.partnership.here import here, used
from pipeline.results import assemble
from pipeline.results.assemble import quarter_result, returns_grid
from pipeline.results.counted import counted_quarter
from pipeline.results.followed.values import State
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.results.return_values import ReturnLine
from pipeline.store.raw_files import NotRead
from pipeline.store.register import Submission
from pipeline.validate.catalogue.cells import TIDIED
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, Identity, SentBack, Tally, Validated
from tests.forms import ALL

NOW = Quarter(2019, 2)
ERROR = REQUIRED_MISSING.worded(answer="one of").at(
    "Records",
    "D6:D7",
    field="reason",
    label="Reason",
    affects=("WNB3",),
)
NOTE = TIDIED.at("Records", "6:6", tidied="Jane's date")
ANSWERS = st.lists(st.sampled_from(["Y", "N", "PART", None]), max_size=25)


def accepted(agency: str, followed: Sequence[str | None], **changes: Any) -> Accepted:
    """A return of one record for each answer to "local policy followed?"."""
    count = len(followed)
    rows = pd.DataFrame(
        {
            "row": range(6, 6 + count),
            "as_of": pd.to_datetime(["2019-10-14"] * count).astype("datetime64[s]"),
            "child_ref": [f"{agency}-{number // 2}" for number in range(count)],
            "service": ["GP"] * count,
            "reason": ["FORGOT"] * count,
            "policy_followed": pd.array(followed, dtype=object),
            "immediate_action": ["N"] * count,
        }
    )
    whole = Accepted(
        f"{agency}.xlsx",
        agency,
        Tally(seen=count, kept=count),
        (),
        Identity(WNB.form(WNB.provider, NOW), agency, ""),
        cover={"date_submitted": "2019-10-14"},
        rows=rows,
        unusable=pd.DataFrame(index=rows.index),
    )
    return replace(whole, **changes)


def sent_back(agency: str, *findings: Finding) -> SentBack:
    """A return of which nothing counts, for ``findings``."""
    return SentBack(f"{agency}.xlsx", agency, Tally(), findings, Identity(WNB.form(WNB.provider, NOW), agency, ""))


def intake_of(*returns: Validated, quarter: Quarter = NOW) -> Intake:
    """These returns as an intake of a quarter; the accepted ones count unless superseded."""
    entries = [
        Entry(
            Path(each.file_name),
            Submission(number, str(quarter), "2019-20-Q2/x", each.file_name, "", 0, ""),
            each,
            counts=isinstance(each, Accepted),
        )
        for number, each in enumerate(returns, start=1)
    ]
    return Intake(quarter, tuple(entries), 0)


def counted(drawn: Mapping[str, Sequence[str | None]], edition: Edition = SUBGROUP) -> QuarterResult:
    intake = intake_of(*(accepted(code, answers) for code, answers in drawn.items()))
    return quarter_result(counted_quarter(intake, {}), edition, synthetic=True)


def lines(results: QuarterResult) -> dict[str, ReturnLine]:
    return {each.agency: each for each in results.audit("WNB").returns}


@settings(max_examples=6)
@given(st.fixed_dictionaries({"SOL": ANSWERS, "UHS": ANSWERS, "CCG": ANSWERS}))
def test_for_the_sub_group_every_total_is_the_sum_of_its_agencies(drawn: dict[str, list[str | None]]) -> None:
    whole_audit = counted(drawn).audit("WNB")
    for standard in whole_audit.standards:
        for each in fields(Counts):
            total = getattr(standard.total.counts, each.name)
            assert sum(getattr(agency.counts, each.name) for agency in standard.agencies) == total
    assert (
        whole_audit.records
        == sum(len(answers) for answers in drawn.values())
        == sum(each.records or 0 for each in whole_audit.returns)
    )


def test_a_standards_figures_are_those_of_the_records() -> None:
    whole = counted({"SOL": ["Y", "Y", "N", None], "UHS": ["PART"]})
    total = whole.audit("WNB").standard("WNB12").total.counts
    assert (total.met, total.not_met, total.missing, total.applicable) == (2, 2, 1, 4)
    assert (whole.audit("WNB").records, whole.audit("WNB").children) == (5, 3)


def test_every_audit_is_there_whether_or_not_anything_came_for_it() -> None:
    whole = counted({})
    assert [each.code for each in whole.audits] == list(ALL)
    assert {s.total.counts.applicable for each in whole.audits for s in each.standards} == {0}
    assert {each.records for each in whole.audits if not ALL[each.code].few} == {0}
    assert {each.records for each in whole.audits if ALL[each.code].few} == {None}


def test_the_edition_says_who_it_is_for() -> None:
    whole = counted({}, BOARD)
    assert (whole.quarter, whole.edition, whole.marking, whole.synthetic) == ("2019-20 Q2", "board", "OFFICIAL", True)


# The returns grid


def test_every_agency_that_is_asked_has_a_line_and_a_missing_return_says_so() -> None:
    whole = counted({"SOL": ["Y"]})
    assert {code: each.status for code, each in lines(whole).items()} == {
        "SOL": "accepted",
        "UHS": "missing",
        "CCG": "missing",
    }
    assert {each.audit for each in whole.returns} == set(ALL)


def test_where_no_return_counts_the_line_is_of_the_last_one_sent() -> None:
    first, last = (replace(sent_back("SOL"), file_name=name) for name in ("first.xlsx", "last.xlsx"))
    whole = quarter_result(counted_quarter(intake_of(first, last), {}), SUBGROUP, synthetic=True)
    assert lines(whole)["SOL"].file_name == "last.xlsx"


def test_of_a_return_that_is_missing_nothing_is_counted_and_no_file_is_named() -> None:
    missing = lines(counted({"SOL": ["Y"]}))["UHS"]
    counts = (missing.rows_seen, missing.records, missing.set_aside, missing.errors, missing.queries, missing.notes)
    assert (counts, missing.late, missing.revised) == ((0,) * 6, False, False)
    assert (missing.submitted, missing.file_name, missing.sha256, missing.reason, missing.next_step) == ("",) * 5


def test_a_return_is_late_after_the_twentieth_working_day() -> None:
    late = accepted("SOL", ["Y"], cover={"date_submitted": "2019-10-29"})
    in_time = accepted("UHS", ["Y"], cover={"date_submitted": "2019-10-28"})
    silent = accepted("CCG", ["Y"], cover={})
    whole = quarter_result(counted_quarter(intake_of(late, in_time, silent), {}), SUBGROUP, synthetic=True)
    assert {code: each.late for code, each in lines(whole).items()} == {"SOL": True, "UHS": False, "CCG": False}


def test_a_nil_return_is_a_return() -> None:
    whole = quarter_result(counted_quarter(intake_of(accepted("SOL", [], nil=True)), {}), SUBGROUP, synthetic=True)
    assert (lines(whole)["SOL"].status, lines(whole)["SOL"].records) == ("nil", 0)


def test_a_return_that_was_sent_back_says_why_and_what_next_but_not_what_was_seen() -> None:
    refused = sent_back("SOL", replace(ERROR, saw="Jane Example"))
    whole = quarter_result(counted_quarter(intake_of(refused), {}), SUBGROUP, synthetic=True)
    line = lines(whole)["SOL"]
    assert (line.status, line.reason, line.next_step) == ("sent back", REQUIRED_MISSING.id, "Enter it.")
    assert "Jane" not in repr(whole)


def test_a_file_that_could_not_be_placed_has_a_line_of_its_own() -> None:
    odd = SentBack("odd.xlsx", "", Tally(), (ERROR,))
    (line,) = [each for each in returns_grid(intake_of(odd), SUBGROUP) if not each.audit]
    assert (line.agency_name, line.file_name, line.status) == ("2019-20-Q2/x", "odd.xlsx", "sent back")


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_others_than_named_readers_are_told_no_file_s_name_and_no_number_of_what_was_found(edition: Edition) -> None:
    odd, lying = SentBack("odd.xlsx", "", Tally(), (ERROR,)), NotRead(Path("a"), "data/raw/x/secret.zip", "Unzip it.")
    intake = replace(
        intake_of(accepted("SOL", ["Y"], findings=(ERROR, NOTE)), odd),
        not_read=(lying, replace(lying, agencies=frozenset({"UHS"}))),
    )
    named, told = (quarter_result(counted_quarter(intake, {}), each, synthetic=True) for each in (SUBGROUP, edition))

    assert (lines(named)["SOL"].errors, lines(named)["SOL"].notes) == (2, 1)  # of two cells, and of one row
    assert {(each.errors, each.queries, each.notes, each.file_name) for each in told.returns} == {(None,) * 3 + ("",)}
    assert [each.agency_name for each in told.returns if not each.audit] == ["Nobody knows whose"]
    assert [each.place for each in told.not_read] == [
        "Nobody knows whose",
        "University Hospital Southampton NHS Foundation Trust",
    ]
    assert "secret" in repr(named.not_read)
    assert "secret" not in repr(told.not_read)


def test_the_return_that_counts_is_shown_and_said_to_be_revised() -> None:
    first, second = replace(accepted("SOL", ["N"]), sha256="1" * 64), accepted("SOL", ["Y", "Y"])
    refused = sent_back("SOL")
    intake = intake_of(first, second, refused)
    entries = (replace(intake.entries[0], counts=False, superseded=True), *intake.entries[1:])
    whole = quarter_result(counted_quarter(replace(intake, entries=entries), {}), SUBGROUP, synthetic=True)
    line = lines(whole)["SOL"]
    assert (line.status, line.records, line.revised) == ("accepted", 2, True)
    assert whole.audit("WNB").standard("WNB12").total.counts.met == 2


# Findings


def test_findings_are_counted_by_agency_rule_and_question_errors_first() -> None:
    returns = accepted("UHS", ["Y"], findings=(NOTE, ERROR)), accepted("SOL", ["Y"], findings=(ERROR, ERROR))
    whole = quarter_result(counted_quarter(intake_of(*returns), {}), SUBGROUP, synthetic=True)
    assert [(each.agency, each.severity, each.count) for each in whole.audit("WNB").findings or ()] == [
        ("SOL", "error", 4),
        ("UHS", "error", 2),
        ("UHS", "note", 1),
    ]
    assert "Jane" not in repr(whole)
    assert (lines(whole)["SOL"].errors, lines(whole)["UHS"].notes) == (4, 1)


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_findings_and_numbers_of_children_are_for_the_sub_group_only(edition: Edition) -> None:
    returns = (accepted("UHS", ["Y"] * 30, findings=(ERROR,)),)
    whole_audit = quarter_result(counted_quarter(intake_of(*returns), {}), edition, synthetic=True).audit("WNB")
    assert (whole_audit.findings, whole_audit.children) == (None, None)


@pytest.mark.parametrize("edition", [SUBGROUP, BOARD, PUBLIC])
def test_flow_agreement_and_days_are_for_named_readers_only(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, answer in (("flow", "a flow"), ("agreements", ("two raters",)), ("timing", "days")):
        monkeypatch.setattr(assemble, name, lambda *_, answer=answer: answer)
    whole_audit = quarter_result(counted_quarter(intake_of(), {}), edition, synthetic=True).audit("WNB")
    shown = (whole_audit.flow, whole_audit.agreement, whole_audit.standards[0].timing)
    assert shown == (("a flow", ("two raters",), "days") if edition.named_readers else (None, None, None))


# What an edition hides


def audited(edition: Edition, **sizes: int) -> AuditResult:
    return counted({code: ["Y"] * size for code, size in sizes.items()}, edition).audit("WNB")


@pytest.mark.parametrize(("edition", "shown"), [(SUBGROUP, 3), (BOARD, None), (PUBLIC, None)])
def test_a_small_number_of_records_is_hidden_and_not_nought(edition: Edition, shown: int | None) -> None:
    whole_audit = audited(edition, SOL=3)
    assert whole_audit.records == shown
    assert [each.records for each in whole_audit.returns if each.agency == "SOL"] == [shown]


def test_a_hidden_number_of_records_cannot_be_had_by_subtraction() -> None:
    whole_audit = audited(BOARD, SOL=3, UHS=20, CCG=30)
    hidden = [each.agency for each in whole_audit.returns if each.records is None]
    assert whole_audit.records is None or len(hidden) > 1


@pytest.mark.parametrize(
    ("number", "edition", "shown"), [(2, SUBGROUP, 2), (2, BOARD, None), (7, BOARD, None), (0, PUBLIC, 0)]
)
def test_children_who_needed_action_at_once_are_counted_under_the_editions_rule(
    number: int, edition: Edition, shown: int | None
) -> None:
    whole = accepted("SOL", ["Y"] * 20)
    asked = whole.rows.assign(immediate_action=["Y"] * number + ["N"] * (20 - number))
    results = quarter_result(counted_quarter(intake_of(replace(whole, rows=asked)), {}), edition, synthetic=True)
    assert results.audit("WNB").immediate_actions == shown


# History and evidence


def test_earlier_quarters_are_history_and_no_part_of_the_quarters_own_figures() -> None:
    before = NOW.previous()
    earlier = audit_counts(
        ALL["WNB"], before, intake_of(accepted("SOL", ["N"] * 9), quarter=before).counted(ALL["WNB"])
    )
    intake = intake_of(accepted("SOL", ["Y", "Y"]))
    whole = quarter_result(counted_quarter(intake, {before: {"WNB": earlier}}), SUBGROUP, synthetic=True)
    standard = whole.audit("WNB").standard("WNB12")
    assert (standard.total.counts.met, standard.total.counts.applicable) == (2, 2)
    assert [each.quarter for each in standard.history] == ["2019-20 Q1", "2019-20 Q2"]
    assert whole.quarters == ("2019-20 Q1", "2019-20 Q2")


def test_every_recommendation_says_what_evidence_there_is_and_none_more_than_there_is() -> None:
    followed = {each.id: each for each in counted({"SOL": ["Y"] * 40}).recommendations}
    assert list(followed) == [each.id for each in here().recommendations]
    assert "WNB12" in followed["T2.2"].standards
    assert followed["T2.2"].level >= 4
    assert (followed["T2.3"].level, followed["T2.3"].latest) == (0, "")  # no return of its audits has come


def test_of_a_recommendation_that_no_standard_is_of_there_is_no_evidence_yet() -> None:
    first, *others = here().recommendations
    unknown = replace(first, id="T0.0", standards=(), key_standards=())
    with used(replace(here(), recommendations=(unknown, *others), actions=())):
        followed = {each.id: each for each in counted({"SOL": ["Y"]}).recommendations}
    assert (followed["T0.0"].state, followed["T0.0"].standards) == (State.NOT_DUE, ())


def test_a_recommendation_that_was_looked_at_and_had_no_cases_has_no_evidence_of_them() -> None:
    followed = {each.id: each for each in counted({"SOL": []}).recommendations}
    assert (followed["T2.2"].level, followed["T2.2"].state) == (0, State.NONE)


def test_evidence_that_is_hidden_is_evidence() -> None:
    followed = {each.id: each for each in counted({"SOL": ["Y"]}, BOARD).recommendations}
    assert followed["T2.2"].level >= 3


def test_the_same_returns_give_the_same_results() -> None:
    drawn = {"SOL": ["Y", "N", None], "UHS": ["PART"]}
    assert counted(drawn) == counted(drawn)
