"""What only the definitions can say of a partnership's files: whether the roles, audits and standards are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.audits import of
from pipeline.definition import Audit
from pipeline.definition.cadence import Cadence
from pipeline.definition.standards import Basis, Standard
from pipeline.definition.targets import wrong_targets
from pipeline.english import listed
from pipeline.partnership.defining import FIRST
from pipeline.partnership.here import shipped, shipped_names, used
from pipeline.partnership.mistakes import Mistake, meant, quoted
from pipeline.partnership.model import Partnership, Planned
from pipeline.partnership.recommendations import Recommendation
from pipeline.personal import kinds, no_role


@dataclass(frozen=True)
class _Names:
    """
    What definitions name. ``audits``: those that are planned in the partnership's files too.

    ``without_cases``: the audits that do not ask which case a record is of. ``cadences``: how often each is due.
    """

    roles: Collection[str]
    audits: Collection[str]
    standards: Mapping[str, Standard]
    context: Collection[str]
    without_cases: Collection[str]
    cadences: Mapping[str, Cadence]

    @property
    def measures(self) -> tuple[str, ...]:
        return (*self.standards, *self.context)


def problems(partnership: Partnership) -> Iterator[Mistake]:
    """
    What is wrong with the files of ``partnership`` beside the definitions, which are read for it.

    Raises: DefinitionError -- if they cannot be; WrongPartnership -- if those that the partnership adds cannot be.
    """
    with used(partnership):
        audits = tuple(of(FIRST).values())
    names = _names(partnership, audits)
    yield from _returners(partnership, names)
    yield from _planned(partnership, names)
    yield from _targets(partnership, names)
    for row in partnership.rebases:
        if row.standard:
            yield from _unknown("rebases.csv", row.row, "standard", [row.standard], names.standards, "no standard")
    yield from _bases(partnership)
    yield from _people(partnership)
    yield from _texts(partnership)
    yield from _links(partnership, names)
    yield from _settings(partnership, names)


def _names(partnership: Partnership, audits: Iterable[type[Audit]]) -> _Names:
    there = tuple(audits)
    return _Names(
        roles={view.role for audit in there for view in audit.views},
        audits=tuple(dict.fromkeys([*(audit.code for audit in there), *_planned_by(partnership)])),
        standards={each.id: each for audit in there for each in audit.standards},
        context=[each.id for audit in there for each in audit.context],
        without_cases=[audit.code for audit in there if audit.case_ref() is None],
        cadences={audit.code: audit.cadence for audit in there},
    )


def _planned_by(partnership: Partnership) -> Iterator[str]:
    for recommendation in partnership.recommendations:
        yield from recommendation.instruments
    for action in partnership.actions:
        yield from action.tracked_by


@cache
def _planned_by_shipped() -> frozenset[str]:
    return frozenset(code for name in shipped_names() for code in _planned_by(shipped(name)))


def _returners(partnership: Partnership, names: _Names) -> Iterator[Mistake]:
    for row in partnership.returners:
        if row.role:
            roles = f"The roles are {listed(sorted(names.roles))}."
            yield from _unknown("returns.csv", row.row, "role", [row.role], names.roles, "a role of no audit", roles)
        yield from _unknown("returns.csv", row.row, "audits", row.audits, names.audits, "no audit")


def _planned(partnership: Partnership, names: _Names) -> Iterator[Mistake]:
    for row in partnership.audits:
        if row.audit:
            yield from _unknown("audits.csv", row.row, "audit", [row.audit], names.audits, "no audit")
        if row.cadence:
            cadences = {each.name.lower().replace("_", "-") for each in Cadence}
            cadence = row.cadence.lower().replace("_", "-")
            choice = f"Choose one of {listed(sorted(cadences), 'or')}."
            yield from _unknown("audits.csv", row.row, "cadence", [cadence], cadences, "no cadence", choice)
        if row.due is not None and (often := _often(row, names)) not in (None, Cadence.ONE_OFF):
            text = f"is for an audit that is held once, and {row.audit} is due {often.value}. Empty it, or write "
            text += "one-off in cadence."
            yield Mistake("audits.csv", row.row, "due_quarter", text)
        if row.case_led and row.audit in names.without_cases:
            text = f"is case-led, and {row.audit} does not ask which case a record is of. Write rate-led."
            yield Mistake("audits.csv", row.row, "mode", text)


def _often(row: Planned, names: _Names) -> Cadence | None:
    """How often an audit is due by its row or else by its definition; None where neither says it."""
    known = Cadence.__members__
    return known.get(row.cadence) if row.cadence else names.cadences.get(row.audit)


def _targets(partnership: Partnership, names: _Names) -> Iterator[Mistake]:
    for row in partnership.targets:
        if row.standard in names.context:
            text = f"{quoted(row.standard)} is shown for context and not rated, so it has no target. Take the row out."
            yield Mistake("targets.csv", row.row, "standard", text)
        elif row.standard:
            yield from _unknown("targets.csv", row.row, "standard", [row.standard], names.standards, "no standard")
    for wrong in wrong_targets(partnership.targets, names.standards):
        yield Mistake("targets.csv", *wrong)


def _people(partnership: Partnership) -> Iterator[Mistake]:
    """Where a person is named who decided, checked or is to test something: pages print it, the public's too."""
    told = [("targets.csv", row.row, "decided_by", row.decided_by) for row in partnership.targets]
    told += [("rebases.csv", row.row, "decided_by", row.decided_by) for row in partnership.rebases]
    told += [("timescales.csv", row.row, "checked_by", row.checked_by) for row in partnership.timescales]
    told += [("recommendations.csv", row.row, "tested_by", row.tested_by) for row in partnership.recommendations]
    for file, row, column, text in told:
        if what := no_role(text):
            yield Mistake(file, row, column, f"holds what looks like {what}. Write the role; pages print it.")


