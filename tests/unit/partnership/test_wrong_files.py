"""Each kind of wrong file of a partnership: a line for each mistake, with its place, what was expected, what to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import audits
from pipeline.__main__ import main
from pipeline.audits.checked import problems
from pipeline.errors import WrongPartnership
from pipeline.partnership.here import of_workspace
from pipeline.partnership.load import load
from pipeline.partnership.model import Partnership
from tests.source import ROOT
from tests.unit.partnership.folders import RIGHT, laid


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(WrongPartnership) as refused:
        load(folder, problems)
    return list(refused.value.mistakes)


def of(tmp_path: Path, changed: Mapping[str, str | bytes]) -> list[str]:
    return mistakes(laid(tmp_path / "partnership", changed))


def changes() -> Iterator[tuple[str, str, str, list[str]]]:
    """The file, what stands in it when it is right, what stands there instead, and the mistakes that are told."""
    signs = str.maketrans({"⏎": "\n", "␣": "\u200b"})
    for block in (Path(__file__).parent / "wrong_cells.txt").read_text().strip().split("\n\n"):
        file, right, wrong, *told = block.split("\n")
        yield file, right[2:].translate(signs), wrong[2:].translate(signs), told


@pytest.mark.parametrize(("file", "right", "wrong", "told"), list(changes()), ids=lambda each: str(each)[:40])
def test_a_mistake_is_told_with_its_place_and_what_was_expected(
    file: str, right: str, wrong: str, told: list[str], tmp_path: Path
) -> None:
    assert right in RIGHT[file]
    assert of(tmp_path, {file: RIGHT[file].replace(right, wrong, 1)}) == told


def test_an_empty_table_and_a_cell_that_is_a_page_long_are_told(tmp_path: Path) -> None:
    agencies = RIGHT["agencies.csv"].replace("Mere Valley Police", "Mere" * 600)
    assert of(tmp_path, {"agencies.csv": agencies, "returns.csv": "\n,,\n"}) == [
        "agencies.csv row 3: name is longer than 2000 characters.",
        "returns.csv: is empty. Its first row holds the headings role, agency, audits, from, to.",
    ]


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    lines = of(
        tmp_path,
        {
            "partnership.toml": RIGHT["partnership.toml"].replace("area", "aria"),
            "agencies.csv": RIGHT["agencies.csv"].replace("police,,", "polise,,"),
            "returns.csv": RIGHT["returns.csv"].replace("social_care", "social_car"),
            "targets.csv": RIGHT["targets.csv"].replace("0.85", "85%%"),
        },
    )
    assert [each.split(":")[0] for each in lines] == [
        "partnership.toml line 3",
        "partnership.toml",
        "agencies.csv row 2",
        "targets.csv row 2",
        "returns.csv row 3",
    ]


def test_a_mistake_in_a_definition_of_the_partnerships_own_is_told_with_the_others(tmp_path: Path) -> None:
    folder = laid(tmp_path / "p", {"returns.csv": RIGHT["returns.csv"].replace("police,OLD", "police,OLB")})
    (folder / "audits").mkdir()
    (folder / "audits" / "own.py").write_text("class (\n")
    first, second = mistakes(folder)
    assert first == "returns.csv row 2: agency 'OLB' is no code in agencies.csv. Did you mean OLD?"
    assert second.startswith("audits/own.py line 1: this is no Python")


def test_a_limit_that_definitions_need_and_the_file_misspells_is_told_where_nothing_else_is_wrong(
    tmp_path: Path,
) -> None:
    (told,) = of(tmp_path, {"timescales.csv": RIGHT["timescales.csv"].replace("\nrebooking,", "\nre_booking,")})
    assert told.startswith(
        "partnership: the audits cannot be read for it: timescales.csv gives no time limit rebooking: add a row for it."
    )
    assert told.endswith("Did you mean re_booking?")


def test_a_limit_without_a_row_stops_nothing_and_a_file_without_headings_does(tmp_path: Path) -> None:
    headings = RIGHT["timescales.csv"].partition("\n")[0]
    assert load(laid(tmp_path / "bare", {"timescales.csv": headings}), problems).timescales == ()
    assert of(tmp_path, {"timescales.csv": ""}) == [
        f"timescales.csv: is empty. Its first row holds the headings {headings.replace(',', ', ')}."
    ]


def explained() -> list[str]:
    """What the page on troubleshooting lists of a partnership's files, "…" standing for what differs."""
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    section = page.partition("## The files of the partnership")[2].partition("\n## ")[0]
    return re.findall(r"`([^`]+)`", section)


