"""Interfaces of the resource types whose attributes say plainly where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from bastide.facts.values import OpaqueError, entries
from bastide.model.graph import Block, Resource, Value
from bastide.model.network import Interface
from bastide.model.wire import Cidr, Origin
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.groups import Groups
from bastide.prove.aws.interface_types import MEMBERS, SHAPES, Public, Shape, Ungrouped, Without
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.vpcs import SUBNETS, Land, Site

NO = ("", (), "DISABLED")
"""What says that there is no public address, where a flag is more than yes or no."""


class Stand:
    """Where interfaces are collected, and what every reading of them needs."""

    def __init__(self, reading: Reading, blocks: Blocks, land: Land, groups: Groups) -> None:
        self.reading = reading
        self.blocks = blocks
        self.land = land
        self.groups = groups
        self.found: dict[str, Interface] = {}

    def sites(self, origin: Origin, values: Iterable[Value]) -> tuple[Site, ...]:
        """Return the subnets that values name, with a doubt about each that isn't known."""
        found: dict[str, Site] = {}
        for value in values:
            family = [name for name in self.reading.family(value) if name in self.land.sites]
            names = self.reading.gather(origin, family, partial(self.reading.each_name, value, *SUBNETS))
            for name in (*names, *family):
                site = self.land.sites.get(name)
                if site is None:
                    self.reading.doubt(origin, f"it stands in the subnet `{name}`, which isn't in the tree")
                else:
                    found[name] = site
        return tuple(found.values())

    def carried(self, origin: Origin, values: Iterable[Value], name: str) -> tuple[str, ...]:
        """Return the groups that values name, with a doubt about the carrier where one can't be known."""
        found: dict[str, None] = {}
        for value in values:
            found.update(
                dict.fromkeys(self.reading.gather(origin, (name,), partial(self.groups.each_name, value, origin)))
            )
        return tuple(found)

    def own_addresses(self, site: Site, values: Iterable[Value]) -> tuple[Cidr, ...]:
        """Return the addresses that values give an interface; none where the code doesn't tell."""
        try:
            known = [block for value in values for block in self.blocks.many(value)]
        except OpaqueError:
            return ()
        return tuple(block for block in known if any(_inside(block, whole) for whole in site.cidrs))

    def add(self, interface: Interface) -> None:
        """Keep an interface."""
        self.found[interface.name] = interface


def read(stand: Stand) -> None:
    """Collect the interfaces of all types in the table."""
    for kind, shape in SHAPES.items():
        for resource in stand.reading.each(kind, scope=lambda one: (one.address,), copies=True):
            if not shape.part_of or resource.get(shape.part_of) in (None, ""):
                _Plain(stand, resource, shape).read()
    for kind, (attribute, cluster_kind) in MEMBERS.items():
        for member in stand.reading.each(kind, scope=lambda one: (one.address,), copies=True):
            _publish(stand, member, attribute, cluster_kind)


def _publish(stand: Stand, member: Resource, attribute: str, kind: str) -> None:
    """Make a cluster public if a member of it is."""
    origin, reading = origin_of(member), stand.reading
    cluster = reading.attempt(origin, (), partial(reading.follow, member.get(attribute), kind), None)
    if isinstance(cluster, str):
        cluster = next((one for one in reading.graph.of_type(kind) if one.get(attribute) == cluster), None)
    if cluster is None:
        reading.doubt(origin, "the cluster that it is part of, with its subnets and groups, isn't in the tree")
        return
    flag = partial(reading.flag, member.get("publicly_accessible"))
    if reading.attempt(origin, (cluster.address,), flag, fallback=True):
        for name, one in stand.found.items():
            if one.workload == cluster.address:
                stand.found[name] = replace(one, public=True)


def values(body: Block, path: str) -> Iterator[Value]:
    """Yield the values at a path, in every block along it."""
    head, _, rest = path.partition(".")
    if rest:
        for inner in nested(body, head):
            yield from values(inner, rest)
    elif body.get(head) is not None:
        yield body.get(head)


def nested(body: Block, name: str) -> Iterator[Block]:
    """Yield nested blocks, also those written as an attribute; OpaqueError when that can't be evaluated."""
    return entries(Resource("resource", "", "", "", body), name)


def interface_name(workload: str, site: Site, sites: tuple[Site, ...]) -> str:
    """Return the name of a workload's interface in one of its subnets."""
    return workload if len(sites) == 1 else f"{workload}/{site.name}"


