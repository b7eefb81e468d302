"""Security groups, whichever of the three ways their rules are written."""

from collections.abc import Iterable, Iterator
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.filters import Group, GroupRule
from bastide.model.graph import Block, Reference, Resource, Value
from bastide.model.wire import Cidr, Origin, cidr
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.prefix_lists import PrefixLists
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.traffic import EVERYTHING, group_span
from bastide.prove.aws.vpcs import VPCS, Land

OWN, DEFAULT = "aws_security_group", "aws_default_security_group"
GROUPS = (OWN, DEFAULT)
CLUSTER = "aws_eks_cluster"
DEFAULT_NAME = "default"
"""How AWS calls the group that each VPC comes with."""
LOOKED_UP = frozenset({"name", "vpc_id", "provider"})
"""What a data source may ask for and still name one group by its name alone."""
RULE_TYPES = ("aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")
BLOCKS = ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks")
LISTS = ("prefix_list_id", "prefix_list_ids")
PEERS = ("referenced_security_group_id", "source_security_group_id", "security_groups")
WORLD = (cidr("0.0.0.0/0"), cidr("::/0"))


class Groups:
    """The security groups by name; more are made up for those that AWS makes or that stand outside the tree."""

    def __init__(self, reading: Reading, blocks: Blocks, lists: PrefixLists, land: Land) -> None:
        self._reading = reading
        self._blocks = blocks
        self._lists = lists
        self._land = land
        self._rules: dict[tuple[str, bool], list[GroupRule]] = {}
        self._frames: dict[str, tuple[str, Origin]] = {}
        self._default_of: dict[str, str] = {}
        self._inline: set[tuple[str, bool]] = set()
        self._outside: set[str] = set()
        self._declared()
        self._unmanaged()
        self._separate()

    @property
    def all(self) -> tuple[Group, ...]:
        """Every group, complete once everything that carries one has been read."""
        return tuple(
            Group(name, vpc, self._of(name, egress=False), self._of(name, egress=True), origin)
            for name, (vpc, origin) in self._frames.items()
        )

    def default_of(self, vpc: str) -> str:
        """Return the name of a VPC's default group."""
        return self._default_of.get(vpc, f"{vpc}/default-group")

    def name(self, value: Value, subject: Origin) -> str | None:
        """Return the name of the group that a subject's value leads to; OpaqueError when that can't be known."""
        found = self._follow(value)
        if isinstance(found, Resource):
            return self._named(found)
        if found is not None and found not in self._outside:
            self._outside.add(found)
            self._frames.setdefault(found, ("", Origin("", None)))
            reason = f"the rules of the group `{found}` are not in the tree"
            self._reading.doubt(subject, reason, (found,))
        return found

    def _peer(self, value: Value, own: str, origin: Origin) -> str | None:
        """Return the name of a group that a rule admits; who is a member of one outside the tree isn't known."""
        found = self._follow(value)
        if isinstance(found, Resource):
            return self._named(found)
        if found is not None:
            self._frames.setdefault(found, ("", Origin("", None)))
            self._reading.doubt(origin, f"the members of the group `{found}` are not in the tree", (own,))
        return found

    def _follow(self, value: Value) -> Resource | str | None:
        """Return the group that a value leads to, by the name that a data source looks up too, else what names it."""
        found = self._reading.follow(value, *GROUPS, *VPCS, CLUSTER)
        if not isinstance(found, str) or not isinstance(value, Reference):
            return found
        same = self._namesakes(self._reading.graph.target(value)) or ()
        return same[0] if len(same) == 1 else found

    def _namesakes(self, data: Resource | None) -> tuple[Resource, ...] | None:
        """Return the groups of the tree that have the name by which a data source looks one up; None if any may be."""
        if data is None or data.mode != "data" or data.type != OWN or not set(data.body.attributes) <= LOOKED_UP:
            return None
        try:
            name = self._reading.literal(data.get("name"))
            vpc = self._reading.follow(data.get("vpc_id"), *VPCS)
            own = [one for one in self._reading.graph.of_type(OWN) if one.mode == "resource"]
            known = [(one, self._reading.literal(one.get("name"))) for one in own]
        except OpaqueError:
            return None
        if name == DEFAULT_NAME and isinstance(vpc, Resource):
            return (vpc,)
        return None if name in (None, DEFAULT_NAME) else tuple(one for one, other in known if other == name)

    def each_name(self, value: Value, subject: Origin) -> Iterator[str]:
        """Yield the names of a list of groups; OpaqueError at the first that can't be known."""
        for item in self._reading.listed(value):
            found = self.name(item, subject)
            if found is not None:
                yield found

    def made_by_service(self, name: str, vpc: str, origin: Origin) -> str:
        """Return the name of a group that a service makes for itself: its members reach each other, and everything."""
        if name not in self._frames:
            self._keep(name, _open(name, origin))
        if not self._frames.get(name, ("", origin))[0]:
            self._frames[name] = (vpc, origin)
        return name

    def _of(self, name: str, *, egress: bool) -> tuple[GroupRule, ...]:
        return tuple(self._rules.get((name, egress), ()))

    def _named(self, found: Resource) -> str:
        if found.type in VPCS:
            return self.default_of(found.address)
        if found.type == CLUSTER:
            return self.made_by_service(f"{found.address}/cluster-group", "", origin_of(found))
        self._frames.setdefault(found.address, ("", origin_of(found)))
        return found.address

    def _declared(self) -> None:
        of_vpc = self._reading.within("vpc_id", *VPCS)
        for resource in self._reading.each(*GROUPS, scope=lambda one: (one.address,)):
            vpc = next(iter(of_vpc(resource)), "")
            self._frames[resource.address] = (vpc, origin_of(resource))
            if resource.type == DEFAULT and vpc:
                self._default_of[vpc] = resource.address
        for resource in self._reading.graph.of_type(*GROUPS):
            if resource.address in self._frames:
                self._blocks_of(resource)

    def _blocks_of(self, resource: Resource) -> None:
        for direction in ("ingress", "egress"):
            for body in self._reading.bodies(resource, direction):
                origin = origin_of(resource, body)
                read = partial(self._permits, body, resource.address, origin)
                found = self._reading.gather(origin, (resource.address,), read)
                self._inline.add((resource.address, direction == "egress"))
                self._keep_rules(resource.address, found, egress=direction == "egress")

    def _unmanaged(self) -> None:
        for vpc in self._land.vpcs.values():
            if vpc.name not in self._default_of:
                name = f"{vpc.name}/default-group"
                self._default_of[vpc.name] = name
                self.made_by_service(name, vpc.name, Origin("", vpc.origin.place))

    def _separate(self) -> None:
        scope = self._reading.within("security_group_id", *GROUPS)
        for rule in self._reading.each(*RULE_TYPES, scope=scope):
            origin = origin_of(rule)
            self._reading.attempt(origin, partial(scope, rule), partial(self._rule, rule, origin), None)

    def _rule(self, rule: Resource, origin: Origin) -> None:
        group = self.name(rule.get("security_group_id"), origin)
        if group is None:
            raise OpaqueError(rule.address, rule.place, "it names no group")
        egress = self._is_egress(rule)
        if group in self._outside and self._may_be_own(rule.get("security_group_id")):
            reason = f"it is not known which group `{group}` is: it may be any of the tree's own"
            self._reading.doubt(origin, reason)
        if (group, egress) in self._inline:
            reason = f"`{group}` has rules in blocks too: each apply undoes the other"
            self._reading.doubt(origin, reason, (group,))
        self._keep_rules(group, tuple(self._permits(rule.body, group, origin)), egress=egress)

    def _may_be_own(self, value: Value) -> bool:
        data = self._reading.graph.target(value) if isinstance(value, Reference) else None
        return self._namesakes(data) != ()

    def _is_egress(self, rule: Resource) -> bool:
        if rule.type != RULE_TYPES[0]:
            return rule.type == RULE_TYPES[2]
        return self._reading.literal(rule.get("type")) == "egress"

    def _permits(self, body: Block, own: str, origin: Origin) -> Iterator[GroupRule]:
        span = group_span(self._reading, body)
        blocks = tuple(self._listed(body))
        if blocks:
            yield GroupRule(span, blocks, None, origin)
        named = (item for name in PEERS if name in body.attributes for item in self._reading.listed(body.get(name)))
        peers = [peer for item in named if (peer := self._peer(item, own, origin)) is not None]
        if self._reading.flag(body.get("self")):
            peers.append(own)
        for peer in dict.fromkeys(peers):
            yield GroupRule(span, (), peer, origin)

    def _listed(self, body: Block) -> Iterator[Cidr]:
        """Yield the blocks that a rule names, those of prefix lists among them."""
        for name in BLOCKS:
            if name in body.attributes:
                yield from self._blocks.many(body.get(name))
        for name in LISTS:
            if name in body.attributes:
                for item in self._reading.listed(body.get(name)):
                    yield from self._lists.blocks(item)

    def _keep_rules(self, name: str, rules: Iterable[GroupRule], *, egress: bool) -> None:
        self._rules.setdefault((name, egress), []).extend(rules)

    def _keep(self, name: str, pair: tuple[GroupRule, GroupRule]) -> None:
        self._keep_rules(name, pair[:1], egress=False)
        self._keep_rules(name, pair[1:], egress=True)


def _open(name: str, origin: Origin) -> tuple[GroupRule, GroupRule]:
    return GroupRule(EVERYTHING, (), name, origin), GroupRule(EVERYTHING, WORLD, None, origin)
