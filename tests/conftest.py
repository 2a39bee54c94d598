"""What every test may ask for: the outside programs, found or skipped, and workbooks put through one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

# Derandomised, so that a commit passes or fails everywhere alike; HYPOTHESIS_PROFILE=explore hunts afresh.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

Conversion = Callable[..., list[Path]]

# Work every formula out when a workbook opens, or the zeros that our own writer caches would be believed.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def program(purpose: str, package: str, *names: str) -> Path:
    """Find an outside program; without it the test is skipped, or fails where the programs are required."""
    for name in names:
        if place := shutil.which(name):
            return Path(place)
    return lacking(purpose, package, *names)


def lacking(purpose: str, package: str, *names: str) -> NoReturn:
    """Skip the test that needs an outside program, or let it fail where the programs are required."""
    missing = f"{purpose} is not installed (no {' or '.join(names)}; on Debian: apt-get install {package})"
    if os.environ.get("PIPELINE_REQUIRE_PROGRAMS") == "1":
        pytest.fail(f"{missing}, and PIPELINE_REQUIRE_PROGRAMS=1 forbids a skip", pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session", autouse=True)
def _unhurried_disk() -> Iterator[None]:
    """Let what a test writes reach the disk in its own time: no test cuts the power, and a run waits 150 times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # it too refuses a file that is not open
        yield


@pytest.fixture(scope="session")
def soffice() -> Path:
    """Where LibreOffice is."""
    return program("LibreOffice Calc", "libreoffice-calc-nogui", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Where Chromium is."""
    return program("Chromium", "chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice_convert(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Conversion:
    """
    Open workbooks in LibreOffice, work out every formula, save them: ``soffice_convert(files, "xlsx", out)``.

    All the files of a call go through one start of the program, which is most of the cost: pass many at once.
    ``sheet``: the sheet whose file is given back, where ``to`` asks for each sheet in a file of its own.
    ``to`` is a file type ("xlsx", "csv", "pdf"), with LibreOffice's filter after a colon where it needs one.
    """
    profile = tmp_path_factory.mktemp("soffice-profile")
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(RECALCULATE, encoding="utf-8")

    def convert(files: Sequence[Path], to: str, outdir: Path, sheet: str = "") -> list[Path]:
        outdir.mkdir(parents=True, exist_ok=True)
        outputs = [outdir / f"{file.stem}{sheet and f'-{sheet}'}.{to.split(':')[0]}" for file in files]
        assert len(set(outputs)) == len(outputs), "two files share a name, and only one would be kept"
        assert not set(outputs) & set(files), "the originals would be overwritten; name another folder"
        for output in outputs:
            output.unlink(missing_ok=True)
        options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
        command = [str(soffice), *options, "--convert-to", to, "--outdir", str(outdir), *map(str, files)]
        output = finished(command, seconds=120 + 5 * len(files))
        lost = [output.name for output in outputs if not output.is_file()]
        assert not lost, f"LibreOffice did not write {', '.join(lost)}; it said: {output}"
        return outputs

    return convert


def finished(command: list[str], seconds: float) -> str:
    """Run a program to its end and return what it said; on a time-out its whole process group is ended."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        # soffice is a launcher: ending it alone leaves soffice.bin holding the profile.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        pytest.fail(f"{command[0]} did not finish in {seconds:.0f} seconds", pytrace=False)
    text = output.decode("utf-8", errors="replace")
    assert process.returncode == 0, f"{command[0]} ended with status {process.returncode}: {text}"
    return text
