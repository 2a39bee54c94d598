"""The table of every standard: those below target first, linked, and the same figures as its workbook."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.disclose.editions import BOARD
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page.every_standard import every_standard
from pipeline.results.figure_values import Unsaid, Verdict, YearTotal
from pipeline.results.model import StandardResult
from tests.unit.page.reading import words
from tests.unit.results.built import LOW, NOW, audit, hiding, quarter, quarters_to, result

MOST, LEAST = Band(80, 100), Band(0, 20)
WELL, UNCLEAR, BADLY = Counts(met=100), Counts(met=85, not_met=15), Counts(met=40, not_met=60)


def names(page: str) -> list[str]:
    return re.findall(r'href="tst\.html#(\w+)"', page)


def test_lines_stand_worst_first_within_their_audit() -> None:
    worse = Counts(met=20, not_met=80)
    standards = [result(WELL, id="A"), result(UNCLEAR, id="B"), result(BADLY, id="C"), result(worse, id="D")]
    assert names(every_standard(quarter(audit(standards))).html) == ["D", "C", "B", "A"]


def test_a_rate_that_should_be_low_is_worst_where_it_is_furthest_above_its_target() -> None:
    rates = [result(Counts(met=met, not_met=100 - met), id=f"T{met}", **LOW) for met in (5, 40, 70)]
    assert names(every_standard(quarter(audit(rates))).html) == ["T70", "T40", "T5"]


def test_each_audit_is_named_by_its_short_title_and_leads_to_its_page() -> None:
    page = every_standard(
        quarter(audit([result(WELL)], short_title="Small one"), audit(code="OTH", short_title="Other"))
    )
    assert re.findall(r'<a href="(\w+\.html)">([^<]+)<', page.html) == [
        ("tst.html", "Small one"),
        ("oth.html", "Other"),
    ]


def test_the_workbook_has_a_line_for_each_standard_with_the_same_figures() -> None:
    page = every_standard(quarter(audit([result(BADLY), result(WELL, id="T2")])))
    (sheet,) = page.tables
    assert [[str(cell) if isinstance(cell, str) else cell.plain for cell in row][:4] for row in sheet.rows] == [
        ["T1 Colour is red", "40 of 100 (40%)", "90%", "Below target"],
        ["T2 Colour is red", "100 of 100 (100%)", "90%", "Above target"],
    ]
    assert "40 of 100 40%" in words(page)


def long_running() -> StandardResult:
    earlier = {each: Counts(met=60 + place, not_met=40) for place, each in enumerate(quarters_to(NOW, 14)[1:])}
    return result(BADLY, earlier=dict(sorted(earlier.items())))


def test_signals_have_a_column_only_where_a_series_is_long_enough() -> None:
    assert "Signals" not in words(every_standard(quarter(audit([result(BADLY)]))))
    assert "Signals" in words(every_standard(quarter(audit([long_running(), result(BADLY, id="T2")]))))


def test_a_hidden_figure_is_said_to_be_hidden_and_nothing_is_drawn() -> None:
    page = every_standard(quarter(audit([hiding(result({"SOL": Counts(met=3, not_met=44)}, BOARD))])))
    assert "hidden, to protect small counts" in words(page)
    assert "<svg" not in page.html


def test_the_legend_says_once_how_many_chance_alone_would_call_below() -> None:
    few = result(Counts(met=1, not_met=1), id="T2")
    whole = quarter(audit([replace(result(BADLY), below_by_chance=1.2), few]))
    assert (
        words(every_standard(whole)).count("About one of the 1 judged here may be called below target by chance alone.")
        == 1
    )
    assert "chance alone" not in words(every_standard(quarter(audit([result(BADLY)]))))


def test_the_legend_explains_what_stands_in_the_table_and_nothing_else() -> None:
    compared = result(BADLY, earlier=dict.fromkeys(NOW.last(8)[:-1], BADLY))
    told = words(every_standard(quarter(audit([compared]))))
    assert "four before (in brackets: where the change most likely lies)." in told
    unclear = words(every_standard(quarter(audit([result(UNCLEAR)]))))
    assert "by no more than chance could explain." in unclear
    assert "“Few cases”" not in unclear
    assert "in brackets" not in words(every_standard(quarter(audit([result(BADLY)]))))
    unsaid = replace(result(BADLY), total=replace(result(BADLY).total, verdict=Verdict.NOT_SAID))
    assert "“Not said here”: the counts shown here do not tell." in words(every_standard(quarter(audit([unsaid]))))
    assert "Not said here" not in told


def test_counts_of_an_uneven_sample_without_a_figure_for_its_list_are_said_to_be_sampled() -> None:
    sampled = result(Counts(met=35, not_met=25))
    total = replace(sampled.total, value=None, verdict=Verdict.NOT_SAID, unsaid_because=Unsaid.SAMPLE)
    shown = every_standard(quarter(audit([replace(sampled, total=total)])))
    assert "35 of 60 sampled (58%)" in shown.html
    assert "<strong>–" not in shown.html


def test_where_nothing_is_drawn_or_judged_the_legend_explains_no_line_and_no_few_cases() -> None:
    told = words(every_standard(quarter(audit([result(Counts(pending=12))]))))
    assert "Line:" not in told
    assert "Few cases" not in told
    assert "Below target first" not in told


def test_of_more_standards_than_a_member_can_read_the_headlines_stand_alone_and_how_the_rest_stands() -> None:
    standards = [result(BADLY, id=f"T{number}", headline=number == 7) for number in range(61)]
    page = every_standard(quarter(audit(standards)))

    assert names(page.html) == ["T7"]
    assert "61 standards · 61 below target" in words(page)


def test_the_legend_of_headlines_alone_tells_of_these_and_of_no_mark_that_is_not_there() -> None:
    standards = [
        replace(result(BADLY, id=f"T{number}", headline=number == 7), below_by_chance=0.5) for number in range(61)
    ]
    page = words(every_standard(quarter(audit(standards))))

    assert "About one of the 1 judged here may be called below target by chance alone." in page
    assert "“Headline”" not in page


def test_a_hidden_standard_says_its_band_and_what_several_quarters_come_to_on_the_page_and_in_the_workbook() -> None:
    together = YearTotal(("2019-20 Q1", "2019-20 Q2"), result(WELL).total)
    page = every_standard(quarter(audit([replace(hiding(result(WELL), MOST, Verdict.AT), year=together)])))
    told = words(page)
    assert "80% or more 90%" in told
    assert "“80% or more” and the like: the counts are hidden" in told
    mute = every_standard(quarter(audit([replace(hiding(result(WELL)), year=together)])))
    assert "small counts Apr to Sep 2019: 100 of 100 (100%), above target 90%" in words(mute)
    (sheet,) = page.tables
    assert sheet.rows[0][1] == "80% or more; April to September 2019 together: 100 of 100 (100%), above target"
    assert "and the like" not in words(every_standard(quarter(audit([result(WELL)]))))


def test_of_hidden_standards_below_target_the_lower_band_stands_first() -> None:
    low = [hiding(result(BADLY, id=id_), band, Verdict.BELOW) for id_, band in (("A", Band(60, 65)), ("B", LEAST))]
    assert names(every_standard(quarter(audit(low))).html) == ["B", "A"]
