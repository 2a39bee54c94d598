"""The trail behind a recommendation: actions, figures and pieces of evidence, each a line in sight or behind a fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.calendar.quarter import Quarter
from pipeline.english import listed, number_of
from pipeline.page import sentences, table
from pipeline.page.every_standard import how_many_stand
from pipeline.page.folds import folded
from pipeline.page.parts import Html, Table, rendered, together
from pipeline.page.sentences.actions import action_dates, action_from, action_stands, actions_counted
from pipeline.page.sentences.effects import (
    baseline_sentence,
    effect_figures,
    effect_sentence,
    effects_counted,
    look_again,
    no_cause,
    what_else,
)
from pipeline.page.sentences.evidence import claimed, document, evidence_counted, how_tested, rated, reach, weight
from pipeline.partnership.recommendations import ShownBy
from pipeline.results.followed.themes import ShowingStandard
from pipeline.results.followed.values import ActionLine, EffectLine, EvidenceLine, RecommendationResult
from pipeline.results.noteworthy import worst_first

_NO_KEY = "No standard is named that would decide it."
_OF_ASSURANCE = "No standard decides it: an assurance is to show it."
_NO_FIGURE = "no figure this quarter"


def done(recommendation: RecommendationResult) -> Html:
    """How many actions stand how, and behind that each of them."""
    actions = recommendation.actions
    counted = actions_counted(actions)
    if not actions:
        return _said(counted)
    listed_ = rendered(
        '<ul class="trail">{% for each in items %}<li>{{ each }}</li>{% endfor %}</ul>',
        items=[_action(each) for each in actions],
        tables=[_actions_table(recommendation)],
    )
    fold = folded(f"Each action for {recommendation.id}", listed_)
    return together([_said(counted), fold], "\n".join([counted, *map(_action_in_words, actions)]))


def _action(action: ActionLine) -> Html:
    return rendered(
        """
<strong>{{ a.id }}</strong> {{ a.text }} <span class="quiet">({{ from_ }})</span><br>{{ stands }} {{ dates }}
{% if a.what_was_done %}<br>What was done: {{ a.what_was_done }}{% endif %}
{% if a.difference or a.impact %}<br>Difference for children, as the agency says:
{{ [a.difference, a.impact] | select | join(". ") }}{% endif %}
{% if a.standards or a.evidence %}<br><span class="quiet">{% if a.standards %}Would show it:
{{ a.standards | join(", ") }}.{% endif %}{% if a.evidence %} Evidence: {{ a.evidence | join(", ") }}.{% endif %}</span>
{% endif %}
""",
        a=action,
        from_=action_from(action),
        stands=action_stands(action),
        dates=action_dates(action),
    )


def _action_in_words(action: ActionLine) -> str:
    return f"{action.id} {action.text} ({action_from(action)}) {action_stands(action)} {action_dates(action)}".strip()


def _actions_table(recommendation: RecommendationResult) -> Table:
    return Table(
        f"{recommendation.id}: actions",
        ["Action", "What", "Who leads", "How it stands", "Agreed", "Due", "Done", "What was done", "Difference made"],
        [
            [
                each.id,
                each.text,
                each.agency_name,
                action_stands(each),
                each.agreed,
                each.due,
                each.done,
                each.what_was_done,
                ". ".join(part for part in (each.difference, each.impact) if part),
            ]
            for each in recommendation.actions
        ],
    )


def shown(recommendation: RecommendationResult, standards: Mapping[str, ShowingStandard]) -> Html:
    """The standards that decide it, each with figure and verdict; the others counted; and each piece of evidence."""
    key = [standards[each] for each in recommendation.key_standards if each in standards]
    others = [
        standards[each]
        for each in recommendation.standards
        if each in standards and each not in recommendation.key_standards
    ]
    counted = evidence_counted(recommendation.evidence)
    of_assurance = recommendation.shown_by is ShownBy.ASSURANCE
    parts: list[Html | Table] = [
        _standards(key) if key else _said(_OF_ASSURANCE if of_assurance else _NO_KEY),
        *([_others(others)] if any(each.result for each in others) else []),
        _said(counted),
        *([_evidence(recommendation)] if recommendation.evidence else []),
    ]
    return together(parts, "\n".join(each.plain for each in parts))


def _standards(key: Sequence[ShowingStandard]) -> Html:
    return rendered(
        """
<ul>{% for each, figure, verdict in lines %}
<li>{% if each.audit %}<a href="{{ each.audit | lower }}.html#{{ each.id }}">
{{- each.title }}</a>{% else %}{{ each.title or each.id }}{% endif %}{% if each.title %}
 <span class="code">{{ each.id }}</span>{% endif %}: {{ figure }} {{ verdict }}</li>{% endfor %}</ul>
