"""Small workspaces: one or two returns as agencies send them, lying where a run looks for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.defects.folders import lay as put
from pipeline import audits
from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Form
from pipeline.partnership.here import SHIPPED, USUAL
from pipeline.partnership.load import load as load_partnership
from pipeline.partnership.model import Partnership
from pipeline.partnership.returns_due import due
from pipeline.report import pages
from pipeline.report.execute import Outcome
from pipeline.report.job import Job
from pipeline.results import load
from pipeline.results.model import QuarterResult
from pipeline.store.codec import decoded, encoded
from pipeline.store.kept_results import results_path
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.template import Filling, workbook

__all__ = ["COVER", "NOW", "form", "like_the_usual", "one_audit_alone", "put", "record", "sent", "without_notebooks"]

NOW = Quarter(2019, 2)
COVER = {"return_type": "FULL", "sampling_method": "CENSUS", "prepared_by_role": "Manager", "approved_by_role": "Lead"}


def form(quarter: Quarter = NOW) -> Form:
    """What a provider is asked about missed appointments."""
    audit = audits.of(quarter)[WNB.code]
    return audit.form(audit.views[0], quarter)


def record(number: int, quarter: Quarter = NOW, **answers: Any) -> dict[str, Any]:
    """The worked example of the template as a record of a child of its own in ``quarter``, some answers changed."""
    asked = {each.name: each.example for each in form(quarter).fields if each.example not in (None, "")}
    later = quarter.start - NOW.start
    moved = {name: value + later if isinstance(value, date) else value for name, value in asked.items()}
    own = {"record_ref": f"WNB-{number:04d}", "child_ref": f"C{number:08X}", "family_ref": f"F{number:04X}"}
    return {**moved, **own, **answers}


@cache
def sent(agency: str, *followed: str, quarter: Quarter = NOW, caveats: str = "") -> bytes:
    """A return of one record for each answer to "local policy followed?"; ``caveats`` go on its Cover."""
    rows = [record(number, quarter, policy_followed=answer) for number, answer in enumerate(followed, start=1)]
    cover = {**COVER, "date_submitted": due(quarter), **({"caveats": caveats} if caveats else {})}
    return workbook(form(quarter), agency, Filling(rows, cover))


def like_the_usual(folder: Path, **changed: tuple[str, str]) -> Partnership:
    """The usual partnership's files in a folder of their own; ``changed``: of a table, a text and what it becomes."""
    shutil.copytree(SHIPPED / USUAL, folder)
    for name, (text, other) in changed.items():
        file = folder / f"{name}.csv"
        assert text in file.read_text(encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace(text, other, 1), encoding="utf-8")
    return load_partnership(folder)


def shown_by(job: Job) -> tuple[str, ...]:
    """The parts of the results that a page shows."""
    for name in ("audit", "agency"):
        if name in job.parameters:
            return (f"{name}:{job.parameters[name]}",)
    return () if job.notebook.stem in ("method", "glossary") else (load.WHOLE,)


def without_notebooks(patch: pytest.MonkeyPatch) -> list[Job]:
    """Have each page be its part of the results, who signed them off and when; gives the notebooks that would run."""
    asked: list[Job] = []

    def stand_in(jobs: Sequence[Job], *_: Any, **__: Any) -> list[object]:
        asked.extend(jobs)
        for each in jobs:
            quarter = Quarter.parse(str(each.parameters["quarter"]))
            workspace = Workspace(Path(str(each.parameters["root"])))
            figures = results_path(workspace, quarter, str(each.parameters["edition"]))
            whole = _result(figures.read_text(encoding="utf-8"))
            text = "".join(encoded(load.part(whole, name)) for name in shown_by(each))
            text += each.context.approved_by + each.context.stamp
            for place in (each.html, each.html.with_name(each.context.tables), each.output):
                write_atomically(place, text)
        return [Outcome(each, "", shown_by(each)) for each in jobs]

    patch.setattr(pages, "run", stand_in)
    return asked


@lru_cache(maxsize=1)
def _result(text: str) -> QuarterResult:
    return decoded(QuarterResult, text)


@contextmanager
def one_audit_alone() -> Iterator[None]:
    """Have missed appointments be the only audit, so that no figures are worked out that no test looks at."""
    whole = audits.of
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audits, "of", lambda quarter: {WNB.code: whole(quarter)[WNB.code]})
        yield
