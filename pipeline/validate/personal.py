"""Personal data that should never have been sent: found by its form, named by its place, never repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.definition import Form, Severity, Text
from pipeline.layout import FIX_LIST_SHEET, GUIDANCE_SHEET, LISTS_SHEET, MANIFEST_SHEET
from pipeline.read import Workbook, cell_name
from pipeline.validate.finding import Finding

_OURS = {FIX_LIST_SHEET, GUIDANCE_SHEET, LISTS_SHEET, MANIFEST_SHEET}
SHORTEST = 6  # characters; nothing shorter is one of these
# Royal Mail's postcode areas; the letters of an audit's own references are none of them.
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ZZ"
).replace(" ", "|")


def _nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's own check digit (modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return check != 10 and int(digits[9]) == check % 11 and len(set(digits)) > 1


@dataclass(frozen=True)
class _Kind:
    what: str
    form: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _: True


_KINDS = (
    _Kind("an NHS number", re.compile(r"(?<![\dA-F-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\dA-F-])"),
          lambda text: _nhs_number(re.sub(r"\D", "", text))),
    _Kind("a postcode", re.compile(rf"\b(?:{_AREAS})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}}\b")),
    _Kind("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    _Kind("a telephone number", re.compile(r"(?<![\w-])(?:\+44[ ]?\d|0[1-37-9])(?:[ -]?\d){8,9}(?![\w-])")),
    _Kind("a date of birth", re.compile(r"\b(?:d\.?o\.?b\.?|born|date of birth)\b\W{0,3}(?:on |is )?\d{1,4}[/.-]\d",
                                        re.IGNORECASE)),
    _Kind("a person's name", re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mstr|Dr|PC|DC|PS|DS|DI|Sgt)\.? [A-Z][a-z]+")),
    _Kind("an officer's number", re.compile(r"\b(?:PC|DC|PS|DS|DI|PCSO) ?\d{3,6}\b")),
    _Kind("a police occurrence number", re.compile(r"(?<![\w-])44\d{9}(?![\w-])")),
    _Kind("a national insurance number",
          re.compile(r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")),
    _Kind("a unique pupil number", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b")),
)  # fmt: skip

# One quick look that nothing above escapes; most cells hold neither long numbers nor titles.
_SUSPECT = re.compile(
    r"@|\d(?:[ -]?\d){3}|\d ?[A-Z]{2}\b|\b(?:Mr|Mrs|Ms|Miss|Mstr|Dr|PC|DC|PS|DS|DI|Sgt|PCSO)\b"
    r"|(?i:\bd\.?o\.?b\b|\bborn\b|\bdate of birth\b)"
)


def personal(workbook: Workbook, form: Form) -> tuple[Finding, ...]:
    """What looks like personal data, anywhere in the file: one finding for each kind and sheet, with its cells."""
    found: dict[tuple[str, str], list[str]] = {}
    ours = _references(form)
    for sheet in workbook.sheets:
        if sheet.name in _OURS:
            continue
        for what in kinds(sheet.name):
            found.setdefault((what, ""), []).append("")
        hits: dict[object, tuple[str, ...]] = {}
        for value in set().union(*sheet.rows):
            text = _written(value)
            if len(text) >= SHORTEST and not ours.fullmatch(text) and (seen := tuple(kinds(text))):
                hits[value] = seen
        for number, row in enumerate(sheet.rows if hits else (), start=1):
            for place, value in enumerate(row, start=1):
                for what in hits.get(value, ()):
                    found.setdefault((what, sheet.name), []).append(cell_name(number, place))
    return tuple(
        Finding(Severity.ERROR, "personal_data", sheet, ", ".join(cells), "", "", f"what looks like {what}",
                "nothing that tells who a person is", (),
                "Take it out and send the return again; nothing of this file was kept.")
        for (what, sheet), cells in found.items()
    )  # fmt: skip


def _references(form: Form) -> re.Pattern[str]:
    """The audit's own references, which begin with letters of their own and may look like something else."""
    patterns = [each.pattern for each in form.fields if isinstance(each, Text) and each.pattern]
    return re.compile("|".join(each for each in patterns if each[0].isalpha()) or "(?!)")


def kinds(text: str) -> Iterator[str]:
    """The kinds of personal data that ``text`` seems to hold."""
    if not _SUSPECT.search(text):
        return
    for kind in _KINDS:
        if any(kind.holds(match[0]) for match in kind.form.finditer(text)):
            yield kind.what


def _written(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and value > 0 else ""
    return value if isinstance(value, str) else ""
