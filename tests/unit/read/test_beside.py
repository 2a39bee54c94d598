"""Personal data in the parts of a workbook that only other programs write: told by its kind and where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.defects.parts import rezipped
from pipeline import read
from pipeline.read import Seen
from tests.unit.read.workbooks import built

NUMBER = "943 476 5919"


def drawn(_book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "x")
    sheet.insert_textbox("F6", f"born 03/04/2017, {NUMBER}")


def pictured(_book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "x")
    sheet.insert_textbox("F6", "", {"description": f"a letter about {NUMBER}"})


def charted(book: Any, sheet: Any) -> None:
    sheet.write_column("A1", [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Records!$A$1:$A$3"})
    chart.set_title({"name": f"Contacts of {NUMBER}"})
    sheet.insert_chart("F6", chart)


@pytest.mark.parametrize(
    ("fill", "where"), [(drawn, "a text box or drawing"), (pictured, "a text box or drawing"), (charted, "a chart")]
)
def test_it_is_found_in_what_is_drawn(
    readers: read.Readers, tmp_path: Path, fill: Callable[[Any, Any], None], where: str
) -> None:
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", built(fill), "0" * 64))

    assert Seen("an NHS number", "Records", "", where) in book.beside
    assert "5919" not in repr(book.beside)


THREADED = (
    '<ThreadedComments xmlns="x"><threadedComment ref="D7" id="{1}"><text>rang %s</text></threadedComment>'
    "</ThreadedComments>"
)
PIVOT = '<pivotCacheDefinition><cacheFields><sharedItems><s v="%s"/></sharedItems></cacheFields></pivotCacheDefinition>'


@pytest.mark.parametrize(
    ("part", "words", "cell", "where"),
    [
        ("xl/threadedComments/threadedComment1.xml", THREADED, "D7", "a comment"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", PIVOT, "", "a pivot table's store"),
        ("xl/externalLinks/externalLink1.xml", "<externalLink><v>%s</v></externalLink>", "", "a link's store"),
    ],
)
def test_it_is_found_in_the_stores_of_other_features(
    readers: read.Readers, tmp_path: Path, part: str, words: str, cell: str, where: str
) -> None:
    data = rezipped(built(), lambda _name, same: same, {part: (words % NUMBER).encode()})
    book = readers.workbook(read.Received(tmp_path / "a.xlsx", data, "0" * 64))

    assert Seen("an NHS number", "", cell, where) in book.beside
