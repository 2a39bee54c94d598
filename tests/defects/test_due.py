"""What is due from this product alone is judged: whatever is not as it should be is told, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.defects.contenders.ours import validated
from benchmarks.defects.due import ERROR, NOTE, Due, Ours, shortfalls
from benchmarks.defects.score import asked
from benchmarks.defects.sent import Sent, sent
from benchmarks.defects.truth import Bent
from pipeline.template.layout import EXAMPLE_ROW, RECORDS_SHEET
from pipeline.validate.catalogue.records import WORKED_EXAMPLE
from pipeline.validate.validated import Status, Validated

EXAMPLE = frozenset({f"{RECORDS_SHEET}!{EXAMPLE_ROW}"})


def judged(one: Sent, data: bytes) -> Validated:
    return validated(data, asked(one, Bent(data, one.truth())))


@cache
def clean() -> tuple[Sent, Validated]:
    one = sent("WNB", 1)
    return one, judged(one, one.plain)


def first_code() -> tuple[str, object]:
    """The place of the first record's first answer in a code, and what it says."""
    one, _ = clean()
    field = next(each for each in one.fields("code") if each.required)
    return one.place(field, one.rows[0]), one.record(one.rows[0])[field.name]


def test_what_is_as_it_should_be_falls_short_in_nothing() -> None:
    one, clean_return = clean()
    place, value = first_code()
    ours = Ours(
        (Due(WORKED_EXAMPLE.id, NOTE, EXAMPLE),),
        status=Status.ACCEPTED,
        worst=NOTE,
        most=1,
        rows={"kept": len(one.rows)},
        reads={place: value},
    )

    assert list(shortfalls(ours, clean_return)) == []


@pytest.mark.parametrize(
    "ours",
    [
        Ours((Due("no_such_rule"),)),
        Ours((Due(WORKED_EXAMPLE.id, ERROR),)),
        Ours((Due(WORKED_EXAMPLE.id, at=frozenset({f"{RECORDS_SHEET}!99"})),)),
        Ours((Due(WORKED_EXAMPLE.id, near=frozenset({f"{RECORDS_SHEET}!99"})),)),
        Ours((Due(WORKED_EXAMPLE.id, says=("no such words",)),)),
        Ours(never=frozenset({WORKED_EXAMPLE.id})),
        Ours(status=Status.SENT_BACK),
        Ours(most=0),
        Ours(rows={"kept": 1}),
        Ours(unworded=("worked example",)),
        Ours(unsaid="return.xlsx"),
    ],
    ids=repr,
)
def test_whatever_is_not_as_it_should_be_is_told(ours: Ours) -> None:
    assert len(list(shortfalls(ours, clean()[1]))) == 1


def test_the_digest_of_the_file_repeats_nothing_whatever_its_digits() -> None:
    clean_return = clean()[1]

    assert list(shortfalls(Ours(unsaid=clean_return.sha256[:4]), clean_return)) == []


def test_an_answer_read_otherwise_or_wrongly_thought_unusable_is_told() -> None:
    place, _ = first_code()

    assert len(list(shortfalls(Ours(reads={place: "another"}), clean()[1]))) == 1
    assert len(list(shortfalls(Ours(unusable=frozenset({place})), clean()[1]))) == 1


def test_what_may_as_well_go_back_is_asked_no_more_when_it_does() -> None:
    clean_return = judged(clean()[0], b"")

    assert list(shortfalls(Ours(most=0, or_back=True), clean_return)) == []
    assert list(shortfalls(Ours(most=0), clean_return))
