"""
Changes in sentences and in a few words: what was compared with what, by how much they differ, and what that bears.

A change is claimed only where the report's own rule claims it; where nothing could be tested, that is what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.calendar.quarter import OWN_QUARTER, Quarter, Reach
from pipeline.disclose.hiding import ShownCounts
from pipeline.english import listed, number_of, percent, points
from pipeline.results.change_values import Change, Moved, Series
from pipeline.results.changes import OF_THE_LIST
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, StandardResult
from pipeline.results.series import WITHHELD
from pipeline.statistics.xmr import Variation

_CLAIMED = {
    Moved.RISEN: "It has risen {since}, by more than chance would explain: {from_to}.",
    Moved.FALLEN: "It has fallen {since}, by more than chance would explain: {from_to}.",
    Moved.UNSURE: "It may have {risen} {since}, but with so many comparisons that could be chance: {from_to}.",
    Moved.NO_CLEAR_CHANGE: "No clear change {since}: {from_to}.",
    Moved.TOO_FEW: "Too few records to say whether it has changed {since}.",
    Moved.NOT_COMPARABLE: "Whether it has changed {since} cannot be said, since the two are not comparable{why}.",
    Moved.NOT_TESTED: "A change {since} could not be tested{why}.",
}
_NOT_SAID = "Whether it has changed{since} is not said in this edition."
_WITHOUT = "Compared for those with records that count both times, so without {agencies}."
_QUARTER, _YEAR = "since the quarter before", "against the year before"
_EARLIER = "since {quarter}"  # of an audit that is not due every quarter
_SPECIAL = {
    Variation.IMPROVEMENT: "better",
    Variation.CONCERN: "worse",
    Variation.HIGH: "higher",
    Variation.LOW: "lower",
}
_NOT_SHOWN = "the counts behind it are not shown in this edition"
_SHORT = {
    Moved.RISEN: "higher",
    Moved.FALLEN: "lower",
    Moved.UNSURE: "could be chance",
    Moved.NO_CLEAR_CHANGE: "no clear change",
}
_HAS = {Moved.RISEN: "has risen", Moved.FALLEN: "has fallen"}
_NONE_OF_ALL = "No standard has changed by more than chance would explain; {all_were} compared."
_NONE_KNOWN = "No standard is known to have changed by more than chance would explain; {all_were} compared."
_NONE_OF_SOME = (
    "No standard is known to have changed: of {standards}, {compared} compared and showed no change beyond chance; "
    "{rest}."
)
_NOT_IN_FULL = " What was not tested of these: {gaps}."
_UNSAID_SERIES = "{count} over all quarters together (hidden or rounded in this edition)"
_NONE_TESTED = "Whether anything has changed could not be tested: {rest}."
_UNMOVED = "{standards} is claimed to have moved against the year before."
_NOT_OVER_YEAR = "Nothing is compared with the year before here: {rest}."
_UNSAID = "Whether anything has changed is not said in this edition."
_IDLE = "not due this quarter"
_LACKING = "quarters that it takes are missing"  # where there are earlier ones
_WHY_NOT = {
    Moved.TOO_FEW: "too few records",
    Moved.NOT_COMPARABLE: "not comparable",
    Moved.NOT_TESTED: "no earlier figures to compare with",
    Moved.WITHHELD: "hidden in this edition",
}


def change_words(change: Change) -> str:
    """
    One comparison in a few words, for a table: "no clear change (-29 to +18 points)".

    The interval is the 95% interval of the difference, in percentage points.
    """
    if change.moved.tested:
        return f"{_SHORT[change.moved]}{_by(change)}"
    return str(change.moved)


def change_sentence(change: Change, reach: Reach = OWN_QUARTER) -> str:
    """
    What the comparison of a year with the year before says; what kept it from being made, where it was not.

    ``reach``: of which quarters a figure of its standard is.
    """
    return _sentence(change, _YEAR, _between_years(change, reach))


def quarter_change_sentence(change: Change) -> str:
    """What the comparison with the quarter before says; what kept it from being made, where it was not."""
    return _sentence(change, _since(change), _between_quarters(change))


def change_sentences(standard: StandardResult) -> str:
    """What both comparisons of a standard say; where neither is said in this edition, that once."""
    if standard.since_last.moved is standard.over_year.moved is Moved.WITHHELD:
        return _NOT_SAID.format(since="")
    both = (quarter_change_sentence(standard.since_last), change_sentence(standard.over_year, standard.reach))
    return " ".join(each for each in both if each)


def claims(standard: StandardResult) -> list[str]:
    """The changes that are claimed of a standard, a sentence each."""
    told = (
        (standard.since_last, quarter_change_sentence(standard.since_last)),
        (standard.over_year, change_sentence(standard.over_year, standard.reach)),
    )
    return [sentence for change, sentence in told if change.moved.claimed]


def claimed(standard: StandardResult, *, brief: bool = False) -> list[str]:
    """
    The changes that are claimed of a standard, as they go on after its name.

    Such as "has risen since the quarter before (70% from 50%; +2 to +30 points)"; where ``brief``, as one would say
    it, and of a year with its months: "has risen since the quarter before, from 50% to 70%".
    """
    told = (
        (standard.since_last, _since(standard.since_last), _between_quarters(standard.since_last)),
        (standard.over_year, _YEAR, _between_years(standard.over_year, standard.reach)),
    )
    reach = standard.reach
    of_spans = [
        f"{_HAS[change.moved]} {since}"
        + (_from_to(change, since, reach) if brief else f" ({spans}{_by(change, '; {}')})")
        for change, since, spans in told
        if change.moved.claimed
    ]
    return [*of_spans, *_of_series(standard.series, reach)]


def _since(change: Change) -> str:
    """Since when: the quarter before, or the one in which the audit was due last."""
    begun, ended = change.recent.partition(" to ")[0], change.earlier.rpartition(" to ")[2]
    if str(Quarter.parse(begun).previous()) == ended:
        return _QUARTER
    return _EARLIER.format(quarter=change.earlier)


def _from_to(change: Change, since: str, reach: Reach) -> str:
    """Both figures; those of a year with their months, since neither is the figure of the quarter."""
    shares = _shares(change)
    if not shares:
        return ""
    recent, earlier = (f" ({reach.months(span)})" if since == _YEAR else "" for span in (change.recent, change.earlier))
    return f", from {shares[1]}{earlier} to {shares[0]}{recent}"


def _of_series(series: Series | None, reach: Reach) -> list[str]:
    if series is None or not series.stands_out:
        return []
    if series.variation is None:
        return [reach.speaks(f"has shifted within {series.points} quarters")]
    return [f"was {_SPECIAL[series.variation]} in {reach.months(series.last)} than ordinary variation explains"]


def unchanged_sentence(audits: Iterable[AuditResult]) -> str:
    """
    What is said where no change is claimed: whether all standards were compared, and what kept the others from it.

    Empty where there are no standards.
    """
    standards = [s for audit in audits for s in audit.standards]
    tested = [s for s in standards if _tested(s)]
    rest = [s for s in standards if not _tested(s)]
    whys = _reasons([_why_untested(s, _why_not(s)) for s in rest])
    if not standards:
        return ""
    if not tested:
        unsaid = all(_why_not(s) is Moved.WITHHELD for s in rest)
        return _UNSAID if unsaid else _NONE_TESTED.format(rest=whys)
    gaps = _gaps(tested)
    if not rest:
        all_were = "the one standard was" if len(standards) == 1 else f"all {len(standards)} were"
        return (_NONE_KNOWN if gaps else _NONE_OF_ALL).format(all_were=all_were) + gaps
    some = _NONE_OF_SOME.format(
        standards=number_of(len(standards), "standard"),
        compared=f"{len(tested)} {'was' if len(tested) == 1 else 'were'}",
        rest=f"{len(rest)} {'was' if len(rest) == 1 else 'were'} not: {whys}",
    )
    return some + gaps


def unmoved_sentence(audits: Iterable[AuditResult]) -> str:
    """What is said where no change against the year before is claimed; empty where there are no standards."""
    compared = [(s, s.over_year.moved) for audit in audits for s in audit.standards]
    whys = [_why_untested(s, came_to) for s, came_to in compared if not came_to.tested]
    if not compared:
        return ""
    if len(whys) == len(compared):
        return _NOT_OVER_YEAR.format(rest=_reasons(whys))
    if not whys:
        return _UNMOVED.format(standards="No standard")
    tested = number_of(len(compared) - len(whys), "standard")
    sentence = _UNMOVED.format(standards=f"Of {tested} compared none")
    return f"{sentence} {number_of(len(whys), 'other')} could not be: {_reasons(whys)}."


def _tested(standard: StandardResult) -> bool:
    return standard.since_last.moved.tested or standard.over_year.moved.tested


def _gaps(tested: Sequence[StandardResult]) -> str:
    """What was not tested of standards of which something was: a change may be there, and another edition claim it."""
    gaps = []
    for since, changes in (
        (_QUARTER, [(s, s.since_last.moved) for s in tested]),
        (_YEAR, [(s, s.over_year.moved) for s in tested]),
    ):
        if whys := [_why_untested(s, came_to) for s, came_to in changes if not came_to.tested]:
            gaps.append(f"{len(whys)} {since} ({_reasons(whys)})")
    if unsaid := sum(s.series is not None and s.series.says == WITHHELD for s in tested):
        gaps.append(_UNSAID_SERIES.format(count=unsaid))
    return _NOT_IN_FULL.format(gaps=listed(gaps)) if gaps else ""


def _why_not(standard: StandardResult) -> Moved:
    """Why neither comparison could be made; the one of the two that tells more."""
    order = (Moved.WITHHELD, Moved.TOO_FEW, Moved.NOT_COMPARABLE, Moved.NOT_TESTED)
    return min((standard.since_last.moved, standard.over_year.moved), key=order.index)


def _why_untested(standard: StandardResult, moved: Moved) -> str:
    """Why a comparison of a standard that came to ``moved`` was not made, in a few words."""
    now = standard.since_last.recent
    if standard.total.verdict is Verdict.NOT_DUE and moved is Moved.NOT_TESTED:
        return _IDLE
    if moved is Moved.NOT_TESTED and any(
        each.quarter != now and each.figure.counts.applicable != 0 for each in standard.history
    ):
        return _LACKING
    return _WHY_NOT[moved]


def _reasons(whys: Sequence[str]) -> str:
    reasons = {each: whys.count(each) for each in (*_WHY_NOT.values(), _LACKING, _IDLE) if each in whys}
    if len(reasons) < 2:
        return "".join(reasons)
    return listed([f"{each} ({count})" for each, count in reasons.items()])


def _sentence(change: Change, since: str, spans: str) -> str:
    if change.moved is Moved.WITHHELD:
        return _NOT_SAID.format(since=f" {since}")
    parts = [
        _CLAIMED[change.moved].format(
            since=since,
            from_to=f"{spans}{_by(change)}",
            risen="risen" if change.up else "fallen",
            why=f": {change.why}" if change.why else "",
        )
    ]
    if change.without and change.moved.tested:
        parts.append(_WITHOUT.format(agencies=listed(change.without)))
    return " ".join(parts)


def _between_quarters(change: Change) -> str:
    shares = _shares(change)
    return f"{shares[0]} from {shares[1]}{_of_lists(change)}" if shares else _without_figures(change)


def _between_years(change: Change, reach: Reach) -> str:
    """Both figures with their months: the years are not always whole ones."""
    shares = _shares(change)
    if not shares:
        return _without_figures(change)
    recent, earlier = reach.months(change.recent), reach.months(change.earlier)
    return f"{shares[0]} in {recent}, {shares[1]} in {earlier}{_of_lists(change)}"


def _of_lists(change: Change) -> str:
    return "" if change.recent_share is None else f", {OF_THE_LIST}"


def _without_figures(change: Change) -> str:
    """What is compared, where its two figures are not printed; and that they are not, where nothing else is."""
    return ", ".join(filter(None, (change.why, "" if change.lower is not None else _NOT_SHOWN)))


def _shares(change: Change) -> tuple[str, str] | None:
    """Both figures; None where the edition shows one of them, or neither."""
    if change.recent_share is not None and change.earlier_share is not None:
        return percent(change.recent_share), percent(change.earlier_share)
    recent, earlier = change.recent_counts, change.earlier_counts
    if recent is None or earlier is None or recent.hidden or earlier.hidden:
        return None
    return _share(recent), _share(earlier)


def _share(counts: ShownCounts) -> str:
    if counts.proportion is None:
        return f"{counts.met} of {counts.applicable}"
    return percent(counts.proportion)


def _by(change: Change, between: str = " ({})") -> str:
    if change.lower is None:
        return ""
    return between.format(f"{points(change.lower)} to {points(change.upper)} points")
