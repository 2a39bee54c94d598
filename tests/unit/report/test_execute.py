"""Notebooks run side by side: what each leaves behind, how one that fails is told, and what it cannot reach."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from pipeline.errors import UsageError
from pipeline.report import execute
from pipeline.report.execute import Job, Outcome
from pipeline.report.html import NO_DESCRIPTION
from tests.heard import Heard
from tests.processes import eventually, is_running
from tests.source import ROOT
from tests.unit.report.notebooks import PAGE, job, outputs, written


def run(jobs: Sequence[Job], scratch: Path | None = None, **asked: Any) -> list[Outcome]:
    """The notebooks run, with a folder for what is needed only meanwhile, which is empty again when they are."""
    scratch = scratch or jobs[0].output.parent / "scratch"
    outcomes = execute.run(jobs, scratch, **asked)
    assert list(scratch.iterdir()) == []
    return outcomes


DRAWN = """
import base64, io
import pandas as pd
import matplotlib.pyplot as plt

class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        figure, axes = plt.subplots(figsize=(3, 2))
        axes.plot([1, 2, 3])
        drawn = io.BytesIO()
        figure.savefig(drawn)
        plt.close(figure)
        words = {"alt": "A line that rises", "caption": "Figure 1"}
        return {"image/png": drawn.getvalue(), "text/plain": words["alt"]}, {"image/png": words}
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one notebook run by the fork engine and by a stock kernel."""
    folder = tmp_path_factory.mktemp("both")
    path = written(
        folder / "small.ipynb",
        DRAWN,
        v4.new_markdown_cell("## A heading\n\nSome **words**."),
        "Chart()",
        "display(Chart())\nprint('two', quarter, flush=True)",
        "pd.DataFrame({'agency': ['A', 'B'], 'met': [18, 20]})",
        "figure, axes = plt.subplots()\naxes.bar(['a'], [1]);",
        "shown = display('first', display_id='x')",
        "display({'text/plain': 'second'}, raw=True, display_id='x', update=True)",
        "print('gone')\nfrom IPython.display import clear_output\nclear_output()\nprint('kept')",
        "import sys, warnings\nprint('aside', file=sys.stderr)",
        "await __import__('asyncio').sleep(0)",
        "",
        "from pathlib import Path\n(In[-1], type(_).__name__, rounds)",
    )
    for engine in ("fork", "kernel"):
        one = Job(path, folder / f"{engine}.ipynb", {"quarter": "2019-20-Q2"})
        (outcome,) = run([one], engine=engine)
        assert (outcome.job, outcome.error) == (one, "")
    return folder


def test_the_fork_engine_puts_out_exactly_what_a_stock_kernel_does(both: Path) -> None:
    forked, stock = outputs(both / "fork.ipynb"), outputs(both / "kernel.ipynb")

    assert forked == stock
    assert [output["output_type"] for cell in forked for output in cell].count("display_data") == 3


def test_the_fork_engine_keeps_papermills_own_record_of_the_run(both: Path) -> None:
    forked = nbformat.read(both / "fork.ipynb", as_version=4)
    stock = nbformat.read(both / "kernel.ipynb", as_version=4)

    assert forked.metadata.papermill.parameters == stock.metadata.papermill.parameters == {"quarter": "2019-20-Q2"}
    assert forked.metadata.language_info == stock.metadata.language_info
    for ours, theirs in zip(forked.cells, stock.cells, strict=True):
        assert ours.get("execution_count") == theirs.get("execution_count")
        assert ours.metadata.papermill.status == theirs.metadata.papermill.status == "completed"


LEAVES_TRACES = """
import os, random, sys, textwrap, warnings
import matplotlib.pyplot as plt
import pandas as pd
textwrap.dedent = None
pd.DataFrame.sum = None
pd.set_option("display.max_rows", 3)
plt.rcParams["font.size"] = 40
plt.figure()
os.environ["AUDIT_TRACE"] = "left"
os.chdir("/")
sys.path.insert(0, "/left")
warnings.simplefilter("error")
left = 1
"""
LOOKS_FOR_TRACES = """
import os, sys, textwrap, warnings
import matplotlib.pyplot as plt
import pandas as pd
print([textwrap.dedent is None, pd.DataFrame.sum is None, pd.get_option("display.max_rows") == 3,
       plt.rcParams["font.size"] == 40, bool(plt.get_fignums()), "AUDIT_TRACE" in os.environ,
       os.getcwd() == "/", "/left" in sys.path,
       ("error", None, Warning, None, 0) in warnings.filters, "left" in globals()])
