"""Evidence that rests on checks, our own and checkov's: what they answered, resource by resource."""

from collections.abc import Iterable, Iterator

from bastide.controls.answer import answered
from bastide.controls.ground import Ground
from bastide.model.control import Answer, Evidence
from bastide.model.finding import Finding


def by_checks(evidence: Evidence, ground: Ground) -> Answer:
    """Return what the named checks say of all that they looked at; a check that looked at nothing says nothing."""
    subjects = (address for code in evidence.rules for address in ground.verdict.grounds.get(code, ()))
    found = (one for code in evidence.rules for one in ground.findings.get(code, ()))
    if not evidence.of:
        return answered(evidence, subjects, found)
    kinds = frozenset(evidence.of)
    return answered(evidence, _addresses(subjects, kinds), _findings(found, kinds))


def _addresses(addresses: Iterable[str], kinds: frozenset[str]) -> Iterator[str]:
    return (one for one in addresses if _type(one) in kinds)


def _findings(findings: Iterable[Finding], kinds: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings about resources of some types, and those that are about no resource of the tree."""
    return (one for one in findings if not one.resource or _type(one.resource) in kinds)


def _type(address: str) -> str:
    """Return the type in an address: `aws_lb` of `module.a.aws_lb.portal[0]`."""
    parts = address.partition("[")[0].split(".")
    return parts[-2] if len(parts) > 1 else address
