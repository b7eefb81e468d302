"""What a plan's configuration refers to, followed through variables and outputs to the instances of the plan.

A plan does not hold expressions, only the names that each one refers to; with one name the expression is taken to be
that traversal. `each.key` and `count.index` choose the instance of the same key. Nothing else is taken for known.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Key = str | int | None
Steps = tuple[str | int, ...]

SELECTORS = frozenset({"each.key", "count.index"})
MAX_FOLLOWED = 24
"""How many variables and outputs may be passed in a row."""

_STEP = re.compile(r'\.?([^\W\d][\w-]*)|\[(\d{1,9}|"(?:[^"\\]|\\.)*")\]')
_CALL = re.compile(r"module\.([^\W\d][\w-]*)(\[.*\])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scope:
    """One instance of a module: its configuration, its address, the key it was made with, and its caller."""

    configuration: Mapping[str, Any]
    address: str = ""
    key: Key = None
    caller: "Scope | None" = None
    call: Mapping[str, Any] | None = None

    def child(self, name: str, key: Key) -> "Scope | None":
        """Return the instance of a module that this one calls, None for a call that isn't there."""
        call = member(member(self.configuration, "module_calls"), name)
        if not call:
            return None
        address = f"{self.address}." if self.address else ""
        inner = member(call, "module")
        return Scope(inner, f"{address}module.{name}{shown(key)}", key, self, call)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a name leads: the address without a key, the key if it has one, and the steps after it."""

    base: str
    key: Key
    keyed: bool
    path: Steps


class Instances:
    """Every resource of a plan by its address without a key, and what names lead to them."""

    def __init__(self) -> None:
        self._of: dict[str, dict[Key, str]] = {}
        self._followed: dict[tuple[str, str], tuple[Target, ...] | None] = {}

    def add(self, base: str, key: Key, address: str) -> None:
        """Note an instance by its address without key, its key and its address."""
        self._of.setdefault(base, {})[key] = address

    def of(self, base: str) -> Mapping[Key, str]:
        """Return the instances of a resource by key; a resource without repetition has the key None."""
        return self._of.get(base, {})

    def targets(self, names: Iterable[str], scope: Scope) -> tuple[Target, ...] | None:
        """Return where the names in an expression lead, each once; None if one leads nowhere known."""
        found: list[Target] = []
        for name in _longest(names):
            if name in SELECTORS:
                continue
            led = self._one(name, scope, 0)
            if led is None:
                return None
            found += [target for target in led if target not in found]
        return tuple(found)

    def chosen(self, target: Target, own: str, key: Key, *, selects: bool) -> str | None:
        """Return the address of the one instance that is meant, None if that can't be known."""
        known = self.of(target.base)
        if target.keyed:
            return known.get(target.key)
        if None in known:
            return known[None]
        if not selects or key is None or key not in known:
            return None
        # `count.index` may be computed with; where both are as many, the same number is meant.
        if isinstance(key, int) and len(self.of(own)) != len(known):
            return None
        return known[key]

    def _one(self, name: str, scope: Scope, depth: int) -> tuple[Target, ...] | None:
        steps = parsed(name)
        if steps is None or len(steps) < 2 or depth > MAX_FOLLOWED:  # noqa: PLR2004 - a type and a name
            return None
        match steps[0]:
            case "var":
                return _further(self._variable(str(steps[1]), scope, depth), steps[2:], self)
            case "module":
                return self._output(steps, scope, depth)
            case "each" | "count" | "local" | "self" | "path" | "terraform":
                return None
            case _:
                return self._resource(steps, scope)

    def _resource(self, steps: Steps, scope: Scope) -> tuple[Target, ...] | None:
        width = 3 if steps[0] == "data" else 2
        if len(steps) < width:
            return None
        prefix = f"{scope.address}." if scope.address else ""
        base = prefix + ".".join(str(step) for step in steps[:width])
        return _further((Target(base, None, keyed=False, path=()),), steps[width:], self)

    def _variable(self, name: str, scope: Scope, depth: int) -> tuple[Target, ...] | None:
        caller = scope.caller
        if caller is None:
            return None
        expression = member(member(scope.call, "expressions"), name)
        return self._remembered((scope.address, f"var.{name}"), expression, caller, scope, depth)

    def _output(self, steps: Steps, scope: Scope, depth: int) -> tuple[Target, ...] | None:
        rest = steps[2:]
        repeated = _repeats(member(member(scope.configuration, "module_calls"), str(steps[1])))
        key, rest = (rest[0], rest[1:]) if repeated and rest else (None, rest)
        inner = scope.child(str(steps[1]), key)
        if inner is None or not rest:
            return None
        expression = member(member(member(inner.configuration, "outputs"), str(rest[0])), "expression")
        found = self._remembered((inner.address, f"output.{rest[0]}"), expression, inner, None, depth)
        return _further(found, rest[1:], self)

    def _remembered(
        self, name: tuple[str, str], expression: Mapping[str, Any], scope: Scope, called: Scope | None, depth: int
    ) -> tuple[Target, ...] | None:
        if name not in self._followed:
            self._followed[name] = None  # what leads to itself leads nowhere
            self._followed[name] = self._expression(expression, scope, called, depth)
        return self._followed[name]

    def _expression(
        self, expression: Mapping[str, Any], scope: Scope, called: Scope | None, depth: int
    ) -> tuple[Target, ...] | None:
        names = references(expression)
        selects = not SELECTORS.isdisjoint(names)
        found: list[Target] = []
        for name in _longest(names):
            if name in SELECTORS:
                continue
            led = self._one(name, scope, depth + 1)
            if led is None:
                return None
            found += [_picked(target, called, self) if selects else target for target in led]
        return tuple(found) or None


