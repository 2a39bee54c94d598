"""A quarter's results as a notebook asks for them: those that a run hands over, those that stand, or made now."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS
from pipeline.disclose.editions import edition as edition_named
from pipeline.errors import NoResults, UsageError
from pipeline.partnership.here import begin
from pipeline.results.agency import AgencyResult, agency_result, packs
from pipeline.results.followed.themes import ThemeResult, theme_result, themes
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.store.codec import decoded
from pipeline.store.inputs import inputs
from pipeline.store.kept_results import note_of, results_path
from pipeline.store.register import submissions
from pipeline.store.workspace import Workspace, digest_of

WHOLE = "whole"  # the part of the results that is all of them
_HANDED_OVER = "PIPELINE_RESULTS_SHA256"

_handed_over: dict[tuple[Path, str, str], QuarterResult] = {}
asked: set[str] = set()  # the parts of the results that this process has asked for, as `part` names them


@contextmanager
def handed_over(workspace: Workspace, result: QuarterResult, sha256: str) -> Iterator[None]:
    """
    Have every notebook that is run meanwhile get these very results, whatever comes among the returns by then.

    Notebooks in forked children get the value itself; those in a kernel of their own the file of the digest ``sha256``.
    """
    whose = (workspace.root.resolve(), result.quarter, result.edition)
    _handed_over[whose], os.environ[_HANDED_OVER] = result, sha256
    try:
        yield
    finally:
        _handed_over.pop(whose, None)
        os.environ.pop(_HANDED_OVER, None)


def part(result: QuarterResult, name: str) -> object:
    """
    The part of ``result`` called ``name``: all of it, one audit's, one agency's, or one theme's.

    Raises: KeyError -- if there is no such part.
    """
    kind, _, code = name.partition(":")
    if kind == "audit":
        return result.audit(code)
    if kind == "agency" and code in packs(result):
        return agency_result(result, code)
    if kind == "theme":
        return theme_result(result, code)
    return {WHOLE: result}[name]


def results(quarter: str = "", edition: str = "subgroup", root: str = "") -> QuarterResult:
    """
    The results for ``quarter`` (the newest that has returns, where empty) in the workspace at ``root``.

    ``root``: a folder, taken from where the notebook runs or from the project's own folder; where empty, the project's.
    Raises: UsageError -- if the quarter, edition or folder is wrong; NoResults -- if there is nothing to count.
    """
    asked.add(WHOLE)
    return _results(quarter, edition, root)


def opened(root: str = "") -> Workspace:
    """
    The workspace at ``root``, as in `results`, for whose partnership the notebook works from now on.

    Raises: UsageError -- if there is no such folder; WrongPartnership -- if its partnership's files are wrong.
    """
    workspace = Workspace(_root(root))
    begin(workspace.root)
    return workspace


def released(quarter: str = "", edition: str = "subgroup", root: str = "") -> QuarterResult | None:
    """
    Those results in an edition that hides small counts; None in one for named readers, whose page does not need them.

    Raises: UsageError, NoResults -- as for `results`.
    """
    return None if edition_named(edition).named_readers else results(quarter, edition, root)


def audit(audit: str = "", quarter: str = "", edition: str = "subgroup", root: str = "") -> AuditResult:
    """
    One audit's part of those results: the first audit, where ``audit``, a code, is empty.

    Raises: UsageError -- if there is no such audit, and as for `results`; NoResults -- as for `results`.
    """
    whole = _results(quarter, edition, root)
    codes = [each.code for each in whole.audits]
    code = audit.upper() or codes[0]
    if code not in codes:
        raise UsageError(f"There is no audit {audit!r}. Choose one of {', '.join(codes)}.")
    asked.add(f"audit:{code}")
    return whole.audit(code)


def agency(agency: str = "", quarter: str = "", edition: str = "subgroup", root: str = "") -> AgencyResult:
    """
    One agency's part of those results (the first that has sent anything, where ``agency``, a code, is empty).

    Raises: NoResults -- if nobody has sent anything; UsageError -- if the agency has not, or the edition has no packs.
    """
    whole = _results(quarter, edition, root)
    if not EDITIONS[edition].named_readers:
        raise UsageError(f"The {edition} edition has no agency packs; the subgroup edition has.")
    codes = packs(whole)
    if not codes:
        raise NoResults(f"No agency has sent anything for {whole.quarter}.")
    if agency and agency not in codes:
        raise UsageError(f"{agency} has sent nothing for {whole.quarter}. There are: {', '.join(codes)}.")
    code = agency or codes[0]
    asked.add(f"agency:{code}")
    return agency_result(whole, code)


def theme(theme: str = "", quarter: str = "", edition: str = "subgroup", root: str = "") -> ThemeResult:
    """
    One theme's part of those results: the report's first theme, where ``theme``, a code, is empty.

    Raises: NoResults -- if no recommendations are followed; UsageError -- if there is no such theme, and as `results`.
    """
    whole = _results(quarter, edition, root)
    codes = list(themes(whole.recommendations).values())
    if not codes:
        raise NoResults(f"No recommendations are followed in {whole.quarter}.")
    code = theme or codes[0]
    if code not in codes:
        raise UsageError(f"There is no theme {theme!r}. Choose one of {', '.join(codes)}.")
    asked.add(f"theme:{code}")
    return theme_result(whole, code)


def _results(quarter: str, edition: str, root: str) -> QuarterResult:
    edition_named(edition)
    workspace = opened(root)
    if quarter:
        handed = _handed_over.get((workspace.root, str(Quarter.parse(quarter)), edition))
        if handed is not None:
            return handed
    quarters = workspace.quarters()
    if not quarters:
        raise NoResults(
            f"There are no returns in {workspace.raw}. Put them there as <quarter>/<agency>/<name>.xlsx, or try "
            "'make demo' and give the notebook root = 'demo'."
        )
    wanted = Quarter.parse(quarter) if quarter else quarters[-1]
    if wanted not in quarters:
        there = ", ".join(map(str, quarters))
        raise NoResults(f"There is no folder {workspace.raw / wanted.folder}; there are {there}.")
    if not _stand(workspace, wanted, edition):
        _make(workspace, wanted, edition)
    return decoded(QuarterResult, results_path(workspace, wanted, edition).read_text(encoding="utf-8"))


def _stand(workspace: Workspace, quarter: Quarter, edition: str) -> bool:
    """Whether the results that are kept are those of the run that goes on, or made from what lies there now."""
    of_the_run, path = os.environ.get(_HANDED_OVER), results_path(workspace, quarter, edition)
    if of_the_run and path.is_file() and digest_of(path.read_bytes()) == of_the_run:
        return True
    made_from = inputs(workspace, quarter).of_results(edition, submissions(workspace))
    return note_of(workspace, quarter, edition, made_from) is not None


def _root(root: str) -> Path:
    project = Path(__file__).parent.parent.parent
    candidates = [Path(root), project / root] if root else [project]
    for each in candidates:
        if each.is_dir():
            return each.resolve()
    raise UsageError(f"There is no folder {root}, neither here nor in {project}.")


def _make(workspace: Workspace, quarter: Quarter, edition: str) -> None:
    # In a process of its own: records are read there, and a notebook's process never holds one. The quarter and the
    # edition have been checked.
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline",
            "--root",
            str(workspace.root),
            "run",
            quarter.folder,
            "--edition",
            edition,
            "--figures-only",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parent.parent.parent,
    )
    if run.returncode not in (0, 3):
        raise NoResults(f"The figures for {quarter} could not be made: {run.stderr.strip() or 'no reason was given'}")
