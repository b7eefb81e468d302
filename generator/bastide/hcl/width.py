"""How many columns `terraform fmt` counts: one for each grapheme cluster, whatever the terminal shows."""

import unicodedata

_JOINER = "\u200d"
_LEADING, _VOWEL, _TRAILING = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
_MODIFIERS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_MARKS = frozenset({"Mn", "Mc", "Me"})


def columns(text: str) -> int:
    """Return the number of grapheme clusters (UAX 29: marks, joiners, modifiers, flags, jamo)."""
    if text.isascii():
        return len(text)
    count, flags, previous = 0, 0, ""
    for char in text:
        flags = flags + 1 if ord(char) in _FLAGS else 0
        if not _joins(previous, char) and (not flags or flags % 2):
            count += 1
        previous = char
    return count


def _joins(previous: str, char: str) -> bool:
    if not previous:
        return False
    code, before = ord(char), ord(previous)
    if char == _JOINER or unicodedata.category(char) in _MARKS or code in _MODIFIERS:
        return True
    if previous == _JOINER:
        return unicodedata.category(char) == "So"
    if code in _VOWEL:
        return before in _LEADING or before in _VOWEL or _syllable(before)
    return (code in _TRAILING and (before in _VOWEL or before in _TRAILING or _syllable(before))) or (
        code in _LEADING and before in _LEADING
    )


def _syllable(code: int) -> bool:
    return 0xAC00 <= code <= 0xD7A3  # noqa: PLR2004 - Hangul syllables
