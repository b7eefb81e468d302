"""Filters in the language of nft: ACLs as rules without memory, security groups as rules with it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from bastide.model.filters import Acl, AclEntry, GroupRule
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, TCP, UDP, Cidr, Span
from bastide.prove.rehearsal.placing import IPV4, text

HOST, TRANSIT, OUTSIDE = "h", "t", "o"
"""First letters of a subnet's devices: to who stands in it, to a transit gateway, to everything beyond it."""
_PORTED = {TCP: "tcp", UDP: "udp"}
_ECHOING = frozenset({ICMP, ICMPV6})

# What leaves is judged by `egress`, what enters by `ingress`. A transit gateway's door in a subnet counts as inside it,
# save for what starts in that very subnet, which is judged both ways (AWS Transit Gateway guide, "Network ACLs").
_ACL = """table inet acl {{
  chain egress {{
{egress}
    drop
  }}
  chain ingress {{
{ingress}
    drop
  }}
  chain leaving {{
    type filter hook forward priority 0; policy accept
    iifname "h*" oifname {{ "o*", "t*" }} goto egress
    iifname "t*" oifname "o*" goto egress
  }}
  chain entering {{
    type filter hook forward priority 1; policy accept
    iifname "o*" oifname {{ "h*", "t*" }} goto ingress
    iifname "h*" oifname "t*" goto ingress
    iifname "o*" oifname "o*" drop
  }}
}}
"""
_GROUPS = """table inet groups {{
  chain input {{
    type filter hook input priority 0; policy drop
    ct state established,related accept
{ingress}
  }}
  chain output {{
    type filter hook output priority 0; policy drop
    ct state established,related accept
{egress}
  }}
}}
"""


def acl(one: Acl | None) -> str:
    """Return the rules of a subnet's ACL: the lowest number that matches decides; without an ACL nothing passes."""
    entries = sorted(() if one is None else one.entries, key=lambda entry: entry.number)
    sides = {side: _lines(_entry(entry) for entry in entries if entry.egress == side) for side in (True, False)}
    return _ACL.format(egress=sides[True], ingress=sides[False])


Rules: TypeAlias = "Iterable[tuple[GroupRule, Sequence[Cidr]]]"
"""Group rules, each with the addresses of the members that it refers to."""


def groups(ingress: Rules, egress: Rules) -> str:
    """Return the rules of a host's groups; what answers to what passed, passes."""
    return _GROUPS.format(ingress=_admitting(ingress, "saddr"), egress=_admitting(egress, "daddr"))


def _admitting(rules: Rules, way: str) -> str:
    return _lines(
        f"{match(rule.span)}{peer(block, way)} accept" for rule, members in rules for block in (*rule.cidrs, *members)
    )


def match(span: Span) -> str:
    """Return what matches a span's traffic, with a space after it; ICMP's type and code are the first 16 bits."""
    if span.protocol == ANY_PROTOCOL:
        return ""
    ports = f"{span.first}-{span.last}" if span.first != span.last else f"{span.first}"
    if span.protocol in _PORTED:
        return f"{_PORTED[span.protocol]} dport {ports} "
    kind = f"meta l4proto {span.protocol} "
    return f"{kind}@th,0,16 {ports} " if span.protocol in _ECHOING else kind


def peer(block: Cidr, way: str) -> str:
    """Return what matches a block as source (`saddr`) or destination (`daddr`)."""
    last = text(Cidr(block.version, block.last, block.last))
    ends = text(block) if block.first == block.last else f"{text(block)}-{last}"
    return f"{'ip' if block.version == IPV4 else 'ip6'} {way} {ends}"


def _entry(entry: AclEntry) -> str:
    side = "daddr" if entry.egress else "saddr"
    return f"{match(entry.span)}{peer(entry.peer, side)} {'accept' if entry.allow else 'drop'}"


