"""The two partnerships that ship: their files say what the report, the law and the register of bodies say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from pipeline.audits import of
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Basis
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import SHIPPED, shipped
from pipeline.partnership.model import Partnership
from pipeline.partnership.rows import COLUMNS
from pipeline.partnership.words import MEANINGS
from tests.source import ROOT

SOUTHAMPTON, NORTHTOWN = shipped("southampton"), shipped("northtown")
BOTH = pytest.mark.parametrize("partnership", [SOUTHAMPTON, NORTHTOWN], ids=lambda each: each.folder.name)

QUARTERS = [Quarter(year, number) for year in range(2012, 2029) for number in (1, 2, 3, 4)]
MERGED = Quarter(2026, 2)  # when Northtown's community trust ended, on one of its days
PAGE = (ROOT / "docs" / "partnership-files.md").read_text(encoding="utf-8")

# What both may say, since it is said everywhere: bodies of the whole country, and words for kinds of body.
EVERYBODYS = {"children's services", "education", "gps", "housing", "mash", "police", "public health", "schools"}


def audits() -> list[type[Audit]]:
    return list(of(FIRST).values())


def measures() -> dict[str, bool]:
    """Every standard and context measure by its id, and whether it is rated."""
    return {
        **{each.id: each.rated for audit in audits() for each in audit.standards},
        **{each.id: False for audit in audits() for each in audit.context},
    }


def written(name: str) -> str:
    """All that the files of a shipped partnership say."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((SHIPPED / name).iterdir()))


# What the reports asked for


def test_the_themes_are_called_as_the_report_calls_them() -> None:
    assert list(dict.fromkeys(each.theme for each in SOUTHAMPTON.recommendations)) == [
        "Child Protection",
        "Neglect",
        "Parenting Capacity and Assessment",
        "Thresholds and Information Sharing",
        "Safe Sleep and Sudden Infant Death Syndrome (SIDS)",
        "Commissioning and Safeguarding",
    ]


def test_southampton_had_taken_twenty_one_of_the_reports_actions_and_planned_twenty_two() -> None:
    assert Counter(each.taken for each in SOUTHAMPTON.actions) == {True: 21, False: 22}


@BOTH
def test_every_context_measure_is_evidence_for_a_recommendation(partnership: Partnership) -> None:
    context = {each.id for audit in audits() if audit.tracks is None for each in audit.context}
    assert context <= {name for each in partnership.recommendations for name in each.standards}


def test_a_recommendation_of_northtown_names_the_audits_whose_figures_show_it() -> None:
    of_audit = {each.id: audit.code for audit in audits() for each in (*audit.standards, *audit.context)}
    for each in NORTHTOWN.recommendations:
        assert {of_audit[name] for name in each.standards} == set(each.instruments) & set(of(FIRST)), each.id


def test_one_recommendation_of_northtown_has_no_action_which_is_a_finding() -> None:
    assert [each.id for each in NORTHTOWN.without_action()] == ["N3.4"]


# Who there is, and who took over


@pytest.mark.parametrize(
    ("partnership", "code", "day", "later"),
    [
        (SOUTHAMPTON, "LSCB", date(2019, 9, 29), "SSCP"),
        (SOUTHAMPTON, "LSCB", date(2024, 12, 1), "SCASP"),
        (SOUTHAMPTON, "HC", date(2022, 6, 1), "HIOWC"),
        (SOUTHAMPTON, "SOL", date(2024, 10, 1), "HIOWH"),
        (SOUTHAMPTON, "CCG", date(2021, 4, 1), "HSIWCCG"),
        (SOUTHAMPTON, "CCG", date(2022, 7, 1), "ICB"),
        (NORTHTOWN, "BP", date(2023, 4, 1), "BTP"),
        (NORTHTOWN, "BMH", date(2024, 4, 1), "BCH"),
        (NORTHTOWN, "BMH", date(2026, 8, 16), "BTCC"),
        (NORTHTOWN, "NTCCG", date(2022, 7, 1), "BTICB"),
    ],
    ids=lambda each: each.folder.name if isinstance(each, Partnership) else str(each),
)
def test_whoever_took_over_is_in_force_from_the_day_on_and_not_before(
    partnership: Partnership, code: str, day: date, later: str
) -> None:
    first = next(each for each in partnership.agencies if each.code == code)
    line = [first, *partnership.agencies.successors(code)]
    at = [each.code for each in line].index(later)

    assert line[at].in_force(day)
    assert line[at - 1].valid_to == date.fromordinal(day.toordinal() - 1)


