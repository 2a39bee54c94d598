"""The catalogue as a page, `docs/checks.md`, for whoever writes a message or asks what one means."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

from pipeline.english import capital
from pipeline.validate.catalogue import CHECKS, MODULES, Check, title_of

HEAD = """# Checks

Everything that the intake can say of a return, printed from `pipeline/validate/catalogue`: change the wording there and
renew this page with `make docs`. What stands in *italics* is filled in for each case.

An **error** is not used until it is mended. A **query** is used as it stands: mend it or explain it. A **note** asks
for nothing. What `check --json` calls a check is its name with underlines, such as `no_records`.

"In the template" says whether the template's own live checks see the same while it is being filled in. A number says
why they do not:
"""
_QUOTED_CELL = "*the answer as it stands in the cell*"
_PLACEHOLDER = re.compile(r"(?<=\w)(?=\{)|\{(\w+)[^}]*\}")
# Why the live checks do not see something: each reason with its number on the page.
_REASONS = {
    reason: number for number, reason in enumerate(dict.fromkeys(c.intake_only for c in CHECKS if c.intake_only), 1)
}


def page() -> str:
    """The whole page, as Markdown."""
    reasons = [f"{number}. {capital(reason)}." for reason, number in _REASONS.items()]
    return "\n".join([HEAD, *reasons, "", *(line for module in MODULES for line in _section(module))])


def _section(module: ModuleType) -> Iterator[str]:
    title, _, more = str(inspect.getdoc(module)).partition("\n\n")
    yield from (f"## {title.rstrip('.')}", "", *([more, ""] if more else []))
    yield "| Check | Severity | We saw | We expected | What to do | In the template |"
    yield "|---|---|---|---|---|---|"
    yield from (_line(value) for value in vars(module).values() if isinstance(value, Check))
    yield ""


def _line(check: Check) -> str:
    seen = f"no ({_REASONS[check.intake_only]})" if check.intake_only else "yes"
    saw = _told(check.saw) or _QUOTED_CELL
    cells = (title_of(check.id), check.severity.value, saw, _told(check.expected), _told(check.fix), seen)
    return f"| {' | '.join(cells)} |"


def _told(sentence: str) -> str:
    """A sentence of the catalogue with the names of what is filled in, as words."""
    return _PLACEHOLDER.sub(lambda match: f"*{match[1].replace('_', ' ')}*" if match[1] else " ", sentence)
