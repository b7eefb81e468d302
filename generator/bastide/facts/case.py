"""Everything a rule may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from bastide.model.declared_use import DeclaredSite
from bastide.model.graph import Graph, Reference, Resource, Value
from bastide.model.intent import DeclaredZone, Intent

P = ParamSpec("P")
T = TypeVar("T")

NAME_ATTRIBUTES = ("bucket", "name", "identifier", "db_subnet_group_name", "family")
"""Attributes by which code may name a resource literally instead of referring to it."""


@dataclass(frozen=True)
class Case:
    """One tree under judgement.

    Its resources, its declaration if it has one, the text of its code by file, and by file the digests (SHA-256,
    hex) that its manifest wants and those that were found. `today` is the day of the judgement, where it matters.
    """

    graph: Graph
    intent: Intent | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    wanted: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    remembered: dict[object, tuple[object, Any]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def zones(self) -> Mapping[str, DeclaredZone]:
        """The declared zone copies by name."""
        return {} if self.intent is None else {zone.name: zone for zone in self.intent.zones}

    @property
    def sites(self) -> tuple[DeclaredSite, ...]:
        """The declared sites outside."""
        return () if self.intent is None else self.intent.sites

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], Resource]:
        return {(resource.type, name): resource for resource in self.graph.resources for name in _names(resource)}

    def named(self, kind: str, name: str) -> Resource | None:
        """Return the resource of that type that a literal name or ARN means, None if the tree has none."""
        return self._named.get((kind, name)) or self._named.get((kind, name.rsplit(":", 1)[-1]))

    def target(self, value: Value, kind: str = "") -> Resource | None:
        """Return the resource that a value points to: by reference, or (with a type) by its literal name or ARN."""
        if isinstance(value, Reference):
            return self.graph.target(value)
        return self.named(kind, value) if kind and isinstance(value, str) else None


def once(answer: Callable[Concatenate[Case, P], T]) -> Callable[Concatenate[Case, P], T]:
    """Remember in a case what is worked out of its tree, by the very objects asked about: many rules ask the same.

    An error is no answer: it is raised anew each time.
    """

    @wraps(answer)
    def remembering(case: Case, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (*args, *kwargs, *kwargs.values())
        key = (answer, *(one if isinstance(one, str) else id(one) for one in asked))
        if key not in case.remembered:
            case.remembered[key] = (asked, answer(case, *args, **kwargs))  # held, or its id would name another object
        found: T = case.remembered[key][1]
        return found

    return remembering


def _names(resource: Resource) -> Iterator[str]:
    for attribute in NAME_ATTRIBUTES:
        value = resource.get(attribute)
        if isinstance(value, str):
            yield value
