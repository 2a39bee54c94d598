"""What becomes of every record of two sides: each has one of seven ends, and nothing is paired by a guess."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audits.mash import MASH
from pipeline.audits.neg import NEG
from pipeline.reconcile.reconciliation import FIRST, SECOND, Reconciliation, reconciliations
from pipeline.validate.validated import Accepted, Identity, Tally
from tests.unit.reconcile.two_sides import NOW, case, police, side_by_side, social_care

RECORDS = st.lists(
    st.builds(
        lambda number, **answers: case(number, **answers),
        st.integers(1, 5),
        audit_ref=st.none() | st.sampled_from(["AUD19Q2-N-001", "AUD19Q2-N-002", "AUD19Q2-N-003"]),
        strategy_date=st.none() | st.sampled_from(["2019-07-01", "2019-08-13", "2019-08-15", "2019-08-21"]),
        s47_agreed=st.sampled_from(["Y", "N", None]),
        inv_type=st.sampled_from(["JOINT", "CSC_ONLY", None]),
    ),
    max_size=8,
)


def ends(each: Reconciliation) -> dict[str, int]:
    differ = sum(False in alike for alike in each.alike.values())
    return {
        "alike": len(each.pairs()) - differ,
        "differ": differ,
        "first": len(each.alone(FIRST)),
        "second": len(each.alone(SECOND)),
        "duplicates": len(each.duplicates(FIRST)) + len(each.duplicates(SECOND)),
        "ambiguous": len(each.ambiguous(FIRST)) + len(each.ambiguous(SECOND)),
        "outside": len(each.outside(FIRST)) + len(each.outside(SECOND)),
    }


def test_each_of_the_seven_ends_is_told_from_the_others() -> None:
    told_by_child = {"audit_ref": None, "child_ref": "CFFFFFFFF"}
    each = side_by_side(
        [
            case(1),
            case(2),
            case(3),
            case(4, strategy_date="2019-07-01"),
            *[case(5)] * 2,
            case(6, **told_by_child, strategy_date="2019-08-20"),
        ],
        [
            case(1),
            case(2, inv_type="CSC_ONLY"),
            case(7),
            case(5),
            case(8, **told_by_child, strategy_date="2019-08-19"),
            case(9, **told_by_child, strategy_date="2019-08-21"),
        ],
    )
    assert ends(each) == {
        "alike": 1,
        "differ": 1,
        "first": 1,
        "second": 1,
        "duplicates": 2,
        "ambiguous": 1 + 1 + 2,
        "outside": 1,
    }
    assert (each.without_key(FIRST), each.without_key(SECOND)) == (1, 2)


def test_a_child_without_a_common_reference_is_told_by_a_date_two_working_days_away_and_not_three() -> None:
    without = {"audit_ref": None, "child_ref": "CFFFFFFFF"}
    friday, tuesday, wednesday = "2019-08-16", "2019-08-20", "2019-08-21"
    for day, count in ((tuesday, 1), (wednesday, 0)):
        each = side_by_side([case(1, **without, strategy_date=friday)], [case(2, **without, strategy_date=day)])
        assert len(each.pairs()) == count
        assert len(each.pairs(3)) == 1


def test_a_record_that_is_no_enquiry_is_still_the_partner_of_one_that_is() -> None:
    each = side_by_side([case(1), case(2, s47_agreed="N")], [case(1, s47_agreed="N", inv_type=None), case(3)])
    assert ends(each) == {"alike": 0, "differ": 1, "first": 0, "second": 1} | dict.fromkeys(
        ("duplicates", "ambiguous", "outside"), 0
    )
    assert list(each.alike.values()) == [(True, False, None)]


def test_a_value_that_cannot_be_used_pairs_nothing_and_is_not_compared() -> None:
    ours, theirs = police(case(1)), social_care(case(1, inv_type="CSC_ONLY"))
    theirs.unusable["inv_type"] = [True]
    (each,) = reconciliations(NEG, [ours, theirs])
    assert list(each.alike.values()) == [(True, True, None)]
    theirs.unusable["audit_ref"] = [True]
    (each,) = reconciliations(NEG, [ours, theirs])
    assert [pair.by_key for pair in each.pairs()] == [False]


def test_nothing_is_compared_until_a_return_of_both_sides_counts_and_none_is_on_both_where_one_had_no_cases() -> None:
    assert not list(reconciliations(NEG, [police(case(1))]))
    assert ends(side_by_side([case(1)], []))["first"] == 1


def test_an_agency_whose_return_does_not_count_yet_is_lacking_on_its_side() -> None:
    each = next(iter(reconciliations(MASH, [hub("K1"), referrer("K1", "K2")])))
    assert each.sides[SECOND].lacking == ()
    assert "HC" in each.sides[FIRST].lacking
    assert "SOL" not in each.sides[FIRST].lacking


def test_where_only_one_side_s_cases_are_looked_for_the_other_s_are_in_no_count() -> None:
    each = next(iter(reconciliations(MASH, [hub("K1", "K3", "K4"), referrer("K1", "K2")])))
    assert each.what.one_way
    assert (len(each.pairs()), len(each.alone(FIRST)), len(each.alone(SECOND))) == (1, 1, 0)


def contacts(view: Any, agency: str, date: str, references: tuple[str, ...]) -> Accepted:
    day = pd.Timestamp("2019-08-14 10:00")
    rows = pd.DataFrame(
        [{"row": 6 + n, "contact_ref": ref, "child_ref": f"C{ref}", date: day} for n, ref in enumerate(references)]
    )
    form = Identity(MASH.form(view, NOW), agency, "")
    return Accepted("", agency, Tally(len(rows), len(rows)), (), form, rows=rows)


def hub(*references: str) -> Accepted:
    return contacts(MASH.mash, "SCC-CF", "received_at", references)


def referrer(*references: str) -> Accepted:
    return contacts(MASH.referrer, "SOL", "sent_at", references)


@given(RECORDS, RECORDS)
def test_every_enquiry_has_one_end_and_none_is_lost(first: list[Any], second: list[Any]) -> None:
    each = side_by_side(first, second)
    for side, name, records in ((FIRST, "first", first), (SECOND, "second", second)):
        places = [
            *(place for pair in each.pairs() if records[place := getattr(pair, name)]["s47_agreed"] == "Y"),
            *chain(each.alone(side), each.outside(side), each.duplicates(side), each.ambiguous(side)),
        ]
        assert sorted(places) == [place for place, record in enumerate(records) if record["s47_agreed"] == "Y"]


@given(RECORDS, RECORDS)
def test_which_side_comes_first_changes_no_count(first: list[Any], second: list[Any]) -> None:
    one, other = ends(side_by_side(first, second)), ends(side_by_side(second, first))
    assert one == {**other, "first": other["second"], "second": other["first"]}


@given(RECORDS, RECORDS)
def test_more_days_never_lose_a_pair(first: list[Any], second: list[Any]) -> None:
    each = side_by_side(first, second)
    counts = [set(each.pairs(days)) for days in range(6)]
    assert all(fewer <= more for fewer, more in pairwise(counts))


@given(RECORDS, RECORDS)
def test_the_pairs_by_reference_and_what_they_agree_on_are_those_that_a_merge_gives(
    first: list[Any], second: list[Any]
) -> None:
    each = side_by_side(first, second)
    sides = [
        pd.DataFrame(records, columns=["audit_ref", "s47_agreed", "inv_type"], dtype=object)
        .dropna(subset="audit_ref")
        .drop_duplicates("audit_ref", keep=False)
        for records in (first, second)
    ]
    merged = sides[0].merge(sides[1], on="audit_ref")
    merged = merged[(merged["s47_agreed_x"] == "Y") | (merged["s47_agreed_y"] == "Y")]
    by_key = {pair: alike for pair, alike in each.alike.items() if pair.by_key}
    assert len(by_key) == len(merged)
    both = merged.dropna(subset=["inv_type_x", "inv_type_y"])
    assert sum(alike[2] is True for alike in by_key.values()) == (both["inv_type_x"] == both["inv_type_y"]).sum()
