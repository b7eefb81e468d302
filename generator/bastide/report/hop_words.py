"""What the walker says of a hop, in Chinese: it says a closed set of sentences, and each has its twin here."""

import re
from collections.abc import Callable
from functools import cache

_WORDS = {
    "ingress": "入站",
    "egress": "出站",
    "inbound": "入方向",
    "outbound": "出方向",
    "source": "源",
    "destination": "目的",
    "admits": "放行",
    "denies": "拒绝",
    "passes": "放行",
    "drops": "丢弃",
    "internet gateway": "互联网网关",
    "carrier gateway": "运营商网关",
    "egress-only gateway": "仅出站网关",
    "nat gateway": "NAT 网关",
    "peering": "对等连接",
    "transit gateway": "转发路由器",
    "firewall endpoint": "防火墙端点",
    "vpn gateway": "VPN 网关",
    "gateway endpoint": "网关端点",
    "blackhole": "黑洞",
    "local": "本地",
    "to": "发往",
    "from": "来自",
}
_N, _A, _T, _W = "`[^`]*`", r"\S+", ".+?", "[a-z][a-z -]*?"
_REFUSED = rf"no (ingress|egress) rule of ({_N}(?: and {_N})*) admits ({_T}) (to|from) ({_A})"
_SENTENCES = (
    (
        rf"network ACL ({_N}): no ({_W}) entry matches ({_T}) (to|from) ({_A}) \(default deny\)",
        "网络 ACL {0}：没有匹配{3} {4} 的 {2} 的{1}条目（默认拒绝）",
    ),
    (
        rf"network ACL ({_N}) entry (\d+) (admits|denies) ({_T}) (to|from) ({_A})",
        "网络 ACL {0} 第 {1} 条{2}{4} {5} 的 {3}",
    ),
    (rf"the network ACL of ({_N}) is not known", "无法得知 {0} 的网络 ACL"),
    (
        rf"(ingress|egress) rules? of ({_N}(?: and {_N})*) admits? ({_T}) (to|from) members of ({_N})",
        "{1} 的{0}规则放行{3} {4} 成员的 {2}",
    ),
    (
        rf"(ingress|egress) rules? of ({_N}(?: and {_N})*) admits? ({_T}) (to|from) ({_A})",
        "{1} 的{0}规则放行{3} {4} 的 {2}",
    ),
    (
        _REFUSED,
        "{1} 没有放行{3} {4} 的 {2} 的{0}规则",
    ),
    (
        f"{_REFUSED} " + rf"\(a reference to ({_N}) does not hold on this path\)",
        "{1} 没有放行{3} {4} 的 {2} 的{0}规则（对 {5} 的引用在此路径上无效）",
    ),
    (rf"local route of ({_N})", "{0} 的本地路由"),
    (rf"the local route keeps the packet in ({_N})", "本地路由使数据包留在 {0} 内"),
    (rf"no route of ({_N}) matches the destination", "{0} 没有匹配目的地址的路由"),
    (rf"no route of ({_N}) matches ({_A})", "{0} 没有匹配 {1} 的路由"),
    (rf"route ({_A}) of ({_N}) leads to attachment ({_N})", "{1} 的路由 {0} 指向挂接 {2}"),
    (
        rf"route ({_A}) of ({_N}) leads to attachment ({_N}), which is not known",
        "{1} 的路由 {0} 指向挂接 {2}，该挂接无法得知",
    ),
    (rf"route ({_A}) of ({_N}) leads to ({_W}) ({_N})", "{1} 的路由 {0} 指向{2} {3}"),
    (rf"route ({_A}) leads to ({_W}) ({_N}), which is not (?:at|in) ({_N})", "路由 {0} 指向{1} {2}，而它不在 {3}"),
    (
        rf"route ({_A}) leads to ({_W}) ({_N}), which ({_N}) is not attached to",
        "路由 {0} 指向{1} {2}，而 {3} 未挂接到它",
    ),
    (rf"route ({_A}) leads back to ({_T}) ({_N})", "路由 {0} 又回到 {2}"),
    (rf"route ({_A}) is a blackhole", "路由 {0} 是黑洞路由"),
    (rf"route ({_A}) of ({_N}) is a blackhole", "{1} 的路由 {0} 是黑洞路由"),
    (rf"an edge route table cannot lead to ({_W}) ({_N})", "边缘路由表不能指向{0} {1}"),
    (rf"egress-only gateway ({_N}) carries IPv6 only", "仅出站网关 {0} 只承载 IPv6"),
    (
        rf"egress-only gateway ({_N}) carries no reply to what began outside",
        "仅出站网关 {0} 不承载对外部发起流量的应答",
    ),
    (rf"peering ({_N}) ends in ({_N}), and is not transitive", "对等连接 {0} 终止于 {1}，不可传递"),
    (rf"({_W}) ({_N}) carries only what starts in ({_N})", "{0} {1} 只承载从 {2} 发起的流量"),
    (rf"gateway endpoint ({_N}) leads to an AWS service only", "网关端点 {0} 只通往云服务"),
    (rf"({_W}) ({_N}) hands the packet to ({_N})", "{0} {1} 将数据包交给 {2}"),
    (rf"({_N}) has no public IPv4 address", "{0} 没有公网 IPv4 地址"),
    (rf"({_W}) ({_N}) leads to ({_A}), not to ({_N})", "{0} {1} 通往 {2}，而不是 {3}"),
    (
        rf"firewall ({_N}) sees the request but not the reply, and drops the flow",
        "防火墙 {0} 只看到请求而看不到应答，丢弃该流",
    ),
    (rf"firewall ({_N}) lets the reply pass", "防火墙 {0} 放行应答"),
    (rf"firewall ({_N}) drops a reply whose request it has not seen", "防火墙 {0} 丢弃未见过请求的应答"),
    (rf"firewall ({_N}) (passes|drops) ({_T}), which no rule names", "防火墙 {0} {1}没有规则提及的 {2}"),
    (rf"a rule of firewall ({_N}) (passes|drops) ({_T})", "防火墙 {0} 的一条规则{1} {2}"),
    (rf"NAT gateway ({_N}) translates the source to ({_A})", "NAT 网关 {0} 将源地址转换为 {1}"),
    (rf"NAT gateway ({_N}) translates the destination back to ({_A})", "NAT 网关 {0} 将目的地址还原为 {1}"),
    (rf"NAT gateway ({_N}) has no IPv4 address of its own", "NAT 网关 {0} 没有自己的 IPv4 地址"),
    (rf"NAT gateway ({_N}) does not carry IPv6", "NAT 网关 {0} 不承载 IPv6"),
    (
        rf"NAT gateway ({_N}) does not carry ({_T}): only TCP, UDP and ICMP",
        "NAT 网关 {0} 不承载 {1}：仅支持 TCP、UDP 与 ICMP",
    ),
    (rf"NAT gateway ({_N}) has no connection that this reply belongs to", "NAT 网关 {0} 没有与此应答对应的连接"),
    (rf"the (source|destination) address ({_A}) is none of those of ({_N})", "{0}地址 {1} 不属于 {2}"),
    (rf"({_N}) passes packets on; none starts at it or ends in it", "{0} 只转发数据包，不作为起点或终点"),
    (r"no packet has one address as its source and its destination", "数据包的源地址与目的地址不会相同"),
    (rf"nothing leads from ({_A}) to ({_N})", "没有从 {0} 通往 {1} 的途径"),
    (
        rf"attachment ({_N}) has no subnet in ({_A}), where the packet comes from",
        "挂接 {0} 在数据包所在的 {1} 没有子网",
    ),
    (rf"attachment ({_N}) has no subnet", "挂接 {0} 没有子网"),
    (rf"attachment ({_N}) is associated with no route table", "挂接 {0} 未关联路由表"),
    (rf"attachment ({_N}) hands the packet to its transit gateway", "挂接 {0} 将数据包交给其转发路由器"),
    (rf"attachment ({_N}) sends the packet round in circles", "挂接 {0} 使数据包循环转发"),
)
"""What the walker says (`bastide.prove.walk`), and the same in Chinese; tried from the first."""
_COMPILED = tuple((re.compile(pattern), said) for pattern, said in _SENTENCES)


@cache
def chinese(text: str) -> str:
    """Return a hop's sentence in Chinese; as it is where it has no twin, so that nothing is lost."""
    for pattern, said in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            return said.format(*(_WORDS.get(part, part) for part in found.groups()))
    return text


def spoken(*, zh: bool) -> Callable[[str], str]:
    """Return what turns a hop's sentence into a language."""
    return chinese if zh else str
