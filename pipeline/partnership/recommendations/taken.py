"""The actions already taken when the report was published."""

from functools import partial

from pipeline.partnership.recommendations.model import Action, Kind

A = partial(Action, taken=True)

TAKEN = (
    A("T1.a1", "Professional-challenge training: disguised compliance, difficult conversations, escalation.", ("SOL",),
      Kind.TRAINING, ("T1.4",), ("TRN",)),
    A("T1.a2", "A Missing, Exploited and Trafficked Team was set up in the police.", ("HC",), Kind.SERVICE, ("T1.2",),
      ("MET",)),
    A("T1.a3", "The team identifies children at risk of exploitation early.", ("HC",), Kind.SERVICE, ("T1.2",),
      ("MET",)),
    A("T1.a4", "The team works with the council's exploitation hub and the board's groups.", ("HC",), Kind.SERVICE,
      ("T1.2",), ("MET",)),
    A("T1.a5", "The team links exploitation to child-in-need and protection planning for children at high risk.",
      ("HC",), Kind.SERVICE, ("T1.2",), ("MET",)),
    A("T1.a6", "Neighbourhood teams have a toolkit for medium-risk cases, and each district a single point of contact.",
      ("HC",), Kind.RESOURCE, ("T1.2",), ("MET",)),
    A("T1.a7", "Advice on exploitation is on the force's intranet.", ("HC",), Kind.RESOURCE, ("T1.2",)),
    A("T1.a8", "Since June 2018 new exploitation cases take a pathway through MASH with a risk tool and multi-agency "
      "assessment.", ("HC", "SCC-CF"), Kind.PROCESS, ("T1.2",), ("MET",)),
    A("T1.a9", "Exploitation is part of the national police training course from April 2019.", ("HC",), Kind.TRAINING,
      ("T1.2",), ("TRN",)),
    A("T1.a10", "Doctors give social care and police a written form with first findings at a child protection medical.",
      ("WHCCG",), Kind.PROCESS, ("T1.6",), ("CPM",)),
    A("T2.a1", "“Was Not Brought” guidance was promoted by leaflet, training, supervision and newsletter.", ("SOL",),
      Kind.RESOURCE, ("T2.2",), ("WNB", "TRN"), "newsletter every six weeks"),
    A("T2.a2", "Since January 2018 a neglect occurrence classified as cruelty and agreed as a section 47 enquiry is "
      "graded and passed to CAIT; audited in April and May 2019.", ("HC",), Kind.PROCESS, ("T2.3",), ("NEG", "FWA")),
    A("T3.a1", "The updated framework for assessing and managing risk is tested by thematic audit.", ("SCC-CF",),
      Kind.AUDIT, ("T3.1",), ("AQT",)),
    A("T4.a1", "Guidance on record-keeping and coding is promoted to GP practices and audited in quality visits.",
      ("CCG",), Kind.AUDIT, ("T4.1",), ("GPD",)),
    A("T5.a1", "Safe-sleep information is on the region's child-health website.", ("SOL",), Kind.RESOURCE,
      ("T5.1", "T5.5", "T5.6"), ("CAM",)),
    A("T5.a2", "GPs discuss safe sleep at the six-week check, with tutorials and coding guidance.", ("GP",),
      Kind.PROCESS, ("T5.6",), ("GPD",)),
    A("T5.a3", "The principal social work team trains staff on the lessons of reviews, safe sleep included.",
      ("SCC-CF",), Kind.TRAINING, ("T5.2", "T5.5", "T5.7"), ("TRN",)),
    A("T5.a4", "Posters on safe sleep are in council buildings.", ("SCC-PH",), Kind.CAMPAIGN, ("T5.4",), ("CAM",)),
    A("T5.a5", "Contracts and specifications for young parents' housing-related support were improved.",
      ("SCC-ICU", "CCG"), Kind.COMMISSIONING, ("T5.3",), ("HRS",)),
    A("T6.a1", "A property was assessed with landlord, provider and commissioner in April 2019, and improvements "
      "agreed.", ("SCC-ICU",), Kind.PROCESS, ("T6.4",)),
    A("T6.a2", "Young people are supported to find accommodation despite past difficulties.", ("SCC-ICU",),
      Kind.PROCESS, ("T6.6",), ("HOM",)),
)  # fmt: skip
