"""What the judge says: findings and the verdict they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bastide.model.diagnostic import Diagnostic, Label, Severity
from bastide.model.graph import Unknown
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place


class Outcome(StrEnum):
    """The word for one check on one resource."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    WAIVED = "waived"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who found it."""

    CHECKOV = "checkov"
    BASTIDE = "bastide"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on a packet's way, in words, with every line that says the same; `leg` is `there` or `back`."""

    text: str
    places: tuple[Place, ...]
    leg: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's answer for one resource, at a place in the judged code.

    `code` is a checkov id unchanged, or ours (`NET001`). `resource` is an address, or empty when the finding is
    about the whole tree. `related` points at the other lines that matter, `steps` tells a packet's way past them.
    `waiver` is set when `outcome` is WAIVED.
    """

    code: str
    title: str
    outcome: Outcome
    severity: Severity
    source: Source
    message: str
    resource: str
    place: Place | None
    related: tuple[Label, ...] = ()
    why: str = ""
    fix: str = ""
    waiver: DeclaredWaiver | None = None
    steps: tuple[Step, ...] = ()


class Subject(StrEnum):
    """What was judged: a directory of Terraform, a plan in JSON, a program in its directory, or a file that tells one.

    Places are in the file itself for a plan, else below the directory that was judged or that the file stands in.
    """

    TREE = "tree"
    PLAN = "plan"
    PROGRAM = "program"
    RECORDED = "recorded"

    @property
    def is_file(self) -> bool:
        """Whether it is a file, beside which all else stands."""
        return self in (Subject.PLAN, Subject.RECORDED)


class Word(StrEnum):
    """The verdict on a tree, worst first: no verdict possible, unknowns left, failures, all good."""

    NO_VERDICT = "no verdict"
    UNKNOWN = "unknown"
    FAIL = "fail"
    PASS = "pass"  # noqa: S105 - a verdict, not a password


@dataclass(frozen=True)
class Verdict:
    """Everything one scan found.

    `passed` counts passes by code, `grounds` are the addresses that passed, where they have one. `not_covered` are
    addresses that no check looked at. `evaluated` is the number of resources judged. `problems` (unparsable file,
    incomplete scan, nothing to scan) make any verdict impossible.
    `unused_waivers` matched no failure. `left_out` are checks that don't apply to such a subject, with the reason.
    """

    tree: str
    evaluated: int
    findings: tuple[Finding, ...]
    passed: Mapping[str, int]
    not_covered: tuple[str, ...]
    unknowns: tuple[Unknown, ...]
    problems: tuple[Diagnostic, ...]
    unused_waivers: tuple[DeclaredWaiver, ...] = ()
    subject: Subject = Subject.TREE
    left_out: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def having(self, outcome: Outcome) -> tuple[Finding, ...]:
        """Return the findings with an outcome, in the order of the tree."""
        return tuple(finding for finding in self.findings if finding.outcome is outcome)

    @property
    def word(self) -> Word:
        """The one-word verdict. Nothing evaluated is never a pass."""
        if self.problems or not self.evaluated:
            return Word.NO_VERDICT
        if self.having(Outcome.FAIL):
            return Word.FAIL
        if self.unknowns or self.having(Outcome.UNKNOWN):
            return Word.UNKNOWN
        return Word.PASS
