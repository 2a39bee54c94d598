"""NPG: what practitioners know of the neglect guide, and whether they use it. One row is one answer to a survey."""

from __future__ import annotations

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    Audit,
    Basis,
    Cadence,
    Count,
    Distribution,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Ratio,
    Rule,
    Severity,
    Standard,
    View,
    Volumes,
    YesNo,
    code_list,
)
from pipeline.partnership.defining import words

GROUPS = code_list(
    "role_group",
    SW="Social workers",
    HV="Health visitors",
    SN="School nurses",
    MIDWIFE="Midwives",
    GP="General practice",
    SCHOOL="Schools and early years",
    POLICE="Police",
    HOUSING="Housing",
    OTHER="Others",
)
READ = code_list("read", ALL="All of it", PARTLY="Parts of it", NO="No")
USED = code_list("used", NEVER="Never", ONCE_TWICE="Once or twice", OFTEN="Three times or more")
BARRIERS = code_list(
    "barrier",
    TIME="No time",
    TOO_LONG="It is too long",
    NOT_RELEVANT="It does not fit my work",
    OTHER="Something else",
    NONE="Nothing",
)


class NPG(Audit):
    """What practitioners know of the neglect guide, and whether they use it. One row is one answer to a survey."""

    place = 19
    title = "Survey: the neglect guide, known and used"
    short_title = "Neglect guide survey"
    purpose = (
        "Do those who work with children know the guide to neglect and its tools, do they use it, does it help, and "
        "are they sure of the work? A survey without names: what people say of themselves, to be seen beside what "
        "records show."
    )
    unit = "one practitioner who answered the survey"
    units = "practitioners who answered, and not all who were asked"
    row = "practitioner"
    cadence = Cadence.ANNUAL
    sampling = (
        "Everybody who works with children in the agencies is asked, and each group's headcount comes from its "
        "agencies. Other boards had 111 and 457 answers."
    )

    board = View("Board's survey", role="board")

    who_answers = Part("Who answers")
    record_ref = core.record_ref("NPG")
    role_group = OneCode("What is your work?", codes=GROUPS, required=True, example="HV")
    trained = YesNo("Have you had training in the neglect guide?", required=True, example="Y")

    the_guide = Part("The guide")
    heard_of = YesNo("Had you heard of the neglect guide before this survey?", required=True, example="Y")
    _aware = heard_of == "Y"
    read = OneCode("Have you read it?", codes=READ, asked_when=_aware, example="PARTLY")
    used_6m = OneCode(
        "How often have you used it in the last six months?", codes=USED, asked_when=_aware, example="ONCE_TWICE"
    )
    _used = used_6m.is_in("ONCE_TWICE", "OFTEN")
    tool_helped = core.likert(
        "How far did it help in your work with families?",
        low="not at all",
        high="very much",
        asked_when=_used,
        example="4",
    )
    barrier = OneCode("What most keeps you from using it?", codes=BARRIERS, asked_when=_aware, example="TIME")

    how_sure = Part("How sure you are of the work")
    confidence_before = core.likert(
        "How confident were you about neglect before you used the guide?",
        low="not at all",
        high="very",
        asked_when=_used,
        example="3",
    )
    confidence_now = core.likert(
        "How confident are you now in seeing neglect and acting on it?",
        low="not at all",
        high="very",
        required=True,
        example="4",
    )

    # Rules across questions

    used_unread = Rule(
        when=read == "NO",
        holds=~_used,
        blame=used_6m,
        severity=Severity.QUERY,
        fix="It was used and not read: see that the answer was entered as it was given.",
    )
    never_used_for_nothing = Rule(
        when=used_6m == "NEVER",
        holds=barrier != "NONE",
        blame=barrier,
        severity=Severity.QUERY,
        fix="It was never used, and nothing keeps from it: see that both answers were entered as they were given.",
    )

    # Standards

    _SURVEY = "Neglect strategy: practitioners are surveyed on whether they know the guide and use it"
    _SELF = (
        "What people say of themselves, and only those who answered: where fewer than one in five did (NPGx1), it does "
        "not speak for the others."
    )

    NPG1 = Standard(
        "Practitioners have heard of the guide",
        headline=True,
        applies=ALWAYS,
        met=heard_of == "Y",
        basis=Basis.LOCAL,
        source=_SURVEY,
        by=role_group,
        caveats=(_SELF,),
        questions={
            Prompt.BELOW: "Which groups have not heard of it, and who was to tell them?",
            Prompt.TOO_FEW: "Who was not asked, and what would make people answer?",
        },
    )
    NPG2 = Standard(
        "Those who know the guide have used it in the last six months",
        headline=True,
        applies=_aware,
        met=_used,
        basis=Basis.GOOD_PRACTICE,
        source=_SURVEY,
        by=role_group,
        excluded="Practitioners who had not heard of it.",
        caveats=(_SELF, "Who met no neglected child in six months had no use for it."),
        questions={Prompt.BELOW: "What keeps people from using it (NPGx5), and is it the guide, the time or the work?"},
    )
    NPG3 = Standard(
        "Practitioners are confident in seeing neglect and acting on it (4 or 5 of 5)",
        applies=ALWAYS,
        met=confidence_now.is_in("4", "5"),
        basis=Basis.GOOD_PRACTICE,
        source=_SURVEY,
        by=role_group,
        caveats=(_SELF, "The answers one by one stand in NPGx6: a mean would hide those who are not sure at all."),
    )
    NPG4 = Standard(
        "Practitioners have had training in the guide",
        applies=ALWAYS,
        met=trained == "Y",
        basis=Basis.LOCAL,
        source="Neglect strategy: training goes on in all agencies",
        caveats=(_SELF, "Employers' own numbers of staff in date are TRN2."),
    )
    NPG5 = Standard(
        "Those who used the guide found that it helped (4 or 5 of 5)",
        applies=_used,
        met=tool_helped.is_in("4", "5"),
        basis=Basis.GOOD_PRACTICE,
        source=_SURVEY,
        excluded="Practitioners who have not used it in the last six months.",
        caveats=(_SELF, "The answers one by one stand in NPGx4."),
    )
    NPGx2 = Standard(
        "Confident now, of those who were not before they used the guide",
        applies=_used & confidence_before.is_in("1", "2", "3"),
        met=confidence_now.is_in("4", "5"),
        basis=Basis.LOCAL,
        source="Context: people say both at the same time, so that it shows what they think the guide did",
        polarity=Polarity.CONTEXT,
        excluded="Practitioners who have not used it, and those who were confident already.",
        caveats=(_SELF,),
    )

    # Volumes and context

    headcount = Count("Staff who work with children, as their agencies say")
    asked = Count("Of these, staff whom the survey was sent to")
    answers = Count("Answers that came back")
    board_volumes = Volumes(board, (headcount, asked, answers), per=role_group, monthly=False)

    NPGx1 = Ratio(
        "Staff who answered",
        board_volumes,
        numerator=(answers,),
        denominator=(headcount,),
        expected=f"Below 20% the {words.sub_group_short} does not speak of all practitioners.",
    )
    NPGx3 = Distribution("How often the guide was used", used_6m, applies=_aware, counted_on=board)
    NPGx4 = Distribution("How far it helped, from 1 to 5", tool_helped, applies=_used, counted_on=board)
    NPGx5 = Distribution("What keeps people from using it", barrier, applies=_aware, counted_on=board, why=True)
    NPGx6 = Distribution("How confident people are, from 1 to 5", confidence_now, applies=ALWAYS, counted_on=board)
    NPGx7 = Distribution(
        "How confident they were before they used it, from 1 to 5", confidence_before, applies=_used, counted_on=board
    )
    NPGx8 = Distribution("Whether it was read", read, applies=_aware, counted_on=board)
    NPGx9 = Ratio("Staff whom the survey was sent to", board_volumes, numerator=(asked,), denominator=(headcount,))

    # What names a record; an answer has no date, so that the return decides its year

    key = record_ref
    anchors = {}
