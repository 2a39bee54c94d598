"""``check``: one return or many, before or outside a run; nothing is kept but what ``--into`` asks for."""

from __future__ import annotations

import json
import sys
import textwrap
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pipeline import feedback
from pipeline.commands.progress import shown
from pipeline.commands.urgent import LOOK, say_urgent
from pipeline.errors import UnreadableReturn
from pipeline.intake import UNPLACED, checked, folder_name, named_return
from pipeline.intake.alarm import records_of
from pipeline.intake.open_files import SAVED
from pipeline.intake.passwords import Passwords, passwords
from pipeline.partnership.bodies import agency
from pipeline.personal import kinds, safely_named
from pipeline.personal.characters import escaped
from pipeline.read import Readers, Received, Workbook, received
from pipeline.store.approvals import Approvals, approvals
from pipeline.store.raw_files import marked_open
from pipeline.store.workspace import Workspace
from pipeline.store.writable import refuse_if_not_writable
from pipeline.validate.validated import SentBack, Validated

_CHECKING = "checking returns"


def check(
    workspace: Workspace,
    *,
    files: Sequence[Path],
    as_json: bool = False,
    into: Path | None = None,
    workers: int = 2,
    password_file: Path | None = None,
) -> int:
    """Check ``files`` and print what was found, each as soon as it is known; gives the exit status."""
    if into is not None:
        refuse_if_not_writable(workspace, into, room=0)
    look = False  # whether there is something to see to
    known = passwords(password_file)
    folders: set[str] = set()
    with Readers(min(workers, len(files))) as readers, shown() as progress:
        progress(_CHECKING, 0, len(files))
        results = _results(readers, files, known, approvals(workspace))
        for number, (path, outcome, validated) in enumerate(results):
            look |= isinstance(validated, SentBack)
            progress.aside()
            look |= _say_urgent(workspace, path, validated)
            if marked_open(path):
                print(f"note: {_spoken(path, validated)}: {SAVED}", file=sys.stderr)
            if as_json:
                one = json.dumps(_as_json(path, validated), ensure_ascii=False, indent=1)
                print(("," if number else '{\n "returns": [') + "\n" + textwrap.indent(one, "  "), end="", flush=True)
            else:
                print(feedback.receipt_text(validated), flush=True)
            if into is not None:
                marked_up = feedback.marked_up_return(validated, outcome)
                written = feedback.write(validated, _folder(into, validated, folders), marked_up=marked_up)
                print(f"written: {', '.join(str(place) for place in written)}", file=sys.stderr)
            progress(_CHECKING, number + 1, len(files), named_return(validated))
    if as_json:
        print("\n ]\n}")
    return LOOK if look else 0


def _say_urgent(workspace: Workspace, path: Path, validated: Validated) -> bool:
    """Tell of the records that need action at once, before the receipt; gives whether a child of any is not made up."""
    records = records_of(validated, file=_spoken(path, validated))
    say_urgent(workspace, records)
    return any(not each.made_up for each in records)


def _results(
    readers: Readers, files: Sequence[Path], known: Passwords, approved: Approvals
) -> Iterator[tuple[Path, Workbook | UnreadableReturn, Validated]]:
    """Each file and what became of it, in the order given; only those that the readers have in hand are in memory."""
    told: deque[tuple[Path, Received | UnreadableReturn]] = deque()

    def arrivals() -> Iterator[Received]:
        for path in files:
            try:
                arrived = received(path)
            except UnreadableReturn as refused:
                told.append((path, refused))
            else:
                told.append((path, replace(arrived, data=b"")))
                yield replace(arrived, passwords=known.of(None))

    def refused() -> Iterator[tuple[Path, UnreadableReturn, Validated]]:
        while told and isinstance(why := told[0][1], UnreadableReturn):
            path, _ = told.popleft()
            yield path, why, checked(path, why, "", None)

    for _, outcome in readers.workbooks(arrivals()):
        yield from refused()
        path, arrived = told.popleft()
        assert isinstance(arrived, Received)
        yield path, outcome, checked(path, outcome, arrived.sha256, None, approved)
    yield from refused()


def _folder(into: Path, validated: Validated, folders: set[str]) -> Path:
    """Where a return's feedback goes: among its agency's only, and beside that on any other file of the same name."""
    known = agency(validated.identity.agency) if validated.identity else None
    stem = folder_name(Path(validated.file_name).stem)
    folder = first = into / (known.folder if known else UNPLACED) / stem
    number = 1
    while _as_compared(folder) in folders or feedback.is_of_another(folder, validated):
        number += 1
        folder = first.with_name(f"{stem}-{number}")
    folders.add(_as_compared(folder))
    return folder


def _as_compared(folder: Path) -> str:
    """A folder's path as a disk may compare it with others."""
    return unicodedata.normalize("NFC", str(folder)).casefold()


def _spoken(path: Path, validated: Validated) -> str:
    """A file's path as it was given, without whatever in it seems to hold personal data."""
    if safely_named(path.name, validated.sha256) != path.name:
        path = path.with_name(validated.file_name)
    safe = not any(kinds(way) for each in path.parent.parts for way in (each, each.replace("_", " ")))
    return escaped(str(path) if safe else path.name)


def _as_json(path: Path, validated: Validated) -> dict[str, object]:
    identity = validated.identity
    findings = []
    for each in validated.findings:
        parts = asdict(each)
        for ours in ("label", "suggested"):
            parts.pop(ours)
        findings.append({**parts, "severity": each.severity.value, "affects": list(each.affects)})
    return {
        "file": _spoken(path, validated),
        "audit": identity.form.audit.code if identity else None,
        "agency": identity.agency if identity else None,
        "quarter": str(identity.form.quarter) if identity else None,
        "status": str(validated.status),
        "rows": asdict(validated.tally),
        "immediate_action": [{"sheet": each.sheet, "row": each.row} for each in validated.at_once],
        "findings": findings,
    }
