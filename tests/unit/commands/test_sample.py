"""Samples: anybody with the list can draw the same one again, and the sheet says how it was drawn."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.__main__ import main
from pipeline.calendar.quarter import Quarter
from pipeline.commands.sample import drawn
from pipeline.commands.sample_frame import WHOLE, Frame
from pipeline.errors import PipelineError
from pipeline.store.samples import Method, samples
from pipeline.store.workspace import Workspace
from tests.forms import ALL


def frame(strata: dict[str, int]) -> Frame:
    keys = [f"{stratum}-{number:03d}" for stratum, count in strata.items() for number in range(count)]
    rows = {key: place for place, key in enumerate(keys, start=2)}
    return Frame("list.csv", "0" * 64, "Case", "Kind", rows, {key: key.split("-")[0] for key in keys})


def listed(folder: Path, rows: list[str]) -> Path:
    path = folder / "list.csv"
    path.write_text("Case,Kind\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(folder: Path, *more: object, size: int = 4) -> int:
    asked = [
        "--root",
        folder,
        "sample",
        "2019-20-Q2",
        "--audit",
        "NEG",
        "--from",
        folder / "list.csv",
        "--size",
        size,
        "--into",
        folder / "out",
        *more,
    ]
    return main([str(each) for each in asked])


def sheets(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    (path,) = (folder / "out").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()][1:] for sheet in book}


SIZES = st.dictionaries(st.sampled_from(["A", "B", "C"]), st.integers(1, 30), min_size=1)


@given(SIZES, st.integers(3, 60), st.integers(0, 9), st.dictionaries(st.sampled_from("ABC"), st.floats(0.5, 4)))
def test_the_size_is_kept_every_stratum_has_a_case_and_none_is_drawn_twice(
    strata: dict[str, int], size: int, seed: int, weights: dict[str, float]
) -> None:
    sample = drawn(frame(strata), size, weights, seed)
    cases = [key for part in sample for key in (*part.drawn, *part.reserve)]
    assert sum(len(part.drawn) for part in sample) == min(size, sum(strata.values()))
    assert all(part.drawn for part in sample)
    assert len(set(cases)) == len(cases)


def test_a_stratum_drawn_more_often_has_more_cases_than_its_share() -> None:
    even = drawn(frame({"A": 50, "B": 50}), 20, {}, 1)
    over = drawn(frame({"A": 50, "B": 50}), 20, {"B": 3.0}, 1)
    assert [len(part.drawn) for part in even] == [10, 10]
    assert [len(part.drawn) for part in over] == [5, 15]


def test_every_case_is_as_likely_to_be_drawn() -> None:
    times = Counter(key for seed in range(600) for part in drawn(frame({WHOLE: 10}), 3, {}, seed) for key in part.drawn)
    assert set(times) == set(frame({WHOLE: 10}).rows)
    assert max(abs(count - 180) for count in times.values()) < 60


def test_the_order_of_the_list_makes_no_difference_and_the_seed_does() -> None:
    whole = frame({"A": 30, "B": 9})
    turned = Frame(**{**vars(whole), "stratum": dict(reversed(whole.stratum.items()))})
    assert drawn(whole, 12, {}, 5) == drawn(turned, 12, {}, 5)
    assert drawn(whole, 12, {}, 5) != drawn(whole, 12, {}, 6)


def test_the_sheet_gives_references_and_rows_and_no_value_of_the_list(tmp_path: Path) -> None:
    listed(tmp_path, [f"SECRET{number},{'AB'[number % 2]}" for number in range(20)])
    assert run(tmp_path, "--strata", "kind", "--over", "A=2", "--first", 11, "--seed", 3) == 0
    lists = sheets(tmp_path)
    assert [row[0] for row in lists["Sample"]] == [f"AUD19Q2-NEG-{number:03d}" for number in range(11, 15)]
    assert [row[2] for row in lists["Sample"]] == ["A", "A", "A", "B"]
    assert [row[:3] for row in lists["Strata"]] == [("A", 10, 3), ("B", 10, 1)]
    assert [row[3] for row in lists["Strata"]] == pytest.approx([10 / 3, 10])
    account = dict(lists["How it was drawn"])
    assert (account["Seed"], account["Cases on the list"], account["Size asked for"]) == ("3", "20", "4")
    assert account["Drawn more often"] == "A=2"
    assert "The report shows it beside the plain one" in str(account["Weights"])
    assert [row[0] for row in lists["Reserve"]] == [f"AUD19Q2-NEG-{number:03d}" for number in range(15, 19)]
    assert "SECRET" not in str(lists)


def test_a_list_of_no_more_than_the_size_is_taken_whole(tmp_path: Path) -> None:
    listed(tmp_path, ["c1,A", "c2,B", "", "c3,A"])
    assert run(tmp_path, size=3) == 0
    lists = sheets(tmp_path)
    assert [row[1] for row in lists["Sample"]] == [2, 3, 5]
    assert "no sampling error" in str(lists["How it was drawn"])
    assert lists["Reserve"] == []


def test_the_same_list_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    books = []
    for name in ("here", "there"):
        assert run(tmp_path, "--into", tmp_path / name) == 0
        books.append(next((tmp_path / name).glob("*.xlsx")).read_bytes())
    assert books[0] == books[1]


def test_a_workbook_s_first_sheet_is_a_list_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Case", "Kind"], ["c1", "A"], ["c2", "A"], ["c3", "B"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert run(tmp_path, "--from", tmp_path / "list.xlsx", size=2) == 0
    assert len(sheets(tmp_path)["Sample"]) == 2


@pytest.mark.parametrize(
    ("rows", "more", "complaint"),
    [
        (["c1,A", "c1,B"], [], "row 3: its 'Case' is given twice"),
        ([",A", "c1,B"], [], "row 2: its 'Case' is empty"),
        (["c1,A"], ["--strata", "Colour"], "--strata 'Colour' is no column of the list; its columns are Case, Kind."),
        (["c1,A"], ["--over", "A=2"], "name their column with --strata"),
        (["c1,A"], ["--strata", "Kind", "--over", "A"], "--over is VALUE=K"),
        (["c1,A"], ["--strata", "Kind", "--over", "Z=2"], "No case of the list has the --over value"),
        ([], [], "has no cases below its headings"),
        (["c1,A", "c2,B", "c3,C", "c4,D", "c5,E"], ["--strata", "Kind"], "too small for 5 strata"),
    ],
)
def test_a_wrong_list_or_option_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[str], more: list[str], complaint: str
) -> None:
    listed(tmp_path, rows)
    assert run(tmp_path, *more) == 2
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


# References, and the account that a report weights by


def kept(folder: Path) -> tuple[object, ...]:
    return tuple(each.sample for each in samples(Workspace(folder), Quarter(2019, 2)))


def test_the_account_of_a_sample_is_kept_with_its_references_by_part(tmp_path: Path) -> None:
    listed(tmp_path, [f"SECRET{number},{'AB'[number % 2]}" for number in range(20)])
    assert run(tmp_path, "--strata", "kind", "--over", "A=2", "--seed", 3) == 0
    (kept,) = samples(Workspace(tmp_path), Quarter(2019, 2))
    assert [(each.name, each.listed, len(each.drawn)) for each in kept.sample.strata] == [
        ("A", 10, 3),
        ("B", 10, 1),
    ]
    assert kept.sample.drawn == tuple(row[0] for row in sheets(tmp_path)["Sample"])
    reserve = tuple(each for part in kept.sample.strata for each in part.reserve)
    assert reserve == tuple(row[0] for row in sheets(tmp_path)["Reserve"])
    assert set(kept.sample.references) == {*kept.sample.drawn, *reserve}
    assert (kept.sample.method, kept.sample.uneven) == (Method.STRATIFIED, True)
    assert b"SECRET" not in kept.data


@pytest.mark.parametrize(("size", "method"), [(3, Method.RANDOM), (9, Method.CENSUS)])
def test_the_account_says_how_the_sample_was_drawn(tmp_path: Path, size: int, method: Method) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    assert run(tmp_path, size=size) == 0
    (kept,) = samples(Workspace(tmp_path), Quarter(2019, 2))
    assert (kept.sample.method, kept.sample.uneven, kept.sample.listed) == (method, False, 9)


def test_mash_is_sampled_by_its_contact_reference_new_or_as_on_the_list(tmp_path: Path) -> None:
    listed(tmp_path, [f"case {number},A" for number in range(9)])
    assert run(tmp_path, "--audit", "MASH", "--first", 41) == 0
    assert [row[0] for row in sheets(tmp_path)["Sample"]] == [f"K19Q2-{number:04d}" for number in range(41, 45)]
    own = tmp_path / "own"
    own.mkdir()
    listed(own, [f"K19Q2-{number:04d},A" for number in range(300, 309)])
    assert run(own, "--audit", "MASH") == 0
    lists = sheets(own)
    assert all(f"K19Q2-{298 + row[1]:04d}" == row[0] for row in lists["Sample"])  # the list's own, beside its row
    assert {row[0] for row in lists["Reserve"]} <= {f"K19Q2-{number:04d}" for number in range(300, 309)}


def test_references_that_merely_look_like_the_board_s_are_never_taken_from_a_list(tmp_path: Path) -> None:
    listed(tmp_path, [f"94347659{number},A" for number in range(10, 19)])
    assert run(tmp_path) == 0
    assert all(str(row[0]).startswith("AUD19Q2-NEG-") for row in sheets(tmp_path)["Sample"])


def test_the_references_that_are_issued_are_such_as_the_audit_s_question_takes() -> None:
    sampling = {code: audit.sampled for code, audit in ALL.items() if audit.sampled}
    assert {"NEG", "WNB", "MASH"} <= set(sampling)
    for code, sampled in sampling.items():
        quarters = (Quarter(2008, 1), Quarter(2019, 4))
        issued = [sampled.issued(code, each, number) for each in quarters for number in (1, 999)]
        assert all(re.fullmatch(sampled.field.pattern or "", each) for each in issued), code


def test_the_same_sample_drawn_again_leaves_the_workbook_with_its_notes_alone(tmp_path: Path) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    assert run(tmp_path) == 0
    (path,) = (tmp_path / "out").glob("*.xlsx")
    path.write_bytes(b"with notes")
    before = kept(tmp_path)
    assert run(tmp_path) == 0
    assert (path.read_bytes(), kept(tmp_path)) == (b"with notes", before)


def test_a_list_is_not_drawn_from_again_until_the_sample_pleases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    assert run(tmp_path) == 0
    before = kept(tmp_path)
    assert run(tmp_path, "--seed", 2) == 2
    assert "was drawn from this list before, otherwise" in capsys.readouterr().err
    assert kept(tmp_path) == before


def test_two_lists_of_one_audit_never_share_a_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    assert run(tmp_path) == 0
    listed(tmp_path, [f"d{number},A" for number in range(9)])
    assert run(tmp_path) == 2
    assert "6 of its references are given out already" in capsys.readouterr().err
    assert run(tmp_path, "--first", 7) == 0
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"\xff"])
def test_an_account_that_was_altered_is_not_believed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    listed(tmp_path, [f"c{number},A" for number in range(9)])
    assert run(tmp_path) == 0
    (path,) = (tmp_path / "data" / "samples" / "2019-20-Q2").iterdir()
    for data in (damage, path.read_bytes().replace(b'"listed": 9', b'"listed": 900')):
        path.write_bytes(data)
        with pytest.raises(PipelineError, match="account of a sample is damaged"):
            samples(Workspace(tmp_path), Quarter(2019, 2))
        assert run(tmp_path) == 1
        assert "account of a sample is damaged" in capsys.readouterr().err
        path.unlink()
        assert run(tmp_path) == 0
