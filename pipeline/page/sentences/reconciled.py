"""The records that two agencies have of the same cases, in sentences: how many are on both, and what cannot be told."""

from __future__ import annotations

from pipeline.english import listed, percent
from pipeline.results.reconciled_values import ReconciledResult, SideResult

_ON_BOTH = (
    "Of {of} {its.units} on a return of {its.first.name} or of {its.second.name}, {both} on both{share}: {alone}."
)
_ON_BOTH_ONE_WAY = (
    "Of {of} {its.units} on a return of {its.first.name}, {both} on that of {its.second.name} too{share}."
)
_IN_A_BAND = "Of the {its.units} on a return of {its.first.name} or of {its.second.name}, {share} are on both."
_IN_A_BAND_ONE_WAY = "Of the {its.units} on a return of {its.first.name}, {share} are on that of {its.second.name} too."
_NONE = "No {its.units} are on a return of {whom}, so there is nothing to hold side by side."
_HIDDEN = "How many {its.units} are on both returns is hidden, so that no small count can be worked out."
_ALIKE = "On both, the two say the same of all that is compared in {its.alike}, and not in {its.differ}{rest}."
_ALIKE_ALL = "On both, the two say the same of all that is compared."
_REST = "; of {count} nothing can be compared"
_BY_WHAT_ELSE = "{count} of the pairs {were} told by other answers and the date, since the reference is not the same."
_LACKING = "No return of {who} counts yet, so more may be on both."
_NOT_TOLD = "Left out of these, since nobody can tell: {what}."
_WITHOUT_KEY = "No usable reference: {where}."


def reconciled_sentence(result: ReconciledResult) -> str:
    """How many cases are on both returns, how many on one alone, and what is left out of that."""
    parts = [_on_both(result)]
    if result.alike is not None and result.both:
        parts.append(_ALIKE_ALL if result.alike == result.both else _alike(result))
    if result.by_what_else:
        were = "was" if result.by_what_else == 1 else "were"
        parts.append(_BY_WHAT_ELSE.format(count=result.by_what_else, were=were))
    not_told = [words for side in result.sides for words in _not_told(side)]
    parts += [_NOT_TOLD.format(what=listed(not_told))] if not_told else []
    without = [f"{side.without_key} of {side.name}" for side in result.sides if side.without_key]
    parts += [_WITHOUT_KEY.format(where=listed(without))] if without else []
    lacking = [agency for side in result.sides for agency in side.lacking]
    parts += [_LACKING.format(who=listed(list(dict.fromkeys(lacking)), "or"))] if lacking else []
    return " ".join([*parts, result.note] if result.note else parts)


def _on_both(result: ReconciledResult) -> str:
    if result.band is not None:
        in_a_band = _IN_A_BAND_ONE_WAY if result.one_way else _IN_A_BAND
        return in_a_band.format(its=result, share=result.band.words)
    if result.both is None or result.of is None:
        return _HIDDEN.format(its=result)
    if not result.of:
        whom = result.first.name if result.one_way else f"{result.first.name} or of {result.second.name}"
        return _NONE.format(its=result, whom=whom)
    share = ""
    if result.proportion is not None:
        share = f" ({percent(result.proportion)}; {percent(result.lower)} to {percent(result.upper)})"
    alone = listed([f"{side.alone or 'none'} with {side.name} only" for side in result.sides])
    both = f"{result.both or 'none'} {'is' if result.both == 1 else 'are'}"
    phrase = _ON_BOTH_ONE_WAY if result.one_way else _ON_BOTH
    return phrase.format(its=result, of=result.of, both=both, share=share, alone=alone)


def _alike(result: ReconciledResult) -> str:
    rest = (result.both or 0) - (result.alike or 0) - (result.differ or 0)
    return _ALIKE.format(its=result, rest=_REST.format(count=rest) if rest else "")


def _not_told(side: SideResult) -> list[str]:
    """The records of a side of which it cannot be told whether the other has them, in words."""
    kinds = (
        (side.duplicates, "whose reference is there twice"),
        (side.ambiguous, "that could be one of several"),
        (side.outside, "that may lie in another quarter"),
    )
    return [f"{count} of {side.name} {words}" for count, words in kinds if count]
