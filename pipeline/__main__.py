"""The command line, ``python -m pipeline COMMAND``: parse the words, find the command, turn errors into exit codes."""

from __future__ import annotations

# Not `signal`, which imports others: long enough for a Ctrl-C to come in the middle.
import _signal  # type: ignore[import-not-found]  # it is built in, and no stub names it

if __name__ == "__main__" and _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # until a command says how it is stopped: at once, no traceback

import argparse
import os
import select
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from pipeline import __version__
from pipeline.commands.arguments import COMMANDS, workspace_folder
from pipeline.commands.next_step import say_next
from pipeline.commands.stopping import STATUS, Stoppable
from pipeline.english import capital
from pipeline.errors import CannotWrite, PipelineError, UsageError
from pipeline.partnership.here import used
from pipeline.store.disk import refused
from pipeline.store.partnerships import partnership_of
from pipeline.store.workspace import Workspace

_PURPOSE = """\
Takes the Excel returns of a multi-agency audit in child safeguarding, from the workbooks that agencies fill in to a
report that a safeguarding partnership can act on. Every return is checked and answered, every figure can be traced to
its records, and small numbers are hidden from readers who may not see them.

To see it at work: demo. To begin with your own agencies: init, then doctor. A quarter: templates, run, status; after
the meeting: decide. The analyst's guide, docs/analysts-guide.md, goes through all of it."""
_ENDING = (
    "exit status: 0 done; 2 wrong usage or wrong files; 3 done, but a return or an area was sent back, left out or not "
    "read, a record needs action at once, or doctor, lint, upgrade, where, erase or query names something to look at; "
    "1 anything else"
)
_AS_TYPED = "python -m pipeline"
_NOBODY_READS = 141  # the exit status that shells give a program which prints to one that has ended


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints end in where to look next."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message}\nTry: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The words that the command line understands."""
    form = argparse.RawDescriptionHelpFormatter
    examples = "".join(f"\n  {_AS_TYPED} {name} {command.example}" for name, command in COMMANDS.items())
    top = _Parser(
        prog=_AS_TYPED,
        description=_PURPOSE,
        epilog=f"examples:{examples}\n\n{_ENDING}",
        formatter_class=form,
    )
    top.add_argument("--version", action="version", version=__version__)
    _root(top, default=".")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name, command in COMMANDS.items():
        added = commands.add_parser(
            name,
            help=command.does,
            description="\n\n".join(filter(None, (f"{capital(command.does)}.", command.more))),
            formatter_class=form,
            epilog=_examples(name, (command.example, *command.examples)),
        )
        command.arguments(added)
        _root(added, default=argparse.SUPPRESS)
    return top


def _examples(name: str, words: Sequence[str]) -> str:
    lines = "".join(f"\n  {_AS_TYPED} {name} {each}" for each in words)
    return f"example{'s' if len(words) > 1 else ''}:{lines}"


def _root(to: argparse.ArgumentParser, default: str) -> None:
    to.add_argument("--root", type=workspace_folder, default=default, help="the workspace's folder (default: here)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Expected failures print one line and no traceback."""
    os.umask(0o077)  # what is made here is for its maker's eyes until somebody decides otherwise
    # Memory that kept returns were read into goes back to the system, before the pages share what is left.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return _command(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        for stream in _unread():
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)  # Python tries again as it ends
        return _NOBODY_READS


def _command(arguments: Sequence[str] | None) -> int:
    """As `main`. Raises: BrokenPipeError -- if whoever read what is printed has stopped, as `head` does."""
    typed = sys.argv[1:] if arguments is None else arguments
    if not typed:
        parser().print_help(sys.stderr)
        return UsageError.exit_status
    asked = vars(parser().parse_args(typed))
    name, workspace = asked.pop("command"), Workspace(Path(asked.pop("root")))
    stoppable = Stoppable(name, typed)
    try:
        with stoppable:
            module = name.replace("-", "_")
            function = getattr(import_module(f"pipeline.commands.{module}"), module)
            stoppable.begin()
            wanted = COMMANDS[name].for_the_partnership and not asked.get("region")  # whose areas have their own
            with used(partnership_of(workspace)) if wanted else nullcontext():
                status = int(function(workspace, **asked))
            say_next(workspace, name, asked, status)
            sys.stdout.flush()
            return status
    except UsageError as wrong:
        print(f"{wrong}\nTry: {_AS_TYPED} {name} --help", file=sys.stderr)
        return wrong.exit_status
    except PipelineError as stopped:
        print(f"{stopped}\nSee docs/troubleshooting.md#{stopped.section}", file=sys.stderr)
        return stopped.exit_status
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _unread():
            raise
        path = Path(error.filename) if isinstance(error.filename, str) else None
        print(f"{refused(path, error)}\nSee docs/troubleshooting.md#{CannotWrite.section}", file=sys.stderr)
        return CannotWrite.exit_status
    except KeyboardInterrupt:
        print(stoppable.sentence, file=sys.stderr)
        return STATUS


def _unread() -> list[int]:
    """The streams, stdout (1) and stderr (2), of which nobody can read any more what is printed to them."""
    if not hasattr(select, "poll"):
        return []  # on Windows there is no asking
    ends = select.poll()
    for stream in (1, 2):
        ends.register(stream, 0)  # an error and the loss of the other end are told unasked
    return [stream for stream, _ in ends.poll(0)]


if __name__ == "__main__":
    sys.exit(main())
