"""What a variable's type makes of its value.

Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
"""

from collections.abc import Callable

from bastide.graph.evaluation import kinds
from bastide.graph.evaluation.functions import FUNCTIONS
from bastide.graph.evaluation.kinds import OpaqueValueError, opaque
from bastide.hcl.tree import Call, Literal, Mapping, Name, Tree
from bastide.model.graph import Encoded, Joined, Reference, Unknown, Value

Evaluate = Callable[[Tree], Value]
SCALARS: dict[str, Callable[[Value], Value]] = {"string": kinds.text, "number": kinds.number, "bool": kinds.truth}


def converted(value: Value, wanted: Tree, evaluate: Evaluate) -> Value:
    """Return a value as a type has it; what isn't known stays as it is. OpaqueValueError where that can't be told."""
    match value, wanted:
        case ((None | Reference() | Unknown() | Joined() | Encoded()), _):
            return value
        case _, Name(word):
            return SCALARS[word](value) if word in SCALARS else value
        case dict(), Call("object", (Mapping(entries),)):
            return dict(_members(value, entries, evaluate))
        case dict(), Call("map", (inner,)):
            return {key: converted(item, inner, evaluate) for key, item in value.items()}
        case tuple(), Call("list", (inner,)):
            return tuple(converted(item, inner, evaluate) for item in value)
        case tuple(), Call("set", (inner,)):
            return _as_set(tuple(converted(item, inner, evaluate) for item in value))
        case _:
            return _other(value, wanted)


def _members(
    value: dict[str, Value], entries: tuple[tuple[Tree, Tree], ...], evaluate: Evaluate
) -> list[tuple[str, Value]]:
    found: list[tuple[str, Value]] = []
    for key, kind in entries:
        name = kinds.text(key.value) if isinstance(key, Literal) else opaque("a type with computed names is not read")
        inner, fallback = kind, None
        if isinstance(kind, Call) and kind.name == "optional" and kind.arguments:
            inner = kind.arguments[0]
            fallback = evaluate(kind.arguments[1]) if len(kind.arguments) > 1 else None
        given = value.get(name)
        found.append((name, converted(fallback if given is None else given, inner, evaluate)))
    return found


def _as_set(found: tuple[Value, ...]) -> Value:
    try:
        return FUNCTIONS["toset"](found)
    except OpaqueValueError:
        return found


def _other(value: Value, wanted: Tree) -> Value:
    """Return a value of a type that changes nothing in it; OpaqueValueError for another."""
    if isinstance(wanted, Call) and wanted.name == "tuple":
        return value
    if isinstance(wanted, Call) and isinstance(value, tuple | dict):
        return opaque("the value has another shape than the variable's type")
    return kinds.invalid("the value does not fit the variable's type")
