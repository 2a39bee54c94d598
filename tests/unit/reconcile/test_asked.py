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


def test_each_agency_is_asked_about_its_own_rows_that_the_other_lacks() -> None:
    told = asked(NEG, [police(case(1), case(2), case(3)), social_care(case(1), case(4))])
    alone = (
        "no record of {other} has this reference, and none that has the same “Child's audit reference” has a date "
        "within 2 working days. Check the reference, “Child's audit reference” and the date; if that is right, ask "
        "{other} what became of the case."
    )
    assert told == {
        "HC": (f"{TITLE} Records, rows 7 and 8: {alone.format(other='social care')}",),
        "SCC-CF": (f"{TITLE} Records, row 7: {alone.format(other='the police')}",),
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
    beginnings = (
        "Records, rows 6 and 7: your return has this reference more than once, so none of these rows was held",
        "Records, row 8: several records could be the same case, so none of them was chosen.",
        "Records, row 9: a record of social care fits by “Child's audit reference” and the date, and not by the refer",
    )
    for line, beginning in zip(told["HC"], beginnings, strict=True):
        assert line.startswith(f"{TITLE} {beginning}")
    assert len(told["SCC-CF"]) == 2


def test_nobody_is_asked_about_a_record_that_a_return_still_to_come_may_hold() -> None:
    ((whose, (line,)),) = asked(MASH, [hub("K1"), referrer("K1", "K2")]).items()
    assert whose == "SOL"
    assert "no record of MASH has the same “Contact reference” and “Child's audit reference”, and none" in line
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
