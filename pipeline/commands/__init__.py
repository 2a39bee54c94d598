"""
What each command does, one module each: ``arguments(parser)`` declares its words, and the function of its name acts.

The function is called with the workspace and with those words by name; it gives the exit status.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """What ``--help`` says of a command, whose module is not read for that: what it does, and an example."""

    does: str
    example: str


COMMANDS = {
    "demo": Command("make a synthetic partnership's returns and run its newest quarter", "--into demo"),
    "templates": Command("write the workbooks to send out for a quarter", "2019-20-Q2 --audit NEG"),
    "sample": Command(
        "draw an audit sample from a list of cases, and keep how it was drawn for the report to weight by",
        "2019-20-Q2 --audit WNB --from list.csv --size 30",
    ),
    "check": Command("check returns without keeping anything", "returns/*.xlsx --into feedback"),
    "run": Command("run a quarter, from its returns to its pages", "2019-20-Q2 --edition board"),
    "commentary": Command("write the files for the analyst's words, with what needs explaining", "2019-20-Q2"),
    "status": Command("say who has returned and what is outstanding", "2019-20-Q2 --chase --into chase"),
    "approve": Command(
        "say once which question a heading of an agency's own stands for",
        'SOL WNB --heading "Child\'s age" --field age_years --by "audit lead"',
    ),
    "explain": Command("list the records behind a figure", "2019-20-Q2 NEG3 --agency HC"),
    "verify": Command("make a finished report again and compare", "reports/2019-20-Q2/subgroup"),
}
