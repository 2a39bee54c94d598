"""
The pages for a meeting on the cases of an audit, beside the reports and never among them.

They are made without a notebook: nobody looks closer at them, and nothing of a case may be left in an executed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.page import meeting
from pipeline.page.glossary import abbreviations
from pipeline.page.parts import Html, Table
from pipeline.partnership.here import here
from pipeline.report.html import Link, Page, page
from pipeline.report.notebook import v4
from pipeline.results.case_values import CasesResult
from pipeline.store.workspace import Workspace, write_atomically

_ABOUT = (
    "These pages are no part of a report: do not send, copy or keep them.",
    "Once the meeting is over they are destroyed, and so is what was printed of them.",
    "What is agreed is written into agreed.csv; the figures go into the report as counts.",
)


def pages_of(result: CasesResult, *, synthetic: bool) -> dict[str, str]:
    """The pages of a meeting, by the name of the file: all cases together, then one for each."""
    files = {meeting.OVERVIEW: "All cases"} | {meeting.page_of(each): f"Case {each.number}" for each in result.cases}
    parts: dict[str, tuple[str, Sequence[tuple[str, Html | Table]]]] = {
        meeting.OVERVIEW: (
            f"{result.title}: the cases, one by one",
            (
                ("", meeting.overview(result)),
                ("The panel", meeting.panel(result)),
                ("Moderation", meeting.moderation(result)),
            ),
        )
    }
    for each in result.cases:
        title = f"{result.title}: case {each.number} ({each.reference})"
        parts[meeting.page_of(each)] = title, (("", meeting.case(result, each)),)
    return {
        file: page(_notebook(shown), _around(result, title, files, file, synthetic=synthetic))
        for file, (title, shown) in parts.items()
    }


def write(workspace: Workspace, result: CasesResult) -> Path:
    """
    Write the pages of a meeting into a workspace that the caller holds (`locked`), in place of those before.

    Gives the page of all cases.
    """
    folder = folder_of(workspace, Quarter.parse(result.quarter), result.audit)
    made = pages_of(result, synthetic=workspace.synthetic)
    for lying in set(folder.glob("*.html")) - {folder / name for name in made}:
        lying.unlink()  # of a case that is there no longer
    for name, text in made.items():
        write_atomically(folder / name, text)
    return folder / meeting.OVERVIEW


def destroy(workspace: Workspace, quarter: Quarter, audit: str) -> int:
    """Take the pages of a meeting away, in a workspace that the caller holds (`locked`); gives how many there were."""
    lying = list(folder_of(workspace, quarter, audit).glob("*.html"))
    for each in lying:
        each.unlink()
    return len(lying)


def folder_of(workspace: Workspace, quarter: Quarter, audit: str) -> Path:
    """Where the pages of a meeting lie."""
    return workspace.meeting / quarter.folder / audit


def _notebook(parts: Sequence[tuple[str, Html | Table]]) -> NotebookNode:
    """The parts of a page, each below its heading, as the cells that a page is made from."""
    cells = []
    for heading, part in parts:
        cells += [v4.new_markdown_cell(f"## {heading}")] if heading else []
        cells.append(v4.new_code_cell(outputs=[v4.new_output("display_data", data={"text/html": part.html})]))
    notebook: NotebookNode = v4.new_notebook(cells=cells)
    return notebook


def _around(result: CasesResult, title: str, files: Mapping[str, str], file: str, *, synthetic: bool) -> Page:
    quarter = Quarter.parse(result.quarter)
    return Page(
        title=title,
        quarter=result.quarter,
        months=quarter.in_months,
        edition="For the meeting",
        board=here().words(quarter).board,
        marking=here().markings[SUBGROUP.name],
        meeting=meeting.whose_eyes(result),
        synthetic=synthetic,
        nav=tuple(
            Link(label, name, current=name == file, one_of_many=name != meeting.OVERVIEW)
            for name, label in files.items()
        ),
        about=_ABOUT if file == meeting.OVERVIEW else (),  # each case is to stand on one sheet of paper
        abbreviations=abbreviations(quarter),
    )
