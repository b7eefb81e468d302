"""Terraform's pure functions on collections, as far as they are worked out.

Source: https://developer.hashicorp.com/terraform/language/functions; the tests ask `terraform console`.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import product

from bastide.graph.evaluation.address_functions import ADDRESS_FUNCTIONS
from bastide.graph.evaluation.kinds import (
    MAX_ITEMS,
    OpaqueValueError,
    StandIn,
    absent,
    entries,
    invalid,
    is_zone,
    items,
    known,
    number,
    opaque,
    same,
    text,
    truth,
    unkeyed,
    whole,
)
from bastide.graph.evaluation.kinds import key as name_of
from bastide.graph.evaluation.text_functions import TEXT_FUNCTIONS
from bastide.model.graph import Encoded, Reference, Value

Function = Callable[..., Value]


def _concat(*lists: Value) -> Value:
    return tuple(item for one in lists for item in items(one))


def _element(one: Value, index: Value) -> Value:
    found = items(one)
    if not found:
        invalid("the list is empty")
    return found[whole(index) % len(found)]


def _length(one: Value) -> Value:
    match known(one):
        case str() as found:
            if not found.isascii():
                opaque("characters beyond ASCII are not counted")
            return len(found)
        case tuple() | dict() as found:
            return len(found)
        case _:
            return invalid("it has no length")


def _slice(one: Value, first: Value, last: Value) -> Value:
    begin, end = whole(first), whole(last)
    if isinstance(one, Reference) and 0 <= begin <= end <= MAX_ITEMS:
        return tuple(Reference(one.address, (*one.path, index), one.place) for index in range(begin, end))
    found = items(one)
    if not 0 <= begin <= end <= len(found):
        invalid("the list is shorter")
    return found[begin:end]


def _lookup(one: Value, key: Value, *fallback: Value) -> Value:
    found = entries(one)
    wanted = name_of(key)
    if wanted in found:
        return found[wanted]
    if not fallback or (found and any(isinstance(one, StandIn) for one in (wanted, *found))):
        absent(wanted, found)
    return fallback[0]


def _merge(*objects: Value) -> Value:
    given = [entries(one) for one in objects if one is not None]
    return {key: value for one in given for key, value in one.items()}


def _flat(one: Value) -> Iterator[Value]:
    for item in items(one):
        if isinstance(item, tuple):
            yield from _flat(item)
        elif isinstance(item, dict) or _is_single(item):
            yield item
        else:
            yield known(item)


def _is_single(item: Value) -> bool:
    """Tell whether a reference surely means one value and not a list."""
    return isinstance(item, Reference) and bool(item.path) and item.path[-1] in ("id", "arn", "name", "cidr_block")


def _flatten(one: Value) -> Value:
    return tuple(_flat(one))


def _distinct(one: Value) -> Value:
    found: list[Value] = []
    for item in items(one):
        if not any(same(item, other) for other in found):
            found.append(item)
    return tuple(found)


def _toset(one: Value) -> Value:
    found = items(one)
    if any(isinstance(item, tuple | dict) for item in found):
        return _distinct(found)
    if found and all(is_zone(item) for item in found):
        return tuple(unkeyed(one) for one in sorted({name_of(item) for item in found}))
    return tuple(sorted({text(item) for item in found}))


def _contains(one: Value, wanted: Value) -> Value:
    doubt: OpaqueValueError | None = None
    for item in items(one):
        try:
            if same(item, wanted):
                return True
        except OpaqueValueError as error:
            doubt = error
    if doubt is not None:
        raise doubt
    return False


def _index(one: Value, wanted: Value) -> Value:
    for position, item in enumerate(items(one)):
        if same(item, wanted):
            return position
    return invalid("the list does not have it")


def _coalesce(*given: Value) -> Value:
    for value in given:
        if known(value) not in (None, ""):
            return value
    return invalid("nothing is given")


def _coalescelist(*given: Value) -> Value:
    for value in given:
        if value is not None and items(value):
            return value
    return invalid("nothing is given")


def _compact(one: Value) -> Value:
    return tuple(text(item) for item in items(one) if known(item) not in (None, ""))


def _range(*bounds: Value) -> Value:
    given = [whole(one) for one in bounds]
    first, last = (0, given[0]) if len(given) == 1 else (given[0], given[1])
    step = given[2] if len(given) == 3 else (1 if first <= last else -1)  # noqa: PLR2004 - start, limit, step
    if not step or abs(last - first) // abs(step) > MAX_ITEMS:
        opaque("the range is too long")
    return tuple(range(first, last, step))


def _zipmap(keys: Value, values: Value) -> Value:
    names, found = items(keys), items(values)
    if len(names) != len(found):
        invalid("there are more keys than values, or fewer")
    return {name_of(name): value for name, value in zip(names, found, strict=True)}


def _setproduct(*lists: Value) -> Value:
    given = [items(one) for one in lists]
    if reduce(operator.mul, map(len, given), 1) > MAX_ITEMS:
        opaque("the product is too large")
    return tuple(product(*given))


def _sort(one: Value) -> Value:
    return tuple(sorted(text(item) for item in items(one)))


def _one(one: Value) -> Value:
    found = items(one)
    if len(found) > 1:
        invalid("there are several")
    return found[0] if found else None


def _keys(one: Value) -> Value:
    return tuple(unkeyed(found) for found in sorted(entries(one)))


def _values(one: Value) -> Value:
    return items(entries(one))


def _reverse(one: Value) -> Value:
    return items(one)[::-1]


def _tolist(one: Value) -> Value:
    return None if one is None else items(one)


def _tomap(one: Value) -> Value:
    return None if one is None else entries(one)


def _union(*sets: Value) -> Value:
    return _toset(_concat(*sets))


def _minus(one: Value, other: Value) -> Value:
    gone = {text(item) for item in items(other)}
    return tuple(sorted({text(item) for item in items(one)} - gone))


def _common(*sets: Value) -> Value:
    return tuple(sorted(set.intersection(*({text(item) for item in items(one)} for one in sets))))


def _numeric(choose: Callable[[Sequence[int | float]], int | float]) -> Function:
    return lambda *given: choose([number(one) for one in given])


ITEMS_AS_THEY_ARE = frozenset(
    {
        "coalescelist", "concat", "element", "flatten", "jsonencode", "length", "lookup", "merge", "nonsensitive",
        "one", "reverse", "sensitive", "slice", "tolist", "tomap", "values", "zipmap",
    }
)  # fmt: skip
"""Functions that only move the items of lists and objects about: these may be known only when resources exist."""

FUNCTIONS: dict[str, Function] = {
    **ADDRESS_FUNCTIONS,
    **TEXT_FUNCTIONS,
    "alltrue": lambda one: all(truth(item) for item in items(one)),
    "anytrue": lambda one: any(truth(item) for item in items(one)),
    "abs": _numeric(lambda given: abs(given[0])),
    "coalesce": _coalesce,
    "coalescelist": _coalescelist,
    "compact": _compact,
    "concat": _concat,
    "contains": _contains,
    "distinct": _distinct,
    "element": _element,
    "flatten": _flatten,
    "index": _index,
    "jsonencode": Encoded,
    "keys": _keys,
    "length": _length,
    "lookup": _lookup,
    "max": _numeric(max),
    "merge": _merge,
    "min": _numeric(min),
    "nonsensitive": lambda one: one,
    "one": _one,
    "range": _range,
    "reverse": _reverse,
    "sensitive": lambda one: one,
    "setintersection": _common,
    "setproduct": _setproduct,
    "setsubtract": _minus,
    "setunion": _union,
    "slice": _slice,
    "sort": _sort,
    "sum": lambda one: sum(number(item) for item in items(one)),
    "tolist": _tolist,
    "tomap": _tomap,
    "toset": _toset,
    "values": _values,
    "zipmap": _zipmap,
}
