"""Which figures an edition will often have to hide, at the number of records that a quarter usually brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit, Polarity, Standard, View
from pipeline.definition.targets import target_of
from pipeline.disclose.child_status import edition_for
from pipeline.disclose.editions import EDITIONS, Edition
from pipeline.english import listed
from pipeline.lint.asked import answers_of
from pipeline.lint.doubt import Doubt, Kind
from pipeline.lint.possible import Wanted
from pipeline.lint.sound import can_be

RECORDS_TO_A_GROUP = 6  # fewer, and most groups are too small to be shown to anybody but named readers


def disclosive(audit: type[Audit], quarter: Quarter, cases: float) -> Iterator[Doubt]:
    """
    Every headline of ``audit`` that an edition will often hide, and every breakdown into groups too small to be told.

    Units: ``cases`` are records in a quarter: of each agency that returns the first view; in another view the
           agencies have them between them.
    """
    for standard in audit.standards_in(quarter):
        by_agency = _records(audit, standard, quarter, cases)
        if standard.by is not None:
            yield from _groups(audit, standard, quarter, sum(by_agency))
        if standard.headline and standard.rated and by_agency:
            editions = [
                edition_for(standard, each) if audit.of_people(standard) else each.of_things()
                for each in EDITIONS.values()
            ]
            aim = target_of(standard, quarter).target
            yield from _headline(standard, aim, min(by_agency), sum(by_agency), editions)


def _records(audit: type[Audit], standard: Standard, quarter: Quarter, cases: float) -> list[float]:
    """How many records each agency is expected to send that ``standard`` may be counted on."""

    def of_view(view: View) -> list[float]:
        agencies = len(audit.returners(view, quarter))
        return [cases if view is audit.views[0] else cases / agencies for _ in range(agencies)]

    return [each for view in audit.counted_on(standard) for each in of_view(view)]


def _groups(audit: type[Audit], standard: Standard, quarter: Quarter, records: float) -> Iterator[Doubt]:
    field = standard.by
    assert field is not None
    forms = [audit.form(view, quarter) for view in audit.counted_on(standard)]
    applies = Wanted(standard.applies)
    groups = sum(any(can_be(form, applies, Wanted(given)) for form in forms) for _, given in answers_of(field))
    if records and groups > records / RECORDS_TO_A_GROUP:
        yield Doubt(
            Kind.SMALL_GROUPS,
            standard.id,
            f"by {field.name} it has {groups} groups, and about {records:.0f} records in a quarter: fewer than "
            f"{RECORDS_TO_A_GROUP} to a group.",
            "Break it down by a question with fewer answers, or take by= away.",
        )


def _headline(
    standard: Standard, target: float, agency: float, everybody: float, editions: Sequence[Edition]
) -> Iterator[Doubt]:
    rare = target if standard.polarity is Polarity.LOW_GOOD else 1 - target
    hidden = [reason for each in editions for reason in _hidden(each, agency, everybody, rare)]
    if hidden:
        of = "met" if standard.polarity is Polarity.LOW_GOOD else "not met"
        yield Doubt(
            Kind.OFTEN_HIDDEN,
            standard.id,
            f"at its target of {target:.0%} the number {of}, or the percentage, will often be hidden {listed(hidden)}.",
            "Ask for more records, count it over a longer time, or say in meant= why it is so.",
        )


def _hidden(edition: Edition, agency: float, everybody: float, rare: float) -> Iterator[str]:
    """In ``edition``, and why, where so few records are expected."""
    records, whose = (agency, "an agency") if edition.agencies else (everybody, "the partnership")
    name = f"in the {edition.title[:1].lower()}{edition.title[1:]}"
    if records < edition.least_for_percent:
        yield f"{name} ({records:.0f} records of {whose}, and no percentage below {edition.least_for_percent})"
    elif round(records * rare) in range(1, edition.hide + 1):
        yield f"{name} ({whose} has about {round(records * rare)} of {records:.0f}, and 1 to {edition.hide} are hidden)"
