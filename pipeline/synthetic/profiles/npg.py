"""NPG as boards' surveys come back: one in twelve answers, four in five know the guide, and half of these used it."""

from pipeline.audits.npg import NPG
from pipeline.synthetic.draws import Amount, Profile, by_case, one_of


def profile(npg: type[NPG]) -> Profile:
    """What the audit's returns usually look like."""
    near = npg.role_group.is_in("SW", "HV", "SN")
    return Profile(
        cases=(100, 140),
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            npg.role_group: one_of(
                "SW 0.24, HV 0.17, SN 0.06, MIDWIFE 0.09, GP 0.05, SCHOOL 0.2, POLICE 0.07, HOUSING 0.05, OTHER 0.07"
            ),
            npg.trained: by_case((near, one_of("Y 0.7, N 0.3")), otherwise=one_of("Y 0.4, N 0.6")),
            npg.heard_of: by_case(
                (npg.trained == "Y", one_of("Y 0.98, N 0.02")),
                (near, one_of("Y 0.8, N 0.2")),
                otherwise=one_of("Y 0.62, N 0.38"),
            ),
            npg.read: by_case(
                (npg.trained == "Y", one_of("ALL 0.36, PARTLY 0.52, NO 0.12")),
                otherwise=one_of("ALL 0.16, PARTLY 0.5, NO 0.34"),
            ),
            npg.used_6m: by_case(
                (npg.read == "NO", one_of("NEVER 1")),
                (near, one_of("NEVER 0.24, ONCE_TWICE 0.48, OFTEN 0.28")),
                otherwise=one_of("NEVER 0.44, ONCE_TWICE 0.42, OFTEN 0.14"),
            ),
            npg.tool_helped: one_of("1 0.01, 2 0.04, 3 0.13, 4 0.54, 5 0.28"),
            npg.barrier: by_case(
                (npg.used_6m == "NEVER", one_of("TIME 0.36, TOO_LONG 0.24, NOT_RELEVANT 0.26, OTHER 0.14")),
                otherwise=one_of("TIME 0.34, TOO_LONG 0.22, NOT_RELEVANT 0.06, OTHER 0.08, NONE 0.3"),
            ),
            npg.confidence_before: one_of("1 0.08, 2 0.26, 3 0.38, 4 0.22, 5 0.06"),
            npg.confidence_now: by_case(
                (npg.confidence_before.is_in("4", "5"), one_of("3 0.02, 4 0.5, 5 0.48")),
                (npg.confidence_before.is_in("1", "2", "3"), one_of("2 0.02, 3 0.18, 4 0.62, 5 0.18")),
                otherwise=one_of("1 0.02, 2 0.07, 3 0.23, 4 0.48, 5 0.2"),
            ),
        },
        volumes={
            npg.headcount: Amount(1440),
            npg.asked: Amount(0.78, of=npg.headcount),
            npg.answers: Amount(of_records=True),
        },
    )
