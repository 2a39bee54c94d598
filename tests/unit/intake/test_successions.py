"""A body ends and another takes over: whose return it is by any name, which count, and who is asked for one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from pipeline.audits.wnb import WNB
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.intake import Intake, intake
from pipeline.intake.outstanding import asked, texts
from pipeline.intake.passwords import Passwords
from pipeline.partnership.agencies import Agency, AgencyType, Register
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Partnership, Returner
from pipeline.results.assemble import returns_grid
from pipeline.store.approvals import Approval, Approvals, approve
from pipeline.store.workspace import Workspace
from pipeline.template.layout import HEADER_ROW
from tests.unit.workspaces import put, sent

BEFORE, AFTER = Quarter(2024, 2), Quarter(2024, 3)  # SOL ended with the first of them, and HIOWH took over
MERGED = Quarter(2024, 3)
FIELD = next(each for each in WNB.fields if each.name == "policy_followed")


def body(code: str, since: date | None = None, until: date | None = None, successor: str = "") -> Agency:
    return Agency(code, f"{code} Trust", AgencyType.HEALTH_PROVIDER, since, until, successor)


@pytest.fixture
def merger() -> Iterator[Partnership]:
    """East and West merged within the quarter; both returned."""
    last, first = date(2024, 11, 15), date(2024, 11, 16)
    bodies = [body("EAST", None, last, "BOTH"), body("WEST", None, last, "BOTH"), body("BOTH", first)]
    returners = tuple(Returner(role="health_provider", agency=each) for each in ("EAST", "WEST"))
    with used(replace(here(), agencies=Register([*here().agencies, *bodies]), returners=returners)) as partnership:
        yield partnership


def taken_in(workspace: Workspace, quarter: Quarter) -> Intake:
    return intake(workspace, [quarter], workers=1)[quarter]


def standing(intake: Intake) -> dict[str, tuple[str, str]]:
    """Of each file, by its folder and name, whose it is and what became of it."""
    return {
        f"{each.submission.folder.partition('/')[2]}/{each.path.name}": (
            each.validated.identity.agency if each.validated.identity else "nobody",
            "counts" if each.counts else "superseded" if each.superseded else str(each.validated.status),
        )
        for each in intake.entries
    }


def told(intake: Intake, rule: str) -> list[str]:
    return [each.sentence() for entry in intake.entries for each in entry.validated.findings if each.rule == rule]


@pytest.mark.parametrize(
    ("quarter", "name", "folder", "whose"),
    [
        (BEFORE, "SOL", "sol", "SOL"),
        (AFTER, "HIOWH", "hiowh", "HIOWH"),
        (AFTER, "SOL", "sol", "HIOWH"),
        (AFTER, "SOL", "hiowh", "HIOWH"),
        (AFTER, "HIOWH", "sol", "HIOWH"),
        (BEFORE, "HIOWH", "hiowh", "SOL"),
        (BEFORE, "HIOWH", "sol", "SOL"),
        (BEFORE, "SOL", "hiowh", "SOL"),
    ],
)
def test_a_return_by_the_name_of_either_body_is_of_the_one_that_is_to_send_it(
    workspace: Workspace, quarter: Quarter, name: str, folder: str, whose: str
) -> None:
    put(workspace, f"{folder}/r.xlsx", sent(name, "Y", quarter=quarter), quarter)

    result = taken_in(workspace, quarter)

    assert standing(result) == {f"{folder}/r.xlsx": (whose, "counts")}
    assert len(told(result, "sent_as_another_body")) == (name != whose or folder != whose.casefold())
    again = taken_in(workspace, quarter)
    assert standing(again) == standing(result)
    assert again.read_now == 0
    assert "(WNB)" not in texts(again, date(2025, 3, 1), synthetic=False)[whose]
    feedback = workspace.reports / quarter.folder / "feedback"
    assert (feedback / folder / "r" / "receipt.html").is_file()
    assert (feedback / whose.casefold() / f"also-in-{folder}.txt").is_file() == (folder != whose.casefold())


def test_the_note_says_by_what_name_it_came_and_whose_it_is(workspace: Workspace) -> None:
    put(workspace, "sol/r.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)
    put(workspace, "hiowh/r.xlsx", sent("HIOWH", "Y", quarter=BEFORE), BEFORE)

    assert told(taken_in(workspace, AFTER), "sent_as_another_body") == [
        (
            "the file: we saw Solent NHS Trust (SOL) by the hidden manifest, a body that ended on 30/09/2024. It was "
            "taken in for Hampshire and Isle of Wight Healthcare NHS Foundation Trust (HIOWH), whose return of 2024-25 "
            "Q3 it is. Next time use the template of HIOWH."
        )
    ]
    assert told(taken_in(workspace, BEFORE), "sent_as_another_body") == [
        (
            "the file: we saw Hampshire and Isle of Wight Healthcare NHS Foundation Trust (HIOWH) by the hidden "
            "manifest, a body that began on 01/10/2024. It was taken in for Solent NHS Trust (SOL), whose return of "
            "2024-25 Q2 it is. Next time use the template of SOL."
        )
    ]


def test_of_two_bodies_one_after_another_the_newest_return_counts_and_both_are_told(workspace: Workspace) -> None:
    put(workspace, "sol/old.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)
    taken_in(workspace, AFTER)
    put(workspace, "hiowh/new.xlsx", sent("HIOWH", "Y", "N", quarter=AFTER), AFTER)

    result = taken_in(workspace, AFTER)

    assert standing(result) == {"sol/old.xlsx": ("HIOWH", "superseded"), "hiowh/new.xlsx": ("HIOWH", "counts")}
    assert [len(each.rows) for each in result.counted(WNB)] == [2]
    assert told(result, "gave_way") == [
        (
            "the file: we saw a newer return of the same agency, sent as Hampshire and Isle of Wight Healthcare NHS "
            "Foundation Trust. The newer one counts in place of this one."
        )
    ]
    assert told(result, "took_the_place") == [
        (
            "the file: we saw an earlier return of the same agency, sent as Solent NHS Trust. We expected one return "
            "for the whole quarter. This one is newer and counts in its place. Where the other held records that this "
            "one lacks, send all of them once more as one return."
        )
    ]


def test_the_same_return_by_both_names_is_counted_once(workspace: Workspace) -> None:
    put(workspace, "sol/r.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)
    put(workspace, "hiowh/r.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)
    put(workspace, "hiowh/same.xlsx", sent("HIOWH", "Y", quarter=AFTER), AFTER)

    result = taken_in(workspace, AFTER)

    assert [each.counts for each in result.entries] == [True, False, False]
    assert len(told(result, "duplicate")) == 2


def test_the_folder_of_whoever_took_over_leads_to_its_feedback_elsewhere_while_there_is_some(
    workspace: Workspace,
) -> None:
    place = put(workspace, "sol/r.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)
    taken_in(workspace, AFTER)
    leads = workspace.reports / AFTER.folder / "feedback" / "hiowh" / "also-in-sol.txt"
    assert leads.read_text(encoding="utf-8") == (
        "Feedback for Hampshire and Isle of Wight Healthcare NHS Foundation Trust lies in the folder sol beside this "
        "one too: a return of theirs came in that folder.\n"
    )

    place.unlink()
    taken_in(workspace, AFTER)
    assert not leads.parent.exists()


def test_a_folder_that_names_the_body_itself_in_another_way_leads_nowhere(workspace: Workspace) -> None:
    put(workspace, "Solent NHS Trust/r.xlsx", sent("SOL", "Y", quarter=BEFORE), BEFORE)
    taken_in(workspace, BEFORE)
    assert not list((workspace.reports / BEFORE.folder / "feedback").rglob("also-in-*"))


@pytest.mark.usefixtures("merger")
def test_two_bodies_that_merged_and_both_sent_are_counted_together(workspace: Workspace) -> None:
    put(workspace, "east/r.xlsx", sent("EAST", "Y", quarter=MERGED), MERGED)
    put(workspace, "west/r.xlsx", sent("WEST", "Y", "N", quarter=MERGED), MERGED)

    result = taken_in(workspace, MERGED)

    assert standing(result) == {"east/r.xlsx": ("BOTH", "counts"), "west/r.xlsx": ("BOTH", "counts")}
    assert sum(len(each.rows) for each in result.counted(WNB)) == 3
    assert told(result, "counted_together") == [
        f"the file: we saw another return of the same agency, sent as {other}. We expected no record in both. Both are "
        "counted. Where one holds the records of the other, send all of them once more as one return."
        for other in ("WEST Trust", "EAST Trust")
    ]


@pytest.mark.usefixtures("merger")
def test_a_return_of_the_merged_body_takes_the_place_of_both_and_a_later_part_leaves_the_other(
    workspace: Workspace,
) -> None:
    put(workspace, "east/r.xlsx", sent("EAST", "Y", quarter=MERGED), MERGED)
    put(workspace, "west/r.xlsx", sent("WEST", "Y", "N", quarter=MERGED), MERGED)
    taken_in(workspace, MERGED)
    put(workspace, "both/r.xlsx", sent("BOTH", "Y", "N", "N", quarter=MERGED), MERGED)
    assert [len(each.rows) for each in taken_in(workspace, MERGED).counted(WNB)] == [3]

    put(workspace, "east/mended.xlsx", sent("EAST", "N", "N", quarter=MERGED), MERGED)
    assert [len(each.rows) for each in taken_in(workspace, MERGED).counted(WNB)] == [2, 2]


@pytest.mark.usefixtures("merger")
def test_the_new_body_before_it_began_is_sent_back_where_several_bodies_still_return(workspace: Workspace) -> None:
    earlier = MERGED.previous()
    put(workspace, "both/r.xlsx", sent("BOTH", "Y", quarter=earlier), earlier)

    result = taken_in(workspace, earlier)

    assert standing(result) == {"both/r.xlsx": ("nobody", "sent back")}
    assert told(result, "several_bodies") == [
        (
            "the file: we saw BOTH Trust (BOTH) by the hidden manifest, which took over from several that return for "
            "2024-25 Q2 each. We expected a return of EAST Trust (EAST) or WEST Trust (WEST). Copy the records of each "
            "into its own template and send those. If all of them are of one body, put the file into its folder."
        )
    ]
    letters = texts(result, date(2025, 3, 1), synthetic=False)
    assert [code for code, text in letters.items() if "the folder of BOTH Trust was sent back" in text] == [
        "EAST",
        "WEST",
    ]


@pytest.mark.usefixtures("merger")
def test_the_folder_of_one_body_says_whose_records_the_new_one_sent_too_early(workspace: Workspace) -> None:
    earlier = MERGED.previous()
    put(workspace, "west/r.xlsx", sent("BOTH", "Y", quarter=earlier), earlier)

    assert standing(taken_in(workspace, earlier)) == {"west/r.xlsx": ("WEST", "counts")}


def test_a_file_in_the_folder_of_a_body_that_is_no_kin_is_still_in_the_wrong_folder(workspace: Workspace) -> None:
    put(workspace, "uhs/r.xlsx", sent("SOL", "Y", quarter=AFTER), AFTER)

    result = taken_in(workspace, AFTER)

    assert [each.rule for each in result.entries[0].validated.errors] == ["wrong_folder"]


def test_whoever_took_over_within_the_quarter_is_asked_for_all_of_it(workspace: Workspace) -> None:
    quarter = Quarter(2022, 1)
    (workspace.raw / quarter.folder).mkdir(parents=True)

    letter = texts(taken_in(workspace, quarter), date(2022, 8, 1), synthetic=False)["HIOWC"]

    assert letter.startswith("To: Hampshire & Isle of Wight Constabulary\n")
    assert (
        "You took over from Hampshire Constabulary on 1 June 2022: please return for the whole quarter, with its cases "
        "from before."
    ) in letter
    later = texts(taken_in(workspace, quarter.next()), date(2023, 1, 1), synthetic=False)["HIOWC"]
    assert "took over" not in later


def test_who_returns_through_another_is_asked_by_way_of_the_body_in_force(workspace: Workspace) -> None:
    quarter = Quarter(2022, 2)
    (workspace.raw / quarter.folder).mkdir(parents=True)

    letters = texts(taken_in(workspace, quarter), date(2023, 1, 1), synthetic=False)

    assert letters["GP"].startswith(
        "To: Hampshire and Isle of Wight Integrated Care Board, for Southampton GP practices"
    )


def test_what_cannot_be_read_in_the_folder_of_the_body_before_may_be_its_successors(workspace: Workspace) -> None:
    folder = workspace.raw / AFTER.folder / "sol"
    folder.mkdir(parents=True)
    (folder / "r.xlsx").symlink_to("elsewhere.xlsx")

    result = taken_in(workspace, AFTER)

    assert {each.agency: each.status for each in asked(result) if each.audit.code == "WNB"}["HIOWH"] == (
        "could not be read"
    )


def test_passwords_of_the_body_before_and_of_whom_an_agency_sends_for_are_tried_too() -> None:
    known = Passwords({"SOL": ("old",), "HIOWH": ("new",), "GP": ("surgery",), "ICB": ("board",), "UHS": ("other",)})

    assert known.of("HIOWH") == ("new", "old")
    assert known.of_folder("hiowh", AFTER) == ("new", "old")
    assert known.of_folder("sol", AFTER) == ("old", "new")
    assert set(known.of_folder("icb", AFTER)) == {"board", "surgery"}


def with_heading(agency: str, quarter: Quarter) -> bytes:
    """A return in which one heading is the agency's own."""
    book = load_workbook(io.BytesIO(sent(agency, "Y", quarter=quarter)))
    (cell,) = [each for each in book["Records"][HEADER_ROW] if str(each.value).startswith(FIELD.label)]
    cell.value = "Own heading"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_heading_approved_for_the_body_before_holds_for_its_successor_and_the_note_says_whose(
    workspace: Workspace,
) -> None:
    put(workspace, "hiowh/r.xlsx", with_heading("HIOWH", AFTER), AFTER)
    assert [each.accepted for each in taken_in(workspace, AFTER).entries] == [False]

    approve(workspace, Approval("SOL", "WNB", "Own heading", FIELD.name, "audit lead", "2024-01-05T09:00:00+00:00"))

    result = taken_in(workspace, AFTER)
    assert [each.counts for each in result.entries] == [True]
    (note,) = told(result, "header_approved")
    assert note.endswith("as approved by audit lead on 05/01/2024 for Solent NHS Trust.")


