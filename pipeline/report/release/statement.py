"""The statement of a release: what a data-protection officer has to know of it, in three minutes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar.quarter import Quarter, spoken
from pipeline.disclose.editions import Edition
from pipeline.english import capital, listed, number_of
from pipeline.report.release.proof import Proof
from pipeline.results.model import QuarterResult
from pipeline.results.usefulness import Usefulness, usefulness
from pipeline.store.ledger import Release
from pipeline.store.workspace import digest_of

_WIDTH = 96  # characters of a line
_NOT_YET = "Nothing is released before another role has read this and approves it:"
_CONTENTS = "its pages, their tables, its figures and its tracker, and with them this statement"


@dataclass(frozen=True)
class Stated:
    """
    What a statement is made from, beside the ``result`` in its ``edition``.

    ``files``: how many the report has; ``returns``: how many count, by quarter. ``words``: on how many pages words of
    the analyst stand. ``before``: the releases of the same quarter. ``digests``: of what is released, by what it is.
    """

    number: int
    result: QuarterResult
    edition: Edition
    files: int
    returns: Mapping[str, int]
    words: int
    signed_off_by: str
    proof: Proof
    before: Sequence[Release]
    definitions: Mapping[str, str]
    digests: Mapping[str, str]
    prepared_by: str
    on: date


def statement(told: Stated) -> str:
    """The statement as a text of short lines."""
    lines: list[str] = []
    for heading, parts in _sections(told):
        lines += ["", heading.upper(), ""] if lines else [heading, "=" * len(heading), ""]
        for each in parts:
            lines += textwrap.wrap(each, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def _sections(told: Stated) -> Iterator[tuple[str, list[str]]]:
    quarter = Quarter.parse(told.result.quarter)
    approve = f"{quarter.folder} --edition {told.edition.name} --by ROLE"
    yield f"Statement for release {told.number}: {told.result.edition_title}, {quarter}", _what(told, quarter)
    yield "The rule", [told.result.edition_rule, _protected(told.edition)]
    yield "What was hidden, and what still says something", _hidden(usefulness(told.result), told.edition)
    yield "How it was attacked", [*told.proof.sentences]
    yield "What was released before of the same quarter", _before(told.before)
    yield "Which definitions", _definitions(told.definitions)
    yield "What is not protected by any rule", _not_protected(told)
    yield "Digests (SHA-256)", [f"{what}: {digest}" for what, digest in told.digests.items()]
    yield (
        "Prepared",
        [f"By: {told.prepared_by}, on {spoken(told.on)}.", f"{_NOT_YET} release approve {approve}"],
    )


def _what(told: Stated, quarter: Quarter) -> list[str]:
    own = told.returns.get(str(quarter), 0)
    earlier = [f"{count} of {each}" for each, count in told.returns.items() if each != str(quarter)]
    return [
        *(["SYNTHETIC: every figure was made up for demonstration."] if told.result.synthetic else []),
        f"What: the report for {quarter.in_full}, {number_of(told.files, 'file')}: {_CONTENTS}.",
        f"To whom: {told.result.readers}.",
        f"Marking: {told.result.marking}.",
        f"Signed off by: {told.signed_off_by}.",
        f"Made from: {number_of(own, 'return')} of {quarter} that count"
        + (f"; earlier quarters: {listed(earlier)}." if earlier else "."),
    ]


def _protected(edition: Edition) -> str:
    return (
        f"Protected is each count of 1 to {edition.hide} records: of those that met a standard, that did not, that "
        "were not recorded, or that it applies to; of an agency or of all returns; in any quarter."
    )


def _hidden(said: Usefulness, edition: Edition) -> list[str]:
    if not said.lines:
        return ["The report prints no line of a standard with a record in it."]
    counts = "with rounded counts" if edition.round_to > 1 else "with their counts"
    kinds = (
        (said.figures, counts),
        (said.bands, "with no count, and a band in which the share lies"),
        (said.verdicts, "with no count, and a verdict alone"),
        (said.nothing, "hidden altogether"),
    )
    lines = number_of(said.lines, "line")
    told = listed([f"{count} {words}" for count, words in kinds if count])
    headlines = f"{said.headlines_say} of {number_of(said.headlines, 'headline standard')}"
    return [
        f"The report has {lines} of standards with a record in it: {told}.",
        f"Something is said of {said.say} of them ({100 * said.say // said.lines}%), and of {headlines}.",
    ]


def _before(releases: Sequence[Release]) -> list[str]:
    return [f"{capital(release_in_words(each))}." for each in releases] or ["Nothing."]


def release_in_words(release: Release) -> str:
    """A release in one line: what, when, by whom, and what became of it."""
    entry = release.entry
    told = (
        f"{release.name}, {spoken(date.fromisoformat(entry.on))}: prepared by {entry.prepared_by}, approved by "
        f"{entry.approved_by}; {number_of(release.figures, 'figure')}"
    )
    if release.withdrawn is not None:
        back = release.withdrawn
        day = spoken(date.fromisoformat(back.on))
        return f"{told}; WITHDRAWN on {day} by {back.withdrawn_by}: {back.why.rstrip('.')}"
    return f"{told}; superseded by release {release.superseded_by}" if release.superseded_by else f"{told}; it stands"


def _definitions(versions: Mapping[str, str]) -> list[str]:
    audits = dict.fromkeys(each.split("/")[0] for each in versions)
    told = "\n".join(f"{name} {version}" for name, version in sorted(versions.items()))
    return [
        f"Counted by the definitions of {number_of(len(audits), 'audit')} ({listed(list(audits))}).",
        f"The digest of all their versions: {digest_of(told)}",
    ]


def _not_protected(told: Stated) -> list[str]:
    words = (
        f"Words of the analyst stand on {number_of(told.words, 'page')}: nobody but a reader can tell whether they say "
        f"too much. They were read and signed off by: {told.signed_off_by}."
        if told.words
        else "The analyst wrote no words in this report."
    )
    return [
        words,
        "What agencies and meetings wrote of recommendations, actions and decisions is shown in their own words.",
        "Counts of organisations, returns and activities tell of no child and are not protected.",
    ]
