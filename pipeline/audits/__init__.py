"""
The audits, one file each, all data.

Nothing names an audit here: a file that is put into this folder is read, and every `Audit` class in it is an audit.
`of` gives them as the partnership calls things in a quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.partnership.defining import FIRST, read_for, reading_for
from pipeline.partnership.here import here
from pipeline.partnership.model import Partnership


def of(quarter: Quarter) -> Mapping[str, type[Audit]]:
    """Every audit of the partnership by its code, in the order of the report, as things are called in ``quarter``."""
    partnership = here()
    return _read_with(partnership, partnership.words(quarter).of_definitions)


def codes() -> tuple[str, ...]:
    """The code of every audit of the partnership, in the order of the report."""
    return tuple(of(FIRST))


def in_order(audits: Iterable[type[Audit]]) -> list[type[Audit]]:
    """``audits`` in the order of the report: by their places, and by code where those are the same."""
    return sorted(audits, key=lambda audit: (audit.place, audit.code))


@cache
def _read_with(partnership: Partnership, words: tuple[str, ...]) -> Mapping[str, type[Audit]]:
    """The audits in the ``words`` of one time; they are read once for all of the quarters that share these."""
    # What is imported by its name is read for this one; two classes of one audit need not be held.
    usual, first = read_for()
    if partnership is usual and words == usual.words(first).of_definitions:
        audits = [each for name in _names() for each in _classes(import_module(f"{__name__}.{name}"))]
    else:
        since = next(day for day, then in partnership.words_from if then.of_definitions == words)
        with reading_for(partnership, Quarter.containing(since) if since else FIRST):
            audits = [each for name in _names() for each in _classes(_read_again(name))]
    return MappingProxyType({audit.code: audit for audit in in_order(audits)})


def _names() -> list[str]:
    return [each.name for each in iter_modules(__path__) if each.name != "core"]


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