def test_what_is_approved_for_the_successor_goes_before_what_was_approved_for_the_body_before() -> None:
    entries = [
        Approval(agency, "WNB", "own heading", field, "lead", "2024-01-05T09:00:00+00:00")
        for agency, field in (("HIOWH", "new_field"), ("SOL", "old_field"))
    ]
    known = Approvals(tuple(entries))
    assert known.headings("HIOWH", "WNB")["own heading"].field == "new_field"
    assert known.headings("SOL", "WNB")["own heading"].field == "old_field"
    assert known.digest("2024-25-Q3/sol") == known.digest("2024-25-Q3/hiowh") != known.digest("2024-25-Q3/uhs")


@pytest.mark.usefixtures("merger")
def test_in_the_grid_two_returns_that_count_together_have_a_line_each_under_the_body_in_force(
    workspace: Workspace,
) -> None:
    put(workspace, "east/r.xlsx", sent("EAST", "Y", quarter=MERGED), MERGED)
    put(workspace, "west/r.xlsx", sent("WEST", "Y", "N", quarter=MERGED), MERGED)

    grid = returns_grid(taken_in(workspace, MERGED), SUBGROUP)

    lines = [(each.agency, each.agency_name, each.records, each.revised) for each in grid if each.audit == "WNB"]
    assert lines == [
        ("BOTH", "BOTH Trust, sent as EAST Trust", 1, False),
        ("BOTH", "BOTH Trust, sent as WEST Trust", 2, False),
    ]
