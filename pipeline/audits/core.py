"""The questions that child-level audits share, and the code lists that several audits share."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.definition import Agreement, Code, CodeList, OneCode, Part, Rater, Text, View, YesNo

GRADES = CodeList(
    "grade", (Code("1", "Outstanding"), Code("2", "Good"), Code("3", "Requires improvement"), Code("4", "Inadequate"))
)

# The Department for Education's children-in-need census codes.
SOURCES = CodeList(
    "source",
    tuple(
        Code(code, label)
        for code, label in (
            ("1A", "Family member or carer"),
            ("1B", "Acquaintance"),
            ("1C", "The child"),
            ("1D", "Other individual"),
            ("2A", "School"),
            ("2B", "Education service"),
            ("3A", "GP"),
            ("3B", "Health visitor"),
            ("3C", "School nurse"),
            ("3D", "Other primary health"),
            ("3E", "Emergency department"),
            ("3F", "Other health"),
            ("4", "Housing"),
            ("5A", "Council adult or other social care"),
            ("5B", "Other council service"),
            ("5C", "Another council"),
            ("5D", "Early Help"),
            ("6", "Police"),
            ("7", "Other legal agency"),
            ("8", "Other"),
            ("9", "Anonymous"),
            ("10", "Unknown"),
        )
    ),
)
PROFESSIONAL_SOURCES = ("2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8")


# What every audit asked once and nothing used: returns on older templates still hold it.
DROPPED = (
    "Sex",
    "Ethnic group (broad)",
    "Disabled child?",
    "Auditor's role",
    "Date audited",
    "Good practice seen (no names)",
    "Learning themes",
    "Date that action was taken",
)


@dataclass(frozen=True, eq=False)
class Core:
    """The core fields of one audit, of which it asks those that it uses; each attribute is a field of the same name."""

    record_ref: Text
    audit_ref: Text
    child_ref: Text
    family_ref: Text
    unborn: OneCode
    overall_grade: OneCode
    moderated_grade: OneCode
    learning: Text
    immediate_action: OneCode

    @property
    def closing(self) -> Part:
        """The auditor's own judgement, which comes last on every form."""
        return Part("Your judgement", (self.overall_grade, self.moderated_grade, self.learning, self.immediate_action))

    def grades_compared(self, code: str) -> Agreement:
        """How far the auditor's overall grade of audit ``code`` agrees with the moderator's."""
        return Agreement(
            f"{code}a0",
            "Overall grade: the auditor's and the moderator's",
            Rater("Auditor", self.overall_grade),
            Rater("Moderator", self.moderated_grade),
            scale="grade",
            more="poorer",
            less="better",
        )


def core(code: str, on: tuple[View, ...] = (), families: tuple[View, ...] = ()) -> Core:
    """
    The core fields of audit ``code``.

    ``on``: the views that ask more than the references; ``families``: those that ask for the family's reference (all,
    where empty).
    """
    overall_grade = OneCode("overall_grade", "Overall grade", codes=GRADES, required=True, on=on, example="2")
    return Core(
        record_ref=Text(
            "record_ref",
            "Record no. on this return",
            required=True,
            unique=True,
            example=f"{code}-0007",
            pattern=rf"{code}-\d{{4}}",
            pattern_words=f"{code}-, then four digits, such as {code}-0007",
        ),
        audit_ref=Text(
            "audit_ref",
            "LSCB audit reference",
            max_length=30,
            example="AUD19Q2-014",
            pattern=r"[A-Z0-9][A-Z0-9-]{3,29}",
            pattern_words="capital letters, digits and hyphens, as on the sample list",
            help="From the sample list, where the board issued one; the same for every agency.",
        ),
        child_ref=Text(
            "child_ref",
            "Child's audit reference",
            required=True,
            example="C3F90A21B",
            pattern=r"C[0-9A-F]{8}",
            pattern_words="C, then eight of 0-9 and A-F",
            help="The audit's own reference: never a name, an NHS number or a case number.",
        ),
        family_ref=Text(
            "family_ref",
            "Family's audit reference",
            on=families,
            example="F0B17",
            pattern=r"F[0-9A-F]{4,8}",
            pattern_words="F, then four to eight of 0-9 and A-F",
            help="The same for brothers and sisters.",
        ),
        unborn=YesNo("unborn", "Unborn at the time?", required=True, on=on, example="N", describes_child=True),
        overall_grade=overall_grade,
        moderated_grade=OneCode("moderated_grade", "Grade after moderation", codes=GRADES, on=on),
        learning=Text(
            "learning",
            "Learning or area to improve (no names)",
            free=True,
            on=on,
            required_when=overall_grade.is_in("3", "4"),
        ),
        immediate_action=YesNo(
            "immediate_action",
            "Did the audit find a child needing action now?",
            required=True,
            on=on,
            help="Tell your safeguarding lead the same day; never wait for the report.",
            example="N",
        ),
    )
