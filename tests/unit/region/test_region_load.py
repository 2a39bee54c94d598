"""A regional edition as somebody at a notebook asks for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import NoResults, UsageError
from pipeline.region import load
from pipeline.region.folder import Region
from pipeline.region.model import LeftOutArea
from tests.unit.region.regions import NOW, edition, lain


def test_the_newest_edition_is_opened_where_no_quarter_is_asked_for(tmp_path: Path) -> None:
    lain(tmp_path, 3)
    assert load.edition(root=str(tmp_path)) == load.edition(NOW.folder, str(tmp_path)) == edition(3)


def test_an_edition_that_a_run_hands_over_is_the_one_that_is_shown(tmp_path: Path) -> None:
    lain(tmp_path, 3)
    with load.handed_over(Region(tmp_path), edition(2)):
        assert load.edition(NOW.folder, str(tmp_path)) == edition(2)
    assert load.edition(NOW.folder, str(tmp_path)) == edition(3)


def test_a_region_or_a_quarter_that_is_not_there_is_said_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Give root the folder of all areas"):
        load.edition(root="no such folder")
    with pytest.raises(UsageError, match="There is no region ''"):
        load.edition()
    with pytest.raises(NoResults, match="No regional edition has been made"):
        load.edition(root=str(tmp_path))
    with pytest.raises(NoResults, match="Make it: python -m pipeline run 2019-20-Q2 --region"):
        load.edition("2019-20-Q2", str(tmp_path))


def test_an_audit_and_an_area_are_the_first_where_none_is_named() -> None:
    result = edition(3)
    assert load.audit(result) == result.audits[0]
    assert load.audit(result, "tb") == result.audits[1]
    assert load.area(result) == result.areas[0]
    with pytest.raises(UsageError, match=r"Choose one of TA, TB\."):
        load.audit(result, "TX")
    with pytest.raises(UsageError, match="Choose one of ashmere"):
        load.area(result, "nowhere")
    with pytest.raises(UsageError, match="No area ran"):
        load.audit(replace(result, audits=()))


def test_a_reason_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    why = f"there are no returns in {tmp_path}/late/data/raw, of the region {tmp_path}."
    made = replace(edition(2), left_out=(LeftOutArea("late", why),))
    with load.handed_over(Region(tmp_path), made):
        (left,) = load.edition(NOW.folder, str(tmp_path)).left_out
    assert left.why == "there are no returns in late/data/raw, of the region the region’s folder."
