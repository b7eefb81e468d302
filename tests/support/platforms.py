"""Small platforms built by hand, so that planner tests don't depend on the spec floor."""

from dataclasses import replace
from ipaddress import IPv4Network

from bastide.model.kinds import Encryption, Exposure, Scope, StoreKind, StoreSize, WorkloadKind
from bastide.model.place import Place
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
    Workload,
    Zone,
    ZoneRef,
)
from bastide.model.records import Logging, LogTerm
from bastide.model.traffic import Protocol, Traffic

HERE = Place("platform.yaml", 1, 1, 1, 2)


def tcp(first, last=None):
    return Traffic(Protocol.TCP, first, last or first)


def ref(text):
    zone, _, agency = text.partition("@")
    return ZoneRef(zone, agency or None)


def zone(name, exposure="internal", *, per_agency=False, cidr=None):
    return Zone(name, Exposure(exposure), per_agency, IPv4Network(cidr) if cidr else None, "", HERE)


def flow(source, destination, traffic, scope=Scope.ALL, why="because"):
    return Flow(ref(source), ref(destination), traffic, scope, why, None, HERE)


def never(source, destination, scope=Scope.ALL):
    return Never(ref(source), ref(destination), scope, HERE)


def agency(name):
    return Agency(name, f"{name}-bureau", "", None, HERE)


def store(name, kind, where, data_class="important", **changes):
    tier = {"general": "bronze"}.get(data_class, "gold")
    made = Store(
        name=name,
        kind=StoreKind(kind),
        zone=ref(where),
        data_class=data_class,
        tier=tier,
        personal=False,
        access_log=data_class != "general",
        lock=data_class == "core",
        size=StoreSize.SMALL,
        title="",
        place=HERE,
    )
    return replace(made, **changes)


def role(name, reach=(), read=(), **changes):
    made = Role(
        name=name,
        reach=tuple(ref(one) for one in reach),
        read=tuple(read),
        session_minutes=60,
        idle_minutes=20,
        mfa=True,
        approvals=0,
        until=None,
        never_reads=(),
        alert=None,
        place=HERE,
    )
    return replace(made, **changes)


def service(name, where, uses=()):
    return Workload(name, WorkloadKind.SERVICE, ref(where), tuple(uses), "", HERE)


def web(name, where, uses=()):
    return Workload(name, WorkloadKind.WEB, ref(where), tuple(uses), f"{name}.example.gov", HERE)


def platform(**changes):
    """Return a city platform with two agencies; any field can be replaced."""
    made = Platform(
        name="city",
        title="",
        owner="data-bureau",
        cloud="aws",
        account="123456789012",
        cidr=IPv4Network("10.40.0.0/16"),
        availability_zones=("a", "b"),
        regions=Regions("ap-southeast-1", "ap-northeast-1"),
        frameworks=("mlps3",),
        agencies=(agency("civil-affairs"), agency("social-security")),
        classes=(
            DataClass("general", 0, Encryption.CUSTOMER_KEY, 365, "bronze", False, False, (), HERE),
            DataClass("important", 1, Encryption.CUSTOMER_KEY, 365, "gold", True, False, (), HERE),
            DataClass("core", 2, Encryption.CUSTOMER_KEY, 90, "gold", True, True, (), HERE),
        ),
        tiers=(
            Tier("bronze", 1440, 4320, 35, False, False, HERE),
            Tier("gold", 60, 240, 366, True, True, HERE),
        ),
        zones=(
            zone("app", per_agency=True),
            zone("data", "isolated", per_agency=True),
            zone("edge", "internet"),
            zone("ops"),
        ),
        flows=(
            flow("app", "data", tcp(5432), Scope.WITHIN),
            flow("edge", "app", tcp(8443)),
            flow("internet", "edge", tcp(443)),
        ),
        never=(),
        stores=(store("pensions", "postgres", "data@social-security"),),
        workloads=(),
        access=Access("bastion", "ops", (role("operator", ["ops", "app"]), role("dba", ["data"])), ()),
        logging=Logging(
            tuple(
                LogTerm(name, 366, name in ("audit", "session"), HERE)
                for name in ("access", "audit", "network", "session")
            ),
            (("soc", "soc@example.gov"),),
        ),
        waivers=(),
    )
    return replace(made, **changes)
