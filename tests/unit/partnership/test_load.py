"""A partnership's folder as people save it is read as what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.audits.checked import problems
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS
from pipeline.errors import WrongPartnership
from pipeline.partnership.here import SHIPPED, of_workspace, shipped
from pipeline.partnership.load import load
from pipeline.partnership.model import Document, Partnership, Planned, Returner, Target, Timescale
from pipeline.partnership.recommendations import Action, Kind, Recommendation, ShownBy
from pipeline.partnership.settings import MARKINGS
from pipeline.partnership.words import MEANINGS
from tests.source import ROOT
from tests.unit.partnership.folders import RIGHT, laid


@pytest.fixture
def right(tmp_path: Path) -> Partnership:
    return load(laid(tmp_path / "partnership"), problems)


def content(partnership: Partnership) -> list[object]:
    """All that a partnership's tables say."""
    rows = (partnership.returners, partnership.audits, partnership.targets, partnership.timescales)
    more = (partnership.documents, partnership.recommendations, partnership.actions)
    return [list(partnership.agencies), *rows, *more]


def test_settings_are_read_and_what_they_leave_out_is_usual(right: Partnership) -> None:
    assert (right.name, right.short_name, right.area) == ("Westmere Safeguarding Partnership", "Westmere", "Westmere")
    assert (right.default_edition, right.returns_within) == ("subgroup", 15)
    assert right.roles == {
        "chair": "chair",
        "analyst": "Partnership analyst",
        "business_manager": "business manager",
    }
    assert right.markings == {"subgroup": "OFFICIAL-SENSITIVE", "board": "OFFICIAL", "public": "For anybody"}
    assert (right.themes, right.expected) == ({"A": "Seeing the child"}, {"MASHx1": "A fifth."})


def test_words_change_on_their_day(right: Partnership) -> None:
    assert right.words(Quarter(2023, 4)).cait == "Child Protection Unit"
    assert right.words(Quarter(2024, 1)).cait == "Children's Investigation Unit"


def test_agencies_are_read_with_their_lists(right: Partnership) -> None:
    old = right.agencies.agency("OLD")
    assert old is not None
    assert (old.valid_to, old.successor, old.aliases) == (date(2024, 3, 31), "NEW", ("The police", "Old force"))
    assert right.agencies.in_force("OLD", Quarter(2024, 1)) == right.agencies.agency("NEW")


def test_a_quarter_is_its_first_day_where_something_begins_and_its_last_where_it_ends(right: Partnership) -> None:
    assert right.returners[2] == Returner(
        role="health_provider", agency="GP", audits=("WNB", "NEG"), since=date(2018, 4, 1), until=date(2026, 3, 31)
    )


def test_a_target_is_a_proportion_however_it_is_written(right: Partnership) -> None:
    assert right.targets[0] == Target(
        standard="NEG12", target=0.85, amber=0.70, until=Quarter(2025, 4), decided_by="QA group",
        minute="2024-04-16 item 5", why="Secure mail is new.", row=2,
    )  # fmt: skip
    now = right.target("NEG12", Quarter(2026, 1))
    assert now is not None
    assert (now.target, now.amber) == (0.90, 0.75)


def test_limits_documents_and_audits_are_read(right: Partnership) -> None:
    assert right.audits == (
        Planned(audit="NEG", cadence="SIX_MONTHLY", sample_size=40, sampling="Drawn at random.",
                owner="business_manager"),
    )  # fmt: skip
    assert right.timescale("icpc")[1] == Timescale(
        name="icpc", limit=15, unit="working days", clock_start="strategy discussion", basis="statutory",
        source="Working Together 2023", since=date(2023, 12, 15),
    )  # fmt: skip
    assert right.documents[1] == Document(
        kind="threshold document", version="The Right Help", since=date(2026, 7, 1), audits=("MASH",),
        standards=("MASH1",), what_changes="Level 3 is new.", source="Website", dual_run=(Quarter(2026, 2),),
    )  # fmt: skip
    assert right.documents[2] == Document(kind="family help", version="Family Help", dated=False)


