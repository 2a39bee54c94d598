"""A task done in a process of its own: what comes back of it, whatever happens there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.run.engine import LocalEngine, Task, done
from pipeline.run.engine.process import Answer, done_in_its_own_process
from tests.processes import eventually, is_running
from tests.source import ROOT
from tests.unit.run.engine import drawn_tasks

ASK = "import sys; from pipeline.run.engine.process import done_in_its_own_process as done; done('wait', {'into': %r})"


@pytest.fixture(autouse=True)
def _drawn_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each process that is begun know the drawn tasks, beside those that there are."""
    names = ["echo", "loud", "stopped", "crash", "killed", "wait", "no_answer"]
    drawn = {each: f"{drawn_tasks.__name__}:{each}" for each in names}
    (tmp_path / "sitecustomize.py").write_text(
        f"from pipeline.run.engine import tasks\ntasks.TASKS = {{**tasks.TASKS, **{drawn!r}}}\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))


def test_a_task_is_given_its_words_in_a_process_of_its_own_and_answers_in_words() -> None:
    words = {
        "root": "C:\\Users\\x y\\Ängström",
        "again": True,
        "none": None,
        "text": "two\nlines\r\n\u2028 – ‘quoted’ \U0001f600",
        "nested": {"deep": [[1], {"a": -0.1}], "empty": []},
        "long": "0123456789" * 100_000,
    }
    answer = done_in_its_own_process("echo", words)
    assert answer.error == ""
    assert answer.told["words"] == words
    assert answer.told["pid"] != os.getpid()


def test_what_is_printed_meanwhile_is_no_part_of_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    assert done_in_its_own_process("loud", {}) == Answer({"said": "quietly"})
    assert capfd.readouterr() == ("", "")


def test_a_task_that_stops_says_why_in_the_line_that_it_would_have_printed() -> None:
    assert done_in_its_own_process("stopped", {}) == Answer(error=drawn_tasks.STOPPED)


@pytest.mark.parametrize("task", ["killed", "crash", "no_answer"])
def test_a_task_without_an_answer_is_told_in_one_line_that_quotes_nothing(
    task: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = done_in_its_own_process(task, {})
    assert answer.told == {}
    assert answer.error.endswith("Run again: what was finished is kept.")
    assert "\n" not in answer.error
    assert drawn_tasks.SECRET not in answer.error
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "end", [lambda pid: os.kill(pid, signal.SIGKILL), lambda pid: os.kill(pid, signal.SIGINT)], ids=["killed", "Ctrl-C"]
)
def test_a_task_ends_when_whoever_asked_has_gone(end: Callable[[int], None], tmp_path: Path) -> None:
    at_work = tmp_path / "at-work"
    asking = subprocess.Popen([sys.executable, "-c", ASK % str(at_work)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: at_work.is_file() and at_work.read_text(encoding="ascii"))
        task = int(at_work.read_text(encoding="ascii"))
        assert is_running(task)
        end(asking.pid)
        assert eventually(lambda: not is_running(task))
    finally:
        asking.kill()
        asking.wait()


def test_one_task_that_fails_leaves_the_answer_of_another(tmp_path: Path) -> None:
    tasks = [Task("killed"), Task("echo", {"number": 2})]
    with LocalEngine(2).at_work(tmp_path) as executor:
        answers = {each.name: answer for each, answer in done(executor, tasks)}
    assert answers["echo"].told["words"] == {"number": 2}
    assert "killed" in answers["killed"].error
