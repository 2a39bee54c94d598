"""The trust statement, recounted on a made-up quarter: each return that is left out, and each figure that does so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.few_audits import FLAGSHIPS, few_audits
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.intake import Entry, Intake, intake
from pipeline.partnership.here import used
from pipeline.results.assemble import quarter_result
from pipeline.results.counted import counted_quarter
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.results.trust_values import Lack
from pipeline.store.workspace import Workspace
from pipeline.synthetic import Planted, partnership

NOW = Quarter(2019, 2)


def results(there: Intake) -> QuarterResult:
    return quarter_result(counted_quarter(there, {}), SUBGROUP, synthetic=True)


class Town:
    """A made-up quarter of three audits, read; ``planted``: what was put into it."""

    def __init__(self, planted: Planted, there: Intake) -> None:
        self.planted = [each for each in planted.returns if each.quarter == str(NOW)]
        self.there = there

    def without(self, entry: Entry) -> Intake:
        """As if one of the returns had not come."""
        return replace(self.there, entries=tuple(each for each in self.there.entries if each is not entry))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with used(few_audits(tmp_path_factory.mktemp("few"), audits=(*FLAGSHIPS, "CPC", "CAM"))):
        workspace = Workspace(tmp_path_factory.mktemp("trust"))
        planted = partnership(workspace, (NOW,), 1)
        yield Town(planted, intake(workspace, [NOW], 1)[NOW])


def figures(result: AuditResult) -> dict[str, object]:
    """Everything that is counted of each standard and measure, by its id; of one of two readings both."""
    told: dict[str, object] = {each.id: each.total.counts for each in result.standards}
    for each in result.context:
        told[each.id] = (told.get(each.id), each.numerator, each.denominator, each.shares, each.total)
    return told


def test_the_statement_names_each_return_that_was_planted_as_missing_sent_back_or_late_and_no_other(
    town: Town,
) -> None:
    trust = results(town.there).trust
    whose = {(each.audit, each.agency): each for each in town.planted}
    planned = {
        place: Lack.MISSING if each.missing else Lack.SENT_BACK
        for place, each in whose.items()
        if each.missing or each.sent_back
    }
    assert {(each.sender.audit, each.sender.agency): each.how for each in trust.lacking} == planned
    assert set(planned.values()) == {Lack.MISSING, Lack.SENT_BACK}, "both were planted"
    late = {place for place, each in whose.items() if each.late and place not in planned}
    assert {(each.audit, each.agency) for each in trust.late} == late
    assert late, "one was planted"
    assert trust.due == len(whose)


def test_a_figure_changes_without_a_return_only_where_the_statement_then_says_that_it_is_touched(town: Town) -> None:
    whole = results(town.there)
    counting = {who.form.view: each for each in town.there.entries if each.counts and (who := each.validated.identity)}
    assert len(counting) >= 5, "one return of each view"
    named: set[str] = set()
    for entry in counting.values():
        identity = entry.validated.identity
        assert identity is not None
        code = identity.form.audit.code
        then = results(town.without(entry))
        (lacking,) = [each for each in then.audit(code).trust.lacking if each.sender.agency == identity.agency]
        before, after = figures(whole.audit(code)), figures(then.audit(code))
        changed = {each for each, counted in before.items() if counted != after.get(each)}
        assert changed <= set(lacking.touches), (code, identity.agency)
        named |= changed
        assert lacking.how is Lack.MISSING
        others = [each.code for each in whole.audits if each.code != code]
        assert all(figures(whole.audit(each)) == figures(then.audit(each)) for each in others)
    assert len(named) > len(counting), "figures did change"


def test_a_standard_that_the_statement_does_not_name_leaves_out_no_record_for_want_of_an_answer(town: Town) -> None:
    for audit in (each for each in results(town.there).audits if not each.trust.untold):
        missing = {each.id for each in audit.standards if each.total.counts.missing}
        assert missing == {each for each in audit.trust.touched_by_answers if "x" not in each}


def test_answers_that_cannot_be_used_were_planted_and_are_told_of_with_the_return_that_has_them(town: Town) -> None:
    trust = results(town.there).trust
    told = {(each.sender.audit, each.sender.agency) for each in trust.doubtful}
    in_error = {
        (who.form.audit.code, who.agency)
        for each in town.there.entries
        if each.counts and each.validated.errors and (who := each.validated.identity)
    }
    assert told == in_error
    assert told
