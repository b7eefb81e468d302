"""What each filter says of one packet. Written from the AWS documentation; each rule names the page by its title."""

from collections.abc import Iterable

from bastide.model.filters import Acl, FirewallEndpoint, Group
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, TCP, UDP, Cidr, Span

ECHO_REPLY = {4: (ICMP, 0), 6: (ICMPV6, 129 * 256)}
ECHO_TYPE = {4: (ICMP, 8), 6: (ICMPV6, 128)}


def covers(span: Span, protocol: int, port: int) -> bool:
    """`Security group rules`: protocol -1 is all traffic; numbers other than 1, 6, 17, 58 have no ports."""
    return span.protocol == ANY_PROTOCOL or (span.protocol == protocol and span.first <= port <= span.last)


def within(block: Cidr, version: int, address: int) -> bool:
    """`Security group rules`, `Network ACL rules`: IPv4 and IPv6 are ruled apart."""
    return block.version == version and block.first <= address <= block.last


def inside(blocks: Iterable[Cidr], version: int, address: int) -> bool:
    return any(within(block, version, address) for block in blocks)


def acl_admits(acl: Acl, point: tuple[int, int], peer: tuple[int, int], *, egress: bool) -> bool:
    """`Network ACL basics`: the lowest number that matches decides; what matches none is denied by the `*` entry."""
    for entry in sorted(acl.entries, key=lambda entry: entry.number):
        if entry.egress == egress and covers(entry.span, *point) and within(entry.peer, *peer):
            return entry.allow
    return False


def groups_admit(
    groups: Iterable[Group], point: tuple[int, int], peer: tuple[int, int], members: frozenset[str], *, egress: bool
) -> bool:
    """`Security group rules`: only allow rules, the union of all groups; a reference means the members, not addresses.

    `members` holds the groups of the interface at the other end, and is empty where references are not valid.
    """
    rules = [rule for group in groups for rule in (group.egress if egress else group.ingress)]
    return any(
        covers(rule.span, *point) and (inside(rule.cidrs, *peer) or (rule.group is not None and rule.group in members))
        for rule in rules
    )


def firewall_admits(
    endpoint: FirewallEndpoint, point: tuple[int, int], version: int, source: int, destination: int
) -> bool:
    """`Evaluation order for stateful rules` (strict order): the first rule that matches decides, else the default."""
    for rule in endpoint.rules:
        ends = inside(rule.sources, version, source) and inside(rule.destinations, version, destination)
        if ends and covers(rule.span, *point):
            return rule.allow
    return endpoint.default_allow


def reply_point(version: int, protocol: int, port: int, source_port: int) -> tuple[int, int] | None:
    """Give protocol and port of the reply to a packet, or None for what needs none (see the brief's conventions)."""
    if protocol in {TCP, UDP}:
        return protocol, source_port
    return ECHO_REPLY[version] if (protocol, port >> 8) == ECHO_TYPE[version] else None
