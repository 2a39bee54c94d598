"""The stages in order: returns → figures → notebooks → pages, and the manifest of what a report was made from."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline.audits import ALL
from pipeline.disclose.editions import Edition
from pipeline.errors import NoResults, PipelineError
from pipeline.intake import Entry, Intake, intake
from pipeline.passwords import NO_PASSWORDS, Passwords
from pipeline.quarter import Quarter, spoken
from pipeline.report.execute import Job, run
from pipeline.report.html import Link, Page
from pipeline.results.assemble import quarter_result
from pipeline.results.codec import encoded
from pipeline.results.load import results_path
from pipeline.results.model import QuarterResult
from pipeline.store.approvals import Approvals, approvals
from pipeline.store.kept import reading_code
from pipeline.workspace import Workspace, held, written

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
MANIFEST = "manifest.json"
Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Made:
    """What a run made: the page to open (none where only figures were asked for), and the files left out."""

    page: Path | None
    left_out: tuple[Entry, ...]
    intake: Intake


def quarter_run(
    workspace: Workspace,
    quarter: Quarter,
    edition: Edition,
    *,
    audits: Sequence[str] = (),
    workers: int = 2,
    stamp: str = "",
    figures_only: bool = False,
    earlier: Sequence[str] | None = None,
    progress: Progress = lambda _: None,
    passwords: Passwords = NO_PASSWORDS,
) -> Made:
    """
    Run one quarter, from its returns to its pages.

    ``audits``: the codes of the audits whose pages are made (all, where empty). ``stamp``: the date the pages carry.
    ``earlier``: the quarters whose reports the pages link to (those that have one, where None).
    Raises: NoResults -- if the quarter has no folder of returns; PipelineError -- if a page could not be made.
    """
    quarters = [each for each in workspace.quarters() if each <= quarter]
    if quarter not in quarters:
        raise NoResults(
            f"There are no returns for {quarter}: {workspace.raw / quarter.folder} is not there. Put each return in "
            f"{quarter.folder}/<agency>/, or send templates out first (python -m pipeline templates {quarter.folder})."
        )
    with held(workspace):
        taken = intake(workspace, quarters, workers, progress, passwords)
        result = quarter_result(
            taken, quarter, edition, synthetic=workspace.synthetic, stamp=stamp or spoken(date.today())
        )
        written(results_path(workspace, quarter, edition.name), encoded(result))
        left_out = tuple(taken[quarter].sent_back())
        if figures_only:
            return Made(None, left_out, taken[quarter])
        progress(f"figures counted from {sum(each.counts for each in taken[quarter].entries)} returns; making pages")
        folder = workspace.reports / quarter.folder / edition.name
        linked = _reported(workspace, quarter, edition) if earlier is None else earlier
        pages = _pages(workspace, folder, result, audits, linked, workers, progress)
        _manifest(folder, pages, taken, result, audits, linked, approvals(workspace))
    return Made(folder / "index.html", left_out, taken[quarter])


def _pages(
    workspace: Workspace,
    folder: Path,
    result: QuarterResult,
    audits: Sequence[str],
    linked: Sequence[str],
    workers: int,
    progress: Progress,
) -> list[str]:
    quarter = Quarter.parse(result.quarter)
    pages = {"index.html": ("overview", f"Overview, {quarter}"), "intake.html": ("intake", f"Returns, {quarter}")}
    pages |= {
        f"{code.lower()}.html": (code.lower(), f"{audit.title}, {quarter}")
        for code, audit in ALL.items()
        if not audits or code in audits
    }
    labels = {"index.html": "Overview", "intake.html": "Returns"} | {f"{code.lower()}.html": code for code in ALL}
    executed = workspace.processed / "notebooks" / quarter.folder / result.edition
    jobs = [
        Job(
            notebook=NOTEBOOKS / f"{name}.ipynb",
            output=executed / f"{name}.ipynb",
            parameters={"quarter": quarter.folder, "edition": result.edition, "root": str(workspace.root.resolve())},
            html=folder / page,
            context=Page(
                title=title,
                quarter=str(quarter),
                edition=result.edition,
                marking=result.marking,
                synthetic=result.synthetic,
                nav=tuple(Link(labels[each], each, each == page) for each in pages),
                earlier=tuple(
                    Link(each, f"../../{Quarter.parse(each).folder}/{result.edition}/index.html") for each in linked
                ),
                stamp=result.stamp,
                about=(f"For: {result.readers}.", result.edition_rule),
            ),
        )
        for page, (name, title) in pages.items()
    ]
    outcomes = run(jobs, workers, progress=lambda each: progress(f"page {each.job.html.name if each.job.html else ''}"))
    failed = [f"{each.job.notebook.name}: {each.error}" for each in outcomes if each.error]
    if failed:
        raise PipelineError("Some pages could not be made; the others are there. " + " ".join(failed))
    return list(pages)


def _reported(workspace: Workspace, quarter: Quarter, edition: Edition) -> list[str]:
    """The earlier quarters that have a finished report of the same edition, newest first."""
    before = [each for each in workspace.quarters() if each < quarter]
    made = [each for each in before if (workspace.reports / each.folder / edition.name / MANIFEST).exists()]
    return [str(each) for each in sorted(made, reverse=True)]


def _manifest(
    folder: Path,
    made: Sequence[str],
    taken: Mapping[Quarter, Intake],
    result: QuarterResult,
    audits: Sequence[str],
    linked: Sequence[str],
    approved: Approvals,
) -> None:
    pages = {name: digest_of((folder / name).read_bytes()) for name in sorted(made)}
    for page in folder.glob("*.html"):
        if page.name not in pages:
            page.unlink()  # of an earlier run: other figures must not stand beside these
    entries = [each for intake_ in taken.values() for each in intake_.entries]
    manifest = {
        "quarter": result.quarter,
        "edition": result.edition,
        "stamp": result.stamp,
        "synthetic": result.synthetic,
        "audits": list(audits),
        "earlier": list(linked),
        "returns": [
            {"number": s.number, "quarter": s.quarter, "folder": s.folder, "file": s.file_name, "sha256": s.sha256,
             "counts": each.counts}
            for each in sorted(entries, key=lambda each: each.submission.number)
            for s in (each.submission,)
        ],
        "approvals": [asdict(each) for each in approved.entries],
        "definitions": {f"{code}/{view.code}": audit.form(view, Quarter.parse(result.quarter)).version
                        for code, audit in ALL.items() for view in audit.views},
        "code": reading_code(),
        "python": sys.version.split()[0],
        "libraries": {name: version(name) for name in ("pandas", "numpy", "matplotlib", "statsmodels", "nbconvert")},
        "results": digest_of(encoded(result).encode("utf-8")),
        "pages": pages,
    }  # fmt: skip
    written(folder / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False))


def digest_of(data: bytes) -> str:
    """The SHA-256 of a page or of results."""
    return hashlib.sha256(data).hexdigest()
