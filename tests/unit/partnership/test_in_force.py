"""Nobody that is not there on a quarter's last day is ever asked, chased, listed or sent a pack: in any partnership."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.intake import Intake
from pipeline.intake.outstanding import asked, texts
from pipeline.intake.which_count import Entry
from pipeline.partnership.agencies import Agency, AgencyType, Register
from pipeline.partnership.bodies import find, standing_for
from pipeline.partnership.here import shipped, used
from pipeline.partnership.model import Partnership, Returner
from pipeline.results.assemble import returns_grid
from pipeline.store.register import Submission
from pipeline.validate.catalogue.headings import NO_HEADER
from pipeline.validate.validated import SentBack, Tally

BEGIN = date(2018, 1, 1)
QUARTERS = [Quarter(year, number) for year in range(2012, 2029) for number in (1, 2, 3, 4)]
DAYS = st.integers(0, 1500).map(lambda days: BEGIN + timedelta(days=days))


@st.composite
def partnerships(draw: st.DrawFn) -> Partnership:
    """Bodies that begin and end, one taking over from another, or from several, or nobody for a while or for good."""
    names = [f"B{number}" for number in range(draw(st.integers(1, 7)))]
    bodies = []
    for place, name in enumerate(names):
        since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
        if since and until and until < since:
            since, until = until, since
        later = names[place + 1 :]
        successor = draw(st.sampled_from(["", *later])) if until else ""
        bodies.append(Agency(name, name, AgencyType.POLICE, since, until, successor))
    some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=5))
    returners = tuple(Returner(role="police", agency=each, since=draw(st.none() | DAYS)) for each in some)
    return replace(shipped("southampton"), agencies=Register(bodies), returners=returners)


@given(partnerships(), st.sampled_from([each for each in QUARTERS if 2017 <= each.year <= 2022]))
@settings(max_examples=400)
def test_every_line_that_somebody_is_in_force_of_is_asked_once_and_no_other_body_is(
    partnership: Partnership, quarter: Quarter
) -> None:
    register = partnership.agencies
    there = [each.code for each in partnership.returns_for("police", "NEG", quarter)]
    rows = [each.agency for each in partnership.returners if each.on(quarter.end)]
    assert len(set(there)) == len(there)
    assert set(there) == {body.code for each in rows if (body := register.in_force(each, quarter))}
    for body in register:
        standing = register.standing_for(body.code, quarter)
        assert all(each.in_force(quarter.end) for each in standing)
        ended = body.valid_to is not None and body.valid_to < quarter.end
        if ended and not any(each.in_force(quarter.end) for each in register.successors(body.code)):
            before = [each for each in register.predecessors(body.code) if each.in_force(quarter.end)]
            assert standing == tuple(before)
            assert body.code not in there
        assert set(register.lines_in(body.code, there)) <= set(there) & register.line(body.code)
        if body.code in there:
            assert register.lines_in(body.code, there) == (body.code,)


@given(partnerships(), st.data())
@settings(max_examples=200)
def test_whoever_is_side_by_side_is_so_both_ways_and_never_with_itself(
    partnership: Partnership, data: st.DataObject
) -> None:
    codes = [each.code for each in partnership.agencies]
    one, other = data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(codes))
    both = partnership.agencies.side_by_side
    assert both(one, other) == both(other, one)
    assert not both(one, one)


def stray(folder: str, quarter: Quarter) -> Entry:
    """A file in a body's folder of which nobody could tell whose it is."""
    place = Submission(
        1, str(quarter), f"{quarter.folder}/{folder}", "r.xlsx", "a" * 64, 1, "2030-01-01T00:00:00+00:00"
    )
    back = SentBack("r.xlsx", "a" * 64, Tally(), (NO_HEADER.at(),))
    return Entry(Path("r.xlsx"), place, back)


@pytest.mark.parametrize("name", ["southampton", "northtown"])
def test_in_every_quarter_every_template_text_line_and_pack_is_addressed_to_a_body_in_force(name: str) -> None:
    with used(shipped(name)) as partnership:
        for quarter in QUARTERS:
            there = {each.code: each for each in partnership.agencies if each.in_force(quarter.end)}
            returners = {
                code
                for audit in audits.of(quarter).values()
                for view in audit.views
                for code in audit.returners(view, quarter)
            }
            intake = Intake(quarter, tuple(stray(each.folder, quarter) for each in partnership.agencies), 0)
            letters = texts(intake, date(2030, 1, 1), synthetic=False)
            assert returners
            assert returners <= there.keys()
            assert {each.agency for each in asked(intake)} == returners
            assert letters.keys() <= there.keys()
            for text in letters.values():
                to = text.partition("\n")[0].removeprefix("To: ").partition(", for ")[0]
                body = find(to)
                assert body is not None
                assert body.code in there
            assert {each.agency for each in returns_grid(intake, SUBGROUP)} - {""} == returners


@pytest.mark.parametrize("name", ["southampton", "northtown"])
def test_in_every_quarter_a_file_in_any_bodys_folder_is_somebodys_in_force_or_of_a_line_that_ended(name: str) -> None:
    with used(shipped(name)) as partnership:
        for quarter in QUARTERS:
            for body in partnership.agencies:
                line = [each for each in partnership.agencies if each.code in partnership.agencies.line(body.code)]
                assert bool(standing_for(body.code, quarter)) == any(each.in_force(quarter.end) for each in line)
