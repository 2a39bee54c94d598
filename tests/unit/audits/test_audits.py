"""The audits are found, not listed: a file put into their folder is an audit of the report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline import audits
from pipeline.definition.words import words
from pipeline.partnership.here import shipped, used
from pipeline.synthetic.draws import Profile
from pipeline.synthetic.profiles import PROFILES, profile_of
from tests.forms import ALL, QUARTER

ANOTHER = """
from pipeline.definition import ALWAYS, Audit, Basis, Cadence, Date, Part, Standard, Text, View

class SEEN(Audit):
    place = 2
    title = "Children seen"
    purpose = "To test."
    unit = "one child"
    units = "children"
    cadence = Cadence.QUARTERLY
    council = View("Council's return", role="social_care")
    all_of_it = Part("All of it")
    ref = Text("Reference", required=True)
    seen = Date("Date seen", required=True)
    SEEN1 = Standard("Seen", applies=ALWAYS, met=seen.answered(), basis=Basis.LOCAL, source="A test", headline=True)
    key = ref
    anchors = {council: (seen,)}
"""


def test_the_audits_are_in_the_order_of_the_report() -> None:
    places = [each.place for each in ALL.values()]
    assert places == sorted({*places})
    assert [code for code in ALL if code in ("MASH", "NEG", "SSD", "WNB")] == ["NEG", "WNB", "MASH", "SSD"]


def test_a_file_of_the_partnership_s_is_an_audit_at_its_place() -> None:
    usual = shipped("southampton")
    files = {**usual.files, "audits/children_seen.py": ANOTHER.encode()}

    with used(replace(usual, files=files)):
        first, *others = ALL
        assert list(audits.of(QUARTER)) == [first, "SEEN", *others]


def test_a_title_that_names_a_time_names_the_time_that_its_standard_allows() -> None:
    written_out = {"one": "1", "two": "2", "three": "3", "five": "5", "ten": "10"}
    named, allowed = {}, {}
    for standard in (each for audit in ALL.values() for each in audit.standards):
        if time := re.search(r"within (\w+) working days?", standard.title):
            named[standard.id] = [written_out.get(time[1], time[1])]
            allowed[standard.id] = re.findall(r"at most (\d+) working days?", words(standard.met))

    assert len(named) > 5
    assert allowed == named


def test_an_audit_without_a_profile_is_drawn_from_its_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PROFILES, "NEG")

    left = profile_of(ALL["NEG"])

    assert (left.cases, left.unusual, left.mistakes) == (Profile().cases, {}, ())
    closed = {"overall_grade", "moderated_grade", "learning", "immediate_action", "difference"}
    voice = {"view_asked", "felt_listened_to", "understood_why", "better_now"}
    assert {field.name for field in left.draws} == closed | voice, "how every audit is closed, and what people say"
