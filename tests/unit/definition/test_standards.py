"""A standard, a rule or a measure that makes no sense fails when it is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Basis,
    Count,
    Date,
    Polarity,
    Ratio,
    Rule,
    Severity,
    Standard,
    View,
    Volumes,
    Whole,
    YesNo,
    days,
)
from pipeline.definition.kinds import Text
from pipeline.definition.references import References
from pipeline.errors import DefinitionError

SEEN = YesNo("Child seen?", name="seen")
TOLD = YesNo("Family told?", name="told")
SENT = Date("Date sent", name="sent")
NUMBER = Whole("Number", name="number")
VIEW = View("One", "police", code="one")
CONTACTS, REFERRALS, STRANGER = (
    Count("Contacts", name="contacts"),
    Count("Referrals", name="referrals"),
    Count("Other", name="other"),
)
VOLUMES = Volumes(VIEW, (CONTACTS, REFERRALS))


def standard(**changes: Any) -> Standard:
    plain = {
        "id": "T1",
        "title": "Child seen",
        "applies": ALWAYS,
        "met": SEEN == "Y",
        "basis": Basis.LOCAL,
        "source": "The sub-group",
    }
    return Standard(**(plain | changes))


def rule(**changes: Any) -> Rule:
    plain = {"id": "seen_first", "holds": SEEN == "Y", "blame": SEEN, "severity": Severity.ERROR, "fix": "Mend it."}
    return Rule(**(plain | changes))


WRONG: list[tuple[str, Callable[[], object], tuple[str, ...]]] = [
    ("a target alone", lambda: standard(target=0.9), ("standard T1", "both target and amber, or neither")),
    ("an amber line alone", lambda: standard(amber=0.9), ("standard T1", "both target and amber, or neither")),
    ("a target in per cent", lambda: standard(target=90, amber=75), ("standard T1", "proportions from 0 to 1")),
    ("an amber line below nothing", lambda: standard(target=0.9, amber=-0.1), ("standard T1", "from 0 to 1")),
    ("amber above the target", lambda: standard(target=0.7, amber=0.8), ("standard T1", "easier to reach than target")),
    (
        "amber below a target where lower is better",
        lambda: standard(target=0.2, amber=0.1, polarity=Polarity.LOW_GOOD),
        ("standard T1", "easier to reach"),
    ),
    (
        "no target where lower is better",
        lambda: standard(polarity=Polarity.LOW_GOOD),
        ("standard T1", "lower is better", "give its target and amber"),
    ),
    ("no source", lambda: standard(source=" "), ("standard T1", "say where it comes from")),
    (
        "an end before the beginning",
        lambda: standard(since=Quarter(2019, 3), until=Quarter(2019, 2)),
        ("standard T1", "it ends (2019-20 Q2) before it begins (2019-20 Q3)", "mend since or until"),
    ),
    ("a rule that blames what it does not read", lambda: rule(blame=TOLD), ("rule seen_first", "blames told")),
    ("a rule without a remedy", lambda: rule(fix=""), ("rule seen_first", "say how to mend it")),
    (
        "a ratio of what is not counted",
        lambda: Ratio("Share", VOLUMES, (STRANGER,), (CONTACTS,), id="Tx1"),
        ("ratio Tx1", "other is not a count"),
    ),
    (
        "a ratio out of what is not counted",
        lambda: Ratio("Share", VOLUMES, (CONTACTS,), (STRANGER,), id="Tx1"),
        ("ratio Tx1", "other is not a count"),
    ),
    (
        "a ratio less what is not counted",
        lambda: Ratio("Share", VOLUMES, (CONTACTS,), (REFERRALS,), (STRANGER,), id="Tx1"),
        ("ratio Tx1", "other is not a count"),
    ),
]


@pytest.mark.parametrize(("wrong", "parts"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_a_wrong_standard_says_which_and_what_to_do(wrong: Callable[[], object], parts: tuple[str, ...]) -> None:
    with pytest.raises(DefinitionError) as caught:
        wrong()
    assert [part for part in parts if part not in str(caught.value)] == [], str(caught.value)


@pytest.mark.parametrize(
    ("basis", "target", "amber"),
    [
        (Basis.STATUTORY, 0.95, 0.85),
        (Basis.PROCEDURE, 0.95, 0.85),
        (Basis.LOCAL, 0.90, 0.75),
        (Basis.GOOD_PRACTICE, 0.80, 0.60),
    ],
)
def test_a_standard_without_a_target_takes_that_of_its_basis(basis: Basis, target: float, amber: float) -> None:
    usual = standard(basis=basis)
    assert (usual.target, usual.amber) == (target, amber)


@pytest.mark.parametrize(
    ("polarity", "target", "amber"),
    [
        (Polarity.HIGH_GOOD, 1.0, 0.9),
        (Polarity.HIGH_GOOD, 0.9, 0.9),
        (Polarity.LOW_GOOD, 0.0, 0.1),
        (Polarity.LOW_GOOD, 0.1, 0.1),
        (Polarity.CONTEXT, 0.9, 0.5),
    ],
)
def test_a_target_that_is_given_is_kept(polarity: Polarity, target: float, amber: float) -> None:
    given = standard(polarity=polarity, target=target, amber=amber)
    assert (given.target, given.amber) == (target, amber)


def test_only_a_context_measure_is_not_rated() -> None:
    assert standard().rated
    assert standard(polarity=Polarity.LOW_GOOD, target=0.1, amber=0.2).rated
    assert not standard(polarity=Polarity.CONTEXT).rated


def test_a_standard_depends_on_all_that_its_three_predicates_read() -> None:
    full = standard(applies=TOLD == "Y", met=(SEEN == "Y") & (TOLD == "Y"), pending=days(SENT, AS_OF) < 10)
    assert [field.name for field in full.fields()] == ["told", "sent", "seen"]


def test_a_rule_reads_its_condition_and_what_must_hold_and_may_blame_either() -> None:
    assert [field.name for field in rule(when=TOLD == "Y", blame=TOLD).fields()] == ["told", "seen"]


def test_the_reference_of_a_sampled_case_is_written_with_its_quarter_its_audit_and_its_number() -> None:
    case = References(Text("Case", name="case"))
    assert case.issued("NEG", Quarter(2019, 2), 7) == "AUD19Q2-NEG-007"
    assert case.issued("WNB", Quarter(2001, 4), 123) == "AUD01Q4-WNB-123"
