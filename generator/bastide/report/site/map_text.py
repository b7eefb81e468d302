"""How much room a text takes on a map, without a font at hand: widths are those of common system fonts, rounded up."""

from bastide.report.display import columns

LATIN, MONO = 0.56, 0.61
"""Average advance of a character, in parts of the font size."""
WIDE = 1.0
"""Advance of a character that takes two columns, in parts of the font size."""
CUT = "…"


def width(text: str, size: float, *, mono: bool = False) -> float:
    """Return the width of a text in pixels at a font size in pixels."""
    wide = sum(columns(char) > 1 for char in text)
    return (wide * WIDE + (len(text) - wide) * (MONO if mono else LATIN)) * size


def cut(text: str, room: float, size: float, *, mono: bool = False) -> str:
    """Return a text that takes at most `room` pixels; what is cut off shows as an ellipsis."""
    if width(text, size, mono=mono) <= room:
        return text
    kept = text
    while kept and width(kept + CUT, size, mono=mono) > room:
        kept = kept[:-1]
    return kept.rstrip("-@ ") + CUT
