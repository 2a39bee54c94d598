"""What is about to be released, attacked together with everything that ever was, from each viewpoint of a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.disclose.editions import EDITIONS, Edition
from pipeline.disclose.facts import ALL, Cells, Fact
from pipeline.english import listed, number_of
from pipeline.errors import PipelineError
from pipeline.partnership.bodies import name_of

# What is given away of counts from 1 to a limit by facts, a sentence for each.
Attack = Callable[[Sequence[Fact], Cells, int], Sequence[str]]


@dataclass(frozen=True)
class Proof:
    """The outcome of an attack in which nothing was given away, in ``sentences``."""

    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The proof as it lies beside the figures."""
        return "\n".join(self.sentences) + "\n"


def proved(
    edition: Edition, facts: Sequence[Fact], before: Mapping[str, Sequence[Fact]], cells: Cells, attack: Attack
) -> Proof:
    """
    Attack the ``facts`` of a report in ``edition``, with those released ``before``, by edition, withdrawn or not.

    The board reads what the public reads too, so what is released to the public is attacked for both.
    Raises: PipelineError -- naming each count that is given away, and by what.
    """
    sentences = []
    for reader in EDITIONS.values():
        read = _read_by(reader)
        if edition.name not in read:
            continue
        earlier = [fact for name in read for fact in before.get(name, ())]
        if given := attack([*earlier, *facts], cells, reader.hide):
            told = "".join(f"\n  {each}" for each in given)
            raise PipelineError(
                f"Nothing is prepared: readers of the {listed(read)} edition{'s' * (len(read) > 1)} could work out "
                f"small counts. Run the quarter again, so that more is hidden, and sign it off anew.{told}"
            )
        sentences.append(_sentence(read, reader.hide, len(facts), len(earlier)))
    agencies = sorted({agency for _, agency, _ in cells.counts if agency != ALL})
    insiders = listed([name_of(each) for each in agencies]) or "nobody"
    return Proof(
        (
            "The figures were attacked with a solver, which was given all that is printed and every figure that was "
            "released before, withdrawn or not, and looked for counts that can be worked out or are known too closely.",
            *sentences,
            f"Viewpoints: anybody; and each agency, which knows its own records: {insiders}.",
            "Nothing was given away.",
        )
    )


def _read_by(reader: Edition) -> list[str]:
    """The editions that a reader of one has: that one, and those that show less. None where nothing is hidden."""
    return [each.name for each in EDITIONS.values() if reader.hide and each.hide >= reader.hide]


def _sentence(read: Sequence[str], limit: int, new: int, earlier: int) -> str:
    return (
        f"For readers of the {listed(read)} edition{'s' * (len(read) > 1)}, who may know no count of 1 to {limit}"
        f": {number_of(new, 'figure')} of this report and {number_of(earlier, 'figure')} released before."
    )
