"""The figures that are taken away are those of the pages, in each edition: every one, with its interval and verdict."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipeline.disclose.editions import EDITIONS
from pipeline.partnership.here import here
from pipeline.store.reports import FIGURES, TRACKER
from tests.acceptance.pages import tables
from tests.acceptance.product import NEWEST, OF_ALL, Demo, pipeline
from tests.source import ROOT

OF = re.compile(r"([\d,]+) of ([\d,]+)")
PERCENT = re.compile(r"([\d.]+)%")
ROUNDED = 0.011  # half a per cent, and as much again where a page says 99% of what is nearly all
# Nothing on them is a figure of the quarter: the programme counts returns.
IN_WORDS = {"method.html", "glossary.html", "programme.html"}
LINE = re.compile(r'<span class="code">(\w+)</span></th>.*?<span class="rating[^"]*">([^<]*)</span>', re.DOTALL)
TOGETHER = re.compile(r'href="(\w+)\.html">[^<]*</a>\s*<span class="quiet">\d+ standards?([^<]*)</span>')


@pytest.fixture(scope="module")
def everywhere(editions: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A copy of the demonstration with its three editions: it is proved, and sent."""
    return editions.copied(tmp_path_factory.mktemp("everywhere") / "demo")


def test_one_command_makes_every_edition_and_tells_once_what_was_left_out(editions: Demo) -> None:
    printed = (editions.root.parent / "editions.txt").read_text(encoding="utf-8")

    assert printed.count("\nOpen ") == len(EDITIONS)
    assert printed.count(" left out.") == 1


def figures(demo: Demo, edition: str) -> pd.DataFrame:
    return pd.read_parquet(demo.workspace.reports / NEWEST.folder / edition / "figures.parquet")


