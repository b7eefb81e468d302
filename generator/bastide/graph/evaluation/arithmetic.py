"""Terraform's operators on numbers."""

from bastide.graph.evaluation.kinds import MAX_NUMBER, invalid, whole_or
from bastide.model.graph import Value


def arithmetic(sign: str, given: list[int | float]) -> Value:
    """Return what an operator makes of one or two numbers."""
    match sign, given:
        case "-", [one]:
            return -one
        case "+", [one, other]:
            return whole_or(one + other)
        case "-", [one, other]:
            return whole_or(one - other)
        case "*", [one, other] if max(abs(one), abs(other)) < MAX_NUMBER:
            return whole_or(one * other)
        case "/", [one, other] if other:
            return whole_or(one / other)
        case "%", [int(one), int(other)] if other:
            return abs(one) % abs(other) * (1 if one >= 0 else -1)
        case _:
            return _compared(sign, given)


def _compared(sign: str, given: list[int | float]) -> Value:
    match sign, given:
        case "<", [one, other]:
            return one < other
        case ">", [one, other]:
            return one > other
        case "<=", [one, other]:
            return one <= other
        case ">=", [one, other]:
            return one >= other
        case _:
            return invalid("this is no calculation")