def test_recommendations_and_actions_are_read_and_a_theme_is_known_by_id_or_name(right: Partnership) -> None:
    assert right.recommendations[0] == Recommendation(
        id="A.1", text="The child is seen.", leads=("OLD", "COUNCIL"), instruments=("NEG", "SSD"),
        theme="Seeing the child", theme_code="A", standards=("NEG12",), level_required=4,
        intention="No child is overlooked.", shown_by=ShownBy.BOTH, tested_by="The sub-group",
        assurance="A sheet of visits", key_standards=("NEG12",), due=date(2026, 12, 31),
    )  # fmt: skip
    assert right.recommendations[1].theme == "Seeing the child"
    assert right.actions[0] == Action(
        id="A.a1", text="Visits are counted.", leads=("COUNCIL",), kind=Kind.AUDIT, recommendations=("A.1", "A.2"),
        tracked_by=("NEG",), cadence="twice a year", taken=True, level_required=3, agreed=date(2025, 5, 1),
        due=date(2025, 9, 30), done=date(2025, 9, 12), standards=("NEG12",),
    )  # fmt: skip
    assert not right.actions[1].taken
    assert right.report_published == date(2026, 3, 1)


def test_files_of_before_without_the_later_columns_are_read_and_ask_for_an_audit(tmp_path: Path) -> None:
    def shortened(name: str, columns: int) -> str:
        return "\n".join(",".join(line.split(",")[:columns]) for line in RIGHT[name].splitlines())

    before = load(
        laid(
            tmp_path / "before",
            {
                "recommendations.csv": shortened("recommendations.csv", 8),
                "actions.csv": shortened("actions.csv", 9),
                "partnership.toml": RIGHT["partnership.toml"].replace("report_published = 2026-03-01", ""),
            },
        ),
        problems,
    )

    assert before.recommendations[0] == Recommendation(
        id="A.1", text="The child is seen.", leads=("OLD", "COUNCIL"), instruments=("NEG", "SSD"),
        theme="Seeing the child", theme_code="A", standards=("NEG12",), level_required=4, shown_by=ShownBy.AUDIT,
    )  # fmt: skip
    assert (before.actions[0].done, before.actions[0].standards, before.report_published) == (None, (), None)


def test_a_quarter_in_which_something_is_due_is_its_last_day(tmp_path: Path) -> None:
    text = RIGHT["recommendations.csv"].replace("2026-12-31", "2026-27 Q3")
    assert load(laid(tmp_path / "p", {"recommendations.csv": text})).recommendations[0].due == date(2026, 12, 31)


def semicolons(text: str) -> str:
    """A table as Excel saves it where a comma is in numbers: cells that hold a semicolon stand between quotes."""
    cells = [line.split(",") for line in text.splitlines()]
    return "\r\n".join(";".join(f'"{each}"' if ";" in each else each for each in row) for row in cells)


SAVED: dict[str, Callable[[str], str | bytes]] = {
    "with a byte-order mark": lambda text: "\ufeff" + text,
    "with semicolons": semicolons,
    "with tabs": lambda text: text.replace(",", "\t"),
    "as Unicode text": lambda text: text.replace(",", "\t").encode("utf-16"),
    "with Windows' ends of lines": lambda text: text.replace("\n", "\r\n"),
    "with empty columns and rows at its end": lambda text: text.replace("\n", ",,,\n") + ",,,,,,,,,,\n\n,,\n",
    "with an empty row first": lambda text: ",,,\n" + text,
    "with headings in capitals": lambda text: text.partition("\n")[0].upper().replace("_", " ") + "\n"
    + text.partition("\n")[2],
    "with its columns in another order": lambda text: "\n".join(
        ",".join(reversed(line.split(","))) for line in text.splitlines()
    ),
    "with spaces around": lambda text: text.replace(",", " , "),
    "with British dates": lambda text: text.replace("2024-03-31", "31/03/2024").replace("2024-04-01", "1/4/2024")
    .replace("2023-12-14", "14.12.2023").replace("2023-12-15", "15/12/2023 00:00").replace("2026-07-01", "1 July 2026"),
    "with midnights": lambda text: text.replace("2024-03-31", "2024-03-31 00:00:00"),
}  # fmt: skip


