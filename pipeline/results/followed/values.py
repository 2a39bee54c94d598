"""
The values of a recommendation that is followed: what was asked, what was done, how we know, what came of it, what next.

Days are as in ISO 8601, empty where there is none; agencies are named in full where a page prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.partnership.recommendations import ShownBy


class Colour(StrEnum):
    """How a recommendation stands by the stated rule (`brag`); grey is where nothing is due."""

    BLUE = "Blue"
    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"


class State(StrEnum):
    """How far a recommendation is evidenced."""

    EVIDENCED = "evidenced"
    PARTLY = "partly evidenced"
    NONE = "no evidence yet"
    NOT_DUE = "not due"
    STALE = "evidence is stale"


class Direction(StrEnum):
    """Which way the standards that decide a recommendation have moved since the quarter before, or over a year."""

    BETTER = "better"
    SOME_BETTER = "some better"
    WORSE = "worse"
    SOME_WORSE = "some worse"
    BOTH = "some better, some worse"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class ActionLine:
    """
    An action for one recommendation, as one agency leads it.

    ``source``: where it is from: the published report, a meeting, or the agency itself. ``taken``: whether the report
    says that it was taken already. ``status``: in words; empty where nobody has reported on it. ``late``: by how many
    quarters it is overdue, or was done late, 0 where it is not. ``as_of``: the quarter of the agency's last report of
    it. ``standards``: ids of those that would show it.
    """

    id: str
    text: str
    agency: str
    agency_name: str
    kind: str
    source: str
    taken: bool
    status: str
    open: bool
    agreed: str
    due: str
    done: str
    late: int
    what_was_done: str
    impact: str
    difference: str
    evidence: tuple[str, ...]
    standards: tuple[str, ...]
    as_of: str


@dataclass(frozen=True)
class EvidenceLine:
    """
    A piece of evidence for one recommendation, from one agency.

    ``level``: what it counts for on the ladder, after ``stale`` took one from it; ``line``: of assurance, 1 to 3.
    ``reach`` of ``eligible`` people. ``self_rating``, ``verified_rating``, ``kind`` and ``tested_by``: in words.
    ``held``: where the document is held, a reference and never the file. ``rated_lower``: whoever verified it gave it
    less than its owner; ``by_its_author``: whoever verified it is whoever owns it.
    """

    id: str
    agency: str
    agency_name: str
    action: str
    claim: str
    kind: str
    title: str
    version: str
    dated: str
    owner_role: str
    held: str
    reach: int | None
    eligible: int | None
    tested_by: str
    tested_on: str
    tested_n: int | None
    outcome: str
    finding: str
    limits: str
    valid_until: str
    level: int
    line: int
    stale: bool
    self_rating: str
    verified_rating: str
    verifier_role: str
    verified_on: str
    why_different: str
    as_of: str
    rated_lower: bool = False
    by_its_author: bool = False


class Effect(StrEnum):
    """What may be said of a standard before and after an action; never that one caused the other."""

    BETTER = "better after than before, more than chance"
    WORSE = "worse after than before, more than chance"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_EARLY = "too early to say"
    NOT_COMPARABLE = "not comparable"
    WITHHELD = "not said here"


@dataclass(frozen=True)
class Side:
    """What a standard came to on one side of an action's day. None: hidden in this edition."""

    quarters: tuple[str, ...]
    met: int | None
    applicable: int | None


@dataclass(frozen=True)
class EffectLine:
    """
    A standard before and after an action was done. Units: proportions; None where hidden or too few.

    ``done``: the day. ``before``: the baseline, as it was frozen on ``frozen``; ``recounted``: whether the same
    quarters come to something else now, since returns came again. ``difference``, after less before, with its 95%
    interval. ``beside``: what else changed between the two, in sentences. ``reaudit``: the first quarter in which there
    is enough to look again, ``trigger``: why then.
    """

    action: str
    agency_name: str
    standard: str
    standard_title: str
    done: str
    effect: Effect
    why: str
    before: Side | None = None
    after: Side | None = None
    frozen: str = ""
    recounted: bool = False
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    beside: tuple[str, ...] = ()
    reaudit: str = ""
    trigger: str = ""


@dataclass(frozen=True)
class DecisionLine:
    """
    What a meeting decided, asked of an agency, or overrode. ``kind``: in words; ``on``: the day of the meeting.

    ``closes``: what closes it, in words; ``closed``: the day on which that came, empty while it is open; ``closed_by``:
    what closed it, in words, and ``closed_why``: what was said for it, where a person closed it. ``overdue``: open, and
    its day has passed. ``not_shown``: the edition hides the figure that would tell whether it is closed, so that it is
    neither open nor overdue there.
    """

    number: int
    kind: str
    on: str
    quarter: str
    text: str
    by: str
    recommendations: tuple[str, ...]
    agency_name: str
    due: str
    closes: str
    closed: str
    closed_by: str
    overdue: bool
    closed_why: str = ""
    not_shown: bool = False


@dataclass(frozen=True)
class FollowFinding:
    """
    Something that is found of a recommendation or of what is behind it. ``kind``: its id, such as "no_action".

    ``about``: the action, evidence or standard; ``next_step``: what mends it.
    """

    kind: str
    text: str
    next_step: str
    about: str = ""
    agency_name: str = ""


@dataclass(frozen=True)
class NextStep:
    """The next thing that is due: its day (of a quarter its last), and what it is."""

    day: str
    text: str


@dataclass(frozen=True)
class Override:
    """A colour that a person set in place of the rule's; ``by``: a role."""

    colour: Colour
    by: str
    why: str
    on: str
    until: str


@dataclass(frozen=True)
class RecommendationResult:
    """
    Everything a page says of one recommendation in a quarter.

    ``theme_code``: such as T2. ``intention``: what was to become different. ``shown_by``, ``level_required``,
    ``tested_by``, ``assurance`` and ``key_standards`` (ids) say what evidence is required, before anybody reports.
    ``standards``: ids of all in this quarter's results that show it. ``level`` and ``line``: what is reached;
    ``rests_on``: what the level rests on, in words.
    ``state_before``: a quarter ago, None where not known. ``reasons``: why ``by_rule`` is its colour; ``colour`` is
    that, or an ``override``. ``latest``: the newest evidence in a sentence.
    """

    id: str
    theme: str
    theme_code: str
    text: str
    intention: str
    leads: tuple[str, ...]
    instruments: tuple[str, ...]
    shown_by: ShownBy
    level_required: int | None
    tested_by: str
    assurance: str
    key_standards: tuple[str, ...]
    standards: tuple[str, ...]
    due: str
    state: State
    state_before: State | None
    colour: Colour
    by_rule: Colour
    reasons: tuple[str, ...]
    level: int
    line: int
    latest: str
    direction: Direction
    next: NextStep | None
    rests_on: str = ""
    override: Override | None = None
    actions: tuple[ActionLine, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    effects: tuple[EffectLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    findings: tuple[FollowFinding, ...] = ()

    @property
    def anchor(self) -> str:
        """Its place on its theme's page, and on that of all recommendations: "t2-2"."""
        return anchor_of(self.id)


def anchor_of(recommendation: str) -> str:
    """The place of a recommendation with this id on a page."""
    return recommendation.lower().replace(".", "-")
