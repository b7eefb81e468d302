"""How text looks on a terminal: what a character shows, and how many columns it takes."""

import unicodedata

_JOINERS = "\u200c\u200d"
_STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_WIDTH = {"Mn", "Me"}
_WIDE = {"W", "F"}
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F
_CONJOINING = range(0x1160, 0x1200)


def glyph(char: str) -> str:
    """Return what to print for one character; controls, bidi marks and lone surrogates become a visible name."""
    code = ord(char)
    if code < _FIRST_PRINTABLE:
        return chr(0x2400 + code)
    if code == _DELETE:
        return "\u2421"
    if unicodedata.category(char) in _STEERING and char not in _JOINERS:
        return f"<U+{code:04X}>"
    return char


def visible(text: str) -> str:
    """Return text that can't steer a terminal: no escape, line break or reordering mark passes through."""
    return text if text.isprintable() else "".join(map(glyph, text))


def columns(text: str) -> int:
    """Return the columns that printable text takes: CJK and emoji two, combining marks and joiners none.

    Each character counts by itself (Unicode East Asian Width), as terminals without emoji sequences do.
    """
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH or char in _JOINERS or ord(char) in _CONJOINING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
