"""A board that nobody here knows makes the product its own: it edits text files, no program, and has its report."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.outputs import standing_in, written
from tests.acceptance.product import pipeline

QUARTER = "2026-27-Q2"
# Each agency's code and name, and what takes their place.
AGENCIES = {
    ("NSP", "Northtown Safeguarding Partnership"): ("OCP", "Osmerton Children's Partnership"),
    ("NTC-CS", "Northtown Council Children's Service"): ("OBC-FAM", "Osmerton Borough Families and Children"),
    ("NTC-HOU", "Northtown Council Homes"): ("OBC-HOM", "Osmerton Borough Tenancies"),
    ("NTC-PH", "Northtown Council Public Health Team"): ("OBC-PH", "Osmerton Borough Health Improvement"),
    ("BTP", "Brackenshire and Thornvale Police"): ("QUP", "Quillshire Police"),
    ("NTGH", "Northtown General Hospitals NHS Foundation Trust"): ("OIN", "Osmerton Infirmary NHS Trust"),
    ("BTCC", "Brackenshire and Thornvale Community Care NHS Foundation Trust"): ("QCC", "Quillshire Care NHS Trust"),
    ("BTICB", "Brackenshire and Thornvale Integrated Care Board"): ("QUICB", "Quillshire Integrated Care Board"),
    ("NTGP", "Northtown GP practices"): ("OGP", "Osmerton surgeries"),
    ("NTEDU", "Northtown schools and colleges"): ("OSCH", "Osmerton schools"),
    ("NTEY", "Northtown nurseries and childminders"): ("ONUR", "Osmerton nurseries"),
    ("NTYF", "Northtown Young Families Housing Trust"): ("OYP", "Osmerton Young Parents' Homes"),
}
WORDS = {
    'cait = "Child Protection Investigation Unit"': 'cait = "Vulnerable Children Desk"',
    'cait_short = "CPIU"': 'cait_short = "VCD"',
    'mash = "Children\'s Front Door"': 'mash = "Family Gateway"',
    'mash_short = "CFD"': 'mash_short = "Gateway"',
}
TARGETS = {
    "NEG12,0.85,0.70": "NEG12,80%,65%",
    "MASH2,0.75,0.60": "MASH2,70%,55%",
    "WNB6,0.90,0.75,2026-27 Q1": "WNB6,85%,70%,01/04/2026",
}


@dataclass(frozen=True)
class Board:
    """The board's workspace, and how each of its commands ended."""

    root: Path
    ran: Mapping[str, subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    root = tmp_path_factory.mktemp("osmerton")
    ran = {"init": pipeline("init", "--root", root)}
    edited(root / "partnership")
    for words in (
        ("doctor", QUARTER, "--all"),
        ("templates", QUARTER),
        ("demo", "--into", root, "--quarter", QUARTER, "--quarters", "2"),
        ("run", QUARTER, "--edition", "board"),
        ("status", QUARTER, "--chase"),
    ):
        ran[words[0]] = pipeline("--root", root, *words)
    return Board(root, ran)


def edited(folder: Path) -> None:
    """Twelve agencies, four words and three targets replaced, as an editor's search and replace does it."""
    files = {each: each.read_text(encoding="utf-8") for each in folder.iterdir()}
    for (code, name), (new_code, new_name) in AGENCIES.items():
        for file, text in files.items():
            renamed = text.replace(name, new_name)
            files[file] = re.sub(rf"(?<![\w-]){code}(?![\w-])", new_code, renamed)
    agencies, settings, targets = (folder / each for each in ("agencies.csv", "partnership.toml", "targets.csv"))
    files[agencies] = without_aliases(files[agencies])
    files[settings] = re.sub(r"^(name|short_name|area) = .*", r'\1 = "Osmerton"', files[settings], flags=re.MULTILINE)
    for file, replaced in ((settings, WORDS), (targets, TARGETS)):
        for old, new in replaced.items():
            assert old in files[file], old
            files[file] = files[file].replace(old, new)
    for file, text in files.items():
        # As Excel saves it: with a byte-order mark, and lines that end in two characters.
        file.write_bytes(("\ufeff" * (file.suffix == ".csv") + text.replace("\n", "\r\n")).encode("utf-8"))


def without_aliases(text: str) -> str:
    """The agencies, the new ones without the other names of those before them."""
    new = tuple(f"{code}," for code, _ in AGENCIES.values())
    lines = [
        re.sub(r"^((?:[^,]*,){6})[^,]*,", r"\1,", line) if line.startswith(new) else line for line in text.splitlines()
    ]
    return "\n".join(lines) + "\n"


def test_every_command_works_and_the_doctor_says_what_is_not_yet_their_own(board: Board) -> None:
    assert {name: ran.returncode for name, ran in board.ran.items()} == {
        "init": 0, "doctor": 3, "templates": 0, "demo": 0, "run": 3, "status": 3,
    }  # fmt: skip
    told = board.ran["doctor"].stdout
    assert "agencies.csv: NSCB, NTC-YJ, BP, BMH, BCH, NTCCG: these are bodies of Northtown." in told
    assert "“Northtown” stands in partnership.toml lines" in told


def test_their_bodies_are_asked_and_those_they_replaced_are_not_named(board: Board) -> None:
    templates = {each.name for each in (board.root / "templates" / QUARTER).iterdir()}
    assert templates == {
        "ocp", "obc-fam", "obc-hom", "obc-ph", "qup", "oin", "qcc", "quicb", "ogp", "osch", "onur", "oyp",
    }  # fmt: skip
    replaced = re.compile("|".join(re.escape(name) for _, name in AGENCIES))
    outputs = [*written(board.root / "templates"), *written(board.root / "reports")]
    assert [(place, each) for place, text in outputs for each in standing_in(text, replaced)] == []


def test_their_words_and_targets_are_on_their_pages(board: Board) -> None:
    pages = board.root / "reports" / QUARTER / "subgroup"
    neg, mash, wnb = ((pages / f"{name}.html").read_text(encoding="utf-8") for name in ("neg", "mash", "wnb"))

    assert "Vulnerable Children Desk" in neg
    assert "CPIU" not in neg
    assert "Gateway" in mash
    assert "CFD" not in mash
    assert [target for target, page in (("80%", neg), ("70%", mash), ("85%", wnb)) if target not in page] == []


def test_no_other_partnership_is_named(board: Board) -> None:
    named = re.compile("Southampton|Hampshire|Solent")
    printed = [(name, ran.stdout + ran.stderr) for name, ran in board.ran.items()]

    assert [
        (place, each) for place, text in [*written(board.root), *printed] for each in standing_in(text, named)
    ] == []
