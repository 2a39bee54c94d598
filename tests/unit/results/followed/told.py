"""What agencies report of actions and evidence, a few words each, for the tests of what is followed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.results.followed.reported import ReportedAction, ReportedEvidence, Status

ACTION = ReportedAction(
    id="T2.b2",
    agency="LSCB",
    quarter="2019-20 Q2",
    recommendations=("T2.3",),
    text="Training on the neglect strategy",
    lead_role="Training lead",
    agreed="2019-06-28",
    due="2019-12-31",
    status=Status.UNDER_WAY,
    done="",
    what_was_done="Two of four days held",
    evidence=(),
    standards=("TRN2",),
    difference="",
    impact="",
)
EVIDENCE = ReportedEvidence(
    id="ASR-0001",
    agency="SOL",
    quarter="2019-20 Q2",
    recommendations=("T2.2",),
    action="T2.a1",
    claim="Clinics know the guidance",
    kind="BRIEFING",
    title="Missed appointments: what to do",
    version="3",
    dated="2019-08-01",
    owner_role="Named nurse",
    held="Trust intranet, policy library",
    sha256="",
    reach=80,
    eligible=120,
    tested_by="NONE",
    tested_on="",
    tested_n=None,
    outcome="NOT_TESTED",
    finding="",
    limits="",
    valid_until="2020-07-31",
    families_confirm=False,
    self_rating="MOSTLY",
    verifier_role="",
    verified_rating="",
    verified_on="",
    why_different="",
)


def action(**changes: Any) -> ReportedAction:
    """An action under way and in time, with ``changes``."""
    return replace(ACTION, **changes)


def evidence(**changes: Any) -> ReportedEvidence:
    """A fresh briefing that reached two thirds of its people and that nobody tested, with ``changes``."""
    return replace(EVIDENCE, **changes)
