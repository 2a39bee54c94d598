"""The analyst's words beside the figures: which sections there may be, what was written, what is still unexplained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter
from pipeline.results import commentary
from pipeline.results.model import AuditResult, QuarterResult, Rating, StandardResult, Words
from pipeline.store.workspace import Workspace

Written = Mapping[str, Mapping[str, str]]


def pages() -> tuple[str, ...]:
    """The pages that words may be written for."""
    return (commentary.OVERVIEW, *ALL)


def sections(page: str, quarter: Quarter) -> tuple[str, ...]:
    """The sections that there may be for a page: of an audit, one for each standard, whatever its rating now."""
    if page == commentary.OVERVIEW:
        return commentary.GENERAL
    return (*(commentary.SO_WHAT + each.id for each in ALL[page].standards_in(quarter)), *commentary.GENERAL)


def written(workspace: Workspace, quarter: Quarter, edition: str) -> Written:
    """
    What was written for each page of an edition, by section, as HTML.

    Raises: UsageError -- naming file and line, if something in it cannot be published.
    """
    return {
        page: commentary.read(workspace, quarter, commentary.named(page, edition), sections(page, quarter))
        for page in pages()
    }


def worded(result: QuarterResult, words: Written) -> QuarterResult:
    """The results with the words that belong to them."""
    audits = tuple(replace(each, words=_words(words.get(each.code, {}))) for each in result.audits)
    return replace(result, audits=audits, words=_words(words.get(commentary.OVERVIEW, {})))


def unexplained(audits: Iterable[AuditResult]) -> list[StandardResult]:
    """The amber and red standards that nobody has written a word about."""
    return [s for audit in audits for s in needing_words(audit) if not section_words(audit, commentary.SO_WHAT + s.id)]


def needing_words(audit: AuditResult) -> list[StandardResult]:
    """The standards rated amber or red."""
    return [each for each in audit.standards if each.total.rating in (Rating.AMBER, Rating.RED)]


def section_words(result: AuditResult | QuarterResult, section: str) -> str:
    """What was written in a section, as HTML; empty where nothing was."""
    return next((each.html for each in result.words if each.section == section), "")


def _words(written: Mapping[str, str]) -> tuple[Words, ...]:
    return tuple(Words(section, html) for section, html in sorted(written.items()))
