"""Every number that a page prints, with the standard that it stands at and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = set(
    "p li td th dt dd caption summary h1 h2 h3 h4 h5 h6 figcaption div section title tr text a details".split()
)  # in a picture too: `text`
_ALONE = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "circle", "use", "source", "col"}
_IN_WORDS = ("alt", "aria-label", "title", "placeholder", "content", "value")
_ID = re.compile(r"\b[A-Z]{2,4}[a-z]?\d+[a-z]?\b")


@dataclass(frozen=True)
class Said:
    """A piece of a page: what it says, and where: in whose section, under which caption, in the row of what."""

    text: str
    section: str = ""
    caption: str = ""
    row: str = ""

    @property
    def about(self) -> list[str]:
        """The ids of what it may be about: its row's, its caption's and its section's."""
        return [found[0] for words in (self.row, self.caption, self.section) if (found := _ID.match(words))]


@dataclass
class _Reader(HTMLParser):
    """Gathers the pieces of a page block by block, the words of attributes as pieces of their own."""

    said: list[Said] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    caption: str = ""
    row: str = ""
    first: bool = False
    in_item: bool = False
    hidden: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS or tag in _ALONE:
            self._ends()
        if tag not in _ALONE:
            self.sections.append(given.get("id") or "")
        if tag in ("table", "li"):
            self.caption, self.row, self.in_item = "", "", tag == "li"
        if tag == "tr":
            self.row, self.first = "", True
        self.hidden += tag in ("script", "style")
        self.said += [self._piece(given[each] or "") for each in _IN_WORDS if given.get(each)]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            text = self._ends()
            if tag == "caption":
                self.caption = text
            if tag in ("th", "td") and self.first:
                self.row, self.first = text, False
        if tag in ("table", "li"):
            self.caption, self.row, self.in_item = "", "", False
        self.hidden -= tag in ("script", "style")
        if tag not in _ALONE and self.sections:
            self.sections.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)

    def _ends(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            self.said.append(self._piece(text))
        if self.in_item and not self.row and (named := _ID.findall(text)):
            self.row = named[-1]  # of a card in a list: what follows is about it
        return text

    def _piece(self, text: str) -> Said:
        section = next((each for each in reversed(self.sections) if _ID.fullmatch(each)), "")
        return Said(" ".join(text.split()), section, self.caption, self.row)


def pieces(page: str) -> Iterator[Said]:
    """The pieces of a page in which a number stands."""
    reader = _Reader()
    reader.feed(page)
    return (each for each in reader.said if re.search(r"\d", each.text))
