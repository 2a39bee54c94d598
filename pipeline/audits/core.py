"""The questions that every child-level audit asks, and the code lists that several audits share."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from pipeline.definition import (
    AS_OF,
    NOT_KNOWN,
    Code,
    CodeList,
    Date,
    MultiCode,
    OneCode,
    Part,
    Rule,
    Severity,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
)

SEXES = code_list("sex", M="Male", F="Female", U="Unknown or unborn")
ETHNIC_GROUPS = code_list(
    "ethnic_group", WHI="White", MIX="Mixed", ASI="Asian", BLA="Black", OTH="Other", REFU="Refused", NOBT="Not obtained"
)
STATUSES = CodeList(
    "sc_status",
    (
        Code("NONE", "Not known to social care"),
        Code("EH", "Early Help"),
        Code("CIN", "Child in need"),
        Code("CP", "Child protection plan"),
        Code("LAC", "Looked after"),
        NOT_KNOWN,
    ),
)
ROLES = code_list(
    "auditor_role", TEAM_MGR="Team manager", NAMED_NURSE="Named nurse", NAMED_DR="Named doctor",
    DS_DI="Detective sergeant or inspector", IRO="Independent reviewing officer",
    QA_OFFICER="Quality-assurance officer", OTHER="Other",
)  # fmt: skip
GRADES = CodeList(
    "grade",
    (Code("1", "Outstanding"), Code("2", "Good"), Code("3", "Requires improvement"), Code("4", "Inadequate")),
)
THEMES = code_list(
    "learning_themes", VOICE="Child's voice", INFO_SHARING="Information sharing", THRESHOLD="Thresholds",
    RECORDING="Recording", TIMELINESS="Timeliness", SUPERVISION="Supervision", CHALLENGE="Professional challenge",
    FATHERS="Fathers and male carers", HISTORY="History", HEALTH_NEEDS="Health needs",
    DISG_COMPL="Disguised compliance", CAPACITY="Capacity",
)  # fmt: skip

# The Department for Education's children-in-need census codes.
SOURCES = CodeList(
    "source",
    tuple(
        Code(code, label)
        for code, label in (
            ("1A", "Family member or carer"), ("1B", "Acquaintance"), ("1C", "The child"), ("1D", "Other individual"),
            ("2A", "School"), ("2B", "Education service"), ("3A", "GP"), ("3B", "Health visitor"),
            ("3C", "School nurse"), ("3D", "Other primary health"), ("3E", "Emergency department"),
            ("3F", "Other health"), ("4", "Housing"), ("5A", "Council adult or other social care"),
            ("5B", "Other council service"), ("5C", "Another council"), ("5D", "Early Help"), ("6", "Police"),
            ("7", "Other legal agency"), ("8", "Other"), ("9", "Anonymous"), ("10", "Unknown"),
        )
    ),
)  # fmt: skip
PROFESSIONAL_SOURCES = ("2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8")


@dataclass(frozen=True, eq=False)
class Core:
    """The core fields of one audit; each attribute is a field of the same name."""

    record_ref: Text
    audit_ref: Text
    child_ref: Text
    family_ref: Text
    unborn: OneCode
    age_years: Whole
    sex: OneCode
    ethnic_group: OneCode
    disability: OneCode
    sc_status: OneCode
    auditor_role: OneCode
    audit_date: Date
    overall_grade: OneCode
    moderated_grade: OneCode
    good_practice: Text
    learning: Text
    learning_themes: MultiCode
    immediate_action: OneCode
    action_taken_date: Date

    @property
    def opening(self) -> tuple[Part, ...]:
        """What comes first on every form: the references, and what the child was at the time."""
        return (
            Part("Which record", (self.record_ref, self.audit_ref, self.child_ref, self.family_ref)),
            Part(
                "The child at the time",
                (self.unborn, self.age_years, self.sex, self.ethnic_group, self.disability, self.sc_status),
            ),
        )

    @property
    def closing(self) -> Part:
        """The auditor's own judgement, which comes last on every form."""
        return Part("Your judgement", tuple(getattr(self, each.name) for each in fields(self)[10:]))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What must hold between core fields."""
        return (
            Rule(
                "unborn_sex",
                when=self.unborn == "Y",
                holds=self.sex == "U",
                blame=self.sex,
                severity=Severity.ERROR,
                fix="Enter U for a baby who was not yet born.",
            ),
            Rule(
                "unborn_age",
                when=self.unborn == "Y",
                holds=self.age_years.is_blank(),
                blame=self.age_years,
                severity=Severity.ERROR,
                fix="Leave the age empty for a baby who was not yet born.",
            ),
            Rule(
                "audited_before_sent",
                holds=self.audit_date <= AS_OF,
                blame=self.audit_date,
                severity=Severity.ERROR,
                fix="Check the audit date, and the date submitted on the Cover sheet.",
            ),
        )


def core(code: str, on: tuple[View, ...] = ()) -> Core:
    """The core fields of audit ``code``; ``on``: the views that ask more than the references (all, where empty)."""
    unborn = YesNo("unborn", "Unborn at the time?", required=True, on=on, example="N", describes_child=True)
    overall_grade = OneCode("overall_grade", "Overall grade", codes=GRADES, required=True, on=on, example="2")
    immediate_action = YesNo(
        "immediate_action",
        "Did the audit find a child needing action now?",
        required=True,
        on=on,
        help="Tell your safeguarding lead the same day; never wait for the report.",
        example="N",
    )
    return Core(
        record_ref=Text(
            "record_ref", "Record no. on this return", required=True, unique=True, example=f"{code}-0007",
            pattern=rf"{code}-\d{{4}}", pattern_words=f"{code}-, then four digits, such as {code}-0007",
        ),
        audit_ref=Text(
            "audit_ref", "LSCB audit reference", max_length=30, example="AUD19Q2-014",
            pattern=r"[A-Z0-9][A-Z0-9-]{3,29}",
            pattern_words="capital letters, digits and hyphens, as on the sample list",
            help="From the sample list, where the board issued one; the same for every agency.",
        ),
        child_ref=Text(
            "child_ref", "Child's audit reference", required=True, example="C3F90A21B",
            pattern=r"C[0-9A-F]{8}", pattern_words="C, then eight of 0-9 and A-F",
            help="The audit's own reference: never a name, an NHS number or a case number.",
        ),
        family_ref=Text(
            "family_ref", "Family's audit reference", example="F0B17",
            pattern=r"F[0-9A-F]{4,8}", pattern_words="F, then four to eight of 0-9 and A-F",
            help="The same for brothers and sisters.",
        ),
        unborn=unborn,
        age_years=Whole(
            "age_years", "Age at the time (completed years)", maximum=17, required_when=unborn == "N", on=on, example=4,
            describes_child=True,
        ),
        sex=OneCode("sex", "Sex", codes=SEXES, required=True, on=on, example="F", describes_child=True),
        ethnic_group=OneCode(
            "ethnic_group", "Ethnic group (broad)", codes=ETHNIC_GROUPS, required=True, on=on, example="WHI",
            describes_child=True,
        ),
        disability=YesNo(
            "disability", "Disabled child?", not_known=True, required=True, on=on, example="N", describes_child=True
        ),
        sc_status=OneCode(
            "sc_status", "Social care status at the time", codes=STATUSES, required=True, on=on, example="CIN",
            describes_child=True,
        ),
        auditor_role=OneCode("auditor_role", "Auditor's role", codes=ROLES, required=True, on=on, example="DS_DI"),
        audit_date=Date("audit_date", "Date audited", required=True, on=on, example=date(2019, 10, 8)),
        overall_grade=overall_grade,
        moderated_grade=OneCode("moderated_grade", "Grade after moderation", codes=GRADES, on=on),
        good_practice=Text("good_practice", "Good practice seen (no names)", free=True, on=on),
        learning=Text(
            "learning", "Learning or area to improve (no names)", free=True, on=on,
            required_when=overall_grade.is_in("3", "4"),
        ),
        learning_themes=MultiCode("learning_themes", "Learning themes", codes=THEMES, on=on, example="RECORDING;VOICE"),
        immediate_action=immediate_action,
        action_taken_date=Date(
            "action_taken_date", "Date that action was taken", on=on,
            required_when=immediate_action == "Y", only_when=immediate_action == "Y",
        ),
    )  # fmt: skip
