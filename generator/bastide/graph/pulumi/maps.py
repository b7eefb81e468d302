"""What the bridge knows, by a Pulumi token."""

from collections.abc import Iterator, Mapping
from functools import cache

from bastide.bridge.load import bridge
from bastide.bridge.model import Lookup, Property, ResourceType
from bastide.bridge.names import snake

BUILT_IN = "pulumi:"
PROVIDER = "pulumi:providers:"


SPELLED: Mapping[str, str] = {
    "cloudinit": "hashicorp/cloudinit",
    "null": "hashicorp/null",
    "random": "hashicorp/random",
    "tls": "hashicorp/tls",
}
"""Packages that make nothing in a cloud and follow Terraform's names by spelling alone, with their providers."""


class Spelled(Mapping[str, Property]):
    """Properties of which nothing is known but how Pulumi spells Terraform's names; any name is one."""

    def __getitem__(self, name: str) -> Property:
        return Property(snake(name), name, snake(name), type="any")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __contains__(self, name: object) -> bool:
        return True


@cache
def resource_type(token: str) -> ResourceType | None:
    """Return what Terraform calls a token, None for one that the bridge does not know."""
    if package(token) in SPELLED:
        return _spelled(token)
    try:
        return bridge(package(token)).by_token.get(token)
    except KeyError:
        return None


@cache
def lookup(token: str) -> Lookup | None:
    """Return the data source that a function stands for, None for one that the bridge does not know."""
    try:
        return bridge(package(token)).lookups.get(token)
    except KeyError:
        return None


@cache
def lookup_of(provider: str, kind: str) -> Lookup | None:
    """Return the lookup of a data source by Terraform's name, None where no function stands for it."""
    known = bridge(provider)
    token = next((token for token, name in known.functions.items() if name == kind), "")
    return known.lookups.get(token)


def package(token: str) -> str:
    """Return the package of a token: `aws` of `aws:ec2/vpc:Vpc`."""
    return token.partition(":")[0]


def by_pulumi(fields: Mapping[str, Property]) -> Mapping[str, Property]:
    """Return properties by Pulumi's names."""
    return fields if isinstance(fields, Spelled) else {inner.pulumi: inner for inner in fields.values()}


def _spelled(token: str) -> ResourceType:
    name = snake(token.rpartition(":")[2])
    own = f"{package(token)}_"
    return ResourceType(name if name.startswith(own) else own + name, token, "", Spelled(), Spelled())
