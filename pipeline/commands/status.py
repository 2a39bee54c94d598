"""``status``: who has returned, what is outstanding, and the texts that ask for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.commands.left_out import LEFT_OUT, say_left_out
from pipeline.commands.progress import finished, progress
from pipeline.definition import Severity
from pipeline.errors import NoResults, UsageError
from pipeline.intake import Intake, intake, outstanding
from pipeline.intake.outstanding import ExpectedReturn
from pipeline.intake.passwords import NO_PASSWORDS, Passwords
from pipeline.partnership.agencies import folder_of, name_of
from pipeline.store.workspace import Workspace, locked, write_atomically
from pipeline.template.layout import due

_NOT_ASKED = "·"


def status(
    workspace: Workspace,
    quarter_text: str,
    with_texts: bool,
    into: Path | None,
    as_json: bool,
    workers: int,
    passwords: Passwords = NO_PASSWORDS,
) -> int:
    """Print who has returned what, or the texts to send; gives the exit status."""
    quarter = Quarter.parse(quarter_text)
    if into is not None and not with_texts:
        raise UsageError("--into says where the texts go: ask for them with --chase.")
    if quarter not in workspace.quarters():
        raise NoResults(
            f"There is no folder {workspace.raw / quarter.folder}: nothing has been returned for {quarter}."
        )
    with locked(workspace):
        taken = intake(workspace, [quarter], workers, progress, passwords)[quarter]
    finished()
    lines = outstanding.asked(taken)
    texts = outstanding.texts(taken, date.today(), synthetic=workspace.synthetic) if with_texts else {}
    files = (
        {code: write_atomically(into / f"{folder_of(code)}.txt", text) for code, text in texts.items()} if into else {}
    )
    if as_json:
        print(json.dumps(_as_json(taken, lines, texts), ensure_ascii=False, indent=1))
    elif into is not None:
        print(f"{len(files)} texts written to {into}")
    elif with_texts:
        print(f"\n{'=' * 72}\n\n".join(texts.values()) or f"Nothing is outstanding for {quarter}.\n", end="")
    else:
        print("\n".join(_grid(workspace, quarter, lines)))
    say_left_out(workspace, taken.sent_back())
    return LEFT_OUT if taken.sent_back() else 0


def _grid(workspace: Workspace, quarter: Quarter, lines: Sequence[ExpectedReturn]) -> list[str]:
    """A row for each agency and a column for each audit."""
    cells = {(each.agency, each.audit.code): _cell(each) for each in lines}
    codes = list(dict.fromkeys(each.agency for each in lines))
    names = {code: name_of(code) for code in codes}
    width = max(len(each) for each in ("Agency", *names.values()))
    columns = {code: max(len(code), *(len(cells.get((each, code), "")) for each in codes)) for code in ALL}
    asked = [each for each in lines if each.status != outstanding.NOT_DUE]
    owed = sum(each.owed for each in asked)
    return [
        f"Returns for {quarter}, due {spoken(due(quarter))}",
        "",
        _row("Agency", width, {code: code for code in ALL}, columns),
        *(_row(names[c], width, {a: cells.get((c, a), _NOT_ASKED) for a in ALL}, columns) for c in codes),
        "",
        f"{len(asked) - owed} of {len(asked)} in; {owed} outstanding."
        + (f" The texts to send: python -m pipeline status {quarter.folder} --chase{workspace.option}" if owed else ""),
    ]


def _row(name: str, width: int, cells: dict[str, str], columns: dict[str, int]) -> str:
    return "  ".join([f"{name:<{width}}", *(f"{cells[code]:<{columns[code]}}" for code in columns)]).rstrip()


def _cell(each: ExpectedReturn) -> str:
    again = ", newer one sent back" if each.counts and each.owed else ""
    return each.status + (", late" if each.late else "") + again


def _as_json(taken: Intake, lines: Sequence[ExpectedReturn], texts: dict[str, str]) -> dict[str, object]:
    found: dict[str, object] = {
        "quarter": str(taken.quarter),
        "due": due(taken.quarter).isoformat(),
        "returns": [_line(each) for each in lines],
        "unplaced": [each.submission.folder for each in outstanding.unplaced(taken)],
    }
    return found | ({"chase": texts} if texts else {})


def _line(each: ExpectedReturn) -> dict[str, object]:
    entry = each.counts or each.last
    shown = entry.validated if entry else None
    return {
        "audit": each.audit.code,
        "agency": each.agency,
        "status": each.status,
        "late": each.late,
        "outstanding": each.owed,
        "records": shown.tally.kept if shown else 0,
        "errors": shown.count(Severity.ERROR) if shown else 0,
        "queries": shown.count(Severity.QUERY) if shown else 0,
    }
