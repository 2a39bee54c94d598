"""What stands beside a figure, in sentences: who was silent, families, days taken, two raters, and a sample's list."""

from __future__ import annotations

from pipeline.english import NO_FIGURE, listed, number_of, percent
from pipeline.page.sentences.apart import apart_sentence
from pipeline.page.sentences.figures import children_words
from pipeline.results.agreement_values import AgreementResult, Coefficient
from pipeline.results.beside_values import NonReturn, Timing
from pipeline.results.model import StandardResult
from pipeline.results.sample_values import MeetingHeld, SampleTaken
from pipeline.results.verdicts import TAIL
from pipeline.store.samples import Method

_SILENT = (
    "No record of {who} could be counted. Whatever the answers would have been, the figure for all lies between "
    "{lower} and {upper}, if there {were} {records}, as in {its.since}."
)
_SILENT_UNKNOWN = (
    "No record of {who} could be counted, and how many there would have been is not known: nothing was counted for "
    "{its.since} either."
)
_SILENT_ALONE = (
    "No record of {who} could be counted, and none of anybody else, so there is no figure for all. {records} could be "
    "counted in {its.since}."
)
_SILENT_BESIDE_A_LIST = (
    "No record of {who} could be counted; {records} could be in {its.since}. How far that could move the figure is not "
    "worked out, since it is weighted to a list."
)
_IN_FAMILIES = "These are {records}{children} in {families}; the interval and the verdict allow for that."
_TOGETHER = "Some of these records are of one child or family; the interval and the verdict allow for that."
_AGREED = "{its.first} and {its.second} gave the same {its.scale} in {its.exact} of {its.cases}{share}{near}."
_AGREED_IN_ONE = "{its.first} and {its.second} gave the same {its.scale} in the one case."
_DIFFERED_IN_ONE = "{its.first} and {its.second} gave different answers in the one case{near}."
_NEAR = ", and {were} within one {its.scale} in {its.within_one}"
_DIFFER = "Where they differ, the second is {ways}{direction}."
_ONE_WAY = ", more often one way than chance would explain"
_TOO_FEW_FOR_MORE = "Too few cases for more than counts."
_BEYOND_CHANCE = (
    "Beyond chance (1: they always agree; 0: no more than by chance; a near miss counts in part): weighted kappa "
    "{kappa}; Gwet's AC2 {ac2}, steadier where most cases have one {its.scale} (95% intervals)."
)
_ONE_LEVEL = (
    "The two stand apart because both gave most cases one {its.scale}: kappa then takes most agreement for chance, and "
    "AC2 does not."
)
_APART = 0.3  # between the two coefficients: so far apart that a reader asks why
_TOOK = "{its.what}: the median is {median}{between}. {closed}{open}"
_CLOSED = "{late} of {cases} took longer than {its.line}."
_NONE_CLOSED = "None is closed yet."
_OPEN = "{open} {are} still open{beyond}."
_BEYOND = ", {some}for longer than {its.line} already"
# How it was drawn: where every case was, and where some were; with how many, and without.
_EVERY, _EVERY_UNSAID = (
    "Every case of a list was to be audited: {drawn}.",
    "Every case of a list was to be audited.",
)
_SOME = "The records are a sample: {drawn} drawn {method} from a list{listed}."
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
_WEIGHTED_ABOVE = "The sample is of a list of {listed:,}{about}; figure and verdict are weighted to it."
_EVEN = "{met} of {counted} sampled; for the list of {listed:,}{about} that is {value}{between}."
_EMPTY = (
    "{met} of {counted} sampled from a list of {listed:,}; a group of the list came back empty, so there is no figure "
    "for the whole of it."
)
_OTHERS = "{others} more {are} on no list that was drawn from, and only in the first figure."
_OTHERS_TOO = "{others} more {are} on no list that was drawn from: each stands for itself alone."
ONE_SIDED = 2 * TAIL  # of the exact test of either way: as sure as a verdict on a target


