"""The catalogue of checks: each id once for one fault, every word filled in, and the pages that are printed from it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest

from pipeline.definition import Severity
from pipeline.page import glossary
from pipeline.template import dictionary
from pipeline.validate.catalogue import CHECKS, MODULES, Check, page, title_of
from pipeline.validate.catalogue.check import ERROR
from pipeline.validate.catalogue.conditions import AUDIT_RULE
from tests.source import PACKAGE, ROOT, tree

SMALL = Check("small", ERROR, saw="{count} of {whole}", expected="more", fix="Send {count:,} more.")


@pytest.mark.parametrize(
    ("file", "now", "command"),
    [
        ("checks.md", page.page, "python -m pipeline.validate.catalogue docs/checks.md"),
        ("data-dictionary.md", dictionary.page, "python -m pipeline.template.dictionary docs/data-dictionary.md"),
        ("glossary.md", glossary.document, "python -m pipeline.page.glossary docs/glossary.md"),
    ],
)
def test_a_printed_page_says_what_the_code_says(file: str, now: object, command: str) -> None:
    assert callable(now)
    assert (ROOT / "docs" / file).read_text(encoding="utf-8") == now(), f"docs/{file} is stale; renew it: {command}"


def test_a_check_is_filled_in_at_its_place() -> None:
    finding = SMALL.at("Records", "B6", count=1000, whole="many")

    assert finding.sentence() == "Records!B6: we saw 1000 of many. We expected more. Send 1,000 more."
    assert (finding.rule, finding.severity, finding.field, finding.affects) == ("small", Severity.ERROR, "", ())


def test_what_is_to_be_filled_in_cannot_be_forgotten() -> None:
    with pytest.raises(KeyError, match="whole"):
        SMALL.at(count=1)


def test_braces_in_what_an_agency_wrote_are_no_places_to_fill_in() -> None:
    assert SMALL.worded(count=1, whole="{count}").saw == "1 of {count}"


def test_a_cell_is_quoted_only_where_the_check_does_not_say_what_was_seen() -> None:
    assert SMALL.worded(count=1, whole="2").seeing("'3'").saw == "1 of 2"
    assert Check("blank", ERROR).worded().seeing("'3'").saw == "'3'"


def test_checks_of_one_id_are_the_same_to_the_template() -> None:
    by_id = defaultdict(set)
    for each in CHECKS:
        by_id[each.id].add(each.intake_only)

    assert {name: shared for name, shared in by_id.items() if len(shared) > 1} == {}
    assert len(CHECKS) == len(set(CHECKS)) > len(by_id)


def test_every_id_is_a_name_that_can_be_stored_and_shown_as_words() -> None:
    ids = [each.id for each in CHECKS if each is not AUDIT_RULE]

    assert [each for each in ids if not re.fullmatch(r"[a-z][a-z_]+", each)] == []
    assert [title_of(each) for each in ids if not re.fullmatch(r"[a-z][a-z ]+", title_of(each))] == []


def test_an_id_is_shown_as_words_whether_it_is_of_the_catalogue_of_an_audit_or_of_an_earlier_version() -> None:
    assert title_of("no_records") == "no records"
    assert title_of("rule:passed_after_strategy") == "rule:passed after strategy"
    assert title_of("said_once_and_no_more") == "said once and no more"


def test_every_check_is_made_by_some_module() -> None:
    names = {name for module in MODULES for name, value in vars(module).items() if isinstance(value, Check)}
    used = {
        node.id
        for path in PACKAGE.rglob("*.py")
        if "catalogue" not in path.parts or path.name == "conditions.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }

    assert names - used == set()


def test_findings_are_made_by_the_catalogue_alone() -> None:
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
    }

    assert makers == {"validate/catalogue/check.py", "store/returns.py"}, "make it with Check.at"
