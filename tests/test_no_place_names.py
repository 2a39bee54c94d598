"""The product knows no place, body or document of one board: those stand in the files of a partnership alone."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"
SHIPPED = PACKAGE / "partnerships"
# Words of everyday, or of the trade, that a board's files use too: none of them tells one board from another.
OF_THE_TRADE = frozenset(
    {
        *("CSC", "EDU", "GP", "MASH"),  # answers, the code of an audit, and what a hub is called in the law
        *("Police", "Education", "Housing", "Schools", "General practice", "Department for Education"),
        *("Early Help", "Family Help", "Universal", "Safeguarding", "continuum"),
        *("quality-assurance sub-group", "sub-group", "Ofsted", "Audit reference"),
        *("The partnership", "The force", "Probation"),
        "Children's Wellbeing and Schools Act 2026, section 3",
    }
)


def names_of(partnership: str) -> Iterator[str]:
    """All that a partnership's files call its bodies, its area, its documents and its ways."""
    folder = SHIPPED / partnership
    with (folder / "agencies.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield from (row["code"], row["name"], *row["aliases"].split(";"))
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as stream:
        yield from (row["version"] for row in csv.DictReader(stream))
    settings = tomllib.loads((folder / "partnership.toml").read_text(encoding="utf-8"))
    words = settings["words"]
    changes = words.get("change", [])
    yield from (settings[each] for each in ("name", "short_name", "area"))
    yield from (each for some in (words, *changes) for each in some.values() if isinstance(each, str))


def telling(partnership: str) -> list[str]:
    """The names that would tell one board from another."""
    named = {name.strip() for name in names_of(partnership)} - OF_THE_TRADE
    return sorted(name for name in named if len(name) > 1 and not re.fullmatch(r"\d+|[a-z]+", name))


@pytest.mark.parametrize("partnership", ["southampton", "northtown"])
def test_no_name_of_a_partnership_stands_outside_its_files(partnership: str) -> None:
    assert len(telling(partnership)) > 40  # the files were read
    any_of_them = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling(partnership)))})(?!\w)")
    ours = (file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix not in {".pyc", ".pyo"})
    standing = [
        f"{file.relative_to(PACKAGE)}: {hit[0]}"
        for file in ours
        if SHIPPED not in file.parents
        for hit in any_of_them.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert standing == []
