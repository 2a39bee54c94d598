"""The forms of numbers, codes, addresses and dates that tell who a person is, with the checks that some carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.personal.births import BIRTH_HINT, BORN_ON, is_birth
from pipeline.personal.names import TITLE, titled
from pipeline.personal.word_lists import is_ordinary

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
_NO_DISTRICT = ("S47",)  # the Act's section, which no letter is sent to
# Where a letter and a number are no place: "Tutor group B1 2PE", "W2 4WD follow up".
_A_SET = re.compile(
    r"\b(?:group|set|class|form|tutor|room|ward|bay|block|module|unit|band|year)(?: \d\d?)? $", re.IGNORECASE
)
_OF_WORK = re.compile(
    r" (?:follow|letter|lesson|class|car|vehicle|visit|review|team|meeting|referral|form)", re.IGNORECASE
)

_APART = r"[ .,:|_/\\()\[\]-]{0,4}"  # what stands between a number's groups
# What is no telephone number, though one may seem to begin within it: a day, and hours from one to another.
_DATED = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])(?P<mark>[./,-]) ?(?:0?[1-9]|1[0-2])(?P=mark) ?"
    r"(?:(?:19|20)\d\d(?!\d)|\d\d(?![./-]?\d))"
    r"|(?<![\d./-])(?:19|20)\d\d(?P<between>[./-])(?:0?[1-9]|1[0-2])(?P=between)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?<!\d )(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d ?[-/] ?(?:[01]\d|2[0-3])[0-5]\d(?!\d|[ -]\d{3})"
    r"|(?<![\d./-])(?:(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])|(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?!\d))"
    r"|(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[ -](?:[01]\d|2[0-3])[0-5]\d(?!\d|[ -]\d)"
)
_OTHERWISE = re.compile(
    r"\b(?:cheque|budget|account|acct|invoice|order|cost|ledger|receipt|voucher|purchase|asset|serial|payment|licence"
    r"|policy|claim|booking|tracking|parcel|barcode|po|id|ref|reference)"
    r"(?: ?(?:code|centre|no|num|number|ref|reference|id))?\W{0,3}$",
    re.IGNORECASE,
)
# What is counted by the number before it: "extension 120 days", "ext 100 cases".
_THINGS = (
    r"(?! ?(?:(?:new|more|other|working|calendar|school|open|old) )?"
    r"(?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|items?|cases?|records?|children|pages?|people"
    r"|families|places|sessions?|visits|words|miles|metres|copies|units|calls|laptops?|tablets?|users?|computers?"
    r"|pounds?|beds|rooms|staff|forms?|[kmgt]b|[kcm]m|k?g|m[gl]|volts?|%)(?!\w))"
)
# What an officer does, and a year or a computer does not: "PC 2019 attended", "PC 2019 version".
_DOES = r"(?:\w+ed|came|saw|said|told|rang|took|went|spoke|and|who|was|has|is|to|from|at|on|in)"
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_REFERENCE = r"\W?(?:no|num|number|ref|reference)\b\W{0,3}"


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def _weighed(digits: str, weights: range) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _nhs_number(match: re.Match[str]) -> bool:
    """Whether ten digits carry the NHS number's own check digit (modulus 11)."""
    digits = _digits(match)
    check = 11 - _weighed(digits[:9], range(10, 1, -1)) % 11
    return check != 10 and int(digits[9]) == check % 11 and len(set(digits)) > 1


def _pupil_number(match: re.Match[str]) -> bool:
    """Whether a unique pupil number carries its check letter (modulus 23); a temporary one ends in a letter."""
    text = re.sub(r"\W", "", match[0]).upper()
    last = int(text[12]) if text[12].isdigit() else _UPN_LETTERS.index(text[12])
    return text[0] == _UPN_LETTERS[(_weighed(text[1:12], range(2, 13)) + 13 * last) % 23]


def _postcode(match: re.Match[str]) -> bool:
    """Whether what looks like a postcode is one: its area exists, and it is no section of an Act ("S47 2ND")."""
    district = (match["district"] or "").upper()
    if not district:
        return True
    if district in _NO_DISTRICT or (match["area"] and f" {match['area'].upper()} " not in _AREAS):
        return False
    before, after = match.string[max(match.start() - 12, 0) : match.start()], match.string[match.end() :]
    if _A_SET.search(before) or (district[1:2].isdigit() and _OF_WORK.match(after)):
        return False
    goes_on = re.match(r"\s+[^\W\d_]", after) is not None
    counts = re.match(r"[SLEWNMG]\d", match[0], re.IGNORECASE) is not None  # section, level, week, month, grade
    return not (_COUNTED.fullmatch(match["inward"]) and (counts or goes_on))


