"""``sample``: an audit sample drawn from an agency's or the board's list, with the account of how it was drawn."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import floor
from pathlib import Path

from xlsxwriter.workbook import Workbook as Written

from pipeline.audits import ALL
from pipeline.commands.run_quarter import audit_codes
from pipeline.errors import UsageError
from pipeline.quarter import Quarter
from pipeline.read import workbook
from pipeline.statistics.sampling import draw
from pipeline.workspace import Workspace, written

RESERVE, FEWEST_IN_RESERVE = 0.2, 2  # of each stratum's sample, in the order in which they are to be taken
WHOLE = "all"


@dataclass(frozen=True)
class Frame:
    """A list to draw from: the row of each case by its key, and its stratum. ``sha256``: of the file itself."""

    name: str
    sha256: str
    key: str
    strata: str
    rows: Mapping[str, int]
    stratum: Mapping[str, str]

    def members(self) -> dict[str, list[str]]:
        """The keys of each stratum, strata in order."""
        found: dict[str, list[str]] = {each: [] for each in sorted(set(self.stratum.values()))}
        for key, stratum in self.stratum.items():
            found[stratum].append(key)
        return found


@dataclass(frozen=True)
class Drawn:
    """The cases of one stratum: how many are listed, those drawn, and those in reserve in their order."""

    stratum: str
    listed: int
    keys: tuple[str, ...]
    reserve: tuple[str, ...]


def sample(
    workspace: Workspace,
    quarter_text: str,
    audit: str,
    source: Path,
    size: int,
    strata: str | None = None,
    over: Sequence[str] = (),
    key: str | None = None,
    seed: int = 1,
    first: int = 1,
    into: Path | None = None,
) -> int:
    """Draw a sample and write it down; gives the exit status."""
    quarter, (code,) = Quarter.parse(quarter_text), audit_codes(audit)
    if over and strata is None:
        raise UsageError("--over says which strata are drawn more often: name their column with --strata.")
    frame = _frame(source, key, strata)
    parts = drawn(frame, size, _weights(over, frame), seed)
    folder = into or workspace.root / "samples" / quarter.folder
    path = folder / f"{code}-{quarter.folder}-sample-{frame.sha256[:8]}.xlsx"
    written(path, _book(frame, parts, (code, quarter, first), _account(code, quarter, frame, size, seed, over)))
    count = sum(len(each.keys) for each in parts)
    print(f"{count} of {len(frame.rows)} cases drawn: {path}")
    return 0


def drawn(frame: Frame, size: int, weights: Mapping[str, float], seed: int) -> list[Drawn]:
    """
    At random from each stratum; all of them where the list has no more than ``size``.

    ``weights``: how many times as often a stratum is drawn as its share of the list, 1 where not given.
    """
    members = frame.members()
    sizes = _allotted({each: len(keys) for each, keys in members.items()}, size, weights)
    found = []
    for place, (stratum, keys) in enumerate(members.items()):
        chosen = draw(keys, sizes[stratum], seed + place)
        left, reserve = [each for each in keys if each not in chosen], []
        for step in range(min(len(left), max(FEWEST_IN_RESERVE, round(RESERVE * len(chosen))))):
            (one,) = draw(left, 1, seed + 1000 * (step + 1) + place)
            left.remove(one)
            reserve.append(one)
        found.append(Drawn(stratum, len(keys), tuple(chosen), tuple(reserve)))
    return found


def _allotted(listed: Mapping[str, int], size: int, weights: Mapping[str, float]) -> dict[str, int]:
    """The size shared out by weight times length, one at least from each, never more than there are."""
    if size >= sum(listed.values()):
        return dict(listed)
    if size < len(listed):
        raise UsageError(f"--size {size} is too small for {len(listed)} strata: give at least one case for each.")
    pull = {each: count * weights.get(each, 1.0) for each, count in listed.items()}
    sizes = {each: min(listed[each], max(1, floor(size * pull[each] / sum(pull.values())))) for each in listed}
    while sum(sizes.values()) != size:
        step = 1 if sum(sizes.values()) < size else -1
        open_ = [each for each in listed if (sizes[each] < listed[each] if step > 0 else sizes[each] > 1)]
        # The one that is furthest from its share.
        chosen = max(open_, key=lambda each: step * (size * pull[each] / sum(pull.values()) - sizes[each]))
        sizes[chosen] += step
    return sizes


def _weights(over: Sequence[str], frame: Frame) -> dict[str, float]:
    known = set(frame.stratum.values())
    weights = {}
    for each in over:
        value, _, times = each.rpartition("=")
        if not value or not times.replace(".", "", 1).isdigit() or float(times) <= 0:
            raise UsageError("--over is VALUE=K, such as --over STRATEGY=2: drawn twice as often.")
        if value not in known:
            raise UsageError(f"No case of the list has the --over value given in its column {frame.strata!r}.")
        weights[value] = float(times)
    return weights


def _frame(source: Path, key: str | None, strata: str | None) -> Frame:
    rows = _rows(source)
    headings = [str(cell).strip() for cell in rows[0]] if rows else []
    at = _column(headings, key, "--key") if key else 0
    by = _column(headings, strata, "--strata") if strata else None
    places: dict[str, int] = {}
    stratum: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if all(cell == "" for cell in row):
            continue
        name = str(row[at]).strip()
        if not name or name in places:
            said = "is given twice" if name else "is empty"
            raise UsageError(f"{source.name}, row {number}: its {headings[at]!r} {said}; each case needs its own.")
        places[name] = number
        stratum[name] = str(row[by]).strip() or "not given" if by is not None else WHOLE
    if not places:
        raise UsageError(f"{source.name} has no cases below its headings.")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return Frame(source.name, digest, headings[at], strata or "", places, stratum)


def _rows(source: Path) -> Sequence[Sequence[object]]:
    if not source.is_file():
        raise UsageError(f"There is no file {source}.")
    if source.suffix.casefold() != ".csv":
        return workbook(source).sheets[0].rows
    try:
        table = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8-sig"), newline="")))
    except UnicodeDecodeError as error:
        raise UsageError(f"{source.name} is not in UTF-8: save it as an Excel workbook, or as CSV UTF-8.") from error
    width = max((len(each) for each in table), default=0)
    return [[*each, *[""] * (width - len(each))] for each in table]


def _column(headings: Sequence[str], wanted: str, option: str) -> int:
    found = [place for place, each in enumerate(headings) if each.casefold() == wanted.strip().casefold()]
    if len(found) != 1:
        raise UsageError(f"{option} {wanted!r} is no column of the list; its columns are {', '.join(headings)}.")
    return found[0]


def _account(
    code: str, quarter: Quarter, frame: Frame, size: int, seed: int, over: Sequence[str]
) -> list[tuple[str, str]]:
    """How the sample was drawn, so that anybody with the list can draw it again."""
    census = size >= len(frame.rows)
    weights = "None needed, but for rounding."
    if over:
        weights = (
            "Strata are not drawn in proportion: a figure for all cases needs the weights of the sheet Strata. The "
            "report's own figures are unweighted."
        )
    replaced = (
        "Take the reserve of the same stratum in its order, give it the reference of the case that it replaces with R "
        "at the end, and say on the sheet Sample which was replaced and why."
    )
    method = "all cases of the list: no sampling error" if census else (
        f"at random within each value of {frame.strata!r}" if frame.strata else "at random"
    )  # fmt: skip
    return [
        ("Audit", f"{code}, {ALL[code].title}"),
        ("Quarter", str(quarter)),
        ("List", frame.name),
        ("SHA-256 of the list", frame.sha256),
        ("Cases on the list", str(len(frame.rows))),
        ("Drawn by", f"the order of column {frame.key!r}, whatever the order of the list"),
        ("Method", method),
        ("Drawn more often", ", ".join(over) or "none"),
        ("Size asked for", str(size)),
        ("Seed", str(seed)),
        ("The sampling that the audit asks for", ALL[code].sampling),
        ("Weights", weights),
        ("Replacements", replaced),
    ]


def _book(
    frame: Frame, parts: Sequence[Drawn], issued: tuple[str, Quarter, int], account: Sequence[tuple[str, str]]
) -> bytes:
    """The sample as a workbook; of the list itself it holds row numbers and strata, and no other value."""
    code, quarter, number = issued
    sample_rows, reserve_rows = [], []
    for part in parts:
        for key in part.keys:
            reference = f"AUD{quarter.year % 100:02d}Q{quarter.number}-{code}-{number:03d}"
            sample_rows.append((reference, frame.rows[key], part.stratum, "", ""))
            number += 1
        reserve_rows += [(part.stratum, place, frame.rows[key]) for place, key in enumerate(part.reserve, start=1)]
    strata = [(each.stratum, each.listed, len(each.keys), each.listed / len(each.keys)) for each in parts]
    sheets: list[tuple[str, Sequence[str], Sequence[Sequence[object]]]] = [
        ("Sample", ("LSCB audit reference", "Row of the list", "Stratum", "Replaced by row", "Why"), sample_rows),
        ("Reserve", ("Stratum", "Order", "Row of the list"), reserve_rows),
        ("Strata", ("Stratum", "Listed", "Drawn", "Weight (listed / drawn)"), strata),
        ("How it was drawn", ("What", "How"), account),
    ]
    stream = io.BytesIO()
    with Written(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Audit sample", "created": datetime(2000, 1, 1)})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, book.add_format({"bold": True}))
                sheet.set_column(column, column, max(18, len(heading) + 2))
            for line, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    sheet.write(line, column, cell)
            sheet.freeze_panes(1, 0)
    return stream.getvalue()
