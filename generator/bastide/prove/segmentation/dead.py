"""Rules and entries that can never decide anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bastide.model.filters import Acl, AclEntry, Group, GroupRule
from bastide.model.wire import Cidr, Origin, Span
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.spans import covered, meets, minus


@dataclass(frozen=True, slots=True)
class Dead:
    """A part that decides nothing, why, what decides in its place, and whether that decides the same.

    In a generated tree each entry has its own flow, and two flows may need the same of an ACL.
    """

    origin: Origin
    reason: str
    by: Origin | None = None
    same: bool = False


def dead_rules(evidence: Evidence) -> Iterator[Dead]:
    """Yield the rules and entries that decide nothing, but for those that AWS makes by itself."""
    yield from (one for one in _dead_parts(evidence) if one.origin.address)


def _dead_parts(evidence: Evidence) -> Iterator[Dead]:
    for acl in evidence.network.acls:
        yield from (one for one in _entries(acl) if not (evidence.declaration.generated and one.same))
    for group in evidence.network.groups:
        for ingress, rules in ((True, group.ingress), (False, group.egress)):
            yield from _rules(evidence, group, rules, ingress=ingress)


def _entries(acl: Acl) -> Iterator[Dead]:
    for egress in (True, False):
        before: list[AclEntry] = []
        for entry in sorted((one for one in acl.entries if one.egress is egress), key=lambda one: one.number):
            deciding = _decided(entry, before)
            if deciding is not None:
                same = all(one.allow is entry.allow for one in before if _overlap(one, entry))
                reason = f"entry {entry.number} never decides: earlier entries match all of it"
                yield Dead(entry.origin, reason, deciding, same)
            before.append(entry)


def _overlap(one: AclEntry, other: AclEntry) -> bool:
    blocks = one.peer, other.peer
    apart = (
        blocks[0].version != blocks[1].version or blocks[0].last < blocks[1].first or blocks[1].last < blocks[0].first
    )
    return not apart and meets(one.span, other.span)


def _decided(entry: AclEntry, before: Sequence[AclEntry]) -> Origin | None:
    """Return the last of the earlier entries that together match all that an entry matches, None if they do not."""
    boxes = [(entry.peer, entry.span)]
    for other in before:
        boxes = [rest for box in boxes for rest in _outside(box, other)]
        if not boxes:
            return other.origin
    return None


def _outside(box: tuple[Cidr, Span], other: AclEntry) -> Iterator[tuple[Cidr, Span]]:
    """Yield what of a box of addresses and traffic an entry does not match."""
    block, span = box
    apart = block.version != other.peer.version or block.last < other.peer.first or other.peer.last < block.first
    if apart or not meets(span, other.span):
        yield box
        return
    if block.first < other.peer.first:
        yield Cidr(block.version, block.first, other.peer.first - 1), span
    if other.peer.last < block.last:
        yield Cidr(block.version, other.peer.last + 1, block.last), span
    inner = Cidr(block.version, max(block.first, other.peer.first), min(block.last, other.peer.last))
    for rest in minus((span,), (other.span,)):
        yield inner, rest


def _rules(evidence: Evidence, group: Group, rules: Sequence[GroupRule], *, ingress: bool) -> Iterator[Dead]:
    for index, rule in enumerate(rules):
        wider = next((one for one in rules if one is not rule and _covers(one, rule, rules, index)), None)
        if wider is not None:
            yield Dead(rule.origin, "another rule of the group admits all of it", wider.origin)
        elif evidence.declaration.complete:
            yield from _unused(evidence, group, rule, ingress=ingress)


def _covers(wide: GroupRule, rule: GroupRule, rules: Sequence[GroupRule], index: int) -> bool:
    """Tell whether a rule admits all that another does; of two equal ones the first stays."""
    if not covered(rule.span, (wide.span,)) or wide.group != rule.group:
        return False
    within = all(any(_within(own, block) for block in wide.cidrs) for own in rule.cidrs)
    equal = wide.span == rule.span and set(wide.cidrs) == set(rule.cidrs)
    return within and (not equal or rules.index(wide) < index)


def _within(own: Cidr, block: Cidr) -> bool:
    return own.version == block.version and block.first <= own.first and own.last <= block.last


def _unused(evidence: Evidence, group: Group, rule: GroupRule, *, ingress: bool) -> Iterator[Dead]:
    zones = evidence.zones_of(group)
    if not zones:
        yield Dead(rule.origin, f"nobody carries `{group.name}`")
        return
    if rule.group is not None:
        peers = evidence.zones_of_group.get(rule.group, frozenset())
    else:
        peers = frozenset(zone for block in rule.cidrs for zone in evidence.zones_at(block))
    if not peers:
        yield Dead(rule.origin, f"nobody carries its peer `{rule.group}`")
        return
    pairs = {(peer, zone) if ingress else (zone, peer) for zone in zones for peer in peers}
    openings = (evidence.reach.openings.get(pair) for pair in pairs)
    passing = any(meets(rule.span, span) for opening in openings if opening for span in opening.forward)
    if not passing and not _asked(evidence, pairs, rule):
        yield Dead(rule.origin, "nothing passes by it: the other end, an ACL or a route stops all of it")


def _asked(evidence: Evidence, pairs: set[tuple[str, str]], rule: GroupRule) -> bool:
    """Tell whether a declared flow wants it: a blocked one is a finding by itself, and for some nobody listens yet."""
    return any(meets(rule.span, span) for pair in pairs for span in evidence.declaration.spans.get(pair, ()))
