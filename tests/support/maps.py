"""Platforms as a map and a matrix see them, made by hand: an entry, and as many agencies as it takes."""

from bastide.model.intent import DeclaredFlow, DeclaredStore, DeclaredZone, Intent
from bastide.model.pathways import Patch, Pathways
from bastide.model.proof import Cell, Opening, Proof, Standing, Zone
from bastide.model.wire import TCP, Span
from bastide.report.site.map_facts import Facts
from support.judging import INTENT


def zone(name, exposure):
    kind, _, agency = name.partition("@")
    return DeclaredZone(name, kind, agency or None, exposure, ())


def facts(zones, flows, *, bad=(), stores=(), ferries=(), networks=None):
    """Return what a map of some zones is drawn from: `flows` pass as declared, `bad` are other cells."""
    names = [*zones, "internet"]
    declared = {(one, other): Span(TCP, port, port) for one, other, port in flows}
    given = {(one.source, one.destination): one for one in bad}
    cells = []
    for one in names:
        for other in names:
            span = declared.get((one, other))
            spans = () if span is None else (span,)
            standing = Standing.ALLOWED if spans else Standing.CLOSED
            cells.append(
                given.get((one, other)) or Cell(one, other, spans, Opening(spans, spans, spans), standing, frozenset())
            )
    asked = tuple(
        DeclaredFlow(f"flow: {one} to {other} tcp/{port}", one, other, "tcp", port, port, "flow", "because")
        for one, other, port in flows
    )
    patches = tuple(
        Patch(
            f"aws_subnet.{name}",
            name,
            (networks or {}).get(name, "aws_vpc.main"),
            "here-1",
            "here-1a",
            (f"10.0.{at}.0/24",),
        )
        for at, name in enumerate(zones)
    )
    changes = {
        "zones": tuple(zone(*one) for one in zones.items()),
        "flows": asked,
        "stores": tuple(stores),
        "ferries": ferries,
    }
    intent = Intent(
        **{**{name: getattr(INTENT, name) for name in INTENT.__slots__}, "regions": ("here-1", "there-1"), **changes}
    )
    return Facts(
        intent,
        Proof(tuple(Zone(one, ()) for one in names), {}, tuple(cells), (), (), {}, (), (), {}),
        Pathways(patches, ()),
    )


def store(name, where):
    return DeclaredStore(
        name,
        "postgres",
        where,
        "core",
        personal=False,
        customer_key=True,
        access_log=True,
        lock=True,
        rpo_minutes=1,
        rto_minutes=1,
        keep_days=1,
        copy_to_dr=True,
        resources=(),
        copies=(),
    )


CITY = {
    "edge": "internet",
    **{
        f"{zone}@{district}-{bureau}": exposure
        for zone, exposure in (("app", "internal"), ("data", "isolated"))
        for district in ("east", "west", "north", "south", "river")
        for bureau in ("civil", "health", "social", "school", "market", "traffic", "water")
    },
}
"""71 zones: an entry, and for each of 35 agencies its application and its data."""


def city():
    agencies = sorted({name.partition("@")[2] for name in CITY if "@" in name})
    flows = [("internet", "edge", 443), *(("edge", f"app@{one}", 8443) for one in agencies)]
    flows += [(f"app@{one}", f"data@{one}", 5432) for one in agencies]
    return facts(CITY, [*flows, ("app@east-civil", "app@west-civil", 8443)])
