"""What doctor finds odd in files in which nothing is wrong, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.here import shipped, used
from pipeline.partnership.load import load
from pipeline.partnership.oddities import Oddity, Weight, oddities, rows
from tests.unit.partnership.folders import RIGHT, laid

NOW = Quarter(2026, 2)


def odd(folder: Path, changed: Mapping[str, str], quarter: Quarter = NOW) -> list[Oddity]:
    partnership = load(laid(folder, changed))
    with used(partnership):
        return list(oddities(partnership, quarter))


def replaced(file: str, old: str, new: str) -> dict[str, str]:
    assert old in RIGHT[file]
    return {file: RIGHT[file].replace(old, new)}


@pytest.mark.parametrize(
    ("changed", "weight", "line"),
    [
        (
            replaced("agencies.csv", "2024-03-31,NEW,", "2024-03-31,,"),
            Weight.MEND,
            (
                "agencies.csv OLD: it ended on 31 March 2024, and nobody took over. Write its successor, or end "
                "its rows in returns.csv."
            ),
        ),
        (
            replaced("agencies.csv", "2024-04-01,,,,", "2024-05-01,,,,"),
            Weight.LOOK,
            (
                "agencies.csv OLD: it ends on 31 March 2024, and NEW, which takes over, begins on 1 May 2024. See"
                " which of the two days is right."
            ),
        ),
        (
            replaced(
                "agencies.csv", "GP,Westmere practices,", "IDLE,Westmere Idle,police,,,,,\nGP,Westmere practices,"
            ),
            Weight.KNOW,
            (
                "agencies.csv: IDLE: nothing is ever asked of them, and they lead nothing. A row in returns.csv "
                "would ask them for returns."
            ),
        ),
        (
            replaced("agencies.csv", "council,,,,Children's services,", "council,,,,Children's Investigation Unit,"),
            Weight.LOOK,
            (
                'agencies.csv COUNCIL: it is also called "Children\'s Investigation Unit", which is the word for '
                "the police team that investigates child abuse, in full (cait in partnership.toml). Take the name"
                " from one of them."
            ),
        ),
        (
            replaced("documents.csv", "The Right Help,2026-07-01,,", "The Right Help,2026-07-01,2026-08-31,"),
            Weight.LOOK,
            (
                "documents.csv row 3: the threshold document 'The Right Help' ended on 31 August 2026, and no "
                "version follows. Add the next one, or empty its to."
            ),
        ),
        (
            {},
            Weight.KNOW,
            (
                "documents.csv row 4: no day is known yet from which these hold: family help (Family Help). Write"
                " it in from when it is."
            ),
        ),
        (
            {},
            Weight.KNOW,
            "recommendations.csv row 3: A.2: no standard or measure shows them yet. Name those that do in standards.",
        ),
        (
            replaced("recommendations.csv", "No child is overlooked.", ""),
            Weight.KNOW,
            (
                "recommendations.csv rows 2-3: A.1, A.2: what is to be different for children or families is "
                "not said. Write it in intention."
            ),
        ),
        (
            replaced("recommendations.csv", "NEG12,,4,", "NEG12,,,"),
            Weight.KNOW,
            (
                "recommendations.csv rows 2-3: A.1, A.2: how good their evidence must be is not decided. Write "
                "a level from 0 to 5 in level_required."
            ),
        ),
        (
            replaced("recommendations.csv", "The sub-group", ""),
            Weight.KNOW,
            "recommendations.csv rows 2-3: A.1, A.2: who must test them is not said. Write it in tested_by.",
        ),
        (
            replaced("recommendations.csv", "visits,NEG12,", "visits,,"),
            Weight.KNOW,
            (
                "recommendations.csv rows 2-3: A.1, A.2: an audit is to show them, and no standard decides how "
                "they stand. Name one to four of their standards in key_standards."
            ),
        ),
        (
            replaced("recommendations.csv", "A sheet of visits", ""),
            Weight.KNOW,
            (
                "recommendations.csv row 2: A.1: a document is to show them, and none is named. Write in "
                "assurance which would."
            ),
        ),
        (
            replaced("recommendations.csv", "2026-12-31", "2026-09-29"),
            Weight.KNOW,
            (
                "recommendations.csv row 2: A.1: the day by which they were to be shown has passed. "
                "recommendations.html says how they stand. If a meeting gave them more time, write the new day "
                "in due."
            ),
        ),
        (
            replaced("recommendations.csv", ",both,", ",assurance,"),
            Weight.LOOK,
            (
                "recommendations.csv row 2: A.1: assurance alone cannot reach the level that they require. "
                "Write 3 or less in level_required, or name the audit that is to show them and write both in "
                "shown_by."
            ),
        ),
        (
            replaced("actions.csv", "training,A.2", "training,"),
            Weight.LOOK,
            (
                "actions.csv row 3: A.b1: they answer no recommendation, so no page tells of them. Name those "
                "that they answer in recommendations, or take the rows out."
            ),
        ),
        (
            {},
            Weight.KNOW,
            (
                "actions.csv row 3: A.b1: no standard would show that they made a difference. Name in standards "
                "those that they are to move; where there is none, only the assurance return can tell of them."
            ),
        ),
        (
            replaced("actions.csv", "2026-09-30,,", "2026-09-29,,"),
            Weight.KNOW,
            (
                "actions.csv row 3: A.b1: the day by which they were to be done has passed, and done is empty. "
                "What their agencies return of them goes before; of those that nobody returns, write in done "
                "when it was, or the new day in due."
            ),
        ),
        (
            replaced("actions.csv", "2026-04-20", "2026-02-20"),
            Weight.KNOW,
            (
                "actions.csv row 3: A.b1: agreed before the report was published (1 March 2026). See whether "
                "the day is right."
            ),
        ),
        (
            replaced("partnership.toml", "report_published = 2026-03-01", ""),
            Weight.KNOW,
            (
                "partnership.toml: it does not say when your report was published, so no day of an action is "
                "held against that. Write report_published = 2026-04-01 above the first [table]."
            ),
        ),
        (
            replaced("targets.csv", "2026-03-17 item 6", ""),
            Weight.LOOK,
            "targets.csv row 3: NEG12: the minute of the decision is not given. Write the day and the item in minute.",
        ),
        (
            {
                "timescales.csv": RIGHT["timescales.csv"]
                .replace("2023-12-14", "2010-12-14")
                .replace("2023-12", "2010-12")
            },
            Weight.KNOW,
            "timescales.csv row 2: ended more than 10 years ago. Nothing is wrong with that; older quarters need them.",
        ),
    ],
    ids=lambda value: "" if isinstance(value, dict | Weight) else value[:40],
)
def test_an_oddity_is_told_with_its_place_and_what_to_do(
    changed: Mapping[str, str], weight: Weight, line: str, tmp_path: Path
) -> None:
    assert (weight, line) in {(each.weight, str(each)) for each in odd(tmp_path / "partnership", changed)}


def test_a_limit_of_the_law_that_nobody_has_checked_weighs_more_than_one_of_our_own(tmp_path: Path) -> None:
    unchecked = [each for each in odd(tmp_path / "partnership", {}) if "nobody has checked" in each.text]

    assert [(each.weight, each.place) for each in unchecked] == [
        (Weight.LOOK, "timescales.csv row 3"),
        (Weight.KNOW, "timescales.csv rows 4-16"),
    ]


def test_a_word_that_is_not_given_is_named_with_what_is_said_in_its_place(tmp_path: Path) -> None:
    words = next(each for each in odd(tmp_path / "partnership", {}) if each.place == "partnership.toml [words]")

    assert "early_help (“Early Help”)" in words.text
    assert "cait (" not in words.text


def test_bank_holidays_that_are_not_published_yet_are_said_a_year_ahead(tmp_path: Path) -> None:
    folder = tmp_path / "partnership"

    assert [each for each in odd(folder, {}, Quarter(2026, 2)) if each.place == "bank holidays"] == []
    (told,) = [each for each in odd(folder, {}, Quarter(2028, 1)) if each.place == "bank holidays"]
    assert told.text.startswith("those after 2028 are worked out by rule until they are published")
    assert "of 2028-29 Q3 may move" in told.text


@pytest.mark.parametrize(
    ("numbers", "named"),
    [([3], "row 3"), ([3, 4, 5, 9], "rows 3-5 and 9"), ([9, 3, 3], "rows 3 and 9"), ([2, 3], "rows 2-3")],
)
def test_rows_that_follow_one_another_are_named_as_one(numbers: list[int], named: str) -> None:
    assert rows(numbers) == named


def test_limits_that_the_file_lacks_are_named_and_a_whole_file_lacks_none(tmp_path: Path) -> None:
    shorter = RIGHT["timescales.csv"].replace("rebooking,21,days,,,Local procedure,,,\n", "")
    (line,) = [str(each) for each in odd(tmp_path / "p", {"timescales.csv": shorter}) if "has no row" in each.text]
    assert line.startswith("timescales.csv: it has no row for ")
    assert line.endswith("python -m pipeline upgrade prints the rows to add.")
    with used(shipped("northtown")):
        assert not [each for each in oddities(shipped("northtown"), NOW) if "has no row" in each.text]


def test_what_is_due_on_the_quarters_last_day_or_done_or_was_taken_is_not_past_its_day(tmp_path: Path) -> None:
    done = replaced("actions.csv", "2026-09-30,,", "2026-09-29,2026-09-28,")
    assert not [each for each in odd(tmp_path / "one", {}) if "has passed" in each.text]
    assert not [each for each in odd(tmp_path / "two", done) if "has passed" in each.text]


def test_of_the_reports_recommendations_two_have_no_action_and_nothing_else_is_lacking() -> None:
    partnership = shipped("southampton")
    with used(partnership):
        told = [str(each) for each in oddities(partnership, Quarter(2019, 1))]
    assert [each for each in told if each.startswith(("recommendations.csv", "actions.csv"))] == [
        "recommendations.csv rows 10 and 15: T2.1, T3.3: no action answers them. Add one to actions.csv.",
        (
            "actions.csv rows 8, 16, 21, 25 and 27: T1.a7, T5.a1, T6.a1, T1.b3, T1.b5: no standard would show that "
            "they made a difference. Name in standards those that they are to move; where there is none, only the "
            "assurance return can tell of them."
        ),
    ]
