"""CAM: the campaign on safe sleep. One row is one activity: a poster, a film, an event."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    NOT_RECORDED,
    Amount,
    Audit,
    Basis,
    Cadence,
    Date,
    Distribution,
    OneCode,
    Part,
    Polarity,
    Prompt,
    Rule,
    Severity,
    Standard,
    View,
    Whole,
    code_list,
)
from pipeline.partnership.defining import words

CHANNELS = code_list(
    "channel",
    POSTER="Posters",
    LEAFLET="Leaflets or cards",
    SOCIAL="Social media",
    WEBSITE="Website",
    PRESS="Press or radio",
    EVENT="Event or stall",
    BRIEFING="Briefing or newsletter",
    FILM="Film",
)
AUDIENCES = code_list(
    "audience",
    PARENTS="Parents and parents-to-be",
    YOUNG_PARENTS="Young parents",
    HIGHER_RISK="Families at higher risk",
    STAFF="Staff of agencies",
    PUBLIC="Everybody",
)
_MANY = 999_999


class CAM(Audit):
    """The campaign on safe sleep. One row is one activity: a poster, a film, an event."""

    place = 26
    title = "Campaign on safe sleep: what was done, and how many it reached"
    short_title = "Campaign"
    purpose = (
        "Was the campaign carried out as planned, inside agencies and outside, did it reach those whom it was meant "
        "for, and what did it cost? How many saw it, and not what they did then."
    )
    unit = "one activity of the campaign"
    units = "activities, and not people"
    row = "activity"
    cadence = Cadence.ONE_OFF
    sampling = "Every activity that was planned for the campaign, whether or not it took place."

    organiser = View("Organiser's list", role="campaign_lead", of_people=False)

    the_plan = Part("What was planned")
    record_ref = core.record_ref("CAM")
    channel = OneCode("What it is", codes=CHANNELS, required=True, example="POSTER")
    audience = OneCode("Whom it is meant for", codes=AUDIENCES, required=True, example="YOUNG_PARENTS")
    planned = Date("Day it was to begin", required=True, example=date(2019, 7, 8))
    reach_planned = Whole("How many it was to reach", maximum=_MANY, required=True, example=1500)

    what_came_of_it = Part("What came of it")
    held = Date("Day it began", help="Leave empty where it has not.", example=date(2019, 7, 8))
    reached = Whole(
        "How many it reached",
        maximum=_MANY,
        also=(NOT_RECORDED,),
        asked_when=held.answered(),
        help="Counted or estimated: people who came, leaflets given out, accounts that saw it. NR where nobody did.",
        example=1800,
    )
    cost = Whole(
        "What it cost, in pounds",
        maximum=_MANY,
        asked_when=held.answered(),
        help="Without the time of staff. 0 where it cost nothing.",
        example=240,
    )

    # Rules across questions

    begun_by_now = Rule(
        holds=held <= AS_OF,
        blame=held,
        severity=Severity.ERROR,
        fix="Enter the day once it has begun; until then leave it empty.",
    )

    # Standards

    _CAMPAIGN = "The board's review of safe sleep: a campaign inside and outside agencies"
    _REACH = "Being reached is not yet doing otherwise: whether parents know it is asked in SSH and SSD."

    CAM1 = Standard(
        "Activity took place by the day it was planned for",
        headline=True,
        applies=ALWAYS,
        met=held.answered() & (held <= planned),
        pending=held.is_blank() & (planned >= AS_OF),
        basis=Basis.LOCAL,
        source=_CAMPAIGN,
        caveats=("What began later, or has not begun, counts as not met.", "A small activity counts as a great one."),
        questions={
            Prompt.BELOW: "What was not done in time, and whom would it have reached?",
            Prompt.NOT_RETURNED: "Was there no campaign, or does nobody keep a list of it?",
        },
    )
    CAMx1 = Standard(
        "Activity reached as many as it was to reach",
        applies=held.answered(),
        met=reached >= reach_planned,
        basis=Basis.LOCAL,
        source=f"Context: a plan is a guess, so that the {words.sub_group_short} sees both numbers in CAMx2 and CAMx3",
        polarity=Polarity.CONTEXT,
        excluded="Activities that have not taken place, and those of which nobody counted whom they reached.",
        caveats=(_REACH,),
    )

    # Context

    CAMx2 = Amount("Reach that was planned", reach_planned, counted_on=organiser, unit="people")
    CAMx3 = Amount("Reach of what took place", reached, counted_on=organiser, unit="people", applies=held.answered())
    CAMx4 = Amount("Cost of what took place", cost, counted_on=organiser, unit="pounds", applies=held.answered())
    CAMx5 = Distribution("What was done", channel, applies=held.answered(), counted_on=organiser)
    CAMx6 = Distribution("Whom it was meant for", audience, applies=held.answered(), counted_on=organiser)

    # What decides an activity's quarter, and names it

    key = record_ref
    anchors = {organiser: (planned,)}
    meant = {"CAM1 often hidden": "activities are few; every edition shows how many of how many."}