@pytest.mark.parametrize("how", SAVED)
def test_a_table_is_read_however_a_spreadsheet_saved_it(how: str, tmp_path: Path, right: Partnership) -> None:
    tables = {name: SAVED[how](text) for name, text in RIGHT.items() if name.endswith(".csv")}
    again = load(laid(tmp_path / "again", tables), problems)
    assert tables != {name: text for name, text in RIGHT.items() if name in tables}
    assert content(again) == content(right) or how == "with an empty row first"
    assert [each.code for each in again.agencies] == [each.code for each in right.agencies]


def test_letters_with_accents_are_read_from_utf_8_and_from_what_windows_saves(tmp_path: Path) -> None:
    text = RIGHT["agencies.csv"].replace("Old force", "Café Noël – force")
    utf, windows = (laid(tmp_path / each, {"agencies.csv": text.encode(each)}) for each in ("utf-8", "cp1252"))
    names = [load(each).agencies.find("Café Noël – force") for each in (utf, windows)]
    assert [each.code for each in names if each] == ["OLD", "OLD"]


def test_a_row_may_end_before_its_columns_do_in_whatever_order_they_stand(tmp_path: Path) -> None:
    rows = ["successor,code,name,type,aliases,returns_through,valid_from,valid_to", "NEW,OLD,Westmere Police,police"]
    rows += [",NEW,Mere Valley Police,police", ",COUNCIL,Westmere Council,council", ",GP,Practices,primary care"]
    with pytest.raises(WrongPartnership, match=r"row 2: valid_to is empty, and the agency has a successor"):
        load(laid(tmp_path / "p", {"agencies.csv": "\n".join(rows)}))


def test_a_comma_within_quotes_and_a_doubled_quote_are_text(tmp_path: Path) -> None:
    text = RIGHT["actions.csv"].replace("Visits are counted.", '"Visits, and ""views"", are counted."')
    action = load(laid(tmp_path / "p", {"actions.csv": text})).actions[0]
    assert action.text == 'Visits, and "views", are counted.'


def test_names_of_files_may_be_in_capitals_and_what_programs_leave_behind_is_passed_over(tmp_path: Path) -> None:
    folder = laid(tmp_path / "p", {"~$agencies.csv": "", ".~lock.agencies.csv#": "", ".DS_Store": "", "notes.txt": ""})
    (folder / "targets.csv").rename(folder / "Targets.CSV")
    assert len(load(folder).targets) == 2


def test_the_digest_is_of_names_and_content_alone(tmp_path: Path) -> None:
    one, two = laid(tmp_path / "one"), laid(tmp_path / "two")
    (two / "agencies.csv").touch()
    assert load(one).digest == load(two).digest
    (two / "targets.csv").write_text(RIGHT["targets.csv"].replace("Everybody", "Nobody"))
    assert load(one).digest != load(two).digest


def test_a_comment_in_a_local_audit_counts_in_the_digest(tmp_path: Path) -> None:
    folder = laid(tmp_path / "p")
    before = load(folder)
    (folder / "audits").mkdir()
    (folder / "audits" / "xyz.py").write_text("# nothing yet\n")
    first = load(folder)
    (folder / "audits" / "xyz.py").write_text("# nothing so far\n")
    assert first.local_audits == (folder / "audits" / "xyz.py",)
    assert len({before.digest, first.digest, load(folder).digest}) == 3


def test_a_workspaces_own_folder_wins_and_else_the_usual_partnership_is_meant(tmp_path: Path) -> None:
    assert of_workspace(tmp_path) is shipped("southampton")
    laid(tmp_path / "partnership")
    assert of_workspace(tmp_path).area == "Westmere"


@pytest.mark.parametrize("name", sorted(each.name for each in SHIPPED.iterdir() if each.is_dir()))
def test_nothing_is_wrong_with_a_partnership_that_comes_with_the_package(name: str) -> None:
    assert load(SHIPPED / name, problems).digest == shipped(name).digest


def test_the_editions_that_have_a_marking_are_those_there_are() -> None:
    assert set(MARKINGS) == set(EDITIONS)


def test_the_page_on_the_files_explains_every_word() -> None:
    page = (ROOT / "docs" / "partnership-files.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", page.partition("## The words")[2], re.MULTILINE)
    assert {name: (meaning, usual) for name, meaning, usual in rows} == dict(MEANINGS)