""",
        plain="\n".join(f"{each.title or each.id}: {_figure(each)}" for each in key),
        lines=[(each, _figure(each), _standing(each)) for each in key],
    )


def _figure(standard: ShowingStandard) -> str:
    if standard.result is None:
        return _NO_FIGURE
    target = f", target {sentences.target_words(standard.result)}" if standard.result.rated else ""
    if standard.earlier is not None:
        then = Quarter.parse(standard.earlier.quarter).in_months
        return f"{sentences.met_of_applicable(standard.earlier.figure)}{target}, {then}, the newest of the year;"
    return f"{sentences.met_of_applicable(standard.result.total)}{target}"


def _standing(standard: ShowingStandard) -> Html | str:
    if standard.result is None:
        return ""
    earlier = standard.earlier
    return table.standing(replace(standard.result, total=earlier.figure) if earlier else standard.result)


def _others(others: Sequence[ShowingStandard]) -> Html:
    judged = {each: each.result for each in others if each.result and each.result.rated}
    stand = how_many_stand(worst_first(list(judged.values())))
    audits = dict.fromkeys((each.audit, each.audit_title) for each in judged if each.audit)
    said = f"{number_of(len(judged), 'further standard')} beside: {listed(stand)}" if stand else ""
    return rendered(
        """
{% if said %}<p class="quiet">{{ said }}. See {% for code, title in audits %}
<a href="{{ code | lower }}.html">{{ title }}</a>{{ "" if loop.last else ", " }}{% endfor %}.</p>{% endif %}
""",
        plain=said,
        said=said,
        audits=list(audits),
    )


def _evidence(recommendation: RecommendationResult) -> Html:
    listed_ = rendered(
        '<ul class="trail">{% for each in items %}<li>{{ each }}</li>{% endfor %}</ul>',
        items=[_piece(each) for each in recommendation.evidence],
        tables=[_evidence_table(recommendation)],
    )
    fold = folded(f"Each piece of evidence for {recommendation.id}", listed_)
    return rendered("{{ fold }}", "\n".join(map(_piece_in_words, recommendation.evidence)), fold=fold)


def _piece(evidence: EvidenceLine) -> Html:
    return rendered(
        """
<strong>{{ e.id }}</strong>{% if from_ %} <span class="quiet">({{ from_ }})</span>{% endif %}<br>
{{ document }}{% if claimed %}<br>{{ claimed }}{% endif %}<br>{{ told }}
{% if e.finding %}<br>Found: {{ e.finding }}{% endif %}
{% if e.limits %}<br>Limits: {{ e.limits }}{% endif %}
""",
        e=evidence,
        from_=_whose(evidence),
        claimed=claimed(evidence),
        document=document(evidence),
        told=_told(evidence),
    )


def _whose(evidence: EvidenceLine) -> str:
    of = f"for {evidence.action}" if evidence.action else ""
    as_of = f"reported for {evidence.as_of}" if evidence.as_of else ""
    return "; ".join(part for part in (evidence.agency_name, of, as_of) if part)


def _told(evidence: EvidenceLine) -> str:
    return " ".join(part for part in (weight(evidence), reach(evidence), how_tested(evidence), rated(evidence)) if part)


def _piece_in_words(evidence: EvidenceLine) -> str:
    from_ = f"({whose})" if (whose := _whose(evidence)) else ""
    return " ".join(filter(None, (evidence.id, from_, document(evidence), claimed(evidence), _told(evidence))))


def _evidence_table(recommendation: RecommendationResult) -> Table:
    return Table(
        f"{recommendation.id}: evidence",
        ["Evidence", "Claim", "Agency", "What it is", "What it counts for", "Reach", "Tested", "Rated", "Valid until"],
        [
            [
                each.id,
                each.claim,
                each.agency_name,
                document(each),
                weight(each),
                reach(each),
                how_tested(each),
                rated(each),
                each.valid_until,
            ]
            for each in recommendation.evidence
        ],
    )


def came_of_it(recommendation: RecommendationResult) -> Html:
    """Each standard before and after an action that is done, with what else changed between the two."""
    effects = recommendation.effects
    counted = effects_counted(effects)
    if not effects:
        return _said(counted)
    return rendered(
        """
<ul>{% for sentence, figures, beside, rest in lines %}<li>{{ sentence }}{% if figures %} {{ figures }}{% endif %}
{% if beside %}<br>{{ beside }}{% endif %}
{% if rest %}<br><span class="quiet">{{ rest }}</span>{% endif %}</li>{% endfor %}</ul>
""",
        plain="\n".join(f"{effect_sentence(each)} {effect_figures(each)}".strip() for each in effects),
        lines=[(effect_sentence(each), effect_figures(each), what_else(each), _rest(each)) for each in effects],
    )


def _rest(effect: EffectLine) -> str:
    return " ".join(part for part in (no_cause(effect), baseline_sentence(effect), look_again(effect)) if part)


def _said(sentence: str) -> Html:
    return rendered("<p>{{ sentence }}</p>", plain=sentence, sentence=sentence)
