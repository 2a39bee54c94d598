"""What figures and documents reach together: never more than what is required beside them lets them count for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.ladder import RUNGS
from pipeline.results.followed.together import together

OF_AUDITS = st.sampled_from((0, 2, 4, 5))  # no figure, too few records, tested, sustained
LACKS = ", without the current document that is required beside it"
TOO_FEW = "practice was tested, on too few records to say"


@pytest.mark.parametrize(
    ("shown_by", "of_audit", "of_document", "level", "words"),
    [
        (ShownBy.AUDIT, 4, 0, 4, "practice was tested"),
        (ShownBy.AUDIT, 2, 0, 2, TOO_FEW),
        (ShownBy.AUDIT, 2, 3, 3, "it reached the people whom it is for"),
        (ShownBy.AUDIT, 0, 5, 3, "what agencies report, which counts for no more while no audit has a figure"),
        (ShownBy.BOTH, 4, 2, 4, "practice was tested"),
        (ShownBy.BOTH, 4, 1, 3, f"practice was tested{LACKS}"),
        (ShownBy.BOTH, 2, 0, 1, f"{TOO_FEW}{LACKS}"),
        (ShownBy.BOTH, 0, 2, 2, "a document exists and is current"),
        (ShownBy.ASSURANCE, 0, 4, 4, "practice was tested"),
        (ShownBy.ASSURANCE, 4, 0, 2, f"an audit has a figure{LACKS}"),
        (ShownBy.ASSURANCE, 5, 2, 3, "an audit has a figure, and a current document stands beside it"),
        (ShownBy.ASSURANCE, 4, 3, 3, "it reached the people whom it is for"),
        (ShownBy.ASSURANCE, 0, 0, 0, "nothing is shown"),
    ],
)
def test_the_level_and_what_it_rests_on_are_said_by_what_is_to_show_it(
    shown_by: ShownBy, of_audit: int, of_document: int, level: int, words: str
) -> None:
    found = together(shown_by, of_audit, of_document)

    assert (found.level, found.words) == (level, words)


@given(st.sampled_from(ShownBy), OF_AUDITS, st.integers(0, 5))
def test_the_ladders_own_words_are_only_said_of_their_own_level(
    shown_by: ShownBy, of_audit: int, of_document: int
) -> None:
    found = together(shown_by, of_audit, of_document)

    assert found.words not in {each for level, each in RUNGS.items() if level != found.level}
    assert found.level <= max(of_audit, of_document)


@given(st.sampled_from((2, 4, 5)))
def test_no_figure_alone_reaches_what_a_document_is_required_for(of_audit: int) -> None:
    assert together(ShownBy.ASSURANCE, of_audit, 1).level < 3
    assert together(ShownBy.BOTH, of_audit, 1).level < of_audit
