"""Checks of the Cover sheet, and of whose return it is: what it says must agree with the file, folder and template."""

from __future__ import annotations

from dataclasses import replace

from pipeline.english import listed
from pipeline.template.layout import COVER, COVER_SHEET
from pipeline.validate.catalogue.check import ERROR, NOTE, QUERY, Check, locked_check

_BY_ITSELF = "a template says by itself whose it is, of which audit and quarter"
_FRESH = "Copy your rows into a fresh template and send that."
_LABELS = listed([f"'{item.label}'" for item in COVER if item.name in ("audit_code", "agency_code", "period")])

COVER_MISSING = locked_check(
    "cover_missing",
    QUERY,
    saw=f"no sheet called '{COVER_SHEET}'",
    expected="the template's Cover sheet",
    fix="The return was read without it; put it back.",
)
COVER_UNANSWERED = Check("cover_unanswered", QUERY, saw="nothing", expected="{answer}", fix="Enter it.")
COVER_UNUSABLE = Check("cover_unusable", QUERY, saw="{answer}", expected="{takes}", fix="{advice}")
COVER_TOO_EARLY = replace(COVER_UNUSABLE, expected="a date after {start:%d/%m/%Y}", fix="Correct the date.")
COVER_MISCOUNTED = Check(
    "cover_miscounted",
    QUERY,
    saw="'{number}', and {records}",
    expected="{counted}",
    fix="Correct the number, or send the records that are missing.",
    intake_only="until a template is filled in, its records are fewer than its Cover says",
)
IDENTITY_MISSING = Check(
    "identity_missing",
    ERROR,
    saw="nothing that says which {about} it is for",
    expected="the {about} on the Cover sheet",
    fix=f"{_FRESH} Or add a sheet called '{COVER_SHEET}' and type in column A, {_LABELS}, one below the other, and "
    "their answers in column B.",
    intake_only=_BY_ITSELF,
)
IDENTITY_UNKNOWN = Check(
    "identity_unknown",
    ERROR,
    saw="'{code}' as the {about}, in {source}",
    expected="{known}",
    fix=f"{_FRESH} Or correct it where it stands.",
    intake_only=_BY_ITSELF,
)
IDENTITY_CONFLICT = Check(
    "identity_conflict",
    ERROR,
    saw="{about} {one} by {source} but {other} by {other_source}",
    expected="the same {about} everywhere",
    fix="Copy your rows into the right template, or rename the file.",
    intake_only=_BY_ITSELF,
    plain=True,
)
# The same where its folder says otherwise than the file: whoever put it there is to look first.
_MOVE = "Move the file to the right folder, or correct the Cover sheet."
WRONG_FOLDER = replace(IDENTITY_CONFLICT, id="wrong_folder", fix=_MOVE, ours=True)
WRONG_QUARTER = replace(IDENTITY_CONFLICT, id="wrong_quarter", fix=_MOVE, ours=True)
# The same where the template is that of another group of agencies.
WRONG_PART = replace(
    IDENTITY_CONFLICT,
    saw="the template of another part of {audit} than {agency}'s",
    expected="the template for {view}",
    fix="Ask for the {audit} template of {agency}.",
)
NOT_EXPECTED = Check(
    "not_expected",
    ERROR,
    saw="a return of {audit} from {agency}",
    expected="one from {due}",
    fix="Check the audit and the agency: this agency is not asked for this audit.",
    intake_only=_BY_ITSELF,
    plain=True,
)
# Nobody was asked for it, and it is counted all the same.
NOT_DUE = Check(
    "not_due",
    NOTE,
    saw="a return of {audit} for {quarter}",
    expected="none: {audit} {when}",
    fix="Nothing of it is lost: it was read, and what is accepted is counted for {quarter}. Send the next one when it "
    "is due.",
    intake_only=_BY_ITSELF,
    plain=True,
)
# A body ends and another takes over: a return by the name of either is that of whoever is to send it.
SENT_AS = Check(
    "sent_as_another_body",
    NOTE,
    saw="{name} ({code}) by {source}, a body that {change} {day:%d/%m/%Y}",
    fix="It was taken in for {whose} ({one}), whose return of {quarter} it is. Next time use the {what} of {one}.",
    intake_only=_BY_ITSELF,
    plain=True,
)
# The same of a body beside the one that is to send it.
SENT_BESIDE = replace(SENT_AS, saw="{name} ({code}) by {source}")
WHOSE_RECORDS = Check(
    "several_bodies",
    ERROR,
    saw="{name} ({code}) by {source}, which took over from several that return for {quarter} each",
    expected="a return of {each}",
    fix="Copy the records of each into its own template and send those. If all of them are of one body, put the file "
    "into its folder.",
    intake_only=_BY_ITSELF,
    plain=True,
)
