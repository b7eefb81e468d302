"""What a plain scalar stands for: the core schema of YAML 1.2.2, section 10.3.2."""

import re

from bastide.source.nodes import Plain

_WORDS: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# No spec needs more than 18 digits, and longer ones take quadratic time; they are read as `float` reads them.
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_OTHER_BASE = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve(text: str) -> Plain:
    """Return the value of an unquoted scalar; what matches nothing is text, and so are dates."""
    if text in _WORDS:
        return _WORDS[text]
    # Nearly every scalar of a spec starts with a letter; only these can be numbers.
    return _number(text) if text[0] in "+-.0123456789" else text


def _number(text: str) -> Plain:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _OTHER_BASE.fullmatch(text):
        return int(text, base=0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _ENDLESS.fullmatch(text) else text
