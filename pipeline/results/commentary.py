"""
The analyst's words: Markdown files with named sections, kept beside the data and never written over.

``data/commentary/<quarter>/<audit>.md`` (and ``overview.md``) hold a section for each thing that the figures leave
open; other editions have files of their own (``<audit>.board.md``), since words may hold counts. What stands in
``<!-- … -->`` is a reminder to the writer and is not published; a section without words of its own is shown as a gap.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from html import unescape
from pathlib import Path
from typing import Any

import mistune

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Prompt
from pipeline.disclose.editions import EDITIONS
from pipeline.english import did_you_mean
from pipeline.errors import UsageError
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.here import here
from pipeline.personal import kinds, looks_like_a_name, safely_named
from pipeline.results.figure_values import Verdict
from pipeline.results.model import AuditResult, QuarterResult, StandardResult, Words
from pipeline.results.questions import QUESTION, section_of, with_answers
from pipeline.store.inputs import quarters_of_words
from pipeline.store.workspace import Workspace, write_atomically

MAIN_POINTS, WORKING, WORRIES = "Main points", "What is working", "What worries us"
BECAME, ASKS = "What became of what we asked", "What we ask of you"
GENERAL = (MAIN_POINTS, WORKING, WORRIES, BECAME, ASKS)
BRIEFING = "Briefing"
SO_WHAT = "So what: "  # and the standards, with commas between them where the same words are for several
OVERVIEW = "overview"

_NOTED = re.compile(r"(noted|no action|[\s,.:;–-])+", re.IGNORECASE)  # how words begin that ask for no action
_FEWEST_WORDS = 2  # of a reason why there is none
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*#*[ \t]*$")
_REMINDER = re.compile(r"<!--.*?-->", re.DOTALL)


Written = Mapping[str, Mapping[str, str]]  # by page and section, as HTML
Earlier = Sequence[tuple[str, Written]]  # of the quarters before, the newest first


@dataclass(frozen=True)
class Open:
    """One thing to write about: its section, and what the figures say of it, as a reminder."""

    section: str
    reminder: str


def named(page: str, edition: str) -> str:
    """The name of a page's file: the sub-group's edition has the plain one."""
    return page if edition == "subgroup" else f"{page}.{edition}"


def path(quarter: Quarter, page: str) -> str:
    """Where the words for a page are, below the workspace's root."""
    return f"data/commentary/{quarter.folder}/{page.lower()}.md"


def read(workspace: Workspace, quarter: Quarter, page: str, known: Iterable[str] | None) -> dict[str, str]:
    """
    The written sections of a page by their headings, as HTML; nothing where there is no file.

    ``known``: the headings that there may be; any, where None.
    Raises: UsageError -- naming file and line, if a heading is unknown or there twice, words stand outside a section,
            or something looks like personal data, which is not repeated.
    """
    place = path(quarter, page)
    file = workspace.root / place
    if not file.is_file():
        return {}
    text = _text(file, place)
    _refuse_personal(text, place)
    sections = _sections(text, place, None if known is None else tuple(known))
    return {heading: html(words) for heading, words in sections.items() if words}


def earlier(workspace: Workspace, quarter: Quarter, edition: str) -> list[tuple[str, Written]]:
    """
    The words of the four quarters before, the newest first, by quarter; a section may be of what is no longer asked.

    Raises: UsageError -- naming file and line, if something in them cannot be published.
    """
    _, *before = quarters_of_words(quarter)
    return [
        (str(each), {page: read(workspace, each, named(page, edition), None) for page in pages()}) for each in before
    ]


def published(workspace: Workspace, quarter: Quarter, page: str) -> str:
    """A page's file without its reminders, as a report's manifest keeps it; empty where there is no file."""
    place = path(quarter, page)
    file = workspace.root / place
    text = _text(file, place) if file.is_file() else ""
    return _without_reminders(text)


