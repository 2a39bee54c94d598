"""A quarter in which two versions run side by side shows both readings, and never gives a small count away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Date, Form, Standard, Whole
from pipeline.definition.records import AsIf, code_column
from pipeline.definition.targets import Aim
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts, counts
from pipeline.measure.table import outcome_table
from pipeline.page.sentences import other_reading_sentence
from pipeline.partnership.here import shipped, used
from pipeline.partnership.model import Document, Partnership, Timescale
from pipeline.results.context import context_results
from pipeline.results.dual_run import DualRun, dual_run, other_reading
from pipeline.results.flow import flow, flow_to_come
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.unit.results.built import result

DUAL = Quarter(2026, 2)
TEAMS = Document(
    kind="multi-agency child protection teams", version="Pilot", since=date(2026, 8, 1), dual_run=(DUAL,),
    standards=("NEG6",), what_changes="Education takes part.",
)  # fmt: skip
AIM = Aim(0.9, 0.75)


def partnership(*documents: Document, timescales: Sequence[Timescale] | None = None) -> Partnership:
    usual = shipped("southampton")
    return replace(usual, documents=documents, timescales=usual.timescales if timescales is None else tuple(timescales))


def neg(whose: Partnership, standard: str = "NEG6", quarter: Quarter = DUAL) -> tuple[type[Audit], Standard]:
    with used(whose):
        audit = audits.of(quarter)["NEG"]
    return audit, next(each for each in audit.standards if each.id == standard)


def sent(form: Form, agency: str, rows: Sequence[dict[str, object]]) -> Accepted:
    """An accepted return of these records, with a blank for every answer that a record does not have."""
    names = [
        name for each in form.fields for name in (each.name, *([code_column(each.name)] * bool(each.also_codes())))
    ]
    frame = pd.DataFrame([{name: row.get(name) for name in names} for row in rows], columns=names, dtype=object)
    for each in form.fields:
        if isinstance(each, Date):
            frame[each.name] = pd.to_datetime(frame[each.name]).astype("datetime64[s]")
        if isinstance(each, Whole):
            frame[each.name] = frame[each.name].astype("Int64")
    frame.insert(0, "row", range(5, 5 + len(rows)))
    frame.insert(1, "as_of", pd.Timestamp(form.quarter.end))
    tally = Tally(seen=len(rows), kept=len(rows))
    return Accepted("mine.xlsx", "0" * 64, tally, (), Identity(form, agency, ""), rows=frame)


def held(day: date, *there: str) -> dict[str, object]:
    return {"strategy_held": "Y", "strategy_date": day, "strategy_agencies": ";".join(there)}


def test_the_records_of_a_dual_run_are_counted_by_their_day_and_all_by_the_version_before() -> None:
    three, four = ("CSC", "POL", "HEALTH"), ("CSC", "POL", "HEALTH", "EDU")
    rows = [held(date(2026, 7, 31), *three), held(date(2026, 8, 1), *three), held(date(2026, 8, 1), *four)]
    whose = partnership(TEAMS)
    audit, quorum = neg(whose)
    with used(whose):
        returns = [sent(audit.form(quorum.counted_on[0], DUAL), "SCC-CF", rows)]  # type: ignore[index]
        dual = dual_run(audit, quorum, DUAL)
        assert dual is not None
        first = outcome_table(audit, DUAL, returns, standards=[quorum])
        other = outcome_table(audit, DUAL, returns, standards=[quorum], as_if=dual.as_if)
    assert list(first["outcome"]) == ["met", "not met", "met"]
    assert list(other["outcome"]) == ["met", "met", "met"]
    assert dual.by == "as before the Pilot"
    shown = other_reading(dual, counts(other), AIM, SUBGROUP)
    assert shown is not None
    assert (shown.figure.counts.met, shown.figure.counts.applicable) == (3, 3)


@pytest.mark.parametrize("quarter", [DUAL.previous(), DUAL.next()])
def test_a_quarter_that_is_not_of_the_dual_run_has_one_reading(quarter: Quarter) -> None:
    whose = partnership(TEAMS)
    audit, quorum = neg(whose)
    with used(whose):
        assert dual_run(audit, quorum, quarter) is None


def test_a_document_that_judges_a_figure_as_before_gives_it_no_second_reading() -> None:
    whose = partnership(TEAMS, replace(TEAMS, kind="neglect procedure", standards=("NEG1",)))
    for name in ("NEG1", "NEG3"):
        audit, standard = neg(whose, name)
        with used(whose):
            assert dual_run(audit, standard, DUAL) is None


def test_before_its_first_day_a_document_s_dual_run_shows_what_is_to_come() -> None:
    whose = partnership(replace(TEAMS, since=date(2026, 10, 1)))
    audit, quorum = neg(whose)
    with used(whose):
        dual = dual_run(audit, quorum, DUAL)
    assert dual is not None
    assert dual.as_if == AsIf(date(2026, 10, 1), later=True)
    assert dual.by == f"by the version that follows ({TEAMS.kind}: Pilot)"


def test_another_time_limit_is_read_both_ways_where_its_document_is_in_its_dual_run() -> None:
    day = date(2026, 7, 1)
    law = "Working Together to Safeguard Children"
    before = Document(kind=law, version="2023", until=day - timedelta(days=1))
    new = Document(kind=law, version="2026", since=day, standards=("NEG11",), what_changes="Sooner.", dual_run=(DUAL,))
    usual = [each for each in shipped("southampton").timescales if each.name != "icpc"]
    both = [
        Timescale(name="icpc", limit=15, unit="working days", until=day - timedelta(days=1)),
        Timescale(name="icpc", limit=10, unit="working days", since=day),
    ]
    whose = partnership(before, new, timescales=[*usual, *both])
    audit, conference = neg(whose, "NEG11")
    with used(whose):
        dual = dual_run(audit, conference, DUAL)
    assert dual is not None
    assert dual.by == f"by the version before ({law} 2023)"
    same = partnership(before, new)
    audit, conference = neg(same, "NEG11")
    with used(same):
        assert dual_run(audit, conference, DUAL) is None


def test_a_page_says_the_other_reading_in_a_sentence() -> None:
    drawn = Counts(met=12, not_met=8)
    whose = partnership(TEAMS)
    audit, quorum = neg(whose)
    with used(whose):
        dual = dual_run(audit, quorum, DUAL)
    assert dual is not None
    other = other_reading(dual, Counts(met=15, not_met=5), AIM, SUBGROUP)
    assert other_reading_sentence(replace(result(drawn), other_reading=other)) == "As before the Pilot: 15 of 20 (75%)."
    assert other_reading_sentence(result(drawn)) == ""


def test_another_reading_is_for_named_readers_but_where_it_tells_of_things() -> None:
    """Of two agencies each knows how many of its own records are read otherwise, so it would know the other's."""
    dual, other = DualRun(AsIf(date(2026, 8, 1)), "as before the Pilot"), Counts(met=30, not_met=10)
    shown = [other_reading(dual, other, AIM, each) for each in (SUBGROUP, BOARD, PUBLIC, BOARD.of_things())]
    assert [each and each.figure.counts.met for each in shown] == [30, None, None, 30]


