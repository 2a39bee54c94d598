"""CPC as a city may have it: forty children a quarter at some twenty-five conferences, quorate nine times in ten."""

from pipeline.audits.cpc import CPC
from pipeline.synthetic.draws import Amount, Beside, Lag, Profile, Sharing, by_case, one_of, shares


def profile(cpc: type[CPC]) -> Profile:
    """What the audit's returns usually look like."""
    there = cpc.attended.is_in("IN_PERSON", "VIRTUAL")
    return Profile(
        cases=(34, 44),
        children={1: 0.5, 2: 0.3, 3: 0.14, 4: 0.06},
        family_refs={cpc.meeting_ref: "M{year}Q{quarter}-{number:03d}"},
        siblings_share=(
            cpc.conf_type,
            cpc.conf_date,
            cpc.s47_start,
            cpc.review,
            cpc.prev_conf_date,
            cpc.quorate,
            cpc.parents_attended,
            cpc.man_invited,
            cpc.report_shared_date,
        ),
        seen_on={cpc.member: cpc.attendance},
        sharing={
            cpc.member: Sharing(
                by=cpc.agency,
                kinds={
                    "police": ("POL",),
                    "health provider": ("HV", "SN", "CAMHS"),
                    "health provider 2": ("MIDWIFE", "HOSPITAL"),
                    "primary care": ("GP",),
                    "education": ("EDU",),
                },
            )
        },
        differ=0.07,
        cover={"return_type": "SAMPLE", "sampling_method": "RANDOM"},
        of_all=5,
        beside={
            cpc.attendance: Beside(
                each=cpc.agency,
                chances=shares(
                    "CSC 1, POL 0.97, HV 0.6, SN 0.55, MIDWIFE 0.12, HOSPITAL 0.16, GP 0.94, CAMHS 0.14, "
                    "ADULT_MH 0.2, SUBSTANCE 0.24, EDU 0.8, HOUSING 0.26, PROB 0.18, ADULT_SC 0.06, OTHER 0.2"
                ),
            ),
        },
        draws={
            cpc.conf_type: one_of("ICPC 0.36, RCPC 0.54, PREBIRTH 0.05, TRANSFER_IN 0.05"),
            cpc.conf_date: Lag(),
            cpc.s47_start: Lag(
                {-9: 0.08, -12: 0.24, -13: 0.17, -14: 0.18, -15: 0.16, -17: 0.08, -20: 0.06, -26: 0.03},
                after=cpc.conf_date,
            ),
            cpc.review: one_of("FIRST 0.42, LATER 0.58"),
            cpc.prev_conf_date: by_case(
                (
                    cpc.review == "FIRST",
                    Lag({-77: 0.2, -84: 0.4, -90: 0.32, -98: 0.08}, after=cpc.conf_date, unit="days"),
                ),
                otherwise=Lag({-154: 0.2, -168: 0.34, -178: 0.4, -196: 0.06}, after=cpc.conf_date, unit="days"),
            ),
            cpc.quorate: one_of("Y 0.9, N 0.08, NR 0.02"),
            cpc.child_participation: by_case(
                (cpc.conf_type == "PREBIRTH", one_of("PN0 1")),
                otherwise=one_of("PN0 0.3, PN1 0.07, PN2 0.04, PN3 0.02, PN4 0.02, PN5 0.14, PN6 0.26, PN7 0.15"),
            ),
            cpc.parents_attended: one_of("BOTH 0.38, ONE 0.46, NONE 0.13, EXCLUDED 0.03"),
            cpc.man_invited: one_of("Y 0.58, N 0.16, NR 0.12, NO_MAN 0.14"),
            cpc.report_shared_date: by_case(
                (
                    cpc.conf_type == "RCPC",
                    Lag({-7: 0.34, -5: 0.36, -3: 0.16, -1: 0.1, 0: 0.04}, after=cpc.conf_date, answered=0.86),
                ),
                otherwise=Lag({-4: 0.2, -3: 0.28, -2: 0.32, -1: 0.14, 0: 0.06}, after=cpc.conf_date, answered=0.84),
            ),
            cpc.parenting_assessment: one_of("AVAILABLE 0.34, REQUESTED 0.28, MISSING 0.04, NOT_NEEDED 0.32, NR 0.02"),
            cpc.decided: by_case(
                (
                    cpc.conf_type == "RCPC",
                    one_of(
                        "PLAN_CONTINUE 0.6, PLAN_END_CIN 0.26, PLAN_END_EH 0.06, PLAN_END_UNIVERSAL 0.02, LEGAL 0.06"
                    ),
                ),
                otherwise=one_of("PLAN_START 0.85, NO_PLAN 0.12, LEGAL 0.03"),
            ),
            cpc.category: one_of("NEG 0.48, EMO 0.36, PHY 0.09, SAB 0.05, MUL 0.02"),
            cpc.prev_plan: one_of("NONE 0.8, 1 0.16, 2PLUS 0.04"),
            cpc.overall_grade: one_of("1 0.08, 2 0.72, 3 0.16, 4 0.04"),
            cpc.plan_smart: one_of("Y 0.8, N 0.14, NR 0.06"),
            cpc.core_group_date: Lag(
                {6: 0.13, 8: 0.33, 9: 0.27, 10: 0.22, 12: 0.03, 16: 0.02}, after=cpc.conf_date, answered=0.99
            ),
            cpc.involved: by_case(
                (cpc.agency.is_in("CSC", "HV", "SN", "GP", "EDU", "MIDWIFE"), one_of("Y 0.97, N 0.03")),
                (cpc.agency == "POL", one_of("Y 0.82, N 0.18")),
                otherwise=one_of("Y 0.76, N 0.24"),
            ),
            cpc.invited: by_case(
                (cpc.agency.is_in("CSC", "POL"), one_of("Y 1")),
                (cpc.involved == "N", one_of("Y 0.9, N 0.1")),
                (cpc.agency.is_in("ADULT_MH", "SUBSTANCE", "HOUSING", "ADULT_SC"), one_of("Y 0.78, N 0.22")),
                otherwise=one_of("Y 0.95, N 0.05"),
            ),
            cpc.invited_date: by_case(
                (
                    cpc.conf_type == "RCPC",
                    Lag({-40: 0.3, -25: 0.3, -15: 0.25, -6: 0.1, -3: 0.05}, after=cpc.conf_date, answered=0.95),
                ),
                otherwise=Lag({-9: 0.14, -7: 0.28, -6: 0.2, -5: 0.2, -3: 0.12, -1: 0.06}, after=cpc.conf_date),
            ),
            cpc.attended: by_case(
                (cpc.invited == "N", one_of("ABSENT 0.96, IN_PERSON 0.04")),
                (cpc.agency == "CSC", one_of("IN_PERSON 0.98, VIRTUAL 0.02")),
                (
                    cpc.agency == "GP",
                    one_of(
                        "IN_PERSON 0.07, VIRTUAL 0.09, APOLOGY_WITH_REPORT 0.5, APOLOGY_NO_REPORT 0.16, ABSENT 0.18"
                    ),
                ),
                (cpc.agency == "POL", one_of("IN_PERSON 0.6, VIRTUAL 0.14, APOLOGY_WITH_REPORT 0.22, ABSENT 0.04")),
                (
                    cpc.agency.is_in("HV", "SN", "EDU", "MIDWIFE"),
                    one_of(
                        "IN_PERSON 0.82, VIRTUAL 0.06, APOLOGY_WITH_REPORT 0.08, APOLOGY_NO_REPORT 0.02, ABSENT 0.02"
                    ),
                ),
                otherwise=one_of(
                    "IN_PERSON 0.6, VIRTUAL 0.1, APOLOGY_WITH_REPORT 0.14, APOLOGY_NO_REPORT 0.1, ABSENT 0.06"
                ),
            ),
            cpc.report_submitted: by_case(
                (cpc.attended == "APOLOGY_WITH_REPORT", one_of("Y 1")),
                (cpc.attended.is_in("APOLOGY_NO_REPORT", "ABSENT"), one_of("N 1")),
                (there & (cpc.agency == "POL"), one_of("Y 0.8, N 0.2")),
                otherwise=one_of("Y 0.92, N 0.08"),
            ),
            cpc.report_date: by_case(
                (
                    cpc.conf_type == "RCPC",
                    Lag({-8: 0.26, -6: 0.32, -5: 0.28, -3: 0.1, -1: 0.04}, after=cpc.conf_date, answered=0.97),
                ),
                otherwise=Lag({-4: 0.3, -3: 0.32, -2: 0.26, -1: 0.1, 0: 0.02}, after=cpc.conf_date, answered=0.97),
            ),
            cpc.view_given: by_case(
                (there, one_of("Y 0.97, N 0.01, NR 0.02")), otherwise=one_of("Y 0.68, N 0.22, NR 0.1")
            ),
            cpc.difference: one_of("YES 0.36, PARTIAL 0.5, NO 0.06, NR 0.08"),
        },
        volumes={
            cpc.children_at_initial: Amount(34),
            cpc.children_at_review: Amount(64),
            cpc.reviews_due: Amount(68),
            cpc.reviews_overdue: Amount(0.06, of=cpc.reviews_due),
        },
    )
