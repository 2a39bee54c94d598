"""What is about to be released, attacked together with everything that ever was, from each viewpoint of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.disclose.editions import EDITIONS, Edition
from pipeline.disclose.facts import ALL, Cells, Fact
from pipeline.disclose.proof.attack import protected
from pipeline.disclose.proof.printed import Release
from pipeline.disclose.proof.refusal import refuse_if_given_away
from pipeline.disclose.released_before import ReleasedBefore
from pipeline.english import listed, number_of
from pipeline.partnership.bodies import name_of

_ATTACKED = (
    "A solver that knows nothing of how counts are hidden was given all that this report prints of standards and every "
    "figure that was released before, withdrawn or not, and tried to work out what is protected."
)


@dataclass(frozen=True)
class Proof:
    """The outcome of an attack in which nothing was given away, in ``sentences``."""

    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The proof as it lies beside the figures."""
        return "\n".join(self.sentences) + "\n"


def proved(edition: Edition, before: Sequence[ReleasedBefore], facts: Sequence[Fact], cells: Cells) -> Proof:
    """
    Attack the ``facts`` of a report in ``edition`` with all that was released ``before``, withdrawn or not.

    The board reads what the public reads too, so what goes to the public is attacked for both.
    Raises: PipelineError -- naming each count that is given away, to whom, and by which figures.
    """
    told = []
    for reader in EDITIONS.values():
        read = [each.name for each in EDITIONS.values() if reader.hide and each.hide >= reader.hide]
        if edition.name not in read:
            continue
        earlier = [Release(each.facts, each.cells) for each in before if each.edition in read]
        releases = [*earlier, Release(facts, cells)]
        refuse_if_given_away(releases, reader.hide, insiders=reader.agencies)
        told.append(_for_readers(read, reader, releases))
    agencies = sorted({agency for _, agency, _ in cells.counts if agency != ALL})
    insiders = listed([name_of(each) for each in agencies])
    viewpoints = f"Viewpoints: anybody, and each agency that knows its own records: {insiders}."
    return Proof((_ATTACKED, *told, viewpoints, "Nothing was given away."))


def _for_readers(read: Sequence[str], reader: Edition, releases: Sequence[Release]) -> str:
    """What was tried for the readers of some editions."""
    *before, new = releases
    editions = f"{listed(read)} edition{'s' * (len(read) > 1)}"
    return (
        f"For readers of the {editions}, who may know no count of 1 to {reader.hide}: "
        f"{number_of(len(new.facts), 'figure')} of this report and {sum(len(each.facts) for each in before)} released "
        f"before; {number_of(protected(releases, reader.hide, insiders=reader.agencies), 'count')} to protect."
    )
