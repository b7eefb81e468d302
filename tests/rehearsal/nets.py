"""A small town for the kernel: two zones with ACLs, groups that refer to each other, the internet, both IP versions."""

from bastide.model.forwarding import Target
from oracle.build import ALL, ANYWHERE, Builder, icmp, icmpv6, tcp, udp

EDGE, DATA = ("10.0.0.0/24", "2001:db8:1:1::/64"), ("10.0.1.0/24", "2001:db8:1:2::/64")
HIGH = tcp(1024, 65535)


def town():
    """A public edge that answers the internet on 443, and data that answers the edge on 5432, udp/53 and ping."""
    net = Builder()
    net.vpc("v", "10.0.0.0/16", "2001:db8:1::/48")
    net.gateway("igw", Target.INTERNET, "v")
    net.table("edge-routes", "v")
    for block in ANYWHERE:
        net.route("edge-routes", block, Target.INTERNET, "igw")
    for name, blocks, table in (("edge", EDGE, "edge-routes"), ("data", DATA, "v/main")):
        net.acl(name, "v")
        net.group(name, "v")
        net.subnet(name, "v", *blocks, table=table, acl=name)
    net.group("nobody", "v")
    _edge(net)
    _data(net)
    net.interface("portal", "edge", ["edge"], public=True)
    net.interface("helper", "edge", ["edge"])
    net.interface("records", "data", ["data"])
    net.interface("stray", "data", ["nobody"])
    return net


def _edge(net):
    for block in ANYWHERE:
        net.entry("edge", tcp(443), block, egress=False)
        net.entry("edge", HIGH, block, egress=True)
        net.rule("edge", tcp(443), block)
    for block in DATA:
        net.entry("edge", ALL, block, egress=True)
        net.entry("edge", HIGH, block, egress=False)
        net.entry("edge", udp(1024, 65535), block, egress=False)
        net.entry("edge", icmp(0) if "." in block else icmpv6(129), block, egress=False)
    net.rule("edge", ALL, egress=True, of="data")


def _data(net):
    for block in EDGE:
        for span in (tcp(5432), udp(53), icmp(8) if "." in block else icmpv6(128)):
            net.entry("data", span, block, egress=False)
            net.rule("data", span, of="edge")
        for span in (HIGH, udp(1024, 65535), icmp(0) if "." in block else icmpv6(129)):
            net.entry("data", span, block, egress=True)
