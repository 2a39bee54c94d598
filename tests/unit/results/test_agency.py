"""What one agency is shown of a quarter, and what it is asked to do."""

from __future__ import annotations

import pytest

from pipeline.measure.counts import Counts
from pipeline.results.agency import agency_result, pack_page, packs
from pipeline.results.model import QuarterResult
from tests.unit.results.built import NOW, audit, finding, quarter, result, returned

RATED = {"red": Counts(met=10, not_met=90), "amber": Counts(met=80, not_met=20), "green": Counts(met=100)}


def asks(**line: object) -> tuple[str, ...]:
    """What Solent is asked for one line of its returns."""
    return agency_result(quarter(audit(returns=(returned(**line),))), "SOL").asks


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ({}, ()),
        ({"status": "nil"}, ()),
        ({"status": "not due"}, ()),
        ({"status": "missing"}, ("Send your TST return for 2019-20 Q2, or a nil return.",)),
        (
            {"status": "sent back", "errors": 3, "queries": 2},
            ("Send your TST return again: your receipt says why it was sent back.",),
        ),
        (
            {"errors": 1},
            ("Mend what is in error in your TST return; the marked-up workbook shows each cell.",),
        ),
        ({"queries": 1}, ("Explain or mend the queries in your TST return.",)),
        (
            {"errors": 2, "queries": 1},
            (
                "Mend what is in error in your TST return; the marked-up workbook shows each cell.",
                "Explain or mend the queries in your TST return.",
            ),
        ),
    ],
    ids=str,
)
def test_an_agency_is_asked_to_send_what_is_missing_and_to_mend_what_it_sent(
    line: dict[str, object], asked: tuple[str, ...]
) -> None:
    assert asks(**line) == asked


@pytest.mark.parametrize(("rated", "asked"), [("red", 1), ("amber", 1), ("green", 0)])
def test_an_agency_whose_own_figure_is_red_or_amber_is_asked_what_will_change(rated: str, asked: int) -> None:
    standard = result({"SOL": RATED[rated], "UHS": RATED["red"]})
    told = agency_result(quarter(audit([standard])), "SOL").asks
    assert told == ("Say what will change for T1 Colour is red, and by when.",) * asked


def whole(**changes: object) -> QuarterResult:
    lines = (
        returned(agency="UHS"),
        returned(status="nil"),
        returned(agency="CCG", status="sent back"),
        returned(agency="HC", status="missing"),
        returned(agency="SSCP", status="not due"),
        returned(agency="", status="sent back"),
    )
    standards = [
        result({"SOL": Counts(met=9, not_met=1), "UHS": Counts(met=30, not_met=20), "CCG": Counts(met=20, not_met=9)}),
        result({"UHS": Counts(met=5)}, id="T2"),
    ]
    findings = (finding(), finding(agency="UHS"))
    return quarter(audit(standards, returns=lines, findings=findings), **changes)


def test_whoever_sent_something_has_a_page_in_the_edition_for_named_readers_alone() -> None:
    assert packs(whole()) == ("CCG", "SOL", "UHS")
    assert packs(whole(edition="board")) == packs(whole(edition="public")) == ()
    assert (pack_page("SOL"), pack_page("SCC-CF")) == ("pack-sol.html", "pack-scc-cf.html")


def test_an_agency_is_shown_its_own_returns_figures_and_findings_beside_the_partnership_s_figure() -> None:
    own = agency_result(whole(), "SOL")
    assert (own.code, own.name, own.quarter) == ("SOL", "Solent NHS Trust", "2019-20 Q2")
    assert [line.status for line in own.returns] == ["nil"]
    (standard,) = own.standards
    assert standard.whole is not None
    assert (standard.id, standard.own.counts.applicable, standard.whole.counts.applicable) == ("T1", 10, 89)
    assert [each.agency for each in own.findings] == ["SOL"]


def test_the_same_thing_is_asked_once_with_all_that_it_is_asked_for() -> None:
    lines = (returned(audit="A", errors=1), returned(audit="B", errors=2), returned(audit="C", status="missing"))
    low = [result({"SOL": RATED["red"]}, id=name) for name in ("T1", "T2")]

    assert agency_result(quarter(audit(low, returns=lines)), "SOL").asks == (
        "Send your C return for 2019-20 Q2, or a nil return.",
        "Mend what is in error in your A and B returns; the marked-up workbook shows each cell.",
        "Say what will change, and by when, for each standard that you are below: T1 Colour is red; T2 Colour is red.",
    )


def test_an_agency_s_own_quarters_before_are_told_and_no_other_s() -> None:
    before = {NOW.previous(): Counts(met=6, not_met=4)}  # of Solent
    standard = result({"SOL": Counts(met=9, not_met=1), "UHS": Counts(met=5)}, earlier=before)
    whole_ = quarter(audit([standard], returns=(returned(), returned(agency="UHS"))))

    quarters = {
        code: [(each.quarter, each.figure.counts.met) for each in agency_result(whole_, code).standards[0].before]
        for code in ("SOL", "UHS")
    }

    assert quarters == {"SOL": [(str(NOW.previous()), 6)], "UHS": []}
