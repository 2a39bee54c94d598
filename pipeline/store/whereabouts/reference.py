"""A reference as it is looked for: whatever blanks and capitals it was typed with, and never a part of a longer one."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.errors import UsageError
from pipeline.personal.characters import as_seen

_LONGEST = 200  # characters
_BLANKS = r"\s*"


@dataclass(frozen=True)
class Reference:
    """``typed``: a record's, an audit's, a child's, a family's or a contact's reference, as somebody typed it."""

    typed: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Letter by letter, with any blanks between; a letter or digit right before or after makes it another one."""
        letters = "".join(as_seen(self.typed).split())
        forms = dict.fromkeys((letters, json.dumps(letters)[1:-1], html.escape(letters)))
        ways = "|".join(_BLANKS.join(map(re.escape, each)) for each in forms)
        return re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])", re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether it stands in ``text``."""
        return self._pattern.search(text) is not None

    def is_cell(self, value: object) -> bool:
        """Whether it stands in a cell: a number is read as it is written, 12 and not 12.0."""
        whole = isinstance(value, float) and value.is_integer()
        return value not in ("", None) and self.is_in(as_seen(str(int(value) if whole else value)))  # type: ignore[call-overload]

    def places_in(self, text: str) -> list[int]:
        """The lines of ``text``, counted from 1, that it stands in."""
        return [number for number, line in enumerate(text.split("\n"), start=1) if self.is_in(line)]


def reference(typed: str) -> Reference:
    """
    What is looked for.

    Raises: UsageError -- if it has no letter or digit, or is longer than any reference.
    """
    if not any(each.isalnum() for each in typed) or len(typed) > _LONGEST:
        raise UsageError(
            f"A reference is at most {_LONGEST} letters and digits, as a return has it. Type it between "
            "quotation marks."
        )
    return Reference(typed)
