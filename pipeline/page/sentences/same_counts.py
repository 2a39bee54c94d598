"""A number that two agencies both count, in sentences: how often the two agree."""

from __future__ import annotations

from pipeline.results.reconciled_values import SameCountResult

_AGREE = "{its.first} and {its.second} both count {its.units}: in {its.agree} of {its.of} {what} the two are alike."
_ALIKE = "Alike is within 5% of the larger number, or within 3."
_NONE = "{its.first} and {its.second} both count {its.units}, and in no period do both give a number."
_HIDDEN = "How often {its.first} and {its.second} count alike is hidden, so that no small count can be worked out."


def same_count_sentence(result: SameCountResult) -> str:
    """In how many of how many periods of an agency the two sides count alike; nothing of it where that is hidden."""
    what = "months of an agency" if result.monthly else "periods of an agency"
    phrase = _HIDDEN if result.of is None else _AGREE if result.of else _NONE
    sentence = phrase.format(its=result, what=what)
    parts = [sentence[:1].upper() + sentence[1:], *([_ALIKE] if result.of else []), result.note]
    return " ".join(filter(None, parts))
