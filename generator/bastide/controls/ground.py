"""What evidence is looked for in: the tree under judgement, what the checks answered, and what was proven."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bastide.facts.case import Case
from bastide.model.finding import Finding, Verdict
from bastide.model.intent import Intent
from bastide.model.proof import Proof


@dataclass(frozen=True)
class Ground:
    """One judged stack; `proof` is None where it has no network or nothing could be proven."""

    case: Case
    verdict: Verdict
    proof: Proof | None

    @property
    def intent(self) -> Intent | None:
        """What was declared, None for a tree without a declaration."""
        return self.case.intent

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What speaks against a check or leaves it open, by code."""
        found: dict[str, list[Finding]] = {}
        for finding in self.verdict.findings:
            found.setdefault(finding.code, []).append(finding)
        return {code: tuple(many) for code, many in found.items()}
