"""
What looks like somebody's name.

After a title such as "Mrs" a word is a name, certainly enough to refuse a return. Without a title, capitals, a common
given name or a word such as "mother" only hint at a name; a person is then asked about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.personal.characters import readings
from pipeline.personal.word_lists import (
    LINKING,
    PLACE,
    PREFIX,
    RELATION,
    ROLE,
    SURNAME,
    folded,
    is_given,
    is_ordinary,
    of_kind,
)

TITLE = (
    r"m(?:rs?|s|x|iss(?:us)?|str|[ai]ster)|d(?:r|octor|ci?|s|i|\.[csi])|p(?:c|s|cso|\.c)|wpc|t[dp]c|rev|cllr|sgt|sergeant|constable"
    r"|insp(?:ector)?"
)
_SURE = ("mr", "mrs", "mx", "mstr", "mister", "missus")  # they are never anything but titles
_LETTERS = r"[^\W\d_]+(?:['-][^\W\d_]+)*"
_PARTICLE = r"van|von|der|den|de|del|della|da|dos|du|la|le|al|el|bin|bint|ibn|ní|nic|mac|mc|ó|o|ap|ab|ter|ten"
# The rest is only looked at, since what seems a name may be the next title.
_TITLED = re.compile(
    rf"\b(?P<title>{TITLE})\b(?=(?:\. ?| {{1,3}}|(?P<mark> ?[:,;] ?))"
    rf"(?P<initials>(?:[a-z]\b(?!')\.? {{0,3}}){{0,3}})['\"(]?(?:(?:{_PARTICLE})\b[ -]?){{0,3}}(?P<name>{_LETTERS}))",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    rf"(?:, ?| ?\()(?:{'|'.join(_SURE)})\b\.?\)?(?= ?(?:(?-i:[A-Z])\b\.? ?)?(?:$|[^\w\s]))", re.IGNORECASE
)
_IS_A_TITLE = re.compile(TITLE, re.IGNORECASE)
_DONE = re.compile(r".{2,}[^e]ed", re.IGNORECASE)  # as verbs end, and few names
_DONE_OR_DOING = re.compile(r".{2,}[^e]ed|.{3,}(?:ing|tion|ment)", re.IGNORECASE)

_WORD = re.compile(_LETTERS)
_BETWEEN = re.compile(r"[ ,:('\"-]{1,3}")  # what parts a relation from a name, where no sentence ends
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){2,3}(?!\w)")
_INITIAL_AND_NAME = re.compile(r"(?:\b(?P<before>\w{1,40}) )?(?<![\w.])[A-Z]\. ?(?P<name>[^\W\d_]{3,})")
# A folder of somebody's own, such as "C:\\Users\\…": what it is called is who that is.
_OWN_FOLDER = re.compile(
    r"(?:\\|(?<![\w)])/)(?:users|homes?|profiles|documents and settings)[\\/]"
    r"(?!(?:public|shared|default|all users|administrator)\b)[^\W\d_]|://\S+/personal/[^\W\d_]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:child|mother|father|parent|carer|patient|pupil|sibling|baby|first|full|sur|fore|family|birth|given)"
    r"(?:'?s)?[ -]?(?:full |first |sur)?name\b(?: is|\s*[:=-])\s*|\b(?:aka|a\.k\.a\.|also known as) ",
    re.IGNORECASE,
)
# What a letter after it tells apart from its like: option B, case C.
_LETTERED = frozenset(
    """
    option level part form annex appendix type group grade table figure section adult person case family school
    """.split()
)


@dataclass(frozen=True)
class _Word:
    """A word, what stands between it and the one before, and whether it begins a sentence."""

    text: str
    gap: str
    first: bool

    @property
    def capital(self) -> bool:
        last = self.text.rpartition("-")[2]  # as in "al-Rashid"
        return last[0].isupper() and any(each.islower() for each in self.text)

    @property
    def shouted(self) -> bool:
        return self.text.isupper() and len(self.text) > 2

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def strange(self) -> bool:
        """Whether it is written as names are, and is no ordinary word."""
        return (self.capital or self.shouted) and not is_ordinary(self.text)

    @property
    def surely_given(self) -> bool:
        """Whether it is a given name and no other word, written as a name is."""
        return self.strange and is_given(self.text)


def titled(text: str) -> bool:
    """Whether ``text``, which has no invisible characters, holds a title with a name."""
    return any(map(_titled, _TITLED.finditer(text))) or any(map(_followed, _TITLE_AFTER.finditer(text)))


def _followed(match: re.Match[str]) -> bool:
    """Whether a name goes before the title: "Bloggs, Mr"."""
    name = re.search(rf"{_LETTERS}$", match.string[max(match.start() - 40, 0) : match.start()])
    return name is not None and name[0][0].isupper() and not is_ordinary(name[0]) and not _IS_A_TITLE.fullmatch(name[0])


def _titled(match: re.Match[str]) -> bool:
    title, name = match["title"], _owner(match["name"])
    sure = title.casefold() in _SURE
    if len(name) < 2 or _IS_A_TITLE.fullmatch(name):
        return False
    if match["mark"]:
        return name[0].isupper() and not is_ordinary(name) and (sure or is_given(name))
    if name[0].islower():
        return sure and not match["initials"] and len(name) > 2 and not is_ordinary(name)
    if sure:
        return folded(name) not in of_kind(LINKING)
    if is_ordinary(name) or (not is_given(name) and _DONE.fullmatch(name)):
        return False
    shouted = name.isupper() and not is_given(name)
    return not shouted or not (len(name) < 3 or title.islower() or _DONE_OR_DOING.fullmatch(name))


def looks_like_a_name(text: str) -> bool:
    """Whether something in ``text`` looks like a person's name; to be asked about, and no reason to refuse it."""
    return any(_named(reading) for reading in readings(text))


