"""``status``: who has returned, what is outstanding, and the texts that ask for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.left_out import say_left_out
from pipeline.commands.one_quarter import one_quarter
from pipeline.commands.status_grid import grid, quarters_in
from pipeline.commands.status_lines import of_one_quarter
from pipeline.commands.urgent import name_open, say_open
from pipeline.definition import Severity
from pipeline.english import number_of
from pipeline.errors import UsageError
from pipeline.intake import Intake, outstanding
from pipeline.intake.outstanding import ExpectedReturn
from pipeline.intake.told import told as told_of
from pipeline.partnership.bodies import folder_of
from pipeline.partnership.returns_due import due
from pipeline.store.erasure.erasures import erased_quarters
from pipeline.store.erasure.gone import erased_in_words
from pipeline.store.immediate_action import Urgent, urgent_records
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.store.writable import refuse_if_not_writable

_QUARTERS = 8  # that are shown where none is named


def status(
    workspace: Workspace,
    *,
    quarter: str | None,
    quarters: int | None,
    chase: bool,
    into: Path | None,
    as_json: bool,
    password_file: Path | None,
) -> int:
    """Print who has returned what, or the texts to send; gives the exit status."""
    if into is not None and not chase:
        raise UsageError("--into says where the texts go: ask for them with --chase.")
    if quarter is None:
        if chase or as_json:
            raise UsageError("--chase and --json are for one quarter: name it.")
        return _over_quarters(workspace, quarters or _QUARTERS, password_file)
    if quarters is not None:
        raise UsageError("--quarters shows several quarters: leave the one that you named away.")
    if into is not None:
        refuse_if_not_writable(workspace, into, room=0)
    if told := erased_in_words(workspace, Quarter.parse(quarter)):
        return _erased(told, as_json=as_json)
    name_open(workspace)  # before anything else; what is new among the returns is named as it is read
    received = one_quarter(workspace, quarter, password_file)
    lines = outstanding.asked(received)
    texts = outstanding.texts(received, date.today(), synthetic=workspace.synthetic) if chase else {}
    files = (
        {code: write_atomically(into / f"{folder_of(code)}.txt", text) for code, text in texts.items()} if into else {}
    )
    if as_json:
        urgent = [each for each in urgent_records(workspace) if each.open]
        print(json.dumps(_as_json(received, lines, texts, urgent), ensure_ascii=False, indent=1))
    elif into is not None:
        print(f"{number_of(len(files), 'text')} written to {into}")
    elif chase:
        nothing = f"Nothing is outstanding for {received.quarter}.\n"
        print(f"\n{'=' * 72}\n\n".join(texts.values()) or nothing, end="")
    else:
        print("\n".join(of_one_quarter(workspace, received.quarter, lines)))
    return max(say_left_out(workspace, told_of(received)), say_open(workspace))


def _erased(told: str, *, as_json: bool) -> int:
    """What is said of a quarter whose returns were erased: nothing is outstanding of it any more."""
    print(json.dumps({"erased": told}, ensure_ascii=False, indent=1) if as_json else told)
    return 0


def _over_quarters(workspace: Workspace, count: int, password_file: Path | None) -> int:
    name_open(workspace)
    received = quarters_in(workspace, count, password_file)
    print("\n".join(grid(received)))
    for each in erased_quarters(workspace).values():
        print(f"{each.quarter}: the returns were {each.in_words}.")
    return say_open(workspace)


def _as_json(
    received: Intake, lines: Sequence[ExpectedReturn], texts: dict[str, str], urgent: Sequence[Urgent]
) -> dict[str, object]:
    known: dict[str, object] = {
        "quarter": str(received.quarter),
        "due": due(received.quarter).isoformat(),
        "returns": [_line(each) for each in lines],
        "unplaced": [each.submission.folder for each in outstanding.unplaced(received)],
        "not_read": [each.sentence for each in received.not_read],
        "immediate_action": [_urgent(each) for each in urgent],
    }
    return known | ({"chase": texts} if texts else {})


def _urgent(each: Urgent) -> dict[str, object]:
    """All but what names the record for ourselves."""
    return {name: part for name, part in asdict(each).items() if name != "record"}


def _line(each: ExpectedReturn) -> dict[str, object]:
    entry = each.counts or each.last
    shown = entry.validated if entry else None
    return {
        "audit": each.audit.code,
        "agency": each.agency,
        "status": each.status,
        "due": each.due,
        "late": each.late,
        "outstanding": each.owed,
        "records": shown.tally.kept if shown else 0,
        "errors": shown.count(Severity.ERROR) if shown else 0,
        "queries": shown.count(Severity.QUERY) if shown else 0,
    }
