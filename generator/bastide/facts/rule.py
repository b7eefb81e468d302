"""What a rule is: its fixed facts, the sections of its docstring, and how its answers become findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from inspect import cleandoc
from textwrap import dedent
from typing import Protocol

from bastide.facts.case import Case
from bastide.facts.values import OpaqueError
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding, Outcome, Source, Step
from bastide.model.graph import Resource
from bastide.model.place import Place

SECTIONS = ("What it does", "Why is this bad", "Example", "Use instead", "Source")
"""The sections of every rule's docstring, in order."""


class Subject(Protocol):
    """What a rule judges: a resource, or something else in the tree that has a place."""

    @property
    def address(self) -> str:
        """The resource address; empty for what is no resource."""

    @property
    def place(self) -> Place | None:
        """Where it stands; None for what is absent."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A subject that is no resource of the tree: a file, a provider, or something that is missing."""

    address: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a subject: what, where, and the other lines that matter."""

    message: str
    place: Place | None = None
    related: tuple[Label, ...] = ()
    fix: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a subject that the code doesn't tell, and that decides the answer."""

    message: str
    place: Place | None = None


Answer = Fault | Doubt
Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True)
class Meta:
    """A rule's code, severity, cure (one imperative sentence) and docstring."""

    code: str
    severity: Severity
    fix: str
    doc: str | None = field(repr=False)

    @cached_property
    def title(self) -> str:
        """The bad pattern as a noun phrase: the docstring's first line without its full stop."""
        return cleandoc(self.doc or "").partition("\n")[0].rstrip(".")

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The docstring's sections by title."""
        found: dict[str, list[str]] = {}
        for line in cleandoc(self.doc or "").splitlines()[1:]:
            title = line.removesuffix(":")
            if line.endswith(":") and title in SECTIONS:
                found[title] = []
            elif found:
                found[next(reversed(found))].append(line)
        return {title: dedent("\n".join(lines)).strip() for title, lines in found.items()}

    @property
    def why(self) -> str:
        """The harm, on one line."""
        return " ".join(self.sections.get("Why is this bad", "").split())

    def judge(
        self, resources: Iterable[Resource], answers: Callable[[Resource], Iterable[Answer]]
    ) -> Iterator[Finding]:
        """Yield findings for each resource: its faults and doubts, or one pass if there are none."""
        for resource in resources:
            yield from self.settle(resource, partial(answers, resource))

    def settle(self, subject: Subject, answers: Callable[[], Iterable[Answer]]) -> Iterator[Finding]:
        """Yield findings for one subject; a value that can't be known is a doubt, never a pass."""
        given: list[Answer] = []
        try:
            for answer in answers():
                given.append(answer)  # noqa: PERF402 - keeps what came before an error
        except OpaqueError as error:
            given.append(Doubt(f"`{error.text}` decides this, and {error.reason}", error.place))
        if not given:
            given.extend(_hidden(subject))
        for answer in given:
            yield self._finding(subject, answer)
        if not given:
            yield self._as(subject, Outcome.PASS, "", subject.place)

    def _finding(self, subject: Subject, answer: Answer) -> Finding:
        place = answer.place or subject.place
        match answer:
            case Fault():
                found = self._as(subject, Outcome.FAIL, answer.message, place, answer.related, answer.fix)
                return replace(found, steps=answer.steps)
            case Doubt():
                return self._as(subject, Outcome.UNKNOWN, answer.message, place)

    def _as(
        self,
        subject: Subject,
        outcome: Outcome,
        message: str,
        place: Place | None,
        related: tuple[Label, ...] = (),
        fix: str = "",
    ) -> Finding:
        return Finding(
            code=self.code,
            title=self.title,
            outcome=outcome,
            severity=self.severity,
            source=Source.BASTIDE,
            message=message,
            resource=subject.address,
            place=place,
            related=related,
            why=self.why,
            fix=fix or self.fix,
        )


def concerned(resources: Iterable[Resource], applies: Callable[[Resource], bool]) -> Iterator[Resource]:
    """Yield the resources that a rule applies to, and those where that can't be known."""
    for resource in resources:
        try:
            wanted = applies(resource)
        except OpaqueError:
            wanted = True
        if wanted:
            yield resource


def _hidden(subject: Subject) -> Iterator[Doubt]:
    """Yield a doubt for a resource with generated blocks: what they expand to was not judged."""
    if isinstance(subject, Resource):
        for block in subject.nested("dynamic"):
            yield Doubt("a `dynamic` block hides what this resource holds", block.place)
