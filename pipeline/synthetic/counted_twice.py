"""One number that two agencies both count, such as contacts sent and received, made up once for both of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from pipeline.definition import Audit, SameCount
from pipeline.partnership.bodies import agency
from pipeline.synthetic.draws import Amount
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import Return
from pipeline.synthetic.written import USUAL
from pipeline.template import Filling

COUNTED_OTHERWISE = 0.05  # of an agency's periods: families are counted and not children, say
OTHERWISE = 0.6  # of the number that is
_NEARLY = 1  # by so many the two differ at most, where nothing is amiss

Numbers = Mapping[tuple[str, str], int]  # by the name of a count and the period of its line


def known_to_second(audit: type[Audit], sent: Sequence[Return], filled: Mapping[Return, Filling]) -> dict[str, Numbers]:
    """
    By agency, the numbers of its own that follow from those of whoever counts them too and is ``filled`` in already.

    Agencies of one type, which the other side does not tell apart, share a number as their usual ones do.
    """
    numbers: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for what in audit.same_counts:
        if what.first.volumes.per is not None:
            continue  # nothing says which line of the first the second's number belongs to
        usual = profile_of(audit).volumes.get(what.first.count, USUAL)
        theirs = [filled[each].volumes for each in sent if each.form.view is what.second.volumes.view]
        senders = [each for each in sent if each.form.view is what.first.volumes.view]
        for together, lines in _groups(what, senders):
            for period, number in _summed(what, theirs, lines).items():
                for each, part in zip(together, _parts(usual, together, number), strict=True):
                    numbers[each.agency][what.first.count.name, period] = part
    firsts = [each for each in sent if counts_first(audit, each)]
    return {each.agency: _as_counted(each, numbers[each.agency]) for each in firsts if each.agency in numbers}


def counts_first(audit: type[Audit], each: Return) -> bool:
    """Whether a return gives a number that follows from another's, so that it is filled in after that one."""
    return any(each.form.view is what.first.volumes.view for what in audit.same_counts)


def _groups(what: SameCount, senders: Sequence[Return]) -> Iterator[tuple[list[Return], tuple[str, ...]]]:
    """The senders whose numbers are added up, and the lines under which the other side has them."""
    if not what.lines:
        yield list(senders), ()
    for kind, lines in what.lines.items():
        alike = [each for each in senders if (known := agency(each.agency)) is not None and known.type is kind]
        if alike:
            yield alike, lines


def _summed(what: SameCount, volumes: Iterable[Sequence[Mapping[str, object]]], lines: Sequence[str]) -> dict[str, int]:
    """By period, what the second side counts on these lines."""
    totals: dict[str, int] = defaultdict(int)
    for line in (line for lines_of_one in volumes for line in lines_of_one):
        if not lines or line["per"] in lines:
            totals[str(line["month"])] += int(str(line[what.second.count.name]))
    return totals


def _parts(usual: Amount, together: Sequence[Return], number: int) -> list[int]:
    """A number in parts, as large beside each other as these agencies' numbers usually are."""
    means = np.array([usual.by_kind.get(each.kind, usual.mean) for each in together], dtype=float)
    until = np.rint(number * np.cumsum(means) / means.sum()).astype(int)
    return [int(part) for part in np.diff(until, prepend=0)]


def _as_counted(each: Return, numbers: Numbers) -> Numbers:
    """The numbers as the agency itself counts them: nearly the same, and now and then something else."""
    (chances,) = each.rng.spawn(1)
    counted = {}
    for place, number in numbers.items():
        otherwise = chances.random() < COUNTED_OTHERWISE
        nearly = number + int(chances.integers(-_NEARLY, _NEARLY, endpoint=True))
        counted[place] = round(number * OTHERWISE) if otherwise else max(0, nearly)
    return counted