def names_somebody(role: str) -> bool:
    """Whether what should be a role names a person, alone or beside the role."""
    return any(_named(reading) or _in_role(reading) for reading in readings(role))


@lru_cache(maxsize=4096)
def _named(text: str) -> bool:
    words = list(_words(re.sub(r" {2,}", " ", text)))
    return (
        titled(text)
        or any(_is_full(run, words) for run in _runs(words))
        or any(_introduced(words, place) for place in range(1, len(words)))
        or _lettered(text)
        or _OWN_FOLDER.search(text) is not None
        or any(_labelled(text[label.end() :]) for label in _LABEL.finditer(text))
    )


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        yield _Word(_owner(match[0]), gap, not end or re.search(r"[.!?:;]", gap) is not None)
        end = match.end()


def _owner(word: str) -> str:
    """``word`` without the ending "'s"."""
    return re.sub(r"(?<=.)'[sS]?$", "", word)


def _runs(words: Sequence[_Word]) -> Iterator[range]:
    """The places of words that follow each other, are written as names are, and are no ordinary words."""
    start = 0
    for place, word in enumerate(words):
        after = word.gap == " " or (word.gap == ". " and words[place - 1].initial)
        if place > start and not after:
            yield range(start, place)
            start = place
        if not (word.strange or (word.capital and is_given(word.text)) or (place > start and _joins(words, place))):
            yield range(start, place)
            start = place + 1
    yield range(start, len(words))


def _joins(words: Sequence[_Word], place: int) -> bool:
    """Whether a word that is no name by itself belongs to one: "van", an initial, or a surname such as "Cook"."""
    word, before = words[place], words[place - 1]
    surname = word.capital and folded(word.text) in of_kind(SURNAME) and before.surely_given
    return surname or word.initial or re.fullmatch(_PARTICLE, word.text, re.IGNORECASE) is not None


def _is_full(run: range, words: Sequence[_Word]) -> bool:
    """Whether these words are a given name with another name, and not a place such as "Ada Lovelace School"."""
    names = [words[place] for place in run if words[place].capital or words[place].shouted]
    forenames = [each for each in names if is_given(each.text) and (each.capital or each.surely_given)]
    if any(each.surely_given for each in forenames):
        names += [words[place] for place in run if words[place].initial]
    elif not any(each.capital and each.strange for each in names):
        return False
    return bool(forenames) and 2 <= len(names) <= 4 and not _of_a_place(words, run[0], run[-1])


def _of_a_place(words: Sequence[_Word], first: int, last: int) -> bool:
    before = words[first - 1].text if first and words[first].gap in (" ", ". ") else ""
    after = _next(words, last)
    return folded(before) in of_kind(PREFIX) or (
        after is not None and after.text[0].isupper() and folded(after.text) in of_kind(PLACE)
    )


def _next(words: Sequence[_Word], place: int) -> _Word | None:
    """The word after, where only a blank parts them."""
    return words[place + 1] if place + 1 < len(words) and words[place + 1].gap == " " else None


def _introduced(words: Sequence[_Word], place: int) -> bool:
    """Whether the word before shows that this one is a name: "mother Jane", "J Bloggs", "Bloggs, Jane"."""
    before, word = words[place - 1], words[place]
    if len(word.text) < 2 or _of_a_place(words, place, place):
        return False
    if word.gap == ", " and before.strange and word.surely_given:
        return not is_given(before.text)
    if before.initial and before.text not in "AI" and word.gap == " " and word.capital and word.strange:
        return before.first or folded(words[place - 2].text) in of_kind(RELATION)
    introduction = folded(before.text).removesuffix("-in-law").rpartition("-")[2]
    if introduction in of_kind(ROLE):
        return word.gap == " " and word.surely_given
    if introduction not in of_kind(RELATION) or not _BETWEEN.fullmatch(word.gap):
        return False
    if word.surely_given:
        return True
    if word.gap != " " or not word.capital or is_ordinary(word.text):
        return False
    # "Child Arrangements Order", "Mother Diagnosed with": a heading, or words that all begin with a capital.
    after, heading = _next(words, place), before.capital and (not before.first or _DONE_OR_DOING.fullmatch(word.text))
    return not heading and not (after is not None and after.capital and is_ordinary(after.text))


def _lettered(text: str) -> bool:
    """Whether initials stand in for a name, alone or before one."""
    return any(not is_ordinary(re.sub(r"\W", "", match[0])) for match in _INITIALS.finditer(text)) or any(
        match["name"][0].isupper()
        and not match["name"].isupper()
        and not is_ordinary(match["name"])
        and folded(match["before"] or "") not in _LETTERED | of_kind(RELATION) | of_kind(ROLE)
        for match in _INITIAL_AND_NAME.finditer(text)
    )


def _labelled(rest: str) -> bool:
    word = next(_words(rest), None)
    return word is not None and not word.gap and len(word.text) > 1 and word.strange


def _in_role(text: str) -> bool:
    words = list(_words(text))
    forename_places = [at for at, word in enumerate(words) if is_given(word.text) and not is_ordinary(word.text)]
    if any(not _of_a_place(words, at, at) for at in forename_places):
        return True
    names = all(each.text[0].isupper() and (each.initial or not is_ordinary(each.text)) for each in words)
    return names and 2 <= len(words) <= 4 and any(each.capital and len(each.text) > 2 for each in words)
