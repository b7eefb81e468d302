"""Annex on reachability: zone by zone what is declared, what is proven to pass, and what stops the rest."""

from collections.abc import Iterator, Mapping

from bastide.model.control import Wording
from bastide.model.pathways import Pathway
from bastide.model.place import Place
from bastide.model.proof import Cell as Pair
from bastide.model.proof import Hop, Standing, Trip
from bastide.prove.segmentation.spans import listed
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import FLOWS, STANDINGS, joined
from bastide.report.phrases import spoken

_LAYERS = {
    "groups": Wording("security groups", "安全组"),
    "acls": Wording("network ACLs", "网络 ACL"),
    "routes": Wording("routes and addresses", "路由与地址"),
}
_NOTHING = Wording("nothing", "无")
MANY = 400
"""Pairs of zones of which each closed one shows all that stops it; of more, the first such line and their number."""


def pairs(given: Given) -> Table:
    """Return each ordered pair of zones: declared, proven, standing, layers, and the way or what stands in it."""
    columns = (
        Wording("from", "源区域"),
        Wording("to", "目的区域"),
        Wording("declared", "声明"),
        Wording("proven to pass", "证明可通过"),
        Wording("standing", "结论"),
        Wording("layers that alone admit nothing undeclared", "单独即可阻断未声明流量的层"),
        Wording("declared by", "声明依据（文件:行）"),
        Wording("hops, or what stops it", "路径逐跳或阻断点（文件:行）"),
    )
    found = {} if given.pathways is None else {(one.source, one.destination): one for one in given.pathways.pairs}
    cells = () if given.proof is None else given.proof.cells
    brief = len(cells) > MANY
    rows = tuple(_pair(given, one, found.get((one.source, one.destination)), brief=brief) for one in cells)
    return Table("reachability", Wording("Zone by zone", "区域间可达性"), columns, rows)


def _pair(given: Given, pair: Pair, way: Pathway | None, *, brief: bool) -> tuple[Cell, ...]:
    known = (_LAYERS.get(one, Wording(one, one)) for one in sorted(pair.layers))
    return (
        pair.source,
        pair.destination,
        listed(pair.declared) or _NOTHING,
        listed(pair.opening.may) or _NOTHING,
        STANDINGS[pair.standing],
        joined(tuple(known)),
        "\n".join(_asked_at(given, way)),
        "" if way is None else _shown(way, brief=brief and pair.standing is Standing.CLOSED),
    )


def _asked_at(given: Given, way: Pathway | None) -> Iterator[str]:
    asked: Mapping[str, tuple[Place, ...]] = {} if given.pathways is None else given.pathways.asked_at
    for flow in () if way is None else way.flows:
        places = ", ".join(f"{one.file}:{one.line}" for one in asked.get(flow, ()))
        yield f"{flow} [{places}]" if places else flow


def _shown(way: Pathway, *, brief: bool) -> Wording:
    parts = [_one(listed((shown.span,)), shown.trip, shown.obstacles, brief=brief) for shown in way.shown]
    return joined(parts, "\n", "\n")


def _one(span: str, trip: Trip, obstacles: tuple[Hop, ...], *, brief: bool) -> Wording:
    if not trip.completes:
        return _stopped(span, obstacles or _blockers(trip), brief=brief)
    there = _numbered(trip.forward.hops)
    en, zh = f"{span} passes:\n{there.en}", f"{span} 可通过，去程：\n{there.zh}"
    if trip.reply is None or not trip.reply.hops:
        return Wording(en, zh)
    back = _numbered(trip.reply.hops)
    return Wording(f"{en}\nback:\n{back.en}", f"{zh}\n回程：\n{back.zh}")


def _stopped(span: str, obstacles: tuple[Hop, ...], *, brief: bool) -> Wording:
    named = obstacles[:1] if brief else obstacles
    stops = _numbered(named)
    rest = len(obstacles) - len(named)
    more = Wording(f"\nand {rest} more" if rest else "", f"\n另有 {rest} 处" if rest else "")
    return Wording(f"{span} is stopped by:\n{stops.en}{more.en}", f"{span} 被阻断，阻断点：\n{stops.zh}{more.zh}")


def _blockers(trip: Trip) -> tuple[Hop, ...]:
    return () if trip.blocker is None else (trip.blocker,)


def _numbered(hops: tuple[Hop, ...]) -> Wording:
    """Return hops, one on a line, each with the lines of code that decide it."""
    told = [(number, spoken(hop.text), _places(hop)) for number, hop in enumerate(hops, start=1)]
    return Wording(
        "\n".join(f"{number}. {said.en}{places}" for number, said, places in told),
        "\n".join(f"{number}. {said.zh}{places}" for number, said, places in told),
    )


def _places(hop: Hop) -> str:
    places = ", ".join(f"{one.place.file}:{one.place.line}" for one in hop.origins if one.place is not None)
    return f" [{places}]" if places else ""


def flows(given: Given) -> Table:
    """Return each declared flow and whether it passes."""
    columns = (
        Wording("from", "源区域"),
        Wording("to", "目的区域"),
        Wording("traffic", "流量"),
        Wording("why", "用途"),
        Wording("proof", "证明结果"),
    )
    some = () if given.proof is None else given.proof.flows
    rows = tuple((one.source, one.destination, listed((one.span,)), one.why, FLOWS[one.verdict]) for one in some)
    return Table("flows", Wording("Declared flows", "已声明的流量"), columns, rows)


def promises(given: Given) -> Table:
    """Return each pair that the declaration promises to keep apart."""
    columns = (Wording("from", "源区域"), Wording("to", "目的区域"), Wording("proof", "证明结果"))
    some = () if given.proof is None else given.proof.promises
    rows = tuple((one.source, one.destination, STANDINGS[one.standing]) for one in some)
    return Table("never", Wording("Pairs promised never to meet", "承诺永不直通的区域对"), columns, rows)


def distances(given: Given) -> Table:
    """Return how many allowed connections lead from the internet to each store or workload."""
    columns = (
        Wording("store or workload", "数据存储或业务"),
        Wording("connections from the internet", "距互联网的连接数"),
        Wording("zones on the way", "途经区域"),
    )
    found = () if given.proof is None else sorted(given.proof.distance.items())
    none = Wording("no chain of connections leads there", "不存在连接链路")
    rows = tuple(
        (
            name,
            none if steps is None else str(steps),
            " → ".join(given.proof.chains.get(name, ())) if given.proof else "",
        )
        for name, steps in found
    )
    return Table("distances", Wording("Distance from the internet", "与互联网的距离"), columns, rows)


def counted(given: Given) -> Table:
    """Return how many pairs stand how."""
    cells = () if given.proof is None else given.proof.cells
    columns = (Wording("standing", "结论"), Wording("pairs of zones", "区域对数"))
    rows = tuple(
        (word, str(number))
        for standing, word in STANDINGS.items()
        if (number := sum(c.standing is standing for c in cells))
    )
    return Table("standings", Wording("How pairs of zones stand", "区域对结论统计"), columns, rows)
