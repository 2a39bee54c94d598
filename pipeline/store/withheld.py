"""The names among the returns that are never repeated, and the last look, before a text is kept, that none is."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.personal import kinds, kinds_in_name, without_ending
from pipeline.store.workspace import Workspace

_NUMBER = re.compile(r"\d{9,}")  # of a name that holds one, as long as an NHS number may be, it is what tells most


def refuse_to_repeat(text: str, names: Iterable[str], what: str) -> None:
    """
    See that ``text`` repeats none of ``names`` that seems to hold personal data.

    Names enter at one door and are replaced there (`safely_named`, `shown_folder`); this finds what slipped past it.
    Raises: PipelineError -- naming ``what`` was to be written.
    """
    known = list(names)
    withheld = [name for name in known if kinds_in_name(name)]
    shown = [name for name in known if name not in withheld]
    numbers = {number for name in withheld for number in _NUMBER.findall(name)}
    # Two files that came at one moment may have it in their names, and one of them nobody in its own.
    numbers -= {number for number in numbers if not kinds(number) and any(number in name for name in shown)}
    if any(each in text for name in withheld for each in _forms(name)) or any(each in text for each in numbers):
        raise PipelineError(
            f"{what} would repeat the name of a file or folder among the returns that seems to hold personal data, so "
            "it was not written. Give that file or folder another name, run again, and report this mistake of ours."
        )


def names_in(workspace: Workspace) -> Iterator[str]:
    """Every name of a file or folder among the returns."""
    for folder, folders, files in os.walk(workspace.raw):
        yield from (*folders, *files)
        folders[:] = [each for each in folders if not Path(folder, each).is_symlink()]


def _forms(name: str) -> Iterator[str]:
    """How a name may stand in a text."""
    for each in (name, without_ending(name)):
        yield from (each, json.dumps(each)[1:-1], json.dumps(each, ensure_ascii=False)[1:-1])
