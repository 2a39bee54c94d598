"""A process that reads workbooks, as its parent sees it: the parent asks it, times it, and can end it at any time."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

LARGEST_ANSWER = 200_000_000
PIPE = 1_048_576  # bytes; a return's answer passes in one piece, where the system allows pipes that wide


class WorkerLost(Exception):
    """A worker gave no answer that could be used; the text says what it did, in words for the user."""


class IsolatedWorker:
    """A worker in its own session, with an almost empty environment, which stands at the root of the disk."""

    def __init__(self, program: Path, seconds: float) -> None:
        self._seconds = seconds
        self._job = 0
        self._late = False
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # A crash's last words can quote what is in the cells.
            cwd=Path(program.resolve().anchor),  # no folder has to be made for it, and left behind by a kill
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            start_new_session=True,
            pipesize=PIPE,
        )

    def answer(self, data: bytes, passwords: Sequence[str] = ()) -> bytes:
        """
        Hand over one file's bytes and wait for the answer, no longer than the limit.

        ``passwords`` go through the pipe and nowhere else: a command line or an environment is for others to see.

        Raises: WorkerLost -- if none comes, in time and within bounds; the worker is then of no more use.
        """
        self._job += 1
        watch = threading.Timer(self._seconds, self._too_late)
        watch.daemon = True
        watch.start()
        try:
            reply = self._asked(data, passwords)
        except (OSError, ValueError):  # The pipe broke, or was closed when the run was stopped.
            reply = b""
        finally:
            watch.cancel()
        if self._late:
            raise WorkerLost(f"reading it took longer than {self._seconds:g} seconds")
        if not reply.startswith(b'{"job":%d,' % self._job):
            raise WorkerLost("reading it made the reader crash")
        return reply

    def end(self) -> None:
        """Kill the process, and whatever it started, and leave nothing behind."""
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _asked(self, data: bytes, passwords: Sequence[str]) -> bytes:
        to_worker, from_worker = self._process.stdin, self._process.stdout
        assert to_worker is not None
        assert from_worker is not None
        job = {
            "job": self._job,
            "size": len(data),
            "seconds": self._seconds,
            "largest_answer": LARGEST_ANSWER,
            "passwords": list(passwords),
        }
        to_worker.write(json.dumps(job).encode("ascii") + b"\n")
        to_worker.write(data)
        to_worker.flush()
        size = int.from_bytes(from_worker.read(8), "big")
        if size > LARGEST_ANSWER:
            raise WorkerLost("reading it gave more than a return can hold")
        reply = from_worker.read(size)
        return reply if len(reply) == size else b""

    def _too_late(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
