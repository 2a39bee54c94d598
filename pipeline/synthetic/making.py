"""A whole partnership made up: every agency's returns for some quarters, and what is unusual in the newest of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Coded, Field, Form
from pipeline.partnership.bodies import folder_of
from pipeline.progress import Progress, silent
from pipeline.store.workspace import UNFINISHED, Workspace, write_atomically
from pipeline.synthetic.counted_twice import counts_first, known_to_second
from pipeline.synthetic.draws import Draw, Unusual
from pipeline.synthetic.faults import Fault, cell_of, mistaken, of_plan
from pipeline.synthetic.kinds import kinds_of
from pipeline.synthetic.plan import Plan, Wanted, plan
from pipeline.synthetic.planted import (
    Counted,
    Improved,
    Planted,
    SentBack,
    Written,
    counted,
    links,
    load,
    making_code,
    place,
    save,
)
from pipeline.synthetic.profiles import profile_of
from pipeline.synthetic.returns import USUAL_PRACTICE, Circumstances, Practice, Return, returns
from pipeline.synthetic.side_by_side import side_by_side
from pipeline.synthetic.spoiled import RENAMED, spoiled
from pipeline.synthetic.written import file_name, filling
from pipeline.template import Filling, workbook

WRITING = "writing made-up returns"


@dataclass(frozen=True, eq=False)
class _Prepared:
    """One return ready to be written."""

    sent: Return
    filling: Filling
    file: str
    unusual: Unusual | None
    faults: tuple[Fault, ...]

    @property
    def links(self) -> list[tuple[object, ...]]:
        return [] if self.unusual == Unusual.MISSING else links(self.sent.form, self.filling.rows)


def marked(quarters: Sequence[Quarter], seed: int) -> str:
    """What the marker file says: that all is made up, and from what it was made."""
    return f"Every return here is made up: {quarters[0]} to {quarters[-1]}, seed {seed}.\n"


def partnership(
    workspace: Workspace,
    quarters: Sequence[Quarter],
    seed: int,
    progress: Progress = silent,
    workers: int = 1,
    practice: Practice = USUAL_PRACTICE,
) -> Planted:
    """
    Write every return of ``quarters`` (the newest last) into ``workspace``; gives what was planted.

    ``workers``: how many processes write at once. ``practice``: how this area differs from the usual one.

    The marker file comes first and the account of what was planted last, so that returns cut short are known for
    made up, and for unfinished. The same quarters and seed give the same bytes.
    """
    _cleared(workspace)
    write_atomically(workspace.marker, marked(quarters, seed))
    improved, _ = _improvement(quarters)
    all_written: list[Written] = []
    faults: list[Fault] = []
    pieces = [
        _Piece(workspace, audit.code, quarter, quarters, seed, practice)
        for quarter in quarters
        for audit in audits.of(quarter).values()
        if audit.sent_out(quarter)
    ]
    progress(WRITING, 0, len(pieces), str(quarters[0]))
    for count, (written, made_wrong) in enumerate(side_by_side(_written, pieces, workers), start=1):
        all_written += written
        faults += made_wrong
        progress(WRITING, count, len(pieces), str(pieces[count].quarter) if count < len(pieces) else "")
    planted = Planted(
        seed=seed,
        quarters=tuple(str(each) for each in quarters),
        code=making_code(),
        improved=improved,
        returns=tuple(all_written),
        faults=tuple(faults),
        plan=_plan(quarters, seed),
    )
    save(workspace, planted)
    return planted


@dataclass(frozen=True)
class _Piece:
    """One audit's returns for one of the ``quarters``, to be written."""

    workspace: Workspace
    audit: str
    quarter: Quarter
    quarters: Sequence[Quarter]
    seed: int
    practice: Practice


def _written(piece: _Piece) -> tuple[list[Written], list[Fault]]:
    """Write them; gives the account of each, and the mistakes that were made in them."""
    audit = audits.of(piece.quarter)[piece.audit]
    improved, draws = _improvement(piece.quarters)
    better = draws.get(audit.code, {}) if improved and str(piece.quarter) >= improved.since else {}
    followed = _plan(piece.quarters, piece.seed) if audit.tracks is not None else None
    newest = piece.quarter == piece.quarters[-1]
    circumstances = Circumstances(improved=better, plan=followed, practice=piece.practice)
    prepared = _prepared(audit, piece.quarter, piece.seed, circumstances, newest=newest)
    for each in prepared:
        if each.unusual != Unusual.MISSING:
            write_atomically(piece.workspace.raw / each.file, _bytes(each))
    return [_account(each, prepared) for each in prepared], [fault for each in prepared for fault in each.faults]


