"""
XML in the one spelling that the patterns of this room expect: UTF-8, no comments, and each tag ends at its first ">".

The same XML can be written in many ways, and this module turns them all into one. A part as Excel writes it has that
spelling already: it is looked through once and given back unchanged.
"""

from __future__ import annotations

import re
from types import MappingProxyType

ROOT = 8_000  # bytes in which the first element of a part ends; it declares the prefixes
RARE = 1_000  # after so many hits of one character, a search goes on for two together

# A legal "<" always begins a tag, so where there are as many ">" none of them stands in an attribute or in text.
_ASIDE = re.compile(rb"<!--|<!\[CDATA\[|<\?(?!xml\s)")
_ENDS = MappingProxyType({b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"})
_LOOSE_TAG = re.compile(
    rb"<[^<>\"']*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^<>\"']*+)*+"  # a tag, up to its first value with a ">"
    rb"(?:\"[^\"<]*+\"|'[^'<]*+')(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>"
)
_PREFIX = re.compile(rb"xmlns:([^\s=<>\"'/]+)\s*=")
_TAG = re.compile(rb"<[^<>]*>")
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData[\s/>]")
_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]*\?>")
_ENCODING = re.compile(rb"\s*<\?xml\s[^<>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_UTF_8 = b"\xef\xbb\xbf"
_FIRST_BYTES = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def in_utf_8(content: bytes, strict: bool = True) -> bytes:
    """
    A part's XML in UTF-8, whatever encoding it has in the file.

    Raises: ValueError -- if ``strict``, and it is not in the encoding that it declares or that encoding is unknown.
    """
    marked, content = content.startswith(_UTF_8), content.removeprefix(_UTF_8)
    encoding = next((name for first, name in _FIRST_BYTES if content.startswith(first)), "")
    if not encoding:
        declared = _ENCODING.match(content)
        encoding = declared[1].decode("ascii").casefold() if declared else "utf-8"
        if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
            return content
        if marked or encoding.startswith(("utf", "ucs")):  # its declaration can be read, so it is wrong
            encoding = "utf-8"
    try:
        text = content.decode(encoding, "strict" if strict else "replace")
    except LookupError:
        if strict:
            raise ValueError("an encoding that is not known") from None
        text = content.decode("latin-1")
    text = text.removeprefix("\ufeff")
    declaration = _DECLARATION.match(text)
    return text[declaration.end() if declaration else 0 :].encode("utf-8", "replace")


def simplified(content: bytes) -> bytes:
    """The same XML in the one spelling; ``content`` is in UTF-8."""
    if _holds(content, b"<!") or _holds(content, b"<?"):
        content = _without_asides(content)
    if _holds(content, b"&#"):
        content = _REFERENCE.sub(_character, content)
    if content.count(b"<") != content.count(b">"):
        content = _closed(content)
    odd = {prefix for prefix in _PREFIX.findall(content, 0, ROOT) if not re.fullmatch(rb"\w+", prefix)}
    return _with_plain_prefixes(content, odd) if odd else content


def _closed(content: bytes) -> bytes:
    """The same XML with each ">" that does not end a tag escaped."""
    # A message with a ">" beside a sheet's cells is common, one within them is not: they are most of the part.
    return b"".join(
        piece if piece.count(b"<") == piece.count(b">") else _LOOSE_TAG.sub(_closed_at_its_end, piece)
        for piece in sections(content)
    )


def _with_plain_prefixes(content: bytes, odd: set[bytes]) -> bytes:
    """The same XML with each of the ``odd`` prefixes called by a name of letters and digits."""
    names = {prefix: b"odd%d" % number for number, prefix in enumerate(sorted(odd))}
    prefix = re.compile(
        rb"(?<=[\s</:])(" + b"|".join(map(re.escape, sorted(odd, key=len, reverse=True))) + rb")(?=[:=\s])"
    )
    return _TAG.sub(lambda tag: prefix.sub(lambda match: names[match[1]], tag[0]), content)


def element(name: bytes, attributes: bytes = rb"[^<>]*?") -> bytes:
    """
    A pattern for an element that holds no element of the same name; its attributes and its content are two groups.

    It stops at the next tag of that name, so that a forged part with thousands of unclosed elements is not slow.
    """
    tag = rb"(?:\w+:)?" + name
    within = rb"(?:[^<]++|<(?!/?" + tag + rb"[\s/>]))*+"
    return rb"<" + tag + rb"(?=[\s/>])(" + attributes + rb")(?:/>|>(" + within + rb")</" + tag + rb"\s*+>)"


def _without_asides(content: bytes) -> bytes:
    """The same XML without comments and instructions, and CDATA as ordinary text; an unclosed one stays."""
    kept, at = [], 0
    while (begun := _ASIDE.search(content, at)) and (end := content.find(_ENDS[begun[0]], begun.end())) >= 0:
        text = content[begun.end() : end] if begun[0] == b"<![CDATA[" else b""
        kept += [content[at : begun.start()], escaped(text)]
        at = end + len(_ENDS[begun[0]])
    return b"".join([*kept, content[at:]])


def _holds(content: bytes, mark: bytes) -> bool:
    """
    Whether the two characters of ``mark`` stand together anywhere after the part's first character.

    The second of them is rare in XML, so looking for it alone is faster; where it is not rare, both are looked for.
    """
    first, second = mark[:1], mark[1:]
    at = 1
    for _ in range(RARE):
        at = content.find(second, at + 1)
        if at < 0 or content[at - 1 : at] == first:
            return at >= 0
    return content.find(mark, at) >= 0


def sections(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """A sheet's XML before, within and after its cells; any other part is all in the first of the three."""
    start = _DATA.search(xml)
    if start is None:
        return xml, b"", b""
    end = xml.rfind(b"</" + start[1] + b"sheetData")
    return xml[: start.start()], xml[start.start() : max(end, start.start())], xml[max(end, start.start()) :]


def escaped(text: bytes) -> bytes:
    """Text as XML stores it between two tags."""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _closed_at_its_end(tag: re.Match[bytes]) -> bytes:
    return tag[0][:-1].replace(b">", b"&gt;") + b">"


def _character(reference: re.Match[bytes]) -> bytes:
    """The character that a reference such as "&#51;" stands for; one for a blank or for a mark of XML's own stays."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"%c" % number if 0x21 <= number <= 0x7E and chr(number) not in "&<>\"'" else reference[0]
