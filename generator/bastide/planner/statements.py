"""Statements of IAM policies as data, so that a decision about access has a type and a test."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

Resource: TypeAlias = object
"""An ARN: text, a reference to a resource's attribute, or a text with references in it."""

Statement: TypeAlias = dict[str, object]
Condition: TypeAlias = Mapping[str, Mapping[str, object]]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """A managed policy: the end of its Terraform label and of its name, and what it says."""

    suffix: str
    description: str
    statements: tuple[Statement, ...]


def allow(
    sid: str,
    actions: Iterable[str],
    resources: Iterable[Resource],
    condition: Condition | None = None,
) -> Statement:
    """Return a statement that allows actions on resources under a condition."""
    return _statement("Allow", sid, actions, resources, condition)


def deny(
    sid: str,
    actions: Iterable[str],
    resources: Iterable[Resource],
    condition: Condition | None = None,
) -> Statement:
    """Return a statement that denies actions on resources under a condition; a deny outranks every allow."""
    return _statement("Deny", sid, actions, resources, condition)


def portions(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut a list into portions of at most `size`: a managed policy holds 6,144 characters (IAM quotas)."""
    remaining = tuple(items)
    while remaining:
        yield remaining[:size]
        remaining = remaining[size:]


def _statement(
    effect: str,
    sid: str,
    actions: Iterable[str],
    resources: Iterable[Resource],
    condition: Condition | None,
) -> Statement:
    made: Statement = {"Sid": sid, "Effect": effect, "Action": list(actions), "Resource": list(resources)}
    return (
        made
        if condition is None
        else {**made, "Condition": {operator: dict(keys) for operator, keys in condition.items()}}
    )
