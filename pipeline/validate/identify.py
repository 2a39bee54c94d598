"""
What a workbook says it is: whose return, of which audit and quarter, from which template; never a guess.

A body ends and another takes over. What names either is read as naming the one of them that returns in the quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.definition.when_due import when_due
from pipeline.english import listed
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency
from pipeline.partnership.bodies import find, name_of
from pipeline.partnership.here import here
from pipeline.read import Workbook
from pipeline.template.layout import COVER, COVER_SHEET
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.cover import (
    IDENTITY_CONFLICT,
    IDENTITY_MISSING,
    IDENTITY_UNKNOWN,
    NOT_DUE,
    NOT_EXPECTED,
    SENT_AS,
    SENT_BESIDE,
    WHOSE_RECORDS,
    WRONG_FOLDER,
    WRONG_PART,
    WRONG_QUARTER,
)
from pipeline.validate.finding import Finding
from pipeline.validate.template_parts import manifest_lines
from pipeline.validate.tidy import filled, folded, plain
from pipeline.validate.validated import Identity

MANIFEST, COVER_SAYS, FOLDER, FILE_NAME = "the hidden manifest", "the Cover sheet", "its folder", "its file name"
_ABOUT = {"audit": "audit_code", "agency": "agency_code", "quarter": "period"}  # with the item of the Cover
_MISPLACED = {"agency": WRONG_FOLDER, "quarter": WRONG_QUARTER}  # of the audit no folder says anything
_QUARTER = re.compile(r"(?<!\d)\d{4}-\d{2}[- ]Q[1-4](?!\d)")
_WORD = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Claim:
    """One thing that one source says of a return."""

    about: str
    source: str
    text: str
    cell: str = ""

    def code(self) -> str | None:
        """The known code that it says, or None where it is nothing known."""
        if self.about == "audit":
            return self.text.upper() if self.text.upper() in audits.codes() else None
        if self.about == "agency":
            known = find(self.text)
            return known.code if known else None
        return _quarter(self.text)

    def finding(self, check: Check, **values: object) -> Finding:
        """The finding of ``check`` at the place of the claim, if it has one."""
        return check.at(COVER_SHEET if self.cell else "", self.cell, about=self.about, **values)


def identity(workbook: Workbook, quarter: Quarter | None, folder: str | None) -> Identity | tuple[Finding, ...]:
    """
    What the workbook is, or the findings for which it is sent back.

    The hidden manifest, the Cover sheet, the folder (``quarter`` and the agency's ``folder``) and the file name are
    asked in that order, and all must say the same.
    """
    manifest = manifest_lines(workbook)
    claims = [Claim(about, MANIFEST, manifest[about]) for about in _ABOUT if about in manifest]
    claims += [*_cover(workbook), *_placed(quarter, folder), *_named(workbook.file_name)]
    theirs = {about: [each for each in claims if each.about == about] for about in _ABOUT}
    audit_code, quarter_code = _settled("audit", theirs["audit"]), _settled("quarter", theirs["quarter"])
    known = not isinstance(audit_code, Finding) and not isinstance(quarter_code, Finding)
    due = Quarter.parse(str(quarter_code)) if known else None
    audit = audits.of(due)[str(audit_code)] if due else None
    agency = _whose(theirs["agency"], audit, due)
    if faults := tuple(each for each in (audit_code, agency, quarter_code) if isinstance(each, Finding)):
        return faults
    assert audit is not None
    assert due is not None
    view = audit.view_of(str(agency), due)
    if view is None:
        asked = ", ".join(_returners(audit, due))
        return (NOT_EXPECTED.at(audit=audit.code, agency=agency, due=asked),)
    if manifest.get("view", view.code) != view.code:
        return (WRONG_PART.at(audit=audit.code, agency=agency, view=view.title),)
    sent_as, notes = _sent_as(str(agency), due, theirs["agency"])
    if not audit.sent_out(due):
        when = when_due(audit, due).rstrip(".")
        notes = (*notes, NOT_DUE.at(audit=audit.code, quarter=due, when=when))
    form, version = audit.form(view, due), manifest.get("version", "")
    return Identity(form, str(agency), version, synthetic="synthetic" in manifest, sent_as=sent_as, notes=notes)


def _settled(about: str, claims: Sequence[Claim]) -> str | Finding:
    """The code that all of the ``claims`` say, or why none is settled."""
    if fault := _unknown(about, claims):
        return fault
    codes = {claim: str(claim.code()) for claim in claims}
    one = codes[claims[0]]
    return next((_conflict(claims[0], each, codes) for each in claims if codes[each] != one), one)


def _unknown(about: str, claims: Sequence[Claim]) -> Finding | None:
    """Why nothing can be settled: one of the ``claims`` says what is not known, or there are none."""
    for claim in claims:
        if claim.code() is None:
            known = "a quarter such as 2019-20 Q2" if about == "quarter" else f"the code of an {about} we know"
            return claim.finding(IDENTITY_UNKNOWN, code=claim.text, source=claim.source, known=known)
    return None if claims else IDENTITY_MISSING.at(about=about)


def _conflict(first: Claim, claim: Claim, codes: Mapping[Claim, str]) -> Finding:
    check = _MISPLACED[claim.about] if FOLDER in (first.source, claim.source) else IDENTITY_CONFLICT
    return claim.finding(check, one=codes[first], source=first.source, other=codes[claim], other_source=claim.source)


def _whose(claims: Sequence[Claim], audit: type[Audit] | None, due: Quarter | None) -> str | Finding:
    """
    The code of the agency of whose line all of the ``claims`` speak, or why none is settled.

    Where it is not known which ``audit`` and quarter the return is for, the first claim stands for itself.
    """
    if fault := _unknown("agency", claims):
        return fault
    first, codes = claims[0], {claim: str(claim.code()) for claim in claims}
    asked = _returners(audit, due) if audit and due else (codes[first],)
    lines = _meant(first, codes[first], asked, due)
    for claim in claims[1:]:
        theirs = _meant(claim, codes[claim], asked, due)
        if not set(lines) & set(theirs):
            return _conflict(first, claim, codes)
        lines = tuple(each for each in lines if each in theirs)
    if len(lines) > 1 and first.source == FOLDER:
        lines = here().agencies.lines_in(codes[first], lines) or lines
    if len(lines) == 1:
        return lines[0]
    names = listed([f"{name_of(each)} ({each})" for each in lines], "or")
    name, code = name_of(codes[first]), codes[first]
    return first.finding(WHOSE_RECORDS, name=name, code=code, source=first.source, quarter=due, each=names)


def _meant(claim: Claim, code: str, asked: Sequence[str], due: Quarter | None) -> tuple[str, ...]:
    """Those of the ``asked`` that ``code`` may stand for; in a folder also what its agency sends for others."""
    everybody = here()
    lines = everybody.agencies.lines_in(code, asked)
    if claim.source == FOLDER and due is not None:
        line = everybody.agencies.line(code)
        senders = {each: everybody.sends_for(each, due) for each in asked if each not in lines}
        lines += tuple(each for each, sender in senders.items() if sender is not None and sender.code in line)
    return lines or (code,)


def _sent_as(agency: str, due: Quarter, claims: Sequence[Claim]) -> tuple[str, tuple[Finding, ...]]:
    """The body of the same line by whose name a return of ``agency`` came, if it did, and the note on it."""
    everybody = here()
    line = everybody.agencies.line(agency) - {agency}
    for claim in claims:
        body = everybody.agencies.agency(str(claim.code()))
        if body is not None and body.code in line:
            values: dict[str, object] = {"name": body.name, "code": body.code, "source": claim.source, "quarter": due}
            values |= {"whose": name_of(agency), "one": agency}
            values |= {"what": "folder" if claim.source == FOLDER else "template"}
            return body.code, (_told(claim, body, due, values),)
    return "", ()


def _told(claim: Claim, body: Agency, due: Quarter, values: Mapping[str, object]) -> Finding:
    if body.valid_to is not None and body.valid_to < due.end:
        return claim.finding(SENT_AS, change="ended on", day=body.valid_to, **values)
    if body.valid_from is not None and body.valid_from > due.end:
        return claim.finding(SENT_AS, change="began on", day=body.valid_from, **values)
    return claim.finding(SENT_BESIDE, **values)


def _returners(audit: type[Audit], due: Quarter) -> tuple[str, ...]:
    return tuple(code for view in audit.returned() for code in audit.returners(view, due))


def _who_ever_returns() -> frozenset[str]:
    everybody = here()
    lines = (everybody.agencies.line(each.agency) for each in everybody.returners)
    return frozenset(code for each in frozenset().union(*lines) for code in everybody.agencies.line(each))


def _quarter(text: str) -> str | None:
    try:
        return str(Quarter.parse(text))
    except UsageError:
        return None


def _cover(workbook: Workbook) -> Iterator[Claim]:
    sheet = workbook.sheet(COVER_SHEET)
    labels = {item.name: {*map(folded, item.labels())} for item in COVER}
    for about, item in _ABOUT.items():
        for number, row in enumerate(sheet.rows if sheet else (), start=1):
            if len(row) > 1 and isinstance(row[0], str) and folded(row[0]) in labels[item] and filled(row[1]):
                yield Claim(about, COVER_SAYS, plain(str(row[1])), f"B{number}")


def _placed(quarter: Quarter | None, folder: str | None) -> Iterator[Claim]:
    if quarter is not None:
        yield Claim("quarter", FOLDER, str(quarter))
    if folder is not None and find(folder):
        yield Claim("agency", FOLDER, folder)


def _named(file_name: str) -> Iterator[Claim]:
    """What a file's name says, where it names one audit, agency or quarter and no other."""
    stem = plain(file_name.rsplit(".", 1)[0].replace("_", " "))
    words = {each.strip("-").upper() for each in _WORD.findall(_QUARTER.sub(" ", stem))}
    codes = words & set(audits.codes())
    quarters = {written for each in _QUARTER.findall(stem) if (written := _quarter(each))}
    for about, values in {"audit": codes, "agency": (words & _who_ever_returns()) - codes, "quarter": quarters}.items():
        if len(values) == 1:
            yield Claim(about, FILE_NAME, *values)
