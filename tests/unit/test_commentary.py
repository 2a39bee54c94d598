"""The analyst's words: written once, kept through every run, published without anything that could do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commentary import GENERAL, SO_WHAT, Open, html, read, skeleton
from pipeline.errors import UsageError
from pipeline.quarter import Quarter
from pipeline.workspace import Workspace

QUARTER = Quarter(2019, 2)
NEG5 = f"{SO_WHAT}NEG5"
KNOWN = (*GENERAL, NEG5)


def put(root: Path, text: str) -> Workspace:
    file = root / "data" / "commentary" / "2019-20-Q2" / "neg.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Workspace(root)


def test_no_file_means_no_words(tmp_path: Path) -> None:
    assert read(Workspace(tmp_path), QUARTER, "NEG", KNOWN) == {}


def test_a_skeleton_lists_what_needs_explaining_and_counts_as_nothing_written(tmp_path: Path) -> None:
    place, added = skeleton(Workspace(tmp_path), QUARTER, "NEG", "Neglect", [Open(NEG5, "10 of 25 (40%): Red")])

    assert (place, added) == ("data/commentary/2019-20-Q2/neg.md", 1)
    assert (tmp_path / place).read_text(encoding="utf-8") == (
        "# Neglect, 2019-20 Q2\n\n## So what: NEG5\n\n<!-- 10 of 25 (40%): Red -->\n"
    )
    assert read(Workspace(tmp_path), QUARTER, "NEG", KNOWN) == {}


def test_what_was_written_survives_and_only_new_sections_are_added(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## So what: NEG5\n\nThreshold **agreed** in May.\n")

    _, added = skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "x"), Open(GENERAL[0], "y")])
    _, again = skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "x"), Open(GENERAL[0], "y")])

    assert (added, again) == (1, 0)
    assert read(workspace, QUARTER, "NEG", KNOWN) == {NEG5: "<p>Threshold <strong>agreed</strong> in May.</p>"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "## So what: NEG55\n\nWords.\n",
            "line 1: there is no section 'So what: NEG55'. Did you mean '## So what: NEG5'?",
        ),
        ("## So what: NEG5\n\nA\n\n## So what: NEG5\n\nB\n", "line 5: the section 'So what: NEG5' is there twice"),
        ("Words first.\n## So what: NEG5\n", "line 1: words before the first"),
        ("<!-- a\nreminder -->\n\n## Nowhere near\n", "line 4: there is no section"),
        ("## So what: NEG5\n\nRing 023 8083 3000.\n", "line 3 holds what looks like a telephone number"),
        ("## So what: NEG5\n\n<!-- ask Dr Example -->\n", "line 3 holds what looks like a person's name"),
    ],
)
def test_what_cannot_be_published_is_refused_with_its_line_and_never_repeated(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read(put(tmp_path, text), QUARTER, "NEG", KNOWN)

    assert said in str(refused.value)
    assert "8083" not in str(refused.value)
    assert "Example" not in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://a.example/x.png)",
        "<b onclick=x>y</b>", "[here](https://a.example)", "<https://a.example>", "`<i>`", "# <u>title</u>",
    ],
)  # fmt: skip
def test_nothing_in_the_words_becomes_a_tag_a_link_or_a_picture(words: str) -> None:
    made = html(words)

    assert not any(f"<{tag}" in made for tag in ("script", "img", "a ", "b ", "i>", "u>"))
    assert "href" not in made


@given(st.text(max_size=200))
def test_whatever_is_written_only_known_tags_come_out(words: str) -> None:
    made = html(words)
    for tag in ("p", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "hr /", "br /"):
        made = made.replace(f"<{tag}>", "").replace(f"</{tag}>", "")

    assert "<" not in made.replace('<ol start="', "").replace('<pre><code class="language-', "")
