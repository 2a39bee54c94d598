"""A command that is stopped ends within a second, in good order, and says how to go on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.commands import status as command
from pipeline.commands.stopping import Stoppable
from tests.processes import eventually
from tests.source import ROOT

STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
SENTENCE = (
    "Stopped. What was finished is kept. To go on from here, type this:\n"
    "  python -m pipeline run 2019-20-Q2 --root 'a folder'\n"
)


def stopped(folder: Path, work: str, how: signal.Signals = signal.SIGINT, before: str = "") -> tuple[int, str, float]:
    """How a command with this work ends when it is stopped: its status, what it said, and the seconds that it took."""
    program = folder / "command.py"
    program.write_text(
        "import signal, sys, time\nfrom pathlib import Path\nfrom pipeline.commands.stopping import Stoppable\n"
        f"{before}\nworks = lambda: Path({str(folder / 'works')!r}).touch()\n"
        f"in_order = lambda: Path({str(folder / 'in order')!r}).touch()\n"
        "with Stoppable('run', ['run', '2019-20-Q2', '--root', 'a folder']) as stoppable:\n"
        f"{textwrap.indent(work, '    ')}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, str(program)], env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
    )
    assert eventually((folder / "works").exists)
    process.send_signal(how)
    since = time.monotonic()
    _, words = process.communicate(timeout=20)
    return process.returncode, words, time.monotonic() - since


@pytest.mark.parametrize("how", STOPS)
def test_what_was_begun_is_put_in_order_and_the_command_that_goes_on_is_named(
    tmp_path: Path, how: signal.Signals
) -> None:
    work = "stoppable.begin()\nworks()\ntry:\n    time.sleep(60)\nfinally:\n    in_order()"

    status, words, seconds = stopped(tmp_path, work, how)

    assert (status, words) == (1, SENTENCE)
    assert (tmp_path / "in order").exists()
    assert seconds < 1


@pytest.mark.parametrize("how", STOPS)
def test_while_nothing_is_begun_a_command_ends_at_once(tmp_path: Path, how: signal.Signals) -> None:
    # As long as it imports, that is: there a library may take a KeyboardInterrupt for a fault of its own.
    work = "works()\ntry:\n    time.sleep(60)\nexcept BaseException:\n    time.sleep(60)"

    status, words, seconds = stopped(tmp_path, work, how)

    assert (status, words) == (1, SENTENCE)
    assert seconds < 1


LOST = {
    "swallowed": "try: time.sleep(60)\nexcept BaseException: pass",
    "taken for another": "try: time.sleep(60)\nexcept BaseException: raise ImportError('numpy')",
    "lost where nothing can be raised": "class Lost:\n    def __del__(self): time.sleep(60)\nLost()",
    "held up": "try: time.sleep(60)\nfinally: time.sleep(60)",
}


@pytest.mark.parametrize("work", LOST.values(), ids=LOST)
def test_a_stop_that_a_library_loses_or_holds_up_ends_the_command_all_the_same(tmp_path: Path, work: str) -> None:
    again_and_again = "while True:\n" + textwrap.indent(work, "    ")

    status, words, seconds = stopped(tmp_path, f"stoppable.begin()\nworks()\n{again_and_again}")

    assert (status, words) == (1, SENTENCE)
    assert seconds < 1


def test_a_second_ctrl_c_does_not_disturb_what_puts_things_in_order(tmp_path: Path) -> None:
    work = (
        "stoppable.begin()\nworks()\ntry:\n    time.sleep(60)\nfinally:\n"
        "    signal.raise_signal(signal.SIGINT)\n    signal.raise_signal(signal.SIGTERM)\n    in_order()"
    )

    status, words, _ = stopped(tmp_path, work)

    assert (status, words) == (1, SENTENCE)
    assert (tmp_path / "in order").exists()


def test_a_command_that_is_to_go_on_when_its_terminal_is_closed_does(tmp_path: Path) -> None:
    work = "stoppable.begin()\nworks()\ntime.sleep(1)\nin_order()"

    status, words, _ = stopped(tmp_path, work, signal.SIGHUP, "signal.signal(signal.SIGHUP, signal.SIG_IGN)")

    assert (status, words) == (0, "")
    assert (tmp_path / "in order").exists()


def test_names_of_files_are_not_repeated() -> None:
    sentence = Stoppable("check", ["check", "Mr Brown 9434765919.xlsx"]).sentence

    assert sentence == "Stopped. What was finished is kept. To go on from here, type the same command again."


def test_ctrl_c_before_a_command_is_known_gives_no_traceback() -> None:
    for wait in (0.02, 0.05, 0.08, 0.12):
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "status", "2019-20-Q2"], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=20)

        assert "__main__.py" not in words, words


def test_an_interrupt_within_a_command_ends_it_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "status", interrupted)
    before = signal.getsignal(signal.SIGTERM)

    assert main(["status", "2019-20-Q2", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith(f"  python -m pipeline status 2019-20-Q2 --root {tmp_path}\n")
    assert signal.getsignal(signal.SIGTERM) is before
