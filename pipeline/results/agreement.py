"""How far two raters agree on the same cases: referrer, MASH and panel on the level, moderator on the grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.audits import mash
from pipeline.definition import Audit, OneCode, View
from pipeline.disclose.editions import Edition
from pipeline.results.model import Agreement, Coefficient
from pipeline.statistics.agreement import Coefficient as Found
from pipeline.statistics.agreement import gwet, kappa, plain, table
from pipeline.statistics.exact import sign_test
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.validate.validated import Accepted


@dataclass(frozen=True, eq=False)
class Pair:
    """
    Two answers to compare: each a question, the view that asks it, and who gave it.

    The levels are those of the second question, so an answer to the first that is no level is left out.
    """

    id: str
    title: str
    first: OneCode
    asked_first: View
    rater: str
    second: OneCode
    asked_second: View
    other: str
    scale: str = "level"
    more: str = "higher"
    less: str = "lower"


PAIRS: Mapping[str, tuple[Pair, ...]] = {
    "MASH": (
        Pair(
            "MASHa1",
            "Level: the referrer's and MASH's",
            mash.level_referrer,
            mash.HUB,
            "Referrer",
            mash.level_mash,
            mash.HUB,
            "MASH",
        ),
        Pair(
            "MASHa2",
            "Level: MASH's and the panel's",
            mash.level_mash,
            mash.HUB,
            "MASH",
            mash.level_panel,
            mash.PANEL,
            "Panel",
        ),
        Pair(
            "MASHa3",
            "Level: the referrer's and the panel's",
            mash.level_referrer,
            mash.HUB,
            "Referrer",
            mash.level_panel,
            mash.PANEL,
            "Panel",
        ),
    )
}
GRADED, MODERATED = "overall_grade", "moderated_grade"


def agreements(audit: Audit, returns: Sequence[Accepted], edition: Edition) -> tuple[Agreement, ...]:
    """
    Every comparison of ``audit`` that has cases, for the sub-group alone.

    Elsewhere a table's margins could be had from other tables of the page, and its small cells with them.
    """
    if edition.hide:
        return ()
    found = [_agreement(each, _paired(each, audit, returns)) for each in PAIRS.get(audit.code, ())]
    return tuple(each for each in (*found, _grades(audit, returns)) if each is not None)


def _of(view: View, returns: Sequence[Accepted]) -> pd.DataFrame:
    rows = [each.rows for each in returns if each.identity.form.view is view and len(each.rows)]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def _paired(pair: Pair, audit: Audit, returns: Sequence[Accepted]) -> pd.DataFrame:
    """The two answers to each case, the second from the one record with the same link."""
    first, second = _of(pair.asked_first, returns), _of(pair.asked_second, returns)
    if not len(first) or not len(second):
        return pd.DataFrame(columns=["first", "second"])
    if pair.asked_first is pair.asked_second:
        return pd.DataFrame({"first": first[pair.first.name], "second": first[pair.second.name]})
    link = [each.name for each in audit.linked_by]
    sides = [
        frame[[*link, answer.name]].dropna(subset=link).drop_duplicates(subset=link, keep=False)
        for frame, answer in ((first, pair.first), (second, pair.second))
    ]
    joined = sides[0].merge(sides[1], on=link, validate="one_to_one")
    return pd.DataFrame({"first": joined[pair.first.name], "second": joined[pair.second.name]})


def _grades(audit: Audit, returns: Sequence[Accepted]) -> Agreement | None:
    by_name = {each.name: each for each in audit.fields}
    graded, moderated = by_name.get(GRADED), by_name.get(MODERATED)
    if not isinstance(graded, OneCode) or not isinstance(moderated, OneCode):
        return None
    rows = [each.rows for each in returns if {GRADED, MODERATED} <= set(each.rows.columns)]
    if not rows:
        return None
    both = pd.concat(rows, ignore_index=True)
    pair = Pair(
        f"{audit.code}a0",
        "Overall grade: the auditor's and the moderator's",
        graded,
        audit.views[0],
        "Auditor",
        moderated,
        audit.views[0],
        "Moderator",
        "grade",
        "poorer",
        "better",
    )
    return _agreement(pair, pd.DataFrame({"first": both[GRADED], "second": both[MODERATED]}))


def _agreement(pair: Pair, answers: pd.DataFrame) -> Agreement | None:
    levels = [each for each in pair.second.codes if each.code in pair.first.codes]
    codes = [each.code for each in levels]
    rated = answers[answers["first"].isin(codes) & answers["second"].isin(codes)]
    if not len(rated):
        return None
    counts = table(rated["first"].tolist(), rated["second"].tolist(), codes)
    said = plain(counts)
    enough = said.cases >= FEWEST_FOR_RATING
    return Agreement(
        id=pair.id,
        title=pair.title,
        first=pair.rater,
        second=pair.other,
        scale=pair.scale,
        more=pair.more,
        less=pair.less,
        levels=tuple(each.label for each in levels),
        cells=tuple(tuple(int(cell) for cell in row) for row in counts),
        cases=said.cases,
        exact=said.exact,
        lower=said.lower if enough else None,
        upper=said.upper if enough else None,
        within_one=said.within_one,
        second_higher=said.second_higher,
        second_lower=said.second_lower,
        chance=sign_test(said.second_higher, said.second_lower),
        kappa=_coefficient(kappa(counts)),
        ac2=_coefficient(gwet(counts)),
    )


def _coefficient(found: Found) -> Coefficient:
    ends = found.interval()
    return Coefficient(found.value, *ends) if ends else Coefficient(None, None, None)
