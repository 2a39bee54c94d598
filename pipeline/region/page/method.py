"""How a regional edition is made: what is added, what a band means, how differences are tested, why no ranks."""

from __future__ import annotations

from pipeline.disclose.editions import BOARD
from pipeline.english import percent
from pipeline.page.parts import Html, rendered
from pipeline.region.apart import FALSE, FEWEST_AREAS
from pipeline.statistics.overdispersion import FEWEST
from pipeline.statistics.rest import FLAG
from pipeline.statistics.tiers import FEWEST_FOR_RATING


def areas() -> Html:
    """What is said of an area."""
    return _told(
        "Of each area the edition says exactly what that area’s own board edition says: how many of how many, or "
        "between what the share lies, or how it stands beside the area’s own target, or nothing. So whoever has read "
        "that report learns nothing more of the area here.",
        f"There is no percentage of fewer than {BOARD.least_for_percent} records. A letter c in place of a figure "
        "means that it is hidden, to protect small counts; it does not mean zero, and not always small.",
        "A draft is a report that the area’s board has not signed off. Its figures may still change, and the totals "
        "with them.",
    )


def totals() -> Html:
    """Which areas are added, and what is said of all of them."""
    return _told(
        "Areas are added only where they count a standard alike: the same question, the same rules of what is left "
        "out, the same limits. Where there are several versions, those areas are added that have the version of most "
        "areas; the others stand on the page, named as counted otherwise.",
        "Where every area that is added prints its counts, the total is their sum: it says nothing that a reader could "
        "not add up. Where some print only between what their share lies, the total is said as a band of the share: "
        "the narrowest one that leaves every such area between just the ends where its own report leaves it. That is "
        "so for anybody, for an area’s own people who know that area’s counts, and for a body that sits in several "
        "areas and knows the counts of each. Where no band does that, nothing is said of the total.",
    )


def bands() -> Html:
    """What a band means."""
    return _told(
        "“60% to 65%” means that the share lies anywhere between these two, both possible. It is no estimate and no "
        "interval of chance: the count is known, and hidden so that no small count can be worked out. A light bar in a "
        "chart is such a band.",
        "A 95% interval is another thing: how far a share might have come out otherwise by chance alone, with so many "
        "records. It is told only beside counts that are printed.",
    )


def differences() -> Html:
    """How it is tested whether an area differs from the others."""
    return _told(
        f"Spread and differences come from printed counts alone, and only where at least {FEWEST_AREAS} areas print "
        f"theirs, each of at least {FEWEST_FOR_RATING} records. Each such area is held against all other such areas "
        "together by an exact test: how seldom chance alone would give such a count, or one further out.",
        f"Areas differ in whom they serve, so where {FEWEST} or more of them vary more than chance explains "
        "(over-dispersion), the test is widened by as much as they usually vary. An area is said to differ where such "
        f"a count comes less often than {_one_in(2 * FLAG)}. As many areas and standards are compared at once, some "
        f"will stand out by chance: those said without that warning are chosen so that at most {percent(FALSE)} of "
        "them are expected to be chance.",
        "A difference is a reason to ask why, and not a finding of good or bad practice. Most often what comes first "
        "is how cases are recorded and who is counted.",
    )


def ranks() -> Html:
    """Why areas are never ranked."""
    return _told(
        "Areas stand in the order of their names on every page, in every table and in every chart. A rank would say "
        "what the figures do not: the first and the last of many equal areas are far apart by chance alone, a small "
        "area is at an end of the list more often than a large one, and an area whose counts are hidden would be "
        "placed by what is hidden. Lists of best and worst also teach to record less.",
    )


def traced() -> Html:
    """How to follow a figure to where it comes from."""
    return _told(
        "The manifest beside these pages (manifest.json) has the SHA-256 of what each area gave, of each page and of "
        "the code that made it. From an area’s figure its own “explain” leads on, in the area’s own workspace, to the "
        "returns that it is counted from; no record of a child leaves the area.",
    )


def _one_in(chance: float) -> str:
    return f"1 time in {round(1 / chance)}"


def _told(*paragraphs: str) -> Html:
    return rendered(
        "{% for each in paragraphs %}<p>{{ each }}</p>{% endfor %}",
        plain="\n".join(paragraphs),
        paragraphs=paragraphs,
    )