def references(expression: object) -> tuple[str, ...]:
    """Return the names that an expression of a configuration refers to."""
    listed = expression.get("references") if isinstance(expression, Mapping) else None
    return tuple(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else ()


def member(value: object, key: str) -> Mapping[str, Any]:
    """Return a member that is an object, an empty one for anything else."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parsed(name: str) -> Steps | None:
    """Return the steps of a traversal, None if the text is none."""
    steps: list[str | int] = []
    at = 0
    while at < len(name):
        match = _STEP.match(name, at)
        if match is None:
            return None
        word, key = match.groups()
        steps.append(word if word is not None else _key(key))
        at = match.end()
    return tuple(steps)


def called(address: str, caller: str) -> tuple[str, Key] | None:
    """Return the name and the key of a module's instance by its address and its caller's, None if it is no such."""
    prefix = f"{caller}." if caller else ""
    match = _CALL.fullmatch(address, len(prefix)) if address.startswith(prefix) else None
    if match is None:
        return None
    steps = parsed(match.group(2) or "")
    if steps is None or len(steps) > 1:
        return None
    return match.group(1), steps[0] if steps else None


def shown(key: Key) -> str:
    """Return a key as an address shows it."""
    if key is None:
        return ""
    return f"[{key}]" if isinstance(key, int) else f"[{json.dumps(key, ensure_ascii=False)}]"


def _key(text: str) -> str | int:
    if not text.startswith('"'):
        return int(text)
    try:
        return str(json.loads(text))
    except ValueError:
        return text


def _longest(names: Iterable[str]) -> Iterator[str]:
    """Yield each name that is not the beginning of another one: Terraform lists both."""
    listed = tuple(dict.fromkeys(names))
    for name in listed:
        if not any(other.startswith((f"{name}.", f"{name}[")) for other in listed):
            yield name


def _further(found: tuple[Target, ...] | None, steps: Steps, instances: Instances) -> tuple[Target, ...] | None:
    """Return where some steps lead on; the first may choose an instance of the one resource that is meant."""
    if found is None or not steps:
        return found
    if len(found) > 1:
        return None
    target = found[0]
    if not target.keyed and not target.path:
        known = instances.of(target.base)
        if None not in known and known:
            return (replace(target, key=steps[0], keyed=True, path=steps[1:]),) if steps[0] in known else None
    return (replace(target, path=target.path + steps),)


def _picked(target: Target, called: Scope | None, instances: Instances) -> Target:
    """Return the instance that a repeated module call chooses by its own key."""
    known = instances.of(target.base)
    # A number may have been computed with; a key is only ever looked up.
    if called is None or target.keyed or not isinstance(called.key, str) or called.key not in known:
        return target
    return replace(target, key=called.key, keyed=True)


def _repeats(call: Mapping[str, Any]) -> bool:
    return not {"for_each_expression", "count_expression"}.isdisjoint(call)
