"""Whose a return is where a body ended and another took over: by name, folder, manifest or file name."""

from __future__ import annotations

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import here, shipped, used
from pipeline.validate.catalogue.cover import NOT_DUE
from pipeline.validate.identify import identity
from pipeline.validate.validated import Identity
from tests.unit.validate.sent import cover_sheet, manifest_sheet, workbook

BEFORE, WITHIN, AFTER = Quarter(2021, 4), Quarter(2022, 1), Quarter(2022, 2)  # one force ended on 31 May 2022
QUARTERS = [Quarter(year, number) for year in range(2012, 2029) for number in (1, 2, 3, 4)]


def whose(
    quarter: Quarter, manifest: str = "", cover: str = "", folder: str | None = None, name: str = "r.xlsx"
) -> tuple[str, str, int] | str:
    """Of a police return whose it is, by whose name it came and how many notes say so; or why it is sent back."""
    sheets = [manifest_sheet(audit="NEG", agency=manifest, quarter=str(quarter))] if manifest else []
    on_cover = {"audit_code": "NEG", "period": str(quarter), **({"agency_code": cover} if cover else {})}
    known = identity(workbook(*sheets, cover_sheet(**on_cover), file_name=name), quarter, folder)
    return (known.agency, known.sender, len(known.notes)) if isinstance(known, Identity) else known[0].rule


@pytest.mark.parametrize("how", ["manifest", "cover", "folder", "name"])
@pytest.mark.parametrize(
    ("quarter", "body"), [(BEFORE, "HC"), (WITHIN, "HIOWC"), (AFTER, "HIOWC"), (Quarter(2012, 1), "HC")]
)
@pytest.mark.parametrize("by", ["HC", "HIOWC"])
def test_one_source_that_names_either_force_is_enough(how: str, quarter: Quarter, body: str, by: str) -> None:
    text = f"NEG_{by}_{quarter.folder}.xlsx" if how == "name" else by
    assert whose(quarter, **{how: text}) == (body, by, int(by != body))


@pytest.mark.parametrize("text", ["Hampshire Constabulary", "Hants Police", "hampshire police"])
def test_another_name_of_the_body_before_is_read_as_its_own(text: str) -> None:
    assert whose(AFTER, cover=text) == ("HIOWC", "HC", 1)


def test_sources_that_name_the_one_and_the_other_agree() -> None:
    assert whose(WITHIN, "HC", "HIOWC", "hc", "NEG_HIOWC_2022-23-Q1.xlsx") == ("HIOWC", "HC", 1)
    assert whose(BEFORE, "HIOWC", "HC", "hiowc") == ("HC", "HIOWC", 1)


def test_sources_that_name_a_body_of_another_line_still_disagree() -> None:
    assert whose(WITHIN, "HC", "SCC-CF") == "identity_conflict"
    assert whose(WITHIN, "HC", folder="scc-cf") == "wrong_folder"
    assert whose(WITHIN, "SOL") == "not_expected"


def test_a_body_in_the_line_of_no_returner_is_not_expected_and_one_that_took_over_from_it_is() -> None:
    known = [
        identity(workbook(manifest_sheet(audit="WNB", agency="WHCCG", quarter=str(each))), each, None)
        for each in (Quarter(2020, 4), Quarter(2021, 1))
    ]
    assert [each.agency if isinstance(each, Identity) else each[0].rule for each in known] == [
        "not_expected",
        "HSIWCCG",
    ]


@pytest.mark.parametrize(
    ("quarter", "folder"), [(Quarter(2019, 2), "ccg"), (AFTER, "icb"), (AFTER, "ccg"), (AFTER, "gp"), (AFTER, None)]
)
def test_a_return_may_lie_in_the_folder_of_whoever_sends_it_for_its_agency(quarter: Quarter, folder: str) -> None:
    book = workbook(manifest_sheet(audit="MASH", agency="GP", quarter=str(quarter)))
    known = identity(book, quarter, folder)
    assert isinstance(known, Identity)
    assert (known.agency, known.sender, known.notes) == ("GP", "GP", ())


def test_in_the_folder_of_a_sender_that_returns_nothing_itself_a_return_is_of_whom_it_sends_for() -> None:
    book = workbook(cover_sheet(audit_code="MASH", period=str(AFTER)))
    known = identity(book, AFTER, "icb")
    assert isinstance(known, Identity)
    assert known.agency == "GP"


def test_in_its_own_folder_a_sender_returns_for_itself() -> None:
    known = identity(workbook(cover_sheet(audit_code="WNB", period=str(AFTER))), AFTER, "icb")
    assert isinstance(known, Identity)
    assert known.agency == "ICB"


@pytest.mark.parametrize("name", ["southampton", "northtown"])
def test_whatever_body_a_return_names_in_any_quarter_it_is_of_one_that_is_asked_or_is_sent_back(name: str) -> None:
    with used(shipped(name)):
        for quarter in QUARTERS:
            audit = audits.of(quarter)["WNB"]
            there = {code for view in audit.views for code in audit.returners(view, quarter)}
            for body in here().agencies:
                book = workbook(manifest_sheet(audit="WNB", agency=body.code, quarter=str(quarter)))
                known = identity(book, quarter, body.folder)
                if not isinstance(known, Identity):
                    assert {each.rule for each in known} <= {"not_expected", "several_bodies"}
                    assert len(here().agencies.lines_in(body.code, there)) != 1
                else:
                    assert known.agency in there
                    assert known.agency in here().agencies.line(body.code)
                    told = {each.rule for each in known.notes} - {NOT_DUE.id}  # some audits come twice a year
                    assert bool(told) == (known.agency != body.code)