def printed(demo: Demo, edition: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every line of every table of an edition's pages, with the caption of its table."""
    folder = demo.workspace.reports / NEWEST.folder / edition
    for page in sorted(each for each in folder.glob("*.html") if each.name not in IN_WORDS):
        for caption, table in tables(page.read_text(encoding="utf-8")).items():
            yield from ((caption, dict(zip(table.headings, row, strict=False))) for row in table.rows)


def pairs(words: str) -> set[tuple[int, int]]:
    return {(int(met.replace(",", "")), int(n.replace(",", ""))) for met, n in OF.findall(words)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_n_of_n_of_the_tables_is_among_the_figures_and_the_other_way_round(
    everywhere: Demo, edition: str
) -> None:
    table = figures(everywhere, edition)
    known = table[table["met"].notna() & table["n"].notna() & (table["kind"] != "distribution")]
    # What a line is called is no figure: "4 of 5" is an answer on a scale.
    lines = [line for _, line in printed(everywhere, edition)]
    on_pages = {pair for line in lines for cell in list(line.values())[1:] for pair in pairs(cell)}
    # What is added up over records has a column for each of the two.
    on_pages |= {pair for line in lines for pair in pairs(f"{line.get('Together')} of {line.get('Records')}")}

    taken = set(zip(known["met"].astype(int), known["n"].astype(int), strict=True))
    assert len(on_pages) > 50
    assert on_pages - taken == set()
    # With many audits the year's page adds up what each asks first, and the files have the sums of all.
    year = tables(everywhere.page("year.html", edition)).values()
    of_the_year = {word for each in year for row in each.rows for word in re.findall(r"\w+", row[0])}
    known = known[(known["level"] != "four quarters") | known["standard"].isin(of_the_year)]
    # The earlier quarters of single agencies stand on the pages of those quarters; of ratios pages print the share.
    elsewhere = (known["level"] == "agency") | (known["kind"] == "ratio")
    here_ = known[(known["n"] > 0) & (~elsewhere | (known["quarter"] == str(NEWEST)))]
    assert set(zip(here_["met"].astype(int), here_["n"].astype(int), strict=True)) - on_pages == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_line_of_a_standard_s_tables_has_its_row_with_the_same_interval(everywhere: Demo, edition: str) -> None:
    table = figures(everywhere, edition)
    table = table[table["kind"] == "standard"]
    compared = 0
    for caption, line in printed(everywhere, edition):
        named = re.fullmatch(r"(\w+) by (agency|quarter)", caption)
        if named is None:
            continue
        rows = table[table["standard"] == named[1]]
        if named[2] == "quarter":
            rows = rows[(rows["level"] == "all returns") & (rows["quarter"] == line["Quarter"])]
        else:
            name = line["Agency"]
            rows = rows[(rows["quarter"] == str(NEWEST)) & rows["level"].isin(["all returns", "agency"])]
            rows = rows[rows["agency_name"].fillna("All returns") == name]
        (row,) = (each for _, each in rows.iterrows())
        between = line.get("95% interval", "")  # a table in which no line has one lacks the column
        ends = [float(each) / 100 for each in PERCENT.findall(between)]
        assert len(ends) == (0 if pd.isna(row["lower"]) else 2), (caption, line)
        assert all(abs(end - row[name]) <= ROUNDED for end, name in zip(ends, ("lower", "upper"), strict=False)), (
            caption,
            line,
        )
        compared += 1
    assert compared > 100


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_verdict_of_the_front_page_is_the_one_among_the_figures(everywhere: Demo, edition: str) -> None:
    table = figures(everywhere, edition)
    now = table[(table["level"] == "all returns") & (table["quarter"] == str(NEWEST)) & (table["kind"] == "standard")]
    page = everywhere.page("index.html", edition)

    known = dict(zip(now["standard"], now["verdict"], strict=True))
    assert len(known) == len(now) > 30
    lines = [(standard, verdict.removeprefix("Verdict ").capitalize()) for standard, verdict in LINE.findall(page)]
    assert {code.lower() for code in now["audit"]} == {code for code, _ in TOGETHER.findall(page)}
    assert len(lines) >= now["audit"].nunique()
    assert [(standard, verdict) for standard, verdict in lines if known[standard] != verdict] == []
    rated = now[now["target"].notna()]
    counted = {
        (code, words.capitalize(), int(number))
        for code, together in TOGETHER.findall(page)
        for number, words in re.findall(r" · (\d+) ([^·]+?)(?= ·|$)", together)
    }
    verdicts = rated.groupby(["audit", "verdict"]).size()
    assert counted == {(audit.lower(), verdict, number) for (audit, verdict), number in verdicts.items()}


def test_hidden_figures_are_empty_and_never_nought(everywhere: Demo) -> None:
    table = figures(everywhere, "public")
    hidden = table[table["hidden"] & (table["kind"] == "standard")]

    assert len(hidden) > 10
    assert hidden[["met", "not_met", "rate", "value", "lower", "upper"]].isna().all(axis=None)
    assert set(table["level"]) & {"agency", "group", "agency before"} == set()


def test_verify_makes_the_figures_again(everywhere: Demo) -> None:
    folder = everywhere.workspace.reports / NEWEST.folder / "board"
    named = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["pages"]

    assert {*FIGURES, *TRACKER} <= named.keys()
    assert pipeline("verify", folder, "--root", everywhere.root, seconds=OF_ALL).returncode == 0


def test_what_is_sent_to_an_agency_names_no_other(everywhere: Demo) -> None:
    assert pipeline("send", NEWEST.folder, "--root", everywhere.root).returncode == 0

    zips = sorted((everywhere.workspace.reports / NEWEST.folder / "send").glob("*.zip"))
    assert len(zips) > 5
    for path in zips:
        own = here().agencies.find(path.stem)
        assert own is not None
        line = {own.code, *(each.code for each in here().agencies.predecessors(own.code))}
        line |= {each.code for each in (here().sends_for(own.code, NEWEST),) if each}  # by whom its letter goes
        with zipfile.ZipFile(path) as parcel:
            texts = [
                parcel.read(each).decode("utf-8") for each in parcel.namelist() if each.endswith((".txt", ".html"))
            ]
            assert not [each for each in parcel.namelist() if "pack-" in each and f"pack-{own.folder}" not in each]
        inside = "".join(texts).replace(here().words(NEWEST).board, "whose report it is").replace("&amp;", "&")
        others = [each for each in here().agencies if each.code not in line and each.name not in own.name]
        assert [each.name for each in others if each.name in inside] == [], path.name


def test_the_notebook_to_explore_in_runs_by_papermill_and_writes_the_rows(everywhere: Demo, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR"]
    asked = ["-p", "root", str(everywhere.root), "-p", "export", str(own)]

    ran = subprocess.run(
        [*papermill, "notebooks/explore.ipynb", str(tmp_path / "out.ipynb"), *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )

    assert ran.returncode == 0, ran.stderr
    assert len(pd.read_csv(own)) > 200
