"""The code that a kept result rests on: some rooms and all that they import, as one digest."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
LIBRARIES = (
    *("pandas", "numpy", "scipy", "pyarrow", "matplotlib", "pillow", "nbconvert", "mistune", "jinja2", "XlsxWriter"),
    *("python-calamine", "msoffcrypto-tool"),
)
_COMPILED = "__pycache__"  # Python writes there while others run, under passing names
_NO_PAGE = "explore.ipynb"  # the analyst's own to try things in
_IMPORT = re.compile(r"^\s*from (pipeline[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


@cache
def digest(rooms: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """The SHA-256 of every file of ``rooms`` and of all that they import, with the versions of ``libraries``."""
    whole = hashlib.sha256()
    for file in files(rooms):
        whole.update(file.relative_to(PACKAGE).as_posix().encode("utf-8") + b"\0" + file.read_bytes())
    for library in libraries:
        whole.update(f"{library}=={version(library)}".encode())
    return whole.hexdigest()


@cache
def program() -> str:
    """The SHA-256 of all our code, notebooks aside, with the versions of Python and of the libraries."""
    whole = hashlib.sha256()
    for file in sorted(each for each in PACKAGE.rglob("*") if each.is_file() and _COMPILED not in each.parts):
        whole.update(file.relative_to(PACKAGE).as_posix().encode("utf-8") + b"\0" + file.read_bytes() + b"\0")
    for library in LIBRARIES:
        whole.update(f"{library}=={version(library)}".encode())
    whole.update(sys.version.encode())
    return whole.hexdigest()


@cache
def notebooks() -> str:
    """The SHA-256 of every notebook that a page is made from."""
    whole = hashlib.sha256()
    for file in sorted((PACKAGE.parent / "notebooks").glob("*.ipynb")):
        if file.name == _NO_PAGE:
            continue
        whole.update(file.name.encode("utf-8") + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def files(rooms: Sequence[str]) -> list[Path]:
    """
    The modules of ``rooms`` (a folder, or a module such as ``store.returns``) and all that they import from us.

    The tables that lie beside those modules are among them.
    """
    modules: set[Path] = set()
    waiting = [file for room in rooms for file in _modules(room)]
    while waiting:
        file = waiting.pop()
        if file not in modules:
            modules.add(file)
            waiting += imported(file)
    return sorted(modules | {table for folder in {each.parent for each in modules} for table in folder.glob("*.csv")})


def imported(module: Path) -> Iterator[Path]:
    """
    The files of ours that ``module`` imports from, those of the packages on the way to them included.

    A package that imports whatever lies in its folder (``iter_modules``) names none of it, and imports all of it.
    """
    source = module.read_text(encoding="utf-8")
    if "iter_modules(__path__)" in source:
        yield from module.parent.glob("*.py")
    for name, what in _IMPORT.findall(source):
        parts = name.split(".")[1:]
        names = re.findall(r"(\w+)(?: as \w+)?", what)
        for path in ([*parts[:end]] for end in range(1, len(parts) + 1)):
            yield from _existing(path)
        for each in names:
            yield from _existing([*parts, each])


def _modules(room: str) -> Iterable[Path]:
    folder = PACKAGE.joinpath(*room.split("."))
    return folder.rglob("*.py") if folder.is_dir() else _existing(room.split("."))


def _existing(parts: Sequence[str]) -> Iterator[Path]:
    at = PACKAGE.joinpath(*parts)
    for file in (at.with_suffix(".py"), at / "__init__.py"):
        if file.is_file():
            yield file
