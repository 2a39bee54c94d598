"""A scheduler of Dask's and workers of it, each a process that a test has started, and ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.processes import eventually
from tests.source import ROOT

# What a worker's processes are taught: a task of the tests' own, which says where it is and waits until it may go on.
_TAUGHT = """
import sys

if "pipeline.run.engine.process" in sys.orig_argv:
    from pipeline.run.engine.tasks import TASKS

    TASKS["wait"] = "waiting:wait"
"""
_WAITING = """
import os
import time
from pathlib import Path

from pipeline.store.workspace import A_WHILE, Workspace, locked, write_atomically


def wait(root):
    workspace = Workspace(Path(root))
    with locked(workspace, A_WHILE):
        done = workspace.root / "done-once"
        if not done.exists():
            write_atomically(done, str(os.getpid()))
        with (workspace.root / "begun").open("a") as begun:
            begun.write(f"{os.getpid()}\\n")
        while not (workspace.root / "go").exists():
            time.sleep(0.02)
        return {"once": int(done.read_text()), "by": os.getpid()}
"""
_AT = re.compile(r"Scheduler at:\s+(?:tcp|tls)://\S+:(\d+)")


class Cluster:
    """The processes, which write to files in ``folder``; to be used in a ``with`` block, which kills those left."""

    def __init__(self, folder: Path, *options: str, protocol: str = "tcp") -> None:
        self._folder, self._protocol = folder, protocol
        (folder / "sitecustomize.py").write_text(_TAUGHT, encoding="utf-8")
        (folder / "waiting.py").write_text(_WAITING, encoding="utf-8")
        self.processes: list[subprocess.Popen[bytes]] = []
        place = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
        self.scheduler = self._started("scheduler", *place, "--protocol", protocol, *options)
        said = folder / "0.log"
        assert eventually(lambda: _AT.search(said.read_text(encoding="utf-8"))), said.read_text(encoding="utf-8")
        found = _AT.search(said.read_text(encoding="utf-8"))
        assert found is not None
        self.port = int(found[1])

    @property
    def name(self) -> str:
        """As it is typed after --engine."""
        return f"{'dask' if self._protocol == 'tcp' else 'dask+tls'}://127.0.0.1:{self.port}"

    def worker(
        self, name: str, *options: str, threads: int = 1, before: Sequence[str] = (), **around: str
    ) -> subprocess.Popen[bytes]:
        """One more worker, once it is known to the scheduler. ``before``: what is put before its command."""
        log = len(self.processes)
        worker = self._started(
            "worker",
            f"{self._protocol}://127.0.0.1:{self.port}",
            *("--host", "127.0.0.1", "--name", name, "--nthreads", str(threads), "--no-dashboard"),
            *("--local-directory", str(self._folder)),
            *options,
            before=before,
            around=around,
        )
        said = self._folder / f"{log}.log"
        registered = "Registered to:"
        assert eventually(lambda: registered in said.read_text(encoding="utf-8")), said.read_text(encoding="utf-8")
        return worker

    def _started(
        self, what: str, *words: str, before: Sequence[str] = (), around: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        with (self._folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*before, sys.executable, "-m", "dask", what, *words],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": f"{self._folder}:{ROOT}", **(around or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and whatever it has started, and wait until it has ended."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for each in reversed(self.processes):
            self.end(each)
