"""Terraform's pure functions on texts and numbers, as far as they are worked out."""

import math
import re
from collections.abc import Callable

from bastide.graph.evaluation.kinds import invalid, is_zone, items, number, opaque, text, truth, whole
from bastide.hcl.template import joined
from bastide.model.graph import Joined, Reference, Value

_SHORT = 200
_SIMPLE = re.compile(r"\^?(?:(?:[\w/:, -]|\\[.-]|\.|\[[\w-]+\])(?:[*+?]|\{\d{1,2}\})?){1,40}\$?", re.ASCII)
_REGION = "^[a-z]{2}-"
"""How the name of every zone begins."""
_VERB = re.compile(r"%(?:%|(0?)([0-9]*)([sdvq]))|%")


def _format(pattern: Value, *given: Value) -> Value:
    left, parts, end = list(given), list[Value](), 0
    wanted = text(pattern)
    for match in _VERB.finditer(wanted):
        parts += [wanted[end : match.start()], "%" if match[0] == "%%" else _filled(match, left)]
        end = match.end()
    if left:
        invalid("there are more values than verbs")
    return joined([*parts, wanted[end:]])


def _filled(match: re.Match[str], left: list[Value]) -> Value:
    """Return what one verb makes of the next value."""
    if match[3] in (None, "q") or (match[2] and match[3] != "d"):
        opaque("this way to format is not worked out")
    if not left:
        invalid("there are fewer values than verbs")
    value = left.pop(0)
    if match[3] == "d":
        return f"{whole(value):{match[1]}{match[2]}d}"
    return value if isinstance(value, Reference | Joined) else text(value)


def _formatlist(pattern: Value, *given: Value) -> Value:
    lengths = {len(one) for one in given if isinstance(one, tuple)}
    if len(lengths) != 1:
        invalid("the lists differ in length")
    return tuple(
        _format(pattern, *(one[index] if isinstance(one, tuple) else one for one in given))
        for index in range(lengths.pop())
    )


def _join(separator: Value, *lists: Value) -> Value:
    parts: list[Value] = []
    for item in (item for one in lists for item in items(one)):
        parts += [text(separator)] if parts else []
        parts.append(item if isinstance(item, Reference | Joined) else text(item))
    return joined(parts)


def _split(separator: Value, one: Value) -> Value:
    """Split a text; the ids of resources in it are never split."""
    mark = text(separator)
    if not mark:
        opaque("splitting between all characters is not worked out")
    parts = one.parts if isinstance(one, Joined) else (one,)
    if not all(isinstance(part, str) or _is_id(part) for part in parts):
        return tuple(text(one).split(mark))
    found: list[list[Value]] = [[]]
    for part in parts:
        first, *others = part.split(mark) if isinstance(part, str) else [part]
        found[-1].append(first)
        found += [[other] for other in others]
    return tuple(_whole(piece) for piece in found)


def _is_id(part: Value) -> bool:
    return isinstance(part, Reference) and part.path[-1:] == ("id",)


def _whole(piece: list[Value]) -> Value:
    """Return a piece between two separators: a resource's id where it is nothing else."""
    given = [part for part in piece if part != ""]
    return given[0] if len(given) == 1 else joined(piece)


def _replace(one: Value, old: Value, new: Value) -> Value:
    pattern = text(old)
    if len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/"):
        opaque("regular expressions are not worked out")
    return text(one).replace(pattern, text(new))


def _substr(one: Value, offset: Value, length: Value) -> Value:
    found, begin, size = _ascii(one), whole(offset), whole(length)
    begin = max(begin + len(found), 0) if begin < 0 else begin
    return found[begin:] if size < 0 else found[begin : begin + size]


def _tostring(one: Value) -> Value:
    return None if one is None else text(one)


def _tonumber(one: Value) -> Value:
    return None if one is None else number(one)


def _tobool(one: Value) -> Value:
    return None if one is None else truth(one)


def _ascii(one: Value) -> str:
    """Return a text of single-byte characters: what counts as one of the others is Unicode's affair."""
    found = text(one)
    if not found.isascii():
        opaque("texts beyond ASCII are not worked out here")
    return found


def _power(one: Value, exponent: Value) -> Value:
    base, times = whole(one), whole(exponent)
    if abs(base) > 1 << 16 or not 0 <= times <= 64:  # noqa: PLR2004 - what fits a network
        opaque("the power is too large")
    return int(base**times)


def _regexall(pattern: Value, one: Value) -> Value:
    """Return what a pattern finds, for the simple ones that mean the same in every language of patterns."""
    wanted = text(pattern)
    if is_zone(one) and wanted == _REGION and one.path[0] == "names":
        return (Reference(one.address, (*one.path, "region"), one.place),)
    found = _ascii(one)
    if not _SIMPLE.fullmatch(wanted) or len(found) > _SHORT:
        opaque("this regular expression is not worked out")
    return tuple(re.findall(wanted, found))


def _of_text(change: Callable[[str], str]) -> Callable[..., Value]:
    return lambda one: change(_ascii(one))


TEXT_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "chomp": lambda one: text(one).rstrip("\r\n"),
    "ceil": lambda one: math.ceil(number(one)),
    "endswith": lambda one, end: text(one).endswith(text(end)),
    "floor": lambda one: math.floor(number(one)),
    "format": _format,
    "formatlist": _formatlist,
    "join": _join,
    "lower": _of_text(str.lower),
    "parseint": lambda one, base: int(text(one), whole(base)),
    "pow": _power,
    "regexall": _regexall,
    "replace": _replace,
    "signum": lambda one: (number(one) > 0) - (number(one) < 0),
    "split": _split,
    "startswith": lambda one, start: text(one).startswith(text(start)),
    "strrev": _of_text(lambda one: one[::-1]),
    "substr": _substr,
    "tobool": _tobool,
    "tonumber": _tonumber,
    "tostring": _tostring,
    "trim": lambda one, cut: text(one).strip(text(cut)),
    "trimprefix": lambda one, start: text(one).removeprefix(text(start)),
    "trimspace": _of_text(str.strip),
    "trimsuffix": lambda one, end: text(one).removesuffix(text(end)),
    "upper": _of_text(str.upper),
}
