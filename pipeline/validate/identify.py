"""What a workbook says it is: whose return, of which audit and quarter, from which template; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Severity
from pipeline.errors import UsageError
from pipeline.partnership.agencies import agency, find
from pipeline.read import Workbook
from pipeline.template.layout import COVER, COVER_SHEET, MANIFEST_SHEET
from pipeline.validate.finding import Finding, listed
from pipeline.validate.tidy import folded, plain
from pipeline.validate.validated import Identity

MANIFEST, COVER_SAYS, FOLDER, FILE_NAME = "the hidden manifest", "the Cover sheet", "its folder", "its file name"
_COVER_ITEMS = {"audit": "audit_code", "agency": "agency_code", "quarter": "period"}
_LABELS = listed([f"'{item.label}'" for item in COVER if item.name in _COVER_ITEMS.values()])
_FRESH = "Copy your rows into a fresh template and send that."
_QUARTER = re.compile(r"(?<!\d)\d{4}-\d{2}[- ]Q[1-4](?!\d)")
_WORD = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Claim:
    """One thing that one source says of a return. ``value`` is a known code, or None where it is nothing known."""

    about: str
    source: str
    said: str
    value: str | None
    cell: str = ""


def identity(
    workbook: Workbook, quarter: Quarter | None, folder: str | None, audits: Mapping[str, type[Audit]]
) -> Identity | tuple[Finding, ...]:
    """
    What the workbook is, or the findings for which it is sent back.

    The hidden manifest, the Cover sheet, the folder (``quarter`` and the agency's ``folder``) and the file name are
    asked in that order, and none may gainsay another.
    """
    claims = [*_manifest(workbook, audits), *_cover(workbook, audits), *_placed(quarter, folder)]
    claims += _named(workbook.file_name, audits)
    settled: dict[str, Claim] = {}
    faults: list[Finding] = []
    for about in ("audit", "agency", "quarter"):
        said = [each for each in claims if each.about == about]
        fault = _fault(about, said)
        if fault is None:
            settled[about] = said[0]
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
        return (
            _refusal(
                "not_expected",
                f"a return of {audit.code} from {code}",
                f"one from {due}",
                "Check the audit and the agency: this agency is not asked for this audit.",
            ),
        )
    written = _manifest_lines(workbook)
    if written.get("view", view.code) != view.code:
        return (
            _refusal(
                "identity_conflict",
                f"the template of another part of {audit.code} than {code}'s",
                f"the template for {view.title}",
                f"Ask for the {audit.code} template of {code}.",
            ),
        )
    form = audit.form(view, Quarter.parse(settled["quarter"]))
    return Identity(form, code, written.get("version", ""), source, synthetic="synthetic" in written)


def _fault(about: str, said: list[Claim]) -> Finding | None:
    unknown = next((each for each in said if each.value is None), None)
    if unknown is not None:
        return _refusal(
            "identity_unknown",
            f"'{unknown.said}' as the {about}, in {unknown.source}",
            "a quarter such as 2019-20 Q2" if about == "quarter" else f"the code of an {about} we know",
            f"{_FRESH} Or correct it where it stands.",
            unknown.cell,
        )
    if not said:
        return _refusal(
            "identity_missing",
            f"nothing that says which {about} it is for",
            f"the {about} on the Cover sheet",
            f"{_FRESH} Or add a sheet called '{COVER_SHEET}' and type in column A, {_LABELS}, "
            "one below the other, and their answers in column B.",
        )
    other = next((each for each in said if each.value != said[0].value), None)
    if other is None:
        return None
    placed = FOLDER in (said[0].source, other.source)
    fix = (
        "Move the file to the right folder, or correct the Cover sheet."
        if placed
        else "Copy your rows into the right template, or rename the file."
    )
    saw = f"{about} {said[0].value} by {said[0].source} but {other.value} by {other.source}"
    return _refusal("identity_conflict", saw, f"the same {about} everywhere", fix, other.cell)


def _refusal(rule: str, saw: str, expected: str, fix: str, cell: str = "") -> Finding:
    return Finding(Severity.ERROR, rule, COVER_SHEET if cell else "", cell, "", "", saw, expected, (), fix)


def _known(about: str, said: str, audits: Mapping[str, type[Audit]]) -> str | None:
    if about == "audit":
        return said.upper() if said.upper() in audits else None
    if about == "agency":
        found = agency(said) or find(said)
        return found.code if found else None
    try:
        return str(Quarter.parse(said))
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
                said = plain(str(row[1]))
                yield Claim(about, COVER_SAYS, said, _known(about, said, audits), f"B{number}")


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
    found: dict[str, set[str]] = {"audit": codes, "agency": (set(words) & returners) - codes}
    found["quarter"] = {str(Quarter.parse(each)) for each in _QUARTER.findall(stem) if _known("quarter", each, audits)}
    for about, values in found.items():
        if len(values) == 1:
            value = values.pop()
            yield Claim(about, FILE_NAME, value, value)
