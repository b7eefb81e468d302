"""The nouns of the map: properties, resource types, lookups and the bridge of one provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Shape(StrEnum):
    """What a property holds: a value, one object, or a list of objects."""

    VALUE = "value"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Property:
    """One attribute or nested block under its three names.

    `block` tells whether Terraform writes it as a block; an attribute with objects (`ingress`) may be written either
    way. `type` is the SDK's type of a value (`str`, `int`, `float`, `bool`, `asset`, `any`, `list:T`, `map:T`), empty
    for objects. `flat` means that Terraform has a list where Pulumi has its only element. `args` is the Python class of
    an object that can be set (`aws.ec2.SecurityGroupIngressArgs`); `fields` are what it holds, by Terraform name.
    """

    terraform: str
    pulumi: str
    python: str
    shape: Shape = Shape.VALUE
    block: bool = False
    type: str = ""
    flat: bool = False
    args: str = ""
    fields: "Mapping[str, Property]" = field(default_factory=dict)


@dataclass(frozen=True)
class ResourceType:
    """One resource type: `properties` can be set, `outputs` can be read, both by Terraform name."""

    terraform: str
    token: str
    python: str
    properties: Mapping[str, Property]
    outputs: Mapping[str, Property]

    @cached_property
    def by_pulumi(self) -> Mapping[str, Property]:
        """What can be set, by Pulumi name."""
        return {one.pulumi: one for one in self.properties.values()}

    @cached_property
    def outputs_by_pulumi(self) -> Mapping[str, Property]:
        """What can be read, by Pulumi name."""
        return {one.pulumi: one for one in self.outputs.values()}


@dataclass(frozen=True)
class Lookup:
    """One data source: its invoke token, what it is asked and answers by Terraform name, and the Python function."""

    terraform: str
    token: str
    arguments: Mapping[str, Property]
    results: Mapping[str, Property]
    python: str = ""


@dataclass(frozen=True)
class Bridge:
    """The map of one provider, made from one version of its SDK.

    `by_token` also knows tokens of earlier versions and twins; it gives the Terraform type's entry. `functions` says
    which data source a function stands for, `lookups` what it is asked and answers; both by invoke token.
    """

    provider: str
    sdk: str
    by_terraform: Mapping[str, ResourceType]
    by_token: Mapping[str, ResourceType]
    functions: Mapping[str, str]
    lookups: Mapping[str, Lookup]
