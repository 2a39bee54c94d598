"""The register: every name leads to one agency, and every agency that ended to the one that took over."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.partnership.agencies import Agency, AgencyType
from pipeline.partnership.bodies import agency, find, predecessors
from pipeline.partnership.here import here

AGENCIES = tuple(here().agencies)
ENDED = [each for each in AGENCIES if each.successor]


def names(each: Agency) -> tuple[str, ...]:
    return (each.code, each.name, each.folder, *each.aliases)


@pytest.mark.parametrize("known", AGENCIES, ids=lambda each: each.code)
def test_every_code_name_alias_and_folder_finds_its_agency(known: Agency) -> None:
    for name in names(known):
        assert find(name) is known, name


@given(st.sampled_from([(each, name) for each in AGENCIES for name in names(each)]), st.data())
def test_neither_case_nor_spaces_nor_punctuation_hide_an_agency(named: tuple[Agency, str], data: st.DataObject) -> None:
    known, name = named
    written = "".join(
        data.draw(st.sampled_from([letter.lower(), letter.upper()])) + data.draw(st.sampled_from(["", " ", "-", "."]))
        for letter in name.replace("&", "and")
    )
    assert find(written) is known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hampshire & isle of wight constabulary", "HIOWC"),
        ("Childrens Services", "SCC-CF"),
        ("M.A.S.H.", "SCC-CF"),
        ("scc_hou", "SCC-HOU"),
        ("ＵＨＳ", "UHS"),
    ],
)
def test_what_people_write_finds_the_agency(text: str, code: str) -> None:
    assert find(text) is agency(code)


@pytest.mark.parametrize("text", ["", "  ", "Council", "Northshire Police", "SCC"])
def test_what_names_no_agency_finds_none(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Solnet NHS Trust", "SOL"),
        ("Hampshire Constabulery", "HC"),
        ("University Hospitals Southampton", "UHS"),
        ("SCC-CFF", "SCC-CF"),
        ("Hosing services", "SCC-HOU"),
    ],
)
def test_a_name_that_is_nearly_right_is_met_with_the_agency_that_may_be_meant(text: str, code: str) -> None:
    assert find(text) is None
    assert here().agencies.suggestion(text) is agency(code)


@pytest.mark.parametrize("text", ["", "xyzzy", "Department of Fisheries"])
def test_where_nothing_is_near_nothing_is_suggested(text: str) -> None:
    assert here().agencies.suggestion(text) is None


def test_there_is_no_agency_of_an_unknown_code() -> None:
    assert agency("NOBODY") is None
    assert agency("hc") is None, "a code is exact; find() takes what people write"


def test_folders_are_safe_on_every_system_and_no_two_agencies_share_one() -> None:
    folders = [each.folder for each in AGENCIES]
    assert len(set(folders)) == len(folders)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folder) for folder in folders)
    assert (agency("SCC-CF") or AGENCIES[0]).folder == "scc-cf"


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("HIOWC", ["HC"]),
        ("HIOWH", ["SOL"]),
        ("ICB", ["CCG", "WHCCG", "HSIWCCG"]),
        ("SCASP", ["LSCB", "SSCP", "LSAB"]),
        ("UHS", []),
    ],
)
def test_an_agency_took_over_from_those_before_it_at_once_or_through_others(code: str, before: list[str]) -> None:
    assert [each.code for each in predecessors(code)] == before


@pytest.mark.parametrize("ended", ENDED, ids=lambda each: each.code)
def test_a_successor_begins_the_day_after_so_that_no_day_is_without_an_agency_or_has_two(ended: Agency) -> None:
    successor = agency(ended.successor)
    assert ended.valid_to is not None
    assert successor.valid_from == ended.valid_to + timedelta(days=1)
    assert ended.in_force(ended.valid_to)
    assert not ended.in_force(successor.valid_from)
    assert successor.in_force(successor.valid_from)
    assert not successor.in_force(ended.valid_to)


def test_every_agency_that_ended_has_a_successor_and_no_chain_is_a_circle() -> None:
    assert [each.code for each in AGENCIES if each.valid_to is not None and not each.successor] == []
    for each in ENDED:
        assert each.code not in [earlier.code for earlier in predecessors(each.code)]


def test_an_agency_without_dates_is_always_in_force() -> None:
    always = Agency("X", "X", AgencyType.LA)
    assert always.in_force(date(1900, 1, 1))
    assert always.in_force(date(2100, 1, 1))


def test_an_agency_that_returns_through_another_names_one_in_the_register() -> None:
    through = [each for each in AGENCIES if each.returns_through]
    assert [each.code for each in through] == ["GP"]
    assert all(agency(each.returns_through) for each in through)
