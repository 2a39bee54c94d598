"""
What is to be erased, written down before anything goes, and carried out: a kill at any instant leaves it to be ended.

``erasing/plan.json`` says which files are to go and which take another's place; what is to be put there lies beside it.
The plan is written last and taken away last. Whoever holds the workspace next ends it before anything else (`locked`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.partnership.keeping import Kept
from pipeline.store.codec import built, parsed
from pipeline.store.disk import cannot_write
from pipeline.store.erasure.erasures import Erasure, Step, enter, entered, next_number
from pipeline.store.erasure.lying import refuse_links
from pipeline.store.workspace import Workspace, digest_of, write_atomically

_KEPT_FOLDERS = 3  # folders so near to the workspace's own stay though nothing is left in them ...
_ONCE_COUNTS_GO = 2  # ... and only these once a quarter is gone altogether
_STEP = "while erasing what was asked to be erased"


@dataclass(frozen=True)
class Intent:
    """
    What is to be done. ``gone``: the files that go; ``put``: the bytes that come in a file's place, by where.

    Whatever is put somewhere is not among what goes.
    """

    erasure: Erasure
    gone: frozenset[Path]
    put: Mapping[Path, bytes]


@dataclass(frozen=True)
class _Plan:
    """The same as it is written down: places below the workspace's folder, as hexadecimal since not all are text."""

    erasure: Erasure
    gone: tuple[str, ...]
    put: Mapping[str, str]


def intended(erasure: Erasure, gone: Iterable[Path], put: Mapping[Path, bytes]) -> Intent:
    """What is to be done; a file that another comes in the place of does not go besides."""
    files = frozenset(gone) - put.keys()
    return Intent(replace(erasure, files=len(files) + len(put)), files, put)


def carry_out(workspace: Workspace, intent: Intent) -> Erasure:
    """
    Erase, in a workspace that the caller holds (`locked`); gives the entry with its number.

    Raises: PipelineError -- if something lies outside of the workspace, before anything is done; CannotWrite -- if the
            disk refuses something: the next command that holds the workspace goes on with it.
    """
    for place in (*intent.gone, *intent.put):
        refuse_links(workspace, place.parent)
    erasure = replace(intent.erasure, number=next_number(entered(workspace)), step=Step.BEGUN)
    put = {}
    for place, data in intent.put.items():
        staged = digest_of(os.fsencode(place))
        write_atomically(workspace.erasing / staged, data)
        put[_written(workspace, place)] = staged
    plan = _Plan(erasure, tuple(sorted(_written(workspace, each) for each in intent.gone)), put)
    write_atomically(_path(workspace), json.dumps(asdict(plan), sort_keys=True))
    finish(workspace)
    return erasure


def finish(workspace: Workspace) -> None:
    """End what an erasure that was stopped has left, if there was one. Raises: as `carry_out`."""
    if not _path(workspace).is_file():
        if workspace.erasing.is_dir():
            shutil.rmtree(workspace.erasing)  # it was stopped before it said what it was to do, and nothing is gone
        return
    plan = _read(workspace)
    enter(workspace, plan.erasure, Step.BEGUN)
    near = _ONCE_COUNTS_GO if Kept.COUNTS in plan.erasure.kept else _KEPT_FOLDERS
    for each in plan.gone:
        _remove(workspace, _place(workspace, each), near)
    for where, staged in plan.put.items():
        _put(_place(workspace, where), workspace.erasing / staged)
    enter(workspace, plan.erasure, Step.DONE)
    _path(workspace).unlink()
    shutil.rmtree(workspace.erasing)


def _read(workspace: Workspace) -> _Plan:
    path = _path(workspace)
    try:
        plan: _Plan = built(_Plan, parsed(path.read_bytes()))
        for each in (*plan.gone, *plan.put):
            refuse_links(workspace, _place(workspace, each).parent)
    except (ValueError, TypeError, KeyError) as error:
        raise PipelineError(
            f"{path}, which says what an erasure that was stopped has left to do, is damaged. Delete the folder "
            f"{workspace.erasing} and erase again what was to go."
        ) from error
    return plan


def _remove(workspace: Workspace, place: Path, near: int) -> None:
    """Take a file or a link away, and the folders that it leaves empty, but for those ``near`` the workspace's own."""
    try:
        place.unlink(missing_ok=True)
    except PermissionError:
        _remove_protected(place)
    except NotADirectoryError:
        pass  # a folder on the way is gone
    except OSError as error:
        raise cannot_write(place, error, _STEP) from None
    folder = place.parent
    while len(folder.relative_to(workspace.root).parts) > near:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return  # something is left in it
        folder = folder.parent


def _remove_protected(place: Path) -> None:
    """Take away a file that may only be read, which some systems refuse."""
    try:
        with suppress(OSError):
            place.chmod(0o600)
        place.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(place, error, _STEP) from None


def _put(place: Path, staged: Path) -> None:
    """Write what was staged in a file's place; what is staged no longer was put before."""
    if staged.is_file():
        write_atomically(place, staged.read_bytes())
        staged.unlink()


def _written(workspace: Workspace, place: Path) -> str:
    return os.fsencode(place.relative_to(workspace.root).as_posix()).hex()


def _place(workspace: Workspace, written: str) -> Path:
    return workspace.root / os.fsdecode(bytes.fromhex(written))


def _path(workspace: Workspace) -> Path:
    return workspace.erasing / "plan.json"
