"""What became of contacts, in sentences: where those that ended in one way had come from, and what is not recorded."""

from __future__ import annotations

from pipeline.english import listed, number_of
from pipeline.results.flow_values import FlowResult, Origin

_FOLLOWED = "The picture follows {cases} ({unit}) from left to right."
_CAME_FROM = "Of {cases} that ended in {end}, {parts}."
_SILENT = "Nothing is recorded of the {parts}: they are shown as a band of their own, and none is left out."


def flow_finding(flow: FlowResult) -> str:
    """What the flow shows: for each end that it is about, from how high a level its records came."""
    return " ".join(_came_from(flow, each) for each in flow.origins if each.told)


def flow_sentence(flow: FlowResult) -> str:
    """How many records are followed, what is not recorded or not yet decided of them, and what to take care of."""
    silent = [
        f"{stage.title[0].lower()}{stage.title[1:]} of {_records(stage.bands[-1].count)}"
        for stage in flow.stages
        if stage.bands[-1].count
    ]
    parts = [_FOLLOWED.format(cases=_records(flow.cases), unit=flow.unit)]
    parts += [_SILENT.format(parts=listed(silent))] if silent else []
    return " ".join([*parts, flow.note])


def _came_from(flow: FlowResult, origin: Origin) -> str:
    end = f"{origin.end[0].lower()}{origin.end[1:]}"
    if not origin.cases:
        return f"None ended in {end}."
    parts = [
        f"{stage.clause} {flow.high} for {count or 'none'}"
        for stage, count in zip(flow.stages, origin.high, strict=False)
    ]
    return _CAME_FROM.format(cases=_records(origin.cases), end=end, parts=listed(parts))


def _records(count: int) -> str:
    return number_of(count, "record")
