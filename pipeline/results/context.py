"""Context measures: ratios from the Volumes sheets, distributions and repeat shares from records; never rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Amount, Audit, Coded, Distribution, Ratio, RepeatShare
from pipeline.definition.codes import Meaning
from pipeline.definition.frame import rails
from pipeline.definition.records import AsIf
from pipeline.definition.simplify import as_in
from pipeline.definition.standards import Context
from pipeline.definition.words import words
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import column, rounded, small
from pipeline.measure.context import context_counts
from pipeline.measure.shapes import Pair
from pipeline.results.context_values import ContextPoint, ContextResult, Share, Total
from pipeline.results.dual_run import recoding_dual_run
from pipeline.results.versions import measure_note
from pipeline.statistics.intervals import wilson
from pipeline.statistics.rates import rate
from pipeline.validate.validated import Accepted, given_on


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
    quarter = returns[0].identity.form.quarter if returns else None
    for measure in audit.context:
        if quarter is not None and not _asked(audit, measure, quarter):
            continue
        if isinstance(measure, Distribution):
            linked = not edition.named_readers and _told_by_a_standard(audit, measure)
            shown = edition if audit.of_people(measure) else edition.of_things()
            results += _distributions(measure, given_on(measure.counted_on, returns), shown, linked=linked)
            continue
        if isinstance(measure, Amount):
            results.append(_amount(measure, given_on(measure.counted_on, returns), edition))
            continue
        note = _ratio_note(measure, given_on(measure.below.view, returns)) if isinstance(measure, Ratio) else ""
        now = ContextResult(measure.id, measure.title, note, *counted[measure.id], None, ())
        history = (
            _point(quarter, before[measure.id], edition)
            for quarter, before in sorted((past or {}).items())
            if measure.id in before
        )
        results.append(replace(_share(now, edition), history=tuple(history)))
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


def _point(quarter: Quarter, pair: Pair, edition: Edition) -> ContextPoint:
    then = _share(ContextResult("", "", "", *pair, None, ()), edition)
    return ContextPoint(str(quarter), then.numerator, then.denominator, then.proportion, then.lower, then.upper)


def _share(measured: ContextResult, edition: Edition) -> ContextResult:
    """A part of a whole as ``edition`` may show it: where part, whole or rest is small, none of them is shown."""
    part, whole = measured.numerator or 0, measured.denominator or 0
    if any(small(count, edition.hide) for count in (part, whole, abs(whole - part))):
        note = f"{measured.note} Hidden: small counts.".strip()
        return replace(measured, note=note, numerator=None, denominator=None)
    part, whole = rounded(part, edition.round_to), rounded(whole, edition.round_to)
    shown = replace(measured, numerator=part, denominator=whole)
    if whole <= 0:
        return shown
    # What is counted may be no part of the whole (letters of appointments, say): then it is a rate.
    lower, upper = wilson(part, whole) if part <= whole else rate(part, whole)
    return replace(shown, proportion=part / whole, lower=lower, upper=upper)


def _told_by_a_standard(audit: type[Audit], measure: Distribution) -> bool:
    """Whether a standard says how many gave some of the answers, such as those of high risk, or of good practice."""
    return any(measure.field is field for each in audit.standards for field in each.fields())


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
    tally = {code.code: 0 for code in codes}
    total = 0
    for each in returns:
        if len(each.rows):
            records = each.identity.form.records(each.rows, each.unusable, as_if)
            chosen = rails(measure.applies, records).true
            answers = [answer for answer in records.texts(measure.field.name)[chosen] if answer is not None]
            total += len(answers)
            for code in (code for answer in answers for code in str(answer).split(";")):
                tally[code] += 1
    limit = edition.hide_by_child if measure.field.describes_child else edition.hide
    counts = column([tally[code.code] for code in codes], limit, edition.round_to, linked=linked)
    shares = tuple(Share(code.code, code.label, n) for code, n in zip(codes, counts, strict=True))
    whole = total if not limit else None
    note = _counted_from(measure, returns[0].identity.form.quarter) if returns else ""
    return ContextResult(measure.id, measure.title, note, None, whole, None, shares, measure.why)


def _amount(measure: Amount, returns: Sequence[Accepted], edition: Edition) -> ContextResult:
    """
    The answers to a question added up; hidden where few records give one, or one gives more than all others together.
    """
    given: list[int] = []
    for each in returns:
        if len(each.rows):
            records = each.identity.form.records(each.rows, each.unusable)
            chosen = rails(measure.applies, records).true & records.undoubted(measure.field.name)
            given += [int(answer) for answer in each.rows.loc[chosen, measure.field.name].dropna()]
    count, total = len(given), sum(given)
    gives_away = bool(edition.hide) and (small(count, edition.hide) or small(total, edition.hide))
    if gives_away or (edition.hide and count and 2 * max(given) > total > 0):
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
