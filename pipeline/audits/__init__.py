"""
The audits, one file each, all data; ``ALL`` is every audit by its code, in the order of the report.

Nothing names an audit here: a file that is put into this folder is read, and every `Audit` class in it is an audit.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from pipeline.definition import Audit


def _written_here() -> Iterator[type[Audit]]:
    for file in iter_modules(__path__):
        module = import_module(f"{__name__}.{file.name}")
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Audit) and each.__module__ == module.__name__:
                yield each


ALL = {audit.code: audit for audit in sorted(_written_here(), key=lambda audit: (audit.place, audit.code))}
