"""ASR, by example: what each standard counts, and what an assurance return is told of a row that is amiss."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.audits.asr import ASR
from pipeline.calendar.quarter import Quarter
from pipeline.definition.tracked import Tracked
from tests.audits.context import distribution
from tests.audits.followed import findings, returned
from tests.audits.worked import worked, worked_within


def evidence(**answers: Any) -> dict[str, Any]:
    """A piece of evidence in order; with these answers in place of its own."""
    return {
        "record_ref": "ASR-0001",
        "recommendations": "T1.1",
        "action": "T1.b2",
        "claim": "Plans that have run for nine months are looked at.",
        "kind": "DIP_SAMPLE",
        "title": "Dip sample of long-running plans",
        "dated": date(2019, 8, 14),
        "valid_until": date(2020, 8, 13),
        "owner_role": "QA officer",
        "held": "Records system, folder 12",
        "eligible": 40,
        "reach": 36,
        "tested_by": "OTHER_TEAM",
        "tested_on": date(2019, 8, 14),
        "tested_n": 12,
        "outcome": "PARTLY",
        "finding": "Nine of twelve plans had been looked at.",
        "self_rating": "MOSTLY",
        "verified_rating": "MOSTLY",
        "verifier_role": "Head of safeguarding",
        "verified_on": date(2019, 9, 12),
        **answers,
    }


UNTESTED = {"tested_by": "NONE", "tested_on": None, "tested_n": None, "outcome": "NOT_TESTED", "finding": None}
UNVERIFIED = {"verified_rating": None, "verifier_role": None, "verified_on": None}
ERROR, QUERY = "error", "query"


# Standards


def test_asr1_is_within_its_date_on_the_quarters_last_day() -> None:
    worked(
        ASR,
        "ASR1",
        """
        valid_until | outcome
        13/08/2020  | met
        30/09/2019  | met
        29/09/2019  | not met
                    | missing
        !           | missing
    """,
    )


def test_asr2_was_tested_by_somebody_other_than_those_who_run_it() -> None:
    worked(
        ASR,
        "ASR2",
        """
        tested_by    | outcome
        OTHER_TEAM   | met
        OTHER_AGENCY | met
        INDEPENDENT  | met
        SELF         | not met
        NONE         | not met
                     | missing
    """,
    )


def test_asr3_was_verified_by_somebody_other_than_its_owner() -> None:
    """The same role in capitals is the same role."""
    worked(
        ASR,
        "ASR3",
        """
        verified_rating | owner_role | verifier_role        | outcome
        MOSTLY          | QA officer | Head of safeguarding | met
        MOSTLY          | QA officer | QA officer           | not met
        MOSTLY          | QA officer | QA OFFICER           | not met
                        | QA officer |                      | not met
        MOSTLY          | QA officer |                      | missing
        MOSTLY          | QA officer | !                    | missing
    """,
    )


def test_asr4_counts_those_who_were_reached_of_those_it_is_for() -> None:
    worked_within(
        ASR,
        "ASR4",
        """
        eligible | reach | outcome
        40       | 36    | 36 of 40
        40       | 0     | 0 of 40
        0        | 0     | not applicable
                 |       | not applicable
        40       |       | missing
        36       | 40    | missing
    """,
    )


def test_asrx1_to_asrx3_count_what_it_is_who_looked_and_what_they_found() -> None:
    answers = {
        "kind": ["TRAINING", "DIP_SAMPLE", "TRAINING"],
        "tested_by": ["NONE", "OTHER_TEAM", "SELF"],
        "outcome": ["NOT_TESTED", "SHOWN", "PARTLY"],
    }

    assert distribution(ASR, "ASRx1", answers) == {"TRAINING": 2, "DIP_SAMPLE": 1}
    assert distribution(ASR, "ASRx2", answers) == {"NONE": 1, "OTHER_TEAM": 1, "SELF": 1}
    assert distribution(ASR, "ASRx3", answers) == {"SHOWN": 1, "PARTLY": 1}


def test_its_owners_rating_is_held_beside_somebody_elses_on_a_scale_from_fully_to_not() -> None:
    (ratings,) = ASR.agreements

    assert [each.code for each in ratings.levels] == ["FULLY", "MOSTLY", "PARTLY", "NOT"]
    assert ratings.on_one_record


def test_its_rows_are_evidence_of_nobody_and_come_back_filled() -> None:
    assert (ASR.tracks, ASR.carried) == (Tracked.EVIDENCE, True)
    assert not ASR.about()
    assert [each.id for each in ASR.standards if ASR.of_people(each)] == ["ASR4"], "the reached are people"
    assert ASR.runs(Quarter(2019, 2))
    assert not ASR.runs(Quarter(2019, 1))


# What intake finds


def test_evidence_in_order_raises_nothing(tmp_path: Path) -> None:
    rows = [
        evidence(),
        evidence(record_ref="ASR-0002", kind="PROCEDURE", eligible=None, reach=None, **UNTESTED, **UNVERIFIED),
        evidence(record_ref="ASR-0003", verified_rating="PARTLY", why_different="One team alone."),
        evidence(record_ref="ASR-0004", sha256="0123456789" * 6 + "ABCD", families_confirm="Y", limits="One team."),
    ]

    assert findings(ASR, rows, tmp_path) == []


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("action", "Jane Bloggs"),
        ("version", "J Bloggs draft"),
        ("owner_role", "Jane"),
        ("verifier_role", "Bloggs, Jane"),
        ("held", r"C:\Users\jsmith\Documents\audit.docx"),
    ],
)
def test_a_name_in_place_of_a_role_or_in_a_path_is_asked_about_and_never_repeated(
    field: str, answer: str, tmp_path: Path
) -> None:
    seen = returned(ASR, [evidence(**{field: answer})], tmp_path).findings

    told = [(each.rule, each.field) for each in seen if each.severity.value != "note"]
    assert told == [("looks_like_a_name", field)]
    assert "jane" not in repr(seen).casefold()
    assert not any(name in repr(seen) for name in ("jsmith", "Bloggs"))


@pytest.mark.parametrize("typed", ["ab" * 32, " ".join(["AB12"] * 16)])
def test_a_digest_in_small_letters_or_with_blanks_is_read(typed: str, tmp_path: Path) -> None:
    assert findings(ASR, [evidence(sha256=typed)], tmp_path) == []


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"recommendations": None}, [("required_missing", ERROR, "recommendations")]),
        ({"recommendations": "T9.9"}, [("unknown_code", ERROR, "recommendations")]),
        ({"valid_until": date(2019, 9, 29)}, [("rule:still_in_date", QUERY, "valid_until")]),
        (
            {"dated": date(2019, 10, 1), "verified_on": None, **UNVERIFIED},
            [("rule:dated_in_time_for_this_return", ERROR, "dated")],
        ),
        (
            {"valid_until": date(2019, 8, 13)},
            [("rule:holds_after_its_date", ERROR, "valid_until")],
        ),
        ({"tested_on": None}, [("required_missing", ERROR, "tested_on")]),
        ({"tested_n": None}, [("required_missing", ERROR, "tested_n")]),
        ({"tested_n": 0}, [("out_of_range", ERROR, "tested_n")]),
        ({"tested_on": date(2019, 10, 1)}, [("rule:tested_in_time_for_this_return", ERROR, "tested_on")]),
        ({"outcome": "NOT_TESTED"}, [("rule:tested_with_an_outcome", ERROR, "outcome")]),
        ({**UNTESTED, "outcome": "SHOWN"}, [("rule:no_outcome_without_a_test", ERROR, "outcome")]),
        ({"finding": None}, [("required_missing", ERROR, "finding")]),
        ({"reach": 41}, [("rule:reach_of_eligible", ERROR, "reach")]),
        ({"reach": None}, [("required_missing", ERROR, "reach")]),
        ({"eligible": None}, [("not_expected_answer", QUERY, "reach")]),
        ({"verifier_role": "QA officer"}, [("rule:verifier_is_not_the_owner", QUERY, "verifier_role")]),
        ({"verifier_role": " QA  OFFICER "}, [("rule:verifier_is_not_the_owner", QUERY, "verifier_role")]),
        ({"verifier_role": None}, [("required_missing", ERROR, "verifier_role")]),
        ({"verified_on": None}, [("required_missing", ERROR, "verified_on")]),
        ({"verified_on": date(2019, 10, 1)}, [("rule:verified_in_time_for_this_return", ERROR, "verified_on")]),
        ({"verified_on": date(2019, 8, 13)}, [("rule:verified_after_its_date", QUERY, "verified_on")]),
        (
            {"verified_rating": None},
            [("not_expected_answer", QUERY, "verified_on"), ("not_expected_answer", QUERY, "verifier_role")],
        ),
        ({"verified_rating": "PARTLY"}, [("required_missing", ERROR, "why_different")]),
        ({"why_different": "They do not."}, [("not_expected_answer", QUERY, "why_different")]),
        (
            {"outcome": "NOT_SHOWN", "self_rating": "FULLY", "verified_rating": "FULLY"},
            [("rule:not_full_where_not_shown", QUERY, "self_rating")],
        ),
        ({"sha256": "abc"}, [("pattern", ERROR, "sha256")]),
        ({"owner_role": "Jane Smith"}, [("looks_like_a_name", QUERY, "owner_role")]),
        ({"held": "With Jane Smith"}, [("looks_like_a_name", QUERY, "held")]),
        ({"claim": "Mr John Smith saw it."}, [("personal_data", ERROR, "")]),
        ({"title": None}, [("required_missing", ERROR, "title")]),
        ({"record_ref": "1"}, [("pattern", ERROR, "record_ref")]),
    ],
)
def test_a_row_that_is_amiss_is_told_where_and_what(
    answers: dict[str, Any], found: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    rows = [evidence(**answers), evidence(record_ref="ASR-0002", title="Another")]  # so that one row is always kept
    assert findings(ASR, rows, tmp_path) == found