def _lines(rules: Iterable[str]) -> str:
    return "\n".join(f"    {rule}" for rule in rules)


def border(public: Iterable[tuple[str, str]], blocks: Iterable[Cidr], *, two_way: bool) -> str:
    """Return the rules of a VPC's gateways: `g` devices lead to the internet gateway, `e` ones to the egress-only one.

    `public` are pairs of private and public addresses. Only what carries an address of the VPC's own leaves it.
    """
    pairs = list(public)
    v6 = [block for block in blocks if block.version != IPV4]
    rules = [*_leaving(pairs, v6), *_coming(pairs, v6, two_way=two_way)]
    chain = "type filter hook forward priority 0; policy drop"
    filters = f"table inet border {{\n  chain forward {{\n    {chain}\n{_lines(rules)}\n  }}\n}}\n"
    return filters + (_translation(pairs) if pairs and two_way else "")


def _leaving(pairs: list[tuple[str, str]], v6: list[Cidr]) -> Iterator[str]:
    if pairs:
        yield f'iifname "g*" oifname "w*" ip saddr {{ {", ".join(private for private, _ in pairs)} }} accept'
    for block in v6:
        yield f'iifname "g*" oifname "w*" {peer(block, "saddr")} accept'
        # An egress-only gateway takes nothing that answers what began outside.
        yield f'iifname "e*" oifname "w*" ct direction original {peer(block, "saddr")} accept'


def _coming(pairs: list[tuple[str, str]], v6: list[Cidr], *, two_way: bool) -> Iterator[str]:
    if pairs and two_way:
        yield f'iifname "w*" oifname != "w*" ip daddr {{ {", ".join(private for private, _ in pairs)} }} accept'
    state = "" if two_way else "ct state established,related "
    for block in v6:
        yield f'iifname "w*" oifname != "w*" {state}{peer(block, "daddr")} accept'


def _translation(pairs: list[tuple[str, str]]) -> str:
    inward = ", ".join(f"{public} : {private}" for private, public in pairs)
    outward = ", ".join(f"{private} : {public}" for private, public in pairs)
    return (
        "table ip translation {\n"
        "  chain prerouting {\n    type nat hook prerouting priority -100\n"
        f'    iifname "w*" dnat to ip daddr map {{ {inward} }}\n  }}\n'
        "  chain postrouting {\n    type nat hook postrouting priority 100\n"
        f'    oifname "w*" snat to ip saddr map {{ {outward} }}\n  }}\n}}\n'
    )


def crossing(ways: Iterable[tuple[str, Iterable[Cidr], str, Iterable[Cidr]]]) -> str:
    """Return the rules of a peering: by device, the source blocks that may enter there, and where they may go."""
    rules = [
        f'iifname "{entry}*" oifname "{way_out}" {peer(source, "saddr")} {peer(destination, "daddr")} accept'
        for entry, sources, way_out, destinations in ways
        for source in sources
        for destination in destinations
        if source.version == destination.version
    ]
    chain = "type filter hook forward priority 0; policy drop"
    return f"table inet peering {{\n  chain forward {{\n    {chain}\n{_lines(rules)}\n  }}\n}}\n"


def translator(address: str, inner: str, outer: str) -> str:
    """Return the rules of a NAT gateway with that address between two devices: TCP, UDP and ICMP, begun inside."""
    return (
        "table inet gateway {\n  chain forward {\n    type filter hook forward priority 0; policy drop\n"
        "    ct state invalid drop\n"  # replies to what came another way
        f'    iifname "{inner}" oifname "{outer}" meta nfproto ipv4 meta l4proto {{ tcp, udp, icmp }} accept\n'
        f'    iifname "{outer}" oifname "{inner}" ct state established,related accept\n  }}\n}}\n'
        "table ip translation {\n  chain postrouting {\n    type nat hook postrouting priority 100\n"
        f'    oifname "{outer}" snat to {address}\n  }}\n}}\n'
    )
