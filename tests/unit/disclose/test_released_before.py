"""What was released before: facts and counts kept as texts, and read back as they were or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclose.facts import Band, Cells, Fact, How, Line
from pipeline.disclose.released_before import (
    cells_as_text,
    cells_in,
    cells_path,
    fact_as_text,
    fact_in,
    released_before,
)
from pipeline.errors import PipelineError
from pipeline.measure.counts import Counts
from pipeline.store.ledger import LedgerEntry, Step, add
from pipeline.store.workspace import Workspace, digest_of, write_atomically

WORDS = st.sampled_from(["NEG3", "WNB12", "all", "UHS", "2019-20 Q2", "2018-19 Q4"])
COUNT = st.integers(0, 500)
MAYBE = st.none() | COUNT
BANDS = st.none() | st.builds(Band, st.integers(0, 100), st.integers(0, 100))
LINES = st.builds(Line, WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=4).map(tuple))
FACTS = st.builds(
    Fact, LINES, WORDS, st.sampled_from(How), MAYBE, MAYBE, MAYBE, st.sampled_from([1, 5]), BANDS,
    st.sampled_from(["", "At target", "Below target"]), st.none() | st.floats(0, 1), st.booleans(), st.floats(1, 9),
    WORDS,
)  # fmt: skip
PAIRS = st.dictionaries(WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple), max_size=2)
CELLS = st.builds(
    Cells, st.dictionaries(st.tuples(WORDS, WORDS, WORDS), st.builds(Counts, *[COUNT] * 7), max_size=6), PAIRS, PAIRS
)
FACT = Fact(Line("NEG3", "all", ("2019-20 Q2",)), "NEG", How.EXACT, 24, 25, 0)
MINE = Cells({("NEG3", "UHS", "2019-20 Q2"): Counts(met=24, not_met=1)})


def laid(workspace: Workspace, text: str, says: str) -> None:
    """A release of one figure."""
    whose = 1, "2019-20 Q2", "board", "2019-12-05"
    write_atomically(cells_path(workspace, 1), text)
    add(
        workspace,
        [
            LedgerEntry(Step.RELEASED, *whose, counts=digest_of(text)),
            LedgerEntry(Step.FIGURE, *whose, figure=FACT.line.id, says=says),
        ],
    )


@given(FACTS)
def test_a_fact_is_read_back_as_it_was(fact: Fact) -> None:
    assert fact_in(fact_as_text(fact)) == fact


@given(CELLS)
def test_counts_are_read_back_as_they_were(cells: Cells) -> None:
    assert cells_in(cells_as_text(cells)) == cells


def test_a_release_is_known_by_its_facts_and_counts_and_whether_it_stands(workspace: Workspace) -> None:
    laid(workspace, cells_as_text(MINE), fact_as_text(FACT))
    (before,) = released_before(workspace)

    assert (before.number, before.quarter, before.edition, before.withdrawn) == (1, "2019-20 Q2", "board", False)
    assert before.facts == [FACT]
    assert before.cells == MINE
    add(workspace, [LedgerEntry(Step.WITHDRAWN, 1, "2019-20 Q2", "board", "2019-12-06")])
    (before,) = released_before(workspace)
    assert before.withdrawn
    assert before.facts == [FACT]


@pytest.mark.parametrize("says", ["", "[]", "{}", '{"how": "exact"}', "\x00"])
def test_an_entry_that_is_no_fact_is_told_by_its_figure(workspace: Workspace, says: str) -> None:
    laid(workspace, cells_as_text(MINE), says)

    with pytest.raises(PipelineError, match="says of NEG3/all/2019-20-Q2 in release 1 what this version"):
        released_before(workspace)


def test_counts_of_another_form_are_told(workspace: Workspace) -> None:
    laid(workspace, "{}", fact_as_text(FACT))

    with pytest.raises(PipelineError, match="are kept as another version of the software keeps them"):
        released_before(workspace)
