"""
An executed notebook as one self-contained HTML page: no code, no script, nothing fetched.

The page holds no clock, path, user or random id, so the same notebook and context give the same bytes.
"""

from __future__ import annotations

import copy
import functools
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import resources
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import DataTypeFilter, strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets.config import Config

from pipeline.errors import PipelineError
from pipeline.page.parts import Html
from pipeline.report.abbreviations import with_abbreviations

BEST_FIRST = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]
FETCHING = frozenset({"applet", "base", "embed", "form", "frame", "iframe", "link", "object", "script"})
ADDRESSES = frozenset({"action", "background", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"})


NO_DESCRIPTION = "No description of this chart yet."
_NOTHING = Html("")


class Link(NamedTuple):
    """A link to another page, by its relative address; ``one_of_many``: it is the page of an audit, or of a case."""

    label: str
    href: str
    current: bool = False
    one_of_many: bool = False


@dataclass(frozen=True)
class Page:
    """What a page says around the notebook; ``stamp`` is printed as given; ``marking`` and ``board`` may be empty.

    ``approved_by``: who signed it off, on the day that ``stamp`` gives; without anybody it is a draft.
    ``revised_since``: the day on which a final report was signed whose figures were others. ``redefined_since``: the
    day up to which the audits were defined otherwise, where nobody has decided yet to go on with the newer ones.
    ``meeting``: for whose eyes alone it is, where it is made for a meeting and is no part of a report.
    ``details``: what else there is to say about the report; ``tables``: the workbook of its tables, beside it;
    ``figures``: the files of the whole report's figures; ``tracker``: of its recommendations, where they are followed;
    ``months``: those of the quarter, in words;
    ``abbreviations``: what those that the page may hold stand for.
    """

    title: str
    quarter: str
    edition: str = ""
    marking: str = ""
    synthetic: bool = False
    board: str = ""
    approved_by: str = ""
    revised_since: str = ""
    redefined_since: str = ""
    meeting: str = ""
    nav: tuple[Link, ...] = ()
    earlier: tuple[Link, ...] = ()
    stamp: str = ""
    about: tuple[str, ...] = ()
    details: Html = _NOTHING
    tables: str = ""
    figures: tuple[str, ...] = ()
    tracker: tuple[str, ...] = ()
    months: str = ""
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    @property
    def draft(self) -> bool:
        """Whether nobody has signed it off."""
        return not self.approved_by and not self.meeting


def page(notebook: NotebookNode, context: Page) -> str:
    """
    Render an executed notebook.

    Raises: PipelineError -- if the page would fetch or run anything.
    """
    shown = copy.copy(notebook)  # the exporter works on a deep copy of its own; only the title's cell is another here
    shown.cells = [copy.copy(each) for each in notebook.cells]
    heading = _without_title(shown)
    around = {"page": context, "title": context.title or heading, "outline": Outline()}
    text, _ = _exporter().from_notebook_node(shown, resources=around)
    text = with_abbreviations(text, context.abbreviations)
    inspected = _Inspection()
    inspected.feed(text)
    inspected.close()
    if inspected.faults:
        raise PipelineError(f"The page '{around['title']}' cannot be written: {'; '.join(inspected.faults)}.")
    return text


class Outline:
    """The sections of a page, by the id that its list of contents links to."""

    def __init__(self) -> None:
        self.sections: dict[str, Markup] = {}

    def add(self, heading: str) -> str:
        """Take in a section's heading, as HTML, and return its id."""
        words = Markup(heading).striptags()  # noqa: S704  # tags are taken out, and what is left escaped again
        stem = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "section"
        name, again = stem, 2
        while name in self.sections or name in {"about-this-report", "content", "contents"}:
            name, again = f"{stem}-{again}", again + 1
        self.sections[name] = Markup.escape(words)
        return name


class _Headings(IPythonRenderer):
    """Markdown to HTML with headings from h2 down (the title is the h1), each h2 entered in the outline."""

    def __init__(self, outline: Outline, **settings: Any) -> None:
        super().__init__(exclude_anchor_links=True, allow_harmful_protocols=False, **settings)
        self._outline = outline

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Write a heading one may link to."""
        if level > 2:
            return f"<h{level}>{text}</h{level}>\n"
        return f'<h2 id="{self._outline.add(text)}">{text}</h2>\n'


class _Markdown(MarkdownWithMath):
    """Without nbconvert's turning of bare addresses into links: a page leads nowhere outside the reports."""

    DEFAULT_PLUGINS = ("strikethrough", "table", "def_list")  # type: ignore[assignment]  # theirs has five


class _PageExporter(HTMLExporter):
    """nbconvert's exporter with our template, escaping by default, without its second parse of the page."""

    def _create_environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self.template_paths),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        best = DataTypeFilter(parent=self)
        environment.filters |= {
            "best": lambda data: next(iter(best(data)), None),
            "css_string": css_string,
            "from_pipeline": Markup,
            "markdown": _markdown,
            "picture": picture,
            "strip_ansi": strip_ansi,
        }
        return environment

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own overrides are
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render the notebook with the template alone."""
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


@functools.cache
def _exporter() -> _PageExporter:
    settings = Config()
    settings.NbConvertBase.display_data_priority = BEST_FIRST
    settings.TagRemovePreprocessor.remove_cell_tags = {"notebook-only"}
    folder = str(resources.files("pipeline.report") / "templates")
    untyped: Any = _PageExporter  # nbconvert types its values, not its constructors
    exporter: _PageExporter = untyped(config=settings, template_paths=[folder], template_file="page.html.j2")
    return exporter


def picture(output: NotebookNode, kind: str) -> dict[str, str]:
    """
    Return what an ``img`` needs of a picture output: its data address, alternative text, caption and size.

    One that nobody has put into words says so itself, beside it too (see `undescribed`).
    """
    words = output.metadata.get(kind, {})
    spoken = _description(output, kind)
    drawn = output.data[kind]
    data = b64encode(drawn.encode()).decode() if kind == "image/svg+xml" else "".join(drawn.split())
    return {
        "src": f"data:{kind};base64,{data}",
        "alt": spoken or NO_DESCRIPTION,
        "caption": words.get("caption", "") if spoken else NO_DESCRIPTION,
        "width": str(words.get("width", "")),
        "height": str(words.get("height", "")),
    }


def undescribed(notebook: NotebookNode) -> tuple[int, ...]:
    """Which code cells of an executed notebook show a picture that nobody has put into words; the first is 1."""
    cells = [each for each in notebook.cells if each.cell_type == "code" and not _injected(each)]
    return tuple(number for number, cell in enumerate(cells, start=1) if any(map(_is_wordless, cell.outputs)))


def _injected(cell: NotebookNode) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", ())  # papermill's own, which is not in the file


def _is_wordless(output: NotebookNode) -> bool:
    kind = next((each for each in BEST_FIRST if each in output.get("data", ())), "")
    return kind.startswith("image/") and not _description(output, kind)


def _description(output: NotebookNode, kind: str) -> str:
    spoken = str(output.metadata.get(kind, {}).get("alt") or output.data.get("text/plain", ""))
    return "" if _is_repr(spoken) else spoken.strip()


def css_string(text: str) -> Markup:
    """Return the text as a quoted CSS string that nothing can break out of."""
    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704  # letters, digits, spaces and CSS escapes are all that is left


class _Inspection(HTMLParser):
    """Reads a finished page for anything that would fetch, run or lead away; its policy is a second lock."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._headings += tag == "h1"
        if tag in FETCHING or (tag == "h1" and self._headings > 1):
            self.faults.append(f"it holds {'a second ' if tag == 'h1' else ''}<{tag}>")
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name.startswith("on") or name == "srcdoc" or (name == "style" and "url(" in text):
                self.faults.append(f"a <{tag}> has the attribute '{name}'")
            if name in ADDRESSES and _leads_away(text):
                self.faults.append(f"the {name} of a <{tag}> leads outside the reports")


def _leads_away(address: str) -> bool:
    if address.startswith("data:image/"):
        return False
    scheme = re.match(r"[a-z][a-z0-9+.\-]*:", re.sub(r"[\x00-\x20]", "", address))
    return bool(scheme) or address.startswith(("//", "\\\\"))


@pass_context
def _markdown(context: Context, source: str, own: bool) -> Markup:
    # ``own`` is a cell of a notebook in this repository, whose HTML is ours; what a cell put out is escaped.
    renderer = _Headings(context["resources"]["outline"], escape=not own)
    return Markup(_Markdown(renderer=renderer).render(source))  # noqa: S704  # escaped by the renderer, or ours


def _without_title(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            first, _, rest = cell.source.lstrip().partition("\n")
            if not first.startswith("# "):
                return ""
            cell.source = rest
            return str(first).removeprefix("# ").strip()
    return ""


def _is_repr(text: str) -> bool:
    return text.startswith("<") and text.endswith(">")