def non_return_sentence(non_return: NonReturn | None) -> str:
    """What those who sent nothing could change; empty where all have returned."""
    if non_return is None:
        return ""
    phrase = _SILENT if non_return.lower is not None else _SILENT_ALONE
    if non_return.weighted:
        phrase = _SILENT_BESIDE_A_LIST
    if non_return.records is None:
        phrase = _SILENT_UNKNOWN
    lower, upper = percent(non_return.lower), percent(non_return.upper)
    return phrase.format(
        who=listed(non_return.agencies),
        its=non_return,
        lower=lower,
        upper=upper,
        records=number_of(non_return.records or 0, "record"),
        were="was" if non_return.records == 1 else "were",
    )


def successions_sentence(standard: StandardResult) -> str:
    """Whose the figures of earlier quarters are, where a body took over from another; empty where none did."""
    return " ".join(f"Until {each.until}: {each.before}, from then on {each.now}." for each in standard.successions)


def families_sentence(standard: StandardResult) -> str:
    """How many records, children and families there are, where a child or a family has several; empty otherwise."""
    families, of_children = standard.families, children_words(standard)
    if not standard.total.clustered:
        return f"These are {of_children}." if of_children else ""
    if families is None:
        return _TOGETHER
    several = families.children < families.records
    return _IN_FAMILIES.format(
        records=number_of(families.records, "record"),
        children=f" of {number_of(families.children, 'child', 'children')}" if several else "",
        families=number_of(families.families, "family", "families"),
    )


def agreement_sentence(agreement: AgreementResult) -> str:
    """How often two raters agreed, which way they differed, and the coefficients where there are enough cases."""
    apart = agreement.cases - agreement.exact
    parts = [_agreed(agreement)]
    parts += [_differ(agreement)] if apart else []
    kappa, ac2 = agreement.kappa, agreement.ac2
    if kappa.value is None and ac2.value is None:
        return " ".join([*parts, _TOO_FEW_FOR_MORE])
    parts.append(_BEYOND_CHANCE.format(its=agreement, kappa=_coefficient(kappa), ac2=_coefficient(ac2)))
    far_apart = kappa.value is not None and ac2.value is not None and ac2.value - kappa.value > _APART
    if far_apart and agreement.mostly_one_level:
        parts.append(_ONE_LEVEL.format(its=agreement))
    return " ".join(parts)


def _agreed(agreement: AgreementResult) -> str:
    share = near = ""
    if agreement.lower is not None:
        share = (
            f" ({percent(agreement.exact / agreement.cases)}; {percent(agreement.lower)} to {percent(agreement.upper)})"
        )
    if agreement.exact < agreement.cases:
        near = _NEAR.format(its=agreement, were="was" if agreement.cases == 1 else "were")
    if agreement.cases == 1:
        return (_AGREED_IN_ONE if agreement.exact else _DIFFERED_IN_ONE).format(
            its=agreement, near=_within_one(agreement)
        )
    return _AGREED.format(its=agreement, share=share, near=near)


def _within_one(agreement: AgreementResult) -> str:
    return f", one {agreement.scale} apart" if agreement.within_one else ""


def _differ(agreement: AgreementResult) -> str:
    ways = [
        f"{word} in {count}"
        for word, count in ((agreement.more, agreement.second_higher), (agreement.less, agreement.second_lower))
        if count
    ]
    direction = _ONE_WAY if agreement.chance <= ONE_SIDED else ""
    return _DIFFER.format(ways=listed(ways), direction=direction)


def _coefficient(coefficient: Coefficient) -> str:
    if coefficient.value is None:
        return "not defined, since nothing varies"
    return f"{_hundredths(coefficient.value)} ({_hundredths(coefficient.lower)} to {_hundredths(coefficient.upper)})"


def _hundredths(value: float | None) -> str:
    """A coefficient in two decimals, without a minus before nothing."""
    return NO_FIGURE if value is None else f"{round(value, 2) + 0.0:.2f}"


