"""Not one made-up return raises an alarm about personal data, in its cells or beside them."""

from __future__ import annotations

from pipeline import read
from pipeline.validate.personal import personal, web_addresses
from tests.forms import ALL
from tests.unit.synthetic.conftest import Town


def test_no_return_of_the_partnership_looks_as_if_it_named_anybody(town: Town) -> None:
    asked = [field for audit in ALL.values() for field in audit.fields]
    paths = sorted(town.workspace.raw.rglob("*.xlsx"))

    alarms = {}
    with read.Readers(workers=2) as readers:
        for path, book in readers.workbooks(paths):
            assert isinstance(book, read.Workbook)
            findings = [*personal(book, asked), *web_addresses(book)]
            if findings or book.outside_cells:
                alarms[path.name] = [(each.saw, each.place) for each in findings], book.outside_cells

    assert len(paths) > 20
    assert alarms == {}
