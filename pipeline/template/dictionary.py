"""
The data dictionary, `docs/data-dictionary.md`: every question and standard of every audit, in the codebook's words.

``python -m pipeline.template.dictionary docs/data-dictionary.md`` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Alike,
    Amount,
    Audit,
    Coded,
    Count,
    Distribution,
    Field,
    Form,
    Ratio,
    Reconciled,
    RepeatShare,
    Rule,
    SameCount,
    Side,
    fields_of,
)
from pipeline.definition.codebook import codes_of, kind, target, when
from pipeline.definition.questions import USUAL
from pipeline.definition.standards import Context
from pipeline.definition.words import quoted, words
from pipeline.english import capital, listed, number_of
from pipeline.partnership.bodies import name_of

LATER = Quarter(2098, 4)  # than any change, so that what is asked from now on is printed
HEAD = """# Data dictionary

Every question, count and standard of every audit, printed from `pipeline/audits` in the words of the workbook's own
codebook. Change a definition there and renew this page with `make docs`.

"When" says when a question is to be answered: *always* and *required where* – a blank there is an error; *expected
where* – a blank there is a query; *only where* – asked there alone, and an answer elsewhere is a query; *optional* – a
blank is in order. "Must hold" says what is checked between the answer and others, and "Counts in" which standards,
context measures and comparisons read it. What is checked of every answer is in [checks](checks.md), what a word means
in the [glossary](glossary.md), where a target comes from in [domain](domain.md).
"""


def page() -> str:
    """The whole page, as Markdown."""
    by_audit = ([audit.form(view, LATER) for view in audit.views] for audit in audits.of(LATER).values())
    usual = _table("The usual questions to ask of a figure", ("Where it is", "Question"), _usual())
    return "\n".join([HEAD, *usual, *(line for forms in by_audit for line in _audit(forms))])


def _audit(forms: Sequence[Form]) -> Iterator[str]:
    audit = forms[0].audit
    yield from (f"## {audit.title} ({audit.code})", "", audit.purpose, "")
    yield f"One row is {audit.unit}. It is due {audit.cadence.value}. Which cases: {audit.sampling}"
    yield from ("", *(f"- {each.view.title}: {_agencies(each)}" for each in forms), "")
    yield from _table("Questions", _QUESTION, _questions(forms))
    for form in forms:
        if form.volumes is not None:
            per = f" and {form.volumes.per.label.lower()}" if form.volumes.per else ""
            counts = ((f"`{each.name}`", each.label) for each in form.volumes.counts)
            yield from _table(f"Volumes, a month{per}: {form.view.title}", ("Name", "Heading"), counts)
    yield from _table("Standards", _STANDARD, _standards(forms))
    yield from _table("Questions to ask of a figure, where not the usual ones", _ASKED, _asked(audit))
    yield from _table("Context measures: shown to understand, never rated", _MEASURE, map(_measure, audit.context))
    if audit.reconciled:
        heading = "The same cases on two agencies' returns: shown side by side, never rated"
        yield from _table(heading, _SIDE_BY_SIDE, (_side_by_side(each, audit) for each in audit.reconciled))
    if audit.same_counts:
        heading = "The same number on two agencies' Volumes sheets: shown side by side, never rated"
        yield from _table(
            heading, ("Comparison", "First", "Second"), (_counted_twice(each) for each in audit.same_counts)
        )


def _agencies(form: Form) -> str:
    return "; ".join(f"{name_of(code)} ({code})" for code in form.returners)


_QUESTION = ("Name", "Heading", "Asked of", "Answer", "When", "Must hold", "Counts in")
_STANDARD = ("Standard", "Out of records where", "Counts as met where", "Target", "Source", "Evidence for")
_ASKED = ("Standard", "Where its figure is", "Question")
_MEASURE = ("Measure", "Counted from", "Evidence for")
_SIDE_BY_SIDE = ("Comparison", "Looked for", "A case is told by", "Should be alike on both")


def _questions(forms: Sequence[Form]) -> Iterator[Sequence[str]]:
    """A line for each question of the audit, whichever views ask it."""
    rules = {rule.id: rule for form in forms for rule in form.rules}
    audit = forms[0].audit
    for field in audit.fields:
        asking = [form for form in forms if form.has(field)]
        if not asking:
            continue
        standards = (each for form in asking for each in form.affected(field))
        listed = codes_of(field) if isinstance(field, Coded) else ()
        codes = "; ".join(code.shown for code in listed)
        yield (
            f"`{field.name}`",
            field.label,
            "all" if len(asking) == len(forms) else ", ".join(form.view.title for form in asking),
            f"{kind(field)}: {codes}" if codes else kind(field),
            when(field),
            "; ".join(_held(rule) for rule in rules.values() if rule.blame is field),
            ", ".join(dict.fromkeys([*standards, *_measured(field, audit)])),
        )


def _measured(field: Field, audit: type[Audit]) -> Iterator[str]:
    """The context measures and comparisons that read ``field``."""
    for measure in audit.context:
        match measure:
            case Distribution() | Amount():
                read: tuple[Field, ...] = (measure.field, *fields_of(measure.applies))
            case RepeatShare():
                read = (measure.key,)
            case Ratio():
                read = ()
        if any(field is each for each in read):
            yield measure.id
    yield from (each.id for each in audit.reconciled if any(field is read for read in each.fields()))


def _measure(measure: Context) -> Sequence[str]:
    match measure:
        case Ratio():
            less = f", less {_labels(measure.less)}" if measure.less else ""
            whose = f" of {measure.out_of.view.title}" if measure.out_of else ""
            counted = f"{_labels(measure.numerator)}, out of {_labels(measure.denominator)}{less} (Volumes{whose})"
        case Distribution():
            where = "" if measure.applies is ALWAYS else f", where {words(measure.applies)}"
            counted = f"how many records gave each answer to {quoted(measure.field)}{where}"
        case Amount():
            where = "" if measure.applies is ALWAYS else f", where {words(measure.applies)}"
            counted = f"the answers to {quoted(measure.field)} added up{where}"
        case RepeatShare():
            on = "the records of two agencies or more" if measure.across else "two records or more"
            counted = f"how many different answers to {quoted(measure.key)} stand on {on}, out of all"
    return f"{measure.id} {measure.title}", counted, ", ".join(measure.recommendations)


def _side_by_side(each: Reconciled, audit: type[Audit]) -> Sequence[str]:
    first, second = (_records_of(side) for side in each.sides)
    keys = listed([quoted(field) for field in each.key or audit.linked_by])
    others = listed([*(quoted(field) for field in each.weak), f"dates within {number_of(each.within, 'working day')}"])
    return (
        f"{each.id} {each.title}",
        f"{first}, on the return of {each.second.name}"
        if each.one_way
        else f"{first}, on the return of {each.second.name}; and {second}, on that of {each.first.name}",
        "; or else ".join([*([keys] if keys else []), *([others] if each.weak else [])]),
        "; ".join(each.title if isinstance(each, Alike) else quoted(each) for each in each.compare),
    )


def _counted_twice(each: SameCount) -> Sequence[str]:
    first, second = (f"‘{side.count.label}’ of {side.name}" for side in each.sides)
    by = "; ".join(f"{kind.value}: {listed(list(lines))}" for kind, lines in each.lines.items())
    return f"{each.id} {each.title}", first, f"{second} ({by})" if by else second


def _records_of(side: Side) -> str:
    where = "" if side.applies is ALWAYS else f" where {words(side.applies)}"
    return f"records of {side.name}{where}"


def _labels(counts: Sequence[Count]) -> str:
    return " and ".join(f"‘{each.label}’" for each in counts)


def _held(rule: Rule) -> str:
    where = f", where {words(rule.when)}" if rule.when is not None else ""
    return f"{words(rule.holds)}{where} ({rule.severity.value})"


def _standards(forms: Sequence[Form]) -> Iterator[Sequence[str]]:
    """A line for each standard of the audit, in its order."""
    counted = {each.id for form in forms for each in form.standards}
    for each in forms[0].audit.standards:
        if each.id in counted:
            left_out = f". Left out: {each.excluded}" if each.excluded else ""
            yield (
                f"{each.id} {each.title}",
                f"{words(each.applies)}{left_out}",
                "; ".join(
                    [words(each.met), *(f"{then.what} once there are {then.document}" for then in each.versions)]
                ),
                target(each, LATER),
                each.source,
                ", ".join(each.recommendations),
            )


def _asked(audit: type[Audit]) -> Iterator[Sequence[str]]:
    """A line for each question that a standard has in place of the usual one."""
    for each in audit.standards:
        yield from ((each.id, prompt, text) for prompt, text in each.questions.items())


def _usual() -> Iterator[Sequence[str]]:
    """A line for each question that a standard is asked where it has none of its own."""
    yield from ((prompt, text.format(title="the standard", who="an agency")) for prompt, text in USUAL.items())


def _table(title: str, headings: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[str]:
    yield from (f"### {title}", "", f"| {' | '.join(headings)} |", "|---" * len(headings) + "|")
    yield from (f"| {' | '.join(capital(each).replace('|', chr(92) + '|') for each in line)} |" for line in lines)
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
