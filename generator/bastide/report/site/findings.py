"""Findings and waivers, worst first, each with its lines of code and what `bastide explain` says of its code."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bastide.model.control import Wording
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Outcome
from bastide.model.intent import DeclaredWaiver
from bastide.report import phrases
from bastide.report.explained import Entry
from bastide.report.site.drill import Line, quotation
from bastide.report.site.review import Review
from bastide.report.site.waivers import listed
from bastide.report.site.words import OUTCOMES

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_TURNS = {Outcome.FAIL: 0, Outcome.UNKNOWN: 1, Outcome.WAIVED: 2, Outcome.PASS: 3}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the lines that it is about."""

    finding: Finding
    state: str
    quoted: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one code and one outcome: they are explained once."""

    code: str
    outcome: Outcome
    severity: Severity
    title: Wording
    why: Wording
    fix: Wording
    entry: Entry | None
    found: tuple[Shown, ...]

    @property
    def same(self) -> str:
        """What is said of all of them, where it is the same."""
        said = {one.finding.message for one in self.found}
        return said.pop() if len(said) == 1 else ""

    @property
    def plain(self) -> bool:
        """Whether the title says it all: a failed check of checkov tells nothing more of the place."""
        return self.outcome is not Outcome.UNKNOWN and self.code.startswith(phrases.CHECKOV)

    @property
    def waivers(self) -> tuple[DeclaredWaiver, ...]:
        """The waivers that cover them."""
        return tuple(dict.fromkeys(one.finding.waiver for one in self.found if one.finding.waiver is not None))


def fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001 - the template chooses the words
    """Return what speaks against the stack, what was waived, and what waivers there are."""
    groups = [_group(review, *one) for one in _grouped(review)]
    return {
        "groups": groups,
        "waivers": listed(review),
        "unused": review.verdict.unused_waivers,
        "unknowns": review.verdict.unknowns,
        "problems": review.verdict.problems,
        "outcomes": OUTCOMES,
        "severities": phrases.SEVERITIES,
        "told": phrases.hop,
        "not_covered": review.verdict.not_covered,
        "left_out": review.verdict.left_out,
        "serves": _serves(review),
    }


def spoken(review: Review) -> tuple[Finding, ...]:
    """Return the findings that somebody should read: all but what passes."""
    return tuple(one for one in review.verdict.findings if one.outcome is not Outcome.PASS)


def shown(review: Review, finding: Finding) -> Shown:
    """Return a finding as a page shows it."""
    return Shown(finding, OUTCOMES[finding.outcome][0], quotation(review, finding.place))


def against(review: Review, addresses: Iterable[str]) -> tuple[Finding, ...]:
    """Return what fails, or can't be told, about some resources."""
    about = frozenset(addresses)
    open_ = (one for one in review.verdict.findings if one.outcome in (Outcome.FAIL, Outcome.UNKNOWN))
    return tuple(one for one in open_ if one.resource in about)


def _grouped(review: Review) -> list[tuple[str, list[Finding]]]:
    groups: dict[tuple[Outcome, str], list[Finding]] = defaultdict(list)
    for one in spoken(review):
        groups[one.outcome, one.code].append(one)
    order = sorted(groups, key=lambda key: (_TURNS[key[0]], min(_RANKS[one.severity] for one in groups[key]), key[1]))
    return [(code, groups[outcome, code]) for outcome, code in order]


def _group(review: Review, code: str, found: list[Finding]) -> Group:
    first = min(found, key=lambda one: _RANKS[one.severity])
    entry = review.explained.get(code)
    listed = tuple(shown(review, one) for one in found)
    return Group(
        code,
        first.outcome,
        first.severity,
        phrases.title(first),
        phrases.why(first),
        phrases.fix(first),
        entry,
        listed,
    )


def _serves(review: Review) -> dict[str, list[str]]:
    """Return the controls that rest on each code."""
    found: dict[str, list[str]] = defaultdict(list)
    for ruling in review.assessment.rulings:
        for code in sorted({code for one in ruling.answers for code in one.evidence.rules}):
            found[code].append(ruling.control.id)
    return dict(found)
