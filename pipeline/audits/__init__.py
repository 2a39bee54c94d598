"""
The audits, one file each, all data; ``ALL`` is every audit by its code, in the order of the report.

Nothing names an audit here: a file that is put into this folder is read, and every `Audit` class in it is an audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from pipeline.definition import Audit


def written_here() -> Iterator[type[Audit]]:
    """Every audit that a file of this folder defines."""
    for file in iter_modules(__path__):
        module = import_module(f"{__name__}.{file.name}")
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Audit) and each.__module__ == module.__name__:
                yield each


def in_order(audits: Iterable[type[Audit]]) -> list[type[Audit]]:
    """``audits`` in the order of the report: by their places, and by code where those are the same."""
    return sorted(audits, key=lambda audit: (audit.place, audit.code))


ALL = {audit.code: audit for audit in in_order(written_here())}
