"""How far two raters agree on the same cases, for each two that an audit compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pipeline.definition import Agreement, Audit, Rater
from pipeline.results.agreement_values import AgreementResult, Coefficient
from pipeline.results.versions import scale_note
from pipeline.statistics.agreement import Coefficient as Estimated
from pipeline.statistics.agreement import gwet, kappa, plain, table
from pipeline.statistics.exact import sign_test
from pipeline.statistics.tiers import FEWEST_FOR_RATING
from pipeline.validate.validated import Accepted


def agreements(audit: type[Audit], returns: Sequence[Accepted]) -> tuple[AgreementResult, ...]:
    """
    Every comparison of ``audit`` that has cases.

    For named readers alone: small cells could be worked out from margins that stand in other tables of the page.
    """
    compared = [(each, _compared(each, _paired(each, audit, returns))) for each in audit.agreements]
    return tuple(
        replace(result, note=scale_note(agreement.document, returns[0].identity.form.quarter))
        for agreement, result in compared
        if result is not None
    )


def _paired(agreement: Agreement, audit: type[Audit], returns: Sequence[Accepted]) -> pd.DataFrame:
    """
    The ratings of each case that has two; those on two records are paired where the link leads to one of each.

    Shape: one row per case, with the codes given as ``first`` and ``second``.
    """
    first, second = _rated(agreement.first, returns), _rated(agreement.second, returns)
    if not len(first) or not len(second):
        return pd.DataFrame(columns=["first", "second"])
    one, other = agreement.first.question.name, agreement.second.question.name
    if agreement.on_one_record:
        return pd.DataFrame({"first": first[one], "second": first[other]})
    link = [each.name for each in audit.linked_by]
    sides = [
        frame[[*link, answer]].dropna(subset=link).drop_duplicates(subset=link, keep=False)
        for frame, answer in ((first, one), (second, other))
    ]
    joined = sides[0].merge(sides[1], on=link, validate="one_to_one")
    return pd.DataFrame({"first": joined[one], "second": joined[other]})


def _rated(rater: Rater, returns: Sequence[Accepted]) -> pd.DataFrame:
    """The records of every return that asks the rater's question."""
    question = rater.question
    rows = [
        each.rows
        for each in returns
        if len(each.rows) and question.name in each.rows.columns
        if question.asked_on(each.identity.form.view)
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def _compared(agreement: Agreement, ratings: pd.DataFrame) -> AgreementResult | None:
    codes = [each.code for each in agreement.levels]
    rated = ratings[ratings["first"].isin(codes) & ratings["second"].isin(codes)]
    if not len(rated):
        return None
    counts = table(rated["first"].tolist(), rated["second"].tolist(), codes)
    shares = plain(counts)
    return AgreementResult(
        id=agreement.id,
        title=agreement.title,
        first=agreement.first.name,
        second=agreement.second.name,
        scale=agreement.scale,
        more=agreement.more,
        less=agreement.less,
        levels=tuple(each.label for each in agreement.levels),
        cells=tuple(tuple(int(cell) for cell in row) for row in counts),
        chance=sign_test(shares.second_higher, shares.second_lower),
        kappa=_coefficient(kappa(counts)),
        ac2=_coefficient(gwet(counts)),
        **(vars(shares) if shares.cases >= FEWEST_FOR_RATING else {**vars(shares), "lower": None, "upper": None}),
    )


def _coefficient(estimated: Estimated) -> Coefficient:
    ends = estimated.interval()
    return Coefficient(estimated.value, *ends) if ends else Coefficient(None, None, None)
