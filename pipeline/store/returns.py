"""
What was read from each return, content-addressed and never changed.

``validated/<key>/`` holds what was read from a return: the key is the digest of (file bytes, place, approved headings,
the code that reads and defines, and the partnership's files that decide what a return says), so an unchanged return is
never read twice, and a change of any of them reads it again. A folder counts only if it holds ``manifest.json``, which
is written last and names the digest of each other file; a folder that does not match its manifest is made again. The
bytes as received: see `received`.
"""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Severity, View
from pipeline.partnership.here import here
from pipeline.store import code_digest
from pipeline.store.codec import parsed
from pipeline.store.workspace import Workspace, digest_of, write_atomically
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Accepted, AtOnce, Identity, SentBack, Status, Tally, Validated

_MARKED_UP, _MANIFEST = "marked-up.xlsx", "manifest.json"
_FRAMES = ("rows", "unusable", "volumes")
_READING = ("read", "validate", "audits", "store.returns")  # the rooms that decide what is read from a return
_LIBRARIES = ("python-calamine", "msoffcrypto-tool", "pandas", "pyarrow")


def reading_code() -> str:
    """The digest of everything of ours that decides what is read from a return, and of the libraries that read."""
    return code_digest.digest(_READING, _LIBRARIES)


def key(sha256: str, place: str, approved: str = "") -> str:
    """
    The key of what was read from the bytes ``sha256`` found at ``place`` (quarter/agency/name).

    ``approved``: the digest of the headings approved for it.
    """
    return digest_of(f"{sha256}\n{place}\n{approved}\n{reading_code()}\n{here().counting}")


def save(workspace: Workspace, kept_as: str, validated: Validated, marked_up: bytes | None = None) -> None:
    """Keep what was read from a return under ``kept_as``, and the return marked up where there is something to mend."""
    folder = _folder(workspace, kept_as)
    shutil.rmtree(folder, ignore_errors=True)
    digests = {}
    for each in validated.sheets if isinstance(validated, Accepted) else ():
        for name in _FRAMES:
            frame = getattr(each, name)
            if len(frame.columns):  # most returns have nothing in doubt, and many no volumes
                file = _file(each.identity.form.view, name)
                digests[file] = _write(folder / file, _parquet(frame))
    if marked_up is not None:
        digests[_MARKED_UP] = _write(folder / _MARKED_UP, marked_up)
    described = json.dumps(_described(validated), ensure_ascii=False, sort_keys=True)
    digests["return.json"] = _write(folder / "return.json", described.encode("utf-8"))
    write_atomically(folder / _MANIFEST, json.dumps(digests, indent=1, sort_keys=True))


def marked_up(workspace: Workspace, kept_as: str) -> bytes | None:
    """The return marked up; None where there is nothing in it to mend, or nothing is kept of it."""
    path = _folder(workspace, kept_as) / _MARKED_UP
    return path.read_bytes() if path.exists() else None


def keeps(workspace: Workspace, kept_as: str) -> bool:
    """Whether anything is kept under ``kept_as``: whole or damaged, `load` finds out."""
    return (_folder(workspace, kept_as) / "manifest.json").exists()


def load(workspace: Workspace, kept_as: str) -> Validated | None:
    """What was read from a return, or None where it is not kept or is damaged, so that it must be read again."""
    folder = _folder(workspace, kept_as)
    try:
        digests = parsed((folder / _MANIFEST).read_bytes())
        contents = {each.name: each.read_bytes() for each in folder.iterdir() if each.name != _MANIFEST}
        if digests != {name: digest_of(data) for name, data in contents.items()}:
            return None
        return _restored(parsed(contents["return.json"]), contents)
    # Whatever a file holds that is not what we wrote: it is made again.
    except (OSError, ValueError, TypeError, KeyError, AttributeError, StopIteration):
        return None


def _file(view: View, frame: str) -> str:
    return f"{frame}.parquet" if view.beside is None else f"{view.code}.{frame}.parquet"


def _frames(contents: dict[str, bytes], view: View) -> dict[str, pd.DataFrame]:
    files = {name: contents.get(_file(view, name)) for name in _FRAMES}
    frames = {name: pd.read_parquet(io.BytesIO(data)) if data else pd.DataFrame() for name, data in files.items()}
    if not len(frames["unusable"].columns):
        frames["unusable"] = pd.DataFrame(index=frames["rows"].index)
    return frames


def _folder(workspace: Workspace, kept_as: str) -> Path:
    return workspace.processed / "validated" / kept_as[:2] / kept_as


def _write(path: Path, data: bytes) -> str:
    write_atomically(path, data)
    return digest_of(data)


def _parquet(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    # A footer's statistics would hold the least and greatest value of every column in clear.
    frame.to_parquet(stream, index=False, write_statistics=False)
    return stream.getvalue()


def _described(validated: Validated) -> dict[str, Any]:
    described: dict[str, Any] = {
        "file_name": validated.file_name,
        "sha256": validated.sha256,
        "status": validated.status,
        "tally": dataclasses.asdict(validated.tally),
        "findings": [{**dataclasses.asdict(f), "severity": f.severity.name} for f in validated.findings],
        "aside": {str(row): why for row, why in validated.aside.items()},
        "identity": _named(validated.identity) if validated.identity else None,
        "at_once": [dataclasses.asdict(each) for each in validated.at_once],
    }
    if isinstance(validated, Accepted):
        described |= {"nil": validated.nil, "columns": dict(validated.columns), "cover": dict(validated.cover)}
        described |= {"beside": [_described(each) for each in validated.beside]}
    return described


def _named(identity: Identity) -> dict[str, Any]:
    return {
        "audit": identity.form.audit.code,
        "view": identity.form.view.code,
        "quarter": str(identity.form.quarter),
        "agency": identity.agency,
        "sent_as": identity.sent_as,
        "version": identity.version,
        "synthetic": identity.synthetic,
    }


def _restored(described: dict[str, Any], contents: dict[str, bytes]) -> Validated:
    file_name, sha256 = described["file_name"], described["sha256"]
    tally = Tally(**described["tally"])
    findings = tuple(
        Finding(**{**each, "severity": Severity[each["severity"]], "affects": tuple(each["affects"])})
        for each in described["findings"]
    )
    identity = _identity(described["identity"]) if described["identity"] else None
    aside = {int(row): why for row, why in described["aside"].items()}
    at_once = tuple(AtOnce(**each) for each in described["at_once"])
    if identity is None or described["status"] == Status.SENT_BACK:
        return SentBack(file_name, sha256, tally, findings, identity, aside, at_once=at_once)
    return Accepted(
        file_name=file_name,
        sha256=sha256,
        tally=tally,
        findings=findings,
        identity=identity,
        nil=described["nil"],
        columns=described["columns"],
        cover=described["cover"],
        aside=aside,
        at_once=at_once,
        beside=tuple(_restored(each, contents) for each in described["beside"]),  # type: ignore[misc]
        **_frames(contents, identity.form.view),
    )


def _identity(named: dict[str, Any]) -> Identity:
    quarter = Quarter.parse(named["quarter"])
    audit = audits.of(quarter)[named["audit"]]
    view = next(view for view in audit.views if view.code == named["view"])
    form = audit.form(view, quarter)
    return Identity(form, named["agency"], named["version"], named["synthetic"], sent_as=named["sent_as"])
