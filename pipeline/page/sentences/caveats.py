"""What stands beside a figure, in sentences: who was silent, families, days taken, and how far two raters agree."""

from __future__ import annotations

from pipeline.english import listed
from pipeline.page.sentences.figures import percent
from pipeline.page.sentences.sample import of_list
from pipeline.results.model import Agreement, Coefficient, Families, NonReturn, StandardResult, Timing

_SILENT = (
    "{who} sent nothing that counts. Whatever the answers would have been, the figure for all lies between {lower} and "
    "{upper}, if there were {records} records as in {since}."
)
_SILENT_UNKNOWN = (
    "{who} sent nothing that counts, and how many records there would have been is not known: nothing was counted for "
    "{since} either."
)
_IN_FAMILIES = (
    "These are {records} records of {children} children in {families} families; allowing for that, the interval is "
    "{lower} to {upper}."
)
_AGREED = (
    "{first} and {second} gave the same {scale} in {exact} of {cases}{share}, and were within one {scale} in {near}. "
    "Where they differ, the second is {more} in {higher} and {less} in {lower}{direction}."
)
_BEYOND_CHANCE = " Beyond chance: weighted kappa {kappa}; Gwet's AC2 {ac2} (linear weights, 95% intervals)."
_TOOK = "{what}: the median is {median}{between}; {late} of {cases} took longer than {line}, and {open} are still open."
ONE_SIDED = 0.002  # as sure as a claim of change


def non_return_sentence(found: NonReturn | None) -> str:
    """What those who sent nothing could change; empty where all have returned."""
    if found is None:
        return ""
    phrase = _SILENT if found.lower is not None else _SILENT_UNKNOWN
    return phrase.format(
        who=listed(found.agencies),
        lower=percent(found.lower),
        upper=percent(found.upper),
        records=found.records,
        since=found.since,
    )


def in_families(found: Families | None) -> str:
    """Events, children and families, and the interval as wide as these make it; empty where each is its own."""
    if found is None:
        return ""
    return _IN_FAMILIES.format(
        records=found.records,
        children=found.children,
        families=found.families,
        lower=percent(found.lower),
        upper=percent(found.upper),
    )


def agreement_sentence(found: Agreement) -> str:
    """How often two raters agreed, which way they differed, and the coefficients where there are enough cases."""
    direction = ", more often one way than chance would explain" if found.chance < ONE_SIDED else ""
    share = ""
    if found.lower is not None:
        share = f" ({percent(found.exact / found.cases)}; {percent(found.lower)} to {percent(found.upper)})"
    said = _AGREED.format(
        first=found.first,
        second=found.second,
        exact=found.exact,
        cases=found.cases,
        share=share,
        scale=found.scale,
        more=found.more,
        less=found.less,
        near=found.within_one,
        higher=found.second_higher,
        lower=found.second_lower,
        direction=direction,
    )
    if found.kappa.value is None and found.ac2.value is None:
        return f"{said} Too few cases for more than counts."
    return said + _BEYOND_CHANCE.format(kappa=_coefficient(found.kappa), ac2=_coefficient(found.ac2))


def _coefficient(found: Coefficient) -> str:
    if found.value is None or found.lower is None or found.upper is None:
        return "not defined, since nothing varies"
    return f"{found.value:.2f} ({found.lower:.2f} to {found.upper:.2f})"


def timing_sentence(found: Timing) -> str:
    """How long a step took, and how many cases took longer than they may."""
    ends = (found.lower, found.upper)
    between = " (95% interval {} to {})".format(*("not known" if end is None else f"{end:.0f}" for end in ends))
    late = sum(each.cases for each in found.bins if each.most is None or each.most > found.line)
    return _TOOK.format(
        what=found.what,
        median="not known yet" if found.median is None else f"{found.median:.0f}",
        between="" if ends == (None, None) else between,
        late=late,
        cases=sum(each.cases for each in found.bins),
        line=found.line,
        open=found.open,
    )


def caveats(standard: StandardResult) -> str:
    """What a reader must know beside the figure: who was silent, how records come in families, and of which list."""
    said = (non_return_sentence(standard.non_return), in_families(standard.families), of_list(standard.sampled))
    return " ".join(each for each in said if each)
