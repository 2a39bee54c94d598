"""
What may be said on the command line: every command with what it does, an example, and the words that follow it.

Nothing here is slow to import, so that ``--help`` and a misspelt word are answered at once. What a command does stands
in the module of its name, whose function is called with the workspace and with these words by name.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from pipeline.commands.decide_words import OF_DECIDE, decide_words
from pipeline.commands.erase_words import OF_ERASE, OF_RETAIN, OF_WHERE, erase_words, retain_words, where_words
from pipeline.commands.query_words import OF_QUERY, query_words
from pipeline.commands.release_words import OF_RELEASE, release_words
from pipeline.commands.usual_words import DEMO, DEMO_OF_AREAS, EDITIONS
from pipeline.commands.usual_words import count as _count
from pipeline.commands.usual_words import edition as _edition
from pipeline.commands.usual_words import password_file as _password_file
from pipeline.commands.usual_words import quarter as _quarter
from pipeline.commands.usual_words import workers as _workers
from pipeline.partnership.here import shipped_names

LOCAL = "local"  # the engine that is this computer
SET_ASIDE = "set-aside"
# What became of a record: each outcome of a standard, and records that count in none.
OUTCOMES = ("met", "not-met", "missing", "pending", "not-known", "not-applicable", SET_ASIDE)


def _partnership(to: ArgumentParser, option: str, what: str) -> None:
    """One of the partnerships that come with the package."""
    to.add_argument(option, choices=shipped_names(), help=what)


def workspace_folder(text: str) -> Path:
    """Where a workspace lies. Raises: argparse.ArgumentTypeError -- if its notebooks could not be told where."""
    folder = Path(text)
    if any(category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in str(folder.resolve())):
        raise ArgumentTypeError(
            "the path of a workspace holds a line break or something that is no text, so its pages could not be made; "
            "give that folder another name"
        )
    return folder


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--into", type=workspace_folder, help=f"folder to make it in (default: {DEMO}; {DEMO_OF_AREAS} with --areas)"
    )
    parser.add_argument("--quarters", type=_count, default=8, help="how many quarters of returns (default: 8)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another partnership (default: 1)")
    parser.add_argument(
        "--quarter", metavar="QUARTER", help="its newest quarter (default: 2019-20-Q2, or the last ended)"
    )
    _partnership(parser, "--partnership", "whose returns are made up (default: the workspace's own partnership)")
    parser.add_argument("--areas", type=_count, metavar="N", help="a region of so many areas, each invented")
    _workers(parser)


def _templates(parser: ArgumentParser) -> None:
    _quarter(parser)
    parser.add_argument("--audit", help="one audit only, such as NEG")
    parser.add_argument("--agency", help="one agency only, by code or name")
    parser.add_argument("--into", type=Path, help="folder (default: templates/QUARTER)")


def _sample(parser: ArgumentParser) -> None:
    _quarter(parser)
    parser.add_argument("--audit", required=True, help="which audit, such as MASH")
    parser.add_argument(
        "--from", dest="source", type=Path, required=True, metavar="LIST", help="the list: .xlsx or .csv"
    )
    parser.add_argument("--size", type=_count, required=True, help="how many cases (all, where there are no more)")
    parser.add_argument("--key", metavar="COLUMN", help="the column that names a case (default: the first)")
    parser.add_argument("--strata", metavar="COLUMN", help="draw within each value of this column")
    parser.add_argument("--over", action="append", default=[], metavar="VALUE=K", help="draw one K times as often")
    parser.add_argument("--seed", type=int, default=1, help="the same list and seed give the same sample (default: 1)")
    parser.add_argument("--first", type=_count, default=1, help="the number of the first reference (default: 1)")
    parser.add_argument("--into", type=Path, help="folder for the workbook (default: samples/QUARTER)")


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="workbooks to check")
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object instead of receipts")
    parser.add_argument("--into", type=Path, help="folder for receipts and marked-up workbooks, one for each agency")
    _workers(parser)
    _password_file(parser)


@dataclass(frozen=True, kw_only=True)
class RunWords:
    """What is typed after ``run``."""

    quarter: str
    audit: str | None
    edition: str
    workers: int
    figures_only: bool
    final: bool
    approved_by: str | None
    again: bool
    all_editions: bool
    password_file: Path | None
    region: Path | None = None
    engine: str = LOCAL

    @property
    def names_editions(self) -> bool:
        """Whether editions are named, so that not each partnership's usual one is meant."""
        return self.all_editions or bool(self.edition)

    def editions(self, usual: str) -> list[str]:
        """The editions that are asked for: the one that the partnership mostly reads, where none is."""
        return list(EDITIONS) if self.all_editions else [self.edition or usual]

    @property
    def plain(self) -> bool:
        """Whether a draft is asked for, as most runs are, so that one that stands is as good as a new one."""
        return not (self.again or self.final or self.approved_by is not None or self.password_file is not None)


