"""What findings cost: the same return with more and more errors in it, each with words of its own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.defects.sent import KINDS, QUARTER
from pipeline import audits, feedback
from pipeline.intake import checked
from pipeline.read import Readers, Received
from pipeline.synthetic.profiles import PROFILES
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling
from pipeline.template import workbook

ERRORS = (0, 200, 2_000, 20_000)
ROWS = 1_000
AUDIT = "WNB"


@dataclass(frozen=True)
class Cost:
    """One return: its errors, the findings made of them, and the CPU time of checking and of the feedback's files."""

    errors: int
    findings: int
    checking: float
    feedback: float


def costs(seed: int, tries: int = 3) -> Iterator[Cost]:
    """The least of some tries for each number of errors."""
    data = [_with_errors(seed, errors) for errors in ERRORS]
    with Readers(workers=1) as readers:
        for errors, each in zip(ERRORS, data, strict=True):
            tried = [_cost(readers, each, errors) for _ in range(tries)]
            yield replace(
                tried[0], checking=min(one.checking for one in tried), feedback=min(one.feedback for one in tried)
            )


def _with_errors(seed: int, errors: int) -> bytes:
    """One return of many records, in which ``errors`` answers are no answers, no two of them alike."""
    before = PROFILES[AUDIT]
    PROFILES[AUDIT] = lambda audit: replace(before(audit), cases=(ROWS, ROWS))
    sent = returns(audits.of(QUARTER)[AUDIT], QUARTER, seed, Circumstances())[0]
    PROFILES[AUDIT] = before
    whole = filling(sent)
    deciding = {each.name for each in (sent.form.audit.key, *sent.form.anchors)}
    names = [
        each.name
        for each in sent.form.fields
        if each.name not in deciding and any(KINDS[kind](each) for kind in ("code", "codes", "date", "number"))
    ]
    rows = [dict(row) for row in whole.rows]
    places = [(row, name) for row in rows for name in names if row[name] is not None]
    assert len(places) >= errors, "the return is too small for so many errors"
    for number, place in enumerate(np.random.default_rng(seed).permutation(len(places))[:errors]):
        row, name = places[place]
        row[name] = f"wrong {number}"
    return workbook(sent.form, sent.agency, replace(whole, rows=rows), synthetic=True)


def _cost(readers: Readers, data: bytes, errors: int) -> Cost:
    path, digest = Path("return.xlsx"), sha256(data).hexdigest()
    book = readers.workbook(Received(path, data, digest))
    began = time.process_time()
    validated = checked(path, book, digest, None)
    done = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        feedback.write(validated, Path(folder), marked_up=feedback.marked_up_return(validated, book))
    return Cost(errors, len(validated.findings), done - began, time.process_time() - done)


def told(costs: Sequence[Cost]) -> Iterator[str]:
    """The costs as ratios: to the same return without errors; and for one error, to one of the first with any."""
    none, first = costs[0], costs[1]
    yield "errors  findings  checking  feedback  for one error (to that of the first row)"
    for each in costs:
        own, once = _each(each, none), _each(first, none)
        last = f"{own / once:.2f}" if each.errors else ""
        yield (
            f"{each.errors:>6,}  {each.findings:>8,}  {each.checking / none.checking:>7.2f}x  "
            f"{each.feedback / none.feedback:>7.2f}x  {last}"
        )


def _each(cost: Cost, none: Cost) -> float:
    return (cost.checking + cost.feedback - none.checking - none.feedback) / max(cost.errors, 1)
