"""Random filters: ACL entries, group rules, firewall rules, drawn so that much passes and the odd is common."""

from random import Random

from bastide.model.wire import Cidr, Span
from oracle.build import ALL, ANYWHERE, Builder, icmp, icmpv6, inspection, tcp, udp

OUTSIDE_BLOCKS = (
    "0.0.0.0/1",
    "128.0.0.0/1",
    "8.8.8.0/24",
    "10.0.0.0/8",
    "192.168.0.0/16",
    "192.168.1.0/24",
    "2600::/16",
)
SPANS = (
    *(tcp(443), tcp(80, 100), tcp(22), tcp(0, 65535), tcp(0, 1023), tcp(1024, 65535), tcp(32768, 60999), tcp(0)),
    *(tcp(400, 500), tcp(1024), tcp(65535), udp(53), udp(0, 65535), udp(1024, 65535), udp(443)),
    *(icmp(), icmp(8), icmp(8, 0), icmp(0), icmp(0, 0), icmp(3, 4), icmpv6(), icmpv6(128), icmpv6(129), icmpv6(129, 0)),
    *(Span(50, 0, 0), Span(47, 0, 0)),
)
PORTS_OF_REPLIES = ((1024, 65535), (1024, 65535), (0, 65535), (0, 1023), (1025, 65535), (2000, 2000))
WIDE = (ALL, ALL, ALL, tcp(0, 65535), tcp(0, 1023), icmp(), icmpv6())


def chance(rng: Random, share: float) -> bool:
    return rng.random() < share


def span(rng: Random) -> Span:
    return rng.choice(WIDE) if chance(rng, 0.5) else rng.choice(SPANS)


def peers(net: Builder, versions: tuple[int, ...]) -> list[str]:
    """List blocks worth naming: everything, VPCs, subnets, halves of subnets, hosts, and the outside."""
    known: list[Cidr] = [block for vpc in net.vpcs.values() for block in vpc.cidrs]
    subnets = [block for subnet in net.subnets.values() for block in subnet.cidrs]
    halves = [Cidr(block.version, block.first, (block.first + block.last) // 2) for block in subnets]
    hosts = [block for interface in net.interfaces.values() for block in interface.addresses]
    hidden = [block for nat in net.nats.values() for block in net.subnets[nat.subnet].cidrs] * 3
    texts = [*ANYWHERE, *ANYWHERE, *OUTSIDE_BLOCKS, *map(str, (*known, *subnets, *halves, *hosts, *hidden))]
    return [text for text in texts if (6 if ":" in text else 4) in versions]


def fill_acl(net: Builder, acl: str, rng: Random, blocks: list[str], *, gently: bool) -> None:
    """Give an ACL a few entries each way, in any order, that overlap; often everything after a few denials."""
    if not gently and chance(rng, 0.25):
        by_the_book(net, acl, rng)
        return
    for egress in (False, True):
        numbers = rng.sample(range(1, 90), rng.randint(0, 1 if gently else 4))
        for number in numbers:
            net.entry(acl, span(rng), rng.choice(blocks), egress=egress, allow=chance(rng, 0.6), number=number)
        if chance(rng, 0.75):
            for number, block in enumerate(ANYWHERE, 100):
                net.entry(acl, ALL if gently else rng.choice(WIDE), block, egress=egress, number=number)


def by_the_book(net: Builder, acl: str, rng: Random) -> None:
    """Allow a few services each way, and what replies to them needs: `Custom network ACLs`, ephemeral ports."""
    for egress in (False, True):
        services = rng.choice((tcp(443), tcp(0, 1023), tcp(22), udp(53), icmp(8)))
        for block in ANYWHERE:
            net.entry(acl, services, block, egress=egress)
            for replies in (tcp, udp):
                net.entry(
                    acl, replies(*rng.choice(((1024, 65535), (1024, 65535), (32768, 60999)))), block, egress=egress
                )
            net.entry(acl, icmp(0), block, egress=egress)


def fill_nat_acl(net: Builder, acl: str, rng: Random, blocks: list[str]) -> None:
    """Give the ACL of a NAT gateway's subnet entries for clients, servers, and replies to both."""
    clients = [block for block in blocks if block.startswith("10.")] or blocks
    for block in rng.sample(clients, min(3, len(clients))):
        net.entry(acl, ALL, block, egress=chance(rng, 0.5))
    net.entry(acl, rng.choice((ALL, ALL, tcp(443), tcp(0, 1023))), ANYWHERE[0], egress=True)
    for replies in (tcp, udp):
        net.entry(acl, replies(*rng.choice(PORTS_OF_REPLIES)), ANYWHERE[0], egress=False)
    net.entry(acl, rng.choice((ALL, tcp(1024, 65535))), "10.0.0.0/8", egress=chance(rng, 0.5))


def fill_group(net: Builder, group: str, rng: Random, blocks: list[str], others: list[str], *, gently: bool) -> None:
    """Give a group a few rules each way, of blocks and of groups."""
    for egress in (False, True):
        if chance(rng, 0.6 if gently else 0.45 if egress else 0.2):
            net.rule(group, ALL, *ANYWHERE, egress=egress)
            continue
        for _ in range(rng.randint(0, 3)):
            if chance(rng, 0.4):
                net.rule(group, span(rng), of=rng.choice(others), egress=egress)
            else:
                net.rule(group, span(rng), *(rng.choice(blocks) for _ in range(rng.randint(1, 2))), egress=egress)


def wide(rng: Random, blocks: list[str]) -> str:
    return ANYWHERE[0] if chance(rng, 0.4) else rng.choice(blocks)


def fill_firewall(net: Builder, name: str, firewall: str, subnet: str, rng: Random, blocks: list[str]) -> None:
    """Place an endpoint with a few rules."""
    rules = [
        inspection(span(rng), wide(rng, blocks), wide(rng, blocks), allow=chance(rng, 0.5))
        for _ in range(rng.choice((0, 0, 1, 2, 4)))
    ]
    if rules and chance(rng, 0.5):
        rules.append(inspection(rng.choice(WIDE), *ANYWHERE[:1] * 2, allow=not rules[-1].allow))
    net.firewall(name, subnet, rules, firewall=firewall, allow=chance(rng, 0.7))
