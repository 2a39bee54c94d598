"""What a workbook says it is: whose return, of which audit and quarter, from which template; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.partnership.bodies import find
from pipeline.partnership.here import here
from pipeline.read import Workbook
from pipeline.template.layout import COVER, COVER_SHEET, MANIFEST_SHEET
from pipeline.validate.catalogue.check import Check
from pipeline.validate.catalogue.cover import (
    IDENTITY_CONFLICT,
    IDENTITY_MISSING,
    IDENTITY_UNKNOWN,
    NOT_EXPECTED,
    WRONG_FOLDER,
    WRONG_PART,
    WRONG_QUARTER,
)
from pipeline.validate.finding import Finding
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
    manifest = _manifest_lines(workbook)
    claims = [Claim(about, MANIFEST, manifest[about]) for about in _ABOUT if about in manifest]
    claims += [*_cover(workbook), *_placed(quarter, folder), *_named(workbook.file_name)]
    settled = [_settled(about, [each for each in claims if each.about == about]) for about in _ABOUT]
    if faults := tuple(each for each in settled if isinstance(each, Finding)):
        return faults
    agency, due = str(settled[1]), Quarter.parse(str(settled[2]))
    audit = audits.of(due)[str(settled[0])]
    view = audit.view_of(agency, due)
    if view is None:
        asked = ", ".join(each for view in audit.views for each in audit.returners(view, due))
        return (NOT_EXPECTED.at(audit=audit.code, agency=agency, due=asked),)
    if manifest.get("view", view.code) != view.code:
        return (WRONG_PART.at(audit=audit.code, agency=agency, view=view.title),)
    return Identity(audit.form(view, due), agency, manifest.get("version", ""), synthetic="synthetic" in manifest)


def _settled(about: str, claims: Sequence[Claim]) -> str | Finding:
    """The code that all of the ``claims`` say, or why none is settled."""
    codes = {claim: claim.code() for claim in claims}
    for claim, code in codes.items():
        if code is None:
            known = "a quarter such as 2019-20 Q2" if about == "quarter" else f"the code of an {about} we know"
            return claim.finding(IDENTITY_UNKNOWN, code=claim.text, source=claim.source, known=known)
    if not claims:
        return IDENTITY_MISSING.at(about=about)
    one, first = str(codes[claims[0]]), claims[0]
    for claim, code in codes.items():
        if code != one:
            check = _MISPLACED[about] if FOLDER in (first.source, claim.source) else IDENTITY_CONFLICT
            return claim.finding(check, one=one, source=first.source, other=code, other_source=claim.source)
    return one


def _returners() -> frozenset[str]:
    everybody = here()
    return frozenset().union(*(everybody.ever_returns(each.role, "") for each in everybody.returners))


def _quarter(text: str) -> str | None:
    try:
        return str(Quarter.parse(text))
    except UsageError:
        return None


def _manifest_lines(workbook: Workbook) -> dict[str, str]:
    sheet = workbook.sheet(MANIFEST_SHEET)
    return {str(row[0]): str(row[1]) for row in sheet.rows if len(row) > 1 and row[0]} if sheet else {}


def _cover(workbook: Workbook) -> Iterator[Claim]:
    sheet = workbook.sheet(COVER_SHEET)
    labels = {item.name: folded(item.label) for item in COVER}
    for about, item in _ABOUT.items():
        for number, row in enumerate(sheet.rows if sheet else (), start=1):
            if len(row) > 1 and isinstance(row[0], str) and folded(row[0]) == labels[item] and filled(row[1]):
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
    for about, values in {"audit": codes, "agency": (words & _returners()) - codes, "quarter": quarters}.items():
        if len(values) == 1:
            yield Claim(about, FILE_NAME, *values)
