"""NEG as the sector's figures have it: 25 to 35 children, nearly all passed on, under half a joint enquiry."""

from pipeline.audits.neg import NEG
from pipeline.definition import AS_OF, working_days
from pipeline.synthetic.draws import (
    Amount,
    Lag,
    Mistake,
    Numbers,
    Profile,
    Several,
    Unusual,
    by_case,
    instead,
    moved,
    one_of,
    shares,
)
from pipeline.validate.catalogue.cells import DATE_IMPOSSIBLE, DATE_OUT_OF_RANGE, UNKNOWN_CODE
from pipeline.validate.catalogue.conditions import (
    EXPECTED_MISSING,
    NOT_APPLICABLE_REFUSED,
    NOT_EXPECTED_ANSWER,
    REQUIRED_MISSING,
    of_rule,
)


def profile(neg: type[NEG]) -> Profile:
    """What the audit's returns usually look like."""
    cruelty = (neg.classification == "CRUELTY_NEGLECT") & (neg.s47_agreed == "Y")
    return Profile(
        cases=(25, 35),
        children={1: 0.4, 2: 0.32, 3: 0.18, 4: 0.1},
        unborn=0.05,
        case_refs={neg.audit_ref: "AUD{year}Q{quarter}-N-{number:03d}"},
        siblings_share=(
            neg.concern_received,
            neg.source,
            neg.ppn_submitted,
            neg.ppn_reviewed,
            neg.strategy_held,
            neg.strategy_date,
            neg.strategy_agencies,
            neg.s47_agreed,
            neg.inv_type,
        ),
        own=(neg.voice_recorded, neg.supervisor),
        differ=0.05,
        missed=0.04,
        cover={"return_type": "SAMPLE", "sampling_method": "BOARD_LIST"},
        of_all=3.2,
        draws={
            neg.concern_received: Lag(),
            neg.source: one_of(
                "6 0.3, 2A 0.22, 3A 0.03, 3B 0.07, 3C 0.04, 3E 0.05, 3F 0.03, 4 0.02, 1A 0.06, 1D 0.04, 5D 0.06, "
                "5A 0.02, 8 0.03, 9 0.03"
            ),
            neg.ppn_submitted: by_case(
                (neg.source == "6", Lag({0: 0.62, 1: 0.3, 2: 0.08}, after=neg.concern_received, unit="days")),
                otherwise=Lag({0: 0.5, 1: 0.5}, after=neg.concern_received, unit="days", answered=0.1),
            ),
            neg.ppn_reviewed: Lag({0: 0.3, 1: 0.55, 2: 0.1, 4: 0.05}, after=neg.ppn_submitted),
            neg.prior_neglect_12m: Numbers({0: 0.4, 1: 0.24, 2: 0.15, 3: 0.09, 4: 0.05, 6: 0.03, "NK": 0.04}),
            neg.strategy_held: one_of("Y 0.97, N 0.03"),
            neg.strategy_date: Lag({0: 0.42, 1: 0.36, 2: 0.12, 3: 0.06, 6: 0.04}, after=neg.concern_received),
            neg.strategy_agencies: Several(
                shares("CSC 0.99, POL 0.98, HEALTH 0.72, EDU 0.3, HOUSING 0.06, OTHER 0.08")
            ),
            neg.s47_agreed: one_of("Y 0.93, N 0.07"),
            neg.s47_start: Lag(after=neg.strategy_date),
            neg.inv_type: one_of("JOINT 0.44, CSC_ONLY 0.51, POLICE_ONLY 0.02, NR 0.03"),
            neg.single_reason: one_of("NO_CRIME 0.2, PROPORTIONATE 0.5, OTHER_TEAM 0.12, DISAGREED 0.05, NR 0.13"),
            neg.occ_recorded: one_of("Y 0.95, N 0.03, NR 0.02"),
            neg.classification: one_of("CRUELTY_NEGLECT 0.86, OTHER_CRIME 0.05, NON_CRIME 0.07, NR 0.02"),
            neg.graded: one_of("Y 0.94, N 0.03, NR 0.03"),
            neg.passed_cait: by_case((cruelty, one_of("Y 0.93, N 0.07")), otherwise=one_of("Y 0.25, N 0.75")),
            neg.passed_date: Lag({0: 0.4, 1: 0.42, 2: 0.1, 3: 0.05, 5: 0.03}, after=neg.strategy_date),
            neg.not_passed_reason: one_of(
                "OTHER_TEAM 0.3, CSC_ONLY_AGREED 0.32, NO_CRIME 0.16, OUT_OF_AREA 0.05, CAPACITY 0.05, "
                "OVERSIGHT 0.08, NR 0.04"
            ),
            neg.voice_recorded: one_of("Y 0.72, N 0.15, NR 0.13"),
            neg.neglect_tool: one_of("Y 0.32, N 0.5, NR 0.18"),
            neg.supervisor: one_of("Y 0.76, N 0.1, NR 0.14"),
            neg.fwa: one_of("IN_PLACE 0.22, CONSIDERED 0.36, NOT_CONSIDERED 0.37, NA 0.05"),
            neg.record_shared: Lag({0: 0.15, 1: 0.3, 2: 0.2, 3: 0.15, 5: 0.2}, after=neg.strategy_date, answered=0.85),
            neg.s47_outcome: by_case(
                (working_days(neg.s47_start, AS_OF) <= 15, one_of("PENDING 0.5, ICPC 0.3, CIN 0.2")),
                otherwise=one_of(
                    "ICPC 0.36, CIN 0.34, EH 0.05, NFA_ASSESS 0.04, NFA 0.17, LEGAL 0.01, OTHER 0.01, PENDING 0.02"
                ),
            ),
            neg.transfer_in: one_of("N 0.97, Y 0.03"),
            neg.icpc_date: Lag(
                {9: 0.04, 11: 0.08, 12: 0.1, 13: 0.16, 14: 0.22, 15: 0.22, 16: 0.06, 18: 0.06, 21: 0.04, 26: 0.02},
                after=neg.s47_start,
                answered=0.98,
            ),
            neg.cp_category: one_of("NEG 0.62, EMO 0.14, PHY 0.04, MUL 0.05, NO_PLAN 0.15"),
            neg.police_outcome: one_of(
                "CHARGE 0.04, CAUTION 0.03, OTHER_DISPOSAL 0.08, NFA_EVIDENTIAL 0.35, NFA_PUBLIC_INTEREST 0.1, "
                "ONGOING 0.38, NA 0.02"
            ),
        },
        volumes={
            neg.neglect_ppns: Amount(75),
            neg.neglect_crimes: Amount(10),
            neg.cait_passed: Amount(0.9, of=neg.neglect_crimes),
            neg.s47_all: Amount(95),
            neg.s47_neglect: Amount(0.34, of=neg.s47_all),
            neg.strategy_discussions: Amount(110),
            neg.icpcs: Amount(26),
            neg.plans_neglect: Amount(0.45, of=neg.icpcs),
        },
        unusual={"police": Unusual.MISTAKEN},
        mistakes=(
            Mistake(neg.classification, neg.classification == "CRUELTY_NEGLECT", instead("CRUELTY"), UNKNOWN_CODE),
            Mistake(neg.ppn_submitted, neg.ppn_submitted.answered(), instead("31/02/2019"), DATE_IMPOSSIBLE),
            Mistake(neg.passed_date, neg.passed_date.answered(), moved(neg.passed_date, 71 * 365), DATE_OUT_OF_RANGE),
            Mistake(neg.supervisor, neg.supervisor == "Y", instead(None), REQUIRED_MISSING),
            Mistake(neg.police_outcome, neg.police_outcome.answered(), instead(None), REQUIRED_MISSING),
            Mistake(neg.voice_recorded, neg.unborn == "N", instead("NA"), NOT_APPLICABLE_REFUSED),
            Mistake(
                neg.passed_date,
                neg.passed_date.answered(),
                moved(neg.strategy_date, -3),
                of_rule(neg.passed_after_strategy),
            ),
            Mistake(neg.passed_date, neg.passed_date.answered(), instead(None), EXPECTED_MISSING),
            Mistake(neg.single_reason, neg.inv_type == "JOINT", instead("PROPORTIONATE"), NOT_EXPECTED_ANSWER),
            Mistake(neg.not_passed_reason, neg.passed_cait == "Y", instead("OVERSIGHT"), NOT_EXPECTED_ANSWER),
        ),
    )
