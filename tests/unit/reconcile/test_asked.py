"""What an agency is asked of its rows without a partner: it names its own rows, and nothing of the other's."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audits.mash import MASH
from pipeline.audits.neg import NEG
from pipeline.reconcile.asked import asked
from tests.unit.reconcile.test_reconciliation import RECORDS, hub, referrer
from tests.unit.reconcile.two_sides import case, police, social_care

TITLE = "S47 enquiries, as the police and social care record them."


NOT_PAIRED = (
    "not paired with a record of {other} by this reference. Check the reference, “Child's audit reference” and the "
    "date; where all is right, ask {other} what became of the case."
)


def test_each_agency_is_asked_about_its_own_rows_that_the_other_lacks() -> None:
    told = asked(NEG, [police(case(1), case(2), case(3)), social_care(case(1), case(4))])
    assert told == {
        "HC": (f"{TITLE} Records, rows 7 and 8: {NOT_PAIRED.format(other='social care')}",),
        "SCC-CF": (f"{TITLE} Records, row 7: {NOT_PAIRED.format(other='the police')}",),
    }


def test_a_reference_given_twice_one_that_is_not_the_same_and_a_case_that_could_be_several_are_asked_about() -> None:
    several = {"audit_ref": None, "child_ref": "CFFFFFFFF"}
    told = asked(
        NEG,
        [
            police(case(1), case(1), case(2, **several, strategy_date="2019-08-20"), case(3)),
            social_care(
                case(4, **several, strategy_date="2019-08-19"),
                case(5, **several, strategy_date="2019-08-21"),
                case(3, audit_ref="AUD19Q2-N-030"),
            ),
        ],
    )
    twice, not_paired = told["HC"]
    assert twice.startswith(f"{TITLE} Records, rows 6 and 7: your return has this reference more than once, so none of")
    assert not_paired == f"{TITLE} Records, rows 8 and 9: {NOT_PAIRED.format(other='social care')}"
    assert told["SCC-CF"] == (f"{TITLE} Records, rows 6 to 8: {NOT_PAIRED.format(other='the police')}",)


def test_whoever_guesses_a_child_and_a_day_reads_the_same_whether_the_other_has_such_a_case_or_not() -> None:
    """An insider who enters a child under a reference of their own sees no more than that it is not that of a case."""
    guess = case(1, audit_ref="AUD19Q2-N-900")
    held = [case(1), case(1, audit_ref=None), case(1, strategy_date="2019-08-15"), case(2)]
    answers = {asked(NEG, [police(guess), social_care(theirs)])["HC"] for theirs in held}
    answers.add(asked(NEG, [police(guess), social_care(case(1), case(1, audit_ref="AUD19Q2-N-002"))])["HC"])
    assert len(answers) == 1


def test_nobody_is_asked_about_a_record_that_a_return_still_to_come_may_hold() -> None:
    ((whose, (line,)),) = asked(MASH, [hub("K1"), referrer("K1", "K2")]).items()
    assert whose == "SOL"
    assert "not paired with a record of MASH by “Contact reference” and “Child's audit reference” together." in line
    assert asked(MASH, [referrer("K1", "K2")]) == {}
    assert asked(NEG, [police(case(1))]) == {}


@given(RECORDS, RECORDS, st.booleans())
def test_no_answer_of_either_agency_is_repeated_to_the_other_or_to_itself(
    first: list[Any], second: list[Any], again: bool
) -> None:
    told = asked(NEG, [police(*first), social_care(*(first if again else second))])
    values = {str(value) for record in (*first, *second) for value in record.values() if len(str(value)) > 1}
    for line in (line for lines in told.values() for line in lines):
        assert not any(value in line for value in values)
