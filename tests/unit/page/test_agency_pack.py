"""One agency's page: its own figures beside the partnership's, what is asked of it, and no other agency."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.measure.counts import Counts
from pipeline.page import agency_pack, section
from pipeline.page.parts import Html, Table
from pipeline.partnership.here import here
from pipeline.results.agency import AgencyResult, agency_result, pack_page, packs
from pipeline.results.model import QuarterResult
from tests.followed import action, decision, recommendation
from tests.followed import finding as finding_of
from tests.unit.page.reading import words
from tests.unit.results.built import (
    HOSTILE,
    LOW,
    NOW,
    audit,
    finding,
    hiding,
    quarter,
    result,
    returned,
    set_to,
    targets,
    withheld,
)

WELL = Counts(met=48, not_met=2)
UHS, SOL = "University Hospital Southampton NHS Foundation Trust", "Solent NHS Trust"


def whole() -> QuarterResult:
    low = result(
        {"UHS": Counts(met=20, not_met=15), "CCG": Counts(met=10, not_met=5), "SOL": Counts(met=19, not_met=1)}
    )
    theirs_only = result({"UHS": Counts(met=5)}, id="T2", title="Not theirs")
    lines = (
        returned(errors=2, queries=1),
        returned(agency="UHS", agency_name=UHS, file_name="uhs.xlsx", sha256="f" * 64),
        returned(agency="HC", agency_name="Hampshire Constabulary", status="missing", sha256=""),
    )
    findings = (finding(count=2), finding(agency="UHS", label="Of another", count=9), finding(severity="note"))
    return quarter(audit([low, theirs_only], returns=lines, findings=findings))


def parts(agency: AgencyResult) -> list[Html | Table]:
    return [
        agency_pack.asks(agency),
        agency_pack.standards(agency),
        agency_pack.returns(agency),
        agency_pack.quality(agency),
        agency_pack.followed(agency),
    ]


def test_whoever_has_sent_something_has_a_page_and_whoever_is_missing_has_none() -> None:
    assert packs(whole()) == ("SOL", "UHS")


@pytest.mark.parametrize("edition", ["board", "public"])
def test_an_edition_that_hides_small_counts_has_no_agencies_pages(edition: str) -> None:
    assert packs(replace(whole(), edition=edition)) == ()


def test_an_agency_s_own_figure_stands_beside_that_of_all_returns() -> None:
    part = agency_pack.standards(agency_result(whole(), "SOL"))
    (row,) = part.data["rows"]
    assert (row[0], row[1], row[4], row[5]) == ("T1 Colour is red", "19 of 20 (95%)", "49 of 70 (70%)", "90%")


def test_where_the_target_is_the_most_there_should_be_a_worse_figure_is_over_it() -> None:
    high = quarter(audit([result({"SOL": Counts(met=20, not_met=20)}, **LOW)], returns=(returned(),)))
    (row,) = agency_pack.standards(agency_result(high, "SOL")).data["rows"]
    assert row[3] == "Over the limit"


def test_its_last_quarters_stand_beside_it_the_newest_first() -> None:
    earlier = {NOW.previous(): Counts(met=9, not_met=1), NOW.previous().previous(): Counts(met=3, not_met=7)}
    low = quarter(audit([result({"SOL": Counts(met=19, not_met=1)}, earlier=earlier)], returns=(returned(),)))

    (row,) = agency_pack.standards(agency_result(low, "SOL")).data["rows"]

    assert row[6] == "2019-20 Q1: 9 of 10 (90%); 2018-19 Q4: 3 of 10 (30%)"


def test_its_own_quarters_are_a_line_where_there_is_more_than_this_one() -> None:
    earlier = {NOW.previous(): Counts(met=9, not_met=1)}
    with_one = quarter(audit([result({"SOL": Counts(met=19)}, earlier=earlier)], returns=(returned(),)))

    assert 'class="spark"' in agency_pack.standards(agency_result(with_one, "SOL")).html
    assert 'class="spark"' not in agency_pack.standards(agency_result(whole(), "SOL")).html


def test_of_all_returns_a_pack_says_a_band_or_why_it_says_nothing() -> None:
    def shown(other: Counts) -> Table:
        two = result({"UHS": other, "SOL": Counts(met=19, not_met=1)})
        part = agency_pack.standards(agency_result(quarter(audit([two], returns=(returned(),))), "SOL"))
        assert isinstance(part, Table)
        return part

    between, nothing = shown(Counts(met=30, not_met=20)), shown(Counts(met=2, not_met=1))

    assert [row[4] for row in between.rows] == ["60% to 70%"]
    assert [row[4] for row in nothing.rows] == ["–"]
    assert "they would give a small number of the others away" in nothing.note
    assert "small number of the others" not in between.note


def test_a_target_that_changed_is_given_with_the_one_before() -> None:
    with targets(set_to(0.80, 0.60, since=NOW)):
        changed = quarter(
            audit(
                [result({"SOL": Counts(met=19, not_met=1)}, earlier={NOW.previous(): Counts(met=9)})],
                returns=(returned(),),
            )
        )
    (row,) = agency_pack.standards(agency_result(changed, "SOL")).data["rows"]
    assert row[5] == "80% (90% before 2019-20 Q2)"


@pytest.mark.parametrize("code", ["SOL", "UHS"])
def test_no_part_of_an_agency_s_page_names_another(code: str) -> None:
    own = agency_result(whole(), code)
    page = "".join(each.html + str(each.plain) for each in parts(own)) + repr(own)

    assert own.name in page
    assert not [each.name for each in here().agencies if each.code != code and each.name in page]
    assert ("Of another" in page) == (code == "UHS")
    assert ("Not theirs" in page) == (code == "UHS")


def test_what_is_asked_follows_from_its_returns_and_its_results() -> None:
    lines = (
        returned(audit="A", status="missing"),
        returned(audit="B", status="sent back", errors=3, next_step="UHS!"),
        returned(audit="C", errors=1, queries=1),
    )
    low = result({"SOL": Counts(met=10, not_met=20)})
    asked = agency_result(quarter(audit([low], returns=lines)), "SOL").asks

    assert asked == (
        "Send your A return for 2019-20 Q2, or a nil return.",
        "Send your B return again: your receipt says why it was sent back.",
        "Mend what is in error in your C return; the marked-up workbook shows each cell.",
        "Explain or mend the queries in your C return.",
        "Say what will change for T1 Colour is red, and by when.",
    )


def of_audits(many: int, *, met: int = 10, not_met: int = 30) -> AgencyResult:
    """What an agency is shown that is below the one standard of each of so many audits, a little further each time."""
    audits = [
        replace(
            audit([result({"SOL": Counts(met=met, not_met=not_met + each)}, id=f"T{each}", headline=True)]),
            code=f"A{each}",
            short_title=f"Audit {each}",
            returns=(returned(),),
        )
        for each in range(many)
    ]
    return agency_result(quarter(*audits), "SOL")


def test_few_audits_are_one_table() -> None:
    part = agency_pack.standards(of_audits(3))
    assert isinstance(part, Table)
    assert len(part.data["rows"]) == 3


def test_of_many_audits_the_furthest_below_target_lead_and_each_is_folded_behind_its_headline() -> None:
    part = agency_pack.standards(of_audits(12))
    first, *others = (each.data for each in part.tables)
    assert [row[0].split()[0] for row in first["rows"]] == [f"T{each}" for each in range(11, 3, -1)]
    assert first["note"] == "4 more standards of yours below target: with their audits, below."
    assert [len(each["rows"]) for each in others] == [1] * 12
    assert part.html.count("<details") == 12
    assert "Audit 0: Colour is red, 10 of 40 (25%); 1 of 1 standard below target" in part.plain
    assert 'id="open-all"' in part.html, "it can be printed with all that is folded away"


def test_of_many_standards_below_target_it_is_asked_for_all_of_them_in_one_short_sentence() -> None:
    (asked,) = of_audits(12).asks
    assert asked.startswith("Say what will change, and by when, for the 12 standards that you are below.")
    assert "T11" not in asked


def test_an_agency_that_is_below_no_target_is_told_so_at_the_head_of_its_results() -> None:
    part = agency_pack.standards(of_audits(12, met=2000))
    assert part.plain.startswith("below no target")
    assert "none below target" in part.plain


def test_of_standards_that_are_not_judged_an_agency_is_not_told_that_it_is_above_their_targets() -> None:
    part = agency_pack.standards(of_audits(4, met=0, not_met=1))
    assert part.plain.startswith("No standard is held against its target here: too few records.")
    assert "none is judged here" in part.plain
    assert "none below target" not in part.plain


def test_an_agency_that_owes_nothing_and_was_not_counted_is_told_so() -> None:
    agency = agency_result(quarter(audit(returns=(returned(status="nil"),))), "SOL")
    text = [each.plain for each in parts(agency)]

    assert text[0] == "nothing is asked"
    assert text[1] == "no records"
    assert words(agency_pack.quality(agency)) == "No answer of a counted return was in error or in doubt."
    assert words(agency_pack.asks(agency)) == "Nothing: everything due is in. There is no standard to judge here."


def test_of_what_is_hidden_it_is_not_said_that_none_is_below_target() -> None:
    own = hiding(result(WELL)), result(WELL, id="T2")
    agency = replace(agency_result(quarter(audit(own)), "SOL"), asks=())
    hidden = tuple(replace(each, own=withheld(each.own)) if each.id == "T1" else each for each in agency.standards)
    told = words(agency_pack.asks(replace(agency, standards=hidden)))
    assert "Nothing: everything due is in. Of the one standard judged here, none is below its target" in told
    assert "hidden, to protect small counts" in told
    assert "No standard is below" in words(agency_pack.asks(agency))


def test_what_is_not_shown_of_an_audit_of_few_children_is_not_said_to_be_none() -> None:
    few = audit(returns=(returned(errors=4),), findings=None, short_title="Few children")
    told = words(agency_pack.quality(agency_result(quarter(few), "SOL")))
    assert told.startswith("What was found in Few children is not shown on this page")
    assert "No answer" not in told
    asked = words(agency_pack.asks(agency_result(quarter(few), "SOL")))
    assert asked.endswith("your own feedback has it, and what is to be mended.")
    another = audit(code="OTH", returns=(returned(audit="OTH"),), findings=(finding(audit="OTH"),))
    beside = agency_pack.quality(agency_result(quarter(few, another), "SOL"))
    assert "What was found in Few children is not shown" in beside.note


def test_the_commonest_findings_come_first_and_ten_are_enough() -> None:
    findings = tuple(finding(label=f"Question {number}", count=number) for number in range(1, 15))
    quality_part = agency_pack.quality(agency_result(quarter(audit(returns=(returned(),), findings=findings)), "SOL"))

    assert [row[-1] for row in quality_part.data["rows"]] == list(range(14, 4, -1))


def test_no_text_of_a_return_or_definition_becomes_part_of_the_page() -> None:
    low = result({"SOL": Counts(met=10, not_met=20)}, title=HOSTILE)
    lines, hostile = (returned(view=HOSTILE, audit=HOSTILE, errors=1),), (finding(label=HOSTILE),)
    own = agency_result(quarter(audit([low], returns=lines, findings=hostile)), "SOL")

    assert not any("<script" in each.html for each in parts(own))


def test_the_returns_page_links_to_each_agency_s_page() -> None:
    codes = section.packs(whole())

    assert f'<li><a href="{pack_page("SOL")}">{SOL}</a></li>' in codes.html
    assert (pack_page("SOL"), pack_page("SCC-CF")) == ("pack-sol.html", "pack-scc-cf.html")
    assert "There are none in this edition." in section.packs(replace(whole(), edition="public")).html


def followed(**changes: object) -> AgencyResult:
    """What is shown to the trust that leads one action of a recommendation."""
    asked = recommendation(**{"actions": (action(), action(id="T2.b9", agency="UHS", agency_name=UHS)), **changes})
    decisions = (decision(), decision(number=9, agency_name=UHS, text="Of another"))
    return agency_result(replace(whole(), recommendations=(asked,), decisions=decisions), "SOL")


def test_an_agency_is_told_of_its_own_actions_and_of_nobody_elses() -> None:
    shown = agency_pack.followed(followed())

    assert "1 action: 1 done; none is open." in words(shown)
    assert "T2.a1" in words(shown)
    assert "T2.b9" not in words(shown)
    assert UHS not in words(shown)
    assert "Of another" not in words(shown)


def test_an_agency_is_told_once_what_its_own_returns_lack_and_what_meetings_ask_of_it() -> None:
    late = finding_of(kind="overdue", text="T2.a1 is overdue by up to a quarter.", agency_name=SOL)
    others = finding_of(kind="stale", text="ASR-0009 was valid until 1 May 2019.", agency_name=UHS)
    practice = finding_of(kind="contradicted", text="T1 still misses its target.", agency_name=SOL)
    said = words(agency_pack.followed(followed(findings=(late, late, others, practice))))

    assert said.count("overdue by up to a quarter") == 1
    assert "ASR-0009" not in said
    assert "misses its target" not in said, "what all returns come to is no matter of one agency's papers"
    assert "ask to Solent NHS Trust" in said


def test_an_agency_that_leads_nothing_is_told_so() -> None:
    assert words(agency_pack.followed(followed(actions=()))).startswith("You lead no action of the plan.")
