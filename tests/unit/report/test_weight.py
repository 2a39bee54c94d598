"""How heavy a page of many quarters is: what a reader opens over a slow line, or is sent by mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from nbformat import NotebookNode, v4

from pipeline.measure.counts import Counts
from pipeline.page import folds, front, tile
from pipeline.page.parts import Html
from pipeline.partnership.here import here
from pipeline.report import html
from pipeline.results.model import AuditResult, StandardResult
from tests.unit.results.built import NOW, audit, distributed, quarters_to, result, returned
from tests.unit.results.flows import DRAWN, drawn_records, flow_of

MOST_BYTES = 400_000
STANDARDS = 17  # as many as the audit with the most, and every one of them counted in more agencies than any of its
WORDS = "A sentence of a definition, as long as they are: what applies, what counts, and what is left out. "


@cache
def long_standing(quarters: int) -> StandardResult:
    """One standard with a figure for every agency and for each of so many quarters, some out of the ordinary."""
    earlier = {
        each: Counts(met=20 + place % 7 + 15 * (place % 9 == 0), not_met=21 - place % 5, not_recorded=3)
        for place, each in enumerate(quarters_to(NOW.previous(), quarters - 1))
    }
    now = {each.code: Counts(met=20 + place, not_met=9) for place, each in enumerate(list(here().agencies)[:8])}
    return result(now, earlier=dict(sorted(earlier.items())), source=WORDS, caveats=(WORDS, WORDS), excluded=WORDS)


def of_standards(number: int, quarters: int) -> AuditResult:
    standard = long_standing(quarters)
    assert len(standard.history) == quarters
    return audit(
        [replace(standard, id=f"T{place}", title=WORDS[:60]) for place in range(number)],
        returns=tuple(returned(agency_name=each.name) for each in list(here().agencies)[:8]),
        context=(distributed([5, 12, 7, 3], 27, why=True),),
        flow=flow_of(drawn_records(DRAWN)),
    )


def parts(audit_: AuditResult) -> Iterator[Html]:
    """What an audit's notebook shows."""
    yield front.summary(audit_)
    yield tile.standards(audit_)
    yield folds.behind(audit_)


def notebook(audit_: AuditResult) -> NotebookNode:
    shown = [v4.new_output("display_data", data=each._repr_mimebundle_()) for each in parts(audit_)]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=[each]) for each in shown])


def page_of(standards: int, quarters: int) -> str:
    """The page, once it is seen that it has a chart of each standard, and the oldest quarter in each one's table."""
    page = html.page(notebook(of_standards(standards, quarters)), html.Page(title="Small audit", quarter=str(NOW)))
    assert page.count('<img alt="Line of T') == standards
    assert page.count(f'<th scope="row">{quarters_to(NOW, quarters)[-1]}</th>') == standards
    return page


def weight(quarters: int) -> int:
    """How many bytes a page of so many quarters has: every standard adds what the second one does."""
    one, two = (len(page_of(standards, quarters).encode()) for standards in (1, 2))
    return one + (STANDARDS - 1) * (two - one)


def test_a_page_of_twenty_quarters_is_light_and_one_of_forty_is_hardly_heavier() -> None:
    twenty, forty = weight(20), weight(40)

    assert twenty < MOST_BYTES
    assert forty < 1.15 * twenty
