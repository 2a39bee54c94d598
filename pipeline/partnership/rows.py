"""The rows of a partnership's tables as values: what each column says, and what a row may not leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.partnership import cells
from pipeline.partnership.agencies import Agency, AgencyType, folded
from pipeline.partnership.csv_file import Row, Table
from pipeline.partnership.mistakes import quoted
from pipeline.partnership.model import Dated, Document, Planned, Rebase, Returner, Target, Timescale
from pipeline.partnership.recommendations import Action, Kind, Recommendation, ShownBy
from pipeline.partnership.settings import ROLES

_LATER = {  # columns that came later: a file of before may be without them
    "audits.csv": "mode due_quarter reaudit_quarter reaudit_why",
    "recommendations.csv": "intention shown_by tested_by assurance key_standards due",
    "actions.csv": "agreed due done standards",
}
COLUMNS: Mapping[str, tuple[str, str]] = {  # of each file, and those of them that every row needs
    "agencies.csv": ("code name type valid_from valid_to successor aliases returns_through", "code name type"),
    "returns.csv": ("role agency audits from to", "role agency"),
    "audits.csv": (
        f"audit from to cadence sample_size sampling owner {_LATER['audits.csv']}",
        "audit",
    ),
    "targets.csv": ("standard target amber from to decided_by minute why", "standard target amber decided_by why"),
    "rebases.csv": ("standard from decided_by minute why", "standard from decided_by why"),
    "timescales.csv": ("name limit unit clock_start basis source from to checked_by", "name limit unit source"),
    "documents.csv": ("document version from to audits standards what_changes source dual_run", "document version"),
    "recommendations.csv": (
        f"recommendation theme text leads audits standards cadence level_required {_LATER['recommendations.csv']}",
        "recommendation theme text leads",
    ),
    "actions.csv": (
        f"action text leads kind recommendations tracked_by cadence taken level_required {_LATER['actions.csv']}",
        "action text leads kind",
    ),
}
OPTIONAL: Mapping[str, frozenset[str]] = {name: frozenset(columns.split()) for name, columns in _LATER.items()}
_MODES = {"rate-led": False, "case-led": True}  # whether an audit's cases are read one by one
_UNITS = {each: each for each in ("working days", "days", "working hours", "hours")}
_TYPES = {each.value: each for each in AgencyType}
_KINDS = {each.value: each for each in Kind}
_SHOWN_BY = {each.value: each for each in ShownBy}
_LONGEST_LIMIT = 10_000  # of a timescale, in its unit
_LARGEST_SAMPLE = 100_000
_LADDER = (0, 5)  # of assurance
_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_DEVICES = re.compile(r"CON|PRN|AUX|NUL|(?:COM|LPT)\d")  # names of folders that Windows refuses
_ROLE = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_LONGEST_CODE = 16


def agencies(table: Table) -> Iterator[Agency]:
    """The agencies."""
    for row in table:
        code = row.text("code")
        if code and (not _CODE.fullmatch(code) or len(code) > _LONGEST_CODE):
            row.wrong("code", f"has to be of capital letters and figures, {_LONGEST_CODE} at most, as in ABC-CS.")
        elif _DEVICES.fullmatch(code):
            row.wrong("code", "is a name that Windows keeps for itself, and a folder is called by it. Take another.")
        name, since, until = row.text("name"), row.day("valid_from"), row.day("valid_to", last=True)
        if name and not folded(name):
            row.wrong("name", "has no letter.")
        row.in_order(since, until, "valid_from", "valid_to")
        yield Agency(
            code=code,
            name=name,
            type=row.one_of("type", _TYPES) or AgencyType.EXTERNAL,
            valid_from=since,
            valid_to=until,
            successor=row.text("successor"),
            aliases=row.several("aliases"),
            returns_through=row.text("returns_through"),
        )


def returners(table: Table) -> Iterator[Returner]:
    """Who returns in which role."""
    for row in table:
        role, since, until = row.text("role"), row.day("from"), row.day("to", last=True)
        if role and not _ROLE.fullmatch(role):
            row.wrong("role", "has to be of small letters, figures and _, as in health_provider.")
        row.in_order(since, until, "from", "to")
        yield Returner(
            since=since, until=until, row=row.number, role=role, agency=row.text("agency"), audits=row.several("audits")
        )


def planned(table: Table) -> Iterator[Planned]:
    """The audits that run."""
    for row in table:
        since, until = row.day("from"), row.day("to", last=True)
        row.in_order(since, until, "from", "to")
        if owner := row.text("owner"):
            row.known("owner", owner, ROLES, "no role of partnership.toml")
        due, reaudit = row.quarter("due_quarter"), row.quarter("reaudit_quarter")
        for column, quarter in (("due_quarter", due), ("reaudit_quarter", reaudit)):
            if quarter is not None and not Dated(since, until).on(quarter.end):
                row.wrong(column, f"{quoted(row.text(column))} is not within from and to of its row.")
        if due is not None and reaudit is not None and reaudit <= due:
            row.wrong("reaudit_quarter", f"{quoted(row.text('reaudit_quarter'))} is not after due_quarter ({due}).")
        yield Planned(
            since=since,
            until=until,
            row=row.number,
            audit=row.text("audit"),
            cadence=re.sub(r"[\s-]+", "_", row.text("cadence")).upper(),
            sample_size=row.whole("sample_size", 1, _LARGEST_SAMPLE),
            sampling=row.text("sampling"),
            owner=owner,
            case_led=row.one_of("mode", _MODES) or False,
            due=due,
            reaudit=reaudit,
            reaudit_why=row.text("reaudit_why"),
        )


def targets(table: Table) -> Iterator[Target]:
    """The targets that are set."""
    for row in table:
        since, until = row.quarter("from"), row.quarter("to", last=True)
        row.in_order(since, until, "from", "to")
        target, amber = row.proportion("target"), row.proportion("amber")
        yield Target(
            since=since,
            until=until,
            row=row.number,
            standard=row.text("standard"),
            target=target if row.sound else 0.0,  # so that what could not be read is not held against the other
            amber=amber if row.sound else 0.0,
            decided_by=row.text("decided_by"),
            minute=row.text("minute"),
            why=row.text("why"),
        )


def rebases(table: Table) -> Iterator[Rebase]:
    """The quarters from which limits are worked out anew; a row whose quarter cannot be read is noted alone."""
    for row in table:
        since = row.quarter("from")
        if since is not None:
            yield Rebase(
                standard=row.text("standard"),
                since=since,
                decided_by=row.text("decided_by"),
                minute=row.text("minute"),
                why=row.text("why"),
                row=row.number,
            )


def timescales(table: Table) -> Iterator[Timescale]:
    """The versions of the time limits."""
    for row in table:
        name, since, until = row.text("name"), row.day("from"), row.day("to", last=True)
        if name and not _ROLE.fullmatch(name):
            row.wrong("name", "has to be of small letters, figures and _, as in first_review.")
        row.in_order(since, until, "from", "to")
        yield Timescale(
            since=since,
            until=until,
            row=row.number,
            name=name,
            limit=row.whole("limit", 0, _LONGEST_LIMIT) or 0,
            unit=row.one_of("unit", _UNITS) or "working days",
            clock_start=row.text("clock_start"),
            basis=row.text("basis"),
            source=row.text("source"),
            checked_by=row.text("checked_by"),
        )


def documents(table: Table) -> Iterator[Document]:
    """The versions of the documents."""
    for row in table:
        coming = row.text("from").casefold() == cells.NOT_YET
        since, until = None if coming else row.day("from"), row.day("to", last=True)
        if coming and until:
            row.wrong("to", "is given, and from says 'not yet'. Leave it empty.")
        row.in_order(since, until, "from", "to")
        yield Document(
            since=since,
            until=until,
            row=row.number,
            kind=row.text("document"),
            version=row.text("version"),
            audits=row.several("audits"),
            standards=row.several("standards"),
            what_changes=row.text("what_changes"),
            source=row.text("source"),
            dual_run=row.quarters("dual_run"),
            dated=not coming,
        )


def recommendations(table: Table, themes: Mapping[str, str]) -> Iterator[Recommendation]:
    """The recommendations, each with its theme by name."""
    for row in table:
        theme = row.text("theme")
        yield Recommendation(
            id=_id(row, "recommendation"),
            text=row.text("text"),
            leads=row.several("leads"),
            instruments=row.several("audits"),
            cadence=row.text("cadence"),
            theme=themes.get(theme, theme),
            theme_code=theme,
            standards=row.several("standards"),
            level_required=row.whole("level_required", *_LADDER),
            intention=row.text("intention"),
            shown_by=row.one_of("shown_by", _SHOWN_BY) or ShownBy.AUDIT,
            tested_by=row.text("tested_by"),
            assurance=row.text("assurance"),
            key_standards=row.several("key_standards"),
            due=row.day("due", last=True),
            row=row.number,
        )


def actions(table: Table) -> Iterator[Action]:
    """The actions."""
    for row in table:
        agreed, due, done = row.day("agreed"), row.day("due", last=True), row.day("done")
        row.in_order(agreed, due, "agreed", "due")
        row.in_order(agreed, done, "agreed", "done")
        yield Action(
            id=_id(row, "action"),
            text=row.text("text"),
            leads=row.several("leads"),
            kind=row.one_of("kind", _KINDS) or Kind.PROCESS,
            recommendations=row.several("recommendations"),
            tracked_by=row.several("tracked_by"),
            cadence=row.text("cadence"),
            taken=row.yes("taken"),
            level_required=row.whole("level_required", *_LADDER),
            agreed=agreed,
            due=due,
            done=done,
            standards=row.several("standards"),
            row=row.number,
        )


def _id(row: Row, column: str) -> str:
    text = row.text(column)
    if text and (not _ID.fullmatch(text) or len(text) > _LONGEST_CODE):
        row.wrong(column, f"has to be of letters, figures and dots, {_LONGEST_CODE} at most, as in T1.2.")
    return text
