"""Tables: named, headed, aligned, escaped, and the same figures as the results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page import context_tables, table
from pipeline.page.parts import Html, Numeric, Table
from pipeline.results.context_values import ContextResult, Share
from pipeline.results.figure_values import YearTotal
from tests.unit.results.built import (
    CONTEXT,
    HOSTILE,
    NOW,
    SMALL,
    audit,
    distributed,
    finding,
    hiding,
    result,
    returned,
    set_to,
    shown,
    targets,
    withheld,
)

RATIO = ContextResult("Tx2", "Rate", "As expected", 1234, 5678, 1234 / 5678, ())


class Grid(HTMLParser):
    """A table as its cells: tag, attributes and text of each, row by row."""

    def __init__(self, html: Html | Table) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, dict[str, str | None], str]]] = []
        self.caption = ""
        self.tags: list[str] = []
        self.regions: list[str | None] = []
        self._inside = ""
        self.feed(html.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "div":
            self.regions.append(dict(attrs)["aria-label"])
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append((tag, dict(attrs), ""))
        if tag in ("th", "td", "caption"):
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "caption":
            self.caption += data
        elif self._inside:
            kind, attributes, text = self.rows[-1][-1]
            self.rows[-1][-1] = (kind, attributes, text + data)

    @property
    def texts(self) -> list[list[str]]:
        """What each cell says, the heading row first."""
        return [[text.strip() for _, _, text in row] for row in self.rows]


# Each table, of a result whose every text is hostile.
_STANDARD = result(
    {"UHS": Counts(met=30, not_met=10, not_recorded=6), "SOL": Counts(met=2)},
    earlier={Quarter(2019, 1): Counts(met=9, not_met=9)},
    title=HOSTILE,
    headline=True,
)
_AUDIT = audit([_STANDARD], title=HOSTILE, units=HOSTILE, findings=(finding(label=HOSTILE, expected=HOSTILE),))
EVERY_TABLE: dict[str, Callable[[], Table]] = {
    "scorecard": lambda: table.scorecard(_AUDIT),
    "lines": lambda: table.lines(_STANDARD, [replace(_STANDARD.total, label=HOSTILE)], HOSTILE),
    "history": lambda: table.history(_STANDARD),
    "returns": lambda: table.returns([returned(agency_name=HOSTILE, view=HOSTILE, audit=HOSTILE)], HOSTILE),
    "findings": lambda: table.findings(_AUDIT),
    "distribution": lambda: context_tables.distribution(distributed([3, 4], 7, title=HOSTILE)),
    "ratios": lambda: context_tables.ratios([replace(RATIO, title=HOSTILE, note=HOSTILE)]),
}
every_table = pytest.mark.parametrize("make", EVERY_TABLE.values(), ids=EVERY_TABLE.keys())


@every_table
def test_a_table_has_a_caption_and_a_scope_on_every_heading(make: Callable[[], Table]) -> None:
    grid = Grid(make())
    assert grid.caption
    assert grid.regions == [grid.caption]
    head, *body = grid.rows
    assert [(tag, attributes["scope"]) for tag, attributes, _ in head] == [("th", "col")] * len(head)
    for row in body:
        assert (row[0][0], row[0][1]["scope"]) == ("th", "row")
        assert [tag for tag, _, _ in row[1:]] == ["td"] * (len(head) - 1)


@every_table
def test_numbers_are_aligned_with_their_heading(make: Callable[[], Table]) -> None:
    numeric = [f"num{place}" for place, each in enumerate(make().columns, 1) if isinstance(each, Numeric)]
    assert numeric
    assert f'<table class="{" ".join(numeric)}">' in make().html


def test_the_page_s_looks_know_as_many_columns_of_numbers_as_any_table_has() -> None:
    looks = (resources.files("pipeline.report") / "templates" / "page.css").read_text(encoding="utf-8")
    most = max(len(make().columns) for make in EVERY_TABLE.values())
    assert all(f".num{place} tr > :nth-child({place})" in looks for place in range(1, most + 1))


@every_table
def test_no_text_of_a_definition_becomes_part_of_the_page(make: Callable[[], Table]) -> None:
    grid = Grid(make())
    assert "script" not in grid.tags
    assert "<script" not in make().html
    assert set(grid.tags) <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "span", "b", "strong"}


@every_table
def test_the_same_results_give_the_same_bytes(make: Callable[[], Table]) -> None:
    assert make() == make()


@given(st.text(), st.text())
def test_any_text_is_read_back_from_a_cell_as_it_was(caption: str, cell: str) -> None:
    small_table = Table(caption, ["A", "B"], [["row", cell]])
    grid = Grid(small_table)
    assert grid.tags.count("td") == 1
    assert "".join(grid.rows[1][1][2].split()) == "".join(cell.split())


# What the tables say


def test_the_scorecard_gives_n_of_n_interval_target_verdict_and_the_quarter_before() -> None:
    few, context = result(Counts(met=2, not_met=1), id="T2"), result(Counts(met=9, not_met=1), id="T3", **CONTEXT)
    grid = Grid(table.scorecard(audit([_STANDARD, few, context])))
    assert grid.caption == "TST scorecard: Small audit"
    rows = [[" ".join(cell.split()) for cell in row] for row in grid.texts[1:]]
    assert [row[1:5] for row in rows] == [
        ["32 of 42 (76%)", "61% to 87%", "90%", "Below target"],
        ["2 of 3", "–", "90%", "Too few to say"],
        ["9 of 10 (90%)", "60% to 98%", "–", "Context"],
    ]
    assert [row[-1] for row in rows] == ["9 of 18 (50%)", "–", "–"]
    assert rows[0][0].endswith("(headline)")


def test_where_a_target_was_set_the_quarters_have_their_ratings_and_those_by_the_target_before() -> None:
    counts = Counts(met=77, not_met=23)
    with targets(set_to(0.80, 0.60, since=NOW)):
        quarters = table.history(result(counts, earlier={Quarter(2019, 1): counts}))
    with targets(set_to(0.95, 0.75, since=NOW)):
        alike = table.history(result(counts, earlier={Quarter(2019, 1): counts}))
    assert [each[-1] for each in alike.rows] == ["–", "the same"]
    assert list(quarters.columns[3:]) == ["Target", "Verdict", "By the target before"]
    assert [list(each[3:]) for each in quarters.rows] == [
        ["90%", "Below target", "–"],
        ["80%", "Not yet clear", "Below target"],
    ]


@pytest.mark.parametrize(
    ("counts", "colour", "words"),
    [
        (Counts(met=100), "green", "Above target"),
        (Counts(met=10), "green", "At target, few cases"),
        (Counts(met=85, not_met=15), "amber", "Not yet clear"),
        (Counts(not_met=100), "red", "Below target"),
        (Counts(met=4), "none", "Too few to say"),
        (Counts(), "none", "No cases"),
    ],
)
def test_a_verdict_is_words_so_that_colour_only_repeats_them(counts: Counts, colour: str, words: str) -> None:
    part = table.verdict(shown(counts))
    assert part.html == f'<span class="rating rating--{colour}">{words}</span>'
    assert part.plain == words


def test_where_there_is_little_room_few_cases_stand_beside_the_verdict() -> None:
    assert table.standing(result(Counts(met=10))).plain == "At target few cases"
    assert table.standing(result(Counts(met=100))).plain == "Above target"


def test_lines_give_everything_that_a_denominator_leaves_out_in_the_order_of_names() -> None:
    drawn = Counts(met=8, not_met=4, not_recorded=3, not_applicable=5, not_known=6, pending=7, missing=9)
    standard = result({"UHS": drawn, "SOL": Counts(met=1)})
    grid = Grid(table.lines(standard, [standard.total, *standard.agencies], "Agency"))
    assert grid.caption == "T1 by agency"
    assert grid.texts == [
        [
            "Agency",
            "Met",
            "95% interval",
            "Not met, as not recorded",
            "Not applicable",
            "Not known",
            "Pending",
            "Missing",
        ],
        ["All returns", "9 of 13 (69%)", "39% to 91%", "3", "5", "6", "7", "9"],
        ["Solent NHS Trust", "1 of 1", "–", "0", "0", "0", "0", "0"],
        [
            "University Hospital Southampton NHS Foundation Trust",
            "8 of 12 (67%)",
            "35% to 90.1%",
            "3",
            "5",
            "6",
            "7",
            "9",
        ],
    ]


def test_only_what_can_be_not_recorded_has_a_column_for_it_and_a_note_on_records_that_are_silent() -> None:
    standard = result({"UHS": Counts(met=8, not_met=4), "SOL": Counts(met=1)})
    silent = replace(standard, may_be_silent=True)

    for each, named in ((standard, False), (silent, True)):
        lines = table.lines(each, each.agencies, "Agency")
        assert ("Not met, as not recorded" in Grid(lines).texts[0]) is named
        assert ("the record is silent" in lines.html) is named


def test_a_kind_of_answer_that_no_line_leaves_out_has_no_column_but_a_hidden_one_has() -> None:
    standard = result({"UHS": Counts(met=8, not_met=4, pending=7), "SOL": Counts(met=1)})
    assert Grid(table.lines(standard, standard.agencies, "Agency")).texts[0][3:] == ["Pending"]

    hidden = replace(standard.total, counts=replace(standard.total.counts, missing=None))
    assert Grid(table.lines(standard, [hidden], "Agency")).texts[0][3:] == ["Pending", "Missing"]


def test_quarters_that_may_all_be_compared_do_not_say_so_one_by_one() -> None:
    drawn = {Quarter(2019, 1): Counts(met=77, not_met=23)}
    assert "Comparable with now" not in table.history(result(Counts(met=77), earlier=drawn)).columns
    broken = table.history(result(Counts(met=77), earlier=drawn, since=NOW))
    assert [(row[0], row[3]) for row in broken.rows] == [("2019-20 Q1", "no"), ("2019-20 Q2", "yes")]


def test_a_hidden_count_is_a_mark_that_is_explained_and_never_a_nought() -> None:
    standard = result(SMALL)
    first, *others = standard.agencies
    grid_of_lines = table.lines(standard, [first, *map(withheld, others)], "Agency")
    hidden = [row for row in Grid(grid_of_lines).texts[1:] if row[1] == "hidden, to protect small counts"]
    assert len(hidden) == 2
    assert all(row[2:4] == ["–", "c"] for row in hidden)
    assert "c: hidden, to protect small counts. It does not mean zero." in grid_of_lines.html


def test_the_mark_is_explained_only_where_it_stands() -> None:
    standard = result(SMALL, SUBGROUP)
    assert "hidden" not in table.lines(standard, standard.agencies, "Agency").html


def test_history_says_which_quarters_are_counted_in_the_same_way() -> None:
    standard = result(Counts(met=9, not_met=1), earlier={Quarter(2019, 1): Counts(met=2)}, since=Quarter(2019, 2))
    assert Grid(table.history(standard)).texts[1:] == [
        ["2019-20 Q1", "2 of 2", "–", "no"],
        ["2019-20 Q2", "9 of 10 (90%)", "60% to 98%", "yes"],
    ]


def test_the_returns_grid_says_in_words_what_state_each_is_in() -> None:
    lines = [
        returned(),
        returned(late=True, revised=True),
        returned(status="missing", records=0),
        returned(agency_name="", audit="", view="", status="sent back", records=None),
    ]
    grid_of_returns = table.returns(lines, "Returns")
    assert [row[:5] for row in Grid(grid_of_returns).texts[1:]] == [
        ["Solent NHS Trust", "TST", "Providers", "Accepted", "20"],
        ["Solent NHS Trust", "TST", "Providers", "Accepted, late, revised", "20"],
        ["Solent NHS Trust", "TST", "Providers", "Missing", "0"],
        ["mine.xlsx", "–", "–", "Sent back", "c"],
    ]


def test_findings_leave_out_what_was_only_tidied() -> None:
    whole_audit = audit(findings=(finding(), finding(severity="note"), finding(severity="query", label="", count=1)))
    assert Grid(table.findings(whole_audit)).texts[1:] == [
        ["Solent NHS Trust", "Colour?", "error", "one of RED, BLUE", "2"],
        ["Solent NHS Trust", "the return", "query", "one of RED, BLUE", "1"],
    ]


def test_a_distribution_leaves_out_answers_that_nobody_gave_and_marks_hidden_ones() -> None:
    assert Grid(context_tables.distribution(distributed([3, 0, 1], 4))).texts[1:] == [
        ["Answer 0", "3", "75%"],
        ["Answer 2", "1", "25%"],
    ]
    hidden = context_tables.distribution(distributed([None, 0, 30]))
    assert Grid(hidden).texts[1:] == [["Answer 0", "c", "c"], ["Answer 2", "30", "–"]]
    assert "It does not mean zero" in hidden.html


def test_a_distribution_and_a_ratio_in_bands_have_their_shares_and_no_count() -> None:
    shares = (Share("A", "Answer 0", None, Band(0, 20)), Share("B", "Answer 1", None, Band(80, 100)))
    answers = replace(distributed([None, None]), shares=shares)
    assert Grid(context_tables.distribution(answers)).texts == [
        ["Answer", "Share"],
        ["Answer 0", "20% or less"],
        ["Answer 1", "80% or more"],
    ]
    hidden = replace(RATIO, numerator=None, denominator=None, proportion=None)
    in_a_band = replace(hidden, band=Band(20, 25), note="One in four.")
    assert Grid(context_tables.ratios([in_a_band])).texts == [
        ["Measure", "Share", "Note"],
        [f"{RATIO.id} {RATIO.title}", "20% to 25%", "One in four."],
    ]


def test_returns_of_which_no_number_is_told_have_their_status_alone() -> None:
    line = returned(records=None, set_aside=None, errors=None, queries=None, notes=None)
    grid = table.returns([line], "Returns")
    assert grid.columns == ["Agency", "Audit", "Return", "Status"]
    assert grid.note == ""


def test_ratios_say_that_no_change_of_them_is_tested_and_why() -> None:
    assert "No change of these is tested: only the sums of all returns are kept" in context_tables.ratios([RATIO]).html


def test_a_ratio_gives_its_sums_and_a_hidden_one_neither_sum_nor_share() -> None:
    hidden = replace(RATIO, numerator=None, denominator=None, proportion=None)
    assert [row[1:3] for row in Grid(context_tables.ratios([RATIO, hidden])).texts[1:]] == [
        ["1,234 of 5,678", "22%"],
        ["c", "c"],
    ]


def test_the_scorecard_has_several_quarters_together_beside_what_is_hidden_and_no_such_column_where_nothing_is() -> (
    None
):
    together = YearTotal(("2019-20 Q1", "2019-20 Q2"), shown(Counts(met=92, not_met=8)))
    hidden = replace(hiding(result(Counts(met=48, not_met=2))), year=together)
    rows = Grid(table.scorecard(audit([hidden, result(Counts(met=9, not_met=1), id="T2")]))).texts
    assert rows[0][:3] == ["Standard", "Met", "Several quarters together"]
    assert [row[1:3] for row in rows[1:]] == [
        ["hidden, to protect small counts", "Apr to Sep 2019: 92 of 100 (92%), at target"],
        ["9 of 10 (90%)", "–"],
    ]
    assert "Several quarters together" not in table.scorecard(audit([result(Counts(met=9, not_met=1))])).columns
