"""What stands in place of what an edition hides, how it is read, and how much the edition still says."""

from __future__ import annotations

from pipeline.page.parts import HIDDEN_MARK, Html, Table, rendered
from pipeline.page.sentences import HIDDEN, VERDICT_HIDDEN
from pipeline.page.sentences.usefulness import usefulness_sentence
from pipeline.results.model import QuarterResult
from pipeline.results.usefulness import usefulness

_MEANS = {
    f"“{HIDDEN}”, or “{HIDDEN_MARK}” in a column": (
        "The count is small, or it is not small and would give another away. Nothing tells which of the two, and "
        "neither means zero. Where nothing is said beside it, that is because nothing may be, and not because there "
        "was nothing."
    ),
    "“80% or more”, “60% to 65%”, “20% or less”": (
        "The counts are hidden. The share lies somewhere between these ends, and each end is possible. It is no 95% "
        "interval: it says nothing of chance. In a chart it is a light span without a dot."
    ),
    "“At target” and the like, beside hidden counts": (
        "How the hidden figure stands beside its target, by the same test as everywhere. It is said where it gives no "
        "small count away."
    ),
    f"“{VERDICT_HIDDEN}”, beside a band": (
        "Between what the figure lies may be said, and how it stands beside its target would say too much more."
    ),
    "“October 2018 to September 2019 together”": (
        "One quarter by itself could not be shown. The records of several are counted together, and the figure is of "
        "them all: none of them can be told from it."
    ),
    "“As it was published”, below earlier quarters": (
        "What came later changes the figure by so few records that both figures side by side would give a small count "
        "away. So the one that was published stands."
    ),
    "“Not said here”": "The figure is shown, and its verdict would say more than its counts as they are printed.",
}


def how_to_read() -> Table:
    """What stands in place of what is hidden, and what it means."""
    return Table(
        "What stands in place of what is hidden, and how it is read",
        ["Where it says", "It means"],
        [[words, meaning] for words, meaning in _MEANS.items()],
        note="How far two raters agree, days taken, what became of records, what was found in the returns and how many "
        "records there were are for named readers alone. Where they are not there, that says nothing of them.",
    )


def still_said(released: QuarterResult | None) -> Html:
    """How much an edition that hides small counts still says; nothing where there is none, in one for named readers."""
    if released is None:
        return Html("")
    sentence = usefulness_sentence(usefulness(released))
    return rendered(
        "<p>How much this edition still says: {{ sentence }} A line is a standard of all returns or of an agency, in "
        "this quarter or an earlier one, or of several quarters together. Of those without a record none is "
        "counted.</p>",
        plain=sentence,
        sentence=sentence,
    )
