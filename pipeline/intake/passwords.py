"""The passwords of returns that are protected with one, from a file that only its owner can read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.partnership.bodies import agency, find, sent_by, whole_line

ANY = "*"
LARGEST_FILE = 100_000


@dataclass(frozen=True)
class Passwords:
    """Passwords by agency code, and those to try on anybody's return; never shown, logged or kept."""

    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def of(self, code: str | None) -> tuple[str, ...]:
        """What to try on a return of the agency ``code``, its own first; all of them where nobody knows whose it is."""
        if code is None:
            return tuple(dict.fromkeys(each for known in self.lines.values() for each in known))
        return self._of([code, *sorted(whole_line(code))])

    def of_folder(self, name: str, quarter: Quarter) -> tuple[str, ...]:
        """What to try on a return that lies in the folder ``name`` of ``quarter``."""
        known = find(name) if self.lines else None
        return self._of([known.code, *sorted(sent_by(known.code, quarter))]) if known else self.of(None)

    def _of(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for code in (*codes, ANY) for each in self.lines.get(code, ())))


NO_PASSWORDS = Passwords()


def passwords(path: Path | None) -> Passwords:
    """
    The passwords in the file at ``path``: lines ``AGENCY-CODE: password`` (``*`` for any agency), UTF-8.

    Raises: UsageError -- if it cannot be read, others may read it, or a line is wrong; naming the line, never its text.
    """
    if path is None:
        return NO_PASSWORDS
    lines: dict[str, list[str]] = {}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        code, colon, password = line.partition(":")
        code, password = code.strip(), password.strip()
        if not colon or not password:
            raise UsageError(f"{path}, line {number}: write an agency's code, a colon and its password.")
        known = ANY if code == ANY else _known(code)
        if known is None:
            raise UsageError(f"{path}, line {number}: before the colon stands no agency's code (write * for any).")
        lines.setdefault(known, []).append(password)
    return Passwords({code: tuple(each) for code, each in lines.items()})


def _known(code: str) -> str | None:
    owner = agency(code.upper())
    return owner.code if owner else None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
                raise UsageError(f"{path} can be read by others. Make it yours alone first: chmod 600 {path}")
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST_FILE:
        raise UsageError(f"{path} is larger than a list of passwords can be.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not written in UTF-8. Save it as UTF-8 text.") from None
