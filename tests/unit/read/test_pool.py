"""A file that ends, stalls or floods its reader costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipeline import read
from pipeline.errors import UnreadableReturn
from pipeline.read import pool, process
from tests.processes import eventually, is_running
from tests.unit.read.workbooks import built, with_cells

FAR_CELL = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def received(name: str, data: bytes) -> read.Received:
    return read.Received(Path(name), data, name)


def worker(folder: Path, before: str) -> Path:
    """The real worker, with something done to it first."""
    program = folder / "worker.py"
    root = Path(pool.__file__).parents[2]
    program.write_text(
        f"import os, sys, time\nsys.path.insert(0, {str(root)!r})\n"
        "from pipeline.read import precheck, worker\n"
        f"{textwrap.dedent(before)}\nworker.serve()\n",
        encoding="utf-8",
    )
    return program


def outcomes(readers: read.Readers, *sources: read.Received) -> list[str]:
    return [
        outcome.reason if isinstance(outcome, UnreadableReturn) else "read" for _, outcome in readers.workbooks(sources)
    ]


def test_files_come_back_in_the_order_given():
    sources = [received(f"{number}.xlsx", built(sheet=f"Sheet{number}")) for number in range(9)]

    with read.Readers(workers=2) as readers:
        read_books = [(path.name, outcome.sheets[0].name) for path, outcome in readers.workbooks(sources)]

    assert read_books == [(f"{number}.xlsx", f"Sheet{number}") for number in range(9)]


def test_a_workbook_knows_its_files_name_hash_and_size(readers):
    data = built()

    workbook = readers.workbook(received("a.xlsx", data))

    assert (workbook.file_name, workbook.sha256, workbook.size) == ("a.xlsx", "a.xlsx", len(data))


def test_one_file_can_be_read_from_its_path(tmp_path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(built())

    assert read.workbook(path).sheet("Records").rows == [["Case"]]
    assert read.workbook(path).sheet("Cover") is None


def test_a_file_that_aborts_the_reader_costs_only_itself(tmp_path):
    # With the check taken away, calamine asks for 549 GB for this file, and the abort cannot be caught.
    program = worker(tmp_path, "precheck.scan.refuse_spread = lambda body, name: None")
    good, bomb = received("good.xlsx", built()), received("bomb.xlsx", with_cells(FAR_CELL))

    with read.Readers(workers=1, program=program) as readers:
        answers = outcomes(readers, good, bomb, good)

    assert answers == [
        "read",
        "This workbook could not be read safely: reading it made the reader crash.",
        "read",
    ]


def test_a_file_that_stalls_the_reader_is_given_up_in_time_and_costs_only_itself(tmp_path):
    program = worker(
        tmp_path,
        """
        answer = worker.answer
        worker.answer = lambda data, passwords: time.sleep(60) if data == b"stall" else answer(data)
        """,
    )
    good, stall = received("good.xlsx", built()), received("stall.xlsx", b"stall")
    start = time.monotonic()

    with read.Readers(workers=1, seconds=1.5, program=program) as readers:
        answers = outcomes(readers, good, stall, good)

    assert answers == [
        "read",
        "This workbook could not be read safely: reading it took longer than 1.5 seconds.",
        "read",
    ]
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("(999_999_999).to_bytes(8, 'big')", id="too-long"),
        pytest.param("(3).to_bytes(8, 'big') + b'abc'", id="not-json"),
        pytest.param("(21).to_bytes(8, 'big') + b'{\"job\":1,\"sheets\":[7]}'[:21]", id="cut-short"),
        pytest.param("(23).to_bytes(8, 'big') + b'{\"job\":1,\"sheets\":[7] }'", id="wrong-form"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(tmp_path, answer: str):
    program = tmp_path / "worker.py"
    program.write_text(
        f"import sys\nsys.stdin.buffer.readline()\nsys.stdout.buffer.write({answer})\nsys.stdout.flush()\n"
        "sys.stdin.buffer.read()\n",
        encoding="utf-8",
    )

    with read.Readers(workers=1, program=program) as readers:
        (answers,) = outcomes(readers, received("a.xlsx", b"x"))

    assert answers.startswith("This workbook could not be read safely")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("precheck.structure", "its structure could not be made out"),
        ("worker.unlocked", "its password could not be tried"),
        ("worker.CalamineWorkbook.from_filelike", "its list of sheets could not be read"),
        ("worker._cells_of", "its sheet 'Records' could not be read"),
    ],
)
def test_whatever_fails_is_told_in_plain_words_and_no_program_is_named(tmp_path, fault: str, message: str):
    place, _, name = fault.rpartition(".")
    program = worker(
        tmp_path,
        f"""
        class CalamineWorkbook:
            from_filelike = worker.CalamineWorkbook.from_filelike
        worker.CalamineWorkbook = CalamineWorkbook
        def fails(*_):
            raise RuntimeError("SENTINEL")
        setattr({place}, "{name}", fails)
        """,
    )

    with read.Readers(workers=1, program=program) as readers, pytest.raises(UnreadableReturn) as told:
        readers.workbook(received("a.xlsx", built()))

    assert str(told.value) == (
        f"This workbook could not be read safely: {message}. "
        "Open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send it again."
    )


def test_no_more_files_are_fetched_than_the_readers_have_in_hand():
    fetched = []

    def sources():
        for number in range(12):
            fetched.append(number)
            yield received(f"{number}.xlsx", built())

    with read.Readers(workers=3) as readers:
        ahead = [len(fetched) - number for number, _ in enumerate(readers.workbooks(sources()))]

    assert len(ahead) == 12
    assert max(ahead) == 4


def test_a_workbook_with_more_than_a_return_can_hold_is_refused(monkeypatch):
    monkeypatch.setattr(process, "LARGEST_ANSWER", 1000)
    data = built(lambda _book, sheet: sheet.write(0, 0, "x" * 2000))

    with read.Readers(workers=1) as readers:
        (answers,) = outcomes(readers, received("a.xlsx", data))

    assert answers == "This workbook could not be read safely: it holds more than a return can."


def test_no_process_is_left_behind_and_no_file_made_even_when_the_reading_is_broken_off(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    readers = read.Readers(workers=2)

    def broken_off() -> None:
        with readers:
            for _ in readers.workbooks(received(f"{number}.xlsx", built()) for number in range(20)):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    pids = [worker._process.pid for worker in readers._started]

    assert pids
    assert not any(is_running(pid) for pid in pids)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_stands_at_the_root_of_the_disk_with_no_secrets_and_strict_limits(tmp_path):
    program = worker(
        tmp_path,
        """
        import resource
        def answer(data, passwords):
            limits = [resource.getrlimit(kind)[0] for kind in (
                resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)]
            return {"refused": [repr(limits), repr((os.getcwd(), sorted(os.environ), os.getsid(0) == os.getpid()))]}
        worker.answer = answer
        """,
    )

    with read.Readers(workers=1, program=program) as readers, pytest.raises(UnreadableReturn) as told:
        readers.workbook(received("a.xlsx", b"x"))

    assert told.value.reason == repr([2 * 1024**3, 0, 0])
    assert told.value.fix in {repr((tmp_path.anchor, [], True)), repr((tmp_path.anchor, ["LC_CTYPE"], True))}


def test_reading_imports_neither_pandas_nor_a_room_that_does():
    code = (
        "import sys, pipeline.read, pipeline.read.worker; "
        "light = ('read', 'errors', 'personal', 'english', 'partnership', 'calendar'); "
        "print([name for name in sys.modules if name.split('.')[0] in ('pandas', 'numpy', 'openpyxl')"
        " or name.startswith('pipeline.') and name.split('.')[1] not in light])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="there a reader ends with the file that it is reading")
def test_a_reader_in_the_middle_of_a_file_ends_with_whoever_asked_it_even_by_a_kill(tmp_path):
    program = worker(
        tmp_path,
        f"""
        def answer(data, passwords):
            os.close(os.open({str(tmp_path / "pid-")!r} + str(os.getpid()), os.O_WRONLY | os.O_CREAT))
            while True:
                pass
        worker.answer = answer
        """,
    )
    asking = tmp_path / "asking.py"
    asking.write_text(
        "from pathlib import Path\nfrom pipeline import read\n"
        f"with read.Readers(workers=1, program=Path({str(program)!r})) as readers:\n"
        "    readers.workbook(read.Received(Path('a.xlsx'), b'x', 'a'))\n",
        encoding="utf-8",
    )
    asks = subprocess.Popen([sys.executable, str(asking)], env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    assert eventually(lambda: list(tmp_path.glob("pid-*")))
    (pid,) = (int(path.name.partition("-")[2]) for path in tmp_path.glob("pid-*"))

    asks.kill()
    asks.wait()

    assert eventually(lambda: not is_running(pid))
