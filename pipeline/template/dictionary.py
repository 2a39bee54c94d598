"""
The data dictionary, `docs/data-dictionary.md`: every question and standard of every audit, in the codebook's words.

``python -m pipeline.template.dictionary docs/data-dictionary.md`` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Coded, Form, Rule
from pipeline.definition.words import words
from pipeline.template.codebook import codes_of, kind, sentence, target, when

LATER = Quarter(2098, 4)  # than any change, so that what is asked from now on is printed
HEAD = """# Data dictionary

Every question, count and standard of every audit, printed from `pipeline/audits` in the words of the workbook's own
codebook. Change a definition there and renew this page with `make docs`.

"When" says when a question is to be answered, "Must hold" what is checked between its answer and others, and "Counts
in" the standards that read it. What is checked of every answer alone is in [checks.md](checks.md).
"""


def page() -> str:
    """The whole page, as Markdown."""
    by_audit = ([audit.form(view, LATER) for view in audit.views] for audit in ALL.values())
    return "\n".join([HEAD, *(line for forms in by_audit for line in _audit(forms))])


def _audit(forms: Sequence[Form]) -> Iterator[str]:
    audit = forms[0].audit
    yield from (f"## {audit.title} ({audit.code})", "", audit.purpose, "")
    yield f"One row is {audit.unit}. It is due {audit.cadence.value}. Which cases: {audit.sampling}"
    yield from ("", *(f"- {each.view.title}: returned by {', '.join(each.view.agencies)}" for each in forms), "")
    yield from _table("Questions", _QUESTION, _questions(forms))
    for form in forms:
        if form.volumes is not None:
            per = f" and {form.volumes.per.label.lower()}" if form.volumes.per else ""
            counts = ((f"`{each.name}`", each.label) for each in form.volumes.counts)
            yield from _table(f"Volumes, a month{per}: {form.view.title}", ("Name", "Heading"), counts)
    yield from _table("Standards", _STANDARD, _standards(forms))


_QUESTION = ("Name", "Heading", "Asked of", "Answer", "When", "Must hold", "Counts in")
_STANDARD = ("Standard", "Out of records where", "Counts as met where", "Target", "Source", "Evidence for")


def _questions(forms: Sequence[Form]) -> Iterator[Sequence[str]]:
    """A line for each question of the audit, whichever views ask it."""
    rules = {rule.id: rule for form in forms for rule in form.rules}
    for field in forms[0].audit.fields:
        asking = [form for form in forms if form.has(field)]
        if not asking:
            continue
        listed = codes_of(field) if isinstance(field, Coded) else ()
        codes = "; ".join(f"{code.code} {code.label}" for code in listed)
        yield (
            f"`{field.name}`",
            field.label,
            "all" if len(asking) == len(forms) else ", ".join(form.view.title for form in asking),
            f"{kind(field)}: {codes}" if codes else kind(field),
            when(field),
            "; ".join(_held(rule) for rule in rules.values() if rule.blame is field),
            ", ".join(dict.fromkeys(each for form in asking for each in form.affected(field))),
        )


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
                words(each.met),
                target(each),
                each.source,
                ", ".join(each.recommendations),
            )


def _table(title: str, headings: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[str]:
    yield from (f"### {title}", "", f"| {' | '.join(headings)} |", "|---" * len(headings) + "|")
    yield from (f"| {' | '.join(sentence(each).replace('|', chr(92) + '|') for each in line)} |" for line in lines)
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
