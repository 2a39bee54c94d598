"""Whatever a partnership asks beside an audit, and however it is answered, the library counts what it counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import audits, read
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.measure.table import outcome_table
from pipeline.partnership.here import shipped, used
from pipeline.synthetic.returns import Circumstances, Return, returns
from pipeline.synthetic.written import filling
from pipeline.template import Filling, workbook
from pipeline.validate import answers
from pipeline.validate.validated import Accepted, Identity
from tests.unit.audits.drawn_files import beside_neg

QUARTER = Quarter(2019, 2)
RECORDS = 6
QUESTIONS = (
    'told = YesNo("Parents told?", required=True, example="Y")',
    'why = OneCode("Why", codes=code_list("w", A="A", B="B"), on=NEG.social_care, asked_when=interpreter == "N")',
    'seen = Date("Date seen", on=NEG.police, asked_when=NEG.strategy_held == "Y")',
    'who = MultiCode("Who", codes=code_list("who", A="Aunt", B="Brother"), required_when=NEG.s47_agreed == "Y")',
)
COUNTED = (
    'NEGL1 = Standard("Ours", NEG.strategy_held == "Y", interpreter == "Y", Basis.LOCAL, "us", headline=True)',
    '_either = (NEG.passed_cait == "Y") | (interpreter == "Y")',
    'NEGL2 = Standard("Both", NEG.s47_agreed == "Y", _either, Basis.LOCAL, "us", counted_on=NEG.police)',
    'NEGLx = Distribution("Answers", interpreter, interpreter.answered(), NEG.social_care)',
    'strict = Rule((interpreter == "Y") | (NEG.s47_agreed == "N"), interpreter, Severity.ERROR, "Mend it.")',
    'asks = Rule(NEG.s47_agreed == "N", NEG.s47_agreed, Severity.QUERY, "Look again.")',
)
NAMES = ("interpreter", "told", "why", "seen", "who")
ANSWERS = st.sampled_from([None, "Y", "N", "NR", "A", "A;B", "12/08/2019", "nonsense", "#REF!"])


@pytest.fixture(scope="module")
def readers() -> Iterator[read.Readers]:
    with read.Readers(workers=1) as readers:
        yield readers


@cache
def sent() -> Sequence[Return]:
    """What the agencies return for the library's audit, as the generator makes it up."""
    with used(shipped("southampton")):
        return [each for each in returns(audits.of(QUARTER)["NEG"], QUARTER, 3, Circumstances()) if not each.nil]


def counted(audit: type[Audit], written: Mapping[str, Filling], readers: read.Readers, folder: Path) -> pd.DataFrame:
    """What every record came to, by standard, agency and row."""
    accepted = []
    for agency, filled in written.items():
        view = audit.view_of(agency, QUARTER)
        assert view is not None
        form, file = audit.form(view, QUARTER), folder / f"{agency}.xlsx"
        file.write_bytes(workbook(form, agency, filled, synthetic=True))
        ((_, book),) = readers.workbooks([read.received(file)])
        assert isinstance(book, read.Workbook)
        taken_in = answers(book, Identity(form, agency, form.version))
        assert isinstance(taken_in, Accepted), taken_in
        accepted.append(taken_in)
    table = outcome_table(audit, QUARTER, accepted)
    return table[["standard", "agency", "view", "row", "outcome", "not_recorded", "group"]]


@given(
    lines=st.lists(st.sampled_from((*QUESTIONS, *COUNTED)), unique=True).filter(
        lambda lines: COUNTED[2] not in lines or COUNTED[1] in lines
    ),
    local=st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, ANSWERS)), min_size=RECORDS, max_size=RECORDS),
)
@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_library_s_counts_are_equal_with_and_without_what_a_partnership_adds(
    lines: list[str], local: list[dict[str, object]], readers: read.Readers, tmp_path: Path
) -> None:
    plain = {each.agency: replace(filling(each), rows=filling(each).rows[:RECORDS]) for each in sent()}
    more = {
        agency: replace(filled, rows=[{**row, **extra} for row, extra in zip(filled.rows, local, strict=False)])
        for agency, filled in plain.items()
    }
    with used(shipped("southampton")):
        without = counted(audits.of(QUARTER)["NEG"], plain, readers, tmp_path)
    # Questions come before what reads them.
    with used(beside_neg(*sorted(lines, key=(*QUESTIONS, *COUNTED).index))):
        together = counted(audits.of(QUARTER)["NEG"], more, readers, tmp_path)

    the_library_s = together[together["standard"].isin(without["standard"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(the_library_s, without.reset_index(drop=True))
