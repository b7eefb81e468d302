"""The rules that judge a tree resource by resource."""

from functools import cache

from bastide.facts import registry
from bastide.facts.rule import Check
from bastide.scan import rules

Rule = registry.Rule[Check]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    found: list[Rule] = list(registry.discovered(rules))
    return tuple(sorted(found, key=lambda rule: rule.meta.code))
