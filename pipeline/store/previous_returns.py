"""What the store knows of a run's returns: what was read from each before, and what its agency sent before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.partnership.bodies import find, side_by_side
from pipeline.store import received, returns
from pipeline.store.approvals import Approvals
from pipeline.store.register import Submission
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Validated

Whose = tuple[str, str, str]  # the folder that it lay in (quarter and agency), audit and agency


@dataclass(frozen=True, eq=False)
class PreviousReturns:
    """
    Returns by whose they are, each with its number in the register.

    ``approved``: the headings approved, which decide how a return is read. ``gone``: submissions whose file has been
    replaced or taken away, by their folder. ``recalled``: the folders of which those are among the ``known``.
    """

    workspace: Workspace
    approved: Approvals
    gone: dict[str, list[Submission]]
    known: dict[Whose, dict[int, Validated]] = field(default_factory=dict)
    recalled: set[str] = field(default_factory=set)

    def key(self, submission: Submission) -> str:
        """The key in the store of what is read from a submission."""
        place = f"{submission.folder}/{submission.file_name}"
        return returns.key(submission.sha256, place, self.approved.digest(submission.folder))

    def keeps(self, submission: Submission) -> bool:
        """Whether an earlier run has read it; what is kept may yet prove damaged."""
        return returns.keeps(self.workspace, self.key(submission))

    def read_before(self, submission: Submission) -> Validated | None:
        """What an earlier run read from a submission; None where nothing is kept of it."""
        validated = returns.load(self.workspace, self.key(submission))
        if validated is not None:
            self._remember(submission, validated)
        return validated

    def keep(self, submission: Submission, data: bytes, validated: Validated, marked_up: bytes | None) -> None:
        """Keep what was read from the bytes ``data``, and these where they name nobody."""
        if not validated.personal:  # what names a child is not copied anywhere
            received.receive(self.workspace, data, submission.sha256)
        returns.save(self.workspace, self.key(submission), validated, marked_up)

    def marked_up(self, submission: Submission) -> bytes | None:
        """The return marked up, as it was kept; None where there is nothing in it to mend."""
        return returns.marked_up(self.workspace, self.key(submission))

    def before(self, submission: Submission, validated: Validated) -> list[Validated]:
        """
        What the same agency sent before ``submission`` to the same folder, oldest first.

        Nothing where it is not known whose it is, or it lies in no agency's folder.
        """
        whose = self._remember(submission, validated)
        if whose is None:
            return []
        if submission.folder not in self.recalled:
            self.recalled.add(submission.folder)
            for each in self.gone.get(submission.folder, []):
                self.read_before(each)
        return [
            each
            for number, each in sorted(self.known[whose].items())
            if number < submission.number and not _beside(each, validated)
        ]

    def replaced(self, submission: Submission) -> list[Submission]:
        """What the same file was before, the newest first, as far as its bytes could be had."""
        gone = self.gone.get(submission.folder, [])
        return [each for each in reversed(gone) if each.file_name == submission.file_name]

    def _remember(self, submission: Submission, validated: Validated) -> Whose | None:
        identity = validated.identity
        if identity is None or find(submission.agency_folder) is None:
            return None  # in a folder that is nobody's, another agency's return may lie beside it
        whose = "/".join(submission.folder.split("/")[:2]), identity.form.audit.code, identity.agency
        self.known.setdefault(whose, {})[submission.number] = validated
        return whose


def _beside(one: Validated, other: Validated) -> bool:
    """Whether two returns of one agency are of bodies that were there side by side: neither is the other's earlier."""
    first, second = one.identity, other.identity
    return first is not None and second is not None and side_by_side(first.sender, second.sender)


def previous_returns(
    workspace: Workspace, approved: Approvals, register: Iterable[Submission], there: Iterable[Submission]
) -> PreviousReturns:
    """What is known of the returns that are ``there``, and of those in the ``register`` whose file is gone."""
    present = {each.number for each in there}
    gone: dict[str, list[Submission]] = {}
    for each in register:
        if each.number not in present and each.sha256:
            gone.setdefault(each.folder, []).append(each)
    return PreviousReturns(workspace, approved, gone)
