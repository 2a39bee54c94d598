"""
Runs a notebook's cells in this process: a papermill engine for a child forked from a warmed parent.

A kernel costs a second and a half of start-up and imports before its first cell; a forked child has paid.
What a cell puts out is kept as a kernel's client would keep it, and the bookkeeping (status, timings, the
error banner) is papermill's own.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import IO, Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager
from traitlets import Instance, Type
from traitlets.config import Config

from pipeline.report.notebook import v4

LANGUAGE = {
    "name": "python",
    "version": sys.version.split()[0],
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}
INLINE = "module://matplotlib_inline.backend_inline"


class CellOutputs:
    """What the cells have put out: the running cell's list, and the displays that may yet be updated."""

    def __init__(self) -> None:
        self.now: list[NotebookNode] = []
        self._clear_at_next = False
        self._by_display_id: dict[str, list[Any]] = {}  # nodes, whose `update` has no types

    def begin(self) -> list[NotebookNode]:
        """Start a cell's list and return it."""
        self.now = []
        self._clear_at_next = False
        return self.now

    def text(self, stream: str, text: str) -> None:
        """Keep what was written to a stream; text that follows text is one output."""
        self._clear_if_asked()
        if self.now and self.now[-1].output_type == "stream" and self.now[-1].name == stream:
            self.now[-1].text += text
        elif text:
            self.now.append(v4.new_output("stream", name=stream, text=text))

    def shown(self, kind: str, data: object, metadata: object, **more: Any) -> NotebookNode:
        """Keep a display or a result, in the form that JSON would have given it on its way from a kernel."""
        self._clear_if_asked()
        output: NotebookNode = v4.new_output(kind, data=_as_json(data), metadata=_as_json(metadata or {}), **more)
        self.now.append(output)
        return output

    def displayed(self, data: object, metadata: object, display_id: str | None, update: bool) -> None:
        """Keep a display, or change every earlier one of the same display id."""
        if display_id and update:
            for output in self._by_display_id.get(display_id, []):
                output.update(data=_as_json(data), metadata=_as_json(metadata or {}))
        elif not update:
            output = self.shown("display_data", data, metadata)
            if display_id:
                self._by_display_id.setdefault(display_id, []).append(output)

    def error(self, ename: str, evalue: str, traceback: list[str]) -> None:
        """Keep an error as the cell's next output."""
        self._clear_if_asked()
        self.now.append(v4.new_output("error", ename=ename, evalue=evalue, traceback=traceback))

    def clear(self, wait: bool) -> None:
        """Forget the running cell's outputs, now or when the next one comes."""
        self._clear_at_next = wait
        if not wait:
            self.now.clear()

    def _clear_if_asked(self) -> None:
        if self._clear_at_next:
            self.now.clear()
            self._clear_at_next = False


class CellStream(io.TextIOBase):
    """Standard output or standard error of the cells."""

    def __init__(self, name: str, descriptor: int, outputs: CellOutputs) -> None:
        self._name = name
        self._descriptor = descriptor
        self._outputs = outputs

    @property
    def encoding(self) -> str:  # type: ignore[override]  # typeshed has a plain attribute, TextIOBase a read-only one
        """Text is kept as text; this is what a program started by a cell is told."""
        return "utf-8"

    def writable(self) -> bool:
        """A stream of cells is only written to."""
        return True

    def fileno(self) -> int:
        """Return the process's own stream, for programs that a cell starts."""
        return self._descriptor

    def write(self, text: str) -> int:
        """Keep the text as output of the running cell."""
        self._outputs.text(self._name, text)
        return len(text)


class CellPublisher(DisplayPublisher):
    """Where ``display()`` puts things."""

    def publish(  # type: ignore[override]  # without IPython's deprecated ``source``, as ipykernel's own is
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep a display as output of the running cell."""
        self._validate_data(data, metadata)  # type: ignore[no-untyped-call]
        self.shell.outputs.displayed(data, metadata, (transient or {}).get("display_id"), update)

    def clear_output(self, wait: bool = False) -> None:
        """Forget the running cell's outputs."""
        self.shell.outputs.clear(wait)


class CellResult(DisplayHook):
    """Where the value of a cell's last line goes."""

    def write_output_prompt(self) -> None:
        """A page has no prompts."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Keep the value as output of the running cell."""
        if format_dict:
            outputs = self.shell.outputs  # type: ignore[union-attr]  # the shell is set as soon as the hook is made
            outputs.shown("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        """Leave the stream alone: a kernel writes no blank line after a value."""
        self._is_active = False


class CellShell(InteractiveShell):
    """IPython without a terminal or a kernel: everything that a cell puts out is kept."""

    outputs = Instance(CellOutputs, args=())
    display_pub_class = Type(CellPublisher)
    displayhook_class = Type(CellResult)

    def _showtraceback(self, etype: type, evalue: object, stb: list[str]) -> None:
        self.outputs.error(str(etype.__name__), str(evalue), stb)


class ForkEngine(Engine):  # type: ignore[misc]  # papermill publishes no types
    """Runs the cells in the current process: a child forked for this one notebook, and ended after it."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, *_: str, scratch: Path, raw: IO[bytes], **__: Any
    ) -> None:
        """Run the cells in order until one fails; ``raw`` is where the process's own streams now go."""
        shell = _shell(scratch)
        for index, cell in enumerate(nb_man.nb.cells):
            try:
                nb_man.cell_start(cell, index)
                if cell.cell_type == "code" and cell.source.strip() and not _ran(shell, cell, raw):
                    nb_man.cell_exception(cell, cell_index=index)
                    break
            finally:
                nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = LANGUAGE


def _shell(scratch: Path) -> CellShell:
    settings = Config()
    settings.HistoryManager.enabled = False  # a history file would keep the parameters of every run
    shell = CellShell.instance(config=settings, ipython_dir=str(scratch))
    sys.stdout, sys.stderr = CellStream("stdout", 1, shell.outputs), CellStream("stderr", 2, shell.outputs)

    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    # Both need a shell that exists: with pyplot imported first and no such call, charts go missing.
    activate_matplotlib(INLINE)  # type: ignore[no-untyped-call]
    configure_inline_support(shell, INLINE)  # type: ignore[no-untyped-call]
    return shell


def _ran(shell: CellShell, cell: NotebookNode, raw: IO[bytes]) -> bool:
    cell.outputs = shell.outputs.begin()
    result = shell.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
    cell.execution_count = result.execution_count
    shell.outputs.text("stdout", raw.read().decode("utf-8", errors="replace"))
    return bool(result.success) and not any(output.output_type == "error" for output in cell.outputs)


def _as_json(content: object) -> Any:
    return json.loads(json.dumps(content, default=json_default))
