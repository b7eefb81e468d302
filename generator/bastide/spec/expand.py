"""The complete spec, with everything that a profile, an include or a default added, as one page of YAML."""

import json
from collections.abc import Iterable, Iterator, Sequence

from bastide.model.exchange import Side
from bastide.model.intent import DeclaredFlow
from bastide.model.kinds import Encryption, Scope
from bastide.model.platform import Agency, DataClass, Flow, Never, Platform, Role, Store, Tier, Waiver, Workload, Zone
from bastide.spec import kinds
from bastide.spec.sections import SECTIONS

_DAY = 24 * 60
_HOUR = 60


def expand(platform: Platform, derived_flows: Sequence[DeclaredFlow]) -> str:
    """Return a spec that means the same without a profile or includes; derived permissions follow as comments."""
    return "\n".join((*_head(platform), *_body(platform), *_derived(derived_flows))) + "\n"


def _head(platform: Platform) -> Iterator[str]:
    yield "bastide: 1"
    yield "platform:"
    yield from _keys(
        name=platform.name,
        title=platform.title or None,
        owner=platform.owner,
        cloud=platform.cloud,
        account=platform.account,
        cidr=str(platform.cidr),
        outer_cidr=str(platform.outer_cidr) if platform.outer_cidr else None,
        regions={"primary": platform.regions.primary, "dr": platform.regions.dr},
        availability_zones=list(platform.availability_zones),
        frameworks=list(platform.frameworks),
        crypto=platform.crypto,
    )


def _body(platform: Platform) -> Iterator[str]:
    yield from _map("agencies", {one.name: _agency(one) for one in platform.agencies})
    yield from _map("classes", {one.name: _class(one) for one in platform.classes})
    yield from _map("tiers", {one.name: _tier(one) for one in platform.tiers})
    yield from _map("zones", {one.name: _zone(one) for one in platform.zones})
    yield from _list("flows", (_flow(flow) for flow in platform.flows))
    yield from _list("never", (_never(never) for never in platform.never))
    yield from _map("stores", {store.name: _store(store) for store in platform.stores})
    yield from _map("workloads", {workload.name: _workload(workload) for workload in platform.workloads})
    yield "access:"
    # Where nobody comes in there need be no zone for it.
    entry_zone = next((zone.name for zone in platform.zones if zone.name == platform.access.zone), None)
    yield from _keys(entry=platform.access.entry, zone=entry_zone)
    yield from (f"  {line}" for line in _map("roles", {role.name: _role(role) for role in platform.access.roles}))
    yield from _keys(separate=[list(pair) for pair in platform.access.separate])
    yield "logging:"
    for term in platform.logging.terms:
        yield from _keys(**{term.stream: {"keep": f"{term.keep_days}d", "immutable": term.immutable}})
    yield from _keys(normalise=platform.logging.normalise or None, alerts=dict(platform.logging.alerts))
    for section in SECTIONS:
        full = section.full(platform)
        if full is not None and (full or not section.is_map):
            yield f"{section.name}:" if full else f"{section.name}: {{}}"
            yield from _keys(**full)
    yield from _list("waivers", (_waiver(waiver) for waiver in platform.waivers))


def _agency(one: Agency) -> dict[str, object]:
    return {"owner": one.owner, "title": one.title or None, "ceiling": one.ceiling}


def _class(one: DataClass) -> dict[str, object]:
    return {
        "encrypt": one.encrypt.value,
        "rotate": f"{one.rotate_days}d" if one.encrypt is Encryption.CUSTOMER_KEY else None,
        "tier": one.tier,
        "access_log": one.access_log,
        "lock": one.lock,
        "zones": list(one.zones) or None,
    }


def _tier(one: Tier) -> dict[str, object]:
    return {
        "rpo": _duration(one.rpo_minutes),
        "rto": _duration(one.rto_minutes),
        "keep": f"{one.keep_days}d",
        "copy": "dr" if one.copy_to_dr else None,
        "lock": one.lock,
    }