HELP = Document(
    kind="family help", version="Help", since=date(2026, 7, 1), dual_run=(DUAL,), standards=("WNB8", "MASHx5"),
    audits=("WNB", "MASH"), what_changes="Early help and child in need are one.",
)  # fmt: skip


def missed(status: str, told: str) -> dict[str, object]:
    day = date(2026, 8, 3)
    return {
        "sc_status": status,
        "appt_date": day,
        "sw_informed": told,
        "sw_informed_date": day if told == "Y" else None,
    }


def test_codes_that_become_one_are_counted_both_ways_in_the_dual_run() -> None:
    rows = [missed("CIN", "Y"), missed("CIN", "N"), missed("EH", "NA"), missed("EH", "Y"), missed("CP", "Y")]
    whose = partnership(HELP)
    with used(whose):
        audit = audits.of(DUAL)["WNB"]
        told = next(each for each in audit.standards if each.id == "WNB8")
        returns = [sent(audit.form(audit.views[0], DUAL), "SOL", rows)]
        dual = dual_run(audit, told, DUAL)
        assert dual is not None
        first = outcome_table(audit, DUAL, returns, standards=[told])
        other = outcome_table(audit, DUAL, returns, standards=[told], as_if=dual.as_if)
        others = [dual_run(audit, each, DUAL) for each in audit.standards if each.id != "WNB8"]
    assert list(first["outcome"]) == ["met", "not met", "not applicable", "met", "met"]
    assert list(other["outcome"]) == ["met", "not met", "not applicable", "not applicable", "met"]
    assert others == [None] * len(others)


@pytest.mark.parametrize(("edition", "shown"), [(SUBGROUP, 2), (BOARD, 1), (PUBLIC, 1)])
def test_a_distribution_is_shown_by_both_lists_of_codes_to_named_readers_alone(edition: Edition, shown: int) -> None:
    decided = [("EARLY_HELP", 12), ("REFERRAL_ASSESS", 9), ("NFA", 8)]
    rows = [{"decision": code, "received_at": date(2026, 8, 3)} for code, count in decided for _ in range(count)]
    with used(partnership(HELP)):
        audit = audits.of(DUAL)["MASH"]
        form = next(audit.form(view, DUAL) for view in audit.views if view.code == "mash")
        results = [
            each for each in context_results(audit, [sent(form, "SCC-CF", rows)], edition) if each.id == "MASHx5"
        ]
    counted = [{share.code: share.count for share in each.shares if share.count} for each in results]
    assert len(results) == shown
    if edition is SUBGROUP:
        assert counted == [{"FAMILY_HELP": 21, "NFA": 8}, {"EARLY_HELP": 12, "REFERRAL_ASSESS": 9, "NFA": 8}]
        assert results[1].title == "Outcomes of contacts, as before the Help"
    else:
        assert counted == [{}]


def test_what_became_of_records_is_told_both_ways_in_the_dual_run_alone() -> None:
    codes = ["EARLY_HELP", "REFERRAL_ASSESS", "NFA", "EARLY_HELP"]
    rows = [{"level_referrer": "3", "level_mash": "3", "decision": code} for code in codes]
    told = {}
    with used(partnership(HELP)):
        for quarter in (DUAL.previous(), DUAL):
            audit = audits.of(quarter)["MASH"]
            form = next(audit.form(view, quarter) for view in audit.views if view.code == "mash")
            returns = [sent(form, "SCC-CF", rows)]
            told[quarter] = flow(audit, returns), flow_to_come(audit, returns)
    as_asked, to_come = told[DUAL]
    assert told[DUAL.previous()][1] is None
    assert as_asked is not None
    assert to_come is not None
    assert (as_asked.id, to_come.id, to_come.title) == (
        "MASHf1", "MASHf1b", "From contact to outcome, by the answers asked from 2026-27 Q3 on",
    )  # fmt: skip
    ends = [{band.label: band.count for band in each.stages[-1].bands if band.count} for each in (as_asked, to_come)]
    assert ends == [
        {"Referral for assessment": 1, "Early Help": 2, "No further action": 1},
        {"Family Help": 3, "No further action": 1},
    ]
    assert [each.end for each in to_come.origins if each.told] == ["Family Help", "No further action"]
