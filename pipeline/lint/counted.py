"""What a standard counts in vain: it applies to no record, none can meet it, or none can fail it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Coded, Distribution, Form, Meaning, Standard
from pipeline.definition.standards import Reading
from pipeline.definition.words import words
from pipeline.lint.doubt import Doubt, Kind
from pipeline.lint.possible import FALSE, TRUE, UNKNOWN, Wanted
from pipeline.lint.sound import can_be

_UNDECIDED = (Meaning.NOT_KNOWN, Meaning.PENDING, Meaning.NOT_APPLICABLE)  # as `measure.outcomes` takes them


def counted_in_vain(audit: type[Audit], quarter: Quarter) -> Iterator[Doubt]:
    """Every standard and context measure of ``audit`` that can only come out in one way in ``quarter``."""
    for standard in audit.standards_in(quarter):
        forms = [audit.form(view, quarter) for view in audit.counted_on(standard)]
        for reading in (
            standard.itself,
            *(standard.read_by(each) for each in standard.versions if each.within(quarter)),
        ):
            yield from _standard(standard, reading, forms)
        if standard.questions and not standard.rated:
            why = "its questions are asked of nobody, since it is shown for context."
            yield Doubt(Kind.NEVER_USED, standard.id, why, "Take questions= out, or give it a target.")
    for measure in audit.context:
        if not isinstance(measure, Distribution):
            continue
        form = audit.form(measure.counted_on, quarter)
        if form.has(measure.field) and not can_be(form, Wanted(measure.applies), Wanted(measure.field.answered())):
            why = f"no record that answers {measure.field.called} is such that {words(measure.applies)}."
            yield Doubt(Kind.NEVER_MET, measure.id, why, "Mend applies=, or take the measure out.")


def _standard(standard: Standard, reading: Reading, forms: list[Form]) -> Iterator[Doubt]:
    undecided = frozenset(
        code.code
        for field in reading.fields()
        for code in (field.codes if isinstance(field, Coded) else field.also_codes())
        if code.meaning in _UNDECIDED
    )

    def can(*wanted: Wanted) -> bool:
        return any(can_be(form, Wanted(reading.applies, TRUE, undecided), *wanted) for form in forms)

    due = () if reading.pending is None else (Wanted(reading.pending, FALSE | UNKNOWN, undecided),)
    if not can():
        why = f"it applies to no record, since none is such that {words(reading.applies)}."
        yield Doubt(Kind.NEVER_MET, standard.id, why, "Mend applies=, or when the questions that it reads are asked.")
        return
    if not can(Wanted(reading.met, TRUE, undecided), *due):
        why = f"no record that it applies to can meet it: {words(reading.met)}."
        yield Doubt(Kind.NEVER_MET, standard.id, why, "Mend met=, or when the questions that it reads are asked.")
    if not can(Wanted(reading.met, FALSE, undecided), *due):
        why = (
            f"every record that it applies to meets it, since the form asks for no other answer: {words(reading.met)}."
        )
        yield Doubt(Kind.NEVER_FAILS, standard.id, why, "Mend met=, or allow the answer that would fail it.")
    if reading.pending is not None and not can(Wanted(reading.pending, TRUE, undecided)):
        why = f"no record that it applies to can be pending: {words(reading.pending)}."
        yield Doubt(Kind.UNREACHABLE, standard.id, why, "Mend pending=, or take it away.")
