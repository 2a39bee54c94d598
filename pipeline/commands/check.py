"""``check``: one return or many, before or outside a run; nothing is kept but what ``--into`` asks for."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pipeline import feedback
from pipeline.errors import UnreadableReturn
from pipeline.intake import checked
from pipeline.passwords import NO_PASSWORDS, Passwords
from pipeline.read import Readers, Workbook, received
from pipeline.store.approvals import approvals
from pipeline.validate.validated import Status, Validated
from pipeline.workspace import Workspace


def check(
    workspace: Workspace, files: Sequence[Path], as_json: bool, into: Path | None, passwords: Passwords = NO_PASSWORDS
) -> int:
    """Check ``files`` and print what was found; gives the exit status."""
    approved = approvals(workspace)
    results: list[tuple[Path, Workbook | UnreadableReturn, Validated]] = []
    with Readers(min(2, len(files))) as readers:
        for path in files:
            try:
                arrived = replace(received(path), passwords=passwords.of(None))
                _, outcome = next(iter(readers.workbooks([arrived])))
                results.append((path, outcome, checked(path, outcome, arrived.sha256, None, approved)))
            except UnreadableReturn as refused:
                results.append((path, refused, checked(path, refused, "", None)))
    if as_json:
        print(
            json.dumps({"returns": [_as_json(path, each) for path, _, each in results]}, ensure_ascii=False, indent=1)
        )
    for _, outcome, each in results:
        if not as_json:
            print(feedback.receipt_text(each))
        if into is not None:
            read = outcome if isinstance(outcome, Workbook) else None
            made = feedback.write(each, into / Path(each.file_name).stem, workbook=read)
            print(f"written: {', '.join(str(place) for place in made)}", file=sys.stderr)
    return 3 if any(each.status is Status.SENT_BACK for *_, each in results) else 0


def _as_json(path: Path, validated: Validated) -> dict[str, object]:
    identity = validated.identity
    findings = []
    for each in validated.findings:
        found = asdict(each)
        for ours in ("label", "suggested"):
            found.pop(ours)
        findings.append({**found, "severity": each.severity.value, "affects": list(each.affects)})
    return {
        "file": str(path),
        "audit": identity.form.audit.code if identity else None,
        "agency": identity.agency if identity else None,
        "quarter": str(identity.form.quarter) if identity else None,
        "status": str(validated.status),
        "rows": asdict(validated.tally),
        "findings": findings,
    }
