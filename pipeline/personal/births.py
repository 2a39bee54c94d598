"""Dates of birth: a date beside a word such as "born", and headings that ask for one."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.personal.characters import readings
from pipeline.personal.word_lists import RELATION, folded, is_ordinary, of_kind

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = (
    rf"(?:\d{{1,4}} ?[/._-] ?\d{{1,2}} ?[/._-] ?\d{{2,4}}|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ /.-]?{_MONTHS}[ /.,-]{{0,2}}'?\d{{2,4}}"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{8}}|\d{{6}})(?!\d)"
)
_WHO = rf"(?:{'|'.join(sorted(of_kind(RELATION)))}|patient|client|son|male|female)(?:'?s'?)?"
_BIRTH = (
    r"(?<![^\W_])(?:d\.?o\.?bs?|d[ ./_-]{1,2}o[ ./_-]{1,2}b|dates?[ _-]{0,2}of[ _-]{0,2}births?"
    r"|birth[ _-]{0,2}da(?:te|y))(?![^\W\d_])\.?"
)
_BORN = rf"(?:{_BIRTH}|(?<!new[ -])(?<!un[ -])(?<![^\W_])born(?![^\W\d_]))"
# What may stand between "born" and the day: whose, how or where, and no other sentence.
_HOW = (
    rf"(?:is|was|on|of|for|the|at|in|as|a|to|(?:recorded|noted|listed|stated|entered|written|shown|confirmed) as|home"
    rf"|hospital|early|prematurely|\d\d weeks|given|{_WHO})"
)
_UNSURE = (
    r"(?i:check|verif|confirm|miss|unknown|not\b|no\b|quer|request|wrong|error|incorrect|updat|amend|seen|visit|review)"
)
_UNTIL = rf"(?:[^\w.?!]|_){{0,4}}(?:(?:(?i:{_HOW})|(?!{_UNSURE})[A-Z][\w'-]*)\b[\s:=,()-]{{1,3}}){{0,6}}"
# After the day: nothing is said of the birth but whose it is, as it is in "01/07/2019 DOB missing".
_IS = r"(?: (?:is|was|the|his|her|their|a))*"
_NO_MORE = rf"(?: (?:of|for|the|{_WHO})\b){{0,3}}(?![ :'\"-]{{0,3}}[^\W\d_])"
BORN_ON = re.compile(
    rf"(?i:{_BORN}){_UNTIL}(?i:{_DAY})|(?<![\w.])(?P<letter>[Bb])\. ?(?i:{_DAY})"
    rf"|(?<!\d)(?i:{_DAY}{_IS}[ (\[=-]{{0,3}}{_BIRTH}{_NO_MORE})"
)
# Every one of these words has such a "b"; it is looked for in every text, and cheaply so.
BIRTH_HINT = re.compile(r"[bB](?:[iI][rR][tT][hH]|[oO][rR][nN]|\.|(?<=[oO ./_-][bB])[sS]?(?![a-zA-Z]))")

_ASKS = re.compile(
    r"(?P<before>.{0,60}?)"
    rf"(?:{_BIRTH}|(?-i:(?<=[a-z])DOB)\b)(?P<rest>|\d.{{0,40}}|\s*[^\w\s].{{0,40}}|\s+\w.{{0,40}})"
    rf"|(?:(?:date|day|when|was|is|of|the|a|{_WHO})\W{{1,3}})*(?:born|birth)(?: on)?\W*(?:\(.{{0,40}})?",
    re.IGNORECASE,
)
# It asks whether, or for another date: "Was the date of birth checked?", "Date the DOB was seen".
_ASKS_ELSE = re.compile(
    r"(?:was|were|is|are|did|do|does|has|have|had|can|could|who|how|why|which|where|whether|if|dates? (?!of birth))\b"
    r"|.*\b(?:no|not|without|cannot|gave|lacks?|wrong|missing|unknown|see|had|has|have|asked|about|by|before|after"
    r"|since|from|never|write|told|said|says|obtained)\b",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(
    r"\b(?:check|verif|confirm|correct|incorrect|wrong|error|match|updat|amend|quer|request|ask|complet|miss|visit|contact"
    r"|review|seen|meeting|call|letter|card|party|sent|regist|notif|unknown|not?\b|withheld|refus|declin)",
    re.IGNORECASE,
)
_BEGINS_WITH_A_DAY = re.compile(rf"\W{{0,3}}(?:[a-z]{{3,9}},? )?{_DAY}|[1-5]\d{{4}}(?!\d)", re.IGNORECASE)


def is_birth(match: re.Match[str]) -> bool:
    """Whether a "b." before a date is short for "born", and no letter of a list or of a "plan B."."""
    if not match["letter"]:
        return True
    before = match.string[max(match.start() - 200, 0) : match.start()].rstrip()
    word = re.search(r"[^\W\d_][\w'-]*$", before)
    if re.search(r"(?<![\w.])[Aa]\.", before) or before[-1:].isdigit():
        return False
    if word is None:
        return True
    word_before = folded(word[0])
    return match["letter"] == "b" and (
        word_before in of_kind(RELATION) | {"male", "female"} or not is_ordinary(word_before)
    )


@lru_cache(maxsize=32_768)  # a template's own words come again in each of its returns
def asks_for_birth(heading: str) -> bool:
    """Whether ``heading`` asks for a date of birth."""
    if heading.isascii() and heading.isprintable() and not BIRTH_HINT.search(heading):
        return False
    return any(_asks(re.sub(r"[\s_]+", " ", reading).strip()) for reading in readings(heading))


def _asks(heading: str) -> bool:
    match = _ASKS.fullmatch(heading)
    if match is None or match["rest"] is None:
        return match is not None
    more = re.sub(r"\(.*?\)", "", match["rest"])
    return not _ASKS_ELSE.match(match["before"]) and not _SAYS_MORE.search(more)


def is_day(text: str) -> bool:
    """Whether an answer is a day, in whatever shape; a number may be a spreadsheet's own for one."""
    return any(_BEGINS_WITH_A_DAY.match(reading) for reading in readings(text))
