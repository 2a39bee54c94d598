"""What a sample's records say of the list that it was drawn from, and what came back of each sample."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from pipeline.definition import Audit
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import none_or_hidden
from pipeline.measure.clustering import families_of
from pipeline.measure.counts import Counts
from pipeline.measure.outcomes import Outcome
from pipeline.results.figure_values import Figure
from pipeline.results.figures import in_denominator
from pipeline.results.sample_values import LeftOutFor, MeetingHeld, Sampled, SampleTaken
from pipeline.results.worths import in_round_numbers
from pipeline.statistics.clusters import fewer
from pipeline.statistics.finite import of_the_list
from pipeline.statistics.intervals import wilson
from pipeline.statistics.stratified import Part, Weighted, weighted
from pipeline.store.meeting_files import Meetings
from pipeline.store.samples import Sample
from pipeline.validate.validated import Accepted


@dataclass(frozen=True)
class _Cases:
    """
    What came back of one part of a list.

    ``back``: of each case, how many records met, and how many count; ``families``: whose each case is.
    """

    listed: int
    drawn: int
    back: Mapping[str, tuple[int, int]]
    families: Mapping[str, str]

    @property
    def counts(self) -> Counts:
        met, counted = (sum(case[place] for case in self.back.values()) for place in (0, 1))
        return Counts(met=met, not_met=counted - met)

    @property
    def part(self) -> Part:
        """It, case by case."""
        return Part(self.listed, tuple(self.back.values()))

    @property
    def by_family(self) -> Part:
        """It, with the cases of each family as one."""
        together: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for case, counted in self.back.items():
            together[self.families[case]].append(counted)
        families = [(sum(each[0] for each in some), sum(each[1] for each in some)) for some in together.values()]
        return Part(self.listed * len(families) / len(self.back), families)


def sampled(outcomes: pd.DataFrame, samples: Sequence[Sample], total: Figure, edition: Edition) -> Sampled | None:
    """
    One standard's records of ``samples``, as a figure for their lists; None where it has none of them.

    Shape: ``outcomes`` has a line for each record that the standard is counted on, see `outcome_table`.
    It is hidden where the standard's own figure, ``total``, is hidden. Of people it is for named readers: it gives away
    how many of those counted are not of the sample, and how long each agency's list is.
    """
    if total.counts.proportion is None or edition.hide:
        return None
    parts = list(_parts(outcomes, samples))
    whole = sum((each.counts for each in parts), Counts())
    others = len(in_denominator(outcomes)) - whole.applicable
    if not whole.applicable:
        return None
    cases = [case for part in parts for case in part.back.values()]
    about = _about(parts) if any(not counted for _, counted in cases) else None
    listed = sum(each.listed for each in parts)
    uneven = len({Fraction(part.drawn, part.listed) for part in parts}) > 1
    value, lower, upper = _estimate(parts, listed, edition)
    if uneven:  # it is the standard's own figure, and there is no other beside it
        value, lower, upper = (total.value, total.lower, total.upper) if total.weighted else (value, None, None)
    return Sampled(
        listed=listed,
        met=whole.met,
        counted=whole.applicable,
        others=others,
        about=about,
        uneven=uneven,
        value=value,
        lower=lower,
        upper=upper,
        whole=len(cases) == listed,
    )


def samples_taken(
    audit: type[Audit], returns: Sequence[Accepted], samples: Sequence[Sample], edition: Edition
) -> tuple[SampleTaken, ...]:
    """Each sample of ``audit``: how it was drawn, from how many, and what came back of it in any of its returns."""
    if audit.sampled is None:
        return ()
    name = audit.sampled.field.name
    given = {each for sent in returns if name in sent.rows.columns for each in sent.rows[name].dropna()}
    return tuple(_taken(each, given, edition) for each in samples)


def meeting_held(written: Meetings, edition: Edition) -> MeetingHeld | None:
    """What is written down of the meetings on an audit's cases, as counts; None where nothing is."""
    panels, gone = written.panels, written.left_out
    if not panels and not gone:
        return None
    why = Counter(str(each.why) for each in gone)
    return MeetingHeld(
        meetings=len(panels),
        quorate=sum(each.quorate for each in panels),
        independent=sum(each.independent_chair for each in panels),
        agencies=len({code for each in panels for code in each.agencies}),
        left_out=none_or_hidden(len(gone), edition),
        replaced=none_or_hidden(sum(bool(each.replaced_by) for each in gone), edition),
        why=tuple(LeftOutFor(*each) for each in sorted(why.items())) if edition.named_readers else (),
    )


