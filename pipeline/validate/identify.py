"""What a workbook says it is: whose return, of which audit and quarter, from which template; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.errors import UsageError
from pipeline.partnership.agencies import agency, find
from pipeline.read import Workbook
from pipeline.template.layout import COVER, COVER_SHEET, MANIFEST_SHEET
from pipeline.validate.catalogue.cover import (
    IDENTITY_CONFLICT,
    IDENTITY_MISSING,
    IDENTITY_UNKNOWN,
    NOT_EXPECTED,
    WRONG_FOLDER,
    WRONG_PART,
)
from pipeline.validate.finding import Finding
from pipeline.validate.tidy import folded, plain
from pipeline.validate.validated import Identity

MANIFEST, COVER_SAYS, FOLDER, FILE_NAME = "the hidden manifest", "the Cover sheet", "its folder", "its file name"
_COVER_ITEMS = {"audit": "audit_code", "agency": "agency_code", "quarter": "period"}
_QUARTER = re.compile(r"(?<!\d)\d{4}-\d{2}[- ]Q[1-4](?!\d)")
_WORD = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Claim:
    """One thing that one source says of a return. ``value`` is a known code, or None where it is nothing known."""

    about: str
    source: str
    text: str
    value: str | None
    cell: str = ""


def identity(
    workbook: Workbook, quarter: Quarter | None, folder: str | None, audits: Mapping[str, type[Audit]]
) -> Identity | tuple[Finding, ...]:
    """
    What the workbook is, or the findings for which it is sent back.

    The hidden manifest, the Cover sheet, the folder (``quarter`` and the agency's ``folder``) and the file name are
    asked in that order, and all must say the same.
    """
    claims = [*_manifest(workbook, audits), *_cover(workbook, audits), *_placed(quarter, folder)]
    claims += _named(workbook.file_name, audits)
    settled: dict[str, Claim] = {}
    faults: list[Finding] = []
    for about in ("audit", "agency", "quarter"):
        about_it = [each for each in claims if each.about == about]
        fault = _fault(about, about_it)
        if fault is None:
            settled[about] = about_it[0]
        else:
            faults.append(fault)
    if faults:
        return tuple(faults)
    return _identity(
        workbook, {about: str(each.value) for about, each in settled.items()}, settled["audit"].source, audits
    )


def _identity(
    workbook: Workbook, settled: Mapping[str, str], source: str, audits: Mapping[str, type[Audit]]
) -> Identity | tuple[Finding, ...]:
    audit, code = audits[settled["audit"]], settled["agency"]
    view = audit.view_of(code)
    if view is None:
        due = ", ".join(each for view in audit.views for each in view.agencies)
        return (NOT_EXPECTED.at(audit=audit.code, agency=code, due=due),)
    written = _manifest_lines(workbook)
    if written.get("view", view.code) != view.code:
        return (WRONG_PART.at(audit=audit.code, agency=code, view=view.title),)
    form = audit.form(view, Quarter.parse(settled["quarter"]))
    return Identity(form, code, written.get("version", ""), source, synthetic="synthetic" in written)


def _fault(about: str, claims: list[Claim]) -> Finding | None:
    unknown = next((each for each in claims if each.value is None), None)
    if unknown is not None:
        known = "a quarter such as 2019-20 Q2" if about == "quarter" else f"the code of an {about} we know"
        wording = IDENTITY_UNKNOWN.worded(code=unknown.text, about=about, source=unknown.source, known=known)
        return wording.at(*_place(unknown))
    if not claims:
        return IDENTITY_MISSING.at(about=about)
    first = claims[0]
    other = next((each for each in claims if each.value != first.value), None)
    if other is None:
        return None
    check = WRONG_FOLDER if FOLDER in (first.source, other.source) else IDENTITY_CONFLICT
    return check.at(
        *_place(other),
        about=about,
        one=first.value,
        source=first.source,
        other=other.value,
        other_source=other.source,
    )


def _place(claim: Claim) -> tuple[str, str]:
    return (COVER_SHEET, claim.cell) if claim.cell else ("", "")


def _known(about: str, text: str, audits: Mapping[str, type[Audit]]) -> str | None:
    if about == "audit":
        return text.upper() if text.upper() in audits else None
    if about == "agency":
        known = agency(text) or find(text)
        return known.code if known else None
    try:
        return str(Quarter.parse(text))
    except UsageError:
        return None


def _manifest_lines(workbook: Workbook) -> dict[str, str]:
    sheet = workbook.sheet(MANIFEST_SHEET)
    return {str(row[0]): str(row[1]) for row in sheet.rows if len(row) > 1 and row[0]} if sheet else {}


def _manifest(workbook: Workbook, audits: Mapping[str, type[Audit]]) -> Iterator[Claim]:
    lines = _manifest_lines(workbook)
    for about in ("audit", "agency", "quarter"):
        if about in lines:
            yield Claim(about, MANIFEST, lines[about], _known(about, lines[about], audits))


def _cover(workbook: Workbook, audits: Mapping[str, type[Audit]]) -> Iterator[Claim]:
    sheet = workbook.sheet(COVER_SHEET)
    labels = {item.name: folded(item.label) for item in COVER}
    for about, item in _COVER_ITEMS.items():
        for number, row in enumerate(sheet.rows if sheet else (), start=1):
            if len(row) > 1 and isinstance(row[0], str) and folded(row[0]) == labels[item] and plain(str(row[1])):
                text = plain(str(row[1]))
                yield Claim(about, COVER_SAYS, text, _known(about, text, audits), f"B{number}")


def _placed(quarter: Quarter | None, folder: str | None) -> Iterator[Claim]:
    if quarter is not None:
        yield Claim("quarter", FOLDER, str(quarter), str(quarter))
    known = find(folder) if folder is not None else None
    if known is not None:
        yield Claim("agency", FOLDER, known.code, known.code)


def _named(file_name: str, audits: Mapping[str, type[Audit]]) -> Iterator[Claim]:
    """What a file's name says, where it names one audit, agency or quarter and no other."""
    stem = plain(file_name.rsplit(".", 1)[0].replace("_", " "))
    words = [each.strip("-").upper() for each in _WORD.findall(_QUARTER.sub(" ", stem))]
    codes = {each for each in words if each in audits}
    returners = {code for audit in audits.values() for view in audit.views for code in view.agencies}
    named: dict[str, set[str]] = {"audit": codes, "agency": (set(words) & returners) - codes}
    named["quarter"] = {str(Quarter.parse(each)) for each in _QUARTER.findall(stem) if _known("quarter", each, audits)}
    for about, values in named.items():
        if len(values) == 1:
            value = values.pop()
            yield Claim(about, FILE_NAME, value, value)
