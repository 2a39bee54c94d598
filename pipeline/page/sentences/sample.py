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


def drawn(found: SampleTaken) -> str:
    """How one sample was drawn, from how many, and what came back of it."""
    listed = f" of {found.listed:,}" if found.listed is not None else ""
    census = found.method is Method.CENSUS
    if found.drawn is None:
        said = [(_EVERY_UNSAID if census else _SOME_UNSAID).format(method=found.method, listed=listed)]
    else:
        said = [(_EVERY if census else _SOME).format(drawn=found.drawn, method=found.method, listed=listed)]
        replaced = f", {found.replaced} of them from the reserve" if found.replaced else ""
        said.append(
            _BACK.format(
                returned=found.returned or "None",
                replaced=replaced,
                silent=found.silent or "none",
                did="did not" if found.silent else "is lacking",
            )
        )
    uneven = _UNEVEN if found.drawn is not None else _UNEVEN_UNSAID
    return " ".join([*said, uneven] if found.uneven else said)


def of_list(found: Sampled | None) -> str:
    """What a standard's sampled records say of the list, with its 95% interval; empty where none are of a sample."""
    if found is None:
        return ""
    parts = {"met": found.met, "counted": found.counted, "listed": found.listed, "value": percent(found.value)}
    parts["between"] = f" ({percent(found.lower)} to {percent(found.upper)})" if found.lower is not None else ""
    parts["about"] = f" (about {found.about:,} of which it applies to)" if found.about is not None else ""
    if found.value is None:
        said = _EMPTY
    elif found.whole:
        said = _ALL_COUNTED
    else:
        said = _WEIGHTED if found.uneven else _EVEN
    others = _OTHERS.format(others=found.others, are="is" if found.others == 1 else "are") if found.others else ""
    return f"{said.format(**parts)} {others}".strip()
