"""Evidence that rests on resources themselves: an argument's value, and companions that refer to them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import nan

from bastide.controls.answer import against, answered
from bastide.controls.ground import Ground
from bastide.controls.words import comparison
from bastide.facts.links import Links, links
from bastide.facts.paths import at_path
from bastide.facts.values import OpaqueError, certain, texts
from bastide.model.control import Answer, Control, Evidence
from bastide.model.finding import Finding
from bastide.model.graph import Block, Graph, Resource
from bastide.model.place import Place

Found = tuple[str, ...]
"""The texts that an argument holds, in every block that the path leads to; one that is absent holds none."""


def by_argument(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    """Return whether a claim about an argument holds for every resource of the types."""
    subjects = _chosen(ground, evidence.of, evidence.where)
    if evidence.claim == "exists":
        return _existing(control, evidence, ground.case.graph, subjects)
    found = (one for resource in subjects for one in _argument(control, evidence, ground.case.graph, resource))
    return answered(evidence, (one.address for one in subjects), found)


def _existing(control: Control, evidence: Evidence, graph: Graph, subjects: tuple[Resource, ...]) -> Answer:
    """Return whether, for each of the patterns, some resource of the types has an argument that matches it."""
    met: dict[str, list[str]] = {pattern: [] for pattern in evidence.values}
    for resource in subjects:
        for pattern, addresses in met.items():
            if _matches(graph, resource, evidence.path, pattern):
                addresses.append(resource.address)
    kinds = " or ".join(f"`{kind}`" for kind in evidence.of)
    missing = [pattern for pattern, addresses in met.items() if not addresses] if subjects else []
    found = (
        against(
            control.id, control.severity, control.title.en, f"no {kinds} has `{evidence.path}` with `{one}`", "", None
        )
        for one in missing
    )
    return answered(evidence, {address for addresses in met.values() for address in addresses}, found)


def _matches(graph: Graph, resource: Resource, path: str, pattern: str) -> bool:
    try:
        return any(re.search(pattern, one) for one in arguments(graph, resource.body, path))
    except OpaqueError:
        return False


def _argument(control: Control, evidence: Evidence, graph: Graph, resource: Resource) -> Iterator[Finding]:
    if evidence.claim == "present" and any(True for _ in at_path(resource.body, evidence.path)):
        return  # what it refers to need not be known
    try:
        values = arguments(graph, resource.body, evidence.path)
    except OpaqueError as error:
        yield _against(control, resource, f"`{error.text}` decides `{evidence.path}`", error.place, known=False)
        return
    if not CLAIMS[evidence.claim](values, evidence.values):
        said = ", ".join(f"`{value}`" for value in values) or "not set"
        wanted = comparison(evidence.claim, evidence.values)
        yield _against(control, resource, f"`{evidence.path}` is {said}; wanted: {wanted}", resource.at(evidence.path))


def arguments(graph: Graph, block: Block, path: str) -> Found:
    """Return the texts at a path, of every block on the way; OpaqueError for what the code doesn't tell."""
    return tuple(one for value in at_path(block, path) for one in texts(graph, value))


def _number(text: str) -> float:
    """Return a text as a number; what is none compares with nothing."""
    try:
        return float(text)
    except ValueError:
        return nan


CLAIMS: Mapping[str, Callable[[Found, Found], bool]] = {
    "present": lambda found, _: bool(found) and all(found),
    "absent": lambda found, _: not found,
    "in": lambda found, wanted: bool(found) and set(found) <= set(wanted),
    "includes": lambda found, wanted: set(wanted) <= set(found),
    "excludes": lambda found, wanted: not set(found) & set(wanted),
    "at_least": lambda found, wanted: bool(found) and all(_number(one) >= float(wanted[0]) for one in found),
    "at_most": lambda found, wanted: bool(found) and all(_number(one) <= float(wanted[0]) for one in found),
    "matches": lambda found, wanted: bool(found) and all(re.search(wanted[0], one) for one in found),
}
"""What may be claimed of an argument; all but `absent`, `includes` and `excludes` want it there."""


def by_companion(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    """Return whether every resource of the types has a companion that refers to it."""
    subjects = _chosen(ground, evidence.of, evidence.where)
    pointing = [links(ground.case, kind, evidence.path) for kind in evidence.has]
    found = (one for resource in subjects for one in _companion(control, evidence, ground, resource, pointing))
    return answered(evidence, (one.address for one in subjects), found)


def _companion(
    control: Control, evidence: Evidence, ground: Ground, resource: Resource, pointing: Iterable[Links]
) -> Iterator[Finding]:
    wanted = " or ".join(f"`{kind}`" for kind in evidence.has)
    try:
        companions = [one for found in pointing for one in found.of(resource.address)]
        if not any(_keeps(ground.case.graph, one, evidence.having) for one in companions):
            yield _against(control, resource, f"no {wanted} refers to `{resource.address}`", resource.place)
    except OpaqueError as error:
        yield _against(control, resource, f"`{error.text}` decides it", error.place, known=False)


def _chosen(ground: Ground, kinds: tuple[str, ...], where: Mapping[str, tuple[str, ...]]) -> tuple[Resource, ...]:
    graph = ground.case.graph
    return tuple(one for one in graph.of_type(*kinds) if _maybe(graph, one, where))


def _maybe(graph: Graph, resource: Resource, where: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a resource is meant; one that can't be known is, so that it is not passed over."""
    try:
        return _keeps(graph, resource, where)
    except OpaqueError:
        return True


def _keeps(graph: Graph, resource: Resource, where: Mapping[str, tuple[str, ...]]) -> bool:
    if where and not certain(graph, resource):
        return True
    return all(set(arguments(graph, resource.body, path) or ("",)) & set(values) for path, values in where.items())


def _against(control: Control, resource: Resource, message: str, place: Place | None, *, known: bool = True) -> Finding:
    return against(
        control.id, control.severity, control.title.en, message, resource.address, place or resource.place, known=known
    )
