"""The command line: ``python -m pipeline COMMAND``; the stages in order, and nothing else."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import options
from pipeline.errors import PipelineError, UsageError
from pipeline.store.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.intake.passwords import Passwords

_EXAMPLES = """examples:
  python -m pipeline demo
  python -m pipeline templates 2019-20-Q2 --agency HC
  python -m pipeline check police-neg.xlsx --into feedback
  python -m pipeline run 2019-20-Q2
  python -m pipeline commentary 2019-20-Q2
  python -m pipeline explain 2019-20-Q2 NEG3 --agency HC

exit status: 0 done; 2 wrong usage; 3 done, but a return was sent back or left out; 1 anything else"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints end in where to look next."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message}\nTry: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The words that the command line understands."""
    form = argparse.RawDescriptionHelpFormatter
    top = _Parser(prog="python -m pipeline", description=__doc__, epilog=_EXAMPLES, formatter_class=form)
    options.root(top, default=".")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, help_text: str, example: str) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=help_text,
            description=help_text,
            formatter_class=form,
            epilog=f"example:\n  python -m pipeline {example}",
        )
        options.root(added, default=argparse.SUPPRESS)
        return added

    demo = command("demo", "make a synthetic partnership's returns and run its newest quarter", "demo --into demo")
    demo.add_argument("--into", type=Path, default=Path("demo"), help="folder to make it in (default: demo)")
    demo.add_argument("--quarters", type=options.count, default=8, help="how many quarters of returns (default: 8)")
    demo.add_argument("--seed", type=int, default=1, help="another number gives another partnership (default: 1)")
    demo.add_argument("--workers", type=options.count, default=2, help="how many processes at once (default: 2)")

    templates = command(
        "templates", "write the workbooks to send out for a quarter", "templates 2019-20-Q2 --audit NEG"
    )
    options.quarter(templates)
    templates.add_argument("--audit", help="one audit only, such as NEG")
    templates.add_argument("--agency", help="one agency only, by code or name")
    templates.add_argument("--into", type=Path, help="folder (default: templates/QUARTER)")

    sample = command(
        "sample",
        "draw an audit sample from a list of cases, and keep how it was drawn for the report to weight by",
        "sample 2019-20-Q2 --audit WNB --from list.csv --size 30",
    )
    options.quarter(sample)
    options.sample(sample)

    check = command("check", "check returns without keeping anything", "check returns/*.xlsx --into feedback")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="workbooks to check")
    check.add_argument("--json", action="store_true", help="print one JSON object instead of receipts")
    check.add_argument("--into", type=Path, help="folder for receipts and marked-up workbooks, one for each agency")
    check.add_argument("--workers", type=options.count, default=2, help="how many processes at once (default: 2)")
    options.password_file(check)

    run = command("run", "run a quarter, from its returns to its pages", "run 2019-20-Q2 --edition board")
    options.quarter(run)
    run.add_argument("--audit", help="make the pages of one audit only, such as NEG")
    options.edition(run)
    run.add_argument("--workers", type=options.count, default=2, help="how many processes at once (default: 2)")
    run.add_argument("--figures-only", action="store_true", help="count the figures and make no pages")
    run.add_argument("--final", action="store_true", help="sign the report off: no longer a draft")
    run.add_argument("--approved-by", metavar="ROLE", help="who approves a final report: a role, not a name")
    run.add_argument("--again", action="store_true", help="make a draft though there is a final report already")
    options.password_file(run)

    commentary = command(
        "commentary", "write the files for the analyst's words, with what needs explaining", "commentary 2019-20-Q2"
    )
    options.quarter(commentary)
    options.edition(commentary)
    commentary.add_argument("--workers", type=options.count, default=2, help="how many processes at once (default: 2)")
    options.password_file(commentary)

    status = command("status", "say who has returned and what is outstanding", "status 2019-20-Q2 --chase --into chase")
    options.quarter(status)
    status.add_argument("--chase", action="store_true", help="print a text to send to each agency that owes something")
    status.add_argument("--into", type=Path, help="folder for those texts, a file for each agency (with --chase)")
    status.add_argument("--json", action="store_true", help="print one JSON object instead")
    options.password_file(status)

    approve = command(
        "approve",
        "say once which question a heading of an agency's own stands for",
        'approve SOL WNB --heading "Child\'s age" --field age_years --by "audit lead"',
    )
    approve.add_argument("agency", nargs="?", metavar="AGENCY", help="whose returns, by code or name")
    approve.add_argument("audit", nargs="?", metavar="AUDIT", help="of which audit, such as WNB")
    approve.add_argument("--heading", help="the heading as it was sent")
    approve.add_argument("--field", help="the name of the question that it stands for, such as age_years")
    approve.add_argument("--by", metavar="ROLE", help="who decides: a role, not a name")
    what = approve.add_mutually_exclusive_group()
    what.add_argument("--withdraw", action="store_true", help="withdraw what was approved for the heading")
    what.add_argument("--list", action="store_true", help="list what is approved")

    explain = command("explain", "list the records behind a figure", "explain 2019-20-Q2 NEG3 --agency HC")
    options.quarter(explain)
    explain.add_argument("standard", metavar="STANDARD", help="the standard's id, such as NEG3")
    explain.add_argument("--agency", help="one agency only, by code or name")
    listed = ", ".join(options.OUTCOMES)
    explain.add_argument("--only", metavar="OUTCOME", choices=options.OUTCOMES, help=f"only those: {listed}")
    options.password_file(explain)

    verify = command("verify", "make a finished report again and compare", "verify reports/2019-20-Q2/subgroup")
    verify.add_argument("folder", type=Path, metavar="REPORT-FOLDER", help="the folder that holds index.html")
    options.password_file(verify)
    return top


def _passwords(asked: argparse.Namespace) -> Passwords:
    from pipeline.intake.passwords import passwords

    return passwords(asked.password_file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Expected failures print one line and no traceback."""
    os.umask(0o077)  # what is made here is for its maker's eyes until somebody decides otherwise
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    asked = parser().parse_args(arguments)
    workspace = Workspace(Path(asked.root))
    try:
        return _done(asked, workspace)
    except UsageError as wrong:
        print(f"{wrong}\nTry: python -m pipeline {asked.command} --help", file=sys.stderr)
        return wrong.exit_status
    except PipelineError as stopped:
        print(f"{stopped}\nSee docs/troubleshooting.md#{stopped.section}", file=sys.stderr)
        return stopped.exit_status
    except OSError as error:
        # The file system's own words: a path and a reason, never a record's value.
        print(f"{error.strerror or error}: {error.filename or ''}. Nothing that was finished is lost.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Run the same command again to go on from here.", file=sys.stderr)
        return 1


