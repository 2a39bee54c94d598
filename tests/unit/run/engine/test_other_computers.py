"""Tasks on the workers of a Dask scheduler: real processes that are killed, cut off, or see another folder."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dask
import distributed  # noqa: F401 -- its settings come with it
import pytest

from pipeline.errors import EngineUnusable, PipelineError
from pipeline.run.engine import Answer, Task, dask_engine, done, engine_named
from pipeline.store.workspace import Workspace, locked
from tests.processes import eventually, is_running
from tests.source import ROOT
from tests.unit.run.engine.cluster import Cluster

UNSHARE = shutil.which("unshare")
own_view = pytest.mark.skipif(
    UNSHARE is None or subprocess.run([UNSHARE, "-m", "true"], check=False, capture_output=True).returncode != 0,
    reason="this system gives no process a view of the folders of its own",
)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


class Asking:
    """Somebody who has a task done for each folder, in a thread: the answers so far, and what ended it."""

    def __init__(self, cluster: Cluster, *folders: Path) -> None:
        self.answers: list[Answer] = []
        self.ended: PipelineError | None = None
        self._thread = threading.Thread(target=self._ask, args=(cluster.name, folders))
        self._thread.start()

    def _ask(self, name: str, folders: tuple[Path, ...]) -> None:
        tasks = [Task("wait", {"root": str(each)}) for each in folders]
        try:
            with engine_named(name, 1).at_work(folders[0].parent) as executor:
                self.answers += [answer for _, answer in done(executor, tasks)]
        except PipelineError as ended:
            self.ended = ended

    def until_begun(self, *folders: Path, times: int = 1) -> None:
        """Wait until the task of each folder has begun so often; where the asking ends before, say what ended it."""
        waits = eventually(lambda: self._over() or all(len(begun(each)) >= times for each in folders), 120)
        assert waits, "nothing has begun"
        assert not self._over(), f"ended before the tasks began: {self.ended or self.answers}"

    def _over(self) -> bool:
        return not self._thread.is_alive()

    def end(self) -> None:
        self._thread.join(90)
        assert not self._thread.is_alive()


def folders(root: Path, *names: str) -> list[Path]:
    made = [root / name for name in names]
    for each in made:
        each.mkdir()
    return made


def begun(folder: Path) -> list[int]:
    """The processes that have begun the task of a folder, the newest last."""
    try:
        return [int(each) for each in (folder / "begun").read_text(encoding="utf-8").split()]
    except FileNotFoundError:
        return []


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def may_go_on(*those: Path) -> None:
    for each in those:
        (each / "go").touch()


def refusal(name: str, folder: Path) -> str:
    with pytest.raises(EngineUnusable) as refused, engine_named(name, 1).at_work(folder):
        pytest.fail("work was begun")
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("nanny", [False, True], ids=["another worker", "the same one, begun again"])
def test_what_a_killed_worker_had_begun_is_done_again_and_repeats_nothing(
    nanny: bool, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_engine, "_PATIENCE", 120.0)  # of a busy machine
    (folder,) = folders(tmp_path, "one")
    for name in ["one"] if nanny else ["one", "two"]:
        cluster.worker(name, "--nanny" if nanny else "--no-nanny")
    asking = Asking(cluster, folder)
    asking.until_begun(folder)
    (first,) = begun(folder)
    os.kill(parent(first), signal.SIGKILL)
    assert eventually(lambda: not is_running(first))
    asking.until_begun(folder, times=2)
    may_go_on(folder)
    asking.end()
    assert [each.told for each in asking.answers] == [{"once": first, "by": begun(folder)[1]}]


def test_a_killed_process_of_a_task_is_said_and_ends_no_other(cluster: Cluster, tmp_path: Path) -> None:
    one, two = folders(tmp_path, "one", "two")
    cluster.worker("one", threads=2)
    asking = Asking(cluster, one, two)
    asking.until_begun(one, two)
    os.kill(begun(one)[0], signal.SIGKILL)
    may_go_on(two)
    asking.end()
    killed, told = sorted(asking.answers, key=lambda each: bool(each.told))
    assert killed.error.startswith("The process that did this was killed")
    assert told.told["by"] == begun(two)[0]


@pytest.mark.parametrize("gone", ["workers", "scheduler"])
def test_where_all_workers_or_the_scheduler_go_away_it_is_said_in_one_line_and_the_next_run_goes_on(
    gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_engine, "_PATIENCE", 1.0)
    (folder,) = folders(tmp_path, "one")
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster") as cluster:
        worker = cluster.worker("one", "--no-nanny")
        asking = Asking(cluster, folder)
        asking.until_begun(folder)
        cluster.end(worker if gone == "workers" else cluster.scheduler)
        asking.end()
        assert eventually(lambda: not is_running(begun(folder)[0]))
    said = f"All workers of {cluster.name}" if gone == "workers" else f"The scheduler at {cluster.name}"
    assert str(asking.ended).startswith(f"{said} went away. What was finished is kept:")
    with locked(Workspace(folder)):
        assert begun(folder) == [int((folder / "done-once").read_text(encoding="utf-8"))]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_where_whoever_asked_is_stopped_the_tasks_end_and_the_workers_stay(
    how: signal.Signals, cluster: Cluster, tmp_path: Path
) -> None:
    one, two = folders(tmp_path, "one", "two")
    worker = cluster.worker("one")
    code = (
        "import sys; from pathlib import Path; from pipeline.run.engine import *\n"
        "root = Path(sys.argv[2])\n"
        "with engine_named(sys.argv[1], 1).at_work(root) as executor:\n"
        "    list(done(executor, [Task('wait', {'root': str(root / each)}) for each in ('one', 'two')]))\n"
    )
    asker = subprocess.Popen([sys.executable, "-c", code, cluster.name, str(tmp_path)], cwd=ROOT, stderr=-3)
    assert eventually(lambda: begun(one) or begun(two))
    (pid,) = begun(one) + begun(two)
    asker.send_signal(how)
    asker.wait(60)
    assert eventually(lambda: not is_running(pid))
    assert worker.poll() is None
    may_go_on(one, two)
    asking = Asking(cluster, one, two)
    asking.end()
    assert [each.error for each in asking.answers] == ["", ""]
    assert len(begun(one) + begun(two)) == 3


def test_a_worker_that_cannot_be_used_is_named_before_any_work(cluster: Cluster, tmp_path: Path) -> None:
    """One runs other code, and one has none of it but its name; the one beside them could be used."""
    copy = tmp_path / "copy"
    for each in ("pipeline", "notebooks"):
        shutil.copytree(ROOT / each, copy / each, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "pipeline" / "english.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    (tmp_path / "nothing" / "pipeline").mkdir(parents=True)
    (tmp_path / "nothing" / "pipeline" / "__init__.py").touch()
    cluster.worker("fit")
    cluster.worker("other", PYTHONPATH=str(copy))
    cluster.worker("bare", PYTHONPATH=str(tmp_path / "nothing"))
    said = refusal(cluster.name, tmp_path)
    assert said.startswith("Nothing was begun.")
    assert "fit at tcp" not in said
    assert "worker other at tcp://127.0.0.1:" in said
    assert ": it runs another version: our code is another. Install the same there" in said
    assert ": it cannot import this software." in said


@own_view
@pytest.mark.parametrize(
    ("view", "says"),
    [
        ('mount --bind "$OTHER" "$FOLDER"', "it does not see the folder {folder}. Connect the share"),
        ('mount --bind "$FOLDER" "$FOLDER" && mount -o remount,ro,bind "$FOLDER"', "it may not write in the folder"),
        ("true", ""),
    ],
    ids=["another folder of the same name", "the folder, to be read only", "the folder"],
)
def test_a_worker_must_see_this_very_folder_and_be_able_to_write_there(
    view: str, says: str, cluster: Cluster, tmp_path: Path
) -> None:
    folder, other = folders(tmp_path, "share", "other")
    seen = {"FOLDER": str(folder), "OTHER": str(other)}
    assert UNSHARE is not None
    cluster.worker("far", before=[UNSHARE, "-m", "sh", "-c", f'{view} && exec "$@"', "sh"], **seen)
    if not says:
        with engine_named(cluster.name, 1).at_work(folder):
            return
    assert "worker far at tcp://127.0.0.1:" in (said := refusal(cluster.name, folder))
    assert says.format(folder=folder) in said


def test_a_worker_that_is_there_is_never_missed_whatever_the_client_keeps_meanwhile(cluster: Cluster) -> None:
    """Dask's client overwrites what it keeps of the scheduler with totals that name no worker, here without a pause."""
    cluster.worker("one")
    with (
        dask.config.set({"distributed.client.scheduler-info-interval": "1ms"}),
        dask_engine._connected(cluster.name, f"tcp://127.0.0.1:{cluster.port}") as client,
    ):
        assert all([each["name"] for each in dask_engine._workers(client).values()] == ["one"] for _ in range(200))