@BOTH
def test_every_agency_that_ended_has_a_successor_which_was_there_on_the_next_day(partnership: Partnership) -> None:
    for each in partnership.agencies:
        if each.valid_to:
            after = partnership.agencies.agency(each.successor)
            assert after, each.code
            assert after.in_force(date.fromordinal(each.valid_to.toordinal() + 1)), each.code


@BOTH
def test_from_the_day_on_which_a_role_begins_somebody_who_was_there_returns_in_it_for_every_audit(
    partnership: Partnership,
) -> None:
    for audit in audits():
        for view in audit.views:
            rows = [
                each
                for each in partnership.returners
                if each.role == view.role and (not each.audits or audit.code in each.audits)
            ]
            assert rows, (audit.code, view.role)
            begun = min(each.since or date.min for each in rows)
            for quarter in (each for each in QUARTERS if each.end >= begun):
                bodies = partnership.returns_for(view.role, audit.code, quarter)
                assert bodies, (str(quarter), audit.code, view.role)
                assert all(each.in_force(quarter.end) for each in bodies), (str(quarter), view.role)


@BOTH
def test_in_every_quarter_somebody_returns_every_audit(partnership: Partnership) -> None:
    for audit in audits():
        roles = {view.role for view in audit.returned()}
        for quarter in QUARTERS:
            assert any(partnership.returns_for(role, audit.code, quarter) for role in roles), (str(quarter), audit.code)


@BOTH
def test_in_every_quarter_the_board_is_called_as_the_register_calls_it(partnership: Partnership) -> None:
    for quarter in QUARTERS:
        (body,) = partnership.returns_for("audit_panel", "MASH", quarter)
        words = partnership.words(quarter)
        assert (words.board, words.board_short) == (body.name, body.code)


@BOTH
def test_whoever_sends_the_returns_of_general_practice_follows_the_health_commissioner(
    partnership: Partnership,
) -> None:
    (practices,) = [each for each in partnership.agencies if each.returns_through]
    for quarter in QUARTERS:
        through = partnership.agencies.in_force(practices.returns_through, quarter)
        assert through
        assert through.type is AgencyType.HEALTH_COMMISSIONER


def test_a_trust_of_northtown_ends_within_a_quarter_and_another_takes_its_place_in_it() -> None:
    before, after = (NORTHTOWN.agencies.agency(code) for code in ("BCH", "BTCC"))
    assert before is not None
    assert after is not None
    assert MERGED.start < (before.valid_to or MERGED.start) < (after.valid_from or MERGED.start) < MERGED.end
    assert [each.code for each in NORTHTOWN.returns_for("health_provider", "WNB", MERGED)] == ["BTCC", "NTGH", "BTICB"]


# The law and its versions


@BOTH
def test_nobody_is_said_to_have_checked_a_limit_of_the_law(partnership: Partnership) -> None:
    statutory = [each for each in partnership.timescales if each.basis == Basis.STATUTORY.value]
    assert {each.checked_by for each in statutory} == {""}
    assert {each.name for each in statutory} >= {"assessment", "core_group", "decision", "icpc"}


def test_both_partnerships_say_the_same_of_what_the_law_allows() -> None:
    def of_the_law(partnership: Partnership) -> set[tuple[object, ...]]:
        rows = [each for each in partnership.timescales if each.by_law]
        return {(each.name, each.limit, each.unit, each.source, each.since, each.until) for each in rows}

    assert of_the_law(SOUTHAMPTON) == of_the_law(NORTHTOWN)


@BOTH
def test_on_every_day_each_limit_has_one_version(partnership: Partnership) -> None:
    for name in {each.name for each in partnership.timescales}:
        for quarter in QUARTERS:
            assert [each.on(quarter.start) for each in partnership.timescale(name)].count(True) == 1, (name, quarter)


@BOTH
def test_the_editions_of_working_together_follow_one_another_and_the_next_has_no_day(partnership: Partnership) -> None:
    editions = partnership.versions("Working Together to Safeguard Children")
    assert [each.since for each in editions] == [
        None, date(2018, 7, 4), date(2020, 12, 9), date(2023, 12, 15), date(2026, 3, 26), None,
    ]  # fmt: skip
    assert [each.version for each in editions if not each.dated] == ["next"]


@BOTH
def test_a_statutory_limit_changes_its_source_on_the_days_on_which_working_together_does(
    partnership: Partnership,
) -> None:
    editions = [each.since for each in partnership.versions("Working Together to Safeguard Children") if each.dated]
    assert [each.since for each in partnership.timescale("icpc")] == editions


