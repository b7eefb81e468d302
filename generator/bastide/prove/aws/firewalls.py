"""Network firewalls: their endpoints, and which endpoint a route means."""

import re
from collections.abc import Iterable
from functools import partial

from bastide.model.filters import FirewallEndpoint
from bastide.model.graph import Resource, Unknown, Value
from bastide.model.network import Interface, Kind
from bastide.model.wire import Cidr, Origin
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.firewall_rules import POLICY, PolicyReader, Verdict
from bastide.prove.aws.interfaces import Stand, values
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.transit import Transits
from bastide.prove.aws.vpcs import VPCS, Land

FIREWALL = "aws_networkfirewall_firewall"
NAMED = re.compile(rf"\b{FIREWALL}\.[\w-]+")
SUBNET = re.compile(r"\baws_subnet\.[\w-]+")


class Firewalls:
    """The endpoints of the tree's network firewalls.

    Each endpoint tracks connections by itself: AWS Network Firewall shares no state between availability zones.
    """

    def __init__(self, stand: Stand, transits: Transits) -> None:
        self._reading: Reading = stand.reading
        self._blocks: Blocks = stand.blocks
        self._land: Land = stand.land
        self._transits = transits
        self.found: dict[str, FirewallEndpoint] = {}
        self._of: dict[str, list[str]] = {}
        for resource in self._reading.each(FIREWALL, scope=self._scope):
            self._firewall(stand, resource)

    def endpoint(self, value: Value) -> str | None:
        """Return the name of the endpoint that a route's target means, None when that isn't certain."""
        if isinstance(value, Unknown):
            return self._in_text(value.text)
        target = self._reading.follow(value, FIREWALL)
        name = target.address if isinstance(target, Resource) else ""
        names = self._of.get(name, [])
        return names[0] if len(names) == 1 else None

    def _in_text(self, text: str) -> str | None:
        """Return the endpoint that an expression picks by its subnet or zone, or the only one of its firewall."""
        firewalls = set(NAMED.findall(text))
        if len(firewalls) != 1:
            return None
        names = self._of.get(firewalls.pop(), [])
        endpoints = [self.found[name] for name in names]
        by_subnet = [one.name for one in endpoints if one.subnet in SUBNET.findall(text)]
        by_zone = [one.name for one in endpoints if f'"{self._land.sites[one.subnet].availability_zone}"' in text]
        for chosen in (names, by_subnet, by_zone):
            if len(chosen) == 1:
                return chosen[0]
        return None

    def _scope(self, resource: Resource) -> Iterable[str]:
        """Return the VPCs whose traffic may pass a firewall: its own and those that reach it by a transit gateway."""
        own = self._reading.within("vpc_id", *VPCS)(resource)
        return [name for vpc in own for name in sorted(self._transits.neighbours(vpc))]

    def _firewall(self, stand: Stand, resource: Resource) -> None:
        origin, scope = origin_of(resource), tuple(self._scope(resource))
        verdict = self._verdict(resource, scope)
        sites = stand.sites(origin, values(resource.body, "subnet_mapping.subnet_id"))
        names = self._of.setdefault(resource.address, [])
        for site in sites:
            name = f"{resource.address}/{site.name}"
            names.append(name)
            rules = tuple(verdict.rules)
            self.found[name] = FirewallEndpoint(name, name, site.name, rules, verdict.default_allow, origin)
            stand.add(Interface(name, resource.address, site.name, (), (), False, Kind.FIREWALL, origin))  # noqa: FBT003 - it is private

    def _verdict(self, resource: Resource, scope: tuple[str, ...]) -> Verdict:
        value = resource.get("firewall_policy_arn")
        policy = self._reading.attempt(origin_of(resource), scope, partial(self._reading.follow, value, POLICY), None)
        if not isinstance(policy, Resource):
            self._reading.doubt(origin_of(resource), "its policy isn't in the tree", scope)
            return Verdict(default_allow=False)
        self._reading.exists(policy, scope=lambda _: scope)
        home = tuple(block for vpc in self._reading.within("vpc_id", *VPCS)(resource) for block in self._cidrs(vpc))

        def gap(reason: str, origin: Origin) -> None:
            self._reading.doubt(origin, reason, scope)

        read = partial(PolicyReader(self._reading, self._blocks, home, gap, scope).read, policy)
        return self._reading.attempt(origin_of(policy), scope, read, Verdict(default_allow=False))

    def _cidrs(self, vpc: str) -> tuple[Cidr, ...]:
        whole = self._land.vpcs.get(vpc)
        return whole.cidrs if whole is not None else ()
