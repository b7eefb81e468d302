"""What the bridge knows, by a Pulumi token."""

from collections.abc import Mapping
from functools import cache

from bastide.bridge.load import bridge
from bastide.bridge.model import Lookup, Property, ResourceType

BUILT_IN = "pulumi:"
PROVIDER = "pulumi:providers:"


@cache
def resource_type(token: str) -> ResourceType | None:
    """Return what Terraform calls a token, None for one that the bridge does not know."""
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
    return {inner.pulumi: inner for inner in fields.values()}