def _run(parser: ArgumentParser) -> None:
    _quarter(parser)
    parser.add_argument("--audit", help="make the pages of one audit only, such as NEG")
    which = parser.add_mutually_exclusive_group()
    _edition(which)
    which.add_argument("--all-editions", action="store_true", help="all three, counted once")
    _workers(parser)
    parser.add_argument(
        "--region", type=workspace_folder, metavar="DIR", help="run every area in this folder, and an edition over all"
    )
    parser.add_argument(
        "--engine", default=LOCAL, metavar="WHERE", help="where: local (default), or on others: dask://HOST:PORT"
    )
    parser.add_argument("--figures-only", action="store_true", help="count the figures and make no pages")
    parser.add_argument("--final", action="store_true", help="sign the report off: no longer a draft")
    parser.add_argument("--approved-by", metavar="ROLE", help="who approves a final report: a role, not a name")
    parser.add_argument("--again", action="store_true", help="make every page, even where nothing changed")
    _password_file(parser)


def _meeting(parser: ArgumentParser) -> None:
    _quarter(parser)
    parser.add_argument("--audit", required=True, help="which audit, such as UBB")
    parser.add_argument(
        "--destroy", dest="destroyed", action="store_true", help="take its pages away, once the meeting is over"
    )
    _password_file(parser)


def _commentary(parser: ArgumentParser) -> None:
    _quarter(parser)
    _edition(parser)
    _workers(parser)
    _password_file(parser)


def _status(parser: ArgumentParser) -> None:
    parser.add_argument("quarter", nargs="?", metavar="QUARTER", help="one quarter (default: several, side by side)")
    parser.add_argument("--quarters", type=_count, metavar="N", help="how many of the newest side by side (default: 8)")
    parser.add_argument("--chase", action="store_true", help="print a text to send to each agency that owes something")
    parser.add_argument("--into", type=Path, help="folder for those texts, a file for each agency (with --chase)")
    parser.add_argument("--json", dest="as_json", action="store_true", help="print one JSON object instead")
    _password_file(parser)


def _approve(parser: ArgumentParser) -> None:
    parser.add_argument("agency", nargs="?", metavar="AGENCY", help="whose returns, by code or name")
    parser.add_argument("audit", nargs="?", metavar="AUDIT", help="of which audit, such as WNB")
    parser.add_argument("--heading", help="the heading as it was sent")
    parser.add_argument("--field", help="the name of the question that it stands for, such as age_years")
    parser.add_argument("--by", metavar="ROLE", help="who decides: a role, not a name")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--withdraw", action="store_true", help="withdraw what was approved for the heading")
    what.add_argument("--list", dest="listing", action="store_true", help="list what is approved")


def _acknowledge(parser: ArgumentParser) -> None:
    parser.add_argument("numbers", nargs="*", type=_count, metavar="NUMBER", help="which records, by their numbers")
    parser.add_argument("--all", dest="every", action="store_true", help="every record that is still open")
    parser.add_argument("--by", metavar="ROLE", help="who told the agency's safeguarding lead: a role, not a name")


