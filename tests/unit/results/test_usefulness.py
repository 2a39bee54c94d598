"""How much an edition still says: a line counts once, by what a reader learns of it, and none without a record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import results
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, EDITIONS, PUBLIC
from pipeline.disclose.facts import Band
from pipeline.measure.counts import Counts
from pipeline.page.sentences.usefulness import usefulness_sentence
from pipeline.results.figure_values import Verdict, YearTotal
from pipeline.results.frame import AGENCY, ALL, YEAR
from pipeline.results.model import StandardResult
from pipeline.results.usefulness import Said, Usefulness, said_of, usefulness
from tests.unit.results.built import SMALL, audit, hiding, quarter, result, shown, withheld

MOST, BEFORE = Band(80, 100), Quarter(2019, 1)
WELL = Counts(met=48, not_met=2)


def of(*standards: StandardResult) -> Usefulness:
    return usefulness(quarter(audit(standards), edition=BOARD.name))


@pytest.mark.parametrize(
    ("band", "verdict", "said"),
    [
        (MOST, Verdict.HIDDEN, Said.BAND),
        (MOST, Verdict.AT, Said.BAND),
        (None, Verdict.AT, Said.VERDICT),
        (None, Verdict.HIDDEN, Said.NOTHING),
        (None, Verdict.CONTEXT, Said.NOTHING),
    ],
)
def test_a_hidden_line_says_its_band_its_verdict_or_nothing(band: Band | None, verdict: Verdict, said: Said) -> None:
    assert said_of(withheld(shown(WELL), band, verdict)) is said
    assert said_of(shown(WELL)) is Said.FIGURE


def test_total_agencies_and_earlier_quarters_are_a_line_each_and_the_newest_quarter_is_one() -> None:
    standard = result(SMALL, earlier={BEFORE: Counts(met=40, not_met=40)})
    first, *others = standard.agencies
    useful = of(replace(standard, agencies=(withheld(first, MOST), *map(withheld, others))))
    assert useful.lines == 1 + 3 + 1 + 1, "the total, three agencies, the quarter before, and both together"
    assert (useful.figures, useful.bands, useful.nothing) == (3, 1, 2)


def test_a_line_without_a_record_is_not_counted() -> None:
    assert of(result(Counts())).lines == 0
    assert of(result(Counts(pending=9))).lines == 0


def test_a_year_of_one_quarter_is_the_quarter_and_is_not_counted_again() -> None:
    assert of(result(WELL)).lines == 2, "the total, and the agency"


@pytest.mark.parametrize(
    ("year", "say"),
    [
        (YearTotal(), 0),
        (YearTotal((str(BEFORE), "2019-20 Q2"), withheld(shown(WELL))), 0),
        (YearTotal((str(BEFORE), "2019-20 Q2"), withheld(shown(WELL), MOST)), 1),
        (YearTotal((str(BEFORE), "2019-20 Q2"), shown(WELL)), 1),
    ],
)
def test_a_hidden_headline_is_said_where_several_quarters_together_are(year: YearTotal, say: int) -> None:
    useful = of(replace(hiding(result(WELL, headline=True)), year=year), result(WELL, id="T2"))
    assert (useful.headlines, useful.headlines_say) == (1, say)


@given(
    st.dictionaries(
        st.sampled_from(["SOL", "UHS", "CCG"]),
        st.builds(Counts, met=st.integers(0, 30), not_met=st.integers(0, 30)),
        min_size=1,
    ),
    st.sampled_from([BOARD, PUBLIC]),
)
def test_it_counts_the_rows_of_the_table_of_figures(drawn: dict[str, Counts], edition: object) -> None:
    whole = quarter(audit([result(drawn, edition, earlier={BEFORE: WELL})]), edition=edition.name)
    table = results.frame(whole)
    rows = table[table["level"].isin([ALL, AGENCY, YEAR]) & (table["hidden"] | (table["n"] != 0))]
    counted = rows["says"].value_counts()
    useful = usefulness(whole)
    assert useful.lines == len(rows)
    told = (useful.figures, useful.bands, useful.verdicts, useful.nothing)
    assert told == tuple(counted.get(each, 0) for each in ("figure", "band", "verdict", "nothing"))


@pytest.mark.parametrize(
    ("useful", "sentence"),
    [
        (
            Usefulness(600, 150, 62, 118, 22, 22),
            (
                "Of 930 lines 812 say something: 600 a figure, 150 between what it lies and 62 a verdict alone; every "
                "headline does."
            ),
        ),
        (Usefulness(1, 0, 0, 1, 2, 1), "Of 2 lines 1 says something: 1 a figure; of 2 headlines 1 does."),
        (Usefulness(0, 0, 0, 9, 3, 0), "Of 9 lines none says anything; of 3 headlines none do."),
        (Usefulness(5, 0, 0, 0, 0, 0), "Of 5 lines 5 say something: 5 a figure; no headline had a record."),
        (Usefulness(0, 0, 0, 0, 0, 0), "No line of this edition had a record."),
    ],
)
def test_it_is_one_sentence(useful: Usefulness, sentence: str) -> None:
    assert usefulness_sentence(useful) == sentence


def test_every_released_edition_can_be_measured() -> None:
    for name in EDITIONS:
        assert usefulness(quarter(audit([result(WELL, EDITIONS[name])]), edition=name)).lines
