"""GPL: safeguarding documents in general practice. One row is one document about one child."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Audit,
    Basis,
    Cadence,
    Count,
    Date,
    Distribution,
    Flow,
    OneCode,
    Part,
    Ratio,
    Rule,
    Severity,
    Standard,
    Step,
    View,
    Volumes,
    YesNo,
    code_list,
    working_days,
)

DOCUMENTS = code_list("document", CONFERENCE="Conference minutes", REPORT="Police report", DISCHARGE="Hospital letter")
ACTED = code_list("acted", CONTACT="Contact made with MASH", APPOINTMENT="Child seen", NONE="Nothing further")
REASONS = code_list("reason", FILED="Filed by an administrator", LATE="Came too late", UNKNOWN="Cannot be told")


class GPL(Audit):
    """Safeguarding documents in general practice. One row is one document about one child."""

    title = "Safeguarding documents in general practice"
    short_title = "GP documents"
    purpose = "Are safeguarding documents that reach a practice seen by a doctor, and acted on?"
    unit = "one document about one child"
    units = "documents, and a child can have several"
    cadence = Cadence.QUARTERLY
    sampling = "Ten documents drawn at random."

    practice = View("Practice's return", role="primary_care")
    reader = View("Commissioner's reading", role="health_commissioner")

    which_record = Part("Which record")
    record_ref = core.record_ref("GPL")
    child_ref = core.child_ref()

    the_document = Part("The document")
    received = Date("Date received", required=True, example=date(2019, 7, 8))
    document = OneCode("Kind of document", codes=DOCUMENTS, required=True, example="CONFERENCE")
    seen_by_gp = YesNo("Was it seen by a GP?", on=practice, required=True, not_recorded=True, example="Y")
    seen_on = Date("Date seen", on=practice, asked_when=seen_by_gp == "Y", example=date(2019, 7, 9))
    why_not_seen = OneCode("Why it was not seen", codes=REASONS, on=practice, asked_when=seen_by_gp == "N")
    acted = OneCode("What was done", codes=ACTED, required=True, example="NONE")

    closing = Part("Your judgement")
    overall_grade = core.overall_grade()
    moderated_grade = core.moderated_grade()
    immediate_action = core.immediate_action()

    seen_after_received = Rule(
        seen_on >= received, seen_on, Severity.ERROR, "Mend the date seen: it is before the document was received."
    )

    GPL1 = Standard(
        "Safeguarding documents seen by a GP",
        applies=seen_by_gp.answered(),
        met=seen_by_gp == "Y",
        basis=Basis.PROCEDURE,
        source="Local Medical Committee guidance (2018)",
        headline=True,
        by=document,
        recommendations=("T4.1",),
        caveats=("A document filed by an administrator under a written protocol is answered N.",),
    )
    GPL2 = Standard(
        "Document seen within two working days",
        applies=seen_by_gp == "Y",
        met=seen_on.answered() & (working_days(received, seen_on) <= 2),
        pending=seen_on.is_blank() & (working_days(received, AS_OF) <= 2),
        basis=Basis.LOCAL,
        source="Local Medical Committee guidance (2018)",
        timed="Working days from the document to a doctor",
        recommendations=("T4.1",),
    )
    GPL3 = Standard(
        "Something was done",
        applies=ALWAYS,
        met=acted.is_in("CONTACT", "APPOINTMENT"),
        basis=Basis.GOOD_PRACTICE,
        source="Proposed to the sub-group",
        recommendations=("T4.1",),
    )

    documents = Count("Documents received")
    documents_read = Count("Documents read by a doctor")
    practice_volumes = Volumes(practice, (documents, documents_read))
    GPLx1 = Ratio("Documents read", practice_volumes, numerator=(documents_read,), denominator=(documents,))
    GPLx2 = Distribution(
        "Why documents were not seen", why_not_seen, applies=seen_by_gp == "N", counted_on=practice, why=True
    )
    GPLa0 = core.grades_compared(overall_grade, moderated_grade)
    GPLf1 = Flow(
        "From document to action",
        counted_on=practice,
        steps=(
            Step("Kind of document", "what came was", document, tuple((e.label, (e.code,)) for e in DOCUMENTS)),
            Step("What was done", "what was done was", acted, tuple((e.label, (e.code,)) for e in ACTED)),
        ),
        high="urgent",
        told=("Nothing further",),
    )

    key = record_ref
    anchors = {practice: (received,), reader: (received,)}
