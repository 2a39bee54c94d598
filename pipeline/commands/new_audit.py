"""``new-audit``: an audit of the partnership's own to begin from, and a return that shows what it counts."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from string import Template

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.commands.worked_example import written
from pipeline.definition import Audit
from pipeline.errors import UsageError
from pipeline.partnership.folder_files import LOCAL
from pipeline.partnership.here import FOLDER, here, of_workspace, used
from pipeline.store.disk import names_a_device
from pipeline.store.workspace import Workspace, write_atomically
from pipeline.store.writable import refuse_if_not_writable

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_ROLE = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_TITLE = 80
_ROOM = 1_000_000  # bytes


def new_audit(
    workspace: Workspace, *, code: str, title: str | None, role: str | None, quarter: str | None, example: bool
) -> int:
    """Write a small audit into the partnership's folder, and its worked example; gives the exit status."""
    asked = Quarter.parse(quarter) if quarter is not None else Quarter.containing(date.today()).previous()
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        raise UsageError(
            f"There is no folder {FOLDER} here to write an audit into. Write it first: "
            f"python -m pipeline init{workspace.option}"
        )
    code = code.upper()
    file = folder / LOCAL / f"{code.lower()}.py"
    if example:
        _show(workspace, _own(code, asked), asked)
        return 0
    _refuse(code, file)
    text = _text(code, _title(title, code), _role(role))
    refuse_if_not_writable(workspace, file.parent, room=_ROOM)
    write_atomically(file, text)
    print(f"Written: {file}")
    with used(of_workspace(workspace.root)):
        audit = audits.of(asked)[code]
        _show(workspace, audit, asked)
        _say_what_is_next(workspace, audit, file, asked)
    return 0


def _role(role: str | None) -> str:
    """The role asked for, or else the first that the partnership has."""
    wanted = role or next((each.role for each in here().returners), "")
    if not _ROLE.fullmatch(wanted):
        raise UsageError(
            f"--role is a name as in returns.csv, small letters, digits and _, such as health_provider; got {wanted!r}."
        )
    return wanted


def _title(title: str | None, code: str) -> str:
    wanted = " ".join(title.split()) if title is not None else f"Audit {code}"
    if not wanted or len(wanted) > _LONGEST_TITLE or not wanted.isprintable():
        raise UsageError(f"--title is one line of at most {_LONGEST_TITLE} characters.")
    return wanted


def _refuse(code: str, file: Path) -> None:
    """Raises: UsageError -- if the code is none, or is taken, or if the file is there."""
    if not _CODE.fullmatch(code) or names_a_device(code):
        raise UsageError(f"{code!r} is no code of an audit. Take 2 to 8 letters and digits, a letter first, like CRY.")
    owner = next((each for each in audits.codes() if each == code or f"{code}1" in _counted(each)), None)
    if owner is not None:
        raise UsageError(f"The code {code} is taken (audit {owner}). Choose another, or edit what there is.")
    there = {each.name.lower() for each in file.parent.glob("*")}
    if file.name in there:
        raise UsageError(f"{file} is there already, and is left alone. Choose another code, or edit that file.")


def _counted(code: str) -> set[str]:
    audit = audits.of(Quarter.containing(date.today()))[code]
    return {each.id for each in (*audit.standards, *audit.context)}


def _text(code: str, title: str, role: str) -> str:
    """The whole file: a definition whose comments teach."""
    form = Path(__file__).with_name("new_audit_file.txt").read_text(encoding="utf-8")
    return Template(form).substitute(code=code, title=json.dumps(title, ensure_ascii=False), role=role)


def _own(code: str, quarter: Quarter) -> type[Audit]:
    if code not in audits.codes():
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(audits.codes())}.")
    return audits.of(quarter)[code]


def _show(workspace: Workspace, audit: type[Audit], quarter: Quarter) -> None:
    folder = workspace.root / "examples" / audit.code
    refuse_if_not_writable(workspace, folder, room=_ROOM)
    files = written(audit, quarter, folder)
    if not files:
        roles = ", ".join(view.role for view in audit.views)
        print(f"No worked example yet: nobody has the role {roles} in {quarter}.")
    for file in files:
        print(f"Written: {file}")


def _say_what_is_next(workspace: Workspace, audit: type[Audit], file: Path, quarter: Quarter) -> None:
    role, option, start = audit.views[0].role, workspace.option, "python -m pipeline"
    print("Next:")
    print(f"  edit {file}: every text in quotes is yours to change")
    if not audit.returners(audit.views[0], quarter):
        print(f"  say in returns.csv who has the role, in a line like: {role},{_any_agency(quarter)},{audit.code},,")
        print(f"  {start} new-audit {audit.code} --example{option}    for the worked example")
    print(f"  {start} lint {audit.code}{option}")
    print(f"  {start} templates {quarter.folder} --audit {audit.code}{option}")
    print(f"  {start} demo --into trial-{audit.code.lower()} --quarters 1{option}")


def _any_agency(quarter: Quarter) -> str:
    return next((each.code for each in here().agencies if each.in_force(quarter.end)), "AGENCY-CODE")
