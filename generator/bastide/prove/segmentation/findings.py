"""The findings of the proof of segmentation: what each of its rules says."""

from functools import cache

from bastide.facts import registry
from bastide.model.finding import Finding
from bastide.prove.segmentation import rules
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.rule import Check

Rule = registry.Rule[Check]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of segmentation, by code."""
    found: list[Rule] = list(registry.discovered(rules))
    return tuple(sorted(found, key=lambda rule: rule.meta.code))


def findings(evidence: Evidence) -> tuple[Finding, ...]:
    """Return what all rules say about a proof."""
    return tuple(finding for rule in all_rules() for finding in rule.check(evidence))
