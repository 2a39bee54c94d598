"""What meetings decided or asked, in sentences, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.english import capital, listed, number_of
from pipeline.page.sentences.followed import day_words
from pipeline.results.followed.decided import IN_WORDS
from pipeline.results.followed.values import DecisionLine
from pipeline.store.decisions import DecisionKind

_WHOSE = {IN_WORDS[DecisionKind.ACTION]: "with", IN_WORDS[DecisionKind.DECISION]: "on"}


def decision_sentence(decision: DecisionLine) -> str:
    """What was decided or asked, by whom, of whom and when, what became of it; its words if the edition has them."""
    of = f" {_WHOSE.get(decision.kind, 'to')} {decision.agency_name}" if decision.agency_name else ""
    by = f" by {decision.by}" if decision.by else ""
    text = f": {decision.text.rstrip('.')}" if decision.text else ""
    return f"{day_words(decision.on)}, {decision.kind.lower()}{of}{by}{text}. {became(decision)}".rstrip()


def became(decision: DecisionLine) -> str:
    """What became of it: closed by what, overdue, open, or not shown; empty of what needs no closing."""
    if decision.closed:
        by = f" by {decision.closed_by}" if decision.closed_by else ""
        why = f": {decision.closed_why.rstrip('.')}" if decision.closed_why else ""
        return f"Closed on {day_words(decision.closed)}{by}{why}."
    if decision.not_shown:
        by = f", by {day_words(decision.due)}" if decision.due else ""
        return f"It closes with: {decision.closes.rstrip('.')}{by}. Whether it is closed is not shown in this edition."
    until = f", due on {day_words(decision.due)}" if decision.due else ""
    closes = f"; it closes with: {decision.closes.rstrip('.')}" if decision.closes else ""
    if not until and not closes:
        return ""
    return f"{'Overdue' if decision.overdue else 'Open'}{until}{closes}."


def open_asks(decisions: Iterable[DecisionLine]) -> list[DecisionLine]:
    """What meetings asked or agreed and nothing is seen to have closed, the overdue first and then by day."""
    asked = filter(is_open, decisions)
    return sorted(asked, key=lambda each: (not each.overdue, each.due or "9999", each.number))


def is_open(decision: DecisionLine) -> bool:
    """Whether something is to close it, and nothing is seen to have done so."""
    return not decision.closed and bool(became(decision))


def asks_counted(asks: Sequence[DecisionLine]) -> str:
    """How many of ``asks``, asked or agreed, are open, how many of them overdue, and of how many that is not shown."""
    if not asks:
        return "Nothing that a meeting asked or agreed is open."
    seen = [each for each in asks if not each.not_shown]
    overdue, hidden = sum(each.overdue for each in seen), len(asks) - len(seen)
    alone = "overdue" if len(seen) == 1 else f"{overdue} of them overdue"
    parts = [
        *([f"{_things(len(seen))} open{f', {alone}' if overdue else ''}"] if seen else []),
        *([f"whether {_things(hidden, more=bool(seen))} open is not shown in this edition"] if hidden else []),
    ]
    return f"{capital('; '.join(parts))}."


def _things(number: int, *, more: bool = False) -> str:
    things = f"{number} more" if more else f"{number_of(number, 'thing')} that meetings asked or agreed"
    return f"{things} {'is' if number == 1 else 'are'}"


def with_recommendations(decision: DecisionLine) -> str:
    """A decision with the recommendations that it is about, as far as it is about any."""
    about = f" ({listed(decision.recommendations)})" if decision.recommendations else ""
    return f"{decision_sentence(decision)}{about}"
