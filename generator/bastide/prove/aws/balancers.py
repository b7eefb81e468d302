"""What load balancers forward to, and where a balancer hands on the client's own address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.graph import Resource, Value
from bastide.model.network import Balancer
from bastide.prove.aws.endpoints import BALANCERS, CLASSIC, kind_of
from bastide.prove.aws.interfaces import Stand, values
from bastide.prove.aws.launches import SCALING
from bastide.prove.aws.reading import origin_of
from bastide.prove.aws.vpcs import VPCS
from bastide.prove.aws.wiring import CARD, INSTANCES

TARGET_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
LISTENERS = ("aws_lb_listener", "aws_alb_listener")
RULES = ("aws_lb_listener_rule", "aws_alb_listener_rule")
MEMBERS = ("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")
LINKS = ("aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment")
LINK_PATHS = ("lb_target_group_arn", "alb_target_group_arn", "elb", "traffic_source.identifier")
OWN_PATHS = (
    "target_group_arns",
    "load_balancers",
    "traffic_source.identifier",
    "load_balancer.target_group_arn",
    "load_balancer.elb_name",
)
FORWARDS = ("{}.target_group_arn", "{}.forward.target_group.arn")
TASKS = ("aws_ecs_service", "aws_ecs_task_set")
DATAGRAMS = frozenset({"UDP", "TCP_UDP"})
SERVICE, ENDPOINT = "aws_vpc_endpoint_service", "aws_vpc_endpoint"


def read(stand: Stand) -> tuple[Balancer, ...]:
    """Return the balancers of a tree with the workloads behind each."""
    return tuple(_Proxies(stand).read())


class _Proxies:
    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._reading = stand.reading
        self._behind: dict[str, dict[str, None]] = defaultdict(dict)
        self._members: dict[str, dict[str, None]] = defaultdict(dict)
        self._loose = False
        self._balancers = tuple(one.address for one in self._existing(*BALANCERS, CLASSIC))
        self._owner = {one.name: one.workload for one in stand.found.values()}

    def read(self) -> Iterator[Balancer]:
        self._fill()
        groups = self._forwarded()
        for resource in self._existing(*BALANCERS, CLASSIC):
            for group in groups.get(resource.address, ()):
                self._behind[resource.address].update(self._members[group])
                if kind_of(self._stand, resource) == "network":
                    self._preserved(resource, group)
        for resource in self._existing(CLASSIC):
            self._add(self._behind[resource.address], resource, resource.get("instances"))
        self._private_links()
        workloads = {one.workload for one in self._stand.found.values()}
        for name, targets in self._behind.items():
            known = self._reading.graph.by_address.get(name)
            if known is not None and name in workloads:
                yield Balancer(name, tuple(targets), origin_of(known))

    def _existing(self, *types: str) -> Iterator[Resource]:
        """Yield resources without a doubt about how many they are: a balancer's targets matter, not their number."""
        return (one for one in self._reading.graph.of_type(*types) if one.get("count") != 0)

    def _fill(self) -> None:
        """Note which workloads stand behind each target group, and each classic balancer."""
        for one in self._existing(*MEMBERS):
            for group in self._names(one, one.get("target_group_arn"), *TARGET_GROUPS):
                self._add(self._members[group], one, one.get("target_id"))
        for one in self._existing("aws_elb_attachment"):
            for balancer in self._names(one, one.get("elb"), CLASSIC):
                self._add(self._behind[balancer], one, one.get("instance"))
        for one in self._existing(*LINKS):
            for scaling in self._names(one, one.get("autoscaling_group_name"), SCALING):
                self._hold(one, LINK_PATHS, scaling)
        for one in self._existing(SCALING, *TASKS):
            self._hold(one, OWN_PATHS, one.address)

    def _hold(self, resource: Resource, paths: Iterable[str], workload: str) -> None:
        for value in self._values(resource, *paths):
            for name in self._names(resource, value, *TARGET_GROUPS, CLASSIC):
                target = self._reading.graph.by_address.get(name)
                is_classic = target is not None and target.type == CLASSIC
                (self._behind if is_classic else self._members)[name][workload] = None

    def _add(self, targets: dict[str, None], resource: Resource, value: Value) -> None:
        kinds = (*INSTANCES, CARD, *BALANCERS, "aws_lambda_function")
        for name in self._names(resource, value, *kinds):
            targets[self._owner.get(name) or self._at(name)] = None

    def _at(self, name: str) -> str:
        """Return the workload that has an address, else what was written."""
        try:
            block = self._stand.blocks.one(name)
        except OpaqueError:
            return name
        return next((one.workload for one in self._stand.found.values() if block in one.addresses), name)

    def _forwarded(self) -> dict[str, dict[str, None]]:
        """Return the target groups that each balancer forwards to."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        listeners: dict[str, str] = {}
        for one in self._existing(*LISTENERS):
            for balancer in self._names(one, one.get("load_balancer_arn"), *BALANCERS):
                listeners[one.address] = balancer
                found[balancer].update(dict.fromkeys(self._groups(one, "default_action")))
        for one in self._existing(*RULES):
            for listener in self._names(one, one.get("listener_arn"), *LISTENERS):
                found[listeners.get(listener, listener)].update(dict.fromkeys(self._groups(one, "action")))
        return found

    def _groups(self, resource: Resource, block: str) -> Iterator[str]:
        for value in self._values(resource, *(path.format(block) for path in FORWARDS)):
            yield from self._names(resource, value, *TARGET_GROUPS)

    def _private_links(self) -> None:
        """Note the balancers behind endpoints whose service is of this tree."""
        for one in self._existing(ENDPOINT):
            for service in self._names(one, one.get("service_name"), SERVICE):
                target = self._reading.graph.by_address.get(service)
                if target is not None and target.type == SERVICE:
                    for value in self._values(target, "network_load_balancer_arns"):
                        names = self._names(target, value, *BALANCERS)
                        self._behind[one.address].update(dict.fromkeys(names))

    def _preserved(self, balancer: Resource, name: str) -> None:
        """Doubt the targets that see a client's own address instead of the balancer's."""
        group = self._reading.graph.by_address.get(name)
        scope = (*self._members[name], balancer.address)
        if group is None:
            self._reading.doubt(origin_of(balancer), f"the target group `{name}` isn't in the tree")
        elif self._reading.attempt(origin_of(group), scope, partial(self._preserves, group), fallback=True):
            reason = "targets see the client's address: what their groups admit of it isn't modelled"
            known = () if self._loose else tuple(self._members[name])
            self._reading.doubt(origin_of(group), reason, known or self._reading.within("vpc_id", *VPCS)(group))

    def _preserves(self, group: Resource) -> bool:
        known = self._reading.literal(group.get("preserve_client_ip"))
        protocol = self._reading.literal(group.get("protocol")) or "TCP"
        kind = self._reading.literal(group.get("target_type")) or "instance"
        by_default = kind != "ip" or protocol in DATAGRAMS
        return by_default if known is None or protocol in DATAGRAMS else known == "true"

    def _values(self, resource: Resource, *paths: str) -> tuple[Value, ...]:
        try:
            return tuple(one for path in paths for one in values(resource.body, path))
        except OpaqueError as error:
            self._unsure(resource, error)
            return ()

    def _names(self, resource: Resource, value: Value, *types: str) -> tuple[str, ...]:
        try:
            return self._reading.names(value, *types)
        except OpaqueError as error:
            self._unsure(resource, error)
            return ()

    def _unsure(self, resource: Resource, error: OpaqueError) -> None:
        """Doubt all balancers: which of them forwards to what isn't known."""
        self._loose = True
        if self._balancers:
            reason = f"`{error.text}` decides what a balancer forwards to, and {error.reason}"
            self._reading.doubt(origin_of(resource), reason, self._balancers, error.place)
