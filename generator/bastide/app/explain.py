"""`bastide explain CODE`: what a code means, why it matters and what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.app.faults import unknown_name
from bastide.scan.registry import Rule, all_rules

UNKNOWN_RULE = "APP004"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code's page: its name, the bad pattern in a phrase, its severity, its sections and its cure."""

    code: str
    name: str
    title: str
    severity: str
    sections: Mapping[str, str]
    fix: str


def explain(code: str) -> Explanation:
    """Return the page of a rule by its code or its name; raises CannotAnswerError (APP004) for any other."""
    wanted = code.strip().casefold()
    for rule in all_rules():
        if wanted in (rule.meta.code.casefold(), rule.name):
            return _page(rule)
    known = [name for rule in all_rules() for name in (rule.meta.code, rule.name)]
    raise unknown_name(UNKNOWN_RULE, "rule", code, known, fix="bastide explain")


def index() -> tuple[Explanation, ...]:
    """Return the pages of all rules, by code."""
    return tuple(map(_page, all_rules()))


def _page(rule: Rule) -> Explanation:
    meta = rule.meta
    return Explanation(meta.code, rule.name, meta.title, str(meta.severity), meta.sections, meta.fix)
