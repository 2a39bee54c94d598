"""The questions that a member might ask of a standard, each with what was answered to it last."""

from __future__ import annotations

from pipeline.calendar.quarter import in_months
from pipeline.page.parts import Html, rendered
from pipeline.results.model import StandardResult


def questions(standard: StandardResult) -> Html:
    """The questions that a standard's figure asks for, with the last answer to each; nothing where it asks for none."""
    if not standard.questions:
        return Html("")
    return rendered(
        """
<p><strong>Ask</strong></p>
<ul>{% for text, when, answer in asked %}<li>{{ text }}
{% if answer.html %}<div class="quiet"><strong>Answered, {{ when }}:</strong> {{ answer }}</div>{% endif %}
</li>{% endfor %}</ul>
""",
        plain="\n".join(each.text for each in standard.questions),
        asked=[
            (each.text, in_months(each.answered) if each.answered else "", Html(each.answer))
            for each in standard.questions
        ],
    )
