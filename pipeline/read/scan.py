"""
One pass over a sheet's XML, without an XML parser, for what the reader of values cannot tell.

The reader gives '' for an error and for a formula that was never calculated. This pass finds both. It also counts the
filled cells, so that we notice if the reader loses one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.errors import UnreadableReturn
from pipeline.read.cells import cells, formulas_and_odd_cells, place, stored, typed
from pipeline.read.file_kind import not_safe
from pipeline.read.package import attributes, plain_text, tags
from pipeline.read.plain_xml import element, sections
from pipeline.read.rewrite_cells import EVERY_CELL, rewriting_needed
from pipeline.read.sheet_limits import refuse_large_merges, refuse_spread

LONGEST_TEXT = 32_767  # characters, in Excel
MOST_COLOURED = 2_000  # empty cells named; more are a design

_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_PHONETIC = re.compile(element(b"rPh"))
_STRING = re.compile(element(b"si"))
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s([^<>]*)>")
_ERROR = re.compile(rb"#[A-Z0-9/_]{1,20}[!?]?")
_DDE = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>[^<]*?\w\|(?:'|&apos;)")
_FORMULA_END = re.compile(rb"</(?:\w+:)?f\s*>")
_JOINED = re.compile(rb'"\s*&amp;\s*"')
_DIGITS = "0123456789"  # in a formula it is what to look for, as in the template's own
_HIDDEN = "a hidden sheet"
_BLANKS = re.compile(rb"[ \t\r\n]|&#(?:9|10|13|32|x0?[9aAdD]|x20);|_x00(?:09|0[aA]|0[dD]|20)_")
_FILLS = re.compile(element(b"fills"))
_FILL = re.compile(element(b"fill"))
_LOOKS = re.compile(element(b"cellXfs"))
_LOOK = re.compile(rb"<(?:\w+:)?xf\s([^<>]*)>")
_EMPTY = re.compile(rb"<c r=\"([A-Z]{1,3}[0-9]{1,7})\" s=\"([0-9]+)\"(?: t=\"\w+\")?\s*(?:/>|></c>)")


@dataclass(frozen=True)
class SheetFacts:
    """
    What one pass over a sheet's XML tells; hidden columns are ranges, first and last included.

    ``filled``: how many cells have a value; None where a quick count could be wrong. ``rewriting``: how much of the
    sheet must be written anew before the reader of values can read it.
    """

    filled: int | None
    rewriting: int
    errors: Mapping[str, str]
    formulas_without_result: tuple[str, ...]
    formula_count: int
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[str, ...]
    filtered: bool
    coloured: tuple[str, ...]


def facts(parted: tuple[bytes, bytes, bytes], called: str, fill_styles: frozenset[bytes] = frozenset()) -> SheetFacts:
    """
    Look over one worksheet's XML in its ``parted`` sections; ``called`` is how it is spoken of, ``fill_styles`` are
    the styles that colour a cell in.

    Raises: UnreadableReturn -- if its cells lie too far apart or outside Excel's grid, or it calls another program.
    """
    head, body, tail = parted
    refuse_spread(body, called)
    merged = tuple(merge.get("ref", "") for merge in tags(_MERGE, tail))
    refuse_large_merges(merged, called)
    errors: dict[str, str] = {}
    unresolved, stored_errors = [], 0
    formulas, odd = formulas_and_odd_cells(body)
    for cell in odd:
        if _FORMULA.search(cell.content):
            formulas += 1
            if _DDE.search(cell.content):
                raise UnreadableReturn(
                    f"The {called} holds a formula that calls another program (DDE), in cell {cell.name}.",
                    "Delete that formula, save the workbook and send it again.",
                )
            # Excel stores a formula's empty text as an empty value; only a value never stored is a missing result.
            if not cell.stored and not (cell.kind == b"str" and b"<v" in cell.content):
                unresolved.append(cell.name)
        if cell.kind == b"e":
            known = _ERROR.fullmatch((cell.stored or b"").strip())
            errors[cell.name] = known[0].decode() if known else "#VALUE!"
            stored_errors += bool(cell.stored)
    # The quick count; where it and the values disagree, filled() looks cell by cell. What it does not see could make
    # up for what was lost, so there is none where values may stand elsewhere than in a plain <v>.
    rewriting = rewriting_needed(body)
    quick = rewriting != EVERY_CELL and b"<is" not in body
    count = body.count(b"<v>") - (body.count(b"<v></v>") if formulas else 0)
    return SheetFacts(
        filled=count - stored_errors if quick else None,
        rewriting=rewriting,
        errors=MappingProxyType(errors),
        formulas_without_result=tuple(unresolved),
        formula_count=formulas,
        hidden_rows=_hidden_rows(body),
        hidden_columns=_hidden_columns(head),
        merged=merged,
        filtered=b"filterColumn" in tail,
        coloured=_coloured(body, fill_styles),
    )


def filled(xml: bytes, blank_strings: frozenset[int]) -> frozenset[tuple[int, int]]:
    """
    The places, one by one, of the cells whose value is neither blank text nor an error.

    Raises: UnreadableReturn -- if one cell is stored twice.
    """
    places = set()
    for cell in cells(sections(xml)[1]):
        if cell.kind == b"e":
            continue
        text = cell.stored or _written(cell.content)
        if cell.kind == b"s" and text.strip().isdigit() and int(text) in blank_strings:
            continue
        if not _BLANKS.sub(b"", text):
            continue
        if (cell.row, cell.column) in places:
            raise not_safe(f"cell {cell.name} of one sheet is stored twice")
        places.add((cell.row, cell.column))
    return frozenset(places)


def blank_strings(xml: bytes) -> frozenset[int]:
    """The numbers, from 0, of the shared strings without any visible character."""
    return frozenset(
        number for number, string in enumerate(_STRING.finditer(xml)) if not _BLANKS.sub(b"", _written(string[2]))
    )


Words = Iterator[tuple[str, str, str]]  # the cell ('' where its place is not stored), what it says, in what it says it


def cell_texts(body: bytes, strings: bytes) -> Words:
    """
    What is written in the cells of the template's hidden workings and is no formula.

    The results of its formulas are left out. They repeat answers, which are searched on their own sheets; and they
    join answers end to end, where two of them may look like a third thing.
    """
    shared = [string[2] for string in _STRING.finditer(strings)]
    for cell in typed(body):
        value = (cell.stored or b"").strip()
        if cell.kind == b"s":
            value = _written(shared[int(value)]) if value.isdigit() and int(value) < len(shared) else b""
        elif cell.kind == b"inlineStr":
            value = _written(cell.content)
        yield cell.name if cell.row and cell.column else "", plain_text(value), _HIDDEN
        yield from phonetic(cell.content)


def constants(body: bytes) -> Words:
    """The texts within the formulas of a sheet."""
    ends = body.split(b"</f>") if b"<c " in body else _FORMULA_END.split(body)
    texts: set[bytes] = set()
    for before in ends[:-1]:
        formula = before[before.rfind(b">") + 1 :]
        if b"&" in formula:
            formula = _JOINED.sub(b"", formula.replace(b"&quot;", b'"'))
        texts.update(formula.split(b'"')[1::2])
    yield from (("", plain_text(text).replace(_DIGITS, ""), "a formula") for text in texts)


def phonetic(xml: bytes) -> Words:
    """The phonetic guides in a part: how a Japanese or Chinese text is pronounced, and so perhaps a name."""
    if b"rPh" in xml:
        for guide in _PHONETIC.finditer(xml):
            yield "", plain_text(b"".join(_TEXT.findall(guide[2] or b""))), "a phonetic guide"


def _written(xml: bytes | None) -> bytes:
    """The texts in a cell or a shared string, still as XML stores them, without its phonetic guides."""
    return b"".join(_TEXT.findall(_PHONETIC.sub(b"", xml or b"")))


def long_strings(xml: bytes) -> frozenset[int]:
    """The numbers, from 0, of the shared strings that are longer than a cell's text can be."""
    if not _holds_long(xml, b"si>"):
        return frozenset()
    return frozenset(number for number, string in enumerate(_STRING.finditer(xml)) if _is_long(string[2]))


