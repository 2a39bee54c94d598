"""Several files at once: revisions, copies, files in other folders, unusable returns after good ones, odd names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from benchmarks.defects.folders import (
    AGENCIES,
    BACK,
    COPY,
    COUNTS,
    REPLACED,
    FolderKind,
    Standing,
    Step,
    bent_by,
    resaved,
    revised,
    theirs,
    with_last_quarters_rows,
)
from benchmarks.defects.kinds import attacked_returns, attacked_rows, headings, sheets
from benchmarks.defects.sent import QUARTER, nil
from benchmarks.defects.truth import Kind
from pipeline.intake.feedback_folders import UNPLACED
from pipeline.validate.catalogue.copies import DUPLICATE

_ALL = frozenset(AGENCIES)
_BEFORE = QUARTER.previous()


def _good(agency: str = "SOL") -> bytes:
    return theirs(agency).as_sent


def _kind(
    name: str,
    knows: str,
    steps: Callable[[], list[Step]],
    files: Mapping[str, str],
    records: Mapping[str, int],
    owing: frozenset[str] | None = None,
    says: Mapping[str, tuple[str, ...]] = {},
    unsaid: Mapping[str, str] = {},
) -> FolderKind:
    """``owing``: where it is not said, every agency of which nothing counts."""
    owing = _ALL - records.keys() if owing is None else owing
    return FolderKind(name, knows, steps, Standing(files, owing, records, says, unsaid))


def _after_a_good_one(name: str, unusable: Callable[[], bytes]) -> FolderKind:
    """A return that cannot be used after one that can, in another file."""
    return _kind(
        f"{name} after a good return",
        "The good one counts until a better has come, and that is asked for.",
        lambda: [{"sol/a.xlsx": _good()}, {"sol/b.xlsx": unusable()}],
        {"sol/a.xlsx": COUNTS, "sol/b.xlsx": BACK},
        {"SOL": 3},
        _ALL,
    )


def _by(family: tuple[Kind, ...], name: str) -> Callable[[], bytes]:
    (kind,) = [each for each in family if each.name == name]
    return lambda: bent_by(kind, "SOL")


# The first in the order of names counts, and the others are copies of it: all are read.
_NAMES = (
    "RETURN.XLSX",
    "a & c.xlsx",
    f"{'n' * 240}.xlsx",
    "return",
    "return.XLSM",
    "return.xls",
    "return.xlsm",
    unicodedata.normalize("NFD", "Siân.xlsx"),
    "مثال.xlsx",
)
_COUNTED_ONCE = "It says what the one before it says: it counts once."
_NEWEST = "The newest that can be used counts, and all are kept."
_WHOSE = "Nobody can say whose it is."

_TOLD = (
    _after_a_good_one("file cut short", lambda: _good()[: len(_good()) // 2]),
    _after_a_good_one("return without headings", _by(headings.KINDS, "row of headings deleted")),
    _after_a_good_one("return without records", _by(sheets.KINDS, "no records and no nil return")),
    _kind(
        "unusable return under the name of a good one",
        "What came first is kept, and no longer lies there.",
        lambda: [
            {"sol/a.xlsx": _good(), "uhs/a.xlsx": _good("UHS")},
            {"sol/a.xlsx": _by(headings.KINDS, "row of headings deleted")()},
        ],
        {"sol/a.xlsx": BACK, "uhs/a.xlsx": COUNTS},
        {"UHS": 3},
    ),
    _kind(
        "revised return",
        _NEWEST,
        lambda: [{"sol/z.xlsx": _good()}, {"sol/a.xlsx": revised("SOL")}],
        {"sol/z.xlsx": REPLACED, "sol/a.xlsx": COUNTS},
        {"SOL": 3},
    ),
    _kind(
        "return that goes back to what was sent first",
        _NEWEST,
        lambda: [{"sol/a.xlsx": _good()}, {"sol/b.xlsx": revised("SOL")}, {"sol/c.xlsx": _good()}],
        {"sol/a.xlsx": REPLACED, "sol/b.xlsx": REPLACED, "sol/c.xlsx": COUNTS},
        {"SOL": 3},
    ),
    _kind(
        "nil return after a good one",
        _NEWEST,
        lambda: [{"sol/a.xlsx": _good()}, {"sol/b.xlsx": nil(theirs("SOL")).as_sent}],
        {"sol/a.xlsx": REPLACED, "sol/b.xlsx": COUNTS},
        {"SOL": 0},
    ),
    _kind(
        "cases after a nil return",
        _NEWEST,
        lambda: [{"sol/a.xlsx": nil(theirs("SOL")).as_sent}, {"sol/b.xlsx": _good()}],
        {"sol/a.xlsx": REPLACED, "sol/b.xlsx": COUNTS},
        {"SOL": 3},
    ),
    _kind(
        "same file under two names",
        _COUNTED_ONCE,
        lambda: [{"sol/a.xlsx": _good(), "sol/b.xlsx": _good()}],
        {"sol/a.xlsx": COUNTS, "sol/b.xlsx": COPY},
        {"SOL": 3},
        says={"sol/b.xlsx": ("a duplicate of a.xlsx: the same file",)},
        unsaid={"sol/a.xlsx": DUPLICATE.id},
    ),
    _kind(
        "same file under three names, one below a folder",
        _COUNTED_ONCE,
        lambda: [{"sol/a.xlsx": _good()}, {"sol/b.xlsx": _good(), "sol/old/a.xlsx": _good()}],
        {"sol/a.xlsx": COUNTS, "sol/b.xlsx": COPY, "sol/old/a.xlsx": COPY},
        {"SOL": 3},
    ),
    _kind(
        "same answers in other bytes",
        _COUNTED_ONCE,
        lambda: [{"sol/a.xlsx": theirs("SOL").plain}, {"sol/b.xlsx": resaved("SOL")}],
        {"sol/a.xlsx": COUNTS, "sol/b.xlsx": COPY},
        {"SOL": 3},
        says={"sol/b.xlsx": ("the same answers in every cell",)},
    ),
    _kind(
        "copy left when the first is deleted",
        "What is left is the return.",
        lambda: [{"sol/a.xlsx": _good(), "sol/b.xlsx": _good()}, {"sol/a.xlsx": None}],
        {"sol/b.xlsx": COUNTS},
        {"SOL": 3},
        unsaid={"sol/b.xlsx": DUPLICATE.id},
    ),
    _kind(
        "same file in two agencies' folders",
        _WHOSE,
        lambda: [{"sol/mine.xlsx": _good(), "uhs/mine.xlsx": _good()}],
        {"sol/mine.xlsx": BACK, "uhs/mine.xlsx": BACK},
        {},
        says={"sol/mine.xlsx": ("2019-20-Q2/sol and 2019-20-Q2/uhs", "Delete it", "counted for nobody")},
    ),
    _kind(
        "same file in another agency's folder later",
        _WHOSE,
        lambda: [{"sol/mine.xlsx": _good()}, {"ccg/theirs.xlsx": _good()}],
        {"sol/mine.xlsx": BACK, "ccg/theirs.xlsx": BACK},
        {},
    ),
    _kind(
        "same file taken out of the other agency's folder",
        "It lies in one folder again.",
        lambda: [{"sol/mine.xlsx": _good(), "uhs/mine.xlsx": _good()}, {"uhs/mine.xlsx": None}],
        {"sol/mine.xlsx": COUNTS},
        {"SOL": 3},
        unsaid={"sol/mine.xlsx": "counted for nobody"},
    ),
    _kind(
        "return in another agency's folder",
        "The file says one agency and the folder another.",
        lambda: [{"uhs/mine.xlsx": _good()}],
        {"uhs/mine.xlsx": BACK},
        {},
        says={f"{UNPLACED}/mine.xlsx": ("SOL", "UHS by its folder")},
    ),
    _kind(
        "last quarter's file again",
        "The file says one quarter and the folder another.",
        lambda: [{"sol/old.xlsx": theirs("SOL", quarter=_BEFORE).as_sent}],
        {"sol/old.xlsx": BACK},
        {},
        says={"sol/old.xlsx": (str(_BEFORE), f"{QUARTER} by its folder")},
    ),
    _kind(
        "last quarter's file after a good return",
        "The file says one quarter and the folder another.",
        lambda: [{"sol/new.xlsx": _good()}, {"sol/old.xlsx": theirs("SOL", quarter=_BEFORE).as_sent}],
        {"sol/new.xlsx": COUNTS, "sol/old.xlsx": BACK},
        {"SOL": 3},
        _ALL,
    ),
    _kind(
        "workbook open in Excel",
        "What was last saved in it is in the file, and the mark beside it is no return.",
        lambda: [{"sol/mine.xlsx": _good(), "sol/~$mine.xlsx": b"somebody"}],
        {"sol/mine.xlsx": COUNTS},
        {"SOL": 3},
    ),
    _kind(
        "workbook open and half written after a good one",
        "What was read from it before is whole, and counts until it is closed.",
        lambda: [{"sol/mine.xlsx": _good()}, {"sol/mine.xlsx": _good()[:9_000], "sol/~$mine.xlsx": b"somebody"}],
        {"sol/mine.xlsx": COUNTS},
        {"SOL": 3},
    ),
    _kind(
        "good returns beside what is none",
        "One file that cannot be read stops no other.",
        lambda: [{"sol/a.xlsx": _good(), "sol/notes.txt": b"Dear all", "uhs/b.xlsx": _good("UHS"), "ccg/c.xlsx": b""}],
        {"sol/a.xlsx": COUNTS, "sol/notes.txt": BACK, "uhs/b.xlsx": COUNTS, "ccg/c.xlsx": BACK},
        {"SOL": 3, "UHS": 3},
        frozenset({"SOL", "CCG"}),
    ),
    _kind(
        "good returns under odd names and other endings",
        "What a file is its bytes tell, and its name does not.",
        lambda: [{f"sol/{_NAMES[0]}": _good()}, {f"sol/{name}": _good() for name in _NAMES[1:]}],
        {f"sol/{name}": COPY if number else COUNTS for number, name in enumerate(_NAMES)},
        {"SOL": 3},
    ),
)

_ATTACKED = (
    _after_a_good_one("return a year early", _by(attacked_returns.KINDS, "every date a year early")),
    _after_a_good_one("return with headings slid", _by(attacked_returns.KINDS, "headings slid one cell to the right")),
    _after_a_good_one(
        "return of which half lies elsewhere", _by(attacked_rows.KINDS, "half of the records on another sheet")
    ),
    _after_a_good_one("last quarter's records", lambda: with_last_quarters_rows("SOL")),
    _kind(
        "last quarter's records and nothing before",
        "Not one of them belongs to this quarter.",
        lambda: [{"sol/a.xlsx": with_last_quarters_rows("SOL"), "uhs/b.xlsx": _good("UHS")}],
        {"sol/a.xlsx": BACK, "uhs/b.xlsx": COUNTS},
        {"UHS": 3},
    ),
)

FAMILIES = {"folders": _TOLD, "attacked folders": _ATTACKED}
KINDS = (*_TOLD, *_ATTACKED)
