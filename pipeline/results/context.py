"""
Context measures: ratios from the Volumes sheets, distributions and repeat shares from records; never rated.

In an edition that is not for named readers they are of one quarter alone, and in bands (see `disclose.shares`): what an
earlier one came to is printed again with every return that comes late, and the difference is that return's. Answers
that decide a standard, or of which records one is, are told by the standard, and what is added up is not told at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Amount, Audit, Coded, Distribution, MultiCode, Ratio, RepeatShare, fields_of
from pipeline.definition.codes import Meaning
from pipeline.definition.frame import rails
from pipeline.definition.records import AsIf
from pipeline.definition.simplify import as_in
from pipeline.definition.standards import Context
from pipeline.definition.words import words
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import column, rounded
from pipeline.disclose.protect.ranges import is_small
from pipeline.disclose.shares import Parted, bands_of, in_bands, part_of
from pipeline.measure.context import context_counts
from pipeline.measure.shapes import Pair
from pipeline.results.context_values import ContextPoint, ContextResult, Share, Total
from pipeline.results.dual_run import recoding_dual_run
from pipeline.results.versions import measure_note
from pipeline.statistics.intervals import wilson
from pipeline.statistics.rates import rate
from pipeline.validate.validated import Accepted, given_on

_HIDDEN = "Hidden, so that no small count can be worked out."
_TOLD_BY_A_STANDARD = "Not shown in this edition: these answers decide a standard, which says what may be said of them."


def context_results(
    audit: type[Audit],
    returns: Sequence[Accepted],
    edition: Edition,
    past: Mapping[Quarter, Mapping[str, Pair]] | None = None,
) -> tuple[ContextResult, ...]:
    """
    The context measures of ``audit``, from the accepted returns of one quarter.

    ``past``: part and whole of each ratio and repeat share in the quarters before, see `context_counts`.
    """
    counted, results = context_counts(audit, returns), []
    theirs = [context_counts(audit, each) for each in _by_agency(returns).values()]
    quarter = returns[0].identity.form.quarter if returns else None
    for measure in audit.context:
        if quarter is not None and not _asked(audit, measure, quarter):
            continue
        if isinstance(measure, Distribution):
            linked = _told_by_a_standard(audit, measure)
            shown = edition if audit.of_people(measure) else edition.of_things()
            results += _distributions(measure, given_on(measure.counted_on, returns), shown, linked=linked)
            continue
        if isinstance(measure, Amount):
            of_people = audit.of_people(measure)
            results.append(_amount(measure, given_on(measure.counted_on, returns), edition, of_people=of_people))
            continue
        note = _ratio_note(measure, given_on(measure.below.view, returns)) if isinstance(measure, Ratio) else ""
        now = ContextResult(measure.id, measure.title, note, *counted[measure.id], None, ())
        if in_bands(edition):
            results.append(_in_a_band(now, edition, [part_of(*each[measure.id]) for each in theirs]))
            continue
        history = (
            _point(quarter, before[measure.id])
            for quarter, before in sorted((past or {}).items())
            if measure.id in before
        )
        results.append(replace(_share(now), history=tuple(history)))
    if quarter is None:
        return tuple(results)
    notes = {measure.id: measure_note(audit, measure, quarter) for measure in audit.context}
    return tuple(replace(each, note=" ".join(filter(None, (each.note, notes[each.id])))) for each in results)


def _asked(audit: type[Audit], measure: Context, quarter: Quarter) -> bool:
    """Whether anybody is asked for what ``measure`` is counted from."""
    view = measure.volumes.view if isinstance(measure, Ratio) else measure.counted_on
    main = view if view.beside is None else view.beside
    form = audit.form(view, quarter)
    if not audit.returners(main, quarter) or form not in audit.form(main, quarter).sheets:
        return False
    return isinstance(measure, Ratio | RepeatShare) or form.has(measure.field)


def _ratio_note(measure: Ratio, returns: Sequence[Accepted]) -> str:
    empty = sum(not len(each.volumes) for each in returns)
    those = "The one return" if len(returns) == 1 else f"{empty} of {len(returns)} returns"
    lacking = f"{those} left the Volumes sheet empty." if empty else ""
    sheets = [each.volumes for each in returns if len(each.volumes)]
    names = [each.name for each in measure.denominator]
    nowhere = sheets and not any(each[name].notna().any() for each in sheets for name in names if name in each)
    return " ".join(filter(None, (measure.expected, lacking, "No return gives these numbers." if nowhere else "")))


def _by_agency(returns: Sequence[Accepted]) -> dict[str, list[Accepted]]:
    theirs: dict[str, list[Accepted]] = defaultdict(list)
    for each in returns:
        theirs[each.identity.agency].append(each)
    return theirs


def _point(quarter: Quarter, pair: Pair) -> ContextPoint:
    then = _share(ContextResult("", "", "", *pair, None, ()))
    return ContextPoint(str(quarter), then.numerator, then.denominator, then.proportion, then.lower, then.upper)


def _share(measured: ContextResult) -> ContextResult:
    """A part of a whole with its share and the interval of that."""
    part, whole = measured.numerator or 0, measured.denominator or 0
    if whole <= 0:
        return measured
    # What is counted may be no part of the whole (letters of appointments, say): then it is a rate.
    lower, upper = wilson(part, whole) if part <= whole else rate(part, whole)
    return replace(measured, proportion=part / whole, lower=lower, upper=upper)


def _in_a_band(measured: ContextResult, edition: Edition, own: Sequence[Parted]) -> ContextResult:
    """The same as a band of the share, or as nothing. ``own``: of each agency."""
    part, whole = measured.numerator or 0, measured.denominator or 0
    if not part and not whole:
        return measured
    bands = bands_of(part_of(part, whole), edition, own)
    note = measured.note if bands else f"{measured.note} {_HIDDEN}".strip()
    return replace(measured, note=note, numerator=None, denominator=None, band=bands[0] if bands else None)


def _told_by_a_standard(audit: type[Audit], measure: Distribution) -> bool:
    """
    Whether a standard says how many gave some of the answers, such as those of high risk, or of good practice, or how
    many records they are of.
    """
    fields = (measure.field, *(fields_of(measure.applies) if measure.applies is not ALWAYS else ()))
    return any(asked is field for each in audit.standards for field in each.fields() for asked in fields)


def _distributions(
    measure: Distribution, returns: Sequence[Accepted], edition: Edition, *, linked: bool
) -> list[ContextResult]:
    """
    One distribution; in a quarter in which codes are becoming one, a second by the codes as they were.

    The second is for named readers alone: of two codes that are one in the first, each could be worked out from it.
    """
    shown = [_distribution(measure, returns, edition, linked=linked)]
    field = measure.field
    if not field.codes.passing or field.describes_child or not edition.named_readers or not returns:
        return shown
    dual = recoding_dual_run(returns[0].identity.form.quarter)
    if dual is not None:
        other = _distribution(measure, returns, edition, dual.as_if, linked=linked)
        shown.append(replace(other, title=f"{other.title}, {dual.by}"))
    return shown


def _distribution(
    measure: Distribution, returns: Sequence[Accepted], edition: Edition, as_if: AsIf | None = None, *, linked: bool
) -> ContextResult:
    codes = measure.field.codes.judged_as()
    names = [code.code for code in codes]
    parted = {agency: _answers(measure, theirs, names, as_if) for agency, theirs in _by_agency(returns).items()}
    total = _answers(measure, returns, names, as_if)
    note = _counted_from(measure, returns[0].identity.form.quarter) if returns else ""
    if in_bands(edition) and total.whole:
        bands = None if linked else bands_of(total, edition, list(parted.values()))
        note = note if bands else f"{note} {_TOLD_BY_A_STANDARD if linked else _HIDDEN}".strip()
        said = bands or [None] * len(codes)
        shares = tuple(Share(code.code, code.label, None, band) for code, band in zip(codes, said, strict=True))
        return ContextResult(measure.id, measure.title, note, None, None, None, shares, measure.why)
    limit = edition.hide_by_child if measure.field.describes_child else edition.hide
    counts = column(total.counts, limit)
    shares = tuple(Share(code.code, code.label, n) for code, n in zip(codes, counts, strict=True))
    whole = total.whole if not limit else None
    return ContextResult(measure.id, measure.title, note, None, whole, None, shares, measure.why)


def _answers(measure: Distribution, returns: Sequence[Accepted], names: Sequence[str], as_if: AsIf | None) -> Parted:
    """How often each answer was given on these returns, and on how many records."""
    tally, whole = dict.fromkeys(names, 0), 0
    for each in returns:
        if len(each.rows):
            records = each.identity.form.records(each.rows, each.unusable, as_if)
            chosen = rails(measure.applies, records).true
            answers = [answer for answer in records.texts(measure.field.name)[chosen] if answer is not None]
            whole += len(answers)
            for code in (code for answer in answers for code in str(answer).split(";")):
                tally[code] += 1
    return Parted(tuple(tally.values()), whole, several=isinstance(measure.field, MultiCode))


def _amount(measure: Amount, returns: Sequence[Accepted], edition: Edition, *, of_people: bool) -> ContextResult:
    """
    The answers to a question added up. What tells of people is for named readers: of two agencies each has the other's
    by subtraction. Of things it is hidden from others where few records give one, or one more than all others together.
    """
    given: list[int] = []
    for each in returns:
        if len(each.rows):
            records = each.identity.form.records(each.rows, each.unusable)
            chosen = rails(measure.applies, records).true & records.undoubted(measure.field.name)
            given += [int(answer) for answer in each.rows.loc[chosen, measure.field.name].dropna()]
    count, total = len(given), sum(given)
    few = is_small(count, edition.hide) or is_small(total, edition.hide) or (count and 2 * max(given) > total > 0)
    if edition.hide and (of_people or few):
        shown = Total(measure.unit, None, None, None)
    else:
        middle = float(np.median(given)) if count >= edition.least_for_percent else None
        if middle is not None and edition.round_to > 1:  # or it would be exactly what one record says
            middle = float(rounded(int(middle), edition.round_to))
        shown = Total(measure.unit, rounded(total, edition.round_to), rounded(count, edition.round_to), middle)
    note = _counted_from(measure, returns[0].identity.form.quarter) if returns else ""
    return ContextResult(measure.id, measure.title, note, None, None, None, (), total=shown)


def _may_be_silent(measure: Distribution | Amount) -> bool:
    """Whether one of the answers says that the record is silent."""
    return isinstance(measure.field, Coded) and any(
        code.meaning is Meaning.NOT_RECORDED for code in measure.field.codes
    )


def _counted_from(measure: Distribution | Amount, quarter: Quarter) -> str:
    """Which records a distribution is of: a standard beside it may be of others, so that the shares differ."""
    title = measure.counted_on.title
    form = f"{title[:1].lower()}{title[1:]}" if title[1:2].islower() else title
    also = "" if measure.applies is ALWAYS else f" and where {words(as_in(measure.applies, quarter))}"
    silent = "; “Not recorded” is an answer too" if _may_be_silent(measure) else ""
    return f"Of the rows of the {form} in which this was answered{also}{silent}."
