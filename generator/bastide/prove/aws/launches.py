"""Hosts: instances, network interfaces of their own, scaling groups and node groups with their launch templates."""

from collections.abc import Iterable, Iterator
from functools import partial

from bastide.model.graph import Block, Resource, Value
from bastide.model.network import Interface, Kind
from bastide.prove.aws.interfaces import Stand, interface_name, values
from bastide.prove.aws.reading import origin_of
from bastide.prove.aws.vpcs import Site
from bastide.prove.aws.wiring import CARD, INSTANCES, wiring

TEMPLATE, CONFIGURATION = "aws_launch_template", "aws_launch_configuration"
CLUSTER, NODES, PODS = "aws_eks_cluster", "aws_eks_node_group", "aws_eks_fargate_profile"
SCALING = "aws_autoscaling_group"
GROUP_PATHS = ("vpc_security_group_ids", "security_groups", "network_interfaces.security_groups")
ADDRESSES = (
    "private_ip",
    "private_ips",
    "private_ip_list",
    "secondary_private_ips",
    "ipv6_addresses",
    "ipv6_address_list",
)
PICKED = (
    "private_ips_count",
    "ipv4_prefix_count",
    "ipv4_prefixes",
    "ipv6_address_count",
    "ipv6_prefix_count",
    "ipv6_prefixes",
)
"""With one of these an interface has addresses that the others don't name."""
PUBLIC_PATHS = ("associate_public_ip_address", "network_interfaces.associate_public_ip_address")
TEMPLATE_PATHS = (
    "launch_template.id",
    "launch_template.name",
    "launch_configuration",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
    "mixed_instances_policy.launch_template.override.launch_template_specification.launch_template_id",
)


def read(stand: Stand) -> None:
    """Collect the interfaces of hosts."""
    _Hosts(stand).read()