def skeleton(workspace: Workspace, quarter: Quarter, page: str, title: str, wanted: Iterable[Open]) -> tuple[str, int]:
    """
    Write the file for a page, or add the sections that it does not have yet; what is there stays as it is.

    Gives the file's place below the root, and how many sections were added.
    """
    place = path(quarter, page)
    file = workspace.root / place
    text = _text(file, place) if file.is_file() else f"# {title}, {quarter}\n"
    headings = (match[1] for line in text.splitlines() if (match := _HEADING.match(line)))
    there = {name for heading in headings for name in _of_several(heading)}
    added = [each for each in wanted if each.section not in there]
    if added or not file.is_file():
        parts = [text.rstrip("\n"), *(f"## {each.section}\n\n<!-- {each.reminder} -->" for each in added)]
        write_atomically(file, "\n\n".join(parts) + "\n")
    return place, len(added)


def html(words: str) -> str:
    """Markdown as HTML: paragraphs, lists and emphasis; no tags, pictures or links of its own."""
    return str(mistune.create_markdown(renderer=_PlainHtml(escape=True))(words)).strip()


def pages() -> tuple[str, ...]:
    """The pages that words may be written for."""
    return (OVERVIEW, *audits.codes())


def sections(page: str, quarter: Quarter) -> tuple[str, ...]:
    """The sections that a page may have; an audit's page some for each standard, whatever its verdict now."""
    if page == OVERVIEW:
        return GENERAL
    standards = audits.of(quarter)[page].standards_in(quarter)
    questions = (section_of(each.id, kind) for each in standards for kind in Prompt)
    return (*(SO_WHAT + each.id for each in standards), *GENERAL, BRIEFING, *questions)


def written(workspace: Workspace, quarter: Quarter, edition: str) -> Written:
    """
    What was written for each page of an edition, by section, as HTML.

    Raises: UsageError -- naming file and line, if something in it cannot be published.
    """
    return {page: read(workspace, quarter, named(page, edition), sections(page, quarter)) for page in pages()}


def not_read(workspace: Workspace, quarter: Quarter) -> list[str]:
    """A sentence on each file beside the words that is no page's, so that nobody takes what it says for published."""
    known = {f"{named(page, edition).lower()}.md" for page in pages() for edition in EDITIONS}
    folder = workspace.commentary / quarter.folder
    sentences = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        if each.name.startswith(".") or each.name.endswith("~") or (each.name in known and each.is_file()):
            continue  # what an editor leaves behind is nobody's words
        near = get_close_matches(each.name.casefold(), sorted(known), n=1)
        place = f"data/commentary/{quarter.folder}/{safely_named(each.name, '')}"
        hint = did_you_mean(near[0] if near else None, "Put its words into the files that commentary lists.")
        sentences.append(f"{place}: it is no page's file of words, so it was not read. {hint}")
    return sentences


def worded(result: QuarterResult, words: Written, before: Earlier = ()) -> QuarterResult:
    """The results with the words that belong to them, and what was answered last, now or in quarters ``before``."""
    latest = [(result.quarter, words), *before]
    audits = tuple(
        replace(
            with_answers(each, [(quarter, once.get(each.code, {})) for quarter, once in latest]),
            words=_words(words.get(each.code, {})),
        )
        for each in result.audits
    )
    return replace(result, audits=audits, words=_words(words.get(OVERVIEW, {})))


def unexplained(audits: Iterable[AuditResult]) -> list[StandardResult]:
    """The standards that need words and of which nobody has written what they mean, or why nothing is to be done."""
    return [s for audit in audits for s in needing_words(audit) if not explains(section_words(audit, SO_WHAT + s.id))]


def in_plain_text(words: str) -> str:
    """Words that `html` gave, on one line, as a reminder can hold them."""
    return " ".join(unescape(_TAG.sub("", words)).split()).replace("--", "–")


def explains(words: str) -> bool:
    """Whether ``words``, as HTML, explain a figure: where they only note it, whether they say why no more is done."""
    text = in_plain_text(words)
    noted = _NOTED.match(text)
    return bool(text) and (noted is None or len(text[noted.end() :].split()) >= _FEWEST_WORDS)


