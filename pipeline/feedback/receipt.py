"""The receipt: what arrived, what it was taken for, what became of it, what was found and what happens next."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.definition import Severity
from pipeline.feedback.changes_in_words import News, news
from pipeline.feedback.phrases import SEVERITIES, next_steps, number, shown, status
from pipeline.feedback.places import ordered
from pipeline.feedback.what_counts import Standing, standings
from pipeline.partnership.agencies import name_of
from pipeline.template.layout import ANSWER_SHEETS, RECORDS_SHEET
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding, row_spans, spoken_place
from pipeline.validate.masked import masked
from pipeline.validate.outside import OUTSIDE
from pipeline.validate.personal import kind_said
from pipeline.validate.validated import Validated

_RULE = "-" * 72
SYNTHETIC = "SYNTHETIC: made up for demonstration. It describes no real child or agency."
OUTSIDE_IT = "Outside this account, and not read"
SET_ASIDE = "Set aside: rows that are counted nowhere, and why"

FINGERPRINT = "Fingerprint (SHA-256)"


@dataclass(frozen=True)
class Group:
    """The findings of one severity, each as a sentence."""

    heading: str
    severity: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """
    What a receipt says, for both of its forms.

    ``outside``: what the account of the rows leaves out; ``aside``: the rows set aside, and why; ``places``: where
    something about a person was found.
    """

    synthetic: bool
    about: tuple[tuple[str, str], ...]
    status: str
    account: str
    outside: tuple[str, ...]
    count: str
    steps: tuple[str, ...]
    news: News | None
    aside: tuple[str, ...]
    places: tuple[str, ...]
    groups: tuple[Group, ...]
    standings: tuple[Standing, ...]


def receipt_text(validated: Validated, earlier: Sequence[Validated] = ()) -> str:
    """The receipt as plain text; ``earlier``: what came before for the same audit and quarter, oldest first."""
    receipt = _receipt(validated, earlier)
    made_up = [SYNTHETIC, ""] if receipt.synthetic else []
    lines = [
        *made_up,
        "RECEIPT FOR YOUR RETURN",
        _RULE,
        *(f"{name}: {value}" for name, value in receipt.about),
        "",
        receipt.status,
    ]
    lines += [
        f"Rows: {receipt.account}.",
        *([f"{OUTSIDE_IT}: {'; '.join(receipt.outside)}."] if receipt.outside else []),
    ]
    lines += [f"Found: {receipt.count}.", "", "What happens next"]
    lines += [f"- {step}" for step in receipt.steps]
    if receipt.news:
        lines += ["", receipt.news.heading, *(f"- {each}" for each in receipt.news.lines)]
    if receipt.aside:
        lines += ["", SET_ASIDE, *(f"- {each}" for each in receipt.aside)]
    if receipt.places:
        lines += ["", "Where something about a person was found", *(f"- {place}" for place in receipt.places)]
    for group in receipt.groups:
        lines += ["", group.heading, *(f"- {sentence}" for sentence in group.sentences)]
    if receipt.standings:
        lines += ["", "What your records count for"]
        lines += [f"- {_counted(each)}" for each in receipt.standings]
    return "\n".join(lines) + "\n"


def _counted(standing: Standing) -> str:
    missing = f", {standing.missing} missing until an error is mended" if standing.missing else ""
    return f"{standing.id} {standing.title}: {standing.counted} counted{missing}"


def receipt_html(validated: Validated, earlier: Sequence[Validated] = ()) -> str:
    """The receipt as one page of its own; ``earlier`` as in `receipt_text`."""
    receipt = _receipt(validated, earlier)
    page: str = (
        _environment()
        .get_template("receipt.html.j2")
        .render(receipt=receipt, synthetic=SYNTHETIC, outside_it=OUTSIDE_IT, set_aside=SET_ASIDE)
    )
    return page


def _receipt(validated: Validated, earlier: Sequence[Validated]) -> Receipt:
    told = news(earlier, validated)
    people = tuple(each for each in validated.findings if each.rule == PERSONAL_DATA.id)
    others = [each for each in validated.findings if each.rule != PERSONAL_DATA.id]
    return Receipt(
        synthetic=validated.identity is not None and validated.identity.synthetic,
        about=tuple((name, shown(value)) for name, value in _about(validated, people)),
        status=told.status if told and told.status else status(validated),
        account=validated.tally.sentence(),
        outside=tuple(shown(_left_out(each)) for each in validated.findings if each.rule in OUTSIDE),
        count=", ".join(number(validated.count(each), each) for each in Severity),
        steps=next_steps(validated),
        news=told,
        aside=tuple(_set_aside(validated)),
        places=tuple(_place(each, _nameable(people)) for each in ordered(people)),
        groups=_groups(masked(others, people) if people else others),
        standings=() if people else standings(validated),
    )


def _about(validated: Validated, people: tuple[Finding, ...]) -> list[tuple[str, str]]:
    lines = [("File", validated.file_name if _nameable(people) else "its name is not repeated here")]
    if validated.sha256:
        lines.append((FINGERPRINT, validated.sha256[:12]))
    identity = validated.identity
    if identity is None:
        return [*lines, ("Taken for", "it could not be told whose return this is, or for which audit and quarter")]
    audit = identity.form.audit
    return [
        *lines,
        ("Agency", f"{name_of(identity.agency)} ({identity.agency})"),
        ("Audit", f"{audit.title} ({audit.code})"),
        ("Quarter", str(identity.form.quarter)),
    ]


def _nameable(people: tuple[Finding, ...]) -> bool:
    """Whether names may be repeated: a finding about no place at all is about the name of the file, or of a sheet."""
    return all(each.sheet or each.label for each in people)


def _place(finding: Finding, nameable: bool) -> str:
    kind_in_words = f": {kind}" if (kind := kind_said(finding)) else ""
    if not finding.sheet:
        return f"{finding.label or 'the name of the file or of one of its sheets'}{kind_in_words}"
    sheet = finding.sheet if nameable or finding.sheet in ANSWER_SHEETS else "another sheet"
    cells = spoken_place(sheet, finding.cell)
    return shown(f"{cells} ({finding.label}){kind_in_words}" if finding.label else f"{cells}{kind_in_words}")


def _left_out(finding: Finding) -> str:
    return f"{finding.spoken}: {finding.saw}" if finding.sheet else finding.saw


def _set_aside(validated: Validated) -> Iterator[str]:
    """The rows set aside, a line for each reason; none where the return was sent back as a whole."""
    sheet = next((each.sheet for each in validated.findings if each.field), RECORDS_SHEET)
    for why in dict.fromkeys(validated.aside.values()):
        rows = [row for row, reason in validated.aside.items() if reason == why]
        yield shown(f"{spoken_place(sheet, row_spans(rows))}: {why}")


def _groups(findings: Sequence[Finding]) -> tuple[Group, ...]:
    listed = ordered(findings)
    groups = []
    for severity, (_, many, meaning) in SEVERITIES.items():
        sentences = tuple(shown(each.sentence()) for each in listed if each.severity is severity)
        if sentences:
            count = sum(each.count for each in listed if each.severity is severity)
            groups.append(Group(f"{many} ({count}): {meaning}", severity.value, sentences))
    return tuple(groups)


@functools.cache
def _environment() -> Environment:
    folder = str(resources.files("pipeline.feedback") / "templates")
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
