"""
What was received or reported once, and stands no longer in the register.

The register vouches for its own lines; this is how it shows if it was put back, whole and in itself consistent, to an
older state: the copies as received and the manifests of reports know what came later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.english import first_few
from pipeline.store import meeting_kept, received, samples
from pipeline.store.codec import parsed
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace

_SHOWN = 5  # digests in one line, each by its beginning
_LENGTH = 12


def unregistered(workspace: Workspace, register: Iterable[Submission]) -> tuple[str, ...]:
    """The SHA-256 of each return that was received or reported once and is not in ``register``, in their order."""
    known = {each.sha256 for each in register}
    copied = {each.name for each in received.copies(workspace)} - known
    of_meetings = meeting_kept.kept(workspace) | set(_listed(workspace, "meetings"))
    accounts = {each for each in copied - of_meetings if _is_an_account(workspace, each)}
    return tuple(sorted((copied - of_meetings - accounts) | (set(_listed(workspace, "returns")) - known)))


def unregistered_in_words(digests: tuple[str, ...]) -> str:
    """What is said of them; empty where there is none. Their names may be nobody's to repeat, so digests are given."""
    if not digests:
        return ""
    return (
        f"The submissions register does not know {len(digests)} of the returns that were received or reported before "
        f"({first_few([each[:_LENGTH] for each in digests], _SHOWN)}): lines are gone from its end, or it was begun "
        "anew. Restore register.jsonl and register.head in data/processed from the newest backup."
    )


def _is_an_account(workspace: Workspace, name: str) -> bool:
    """Whether a copy is that of a sample's account, which no register lists."""
    try:
        return samples.account(received.folder(workspace).joinpath(name).read_bytes()) is not None
    except OSError:
        return False


def _listed(workspace: Workspace, what: str) -> Iterator[str]:
    """The digest of everything that reports' manifests list of ``what``; a manifest that is damaged lists nothing."""
    for path in workspace.reports.glob("*/*/manifest.json"):
        try:
            listed = [each["sha256"] for each in parsed(path.read_bytes())[what]]
        except (OSError, ValueError, TypeError, KeyError):
            continue
        yield from (each for each in listed if each and isinstance(each, str))
