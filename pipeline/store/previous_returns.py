"""What an agency sent before for the same audit and quarter: from the files that are there, or as kept of those gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.store.approvals import Approvals
from pipeline.store.register import Submission
from pipeline.store.returns import key, load
from pipeline.store.workspace import Workspace
from pipeline.validate.validated import Validated

Whose = tuple[str, str, str]  # quarter, audit and agency


@dataclass(frozen=True, eq=False)
class PreviousReturns:
    """Returns by whose they are. ``gone``: submissions whose file has been replaced or taken away, by their folder."""

    workspace: Workspace
    approved: Approvals
    gone: dict[str, list[Submission]]
    known: dict[Whose, dict[int, Validated]] = field(default_factory=dict)

    def add(self, number: int, validated: Validated) -> None:
        """Remember a return and its number in the register."""
        if (whose := _whose(validated)) is not None:
            self.known.setdefault(whose, {})[number] = validated

    def before(self, submission: Submission, validated: Validated) -> list[Validated]:
        """What came before ``submission``, oldest first; nothing where it is not known whose it is."""
        if (whose := _whose(validated)) is None:
            return []
        for each in self.gone.pop(submission.folder, []):
            was = load(self.workspace, place_key(each, self.approved))
            if was is not None:
                self.add(each.number, was)
        sent = self.known.get(whose, {})
        return [sent[number] for number in sorted(sent) if number < submission.number]


def place_key(submission: Submission, approved: Approvals) -> str:
    """The key of what was read from a submission."""
    place = f"{submission.folder}/{submission.file_name}"
    return key(submission.sha256, place, approved.digest(submission.folder))


def gone(submissions: Iterable[Submission], there: Iterable[Submission]) -> dict[str, list[Submission]]:
    """The ``submissions`` that are not ``there`` any more, by their folder."""
    present = {each.number for each in there}
    by_folder: dict[str, list[Submission]] = {}
    for each in submissions:
        if each.number not in present and each.sha256:
            by_folder.setdefault(each.folder, []).append(each)
    return by_folder


def _whose(validated: Validated) -> Whose | None:
    identity = validated.identity
    if identity is None:
        return None
    return str(identity.form.quarter), identity.form.audit.code, identity.agency
