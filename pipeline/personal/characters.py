"""Text as a reader sees it: without invisible characters, and with one kind of blank, dash and quotation mark."""

from __future__ import annotations

import unicodedata

# Of those that nothing shows (Default_Ignorable_Code_Point), the ones that are no format characters (Cf) by category.
# Source: the Unicode Character Database, DerivedCoreProperties.txt.
_IGNORED = (
    range(0x034F, 0x0350),
    range(0x115F, 0x1161),
    range(0x17B4, 0x17B6),
    range(0x180B, 0x1810),
    range(0x3164, 0x3165),
    range(0xFE00, 0xFE10),
    range(0xFFA0, 0xFFA1),
    range(0xFFF0, 0xFFF9),
    range(0xE0000, 0xE1000),
)
_BRAILLE_BLANK = 0x2800
_QUOTES = {ord(each): '"' for each in "“”„‟″"} | {ord(each): "'" for each in "‘’‚‛′ʼ"}


class _Table(dict[int, str]):
    """A table for `str.translate`; how it rewrites a character is worked out when the character is first met."""

    def __init__(self, hidden: str) -> None:
        super().__init__(_QUOTES)
        self.hidden = hidden

    def __missing__(self, code: int) -> str:
        self[code] = written = self.hidden if _is_hidden(code) else _visible(chr(code))
        return written


def _is_hidden(code: int) -> bool:
    control = unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace()
    return control or unicodedata.category(chr(code)) == "Cf" or any(code in each for each in _IGNORED)


def _visible(letter: str) -> str:
    if letter.isspace() or ord(letter) == _BRAILLE_BLANK:
        return " "
    return "-" if unicodedata.category(letter) == "Pd" or letter == "−" else letter


_SEEN, _PARTED = _Table(""), _Table(" ")


def as_seen(text: str) -> str:
    """``text`` without what cannot be seen, each blank (line breaks too) a space, each dash a "-", quotes straight."""
    return text if text.isascii() and text.isprintable() else text.translate(_SEEN)


def readings(text: str) -> tuple[str, ...]:
    """
    The ways to read ``text``: with wide and raised letters as ordinary ones, and digits without marks around them.

    There are two where it has invisible characters: without them, and with a blank for each, which may part two words.
    """
    if text.isascii() and text.isprintable():
        return (text,)
    both = (unicodedata.normalize("NFKC", text.translate(table)) for table in (_SEEN, _PARTED))
    return tuple(dict.fromkeys(_unmarked(each.translate(_SEEN)) for each in both))


def _unmarked(text: str) -> str:
    """``text`` without the marks over plain letters and digits, so that what is struck out is read as well."""
    if text.isascii():
        return text
    kept: list[str] = []
    for each in text:
        if not (unicodedata.category(each)[0] == "M" and kept and kept[-1].isascii()):
            kept.append(each)
    return "".join(kept)


def holds_unseen(text: str) -> bool:
    """Whether ``text`` holds a character that a reader cannot see, or takes for an ordinary blank."""
    plainly = text.isascii() and text.isprintable()
    return not plainly and any(
        _is_hidden(ord(each)) or (_SEEN[ord(each)] == " " and each not in " \t\n\r") for each in text
    )


def escaped(name: str) -> str:
    """
    A name as it can be shown anywhere: on one line, every character that cannot be seen written out, as "[U+202E]".

    So no name of a file or folder can steer a screen, begin a line of its own or be read backwards; and what is shown
    can itself be the name of a file, on every system.
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(each if _is_seen(each) else f"[U+{ord(each):04X}]" for each in name)


def _is_seen(letter: str) -> bool:
    return letter.isprintable() and not _is_hidden(ord(letter)) and ord(letter) != _BRAILLE_BLANK
