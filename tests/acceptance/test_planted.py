"""The run of the newest quarter finds what was planted in it, and nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest

from pipeline.results.change_values import Moved
from pipeline.results.model import QuarterResult
from pipeline.results.return_values import ReturnLine
from pipeline.synthetic.draws import Unusual
from pipeline.synthetic.kinds import kinds_of
from pipeline.synthetic.plan import Story
from pipeline.synthetic.profiles import profile_of
from tests.acceptance.pages import tables
from tests.acceptance.product import NEWEST, PAGES, Demo, pipeline
from tests.acceptance.recount import RECOUNTED, sheets
from tests.forms import ALL

CLAIM = re.compile(r"has (?:risen|fallen)")


@pytest.fixture(scope="module")
def results(demo: Demo) -> QuarterResult:
    """What the run counted."""
    return demo.results()


@pytest.fixture(scope="module")
def grid(results: QuarterResult) -> Mapping[tuple[str, str], ReturnLine]:
    """The returns grid by audit and agency."""
    return {(line.audit, line.agency): line for line in results.returns}


def planned(demo: Demo) -> tuple[Counter[Unusual], int]:
    """What is planned for the newest quarter: returns that are unusual, by the way in which, and mistakes."""
    unusual: Counter[Unusual] = Counter()
    mistakes = 0
    for audit in (each for each in ALL.values() if each.due(NEWEST)):
        profile = profile_of(audit)
        ways = [profile.unusual[kind] for kind in kinds_of(audit, NEWEST).values() if kind in profile.unusual]
        unusual.update(ways)
        mistakes += ways.count(Unusual.MISTAKEN) * len(profile.mistakes)
    plan = demo.planted.plan
    amiss = [each for each in plan.evidence if each.story in (Story.STALE, Story.BY_ITS_AUTHOR)]
    unusual[Unusual.MISTAKEN] += len({each.agency for each in amiss})
    begun = {each.agency for each in plan.actions if each.agreed <= NEWEST.end}
    shown = {each.agency for each in plan.evidence if each.dated <= NEWEST.end}
    for audit, theirs in (("ACT", begun), ("ASR", shown)):
        unusual[Unusual.NIL] += len({*ALL[audit].returners(ALL[audit].views[0], NEWEST)} - theirs)
    return unusual, mistakes + len(amiss)


def test_each_planted_fault_is_found_at_its_cell_and_nothing_else_is(demo: Demo) -> None:
    raw = demo.workspace.raw
    files = sorted((raw / NEWEST.folder).rglob("*.xlsx"))
    printed = json.loads(pipeline("check", "--json", *files).stdout)["returns"]

    noticed = {
        (each["file"], finding["sheet"], finding["cell"], finding["field"], finding["rule"], finding["severity"])
        for each in printed
        for finding in each["findings"]
        if finding["severity"] != "note"
    }
    planted = {
        (str(raw / fault.file), fault.sheet, fault.cell, fault.field, fault.rule, fault.severity)
        for fault in demo.planted.faults
    }
    # A lost heading has no cell of its own: the row of the headings is named.
    planted |= {
        (str(raw / sent.file), sent.sent_back.sheet, "4:4", sent.sent_back.field, sent.sent_back.rule, "error")
        for sent in demo.planted.newest
        if sent.sent_back
    }
    assert len(files) == len(printed) == sum(not each.missing for each in demo.planted.newest)
    assert noticed == planted
    unusual, mistakes = planned(demo)
    assert len(planted) == mistakes + unusual[Unusual.SENT_BACK] >= 11


def test_each_fault_is_counted_once_in_the_results_and_told_to_its_agency(demo: Demo, results: QuarterResult) -> None:
    counted = Counter[tuple[str, str, str]]()
    for each in (each for audit in results.audits for each in audit.findings or () if each.severity != "note"):
        counted[each.agency, each.rule, each.severity] += each.count
    assert counted == Counter((fault.agency, fault.rule, fault.severity) for fault in demo.planted.faults)

    for fault in demo.planted.faults:
        folder = demo.workspace.reports / NEWEST.folder / "feedback" / fault.file.split("/")[1]
        receipts = [path.read_text(encoding="utf-8") for path in folder.rglob("receipt.txt")]
        assert any(f"{fault.sheet}!{fault.cell}" in receipt for receipt in receipts)


def test_the_returns_grid_says_who_is_late_nil_missing_and_sent_back(
    demo: Demo, grid: Mapping[tuple[str, str], ReturnLine]
) -> None:
    due = {place: line for place, line in grid.items() if line.status != "not due"}
    assert due.keys() == {(each.audit, each.agency) for each in demo.planted.newest}
    for each in demo.planted.newest:
        line = grid[each.audit, each.agency]
        assert line.late is each.late
        assert (line.status == "nil") is each.nil
        assert (line.status == "missing") is each.missing
        assert (line.status == "sent back") is (each.sent_back is not None)
        # Of so few children how many records came is told to nobody but their agency.
        if ALL[each.audit].few:
            assert line.records is None
        else:
            assert line.records == (0 if each.sent_back else each.counted.records)
        assert not line.revised
    queried = {(fault.audit, fault.agency) for fault in demo.planted.faults}
    assert {place for place, line in due.items() if line.status == "accepted with queries"} == queried
    unusual, _ = planned(demo)
    odd = {
        "accepted with queries": unusual[Unusual.MISTAKEN],
        "nil": unusual[Unusual.NIL],
        "missing": unusual[Unusual.MISSING],
        "sent back": unusual[Unusual.SENT_BACK],
    }
    assert min(odd.values()) >= 1
    assert Counter(line.status for line in due.values()) == {"accepted": len(due) - sum(odd.values()), **odd}


@pytest.mark.parametrize("page", ["index.html", "intake.html"])
def test_the_page_s_grid_says_the_same(demo: Demo, page: str) -> None:
    lines = {
        (line["Audit"], line["Status"], line["Records"])
        for line in tables(demo.page(page))["Returns this quarter"].lines()
    }
    assert {
        ("Was Not Brought", "Accepted, late", "25"),
        ("Thresholds and step-down", "Nil", "0"),
        ("Thresholds and step-down", "Missing", "0"),
        ("Thresholds and step-down", "Sent back", "0"),
        ("Neglect referrals", "Accepted with queries", "34"),
    } <= lines


def test_unborn_babies_are_left_out_of_the_child_s_voice_in_every_quarter(demo: Demo, results: QuarterResult) -> None:
    unborn = dict.fromkeys(demo.planted.quarters, 0)
    for each in demo.planted.returns:
        unborn[each.quarter] += each.counted.unborn if each.audit == "NEG" else 0

    history = results.audit("NEG").standard("NEG10").history
    assert {point.quarter: point.figure.counts.not_applicable for point in history} == unborn
    assert sum(unborn.values())


def test_what_is_still_open_is_counted_as_open(demo: Demo, results: QuarterResult) -> None:
    newest = {(each.audit, each.agency): each.counted for each in demo.planted.newest}

    outcomes = next(each for each in results.audit("NEG").context if each.id == "NEGx4")
    (still_open,) = [share.count for share in outcomes.shares if share.code == "ONGOING"]
    assert still_open == newest["NEG", "HC"].pending > 0

    decided = next(each for each in results.audit("MASH").context if each.id == "MASHx5")
    assert decided.denominator == newest["MASH", "SCC-CF"].records - newest["MASH", "SCC-CF"].pending < 60


def test_a_child_on_several_records_is_one_child(demo: Demo, results: QuarterResult) -> None:
    times = {audit.code: Counter[object]() for audit in results.audits}
    for (code, _), rows in sheets(demo).items():
        times[code].update(row["Child's audit reference"] for row in rows if "Child's audit reference" in row)
    of_children = {audit.code: audit.children for audit in results.audits if audit.children is not None}
    assert of_children == {code: len(times[code]) for code in of_children}
    assert {"NEG", "WNB", "MASH"} < of_children.keys()

    repeats = next(each for each in results.audit("WNB").context if each.id == "WNB15")
    assert repeats.numerator == len([child for child, many in times["WNB"].items() if many > 1])
    assert repeats.numerator >= max(each.counted.repeats for each in demo.planted.newest if each.audit == "WNB") > 0


def test_only_the_standard_that_really_improved_is_said_to_have_changed(demo: Demo, results: QuarterResult) -> None:
    improved = demo.planted.improved
    standards = {each.id: each for audit in results.audits for each in audit.standards}
    assert len(standards) > 40

    assert [name for name, each in standards.items() if each.since_last.moved.claimed] == []
    claims = {name: each.over_year for name, each in standards.items() if each.over_year.moved.claimed}
    assert list(claims) == [improved.standard] == ["WNB5"]

    claim = claims["WNB5"]
    assert claim.moved is Moved.RISEN
    assert results.claims.claimed == 1
    assert claim.recent.startswith(improved.since)
    assert claim.recent_counts.proportion == pytest.approx(improved.after, abs=0.06)
    assert claim.earlier_counts.proportion == pytest.approx(improved.before, abs=0.06)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_claims_another_change(demo: Demo, page: str) -> None:
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", demo.page(page)))
    claims = list(CLAIM.finditer(text))
    assert (len(claims) > 0) is (page in ("index.html", "wnb.html", "year.html"))
    for claim in claims:
        before = text[max(0, claim.start() - 400) : claim.start()]
        assert claim[0] == "has risen"
        assert "Risk and impact on the child assessed and recorded" in before


@pytest.mark.parametrize("standard", RECOUNTED)
def test_a_figure_counted_by_hand_from_the_files_is_the_figure_in_the_results(
    demo: Demo, results: QuarterResult, standard: str
) -> None:
    audit = next(audit for audit in results.audits if audit.code == RECOUNTED[standard].audit)
    by_hand = {agency: RECOUNTED[standard].count(sheets(demo), agency) for agency in RECOUNTED[standard].agencies}
    result = audit.standard(standard)

    assert {each.code: (each.counts.met, each.counts.applicable) for each in result.agencies} == by_hand
    met, applicable = (sum(column) for column in zip(*by_hand.values(), strict=True))
    assert (result.total.counts.met, result.total.counts.applicable) == (met, applicable)
    assert applicable > 2

    card = tables(demo.page(f"{audit.code.lower()}.html"))[f"{audit.code} scorecard: {audit.title}"]
    shown = {line["Standard"].split()[0]: line["Met"] for line in card.lines()}
    assert re.sub(r" \(.*\)", "", shown[standard]) == f"{met} of {applicable}"
