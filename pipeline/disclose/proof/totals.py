"""Between what readers can tell how many records did not meet a standard, of all agencies of a quarter together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.disclose.proof import knowledge
from pipeline.disclose.proof.printed import Printed, Release
from pipeline.disclose.proof.secrets import Guard
from pipeline.disclose.proof.solver import Reader, extreme
from pipeline.disclose.proof.system import PARTS, SHORT, SILENT


def ranges_of_all(
    releases: Sequence[Release], limit: int, quarter: str, standards: Collection[str]
) -> Mapping[str, tuple[int, int]]:
    """
    The fewest and the most records that did not meet each of the ``standards``, for all that anybody can tell.

    ``releases``: as in `attack.given_away`. Whoever reads is taken to know how many records there were. Where the
    solver finds no answer in time, the count is taken to be known.
    """
    guard = Guard(Printed(releases), limit, insiders=True)
    known: dict[str, tuple[int, int]] = {}
    for standard in standards:
        cells = list(guard.printed.of(len(releases) - 1, standard, quarter).values())
        if not cells:
            continue
        system = knowledge.of_a_standard(guard, standard)
        every, short = system.weights(cells, PARTS), system.weights(cells, (SHORT, SILENT))
        system.add(every, records := system.value(every), records)
        ends = [extreme(system, short, Reader(), limit, most=most) for most in (False, True)]
        truth = system.value(short)
        values = [truth if world is None else world.value(short) for world in ends]
        least, most = (truth if value is None else value for value in values)
        known[standard] = (least, most)
    return known
