"""The three editions of a report and the disclosure rule of each, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.english import capital
from pipeline.errors import UsageError
from pipeline.partnership.words import Words


@dataclass(frozen=True)
class Edition:
    """
    Who a report is for and what it may show.

    ``named_readers``: whether its readers are people known by name, who may see figures that give small counts away
    (see `hiding.for_named_readers`). In ``title`` and ``readers`` the partnership's own words are filled in (`titled`,
    `read_by`). ``hide``: counts from 1 to this are hidden (0: none). ``hide_by_child``: the same
    for counts broken down by age, sex or other facts about the child. ``round_to``: other counts are rounded to a
    multiple of this (1: exact).
    ``least_for_percent``: no percentage below this denominator. ``agencies``/``breakdowns``: whether figures below the
    partnership's are shown. ``left_out``: whether it says how many records there were and how many a standard left
    out; with both, a small number of records that a standard does not apply to (unborn babies, say) would be known by
    subtraction.
    """

    name: str
    title: str
    readers: str
    named_readers: bool
    hide: int
    hide_by_child: int
    round_to: int
    least_for_percent: int
    agencies: bool
    breakdowns: bool
    left_out: bool

    def titled(self, words: Words) -> str:
        """What it is called where things are called by ``words``."""
        return capital(self.title.format(sub_group_short=words.sub_group_short))

    def read_by(self, words: Words) -> str:
        """Who reads it, in a partnership's ``words``."""
        return self.readers.format(sub_group=words.sub_group)

    def of_few(self) -> Edition:
        """How it shows an audit of so few children that even named readers may not see its small counts."""
        hide = max(self.hide, self.hide_by_child)
        return replace(self, named_readers=False, hide=hide, breakdowns=False, left_out=False)

    def of_things(self) -> Edition:
        """How it shows counts that tell of nobody: of organisations, say, or of activities."""
        return replace(self, hide=0, hide_by_child=0, round_to=1)

    @property
    def rule(self) -> str:
        """The rule in words, for the page."""
        if self.named_readers:
            return (
                "Counts of records are shown for each standard and agency, for named readers only. Counts broken down "
                f"by age, sex or other facts about the child are hidden where they are 1 to {self.hide_by_child}."
            )
        rounded = f" Other counts are rounded to the nearest {self.round_to}." if self.round_to > 1 else ""
        return (
            f"Counts of people’s records from 1 to {self.hide} are hidden, and so is every figure from which one could "
            "be worked out, beside this report or those before it. So a figure may be hidden to protect another count: "
            "hidden does not mean zero, and not always small. Where counts are hidden, it may still be said between "
            "what a share lies (“80% or more”) or how it stands beside its target, and several quarters may be counted "
            f"together.{rounded} How many records a standard left out is not shown."
        )


SUBGROUP = Edition(
    "subgroup",
    "{sub_group_short} edition",
    "Named members of the {sub_group}",
    named_readers=True,
    hide=0,
    hide_by_child=5,
    round_to=1,
    least_for_percent=5,
    agencies=True,
    breakdowns=True,
    left_out=True,
)
BOARD = Edition(
    "board",
    "Board edition",
    "Members of the board and its agencies",
    named_readers=False,
    hide=5,
    hide_by_child=5,
    round_to=1,
    least_for_percent=10,
    agencies=True,
    breakdowns=False,
    left_out=False,
)
PUBLIC = Edition(
    "public",
    "Public edition",
    "Anyone",
    named_readers=False,
    hide=7,
    hide_by_child=7,
    round_to=5,
    least_for_percent=20,
    agencies=False,
    breakdowns=False,
    left_out=False,
)
EDITIONS = {edition.name: edition for edition in (SUBGROUP, BOARD, PUBLIC)}


def edition(name: str) -> Edition:
    """The edition called ``name``. Raises: UsageError -- if there is none."""
    if name not in EDITIONS:
        raise UsageError(f"There is no edition {name!r}. Choose one of {', '.join(EDITIONS)}.")
    return EDITIONS[name]
