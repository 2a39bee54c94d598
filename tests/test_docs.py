"""The documents that ship: what they name is there, and what a reader looks for in them is in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.__main__ import main
from pipeline.definition import Severity
from pipeline.disclose.editions import EDITIONS
from pipeline.measure.outcomes import Outcome
from tests.source import MODULES, PACKAGE, ROOT, inside, tree

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]

IN_OUR_TREE = re.compile(r"`((?:pipeline|notebooks|tests|benchmarks|docs)/[^`\s]*)`")
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# The constant parts of a message that are too short to be looked for say nothing that could be looked up.
SHORTEST = 8


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The places within a page that a link can lead to, as GitHub names them."""
    headings = (re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in HEADING.findall(text(page)))
    return {re.sub(r"\s", "-", heading) for heading in headings}


def wrong_links(page: Path) -> Iterator[str]:
    for file, anchor in LINK.findall(text(page)):
        target = page.parent / file if file else page
        if not target.exists():
            yield f"{file} is not there"
        elif anchor and anchor not in anchors(target):
            yield f"{file}#{anchor}: there is no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert list(wrong_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = {path for path in IN_OUR_TREE.findall(text(page)) if "<" not in path}

    assert [path for path in sorted(named) if not list(ROOT.glob(path.rstrip("/")))] == []


def test_every_command_is_in_the_analysts_guide(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    ([\w-]+)(?: |$)", capsys.readouterr().out, re.MULTILINE)

    guide = text(DOCS / "analysts-guide.md")
    assert len(commands) >= 10
    assert [each for each in commands if f"| `{each}` |" not in guide] == []


def test_every_room_of_the_house_has_its_sentence_and_no_other_is_named() -> None:
    table = text(DOCS / "architecture.md").split("## The rooms")[1].split("\n## ")[0]
    listed = [name.rstrip("/") for name in re.findall(r"^\| `([\w.]+/?)` \| \w", table, re.MULTILINE)]

    assert sorted(listed) == sorted({inside(path).split("/")[0] for path in MODULES} - {"__init__.py"})


def test_every_folder_of_the_code_says_what_it_is_for() -> None:
    folders = [path for path in MODULES if path.name == "__init__.py"]

    assert len(folders) > 20
    assert [inside(path) for path in folders if not ast.get_docstring(tree(path))] == []


def test_the_picture_names_rooms_that_are_there() -> None:
    named = re.findall(r'class="room"[^>]*>([^<]+)<', text(DOCS / "architecture.svg"))
    rooms = [room for line in named for room in line.split()]

    assert len(rooms) > 10
    assert [room for room in rooms if not (PACKAGE / room).is_dir()] == []


def kinds_of_error() -> dict[str, type[errors.PipelineError]]:
    kinds = {name: each for name, each in vars(errors).items() if isinstance(each, type)}
    return {name: each for name, each in kinds.items() if issubclass(each, errors.PipelineError)}


def messages() -> Iterator[tuple[str, str]]:
    """Where each message is raised, and the longest part of it that is always the same."""
    kinds = kinds_of_error()
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in kinds and node.args:
                first = node.args[0]
                parts = first.values if isinstance(first, ast.JoinedStr) else [first]
                fixed = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
                longest = max(fixed, key=len, default="").strip(" \n'.:;,")
                if len(longest) >= SHORTEST:
                    yield f"pipeline/{inside(path)}:{node.lineno}", longest


def test_every_message_that_ends_a_command_is_in_the_troubleshooting_page() -> None:
    page = re.sub(r"\s+", " ", text(DOCS / "troubleshooting.md"))
    raised = list(messages())

    assert len(raised) > 80
    assert [f"{place}: {message}" for place, message in raised if message not in page] == []


def test_every_kind_of_error_leads_to_a_section_of_the_troubleshooting_page() -> None:
    there = anchors(DOCS / "troubleshooting.md")

    assert {name: each.section for name, each in kinds_of_error().items() if each.section not in there} == {}


def entries() -> list[str]:
    return re.findall(r"^\* \*\*(.+?)\*\*", text(DOCS / "glossary.md"), re.MULTILINE)


def test_the_glossary_has_each_word_once_and_in_the_order_of_the_alphabet() -> None:
    assert entries() == sorted(set(entries()), key=str.casefold)


def test_the_glossary_knows_the_words_that_a_report_and_a_receipt_use() -> None:
    words = text(DOCS / "glossary.md").casefold()
    used = [*EDITIONS, *(str(each) for each in Outcome), *(each.value for each in Severity)]

    assert [word for word in used if word not in words] == []


def test_the_editions_hide_and_round_as_the_pages_say() -> None:
    readme, glossary = text(ROOT / "README.md"), text(DOCS / "glossary.md")
    hiding = [each for each in EDITIONS.values() if each.hide]

    assert f"* **{', '.join(f'1 to {each.hide}' for each in hiding)}** –" in glossary
    for each in hiding:
        row = next(line for line in readme.splitlines() if line.startswith(f"| `{each.name}` |"))
        rounded = f", the rest rounded to {each.round_to}" if each.round_to > 1 else ""
        assert f"1 to {each.hide} hidden{rounded}" in row


def test_every_source_that_the_domain_page_cites_is_in_its_list() -> None:
    facts, sources = text(DOCS / "domain.md").split("## Sources\n")
    listed = {name for row in re.findall(r"^\| ([^|]+) \|", sources, re.MULTILINE) for name in row.split(", ")}

    cited = set(re.findall(r"\[(H?\d+b?)\]", facts))
    assert sorted(cited - listed) == []
    assert sorted(listed - cited - {"no.", "---"}) == []


def test_a_command_that_stops_names_its_section(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--root", str(tmp_path), "run", "2019-20-Q2"])

    assert status == 1
    assert capsys.readouterr().err.endswith("\nSee docs/troubleshooting.md#no-results-yet\n")
