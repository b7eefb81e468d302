"""The findings about identity: every rule over one proof."""

from collections.abc import Callable, Iterator
from functools import cache

from bastide.facts import registry
from bastide.facts.case import Case
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof
from bastide.prove.identity import rules
from bastide.prove.identity.paths import identity

Check = Callable[[Case, IdentityProof], Iterator[Finding]]
Rule = registry.Rule[Check]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule about identity, by code."""
    found: list[Rule] = list(registry.discovered(rules))
    return tuple(sorted(found, key=lambda rule: rule.meta.code))


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what all rules say about a tree, passes too."""
    return judged(case, identity(case))


def judged(case: Case, proof: IdentityProof) -> tuple[Finding, ...]:
    """Return what all rules say about a proof, passes too."""
    return tuple(finding for rule in all_rules() for finding in rule.check(case, proof))
