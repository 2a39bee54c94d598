"""The template filled in, as it is sent out and as other programs save it: read without a remark."""

from __future__ import annotations

from pipeline.validate.validated import Status
from tests.catalogue.bending import plain, template
from tests.catalogue.conftest import Checked
from tests.catalogue.findings import all_read


def test_the_template_itself_is_accepted(sent: Checked, audit: str) -> None:
    made = sent(template(audit))

    all_read(made)
    assert (made.status, [each.rule for each in made.findings if each.rule != "example_row"]) == (Status.ACCEPTED, [])


def test_so_is_what_another_program_has_saved(sent: Checked, audit: str) -> None:
    made = sent(plain(audit))

    all_read(made)
    assert made.status is Status.ACCEPTED
