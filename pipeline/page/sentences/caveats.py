"""What stands beside a figure, in sentences: who was silent, families, days taken, two raters, and a sample's list."""

from __future__ import annotations

from pipeline.english import listed, percent
from pipeline.results.agreement_values import AgreementResult, Coefficient
from pipeline.results.beside_values import Families, NonReturn, Timing
from pipeline.results.model import StandardResult
from pipeline.results.sample_values import Sampled, SampleTaken
from pipeline.store.samples import Method

_SILENT = (
    "{who} sent nothing that counts. Whatever the answers would have been, the figure for all lies between {lower} and "
    "{upper}, if there were {its.records} records as in {its.since}."
)
_SILENT_UNKNOWN = (
    "{who} sent nothing that counts, and how many records there would have been is not known: nothing was counted for "
    "{its.since} either."
)
_IN_FAMILIES = (
    "These are {its.records} records of {its.children} children in {its.families} families; the interval and the "
    "verdict allow for that."
)
_AGREED = (
    "{its.first} and {its.second} gave the same {its.scale} in {its.exact} of {its.cases}{share}, and were within one "
    "{its.scale} in {its.within_one}. Where they differ, the second is {its.more} in {its.second_higher} and "
    "{its.less} in {its.second_lower}{direction}."
)
_BEYOND_CHANCE = " Beyond chance: weighted kappa {kappa}; Gwet's AC2 {ac2} (linear weights, 95% intervals)."
_TOOK = (
    "{its.what}: the median is {median}{between}; {late} of {cases} took longer than {its.line}, and {its.open} are "
    "still open."
)
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
ONE_SIDED = 0.002  # as sure as a claim of change


def non_return_sentence(non_return: NonReturn | None) -> str:
    """What those who sent nothing could change; empty where all have returned."""
    if non_return is None:
        return ""
    phrase = _SILENT if non_return.lower is not None else _SILENT_UNKNOWN
    lower, upper = percent(non_return.lower), percent(non_return.upper)
    return phrase.format(who=listed(non_return.agencies), its=non_return, lower=lower, upper=upper)


def successions_sentence(standard: StandardResult) -> str:
    """Whose the figures of earlier quarters are, where a body took over from another; empty where none did."""
    return " ".join(f"Until {each.until}: {each.before}, from then on {each.now}." for each in standard.successions)


def families_sentence(families: Families | None) -> str:
    """How many records, children and families there are, and the interval that allows for it."""
    if families is None:
        return ""
    return _IN_FAMILIES.format(its=families)


def agreement_sentence(agreement: AgreementResult) -> str:
    """How often two raters agreed, which way they differed, and the coefficients where there are enough cases."""
    direction = ", more often one way than chance would explain" if agreement.chance < ONE_SIDED else ""
    share = ""
    if agreement.lower is not None:
        share = (
            f" ({percent(agreement.exact / agreement.cases)}; {percent(agreement.lower)} to {percent(agreement.upper)})"
        )
    counted = _AGREED.format(its=agreement, share=share, direction=direction)
    if agreement.kappa.value is None and agreement.ac2.value is None:
        return f"{counted} Too few cases for more than counts."
    return counted + _BEYOND_CHANCE.format(kappa=_coefficient(agreement.kappa), ac2=_coefficient(agreement.ac2))


def _coefficient(coefficient: Coefficient) -> str:
    if coefficient.value is None:
        return "not defined, since nothing varies"
    return f"{coefficient.value:.2f} ({coefficient.lower:.2f} to {coefficient.upper:.2f})"


def timing_sentence(timing: Timing) -> str:
    """How long a step took, and how many cases took longer than they may."""
    ends = (timing.lower, timing.upper)
    between = " (95% interval {} to {})".format(*("not known" if end is None else f"{end:.0f}" for end in ends))
    late = sum(each.cases for each in timing.bins if each.most is None or each.most > timing.line)
    return _TOOK.format(
        its=timing,
        median="not known yet" if timing.median is None else f"{timing.median:.0f}",
        between="" if ends == (None, None) else between,
        late=late,
        cases=sum(each.cases for each in timing.bins),
    )


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


def caveats(standard: StandardResult) -> str:
    """What a reader must know beside the figure: who sent nothing, how records come in families, what a sample says."""
    parts = (
        non_return_sentence(standard.non_return),
        families_sentence(standard.families),
        list_sentence(standard.sampled),
    )
    return " ".join(each for each in parts if each)
