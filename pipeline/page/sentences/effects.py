"""A standard before and after an action, in sentences that say what stood when, and never that one caused the other."""

from __future__ import annotations

from pipeline.calendar.quarter import Quarter, months_of
from pipeline.english import capital, number_of, percent, points
from pipeline.page.sentences.followed import day_words
from pipeline.results.followed.values import Effect, EffectLine, Side

BEFORE_AND_AFTER = (
    "Before and after says how a standard stood when. It does not say that the action made the difference: other "
    "things change too, and what is known of them stands beside it."
)

_MOVED = (Effect.BETTER, Effect.WORSE)


def no_cause(effect: EffectLine) -> str:
    """That a clear change is not said to be the action's, where there is one; else empty."""
    if effect.effect not in _MOVED:
        return ""
    return "Other things change too: this does not say that the action made the difference."


def effect_sentence(effect: EffectLine) -> str:
    """What may be said of a standard before and after an action, with both figures where the edition shows them."""
    of = f" ({effect.agency_name})" if effect.agency_name else ""
    done = f"{effect.action}{of}, done on {day_words(effect.done)}"
    why = f": {effect.why}" if effect.why else ""
    return f"{done}. {effect.standard_title} ({effect.standard}): {effect.effect}{why}."


def effect_figures(effect: EffectLine) -> str:
    """The figures on both sides and their difference with its interval; empty where they are not shown."""
    sides = [
        f"{name}, {months}: {_side(side)}"
        for name, side in (("before", effect.before), ("after", effect.after))
        if side is not None and (months := _months(side.quarters)) and _side(side)
    ]
    if not sides:
        return ""
    between = ""
    if effect.difference is not None and effect.lower is not None and effect.upper is not None:
        between = (
            f" Difference: {points(effect.difference)} points (most likely {points(effect.lower)} to "
            f"{points(effect.upper)})."
        )
    return f"{capital('; '.join(sides))}.{between}"


def what_else(effect: EffectLine) -> str:
    """What else is known to have changed between the two sides, or since the first where there is no second yet."""
    if not effect.beside:
        return ""
    when = "between the two" if effect.after is not None else "since"
    return f"What else changed {when}: {' '.join(effect.beside)}"


def baseline_sentence(effect: EffectLine) -> str:
    """When the figure before was frozen, if only after the action, and whether its quarters come to something else."""
    if not effect.frozen or effect.before is None:
        return ""
    after = ", after the action was done" if effect.frozen > effect.done else ""
    again = " Its quarters come to something else now; the figure that was frozen stands." if effect.recounted else ""
    return f"The figure before was frozen on {day_words(effect.frozen)}{after}.{again}"


def look_again(effect: EffectLine) -> str:
    """When there is enough to look again, and why then; empty where nothing is planned."""
    if not effect.reaudit:
        return ""
    why = f" ({effect.trigger})" if effect.trigger else ""
    return f"To be looked at again in {Quarter.parse(effect.reaudit).in_months}{why}."


def effects_counted(effects: tuple[EffectLine, ...]) -> str:
    """How many standards are held before and after an action; that there are none."""
    if not effects:
        return (
            "No action has both a standard that it is to move and a day on which it was done, so nothing can be held "
            "before and after it."
        )
    early = sum(each.effect is Effect.TOO_EARLY for each in effects)
    if early == len(effects):
        return "Too early to say."
    return f"{capital(number_of(len(effects), 'standard'))} held before and after an action."


def _side(side: Side) -> str:
    if side.met is None or not side.applicable:
        return ""
    return f"{side.met} of {side.applicable} ({percent(side.met / side.applicable)})"


def _months(quarters: tuple[str, ...]) -> str:
    if not quarters:
        return ""
    spans = sorted(map(Quarter.parse, quarters))
    return months_of(spans[0], spans[-1]) if len(spans) > 1 else spans[0].in_months
