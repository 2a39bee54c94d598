"""The submissions register: every file that was ever found among the returns, in the order of its coming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from pipeline.store import chain
from pipeline.store.chain import Chain
from pipeline.store.workspace import Workspace


@dataclass(frozen=True)
class Submission:
    """One file as it was first found. ``sha256`` is empty where it could not be opened at all."""

    number: int
    quarter: str
    folder: str
    file_name: str
    sha256: str
    size: int
    first_seen: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from every other: where it lay, its name, and its bytes."""
        return self.folder, self.file_name, self.sha256

    @property
    def agency_folder(self) -> str:
        """The name of the agency's folder that it lay in; empty where it lay in none."""
        return "/".join(self.folder.split("/")[1:2])


def submissions(workspace: Workspace) -> list[Submission]:
    """Every submission, oldest first. Raises: PipelineError -- if the register was altered or lost a line."""
    return chain.entries(_chain(workspace), Submission)


def registered(workspace: Workspace, arrived: Iterable[Submission]) -> list[Submission]:
    """
    The whole register, to which those of ``arrived`` that it does not hold yet are added in their order and numbered.

    Whoever calls this holds the workspace (`locked`), as for `register`.
    """
    known = submissions(workspace)
    places = {each.place for each in known}
    new = [each for each in arrived if each.place not in places]
    entered = [replace(each, number=number) for number, each in enumerate(new, start=len(known) + 1)]
    if entered:
        register(workspace, known, entered)
    return [*known, *entered]


def register(workspace: Workspace, known: list[Submission], new: list[Submission]) -> None:
    """Add ``new`` submissions after the ``known`` ones."""
    chain.rewritten(_chain(workspace), [asdict(each) for each in [*known, *new]])


def _chain(workspace: Workspace) -> Chain:
    return Chain(
        workspace.processed / "register.jsonl",
        "The submissions register is",
        "Restore it from a backup, together with register.head; the returns themselves are safe in data/raw.",
    )
