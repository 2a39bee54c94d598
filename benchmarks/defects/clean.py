"""Returns with nothing wrong: whatever is found in one of them is a false alarm."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.defects.due import NOTE, Due, Ours
from benchmarks.defects.sent import RETURNERS, Sent, nil, whole
from benchmarks.defects.truth import Bent
from pipeline.template.layout import EXAMPLE_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.records import WORKED_EXAMPLE
from pipeline.validate.validated import Status

# Words that look like something else to a hasty pattern; none of them tells who anybody is.
INNOCENT = (
    "Seen on 12/08/2019 at 10:30 with health visitor; see case 3 of 14.",
    "Total of 3 contacts – “no further action” – 2018/19 was the same.",
    "Siân’s team (MASH) agreed: 50% of visits, £120 spent, ref. AUD19Q2-014.",
    "PC Support Team rang 0 times; Miss Monday’s session again; born early.",
    "=not a formula; +44 was all that was written; N/A; null",
)


def returns(seed: int) -> Iterator[tuple[Sent, Bent]]:
    """Every agency's return of every audit, in each state that is clean."""
    for audit in RETURNERS:
        for each in whole(audit, seed):
            yield from of(each)


def of(sent: Sent) -> Iterator[tuple[Sent, Bent]]:
    """A return as our template writes it, saved by another program, in other words, and with no cases at all."""
    examples = tuple(
        Due(WORKED_EXAMPLE.id, NOTE, at=frozenset({f"{form.sheet}!{EXAMPLE_ROW}"})) for form in sent.form.sheets
    )
    accepted = Ours(examples, status=Status.ACCEPTED, worst=NOTE, rows={"blank": 0})
    yield sent, Bent(sent.as_sent, sent.truth(ours=accepted))
    yield sent, Bent(sent.plain, sent.truth(ours=accepted))
    if sent.fields("words"):
        yield sent, _in_other_words(sent)
    if sent.form.anchors:
        empty = nil(sent)
        yield empty, Bent(empty.as_sent, empty.truth(ours=Ours(status=Status.ACCEPTED, rows={"kept": 0})))


def _in_other_words(sent: Sent) -> Bent:
    book, fields = sent.book(), sent.fields("words")
    for row, words in zip(sent.rows, INNOCENT, strict=False):
        cell = book[RECORDS_SHEET][sent.cell(fields[0], row)]
        cell.value, cell.data_type = words, "s"
    return sent.bent(book)
