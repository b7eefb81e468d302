"""Whether a condition holds, in three values.

Rules: IAM user guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or
values". A key that the request doesn't have fails every test but a negated one, `...IfExists` and `Null`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network

from bastide.facts.policy import Condition
from bastide.prove.identity.context import Context
from bastide.prove.identity.texts import HOLE, OPEN, free, matches, same
from bastide.prove.identity.truth import Truth, every, known, negated, some

Test = Callable[[str, str], Truth]
"""Compares what a policy wants with what a request has."""

ARN_PARTS = 5


@dataclass(frozen=True, slots=True)
class Operator:
    """A condition operator taken apart: `ForAllValues:StringNotLikeIfExists`."""

    name: str
    negative: bool
    if_exists: bool
    quantifier: str


def holds(condition: Condition, context: Context) -> Truth:
    """Return whether a condition holds in a context; an operator that is not known depends."""
    operator = _operator(condition.operator)
    values = context.get(condition.key)
    if operator.name == "null":
        return _null(condition, values)
    if values is None:
        return Truth.DEPENDS
    if not values and operator.if_exists:
        return Truth.YES
    wanted = tuple(filled(one, context) for one in condition.values)
    return _quantified(operator, wanted, values)


def filled(text: str, context: Context) -> str:
    """Return a text with the policy variables in it that the context knows."""
    if OPEN not in text:
        return text
    for _, label in HOLE.findall(text):
        value = context.get(label.lower()) if ":" in label else None
        if value is not None and len(value) == 1:
            text = text.replace(free(label), value[0])
    return text


def _operator(text: str) -> Operator:
    quantifier, _, name = text.lower().rpartition(":")
    if_exists = name.endswith("ifexists")
    name = name.removesuffix("ifexists")
    return Operator(name.replace("not", ""), "not" in name, if_exists, quantifier)


def _null(condition: Condition, values: tuple[str, ...] | None) -> Truth:
    if values is None:
        return Truth.DEPENDS
    return known(answer=(not values) == (condition.values[:1] == ("true",)))


def _quantified(operator: Operator, wanted: tuple[str, ...], values: tuple[str, ...]) -> Truth:
    each = [_one(operator, wanted, value) for value in values]
    if operator.quantifier == "forallvalues":
        return every(each)
    if operator.quantifier == "foranyvalue":
        return some(each)
    if not each:
        return known(answer=operator.negative)
    return every(each) if operator.negative else some(each)


def _one(operator: Operator, wanted: tuple[str, ...], value: str) -> Truth:
    test = TESTS.get(operator.name)
    if test is None:
        return Truth.DEPENDS
    found = some(test(one, value) for one in wanted)
    return negated(found) if operator.negative else found


def _fold(one: str, value: str) -> Truth:
    return same(one.lower(), value.lower())


def _arn(one: str, value: str) -> Truth:
    """Compare part by part: a `*` in one part of an ARN doesn't reach into the next."""
    parts, others = one.split(":", ARN_PARTS), value.split(":", ARN_PARTS)
    if len(parts) != len(others):
        return matches(one, value) if OPEN in one + value else Truth.NO
    return every(matches(part, other) for part, other in zip(parts, others, strict=True))


def _number(compare: Callable[[float, float], bool]) -> Test:
    def test(one: str, value: str) -> Truth:
        try:
            return known(answer=compare(float(value), float(one)))
        except ValueError:
            return Truth.DEPENDS

    return test


def _date(compare: Callable[[float, float], bool]) -> Test:
    def test(one: str, value: str) -> Truth:
        try:
            return known(answer=compare(_seconds(value), _seconds(one)))
        except ValueError:
            return Truth.DEPENDS

    return test


def _seconds(text: str) -> float:
    if text.isdigit():
        return float(text)
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _address(one: str, value: str) -> Truth:
    try:
        block, inner = ip_network(one, strict=False), ip_network(value, strict=False)
    except ValueError:
        return Truth.DEPENDS
    inside = block.version == inner.version and inner.network_address in block and inner.prefixlen >= block.prefixlen
    return known(answer=inside)


COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "equals": lambda value, one: value == one,
    "lessthan": lambda value, one: value < one,
    "lessthanequals": lambda value, one: value <= one,
    "greaterthan": lambda value, one: value > one,
    "greaterthanequals": lambda value, one: value >= one,
}

TESTS: dict[str, Test] = {
    "stringequals": same,
    "stringequalsignorecase": _fold,
    "stringlike": matches,
    "arnequals": _arn,
    "arnlike": _arn,
    "bool": _fold,
    "binaryequals": same,
    "ipaddress": _address,
    **{f"numeric{name}": _number(compare) for name, compare in COMPARISONS.items()},
    **{f"date{name}": _date(compare) for name, compare in COMPARISONS.items()},
}
