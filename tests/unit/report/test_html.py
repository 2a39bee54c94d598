"""An executed notebook as a page: no code, nothing fetched, and every picture in words."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from nbformat import NotebookNode, v4

from pipeline.errors import PipelineError
from pipeline.report.html import NO_DESCRIPTION, Link, Page, css_string, page, undescribed

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
AROUND = Page(
    title="Neglect",
    quarter="2019-20 Q2",
    edition="Sub-group edition",
    marking="OFFICIAL-SENSITIVE",
    synthetic=True,
    nav=(Link("Overview", "index.html"), Link("Neglect", "neglect.html", current=True)),
    earlier=(Link("2019-20 Q1", "../../2019-20-Q1/subgroup/neglect.html"),),
    stamp="Run 1",
    about=("Returns used: <police>",),
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def shown(data: dict[str, str], metadata: dict[str, object] | None = None) -> NotebookNode:
    output = v4.new_output("display_data", data=data, metadata=metadata or {})
    return v4.new_code_cell("secret_code = 1", outputs=[output])


def notebook(*cells: NotebookNode) -> NotebookNode:
    return v4.new_notebook(cells=list(cells))


def typical() -> NotebookNode:
    return notebook(
        v4.new_markdown_cell("# Neglect\n\nWhat changed."),
        v4.new_markdown_cell("## Headlines\n\nOne *standard*."),
        shown({"text/html": '<table><caption>C</caption><tr><th scope="row">A</th></tr></table>'}),
        shown({"image/png": PNG, "text/plain": "A line"}, {"image/png": {"alt": "It rises"}}),
        v4.new_code_cell(
            "x",
            outputs=[
                v4.new_output("stream", name="stdout", text="printed"),
                v4.new_output("stream", name="stderr", text="aside"),
            ],
        ),
    )


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_a_page_is_self_contained_and_says_what_it_is() -> None:
    text = page(typical(), AROUND)
    tags = Tags(text)

    assert tags.of("html") == [{"lang": "en-GB"}]
    assert len(tags.of("h1")) == len(tags.of("main")) == 1
    assert tags.of("script") == tags.of("link") == tags.of("iframe") == []
    policy = next(meta["content"] for meta in tags.of("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    addresses = [value for _, tag in tags.found for name, value in tag.items() if name in {"src", "href"}]
    assert [address for address in addresses if re.match(r"(?i)https?:|//", str(address))] == []
    assert "@import" not in text
    assert "url(" not in text
    assert "<title>Neglect – 2019-20 Q2 – SYNTHETIC – DRAFT</title>" in text
    assert text.count('<p class="marking">OFFICIAL-SENSITIVE</p>') == 2
    assert tags.of("a")[0]["href"] == "#content"
    current = [link["href"] for link in tags.of("a") if link.get("aria-current") == "page"]
    assert current == ["neglect.html"]


def test_code_prompts_and_standard_error_stay_in_the_notebook() -> None:
    text = page(typical(), AROUND)

    assert "printed" in text
    assert "secret_code" not in text
    assert "aside" not in text


def test_a_signed_off_page_of_real_figures_is_neither_draft_nor_synthetic() -> None:
    around = Page(
        title="Neglect",
        quarter="2019-20 Q2",
        edition="Public edition",
        marking="",
        approved_by="Chair, <group>",
        stamp="1 May",
    )
    text = page(typical(), around)
    body = text[text.index("<body>") :]

    assert "Public edition" in body
    assert "Approved by: Chair, &lt;group&gt;, 1 May." in body
    assert {"DRAFT", "SYNTHETIC", "OFFICIAL", "FINAL"} & set(re.findall(r"[A-Z]{5,}", text)) == {"FINAL"}


def test_a_page_whose_audits_were_defined_otherwise_before_says_so() -> None:
    told = "The audits' definitions have changed since 3 November 2026, and nobody has decided yet to go on with them."

    assert told in page(typical(), replace(AROUND, redefined_since="3 November 2026"))
    assert "REDEFINED" not in page(typical(), AROUND)


@pytest.mark.parametrize(("title", "expected"), [("Neglect", "Neglect"), ("", "From the notebook")])
def test_there_is_one_h1_whoever_names_it_and_no_second_one_from_a_later_cell(title: str, expected: str) -> None:
    cells = [v4.new_markdown_cell("# From the notebook\n\ntext"), v4.new_markdown_cell("# Another")]

    text = page(notebook(*cells), Page(title=title, quarter="2019-20 Q2"))

    assert re.findall(r"<h1>(.*?)</h1>", text) == [expected]
    assert '<h2 id="another">Another</h2>' in text


def test_sections_are_listed_under_ids_that_never_collide() -> None:
    cells = [v4.new_markdown_cell(f"## {words}") for words in ("Police & health", "Police, health", "Contents", "!?")]

    text = page(notebook(*cells), Page(title="T", quarter="Q"))

    assert re.findall(r'<li><a href="#(.*?)">', text) == ["police-health", "police-health-2", "contents-2", "section"]
    assert "Police &amp; health</a>" in text
    ids = [tag["id"] for _, tag in Tags(text).found if "id" in tag]
    assert len(ids) == len(set(ids))


def test_a_picture_is_a_figure_with_its_words_and_caption() -> None:
    words = {"alt": 'A "line" & more', "caption": "Fig. 1"}
    image = shown({"image/png": PNG, "text/plain": "<Figure>"}, {"image/png": words})

    text = page(notebook(image), AROUND)

    assert Tags(text).of("img") == [{"src": f"data:image/png;base64,{PNG}", "alt": 'A "line" & more'}]
    assert "<figcaption>Fig. 1</figcaption>" in text


def test_a_drawing_in_svg_is_held_as_a_picture_so_that_nothing_in_it_can_run() -> None:
    drawn = shown({"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{HOSTILE}</svg>", "text/plain": "A bar"})

    (image,) = Tags(page(notebook(drawn), AROUND)).of("img")

    assert str(image["src"]).startswith("data:image/svg+xml;base64,PHN2Zy")
    assert image["alt"] == "A bar"


@pytest.mark.parametrize("words", ["", "<Figure size 640x480 with 1 Axes>"])
def test_a_picture_that_nobody_put_into_words_is_on_the_page_and_says_so(words: str) -> None:
    executed = notebook(shown({"image/png": PNG, "text/plain": words}))

    text = page(executed, AROUND)

    (image,) = Tags(text).of("img")
    assert image["alt"] == NO_DESCRIPTION
    assert f"<figcaption>{NO_DESCRIPTION}</figcaption>" in text
    assert undescribed(executed) == (1,)


def test_the_cells_to_be_mended_are_counted_as_in_the_notebook_s_own_file() -> None:
    wordless = shown({"image/png": PNG, "text/plain": "<Figure size 640x480 with 1 Axes>"})
    given = v4.new_code_cell("quarter = 1", metadata={"tags": ["injected-parameters"]})
    described = shown({"image/png": PNG, "text/plain": "<Figure>"}, {"image/png": {"alt": "It rises"}})
    table = shown({"text/html": "<p>A table</p>", "image/png": PNG, "text/plain": "<Table>"})
    cells = [v4.new_code_cell(""), given, described, wordless, table]

    assert undescribed(v4.new_notebook(cells=cells)) == (3,)


@pytest.mark.parametrize(
    "cell",
    [
        v4.new_code_cell("", outputs=[v4.new_output("stream", name="stdout", text=HOSTILE)]),
        shown({"text/plain": f"x {HOSTILE}"}),
        shown({"text/markdown": f"{HOSTILE}\n\n[press](javascript:alert(1))"}),
    ],
    ids=["printed", "shown", "markdown"],
)
def test_text_that_a_cell_puts_out_stays_text(cell: NotebookNode) -> None:
    tags = Tags(page(notebook(cell), AROUND))

    assert not tags.of("script") + tags.of("img")
    assert not [link for link in tags.of("a") if "javascript" in str(link["href"])]


@pytest.mark.parametrize(
    ("hostile", "fault"),
    [
        ("<script>1</script>", "it holds <script>"),
        ('<p onclick="x()">a</p>', "a <p> has the attribute 'onclick'"),
        ('<img alt="" src="https://example.org/x.png">', "the src of a <img> leads outside the reports"),
        ('<a href=" java\nscript:x()">a</a>', "the href of a <a> leads outside the reports"),
        ('<a href="//example.org">a</a>', "the href of a <a> leads outside the reports"),
        ('<p style="background: url(x)">a</p>', "a <p> has the attribute 'style'"),
        ("<h1>Again</h1>", "it holds a second <h1>"),
    ],
)
def test_a_page_that_would_fetch_run_or_lead_away_is_refused(hostile: str, fault: str) -> None:
    with pytest.raises(PipelineError) as told:
        page(notebook(shown({"text/html": hostile})), AROUND)

    assert str(told.value) == f"The page 'Neglect' cannot be written: {fault}."


def test_what_stands_around_the_notebook_is_escaped() -> None:
    text = page(notebook(), Page(title=HOSTILE, quarter=HOSTILE, marking=HOSTILE, stamp=HOSTILE, about=(HOSTILE,)))

    assert not Tags(text).of("script") + Tags(text).of("img")
    assert "</style" not in text[text.index("<style>") : text.index("</head>")].removesuffix("</style>\n")


def test_nothing_breaks_out_of_a_css_string() -> None:
    assert css_string('a"}</style>é') == r'"a\22 \7d \3c \2f style\3e é"'


def test_a_cell_for_analysts_only_stays_out_of_the_page() -> None:
    cell = v4.new_markdown_cell("Press Run all.", metadata={"tags": ["notebook-only"]})

    assert "Run all" not in page(notebook(cell), AROUND)


def test_the_same_notebook_gives_the_same_bytes_whenever_and_wherever_it_ran() -> None:
    once, again = typical(), typical()
    again.metadata["papermill"] = {"start_time": "2019-11-01T12:00:00", "output_path": "/home/somebody/x.ipynb"}
    for number, cell in enumerate(again.cells):
        cell["id"] = f"random-{number}"
        cell.metadata["papermill"] = {"duration": 0.1 * number}
    before = copy.deepcopy(again)

    assert page(once, AROUND) == page(again, AROUND)
    assert again == before
