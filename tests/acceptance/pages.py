"""The tables of a page, read as a reader with a mouse would copy them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Table:
    """One table: what it is called, its headings and its lines."""

    caption: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def lines(self) -> list[dict[str, str]]:
        """Each line by its headings; the first names it."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.words: list[str] = []
        self.into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and self.tables and self.tables[-1].headings:
            self.tables[-1].rows.append([])
        if tag in ("caption", "th", "td"):
            self.words = []
            self.into = "heading" if ("scope", "col") in attrs else tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("caption", "th", "td"):
            return
        text = " ".join("".join(self.words).split())
        if self.into == "caption":
            self.tables[-1].caption = text
        elif self.into == "heading":
            self.tables[-1].headings.append(text)
        else:
            self.tables[-1].rows[-1].append(text)


def tables(page: str) -> dict[str, Table]:
    """The tables of a page by their captions."""
    reader = _Reader()
    reader.feed(page)
    by_caption = {each.caption: each for each in reader.tables}
    assert len(by_caption) == len(reader.tables), "two tables have the same caption"
    return by_caption
