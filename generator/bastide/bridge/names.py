"""How the bridge between the two spells names."""

import re

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])")


def camel(name: str) -> str:
    """Return a Terraform name as Pulumi spells it when nothing else is known: `cidr_block` is `cidrBlock`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def snake(name: str) -> str:
    """Return a Pulumi name as Terraform would spell it, singular and plural left alone: `cidrBlock` is `cidr_block`."""
    return _HUMP.sub(lambda found: f"_{found[0]}", name).lower()
