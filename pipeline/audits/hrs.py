"""HRS: what contracts ask of housing-related support for young parents. One row: one provider and one requirement."""

from __future__ import annotations

from datetime import date

from pipeline.audits import core
from pipeline.definition import (
    ALWAYS,
    AS_OF,
    Agreement,
    Audit,
    Basis,
    Cadence,
    Date,
    Distribution,
    OneCode,
    Part,
    Prompt,
    Rater,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Whole,
    YesNo,
    code_list,
    days,
)
from pipeline.partnership.defining import TIMESCALES, words

REQUIREMENTS = code_list(
    "requirement",
    ADVICE="Every parent is advised on safe sleep",
    STAFF_TRAINING="Staff are trained in safe sleep and safeguarding",
    FURNITURE_RISK="Furniture is chosen with its risk for the child in mind",
    REFERRAL_FORM="A referral form says what the family needs and what the risks are",
    EARLY_HELP_ASSESS=f"An {words.early_help} assessment comes with a referral",
    PANEL="A panel decides where a young mother is placed",
)
KEPT = code_list("kept", MET="Met", PARTLY="Met in part", NOT="Not met")


class HRS(Audit):
    """What contracts ask of housing-related support for young parents. One row: one provider and one requirement."""

    place = 24
    title = "Housing-related support for young parents: what contracts ask, and what is kept"
    short_title = "Housing support contracts"
    purpose = (
        "Do the contracts with those who house young parents ask for safe sleep, trained staff, safe furniture and a "
        "planned way in; has the commissioner looked whether it is kept; and does the provider see it the same way?"
    )
    unit = "one provider and one requirement"
    units = "requirements of providers, and not families"
    row = "requirement"
    cadence = Cadence.ANNUAL
    sampling = "Every provider and each of the six requirements, once a year: a row for each, on both sides."

    provider = View("Provider's self-assessment", role="housing_support", of_people=False)
    commissioner = View("Commissioner's review", role="housing_commissioner", of_people=False)

    which_requirement = Part("Which provider, and which requirement")
    record_ref = core.record_ref("HRS")
    provider_ref = Text(
        "Provider's audit reference",
        required=True,
        example="H02",
        pattern=r"H\d{2}",
        pattern_words="H, then two digits, such as H02",
        help="Given by the commissioner, and the same on both sides; never the provider's name.",
    )
    requirement = OneCode("Requirement", codes=REQUIREMENTS, required=True, example="STAFF_TRAINING")

    what_the_provider_says = Part("What the provider says")
    own_view = OneCode("Do you meet it?", codes=KEPT, on=provider, required=True, example="PARTLY")
    evidence_date = Date(
        "Date of the newest evidence that you do",
        on=provider,
        help="A record, a register, a form that is in use. Leave empty where there is none.",
        example=date(2019, 2, 20),
    )
    _training = requirement == "STAFF_TRAINING"
    staff = Whole("Staff who work with the families", on=provider, maximum=999, asked_when=_training, example=14)
    trained = Whole(
        "Of these, trained in safe sleep and safeguarding and in date",
        on=provider,
        maximum=999,
        asked_when=_training,
        example=11,
    )

    what_the_commissioner_finds = Part("What the commissioner finds")
    in_contract = YesNo("Does the contract ask for it?", on=commissioner, required=True, example="Y")
    looked_on = Date(
        "Date you last looked whether it is met",
        on=commissioner,
        asked_when=in_contract == "Y",
        blank=None,
        help="At a visit or in the records, and not by what the provider says. Leave empty where nobody has.",
        example=date(2019, 1, 16),
    )
    finding = OneCode("Was it met?", codes=KEPT, on=commissioner, asked_when=looked_on.answered(), example="PARTLY")

    # Rules across questions

    trained_of_staff = Rule(
        holds=trained <= staff,
        blame=trained,
        severity=Severity.ERROR,
        fix="Check both numbers: the second counts some of those that the first counts.",
    )
    evidence_by_now = Rule(
        holds=evidence_date <= AS_OF,
        blame=evidence_date,
        severity=Severity.ERROR,
        fix="Give the date of evidence that there is, and not of what is planned.",
    )
    looked_by_now = Rule(
        holds=looked_on <= AS_OF,
        blame=looked_on,
        severity=Severity.ERROR,
        fix="Enter the date once you have looked; until then leave it empty.",
    )
    met_without_evidence = Rule(
        when=own_view == "MET",
        holds=evidence_date.answered(),
        blame=evidence_date,
        severity=Severity.QUERY,
        fix="You meet it, and have nothing to show for it: give the date of evidence, or mend the answer.",
    )
    trained_staff_are_few = Rule(
        when=_training & (own_view == "MET"),
        holds=trained >= staff,
        blame=own_view,
        severity=Severity.QUERY,
        fix="Not all of the staff are trained: say that it is met in part, or mend the numbers.",
    )

    # Standards

    _REVIEW = "The board's review of safe sleep"
    _FEW = "Providers are few: read each requirement, and not the percentage alone."
    _SELF = "What providers say of themselves; the commissioner's own finding is HRS1."

    HRS1 = Standard(
        "Requirement of the contract met, as the commissioner found",
        headline=True,
        applies=in_contract == "Y",
        met=looked_on.answered() & (finding == "MET"),
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: contracts with providers of supported housing ask for it",
        by=requirement,
        counted_on=commissioner,
        excluded="Requirements that are not in the provider's contract: see HRS2.",
        caveats=("What nobody has looked at counts as not met, and so does what is met in part.", _FEW),
        questions={
            Prompt.BELOW: "What follows for a provider that does not keep its contract, and by when?",
            Prompt.NOT_RETURNED: "Who looks at these contracts, and what does the board know of them?",
        },
    )
    HRS2 = Standard(
        "Contract asks for the requirement",
        applies=ALWAYS,
        met=in_contract == "Y",
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: commissioners state what they expect for families with a child under one",
        counted_on=commissioner,
        caveats=(_FEW,),
    )
    HRS3 = Standard(
        f"Commissioner has checked the requirement within {TIMESCALES.contract_evidence}",
        applies=in_contract == "Y",
        met=looked_on.answered() & (days(looked_on, AS_OF) <= TIMESCALES.contract_evidence),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        counted_on=commissioner,
        excluded="Requirements that are not in the provider's contract.",
        caveats=(_FEW,),
    )
    HRS4 = Standard(
        f"Provider says it has evidence of the last {TIMESCALES.contract_evidence}",
        applies=ALWAYS,
        met=evidence_date.answered() & (days(evidence_date, AS_OF) <= TIMESCALES.contract_evidence),
        basis=Basis.LOCAL,
        source=f"Proposed to the {words.sub_group_short}, after its review of safe sleep",
        counted_on=provider,
        caveats=(_SELF, _FEW),
    )
    HRS5 = Standard(
        "Providers' staff trained in safe sleep and safeguarding",
        headline=True,
        applies=_training,
        part=trained,
        whole=staff,
        basis=Basis.LOCAL,
        source=f"{_REVIEW}: contracts require training, and providers take part in it",
        counted_on=provider,
        excluded="The other requirements.",
        caveats=("Counts members of staff.", "What providers say of themselves; TRN4 counts housing's staff too."),
        questions={Prompt.BELOW: "Who works with babies' parents there and is not trained, and when will they be?"},
    )

    # Context

    HRSx1 = Distribution("What the commissioner found", finding, applies=looked_on.answered(), counted_on=commissioner)
    HRSx2 = Distribution("What providers say of themselves", own_view, applies=ALWAYS, counted_on=provider)

    # Who is compared with whom

    HRSa1 = Agreement(
        "Requirement met: the provider's own view and the commissioner's",
        Rater("Provider", own_view),
        Rater("Commissioner", finding),
        scale="answer",
        more="less favourable",
        less="more favourable",
    )

    # What pairs both sides of a requirement, and names a record; it has no date, so that the return decides its year

    key = record_ref
    anchors = {}
    linked_by = (provider_ref, requirement)
    meant = {
        "HRS1 small groups": "a requirement has as many rows as there are providers; the counts show which is lacking.",
        "HRS1 often hidden": "providers are few; every edition shows how many requirements of how many are met.",
        "HRS5 often hidden": core.FEW_FAIL,
    }
