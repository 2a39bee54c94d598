"""One notebook to run, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.report.html import Page
from pipeline.report.parameters import Parameter


@dataclass(frozen=True)
class Job:
    """One notebook to run: where it is, where its executed form and its page go, and what it is given."""

    notebook: Path
    output: Path
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    html: Path | None = None
    context: Page | None = None

    @property
    def title(self) -> str:
        """What it makes, as progress names it."""
        return self.context.title if self.context else self.notebook.name

    def __post_init__(self) -> None:
        if (self.html is None) != (self.context is None):
            raise ValueError("a page needs a place to go (html) and what stands around it (context)")
