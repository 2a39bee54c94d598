"""A small audit whose workbook has a second sheet of records: who was asked to each conference, and who came."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    Audit,
    Basis,
    Cadence,
    Date,
    OneCode,
    Part,
    Role,
    Standard,
    Text,
    View,
    YesNo,
    code_list,
)
from pipeline.synthetic.draws import Beside, Lag, Mistake, Profile, by_case, instead, one_of, shares
from pipeline.validate.catalogue.cells import UNKNOWN_CODE
from pipeline.validate.catalogue.conditions import REQUIRED_MISSING
from pipeline.validate.catalogue.records import NO_SUCH_RECORD


class CPX(Audit):
    """Children at conferences, and the agencies that were asked to them."""

    title = "Conferences and who came"
    purpose = "Shows a workbook with two sheets of records."
    unit = "one child and one conference"
    units = "children"
    cadence = Cadence.QUARTERLY

    chairs = View("Chairs' return", role="social_care")
    attendance = View("Attendance", beside=chairs, sheet="Attendance", unit="one agency asked to one conference")

    which = Part("Which")
    record_ref = core.record_ref("CPX")
    meeting_ref = Text(
        "Meeting reference",
        pattern=r"M\d{3}",
        pattern_words="M and three digits, such as M001",
        required=True,
        example="M001",
    )
    child_ref = Text(
        "Child's reference",
        pattern=r"C[0-9A-F]{8}",
        pattern_words="C and eight digits 0-9 or letters A-F, such as C1A2B3C4D",
        on=chairs,
        required=True,
        example="C1A2B3C4D",
        role=Role.CHILD,
    )
    family_ref = core.family_ref(on=chairs)
    conf_date = Date("Date held", on=chairs, required=True, example=date(2019, 7, 3))
    quorate = YesNo("Quorate?", on=chairs, required=True, example="Y")
    agency = OneCode(
        "Agency",
        codes=code_list("asked", POL="Police", GP="General practice", SCHOOL="School"),
        on=attendance,
        required=True,
        example="POL",
    )
    involved = YesNo("Is it involved with the family?", on=attendance, required=True, example="Y")
    attended = YesNo("Did it come?", on=attendance, asked_when=involved == "Y", example="Y")

    CPX1 = Standard("Quorate", headline=True, applies=ALWAYS, met=quorate == "Y", basis=Basis.LOCAL, source="s")
    CPX2 = Standard("Came", applies=involved == "Y", met=attended == "Y", basis=Basis.LOCAL, source="s")
    CPX3 = Standard(
        "Came to a quorate conference",
        applies=(quorate == "Y") & (involved == "Y"),
        met=attended == "Y",
        counted_on=attendance,
        basis=Basis.LOCAL,
        source="s",
    )

    key = record_ref
    anchors = {chairs: (conf_date,)}  # noqa: RUF012
    linked_by = (meeting_ref,)


def profile(cpx: type[CPX]) -> Profile:
    """What its returns usually look like."""
    return Profile(
        cases=(20, 20),
        children={1: 0.4, 2: 0.4, 3: 0.2},
        family_refs={cpx.meeting_ref: "M{number:03d}"},
        siblings_share=(cpx.conf_date, cpx.quorate),
        beside={cpx.attendance: Beside(each=cpx.agency, chances=shares("POL 1, GP 0.7, SCHOOL 0.5"))},
        draws={
            cpx.conf_date: Lag(),
            cpx.quorate: one_of("Y 0.7, N 0.3"),
            cpx.involved: one_of("Y 0.9, N 0.1"),
            cpx.attended: by_case((cpx.quorate == "Y", one_of("Y 1")), otherwise=one_of("N 1")),
        },
        mistakes=(
            Mistake(cpx.quorate, cpx.quorate.answered(), instead("PERHAPS"), UNKNOWN_CODE),
            Mistake(cpx.attended, cpx.involved == "Y", instead(None), REQUIRED_MISSING),
            Mistake(cpx.agency, cpx.agency == "GP", instead("DOCTOR"), UNKNOWN_CODE),
            Mistake(cpx.meeting_ref, cpx.agency == "SCHOOL", instead("M999"), NO_SUCH_RECORD, on=cpx.attendance),
        ),
    )