def _done(asked: argparse.Namespace, workspace: Workspace) -> int:
    # Imported here, so that --help and a misspelt command answer at once.
    match asked.command:
        case "demo":
            from pipeline.commands.demo import demo

            return demo(asked.into, asked.quarters, asked.seed, asked.workers)
        case "templates" | "sample":
            return _sent_out(asked, workspace)
        case "check":
            from pipeline.commands.check import check

            return check(workspace, asked.files, asked.json, asked.into, _passwords(asked), asked.workers)
        case "run" | "commentary" | "verify":
            return _report(asked, workspace)
        case "status":
            from pipeline.commands.status import status

            return status(workspace, asked.quarter, asked.chase, asked.into, asked.json, 2, _passwords(asked))
        case "approve":
            from pipeline.commands.approve import approve, listed

            if asked.list:
                return listed(workspace, asked.agency, asked.audit)
            said = (asked.heading, asked.field, asked.by, asked.withdraw)
            return approve(workspace, asked.agency, asked.audit, *said)
        case "explain":
            from pipeline.commands.explain import explain

            return explain(workspace, asked.quarter, asked.standard, asked.agency, 2, _passwords(asked), asked.only)
    raise AssertionError(f"Unhandled command {asked.command}")


def _sent_out(asked: argparse.Namespace, workspace: Workspace) -> int:
    if asked.command == "sample":
        from pipeline.commands.sample import sample

        by = (asked.strata, asked.over, asked.key)
        return sample(
            workspace, asked.quarter, asked.audit, asked.list, asked.size, *by, asked.seed, asked.first, asked.into
        )
    from pipeline.commands.templates import templates

    return templates(workspace, asked.quarter, asked.audit, asked.agency, asked.into)


def _report(asked: argparse.Namespace, workspace: Workspace) -> int:
    known = _passwords(asked)
    if asked.command == "verify":
        from pipeline.commands.verify_report import verify_report

        return verify_report(workspace, asked.folder, known)
    if asked.command == "commentary":
        from pipeline.commands.commentary import commentary

        return commentary(workspace, asked.quarter, asked.edition, asked.workers, known)
    from pipeline.commands.run_quarter import approver, run

    role = approver(asked.final, asked.approved_by, asked.figures_only)
    what = (asked.quarter, asked.audit, asked.edition, asked.workers, asked.figures_only)
    return run(workspace, *what, known, role, asked.again)


if __name__ == "__main__":
    sys.exit(main())
