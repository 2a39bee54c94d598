"""
A notebook's parameters: those its ``parameters`` cell declares, and nothing else.

papermill takes a misspelt parameter and the default stays: the wrong quarter's report, without a word.
"""

from __future__ import annotations

import ast
import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.english import did_you_mean
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from nbformat import NotebookNode

Parameter = str | int | bool

WORDS: Mapping[type, str] = MappingProxyType({str: "text in quotes", int: "a whole number", bool: "True or False"})
LONGEST = 1000
# What IPython puts into a notebook's namespace, besides modules and names with an underscore.
IPYTHON_NAMES = frozenset({"In", "Out", "get_ipython", "exit", "quit", "open"})
# The only values papermill can inject; a result, a chart or a table of a later cell is none of these.
PLAIN = (str, int, float, bool, list, tuple, dict, type(None))


def checked(namespace: Mapping[str, object], **declared: type) -> dict[str, Parameter]:
    """
    Return a notebook's parameters once each has its declared type and no other name has been given a value.

    For the load cell: ``parameters.checked(globals(), quarter=str, edition=str)``.
    Raises: UsageError -- if a parameter is missing, misspelt or of another type.
    """
    for name, value in namespace.items():
        if name in declared or name.startswith("_") or name in IPYTHON_NAMES or not isinstance(value, PLAIN):
            continue
        raise UsageError(f"{_misspelt(name, declared)} Is it a variable of your own? Then name it _{name}.")
    for name, kind in declared.items():
        if name not in namespace:
            raise UsageError(f"The parameter '{name}' has no value; give it one in the parameters cell.")
        _refuse_unless(name, namespace[name], kind)
    return {name: namespace[name] for name in declared}  # type: ignore[misc]  # their types have just been checked


def defaults(notebook: NotebookNode) -> dict[str, Parameter]:
    """
    Return the parameters that a notebook's ``parameters`` cell declares, with their defaults.

    Raises: ValueError -- if a default is not a plain text, whole number, True or False.
    """
    declared: dict[str, Parameter] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code" or "parameters" not in cell.metadata.get("tags", []):
            continue
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Assign):
                targets, value = statement.targets, statement.value
            elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
                targets, value = [statement.target], statement.value
            else:
                continue
            default = ast.literal_eval(value)
            if type(default) not in WORDS:
                raise ValueError(f"'{ast.unparse(statement)}' is not text, a whole number, True or False")
            declared |= {target.id: default for target in targets if isinstance(target, ast.Name)}
    return declared


def refuse_unknown(given: Mapping[str, object], known: Mapping[str, Parameter]) -> None:
    """
    Refuse any parameter that the notebook does not declare, or that is of another type than its default.

    Raises: UsageError -- naming the parameter, what it is and what it should be.
    """
    for name, value in given.items():
        if name not in known:
            raise UsageError(_misspelt(name, known))
        _refuse_unless(name, value, type(known[name]))


def _misspelt(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    alike = difflib.get_close_matches(name, names, n=1)
    guess = did_you_mean(f"'{alike[0]}'") if alike else ""
    every = f"The parameters are: {', '.join(names) or 'none'}."
    return " ".join(filter(None, (f"There is no parameter '{name}'.", guess, every)))


def _refuse_unless(name: str, value: object, kind: type) -> None:
    # papermill writes a value into the notebook as code, so no subclass passes: it may print otherwise.
    if type(value) is not kind or kind not in WORDS:
        expected = WORDS.get(kind, f"text, a whole number, True or False (not {kind.__name__})")
        given = f"{value!r} ({type(value).__name__})"
        raise UsageError(f"The parameter '{name}' is {given}; it should be {expected}.")
    if isinstance(value, str) and (len(value) > LONGEST or any(map(_is_control, value))):
        raise UsageError(
            f"The parameter '{name}' is too long or holds a line break or control character; "
            "it should be one plain line."
        )


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
