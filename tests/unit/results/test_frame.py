"""The long table: the same numbers as the results, in numeric columns, and nothing in place of what is hidden."""

from __future__ import annotations

import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline import results
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC, SUBGROUP, Edition
from pipeline.measure.counts import Counts
from pipeline.results.context_values import ContextResult
from pipeline.results.figure_values import Figure
from pipeline.results.frame import AGENCY, ALL, COLUMNS, DISTRIBUTION, GROUP, RATIO, STANDARD, YEAR
from tests.source import ROOT
from tests.unit.results.built import COLOUR, CONTEXT, NOW, SMALL, audit, distributed, quarter, result, set_to, targets

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


def test_what_is_hidden_is_empty_and_says_so_and_is_never_nought() -> None:
    table = framed(SMALL, BOARD)
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


def test_the_documentation_describes_every_column_and_no_other() -> None:
    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE) == [
        (name, words) for name, (_, words) in COLUMNS.items()
    ]


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
