"""Checks between the answers of one record: what is needed, what is not asked for, and what does not fit."""

from __future__ import annotations

from dataclasses import replace

from pipeline.definition import Rule
from pipeline.validate.catalogue.check import ERROR, QUERY, Check

REQUIRED_MISSING = Check("required_missing", ERROR, saw="nothing", expected="{answer}", fix="Enter it.")
# The same of a reference that only the Cover's answer makes necessary.
LISTED_MISSING = replace(REQUIRED_MISSING, fix="Enter it; the Cover says that the cases came from the board's list.")
EXPECTED_MISSING = Check(
    "expected_missing",
    QUERY,
    saw="nothing",
    expected="{answer}",
    fix="Enter it, or say on the Cover sheet why there is none.",
)
NOT_EXPECTED_ANSWER = Check(
    "not_expected_answer",
    QUERY,
    saw="an answer",
    expected="one only where {asked}",
    fix="Empty the cell, or correct what it depends on.",
)
NOT_APPLICABLE_REFUSED = Check(
    "not_applicable_refused", ERROR, saw="'NA'", expected="NA only where {allowed}", fix="Answer the question."
)
RULE = "rule:"
AUDIT_RULE = Check(
    f"{RULE}<name>",
    ERROR,
    saw="an answer that does not fit others",
    expected="that {holds}",
    fix="{advice}",
)


def of_rule(rule: Rule) -> Check:
    """The check of one audit's own rule, which brings its id, how grave it is and how to mend it."""
    return replace(AUDIT_RULE, id=f"{RULE}{rule.id}", severity=rule.severity)
