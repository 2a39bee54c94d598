"""The trust statement tells what is not counted, of cases drawn to mislead it: late, copied, unread, sent again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import BOARD, PUBLIC, SUBGROUP, Edition
from pipeline.intake import Intake
from pipeline.results.agency import agency_result
from pipeline.results.assemble import quarter_result
from pipeline.results.counted import counted_quarter
from pipeline.results.model import QuarterResult
from pipeline.results.trust_values import Lack, Trust
from pipeline.store.raw_files import NotRead
from pipeline.validate.validated import SentBack, Tally, Validated
from tests.unit.results.test_assemble import ERROR, accepted, intake_of, sent_back

NOW = Quarter(2019, 2)


def results(there: Intake, edition: Edition = SUBGROUP) -> QuarterResult:
    return quarter_result(counted_quarter(there, {}), edition, synthetic=True)


def trusted(*returns: Validated, edition: Edition = SUBGROUP, not_read: tuple[NotRead, ...] = ()) -> Trust:
    """What the figures of missed appointments rest on, whose returns are due from three agencies."""
    return results(replace(intake_of(*returns), not_read=not_read), edition).audit("WNB").trust


def lacks(trust: Trust) -> dict[str, Lack]:
    return {each.sender.agency: each.how for each in trust.lacking}


ALL_THREE = (accepted("SOL", ["Y"]), accepted("UHS", ["N"]), accepted("CCG", ["Y"]))
NO_FILE = SentBack("locked.xlsx", "9" * 64, Tally(), (ERROR,))  # nobody could tell what it is


def test_where_all_is_in_nothing_is_touched() -> None:
    trust = trusted(*ALL_THREE)
    assert (trust.due, trust.lacking, trust.late, trust.unknown) == (3, (), (), ())


def test_a_nil_return_is_in() -> None:
    assert lacks(trusted(accepted("SOL", [], nil=True), *ALL_THREE[1:])) == {}


def test_a_late_return_is_counted_and_touches_nothing() -> None:
    late = accepted("SOL", ["Y"], cover={"date_submitted": "2019-10-29"})
    trust = trusted(late, *ALL_THREE[1:])
    assert [each.agency for each in trust.late] == ["SOL"]
    assert trust.touched_by_returns == ()


def test_a_late_return_that_was_sent_back_is_not_said_to_be_counted() -> None:
    assert trusted(sent_back("SOL"), *ALL_THREE[1:]).late == ()


def test_of_a_missing_return_every_standard_of_its_view_is_touched() -> None:
    trust = trusted(*ALL_THREE[1:])
    assert lacks(trust) == {"SOL": Lack.MISSING}
    assert set(trust.touched_by_returns) == set(trust.figures)


def test_a_version_sent_back_after_the_one_that_counts_is_told_of_and_one_before_it_is_not() -> None:
    mended = trusted(sent_back("SOL"), *ALL_THREE)
    newer = trusted(*ALL_THREE, sent_back("SOL"))
    assert lacks(mended) == {}
    assert lacks(newer) == {"SOL": Lack.OLDER}
    assert set(newer.touched_by_returns) == set(newer.figures)


def test_a_copy_of_a_return_says_nothing_new() -> None:
    there = intake_of(*ALL_THREE, accepted("SOL", ["Y"]))
    entries = (*there.entries[:-1], replace(there.entries[-1], counts=False, superseded=True, repeats="SOL.xlsx"))
    trust = results(replace(there, entries=entries)).audit("WNB").trust
    assert (trust.lacking, trust.unknown) == ((), ())


def test_a_file_that_nobody_could_open_may_be_of_any_audit_until_a_newer_return_counts() -> None:
    assert len(trusted(*ALL_THREE, NO_FILE).unknown) == 1
    there = intake_of(NO_FILE, *ALL_THREE)
    first = there.entries[0]
    in_folder = replace(first, submission=replace(first.submission, folder="2019-20-Q2/SOL"))
    whole = results(replace(there, entries=(in_folder, *there.entries[1:])))
    assert whole.audit("WNB").trust.unknown == (), "Solent's return came after it"
    (unknown,) = whole.audit("SSH").trust.unknown
    assert (unknown.agency, whole.audit("NEG").trust.unknown) == ("SOL", ()), "Solent returns one and not the other"


def test_a_file_that_nobody_could_open_counts_once_however_many_audits_it_may_be_of() -> None:
    there = intake_of(*ALL_THREE, NO_FILE)
    assert len(results(there).trust.unknown) == 1


def not_read(*agencies: str, read: bool = False, quarter: Quarter | None = NOW) -> NotRead:
    return NotRead(Path("odd"), "data/raw/odd", "it was open.", quarter, frozenset(agencies), read)


def test_what_could_not_be_read_may_hold_the_return_that_is_not_there() -> None:
    trust = trusted(*ALL_THREE[1:], not_read=(not_read("SOL"),))
    assert (lacks(trust), trust.unknown) == ({"SOL": Lack.NOT_READ}, ())


def test_what_could_not_be_read_may_change_a_return_that_is_there() -> None:
    trust = trusted(*ALL_THREE, not_read=(not_read("SOL"),))
    assert (lacks(trust), [each.agency for each in trust.unknown]) == ({}, ["SOL"])


@pytest.mark.parametrize(
    "harmless", [not_read("SOL", read=True), not_read("SOL", quarter=NOW.previous()), not_read("HC")]
)
def test_what_was_read_all_the_same_or_is_of_another_quarter_or_agency_changes_nothing(harmless: NotRead) -> None:
    assert trusted(*ALL_THREE, not_read=(harmless,)).unknown == ()


def test_a_return_that_was_not_due_and_sent_back_is_told_of_as_not_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits.of(NOW)["WNB"], "due", lambda _: False)
    (lacking,) = trusted(sent_back("SOL")).lacking
    assert (lacking.sender.agency, lacking.how, lacking.due) == ("SOL", Lack.SENT_BACK, False)


def test_a_record_that_lacks_an_answer_touches_the_standards_that_read_it_and_counts_once() -> None:
    trust = trusted(accepted("SOL", ["Y", None, None]), *ALL_THREE[1:])
    (doubtful,) = [each for each in trust.doubtful if each.sender.agency == "SOL"]
    missing = [s.id for s in results(intake_of(accepted("SOL", ["Y", None, None]))).audit("WNB").standards]
    assert "WNB12" in doubtful.touches
    assert set(doubtful.touches) < {*missing, *trust.figures}
    assert doubtful.records == 3, "other questions are empty in each of these rows"


def test_a_row_that_was_set_aside_touches_every_figure_of_its_sheet() -> None:
    trust = trusted(accepted("SOL", ["Y"], aside={7: "no date"}), *ALL_THREE[1:])
    (doubtful,) = [each for each in trust.doubtful if each.sender.agency == "SOL"]
    assert (doubtful.set_aside, set(doubtful.touches)) == (1, set(trust.figures))


def test_an_answer_to_a_measure_that_cannot_be_used_touches_the_measure() -> None:
    whole = accepted("SOL", ["Y"])
    unusable = pd.DataFrame({"reason": [True]}, index=whole.rows.index)
    spoiled = replace(whole, rows=whole.rows.assign(reason=[None]), unusable=unusable)
    of_reasons = {each.id for each in audits.of(NOW)["WNB"].context if getattr(each, "field", None) is not None}
    (usual,) = [each for each in trusted(*ALL_THREE).doubtful if each.sender.agency == "SOL"]
    (told,) = [each for each in trusted(spoiled, *ALL_THREE[1:]).doubtful if each.sender.agency == "SOL"]
    assert set(told.touches) - set(usual.touches) & of_reasons


# What an edition hides, and an agency's own page


@pytest.mark.parametrize("edition", [BOARD, PUBLIC])
def test_of_answers_the_other_editions_say_nothing_but_that_they_say_nothing(edition: Edition) -> None:
    trust = trusted(accepted("SOL", [None], aside={7: "no date"}), accepted("UHS", ["Y"]), edition=edition)
    assert (trust.doubtful, trust.untold, lacks(trust)) == ((), ("Was Not Brought",), {"CCG": Lack.MISSING})


def test_an_agencys_own_page_tells_of_no_other_agency() -> None:
    whole = results(intake_of(accepted("SOL", ["Y"]), sent_back("UHS"), NO_FILE))
    own = agency_result(whole, "UHS").trust
    assert {each.sender.agency for each in own.lacking} == {"UHS"}
    assert {each.sender.agency for each in own.doubtful} <= {"UHS"}
    assert (own.unknown, own.untold) == ((), ())
    assert own.due == sum(line.due for line in whole.returns if line.agency == "UHS")
