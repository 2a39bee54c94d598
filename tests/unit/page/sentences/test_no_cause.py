"""No sentence that a page can say of a recommendation has a word for a cause: figures say what stood when."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.results.followed import findings
from tests.followed import CAUSAL
from tests.source import PACKAGE, tree

SAYING = [
    *(PACKAGE / "page" / f"{name}.py" for name in ("brag", "recommendations", "theme", "trail")),
    *(
        PACKAGE / "page" / "sentences" / f"{name}.py"
        for name in ("actions", "decisions", "effects", "evidence", "followed")
    ),
]


def said(path: Path) -> Iterator[str]:
    """Every text in a module's code that is no docstring: words, and the parts of sentences that are filled in."""
    module = tree(path)
    told = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("path", SAYING, ids=lambda path: path.stem)
def test_no_text_of_the_pages_of_recommendations_has_a_word_for_a_cause(path: Path) -> None:
    texts = list(said(path))

    assert len(texts) > 5
    assert [(word, text) for text in texts for word in CAUSAL if word in text.casefold()] == []


def test_no_finding_has_one() -> None:
    texts = [*findings.TITLES.values(), *said(Path(findings.__file__))]

    assert [(word, text) for text in texts for word in CAUSAL if word in text.casefold()] == []


def test_the_search_sees_a_word_in_a_sentence_and_passes_over_a_docstring(tmp_path: Path) -> None:
    module = tmp_path / "sentences.py"
    module.write_text('"""It led to nothing."""\n\ndef f(a):\n    """Because."""\n    return f"That {a} led to it."\n')

    assert [text for text in said(module) if any(word in text.casefold() for word in CAUSAL)] == [" led to it."]