"""


def test_nothing_leaks_from_one_notebook_into_the_next_or_into_the_parent(tmp_path: Path) -> None:
    leaves = written(tmp_path / "leaves.ipynb", LEAVES_TRACES)
    looks = written(tmp_path / "looks.ipynb", LOOKS_FOR_TRACES)

    ended = run([Job(leaves, tmp_path / "1.ipynb"), Job(looks, tmp_path / "2.ipynb")], workers=1)

    assert [outcome.error for outcome in ended] == ["", ""]
    assert outputs(tmp_path / "2.ipynb")[-1][0]["text"] == f"{[False] * 10}\n"
    assert textwrap.dedent(" a") == "a"
    assert "AUDIT_TRACE" not in os.environ
    assert "/left" not in sys.path


def test_a_notebook_waits_for_no_import_that_was_not_paid_for_once_before(tmp_path: Path) -> None:
    path = written(
        tmp_path / "small.ipynb",
        "import sys\nfrom pipeline.page import chart, section",
        "chart.targets, section.detail",
        "print(*sorted(sys.modules))",
    )

    assert [each.error for each in run([job(path)])] == [""]

    (printed,) = outputs(path.parent / "out.ipynb")[-1]
    late = {each for each in str(printed["text"]).split() if each not in sys.modules}
    assert {each for each in late if each.startswith(("IPython.", "matplotlib_inline.", "pipeline."))} == set()


def test_two_notebooks_draw_different_random_numbers(tmp_path: Path) -> None:
    path = written(tmp_path / "draws.ipynb", "import random, numpy\nprint(random.random(), numpy.random.random())")

    run([Job(path, tmp_path / "1.ipynb"), Job(path, tmp_path / "2.ipynb")])

    first, second = (str(outputs(tmp_path / f"{name}.ipynb")[-1][0]["text"]).split() for name in "12")
    assert not set(first) & set(second)


def test_an_error_in_a_cell_is_told_in_a_line_and_leaves_the_earlier_page_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path / "wrong.ipynb", "print('before')", "{}['a child\\'s name']", "print('never')")
    (tmp_path / "out.html").write_text("the earlier page", encoding="utf-8")

    (ended,) = run([job(path)])

    assert ended.error == (
        f"wrong.ipynb stopped in cell In [3] (KeyError). The executed notebook shows where: {tmp_path / 'out.ipynb'}"
    )
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == "the earlier page"
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert executed.cells[0].metadata.tags == ["papermill-error-cell-tag"]
    assert [cell.metadata.papermill.status for cell in executed.cells if "papermill" in cell.metadata] == [
        "completed",
        "completed",
        "failed",
        "pending",
    ]


def test_our_own_errors_are_told_in_their_own_words(tmp_path: Path) -> None:
    path = written(tmp_path / "early.ipynb", "from pipeline.errors import NoResults\nraise NoResults('Run it first.')")

    (ended,) = run([job(path)])

    assert ended.error.startswith("early.ipynb stopped in cell In [2]: Run it first. ")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "import os\nos.kill(os.getpid(), 9)",
            "fails.ipynb took its process down (signal 9); the memory may have run out.",
        ),
        ("import time\ntime.sleep(60)", "fails.ipynb did not finish in 1.5 seconds and was stopped."),
    ],
)
def test_a_notebook_that_dies_or_hangs_is_an_outcome_and_the_others_go_on(
    tmp_path: Path, cell: str, expected: str
) -> None:
    fails, works = written(tmp_path / "fails.ipynb", cell), written(tmp_path / "works.ipynb", "print(1)")

    ended = run([job(fails, "a"), job(works, "b")], workers=2, timeout=1.5 if "sleep" in cell else 60)

    assert [outcome.error for outcome in ended] == [expected, ""]
    assert nbformat.read(tmp_path / "a.ipynb", as_version=4).cells[0].source == f"**{expected}**"
    assert not (tmp_path / "a.html").exists()
    assert (tmp_path / "b.html").exists()


def test_a_misspelt_parameter_stops_the_run_before_anything_runs(tmp_path: Path) -> None:
    path = written(tmp_path / "small.ipynb", "print(1)")

    with pytest.raises(UsageError) as told:
        run([job(path, "good"), job(path, "bad", quater="2019-20-Q2")])

    assert str(told.value) == (
        "small.ipynb: There is no parameter 'quater'. Did you mean 'quarter'? The parameters are: quarter, rounds."
    )
    assert not (tmp_path / "good.ipynb").exists()


def test_a_value_that_looks_like_code_arrives_as_text(tmp_path: Path) -> None:
    hostile = "\"; print('ran') # {quarter} \\"
    path = written(tmp_path / "small.ipynb", "print(quarter)")

    (ended,) = run([job(path, quarter=hostile)])

    assert ended.error == ""
    assert outputs(tmp_path / "out.ipynb")[-1][0]["text"] == f"{hostile}\n"


def test_what_is_written_is_for_its_owner_alone_and_nothing_else_is_left(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path / "{braces} and spaces"
    folder.mkdir()
    path = written(folder / "small.ipynb", "import os\nos.system('echo raw')\nprint(os.environ['IPYTHONDIR'])")

    one = Job(path, folder / "x" / "out.ipynb", {}, folder / "x" / "out.html", PAGE)
    (ended,) = run([one], tmp_path_factory.mktemp("scratch"))

    assert ended.error == ""
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == ["out.html", "out.ipynb", "small.ipynb"]
    assert {stat.S_IMODE((folder / "x" / name).stat().st_mode) for name in ("out.html", "out.ipynb")} == {0o600}
    assert str(tmp_path) not in (folder / "x" / "out.ipynb").read_text(encoding="utf-8")
    own_folder, raw = (str(output["text"]) for output in outputs(folder / "x" / "out.ipynb")[-1][:1] for _ in range(2))
    assert "raw\n" in raw
    assert not Path(own_folder.splitlines()[0]).exists()


def test_progress_hears_of_each_notebook_as_it_ends_and_the_answer_keeps_the_order(tmp_path: Path) -> None:
    slow = written(tmp_path / "slow.ipynb", "import time\ntime.sleep(1)")
    quick = written(tmp_path / "quick.ipynb", "1")
    heard = Heard()

    ended = run(
        [Job(slow, tmp_path / "1.ipynb"), Job(quick, tmp_path / "2.ipynb")],
        progress=heard,
    )

    assert list(dict.fromkeys(heard)) == [
        "making pages: 0 of 2",
        "making pages: 1 of 2, quick.ipynb",
        "making pages: 1 of 2",
        "making pages: 2 of 2, slow.ipynb",
    ]
    assert [outcome.job.notebook for outcome in ended] == [slow, quick]


def test_where_no_process_can_be_forked_a_stock_kernel_runs_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    works = written(tmp_path / "works.ipynb", "import os\nprint(quarter, os.environ['IPYTHONDIR'])")
    wrong = written(tmp_path / "wrong.ipynb", "1 / 0")

    ended = run([job(works, "a", quarter="2019-20-Q2"), job(wrong, "b")])

    assert [outcome.error.partition(" The executed")[0] for outcome in ended] == [
        "",
        "wrong.ipynb stopped in cell In [2] (ZeroDivisionError).",
    ]
    quarter, history = str(outputs(tmp_path / "a.ipynb")[-1][0]["text"]).split()
    assert quarter == "2019-20-Q2"
    assert not Path(history).exists()
    assert os.environ.get("IPYTHONDIR") != history
    assert not (tmp_path / "b.html").exists()


WORKS_LONG = """
import os, subprocess, sys, tempfile, time
from pathlib import Path
started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
kept = tempfile.mkstemp()
Path("{pids}").write_text(f"{{os.getpid()}} {{started.pid}}")
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_notebook_and_what_it_started_end_with_their_parent_and_write_nothing_outside(
    tmp_path: Path, how: signal.Signals
) -> None:
    (pids, scratch), temporary = (tmp_path / name for name in ("pids", "scratch")), tmp_path / "temporary"
    temporary.mkdir()
    path = written(tmp_path / "long.ipynb", WORKS_LONG.format(pids=pids))
    code = (
        "from pathlib import Path; from pipeline.report.execute import Job, run; "
        f"run([Job(Path({str(path)!r}), Path({str(tmp_path / 'out.ipynb')!r}))], Path({str(scratch)!r}))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    # It imports all that a report needs first, which takes long where others use the computer too.
    assert eventually(lambda: pids.exists() and bool(pids.read_text(encoding="utf-8")))
    children = [int(pid) for pid in pids.read_text(encoding="utf-8").split()]

    parent.send_signal(how)
    parent.wait()

    assert len(children) == 2
    assert eventually(lambda: not any(is_running(pid) for pid in children))
    assert list(temporary.iterdir()) == []
    assert how != signal.SIGINT or list(scratch.iterdir()) == []


def test_what_an_analyst_shows_in_a_notebook_is_on_its_page_and_an_undescribed_chart_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path / "own.ipynb",
        "import matplotlib.pyplot as plt\nimport pandas as pd\nfrom pipeline.page import chart",
        "plt.plot([1, 2])\nplt.show()",
        "pd.DataFrame({'agency': ['A'], 'met': [18]})",
        "print('eighteen of them')",
        "figure, axes = plt.subplots()\nchart.described(figure, 'It rises')",
    )

    (outcome,) = run([job(path, quarter="2019-20-Q2")])

    assert (outcome.error, outcome.undescribed) == ("", (3,))
    page = outcome.job.html.read_text(encoding="utf-8") if outcome.job.html else ""
    assert page.count("<img ") == 2
    assert all(each in page for each in ('alt="It rises"', "<td>18</td>", "eighteen of them", NO_DESCRIPTION))
