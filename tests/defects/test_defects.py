"""What the benchmark of defects claims of this product, held: each kind in one audit, and clean returns of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from benchmarks.defects import clean
from benchmarks.defects.by_record import amiss
from benchmarks.defects.contenders.ours import validated, verdict
from benchmarks.defects.due import shortfalls
from benchmarks.defects.kinds import FAMILIES, KINDS
from benchmarks.defects.score import asked
from benchmarks.defects.sent import IN_TURN, RETURNERS, Sent, saved, sent
from benchmarks.defects.truth import Bent, Kind, marks
from pipeline.definition import Severity
from pipeline.template.layout import RECORDS_SHEET
from pipeline.validate.catalogue.records import TABLE_BELOW

# For how many kinds of defect, at most, the return of the first seed has no place, since it asks no such question.
WITHOUT_PLACE = {
    "NEG": 7, "WNB": 10, "MASH": 16, "CPC": 120, "CPP": 27, "AQT": 39, "MET": 98, "ISH": 75, "TRN": 125, "NPG": 120,
    "HRS": 119, "CAM": 87,
}  # fmt: skip
ELSEWHERE = 125  # in any other audit
SEEDS = (1, 2)  # the second for what one agency of an audit is asked and the other is not


def named(kind: Kind) -> str:
    """A kind with its family, so that a family can be asked for: `-k attacked`."""
    return f"{next(name for name, kinds in FAMILIES.items() if kind in kinds)}: {kind.name}"


@cache
def returned(audit: str, seed: int = SEEDS[0]) -> Sent:
    return sent(audit, seed)


def in_turn(kind: Kind) -> Iterator[tuple[Sent, Bent]]:
    """The defect in a return of each audit that has a place for it, beginning with another at each kind."""
    turn = KINDS.index(kind) % len(IN_TURN)
    others = [audit for audit in RETURNERS if audit not in IN_TURN]
    audits = [*IN_TURN[turn:], *IN_TURN[:turn], *others]
    for one in (returned(audit, seed) for seed in SEEDS for audit in audits):
        bent = kind.bent(one, one.random(kind.name))
        if bent is not None:
            yield one, bent


def judge(one: Sent, bent: Bent) -> None:
    checked = validated(bent.data, asked(one, bent))
    answer = verdict(checked, asked(one, bent))

    score = marks(bent.truth, answer)
    assert score.found == score.wanted, [sorted(each) for each in bent.truth.must]
    assert score.right == score.named, sorted(answer.places - bent.truth.may.union(*bent.truth.must))
    assert score.conserved, (checked.tally, [each.sentence() for each in checked.findings])
    assert list(shortfalls(bent.truth.ours, checked)) == []


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_a_defect_is_found_at_its_place_and_nowhere_else_and_no_row_is_lost(kind: Kind) -> None:
    judge(*next(in_turn(kind)))


def missed(one: Sent, kinds: Sequence[Kind]) -> tuple[list[str], dict[str, str]]:
    """The kinds for which a return has no place, and of the others those that are not found as they should be."""
    nowhere, wrong = [], {}
    for kind in kinds:
        bent = kind.bent(one, one.random(kind.name))
        if bent is None:
            nowhere.append(kind.name)
            continue
        try:
            judge(one, bent)
        except AssertionError as why:
            wrong[kind.name] = str(why)
    return nowhere, wrong


@pytest.mark.parametrize("audit", RETURNERS)
def test_every_audit_has_its_share_of_the_defects_and_they_are_found_in_its_returns(audit: str) -> None:
    share = KINDS[list(RETURNERS).index(audit) :: len(RETURNERS)]
    nowhere, wrong = missed(returned(audit), share)

    assert wrong == {}
    assert len(nowhere) < len(share) / 2


@pytest.mark.every_audit
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("audit", RETURNERS)
def test_a_defect_is_found_in_the_returns_of_every_audit(audit: str, seed: int) -> None:
    nowhere, wrong = missed(returned(audit, seed), KINDS)

    assert wrong == {}
    assert seed != SEEDS[0] or len(nowhere) <= WITHOUT_PLACE.get(audit, ELSEWHERE), nowhere


@pytest.mark.parametrize("audit", RETURNERS)
def test_a_clean_return_raises_no_alarm_and_every_record_is_kept(audit: str) -> None:
    for one, bent in clean.of(returned(audit)):
        judge(one, bent)


@pytest.mark.parametrize("audit", RETURNERS)
def test_the_codebook_as_the_others_read_it_allows_what_the_generator_answers(audit: str) -> None:
    one = returned(audit)

    assert [list(amiss(one.form, one.record(row))) for row in one.rows] == [[]] * len(one.rows)


def test_a_record_of_counts_whose_number_is_mistyped_is_to_be_mended_and_is_no_table_of_somebodys() -> None:
    one = returned("TRN")
    book, row = one.book(), one.rows[3]
    place = one.place(one.form.audit.key, row)
    book[RECORDS_SHEET][one.cell(one.form.audit.key, row)].value = f"{one.form.audit.code}-00"
    checked = validated(saved(book), asked(one, Bent(b"", one.truth())))

    assert [each.severity for each in checked.findings if each.place == place] == [Severity.ERROR]
    assert TABLE_BELOW.id not in {each.rule for each in checked.findings}


@pytest.mark.parametrize("audit", ["TRN", "HRS"])
def test_in_an_older_template_too_a_record_whose_number_is_the_worked_example_s_is_no_example(audit: str) -> None:
    one = returned(audit)
    (older,) = [each for each in KINDS if each.name == "template of another version"]
    bent = older.bent(one, one.random(older.name))

    assert bent is not None
    assert one.form.audit.key.example in [one.record(row)[one.form.audit.key.name] for row in one.rows]
    judge(one, bent)


def test_there_are_more_kinds_of_defect_than_were_asked_for_and_each_says_what_a_rule_can_know() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 40
    assert all(kind.knows.endswith(".") for kind in KINDS)
