"""What a page says of itself: the returns it was made from, what was late, how it judges, and with which versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.english import number_of
from pipeline.page import table
from pipeline.page.parts import Html, Table, rendered
from pipeline.page.sentences import INTERVAL_MEANS
from pipeline.results.model import QuarterResult
from pipeline.results.return_values import ReturnLine
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING

_DIGEST = 12  # characters of a SHA-256 that are printed


def about(
    result: QuarterResult, facts: Mapping[str, Any], *, agency: str = "", audit: str = "", figures: bool = True
) -> Html:
    """
    What a page was made from. ``facts``: its report's manifest.

    ``agency``: whose page it is, which names no other; ``audit``: the one that it is of; ``figures``: whether it shows
    any.
    """
    used = [
        line
        for line in result.returns
        if figures and line.sha256 and line.status != "sent back"
        if agency in ("", line.agency) and audit in ("", line.audit)
    ]
    earlier = [each for each in facts["returns"] if each["quarter"] != result.quarter and each["counts"]]
    least = min((each.least_for_percent for each in result.audits), default=0)
    return rendered(
        """
<details><summary>What this page was made from</summary>
{% if figures %}{{ returns }}
{% if earlier %}<p>For the quarters before, {{ earlier }} more return{{ "s" if earlier != 1 }} counted;
the manifest names each.</p>{% endif %}
{% if samples %}<p>Samples, by their accounts: {{ samples | join("; ") }}.</p>{% endif %}
<p>Late or revised: {{ changed | join("; ") or "none" }}.</p>
{% else %}<p>No return: it shows no figures of this quarter.</p>{% endif %}
<dl><dt>How figures are judged</dt>
<dd>By an exact test of the share that met the standard beside its target. On fewer than {{ least }} records
there is no percentage and no verdict{% if least < firm %}; fewer than {{ firm }} are few cases, so another quarter
may say otherwise{% endif %}. {{ interval }}</dd>
<dt>Versions</dt><dd>Program {{ facts.code[:length] }}; Python {{ facts.python }};
{%- for name, number in facts.libraries | dictsort %} {{ name }} {{ number }};{% endfor %} templates
{%- for name, number in definitions | dictsort %} {{ name }} {{ number }}{{ "," if not loop.last }}
{%- endfor %}.</dd></dl>
</details>
""",
        plain=number_of(len(used), "return"),
        returns=_returns(used),
        least=least,
        firm=FEWEST_FOR_FIRM_RATING,
        interval=INTERVAL_MEANS,
        facts=facts,
        definitions={
            name: number for name, number in facts["definitions"].items() if audit in ("", name.partition("/")[0])
        },
        length=_DIGEST,
        figures=figures,
        earlier=sum(audit in ("", each["audit"]) for each in earlier),
        samples=[
            f"{each['file']} ({each['sha256'][:_DIGEST]})"
            for each in facts["samples"]
            if each["file"].startswith(f"{audit}-" if audit else "")
        ],
        changed=[
            f"{each.agency_name or each.file_name}, {each.audit_named} ({' and '.join(table.late_or_revised(each))})"
            for each in used
            if each.late or each.revised
        ],
    )


def _returns(used: Sequence[ReturnLine]) -> Table:
    return Table(
        "Returns that this page was made from",
        ["Agency", "Audit", "Status", "Submitted", "SHA-256, first 12"],
        [
            [
                line.agency_name or line.file_name,
                line.audit_named,
                table.status(line),
                line.submitted or "–",
                line.sha256[:_DIGEST],
            ]
            for line in used
        ],
        note="A return's SHA-256 is the fingerprint of its file: the same file always has the same one.",
    )
