"""The 34 recommendations, in our own words."""

from pipeline.partnership.recommendations.model import Recommendation

R = Recommendation

RECOMMENDATIONS = (
    R(
        "T1.1",
        "Parenting assessments have clear, resourced arrangements that staff know how and when to use, and are "
        "done for every initial and review child protection conference.",
        ("SCC-CF",),
        ("AQT", "CPC"),
    ),
    R(
        "T1.2",
        "The board is assured that practice on child sexual exploitation is proactive for victims and robust "
        "against offenders.",
        ("LSCB",),
        ("MET",),
        "quarterly",
    ),
    R(
        "T1.3",
        "The fixed three-month gap between initial and first review conference is considered for unborn babies, "
        "and raised with the Department for Education.",
        ("LSCB",),
        ("UBB",),
    ),
    R(
        "T1.4",
        "There is a multi-agency procedure on disguised compliance and resistant parents, including when to "
        "share concerns.",
        ("LSCB",),
        ("TRN", "AQT"),
    ),
    R(
        "T1.5",
        "The board is assured that developments in social care are embedded and sustained and improve outcomes.",
        ("LSCB",),
        ("CPP", "AQT", "MASH"),
        "twice a year",
    ),
    R(
        "T1.6",
        "Senior police, social care and health review how an investigation came to be closed despite serious "
        "concerns, and prevent it elsewhere.",
        ("HC", "SCC-CF", "CCG"),
        ("INV", "CPM"),
    ),
    R(
        "T1.7",
        "The quality, attendance, involvement and outcomes of child protection conferences are assured for all "
        "agencies.",
        ("LSCB",),
        ("CPC", "NEG"),
    ),
    R(
        "T1.8",
        "The escalation policy is widened to cover another agency's capacity or engagement.",
        ("LSCB",),
        ("ESC", "WNB"),
    ),
    R(
        "T2.1",
        "The hospital assures that its measures on contextual safeguarding raise awareness, and that concerns "
        "reach primary care and children's services.",
        ("UHS",),
        ("CTX",),
    ),
    R(
        "T2.2",
        "Agencies are reminded of the guidance on missed appointments, and its use is later audited.",
        ("LSCB",),
        ("WNB",),
        "in time",
    ),
    R(
        "T2.3",
        "The neglect policy is embedded: multi-agency audit of its use, workforce development, and partners' own "
        "assurance.",
        ("LSCB",),
        ("NEG", "NPG", "TRN", "FWA"),
    ),
    R("T3.1", "Young parents' own needs as children are recognised, assessed and supported.", ("SCC-CF",), ("AQT",)),
    R(
        "T3.2",
        "A whole-family approach gives core groups and conferences a collective picture.",
        ("SCC-CF",),
        ("CPC", "AQT", "FAM"),
    ),
    R(
        "T3.3",
        "Healthy Child Programme pathways are reviewed, and whether the enhanced offer helps families with high needs.",
        ("SOL",),
        ("HCP",),
    ),
    R("T3.4", "Widening the Joint Working Protocol beyond its present criteria is considered.", ("LSCB",), ("FAM",)),
    R(
        "T3.5",
        "All agencies with significant involvement take part in assessment, planning and delivery.",
        ("LSCB",),
        ("CPC", "AQT", "NEG", "MASH"),
    ),
    R(
        "T4.1",
        "GP practices follow the guidance on scanning, storing and reviewing safeguarding documents, use correct "
        "codes, and keep staff trained.",
        ("CCG",),
        ("GPD", "TRN", "WNB"),
    ),
    R(
        "T4.2",
        "The continuum of need is applied, step-down to universal services included, and management oversight is "
        "examined.",
        ("LSCB",),
        ("MASH", "CPP"),
        "twice a year",
    ),
    R(
        "T4.3",
        "Information sharing within health and with the wider system is reviewed.",
        ("LSCB", "CCG"),
        ("ISH", "NEG", "WNB", "MASH"),
    ),
    R(
        "T4.4",
        "All relevant information is shared and considered, outcomes are evaluated, and failed interventions are "
        "not repeated.",
        ("LSCB",),
        ("AQT", "CPC", "MASH", "NEG", "WNB"),
    ),
    R("T4.5", "Operational procedures say when, to whom, how and why to share information.", ("LSCB",), ("ISH",)),
    R(
        "T5.1",
        "Hospital staff give graduated safe-sleep guidance to both parents at each discharge, and record and "
        "pass it on.",
        ("UHS",),
        ("SSD",),
        "each discharge",
    ),
    R(
        "T5.2",
        "The workforce is developed on safe sleep and assesses families at higher risk.",
        ("SOL", "UHS"),
        ("TRN", "SSH"),
    ),
    R(
        "T5.3",
        "Commissioners state what they expect for families with a child under one, workforce and supervision included.",
        ("SCC-ICU", "CCG", "SCC-CF"),
        ("HRS",),
    ),
    R(
        "T5.4",
        "A high-profile public-health campaign is run, inside and outside agencies.",
        ("LSCB", "SCC-PH"),
        ("CAM",),
        "summer 2019",
    ),
    R(
        "T5.5",
        "Midwives, health visitors, community nurses and social workers assess safe sleep at home and see where "
        "the baby sleeps.",
        ("UHS", "SOL", "SCC-CF"),
        ("SSH",),
    ),
    R(
        "T5.6",
        "All parents, and above all those at high risk, get accessible advice on where the baby will sleep.",
        ("SOL", "UHS", "GP"),
        ("SSD", "SSH"),
    ),
    R(
        "T5.7",
        "Children's services and Solent work together on safe-sleep training for their own and other staff.",
        ("SCC-CF", "SOL"),
        ("TRN",),
    ),
    R(
        "T6.1",
        "Planning for children in need or in need of protection includes a holistic housing assessment.",
        ("SCC-CF",),
        ("HPS",),
        "twice a year",
    ),
    R(
        "T6.2",
        "No 16- or 17-year-old is placed in bed and breakfast, and young parents get specific support.",
        ("SCC-HOU", "HRSP"),
        ("HOM",),
    ),
    R(
        "T6.3",
        "Housing services understand and engage with safeguarding, and assess the accommodation they allocate.",
        ("SCC-ICU", "HRSP"),
        ("HRS", "TRN"),
    ),
    R(
        "T6.4",
        "The suitability and safety of supported accommodation is assessed before a family moves in.",
        ("HRSP", "SCC-CF"),
        ("HPS",),
    ),
    R(
        "T6.5",
        "Housing and sleeping arrangements are assessed regularly for families at heightened risk, and concerns "
        "are raised.",
        ("SOL", "UHS", "SCC-CF", "SCC-HOU"),
        ("HPS", "SSH"),
    ),
    R(
        "T6.6",
        "The 2010 guidance and section 20 are applied, so that no child in need is refused accommodation by "
        "blanket criteria.",
        ("SCC-CF", "SCC-HOU"),
        ("HOM",),
    ),
)
