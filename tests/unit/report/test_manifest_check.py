"""A manifest is believed only where every key and value of it is as we write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.report import manifest_check
from pipeline.report.manifest_check import is_plain_name, manifest_in
from tests.unit.report.manifests import ANY_JSON, places, replaced

PLACE = Path("reports/2019-20-Q2/board/manifest.json")
SHA = "0123456789abcdef" * 4
SOUND: dict[str, Any] = {
    "quarter": "2019-20 Q2",
    "edition": "board",
    "stamp": "1 November 2019",
    "synthetic": False,
    "approved_by": "Chair, audit sub-group",
    "audits": ["NEG", "WNB"],
    "earlier": ["2019-20 Q1"],
    "returns": [
        {
            "number": 3,
            "quarter": "2019-20 Q1",
            "folder": "2019-20-Q1/sol/second try",
            "file": "WNB \u2013 audit.xlsx",
            "sha256": SHA,
            "audit": "WNB",
            "counts": True,
        },
        {
            "number": 4,
            "quarter": "2019-20 Q2",
            "folder": "2019-20-Q2",
            "file": "~$x.xlsx",
            "sha256": "",
            "counts": False,
        },
    ],
    "approvals": [
        {
            "agency": "SOL",
            "audit": "WNB",
            "heading": "child's age",
            "field": "age_years",
            "by": "audit lead",
            "when": "2019-10-01T12:00:00+00:00",
            "withdrawn": False,
        }
    ],
    "decisions": SHA,
    "baselines": SHA,
    "commentary": {"overview.board": "## What is working\n\nMuch.\n"},
    "samples": [{"file": "WNB-01234567.json", "sha256": SHA}],
    "definitions": {"NEG/police": "700dec658cb2"},
    "code": SHA,
    "python": "3.11.7",
    "libraries": {"pandas": "3.1.1"},
    "results": SHA,
    "pages": {
        "index.html": SHA,
        "overview-tables.xlsx": SHA,
        "wnb.html": SHA,
        "theme-t2.html": SHA,
        "pack-scc-cf-tables.xlsx": SHA,
    },
}


def read(manifest: object) -> Any:
    return manifest_in(json.dumps(manifest).encode(), PLACE)


def refused(data: bytes) -> str:
    """What is wrong with a manifest, as the message says it."""
    with pytest.raises(PipelineError) as told:
        manifest_in(data, PLACE)
    before, wrong = str(told.value).split(": the manifest is damaged: ")
    assert before == str(PLACE)
    assert "\n" not in wrong
    return wrong.removesuffix(". Restore the file from a backup, or make the report again.")


def test_a_manifest_as_a_run_writes_it_is_read() -> None:
    assert read(SOUND) == SOUND


@pytest.mark.parametrize("key", ["approved_by", "approvals", "decisions", "baselines", "commentary", "samples"])
def test_what_an_older_manifest_lacks_may_be_missing(key: str) -> None:
    older = {name: value for name, value in SOUND.items() if name != key}
    assert read(older) == older


def test_a_key_of_a_later_version_is_no_damage() -> None:
    assert read({**SOUND, "weather": "fine"})["weather"] == "fine"


@pytest.mark.parametrize("key", ["quarter", "edition", "returns", "pages", "results", "stamp", "code"])
def test_a_key_that_is_missing_is_named(key: str) -> None:
    lacking = {name: value for name, value in SOUND.items() if name != key}
    assert refused(json.dumps(lacking).encode()) == f"{key} is missing"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "it is not JSON"),
        (b"{half", "it is not JSON"),
        (b"[" * 200_000, "it is not JSON"),
        (b'{"quarter": ' + b"9" * 10_000 + b"}", "it is not JSON"),
        ("\ufeff{}".encode(), "it is not JSON"),
        (b'{"approved_by": "Ren\xe9"}', "it is not written in UTF-8"),
        (b"[]", "it is not one JSON object"),
        (b"3", "it is not one JSON object"),
        (b"null", "it is not one JSON object"),
        (b"{}", "quarter is missing"),
    ],
)
def test_what_is_no_manifest_at_all_is_said_in_a_line(data: bytes, wrong: str) -> None:
    assert refused(data) == wrong


@pytest.mark.parametrize(
    ("place", "value", "wrong"),
    [
        (("quarter",), "2019-20-Q2", "quarter is not a quarter"),
        (("quarter",), ["2019-20 Q2"], "quarter is not a quarter"),
        (("edition",), "everybody", "edition is not an edition"),
        (("stamp",), "", "stamp is not a short line of text"),
        (("stamp",), "x" * 300, "stamp is not a short line of text"),
        (("approved_by",), "Chair\n", "approved_by is not a short line of text"),
        (("synthetic",), 0, "synthetic is not true or false"),
        (("audits",), "NEG", "audits is not a list"),
        (("audits", 1), "neg", "audits[1] is not the code of an audit"),
        (("earlier", 0), "2019-20 Q2", "earlier names a quarter that is not earlier"),
        (("returns", 0, "number"), True, "returns[0].number is not a whole number"),
        (("returns", 0, "counts"), 1, "returns[0].counts is not true or false"),
        (("returns", 0, "sha256"), SHA.upper(), "returns[0].sha256 is not a SHA-256 or empty"),
        (("returns", 0, "sha256"), SHA + "\n", "returns[0].sha256 is not a SHA-256 or empty"),
        (("returns", 0, "folder"), "/somewhere/else", "returns[0].folder is not a path of plain names"),
        (("returns", 0, "folder"), "2019-20-Q1/../..", "returns[0].folder is not a path of plain names"),
        (("returns", 0, "folder"), "2019-20-Q1//sol", "returns[0].folder is not a path of plain names"),
        (("returns", 0, "folder"), "2019-20-Q2/sol", "returns[0].folder is not in its quarter's"),
        (("returns", 0, "folder"), "2019-20 Q1/sol", "returns[0].folder is not in its quarter's"),
        (("returns", 0, "file"), "sol/x.xlsx", "returns[0].file is not one plain name"),
        (("returns", 0, "file"), "..\\..\\EVIL", "returns[0].file is not one plain name"),
        (("returns", 0, "file"), "C:\\EVIL.xlsx", "returns[0].file is not one plain name"),
        (("returns", 0, "file"), "a\0b", "returns[0].file is not one plain name"),
        (("returns", 0, "file"), "\udcff.xlsx", "returns[0].file is not one plain name"),
        (("returns", 0, "file"), "x" * 256, "returns[0].file is not one plain name"),
        (("returns", 0, "audit"), "XXX", "returns[0].audit is not the code of an audit, or empty"),
        (("returns", 1, "quarter"), "2019-20 Q3", "returns[1].folder is not in its quarter's"),
        (
            ("returns", 1),
            {},
            "returns[1] is not an object with the keys number, quarter, folder, file, sha256, audit, counts",
        ),
        (("approvals", 0, "when"), "yesterday", "approvals[0].when is not a date and time"),
        (("baselines",), "none", "baselines is not a SHA-256 or empty"),
        (("decisions",), [], "decisions is not a SHA-256 or empty"),
        (("approvals", 0, "audit"), "XXX", "approvals[0].audit is not the code of an audit"),
        (("commentary",), {"NEG": ""}, "commentary has words for a page that this edition does not have"),
        (("commentary", "overview.board"), None, "commentary has a value that is not a text"),
        (("commentary", "overview.board"), "\ud800", "commentary has a value that is not a text"),
        (("samples", 0, "file"), "../WNB-01234567.json", "samples[0].file is not the name of a sample's account"),
        (("samples", 0, "sha256"), "", "samples[0].sha256 is not a SHA-256"),
        (("definitions",), [], "definitions is not an object"),
        (("pages",), {"../index.html": SHA}, "pages has a key that is not the name of a page"),
        (("pages",), {"Mr Brown.html": SHA}, "pages has a key that is not the name of a page"),
        (("pages", "index.html"), SHA[1:], "pages has a value that is not a SHA-256"),
    ],
)
def test_what_is_not_as_we_write_it_is_named_by_its_key_and_never_by_its_value(
    place: tuple[str | int, ...], value: object, wrong: str
) -> None:
    assert refused(json.dumps(replaced(SOUND, place, value)).encode()) == wrong


def test_a_return_of_a_later_quarter_belongs_to_no_report() -> None:
    later = {**SOUND["returns"][1], "quarter": "2019-20 Q3", "folder": "2019-20-Q3/sol"}
    assert refused(json.dumps({**SOUND, "returns": [later]}).encode()) == "returns holds one of a later quarter"


@given(st.sampled_from(list(places(SOUND))), ANY_JSON)
def test_any_json_in_place_of_any_value_is_read_as_it_stands_or_refused_in_a_line(
    place: tuple[str | int, ...], value: object
) -> None:
    changed = replaced(SOUND, place, value)
    try:
        accepted, told = read(changed), ""
    except PipelineError as refusal:
        accepted, told = None, str(refusal)
    assert "\n" not in told
    assert told or accepted == changed
    for each in accepted["returns"] if accepted else ():
        assert {"", ".", ".."}.isdisjoint(f"{each['folder']}/{each['file']}".split("/"))


@pytest.mark.parametrize("name", ["NEG: final.xlsx", "con.xlsx", "sol\\return.xlsx", "what?.xlsx", "ends in a dot."])
def test_a_name_that_only_windows_does_not_allow_is_plain_elsewhere(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest_check, "WINDOWS", False)
    assert is_plain_name(name)
    monkeypatch.setattr(manifest_check, "WINDOWS", True)
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["NUL", "com1.xlsx", "Aux .txt", "LPT\u00b2"])
def test_the_name_of_a_device_is_no_plain_name_on_windows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest_check, "WINDOWS", True)
    assert not is_plain_name(name)