def _taken(sample: Sample, given: set[str], edition: Edition) -> SampleTaken:
    drawn, back = set(sample.drawn), given & set(sample.references)
    if edition.left_out:
        came = (len(drawn), len(back), len(back - drawn), len(drawn - back))
        return SampleTaken(sample.method, sample.uneven, sample.listed, *came)
    # How many were drawn says how many records there were; so does a list of which all were taken, or all but a few.
    return SampleTaken(sample.method, sample.uneven, None)


def _parts(outcomes: pd.DataFrame, samples: Sequence[Sample]) -> Iterator[_Cases]:
    """Every part of each list of which any case came back; a part of which none did is among them."""
    met = (outcomes["outcome"] == Outcome.MET).astype(int)
    counted = outcomes["outcome"].isin([Outcome.MET, Outcome.NOT_MET]).astype(int)
    of_case = pd.DataFrame({"met": met, "counted": counted}).groupby(outcomes["reference"].astype(object)).sum()
    records_of_case = {str(each): (int(m), int(c)) for each, m, c in of_case.itertuples()}
    families: dict[str, str] = {}
    for reference, family in zip(outcomes["reference"], families_of(outcomes), strict=True):
        families.setdefault(str(reference), family)  # a case of several children is their first one's family's
    for sample in samples:
        if any(each in records_of_case for each in sample.references):
            for part in sample.strata:
                theirs = {
                    each: records_of_case[each] for each in (*part.drawn, *part.reserve) if each in records_of_case
                }
                yield _Cases(part.listed, len(part.drawn), theirs, families)


def _about(parts: Sequence[_Cases]) -> int | None:
    """How many cases of the lists the standard applies to; None where a part came back empty."""
    if not all(each.back for each in parts):
        return None
    applies = (each.listed * sum(counted > 0 for _, counted in each.back.values()) / len(each.back) for each in parts)
    return round(sum(applies))


def _estimate(
    parts: Sequence[_Cases], listed: int, edition: Edition
) -> tuple[float | None, float | None, float | None]:
    if not all(each.back for each in parts):
        return None, None, None
    estimate = weighted([each.part for each in parts])
    cases = [case for part in parts for case in part.back.values()]
    wider = _by_families(parts, estimate, edition) if len(cases) < listed else 1.0
    if wider is None or estimate.cases is None:
        return estimate.value, *((None, None) if wider is None else (estimate.lower, estimate.upper))
    if wider > 1:
        effective = estimate.cases / wider
        return estimate.value, *wilson(estimate.value * effective, effective)
    if len(parts) > 1 or any(counted > 1 for _, counted in cases):
        return estimate.value, estimate.lower, estimate.upper
    # One list, one record a case: exactly; of as many cases as, by the sample, the standard applies to.
    met, counted = sum(case[0] for case in cases), sum(case[1] for case in cases)
    return estimate.value, *of_the_list(met, counted, max(counted, round(listed * counted / len(cases))))


def _by_families(parts: Sequence[_Cases], by_case: Weighted, edition: Edition) -> float | None:
    """
    How many cases say no more than one does that has no family here; None where one family alone is all that came back.

    It is never less than 1, and told in round numbers where nobody may tell how many families there are.
    """
    families = [each.by_family for each in parts]
    groups = sum(len(each.cases) for each in families)
    seen = sum(len(each.back) for each in parts)
    if groups == seen:
        return 1.0
    estimate = weighted(families)
    if estimate.cases is None or by_case.cases is None:
        return None
    few = fewer(max(seen - len(parts), 1), max(groups - len(parts), 1)) if estimate.se else 1.0
    wider = max(1.0, by_case.cases / (estimate.cases * few))
    return wider if edition.named_readers else in_round_numbers(wider)
