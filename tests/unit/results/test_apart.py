"""An agency beside the others together: exact, not below five records, drawn as it is flagged, and no ranks."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP
from pipeline.measure.counts import Counts
from pipeline.page import chart, sentences
from pipeline.page.chart.agencies import MOST_STEPS, step_sizes
from pipeline.results.model import Apart, StandardResult
from pipeline.results.standards import standard_result
from pipeline.statistics.rest import FLAG, LOOK, unmarked_beside_rest
from tests.unit.results.built import CONTEXT, LOW, NOW, definition, records, result

USUAL = {"UHS": Counts(met=44, not_met=6), "CCG": Counts(met=43, not_met=7), "SOL": Counts(met=40, not_met=10)}
FAR = {**USUAL, "SOL": Counts(met=20, not_met=30)}


def flagged(standard: StandardResult) -> list[tuple[str, bool, bool]]:
    return [(each.agency, each.better, each.flag) for each in standard.apart]


def alone(counts: dict[str, Counts], of_each: int = 1, **changes: object) -> StandardResult:
    """A result in which every child has so many records."""
    parts = [records(each, agency=code, of_each=of_each) for code, each in counts.items()]
    return standard_result(definition(**changes), pd.concat(parts, ignore_index=True), {}, NOW, SUBGROUP)


def test_an_agency_far_from_the_others_together_is_flagged_and_so_may_be_one_on_the_other_side() -> None:
    assert ("SOL", False, True) in flagged(alone(FAR))
    assert flagged(alone(USUAL)) == []


def test_which_way_is_good_decides_whether_it_is_better_or_worse() -> None:
    assert ("SOL", True, True) in flagged(alone(FAR, **LOW))
    assert "is higher" in sentences.apart_sentence(alone(FAR, **CONTEXT)) or "lower" in sentences.apart_sentence(
        alone(FAR, **CONTEXT)
    )


def test_fewer_than_five_records_or_no_other_agency_are_not_held_against_the_rest() -> None:
    assert flagged(alone({**USUAL, "SOL": Counts(not_met=4)})) == []
    assert alone({"SOL": Counts(met=10, not_met=30)}).whole is None
    assert alone({"UHS": Counts(met=45), "SOL": Counts(not_met=4)}).whole is None


def test_children_with_several_records_make_an_agency_stand_out_less() -> None:
    near = {**USUAL, "SOL": Counts(met=31, not_met=19)}
    of_the_agency = [each for each in alone(near).apart if each.agency == "SOL"]
    assert [each.flag for each in of_the_agency] == [True]
    assert not any(each.flag for each in alone(near, of_each=2).apart)


def test_agencies_that_answer_different_forms_are_not_compared() -> None:
    parts = [records(each, agency=code) for code, each in FAR.items()]
    now = pd.concat(parts, ignore_index=True)
    now.loc[now["agency"] == "SOL", "view"] = "another"
    assert standard_result(definition(), now, {}, NOW, SUBGROUP).apart == ()


def test_the_board_is_told_only_where_every_line_is_shown_and_the_public_never() -> None:
    assert result(FAR, BOARD).apart == result(FAR).apart != ()
    assert result(FAR, BOARD).whole is None
    assert result({**FAR, "UHS": Counts(met=47, not_met=3)}, BOARD).apart == ()
    assert result(FAR, PUBLIC).apart == ()


AGENCIES = st.fixed_dictionaries(
    {code: st.builds(Counts, met=st.integers(0, 30), not_met=st.integers(0, 30)) for code in ("SOL", "UHS", "CCG")}
)


@given(AGENCIES)
@settings(max_examples=40, deadline=None)
def test_an_agency_is_named_exactly_where_its_dot_lies_outside_the_steps(drawn: dict[str, Counts]) -> None:
    standard = result({code: each for code, each in drawn.items() if each.records})
    named = {each.agency: each.flag for each in standard.apart}
    for each in standard.agencies:
        met, total = each.counts.met or 0, each.counts.applicable or 0
        if standard.whole is None or total < 5 or total == standard.whole.total:
            assert each.code not in named
            continue
        whole = standard.whole
        for tail, marked in ((LOOK, each.code in named), (FLAG, named.get(each.code, False))):
            steps = unmarked_beside_rest(total, whole.met, whole.total, tail, whole.worth)
            assert marked is (steps is None or not steps[0] <= met <= steps[1])


@given(st.lists(st.integers(5, 3000), min_size=2, max_size=9))
def test_of_very_many_records_few_steps_are_drawn_and_those_beside_the_dots_always(own: list[int]) -> None:
    drawn = step_sizes(own)
    assert set(own) <= set(drawn)
    assert drawn == sorted(set(drawn))
    assert len(drawn) <= MOST_STEPS + 1 + len(own)


@pytest.mark.parametrize(
    ("flag", "words"),
    [(True, "by more than chance would explain"), (False, "among several agencies it may. It is worth a look")],
)
def test_a_look_is_no_claim_and_neither_ranks(flag: bool, words: str) -> None:
    one = replace(alone(FAR), apart=(Apart("SOL", "Solent NHS Trust", better=False, flag=flag),))
    assert words in sentences.apart_sentence(one)
    assert sentences.apart_sentence(one).startswith("Solent NHS Trust is worse than all others together")


def test_the_picture_says_which_dots_lie_outside_and_how_often_chance_leaves_the_steps() -> None:
    picture = chart.beside_rest(alone(FAR))
    assert picture is not None
    assert "Solent NHS Trust: 20 of 50 (40%)." in picture.alt
    assert "by more than chance would explain" in picture.alt
    assert "1 time in 500" in picture.caption
    assert chart.beside_rest(result(FAR, BOARD)) is None