class _Hosts:
    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._reading = stand.reading
        self._wiring = wiring(stand)

    def read(self) -> None:
        for kind in INSTANCES:
            for resource in self._each(kind):
                self._instance(resource)
        for resource in self._each(CARD):
            self._card(resource)
        for resource in self._each(SCALING):
            self._scaling(resource)
        for resource in self._each(CLUSTER):
            self._cluster(resource)
        for resource in self._each(NODES, PODS):
            self._nodes(resource)

    def _each(self, *kinds: str) -> Iterator[Resource]:
        return self._reading.each(*kinds, scope=lambda one: (one.address,), copies=True)

    def _values(self, resource: Resource, *paths: str) -> tuple[Value, ...]:
        scope = (resource.address,)
        read = partial(_found, resource.body, paths)
        return self._reading.gather(origin_of(resource), scope, read)

    def _instance(self, resource: Resource) -> None:
        self._forwards(resource)
        if self._values(
            resource, "network_interface.network_interface_id", "primary_network_interface.network_interface_id"
        ):
            return
        template = tuple(self._templates(resource))
        sources = (resource, *template)
        given = self._values(resource, "subnet_id")
        for source in template if not given else ():
            given = given or self._values(source, "network_interfaces.subnet_id")
        if not given:
            self._nowhere(resource)
        self._hosts(resource, given, sources, self._addresses(resource))

    def _addresses(self, resource: Resource) -> tuple[Value, ...]:
        """Return the addresses that an interface has; none where AWS picks more of them."""
        if any(resource.get(name) not in (None, 0, (), "") for name in PICKED):
            return ()
        return self._values(resource, *ADDRESSES)

    def _hosts(
        self,
        resource: Resource,
        given: Iterable[Value],
        sources: tuple[Resource, ...],
        addresses: tuple[Value, ...] = (),
    ) -> None:
        """Keep the interfaces of what launches hosts; the first source that says something decides."""
        sites = self._stand.sites(origin_of(resource), given)
        groups = self._groups(resource, sources)
        flag = self._flag(resource, sources)
        elastic = resource.address in self._wiring.public
        for site in sites:
            self._keep(
                resource,
                interface_name(resource.address, site, sites),
                site,
                groups or self._default(resource, site),
                addresses=addresses,
                public=elastic or (site.launches_public if flag is None else flag),
            )

    def _keep(
        self,
        resource: Resource,
        name: str,
        site: Site,
        groups: tuple[str, ...],
        *,
        public: bool,
        addresses: tuple[Value, ...] = (),
    ) -> None:
        added = self._wiring.added.get(resource.address, ())
        self._stand.add(
            Interface(
                name=name,
                workload=self._wiring.owner.get(resource.address, resource.address),
                subnet=site.name,
                groups=tuple(dict.fromkeys((*groups, *added))),
                addresses=self._stand.own_addresses(site, addresses),
                public=public,
                kind=Kind.HOST,
                origin=origin_of(resource),
            )
        )

    def _default(self, resource: Resource, site: Site) -> tuple[str, ...]:
        if resource.type in (NODES, PODS):
            return ()
        return (self._stand.groups.default_of(site.vpc),)

    def _groups(self, resource: Resource, sources: tuple[Resource, ...]) -> tuple[str, ...]:
        for source in sources:
            given = self._values(source, *GROUP_PATHS)
            if given:
                return self._stand.carried(origin_of(source), given, resource.address)
        return ()

    def _flag(self, resource: Resource, sources: tuple[Resource, ...]) -> bool | None:
        for source in sources:
            for value in self._values(source, *PUBLIC_PATHS):
                read = partial(self._reading.flag, value)
                return self._reading.attempt(origin_of(source), (resource.address,), read, fallback=True)
        return None

    def _templates(self, resource: Resource) -> Iterator[Resource]:
        for value in self._values(resource, *TEMPLATE_PATHS):
            read = partial(self._reading.follow, value, TEMPLATE, CONFIGURATION)
            found = self._reading.attempt(origin_of(resource), (resource.address,), read, None)
            if isinstance(found, str):
                named = self._reading.case.named(TEMPLATE, found) or self._reading.case.named(CONFIGURATION, found)
                if named is None:
                    reason = f"the launch template `{found}` isn't in the tree"
                    self._reading.doubt(origin_of(resource), reason, (resource.address,))
                found = named
            if found is not None and self._reading.exists(found, scope=lambda _: (resource.address,), copies=True):
                yield found

    def _card(self, resource: Resource) -> None:
        self._forwards(resource)
        sites = self._stand.sites(origin_of(resource), self._values(resource, "subnet_id"))
        addresses = self._addresses(resource)
        public = resource.address in self._wiring.public
        groups = self._stand.carried(origin_of(resource), self._values(resource, "security_groups"), resource.address)
        for site in sites:
            carried = groups or (self._stand.groups.default_of(site.vpc),)
            self._keep(resource, resource.address, site, carried, public=public, addresses=addresses)

    def _scaling(self, resource: Resource) -> None:
        templates = tuple(self._templates(resource))
        given = self._values(resource, "vpc_zone_identifier")
        if not given:
            self._nowhere(resource)
        distinct = {self._groups(resource, (one,)) for one in templates}
        if len(distinct) > 1:
            reason = "its launch templates give different groups"
            self._reading.doubt(origin_of(resource), reason, (resource.address,))
        self._hosts(resource, given, templates)

    def _cluster(self, resource: Resource) -> None:
        """Keep the interfaces by which a cluster's control plane stands in its subnets."""
        sites = self._stand.sites(origin_of(resource), self._values(resource, "vpc_config.subnet_ids"))
        given = self._values(resource, "vpc_config.security_group_ids")
        groups = self._stand.carried(origin_of(resource), given, resource.address)
        if self._values(resource, "compute_config.enabled"):
            reason = "the service launches nodes by itself in the subnets of the cluster"
            self._reading.doubt(origin_of(resource), reason, {site.name for site in sites})
        for site in sites:
            own = self._own_group(resource, site)
            name = interface_name(resource.address, site, sites)
            self._keep(resource, name, site, (*groups, own), public=False)

    def _own_group(self, cluster: Resource, site: Site) -> str:
        groups = self._stand.groups
        return groups.made_by_service(f"{cluster.address}/cluster-group", site.vpc, origin_of(cluster))

    def _nodes(self, resource: Resource) -> None:
        templates = tuple(self._templates(resource)) if resource.type == NODES else ()
        sites = self._stand.sites(origin_of(resource), self._values(resource, "subnet_ids"))
        groups = self._groups(resource, templates)
        cluster = self._cluster_of(resource) if not groups else None
        if self._values(resource, "remote_access.ec2_ssh_key"):
            reason = "the service makes a group for remote access that isn't in the tree"
            self._reading.doubt(origin_of(resource), reason, (resource.address,))
        flag = self._flag(resource, templates) if resource.type == NODES else False
        for site in sites:
            carried = groups if cluster is None else (self._own_group(cluster, site),)
            public = site.launches_public if flag is None else flag
            name = interface_name(resource.address, site, sites)
            self._keep(resource, name, site, carried, public=public)

    def _cluster_of(self, resource: Resource) -> Resource | None:
        value = resource.get("cluster_name")
        found = self._reading.attempt(
            origin_of(resource), (resource.address,), partial(self._reading.follow, value, CLUSTER), None
        )
        cluster = self._reading.case.named(CLUSTER, found) if isinstance(found, str) else found
        if cluster is None:
            reason = "its cluster, whose group it carries, isn't in the tree"
            self._reading.doubt(origin_of(resource), reason, (resource.address,))
        return cluster

    def _nowhere(self, resource: Resource) -> None:
        reason = "no subnet is given: it stands in a default VPC that isn't in the tree"
        self._reading.doubt(origin_of(resource), reason)

    def _forwards(self, resource: Resource) -> None:
        read = partial(self._reading.flag, resource.get("source_dest_check"), fallback=True)
        scope = (resource.address,)
        if not self._reading.attempt(origin_of(resource), scope, read, fallback=True):
            reason = "`source_dest_check` is off: it may forward what others send, and send under any address"
            self._reading.doubt(origin_of(resource), reason, scope, resource.at("source_dest_check"))


def _found(body: Block, paths: Iterable[str]) -> Iterator[Value]:
    return (value for path in paths for value in values(body, path))
