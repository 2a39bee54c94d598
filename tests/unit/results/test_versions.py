"""What a standard is judged by, and from which day otherwise, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Standard
from pipeline.definition.codebook import in_words_of
from pipeline.partnership.here import shipped, used
from pipeline.partnership.model import Document, Partnership, Timescale
from pipeline.results.dual_run import dual_run
from pipeline.results.versions import changed_by, changes, judged_by, measure_note, scale_note

NEW = date(2026, 3, 26)
BEFORE = NEW - timedelta(days=1)
SPRING = Quarter(2025, 4)  # January to March 2026, which NEW falls in
WT = "Working Together to Safeguard Children"
TEAMS = "multi-agency child protection teams"


def partnership(*documents: Document, icpc: Sequence[Timescale] = ()) -> Partnership:
    """The usual one, with these documents and these versions of one limit."""
    usual = shipped("southampton")
    others = tuple(each for each in usual.timescales if each.name != "icpc")
    return replace(usual, documents=documents, timescales=(*others, *(icpc or usual.timescale("icpc"))))


def icpc(limit: int, source: str, since: date | None = None, until: date | None = None, who: str = "") -> Timescale:
    return Timescale(
        name="icpc", limit=limit, unit="working days", basis="statutory", source=source, since=since, until=until,
        checked_by=who,
    )  # fmt: skip


def of(whose: Partnership, standard: str = "NEG11", quarter: Quarter = SPRING) -> tuple[type[Audit], Standard]:
    with used(whose):
        audit = audits.of(quarter)["NEG" if standard.startswith("NEG") else "MASH"]
        return audit, next(each for each in audit.standards if each.id == standard)


def reasons(whose: Partnership, standard: str = "NEG11") -> list[tuple[str, str]]:
    audit, one = of(whose, standard)
    with used(whose):
        return [(str(each.quarter), each.why) for each in changes(audit, one)]


def spoken(whose: Partnership, standard: str = "NEG11", quarter: Quarter = SPRING) -> tuple[str, ...]:
    audit, one = of(whose, standard, quarter)
    with used(whose):
        return judged_by(audit, one, quarter)


def test_another_limit_is_a_break_that_says_its_day_and_the_same_one_is_none() -> None:
    shorter = (icpc(15, "WT 2023", until=BEFORE), icpc(10, "WT 2026", since=NEW))
    assert reasons(partnership(icpc=shorter)) == [
        ("2025-26 Q4", "another time limit before (ten working days from 26 March 2026 on)")
    ]
    carried = (icpc(15, "WT 2023", until=BEFORE), icpc(15, "WT 2026", since=NEW))
    assert reasons(partnership(icpc=carried)) == []


def test_a_new_edition_is_a_break_where_it_changes_something_and_for_the_figures_it_names() -> None:
    first = Document(kind=WT, version="2023", until=BEFORE)
    second = Document(kind=WT, version="2026", since=NEW, standards=("NEG11",), what_changes="Conferences are sooner.")
    break_ = ("2025-26 Q4", f"another edition of {WT} before (2026 from 26 March 2026 on)")
    assert reasons(partnership(first, second)) == [break_]
    assert reasons(partnership(first, second), "NEG6") == []
    assert reasons(partnership(first, replace(second, what_changes=""))) == []
    assert reasons(partnership(first, replace(second, standards=(), audits=("NEG",))), "NEG6") == [break_]
    assert reasons(partnership(first, replace(second, dated=False, since=None))) == []
    assert reasons(partnership()) == []


@pytest.mark.parametrize(
    ("since", "says"), [(date(2021, 4, 1), "from here on"), (date(2021, 4, 2), "from 2 April 2021 on")]
)
def test_a_document_that_takes_over_within_a_quarter_says_its_day(since: date, says: str) -> None:
    both = (
        Document(kind="threshold document", version="Levels", until=since - timedelta(days=1)),
        Document(kind="threshold document", version="Pathways", since=since, what_changes="Levels are renamed."),
    )
    assert reasons(partnership(*both), "MASH3") == [
        ("2021-22 Q1", f"another threshold document before (the Pathways {says})")
    ]


def test_a_version_of_a_standard_comes_in_once_and_is_a_break_whatever_its_row_says() -> None:
    pilot = Document(kind=TEAMS, version="pilot", since=date(2026, 7, 1), until=date(2027, 6, 30))
    law = Document(kind=TEAMS, version="Act", since=date(2027, 7, 1))
    assert reasons(partnership(pilot, law), "NEG6") == [("2026-27 Q2", f"no {TEAMS} before (the pilot from here on)")]
    assert reasons(partnership(pilot, law), "NEG3") == []
    later = replace(law, since=date(2028, 1, 1))
    assert [quarter for quarter, _ in reasons(partnership(pilot, later), "NEG6")] == ["2026-27 Q2", "2027-28 Q4"]


def test_a_row_that_names_no_figure_changes_those_of_the_audits_read_by_its_kind() -> None:
    row = Document(kind="threshold document", version="Pathways", what_changes="Levels are renamed.")
    for standard, changed in (("MASH3", True), ("NEG3", False)):
        audit, one = of(partnership(), standard)
        assert changed_by(audit, one, row) is changed


def test_a_figure_says_the_source_and_the_limit_that_it_is_judged_by() -> None:
    checked = (icpc(15, "Working Together 2018", who="Business manager"),)
    assert spoken(partnership(icpc=checked)) == ("Working Together 2018, 15 working days",)


def test_a_limit_that_nobody_checked_says_so_and_from_when_it_is_carried() -> None:
    carried = (
        icpc(15, "Working Together 2023", until=BEFORE, who="Chair"),
        icpc(15, "Working Together 2026", since=NEW),
    )
    assert spoken(partnership(icpc=carried), quarter=Quarter(2026, 1)) == (
        "Working Together 2026, 15 working days (carried from 2023, unchecked)",
    )
    new = (carried[0], icpc(10, "Working Together 2026", since=NEW))
    assert spoken(partnership(icpc=new), quarter=Quarter(2026, 1)) == (
        "Working Together 2026, ten working days (unchecked)",
    )


def test_two_versions_in_one_quarter_are_both_given_the_second_with_its_day() -> None:
    both = (icpc(15, "WT 2023", until=BEFORE, who="Chair"), icpc(10, "WT 2026", since=NEW, who="Chair"))
    assert spoken(partnership(icpc=both)) == ("WT 2023, 15 working days; from 26 March 2026 WT 2026, ten working days",)
    gap = (icpc(15, "WT 2018", until=date(2020, 1, 1)), icpc(10, "WT 2026", since=NEW))
    assert spoken(partnership(icpc=gap), quarter=Quarter(2024, 1)) == ("no time limit was in force",)


def test_limits_from_one_source_are_given_together() -> None:
    limits = spoken(shipped("southampton"), "MASH5")
    assert len(limits) == 1
    assert limits[0].endswith("four working hours, one working day and three working days")


def test_how_a_standard_is_counted_follows_its_version() -> None:
    teams = partnership(Document(kind=TEAMS, version="pilot", since=date(2026, 8, 1)))
    _, quorum = of(teams, "NEG6")
    counted = [in_words_of(each, quorum, lambda part: part.met) for each in (Quarter(2026, 1), Quarter(2026, 3))]
    assert "“Education”" not in counted[0]
    assert "“Education”" in counted[1]
    assert (
        in_words_of(Quarter(2026, 2), quorum, lambda part: part.met)
        == f"{counted[0]}; later in the quarter, {counted[1]}"
    )
    assert in_words_of(Quarter(2026, 2), quorum, lambda part: part.pending) == ""


def quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    while first <= last:
        yield first
        first = first.next()


@pytest.mark.parametrize("name", ["southampton", "northtown"])
def test_every_standard_of_every_quarter_says_what_it_is_judged_by_and_has_a_limit_in_force(name: str) -> None:
    whose = shipped(name)
    with used(whose):
        for quarter in quarters(Quarter(2012, 3), Quarter(2028, 3)):
            for audit in audits.of(quarter).values():
                for standard in audit.standards:
                    lines = judged_by(audit, standard, quarter)
                    assert "no time limit was in force" not in lines
                    assert lines or not standard.limits()
                    assert all(standard.titled(quarter) for _ in lines)


def test_a_grade_says_from_when_its_scale_is_a_local_one() -> None:
    scale = "Ofsted grade scale"
    both = (
        Document(kind=scale, version="four grades", until=BEFORE, what_changes="Grades are those of inspections."),
        Document(kind=scale, version="none", since=NEW, what_changes="The overall grade is a local scale."),
        Document(kind=scale, version="next", dated=False, what_changes="Something else."),
    )
    with used(partnership(*both)):
        assert scale_note(scale, SPRING.previous()) == ""
        assert scale_note(scale, SPRING) == "Since 26 March 2026: The overall grade is a local scale."
    with used(partnership()):
        assert scale_note(scale, SPRING) == ""


def test_what_changes_on_one_day_is_told_in_the_order_of_the_file_each_once() -> None:
    rows = [
        Document(kind=kind, version="new", since=NEW, standards=("NEG11",), what_changes="It is new.")
        for kind in ("zebra", "ant", "mole")
    ]
    whose = partnership(*rows, icpc=(icpc(15, "WT 2023", until=BEFORE), icpc(10, "WT 2026", since=NEW)))
    assert [why.partition(" before")[0] for _, why in reasons(whose)] == [
        "no zebra",
        "no ant",
        "no mole",
        "another time limit",
    ]


def test_new_editions_of_the_law_that_keep_their_limits_leave_a_form_s_version_alone() -> None:
    whose = shipped("southampton")
    in_its_words: dict[tuple[str, ...], set[str]] = {}
    with used(whose):
        for quarter in quarters(Quarter(2017, 3), Quarter(2026, 3)):  # in the next one more is asked
            audit = audits.of(quarter)["WNB"]
            versions = in_its_words.setdefault(whose.words(quarter).of_definitions, set())
            versions.add(audit.form(audit.views[0], quarter).version)
    assert [len(versions) for versions in in_its_words.values()] == [1, 1]  # a question is called otherwise since 2024


@pytest.mark.parametrize("name", ["southampton", "northtown"])
def test_no_quarter_is_without_its_changes_and_dual_runs_whatever_the_files_name(name: str) -> None:
    whose = shipped(name)
    dual: set[str] = set()
    with used(whose):
        for quarter in quarters(Quarter(2017, 3), Quarter(2028, 3)):
            for audit in audits.of(quarter).values():
                for standard in audit.standards:
                    days = [each.since for each in changes(audit, standard)]
                    assert days == sorted(days)
                    if dual_run(audit, standard, quarter) is not None:
                        dual.add(f"{standard.id} {quarter}")
    named = {f"{each} {quarter}" for row in whose.documents for each in row.standards for quarter in row.dual_run}
    assert dual <= named
    assert dual >= ({"NEG6 2026-27 Q2", "SD2 2026-27 Q2", "WNB8 2026-27 Q2"} if name == "northtown" else set())


def test_a_measure_that_a_document_makes_another_says_so_for_a_year() -> None:
    since = date(2026, 7, 1)
    row = Document(kind="family help", version="Help", since=since, standards=("MASHx1",), what_changes="It is one.")
    with used(partnership(row)):
        audit = audits.of(Quarter(2026, 2))["MASH"]
        ratio, other = audit.context[:2]
        notes = [measure_note(audit, ratio, each) for each in quarters(Quarter(2026, 1), Quarter(2027, 2))]
        assert measure_note(audit, other, Quarter(2026, 2)) == ""
    told = "Not comparable with quarters before 2026-27 Q2: no family help before (the Help from here on)."
    assert notes == ["", told, told, told, told, ""]
