"""What to do after each command, as its last line says it: one place for all these words. It imports nothing slow."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.commands.usual_words import DEMO, DEMO_OF_AREAS
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.ledger import WITHDRAWN
from pipeline.store.reports import approved_by, report_folder
from pipeline.store.workspace import Workspace

_TYPED = "python -m pipeline"
_LEFT_OUT = 3  # the exit status
_NOTHING_OF_ERASED = "nothing; what was kept of its counts and its pages stays as it is."
_ROLE = '"audit lead"'
Words = Mapping[str, Any]


def say_next(workspace: Workspace, command: str, words: Words, status: int) -> None:
    """Print what to do after ``command``, which ended with ``status``; nothing where a program reads what it prints."""
    step = _STEPS.get(command)
    if step is None or words.get("as_json"):
        return
    # A text that goes to an agency, or a table to another program.
    passed_on = command in ("check", "query") or (words.get("chase") and not words.get("into"))
    print(f"Next: {step(workspace, words, status)}", file=sys.stderr if passed_on else sys.stdout)


def typed(workspace: Workspace, words: str) -> str:
    """A command as it is typed for this workspace."""
    return f"{_TYPED} {words}{workspace.option}"


def _folder(quarter: str) -> str:
    return Quarter.parse(quarter).folder


def _init(workspace: Workspace, _words: Words, _status: int) -> str:
    return typed(workspace, "doctor")


def _demo(_workspace: Workspace, words: Words, _status: int) -> str:
    if words.get("areas"):
        into = words["into"] or DEMO_OF_AREAS
        return f"open that page; ask its figures anything: {_TYPED} query --region {shlex.quote(str(into))}"
    made = Workspace(Path(words["into"] or DEMO))
    newest = max(made.quarters())
    return f"open that page, then write what the figures mean: {typed(made, f'commentary {newest.folder}')}"


def _templates(workspace: Workspace, words: Words, _status: int) -> str:
    quarter = _folder(words["quarter"])
    returns = workspace.raw / quarter
    return (
        f"send each workbook to its agency, and put what comes back in {returns}/<agency>/. "
        f"Who owes what: {typed(workspace, f'status {quarter}')}"
    )


def _sample(workspace: Workspace, words: Words, _status: int) -> str:
    run = typed(workspace, f"run {_folder(words['quarter'])}")
    return f"give that workbook to whoever audits the cases; when their return is in: {run}"


def _check(workspace: Workspace, _words: Words, status: int) -> str:
    if status == _LEFT_OUT:
        return (
            "tell the agency's safeguarding lead of what needs action at once, and send back what was sent back, with "
            "its receipt; then check what comes in its place."
        )
    return f"put the files in {workspace.raw}/<quarter>/<agency>/, then: {typed(workspace, 'run <quarter>')}"


def _run(workspace: Workspace, words: Words, status: int) -> str:
    quarter = Quarter.parse(words["quarter"])
    if words.get("region"):
        return _of_region(quarter, words, status)
    edition = _edition(words)
    ask = f"ask for what was left out ({typed(workspace, f'status {quarter.folder} --chase')}); then " * (status != 0)
    if words.get("figures_only"):
        return f"{ask}the pages: {typed(workspace, f'run {quarter.folder}{edition}')}"
    if words.get("final") or _is_final(workspace, quarter, words):
        return f"{ask}a folder to send to each agency: {typed(workspace, f'send {quarter.folder}')}"
    one = "" if words.get("all_editions") else edition
    if not (workspace.commentary / quarter.folder).is_dir():
        return f"{ask}write what the figures mean: {typed(workspace, f'commentary {quarter.folder}{one}')}"
    return (
        f"{ask}read the pages. When the words in {workspace.commentary / quarter.folder} say all: "
        f"{typed(workspace, f'run {quarter.folder}{edition} --final --approved-by {_ROLE}')}"
    )


def _of_region(quarter: Quarter, words: Words, status: int) -> str:
    again = f"{_TYPED} run {quarter.folder} --region {shlex.quote(str(words['region']))}"
    if status:
        return f"see to what is named above, area by area, and type the same again ({again}): only that is done anew."
    return f"read the pages; where something has come in an area since: {again}"


def _edition(words: Words) -> str:
    if words.get("all_editions"):
        return " --all-editions"
    return f" --edition {words['edition']}" if words.get("edition") else ""


def _is_final(workspace: Workspace, quarter: Quarter, words: Words) -> bool:
    return bool(approved_by(report_folder(workspace, quarter, words.get("edition") or "subgroup")))


def _meeting(workspace: Workspace, words: Words, _status: int) -> str:
    quarter = _folder(words["quarter"])
    if words.get("destroyed"):
        return typed(workspace, f"run {quarter}")
    folder, again = workspace.meeting_files / quarter, f"meeting {quarter} --audit {words['audit'].upper()}"
    return (
        f"read the cases, write what is agreed into {folder}, and type the same again; once the meeting is over: "
        f"{typed(workspace, f'{again} --destroy')}"
    )


def _commentary(workspace: Workspace, words: Words, _status: int) -> str:
    quarter, edition = _folder(words["quarter"]), _edition(words)
    run = typed(workspace, f"run {quarter}{edition} --final --approved-by {_ROLE}")
    return (
        f"write in those files, then {typed(workspace, f'run {quarter}{edition}')} to see the pages, or sign off: {run}"
    )


def _status(workspace: Workspace, words: Words, _status: int) -> str:
    if not words.get("quarter"):
        return f"one quarter more closely: {typed(workspace, 'status <quarter>')}"
    quarter = _folder(words["quarter"])
    if _is_erased(workspace, words):
        return _NOTHING_OF_ERASED
    if words.get("chase"):
        return f"send those texts; when more is in: {typed(workspace, f'run {quarter}')}"
    return typed(workspace, f"run {quarter}")


def _acknowledge(workspace: Workspace, _words: Words, status: int) -> str:
    if status == _LEFT_OUT:
        tell = "tell each agency's safeguarding lead today, then note it"
        return f"{tell}: {typed(workspace, f'acknowledge <number> --by {_ROLE}')}"
    return typed(workspace, "status <quarter>")


def _approve(workspace: Workspace, _words: Words, _status: int) -> str:
    newest = max(workspace.quarters(), default=None)
    return typed(workspace, f"run {newest.folder if newest else '<quarter>'}")


def _decide(workspace: Workspace, words: Words, _status: int) -> str:
    if words.get("listing"):
        close = f'decide --close <number> --by {_ROLE} --why "what came of it"'
        return f"close what is done: {typed(workspace, close)}"
    if words.get("kind") == "override":
        run_again = typed(workspace, f"run {_folder(words['quarter'])}")
        return f"that report with the colour that was set: {run_again}"
    newest = max(workspace.quarters(), default=None)
    if newest and words.get("kind") and newest <= Quarter.parse(words["quarter"]):
        list_all = typed(workspace, "decide --list")
        return f"nothing now; it stands in the report of {newest.next()}. All that is kept: {list_all}"
    return typed(workspace, f"run {newest.folder if newest else '<quarter>'}")


def _explain(workspace: Workspace, words: Words, _status: int) -> str:
    if _is_erased(workspace, words):
        return _NOTHING_OF_ERASED
    parts = words["quarter"].split("/")  # of an id the third has its quarters, the newest last
    newest = parts[2].rpartition("--")[2] if len(parts) > 2 else words["quarter"]
    run = typed(workspace, f"run {_folder(newest)}")
    return f"look at those cells; where an answer is wrong the agency sends its return again, and then: {run}"


def _query(_workspace: Workspace, words: Words, _status: int) -> str:
    if words.get("sql") is None:
        return "type one of those, or a question of your own, between quotation marks."
    if words.get("into"):
        return "it is for the readers of that edition alone, as its pages are."
    return "to take that away, the same with --into result.xlsx (or .csv, .parquet)."


def _lint(workspace: Workspace, _words: Words, status: int) -> str:
    if status:
        return f"change the definition, or say in it that it is meant so; then: {typed(workspace, 'lint')}"
    return typed(workspace, "templates <quarter>")


def _upgrade(workspace: Workspace, _words: Words, status: int) -> str:
    if status:
        return f"agree on those changes; then: {typed(workspace, f'upgrade --take --by {_ROLE}')}"
    return typed(workspace, "run <quarter>")


def _is_erased(workspace: Workspace, words: Words) -> bool:
    """Whether the returns of the quarter that is asked for, or of a figure named by its id, were erased."""
    named = str(words["quarter"]).split("/")[-1]
    return named in {name for each in erased_quarters(workspace) for name in (each.folder, str(each))}


def _where(workspace: Workspace, _words: Words, _status: int) -> str:
    return (
        f"to take a record out of all of them: {typed(workspace, 'erase --record <reference> --dry-run')} (see --help)"
    )


def _erase(workspace: Workspace, words: Words, _status: int) -> str:
    if words.get("dry_run"):
        return "type the same without --dry-run to erase it."
    newest = max(workspace.quarters(), default=None)
    again = typed(workspace, f"run {newest.folder if newest else '<quarter>'}")
    return f"see to backups and to what was mailed; then the figures without what is gone: {again}"


def _retain(workspace: Workspace, words: Words, _status: int) -> str:
    if words.get("dry_run"):
        return f"to erase what is past its time: {typed(workspace, f'retain --by {_ROLE}')}"
    return "see to backups and to what was mailed."


def _verify(_workspace: Workspace, words: Words, _status: int) -> str:
    if (words["folder"] / WITHDRAWN).exists():
        return "nothing; it was withdrawn, so it is not handed out."
    return "nothing; the report may be handed out as it is."


def _release(workspace: Workspace, words: Words, _status: int) -> str:
    if words["step"] == "list":
        return f"whether one is as it was approved: {typed(workspace, 'verify released/<quarter>/<edition>/<number>')}"
    quarter = _folder(words["quarter"])
    approve = typed(workspace, f"release approve {quarter} --edition {words['edition']} --by ROLE")
    return {
        "prepare": f"another role reads the statement, then: {approve}",
        "approve": "hand that folder out, whole and as it is.",
        "withdraw": f"tell everybody who has it; then what is to take its place: {typed(workspace, f'run {quarter}')}",
    }[words["step"]]


def _send(_workspace: Workspace, _words: Words, _status: int) -> str:
    return "send each file to its agency the way you send what is sensitive; nothing was mailed."


_STEPS: Mapping[str, Callable[[Workspace, Words, int], str]] = {
    "init": _init,
    "demo": _demo,
    "templates": _templates,
    "sample": _sample,
    "check": _check,
    "run": _run,
    "meeting": _meeting,
    "commentary": _commentary,
    "status": _status,
    "acknowledge": _acknowledge,
    "approve": _approve,
    "decide": _decide,
    "explain": _explain,
    "query": _query,
    "lint": _lint,
    "upgrade": _upgrade,
    "where": _where,
    "erase": _erase,
    "retain": _retain,
    "verify": _verify,
    "send": _send,
    "release": _release,
}  # doctor and new-audit say it themselves: it depends on what they found
