"""What audits ask, count and aim at, in plain words, so that two versions of them can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Field, Predicate, Reading, Standard
from pipeline.definition.codebook import codes_of, in_words_of, kind, target_in_words, when
from pipeline.definition.targets import own_target

Aspects = Mapping[str, str]  # of a question or a standard: what is said of it, by what it is about
Outline = Mapping[str, Mapping[str, Aspects]]  # of each audit by its code: its parts ("standard NEG3") by name

QUESTION, STANDARD, MEASURE = "question", "standard", "measure"
TITLE, TARGET, READS = "title", "target", "reads"
DECIDES: Mapping[str, Callable[[Reading], Predicate | None]] = {
    "applies where": lambda reading: reading.applies,
    "met where": lambda reading: reading.met,
    "pending where": lambda reading: reading.pending,
}


def outline(audits: Mapping[str, type[Audit]], quarter: Quarter) -> Outline:
    """The ``audits``, by their codes, in the words of ``quarter``, for which they were read."""
    return {code: dict(_parts(audit, quarter)) for code, audit in audits.items()}


def _parts(audit: type[Audit], quarter: Quarter) -> Iterator[tuple[str, Aspects]]:
    for field in audit.fields:
        yield f"{QUESTION} {field.name}", _kept(_question(field))
    for standard in audit.standards:
        yield f"{STANDARD} {standard.id}", _kept(_standard(standard, quarter))
    for measure in audit.context:
        yield f"{MEASURE} {measure.id}", _kept({TITLE: measure.title})


def _question(field: Field) -> Aspects:
    return {
        TITLE: field.label,
        "answer": kind(field),
        "codes": "; ".join(code.shown for code in codes_of(field)),
        "to be answered": when(field),
        "asked of": ", ".join(view.title for view in field.views),
        "in force": _span(field.since, field.until),
    }


def _standard(standard: Standard, quarter: Quarter) -> Aspects:
    return {
        TITLE: standard.title,
        **{name: in_words_of(quarter, standard, part) for name, part in DECIDES.items()},
        TARGET: target_in_words(own_target(standard)) if standard.rated else "",
        "in force": _span(standard.since, standard.until),
        READS: ", ".join(field.name for field in standard.fields()),
    }


def _span(since: Quarter | None, until: Quarter | None) -> str:
    return " ".join(part for part in (f"from {since}" if since else "", f"to {until}" if until else "") if part)


def _kept(aspects: Aspects) -> Aspects:
    return {name: text for name, text in aspects.items() if text}
