"""Which versions of limits and documents a standard is judged by, and from which day it is judged otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.standards import Context
from pipeline.english import listed
from pipeline.partnership.here import here
from pipeline.partnership.limits import Limit, in_words
from pipeline.partnership.model import Document, Timescale, kinds

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Change:
    """The first day from which figures are of another kind, why, and what changes, as a page says it."""

    since: date
    why: str
    what: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter that it falls in, from which the series begins anew."""
        return Quarter.containing(self.since)


def changes(audit: type[Audit], standard: Standard) -> tuple[Change, ...]:
    """Every change of a document or of a time limit that ``standard`` is judged by, in the order of their days."""
    every = dict.fromkeys((*_of_documents(audit, standard), *_of_limits(standard)))  # each once, in a settled order
    return tuple(sorted(every, key=lambda each: each.since))


def measure_note(audit: type[Audit], measure: Context, quarter: Quarter) -> str:
    """What is said beside a context measure, for a year, that a document has made another one; empty otherwise."""
    told = [each for each in _of_documents(audit, measure) if each.quarter <= quarter < _a_year_after(each.quarter)]
    return " ".join(f"Not comparable with quarters before {each.quarter}: {each.why}." for each in told)


def _a_year_after(quarter: Quarter) -> Quarter:
    return Quarter(quarter.year + 1, quarter.number)


def changed_by(audit: type[Audit], counted: Standard | Context, document: Document) -> bool:
    """
    Whether the row of ``document`` says that figures of a standard or measure are of another kind from its first day.

    It does so by its standards or, where it names none, its audits; one that names neither changes what the audit's
    ``read_by`` names. An edition that changes nothing says nothing of what changes.
    """
    if not document.what_changes:
        return False
    if document.standards:
        return counted.id in document.standards
    return audit.code in document.audits if document.audits else document.kind in audit.read_by


def judged_by(audit: type[Audit], standard: Standard, quarter: Quarter) -> tuple[str, ...]:
    """The versions that records of ``quarter`` are judged by: of its limits or, where it has none, its documents."""
    limits = standard.limits()
    lines = [_limits_in_words(limits, quarter)] if limits else []
    for kind in kinds(here().documents):
        versions = here().versions(kind)
        own = any(each.document == kind for each in standard.versions)
        if own or (not limits and any(changed_by(audit, standard, each) for each in versions)):
            lines += [_document_in_words(each, quarter) for each in versions if each.dated and each.within(quarter)]
    return tuple(lines)


def scale_note(kind: str, quarter: Quarter) -> str:
    """What the document that a scale is of has changed by ``quarter``, and since when; empty where it has nothing."""
    changed = [
        f"Since {_day(each.since)}: {each.what_changes}"
        for each in here().versions(kind)
        if each.dated and each.since is not None and each.since <= quarter.end and each.what_changes
    ]
    return changed[-1] if changed else ""


def unchecked(version: Timescale, before: Timescale | None) -> str:
    """What is said of a limit that the law sets and that no person has read there; empty where one has."""
    if not version.by_law or version.checked_by:
        return ""
    if before is None or before.limit != version.limit:
        return " (unchecked)"
    years = _YEAR.findall(before.source)
    return f" (carried from {years[-1] if years else before.source or 'the version before'}, unchecked)"


def _limits_in_words(limits: tuple[Limit, ...], quarter: Quarter) -> str:
    """The limits by the source that they share, and each source once: "Working Together 2018, 15 working days"."""
    by_source: dict[tuple[str, date | None, str], list[str]] = {}
    for limit in limits:
        for version in limit.within(quarter):
            before = limit.before(version)
            begun = version.since if version.since is not None and version.since > quarter.start else None
            by_source.setdefault((version.source, begun, unchecked(version, before)), []).append(in_words(version))
    if not by_source:
        return "no time limit was in force"
    return "; ".join(
        (f"from {_day(begun)} " if begun else "") + ", ".join(each for each in (source, listed(allowed)) if each) + note
        for (source, begun, note), allowed in by_source.items()
    )


def _document_in_words(document: Document, quarter: Quarter) -> str:
    since = document.since
    begun = f" from {_day(since)}" if since is not None and since > quarter.start else ""
    return f"{titled(document)}{begun}"


def titled(document: Document) -> str:
    """A document by its name: "Working Together to Safeguard Children 2018", "threshold document: Levels of Help"."""
    return f"{document.kind}{' ' if document.version[:1].isdigit() else ': '}{document.version}"


def _of_documents(audit: type[Audit], counted: Standard | Context) -> Iterator[Change]:
    for kind in kinds(here().documents):
        own = isinstance(counted, Standard) and any(each.document == kind for each in counted.versions)
        before: Document | None = None
        for each in (version for version in here().versions(kind) if version.dated):
            if each.since is not None:
                comes_in = own and not (before is not None and before.on(each.since - timedelta(days=1)))
                if comes_in or changed_by(audit, counted, each):
                    yield Change(each.since, _another(each, before), each.what_changes)
            before = each


def _another(document: Document, before: Document | None) -> str:
    """Why figures from before a document are of another kind."""
    assert document.since is not None
    mid_quarter = document.since != Quarter.containing(document.since).start
    begun = f"from {_day(document.since)} on" if mid_quarter else "from here on"
    name, version = document.kind, document.version
    if before is None:
        return f"no {name} before (the {version} {begun})"
    if name[:1].isupper():  # a title, and its versions are editions of it
        return f"another edition of {name} before ({version} {begun})"
    return f"another {name} before (the {version} {begun})"


def _of_limits(standard: Standard) -> Iterator[Change]:
    for limit in standard.limits():
        for each in limit.changes[1:]:
            if each.since is not None:
                yield Change(each.since, f"another time limit before ({in_words(each)} from {_day(each.since)} on)")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
