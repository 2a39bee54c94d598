"""A check: one thing that can be wrong with a return, with every word that an agency reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pipeline.definition import Severity
from pipeline.validate.finding import Finding

ERROR, QUERY, NOTE = Severity.ERROR, Severity.QUERY, Severity.NOTE

# Why the template's own live checks do not see something. Each reason is written once and printed in docs/checks.md.
INSIDE_THE_FILE = "a formula cannot look into the file itself, nor at its sheets, rows and columns"
LOCKED_SHEETS = "the checks stand in the template itself, whose sheets and headings are locked"
NOTHING_TO_DO = "what was tidied or left out needs nothing done"
ASKED_AS_A_RECORD = "the template takes a row of words, of a total or of counts for a record, and asks for its number"
ONLY_A_LIKENESS = "it is a likeness and no rule: the template says of each answer in the wrong column that it is none"
TOO_SLOW = "it may well be right, and to look for it in every row again takes a spreadsheet too long"
FORMS_OF_NAMES = "what names a person is known by many forms that plain formulas cannot describe"


def title_of(rule: str) -> str:
    """What is shown in place of a check's id: its words; also of one that an earlier version of the program stored."""
    return rule.replace("_", " ")


@dataclass(frozen=True)
class Check:
    """
    One check and its wording.

    ``id`` is what is stored and compared: it never changes. What is shown in its place says `title_of`.
    ``saw``, ``expected`` and ``fix`` are sentences; what stands in braces in them is filled in for each case.
    ``intake_only``: why the template's live checks do not see it; empty where they do. ``ours``: whether it is for
    whoever runs the quarter to put right, so that the agency is not asked to. ``plain``: whether ``saw`` holds nothing
    that an agency wrote, so that it can be shown to anybody.

    Two checks may have one id: the same fault in other words, or as grave as the place makes it.
    """

    id: str
    severity: Severity
    saw: str = ""
    expected: str = ""
    fix: str = ""
    intake_only: str = ""
    ours: bool = False
    plain: bool = False

    def worded(self, **values: object) -> Finding:
        """
        The finding of this check in the words of one case; ``values`` fill what stands in braces.

        It is not yet at its place; ``saw`` is empty where the cell is to be quoted.

        Raises: KeyError -- if one of them is not given.
        """
        return Finding(
            self.severity,
            self.id,
            saw=self.saw.format_map(values),
            expected=self.expected.format_map(values),
            fix=self.fix.format_map(values),
        )

    def at(self, sheet: str = "", cell: str = "", **values: object) -> Finding:
        """The finding of this check at a place of which no question is asked; ``values`` as in `worded`."""
        return self.worded(**values).at(sheet, cell)


file_check = partial(Check, intake_only=INSIDE_THE_FILE)
locked_check = partial(Check, intake_only=LOCKED_SHEETS)