def _telephone(match: re.Match[str]) -> bool:
    """Whether what looks like a telephone number is no list of small numbers, and not that of an order or account."""
    before = match.string[max(match.start() - 40, 0) : match.start()]
    abroad = match[0].startswith(("+", "00"))
    return abroad or (not _OTHERWISE.search(before) and any(len(each) > 2 for each in re.findall(r"\d+", match[0])))


def _e_mail(match: re.Match[str]) -> bool:
    """Whether what looks like an e-mail address is one, and no end of a sentence and no web page."""
    before, _, ending = match[0].rpartition(".")
    if ending.istitle() and (before.endswith(" ") or not (re.search(r"@\S*[A-Z]|@.*\.co$", before) or _known(ending))):
        return False
    local, at, site = re.split(r"( at )", match[0], maxsplit=1) if " at " in match[0] else (match[0], "", "")
    words = re.findall(r"[^\W\d_]+", local)
    return not at or (
        not re.match(r"www\b|gov\.uk$|nhs\.uk$", site, re.IGNORECASE)
        and not ("_" in local and all(map(is_ordinary, words)))
    )


def _known(ending: str) -> bool:
    return ending.casefold() in ("uk", "com", "org", "net", "gov", "edu", "info")


def _officer(match: re.Match[str]) -> bool:
    """Whether the number after a rank is an officer's, and neither a year nor a round number of things."""
    digits = _digits(match)
    if re.search(r"no\b|number|#", match[0], re.IGNORECASE) or not re.fullmatch(r"(?:19|20)\d\d|\d00", digits):
        return True
    noun = re.match(rf" (?!{_DOES}\b)[a-z]", match.string[match.end() :])
    return len(digits) == 4 and match[0][:2].isupper() and noun is None


