"""A single value held against its shape: what is wrong with it, and what was probably meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import TypeAlias

from bastide.model.diagnostic import Diagnostic
from bastide.source.fault import short
from bastide.source.nodes import Scalar
from bastide.spec import freetext
from bastide.spec.codes import fault
from bastide.spec.shape import Choice, Flag, Text, Whole

Single: TypeAlias = Text | Choice | Flag | Whole

_SPOKEN = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""What YAML 1.1 called truth values; in YAML 1.2 they are text."""


def refused(node: Scalar, shape: Single, said: str) -> Diagnostic | None:
    """Return what is wrong with a value that messages call `said`, None when it fits."""
    code = _code(node.value, shape)
    if code is None:
        return None
    if code == "SPEC008" and isinstance(shape, Text):
        message = f"{said} is {len(node.text)} characters long, {shape.longest} at most"
        return fault(code, message, node.place, fix="shorten it")
    lines = node.text.strip().splitlines()
    if isinstance(shape, Text) and shape.free and len(lines) > 1:
        one_line = short(" ".join(node.text.split()), 100)
        return fault(code, f"{said} runs over {len(lines)} lines", node.place, fix=f"write it on one: `{one_line}`")
    odd = freetext.unfit(node.text) if isinstance(shape, Text) and shape.tag and isinstance(node.value, str) else None
    if odd is not None:
        return fault(code, f"{said} holds {freetext.named(odd)}", node.place, fix=freetext.TAKEN)
    return fault(code, f"{said} must be {wanted(shape)}, not {_shown(node, shape)}", node.place, fix=_fix(node, shape))


def wanted(shape: Single) -> str:
    """Return what a shape takes, in words."""
    match shape:
        case Flag():
            return "`true` or `false`"
        case Whole():
            return f"`{shape.least}`" if shape.least == shape.most else f"a number from {shape.least} to {shape.most}"
        case Choice():
            return listed(shape.words)
        case Text():
            return shape.form


def closest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean ...` for the nearest known word, or the known ones when none is near."""
    candidates = sorted(known)
    near = nearest(word, candidates)
    if near:
        return f"did you mean `{near[0]}`?"
    if not candidates:
        return "declare it, or remove this"
    return f"use {listed(candidates[:12])}{', or another one that is declared' if len(candidates) > 12 else ''}"  # noqa: PLR2004 - fits a line


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known word that is most like another one, in a list; empty when none is near."""
    return get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)


def listed(words: Iterable[str]) -> str:
    """Return words as a choice: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def as_name(text: str) -> str:
    """Return the name that is nearest to a text, empty if nothing of it can stay."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only.lower())).lstrip("0123456789-")


def _code(value: object, shape: Single) -> str | None:
    match shape:
        case Flag():
            return None if isinstance(value, bool) else "SPEC006"
        case Whole():
            return _whole_code(value, shape)
        case Choice():
            return None if isinstance(value, str) and value in shape.words else "SPEC007"
        case Text():
            return _text_code(value, shape)


def _whole_code(value: object, shape: Whole) -> str | None:
    # JSON Schema counts 1.0 as a whole number, so that editors and this reader agree.
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return "SPEC006"
    return None if shape.least <= value <= shape.most else "SPEC007"


def _text_code(value: object, shape: Text) -> str | None:
    if not isinstance(value, str):
        return "SPEC006"
    if len(value) > shape.longest:
        return "SPEC008"
    return None if _compiled(shape.pattern).fullmatch(value) else "SPEC007"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _shown(node: Scalar, shape: Single) -> str:
    match node.value:
        case str() if isinstance(shape, Whole) and node.text.strip():
            return f"the text `{short(node.text)}`"
        case str():
            return f"`{short(node.text)}`" if node.text.strip() else "an empty text"
        case bool():
            return f"the truth value `{node.text}`"
        case _:
            return f"the number `{short(node.text)}`"


def _fix(node: Scalar, shape: Single) -> str:
    match shape:
        case Flag() if node.text.lower() in _SPOKEN:
            return f"write `{_SPOKEN[node.text.lower()]}`"
        case Choice():
            return closest(node.text.lower(), shape.words)
        case Text():
            return _text_fix(node, shape)
        case _:
            return f"write {wanted(shape)}"


def _text_fix(node: Scalar, shape: Text) -> str:
    meant = next((guess for guess in _guesses(node.text, shape) if _text_code(guess, shape) is None), None)
    if meant is not None and meant == node.text:
        return f'put it in quotes: `"{meant}"`'
    if meant is not None:
        return f"did you mean `{meant}`?"
    example = shape.example.strip('"')
    return f"write {shape.form}, such as `{example}`" if example else f"write {shape.form}"


def _guesses(text: str, shape: Text) -> tuple[str, ...]:
    """Return what may have been meant, likeliest first; only one that fits the shape is ever shown."""
    if len(text) > 200:  # noqa: PLR2004 - longer ones are no typing error
        return ()
    if shape.free:
        return (text, " ".join(text.split()))
    low = text.strip().lower()
    return (text, low, low.replace(":", "/"), f"tcp/{low}", f"{low}d", re.sub("[/.]", "-", low), as_name(text))
