"""The actions still to be taken when the report was published."""

from pipeline.partnership.recommendations.model import Action, Kind

A = Action

PLANNED = (
    A("T1.b1", "Thematic audits of the quality and impact of assessments during 2019.", ("SCC-CF",), Kind.AUDIT,
      ("T1.1", "T1.5"), ("AQT",)),
    A("T1.b2", "A stocktake of child protection planning, repeat referrals and step-down included, reported to the "
      "board.", ("SCC-CF",), Kind.AUDIT, ("T1.1", "T1.5", "T1.7"), ("CPP",), "twice a year"),
    A("T1.b3", "The board is briefed on exploitation arrangements and challenges trends.", ("LSCB",), Kind.ASSURANCE,
      ("T1.2",), ("MET",)),
    A("T1.b4", "The four-area unborn baby protocol is reviewed, timely core groups included.", ("LSCB", "4LSCB"),
      Kind.REVIEW, ("T1.3",), ("UBB",)),
    A("T1.b5", "The board is briefed on exploitation arrangements and challenges trends (printed twice in the report).",
      ("LSCB",), Kind.ASSURANCE, ("T1.2",), ("MET",)),
    A("T2.b1", "The police response to child abuse, neglect included, is monitored against the four-part plan.",
      ("HC",), Kind.ASSURANCE, ("T2.3",), ("NEG",)),
    A("T2.b2", "Training on the neglect strategy and toolkit goes on in all partners.", ("LSCB",), Kind.TRAINING,
      ("T2.3",), ("TRN",)),
    A("T2.b3", "Practitioners are surveyed on the neglect guide: do they know it, do they use it?", ("LSCB",),
      Kind.SURVEY, ("T2.3",), ("NPG",)),
    A("T2.b4", "Workshops on disguised compliance, hostile parents included.", ("LSCB",), Kind.TRAINING,
      ("T1.4", "T2.3"), ("TRN",)),
    A("T3.b1", "A conference in July 2019 launches the Family Approach toolkit.", ("LSCB",), Kind.EVENT,
      ("T3.2", "T3.4", "T3.5"), ("TRN",)),
    A("T3.b2", "The stocktake of child protection planning in 2019-20.", ("SCC-CF",), Kind.AUDIT, ("T3.1", "T3.2"),
      ("CPP",)),
    A("T4.b1", "Providers' safeguarding leads and named nurses are audited on information-sharing agreements.",
      ("CCG",), Kind.AUDIT, ("T4.3", "T4.5"), ("ISH",)),
    A("T4.b2", "MASH and child protection planning are monitored, with thematic audits, and reported in September "
      "2019.", ("SCC-CF",), Kind.AUDIT, ("T4.2", "T4.4"), ("MASH", "CPP")),
    A("T4.b3", "The MASH contact and referral process is reviewed, with updates to the board on its outcomes.",
      ("SCC-CF",), Kind.REVIEW, ("T4.2",), ("MASH",), "twice a year"),
    A("T5.b1", "Contracts require safe-sleep advice, staff training, and furniture weighed against risk.", ("SCC-ICU",),
      Kind.COMMISSIONING, ("T5.3",), ("HRS",)),
    A("T5.b2", "Present housing-related support providers take part in training.", ("HRSP",), Kind.TRAINING, ("T5.3",),
      ("TRN", "HRS")),
    A("T5.b3", "The board monitors a review of planning before placements and a stronger assessment pathway.",
      ("LSCB",), Kind.ASSURANCE, ("T6.5",), ("HPS",)),
    A("T6.b1", "Thematic audits and the stocktake are reported, and suitability is assessed before families are "
      "placed.", ("SCC-CF",), Kind.AUDIT, ("T6.1", "T6.4"), ("CPP", "AQT", "HPS"), "twice a year"),
    A("T6.b2", "Procedures are reviewed against the 2010 guidance and section 20.", ("SCC-CF",), Kind.REVIEW,
      ("T6.2", "T6.6"), ("HOM",)),
    A("T6.b3", "Routes into housing-related support are reviewed: criteria, complex needs, panel, forms and plans.",
      ("SCC-ICU",), Kind.REVIEW, ("T6.6",), ("HRS",)),
    A("T6.b4", "Commissioned services are linked more strongly to safeguarding processes.", ("SCC-ICU",), Kind.PROCESS,
      ("T6.3", "T6.5"), ("HRS",)),
    A("T6.b5", "The council's housing service is treated as a provider, and its referrals come with assessments.",
      ("SCC-HOU",), Kind.PROCESS, ("T6.4",), ("HPS",)),
)  # fmt: skip