def _occurrence(match: re.Match[str]) -> bool:
    """Whether a number is the police's: that of an "incident" needs more than six digits, and must be no day."""
    digits = _digits(match)
    anybody = match[0][:8].casefold() == "incident"
    return not anybody or (len(digits) > 6 and not re.fullmatch(r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d", digits))


@dataclass(frozen=True)
class _Kind:
    what: str
    form: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda _: True
    hint: re.Pattern[str] = re.compile("")  # what is looked for first, where the form itself is slow
    undated: bool = False  # whether days are left out of the text, since it may seem to begin within one

    def is_in(self, text: str) -> bool:
        if self.hint.search(text) is None:
            return False
        return any(map(self.holds, self.form.finditer(_DATED.sub("~", text) if self.undated else text)))


_DOT = r"(?: ?\. ?| ?[(\[<{] ?dot ?[)\]>}] ?| dot )"
_KINDS = (
    _Kind(
        "an NHS number",
        re.compile(
            rf"(?<!\d)(?<!\d[A-F])(?<!\d[A-F]{{2}})(?:(?<!\d\.)(?:\d{{10}}|\d{{5}}[ -]{{1,3}}\d{{5}}"
            rf"|\d{{3}}{_APART}\d{{3}}{_APART}\d{{4}})(?!\.\d*[1-9])|(?<![\d,£$])\d(?:,\d{{3}}){{3}}(?!,)"
            rf"|(?<!\d[./-])(?:\d{{3}}{_APART}\d{{4}}{_APART}\d{{3}}|\d{{4}}{_APART}\d{{3}}{_APART}\d{{3}})"
            rf"(?![./-]\d\d))(?!\d|[A-F]{{1,2}}\d|[A-F]{{3}})"
        ),
        _nhs_number,
    ),
    _Kind(
        "a unique pupil number",
        re.compile(r"\b[A-HJ-NP-RT-Z] ?\d{3} ?\d{4} ?\d{4}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE),
        _pupil_number,
    ),
    _Kind(
        "a national insurance number",
        re.compile(
            r"\b(?!(?i:BG|GB|KN|NK|NT|TN|ZZ))(?:(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ ./-]{0,2}\d{2}){3}"
            r"[ ./-]{0,2}[A-D])|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ ./-]{0,2}\d){6}[ ./-]{0,2}[A-D])\b"
        ),
    ),
    _Kind(
        "a postcode",
        re.compile(
            rf"\b(?:ZZ99 ?\d[A-Z]{{2}}|(?P<district>(?P<area>[A-Z]{{1,2}})(?:[1-9]\d?|0)|{_LETTERED})"
            rf"(?:[ -]{{0,3}}| ?[^\w\s] ?)(?P<inward>\d[ABD-HJLNP-UW-Z]{{2}})(?:UK|GB)?"
            rf"|GIR ?0AA|(?:{_OVERSEAS}) ?1ZZ|BFPO ?\d{{1,4}})\b",
            re.IGNORECASE,
        ),
        _postcode,
    ),
    _Kind(
        "an e-mail address",
        re.compile(
            r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b"
            r"|\b[^\W\d_]{1,64}[._][^\W\d_]{1,64}@[^\W\d_]{2,}"
            rf"|(?<![\w.+-])[\w.+-]{{1,64}} ?(?:@|[(\[<{{] ?at ?[)\]>}}]) ?[\w-]+(?:{_DOT}[\w-]+)*?"
            rf"{_DOT}(?:uk|net|com|org|gov|nhs|co)\b(?!-)"
            r"|\b[^\W_]{1,64}[._]\w{2,64} at [\w-]+(?:(?:\.| dot )[\w-]+)*(?:\.| dot )(?:uk|net|com|org)\b",
            re.IGNORECASE,
        ),
        _e_mail,
        re.compile(r"@|\bat\b", re.IGNORECASE),
    ),
    _Kind(
        "a telephone number",
        re.compile(
            r"(?<![\w-])(?<!\d\.)(?:(?:\+ ?|00 ?)44[ ./-]{0,2}(?:\(?0\)? ?)?[1-37-9]|447"
            r"|\(?(?:\+44\) ?)?0(?:\) ?| (?=\d{3}))?[1-37-9])"
            r"(?:(?:[ ./()-]{0,3}|,)\d){8,9}(?![\w-])"
            r"|(?<!\w)(?<!\d\.)(?:\+|00(?=\d{1,3} ))(?!44)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){8,11}(?![\w-])"
        ),
        _telephone,
        re.compile(r"\d(?:[ ./(),-]{0,4}\d){8}"),
        undated=True,
    ),
    _Kind(
        "a telephone number",
        re.compile(
            r"\b(?:extn?|extension(?![ .:#-]{0,4}(?:19|20)\d\d\b))[ .:#-]{0,4}(?:(?:no|number)\b[ .:#-]{0,3})?"
            rf"\d{{3,6}}\b{_THINGS}"
            r"|\b(?:tel|telephone|phone|mobile|mob|landline)[ .:=#-]{0,3}(?:(?:no|number)\b[ .:=#-]{0,3})?"
            r"\d(?: ?\d){5,10}\b(?![/.-]\d)",
            re.IGNORECASE,
        ),
        hint=re.compile(r"\b(?:ext|tel|phone|mob|landl)", re.IGNORECASE),
        undated=True,
    ),
    _Kind("a date of birth", BORN_ON, is_birth, BIRTH_HINT),
    _Kind(
        "an officer's number",
        re.compile(
            r"\b(?:[AT]/)?(?:PCSO|WPC|PC|DCI|DC|PS|DS|DI|D?SGT|SERGEANT|CONSTABLE|D?INSP(?:ECTOR)?|(?:D?SUPT)|TDC|TPC)"
            rf"(?: ?(?:no\.?|number|#)|[/-])? ?(?:\d{{3,6}}|\d{{4,6}}(?-i:[A-Z]))\b{_THINGS}"
            r"|\b(?:[PD]\.C|D\.[SI])\.? ?\d{3,6}\b|\bofficer (?:no\.? |number )?\d{4,6}\b"
            rf"|\b(?:collar|shoulder|warrant|badge){_REFERENCE}\d{{3,6}}\b",
            re.IGNORECASE,
        ),
        _officer,
    ),
    _Kind(
        "a police occurrence number",
        re.compile(
            rf"(?<![\w+-])44[ /-]?\d{{2}}[ /-]?\d{{7}}(?![\w-]){_THINGS}"
            rf"|\b(?:occurrence|crime|incident|niche){_REFERENCE}[\w/]*?\d{{5,}}",
            re.IGNORECASE,
        ),
        _occurrence,
    ),
    # The family court's numbers begin in 2012.
    _Kind(
        "a court's case number",
        re.compile(r"\b[A-Z]{2}[ /-]?(?:1[2-9]|[2-4]\d)[ /-]?[CFP][ /-]?\d{5}\b", re.IGNORECASE),
    ),
)
A_NAME = "a person's name"
KINDS = frozenset((A_NAME, *(kind.what for kind in _KINDS)))

# One quick look that nothing above escapes; most cells hold neither long numbers nor titles.
_SUSPECT = re.compile(
    rf"@|[(\[<{{] ?at ?[)\]>}}]|[._]\w{{2,64}} at |\d(?:[ .,_/\\()\[\]-]{{0,3}}\d){{2}}|\d ?[a-z]{{2}}\b"
    rf"|\b(?:{TITLE})\b|{BIRTH_HINT.pattern}|\bBFPO\b|\d[a-z]{{2}}(?:UK|GB)\b",
    re.IGNORECASE,
)


def kinds_by_form(text: str) -> Iterator[str]:
    """The kinds of personal data in ``text``, which has no invisible characters and no double blanks."""
    if not _SUSPECT.search(text):
        return
    yield from (kind.what for kind in _KINDS if kind.is_in(text))
    if titled(text):
        yield A_NAME
