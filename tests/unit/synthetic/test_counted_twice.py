"""What two made-up agencies both count is one number: a demonstration asks few of them to check it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.audits.mash import MASH
from pipeline.calendar.quarter import Quarter
from pipeline.reconcile.same_counts import State, state_of
from pipeline.synthetic.making import filled_in
from pipeline.synthetic.returns import Circumstances, returns
from pipeline.synthetic.written import filling

HELD = {"HC": ("6",), "GP": ("3A",), "EDU": ("2A", "2B"), "SCC-HOU": ("4",)}  # the only ones of their types


def states(quarter: Quarter, seed: int) -> Iterator[State]:
    """How the numbers of a quarter stand to each other, agency by agency and month by month."""
    sent = returns(MASH, quarter, seed, Circumstances())
    filled = filled_in(MASH, sent)
    (hub,) = [filled[each].volumes for each in sent if each.form.view is MASH.mash]
    for each in sent:
        if each.form.view is MASH.referrer and each.agency in HELD:
            for line in filled[each].volumes:
                month, codes = line["month"], HELD[each.agency]
                received = [row["contacts"] for row in hub if row["month"] == month and row["per"] in codes]
                yield state_of(int(str(line["sent_children"])), sum(map(int, map(str, received))))


def test_few_numbers_of_a_year_differ_and_some_do() -> None:
    told = [each for number in range(1, 5) for each in states(Quarter(2018, number), seed=1)]
    differing = sum(each in (State.MORE, State.FEWER) for each in told)
    assert len(told) == 4 * len(HELD) * 3
    assert 1 <= differing <= len(told) / 8


def test_agencies_that_the_other_side_does_not_tell_apart_share_its_number() -> None:
    sent = returns(MASH, Quarter(2019, 2), 1, Circumstances())
    filled = filled_in(MASH, sent)
    theirs = {each.agency: filled[each].volumes[0]["sent_children"] for each in sent if each.form.view is MASH.referrer}
    assert int(str(theirs["SOL"])) > int(str(theirs["UHS"])) > 0


def test_whoever_counts_what_comes_counts_it_as_ever() -> None:
    """So no figure of the hub's moves with what its referrers say."""
    hub, again = (returns(MASH, Quarter(2019, 2), 1, Circumstances())[0] for _ in range(2))
    assert filled_in(MASH, [hub])[hub].volumes == filling(again).volumes
