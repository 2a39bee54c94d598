"""The Guidance sheet says the target of its quarter, and a return written when it was another is no stranger for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.partnership.here import here, used
from pipeline.partnership.model import Partnership, Target
from pipeline.template.layout import GUIDANCE_SHEET
from pipeline.template.written_words import own_words
from tests.forms import ALL, QUARTER

NEG: type[Audit] = ALL["NEG"]
(VIEW, *_) = NEG.views
ID = NEG.form(VIEW, QUARTER).standards[0].id


def setting(target: float, since: Quarter | None = None) -> Partnership:
    return replace(here(), targets=(Target(standard=ID, target=target, amber=0.1, since=since),))


@pytest.mark.parametrize(("quarter", "target"), [(QUARTER.previous(), "At least 95%"), (QUARTER, "At least 62%")])
def test_the_guidance_gives_the_target_in_force_in_its_quarter(
    quarter: Quarter, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.template.guidance.targets_written", lambda _form: ())
    with used(setting(0.62, since=QUARTER)):
        texts = own_words(NEG.form(VIEW, quarter), GUIDANCE_SHEET)
    source = NEG.form(VIEW, QUARTER).standards[0].source
    assert f"{target}\n{source}" in texts
    assert ("At least 62%" in {each.split("\n")[0] for each in texts}) is (target == "At least 62%")


@pytest.mark.parametrize("then", [0.0, 0.29, 0.62, 1.0])
def test_a_target_that_was_another_when_the_template_was_written_is_still_our_own_word(then: float) -> None:
    with used(setting(then)):
        texts = own_words(NEG.form(VIEW, QUARTER), GUIDANCE_SHEET)
    with used(setting(0.5)):
        assert texts <= own_words(NEG.form(VIEW, QUARTER), GUIDANCE_SHEET)


def test_a_target_that_is_set_makes_no_other_version_of_a_form() -> None:
    before = NEG.form(VIEW, QUARTER).version
    with used(setting(0.62)):
        assert replace(NEG.form(VIEW, QUARTER)).version == before
