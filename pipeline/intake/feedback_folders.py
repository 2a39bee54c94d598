"""Where the feedback on each file goes: a folder that every disk can hold, and that no two files share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline import feedback
from pipeline.calendar.quarter import Quarter
from pipeline.intake.which_count import Entry
from pipeline.partnership.bodies import find, folder_of, name_of
from pipeline.store.disk import names_a_device
from pipeline.store.raw_files import WITHHELD, NotRead, shown_folder
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.validate.catalogue.cover import WRONG_FOLDER

UNPLACED = "unplaced"  # the folder for feedback on returns of which it could not be told whose they are
EARLIER = "earlier"  # the folder, within an agency's, for feedback on what lies among the returns no more

_LONGEST = 100  # bytes of a folder's name, so that with what we write in it no disk refuses it
_DEEPEST = 100  # bytes of the way from an agency's folder to the one for a file
_NO_NAME = re.compile(r'[<>:"/\\|?*]')  # what Windows has no name with

_ALSO_IN = "also-in-"
_LEADS = (
    "Feedback for {name} lies in the folder {folder} beside this one too: a return of theirs came in that folder.\n"
)

Place = tuple[str, ...]  # the agency's folder, and the folders below it


def folder_name(file_name: str) -> str:
    """The folder for the feedback on a file: none that leads elsewhere, or that a disk would name or take otherwise."""
    return _on_disk(file_name.removesuffix(".xlsx"))


def feedback_of(workspace: Workspace, quarter: Quarter) -> Path:
    """Where the feedback on a quarter's files lies."""
    return workspace.reports / quarter.folder / "feedback"


def folders(workspace: Workspace, quarter: Quarter, entries: Sequence[Entry]) -> list[Path]:
    """
    The folder for the feedback on each of ``entries``, which are in the order of the register.

    Each is that of the agency in whose folder the file lies, and no folder lies in that of another file. Of two files
    that would share one, the first to come has it, and the other's is marked with its number in the register.
    """
    occupied, around = set[Place](), set[Place]()
    places = []
    for entry in entries:
        place = _place(entry)
        while place[1].casefold() == EARLIER or _compared(place) in around or occupied & set(_ways(_compared(place))):
            place = place[0], f"{place[-1]}-{entry.submission.number}"
        occupied.add(_compared(place))
        around.update(_ways(_compared(place)))
        places.append(feedback_of(workspace, quarter).joinpath(*place))
    return places


def leads(workspace: Workspace, quarter: Quarter, entries: Sequence[Entry], places: Sequence[Path]) -> None:
    """
    Write into each agency's folder of feedback where more of its own lies, and take away what leads nowhere any more.

    A return may come in the folder of the body before or after its agency, or of one that sends for it.
    """
    root, wanted = feedback_of(workspace, quarter), dict[Path, str]()
    for entry, place in zip(entries, places, strict=True):
        folder, identity = place.relative_to(root).parts[0], entry.validated.identity
        known = find(folder)
        if identity is not None and known is not None and known.code != identity.agency:
            text = _LEADS.format(name=name_of(identity.agency), folder=folder)
            wanted[root / folder_of(identity.agency) / f"{_ALSO_IN}{folder}.txt"] = text
    for path, text in wanted.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
    for each in set(root.glob(f"*/{_ALSO_IN}*.txt")) - wanted.keys():
        each.unlink()
        if not any(each.parent.iterdir()):
            each.parent.rmdir()


def put_away(workspace: Workspace, quarter: Quarter, keeping: Iterable[Path], unsure: Iterable[NotRead]) -> None:
    """
    Move the feedback on files that are gone out of the folders that are sent to the agencies; nothing is deleted.

    ``keeping``: the folders whose file is there. ``unsure``: what was not read, where a file may yet lie.
    """
    root, kept, hidden = feedback_of(workspace, quarter), set(keeping), set()
    for each in unsure:
        if not each.read and each.path.is_relative_to(workspace.quarter_folder(quarter)):
            way = each.path.relative_to(workspace.quarter_folder(quarter)).parts
            hidden.add(_agency_folder(way))
            if not way:
                return
    for receipt in sorted(each for each in root.glob(f"*/**/{feedback.RECEIPT}") if each.is_file()):
        folder = receipt.parent
        agency, *below = folder.relative_to(root).parts
        if below and below[0] != EARLIER and folder not in kept and agency not in hidden:
            put_by(root, folder)


def put_by(root: Path, folder: Path) -> None:
    """Move the feedback in ``folder`` to what the agency was sent earlier, and remove the folders left empty."""
    agency = root / folder.relative_to(root).parts[0]
    there = [folder / name for name in feedback.FILES if (folder / name).is_file()]
    into, number = agency / EARLIER / folder.name, 1
    while any((into / each.name).exists() for each in there):
        number += 1
        into = into.with_name(f"{folder.name}-{number}")
    into.mkdir(parents=True, exist_ok=True)
    for each in there:
        each.replace(into / each.name)
    while folder != agency and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _place(entry: Entry) -> Place:
    _, *way = entry.submission.folder.split("/")
    agency = _agency_folder(way)
    if any(finding.rule == WRONG_FOLDER.id for finding in entry.validated.findings):
        return UNPLACED, folder_name(entry.submission.file_name)  # the agency of that folder has nothing to do with it
    if entry.validated.personal:  # a file that names a child may do so in the names of its folders
        return agency, entry.submission.sha256[:12] or "unnamed"
    inside = [_on_disk(each) for each in way[1:]]
    if sum(len(each.encode()) for each in inside) > _DEEPEST:
        inside = []
    return agency, *inside, folder_name(entry.submission.file_name)


def _agency_folder(way: Sequence[str]) -> str:
    """The folder of feedback for what lies, or is to lie, at the end of this way through the folders of a quarter."""
    return _on_disk(shown_folder(way[0])) if way and shown_folder(way[0]) != WITHHELD else UNPLACED


def _ways(place: Place) -> Iterator[Place]:
    """A place and the folders that it lies in."""
    return (place[:length] for length in range(1, len(place) + 1))


def _compared(place: Place) -> Place:
    """A place as a disk may compare it with others."""
    return tuple(unicodedata.normalize("NFC", each).casefold() for each in place)


def _on_disk(name: str) -> str:
    short = _NO_NAME.sub("_", name).encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    return f"_{short}" if names_a_device(short) else short or "unnamed"
