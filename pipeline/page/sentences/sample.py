"""A sample in sentences: how it was drawn and what came back of it, and what its records say of the list."""

from __future__ import annotations

from pipeline.page.sentences.figures import percent
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.store.samples import Method

# How it was drawn: where every case was, and where some were; with how many, and without.
_EVERY, _EVERY_UNSAID = (
    "Every case of a list was to be audited: {drawn} cases.",
    "Every case of a list was to be audited.",
)
_SOME = "The records are a sample: {drawn} cases drawn {method} from a list{listed}."
_SOME_UNSAID = "The records are a sample, drawn {method} from a list{listed}."
_UNEVEN = "Some groups were drawn more often than others, so each figure is also given weighted to the list."
_UNEVEN_UNSAID = (
    "Some groups were drawn more often than others, so a figure is not that of the list; that of the list stands "
    "beside it where it gives no small count away."
)
_BACK = "{returned} came back{replaced}; {silent} of those drawn {did}."
_ALL_COUNTED = (
    "Every case of the list of {listed:,} came back, so {met} of {counted} has no sampling error: it is the list's own "
    "figure."
)
_WEIGHTED = "{met} of {counted} sampled; weighted to the list of {listed:,}{about}: {value}{between}."
_EVEN = "{met} of {counted} sampled; for the list of {listed:,}{about} that is {value}{between}."
_EMPTY = (
    "{met} of {counted} sampled from a list of {listed:,}; a group of the list came back empty, so there is no figure "
    "for the whole of it."
)
_OTHERS = "{others} more {are} on no list that was drawn from, and only in the first figure."


def sample_sentence(sample: SampleTaken) -> str:
    """How one sample was drawn, from how many, and what came back of it."""
    listed = f" of {sample.listed:,}" if sample.listed is not None else ""
    census = sample.method is Method.CENSUS
    if sample.drawn is None:
        parts = [(_EVERY_UNSAID if census else _SOME_UNSAID).format(method=sample.method, listed=listed)]
    else:
        parts = [(_EVERY if census else _SOME).format(drawn=sample.drawn, method=sample.method, listed=listed)]
        replaced = f", {sample.replaced} of them from the reserve" if sample.replaced else ""
        parts.append(
            _BACK.format(
                returned=sample.returned or "None",
                replaced=replaced,
                silent=sample.silent or "none",
                did="did not" if sample.silent else "is lacking",
            )
        )
    uneven = _UNEVEN if sample.drawn is not None else _UNEVEN_UNSAID
    return " ".join([*parts, uneven] if sample.uneven else parts)


def list_sentence(sampled: Sampled | None) -> str:
    """What a standard's sampled records say of the list, with its 95% interval; empty where none are of a sample."""
    if sampled is None:
        return ""
    parts = {"met": sampled.met, "counted": sampled.counted, "listed": sampled.listed, "value": percent(sampled.value)}
    parts["between"] = f" ({percent(sampled.lower)} to {percent(sampled.upper)})" if sampled.lower is not None else ""
    parts["about"] = f" (about {sampled.about:,} of which it applies to)" if sampled.about is not None else ""
    if sampled.value is None:
        phrase = _EMPTY
    elif sampled.whole:
        phrase = _ALL_COUNTED
    else:
        phrase = _WEIGHTED if sampled.uneven else _EVEN
    others = _OTHERS.format(others=sampled.others, are="is" if sampled.others == 1 else "are") if sampled.others else ""
    return f"{phrase.format(**parts)} {others}".strip()
