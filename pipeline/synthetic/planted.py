"""What a made-up partnership holds, written down as it is made, so that what the product says can be recounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.definition import Code, Coded, Field, Form, Meaning
from pipeline.partnership.here import here
from pipeline.store import code_digest
from pipeline.store.codec import decoded, encoded
from pipeline.store.workspace import Workspace, digest_of, write_atomically
from pipeline.synthetic.faults import Fault
from pipeline.synthetic.plan import Plan
from pipeline.template import Filling
from pipeline.validate.catalogue.headings import HEADER_MISSING

Row = Mapping[str, object]
_MAKING = ("synthetic",)  # the rooms that decide the bytes of a made-up return


@dataclass(frozen=True)
class Improved:
    """The one standard that really changes: its true level before ``since`` and from then on."""

    standard: str
    since: str
    before: float
    after: float


@dataclass(frozen=True)
class SentBack:
    """A return spoiled on purpose: what its sheet Records is called, and the cell whose heading was deleted."""

    sheet: str
    cell: str
    field: str
    rule: str = HEADER_MISSING.id


@dataclass(frozen=True)
class Counted:
    """
    What can be recounted in a return's file.

    ``siblings``: families of two children or more; ``repeats``: children on two records or more; ``pending``: answers
    that say "not yet"; ``linked``: records that another view's file of the quarter holds too; ``beside``: rows on its
    further sheets, of which nothing else is counted.
    """

    records: int = 0
    siblings: int = 0
    repeats: int = 0
    unborn: int = 0
    pending: int = 0
    linked: int = 0
    beside: int = 0


@dataclass(frozen=True)
class Written:
    """One return that was due. ``file``: below the folder of returns; empty where it was never sent."""

    quarter: str
    audit: str
    view: str
    agency: str
    file: str
    late: bool
    nil: bool
    counted: Counted
    sent_back: SentBack | None = None

    @property
    def missing(self) -> bool:
        """Whether it was never sent."""
        return not self.file


@dataclass(frozen=True)
class Planted:
    """A made-up partnership, the digest of the ``code`` that made it, and the ``plan`` that its returns follow."""

    seed: int
    quarters: tuple[str, ...]
    code: str
    improved: Improved | None
    returns: tuple[Written, ...]
    faults: tuple[Fault, ...]
    plan: Plan

    @property
    def newest(self) -> tuple[Written, ...]:
        """The returns of the newest quarter."""
        return tuple(each for each in self.returns if each.quarter == self.quarters[-1])


def counted(form: Form, filled: Filling, elsewhere: Iterable[tuple[object, ...]]) -> Counted:
    """A return counted; ``elsewhere``: the links of the records in the other views' files."""
    rows = filled.rows
    families = Counter(family for family, _ in {(row.get("family_ref"), row.get("child_ref")) for row in rows})
    pending = {field.name: _not_yet(field) for field in form.fields}
    others = set(elsewhere)
    return Counted(
        records=len(rows),
        siblings=sum(children > 1 for family, children in families.items() if family is not None),
        repeats=sum(times > 1 for child, times in Counter(row.get("child_ref") for row in rows).items() if child),
        unborn=sum(row.get("unborn") == "Y" for row in rows),
        pending=sum(value in pending[name] for row in rows for name, value in row.items()),
        linked=sum(each in others for each in links(form, rows)),
        beside=sum(len(theirs) for theirs in filled.beside.values()),
    )


def _not_yet(field: Field) -> frozenset[str]:
    codes: Iterable[Code] = field.codes if isinstance(field, Coded) else field.also_codes()
    return frozenset(code.code for code in codes if code.meaning is Meaning.PENDING)


def links(form: Form, rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """What pairs each row with the other views' records; nothing where the audit pairs none."""
    names = [field.name for field in form.audit.linked_by]
    return [tuple(row[name] for name in names) for row in rows] if names else []


def place(workspace: Workspace) -> Path:
    """Where a workspace says what was planted in it."""
    return workspace.root / "data" / "planted.json"


def save(workspace: Workspace, planted: Planted) -> Path:
    """Write down what was planted; returns where."""
    return write_atomically(place(workspace), encoded(planted) + "\n")


def load(workspace: Workspace) -> Planted | None:
    """What was planted in a workspace, or None where that is not written down, or not as this version writes it."""
    try:
        return decoded(Planted, place(workspace).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return None


def making_code() -> str:
    """The digest of all that decides a made-up return's bytes: our code, the libraries that write it, who we are."""
    return digest_of(code_digest.digest(_MAKING, ("numpy", "XlsxWriter")) + here().counting)