def test_a_scheduler_that_goes_away_before_it_is_asked_who_is_there_is_said_not_to_answer(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def gone(_: Path) -> Iterator[dict[str, str]]:
        cluster.end(cluster.scheduler)
        yield {}

    monkeypatch.setattr(dask_engine, "place_in", gone)
    assert refusal(cluster.name, tmp_path).startswith(f"No scheduler answers at {cluster.name} within 5 seconds.")


def test_a_scheduler_without_workers_is_said_to_have_none(cluster: Cluster, tmp_path: Path) -> None:
    assert refusal(cluster.name, tmp_path).startswith(f"The scheduler at {cluster.name} has no workers. Start some:")


@pytest.mark.parametrize("listening", [False, True], ids=["nobody", "something else"])
def test_an_address_at_which_no_scheduler_answers_is_said_so_within_seconds(listening: bool, tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        if listening:
            one.listen()
        name = f"dask://127.0.0.1:{one.getsockname()[1]}"
        assert refusal(name, tmp_path).startswith(f"No scheduler answers at {name} within 5 seconds.")


def test_without_dask_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refusal("dask://127.0.0.1:1", tmp_path).endswith('Install it: pip install "pipeline[region]"')


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is nothing here to make certificates with")
def test_over_tls_only_those_take_part_that_have_a_certificate(tmp_path: Path) -> None:
    own, key = tmp_path / "own.pem", tmp_path / "key.pem"
    asked = ["-nodes", "-keyout", str(key), "-out", str(own), "-days", "2", "-subj", "/CN=test"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", *asked, *names]
    subprocess.run(made, check=True, capture_output=True)
    files = ["--tls-ca-file", str(own), "--tls-cert", str(own), "--tls-key", str(key)]
    settings = {"ca-file": str(own), "client.cert": str(own), "client.key": str(key)}
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster", *files, protocol="tls") as cluster:
        cluster.worker("one", *files)
        with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in settings.items()}):
            (folder,) = folders(tmp_path, "one")
            may_go_on(folder)
            asking = Asking(cluster, folder)
            asking.end()
        assert [each.error for each in asking.answers] == [""]
        assert refusal(cluster.name, tmp_path).startswith(f"{cluster.name} cannot be used: no certificates are set")
