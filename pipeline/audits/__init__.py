"""
The audits, one file each, all data.

Nothing names an audit here: a file that is put into this folder is read, and every `Audit` class in it is an audit.
`of` gives them as the partnership calls things in a quarter, with those that the partnership adds (`local`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from pipeline.audits.beside import Beside, library
from pipeline.audits.local import Local, with_local
from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.definition import Audit, Form
from pipeline.partnership.defining import FIRST, as_read, read_for, reading_for
from pipeline.partnership.folder_files import LOCAL
from pipeline.partnership.here import here
from pipeline.partnership.model import Partnership

__all__ = ["Beside", "called_otherwise", "codes", "library", "of", "running", "written_in"]

_NO_AUDITS = {
    "beside",
    "case_led",
    "checked",
    "core",
    "followed",
    "local",
    "oddities",
}  # the files of this folder that hold none


def of(quarter: Quarter) -> Mapping[str, type[Audit]]:
    """Every audit of the partnership by its code, in the order of the report, as things are in ``quarter``."""
    return _read_for(here(), quarter).audits


def running(quarter: Quarter, came: Collection[str] = ()) -> Mapping[str, type[Audit]]:
    """
    Those of them that the partnership runs in ``quarter`` or ran in the three before.

    ``came``: the codes of the audits of which something came unasked, so that nothing that came is passed over.
    """
    year = quarter.last(QUARTERS_OF_A_YEAR)
    return {
        code: audit for code, audit in of(quarter).items() if code in came or any(audit.runs(each) for each in year)
    }


def written_in(file: Path, quarter: Quarter) -> tuple[str, ...]:
    """The codes of the audits that a file of the partnership writes or adds to; none where it is not one of them."""
    about = _read_for(here(), quarter).about
    return next((codes for name, codes in about.items() if (here().folder / name).resolve() == file), ())


def called_otherwise(form: Form) -> Mapping[str, str]:
    """The headings that a form's questions have in the words of other times, each with its question's name."""
    partnership = here()
    times = (Quarter.containing(since) if since else FIRST for since, _ in partnership.words_from)
    others = [_read_for(partnership, each).audits.get(form.audit.code) for each in dict.fromkeys(times)]
    labels = {each.label: each.name for audit in others if audit not in (None, form.audit) for each in audit.fields}
    theirs = {each.name: each.label for each in form.fields}
    return {label: name for label, name in labels.items() if name in theirs and label not in theirs.values()}


def codes() -> tuple[str, ...]:
    """The code of every audit of the partnership, in the order of the report."""
    return tuple(of(FIRST))


# Definitions are read once for all of the quarters in which they read alike.
_read: dict[tuple[Partnership, tuple[str, ...]], Local] = {}


@cache
def _read_for(partnership: Partnership, quarter: Quarter) -> Local:
    whose = partnership, as_read(partnership, quarter)
    if whose not in _read:
        # What is imported by its name is read for the usual one; two classes of one audit need not be held.
        usual, first = read_for()
        imported = whose == (usual, as_read(usual, first))
        with reading_for(partnership, quarter):
            modules = [import_module(f"{__name__}.{name}") if imported else _read_again(name) for name in _names()]
            audits = [each for module in modules for each in _classes(module)]
            for each in audits:
                each.shipped = True
            _read[whose] = with_local(audits, _files_of(partnership))
    return _read[whose]


def _files_of(partnership: Partnership) -> Mapping[str, bytes]:
    """The files of definitions in the partnership's folder, by their names, as they were when it was loaded."""
    return {name: data for name, data in partnership.files.items() if name.startswith(f"{LOCAL}/")}


def _names() -> list[str]:
    return [each.name for each in iter_modules(__path__) if each.name not in _NO_AUDITS]


def _classes(module: ModuleType) -> Iterator[type[Audit]]:
    for each in vars(module).values():
        if isinstance(each, type) and issubclass(each, Audit) and each.__module__ == module.__name__:
            yield each


def _read_again(name: str) -> ModuleType:
    """A file of definitions read once more, in the words of the moment; no import finds what comes of it."""
    spec = spec_from_file_location(f"{__name__}.{name}", Path(__path__[0]) / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
