"""Which line of a rule, an entry or an association to point at: the part that differs from what was declared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bastide.facts.nearest import Meant, culprit, line, merged, parts, unserved
from bastide.model.filters import AclEntry, GroupRule
from bastide.model.graph import Block
from bastide.model.place import Place
from bastide.model.wire import Origin, Span
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.reasons import peers_of
from bastide.prove.segmentation.spans import replies


@dataclass(frozen=True)
class Given:
    """A rule or an entry: where it stands, and what it lets through."""

    origin: Origin
    meant: Meant


@dataclass(frozen=True)
class Layer:
    """All rules of groups, or all entries of ACLs, beside what the declaration wants of them."""

    evidence: Evidence
    wanted: tuple[Meant, ...]
    given: tuple[Given, ...]

    @cached_property
    def _unserved(self) -> frozenset[Meant]:
        return unserved(self.wanted, (one.meant for one in self.given))

    @cached_property
    def _by_origin(self) -> dict[Origin, Given]:
        return {one.origin: one for one in self.given}

    def __contains__(self, origin: Origin) -> bool:
        return origin in self._by_origin

    def line(self, origin: Origin) -> Place | None:
        """Return the line that makes a rule wider than it should be, or the rule's own."""
        given, body = self._by_origin.get(origin), body_of(self.evidence, origin)
        if given is None or body is None:
            return origin.place
        return line(body, culprit(given.meant, self.wanted, self._unserved))

    def misplaced(self, need: Meant) -> Origin | None:
        """Return the rule that was surely meant for something that is missing, and its wrong line.

        It serves nothing else, and differs from what is missing in one part.
        """
        whole = next((one for one in self.wanted if need.peers <= one.peers and one.like(need)), need)
        for one in self.given:
            different = tuple(parts(one.meant, whole))
            if len(different) == 1 and not self._serves(one.meant):
                body = body_of(self.evidence, one.origin)
                return one.origin if body is None else Origin(one.origin.address, line(body, different[0]))
        return None

    def _serves(self, meant: Meant) -> bool:
        return any(not tuple(parts(meant, one)) for one in self.wanted)


def body_of(evidence: Evidence, origin: Origin) -> Block | None:
    """Return the block that an origin means: a resource, or one inside it."""
    resource = evidence.case.graph.by_address.get(origin.address)
    if resource is None or resource.place == origin.place:
        return None if resource is None else resource.body
    return next((one for one in resource.body.blocks if one.place == origin.place), None)


def attribute(evidence: Evidence, origin: Origin, *names: str) -> Place | None:
    """Return the line of the first attribute that an origin's block has, or the origin's own."""
    body = body_of(evidence, origin)
    if body is None:
        return origin.place
    return next((body.at(name) for name in names if name in body.attributes), body.place)


def meant(zone: str, peers: Iterable[str], span: Span, *, ingress: bool) -> Meant:
    """Return what a zone lets in from peers, or out to them."""
    return Meant(frozenset({zone}), ingress, frozenset(peers), str(span.protocol), span.first, span.last)


def _flows(evidence: Evidence) -> Iterator[Meant]:
    for (source, destination), spans in evidence.declaration.spans.items():
        for span in spans:
            yield meant(destination, (source,), span, ingress=True)
            yield meant(source, (destination,), span, ingress=False)


def _replies(evidence: Evidence) -> Iterator[Meant]:
    for (source, destination), spans in evidence.declaration.spans.items():
        for span in replies(spans):
            yield meant(source, (destination,), span, ingress=True)
            yield meant(destination, (source,), span, ingress=False)


def _rules(evidence: Evidence) -> Iterator[Given]:
    for group in evidence.network.groups:
        zones = evidence.zones_of(group)
        for ingress, rules in ((True, group.ingress), (False, group.egress)):
            yield from (Given(rule.origin, _rule(evidence, zones, rule, ingress=ingress)) for rule in rules)


def _rule(evidence: Evidence, zones: frozenset[str], rule: GroupRule, *, ingress: bool) -> Meant:
    span = rule.span
    return Meant(zones, ingress, peers_of(evidence, rule), str(span.protocol), span.first, span.last)


def _entries(evidence: Evidence) -> Iterator[Given]:
    for acl in evidence.network.acls:
        zones = evidence.zones_of_acl(acl)
        yield from (Given(one.origin, _entry(evidence, zones, one)) for one in acl.entries if one.allow)


def _entry(evidence: Evidence, zones: frozenset[str], entry: AclEntry) -> Meant:
    peers, span = evidence.zones_at(entry.peer), entry.span
    return Meant(zones, not entry.egress, peers, str(span.protocol), span.first, span.last)


@dataclass(frozen=True)
class Lines:
    """Both layers of one proof, worked out when they are first asked for."""

    evidence: Evidence

    @cached_property
    def groups(self) -> Layer:
        """The security groups."""
        return Layer(self.evidence, merged(_flows(self.evidence)), tuple(_rules(self.evidence)))

    @cached_property
    def acls(self) -> Layer:
        """The network ACLs, which also have to let replies pass."""
        wanted = merged((*_flows(self.evidence), *_replies(self.evidence)))
        return Layer(self.evidence, wanted, tuple(_entries(self.evidence)))

    def line(self, origin: Origin) -> Place | None:
        """Return the line that makes a rule or an entry wider than it should be, or the origin's own."""
        layer = self.groups if origin in self.groups else self.acls
        return layer.line(origin)
