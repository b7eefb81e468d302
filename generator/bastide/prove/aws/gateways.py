"""Internet, egress-only, carrier and VPN gateways, and the VPCs that they are attached to."""

from collections.abc import Iterable
from functools import partial

from bastide.facts.values import OpaqueError
from bastide.model.forwarding import Gateway, Target
from bastide.model.graph import Resource
from bastide.model.wire import Origin
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.vpcs import VPCS, Land

GATEWAYS = {
    "aws_internet_gateway": Target.INTERNET,
    "aws_egress_only_internet_gateway": Target.EGRESS_ONLY,
    "aws_ec2_carrier_gateway": Target.CARRIER,
    "aws_vpn_gateway": Target.OUTSIDE,
}
ATTACHMENTS = {
    "aws_internet_gateway_attachment": ("internet_gateway_id", "aws_internet_gateway"),
    "aws_vpn_gateway_attachment": ("vpn_gateway_id", "aws_vpn_gateway"),
}
IDS = {"igw-": Target.INTERNET, "eigw-": Target.EGRESS_ONLY, "cagw-": Target.CARRIER, "vgw-": Target.OUTSIDE}
"""How the ids of gateways begin."""
SOURCES = {f"data.{kind}.": target for kind, target in GATEWAYS.items()}


class Gateways:
    """The gateways by name; one that stands outside the tree is known by the route that names it."""

    def __init__(self, reading: Reading, land: Land) -> None:
        self._reading = reading
        self._land = land
        self.found: dict[str, Gateway] = {}
        self._read()

    def outside(self, name: str, vpc: str, origin: Origin) -> Gateway | None:
        """Return a gateway that stands outside the tree, as its id or data source tells; None for anything else."""
        kind = next((kind for start, kind in {**IDS, **SOURCES}.items() if name.startswith(start)), None)
        if kind is None or vpc not in self._land.vpcs:
            return None
        return self.found.setdefault(name, Gateway(name, kind, vpc, origin))

    def _read(self) -> None:
        attached = self._attached()
        for kind, target in GATEWAYS.items():
            for resource in self._reading.each(kind, scope=self._reading.within("vpc_id", *VPCS)):
                vpc = attached.get(resource.address) or self._vpc(resource) or ""
                if vpc in self._land.vpcs:
                    self.found[resource.address] = Gateway(resource.address, target, vpc, origin_of(resource))

    def _vpc(self, resource: Resource) -> str | None:
        read = partial(self._reading.name, resource.get("vpc_id"), *VPCS)
        return self._reading.attempt(origin_of(resource), (), read, None)

    def _attached(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind, (attribute, gateway_kind) in ATTACHMENTS.items():
            for one in self._reading.each(kind, scope=self._reading.within("vpc_id", *VPCS)):
                read = partial(self._reading.name, one.get(attribute), gateway_kind)
                gateway = self._reading.attempt(origin_of(one), self._of_vpc(one), read, None)
                vpc = self._vpc(one)
                if gateway is not None and vpc is not None:
                    found[gateway] = vpc
        return found

    def _of_vpc(self, resource: Resource) -> Iterable[str]:
        try:
            return self._reading.names(resource.get("vpc_id"), *VPCS)
        except OpaqueError:
            return ()
