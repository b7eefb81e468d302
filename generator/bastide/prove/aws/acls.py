"""Network ACLs, and which of them holds for each subnet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.filters import Acl, AclEntry
from bastide.model.graph import Block, Resource
from bastide.model.wire import Origin, cidr
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.traffic import EVERYTHING, acl_span
from bastide.prove.aws.vpcs import SUBNETS, VPCS, Land

OWN, DEFAULT, RULE = "aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"
ACLS = (OWN, DEFAULT)
DIRECTIONS = (("ingress", False), ("egress", True))
OPEN = ((100, cidr("0.0.0.0/0")), (101, cidr("::/0")))
"""What AWS puts in the default ACL of a new VPC, by number."""


@dataclass
class Acls:
    """The ACLs by name, and the name of the one that holds for each subnet."""

    acls: dict[str, Acl] = field(default_factory=dict)
    of_subnet: dict[str, str] = field(default_factory=dict)
    default_of: dict[str, str] = field(default_factory=dict)


def read(reading: Reading, blocks: Blocks, land: Land) -> Acls:
    """Return the ACLs of a tree and what each subnet has."""
    return _AclReader(reading, blocks, land).read()


class _AclReader:
    def __init__(self, reading: Reading, blocks: Blocks, land: Land) -> None:
        self._reading = reading
        self._blocks = blocks
        self._land = land
        self._found = Acls()
        self._entries: dict[str, list[AclEntry]] = {}
        self._origins: dict[str, tuple[str, Origin]] = {}
        self._inline: set[tuple[str, bool]] = set()

    def read(self) -> Acls:
        self._adopted()
        self._own()
        self._unmanaged()
        self._rules()
        for name, (vpc, origin) in self._origins.items():
            listed = sorted(self._entries.get(name, ()), key=lambda entry: (entry.egress, entry.number))
            self._found.acls[name] = Acl(name, vpc, tuple(listed), origin)
        self._doubled()
        self._assign()
        return self._found

    def _adopted(self) -> None:
        for resource in self._reading.each(DEFAULT, scope=lambda one: (one.address,)):
            value = resource.get("default_network_acl_id")
            vpc = self._reading.attempt(origin_of(resource), (), partial(self._reading.name, value, *VPCS), None)
            if vpc is None or vpc not in self._land.vpcs:
                self._reading.doubt(origin_of(resource), "the VPC whose default ACL it is isn't in the tree")
                continue
            self._found.default_of[vpc] = resource.address
            self._open_acl(resource, vpc)

    def _own(self) -> None:
        of_vpc = self._reading.within("vpc_id", *VPCS)
        for resource in self._reading.each(OWN, scope=lambda one: (one.address,)):
            self._open_acl(resource, next(iter(of_vpc(resource)), ""))

    def _open_acl(self, resource: Resource, vpc: str) -> None:
        self._origins[resource.address] = (vpc, origin_of(resource))
        for direction, egress in DIRECTIONS:
            for body in self._reading.bodies(resource, direction):
                self._inline.add((resource.address, egress))
                origin = origin_of(resource, body)
                read = partial(self._entry, body, origin, ("rule_no", "action"), egress=egress)
                found = self._reading.gather(origin, (resource.address,), read)
                self._keep(resource.address, found)

    def _unmanaged(self) -> None:
        for vpc in self._land.vpcs.values():
            if vpc.name not in self._found.default_of:
                name = f"{vpc.name}/default-acl"
                origin = Origin("", vpc.origin.place)
                self._found.default_of[vpc.name] = name
                self._origins[name] = (vpc.name, origin)
                self._keep(name, _allow_all(origin))

    def _rules(self) -> None:
        of_acl = self._reading.within("network_acl_id", *ACLS, *VPCS)
        for rule in self._reading.each(RULE, scope=of_acl):
            origin = origin_of(rule)
            self._reading.attempt(origin, partial(of_acl, rule), partial(self._rule, rule, origin), None)

    def _rule(self, rule: Resource, origin: Origin) -> None:
        name = self._acl_name(rule)
        egress = self._reading.flag(rule.get("egress"))
        if (name, egress) in self._inline:
            reason = "the ACL has entries in blocks too: each apply undoes the other"
            self._reading.doubt(origin, reason, (name,))
        found = self._entry(rule.body, origin, ("rule_number", "rule_action"), egress=egress)
        self._keep(name, tuple(found))

    def _acl_name(self, resource: Resource) -> str:
        found = self._reading.follow(resource.get("network_acl_id"), *ACLS, *VPCS)
        name = self._found.default_of.get(found.address, found.address) if isinstance(found, Resource) else ""
        if name in self._origins:
            return name
        which = f"{resource.address}.network_acl_id"
        raise OpaqueError(which, resource.at("network_acl_id"), "that ACL isn't in the tree")

    def _entry(self, body: Block, origin: Origin, names: tuple[str, str], *, egress: bool) -> Iterator[AclEntry]:
        number, action = self._reading.number(body.get(names[0])), self._reading.literal(body.get(names[1]))
        if number is None or action is None:
            raise OpaqueError(names[0], body.place, "an entry needs a number and an action")
        for attribute in ("cidr_block", "ipv6_cidr_block"):
            peer = self._blocks.one(body.get(attribute))
            if peer is not None:
                allow = action.lower() == "allow"
                yield AclEntry(number, egress, allow, acl_span(self._reading, body), peer, origin)

    def _keep(self, name: str, found: Iterable[AclEntry]) -> None:
        self._entries.setdefault(name, []).extend(found)

    def _doubled(self) -> None:
        for acl in self._found.acls.values():
            seen: dict[tuple[bool, int], Origin] = {}
            for entry in acl.entries:
                first = seen.setdefault((entry.egress, entry.number), entry.origin)
                if first != entry.origin:
                    reason = f"two entries have the number {entry.number}: AWS takes one of them"
                    self._reading.doubt(entry.origin, reason, (acl.name,))

    def _assign(self) -> None:
        for site in self._land.sites.values():
            self._found.of_subnet[site.name] = self._found.default_of[site.vpc]
        chosen: dict[str, str] = {}
        for subnet, acl, origin in self._associations():
            if chosen.setdefault(subnet, acl) != acl:
                self._reading.doubt(origin, f"two ACLs claim the subnet `{subnet}`", (subnet,))
            if subnet in self._found.of_subnet:
                self._found.of_subnet[subnet] = acl
        for site in self._land.sites.values():
            if site.vpc in self._land.given and self._found.of_subnet[site.name] == self._found.default_of[site.vpc]:
                reason = f"it has the default network ACL of `{site.vpc}`, which is not in this code"
                self._reading.doubt(site.origin, reason, (site.name,))

    def _associations(self) -> Iterator[tuple[str, str, Origin]]:
        for resource in self._reading.graph.of_type(OWN):
            if resource.address in self._found.acls:
                for subnet in self._listed(resource):
                    yield subnet, resource.address, origin_of(resource)
        of_subnet = self._reading.within("subnet_id", *SUBNETS)
        for one in self._reading.each("aws_network_acl_association", scope=of_subnet):
            name = self._reading.attempt(origin_of(one), of_subnet(one), partial(self._acl_name, one), None)
            read = partial(self._reading.each_name, one.get("subnet_id"), *SUBNETS)
            for subnet in self._reading.gather(origin_of(one), (), read) if name is not None else ():
                yield subnet, name or "", origin_of(one)

    def _listed(self, resource: Resource) -> tuple[str, ...]:
        vpc = self._found.acls[resource.address].vpc
        read = partial(self._reading.each_name, resource.get("subnet_ids"), *SUBNETS)
        return self._reading.gather(origin_of(resource), (vpc,) if vpc else (), read)


def _allow_all(origin: Origin) -> Iterator[AclEntry]:
    for number, peer in OPEN:
        for egress in (False, True):
            yield AclEntry(number, egress, True, EVERYTHING, peer, origin)  # noqa: FBT003 - it allows
