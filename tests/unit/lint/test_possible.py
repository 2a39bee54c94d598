"""What is called impossible is so on no record: held against records tried one by one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.definition import AS_OF, Date, DateTime, OneCode, Predicate, Whole, code_list, days, hours, working_days
from pipeline.definition.fields import operands
from pipeline.lint.possible import FALSE, TRUE, UNKNOWN, Wanted, possible
from tests.unit.definition import strategies as drawn

START, END, LATER = Date("Start", name="start"), Date("End", name="end"), Date("Later", name="later")
SENT, READ = DateTime("Sent", name="sent"), DateTime("Read", name="read")
COLOUR, LEVEL, ANSWER, PARTS, NUMBER = drawn.COLOUR, drawn.LEVEL, drawn.ANSWER, drawn.PARTS, drawn.NUMBER
BITS = {True: TRUE, False: FALSE, None: UNKNOWN}


@given(drawn.predicates(), st.lists(drawn.records(), min_size=1, max_size=8))
def test_what_a_record_is_is_possible(predicate: Predicate, rows: list[dict[str, object]]) -> None:
    for verdict in set(drawn.verdicts(predicate, drawn.typed(rows))):
        assert possible([Wanted(predicate, BITS[verdict])])


def coded() -> st.SearchStrategy[Predicate]:
    """A predicate that reads codes, several codes, a number and blanks."""
    leaves = st.sampled_from(
        [
            COLOUR == "RED",
            COLOUR.is_in("RED", "BLUE"),
            COLOUR.is_blank(),
            LEVEL != "1",
            ANSWER == "Y",
            ANSWER.is_not("NR"),
            PARTS.contains("A"),
            PARTS.contains("A", "C"),
            PARTS.is_blank(),
            NUMBER >= 3,
            NUMBER < 1,
            NUMBER == 20,
        ]
    )
    return st.recursive(
        leaves,
        lambda part: st.one_of(
            st.builds(lambda a, b: a & b, part, part), st.builds(lambda a, b: a | b, part, part), part.map(lambda a: ~a)
        ),
        max_leaves=5,
    )


EVERY_ANSWER: dict[str, tuple[object, ...]] = {
    "colour": (None, *COLOUR.codes.values()),
    "level": (None, *LEVEL.codes.values()),
    "answer": (None, *ANSWER.codes.values()),
    "parts": (None, "A", "AB", "C", "A;AB", "A;C", "AB;C", "A;AB;C"),
    "number": (None, 0, 1, 2, 3, 19, 20),
}


@given(coded())
@settings(max_examples=60)
def test_of_codes_and_numbers_just_what_some_record_is_is_possible(predicate: Predicate) -> None:
    names = list(dict.fromkeys(each.name for each in operands(predicate)))  # type: ignore[attr-defined]
    rows = [dict(zip(names, answers, strict=True)) for answers in product(*(EVERY_ANSWER[name] for name in names))]
    occurring = set(drawn.verdicts(predicate, drawn.typed(rows)))

    assert {each for each, bit in BITS.items() if possible([Wanted(predicate, bit)])} == occurring


@pytest.mark.parametrize(
    "impossible",
    [
        (START <= END) & (END < START),
        (START <= END) & (END <= LATER) & (LATER < START),
        (working_days(START, END) <= 1) & (working_days(START, END) >= 3),
        (working_days(START, END) >= 10) & (days(START, END) <= 11),
        (days(START, END) > 60) & (working_days(START, END) <= 5),
        (hours(SENT, READ) <= 4) & (days(SENT, READ) >= 2),
        (START == END) & (days(START, END) == 1),
        (working_days(START, END) <= -2) & (START <= END),
        (NUMBER > 20) | (NUMBER < 0),
        START.is_blank() & (START <= END),
        (END <= AS_OF) & (START > AS_OF) & (START <= END),
    ],
)
def test_dates_and_numbers_that_contradict_one_another_are_impossible(impossible: Predicate) -> None:
    assert not possible([Wanted(impossible)])


@pytest.mark.parametrize(
    "unusual",
    [
        (working_days(START, END) <= 0) & (days(START, END) >= 4),  # over Easter
        (days(SENT, READ) == 1) & (hours(SENT, READ) < 1),  # around midnight
        (working_days(START, END) == 0) & (END < START),
        (START <= SENT) & (SENT <= START),
    ],
)
def test_what_is_unusual_is_possible(unusual: Predicate) -> None:
    assert possible([Wanted(unusual)])


def test_several_wants_must_be_so_of_one_record() -> None:
    red, blue = Wanted(COLOUR == "RED"), Wanted(COLOUR == "BLUE")

    assert possible([red])
    assert not possible([red, blue])
    assert possible([red, Wanted(COLOUR == "BLUE", FALSE)])


def test_a_code_that_leaves_others_undecided_decides_where_it_is_named() -> None:
    undecided = frozenset({"NK"})

    assert not possible([Wanted((ANSWER == "Y") & ~(ANSWER == "Y"), TRUE)])
    assert not possible([Wanted(ANSWER == "NK"), Wanted(ANSWER == "Y", FALSE, undecided)])
    assert possible([Wanted(ANSWER == "NK"), Wanted(ANSWER == "Y", UNKNOWN, undecided)])
    assert possible([Wanted(ANSWER.is_in("NK", "Y"), TRUE, undecided), Wanted(ANSWER == "NK")])


def test_a_question_that_is_not_asked_is_blank() -> None:
    assert not possible([Wanted(COLOUR == "RED")], unasked=[COLOUR])
    assert possible([Wanted(COLOUR.is_blank())], unasked=[COLOUR])


def test_what_takes_too_long_to_settle_is_called_possible() -> None:
    many = [OneCode(f"Q{n}", name=f"q{n}", codes=code_list("same", A="A", B="B", C="C")) for n in range(12)]
    numbers = [Whole(f"N{n}", name=f"n{n}", maximum=9) for n in range(3)]
    wanted = [Wanted((one == "A") | (other == "A")) for one, other in pairwise(many)]
    wanted += [Wanted(~(one == "A") | ~(other == "A")) for one, other in pairwise(many)]
    # Numbers that are each less than the next, and the last less than the first: compared freely, never settled.
    wanted += [Wanted(one < other) for one, other in zip(numbers, [*numbers[1:], numbers[0]], strict=True)]

    assert possible(wanted)
