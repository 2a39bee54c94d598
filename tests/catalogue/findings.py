"""What a catalogue row expects, said in one line each."""

from __future__ import annotations

import pandas as pd

from pipeline.definition import Severity
from pipeline.validate.finding import Finding
from pipeline.validate.validated import Status, Validated
from tests.catalogue.bending import RECORDS


def finding(made: Validated, rule: str, place: str = "") -> Finding:
    """The one finding of this rule, at this place where one is given."""
    found = [each for each in made.findings if each.rule == rule and place in ("", each.place)]
    assert len(found) == 1, [(each.rule, each.place, each.saw) for each in made.findings]
    return found[0]


def all_read(made: Validated, count: int = RECORDS) -> None:
    """Every record is kept."""
    assert made.status is not Status.SENT_BACK, [(each.rule, each.saw) for each in made.findings]
    assert made.tally.kept == len(made.rows) == count, made.tally.sentence()


def noted(made: Validated, rule: str, place: str = "") -> Finding:
    """Nothing is lost, and the finding is a note."""
    all_read(made)
    found = finding(made, rule, place)
    assert found.severity is Severity.NOTE
    return found


def refused(made: Validated, rule: str, place: str = "") -> Finding:
    """Nothing is counted, and the finding says why and what to do."""
    found = finding(made, rule, place)
    assert made.status is Status.SENT_BACK
    assert made.rows.empty
    assert found.severity is Severity.ERROR
    assert found.saw
    assert found.fix
    return found


def cell_error(made: Validated, rule: str, cell: str, name: str) -> Finding:
    """The record stays, its answer cannot be used, and the finding is an error at that cell."""
    all_read(made)
    found = finding(made, rule, f"Records!{cell}")
    assert found.severity is Severity.ERROR
    assert found.saw
    assert found.fix
    row = made.rows["row"] == int("".join(filter(str.isdigit, cell.partition(":")[0])))
    assert made.unusable.loc[row, name].all()
    assert made.rows.loc[row, name].isna().all()
    return found


def value(made: Validated, row: int, name: str) -> object:
    """What was read in a row."""
    read = made.rows.loc[made.rows["row"] == row, name].iloc[0]
    return None if pd.isna(read) else read
