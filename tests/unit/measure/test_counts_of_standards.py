"""All standards counted at once, as they are kept of a past quarter: the same as each counted by itself."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.measure.counts import Counts, counts, counts_by, counts_of_standards
from pipeline.measure.outcomes import Outcome

LINES = st.lists(
    st.tuples(
        st.sampled_from(["NEG1", "NEG2", "WNB1"]),
        st.sampled_from(["SOL", "UHS", "HC"]),
        st.sampled_from([str(each) for each in Outcome]),
        st.booleans(),
    ),
    max_size=40,
)


@given(LINES)
@settings(max_examples=60)
def test_they_are_those_of_each_standard_and_agency(lines: list[tuple[str, str, str, bool]]) -> None:
    kept = [(*line[:3], line[3] and line[2] == Outcome.NOT_MET) for line in lines]
    outcomes = pd.DataFrame(kept, columns=["standard", "agency", "outcome", "not_recorded"]).astype(
        {"not_recorded": bool}
    )
    all_counted = counts_of_standards(outcomes)
    assert all_counted.keys() == set(outcomes["standard"])
    for standard, by_agency in all_counted.items():
        own = outcomes[outcomes["standard"] == standard]
        assert by_agency == counts_by(own, "agency")
        assert sum(by_agency.values(), Counts()) == counts(own)
