"""The same cases on two agencies' returns, as a page shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.disclose.facts import Band
from pipeline.page import folds, reconciled
from pipeline.page.sentences import reconciled_sentence
from pipeline.results.reconciled_values import AlikeResult, NearResult, ReconciledResult, SideResult
from tests.unit.page.reading import words
from tests.unit.results.built import HOSTILE, audit

POLICE, SOCIAL_CARE = SideResult("the police", 1, 0, 0, 0, 0), SideResult("social care", 0, 0, 0, 0, 0)
COMPARED = ReconciledResult(
    id="NEGr1",
    title="S47 enquiries",
    units="enquiries",
    first=POLICE,
    second=SOCIAL_CARE,
    one_way=False,
    within=2,
    both=30,
    of=31,
    proportion=30 / 31,
    lower=0.838,
    upper=0.994,
    alike=28,
    differ=2,
    by_what_else=0,
    compared=(AlikeResult("Type of enquiry agreed", 28, 30, 28 / 30, 0.787, 0.982),),
    near=(NearResult(0, 30, 31, 30 / 31, 29), NearResult(2, 30, 31, 30 / 31, 30)),
)
ONE_WAY = replace(COMPARED, one_way=True)
HIDDEN = replace(
    COMPARED,
    first=replace(POLICE, alone=None, duplicates=None, ambiguous=None, outside=None, without_key=None),
    second=replace(SOCIAL_CARE, alone=None, duplicates=None, ambiguous=None, outside=None, without_key=None),
    **dict.fromkeys(("both", "of", "proportion", "lower", "upper", "alike", "differ", "by_what_else")),
    compared=(),
    near=(),
)


EXAMPLES = {
    "two ways": (
        COMPARED,
        (
            "Of 31 enquiries on a return of the police or of social care, 30 are on both (97%; 84% to 99%): 1 "
            "with the police only and none with social care only. On both, the two say the same of all that is "
            "compared in 28, and not in 2."
        ),
    ),
    "one way": (
        replace(ONE_WAY, alike=30, differ=0, by_what_else=2),
        (
            "Of 31 enquiries on a return of the police, 30 are on that of social care too (97%; 84% to 99%). "
            "On both, the two say the same of all that is compared. 2 of the pairs were told by other answers "
            "and the date, since the reference is not the same."
        ),
    ),
    "not all compared": (
        replace(ONE_WAY, alike=27, differ=1),
        (
            "Of 31 enquiries on a return of the police, 30 are on that of social care too (97%; 84% to 99%). On both, "
            "the two say the same of all that is compared in 27, and not in 1; of 2 nothing can be compared."
        ),
    ),
    "few": (
        replace(COMPARED, both=1, of=2, proportion=None, alike=None, note="Take care."),
        (
            "Of 2 enquiries on a return of the police or of social care, 1 is on both: 1 with the police only "
            "and none with social care only. Take care."
        ),
    ),
    "none": (
        replace(
            ONE_WAY,
            both=0,
            of=0,
            alike=0,
            first=replace(POLICE, duplicates=2, without_key=3),
            second=replace(SOCIAL_CARE, ambiguous=1, lacking=("Solent",)),
        ),
        (
            "No enquiries are on a return of the police, so there is nothing to hold side by side. Left out of "
            "these, since nobody can tell: 2 of the police whose reference is there twice and 1 of social care "
            "that could be one of several. No usable reference: 3 of the police. No return of Solent counts "
            "yet, so more may be on both."
        ),
    ),
    "hidden": (
        HIDDEN,
        "How many enquiries are on both returns is hidden, so that no small count can be worked out.",
    ),
}


@pytest.mark.parametrize(("shown", "sentence"), EXAMPLES.values(), ids=EXAMPLES)
def test_how_many_are_on_both_is_told_in_plain_words(shown: ReconciledResult, sentence: str) -> None:
    assert reconciled_sentence(shown) == sentence


def test_the_fold_holds_a_sentence_and_the_tables_of_each_comparison() -> None:
    shown = folds.behind(audit(reconciled=(COMPARED,)))
    assert "The same cases on two agencies' returns: 1 comparison" in shown.plain
    assert '<h3 id="NEGr1">S47 enquiries</h3>' in shown.html
    captions = [each.caption for each in reconciled.side_by_side(audit(reconciled=(COMPARED,))).tables]
    assert captions == [
        "NEGr1: what became of the records",
        "NEGr1: what is alike on both returns",
        "NEGr1: if dates of one case could be further apart, or had to be nearer",
    ]


def test_an_audit_without_comparisons_has_no_such_fold() -> None:
    assert "two agencies" not in folds.behind(audit()).plain


def test_a_hidden_comparison_or_one_in_a_band_has_no_table() -> None:
    banded = replace(HIDDEN, band=Band(65, 70))
    for each in (HIDDEN, banded):
        assert reconciled.side_by_side(audit(reconciled=(each,))).tables == ()
    assert "65% to 70% are on both." in words(reconciled.side_by_side(audit(reconciled=(banded,))))


def test_one_way_no_record_of_the_other_side_is_counted() -> None:
    rows = [row[0] for row in reconciled.side_by_side(audit(reconciled=(ONE_WAY,))).tables[0].rows]
    assert "With the police only" in rows
    assert "With social care only" not in rows


def test_nothing_of_a_definition_is_taken_for_markup() -> None:
    hostile = replace(COMPARED, title=HOSTILE, first=replace(POLICE, name=HOSTILE), note=HOSTILE)
    page = reconciled.side_by_side(audit(reconciled=(hostile,)))
    assert "<script>" not in page.html
    assert "alert" in words(page)