def _explain(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("quarter", metavar="QUARTER-OR-ID", help="a quarter, or a figure's id alone, such as NEG3/all/2019-20-Q2")
    add("standard", nargs="?", metavar="STANDARD", help="after a quarter the standard's id, such as NEG3")
    add("--agency", help="one agency only, by code or name")
    add("--only", metavar="OUTCOME", choices=OUTCOMES, help=f"only those: {', '.join(OUTCOMES)}")
    add("--other-reading", action="store_true", help="by the other version, in a quarter in which both are shown")
    add("--json", dest="as_json", action="store_true", help="print one JSON object instead")
    _password_file(parser)


def _verify(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="of a report or a release: the folder that holds index.html",
    )
    _password_file(parser)


def _send(parser: ArgumentParser) -> None:
    _quarter(parser)
    _password_file(parser)


def _new_audit(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="what it is called in file names: capitals and digits, like CRY")
    parser.add_argument("--title", help="what pages call it (default: Audit CODE)")
    parser.add_argument("--role", help="the role that returns it, as in returns.csv (default: the first role there)")
    parser.add_argument("--quarter", metavar="QUARTER", help="of the worked example (default: the last that has ended)")
    parser.add_argument("--example", action="store_true", help="write the worked example of an audit anew, no more")


def _lint(parser: ArgumentParser) -> None:
    parser.add_argument("audits", nargs="*", metavar="AUDIT", help="an audit, or its file (default: all of them)")
    parser.add_argument("--quarter", metavar="QUARTER", help="as asked in this quarter (default: the one of today)")
    parser.add_argument("--meant", action="store_true", help="show what the audit says is so on purpose too")


def _init(parser: ArgumentParser) -> None:
    _partnership(parser, "--like", "whose files to begin from (default: northtown, which is invented)")


def _doctor(parser: ArgumentParser) -> None:
    parser.add_argument("quarter", nargs="?", metavar="QUARTER", help="as of which quarter (default: that of today)")
    parser.add_argument("--all", dest="everything", action="store_true", help="all of it, and not only a screenful")


def _upgrade(parser: ArgumentParser) -> None:
    parser.add_argument("--take", action="store_true", help="go on with the definitions as they are now")
    parser.add_argument("--by", metavar="ROLE", help="who decides (with --take): a role, not a name")


_OF_TEMPLATES = """\
Writes one for each agency and each audit that is due in the quarter. The action plan and the evidence behind it come
filled with what the agency last returned, so that only what has changed is typed. A workbook checks itself."""
_OF_RUN = """\
Reads the returns that lie in data/raw/QUARTER/AGENCY/, answers each with a receipt and a marked-up workbook in
reports/QUARTER/feedback/, and writes the pages to reports/QUARTER/EDITION/: open index.html there. Type it again
whenever something has come: only what has changed is done."""


@dataclass(frozen=True)
class Command:
    """
    One command: what it does, an example of the words after it, and how those words are declared.

    ``for_the_partnership``: whether it works for the workspace's partnership, whose files must be right then. ``more``
    and ``examples``: what its own help adds, for whoever types it for the first time.
    """

    does: str
    example: str
    arguments: Callable[[ArgumentParser], None]
    for_the_partnership: bool = True
    more: str = ""
    examples: tuple[str, ...] = ()


COMMANDS = {
    "init": Command("write the files that say who the partnership is, to be edited", "--like northtown", _init, False),
    "doctor": Command("say what is missing or odd in those files and in the workspace", "2026-27-Q2", _doctor, False),
    "demo": Command("make a synthetic partnership's returns and run its newest quarter", "--into demo", _demo, False),
    "templates": Command(
        "write the workbooks to send out for a quarter",
        "2019-20-Q2 --audit NEG",
        _templates,
        more=_OF_TEMPLATES,
        examples=("2019-20-Q2", "2019-20-Q2 --audit ACT --agency TRUST"),
    ),
    "sample": Command(
        "draw an audit sample from a list of cases, and keep how it was drawn for the report to weight by",
        "2019-20-Q2 --audit WNB --from list.csv --size 30",
        _sample,
    ),
    "check": Command("check returns without keeping anything", "returns/*.xlsx --into feedback", _check),
    "run": Command(
        "run a quarter, from its returns to its pages",
        "2019-20-Q2 --edition board",
        _run,
        more=_OF_RUN,
        examples=(
            "2019-20-Q2",
            '2019-20-Q2 --all-editions --final --approved-by "board chair"',
            "2019-20-Q2 --region areas --workers 4",
        ),
    ),
    "meeting": Command(
        "write the pages for the people who meet to read an audit's cases, outside the reports",
        "2019-20-Q2 --audit UBB",
        _meeting,
    ),
    "commentary": Command(
        "write the files for the analyst's words, with what needs explaining", "2019-20-Q2", _commentary
    ),
    "decide": Command(
        "keep what a meeting decided on reading a report, asked of an agency, agreed or overrode",
        '2019-20-Q2 ask "Send the return" --of TRUST --due 2020-01-28 --closed-by "return NEG" --by chair',
        decide_words,
        more=OF_DECIDE,
        examples=(
            '2019-20-Q2 decision "The plan stays as it is" --by chair --on 2019-12-05',
            '2019-20-Q2 action "Remind clinics" --lead TRUST --due 2020-03-31 --recommendation T2.2 --by chair',
            '2019-20-Q2 override "Two clinics alone were audited" --recommendation T2.2 --colour Amber --by chair',
            "--list",
            '--close 2 --why "It came by post" --by "business manager"',
        ),
    ),
    "status": Command("say who has returned and what is outstanding", "2019-20-Q2 --chase --into chase", _status),
    "acknowledge": Command(
        "list the records that need action at once, or say that they are being seen to",
        '3 4 --by "audit lead"',
        _acknowledge,
    ),
    "approve": Command(
        "say once which question a heading of an agency's own stands for",
        'TRUST WNB --heading "Child\'s age" --field age_years --by "audit lead"',
        _approve,
    ),
    "explain": Command("list what is behind a figure", "NEG3/all/2019-20-Q2", _explain),
    "query": Command(
        "ask the figures of all quarters at once, in SQL",
        "\"SELECT quarter, rate FROM figures WHERE id LIKE 'NEG3/all/%'\"",
        query_words,
        more=OF_QUERY,
        examples=(
            "--region vales",
            '--edition board "SELECT * FROM figures" --into all-quarters.xlsx',
        ),
    ),
    "new-audit": Command(
        "write an audit of your own to begin from, with a filled-in return and what that counts",
        'CRY --title "Advice on crying at discharge"',
        _new_audit,
    ),
    "lint": Command("say what an audit's definition asks or counts in vain, or would often have to hide", "NEG", _lint),
    "upgrade": Command(
        "list what the audits of this version change, before it is taken", '--take --by "audit lead"', _upgrade
    ),
    "release": Command(
        "release a final report by two people, withdraw a release, or list them",
        'prepare 2019-20-Q2 --edition board --by "audit lead"',
        release_words,
        more=OF_RELEASE,
        examples=(
            'approve 2019-20-Q2 --edition board --by "data protection officer"',
            'withdraw 2019-20-Q2 --edition board --by "board chair" --because "A return was counted twice"',
            "list",
        ),
    ),
    "send": Command("put together what goes back to each agency, one zip each", "2019-20-Q2", _send),
    "where": Command(
        "list every file of the workspace that holds a reference, and where in it",
        "WNB-0017",
        where_words,
        more=OF_WHERE,
    ),
    "erase": Command(
        "take a record, a return or a quarter out of all that is kept; counts and reports stay",
        '--record WNB-0017 --audit WNB --quarter 2019-20-Q2 --because "a parent asked" --by "business manager"',
        erase_words,
        more=OF_ERASE,
        examples=(
            '--return 12 --because "sent to us by mistake" --by "business manager" --dry-run',
            '--quarter 2017-18-Q3 --because "the agreement with the agencies ended" --by "business manager"',
        ),
    ),
    "retain": Command(
        "erase what is kept longer than the partnership's rules allow, or list it",
        '--by "business manager"',
        retain_words,
        more=OF_RETAIN,
        examples=("--dry-run",),
    ),
    "verify": Command(
        "make a finished report, or a release, again and compare", "reports/2019-20-Q2/subgroup", _verify
    ),
}
