"""All that a workspace gives people to read: what files hold, whatever they are packed in, and their names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

TEXTS = {".html", ".csv", ".json", ".jsonl", ".md", ".txt", ".toml", ".ipynb", ".js", ".css"}
_EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")  # a font or a picture, in which any letters may stand


def written(root: Path) -> Iterator[tuple[str, str]]:
    """Every text under ``root`` with its place, the parts of workbooks and the names of files and folders included."""
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root).as_posix()
        yield "a name", place
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                yield from (
                    (f"{place}!{name}", parts.read(name).decode("utf-8", "replace")) for name in parts.namelist()
                )
        elif path.suffix in TEXTS:
            yield place, _EMBEDDED.sub("", path.read_text(encoding="utf-8"))


def standing_in(text: str, wanted: re.Pattern[str]) -> list[str]:
    """Each match of ``wanted`` with some of the text around it."""
    return [text[max(0, each.start() - 50) : each.end() + 30].replace("\n", " ") for each in wanted.finditer(text)]
