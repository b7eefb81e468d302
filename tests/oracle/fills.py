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
    texts = [*ANYWHERE, *ANYWHERE, *OUTSIDE_BLOCKS, *map(str, (*known, *subnets, *halves, *hosts))]
    return [text for text in texts if (6 if ":" in text else 4) in versions]


def fill_acl(net: Builder, acl: str, rng: Random, blocks: list[str], *, gently: bool) -> None:
    """Give an ACL a few entries each way, in any order, that overlap; often everything after a few denials."""
    for egress in (False, True):
        numbers = rng.sample(range(1, 90), rng.randint(0, 1 if gently else 4))
        for number in numbers:
            net.entry(acl, span(rng), rng.choice(blocks), egress=egress, allow=chance(rng, 0.6), number=number)
        if chance(rng, 0.75):
            for number, block in enumerate(ANYWHERE, 100):
                net.entry(acl, ALL if gently else rng.choice(WIDE), block, egress=egress, number=number)


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


def fill_firewall(net: Builder, name: str, firewall: str, subnet: str, rng: Random, blocks: list[str]) -> None:
    """Place an endpoint with a few rules."""
    rules = [
        inspection(span(rng), rng.choice(blocks), rng.choice(blocks), allow=chance(rng, 0.5))
        for _ in range(rng.choice((0, 0, 0, 1, 2, 3)))
    ]
    net.firewall(name, subnet, rules, firewall=firewall, allow=chance(rng, 0.7))