def refuse_long_texts(body: bytes, strings: frozenset[int], called: str) -> None:
    """
    Refuse a sheet with a text longer than Excel allows; ``strings``: the numbers of the shared texts that are.

    Raises: UnreadableReturn -- naming the cell.
    """
    if not strings and not _holds_long(body, b"<c " if b"<c " in body else b":c "):
        return
    for cell in cells(body):
        text = (cell.stored or b"").strip()
        if (int(text) in strings) if cell.kind == b"s" and text.isdigit() else _is_long(cell.content):
            raise not_safe(
                f"the text in cell {cell.name} of the {called} is longer than the {LONGEST_TEXT:,} characters that a "
                "cell can hold",
                "Shorten it, save the workbook and send it again.",
            )


def _holds_long(xml: bytes, mark: bytes) -> bool:
    """Whether two of these marks may be farther apart than a cell's text is long; only some places are looked at."""
    step = LONGEST_TEXT // 2
    return any(xml.rfind(mark, at - step, at) < 0 for at in range(step, len(xml), step))


def _is_long(content: bytes | None) -> bool:
    return len(content or b"") > LONGEST_TEXT and any(
        len(plain_text(text)) > LONGEST_TEXT for text in (_written(content), stored(content or b"") or b"")
    )


def string_count(xml: bytes) -> int:
    """How many shared strings are really there."""
    return sum(1 for _ in _STRING.finditer(xml))


def styles_with_fill(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles with a solid fill, as a sheet's cells name them."""
    fills, looks = _FILLS.search(styles), _LOOKS.search(styles)
    if fills is None or looks is None:
        return frozenset()
    solid = {number for number, (_, fill) in enumerate(_FILL.findall(fills[2] or b"")) if b'"solid"' in fill}
    return frozenset(
        b"%d" % number
        for number, look in enumerate(_LOOK.findall(looks[2] or b""))
        if (fill_id := attributes(look).get("fillId", "0")).isdigit() and int(fill_id) in solid
    )


def _hidden_rows(body: bytes) -> tuple[int, ...]:
    if b"hidden" not in body:
        return ()
    hidden, row = [], 0
    for tag in _ROW.finditer(body):
        row = place(tag[1])[0] or row + 1
        if b"hidden" in tag[1] and attributes(tag[1]).get("hidden") in ("1", "true"):
            hidden.append(row)
    return tuple(hidden)


def _hidden_columns(head: bytes) -> tuple[tuple[int, int], ...]:
    return tuple(
        (int(column["min"]), int(column["max"]))
        for column in tags(_COLUMNS, head)
        if column.get("hidden") in ("1", "true") and column.get("min", "").isdigit() and column.get("max", "").isdigit()
    )


def _coloured(xml: bytes, fill_styles: frozenset[bytes]) -> tuple[str, ...]:
    """The empty cells in one of ``fill_styles``; none where there are too many to mean anything."""
    names = [cell.decode() for cell, style in _EMPTY.findall(xml) if style in fill_styles]
    return tuple(names) if len(names) <= MOST_COLOURED else ()
