"""The long table: the same numbers as the results, in numeric columns, and nothing in place of what is hidden."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import results
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page.sentences import verdict_words
from pipeline.results.context_values import ContextPoint, ContextResult
from pipeline.results.figure_values import Figure, Verdict
from pipeline.results.frame import AGENCY, ALL, COLUMNS, DISTRIBUTION, GROUP, RATIO, STANDARD, YEAR
from pipeline.results.ids import with_ids
from tests.source import ROOT
from tests.unit.results.built import (
    COLOUR,
    CONTEXT,
    LOW,
    NOW,
    SMALL,
    audit,
    distributed,
    hiding,
    quarter,
    result,
    set_to,
    targets,
    withheld,
)

COUNTS = ("met", "not_met", "not_recorded", "n", "not_applicable", "not_known", "pending", "missing")
drawn_counts = st.builds(
    Counts, met=st.integers(0, 30), not_met=st.integers(0, 30), pending=st.integers(0, 9), missing=st.integers(0, 9)
)


def framed(drawn: dict[str, Counts], edition: Edition = SUBGROUP, **changes: object) -> pd.DataFrame:
    return results.frame(quarter(audit([result(drawn, edition, **changes)]), edition=edition.name))


def same(row: pd.Series, figure: Figure) -> bool:
    counts = figure.counts
    shown = {**{name: getattr(counts, name) for name in COUNTS if name != "n"}, "n": counts.applicable}
    shown |= {"not_met": None} if not counts.exact else {}
    shown |= {"n": None} if counts.hidden else {}
    shown |= {"rate": figure.counts.proportion, "value": figure.value, "lower": figure.lower, "upper": figure.upper}
    shown |= {"verdict": str(figure.verdict), "hidden": figure.counts.hidden, "provisional": figure.provisional}
    return all(row[name] is pd.NA if value is None else row[name] == value for name, value in shown.items())


@given(st.dictionaries(st.sampled_from(["SOL", "UHS", "CCG"]), drawn_counts, min_size=1), st.sampled_from([*EDITIONS]))
def test_every_figure_of_a_standard_has_one_row_that_says_the_same(drawn: dict[str, Counts], name: str) -> None:
    standard = result(drawn, EDITIONS[name])
    table = results.frame(quarter(audit([standard]), edition=name))

    (total,) = (row for _, row in table[table["level"] == ALL].iterrows() if row["quarter"] == str(NOW))
    own = {row["agency"]: row for _, row in table[table["level"] == AGENCY].iterrows()}
    assert same(total, standard.total)
    assert set(own) == {each.code for each in standard.agencies}
    assert all(same(own[each.code], each) for each in standard.agencies)


def test_where_lower_is_better_the_verdict_is_the_word_of_the_page() -> None:
    standard = result({"SOL": Counts(met=60, not_met=40)}, **LOW)
    table = results.frame(quarter(audit([standard])))

    assert set(table["verdict"]) == {"Over the limit"}
    assert verdict_words(standard.total, low_is_good=True) == "Over the limit"


def test_what_is_hidden_is_empty_and_says_so_and_is_never_nought() -> None:
    standard = result(SMALL)
    first, *others = standard.agencies
    table = results.frame(quarter(audit([replace(standard, agencies=(first, *map(withheld, others)))])))
    hidden = table[table["hidden"]]

    assert len(hidden) == 2
    assert hidden[["met", "not_met", "rate", "value", "lower", "upper"]].isna().all(axis=None)
    assert set(hidden["verdict"]) == {"Hidden"}


def test_of_a_hidden_line_how_many_there_were_is_not_in_the_table() -> None:
    table = framed({"SOL": Counts(met=4, not_met=5)}, BOARD)

    assert table["hidden"].all()
    assert table["n"].isna().all()


@given(drawn_counts, st.sampled_from([*EDITIONS]))
def test_met_and_not_met_are_n_in_every_row_that_has_them(drawn: Counts, name: str) -> None:
    table = framed({"SOL": drawn}, EDITIONS[name])
    whole = table.dropna(subset=["met", "not_met"])

    assert (whole["met"] + whole["not_met"] == whole["n"]).all()
    assert EDITIONS[name].round_to == 1 or table["not_met"].isna().all()


def test_rounded_counts_are_marked_as_not_exact() -> None:
    table = framed({"SOL": Counts(met=43, not_met=31)}, PUBLIC)

    assert table[table["level"] == ALL][["met", "n", "exact"]].to_numpy().tolist() == [[45, 75, False]]


def test_the_columns_are_those_documented_in_their_order_and_of_their_kind() -> None:
    table = framed({"SOL": Counts(met=9, not_met=1)})

    assert list(table.columns) == list(COLUMNS)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == {
        name: kind for name, (kind, _) in COLUMNS.items()
    }


def documented(heading: str) -> list[tuple[str, str]]:
    """Each column that a part of the page on figures lists, with what it says."""
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE)


def test_the_documentation_describes_every_column_and_no_other() -> None:
    assert documented("The columns") == [(name, words) for name, (_, words) in COLUMNS.items()]


def test_earlier_quarters_are_rows_of_their_own_and_the_change_stands_on_the_quarter_reported_on() -> None:
    standard = result(Counts(met=40, not_met=10), earlier={NOW.previous(): Counts(met=20, not_met=30)})
    table = results.frame(quarter(audit([standard])))
    now, before = (table[(table["level"] == ALL) & (table["quarter"] == str(each))] for each in (NOW, NOW.previous()))

    assert before[["met", "n"]].to_numpy().tolist() == [[20, 50]]
    assert now["since_last_moved"].tolist() == [str(standard.since_last.moved)]
    assert now["since_last_difference"].tolist() == [standard.since_last.difference]
    assert before["since_last_moved"].isna().all()


def test_a_standard_without_a_target_has_none_in_any_row() -> None:
    table = framed({"SOL": Counts(met=9, not_met=1)}, **CONTEXT)

    assert table["target"].isna().all()


def test_a_year_in_which_the_target_changed_stands_beside_no_target() -> None:
    with targets(set_to(0.5, 0.4, since=NOW)):
        standard = result(Counts(met=24, not_met=16), earlier={NOW.previous(): Counts(met=24, not_met=16)})
    table = results.frame(quarter(audit([standard])))

    assert table.loc[table["level"] == YEAR, ["target", "verdict"]].isna().to_numpy().tolist() == [[True, False]]
    assert table.loc[table["level"] == ALL, "target"].tolist() == [0.5, 0.9]


def test_groups_are_named_by_their_question() -> None:
    standard = result({}, groups={"RED": Counts(met=9, not_met=8), "BLUE": Counts(met=7, not_met=9)}, by=COLOUR)
    table = results.frame(quarter(audit([standard])))

    groups = table[table["level"] == GROUP]
    assert groups[["group_by", "group", "met"]].to_numpy().tolist() == [
        ["Colour?", "Blue ones", 7],
        ["Colour?", "Red ones", 9],
    ]


def test_context_is_of_another_kind_with_its_own_hidden_answers() -> None:
    share = ContextResult("Tx2", "Seen at all", "", 30, 120, 0.25, ())
    table = results.frame(quarter(audit([], context=(distributed([7, None, 0]), share))))

    answers, ratio = table[table["kind"] == DISTRIBUTION], table[table["kind"] == RATIO]
    assert answers["hidden"].tolist() == [False, True, False]
    assert answers["met"].isna().tolist() == [False, True, False]
    assert ratio[["met", "n", "rate"]].to_numpy().tolist() == [[30, 120, 0.25]]
    assert STANDARD not in set(table["kind"])


def test_every_figure_of_a_standard_has_its_name_for_good_and_no_two_have_the_same() -> None:
    def names(**changes: object) -> list[object]:
        standard = result({"SOL": Counts(met=9, not_met=9), "UHS": Counts(met=9)}, **changes)
        return results.frame(quarter(audit([with_ids(standard, str(NOW))])))["id"].to_list()

    several = names(earlier={Quarter(2019, 1): Counts(met=9)})
    assert several[:3] == ["T1/all/2019-20-Q2", "T1/SOL/2019-20-Q2", "T1/UHS/2019-20-Q2"]
    assert several[3:] == ["T1/all/2019-20-Q1--2019-20-Q2", "T1/all/2019-20-Q1", "T1/SOL/2019-20-Q1"]
    assert names()[3:] == [pd.NA], "a year of one quarter is the figure of that quarter"


@pytest.mark.parametrize(
    ("band", "verdict", "row"),
    [
        (Band(80, 100), Verdict.AT, [True, "band", 0.8, 1.0, "At target"]),
        (None, Verdict.AT, [True, "verdict", pd.NA, pd.NA, "At target"]),
        (None, Verdict.HIDDEN, [True, "nothing", pd.NA, pd.NA, "Hidden"]),
    ],
)
def test_a_hidden_row_says_between_what_it_lies_or_its_verdict_and_no_count(
    band: Band | None, verdict: Verdict, row: list[object]
) -> None:
    standard = hiding(result(Counts(met=48, not_met=2)), band, verdict)
    table = results.frame(quarter(audit([replace(standard, agencies=())])))
    assert table[["hidden", "says", "band_low", "band_high", "verdict"]].to_numpy().tolist() == [row]
    assert table[[*COUNTS, "rate", "value", "lower", "upper"]].isna().all(axis=None)


def test_a_row_that_is_shown_says_its_figure_and_one_of_context_says_nothing_of_the_kind() -> None:
    table = results.frame(quarter(audit([result(Counts(met=48, not_met=2))], context=(distributed([9, 9], 18),))))
    assert table[table["kind"] == STANDARD]["says"].eq("figure").all()
    assert table[table["kind"] == DISTRIBUTION]["says"].isna().all()


def test_a_figure_that_stands_as_it_was_published_is_marked_in_its_quarter_alone() -> None:
    standard = result(Counts(met=48, not_met=2), earlier={Quarter(2019, 1): Counts(met=9, not_met=9)})
    first, last = standard.history
    kept = replace(first, figure=replace(first.figure, as_published=True))
    table = results.frame(quarter(audit([replace(standard, history=(kept, last))])))
    assert table[table["as_published"]]["quarter"].to_list() == ["2019-20 Q1"]


def test_every_measure_for_context_has_an_id_of_its_own_row_by_row() -> None:
    answers, share = distributed([4, 6], 10), replace(distributed([]), id="Tx2", numerator=8, denominator=40)
    before = replace(share, history=(ContextPoint("2019-20 Q1", 7, 30, 7 / 30, None, None),))
    named = results.frame(quarter(audit(context=(answers, before, answers))))["id"].tolist()
    assert named[:2] == ["Tx1/all/2019-20-Q2/A0", "Tx1/all/2019-20-Q2/A1"]
    assert named[2:4] == ["Tx2/all/2019-20-Q2", "Tx2/all/2019-20-Q1"]
    assert pd.isna(named[4])
