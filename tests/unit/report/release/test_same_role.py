"""Two ways to type one role are one role."""

from __future__ import annotations

import pytest

from pipeline.report.release.same_role import same_role


@pytest.mark.parametrize(
    "other",
    ["board chair", "Board Chair", "  board   chair", "The board chair", "board-chair", "board\u00a0chair",
     "board\u200b chair", "BoardChair", "\uff42oard chair", "board chair.", "the Board’s chair".replace("’s", "")],
)  # fmt: skip
def test_case_blanks_marks_and_the_article_do_not_make_another_role(other: str) -> None:
    assert same_role("board chair", other)
    assert same_role(other, "board chair")


@pytest.mark.parametrize("other", ["board manager", "chair", "vice chair of the board", "board chair 2"])
def test_other_words_do(other: str) -> None:
    assert not same_role("board chair", other)
