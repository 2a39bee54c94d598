"""What else holds one reference, and from which it alone is taken out: accounts of samples, and lists of meetings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.store.samples import Sample, Stratum, samples, text_of
from pipeline.store.whereabouts.reference import Reference
from pipeline.store.whereabouts.texts import text_of as as_text
from pipeline.store.workspace import Workspace, digest_of

_GONE = "erased {number}"  # stands for a reference in the account of its sample


def accounts_without(
    workspace: Workspace, quarter: Quarter, audit: str, wanted: Reference
) -> Iterator[tuple[Path, str, bytes]]:
    """
    Each account of a sample that gave the reference out: where, the SHA-256 of it, and it without that reference.

    How many cases were drawn stays as it was, since figures are weighted by it.
    """
    for each in samples(workspace, quarter):
        if each.sample.audit == audit and any(map(wanted.is_cell, each.sample.references)):
            place = workspace.samples / quarter.folder / each.name
            yield place, each.sha256, text_of(_without(each.sample, wanted)).encode("utf-8")


def lists_without(
    workspace: Workspace, quarter: Quarter, audit: str, wanted: Reference
) -> Iterator[tuple[Path, str, bytes]]:
    """
    Each list of what meetings wrote down that has the reference: where, its SHA-256, and it without those rows.

    Rows of another audit stay, since its cases have references of their own.
    """
    for path in sorted((workspace.meeting_files / quarter.folder).glob("*.csv")):
        data = path.read_bytes()
        rows = list(csv.reader(io.StringIO(as_text(data), newline="")))
        left = [row for row in rows if not (any(map(wanted.is_cell, row)) and _is_of(row, rows[0], audit))]
        if len(left) < len(rows):
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(left)
            yield path, digest_of(data), text.getvalue().encode("utf-8")


def _is_of(row: list[str], headings: list[str], audit: str) -> bool:
    """Whether a row is of ``audit``, or says of none that it is."""
    named = dict(zip((each.strip().casefold() for each in headings), row, strict=False)).get("audit", "").strip()
    return named.upper() in ("", audit)


def _without(sample: Sample, wanted: Reference) -> Sample:
    again = {each: f"({_GONE.format(number=number)})" for number, each in enumerate(_gone(sample, wanted), start=1)}

    def of(stratum: Stratum) -> Stratum:
        drawn, reserve = (tuple(again.get(each, each) for each in part) for part in (stratum.drawn, stratum.reserve))
        return replace(stratum, drawn=drawn, reserve=reserve)

    return replace(sample, strata=tuple(map(of, sample.strata)))


def _gone(sample: Sample, wanted: Reference) -> list[str]:
    return [each for each in sample.references if wanted.is_cell(each)]