def _texts(partnership: Partnership) -> Iterator[Mistake]:
    """Where a text about a recommendation or an action seems to hold personal data: pages print it, too."""
    told = [("actions.csv", row.row, "text", row.text) for row in partnership.actions]
    for asked in partnership.recommendations:
        for column in ("text", "intention", "assurance"):
            told.append(("recommendations.csv", asked.row, column, getattr(asked, column)))
    for file, row, column, text in told:
        if what := next(iter(kinds(text)), ""):
            yield Mistake(file, row, column, f"holds what looks like {what}. Take it out; pages print it.")


def _bases(partnership: Partnership) -> Iterator[Mistake]:
    bases = {each.value for each in Basis}
    for row in partnership.timescales:
        if row.basis:
            choice = f"Choose one of {listed(sorted(bases), 'or')}."
            yield from _unknown("timescales.csv", row.row, "basis", [row.basis.casefold()], bases, "no basis", choice)


def _links(partnership: Partnership, names: _Names) -> Iterator[Mistake]:
    for each in partnership.recommendations:
        yield from _unknown(
            "recommendations.csv", each.row, "standards", each.standards, names.measures, "no standard and no measure"
        )
        yield from _deciding(each, names)
    for action in partnership.actions:
        for name in action.standards:
            if name in names.context:
                text = f"{quoted(name)} is shown for context, and no change of it is told. Take it out."
                yield Mistake("actions.csv", action.row, "standards", text)
    for row in partnership.documents:
        unknown = [each for each in row.audits if each not in names.audits]
        if unknown:  # a row that came with the package stays right when the recommendations beside it are replaced
            wrong = [each for each in unknown if each not in _planned_by_shipped()]
            yield from _unknown("documents.csv", row.row, "audits", wrong, names.audits, "no audit")
        yield from _unknown(
            "documents.csv", row.row, "standards", row.standards, names.measures, "no standard and no measure"
        )


def _deciding(recommendation: Recommendation, names: _Names) -> Iterator[Mistake]:
    """Where what is to decide a recommendation is not rated; what is no standard at all is told where it is named."""
    rated = {name for name, each in names.standards.items() if each.rated}
    for name in recommendation.key_standards:
        if name in names.measures and name not in rated:
            text = f"{quoted(name)} is shown for context and not rated, so nothing is decided by it. Take it out."
            yield Mistake("recommendations.csv", recommendation.row, "key_standards", text)


def _settings(partnership: Partnership, names: _Names) -> Iterator[Mistake]:
    yield from _unknown("partnership.toml", 0, "[expected]", partnership.expected, names.context, "no context measure")
    yield from _unknown(
        "partnership.toml", 0, "[sources]", partnership.sources, names.measures, "no standard and no measure"
    )


def _unknown(
    file: str, row: int, column: str, given: Iterable[str], known: Collection[str], what: str, otherwise: str = ""
) -> Iterator[Mistake]:
    """A mistake for each name that is not ``known``: it is ``what``."""
    for each in given:
        if each not in known:
            yield Mistake(file, row, column, f"{quoted(each)} is {what}. {meant(each, known, otherwise)}".rstrip())
