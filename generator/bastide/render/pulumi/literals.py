"""Text from a spec as Python source: literals that mean exactly it, comments that end where their line ends."""

import re
from functools import lru_cache

from bastide.hcl.literal import HIDDEN, Comment

WIDTH = 120
"""Columns of a line, as in this project's own code."""

_ESCAPED = re.compile(rf"[\\{HIDDEN}]")
_SHORT = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# What a Python tool would take for an order if a comment, or a part of one, began with it.
_ORDER = re.compile(
    r"(#\s*)(?=noqa|nosec|nopycln|(?:type|fmt|ruff|flake8|pylint|mypy|pyright|isort|yapf|pragma|checkov)\s*:)",
    re.IGNORECASE,
)
_LAST_OF_LATIN, _LAST_OF_PLANE = 0xFF, 0xFFFF


@lru_cache(maxsize=4096)
def quoted(text: str) -> str:
    """Return a string literal in the quotes that a formatter would choose."""
    if text.count('"') > text.count("'"):
        return "'" + _escaped(text).replace("'", "\\'") + "'"
    return in_double_quotes(text)


def in_double_quotes(text: str) -> str:
    """Return a literal that YAML reads as Python does."""
    return '"' + _escaped(text).replace('"', '\\"') + '"'


def scalar(value: float | str | None) -> str:
    """Return a text, a number, a truth value or nothing as a literal; 1.0 is 1, as in JSON from Terraform."""
    if isinstance(value, float) and value.is_integer():
        return repr(int(value))
    return quoted(value) if isinstance(value, str) else repr(value)


def width(text: str) -> int:
    """Return how many columns a text may take: what is not ASCII counts twice, wherever it does not."""
    return len(text) if text.isascii() else len(text) + sum(not char.isascii() for char in text)


def comment(text: str, indent: int) -> list[str]:
    """Return a comment as lines without their indent, `# ` first, broken between words, its own lines indented more."""
    lines, line = [], "#"
    for word in Comment(text).split(" "):
        if width(line) + width(word) + 1 > WIDTH - indent and line.strip("# "):
            lines.append(line)
            line = "#  "
        line = f"{line} {word}"
    return [_ORDER.sub(r"\1- ", line.rstrip()) for line in (*lines, line)]


def _escaped(text: str) -> str:
    return text if text.isascii() and text.isprintable() and "\\" not in text else _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    if code <= _LAST_OF_LATIN:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_OF_PLANE else f"\\U{code:08x}"
