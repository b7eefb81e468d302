"""What a free text may not do to those who read the generated code: programs that scan it, and AWS's tags."""

import ast
import re
import unicodedata
import warnings
from collections.abc import Iterator

from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place
from bastide.source.fault import short
from bastide.spec.codes import fault

_DIRECTIVE = re.compile(
    r"\b(checkov|bridgecrew|cortex|terrascan|ts)\s*:\s*skip\b"
    r"|\b(tfsec|trivy|tflint|kics-scan)\s*[:-]?\s*ignore\b"
    r"|\bnosec\b|\bnosemgrep\b",
    re.IGNORECASE,
)
_ASSIGNMENT = re.compile(r"\s*[A-Za-z_]\w*\s*=(?!=)")
_BINDING = ast.Assign | ast.AugAssign | ast.Delete | ast.FunctionDef | ast.ClassDef | ast.NamedExpr
_SIGNS = "+-=._:/@ "
TAKEN = "leave it out; letters of any script, digits, blanks and `+ - = . _ : / @` may stay"


def directive(name: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a fault for text that tells a scanner to look away, or that one would run as a program."""
    found = _DIRECTIVE.search(text)
    if found:
        said = f"{name} holds `{found.group()}`, which scanners obey"
        yield fault("SPEC097", said, place, fix="say it in other words; use `waivers:` for an exception")
    elif _ASSIGNMENT.match(text) or _binds(text):
        said = f"{name} reads as a program, `{short(text)}`"
        yield fault("SPEC097", said, place, fix="say it in other words, without a `=` after a single word")


def unfit_for_tags(name: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a fault for the first character that AWS takes in no tag.

    Tags take letters, numbers, blanks and `+ - = . _ : / @` (AWS Tagging API); combining marks are none of these.
    """
    char = unfit(text)
    if char is None:
        return
    composed = unicodedata.normalize("NFC", text)
    fix = TAKEN
    if composed != text and unfit(composed) is None:
        fix = f"type the letter with its mark as one character: `{short(composed)}`"
    yield fault("SPEC026", f"{name} holds {named(char)}", place, fix=fix)


def unfit(text: str) -> str | None:
    """Return the first character that no tag takes, None if all are fit."""
    return next((char for char in text if char not in _SIGNS and not _is_letter(char)), None)


def named(char: str) -> str:
    """Return a character as messages call it."""
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'a character without a name')})"


def _is_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Zs"


def _binds(text: str) -> bool:
    """Whether a text is a program that gives a name another meaning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text.strip())
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return False
    return any(
        isinstance(node, _BINDING) or (isinstance(node, ast.AnnAssign) and node.value is not None)
        for node in ast.walk(tree)
    )
