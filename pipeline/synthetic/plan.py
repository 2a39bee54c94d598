"""
A made-up action plan: the partnership's own actions, when each is done, and what shows it, the same in every quarter.

What is unusual in it is planted for the newest quarter; everything else is in order: done in time or not yet due, named
evidence where it is done, in date, and verified by somebody else who sees it as its owner does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from zlib import crc32

import numpy as np

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition.tracked import Tracked
from pipeline.partnership.bodies import standing_for
from pipeline.partnership.here import here
from pipeline.partnership.recommendations import Action, Kind

A_YEAR = 365  # days that evidence holds
SPREAD = tuple(range(150, 1000, 55))  # days after the report on which actions are due, where nobody has said when
EARLIER = (4, 24)  # days, at least and at most, by which an action in order is done before it is due
OWN = 100  # days after the report by which actions that agencies added themselves are done, where they are done soon
REACHED, NEARLY_ALL = 0.88, 0.95  # the share of people whom training in order reached, and that which is contradicted


class Story(StrEnum):
    """What is planted of an action or of a piece of evidence; in order is what nothing is planted of."""

    IN_ORDER = "in order"
    IN_TIME = "done in time"
    LATE = "done late"
    OVERDUE = "overdue"
    WITH_EFFECT = "done with effect"
    WITHOUT_EFFECT = "done without effect"
    STALE = "stale"
    CONTRADICTED = "contradicted"
    RATED_LOWER = "verified lower than its owner rates it"
    BY_ITS_AUTHOR = "verified by its own author"


@dataclass(frozen=True)
class PlannedEvidence:
    """
    A piece of evidence. ``number``: in its agency's assurance return, as ``action`` names it.

    ``dated``: when it was first there; ``valid_until``: where that is planted, and not a year from its date.
    """

    number: str
    agency: str
    action: str
    recommendations: tuple[str, ...]
    standards: tuple[str, ...]
    dated: date
    story: Story = Story.IN_ORDER
    training: bool = False
    valid_until: date | None = None


@dataclass(frozen=True)
class PlannedAction:
    """
    An action as one agency leads it. ``number``: in its action-plan return; ``done``: None where it never is.

    ``evidence``: the numbers of what shows it, once it is done.
    """

    id: str
    number: str
    agency: str
    text: str
    kind: Kind
    recommendations: tuple[str, ...]
    standards: tuple[str, ...]
    agreed: date
    due: date
    done: date | None
    story: Story = Story.IN_ORDER
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The whole plan. ``newest``: the quarter for which the unusual is planted, such as "2019-20 Q2"."""

    newest: str
    actions: tuple[PlannedAction, ...] = ()
    evidence: tuple[PlannedEvidence, ...] = ()

    def actions_of(self, line: Collection[str]) -> list[PlannedAction]:
        """The actions of an agency, by the codes of all bodies of its ``line``."""
        return [each for each in self.actions if each.agency in line]

    def evidence_of(self, line: Collection[str]) -> list[PlannedEvidence]:
        """The evidence of an agency; as `actions_of`."""
        return [each for each in self.evidence if each.agency in line]


@dataclass(frozen=True)
class Wanted:
    """
    For whom a plan is made up, and what is planted in it.

    ``quarters``: those made up, the newest last. ``improved``: the standard that really changes from the quarter
    ``since`` on, empty where none does. ``planted``: whether anything unusual is. ``least``: the fewest actions that
    an agency has done, and has evidence of.
    """

    quarters: Sequence[Quarter]
    seed: int
    improved: str = ""
    since: Quarter | None = None
    planted: bool = True
    least: int = 0


def plan(wanted: Wanted) -> Plan:
    """The plan, of actions that are led by whoever returns them in the newest quarter; the same arguments, the same."""
    return _Making(wanted).plan()


