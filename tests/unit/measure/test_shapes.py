"""What records are worth: those of families, of a child on two lists, of uneven samples, and of several quarters."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from pipeline.measure.clustering import plain_shape, shape_of
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.measure.shapes import ListPart, Shape, Worth, pooled_worth
from pipeline.store.codec import built

Record = tuple[bool, str | None, str | None, str, str]  # met, child, family, agency, view


def outcomes(*records: Record, references: list[str | None] | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "outcome": [str(Outcome.MET if met else Outcome.NOT_MET) for met, *_ in records],
            "child": pd.Series([child for _, child, *_ in records], dtype=object),
            "family": pd.Series([family for _, _, family, *_ in records], dtype=object),
            "agency": [agency for *_, agency, _ in records],
            "view": [view for *_, view in records],
            "reference": pd.Series(references or [None] * len(records), dtype=object),
        }
    )


def worth(*records: Record, agencies: list[str] | None = None) -> Worth:
    known = shape_of(outcomes(*records)).worth(agencies)
    assert known is not None
    return known


def children(pairs: list[tuple[bool, bool]]) -> list[Record]:
    """Of each child a record of the police and one of social care, and whether each met the standard."""
    return [
        (met, f"C{number}", None, agency, agency)
        for number, both in enumerate(pairs)
        for met, agency in zip(both, ("HC", "SCC-CF"), strict=True)
    ]


def test_a_child_on_two_agencies_lists_is_one_case_however_the_two_records_differ() -> None:
    alike, apart = children([(True, True), (False, False)] * 10), children([(True, False), (False, True)] * 10)
    assert worth(*alike) == Worth(0.5, 20.0, clustered=True)
    assert worth(*apart) == Worth(0.5, 20.0, clustered=True)
    assert worth(*apart, agencies=["HC"]) == Worth(0.5, 20.0)


def test_two_appointments_of_a_child_that_one_agency_returns_are_two() -> None:
    records = [(met, f"C{number}", None, "SOL", "provider") for number in range(10) for met in (True, False)]
    fewer = (stdtrit(19, 0.975) / stdtrit(9, 0.975)) ** 2  # there are ten children to tell by how they differ
    assert worth(*records) == Worth(0.5, pytest.approx(20 * fewer), clustered=True)


def test_a_record_that_names_neither_child_nor_family_stands_alone() -> None:
    records = [(number < 5, None, None, "SOL", "provider") for number in range(10)]
    assert worth(*records) == Worth(0.5, 10.0)


def test_what_is_kept_of_a_quarter_names_no_child_and_comes_back_as_it_was() -> None:
    records = [(number % 3 > 0, f"C{number}", f"F{number // 2}", "SOL", "provider") for number in range(20)]
    shape = shape_of(outcomes(*records))
    kept = asdict(shape)
    assert "C1" not in str(kept)
    assert "F1" not in str(kept)
    assert built(Shape, _as_json(kept)) == shape


def _as_json(value: object) -> object:
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items()}
    return [_as_json(each) for each in value] if isinstance(value, (list, tuple)) else value


def test_the_order_of_the_records_leaves_nothing_behind() -> None:
    records = [(number % 3 > 0, f"C{number}", f"F{number // 2}", "SOL", "provider") for number in range(20)]
    assert shape_of(outcomes(*records)) == shape_of(outcomes(*records[::-1]))


def test_bodies_that_return_as_one_have_their_records_together() -> None:
    records = children([(True, True), (False, True)] * 8)
    shape = shape_of(outcomes(*records)).under({"HC": "HIOWC", "SCC-CF": "HIOWC"})
    assert shape.agencies == {"HIOWC"}
    assert shape.worth(["HIOWC"]) == shape_of(outcomes(*records)).worth()


def test_quarters_taken_together_weigh_as_they_have_records() -> None:
    one, other = plain_shape({"SOL": Counts(met=10)}), plain_shape({"SOL": Counts(met=10, not_met=20)})
    assert pooled_worth([one, other]) == Worth(0.5, 40.0)
    assert pooled_worth([one, other], ["UHS"]) is None
    assert pooled_worth([]) is None


def test_an_uneven_sample_of_one_quarter_does_not_outweigh_the_others() -> None:
    references = [f"A{number}" for number in range(10)] + [f"B{number}" for number in range(10)]
    records = [(number >= 10, reference, None, "SOL", "provider") for number, reference in enumerate(references)]
    lists = [[ListPart(10, 10, frozenset(references[:10])), ListPart(990, 10, frozenset(references[10:]))]]
    sample = shape_of(outcomes(*records, references=references), lists)
    own = sample.worth()
    assert own is not None
    assert (own.value, own.weighted) == (pytest.approx(0.99), True)
    together = pooled_worth([sample, plain_shape({"SOL": Counts(not_met=20)})])
    assert together is not None
    assert together.value == pytest.approx(0.99 / 2)
    assert together.cases <= 40


def test_brothers_and_sisters_in_an_uneven_sample_widen_it() -> None:
    references = [f"{name}{number}" for name in "AB" for number in range(20)]
    lists = [[ListPart(20, 20, frozenset(references[:20])), ListPart(400, 20, frozenset(references[20:]))]]
    met = [number % 4 < 2 for number in range(40)]
    alone, together = (
        shape_of(
            outcomes(
                *(
                    (yes, reference, f"F{number // each}", "SOL", "provider")
                    for number, (yes, reference) in enumerate(zip(met, references, strict=True))
                ),
                references=references,
            ),
            lists,
        ).worth()
        for each in (1, 2)
    )
    assert alone is not None
    assert together is not None
    assert (alone.value, alone.clustered, together.clustered) == (together.value, False, True)
    assert together.cases < 0.7 * alone.cases


FAMILIES = st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.sampled_from(["HC", "SOL"])), min_size=1)


@given(FAMILIES)
def test_records_are_never_worth_more_than_they_are_and_never_less_than_their_families(
    drawn: list[tuple[bool, int, str]],
) -> None:
    records = [
        (met, f"C{number}", f"F{family}", agency, "provider") for number, (met, family, agency) in enumerate(drawn)
    ]
    shape = shape_of(outcomes(*records))
    for agencies in (None, ["HC"], ["SOL"], ["HC", "SOL"]):
        theirs = [each for each in drawn if agencies is None or each[2] in agencies]
        known = shape.worth(agencies)
        if known is None:
            assert theirs == []
            continue
        assert known.value == pytest.approx(sum(met for met, *_ in theirs) / len(theirs))
        sizes = pd.Series([family for _, family, _ in theirs]).value_counts()
        assert len(theirs) ** 2 / (sizes**2).sum() - 1e-9 <= known.cases <= len(theirs)
        assert known.clustered is (known.cases < len(theirs))
    assert shape.worth() == shape.worth(["HC", "SOL"])
