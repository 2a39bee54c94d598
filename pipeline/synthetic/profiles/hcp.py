"""HCP as a service may have it: four contacts in five made in time, and one family in ten on too low a pathway."""

from pipeline.audits.hcp import HCP
from pipeline.synthetic.draws import Amount, Lag, Profile, by_case, one_of


def profile(hcp: type[HCP]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(38, 42),
        children={1: 0.95, 2: 0.05},
        cover={"return_type": "SAMPLE", "sampling_method": "STRATIFIED"},
        of_all=60,
        draws={
            hcp.contact: one_of("AN 0.2, NBV 0.2, W6_8 0.2, Y1 0.2, Y2 0.2"),
            hcp.due_month: Lag(),
            hcp.made: by_case(
                (
                    hcp.contact == "AN",
                    one_of("IN_TIME 0.58, LATE 0.12, NOT_SEEN 0.05, NOT_OFFERED 0.18, NR 0.03, MOVED 0.04"),
                ),
                (hcp.contact == "NBV", one_of("IN_TIME 0.93, LATE 0.03, NOT_SEEN 0.01, MOVED 0.03")),
                (
                    hcp.contact == "W6_8",
                    one_of("IN_TIME 0.86, LATE 0.05, DECLINED 0.02, NOT_SEEN 0.04, NR 0.01, MOVED 0.02"),
                ),
                otherwise=one_of(
                    "IN_TIME 0.74, LATE 0.08, DECLINED 0.05, NOT_SEEN 0.06, NOT_OFFERED 0.01, NR 0.01, MOVED 0.03, "
                    "NOT_DUE 0.02"
                ),
            ),
            hcp.pathway: one_of("UNIVERSAL 0.56, PLUS 0.22, PARTNERSHIP_PLUS 0.14, ENHANCED 0.08"),
            hcp.pathway_needed: by_case(
                (hcp.pathway == "UNIVERSAL", one_of("UNIVERSAL 0.94, PLUS 0.05, PARTNERSHIP_PLUS 0.01")),
                (hcp.pathway == "PLUS", one_of("UNIVERSAL 0.04, PLUS 0.82, PARTNERSHIP_PLUS 0.12, ENHANCED 0.02")),
                (hcp.pathway == "PARTNERSHIP_PLUS", one_of("PLUS 0.1, PARTNERSHIP_PLUS 0.78, ENHANCED 0.12")),
                otherwise=one_of("PARTNERSHIP_PLUS 0.12, ENHANCED 0.88"),
            ),
            hcp.need_changed: by_case(
                (hcp.pathway == "UNIVERSAL", one_of("Y 0.14, N 0.8, NR 0.06")),
                otherwise=one_of("Y 0.38, N 0.52, NR 0.1"),
            ),
            hcp.oversight_changed: by_case(
                (hcp.pathway == "UNIVERSAL", one_of("Y 0.04, N 0.9, NR 0.06")),
                otherwise=one_of("Y 0.3, N 0.56, NR 0.14"),
            ),
            hcp.pathway_reviewed: one_of("Y 0.9, N 0.05, NR 0.05"),
            hcp.enhanced_review: one_of("BETTER 0.56, SAME 0.24, NO 0.06, SOON 0.1, NR 0.04"),
            hcp.difference: one_of("YES 0.4, PARTIAL 0.42, NO 0.04, NR 0.14"),
        },
        volumes={
            hcp.contacts_due: Amount(195),
            hcp.contacts_in_time: Amount(0.78, of=hcp.contacts_due),
        },
    )