def needing_words(audit: AuditResult) -> list[StandardResult]:
    """The standards of which the analyst is asked to write."""
    return [each for each in audit.standards if needs_words(each)]


def needs_words(standard: StandardResult) -> bool:
    """Whether the analyst is asked to write of it: below target, or a headline one that does not reach its own."""
    verdict = standard.total.verdict
    return verdict is Verdict.BELOW or (standard.headline and verdict is Verdict.NOT_CLEAR)


def section_words(result: AuditResult | QuarterResult, section: str) -> str:
    """What was written in a section, as HTML; empty where nothing was."""
    return next((each.html for each in result.words if each.section == section), "")


def _words(written: Mapping[str, str]) -> tuple[Words, ...]:
    return tuple(Words(section, html) for section, html in sorted(written.items()))


class _PlainHtml(mistune.HTMLRenderer):
    """HTML without links and pictures, so that a page leads nowhere and fetches nothing."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return f"<p><strong>{text}</strong></p>\n"


def _text(file: Path, place: str) -> str:
    """What a file of words holds. Raises: UsageError -- naming the line, if it was saved as anything but UTF-8."""
    data = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    text, wrong = "", data.find(b"\0")  # every second byte of UTF-16 is one
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start if wrong < 0 else min(wrong, error.start)
    if wrong >= 0:
        number = data.count(b"\n", 0, wrong) + 1
        raise UsageError(
            f"{place}, line {number}: the file is not UTF-8. Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8) "
            "and run again."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sections(text: str, place: str, known: tuple[str, ...] | None) -> Mapping[str, str]:
    """The words of each section. ``known``: the headings that there may be; any, where None."""
    plain = _without_reminders(text)
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(plain.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading:
            current = []
            for name in _of_several(heading[1]):
                if known is not None and name not in known:
                    raise UsageError(f"{place}, line {number}: there is no section '{name}'. {_hint(name, known)}")
                if name in sections:
                    raise UsageError(f"{place}, line {number}: the section '{name}' is there twice; keep one.")
                sections[name] = current
        elif current is not None:
            if current is sections.get(BRIEFING) and _names_an_agency(line):
                raise UsageError(
                    f"{place}, line {number} names an agency, and the briefing goes to the practitioners of all. Write "
                    "'one agency', or say it in other words, and run again."
                )
            current.append(line)
        elif line.strip() and not line.startswith("# "):
            raise UsageError(f"{place}, line {number}: words before the first '## ' heading; put them under one.")
    return {name: "\n".join(lines).strip() for name, lines in sections.items()}


def _of_several(heading: str) -> list[str]:
    """The sections that a heading stands for: the words below "So what: NEG4, NEG12" are for both."""
    if not heading.startswith(SO_WHAT):
        return [heading]
    return [SO_WHAT + each.strip() for each in heading.removeprefix(SO_WHAT).split(",")]


def _hint(name: str, known: tuple[str, ...]) -> str:
    near = [f"'## {each}'" for each in get_close_matches(name, known, n=1)]
    plain = [each for each in known if not each.startswith(QUESTION)]
    return did_you_mean(near[0] if near else None, f"There are: {'; '.join(plain)}.")


def _names_an_agency(line: str) -> bool:
    """Whether ``line`` names one of those that return; the board itself is who writes to practitioners."""
    agencies = (each for each in here().agencies if each.type is not AgencyType.BOARD)
    return any(re.search(rf"\b{re.escape(each.name)}\b", line, re.IGNORECASE) for each in agencies)


def _without_reminders(text: str) -> str:
    # They leave their line breaks behind, so that line numbers stay true.
    return _REMINDER.sub(lambda reminder: "\n" * reminder[0].count("\n"), text)


def _refuse_personal(text: str, place: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        for what in kinds(line):
            raise UsageError(f"{place}, line {number} holds what looks like {what}. Take it out and run again.")
        if looks_like_a_name(line):
            raise UsageError(
                f"{place}, line {number} holds what looks like a person's name. Write the role instead, such as "
                "'the named nurse', or say it in other words, and run again."
            )
