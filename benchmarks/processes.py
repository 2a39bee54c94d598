"""
How records come about where nothing changes: the ways in which practice varies though it stays as it is.

Each process draws the quarters of one standard, of three agencies together; `claims` asks what the pages say of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from numpy.random import Generator

from pipeline.measure.counts import Counts

AGENCIES = ("CCG", "SOL", "UHS")
Family = Mapping[str, tuple[int, int]]  # of each agency that holds some of its records: how many met, of how many


@dataclass(frozen=True)
class Drawn:
    """
    The records of one quarter. ``practice``: the share that those who sent would meet in the long run, as they were.

    ``families``: those with several records, each with how many children's episodes these are.
    """

    by_agency: Mapping[str, Counts]
    practice: float
    families: tuple[tuple[Family, int], ...] = ()

    @property
    def whole(self) -> Counts:
        """All of them together."""
        return sum(self.by_agency.values(), Counts())


Process = Callable[[Generator, Sequence[float], float], list[Drawn]]


def independent(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
    """Every record by itself: in each quarter about ``records`` of them, each met with the chance in ``shares``."""
    return [_quarter(random, dict.fromkeys(AGENCIES, share), _sent(random, records)) for share in shares]


def mix(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
    """Agencies differ from each other, and send more of the records in some quarters than in others."""
    apart, usual = random.normal(0, 0.8, len(AGENCIES)), random.dirichlet([3.0] * len(AGENCIES))
    quarters = []
    for share in shares:
        sent = _divided(random, records, random.dirichlet(10 * usual + 0.1))
        quarters.append(_quarter(random, _around(share, apart), sent))
    return quarters


def silent(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
    """Agencies differ from each other, and one of the three sends nothing in the last quarter."""
    apart, gone = random.normal(0, 0.8, len(AGENCIES)), AGENCIES[random.integers(len(AGENCIES))]
    quarters = [_quarter(random, _around(share, apart), _sent(random, records)) for share in shares[:-1]]
    last = {code: size for code, size in _sent(random, records).items() if code != gone}
    return [*quarters, _quarter(random, _around(shares[-1], apart), last)]


def one_apart(by: float) -> Process:
    """One agency meets so much less often than the others, in every quarter."""

    def drawn(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
        return [
            _quarter(random, {**dict.fromkeys(AGENCIES, share), AGENCIES[0]: share - by}, _sent(random, records))
            for share in shares
        ]

    return drawn


def families(likeness: float, size: float) -> Process:
    """Records of one family are alike, as much as ``likeness`` (0 to 1) says; a family has ``size`` on average."""

    def drawn(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
        return [_of_families(random, share, _sent(random, records), likeness, size) for share in shares]

    return drawn


def twice(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
    """Two agencies send each child, and nine of ten times with the same answer."""
    quarters = []
    for share in shares:
        met: dict[str, int] = dict.fromkeys(AGENCIES[:2], 0)
        children = max(1, int(random.poisson(records / 2)))
        pairs = []
        for _ in range(children):
            first = bool(random.random() < share)
            second = first if random.random() < 0.9 else bool(random.random() < share)
            met[AGENCIES[0]] += first
            met[AGENCIES[1]] += second
            pairs.append(({AGENCIES[0]: (int(first), 1), AGENCIES[1]: (int(second), 1)}, 1))
        counted = {code: Counts(met=number, not_met=children - number) for code, number in met.items()}
        quarters.append(Drawn(counted, share, tuple(pairs)))
    return quarters


def overdispersed(likeness: float) -> Process:
    """Whole quarters differ: the records of one are alike, as much as ``likeness`` (0 to 1) says."""

    def drawn(random: Generator, shares: Sequence[float], records: float) -> list[Drawn]:
        of_quarters = [_beta(random, share, likeness) for share in shares]
        return [_quarter(random, dict.fromkeys(AGENCIES, share), _sent(random, records)) for share in of_quarters]

    return drawn


PROCESSES: Mapping[str, Process] = {
    "binomial": independent,
    "agencies' mix varies": mix,
    "one of three silent now": silent,
    "families icc .3, size 1.7": families(0.3, 1.7),
    "families icc .5, size 2.2": families(0.5, 2.2),
    "a child on two lists": twice,
    "quarters overdispersed, rho .02": overdispersed(0.02),
    "quarters overdispersed, rho .05": overdispersed(0.05),
}
AGENCIES_DIFFER = (mix, silent)


def _sent(random: Generator, records: float) -> dict[str, int]:
    return _divided(random, records, [1 / len(AGENCIES)] * len(AGENCIES))


def _divided(random: Generator, records: float, parts: Iterable[float]) -> dict[str, int]:
    sizes = random.multinomial(max(1, int(random.poisson(records))), list(parts))
    return {code: int(size) for code, size in zip(AGENCIES, sizes, strict=True)}


def _quarter(random: Generator, shares: Mapping[str, float], sent: Mapping[str, int]) -> Drawn:
    counted = {}
    for code, size in sent.items():
        met = int(random.binomial(size, shares[code]))
        counted[code] = Counts(met=met, not_met=size - met)
    whole = sum(sent.values())
    practice = sum(shares[code] * size for code, size in sent.items()) / whole if whole else 0.5
    return Drawn(counted, practice)


def _of_families(random: Generator, share: float, sent: Mapping[str, int], likeness: float, size: float) -> Drawn:
    counted, several = {}, []
    for code, records in sent.items():
        met, left = 0, records
        while left:
            members = min(left, 1 + int(random.poisson(size - 1)))
            hits = int(random.binomial(members, _beta(random, share, likeness)))
            met, left = met + hits, left - members
            if members > 1:
                several.append(({code: (hits, members)}, members))
        counted[code] = Counts(met=met, not_met=records - met)
    return Drawn(counted, share, tuple(several))


def _around(share: float, apart: Iterable[float]) -> dict[str, float]:
    """The share of each agency, so far ``apart`` on the logit."""
    middle = log(share / (1 - share))
    return {code: 1 / (1 + exp(-middle - away)) for code, away in zip(AGENCIES, apart, strict=True)}


def _beta(random: Generator, share: float, likeness: float) -> float:
    firm = 1 / likeness - 1
    return float(random.beta(share * firm, (1 - share) * firm))
