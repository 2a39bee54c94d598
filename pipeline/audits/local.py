"""
The files that a partnership adds to the audits, read as definitions are.

Such a file is a program and runs with the rights of whoever starts the command; only what lies in the partnership's
folder is ever run, and nothing that an agency sent.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from traceback import walk_tb
from types import FrameType, MappingProxyType, ModuleType

from pipeline.audits.beside import Refused, Shelf, reading_beside
from pipeline.definition import Audit
from pipeline.definition.fingerprint import fingerprint
from pipeline.english import did_you_mean, listed
from pipeline.errors import DefinitionError, WrongPartnership
from pipeline.partnership.defining import read_for
from pipeline.partnership.mistakes import Mistake

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
# What a mistake in a file of Python comes to; whatever else happens is no mistake of its author's.
_MISTAKES = (
    *(SyntaxError, DefinitionError, NameError, AttributeError, TypeError, ValueError, ImportError, LookupError),
    *(ArithmeticError, AssertionError, RuntimeError, OSError, EOFError, MemoryError, Warning, SystemExit),
)


@dataclass(frozen=True)
class Local:
    """The audits by their codes, with what a partnership added; and the codes of those that its files are about."""

    audits: Mapping[str, type[Audit]]
    about: Mapping[str, tuple[str, ...]]


def with_local(library: Iterable[type[Audit]], files: Mapping[str, bytes]) -> Local:
    """
    The ``library`` with what ``files``, by their names, add to it.

    Raises: WrongPartnership -- with the file, the line and what is wrong, for each file in which something is.
    """
    library = in_order(library)
    shelf = Shelf({audit.code: audit for audit in library})
    before = {audit.code: _fingerprint(audit) for audit in library} if files else {}
    about: dict[str, tuple[str, ...]] = {}
    mistakes: list[Mistake] = []
    token = reading_beside.set(shelf)
    try:
        for name, source in files.items():
            earlier = dict(shelf.audits)
            try:
                for audit in _written_in(name, source):
                    _add(audit, shelf)
                about[name] = tuple(code for code, audit in shelf.audits.items() if earlier.get(code) is not audit)
                _check_unchanged(library, before)
            except _MISTAKES as error:
                shelf.audits = earlier
                mistakes.append(_mistake(name, source, error))
    finally:
        reading_beside.reset(token)
    if mistakes:
        raise WrongPartnership([str(each) for each in mistakes])
    return Local(MappingProxyType({audit.code: audit for audit in in_order(shelf.audits.values())}), about)


def in_order(audits: Iterable[type[Audit]]) -> list[type[Audit]]:
    """``audits`` in the order of the report: by their places, and by code where those are the same."""
    return sorted(audits, key=lambda audit: (audit.place, audit.code))


def _written_in(name: str, source: bytes) -> Iterator[type[Audit]]:
    """The audits that are written whole in one file."""
    module = ModuleType(re.sub(r"\W", "_", name))
    exec(compile(source, name, "exec", dont_inherit=True), vars(module))  # noqa: S102 -- a definition is a program
    for each in vars(module).values():
        if isinstance(each, type) and issubclass(each, Audit) and each.__module__ == module.__name__:
            yield each


def _add(audit: type[Audit], shelf: Shelf) -> None:
    """Put an audit of the partnership's own beside the others."""
    if not _CODE.fullmatch(audit.code):
        raise Refused(audit.code, "is no code of an audit; write 2 to 8 capital letters and digits, a letter first.")
    if audit.code in shelf.library:
        raise Refused(audit.code, "is an audit of the library; add to it with Beside, or give your own another code.")
    if audit.code in shelf.audits:
        raise Refused(audit.code, "is defined twice; give one of the two another code.")
    counted = {each.id: other.code for other in shelf.audits.values() for each in (*other.standards, *other.context)}
    for each in (*audit.standards, *audit.context):
        if each.id in counted:
            raise Refused(each.id, f"is counted in {counted[each.id]} already; choose another name.")
    shelf.audits[audit.code] = audit


def _check_unchanged(library: Sequence[type[Audit]], before: Mapping[str, str]) -> None:
    """Raises: DefinitionError -- if a file has reached into an audit of the library and changed it."""
    changed = [audit.code for audit in library if _fingerprint(audit) != before[audit.code]]
    if changed:
        raise DefinitionError(f"it changes {listed(changed)} of the library, which no file of a partnership may do.")


def _fingerprint(audit: type[Audit]) -> str:
    _, quarter = read_for()
    anchors = tuple((view.code, *(each.name for each in dates)) for view, dates in audit.anchors.items())
    readings = tuple(reading for standard in audit.standards for reading in standard.readings())
    things = (audit.views, audit.fields, audit.rules, audit.standards, readings, audit.context, audit.volumes, anchors)
    return fingerprint(quarter, *things, tuple(each.name for each in audit.linked_by), audit.key.name)


def _mistake(file: str, source: bytes, error: BaseException) -> Mistake:
    """What is wrong with a file of definitions, at its line."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return Mistake(file, error.lineno or 0, "", f"this is no Python: {error.msg}. Mend the line, or the one above.")
    frames = [(frame, line) for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == file]
    frame, line = frames[-1] if frames else (None, 0)
    if isinstance(error, DefinitionError):
        # A definition is checked once its body has been read, so that Python gives the line of the class.
        told = [error.name] if isinstance(error, Refused) else re.findall(r"\w+", str(error).partition(": ")[2])
        line = next((at for name in told if (at := _line_of(name, source))), line)
    return Mistake(file, line, "", _text(error, frame))


def _line_of(name: str, source: bytes) -> int:
    """Where ``name`` is given in a file; 0 where it is not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign):
            if any(isinstance(each, ast.Name) and each.id == name for each in node.targets):
                return node.lineno
        elif isinstance(node, ast.ClassDef) and node.name == name:
            return node.lineno
    return 0


def _text(error: BaseException, frame: FrameType | None) -> str:
    match error:
        case DefinitionError():
            return str(error)
        case NameError(name=str() as name):
            known = {} if frame is None else {**frame.f_builtins, **frame.f_globals, **frame.f_locals}
            near = get_close_matches(name, known, n=1, cutoff=0.6)
            hint = did_you_mean(near[0] if near else None, "Write it above, or import it.")
            return f"nothing is called {name} here. {hint}"
        case SystemExit():
            return "it ends the program, which a definition may not do."
    return f"{error} ({type(error).__name__}). Mend the line."
