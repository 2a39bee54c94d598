"""What a return says it is: the manifest, the Cover, the folder and the file name, and none against another."""

from __future__ import annotations

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.model import Planned
from pipeline.read import Workbook
from pipeline.validate.catalogue.cover import (
    IDENTITY_CONFLICT,
    IDENTITY_MISSING,
    IDENTITY_UNKNOWN,
    NOT_DUE,
    NOT_EXPECTED,
    WRONG_FOLDER,
    WRONG_QUARTER,
)
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity
from tests.planned import planned
from tests.unit.validate.sent import cover_sheet, manifest_sheet, sheet, workbook

Q2 = Quarter(2019, 2)
MANIFEST = {"audit": "NEG", "view": "police", "agency": "HC", "quarter": "2019-20 Q2", "version": "abc"}
COVER = {"audit_code": "NEG", "agency_code": "HC", "period": "2019-20 Q2"}


def book(
    manifest: dict[str, str] | None = None, cover: dict[str, str] | None = None, name: str = "return.xlsx"
) -> Workbook:
    """A return with these two places to say what it is."""
    sheets = [manifest_sheet(**manifest)] if manifest else []
    return workbook(*sheets, cover_sheet(**(cover or {})), file_name=name)


def label_or_rules(identified: Identity | tuple[object, ...]) -> object:
    """An identity, or the rules that refuse it."""
    if isinstance(identified, Identity):
        return identified.label
    return tuple(each.rule for each in identified)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("workbook_", "quarter", "folder"),
    [
        (book(MANIFEST, COVER), Q2, "hc"),
        (book(MANIFEST), None, None),
        (book(None, COVER), Q2, "hc"),
        (book(None, {"audit_code": "neg", "agency_code": "Hampshire Police", "period": "2019/20 Q2"}), None, None),
        (book(None, {"audit_code": "NEG"}), Q2, "Hampshire Constabulary"),
        (book(None, None, "NEG_HC_2019-20-Q2.xlsx"), None, None),
        (book(MANIFEST, COVER, "Copy of return FINAL v2.xlsx"), Q2, "returns from the police"),
    ],
)
def test_one_source_is_enough_where_no_other_gainsays_it(
    workbook_: Workbook, quarter: Quarter | None, folder: str | None
) -> None:
    assert label_or_rules(identity(workbook_, quarter, folder)) == "HC NEG 2019-20 Q2"


def test_the_version_comes_from_the_manifest() -> None:
    known = identity(book(MANIFEST), None, None)

    assert (known.version, known.form.view.code) == ("abc", "police")


@pytest.mark.parametrize(
    ("workbook_", "quarter", "folder", "rule"),
    [
        (book(MANIFEST, COVER | {"agency_code": "SCC-CF"}), Q2, "hc", IDENTITY_CONFLICT.id),
        (book(MANIFEST, COVER), Quarter(2019, 3), "hc", WRONG_QUARTER.id),
        (book(MANIFEST, COVER), Q2, "uhs", WRONG_FOLDER.id),
        (book(MANIFEST, COVER, "WNB return.xlsx"), Q2, "hc", IDENTITY_CONFLICT.id),
        (book(MANIFEST, COVER, "NEG 2019-20 Q1.xlsx"), Q2, "hc", IDENTITY_CONFLICT.id),
        (book(MANIFEST | {"view": "social_care"}), Q2, "hc", IDENTITY_CONFLICT.id),
        (book(MANIFEST | {"audit": "XYZ"}), Q2, "hc", IDENTITY_UNKNOWN.id),
        (book(None, COVER | {"period": "Q2"}), None, "hc", IDENTITY_UNKNOWN.id),
        (book(None, {"agency_code": "HC"}), Q2, "hc", IDENTITY_MISSING.id),
        (book(None, {"audit_code": "NEG"}), Q2, None, IDENTITY_MISSING.id),
        (book(None, {"audit_code": "NEG", "agency_code": "UHS"}), Q2, None, NOT_EXPECTED.id),
    ],
)
def test_a_conflict_or_a_gap_sends_the_return_back(
    workbook_: Workbook, quarter: Quarter | None, folder: str | None, rule: str
) -> None:
    assert label_or_rules(identity(workbook_, quarter, folder)) == (rule,)


def test_a_conflict_names_both_sides_and_the_next_step() -> None:
    identified = identity(book(MANIFEST, COVER), Quarter(2019, 3), "hc")

    assert not isinstance(identified, Identity)
    assert identified[0].sentence() == (
        "the file: we saw quarter 2019-20 Q2 by the hidden manifest but 2019-20 Q3 by its folder. We expected the same "
        "quarter everywhere. Move the file to the right folder, or correct the Cover sheet."
    )


def test_a_workbook_with_nothing_of_ours_says_what_is_missing() -> None:
    identified = identity(workbook(sheet("Sheet1", [["x"]])), None, None)

    assert label_or_rules(identified) == (IDENTITY_MISSING.id,) * 3


@pytest.mark.parametrize(
    ("cadence", "when"),
    [
        ("ANNUAL", "none: NEG is not due in 2019-20 Q2. It is next due in 2019-20 Q4, for April 2019 to March 2020"),
        ("ONE_OFF", "none: NEG is not due in 2019-20 Q2, and in no later quarter that is planned"),
    ],
)
def test_a_return_that_is_not_due_is_known_all_the_same_and_told_when_one_is(cadence: str, when: str) -> None:
    with planned(Planned(audit="NEG", cadence=cadence)):
        known = identity(book(MANIFEST, COVER), Q2, "hc")
    assert isinstance(known, Identity)
    assert [(each.rule, each.expected) for each in known.notes] == [(NOT_DUE.id, when)]


@pytest.mark.parametrize("cadence", ["QUARTERLY", "SIX_MONTHLY", "CONTINUOUS"])
def test_a_return_that_is_due_or_comes_all_the_time_is_told_nothing_of_it(cadence: str) -> None:
    with planned(Planned(audit="NEG", cadence=cadence)):
        known = identity(book(MANIFEST, COVER), Q2, "hc")
    assert isinstance(known, Identity)
    assert known.notes == ()