def test_every_mistake_that_these_tests_meet_is_explained_in_the_docs() -> None:
    told = [line.partition(": ")[2] for *_, lines in changes() for line in lines]
    endings = [re.sub(r" …$", "( .*)?", re.escape(each).replace("\\ ", " ")) for each in explained()]
    sentences = [re.compile(each.replace("…", ".*")) for each in endings]
    assert len(told) > 80
    assert [each for each in told if not any(sentence.fullmatch(each) for sentence in sentences)] == []


def test_a_command_stops_before_anything_is_done_and_says_where_to_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path / "partnership", {"returns.csv": RIGHT["returns.csv"].replace("police,OLD", "polic,OLD")})
    assert main(["--root", str(tmp_path), "templates", "2026-27-Q2"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "Nothing was done, since the partnership's files are wrong (mistakes: 1).",
        "  returns.csv row 2: role 'polic' is a role of no audit. Did you mean police?",
        "See docs/troubleshooting.md#the-files-of-the-partnership",
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["partnership"]


def test_of_very_many_mistakes_the_first_fifty_are_shown(tmp_path: Path) -> None:
    rows = "".join(f"nobody,X{number},,,\n" for number in range(40))
    with pytest.raises(WrongPartnership) as refused:
        load(laid(tmp_path / "p", {"returns.csv": RIGHT["returns.csv"] + rows}), problems)
    first, *lines = str(refused.value).splitlines()
    assert first == "Nothing was done, since the partnership's files are wrong (mistakes: 80)."
    assert len(lines) == 51
    assert lines[-1] == "  … and 30 more"


def test_once_a_date_has_its_month_first_one_that_may_be_either_is_refused(tmp_path: Path) -> None:
    text = RIGHT["agencies.csv"].replace("2024-03-31", "03/31/2024").replace("2024-04-01", "04/01/2024")
    first, second = of(tmp_path, {"agencies.csv": text})
    assert first.startswith("agencies.csv row 2: valid_to '03/31/2024' has its month first. Write the day first, or")
    assert second == (
        "agencies.csv row 3: valid_from '04/01/2024' may be either of two days, since another date of this file has "
        "its month first. Write it as 2026-04-01."
    )


def test_where_a_file_cannot_be_read_what_other_files_say_of_it_is_not_blamed(tmp_path: Path) -> None:
    lines = of(tmp_path, {"agencies.csv": b"\x00\x01\x02", "partnership.toml": "themes = ["})
    assert [each.split(":")[0] for each in lines] == ["partnership.toml line 1", "agencies.csv"]


@pytest.mark.parametrize("data", [b"code,\x00name", b"\x81\x8d\x8f", b"\xff\xfec", b"\xfe\xff\x00"], ids=repr)
def test_a_table_that_is_no_text_is_told(data: bytes, tmp_path: Path) -> None:
    assert of(tmp_path, {"agencies.csv": data}) == ["agencies.csv: is no text in UTF-8. Save it as CSV UTF-8."]


def test_settings_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    assert of(tmp_path, {"partnership.toml": 'name = "Café"'.encode("cp1252")}) == [
        "partnership.toml: is no text in UTF-8. Save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)."
    ]


def test_a_missing_file_is_told_with_the_file_that_may_be_it(tmp_path: Path) -> None:
    folder = laid(tmp_path / "p")
    for wrong in ("target.csv", "Recommendations.xlsx"):
        (folder / wrong).write_text("")
    for missing in ("targets.csv", "recommendations.csv", "audits.csv"):
        (folder / missing).unlink()
    assert mistakes(folder) == [
        "audits.csv: is missing. Every file has to be there, if only with its headings; init writes them.",
        "targets.csv: is missing. Did you mean target.csv?",
        "recommendations.csv: is missing. 'Recommendations.xlsx' is a workbook: save it as CSV UTF-8.",
        "partnership: holds 'target.csv', which nothing reads. Did you mean targets.csv?",
    ]


def test_a_table_that_nothing_reads_is_told_so_that_no_copy_is_edited_in_vain(tmp_path: Path) -> None:
    assert of(tmp_path, {"targets (2).csv": ""}) == [
        "partnership: holds 'targets (2).csv', which nothing reads. Did you mean targets.csv?"
    ]


def test_one_file_under_two_names_is_told(tmp_path: Path) -> None:
    assert of(tmp_path, {"Targets.csv": RIGHT["targets.csv"]}) == [
        "targets.csv: is there twice, in capitals and in small letters. Keep one of the two."
    ]


def test_an_empty_folder_and_a_file_in_its_place_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    assert mistakes(tmp_path / "empty") == [
        "partnership: is an empty folder. Delete it, or let init write the files into it."
    ]
    assert mistakes(tmp_path / "file") == [
        "partnership: is a file. Make it a folder that holds the partnership's files."
    ]
    assert mistakes(tmp_path / "none") == [
        "partnership: cannot be opened (No such file or directory). See that the folder is there and is yours."
    ]


def test_a_file_or_a_link_that_leads_nowhere_in_the_place_of_the_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "partnership").symlink_to(tmp_path / "gone")
    with pytest.raises(WrongPartnership):
        of_workspace(tmp_path)


def test_folders_links_pipes_and_huge_files_are_told_and_not_opened(tmp_path: Path) -> None:
    folder = laid(tmp_path / "p", {"audits.csv": "audit" + " " * 2_000_000})
    for name in ("agencies.csv", "returns.csv", "targets.csv"):
        (folder / name).unlink()
    (folder / "agencies.csv").mkdir()
    (folder / "returns.csv").symlink_to(tmp_path / "elsewhere.csv")
    os.mkfifo(folder / "targets.csv")
    (folder / "audits").touch()
    assert mistakes(folder) == [
        "agencies.csv: is a folder. Put the file of this name here.",
        "returns.csv: is a link. Put the file itself here.",
        "audits.csv: is larger than 2 MB. See whether it is the right file.",
        "targets.csv: is no ordinary file. Put the file of this name here.",
        "audits: is no folder. Definitions of the partnership's own lie in a folder of this name.",
    ]


def test_a_file_that_is_not_ours_to_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = laid(tmp_path / "p")
    whole = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "targets.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    assert mistakes(folder) == [
        "targets.csv: cannot be opened (Permission denied). Close it in other programs, and see that it is yours."
    ]