@dataclass
class _Making:
    wanted: Wanted
    drafts: list[PlannedAction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.newest = self.wanted.quarters[-1]
        self.published = here().report_published or self.newest.start - timedelta(days=A_YEAR)
        self.leads = _returners(Tracked.ACTIONS, self.newest)
        words = ("plan", str(self.newest))
        self.rng = np.random.default_rng([self.wanted.seed, *(crc32(each.encode()) for each in words)])

    def plan(self) -> Plan:
        if not self.leads:
            return Plan(str(self.newest))
        self.drafts = [self._draft(action, body) for action, body in self._led() if not action.taken]
        if self.wanted.planted:
            self._plant()
        began = self.published + timedelta(days=OWN) < self.newest.end  # or nothing of their own can be done yet
        for agency in self.leads if began else ():
            while self._done_by(agency) < self.wanted.least:
                self.drafts.append(self._own(agency))
        return self._numbered()

    def _led(self) -> Iterator[tuple[Action, str]]:
        """The partnership's actions, each with every agency that leads and returns it."""
        for action in here().actions:
            for lead in action.leads:
                for body in standing_for(lead, self.newest):
                    if body.code in self.leads:
                        yield action, body.code

    def _draft(self, action: Action, agency: str) -> PlannedAction:
        agreed = max(action.agreed or self._some_weeks_after(), self.published)
        due = action.due or self.published + timedelta(days=int(self.rng.choice(SPREAD)))
        done = action.done or max(agreed, due - timedelta(days=int(self.rng.integers(*EARLIER))))
        return PlannedAction(
            action.id,
            "",
            agency,
            action.text,
            action.kind,
            action.recommendations,
            action.standards,
            agreed,
            max(due, agreed),
            done,
        )

    def _some_weeks_after(self) -> date:
        """The day of a meeting at which actions are agreed, where nobody has said when that was."""
        return self.published + timedelta(days=int(self.rng.integers(3, 27)))

    def _done_by(self, agency: str) -> int:
        end = self.newest.end
        return sum(each.agency == agency and each.done is not None and each.done <= end for each in self.drafts)

    def _own(self, agency: str) -> PlannedAction:
        """An action that an agency added to the plan by itself: every other one is done by now."""
        count = 1 + sum(each.id.startswith(f"{agency}-") for each in self.drafts)
        led = [each for each in here().recommendations if agency in _stand(each.leads, self.newest)]
        answered = (led or list(here().recommendations))[0]
        due = self.published + timedelta(days=40 + count % 50 if count % 2 else OWN + 30 * count)
        return PlannedAction(
            f"{agency}-{count}",
            "",
            agency,
            "Team meetings take up what the review found, and what staff make of it is noted.",
            Kind.TRAINING if count % 2 else Kind.PROCESS,
            (answered.id,),
            answered.key_standards[:1],
            self._some_weeks_after(),
            due,
            due - timedelta(days=7),
        )

    # What is planted

    def _plant(self) -> None:
        end = self.newest.end
        self._known_effect()
        free = [each for each in self._open() if _listed(each).due is None and each.agreed < end - timedelta(days=70)]
        order = [free[int(place)] for place in self.rng.permutation(len(free))]
        trainings = [each for each in order if each.kind is Kind.TRAINING and each.standards]
        if trainings:  # its people are reached before it is done, and what decides its recommendation does not move
            training = max(trainings, key=lambda each: len(_deciding(each.recommendations)))
            order.remove(training)
            self._tell(training, Story.CONTRADICTED, end + timedelta(days=80), None)
        for story, due, done in (
            (Story.LATE, end - timedelta(days=45), end - timedelta(days=12)),
            (Story.OVERDUE, end - timedelta(days=30), None),
            (Story.IN_TIME, end - timedelta(days=8), end - timedelta(days=20)),
            (Story.IN_TIME, end - timedelta(days=5), end - timedelta(days=15)),
        ):
            if order:
                self._tell(order.pop(0), story, due, done)

    def _known_effect(self) -> None:
        """An action done just before the standard that it names really changed, and one whose standard did not."""
        if self.wanted.since is None:
            return
        before = self.wanted.since.previous()
        day = before.start + timedelta(days=40)
        known = [each for each in self._candidates(day) if self.wanted.improved in each.standards]
        if known:
            self._told(replace(known[0], standards=(self.wanted.improved,)), Story.WITH_EFFECT, day)
        audit = _audit_of(self.wanted.improved, self.newest)
        others = [
            each
            for each in self._candidates(day)
            if each.standards
            and each.story is Story.IN_ORDER
            and all(_audit_of(one, self.newest) not in ("", audit) for one in each.standards)
            and all(each.id != one.id for one in known[:1])
        ]
        if others:
            self._told(others[0], Story.WITHOUT_EFFECT, day)

    def _candidates(self, day: date) -> list[PlannedAction]:
        """The actions that may have been done on ``day``: before the report those that it says were taken."""
        if day < self.published:
            taken = [(action, body) for action, body in self._led() if action.taken and action.done is None]
            return [self._draft(action, body) for action, body in taken]
        return [each for each in self._open() if each.agreed <= day]

    def _told(self, action: PlannedAction, story: Story, day: date) -> None:
        """Let ``action`` have been done on ``day``."""
        agreed = min(action.agreed, day - timedelta(days=60))
        done = replace(action, story=story, agreed=agreed, due=day + timedelta(days=10), done=day)
        self.drafts = [each for each in self.drafts if (each.id, each.agency) != (action.id, action.agency)]
        self.drafts.append(done)

    def _tell(self, action: PlannedAction, story: Story, due: date, done: date | None) -> None:
        place = self.drafts.index(action)
        self.drafts[place] = replace(action, story=story, due=due, done=done)

    def _open(self) -> list[PlannedAction]:
        return [each for each in self.drafts if each.story is Story.IN_ORDER]

    # What shows it

    def _numbered(self) -> Plan:
        """The plan with its numbers, agency by agency, and the evidence of each action that is ever done."""
        actions: list[PlannedAction] = []
        evidence: list[PlannedEvidence] = []
        for agency in self.leads:
            theirs = [each for each in self.drafts if each.agency == agency]
            for place, action in enumerate(theirs, start=1):
                number = f"ASR-{place:04d}"
                shown = action.story is Story.CONTRADICTED or action.done is not None
                actions.append(
                    replace(action, number=f"ACT-{place:04d}", evidence=(number,) if action.done is not None else ())
                )
                if shown:
                    evidence.append(self._evidence(action, number))
        return Plan(str(self.newest), tuple(actions), self._with_stories(evidence))

    def _evidence(self, action: PlannedAction, number: str) -> PlannedEvidence:
        contradicted = action.story is Story.CONTRADICTED
        return PlannedEvidence(
            number,
            action.agency,
            action.id,
            action.recommendations,
            action.standards,
            action.done or self.newest.end - timedelta(days=25),
            Story.CONTRADICTED if contradicted else Story.IN_ORDER,
            training=action.kind is Kind.TRAINING,
        )

    def _with_stories(self, evidence: list[PlannedEvidence]) -> tuple[PlannedEvidence, ...]:
        if not self.wanted.planted:
            return tuple(evidence)
        end = self.newest.end
        there = [each for each in evidence if each.story is Story.IN_ORDER and each.dated <= end]
        stories = (Story.STALE, Story.RATED_LOWER, Story.BY_ITS_AUTHOR)
        told = {}
        for each, story in zip(there, stories, strict=False):
            told[each.agency, each.number] = replace(each, story=story)
            if story is Story.STALE:
                told[each.agency, each.number] = replace(each, story=story, valid_until=end - timedelta(days=9))
        return tuple(told.get((each.agency, each.number), each) for each in evidence)


def _deciding(recommendations: Sequence[str]) -> set[str]:
    """The standards that decide how these recommendations stand."""
    return {
        standard for each in here().recommendations if each.id in recommendations for standard in each.key_standards
    }


def _listed(action: PlannedAction) -> Action:
    return next(each for each in here().actions if each.id == action.id)


def _returners(tracked: Tracked, quarter: Quarter) -> tuple[str, ...]:
    """The codes of the agencies that return what is ``tracked`` for ``quarter``."""
    there = (audit for audit in audits.of(quarter).values() if audit.tracks is tracked)
    return tuple(code for audit in there for view in audit.returned() for code in audit.returners(view, quarter))


def _stand(codes: Sequence[str], quarter: Quarter) -> list[str]:
    return [body.code for code in codes for body in standing_for(code, quarter)]


def _audit_of(standard: str, quarter: Quarter) -> str:
    """The code of the audit that rates a standard; empty where none does."""
    there = audits.of(quarter).values()
    return next((audit.code for audit in there for each in audit.standards if each.id == standard and each.rated), "")