def _cleared(workspace: Workspace) -> None:
    """Take away what was written here before, and what a killed run left half written."""
    before = load(workspace)
    files = {each.file for each in before.returns} if before else set()
    place(workspace).unlink(missing_ok=True)
    for path in sorted(workspace.raw.rglob("*")):
        if path.name.startswith(UNFINISHED) or path.relative_to(workspace.raw).as_posix() in files:
            path.unlink()


def _improvement(quarters: Sequence[Quarter]) -> tuple[Improved | None, Mapping[str, Mapping[Field, Draw]]]:
    """The standard that really changes, and how its audit's questions are answered from then on."""
    for audit in audits.of(quarters[-1]).values():
        change = profile_of(audit).improvement
        # Of few quarters the older half stays as it was, or there would be nothing to compare with.
        after = min(change.quarters, len(quarters) // 2) if change else 0
        if change and after:
            since = str(quarters[-after])
            return Improved(change.standard.id, since, change.before, change.after), {audit.code: change.draws}
    return None, {}


def _plan(quarters: Sequence[Quarter], seed: int) -> Plan:
    """The plan that the returns of all ``quarters`` follow; an empty one where the newest of them asks for none."""
    newest = quarters[-1]
    if not any(each.tracks is not None and each.sent_out(newest) for each in audits.of(newest).values()):
        return Plan(str(newest))
    improved, _ = _improvement(quarters)
    if improved is None:
        return plan(Wanted(quarters, seed))
    return plan(Wanted(quarters, seed, improved.standard, Quarter.parse(improved.since)))


def _prepared(
    audit: type[Audit],
    quarter: Quarter,
    seed: int,
    circumstances: Circumstances,
    *,
    newest: bool,
) -> list[_Prepared]:
    planned = profile_of(audit).unusual if newest else {}
    unusual = {code: planned[kind] for code, kind in kinds_of(audit, quarter).items() if kind in planned}
    circumstances = replace(
        circumstances,
        late=tuple(code for code, what in unusual.items() if what == Unusual.LATE),
        nil=tuple(code for code, what in unusual.items() if what == Unusual.NIL),
    )
    followed = circumstances.plan
    sent = returns(audit, quarter, seed, circumstances)
    filled = filled_in(audit, sent)
    told = [(each, _one(each, filled[each], unusual.get(each.agency))) for each in sent]
    if followed is None or not newest:
        return [each for _, each in told]
    return [replace(each, faults=tuple(of_plan(one, followed, each.file))) for one, each in told]


def filled_in(audit: type[Audit], sent: Sequence[Return]) -> dict[Return, Filling]:
    """What is written into each return: a number that two agencies count is the same on both, but for mistakes."""
    last = [each for each in sent if counts_first(audit, each)]
    filled = {each: filling(each) for each in sent if each not in last}
    known = known_to_second(audit, sent, filled) if last else {}
    return filled | {each: filling(each, known.get(each.agency, {})) for each in last}


def _one(sent: Return, filled: Filling, unusual: Unusual | None) -> _Prepared:
    file = f"{sent.form.quarter.folder}/{folder_of(sent.agency)}/{file_name(sent)}"
    faults: list[Fault] = []
    if unusual == Unusual.MISTAKEN:
        filled, faults = mistaken(sent, filled, profile_of(sent.form.audit).mistakes, file)
    return _Prepared(sent, filled, file, unusual, tuple(faults))


def _bytes(prepared: _Prepared) -> bytes:
    data = workbook(prepared.sent.form, prepared.sent.agency, prepared.filling, synthetic=True)
    return spoiled(data, _without(prepared.sent.form).cell) if prepared.unusual == Unusual.SENT_BACK else data


def _without(form: Form) -> SentBack:
    """The heading that a return sent back has lost: that of its first answer from a list."""
    lost = next(field for field in form.fields if field.required and isinstance(field, Coded))
    return SentBack(RENAMED, cell_of(form, lost), lost.name)


def _account(prepared: _Prepared, together: Sequence[_Prepared]) -> Written:
    form, missing = prepared.sent.form, prepared.unusual == Unusual.MISSING
    elsewhere = [link for other in together if other.sent.form.view is not form.view for link in other.links]
    return Written(
        quarter=str(form.quarter),
        audit=form.audit.code,
        view=form.view.code,
        agency=prepared.sent.agency,
        file="" if missing else prepared.file,
        late=prepared.unusual == Unusual.LATE,
        nil=prepared.sent.nil and not missing,
        counted=Counted() if missing else counted(form, prepared.filling, elsewhere),
        sent_back=_without(form) if prepared.unusual == Unusual.SENT_BACK else None,
    )
