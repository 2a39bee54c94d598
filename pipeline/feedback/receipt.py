"""The receipt: what arrived, what it was taken for, what became of it, what was found and what happens next."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.definition import Form, Severity
from pipeline.definition.when_due import spoken_of
from pipeline.feedback.changes_in_words import news
from pipeline.feedback.phrases import SEVERITIES, next_steps, number, shown, status
from pipeline.feedback.places import ordered
from pipeline.feedback.what_counts import Standing, standings
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.template.layout import RECORDS_SHEET, answer_sheets
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding, row_spans, spoken_place
from pipeline.validate.masked import masked, nameable
from pipeline.validate.outside import OUTSIDE
from pipeline.validate.personal import kind_said
from pipeline.validate.validated import Accepted, Validated

SYNTHETIC = "SYNTHETIC: made up for demonstration. It describes no real child or agency."
FINGERPRINT = "Fingerprint (SHA-256)"
ASKED = "To check once more: rows and numbers of your own"


@dataclass(frozen=True)
class Section:
    """A heading and its lines; ``severity``: of what is listed there, where it is something to mend or to know."""

    heading: str
    lines: tuple[str, ...]
    severity: str = ""


@dataclass(frozen=True)
class Receipt:
    """
    What a receipt says, for both of its forms.

    ``synthetic``: the mark of a return that was made up, else empty; ``marking``: the protective one. ``account``: what
    became of the rows, what is outside that account, and how much was found.
    """

    synthetic: str
    marking: str
    about: tuple[tuple[str, str], ...]
    status: str
    account: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    standings: tuple[Standing, ...]


def receipts(validated: Validated, earlier: Sequence[Validated] = (), asked: Sequence[str] = ()) -> tuple[str, str]:
    """
    Both forms of the receipt, worked out once: as `receipt_html` and as `receipt_text` give it.

    ``asked``: what the agency is asked of records that another agency's return does not show.
    """
    receipt = _receipt(validated, earlier, asked)
    return _as_page(receipt), _as_text(receipt)


def receipt_text(validated: Validated, earlier: Sequence[Validated] = ()) -> str:
    """The receipt as plain text; ``earlier``: what came before for the same audit and quarter, oldest first."""
    return _as_text(_receipt(validated, earlier))


def receipt_html(validated: Validated, earlier: Sequence[Validated] = ()) -> str:
    """The receipt as one page of its own; ``earlier`` as in `receipt_text`."""
    return _as_page(_receipt(validated, earlier))


def _as_text(receipt: Receipt) -> str:
    lines = [receipt.synthetic, ""] if receipt.synthetic else []
    lines += ["RECEIPT FOR YOUR RETURN", "-" * 72]
    lines += [f"{name}: {value}" for name, value in receipt.about]
    lines += ["", receipt.status, *(f"{name}: {value}." for name, value in receipt.account)]
    standings = Section("What your records count for", tuple(map(_counted, receipt.standings)))
    for each in (*receipt.sections, standings):
        if each.lines:
            lines += ["", each.heading, *(f"- {line}" for line in each.lines)]
    return "\n".join(lines) + "\n"


def _counted(standing: Standing) -> str:
    missing = f", {standing.missing} missing until an error is mended" if standing.missing else ""
    return f"{standing.id} {standing.title}: {standing.counted} counted{missing}"


def _as_page(receipt: Receipt) -> str:
    page: str = _environment().get_template("receipt.html.j2").render(receipt=receipt)
    return page


def _receipt(validated: Validated, earlier: Sequence[Validated], asked: Sequence[str] = ()) -> Receipt:
    told = news(earlier, validated)
    form = validated.identity.form if validated.identity is not None else None
    people = tuple(each for each in validated.findings if each.rule == PERSONAL_DATA.id)
    others = [each for each in validated.findings if each.rule != PERSONAL_DATA.id]
    outside = [shown(_left_out(each)) for each in validated.findings if each.rule in OUTSIDE]
    error = Severity.ERROR.value
    places = tuple(_place(each, form, nameable(people)) for each in ordered(people))
    sections = (
        Section("What happens next", next_steps(validated)),
        *([Section(told.heading, told.lines)] if told else []),
        Section("Set aside: rows that are counted nowhere, and why", tuple(_set_aside(validated)), error),
        Section("Where something about a person was found", places, error),
        *_groups(masked(others, people, form) if people else others),
        Section(f"{ASKED} ({len(asked)})", tuple(shown(each) for each in asked)),
    )
    return Receipt(
        synthetic=SYNTHETIC if validated.identity is not None and validated.identity.synthetic else "",
        marking=here().markings["subgroup"],
        about=tuple((name, shown(value)) for name, value in _about(validated, people)),
        status=told.status if told and told.status else status(validated),
        account=(
            *_accounts(validated),
            *([("Outside this account, and not read", "; ".join(outside))] if outside else []),
            ("Found", ", ".join(number(validated.count(each), each) for each in Severity)),
        ),
        sections=tuple(each for each in sections if each.lines),
        standings=() if people else standings(validated),
    )


def _about(validated: Validated, people: tuple[Finding, ...]) -> list[tuple[str, str]]:
    lines = [("File", validated.file_name if nameable(people) else "its name is not repeated here")]
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
        ("Quarter", f"{identity.form.quarter}{spoken_of(audit, identity.form.quarter)}"),
    ]


def _place(finding: Finding, form: Form | None, named: bool) -> str:
    kind_in_words = f": {kind}" if (kind := kind_said(finding)) else ""
    if not finding.sheet:
        return f"{finding.label or 'the name of the file or of one of its sheets'}{kind_in_words}"
    sheet = finding.sheet if named or finding.sheet in answer_sheets(form) else "another sheet"
    return shown(f"{replace(finding, sheet=sheet).asked}{kind_in_words}")


def _accounts(validated: Validated) -> Iterator[tuple[str, str]]:
    """The account of the rows of each sheet of records."""
    yield "Rows", validated.tally.sentence()
    for each in validated.beside if isinstance(validated, Accepted) else ():
        yield f"Rows of {each.identity.form.sheet}", each.tally.sentence()


def _left_out(finding: Finding) -> str:
    return f"{finding.spoken}: {finding.saw}" if finding.sheet else finding.saw


def _set_aside(validated: Validated) -> Iterator[str]:
    """The rows set aside, a line for each sheet and reason; none where the return was sent back as a whole."""
    for each in validated.sheets if isinstance(validated, Accepted) else (validated,):
        named = each.identity.form.sheet if each.identity is not None else RECORDS_SHEET
        sheet = next((finding.sheet for finding in each.findings if finding.field), named)
        for why in dict.fromkeys(each.aside.values()):
            rows = [row for row, reason in each.aside.items() if reason == why]
            yield shown(f"{spoken_place(sheet, row_spans(rows))}: {why}")


def _groups(findings: Sequence[Finding]) -> Iterator[Section]:
    """The findings of each severity, each as a sentence."""
    for severity, (_, many, meaning) in SEVERITIES.items():
        alike = [each for each in ordered(findings) if each.severity is severity]
        heading = f"{many} ({sum(each.count for each in alike)}): {meaning}"
        yield Section(heading, tuple(shown(each.sentence()) for each in alike), severity.value)


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
