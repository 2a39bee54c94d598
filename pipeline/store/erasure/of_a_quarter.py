"""What there is of a quarter in a workspace, by the kind of what is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.keeping import Kept
from pipeline.store import received
from pipeline.store.codec import parsed
from pipeline.store.erasure.erasures import Erasure
from pipeline.store.erasure.intent import Intent, intended
from pipeline.store.erasure.lying import files_in
from pipeline.store.register import submissions
from pipeline.store.workspace import Workspace, digest_of

ROW_LEVEL = (Kept.RETURNS, Kept.FEEDBACK, Kept.LISTS)  # all that may say anything of one record


def of_quarter(workspace: Workspace, quarter: Quarter, erasure: Erasure, counts: str) -> Intent:
    """
    What is to go of ``quarter``: all of the kinds that ``erasure`` names.

    ``counts``: what its returns came to, as text, which is kept in their place; empty where no returns go.
    """
    kept = set(erasure.kept)
    gone: list[Path] = []
    put: dict[Path, bytes] = {}
    digests: set[str] = set()
    if Kept.RETURNS in kept:
        digests = _digests(workspace, quarter)
        gone += [*_returns(workspace, quarter), *stored(workspace, digests)]
        if Kept.COUNTS not in kept:
            put[workspace.kept_counts / f"{quarter.folder}.json"] = counts.encode("utf-8")
    for kind, there in ((Kept.FEEDBACK, _feedback), (Kept.LISTS, _lists), (Kept.COUNTS, _counts)):
        gone += there(workspace, quarter) if kind in kept else ()
    numbers = [each.number for each in submissions(workspace) if each.quarter == str(quarter)]
    entry = Erasure(
        **{
            **vars(erasure),
            "returns": tuple(numbers) if Kept.RETURNS in kept else (),
            "digests": tuple(sorted(digests)),
        }
    )
    return intended(entry, gone, put)


def there_is(workspace: Workspace, quarter: Quarter, kind: Kept) -> bool:
    """Whether anything of this kind is there of a quarter."""
    kinds = {Kept.RETURNS: _returns, Kept.FEEDBACK: _feedback, Kept.LISTS: _lists, Kept.COUNTS: _counts}
    return next(iter(kinds[kind](workspace, quarter)), None) is not None


def stored(workspace: Workspace, digests: Collection[str]) -> Iterator[Path]:
    """All that is kept of files with these ``digests``: their copies, and what any code ever read from each."""
    yield from (path for each in sorted(digests) if (path := received.folder(workspace) / each).exists())
    for folder in sorted((workspace.processed / "validated").glob("*/*")):
        if whose(folder) in digests:
            yield from files_in(workspace, folder)


def whose(folder: Path) -> str:
    """The SHA-256 of the return that a folder of what was read is of; empty where it does not say."""
    return str(described(folder).get("sha256", ""))


def described(folder: Path) -> Mapping[str, object]:
    """What a folder of what was read says of its return; nothing where it is damaged, and so read again."""
    try:
        told = parsed((folder / "return.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def listed_in_reports(workspace: Workspace, quarter: Quarter, what: str) -> Iterator[str]:
    """The SHA-256 of all that the manifests of a quarter's reports list of ``what``."""
    for path in sorted((workspace.reports / quarter.folder).glob("*/manifest.json")):
        try:
            yield from [str(each["sha256"]) for each in parsed(path.read_bytes())[what]]
        except (OSError, ValueError, TypeError, KeyError):
            continue  # an altered manifest, of which `verify` tells


def _digests(workspace: Workspace, quarter: Quarter) -> set[str]:
    """Of the quarter's returns that are no other quarter's too, of its samples' accounts and its meetings' files."""
    register = submissions(workspace)
    others = {each.sha256 for each in register if each.quarter != str(quarter)}
    theirs = {each.sha256 for each in register if each.quarter == str(quarter) and each.sha256} - others
    beside = (workspace.samples / quarter.folder, workspace.meeting_files / quarter.folder)
    lying = {
        digest_of(each.read_bytes()) for folder in beside for each in files_in(workspace, folder) if each.is_file()
    }
    listed = {each for what in ("samples", "meetings") for each in listed_in_reports(workspace, quarter, what)}
    return theirs | lying | listed


def _returns(workspace: Workspace, quarter: Quarter) -> Iterator[Path]:
    folders = (workspace.quarter_folder(quarter), workspace.samples, workspace.meeting_files)
    for folder in (folders[0], *(each / quarter.folder for each in folders[1:])):
        yield from files_in(workspace, folder)
    yield from _there(workspace.processed / name / f"{quarter.folder}.json" for name in ("quarters", "children"))


def _feedback(workspace: Workspace, quarter: Quarter) -> Iterator[Path]:
    for name in ("feedback", "send"):
        yield from files_in(workspace, workspace.reports / quarter.folder / name)


def _lists(workspace: Workspace, quarter: Quarter) -> Iterator[Path]:
    templates = workspace.root / "templates"
    # A template of the quarter after comes filled with what this one's returns said.
    for folder in (
        workspace.sample_books / quarter.folder,
        workspace.meeting / quarter.folder,
        templates / quarter.folder,
        templates / quarter.next().folder,
    ):
        yield from files_in(workspace, folder)
    yield from _there([workspace.processed / "children" / f"{quarter.folder}.csv"])


def _counts(workspace: Workspace, quarter: Quarter) -> Iterator[Path]:
    for name in ("results", "pages", "notebooks", "proved"):
        yield from files_in(workspace, workspace.processed / name / quarter.folder)
    yield from files_in(workspace, workspace.commentary / quarter.folder)
    own = {workspace.reports / quarter.folder / name for name in ("feedback", "send")}
    for each in files_in(workspace, workspace.reports / quarter.folder):
        if not own & set(each.parents):
            yield each
    yield from _there(
        [
            workspace.kept_counts / f"{quarter.folder}.json",
            workspace.processed / "quarters" / f"{quarter.folder}.json",
            workspace.for_its_region / f"{quarter.folder}.json",
        ]
    )


def _there(paths: Iterable[Path]) -> Iterator[Path]:
    return (each for each in paths if each.is_file())
