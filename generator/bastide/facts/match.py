"""Wildcard patterns of policies: which actions and which resources they mean."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bastide.facts.policy import Statement
from bastide.model.graph import Resource

PARTITIONS = ("aws", "aws-cn")

PROBE = "/\x00"
"""Stands for any object inside a resource: only a wildcard matches it."""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = (
        ".*" if piece == "*" else "." if piece == "?" else re.escape(piece) for piece in re.split(r"([*?])", pattern)
    )
    return re.compile("".join(pieces), re.IGNORECASE | re.DOTALL)


def matches(pattern: str, value: str) -> bool:
    """Tell whether a pattern with `*` and `?` matches a whole text, in any letter case."""
    return _compiled(pattern).fullmatch(value) is not None


def covers_action(statement: Statement, action: str) -> bool:
    """Tell whether a statement speaks of an action."""
    if statement.not_actions:
        return not any(matches(pattern, action) for pattern in statement.not_actions)
    return any(matches(pattern, action) for pattern in statement.actions)


def forms(resource: Resource) -> tuple[str, ...]:
    """Return the texts by which a policy may mean a resource: its reference, and its ARN if its name is literal."""
    reference = "${" + f"{resource.address}.arn" + "}"
    name = resource.get("bucket") or resource.get("name") or resource.get("identifier")
    if not isinstance(name, str):
        return (reference,)
    if resource.type == "aws_s3_bucket":
        return (reference, *(f"arn:{partition}:s3:::{name}" for partition in PARTITIONS))
    # Region and account stand before the name; a log group's ARN may go on after it.
    return (reference, *(f"arn:{partition}:*:{name}{tail}" for partition in PARTITIONS for tail in ("", ":*")))


def touches(statement: Statement, names: Iterable[str]) -> bool:
    """Tell whether a statement may speak of a resource or of something in it."""
    known = tuple(names)
    if statement.not_resources:
        return not any(_whole(pattern, name) for pattern in statement.not_resources for name in known)
    return any(_part(pattern, name) for pattern in statement.resources for name in known)


def covers(statement: Statement, names: Iterable[str]) -> bool:
    """Tell whether a statement surely speaks of a whole resource with everything in it."""
    return any(_whole(pattern, name) for pattern in statement.resources for name in names)


def _part(pattern: str, name: str) -> bool:
    inside = pattern.startswith((f"{name}/", f"{name}:"))
    return inside or matches(pattern, name) or matches(pattern, name + PROBE) or matches(name, pattern)


def _whole(pattern: str, name: str) -> bool:
    return pattern == "*" or matches(pattern, name + PROBE)
