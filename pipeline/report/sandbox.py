"""One notebook run in a process of its own, which is first made like a fresh one; then its two files are written."""

from __future__ import annotations

import ast
import contextlib
import importlib
import os
import random
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import papermill
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from pipeline.errors import PipelineError
from pipeline.page.parts import compile_templates
from pipeline.report import html, notebook, sheets
from pipeline.report.engine import INLINE, ForkEngine
from pipeline.report.job import Job
from pipeline.report.notebook import v4
from pipeline.store.workspace import write_atomically

# CPython's own filters: a child begins with those of a fresh interpreter, not with what its parent has set.
FRESH_WARNINGS: tuple[tuple[str, type[Warning], str], ...] = (
    ("ignore", ResourceWarning, ""),
    ("ignore", ImportWarning, ""),
    ("ignore", PendingDeprecationWarning, ""),
    ("ignore", DeprecationWarning, ""),
    ("default", DeprecationWarning, "__main__"),
)
# What a shell imports when it is made, and a notebook's first cell would wait for.
SHELL = (
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.magics",
)

# Where IPython keeps its history, Jupyter its connections, and whatever asks for a temporary folder its files: nothing
# of a notebook so lies outside the folder that is cleared when it has run.
_WRITTEN_TO = ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "TMPDIR")


def warm(notebooks: Iterable[Path], engine: str) -> None:
    """Pay once, before any fork, what each notebook would pay: imports, a first figure, the template."""
    shown = v4.new_output("display_data", data={"text/html": "<p></p>", "text/plain": ""})
    words = "# A\n\n## B\n\n- c\n\n| d |\n|---|\n| e |"
    cells = [v4.new_markdown_cell(words), v4.new_code_cell("", outputs=[shown])]
    html.page(v4.new_notebook(cells=cells), html.Page(title="", quarter=""))
    if engine == "kernel":
        return
    from pipeline.page.chart import style

    with style.drawing(1.0) as (figure, axes):
        axes.plot([0, 1], "-o", label="a")
        axes.bar([0, 1], [1, 2], label="b")
        axes.set_title("Warm", weight="bold", style="italic")
        axes.legend()
        style.picture(figure, "", "")
    for module in SHELL:
        importlib.import_module(module)
    for module in sorted({name for path in notebooks for name in _our_modules(path)}):
        with contextlib.suppress(ImportError, SyntaxError):  # the notebook itself will say what is wrong
            importlib.import_module(module)
    ours = [(name, each) for name, each in sorted(sys.modules.items()) if name.startswith("pipeline.")]
    compile_templates(each for name, each in ours if ".page." in name)


def settled(scratch: Path) -> IO[bytes]:
    """
    Make a forked child like a fresh process and return the file to which its own streams now go.

    The parent's random state, warning filters and figure settings end here, and so does its terminal.
    """
    os.umask(0o077)
    os.environ |= {name: str(scratch) for name in _WRITTEN_TO} | {"MPLBACKEND": INLINE}
    tempfile.tempdir = None  # it is looked for anew
    captured = scratch / "streams"
    target = os.open(captured, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, source in ((0, nothing), (1, target), (2, target)):
        os.dup2(source, descriptor)
    warnings.resetwarnings()
    for action, category, module in FRESH_WARNINGS:
        warnings.filterwarnings(action, category=category, module=module)  # type: ignore[arg-type]  # the actions are Python's own
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rc_file_defaults()
    return captured.open("rb")


@contextlib.contextmanager
def private(scratch: Path) -> Iterator[None]:
    """Keep IPython's history, and whatever else is written, from other users where no child can be forked."""
    mask, before = os.umask(0o077), {name: os.environ.get(name) for name in _WRITTEN_TO}
    os.environ |= {name: str(scratch) for name in _WRITTEN_TO}
    try:
        yield
    finally:
        os.umask(mask)
        for name, folder in before.items():
            if folder is None:
                del os.environ[name]
            else:
                os.environ[name] = folder


@dataclass(frozen=True)
class Executed:
    """How a notebook ended: its ``error``, or none; and the code cells whose picture nobody has put into words."""

    error: str
    undescribed: tuple[int, ...] = ()


def executed(job: Job, engine: str, scratch: Path, timeout: float | None, streams: IO[bytes] | None = None) -> Executed:
    """Run a notebook and write its executed form and, unless a cell failed, its page."""
    try:
        return _executed(job, engine, scratch, timeout, streams)
    except PipelineError as stop:
        return Executed(f"{job.notebook.name}: {stop}")
    except Exception as stop:  # noqa: BLE001 -- one notebook never ends the others; the text may quote data
        trace = stop.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
        return Executed(f"{job.notebook.name} could not be run, or its page not written: {type(stop).__name__}{place}.")


def _executed(job: Job, engine: str, scratch: Path, timeout: float | None, streams: IO[bytes] | None) -> Executed:
    papermill_engines.register("fork", ForkEngine)
    forked = engine == "fork" and streams is not None
    settings = {"scratch": scratch, "raw": streams} if forked else {"execution_timeout": timeout}
    partial = scratch / "executed.ipynb"
    error = ""
    try:
        papermill.execute_notebook(
            _literally(job.notebook),
            _literally(partial),
            parameters=dict(job.parameters),
            engine_name="fork" if forked else None,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            **settings,
        )
    except PapermillExecutionError as stop:
        error = _in_words(job, stop)
    ran = notebook.read(partial)
    ran.metadata.papermill |= {"input_path": job.notebook.name, "output_path": job.output.name}
    write_atomically(job.output, notebook.text(ran))
    if job.html and job.context and not error:
        write_atomically(job.html, html.page(ran, job.context))
        if job.context.tables:
            tables = (*sheets.tables_of(ran), *job.context.details.tables)
            write_atomically(job.html.with_name(job.context.tables), sheets.workbook(tables, job.context))
    return Executed(error, html.undescribed(ran))


def _in_words(job: Job, stop: PapermillExecutionError) -> str:
    # Our own errors are written for the user and hold no record's value; of others the name is repeated.
    ours = stop.ename in {kind.__name__ for kind in _kinds(PipelineError)}
    why = f": {stop.evalue}" if ours else f" ({stop.ename})."
    where = f"The executed notebook shows where: {job.output}"
    return f"{job.notebook.name} stopped in cell In [{stop.exec_count}]{why} {where}"


def _kinds(error: type[Exception]) -> set[type[Exception]]:
    return {error}.union(*(_kinds(kind) for kind in error.__subclasses__()))


def _literally(path: Path) -> str:
    # papermill formats its paths with the parameters, so a brace in a folder's name must be doubled.
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _our_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    for cell in notebook.read(path).cells:
        if cell.cell_type != "code" or "pipeline" not in cell.source:
            continue
        with contextlib.suppress(SyntaxError):  # a cell with IPython's own syntax
            for statement in ast.parse(cell.source).body:
                if isinstance(statement, ast.Import):
                    modules |= {alias.name for alias in statement.names}
                elif isinstance(statement, ast.ImportFrom) and statement.module:
                    names = (f"{statement.module}.{part.name}" for part in statement.names)
                    modules |= {statement.module, *names}
    return {name for name in modules if name.split(".")[0] == "pipeline"}
