"""What a notebook cell shows: a piece of HTML of our own making, a table, or a picture with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.abc import InspectLoader
from types import CodeType, ModuleType
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

HIDDEN_MARK = "c"
TABLES = "application/vnd.audit.tables+json"  # the tables that an output shows, as data, for the page's workbook
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no way to hold them
_AS_THEY_ARE = " !$'()*+,-./:;<=>?@[]^_`{|}~"  # in an address of our own, besides letters and digits
_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_FILLED_IN = (("{{", "}}"), ("{%", "%}"))


@dataclass(frozen=True)
class Html:
    """A piece of a page. ``plain`` is what a program that shows no HTML prints; ``tables`` are those shown in it."""

    html: str
    plain: str = ""
    tables: tuple[Table, ...] = ()

    def __html__(self) -> str:
        """Our own templates have escaped it already, so another template takes it as it is."""
        return self.html

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        shown = {"text/html": self.html, "text/plain": self.plain}
        return shown | ({TABLES: [each.data for each in self.tables]} if self.tables else {})


class Numeric(str):
    """The heading of a column whose cells are numbers."""

    __slots__ = ()


@dataclass(frozen=True)
class Table:
    """
    A table whose first column names its rows; a page and a workbook show the same one.

    ``columns``: a heading for each, `Numeric` for numbers. ``rows``: cells are text, numbers, None (hidden) or `Html`.
    ``repeated``: whether each table of this kind has the same note, so that paper needs it once. ``kind``: the class by
    which the page's looks know it.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""
    repeated: bool = False
    kind: str = ""

    @property
    def hides(self) -> bool:
        """Whether any cell is hidden."""
        return any(cell is None for row in self.rows for cell in row)

    @property
    def html(self) -> str:
        """The table as part of a page."""
        return rendered(
            """
<div class="table-scroll" role="region" aria-label="{{ t.caption }}" tabindex="0"><table
{%- if classes %} class="{{ classes | join(" ") }}"{% endif %}>
<caption>{{ t.caption }}</caption>
<thead><tr>{% for c in t.columns %}<th scope="col">{{ c }}</th>
{%- endfor %}</tr></thead>
<tbody>
{% for row in rows %}
<tr><th scope="row">{{ row[0] }}</th>{% for cell in row[1:] %}
<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}
</tbody></table></div>
{% if t.note %}<p class="quiet{% if t.repeated %} said-once{% endif %}">{{ t.note }}</p>{% endif %}
{% if t.hides %}<p class="quiet">{{ mark }}: hidden, to protect small counts. It does not mean zero.</p>{% endif %}
""",
            t=self,
            # Said once for the column, and not in every cell of it: on a page of many quarters that is a tenth.
            classes=[
                *filter(None, [self.kind]),
                *(f"num{place}" for place, each in enumerate(self.columns, 1) if isinstance(each, Numeric)),
            ],
            rows=_marked(self.rows),
            mark=HIDDEN_MARK,
        ).html

    @property
    def plain(self) -> str:
        """The table for a program that shows no HTML."""
        lines = (" | ".join(plain(cell) for cell in row) for row in _marked(self.rows))
        return "\n".join([self.caption, *lines])

    @property
    def data(self) -> dict[str, Any]:
        """The table as JSON can hold it: cells are numbers, text or null (hidden)."""
        kept = [
            [cell if cell is None or isinstance(cell, int | float) else plain(cell) for cell in row]
            for row in self.rows
        ]
        return {"caption": self.caption, "columns": list(self.columns), "rows": kept, "note": self.note}

    def __html__(self) -> str:
        """As part of another template: the cells have been escaped already."""
        return self.html

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": self.html, "text/plain": self.plain, TABLES: [self.data]}


@dataclass(frozen=True)
class Picture:
    """
    A chart as SVG, with the words that say what a sighted reader sees, and the finding as its caption.

    ``narrow``: as wide as a telephone, so that two stand beside each other on a page and on paper.
    """

    svg: str
    alt: str
    caption: str
    narrow: bool = False

    @property
    def figure(self) -> Html:
        """The picture as part of a page."""
        return rendered(
            # A chart keeps its size where the page is narrower, and scrolls by itself: its letters stay readable.
            '<figure{% if narrow %} class="figure--narrow"{% endif %}>'
            '<div class="picture-scroll" role="group" aria-label="Chart" tabindex="0">'
            '<img alt="{{ alt }}" src="{{ address }}"></div><figcaption>{{ caption }}</figcaption></figure>',
            plain=self.alt,
            alt=self.alt,
            caption=self.caption,
            narrow=self.narrow,
            address=svg_address(self.svg),
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        # Not as an SVG of its own, which a notebook puts into its page: the looks of two would be mixed up.
        return {"text/html": self.figure.html, "text/plain": self.alt}


def svg_address(svg: str) -> Markup:
    """
    The data address of an SVG, for an attribute in double quotes: nearly as short as the SVG itself.

    What an address or the attribute cannot hold is written as its bytes; base64 would write a third more.
    """
    return Markup(f"data:image/svg+xml,{quote(svg, safe=_AS_THEY_ARE)}")  # noqa: S704  # no quote or ampersand is left


def writable(text: str) -> str:
    """``text`` as a workbook or a drawing can hold it, with a mark in place of what no XML has a way to write."""
    return _UNWRITABLE.sub("\ufffd", text)


def rendered(template: str, plain: str = "", **values: object) -> Html:
    """``template`` (a Jinja template of our own code, never taken from anywhere) filled in, all values escaped."""
    return Html(_compiled(template).render(**values), plain, tuple(_tables(values.values())))


def together(parts: Sequence[Html | Table], plain: str) -> Html:
    """These ``parts``, one after the other."""
    return rendered("{% for part in parts %}{{ part }}{% endfor %}", plain, parts=parts)


@cache
def _compiled(template: str) -> Template:
    return _ENVIRONMENT.from_string(template)


def compile_templates(modules: Iterable[ModuleType]) -> None:
    """Compile every template that the code of ``modules`` holds, once for all the processes that are forked next."""
    for module in modules:
        code = module.__loader__.get_code(module.__name__) if isinstance(module.__loader__, InspectLoader) else None
        for each in _texts_in(code) if code else ():
            if any(opened in each and closed in each for opened, closed in _FILLED_IN):
                _compiled(each)


def _texts_in(code: CodeType) -> Iterator[str]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _texts_in(each)
        elif isinstance(each, str):
            yield each


def _tables(values: Iterable[object]) -> Iterator[Table]:
    for value in values:
        match value:
            case Table():
                yield value
            case Html():
                yield from value.tables
            case list() | tuple():
                yield from _tables(value)


def _marked(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    return [[HIDDEN_MARK if cell is None else cell for cell in row] for row in rows]


def plain(cell: object) -> str:
    """A cell's words."""
    return cell.plain if isinstance(cell, Html) else str(cell)
