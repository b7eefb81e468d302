"""Which value a plain scalar stands for: the core schema of YAML 1.2.2, section 10.3.2."""

import re

from bastide.source.node import Plain

_WORDS: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?[0-9]{1,4000}")
_OCTAL = re.compile(r"0o[0-7]{1,4000}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,4000}")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
)


def resolve(text: str) -> Plain:
    """Return the value of a plain (unquoted) scalar; what matches nothing is text, dates included."""
    if text in _WORDS:
        return _WORDS[text]
    # Nearly every scalar of a spec starts with a letter; only these can be numbers.
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> Plain:
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, base=0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, base=0)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
