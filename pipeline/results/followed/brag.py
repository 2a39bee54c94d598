"""
The colour of a recommendation by a stated rule: blue, red, amber, green, or grey where nothing is due.

The rule is this table and nothing else: the first line that holds gives the colour, and pages print its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.english import listed, number_of
from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.values import Colour, State

_BY_DEFAULT = {ShownBy.AUDIT: 4, ShownBy.BOTH: 4, ShownBy.ASSURANCE: 3}  # the level required where nobody has said


@dataclass(frozen=True)
class Facts:
    """
    What the rule reads of a recommendation.

    ``required``: the level that its evidence must reach, None where nobody has said; ``level``: what it has reached,
    ``level_fresh`` what it would have if nothing were past its date; ``line``: of assurance. ``stale``: the best
    evidence is past its date. ``below``: the names of its key standards that are below
    target, or over a limit. ``overdue``: by how many quarters its
    most overdue action is. ``due``: whether anything of it is due. ``audited``: whether an audit has a figure for it;
    ``at_target``: whether all its key standards that have one are shown to be at their targets or better.
    """

    shown_by: ShownBy
    required: int | None
    level: int
    level_fresh: int
    line: int
    stale: bool
    below: Sequence[str]
    overdue: int
    due: bool
    audited: bool
    at_target: bool = True

    @property
    def needed(self) -> int:
        """The level that counts as required."""
        return _BY_DEFAULT[self.shown_by] if self.required is None else self.required

    @property
    def short(self) -> int:
        """By how many levels the evidence is short of what is required."""
        return max(0, self.needed - self.level)

    @property
    def document_alone(self) -> bool:
        """Whether an audit is to show it, and none does."""
        return self.shown_by is not ShownBy.ASSURANCE and not self.audited


@dataclass(frozen=True)
class _Line:
    """One line of the rule: where it ``holds``, the ``colour`` is that; ``why``: in words, of just these facts."""

    colour: Colour
    words: str
    holds: Callable[[Facts], bool]
    why: Callable[[Facts], str]


def _below(facts: Facts) -> str:
    misses = "misses its target" if len(facts.below) == 1 else "miss their targets"
    return f"{listed(facts.below)} {misses} by more than chance would explain"


def _overdue(facts: Facts) -> str:
    return f"an action is overdue by more than {number_of(facts.overdue - 1, 'quarter')}"


def _levels(facts: Facts) -> str:
    if facts.level == facts.needed:
        return f"its evidence is at level {facts.level}, as is required"
    return f"its evidence is at level {facts.level}, and level {facts.needed} is required"


_RULE = (
    _Line(
        Colour.RED,
        "a standard that decides it misses its target, by more than chance would explain",
        lambda facts: bool(facts.below),
        _below,
    ),
    _Line(
        Colour.RED,
        "an action is overdue by more than a quarter",
        lambda facts: facts.overdue > 1,
        _overdue,
    ),
    _Line(
        Colour.GREY,
        "nothing of it is due yet, and nothing is shown",
        lambda facts: not facts.due and not facts.level,
        lambda _: "nothing of it is due yet",
    ),
    _Line(
        Colour.RED,
        "something of it is due, and nothing is shown",
        lambda facts: not facts.level,
        lambda _: "nothing shows it, though it is due",
    ),
    _Line(
        Colour.AMBER,
        "an action is overdue by up to a quarter",
        lambda facts: facts.overdue == 1,
        lambda _: "an action is overdue by up to a quarter",
    ),
    _Line(
        Colour.AMBER,
        "its best evidence is past its date",
        lambda facts: facts.stale,
        lambda _: "its best evidence is past its date",
    ),
    _Line(
        Colour.AMBER,
        "an audit is to show it, and no audit has a figure: a document alone is not enough",
        lambda facts: facts.document_alone,
        lambda _: "no audit has a figure for it, and a document alone is not enough",
    ),
    _Line(
        Colour.AMBER,
        "nobody but those who do the work has tested it",
        lambda facts: facts.line < 2,
        lambda _: "nobody but those who do the work has tested it",
    ),
    _Line(
        Colour.AMBER,
        "its evidence is more than one level short of what is required",
        lambda facts: facts.short > 1,
        _levels,
    ),
    _Line(
        Colour.GREEN,
        "it is in time, and its evidence is one level short of what is required",
        lambda facts: facts.short == 1,
        _levels,
    ),
    _Line(
        Colour.GREEN,
        "its evidence is at the level required, and not every standard that decides it is shown to be at its target",
        lambda facts: not facts.at_target,
        lambda _: (
            "not every standard that decides it is shown to be at its target, though none that is shown misses it "
            "beyond chance"
        ),
    ),
    _Line(
        Colour.BLUE,
        "its evidence is at the level required, fresh, and tested by others than those who do the work",
        lambda _: True,
        _levels,
    ),
)

RULE: tuple[tuple[Colour, str], ...] = tuple((each.colour, each.words) for each in _RULE)


def colour_of(facts: Facts) -> tuple[Colour, tuple[str, ...]]:
    """
    The colour by the rule, and why, in words that go on in a sentence.

    All lines that give this colour and hold are told, since mending one of them leaves the others.
    """
    first = next(each for each in _RULE if each.holds(facts))
    if first.colour in (Colour.GREEN, Colour.BLUE, Colour.GREY):
        return first.colour, (first.why(facts),)
    same = [each for each in _RULE if each.colour is first.colour and each.holds(facts)]
    return first.colour, tuple(dict.fromkeys(each.why(facts) for each in same))


def state_of(facts: Facts) -> State:
    """How far it is evidenced."""
    if not facts.level and not facts.due:
        return State.NOT_DUE
    if facts.short and facts.level_fresh >= facts.needed:
        return State.STALE
    if not facts.level:
        return State.NONE
    whole = not facts.short and facts.at_target and not facts.below and not facts.document_alone
    return State.EVIDENCED if whole else State.PARTLY
