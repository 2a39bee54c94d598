"""What is behind a measure that is shown for context, or behind the agreement of two raters, in one quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.definition import ALWAYS, Agreement, Amount, Audit, Distribution, Field, Ratio, RepeatShare, View
from pipeline.definition.fingerprint import version_in
from pipeline.definition.frame import rails
from pipeline.definition.standards import Context
from pipeline.definition.words import words
from pipeline.english import listed
from pipeline.measure.context import context_counts
from pipeline.results.agreement import agreements
from pipeline.results.traced.returns import set_aside, traced_returns
from pipeline.results.traced.values import Traced, TracedRecord
from pipeline.validate.validated import Accepted

ANSWERED = "answered"
Measure = Context | Agreement


def traced_measure(
    audit: type[Audit], measure: Measure, quarter: Quarter, returns: Sequence[Accepted], answer: str = ""
) -> Traced:
    """
    What is behind ``measure`` in ``quarter``, or behind the share of a distribution that gave one ``answer``.

    Shape: ``returns`` are those of ``audit`` that count in the quarter.
    """
    own = [each for each in returns if any(each.identity.form.view is view for view in _views(measure))]
    records = tuple(each for sent in own for each in _records(measure, sent, answer))
    on_rows = not isinstance(measure, Ratio)
    return Traced(
        quarter=quarter,
        id=measure.id,
        title=measure.title,
        defined=_defined(measure),
        version=version_in(quarter, measure),
        told=_told(audit, measure, own, len(records)),
        returns=traced_returns(own),
        records=records,
        set_aside=set_aside(own) if on_rows else (),
        groups=_answers(measure),
    )


def measures_of(audit: type[Audit]) -> tuple[Measure, ...]:
    """All that ``audit`` shows beside its standards."""
    return (*audit.context, *audit.agreements)


def _views(measure: Measure) -> list[View]:
    if isinstance(measure, Agreement):
        return [view for rater in (measure.first, measure.second) for view in rater.question.views]
    return [measure.volumes.view, measure.below.view] if isinstance(measure, Ratio) else [measure.counted_on]


def _answers(measure: Measure) -> tuple[str, ...]:
    """The codes that a distribution has a share of."""
    if not isinstance(measure, Distribution):
        return ()
    return tuple(each.code for each in measure.field.codes.judged_as())


def _defined(measure: Measure) -> dict[str, str]:
    match measure:
        case Ratio():
            over = listed([each.label for each in measure.numerator])
            below = listed([each.label for each in measure.denominator])
            less = f", less {listed([each.label for each in measure.less])}" if measure.less else ""
            return {"sum of": f"{over} (Volumes)", "out of": f"{below}{less} (Volumes)"}
        case RepeatShare():
            where = "of two agencies or more" if measure.across else "or more than one"
            return {
                "sum of": f"{measure.key.label} on two records {where}",
                "out of": f"all that differ, {_on(measure)}",
            }
        case Agreement():
            return {"compares": f"{measure.first.name} and {measure.second.name}, case by case"}
        case _:
            where = "" if measure.applies is ALWAYS else f", where {words(measure.applies)}"
            return {"answers to": f"{measure.field.label}{where}, {_on(measure)}"}


def _on(measure: Distribution | RepeatShare | Amount) -> str:
    return f"on the form of {measure.counted_on.title}"


def _told(audit: type[Audit], measure: Measure, returns: Sequence[Accepted], records: int) -> str:
    """What it comes to, in words."""
    if isinstance(measure, Ratio | RepeatShare):
        part, whole = context_counts(audit, returns)[measure.id]
        return f"{part} of {whole}"
    if isinstance(measure, Agreement):
        result = next((each for each in agreements(audit, returns) if each.id == measure.id), None)
        return f"{result.exact} of {result.cases} cases rated alike" if result else "no case was rated twice"
    return f"{records} records answered" if records != 1 else "1 record answered"


def _records(measure: Measure, sent: Accepted, answer: str) -> Iterator[TracedRecord]:
    """Each record of a return that the measure takes an answer from."""
    for field in _fields(measure):
        if len(sent.rows) and field.name in sent.rows.columns:
            records = sent.identity.form.records(sent.rows, sent.unusable)
            chosen = sent.rows[field.name].notna().to_numpy()
            if isinstance(measure, Distribution | Amount):
                chosen = chosen & rails(measure.applies, records).true
            if isinstance(measure, Distribution):
                given = records.texts(field.name)
                chosen = chosen & np.array([_gave(text, answer) for text in given], dtype=bool)
            for row in sent.rows.loc[chosen, "row"]:
                cells = (f"{sent.columns[field.name]}{row}",) if field.name in sent.columns else ()
                sheet = sent.identity.form.sheet
                yield TracedRecord(sent.file_name, sent.sha256, sheet, int(row), ANSWERED, cells=cells)


def _gave(text: object, answer: str) -> bool:
    return text is not None and (not answer or answer in str(text).split(";"))


def _fields(measure: Measure) -> list[Field]:
    match measure:
        case Ratio():
            return []
        case RepeatShare():
            return [measure.key]
        case Agreement():
            return [measure.first.question, measure.second.question]
        case _:
            return [measure.field]
