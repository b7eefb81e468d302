"""How many columns `terraform fmt` counts: one for each grapheme cluster (UAX 29), whatever the terminal shows."""

import re
import unicodedata

_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me"})
# Where the general category does not decide (Grapheme_Cluster_Break of Unicode 15): marks that stand alone, ...
_ALONE = re.compile(
    "[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64"
    "\uaa7b\uaa7d\U00011720\U00011721]"
)
# ... what extends the character before it, ...
_EXTENDING = re.compile("[\u0e33\u0eb3\u200c\u200d\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# ... and what takes the character after it in.
_PREPENDED = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\U00011941"
    "\U00011a3a\U00011a84-\U00011a89\U00011d46]"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_LEADING = re.compile("[\u1100-\u115f\ua960-\ua97c]")
_VOWEL = re.compile("[\u1160-\u11a7\ud7b0-\ud7c6]")
_TRAILING = re.compile("[\u11a8-\u11ff\ud7cb-\ud7fb]")
_SYLLABLE = range(0xAC00, 0xD7A4)
_TRAILING_FORMS = 28


def columns(text: str) -> int:
    """Return the number of grapheme clusters."""
    if text.isascii():
        return len(text)
    count, flags, before, pictured = 0, 0, "", False
    for char in text:
        flags = flags + 1 if _FLAG.match(char) else 0
        joins = _joins(before, char) or (pictured and before == _JOINER and _pictographic(char))
        if not joins and (not flags or flags % 2):
            count += 1
        pictured = _pictographic(char) or (pictured and _extends(char))
        before = char
    return count


def _joins(before: str, char: str) -> bool:
    if not before or unicodedata.category(char) == "Cc" or unicodedata.category(before) == "Cc":
        return False
    return _extends(char) or bool(_PREPENDED.match(before)) or _jamo(before, char)


def _extends(char: str) -> bool:
    if _EXTENDING.match(char):
        return True
    return unicodedata.category(char) in _MARKS and not _ALONE.match(char)


def _pictographic(char: str) -> bool:
    return unicodedata.category(char) == "So" and not _FLAG.match(char)


def _jamo(before: str, char: str) -> bool:
    """Tell whether two Hangul letters or syllables make one block."""
    syllable = ord(before) in _SYLLABLE
    open_syllable = syllable and not (ord(before) - _SYLLABLE.start) % _TRAILING_FORMS
    if _VOWEL.match(char):
        return bool(_LEADING.match(before) or _VOWEL.match(before)) or open_syllable
    if _TRAILING.match(char):
        return bool(_VOWEL.match(before) or _TRAILING.match(before)) or syllable
    return bool(_LEADING.match(before)) and bool(_LEADING.match(char) or ord(char) in _SYLLABLE)
