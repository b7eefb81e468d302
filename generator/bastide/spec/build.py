"""A draft without faults to the frozen Platform: defaults filled in, units fixed, lists split, everything sorted."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bastide.model.exchange import Side
from bastide.model.kinds import Encryption, Exposure, Scope, StoreKind, StoreSize, WorkloadKind
from bastide.model.masks import Use
from bastide.model.platform import (
    Access,
    Agency,
    DataClass,
    Flow,
    Never,
    Platform,
    Regions,
    Role,
    Store,
    Tier,
    Waiver,
    Workload,
    Zone,
)
from bastide.model.records import Logging, LogTerm
from bastide.spec import kinds, units
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.keys import CRYPTO
from bastide.spec.rules.access import entry_zone, reached
from bastide.spec.sections import (
    audit,
    destruction,
    detection,
    existing,
    ferries,
    identity,
    inspection,
    masks,
    recovery,
    shares,
    sites,
)

_YEAR = 365
_HOUR = 60
_IDLE = 20


def build(draft: Draft) -> Platform:
    """Return the platform that a faultless draft declares."""
    platform = draft.platform
    if platform is None:
        message = "a draft without a platform is never faultless"
        raise ValueError(message)
    regions = platform.members("regions")
    letters = tuple(str(item.value) for item in platform.items("availability_zones"))
    return Platform(
        name=platform.text("name"),
        title=platform.text("title"),
        owner=platform.text("owner"),
        cloud=platform.text("cloud"),
        account=platform.text("account"),
        cidr=IPv4Network(platform.text("cidr")),
        availability_zones=tuple(sorted(letters)) or ("a", "b"),
        regions=Regions(str(regions["primary"].value), str(regions["dr"].value) if "dr" in regions else None),
        frameworks=tuple(sorted({str(item.value) for item in platform.items("frameworks")})),
        crypto=platform.text("crypto", CRYPTO[0]),
        agencies=tuple(_agency(name, item) for name, item in sorted(draft.agencies.items())),
        classes=tuple(_class(rank, name, draft.classes[name]) for rank, name in enumerate(draft.classes)),
        tiers=tuple(_tier(name, item) for name, item in sorted(draft.tiers.items())),
        zones=tuple(_zone(name, item) for name, item in sorted(draft.zones.items())),
        flows=tuple(sorted((flow for owned in draft.flows for flow in _flows(draft, owned)), key=_flow_order)),
        never=tuple(sorted((one for owned in draft.never for one in _nevers(draft, owned)), key=_never_order)),
        stores=tuple(_store(draft, name, owned) for name, owned in sorted(draft.stores.items())),
        workloads=tuple(_workload(draft, name, owned) for name, owned in sorted(draft.workloads.items())),
        access=_access(draft),
        logging=_logging(draft),
        waivers=tuple(sorted(map(_waiver, draft.waivers), key=lambda one: (one.check, one.target, one.until))),
        shares=shares.build(draft),
        masks=masks.build(draft),
        outer_cidr=IPv4Network(platform.text("outer_cidr")) if platform.get("outer_cidr") else None,
        ferries=ferries.build(draft),
        sites=sites.build(draft),
        identity=identity.build(draft),
        destruction=destruction.build(draft),
        inspection=inspection.build(draft),
        detection=detection.build(draft),
        audit=audit.build(draft),
        existing=existing.build(draft),
        recovery=recovery.build(draft),
    )


def _agency(name: str, item: Item) -> Agency:
    return Agency(name, item.text("owner"), item.text("title"), item.text("ceiling") or None, item.key)


def _class(rank: int, name: str, item: Item) -> DataClass:
    return DataClass(
        name=name,
        rank=rank,
        encrypt=Encryption(item.text("encrypt")),
        rotate_days=units.days(item.text("rotate")) if item.get("rotate") else _YEAR,
        tier=item.text("tier"),
        access_log=item.flag("access_log"),
        lock=item.flag("lock"),
        zones=tuple(sorted(str(zone.value) for zone in item.items("zones"))),
        place=item.key,
    )


def _tier(name: str, item: Item) -> Tier:
    return Tier(
        name=name,
        rpo_minutes=units.minutes(item.text("rpo")),
        rto_minutes=units.minutes(item.text("rto")),
        keep_days=units.days(item.text("keep")),
        copy_to_dr=item.get("copy") is not None,
        lock=item.flag("lock"),
        place=item.key,
    )


def _zone(name: str, item: Item) -> Zone:
    block = item.get("cidr")
    return Zone(
        name=name,
        exposure=Exposure(item.text("exposure")),
        per_agency=item.get("per") is not None,
        cidr=None if block is None else IPv4Network(str(block.value)),
        title=item.text("title"),
        place=item.key,
        side=Side(item.text("side", Side.INNER)),
    )


def _scope(item: Item) -> Scope:
    if item.get("within") is not None:
        return Scope.WITHIN
    return Scope.ACROSS if item.get("across") is not None else Scope.ALL


def _flows(draft: Draft, owned: Owned) -> Iterator[Flow]:
    item = owned.item
    for source in item.items("from"):
        for destination in item.items("to"):
            for allowed in item.items("allow"):
                yield Flow(
                    source=draft.reference(str(source.value), owned.agency),
                    destination=draft.reference(str(destination.value), owned.agency),
                    traffic=units.traffic(str(allowed.value)),
                    scope=_scope(item),
                    why=item.text("why"),
                    until=_day(item),
                    place=item.place,
                )


def _nevers(draft: Draft, owned: Owned) -> Iterator[Never]:
    item = owned.item
    for source in item.items("from"):
        for destination in item.items("to"):
            left, right = (draft.reference(str(end.value), owned.agency) for end in (source, destination))
            yield Never(left, right, _scope(item), item.place)


def _flow_order(flow: Flow) -> tuple[str, ...]:
    return (str(flow.source), str(flow.destination), str(flow.traffic), flow.scope.value, flow.why)


def _never_order(never: Never) -> tuple[str, ...]:
    return (str(never.source), str(never.destination), never.scope.value)


def _day(item: Item) -> date | None:
    return units.day(item.text("until"))


def _store(draft: Draft, name: str, owned: Owned) -> Store:
    item = owned.item
    floor = draft.classes[item.text("class")]
    personal = item.flag("personal")
    return Store(
        name=name,
        kind=StoreKind(item.text("kind")),
        zone=draft.home(owned),
        data_class=item.text("class"),
        tier=item.text("tier") or floor.text("tier"),
        personal=personal,
        access_log=personal or item.flag("access_log") or floor.flag("access_log"),
        lock=item.flag("lock") or floor.flag("lock"),
        size=StoreSize(item.text("size", "small")),
        title=item.text("title"),
        place=item.key,
    )


def _workload(draft: Draft, name: str, owned: Owned) -> Workload:
    item = owned.item
    return Workload(
        name=name,
        kind=WorkloadKind(item.text("kind")),
        zone=draft.home(owned),
        uses=tuple(sorted(str(store.value) for store in item.items("uses"))),
        domain=item.text("domain"),
        purpose=Use(item.text("purpose", "ai" if item.text("kind") == "llm" else "service")),
        latency_ms=int(item.text("latency_ms", "0")),
        sites=tuple(sorted(str(site.value) for site in item.items("site"))),
        image=item.text("image"),
        sessions=int(item.text("sessions", "0")),
        compute=kinds.compute(item),
        model=kinds.model(item),
        asks=tuple(sorted(str(one.value) for one in item.items("asks"))),
        place=item.key,
    )


def _role(draft: Draft, name: str, item: Item) -> Role:
    session = units.minutes(item.text("session")) if item.get("session") else _HOUR
    return Role(
        name=name,
        reach=tuple(sorted({reference for reference, _ in reached(draft, name, item)}, key=str)),
        read=tuple(sorted({str(one.value) for one in item.items("read")})),
        session_minutes=session,
        idle_minutes=units.minutes(item.text("idle")) if item.get("idle") else min(_IDLE, session),
        mfa=True,
        approvals=int(item.text("approvals", "0")),
        until=_day(item),
        never_reads=tuple(sorted({str(one.value) for one in item.items("never_reads")})),
        alert=item.text("alert") or None,
        place=item.key,
        holders=tuple(sorted({str(one.value) for one in item.items("holders")})),
        sources=tuple(sorted({IPv4Network(str(one.value)) for one in item.items("from")})),
        vendor=item.text("vendor"),
    )


def _access(draft: Draft) -> Access:
    return Access(
        entry="bastion",
        zone=entry_zone(draft),
        roles=tuple(_role(draft, name, item) for name, item in sorted(draft.roles.items())),
        separate=tuple(sorted({pair for pair in map(_pair, draft.separate) if not draft.idle_roles & set(pair)})),
    )


def _pair(pair: Item) -> tuple[str, str]:
    left, right = sorted(str(item.value) for item in pair.value)
    return left, right


def _logging(draft: Draft) -> Logging:
    logging = draft.logging
    if logging is None:
        message = "a draft without log terms is never faultless"
        raise ValueError(message)
    terms = [_term(stream, logging.get(stream) or logging.value["network"]) for stream in STREAMS]
    alerts = logging.members("alerts")
    channels = tuple(sorted((name, str(item.value)) for name, item in alerts.items()))
    return Logging(tuple(terms), channels, logging.flag("normalise"))


STREAMS = ("access", "audit", "network", "session")


def _term(stream: str, item: Item) -> LogTerm:
    return LogTerm(stream, units.days(item.text("keep")), item.flag("immutable"), item.key)


def _waiver(item: Item) -> Waiver:
    until = _day(item)
    if until is None:
        message = "a waiver without a day is never faultless"
        raise ValueError(message)
    return Waiver(item.text("check"), item.text("target"), item.text("owner"), item.text("why"), until)
