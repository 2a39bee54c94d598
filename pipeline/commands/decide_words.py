"""What may be typed after ``decide``. Nothing here is slow to import, as in `arguments`."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass

from pipeline.commands.usual_words import count
from pipeline.store.decisions import DecisionKind

OF_DECIDE = """\
First the quarter, then what it is, then its words: a decision, an ask of one agency, an action that is agreed, or an
override of a recommendation's colour. It stands in the reports of the quarters after it until what closes it has come;
an override stands in the report that was read too. Days are typed as 2019-12-05, and people are named by their role."""


@dataclass(frozen=True, kw_only=True)
class DecideWords:
    """What is typed after ``decide``."""

    quarter: str | None
    kind: str | None
    text: str | None
    by: str | None
    on: str | None
    recommendations: list[str]
    standards: list[str]
    agency: str | None
    due: str | None
    closed_by: str | None
    colour: str | None
    until: str | None
    why: str | None
    listing: bool
    close: int | None
    withdraw: int | None


def decide_words(parser: ArgumentParser) -> None:
    """Declare the words of ``decide``."""
    add = parser.add_argument
    add("quarter", nargs="?", metavar="QUARTER", help="the quarter whose report the meeting read, such as 2019-20-Q2")
    add(
        "kind",
        nargs="?",
        metavar="KIND",
        choices=[each.value for each in DecisionKind],
        help="decision, ask (of one agency), action, or override (of a recommendation's colour)",
    )
    add("text", nargs="?", metavar="TEXT", help="what was decided, in a sentence, straight after the word before it")
    add("--by", metavar="ROLE", help="who decides, closes or withdraws: a role, not a name")
    add("--on", metavar="DAY", help="the day of the meeting (default: today)")
    add("--recommendation", dest="recommendations", action="append", default=[], metavar="T2.2",
        help="what it is about; may be given several times")  # fmt: skip
    add("--standard", dest="standards", action="append", default=[], metavar="WNB3",
        help="a standard that an action is to move, or that it is about; may be given several times")  # fmt: skip
    add("--of", "--lead", dest="agency", metavar="AGENCY", help="who is asked, or leads the action: by code or name")
    add("--due", metavar="DAY", help="by when")
    add("--closed-by", metavar="WHAT",
        help="what closes it: 'return NEG', 'return NEG 2019-20-Q2', 'action T2.b2', 'evidence ASR-0003', "
        "'standard WNB3' or 'words' (default: an action once it is reported as done, an ask by words)")  # fmt: skip
    add("--colour", metavar="COLOUR", help="of an override: Blue, Green, Amber, Red or Grey")
    add("--until", metavar="QUARTER", help="the last report that an override holds in (default: the next one)")
    add("--why", metavar="TEXT", help="why it is closed, or why a colour is overridden")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", dest="listing", action="store_true", help="list what is kept (of one QUARTER's report)")
    what.add_argument("--close", type=count, metavar="N", help="close number N by the words of a meeting: --why")
    what.add_argument("--withdraw", type=count, metavar="N", help="take number N back, as if it had not been decided")
