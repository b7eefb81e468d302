"""Runs our own rules over a tree."""

from bastide.facts.case import Case
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding
from bastide.scan.refusal import broke_off
from bastide.scan.registry import Rule, all_rules


def run_rules(case: Case) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    """Return what all rules say, passes too, and a refusal for each rule that broke off."""
    found: list[Finding] = []
    refusals: list[Diagnostic] = []
    for rule in all_rules():
        answered = _run(rule, case)
        if isinstance(answered, Diagnostic):
            refusals.append(answered)
        else:
            found.extend(answered)
    return tuple(found), tuple(refusals)


def _run(rule: Rule, case: Case) -> tuple[Finding, ...] | Diagnostic:
    try:
        return tuple(rule.check(case))
    except Exception as error:  # noqa: BLE001 - whatever breaks a rule must cost the verdict, not the other findings
        return broke_off(rule.meta.code, error)
