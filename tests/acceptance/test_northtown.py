"""Another partnership, in another year, from its first file to a report that is proved: nothing of ours is in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import shipped
from pipeline.partnership.words import MEANINGS
from tests.acceptance.outputs import standing_in, written
from tests.acceptance.product import pipeline

QUARTER = Quarter(2026, 2)
NORTHTOWN, SOUTHAMPTON = shipped("northtown"), shipped("southampton")
LIST = "case,team\n" + "".join(f"case {number},A\n" for number in range(1, 13))
# Names of the other partnership that are anybody's words, bodies of the whole country, or codes of answers.
ANYBODYS = {
    "GP", "GPs", "General practice", "Housing", "Schools", "Education", "Public Health", "Police", "Safeguarding",
    "MASH", "EDU", "CSC", "DFE", "DfE", "Department for Education", "CQC", "Care Quality Commission", "Ofsted",
    "OFSTED", "continuum", "CCG", "ICB",
}  # fmt: skip


@dataclass(frozen=True)
class Loop:
    """A workspace in which every command of a quarter was typed, and how each ended."""

    root: Path
    ran: Mapping[str, subprocess.CompletedProcess[str]]

    @property
    def report(self) -> Path:
        return self.root / "reports" / QUARTER.folder / "subgroup"


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Loop:
    """Every command of a quarter, in the order in which people type them."""
    root, folder = tmp_path_factory.mktemp("northtown"), QUARTER.folder
    cases = root / "list.csv"
    cases.write_text(LIST, encoding="utf-8")
    typed: dict[str, tuple[object, ...]] = {
        "init": ("init", "--like", "northtown"),
        "doctor": ("doctor", folder, "--all"),
        "templates": ("templates", folder),
        "demo": ("demo", "--into", root, "--quarter", folder, "--quarters", "2"),
        "board": ("run", folder, "--edition", "board"),
        "public": ("run", folder, "--edition", "public"),
        "status": ("status", folder, "--chase", "--into", root / "chase"),
        "explain": ("explain", folder, "NEG3"),
        "commentary": ("commentary", folder),
        "sample": ("sample", folder, "--audit", "WNB", "--from", cases, "--size", "4"),
        "run": ("run", folder),
        "verify": ("verify", root / "reports" / folder / "subgroup"),
    }
    return Loop(root, {name: pipeline("--root", root, *words) for name, words in typed.items()})


def test_every_command_of_the_loop_does_what_it_is_for(loop: Loop) -> None:
    ended = {name: ran.returncode for name, ran in loop.ran.items()}
    # A return was spoiled on purpose, and nothing in these files is anybody's own yet.
    odd = {"doctor", "board", "public", "status", "run", "commentary"}

    assert {name: status for name, status in ended.items() if status != (3 if name in odd else 0)} == {}


def strangers() -> set[str]:
    """The names and words of the other partnership that northtown does not use itself."""
    names = {name for each in SOUTHAMPTON.agencies for name in each.names}
    words = {text for _, words in SOUTHAMPTON.words_from for _, text in words}
    own = {name.casefold() for each in NORTHTOWN.agencies for name in each.names}
    own |= {text.casefold() for _, words in NORTHTOWN.words_from for _, text in words}
    own |= {usual.casefold() for _, usual in MEANINGS.values()}
    folders = {each.folder for each in SOUTHAMPTON.agencies}
    return {each for each in names | words if each.casefold() not in own} - ANYBODYS - folders


def test_no_output_names_a_body_a_place_or_a_word_of_another_partnership(loop: Loop) -> None:
    forbidden = [*strangers(), "Southampton", "Hampshire", "Solent", "LSCB", "CAIT"]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forbidden, key=len, reverse=True)))})(?!\w)")
    printed = [(name, ran.stdout + ran.stderr) for name, ran in loop.ran.items()]

    assert len(forbidden) > 40
    assert [(place, each) for place, text in [*written(loop.root), *printed] for each in standing_in(text, named)] == []


def test_the_hub_is_called_by_its_own_name_and_mash_is_the_code_of_an_audit(loop: Loop) -> None:
    hub = re.compile(r"\b(?:the|in|to|by|from|with|at|between) MASH\b(?![-_0-9])|\bMASH's\b", re.IGNORECASE)

    assert [(place, each) for place, text in written(loop.root) for each in standing_in(text, hub)] == []
    page = (loop.report / "neg.html").read_text(encoding="utf-8")
    assert "Child Protection Investigation Unit" in page


def test_templates_go_to_the_bodies_of_the_quarters_last_day(loop: Loop) -> None:
    sent_to = {each.name for each in (loop.root / "templates" / QUARTER.folder).iterdir()}

    assert {"btp", "btcc", "bticb", "nsp"} <= sent_to
    assert sent_to & {"bp", "bmh", "bch", "ntccg", "nscb"} == set()


def test_a_body_that_took_over_within_the_quarter_has_the_pack(loop: Loop) -> None:
    packs = {each.name for each in loop.report.glob("pack-*.html")}

    assert "pack-btcc.html" in packs
    assert "pack-bch.html" not in packs


def test_reminders_go_to_those_who_owe_a_return_by_their_own_names(loop: Loop) -> None:
    texts = {each.name: each.read_text(encoding="utf-8") for each in (loop.root / "chase").iterdir()}

    assert any("Northtown Council Homes" in text for text in texts.values())
    assert len(texts) == 2
