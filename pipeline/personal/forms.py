"""The forms of numbers, codes, addresses and dates that tell who a person is, with the checks that some carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.personal.names import TITLE, titled

# Royal Mail's postcode areas; the letters of an audit's own references are none of them. ZZ99: no fixed abode.
_AREAS = (
    " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "
)
# London's districts that end in a letter, and the post towns overseas that have one code each.
_LETTERED = "E1W|EC[1-4][AMNPRVY]|N1[CP]|NW1W|SE1P|SW1[AEHPVWXY]|W1[A-HJKS-UW]|WC[12][ABEHNRVX]"
_OVERSEAS = "ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA"
# Said with a number, such as "S47 2ND" or "L3 2YR"; only as the end of a longer code are they a postcode's.
_COUNTED = re.compile(r"1ST|2ND|3RD|\dTH|\d(?:HR|YR|WK|FT|LB|PT)", re.IGNORECASE)

_APART = r"[ .,:|_/\\()\[\]-]{0,3}"  # what stands between a number's groups
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = (
    rf"(?:\d{{1,4}} ?[/.-] ?\d{{1,2}} ?[/.-] ?\d{{2,4}}|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ /.-]?{_MONTHS}[ /.,-]{{0,2}}'?\d{{2,4}}"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{8}}|\d{{6}})(?!\d)"
)
_BIRTH = r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate[ -]of[ -]birth\b|\bbirth ?-?date\b|\bbirthday\b)"
_BORN = rf"(?:{_BIRTH}|\bborn\b)"
# What may stand between "born" and the day: how or where, and no other sentence.
_HOW = r"(?:is|was|on|of|the|at|in|as|a|home|hospital|early|prematurely|\d\d weeks|given)"
_UNTIL = rf"[\s:;=,(\[_-]{{0,4}}(?:(?:(?i:{_HOW})|[A-Z][\w'-]*)\b[\s:=,(-]{{1,3}}){{0,6}}"
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_REFERENCE = r"\W?(?:no|num|number|ref|reference)\b\W{0,3}"


def _nhs_number(found: re.Match[str]) -> bool:
    """Whether ten digits carry the NHS number's own check digit (modulus 11)."""
    digits = re.sub(r"\D", "", found[0])
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return check != 10 and int(digits[9]) == check % 11 and len(set(digits)) > 1


def _pupil_number(found: re.Match[str]) -> bool:
    """Whether a unique pupil number carries its check letter (modulus 23); a temporary one ends in a letter."""
    text = re.sub(r"\W", "", found[0]).upper()
    last = int(text[12]) if text[12].isdigit() else _UPN_LETTERS.index(text[12])
    total = sum(int(digit) * weight for digit, weight in zip(text[1:12], range(2, 13), strict=True))
    return text[0] == _UPN_LETTERS[(total + 13 * last) % 23]


def _postcode(found: re.Match[str]) -> bool:
    """Whether its area is one, and it is no section or floor with what comes next: "S47 2ND STRATEGY"."""
    if found["area"] and f" {found['area'].upper()} " not in _AREAS:
        return False
    goes_on = re.match(r"\s+[^\W\d_]", found.string[found.end() :]) is not None
    counts = re.match(r"[SLEWNMG]\d", found[0], re.IGNORECASE) is not None  # section, level, week, month, grade
    return not (_COUNTED.fullmatch(found[0][-3:]) and (counts or goes_on))


def _telephone(found: re.Match[str]) -> bool:
    """Whether it is no date and time, and no list of small numbers."""
    groups = re.findall(r"\d+", found[0])
    dated = re.match(r"\d\d[ ./-]{1,3}\d\d[ ./-]{1,3}(?:19|20)\d\d", found[0])
    return dated is None and any(len(each) > 2 for each in groups)


def _e_mail(found: re.Match[str]) -> bool:
    """Whether its ending is no word that begins a sentence."""
    return not found[0].rpartition(".")[2].istitle()


def _officer(found: re.Match[str]) -> bool:
    """Whether it is no year after small letters that may mean something else."""
    return found[0][:2].isupper() or re.search(r"(?:19|20)\d\d$", found[0]) is None


@dataclass(frozen=True)
class _Kind:
    what: str
    form: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda _: True
    hint: re.Pattern[str] = re.compile("")  # what is looked for first, where the form itself is slow

    def is_in(self, text: str) -> bool:
        return self.hint.search(text) is not None and any(map(self.holds, self.form.finditer(text)))


