"""The files of a partnership's folder as bytes, each read once, and the digests by which they are known again."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.partnership.mistakes import Mistakes, meant, quoted

SETTINGS = "partnership.toml"
TABLES = (
    "agencies.csv", "returns.csv", "audits.csv", "targets.csv", "timescales.csv", "documents.csv",
    "recommendations.csv", "actions.csv", "rebases.csv",
)  # fmt: skip
OPTIONAL = ("rebases.csv",)  # may be missing, and says nothing then
LOCAL = "audits"  # the folder of the definitions that a partnership adds
_LARGEST = 2_000_000  # bytes; the files of a large partnership come to a tenth of it
_LEFT_BY_PROGRAMS = (".", "~", "_")  # how the names begin that spreadsheets, editors and systems leave behind


def files_in(folder: Path, mistakes: Mistakes) -> Mapping[str, bytes]:
    """The bytes of each file of a partnership that lies in ``folder``, by its name; what cannot be read is noted."""
    try:
        there = {each.name: each for each in sorted(folder.iterdir()) if not each.name.startswith(_LEFT_BY_PROGRAMS)}
    except NotADirectoryError:
        mistakes.note("partnership", "is a file. Make it a folder that holds the partnership's files.")
        return {}
    except OSError as error:
        mistakes.note("partnership", f"cannot be opened ({_reason(error)}). See that the folder is there and is yours.")
        return {}
    if not there:
        mistakes.note("partnership", "is an empty folder. Delete it, or let init write the files into it.")
        return {}
    files = {}
    for name, path in _named(there, mistakes):
        data = _bytes(name, path, mistakes)
        if data is not None:
            files[name] = data
    files.update(_local(there.get(LOCAL), mistakes))
    return files


def digest_of_all(digests: Mapping[str, str]) -> str:
    """The digest of files by their names and ``digests``; their times and places do not count."""
    return _sha256(json.dumps(sorted(digests.items())).encode())


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, by its name."""
    return {name: _sha256(data) for name, data in sorted(files.items())}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _named(there: Mapping[str, Path], mistakes: Mistakes) -> Iterator[tuple[str, Path]]:
    """Each file that a partnership has, under the name it should have; names that are missing or unknown are noted."""
    known = (SETTINGS, *TABLES)
    by_name: dict[str, list[Path]] = {}
    for name, path in there.items():
        by_name.setdefault(name.lower(), []).append(path)
    for name in known:
        places = by_name.pop(name, [])
        if not places and name in OPTIONAL:
            continue
        if not places:
            others = [each for each in there if each.lower() not in known]
            mistakes.note(name, f"is missing. {_meant_file(name, others)}")
        elif len(places) > 1:
            mistakes.note(name, "is there twice, in capitals and in small letters. Keep one of the two.")
        else:
            yield name, places[0]
    for name in by_name:
        if name.endswith((".csv", ".toml")):
            mistakes.note("partnership", f"holds {quoted(name)}, which nothing reads. {meant(name, known, _TAKE_AWAY)}")


_TAKE_AWAY = "Take it away."


def _meant_file(name: str, others: list[str]) -> str:
    stem = name.split(".")[0]
    book = next((each for each in others if each.lower() in (f"{stem}.xlsx", f"{stem}.xls", f"{stem}.ods")), None)
    if book:
        return f"{quoted(book)} is a workbook: save it as CSV UTF-8."
    near = meant(name, others)
    return near or "Every file has to be there, if only with its headings; init writes them."


def _local(folder: Path | None, mistakes: Mistakes) -> Iterator[tuple[str, bytes]]:
    if folder is None:
        return
    if not folder.is_dir() or folder.is_symlink():
        mistakes.note(LOCAL, "is no folder. Definitions of the partnership's own lie in a folder of this name.")
        return
    try:
        places = sorted(folder.glob("*.py"))
    except OSError as error:
        mistakes.note(LOCAL, f"cannot be opened ({_reason(error)}).")
        return
    for path in places:
        if not path.name.startswith(_LEFT_BY_PROGRAMS):
            name = f"{LOCAL}/{path.name}"
            data = _bytes(name, path, mistakes)
            if data is not None:
                yield name, data


def _bytes(name: str, path: Path, mistakes: Mistakes) -> bytes | None:
    """What a file holds; None, and noted why, where that cannot be had."""
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            mistakes.note(name, "is a link. Put the file itself here.")
        elif stat.S_ISDIR(kind):
            mistakes.note(name, "is a folder. Put the file of this name here.")
        elif not stat.S_ISREG(kind):
            mistakes.note(name, "is no ordinary file. Put the file of this name here.")
        elif path.stat().st_size > _LARGEST:
            mistakes.note(name, f"is larger than {_LARGEST // 1_000_000} MB. See whether it is the right file.")
        else:
            return path.read_bytes()
    except OSError as error:
        mistakes.note(
            name, f"cannot be opened ({_reason(error)}). Close it in other programs, and see that it is yours."
        )
    return None


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else type(error).__name__