def timing_sentence(timing: Timing) -> str:
    """How long a step took, how many cases took longer than they may, and how many are open for longer already."""
    cases = sum(each.cases for each in timing.bins)
    late = sum(each.cases for each in timing.bins if each.most is None or each.most > timing.line)
    some = f"{timing.open_late} of them " if timing.open_late < timing.open else "all " if timing.open > 1 else ""
    beyond = _BEYOND.format(its=timing, some=some) if timing.open_late else ""
    waiting = _OPEN.format(open=timing.open, are="is" if timing.open == 1 else "are", beyond=beyond)
    return _TOOK.format(
        its=timing,
        median="not known yet" if timing.median is None else f"{timing.median:g}",
        between=_days_between(timing),
        closed=_CLOSED.format(its=timing, late=late, cases=cases) if cases else _NONE_CLOSED,
        open=f" {waiting}" if timing.open else "",
    )


def _days_between(timing: Timing) -> str:
    ends = (timing.lower, timing.upper)
    if ends == (None, None):
        return ""
    unknown = "not known yet" if timing.open else "not known, with so few cases"
    return " (95% interval {} to {})".format(*(unknown if end is None else f"{end:g}" for end in ends))


def sample_sentence(sample: SampleTaken) -> str:
    """How one sample was drawn, from how many, and what came back of it."""
    listed = f" of {sample.listed:,}" if sample.listed is not None else ""
    census = sample.method is Method.CENSUS
    if sample.drawn is None:
        parts = [(_EVERY_UNSAID if census else _SOME_UNSAID).format(method=sample.method, listed=listed)]
    else:
        drawn = number_of(sample.drawn, "case")
        parts = [(_EVERY if census else _SOME).format(drawn=drawn, method=sample.method, listed=listed)]
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


def meeting_sentence(held: MeetingHeld) -> str:
    """Who met to read the cases, and how many that were drawn were left out: counts, and no case."""
    times = {0: "", 1: "once"}.get(held.meetings, f"{held.meetings} times")
    met = ""
    if times:
        met = (
            f"People of {number_of(held.agencies, 'agency', 'agencies')} met {times} to read the cases, "
            f"{_of_those(held.quorate, held.meetings)} a quorum and {_of_those(held.independent, held.meetings)} an "
            "independent chair."
        )
    return " ".join(each for each in (met, _left_out(held)) if each)


def _of_those(count: int, whole: int) -> str:
    return "with" if count == whole else "without" if not count else f"{count} times with"


def _left_out(held: MeetingHeld) -> str:
    if held.left_out is None:
        return "Some cases that were drawn were left out; how many is hidden, to protect small counts."
    if not held.left_out:
        return "No case that was drawn is written down as left out."
    why = f" ({listed([f'{each.count} {each.why}' for each in held.why])})" if held.why else ""
    replaced = f", {held.replaced} of them replaced from the reserve" if held.replaced else ""
    were = "was" if held.left_out == 1 else "were"
    return f"{number_of(held.left_out, 'case')} that {were} drawn {were} left out{why}{replaced}."


def list_sentence(standard: StandardResult) -> str:
    """What a standard's sampled records say of the list, with its 95% interval; empty where none are of a sample."""
    sampled = standard.sampled
    if sampled is None:
        return ""
    parts = {"met": sampled.met, "counted": sampled.counted, "listed": sampled.listed, "value": percent(sampled.value)}
    parts["between"] = f" ({percent(sampled.lower)} to {percent(sampled.upper)})" if sampled.lower is not None else ""
    parts["about"] = f" (about {sampled.about:,} of which it applies to)" if sampled.about is not None else ""
    if sampled.value is None:
        phrase = _EMPTY
    elif sampled.whole:
        phrase = _ALL_COUNTED
    elif standard.total.weighted:
        phrase = _WEIGHTED_ABOVE
    else:
        phrase = _WEIGHTED if sampled.uneven else _EVEN
    others = _OTHERS_TOO if phrase is _WEIGHTED_ABOVE else _OTHERS
    others = others.format(others=sampled.others, are="is" if sampled.others == 1 else "are") if sampled.others else ""
    return f"{phrase.format(**parts)} {others}".strip()


def caveats(standard: StandardResult) -> str:
    """What a reader must know beside the figure: who sent nothing, how records come in families, what a sample says."""
    parts = (
        non_return_sentence(standard.non_return),
        families_sentence(standard),
        list_sentence(standard),
        apart_sentence(standard) if standard.apart else "",
    )
    return " ".join(each for each in parts if each)
