"""CAM as a summer's campaign goes: most of it in time, and nobody counts who sees a poster that is for everybody."""

from pipeline.audits.cam import CAM
from pipeline.synthetic.draws import About, Lag, Numbers, Profile, by_case, one_of


def profile(cam: type[CAM]) -> Profile:
    """What the audit's returns usually look like."""
    wide = cam.channel.is_in("SOCIAL", "WEBSITE", "PRESS", "FILM")
    return Profile(
        cases=(14, 22),
        cover={"return_type": "FULL", "sampling_method": "CENSUS"},
        draws={
            cam.channel: one_of(
                "POSTER 0.2, LEAFLET 0.16, SOCIAL 0.2, WEBSITE 0.08, PRESS 0.08, EVENT 0.12, BRIEFING 0.12, FILM 0.04"
            ),
            cam.audience: by_case(
                (cam.channel == "BRIEFING", one_of("STAFF 1")),
                otherwise=one_of("PARENTS 0.36, YOUNG_PARENTS 0.16, HIGHER_RISK 0.16, STAFF 0.12, PUBLIC 0.2"),
            ),
            cam.planned: Lag(),
            cam.reach_planned: by_case((wide, About(4000)), (cam.channel == "EVENT", About(80)), otherwise=About(600)),
            cam.held: Lag({0: 0.9, 2: 0.03, 5: 0.03, 10: 0.02}, after=cam.planned, answered=0.96),
            cam.reached: by_case(
                ((cam.channel == "POSTER") & (cam.audience == "PUBLIC"), Numbers({"NR": 1})),
                (wide, About(4400)),
                (cam.channel == "EVENT", About(66)),
                otherwise=About(520),
            ),
            cam.cost: by_case((wide, About(260)), (cam.channel == "BRIEFING", About(0)), otherwise=About(180)),
        },
    )