def test_a_long_or_unprintable_cell_is_not_repeated_whole(tmp_path: Path) -> None:
    lines = of(tmp_path, {"agencies.csv": RIGHT["agencies.csv"].replace("police,,", "p" * 500 + ",,")})
    assert "'" + "p" * 39 + "…'" in lines[0]
    assert "p" * 40 not in lines[0]


@contextmanager
def few_definitions() -> Iterator[None]:
    """No definitions are read but of the audits that the right files name, since they are read anew at each try."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audits, "_names", lambda: ["mash", "neg", "ssd", "wnb"])
        yield


FILES = sorted(RIGHT)
WHOLE_FILES = st.one_of(
    st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(FILES), data=WHOLE_FILES)
def test_any_bytes_in_any_file_are_a_partnership_or_told(name: str, data: bytes) -> None:
    held(name, data)


@settings(max_examples=120, deadline=None)
@given(data=st.data(), name=st.sampled_from(FILES))
def test_any_change_within_a_file_is_a_partnership_or_told(data: st.DataObject, name: str) -> None:
    right = RIGHT[name]
    start = data.draw(st.integers(0, len(right)))
    end = data.draw(st.integers(start, min(len(right), start + 30)))
    odd = st.sampled_from(
        [",", ";", "\n", '"', "[", "]", "=", "[[", "9" * 5000, "2026-27 Q1", "\r", "\u2028", "'", "-", "inf", "NaN"]
    )
    new = data.draw(st.one_of(st.lists(odd, max_size=4).map("".join), st.text(max_size=20)))
    held(name, (right[:start] + new + right[end:]).encode("utf-8", "replace"))


def held(name: str, data: bytes) -> None:
    """Either a partnership comes of it, or one that says what is wrong: nothing else."""
    with TemporaryDirectory() as scratch, few_definitions():
        folder = laid(Path(scratch) / "partnership", {name: data})
        try:
            outcome: Partnership | tuple[str, ...] = load(folder, problems)
        except WrongPartnership as refused:
            outcome = refused.mistakes
    told = () if isinstance(outcome, Partnership) else outcome
    assert told != () or isinstance(outcome, Partnership)
    assert all(each.isprintable() and len(each) < 600 for each in told)


def test_a_document_of_the_package_stays_right_when_the_recommendations_are_replaced(tmp_path: Path) -> None:
    national = "NICE postnatal care (QS37),2022,2022-09-27,,SSD;SSH,,Contacts are counted.,NICE QS37,\n"
    recommendations = RIGHT["recommendations.csv"].replace("NEG;SSD", "NEG")

    folder = laid(
        tmp_path / "partnership",
        {"documents.csv": RIGHT["documents.csv"] + national, "recommendations.csv": recommendations},
    )

    assert load(folder, problems).documents[-1].audits == ("SSD", "SSH")
    assert of(tmp_path, {"documents.csv": RIGHT["documents.csv"] + national.replace("SSH", "SSHH")}) == [
        "documents.csv row 5: audits 'SSHH' is no audit. Did you mean SSH?"
    ]