def _zone(one: Zone) -> dict[str, object]:
    return {
        "exposure": one.exposure.value,
        "per": "agency" if one.per_agency else None,
        "side": one.side.value if one.side is Side.OUTER else None,
        "cidr": str(one.cidr) if one.cidr else None,
        "title": one.title or None,
    }


def _waiver(one: Waiver) -> dict[str, object]:
    return {"check": one.check, "target": one.target, "owner": one.owner, "why": one.why, "until": str(one.until)}


def _derived(flows: Iterable[DeclaredFlow]) -> Iterator[str]:
    rows = [flow for flow in flows if flow.origin != "flow"]
    if rows:
        yield "# Permissions that follow from `access` and `workloads`; they need no line of their own:"
    for flow in rows:
        ports = str(flow.first) if flow.first == flow.last else f"{flow.first}-{flow.last}"
        allow = f"{flow.protocol}/{ports}"
        yield f"#  - {_inline({'from': flow.source, 'to': flow.destination, 'allow': allow, 'why': flow.why})}"


def _flow(flow: Flow) -> dict[str, object]:
    return {
        "from": str(flow.source),
        "to": str(flow.destination),
        "allow": str(flow.traffic),
        "why": flow.why,
        **_scope(flow.scope),
        "until": None if flow.until is None else str(flow.until),
    }


def _never(never: Never) -> dict[str, object]:
    return {"from": str(never.source), "to": str(never.destination), **_scope(never.scope)}


def _scope(scope: Scope) -> dict[str, object]:
    return {} if scope is Scope.ALL else {scope.value: "agency"}


def _store(store: Store) -> dict[str, object]:
    return {
        "kind": store.kind.value,
        "zone": str(store.zone),
        "class": store.data_class,
        "tier": store.tier,
        "personal": store.personal,
        "access_log": store.access_log,
        "lock": store.lock,
        "size": store.size.value if store.kind == "postgres" else None,
        "title": store.title or None,
    }


def _workload(workload: Workload) -> dict[str, object]:
    return {
        "zone": str(workload.zone),
        "kind": workload.kind.value,
        "domain": workload.domain or None,
        "uses": list(workload.uses),
        "purpose": workload.purpose.value,
        "latency_ms": workload.latency_ms or None,
        "site": list(workload.sites) or None,
        "image": workload.image or None,
        "sessions": workload.sessions or None,
        "asks": list(workload.asks) or None,
        **kinds.full(workload),
    }


def _role(role: Role) -> dict[str, object]:
    return {
        "reach": [str(zone) for zone in role.reach],
        "read": list(role.read),
        "session": _duration(role.session_minutes),
        "idle": _duration(role.idle_minutes) if role.reach else None,
        "mfa": role.mfa,
        "approvals": role.approvals,
        "until": None if role.until is None else str(role.until),
        "never_reads": list(role.never_reads) or None,
        "alert": role.alert,
        "holders": list(role.holders) or None,
        "from": [str(block) for block in role.sources] or None,
        "vendor": role.vendor or None,
    }


def _duration(minutes: int) -> str:
    if minutes % _DAY == 0:
        return f"{minutes // _DAY}d"
    return f"{minutes // _HOUR}h" if minutes % _HOUR == 0 else f"{minutes}m"


def _map(section: str, entries: dict[str, dict[str, object]]) -> Iterator[str]:
    if entries:
        yield f"{section}:"
        yield from _keys(**entries)


def _list(section: str, entries: Iterable[dict[str, object]]) -> Iterator[str]:
    rows = [f"  - {_inline(entry)}" for entry in entries]
    if rows:
        yield f"{section}:"
        yield from rows


def _keys(**values: object) -> Iterator[str]:
    for key, value in values.items():
        if value is not None and value != []:
            yield f"  {key}: {_inline(value)}"


def _inline(value: object) -> str:
    """Write a value in flow style; strings are quoted as JSON does, which YAML 1.2 reads the same."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(item)}" for key, item in value.items() if item is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
