"""The values of a sample: what came back of it, and what its records say of the list that it was drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.store.samples import Method


@dataclass(frozen=True)
class Sampled:
    """
    What the records of a sample say of the ``listed`` cases that they were drawn from.

    ``met`` of ``counted`` records are from the sample, and ``others`` counted ones are not. ``about``: how many of the
    list the standard applies to, by the sample; None where it applies to all that came back. ``uneven``: some parts of
    the list were drawn more often, so that ``value`` weights them. ``value`` is None where a part came back empty, and
    the interval where one case is all that did. ``whole``: every case of the list came back, so that there is no error.
    """

    listed: int
    met: int
    counted: int
    others: int
    about: int | None
    uneven: bool
    value: float | None
    lower: float | None
    upper: float | None
    whole: bool


@dataclass(frozen=True)
class SampleTaken:
    """
    A sample and what came back of it; None where the edition does not say.

    ``replaced``: cases of the reserve that came back; ``silent``: drawn ones that did not, replaced or not.
    """

    method: Method
    uneven: bool
    listed: int | None
    drawn: int | None = None
    returned: int | None = None
    replaced: int | None = None
    silent: int | None = None


@dataclass(frozen=True)
class LeftOutFor:
    """How many cases were left out for a reason, in words."""

    why: str
    count: int


@dataclass(frozen=True)
class MeetingHeld:
    """
    The meetings on the cases of an audit, as counts. ``agencies``: how many were there, at one of them or another.

    ``left_out``: how many cases that were drawn were left out, and ``replaced`` how many of them by the reserve; None
    where hidden. ``why``: how many for which reason, for named readers alone.
    """

    meetings: int
    quorate: int
    independent: int
    agencies: int
    left_out: int | None
    replaced: int | None
    why: tuple[LeftOutFor, ...] = ()