class _Plain:
    """One resource whose type is in the table."""

    def __init__(self, stand: Stand, resource: Resource, shape: Shape) -> None:
        self._stand = stand
        self._reading = stand.reading
        self._resource = resource
        self._shape = shape
        self._origin = origin_of(resource)
        self._scope = (resource.address,)

    def read(self) -> None:
        given = self.subnets() or self._shared()
        sites = self._stand.sites(self._origin, given)
        if not given and not self._named() and self._shape.without is Without.DEFAULT_VPC:
            self._reading.doubt(self._origin, "no subnet is given: it stands in a default VPC that isn't in the tree")
        groups = self._groups()
        public = self._public()
        self._passes_on(sites)
        self._let_in(sites)
        for site in sites:
            self._stand.add(
                Interface(
                    name=interface_name(self._resource.address, site, sites),
                    workload=self._workload(),
                    subnet=site.name,
                    groups=groups or self._fallback(site),
                    addresses=self._stand.own_addresses(site, self._values(self._shape.addresses)),
                    public=site.launches_public if public is None else public,
                    kind=self._shape.kind,
                    origin=self._origin,
                )
            )

    def _named(self) -> bool:
        """Tell whether it names where it stands, be it in the tree or not."""
        paths = self._shape.subnets.partition(" > ")[0].split()
        return any(self._at(path) for path in (*paths, *self._shape.source.split()))

    def _passes_on(self, sites: tuple[Site, ...]) -> None:
        """Doubt the VPCs whose hosts see the addresses of those who come through it."""
        if self._shape.hands_on and self._resource.get(self._shape.hands_on) not in (None, False, "false"):
            reason = "hosts may see the client's address: what their groups admit of it isn't modelled"
            self._reading.doubt(self._origin, reason, {site.vpc for site in sites})

    def _let_in(self, sites: tuple[Site, ...]) -> None:
        """Doubt what is entered, or left, by ways that are no packet's way in the network."""
        if sites and self._shape.door:
            self._reading.doubt(self._origin, self._shape.door, self._scope)
        attribute, _, closed = self._shape.bypass.partition(" ")
        if sites and attribute and self._resource.get(attribute) != closed:
            reason = f"it has a way of its own to the internet unless `{attribute}` is `{closed}`"
            self._reading.doubt(self._origin, reason, self._scope)

    def subnets(self) -> tuple[Value, ...]:
        """Return the subnets that it names."""
        return self._values(self._shape.subnets)

    def _shared(self) -> tuple[Value, ...]:
        """Return the subnets of the resource that it copies."""
        for value in self._values(self._shape.source) if self._shape.source else ():
            read = partial(self._reading.follow, value, self._resource.type)
            found = self._reading.attempt(self._origin, (), read, None)
            if isinstance(found, str):
                found = self._reading.case.named(self._resource.type, found)
            if found is not None and found is not self._resource:
                return _Plain(self._stand, found, replace(self._shape, source="")).subnets()
        return ()

    def _values(self, paths: str) -> tuple[Value, ...]:
        way, _, other = paths.partition(" > ")
        found = tuple(value for path in way.split() for value in self._at(path))
        return tuple(inner for value in found for inner in self._through(value, other)) if other else found

    def _at(self, path: str) -> tuple[Value, ...]:
        return self._reading.gather(self._origin, (), partial(values, self._resource.body, path))

    def _through(self, value: Value, other: str) -> Iterator[Value]:
        kind, _, attribute = other.partition(".")
        target = self._reading.attempt(self._origin, (), partial(self._reading.follow, value, kind), None)
        if isinstance(target, str):
            named = self._reading.case.named(kind, target)
            if named is None:
                self._reading.doubt(self._origin, f"`{target}`, which names its subnets, isn't in the tree")
            target = named
        if isinstance(target, Resource):
            yield target.get(attribute)

    def _groups(self) -> tuple[str, ...]:
        given = self._values(self._shape.groups)
        found = self._stand.carried(self._origin, given, self._resource.address)
        if not given and self._shape.ungrouped is Ungrouped.OWN:
            self._reading.doubt(self._origin, "the service makes a group for it that isn't in the tree", self._scope)
        return found

    def _fallback(self, site: Site) -> tuple[str, ...]:
        if self._shape.ungrouped is Ungrouped.DEFAULT:
            return (self._stand.groups.default_of(site.vpc),)
        return ()

    def _public(self) -> bool | None:
        """Tell whether it has a public address; None where its subnet decides."""
        if self._shape.public is Public.NEVER:
            return False
        given = self._values(self._shape.flag) if self._shape.flag else ()
        if not given:
            return self._unsaid()
        if self._shape.public is Public.GIVEN:
            return given[0] not in NO
        flag = partial(self._reading.flag, given[0])
        return self._reading.attempt(self._origin, self._scope, flag, fallback=True)

    def _unsaid(self) -> bool | None:
        match self._shape.public:
            case Public.LAUNCH:
                return None
            case Public.OPEN:
                return True
            case Public.UNCERTAIN:
                reason = f"`{self._shape.flag}` is not set, and releases of the provider differ about its default"
                self._reading.doubt(self._origin, reason, self._scope)
                return True
            case _:
                return False

    def _workload(self) -> str:
        for value in self._values(self._shape.workload) if self._shape.workload else ():
            target = self._reading.case.target(value)
            if target is not None:
                return target.address
        return self._resource.address


def _inside(block: Cidr, whole: Cidr) -> bool:
    return block.version == whole.version and whole.first <= block.first and block.last <= whole.last
