"""A ratio whose denominator another agency's Volumes sheet holds."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.audits.neg import NEG
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Ratio, View
from pipeline.errors import DefinitionError
from pipeline.measure.context import context_counts
from pipeline.validate.validated import Accepted, Identity, Tally


def returned(view: View, agency: str, **counts: int) -> Accepted:
    who = Identity(NEG.form(view, Quarter(2019, 2)), agency, "")
    volumes = pd.DataFrame([{"month": "2019-07", **counts}])
    return Accepted("", agency, Tally(0, 0), (), who, rows=pd.DataFrame(), volumes=volumes)


POLICE = returned(NEG.police, "HC", neglect_crimes=12)
SOCIAL_CARE = returned(NEG.social_care, "SCC-CF", s47_neglect=30)


def test_each_number_is_read_from_its_own_sheet() -> None:
    assert context_counts(NEG, [POLICE, SOCIAL_CARE])["NEGx7"] == (12, 30)


@pytest.mark.parametrize("alone", [POLICE, SOCIAL_CARE])
def test_one_sheet_alone_gives_no_part_and_no_whole(alone: Accepted) -> None:
    assert context_counts(NEG, [alone])["NEGx7"] == (0, 0)


def test_a_denominator_of_another_sheet_must_be_said_to_be() -> None:
    with pytest.raises(DefinitionError, match="is not a count of its Volumes sheet"):
        Ratio("Crimes", NEG.volumes[0], (NEG.neglect_crimes,), (NEG.s47_neglect,))
