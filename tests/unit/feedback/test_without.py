"""A return without one record: the others where they were, nothing of the one, and it can be read like any return."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.feedback.without import without_rows
from pipeline.intake import intake
from pipeline.read import Workbook, workbook
from pipeline.store.whereabouts.reference import reference
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Accepted
from tests.unit.workspaces import NOW, put, sent

pytestmark = pytest.mark.usefixtures("one_audit")


def accepted(workspace: Workspace, data: bytes) -> tuple[Accepted, Workbook]:
    """What is read from a return that lies there, and its workbook."""
    path = put(workspace, "uhs/ours.xlsx", data)
    (entry,) = intake(workspace, [NOW], workers=1)[NOW].entries
    assert isinstance(entry.validated, Accepted)
    return entry.validated, workbook(path)


def test_the_others_stay_at_their_addresses_and_are_accepted_as_they_were(tmp_path: Path) -> None:
    before, book = accepted(Workspace(tmp_path), sent("UHS", "Y", "N", "Y"))

    data = without_rows(before, book, reference("WNB-0002").is_cell)

    after, rewritten = accepted(Workspace(tmp_path / "again"), data)
    assert (before.tally.kept, after.tally.kept, after.tally.blank) == (3, 2, before.tally.blank + 1)
    left = before.rows[before.rows["record_ref"] != "WNB-0002"].reset_index(drop=True)
    assert after.rows["row"].tolist() == left["row"].tolist()
    assert after.rows["policy_followed"].tolist() == left["policy_followed"].tolist()
    assert after.cover == before.cover
    texts = [str(value) for sheet in rewritten.sheets for row in sheet.rows for value in row]
    assert not any("WNB-0002" in each or "C00000002" in each for each in texts)


def test_every_record_of_a_family_goes_by_the_family_s_reference(tmp_path: Path) -> None:
    before, book = accepted(Workspace(tmp_path), sent("UHS", "Y", "N", "Y"))

    data = without_rows(before, book, reference("f0003").is_cell)

    after, _ = accepted(Workspace(tmp_path / "again"), data)
    assert after.rows["record_ref"].tolist() == ["WNB-0001", "WNB-0002"]
