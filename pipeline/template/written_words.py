"""The texts that a template itself writes on a sheet: any other text there was typed by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from pipeline.definition import Form
from pipeline.partnership.bodies import took_over
from pipeline.template import cover, guidance, layout, records, volumes
from pipeline.template.checks_sheet import Workings
from pipeline.template.styles import Styles


class _TextRecorder:
    """Stands in for a worksheet and its workbook: it keeps the texts that are written to it, and ignores all else."""

    def __init__(self) -> None:
        self.texts: set[str] = set()

    def write_string(self, *place_and_text: Any) -> None:
        first, *others = place_and_text
        _, _, text = (*xl_cell_to_rowcol(first), others[0]) if isinstance(first, str) else place_and_text[:3]
        self.texts.add(text)

    def write(self, *place_and_value: Any) -> None:
        if isinstance(place_and_value[2], str):
            self.write_string(*place_and_value)

    def merge_range(self, *place_and_text: Any) -> None:
        self.texts.add(str(place_and_text[4]))

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_arguments, **_options: None


def own_words(form: Form, sheet: str) -> frozenset[str]:
    """Every text that an empty template of ``form`` writes on its ``sheet``; none for a sheet that it works out."""
    recorder = _TextRecorder()
    styles = Styles(recorder)
    match sheet:
        case layout.COVER_SHEET:
            recorder.texts.update(label for item in layout.COVER for label in item.labels(form))
            for synthetic in (False, True):
                cover.write(
                    recorder, styles, form, code="", name="", names=defaultdict(str), answers={}, synthetic=synthetic
                )
        case form.sheet:
            nothing = Workings(begun="", lines=(), marks=(), what_to_mend="", to_mend="")
            records.write(recorder, styles, form, names=defaultdict(str), rows=(), workings=nothing)
        case layout.VOLUMES_SHEET:
            volumes.write(recorder, styles, form, lines=())
        case layout.GUIDANCE_SHEET:
            guidance.write(recorder, styles, form)
            recorder.texts.update(guidance.targets_written(form))
    recorder.texts.update(took_over(code, form.quarter) for code in form.returners)
    return frozenset(recorder.texts)
