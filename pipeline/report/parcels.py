"""
What goes back to each agency when a quarter's report is done: a letter, its receipts and marked-up workbooks, its page.

One zip for each agency, with nothing of any other in it; the same report and feedback give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import feedback
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.intake import UNPLACED, Intake
from pipeline.intake.feedback_folders import feedback_of, folders
from pipeline.page.parts import writable
from pipeline.partnership.bodies import find, name_of, standing_for
from pipeline.partnership.here import here
from pipeline.partnership.returns_due import due, reservation
from pipeline.results.agency import agency_result, pack_page, packs
from pipeline.results.model import QuarterResult
from pipeline.store.reports import approved_by
from pipeline.store.workspace import Workspace
from pipeline.validate.catalogue.copies import DISPUTED

LETTER = "letter.txt"
_BEGAN = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can carry; no clock is in it
_FOR_ITS_MAKER = 0o600 << 16
_MARK = "SYNTHETIC: made up for demonstration. Please do not send it to anybody."


@dataclass(frozen=True)
class Parcel:
    """What one agency is sent: the bytes of each file, by its place within the zip."""

    agency: str
    files: Mapping[str, bytes]

    @property
    def zipped(self) -> bytes:
        """The parcel as one zip."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parcel:
            for place in sorted(self.files):
                entry = zipfile.ZipInfo(place, _BEGAN)
                entry.external_attr, entry.compress_type = _FOR_ITS_MAKER, zipfile.ZIP_DEFLATED
                parcel.writestr(entry, self.files[place])
        return stream.getvalue()


@dataclass(frozen=True)
class Parcels:
    """The parcels, by agency; and in ``nothing`` who gets none, or which files go to nobody, each with the reason."""

    ready: tuple[Parcel, ...]
    nothing: tuple[str, ...]


def parcels(workspace: Workspace, result: QuarterResult, received: Intake, folder: Path) -> Parcels:
    """
    What each agency is sent of a quarter.

    ``result``: in the edition that has agencies' pages; ``folder``: where that report lies.
    """
    theirs, unplaced = _feedback(workspace, received)
    pages = packs(result)
    codes = sorted({*theirs, *pages})
    ready = []
    for code in codes:
        files = dict(theirs.get(code, {}))
        if code in pages:
            page = pack_page(code)
            for name in (page, page.replace(".html", "-tables.xlsx")):
                files[name] = (folder / name).read_bytes()
        letter = "\n".join(_letter(result, code, sorted(files), approved_by(folder)))
        ready.append(Parcel(code, {**files, LETTER: f"{writable(letter)}\n".encode()}))
    silent = dict.fromkeys(each.agency for each in result.returns if each.agency and each.agency not in codes)
    nothing = [f"{name_of(code)}: nothing of theirs was read for {result.quarter}." for code in silent]
    if unplaced:
        nothing.append(
            f"{unplaced} of the files read: nobody can say whose they are; their receipts lie in "
            f"{feedback_of(workspace, received.quarter)}."
        )
    return Parcels(tuple(ready), tuple(nothing))


def _feedback(workspace: Workspace, received: Intake) -> tuple[dict[str, dict[str, bytes]], int]:
    """The feedback on each agency's own files, by place; and on how many files it goes to nobody."""
    theirs: dict[str, dict[str, bytes]] = defaultdict(dict)
    nobody = 0
    places = folders(workspace, received.quarter, received.entries)
    for entry, place in zip(received.entries, places, strict=True):
        way = place.relative_to(feedback_of(workspace, received.quarter)).parts
        disputed = any(each.rule == DISPUTED.id for each in entry.validated.findings)
        identity = entry.validated.identity
        code = identity.agency if identity else _whose_folder(way[0], received.quarter)
        if not code or disputed or way[0] == UNPLACED:
            nobody += 1
            continue
        below = "/".join(("feedback", *way[1:]))
        if f"{below}/{feedback.RECEIPT}" in theirs[code]:  # it came under one name in two folders
            below = f"{below}-{entry.submission.number}"
        there = [place / name for name in feedback.FILES if (place / name).is_file()]
        theirs[code] |= {f"{below}/{each.name}": each.read_bytes() for each in there}
    return dict(theirs), nobody


def _whose_folder(name: str, quarter: Quarter) -> str:
    known = find(name)
    standing: Sequence[str] = [each.code for each in standing_for(known.code, quarter)] if known else []
    return standing[0] if len(standing) == 1 else ""


def _letter(result: QuarterResult, code: str, files: Sequence[str], role: str) -> Iterator[str]:
    quarter, own = Quarter.parse(result.quarter), agency_result(result, code)
    words, through = here().words(quarter), here().sends_for(code, quarter)
    following = quarter.next()
    yield from ([_MARK, ""] if result.synthetic else [])
    yield result.marking
    yield f"To: {through.name}, for {own.name}" if through else f"To: {own.name}"
    yield f"Subject: Audit for {quarter} ({words.board_short}): your results and receipts"
    yield from ("", "Dear colleague,", "")
    yield f"Thank you for taking part in the audits for {quarter.in_full}. With this letter you get:"
    yield ""
    yield from (f"- {each}: {_what(each)}" for each in files)
    yield ""
    if own.asks:
        yield "We ask you:"
        yield ""
        yield from (f"{number}. {each}" for number, each in enumerate(own.asks, start=1))
    else:
        yield "We ask nothing more of you for this quarter."
    yield ""
    yield f"The last day for returns for {quarter} is {spoken(due(quarter))}{reservation(quarter)}; a later one counts"
    yield "from then on. Please answer what we ask at the latest with your next return, for"
    yield f"{following}, by {spoken(due(following))}{reservation(following)}."
    yield (
        f"The results are signed off by: {role}."
        if role
        else "The results are a draft: nobody has signed them off yet."
    )
    yield ""
    yield "Please put no names, addresses or NHS numbers in your answer, and send workbooks by the secure way that we"
    yield "agreed."
    yield from ("", "With thanks", f"The audit team, {words.board}")


def _what(place: str) -> str:
    name = place.rpartition("/")[2]
    if name in feedback.FILES:
        return "your workbook, each cell to look at marked" if name.endswith(".xlsx") else "what became of your return"
    return "the tables of that page" if name.endswith(".xlsx") else "your results, to be opened in a browser"