def test_both_partnerships_name_the_same_limits_and_the_same_kinds_of_document() -> None:
    assert {each.name for each in SOUTHAMPTON.timescales} == {each.name for each in NORTHTOWN.timescales}
    assert {each.kind for each in SOUTHAMPTON.documents} == {each.kind for each in NORTHTOWN.documents}


@BOTH
def test_every_figure_that_a_document_or_a_target_names_is_there(partnership: Partnership) -> None:
    rated = measures()
    assert {name for each in partnership.documents for name in each.standards} <= set(rated)
    assert all(rated[each.standard] for each in partnership.targets)


@BOTH
def test_a_document_that_changes_figures_says_how_in_one_sentence(partnership: Partnership) -> None:
    for each in partnership.documents:
        assert re.fullmatch(r"[A-Z].*[^.]\.", each.what_changes), each.version


def test_no_version_changes_a_figure_of_southampton_between_the_procedure_of_2018_and_the_pathways_document() -> None:
    changing = sorted(each.since for each in SOUTHAMPTON.documents if each.since and each.standards)
    assert changing[:2] == [date(2018, 1, 1), date(2021, 4, 1)]


def test_the_new_law_is_in_force_in_northtown_and_not_yet_in_southampton() -> None:
    for kind in ("family help", "multi-agency child protection teams"):
        assert [each.dated for each in SOUTHAMPTON.versions(kind)] == [False]
        (live,) = NORTHTOWN.versions(kind)
        assert (live.since, live.dual_run) == (date(2026, 7, 1), (MERGED,))


# Northtown's own


def test_northtown_is_named_by_no_body_and_no_word_of_southampton() -> None:
    text = written("northtown").casefold()
    theirs = {
        name.casefold()
        for each in SOUTHAMPTON.agencies
        if each.type is not AgencyType.EXTERNAL
        for name in (each.name, *each.aliases)
    } - EVERYBODYS
    local = {"southampton", "hampshire", "solent", "wight", "wessex", "pathways", "lscb", "learning report 2019"}
    words = {
        word.casefold()
        for name, word in SOUTHAMPTON.words(FIRST)
        if name in {"cait", "mash", "level_3", "ppn_full", "report_title", "board", "board_short"}
    }

    named = [name for name in sorted(theirs | local | words) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]

    assert named == []
    assert not {each.code for each in SOUTHAMPTON.agencies} & {each.code for each in NORTHTOWN.agencies}


@BOTH
def test_a_partnership_says_every_word_itself(partnership: Partnership) -> None:
    given = re.findall(
        r"^(\w+) = ", (partnership.folder / "partnership.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(MEANINGS) <= set(given)


def test_northtown_changes_a_target_for_2026_27_and_says_of_each_who_decided_it_and_why() -> None:
    assert [NORTHTOWN.target("WNB6", quarter).target for quarter in (Quarter(2025, 4), Quarter(2026, 1))] == [0.8, 0.9]  # type: ignore[union-attr]
    assert all(each.decided_by and each.minute and each.why.endswith(".") for each in NORTHTOWN.targets)
    assert len({each.standard for each in NORTHTOWN.targets}) == 4


def test_southampton_has_no_target_of_its_own() -> None:
    assert SOUTHAMPTON.targets == ()


@BOTH
def test_every_audit_that_runs_is_owned_by_a_role_of_the_partnership(partnership: Partnership) -> None:
    assert sorted(each.audit for each in partnership.audits) == sorted(of(FIRST))
    assert {each.owner for each in partnership.audits} <= set(partnership.roles)


# What a business manager reads about the files


def examples() -> list[tuple[str, list[str]]]:
    """Each example table of the page: its heading line, and its rows."""
    blocks = re.findall(r"^```csv\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [(lines[0], lines[1:]) for lines in (each.splitlines() for each in blocks)]


def test_the_page_about_the_files_shows_each_table_with_its_columns() -> None:
    assert [heading.split(",") for heading, _ in examples()] == [columns.split() for columns, _ in COLUMNS.values()]


def test_every_row_that_the_page_shows_is_one_of_northtowns() -> None:
    shown = [line for _, lines in examples() for line in lines]
    assert shown
    assert set(shown) <= set(written("northtown").splitlines())


def test_the_page_explains_every_column() -> None:
    explained = set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in PAGE.splitlines() if line[:1] == "|"))
    )
    assert {column for columns, _ in COLUMNS.values() for column in columns.split()} <= explained