_KINDS = (
    _Kind("an NHS number", re.compile(
        rf"(?<![\dA-F])(?<!\d[./-])(?:\d{{3}}{_APART}\d{{3}}{_APART}\d{{4}}|\d{{3}}{_APART}\d{{4}}{_APART}\d{{3}}"
        rf"|\d{{4}}{_APART}\d{{3}}{_APART}\d{{3}})(?![\dA-F])(?![./-]\d\d)"), _nhs_number),
    _Kind("a unique pupil number",
          re.compile(r"\b[A-HJ-NP-RT-Z] ?\d{3} ?\d{4} ?\d{4}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE), _pupil_number),
    _Kind("a national insurance number", re.compile(
        r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ ./-]{0,2}\d{2}){3}[ ./-]{0,2}[A-D]\b",
        re.IGNORECASE)),
    _Kind("a postcode", re.compile(
        rf"\b(?:ZZ99 {{0,5}}\d[A-Z]{{2}}|(?:(?P<area>[A-Z]{{1,2}})(?:[1-9]\d?|0)|{_LETTERED})[ -]{{0,5}}"
        rf"\d[ABD-HJLNP-UW-Z]{{2}}|GIR {{0,5}}0AA|(?:{_OVERSEAS}) {{0,5}}1ZZ|BFPO {{0,5}}\d{{1,4}})\b",
        re.IGNORECASE), _postcode),
    _Kind("an e-mail address", re.compile(
        r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b"
        r"|\b[^\W\d_]{1,64}[._][^\W\d_]{1,64}@[^\W\d_]{2,}"
        r"|(?<![\w.+-])[\w.+-]{1,64} ?(?:@|[(\[] ?at ?[)\]]) ?[\w-]+(?:(?:\.| ?[(\[]dot[)\]] ?| dot )[\w-]+)*?"
        r"(?:\.| ?[(\[]dot[)\]] ?| dot )(?:uk|net|com|org|gov|nhs|co)\b"
        r"|\b[^\W_]{1,64}[._]\w{2,64} at [\w-]+(?:(?:\.| dot )[\w-]+)*?(?:\.| dot )(?:uk|net|com|org)\b",
        re.IGNORECASE), _e_mail,
          re.compile(r"@|\bat\b", re.IGNORECASE)),
    _Kind("a telephone number", re.compile(
        r"(?<![\w-])(?:(?:\+|00)44[ .-]{0,2}(?:\(?0\)? ?)?[1-37-9]|447|\(?(?:\+44\) ?)?0[1-37-9])"
        r"(?:[ ./()-]{0,3}\d){8,9}(?![\w-])"
        r"|(?<!\w)\+(?!44)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){8,11}(?![\w-])"), _telephone),
    _Kind("a telephone number", re.compile(
        r"\bextn?\.? ?(?:no\.? ?)?\d{3,6}\b|\bextension (?:no\.? ?|number )?(?!(?:19|20)\d\d\b)\d{3,6}\b"
        r"|\b(?:tel|telephone|phone|mobile|mob|landline)(?:(?: (?:no|number))?\.?:| (?:no|number)\.?)?"
        r" ?\d(?: ?\d){5,10}\b(?![/.-]\d)",
        re.IGNORECASE)),
    _Kind("a date of birth", re.compile(
        rf"(?i:{_BORN}){_UNTIL}(?i:{_DAY})|(?<![\w.])[Bb]\. ?{_DAY}|(?<!\d)(?i:{_DAY})[ (\[=-]{{0,3}}(?i:{_BIRTH})"),
          hint=re.compile(r"b.?(?:orn|irth|\b)", re.IGNORECASE)),
    _Kind("an officer's number", re.compile(
        r"\b(?:PCSO|WPC|PC|DCI|DC|PS|DS|DI|SGT)(?: ?(?:no\.?|number|#)|[/-])? ?\d{3,6}\b"
        r"|\b(?:[PD]\.C|D\.[SI])\.? ?\d{3,6}\b|\bofficer (?:no\.? |number )?\d{4,6}\b"
        rf"|\b(?:collar|shoulder|warrant|badge){_REFERENCE}\d{{3,6}}\b", re.IGNORECASE), _officer),
    _Kind("a police occurrence number", re.compile(
        r"(?<![\w+-])44[ /-]?\d{2}[ /-]?\d{7}(?![\w-])"
        rf"|\b(?:occurrence|crime|incident|niche){_REFERENCE}[\w/]*?\d{{5,}}", re.IGNORECASE)),
    _Kind("a court's case number", re.compile(r"\b[A-Z]{2}\d{2}[CFP]\d{5}\b", re.IGNORECASE)),
)  # fmt: skip
A_NAME = "a person's name"
KINDS = frozenset((A_NAME, *(kind.what for kind in _KINDS)))

# One quick look that nothing above escapes; most cells hold neither long numbers nor titles.
_SUSPECT = re.compile(
    rf"@|[(\[] ?at ?[)\]]|[._]\w{{2,64}} at |\d(?:[ ._/\\()\[\]-]{{0,3}}\d){{2}}|\d ?[a-z]{{2}}\b|\b(?:{TITLE})\b"
    r"|\bd\.? ?o\.? ?b\b|\bborn\b|birth|\bBFPO\b",
    re.IGNORECASE,
)


def told_by_form(text: str) -> Iterator[str]:
    """The kinds of personal data in ``text``, in which nothing is unseen."""
    if not _SUSPECT.search(text):
        return
    yield from (kind.what for kind in _KINDS if kind.is_in(text))
    if titled(text):
        yield A_NAME
