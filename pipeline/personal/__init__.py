"""What personal data looks like: kinds of it told by their form alone, in any text; nothing here repeats any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.characters import readings

OURS = "Safeguarding board"  # what our own templates give as their author

# Royal Mail's postcode areas; the letters of an audit's own references are none of them. ZZ99: no fixed abode.
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ZZ"
).replace(" ", "|")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTHS}[ ,-]+\d{{2,4}})"
_BORN = r"(?:\bd\.? ?o\.? ?b\b\.?|\bborn\b|\bdate[ -]of[ -]birth\b|\bbirth ?date\b|\bbirthday\b)"
_TITLE = r"Mr|Mrs|Ms|Miss|Mstr|Mx|Dr|PC|DC|PS|DS|DI|DCI|Sgt|PCSO|WPC"
# Capitalised words that follow such letters without being anybody's name ("PC Support", "Miss Monday's session").
_NO_NAME = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Team Officer Support Unit Level School Surgery Practice Health Review "
    "Meeting Plan Record System Excel Office Word Children Child Family Social Referral Appointment Appointments "
    "Contact Visit Session Christmas Easter Initial Strategy"
).replace(" ", "|")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _nhs_number(text: str) -> bool:
    """Whether ten digits carry the NHS number's own check digit (modulus 11)."""
    digits = re.sub(r"\D", "", text)
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return check != 10 and int(digits[9]) == check % 11 and len(set(digits)) > 1


def _pupil_number(text: str) -> bool:
    """Whether a unique pupil number carries its check letter (modulus 23); a temporary one ends in a letter."""
    last = int(text[12]) if text[12].isdigit() else _UPN_LETTERS.index(text[12])
    total = sum(int(digit) * weight for digit, weight in zip(text[1:12], range(2, 13), strict=True))
    return text[0] == _UPN_LETTERS[(total + 13 * last) % 23]


def _no_date(text: str) -> bool:
    return not re.match(r"\d\d[ -]\d\d[ -](?:19|20)\d\d", text)


@dataclass(frozen=True)
class _Kind:
    what: str
    form: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _: True


_KINDS = (
    _Kind("an NHS number", re.compile(r"(?<![\dA-F-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\dA-F-])"), _nhs_number),
    _Kind("a unique pupil number", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b"), _pupil_number),
    _Kind("a national insurance number",
          re.compile(r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")),
    _Kind("a postcode", re.compile(rf"\b(?:{_AREAS})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}}\b|\bZZ99 ?\d[A-Z]{{2}}\b")),
    _Kind("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    _Kind("a telephone number",
          re.compile(r"(?<![\w-])(?:\+44 ?(?:\(0\) ?)?\d|\(?0[1-37-9])(?:[ -]?\)?[ -]?\d){8,9}(?![\w-])"), _no_date),
    _Kind("a date of birth", re.compile(rf"{_BORN}.{{0,25}}?\b{_DAY}|\b{_DAY}\W{{0,3}}\(?{_BORN}", re.IGNORECASE)),
    _Kind("a person's name", re.compile(rf"\b(?:{_TITLE})\.? (?!(?:{_NO_NAME})\b)(?:[A-Z]['’])?[A-Z][a-z]+")),
    _Kind("an officer's number", re.compile(r"\b(?:PC|DC|PS|DS|DI|WPC|PCSO) ?\d{3,6}\b")),
    _Kind("a police occurrence number", re.compile(r"(?<![\w-])44\d{9}(?![\w-])")),
)  # fmt: skip
KINDS = frozenset(kind.what for kind in _KINDS)
A_LINK = "a web address"
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S", re.IGNORECASE)

# One quick look that nothing above escapes; most cells hold neither long numbers nor titles.
_SUSPECT = re.compile(
    rf"@|\d(?:[ -]?\)?[ -]?\d){{3}}|\d ?[A-Z]{{2}}\b|\b(?:{_TITLE})\b"
    r"|(?i:\bd\.? ?o\.? ?b\b|\bborn\b|birth)"
)
_BIRTH_HEADING = re.compile(r"(?:.{0,20}\b)?(?:d\.? ?o\.? ?b\.?|date[ -]of[ -]birth|birth ?date)\W{0,3}", re.IGNORECASE)


@lru_cache(maxsize=8192)  # a template's own words come again in each of its returns
def kinds(text: str) -> tuple[str, ...]:
    """The kinds of personal data that ``text`` seems to hold."""
    return tuple(dict.fromkeys(what for reading in readings(text) for what in _kinds(reading)))


def _kinds(text: str) -> Iterator[str]:
    if _SUSPECT.search(text):
        yield from (kind.what for kind in _KINDS if any(kind.holds(each[0]) for each in kind.form.finditer(text)))


def links(text: str) -> Iterator[str]:
    """A web address, where ``text`` holds one: not a person's data itself, but it may lead there."""
    if _WEB_ADDRESS.search(text):
        yield A_LINK


def asks_for_birth(heading: str) -> bool:
    """Whether ``heading`` asks for a date of birth."""
    return _BIRTH_HEADING.fullmatch(heading.strip()) is not None


def safely_named(file_name: str, sha256: str) -> str:
    """The name by which a file is spoken of: its own, unless that seems to hold personal data."""
    stem, dot, ending = file_name.rpartition(".")
    if not any(kinds(stem.replace("_", " ") if dot else file_name)):
        return file_name
    return f"file {sha256[:12] or 'with a name withheld'}{dot}{ending}".strip()
