"""Makes each agency's template from one master workbook: only its texts differ."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from pipeline.definition import Form
from pipeline.partnership.bodies import name_of, took_over
from pipeline.template.book import EMPTY, Filling, built, workbook
from pipeline.template.volumes import Row, earlier

_STRINGS = "xl/sharedStrings.xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the writer's own, so that a clone is the workbook that would have been built
_PLACEHOLDER = re.compile("@@(.+?)@@")
_NOTHING: Mapping[str, Sequence[Row]] = {}
_NOBODY_ELSE: Mapping[str, str] = {}
_NOT_FILLED: Mapping[str, Filling] = {}


def workbooks(
    form: Form,
    agency_codes: Sequence[str],
    *,
    synthetic: bool = False,
    previous_volumes: Mapping[str, Sequence[Row]] = _NOTHING,
    previous_by: Mapping[str, str] = _NOBODY_ELSE,
    carried: Mapping[str, Filling] = _NOT_FILLED,
) -> Iterator[tuple[str, bytes]]:
    """
    The template of ``form`` for each agency, at little more than the cost of one.

    ``previous_volumes``: what an agency's Volumes sheet said a quarter ago, where that is known (see `Filling`), and
    ``previous_by`` the name of whoever returned it, where that was another body. ``carried``: what an agency's comes
    filled with. Such a template, and that of an agency that took over from another, is made by itself.
    """
    masters: dict[bool, tuple[bytes, str]] = {}
    for code in agency_codes:
        lines, by = previous_volumes.get(code, ()), previous_by.get(code, "")
        if by or code in carried or took_over(code, form.quarter):
            filling = replace(carried.get(code, EMPTY), previous_volumes=lines, previous_by=by)
            yield code, workbook(form, code, filling, synthetic=synthetic)
            continue
        if bool(lines) not in masters:
            masters[bool(lines)] = _master(form, synthetic=synthetic, compared=bool(lines))
        texts = {"agency code": code, "agency name": name_of(code)}
        texts |= {_name(place): text for place, text in earlier(form, lines).items()}
        yield code, _clone(*masters[bool(lines)], texts)


def _name(place: tuple[str, str, str]) -> str:
    return " ".join(place)


def _master(form: Form, *, synthetic: bool, compared: bool) -> tuple[bytes, str]:
    """A workbook without its strings, and those, with a placeholder for whatever differs between agencies."""
    lines: dict[tuple[str, str], dict[str, object]] = {}
    for month, per, count in earlier(form, ()) if compared else ():
        line = lines.setdefault((month, per), {"month": month, "per": per})
        line[count] = f"@@{_name((month, per, count))}@@"
    filling = Filling(previous_volumes=tuple(lines.values()))
    master = built(form, "@@agency code@@", "@@agency name@@", filling, synthetic=synthetic)
    stem = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(master)) as source:
        with zipfile.ZipFile(stem, "w") as copy:
            for part in source.infolist():
                if part.filename != _STRINGS:
                    copy.writestr(zipfile.ZipInfo(part.filename, _DATE), source.read(part), zipfile.ZIP_DEFLATED)
        return stem.getvalue(), source.read(_STRINGS).decode("utf-8")


def _clone(stem: bytes, strings: str, texts: Mapping[str, str]) -> bytes:
    filled_in = _PLACEHOLDER.sub(lambda placeholder: escape(texts[placeholder[1]]), strings)
    stream = io.BytesIO(stem)
    with zipfile.ZipFile(stream, "a") as copy:
        copy.writestr(zipfile.ZipInfo(_STRINGS, _DATE), filled_in.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
