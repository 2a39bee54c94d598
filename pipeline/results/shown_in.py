"""How an edition shows an audit and each of its standards: more narrowly, or with nothing hidden, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.definition import Audit
from pipeline.disclose.editions import Edition
from pipeline.results.counted import CountedAudit
from pipeline.results.linked import given_away


def edition_of(audit: type[Audit], edition: Edition) -> Edition:
    """How ``edition`` shows an audit: more narrowly where it is of few children."""
    return edition.of_few() if audit.few else edition


def shown_in(counted: CountedAudit, edition: Edition) -> Mapping[str, Edition]:
    """How ``edition`` shows the total of each standard, by its id: in full where it tells of nobody."""
    audit, shown = counted.audit, edition_of(counted.audit, edition)
    hidden = given_away(counted.standards, shown.hide) if audit.few else frozenset()
    every = {each.standard.id: each.standard for each in counted.standards}
    of_people = {name: shown if audit.of_people(each) else shown.of_things() for name, each in every.items()}
    return {name: shown.of_none() if name in hidden else theirs for name, theirs in of_people.items()}
