"""What plain YAML 1.2 text means: null, true or false, a whole number; everything else is text."""

import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
"""Longer numbers stay text: no key of a spec takes one, and Python refuses to read the longest."""


def meaning(text: str, *, plain: bool) -> str | int | bool | None:
    """Return a scalar's value; quoted text is always text (YAML 1.2.2, core schema)."""
    if not plain:
        return text
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    return int(text) if _WHOLE.fullmatch(text) else text
