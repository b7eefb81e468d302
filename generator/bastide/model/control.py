"""Controls: what a platform must hold to, what would show it, and what the judge says of each.

A control cites its sources by number (clauses, control ids) and is worded by us. Its evidence is a closed set of kinds,
so that an assessor can tell from the catalog alone what was looked at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Wording:
    """The same text in English and in Chinese."""

    en: str
    zh: str


class Responsibility(StrEnum):
    """Who answers for a control: the generated code, it and the operator together, the operator, or the provider."""

    GENERATED = "generated"
    SHARED = "shared"
    OPERATOR = "operator"
    PROVIDER = "provider"


class Obligation(StrEnum):
    """How a standard puts it: 应, 宜, 可."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"


class Area(StrEnum):
    """What a control protects: the platform around the data, the data, who reaches it, or the record of it all."""

    ENVIRONMENT = "environment"
    DATA = "data"
    ACCESS = "access"
    AUDIT = "audit"


class Phase(StrEnum):
    """When a control helps: before, while, or after something happens (事前, 事中, 事后)."""

    PREVENT = "prevent"
    DETECT = "detect"
    TRACE = "trace"


class Kind(StrEnum):
    """What a piece of evidence rests on.

    - `reach`: the proof of segmentation: what passes between zones.
    - `iam`: the proof of identity, and rules on roles and policies.
    - `covers`: each resource of some type has a companion that refers to it; references are resolved, never counted.
    - `attr`: an argument of each resource of some type.
    - `spec`: what the declaration says.
    - `artifact`: a file of the stack, and its digest.
    - `checkov`: checks of checkov, by id.
    - `operator`: a document that people must add.
    - `inherit`: a report of the cloud's provider.
    """

    REACH = "reach"
    IAM = "iam"
    COVERS = "covers"
    ATTR = "attr"
    SPEC = "spec"
    ARTIFACT = "artifact"
    CHECKOV = "checkov"
    OPERATOR = "operator"
    INHERIT = "inherit"


OUTSIDE = frozenset((Kind.OPERATOR, Kind.INHERIT))
"""Kinds that rest on a document from outside the code."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that would show a control; which fields are used depends on `kind`.

    `rules` are codes of checks whose answers decide. Otherwise `claim` says what is claimed: of what passes from the
    zones `of` to the zones `to` on `ports` (`reach`), of the argument `path` of the resources of the types `of`
    (`attr`), of the entries at `path` of the declaration (`spec`), of the files that `path` matches (`artifact`).
    `covers` wants, for each resource of the types `of`, one of the types `has` whose argument `path` refers to it.
    `where` keeps the resources whose arguments have one of the given values, `having` does so for companions. `values`
    are what a claim compares with. `need` is what people must add, or what the provider's report must say.

    Nothing to look at is no evidence, unless `vacuous`: then this piece says nothing, and the others decide.
    """

    kind: Kind
    rules: tuple[str, ...] = ()
    claim: str = ""
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    path: str = ""
    has: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    having: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    need: Wording | None = None
    vacuous: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the catalog.

    `applies` are the predicates over the declaration that all must hold, by name; empty means always. `sources` are the
    references into each source, by its id: clauses of `mlps3`, ids of `nist`, requirements of `seed`.
    """

    id: str
    title: Wording
    requirement: Wording
    severity: Severity
    responsibility: Responsibility
    obligation: Obligation
    area: Area
    phase: Phase
    sources: Mapping[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]
    fix: Wording
    applies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standard:
    """A source that controls cite: its title, what a reference into it is, and the prefix of such ids in OSCAL."""

    id: str
    title: Wording
    refers: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a standard with the assessor's item code; `provable` is how much of it code alone can show."""

    id: str
    code: str
    title: Wording
    provable: str
    responsibility: Responsibility


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every control, the standards that they cite, and the clauses of GB/T 22239-2019 at level 3."""

    id: str
    version: str
    title: Wording
    standards: tuple[Standard, ...]
    controls: tuple[Control, ...]
    clauses: tuple[Clause, ...]


class Status(StrEnum):
    """What is said of a control, or of one piece of evidence; never more than was seen."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not satisfied"
    NO_EVIDENCE = "no evidence"
    RISK_ACCEPTED = "risk accepted"
    OPERATOR = "operator"
    INHERITED = "inherited"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one piece of evidence says: of which subjects (addresses, zone pairs, files), and what speaks against it.

    `note` says in words why there is no evidence, or what was compared.
    """

    evidence: Evidence
    status: Status
    subjects: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    note: Wording | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said of one control, with the answer of each piece of its evidence; `reason` where it is not judged.

    `unasked` is one that doesn't apply only because the spec asks for nothing of its kind: a standard may ask all the
    same.
    """

    control: Control
    status: Status
    answers: tuple[Answer, ...]
    reason: Wording | None = None
    unasked: bool = False

    @property
    def partly(self) -> bool:
        """Whether code shows a part of it, and people must add the rest."""
        static = (one for one in self.answers if one.evidence.kind not in OUTSIDE)
        return self.status is Status.OPERATOR and any(one.status is Status.SATISFIED for one in static)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many controls stand how: three counts that are never added up to a percentage, and what is left.

    `proven` by code alone, `shared` where code shows its part and people must add theirs, `outside` where a document of
    the operator or the provider is all there is.
    """

    proven: int
    shared: int
    outside: int
    not_satisfied: int
    no_evidence: int
    risk_accepted: int
    not_applicable: int

    @property
    def total(self) -> int:
        """Every control that was counted."""
        return self.proven + self.shared + self.outside + self.open + self.risk_accepted + self.not_applicable

    @property
    def open(self) -> int:
        """What speaks against the stack, or of which nothing was seen."""
        return self.not_satisfied + self.no_evidence


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is said of every control of the catalog; `loose` are failed checks that no ruling rests on."""

    catalog: Catalog
    rulings: tuple[Ruling, ...]
    loose: tuple[Finding, ...] = ()

    def having(self, status: Status) -> tuple[Ruling, ...]:
        """Return the rulings with a status, in the order of the catalog."""
        return tuple(one for one in self.rulings if one.status is status)


def coverage(rulings: Iterable[Ruling]) -> Coverage:
    """Return how many of some rulings stand how."""
    found = tuple(rulings)
    count = Counter(one.status for one in found)
    shared = sum(one.partly for one in found)
    return Coverage(
        proven=count[Status.SATISFIED],
        shared=shared,
        outside=count[Status.OPERATOR] - shared + count[Status.INHERITED],
        not_satisfied=count[Status.NOT_SATISFIED],
        no_evidence=count[Status.NO_EVIDENCE],
        risk_accepted=count[Status.RISK_ACCEPTED],
        not_applicable=count[Status.NOT_APPLICABLE],
    )
