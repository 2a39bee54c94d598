"""A quarter's counts as they are kept: whole when they come back, without noughts, and read as they once were kept."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.clustering import plain_shape
from pipeline.measure.counts import AuditCounts, Counts
from pipeline.measure.shapes import Cluster, Shape, Stratum
from pipeline.results.kept_counts import as_kept, restored

CODES = st.sampled_from(["CCG", "SOL", "UHS"])
PAIRS = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda each: (each[0], sum(each)))
BY_AGENCY = st.dictionaries(CODES, PAIRS, max_size=3).map(lambda each: dict(sorted(each.items())))
CLUSTERS = st.lists(st.builds(Cluster, BY_AGENCY, st.integers(1, 3)), max_size=6).map(
    lambda several: tuple(sorted(several, key=lambda each: (sorted(each.by_agency.items()), each.units)))
)
STRATA = st.one_of(
    st.builds(Stratum, BY_AGENCY, CLUSTERS),
    st.builds(Stratum, BY_AGENCY, CLUSTERS, st.integers(1, 90), st.integers(1, 9), st.integers(0, 9)),
)
SHAPES = st.builds(Shape, st.lists(STRATA, max_size=3).map(tuple), st.booleans())
COUNTS = st.dictionaries(CODES, st.builds(Counts, *[st.integers(0, 3)] * 7))
AUDITS = st.builds(
    AuditCounts,
    st.dictionaries(st.sampled_from(["WNB1", "WNB2"]), COUNTS),
    st.dictionaries(st.just("provider"), st.lists(CODES).map(tuple)),
    st.dictionaries(st.sampled_from(["WNB1", "WNB2"]), SHAPES),
    st.dictionaries(st.just("WNBx1"), PAIRS),
    st.dictionaries(st.just("WNB1"), st.lists(st.integers(0, 9)).map(tuple)),
)
ALONE = {"SOL": Counts(met=3, not_met=1), "UHS": Counts(pending=2)}


@given(AUDITS)
def test_what_is_kept_comes_back_as_it_was(audit: AuditCounts) -> None:
    assert restored(json.loads(json.dumps(as_kept(audit), sort_keys=True))) == audit


@given(AUDITS)
def test_what_was_kept_with_everything_written_out_is_read_alike(audit: AuditCounts) -> None:
    assert restored(json.loads(json.dumps(asdict(audit)))) == audit


def test_records_that_stand_alone_are_written_once_as_counts_without_noughts() -> None:
    kept = as_kept(AuditCounts({"WNB1": ALONE}, {}, {"WNB1": plain_shape(ALONE)}))
    assert kept["standards"] == {"WNB1": {"SOL": {"met": 3, "not_met": 1}, "UHS": {"pending": 2}}}
    assert kept["shapes"] == {"WNB1": None}


def test_families_that_are_alike_are_written_once() -> None:
    shape = Shape((Stratum({}, (Cluster({"SOL": (2, 2)}, 2),) * 5),))
    (stratum,) = as_kept(AuditCounts({}, {}, {"WNB1": shape}))["shapes"]["WNB1"]["strata"]
    assert stratum == {"several": [{"by_agency": {"SOL": (2, 2)}, "units": 2, "times": 5}]}
