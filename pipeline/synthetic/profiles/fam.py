"""FAM as reviews have it: the protocol used for half of those who fit it, adults' workers at three meetings in five."""

from pipeline.audits.fam import FAM
from pipeline.synthetic.draws import Amount, Lag, Profile, Several, by_case, one_of, shares


def profile(fam: type[FAM]) -> Profile:
    """What the audit's returns usually look like."""
    return Profile(
        cases=(28, 30),
        case_refs={fam.audit_ref: "AUD{year}Q{quarter}-F-{number:03d}"},
        missed=0.12,
        cover={"return_type": "SAMPLE", "sampling_method": "BOARD_LIST"},
        of_all=5,
        draws={
            fam.meeting_date: Lag(),
            fam.adult_services: Several(
                shares(
                    "MENTAL_HEALTH 0.42, SUBSTANCE 0.34, DOMESTIC_ABUSE 0.36, LEARNING 0.07, ADULT_CARE 0.1, "
                    "PROBATION 0.16, OTHER 0.06, NONE 0.3"
                )
            ),
            fam.eligible: by_case(
                (fam.adult_services.contains("NONE"), one_of("Y 0.3, N 0.7")),
                (fam.adult_services.contains("MENTAL_HEALTH"), one_of("Y 0.76, N 0.24")),
                (fam.adult_services.contains("SUBSTANCE"), one_of("Y 0.68, N 0.32")),
                otherwise=one_of("Y 0.16, N 0.84"),
            ),
            fam.used: by_case(
                (fam.adult_services.contains("NONE"), one_of("N 0.7, NR 0.3")),
                otherwise=one_of("Y 0.52, N 0.34, NR 0.14"),
            ),
            fam.would_benefit: one_of("Y 0.46, N 0.54"),
            fam.used_by_adults: by_case(
                (fam.used == "Y", one_of("Y 0.82, N 0.06, NR 0.12")), otherwise=one_of("Y 0.07, N 0.6, NR 0.33")
            ),
            fam.joint_meeting: by_case(
                (fam.used == "Y", one_of("Y 0.92, NR 0.08")), otherwise=one_of("Y 0.4, N 0.4, NR 0.2")
            ),
            fam.joint_by_adults: by_case(
                (fam.joint_meeting == "Y", one_of("Y 0.86, N 0.04, NR 0.1")),
                otherwise=one_of("Y 0.14, N 0.5, NR 0.36"),
            ),
        },
        volumes={
            fam.families: Amount(140),
            fam.families_with_needs: Amount(0.62, of=fam.families),
        },
    )
