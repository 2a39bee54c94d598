"""
Whether another computer is fit for our work: it runs this very code, and sees this very folder and may write there.

A random word is laid in the folder by whoever asks. Who reads it there, and lays it beside under a name that the asker
then finds, looks at the same folder, and not at another one of the same name.
"""

from __future__ import annotations

import platform
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.store.code_digest import LIBRARIES, notebooks, program
from pipeline.store.workspace import Workspace

_ASKED = "asked"


@contextmanager
def place_in(folder: Path) -> Iterator[Mapping[str, Any]]:
    """What a computer must see and run to be fit, in plain words, while it is laid in the workspace ``folder``."""
    whole = folder.resolve()
    scratch = Workspace(whole).scratch
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="engine-", dir=scratch) as own:
        word = secrets.token_hex(16)
        (Path(own) / _ASKED).write_text(word, encoding="ascii")
        yield {
            "folder": str(whole),
            "own": own,
            "word": word,
            "program": program(),
            "notebooks": notebooks(),
            "versions": _versions(),
        }


def unfit(place: Mapping[str, Any]) -> str:
    """Why this process cannot do the work of ``place``, and what to do about it, in one line; empty where it can."""
    return _other_code(place) or _other_folder(place)


def asked(place: Mapping[str, Any]) -> dict[str, str]:
    """Lay the word of ``place`` in the folder, in this process, which is fit; gives under which name."""
    name = secrets.token_hex(8)
    (Path(place["own"]) / name).write_text(place["word"], encoding="ascii")
    return {"laid": name}


def found(place: Mapping[str, Any], name: str) -> bool:
    """Whether what another computer laid under ``name`` lies here too."""
    try:
        return (Path(place["own"]) / name).read_text(encoding="ascii") == str(place["word"])
    except (OSError, ValueError):
        return False


def another_folder(place: Mapping[str, Any]) -> str:
    """What is said where a computer sees a folder of this name that is another one, or none."""
    return f"it does not see the folder {place['folder']}. Connect the share on that computer under this very path."


def _other_code(place: Mapping[str, Any]) -> str:
    if (program(), notebooks()) == (place["program"], place["notebooks"]):
        return ""
    theirs = _versions()
    differ = [f"{name} {theirs[name]} and not {own}" for name, own in place["versions"].items() if theirs[name] != own]
    what = ", ".join(differ) or "our code is another"
    return f"it runs another version: {what}. Install the same there and start the worker again."


def _other_folder(place: Mapping[str, Any]) -> str:
    try:
        seen = (Path(place["own"]) / _ASKED).read_text(encoding="ascii") == place["word"]
    except PermissionError:
        return f"it may not read the folder {place['folder']}. Start the worker as an account that may."
    except (OSError, ValueError):
        seen = False
    if not seen:
        return another_folder(place)
    try:
        with tempfile.TemporaryFile(dir=place["own"]):
            return ""
    except OSError:
        return f"it may not write in the folder {place['folder']}. Start the worker as an account that may."


def _versions() -> dict[str, str]:
    return {"Python": platform.python_version(), **{name: _version(name) for name in LIBRARIES}}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
